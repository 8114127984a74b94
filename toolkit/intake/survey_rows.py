"""Which rows of a sheet are its head: titles above it, one to three header rows, or none at all."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from toolkit.intake.gate_anchors import kind_of_cell
from toolkit.intake.headers import header_key, role_of, vocabulary
from toolkit.intake.raw import RawSheet

_IMPORT_ID = re.compile(r"\{\s*[\"'“”]?ImportId", re.I)
_CODE = re.compile(
    r"[A-Za-z]{0,10}[_.]?\d{1,4}(?:[_.#][\dA-Za-z]{1,12})*|[A-Za-z][A-Za-z0-9_.()\-]{0,30}"
)
_NUMBER_CODE = re.compile(r"(?:Q|F|D|P|Frage|Question|Domanda|Pregunta)\s?\d{1,3}[a-z]?\.?", re.I)
_LOOK_ROWS = 300
_TYPED = {"number", "date", "mail", "code"}
_TYPED_SHARE = 0.8
_MOST_HEADER_ROWS = 3
_TITLE_LIKE_WORDS = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """The header of a sheet; all tuples have one entry for each column."""

    titles: tuple[str, ...]
    codes: tuple[str, ...] = ()
    parts: tuple[str, ...] = ()
    count: int = 1
    rows: tuple[int, ...] = ()
    """Row numbers of header and title rows, from 1."""
    first_data: int = 1
    """Index of the first row that may hold answers."""
    import_ids: bool = False

    @property
    def has_response_words(self) -> bool:
        """Whether "Response" or "Open-Ended Response" stands in the second row."""
        return sum(map(self.is_response_word, self.parts)) >= 1

    @staticmethod
    def is_response_word(part: str) -> bool:
        """Whether a second-row cell only says that an answer follows."""
        return header_key(part) in _response_words() | _open_words()

    @staticmethod
    def is_open_word(part: str) -> bool:
        """Whether a second-row cell says that an answer in words follows."""
        return header_key(part) in _open_words()


@cache
def _response_words() -> frozenset[str]:
    return frozenset(map(header_key, vocabulary("survey_parts").get("response", ())))


@cache
def _open_words() -> frozenset[str]:
    return frozenset(map(header_key, vocabulary("survey_parts").get("open_response", ())))


def find_head(sheet: RawSheet, extension: str = "") -> Head | None:
    """The head of a sheet, or None where no cell is filled."""
    filled = [index for index, row in enumerate(sheet.rows) if any(row)]
    if not filled:
        return None
    if extension == "sav" or sheet.labels:
        return _labelled(sheet)
    marked = _import_row(sheet, filled)
    if marked is not None:
        return _qualtrics(sheet, filled, marked)
    return _plain(sheet, filled)


def _labelled(sheet: RawSheet) -> Head:
    codes = sheet.rows[0]
    return Head(
        titles=tuple(sheet.labels.get(code, code) for code in codes),
        codes=codes,
        rows=(1,),
        first_data=1,
    )


def _import_row(sheet: RawSheet, filled: Sequence[int]) -> int | None:
    for index in filled[:6]:
        cells = [cell for cell in sheet.rows[index] if cell]
        if sum(map(bool, map(_IMPORT_ID.match, cells))) >= 0.5 * len(cells):
            return index
    return None


def _qualtrics(sheet: RawSheet, filled: Sequence[int], marked: int) -> Head:
    above = [index for index in filled if index < marked][-2:]
    first_data = marked + 1
    rows = tuple(index + 1 for index in filled if index <= marked)
    if not above:
        ids = tuple(re.sub(r"[{}\"]|ImportId|:", "", cell) for cell in sheet.rows[marked])
        return Head(
            titles=ids, codes=ids, count=1, rows=rows, first_data=first_data, import_ids=True
        )
    names, titles = sheet.rows[above[0]], sheet.rows[above[-1]]
    codes = names if len(above) == 2 or _are_codes(names) else ()
    return Head(
        titles=titles,
        codes=codes,
        count=len(above) + 1,
        rows=rows,
        first_data=first_data,
        import_ids=True,
    )


def _are_codes(cells: Sequence[str]) -> bool:
    filled = [cell for cell in cells if cell]
    return bool(filled) and sum(map(bool, map(_CODE.fullmatch, filled))) >= 0.8 * len(filled)


def _plain(sheet: RawSheet, filled: Sequence[int]) -> Head:
    rows = sheet.rows
    start = _first_wide(rows, filled)
    body = [rows[index] for index in filled if index > start + _MOST_HEADER_ROWS - 1]
    body = (body or [rows[index] for index in filled if index > start])[:_LOOK_ROWS]
    kinds = _typed_columns(body, len(rows[start]))
    if _is_data(rows[start], kinds, body):
        blank = tuple(f"column {number + 1}" for number in range(len(rows[start])))
        before = tuple(index + 1 for index in filled if index < start)
        return Head(titles=blank, count=0, rows=before, first_data=start)
    header = [start]
    for index in filled[filled.index(start) + 1 :][:_MOST_HEADER_ROWS]:
        if not _also_header(rows, header, index, kinds):
            break
        header.append(index)
    return _combine(rows, header, filled)


def _first_wide(rows: Sequence[Sequence[str]], filled: Sequence[int]) -> int:
    """The first row that is as wide as a header must be; titles above a table are narrow."""
    widths = sorted(sum(map(bool, rows[index])) for index in filled[:_LOOK_ROWS])
    typical = widths[len(widths) // 2]
    for place, index in enumerate(filled[:20]):
        width = sum(map(bool, rows[index]))
        narrow = width == 1 < typical or (width == 2 and typical > 4)
        narrow = narrow or (width == 1 and _stands_apart(filled, place))
        if not narrow or _has_parts_below(rows, filled[place : place + 2]):
            return index
    return filled[0]


def _stands_apart(filled: Sequence[int], place: int) -> bool:
    """Whether an empty row follows a row, and hardly any of the others: so titles stand."""
    gaps = [after - before for before, after in pairwise(filled[:_LOOK_ROWS])]
    others = gaps[:place] + gaps[place + 1 :]
    return len(others) >= 3 and gaps[place] > 1 and sum(gap > 1 for gap in others) <= 1


def _has_parts_below(rows: Sequence[Sequence[str]], pair: Sequence[int]) -> bool:
    """Whether a narrow row is a question with its choices in the next one, and no title."""
    if len(pair) < 2:
        return True
    row = rows[pair[1]]
    below = [other for other in rows[pair[1] + 1 : pair[1] + 1 + _LOOK_ROWS] if any(other)]
    ticks = sum(
        bool(cell) and _is_choice(cell, [other[column] for other in below])
        for column, cell in enumerate(row)
    )
    return ticks >= 2 or any(map(Head.is_response_word, row))


def _typed_columns(body: Sequence[Sequence[str]], width: int) -> dict[int, str]:
    """Columns whose filled cells are nearly all numbers, dates, addresses or codes."""
    found: dict[int, str] = {}
    for column in range(width):
        kinds = Counter(kind_of_cell(row[column]) for row in body if row[column])
        total = sum(kinds.values())
        if total < 3:
            continue
        kind, times = kinds.most_common(1)[0]
        if kind in _TYPED and times >= _TYPED_SHARE * total:
            found[column] = kind
    return found


def _votes(row: Sequence[str], kinds: dict[int, str]) -> tuple[int, int]:
    """How many typed columns speak for a header here, and how many for data."""
    filled = [column for column in kinds if row[column]]
    same = sum(kind_of_cell(row[column]) == kinds[column] for column in filled)
    return len(filled) - same, same


def _is_data(row: Sequence[str], kinds: dict[int, str], body: Sequence[Sequence[str]]) -> bool:
    """Whether the first wide row already holds answers."""
    for_header, for_data = _votes(row, kinds)
    if for_header or for_data:
        return for_data > for_header
    cells = [cell for cell in row if cell]
    if any(role_of(cell) for cell in cells) or any(
        cell.rstrip(" *:").endswith("?") for cell in cells
    ):
        return False
    longest = max((len(cell.split()) for cell in cells), default=0)
    usual = _usual_words(body)
    return longest > _TITLE_LIKE_WORDS or (
        len(cells) == 1 and (cells[0].endswith((".", "!")) or longest >= max(3, usual))
    )


def _usual_words(body: Sequence[Sequence[str]]) -> int:
    sizes = sorted(len(cell.split()) for row in body for cell in row if cell)
    return sizes[len(sizes) // 2] if sizes else 0


def _also_header(
    rows: Sequence[Sequence[str]], header: Sequence[int], index: int, kinds: dict[int, str]
) -> bool:
    """Whether the row belongs to the header that has begun above it."""
    row, above = rows[index], rows[header[-1]]
    if _only_numbers(above):
        return True
    for_header, for_data = _votes(row, kinds)
    if for_data > for_header:
        return False
    words = sum(map(Head.is_response_word, row))
    below = [other for other in rows[index + 1 : index + 1 + _LOOK_ROWS] if any(other)]
    ticks = sum(
        _is_choice(row[column], [other[column] for other in below])
        for column in range(len(row))
        if row[column] and not above[column]
    )
    same_roles = sum(
        role_of(upper) is not None and role_of(upper) == role_of(lower) and upper != lower
        for upper, lower in zip(above, row, strict=True)
    )
    return for_header + words + ticks + same_roles >= 2 or (
        for_data == 0 and words >= 1 and len(header) == 1
    )


def _is_choice(title: str, below: Sequence[str]) -> bool:
    """Whether a cell names the choice that is ticked, or left empty, in all rows below it."""
    return {cell for cell in below if cell} == {title}


def _only_numbers(row: Sequence[str]) -> bool:
    filled = [cell for cell in row if cell]
    return sum(map(bool, map(_NUMBER_CODE.fullmatch, filled))) >= 0.7 * len(filled)


def _combine(rows: Sequence[Sequence[str]], header: list[int], filled: Sequence[int]) -> Head:
    numbers = tuple(index + 1 for index in filled if index <= header[-1])
    first_data, count = header[-1] + 1, len(header)
    lines = [rows[index] for index in header]
    codes: Sequence[str] = ()
    if len(lines) > 1 and (_only_numbers(lines[0]) or _names_questions(lines[0], lines[1])):
        codes, lines = lines[0], lines[1:]
    titles = tuple(lines[0])
    parts: tuple[str, ...] = ()
    for line in lines[1:]:
        titles = filled_forward(titles, line)
        parts = tuple(
            " – ".join(filter(None, (before, now)))
            for before, now in zip(parts or ("",) * len(line), line, strict=True)
        )
    return Head(
        titles=titles,
        codes=tuple(codes),
        parts=parts,
        count=count,
        rows=numbers,
        first_data=first_data,
    )


def _names_questions(upper: Sequence[str], lower: Sequence[str]) -> bool:
    """Whether the upper row gives each column a short name for the text below it."""
    filled = [cell for cell in upper if cell]
    named = sum(map(bool, map(_CODE.fullmatch, filled))) >= 0.7 * len(filled)
    complete = all(above or not below for above, below in zip(upper, lower, strict=True))
    return named and complete and not any(map(Head.is_response_word, lower))


def filled_forward(titles: Sequence[str], parts: Sequence[str]) -> tuple[str, ...]:
    """Titles carried on to the right over columns that have a part but no title of their own."""
    result: list[str] = []
    last = ""
    for title, part in zip(titles, parts, strict=True):
        last = title or (last if part else "")
        result.append(last)
    return tuple(result)
