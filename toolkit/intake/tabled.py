"""Conversations in a table: who, when, what, as NVivo, Sonix, Trint and typists in Excel keep them.

Told by the cells: one column of words, one of few names that take turns, one of times that rise.
Times that hold a date are those of a log, and no conversation's.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import mean

from toolkit.intake.cues import TIME, Cue, Parsed, plain, seconds
from toolkit.intake.labels import label_key, looks_like_label, role_of_label
from toolkit.intake.raw import RawFile, RawSheet

TABLE = "table of who said what"
_FEWEST = 6
_MOST = 5_000
"""Rows; no conversation has more, and a log is not looked through."""
_FILLED = 0.8
_RISING = 0.9
_TAKE_TURNS = 0.3
_LEAST_WORDS = 3.0
"""Mean words of a cell of what was said."""
_MOST_SPEAKERS = 0.34
_TIMES = re.compile(rf"[\[(]?\s*({TIME})(?:\s*(?:-|–|-->|to|bis)\s*({TIME}))?\s*[\])]?")
_HEAD_ROWS = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class _Layout:
    sheet: RawSheet
    first: int
    """The row (from 0) of the first words."""
    words: int
    who: int
    when: int | None


def recognise_tabled(raw: RawFile) -> str | None:
    """The format's name where a sheet or a document's table holds a conversation, else None."""
    return TABLE if _layout(raw) else None


def parse_tabled(raw: RawFile) -> Parsed:
    """A cue for each row with words. What stands above the table is the head."""
    found = _layout(raw)
    if found is None:
        return Parsed(format=TABLE)
    cues: list[Cue] = []
    dropped: list[tuple[int, str]] = []
    rows = [row for row in found.sheet.rows[found.first :] if any(row)]
    for number, row in enumerate(rows, start=1):
        text = plain(_cell(row, found.words))
        if not text:
            dropped.append((number, "no words"))
            continue
        times = _TIMES.match(_cell(row, found.when)) if found.when is not None else None
        cues.append(
            Cue(
                row=number,
                text=text,
                label=plain(_cell(row, found.who)),
                start=seconds(times[1]) if times else None,
                end=seconds(times[2] or "") if times else None,
            )
        )
    return Parsed(
        format=TABLE,
        cues=tuple(cues),
        rows=len(rows),
        set_aside=tuple(dropped),
        head=tuple(_head(raw, found)),
    )


def _head(raw: RawFile, found: _Layout) -> Iterator[str]:
    yield from (" ".join(filter(None, row)) for row in found.sheet.rows[: found.first])
    said = {"\t".join(row) for row in found.sheet.rows}
    texts = [paragraph.text for paragraph in raw.paragraphs[:_HEAD_ROWS]]
    yield from (text for text in texts if text not in said)


def _layout(raw: RawFile) -> _Layout | None:
    sheets = [sheet for sheet in raw.sheets if _FEWEST <= len(sheet.rows) <= _MOST]
    found = [layout for sheet in sheets if (layout := _of_sheet(sheet))]
    return found[0] if len(found) == 1 else None


def _of_sheet(sheet: RawSheet) -> _Layout | None:
    width = max(map(len, sheet.rows))
    first = _first_of_body(sheet.rows, width)
    body = [row for row in sheet.rows[first:] if any(row)]
    if first == len(sheet.rows) or len(body) < _FEWEST:
        return None
    columns = [[_cell(row, place) for row in body] for place in range(width)]
    whens = [place for place, cells in enumerate(columns) if _are_times(cells)]
    whos = [place for place, cells in enumerate(columns) if _are_speakers(cells)]
    rest = [place for place in range(width) if place not in {*whens, *whos}]
    words = [place for place in rest if _are_words(columns[place])]
    named = [place for place in whos if _says_who(sheet.rows, first, place)]
    if len(words) != 1 or not whos or not (whens or named):
        return None
    who = (named or whos)[0]
    when = whens[0] if whens else None
    return _Layout(sheet=sheet, first=first, words=words[0], who=who, when=when)


def _cell(row: Sequence[str], place: int) -> str:
    return row[place].strip() if place < len(row) else ""


def _first_of_body(rows: Sequence[Sequence[str]], width: int) -> int:
    """The row below the header: the header is the fullest of the first rows, where it is short."""
    top = rows[:_HEAD_ROWS]
    full = next((at for at, row in enumerate(top) if sum(map(bool, row)) == width), len(rows))
    if full == len(rows):
        full = next((at for at, row in enumerate(top) if sum(map(bool, row)) > 1), len(rows))
    return full + 1 if full < len(rows) else full


def _filled(cells: Sequence[str]) -> list[str]:
    filled = [cell for cell in cells if cell]
    return filled if len(filled) >= _FILLED * len(cells) else []


def _are_times(cells: Sequence[str]) -> bool:
    found = [_TIMES.fullmatch(cell) for cell in _filled(cells)]
    starts = [seconds(times[1]) for times in found if times]
    if not starts or len(starts) < _RISING * len(cells):
        return False
    known = [start for start in starts if start is not None]
    rising = sum(later >= earlier for earlier, later in pairwise(known))
    return len(set(known)) > 1 and rising >= _RISING * (len(known) - 1)


def _are_speakers(cells: Sequence[str]) -> bool:
    keys = [label_key(cell) for cell in _filled(cells)]
    known = Counter(keys)
    again = sum(times > 1 for times in known.values())
    if again < 2 or len(known) > max(2, _MOST_SPEAKERS * len(keys)):
        return False
    changes = sum(one != other for one, other in pairwise(keys))
    called = all(looks_like_label(cell) or role_of_label(cell) for cell in set(_filled(cells)))
    return called and changes >= _TAKE_TURNS * (len(keys) - 1)


def _are_words(cells: Sequence[str]) -> bool:
    filled = _filled(cells)
    distinct = len(set(filled)) > 0.5 * len(filled)
    return bool(filled) and distinct and mean(len(cell.split()) for cell in filled) >= _LEAST_WORDS


def _says_who(rows: Sequence[Sequence[str]], first: int, place: int) -> bool:
    """Whether the header of a column of names is a word for who speaks."""
    return first > 0 and role_of_label(_cell(rows[first - 1], place)) == "unnamed"
