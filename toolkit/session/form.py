"""The small form that goes along and comes back filled in: its sheets, and what stands in them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from toolkit.language.catalogue import TONGUES
from toolkit.model.session import FormColumn, FormSheet, Topic
from toolkit.model.session_record import Answer, NoteType
from toolkit.model.vocabulary import Place
from toolkit.session.phrases import say
from toolkit.session.record import AGREED, ANSWER, GROUP, NOTE, PARKED, Line, entry_id, lines_of

Day = Callable[[str], date | None]
"""A cell -> the day that it means, or None."""
SHEETS: Mapping[str, tuple[str, ...]] = {
    "topics": ("topic", "title", "votes"),
    "notes": ("type", "text", "group", "topic", "votes"),
    "groups": ("text", "votes"),
    "answers": ("topic", "text", "answer", "by", "answered_on"),
    "agreed": ("type", "text", "owner", "due", "topic"),
    "parked": ("text", "owner", "return_on", "topic"),
}
"""Sheet -> its columns, by their keys."""
_EMPTY = {"topics": 0, "notes": 60, "groups": 12, "answers": 10, "agreed": 20, "parked": 12}
_KIND = {"notes": NOTE, "groups": GROUP, "answers": ANSWER, "agreed": AGREED, "parked": PARKED}
_WHOLE, _DAYS = ("votes",), ("due", "return_on", "answered_on")
AGREED_TYPES = ("decision", "action")


@dataclass(frozen=True, slots=True, kw_only=True)
class FormReading:
    """What a form says: rows to write, or what is wrong with it (then nothing is written)."""

    lines: tuple[Line, ...] = ()
    faults: tuple[str, ...] = ()
    entries: int = 0
    """Filled rows that were read."""


def draft_form(
    topics: Sequence[Topic], register: Sequence[Answer], language: str
) -> tuple[FormSheet, ...]:
    """The form, topics and main concerns filled in."""
    rows: dict[str, list[tuple[str, ...]]] = {
        "topics": [
            (one.item.theme_id, one.item.title, "")
            for one in topics
            if one.item.place is Place.SESSION
        ],
        "answers": [(one.theme_id, one.concern, one.answer, one.by, "") for one in register],
        "parked": [
            (one.item.title, "", "", one.item.theme_id)
            for one in topics
            if one.item.place is Place.PARKING_LOT
        ],
    }
    ids = tuple(one.item.theme_id for one in topics)
    return tuple(
        FormSheet(
            key=key,
            title=say(language, f"sheet_{key}"),
            hint=say(language, f"hint_{key}"),
            columns=tuple(_column(key, name, ids, language) for name in names),
            rows=tuple(rows.get(key, ())),
            empty_rows=_EMPTY[key],
        )
        for key, names in SHEETS.items()
    )


def read_form(
    sheets: Mapping[str, Sequence[Sequence[str]]], topics: Sequence[str], to_day: Day
) -> FormReading:
    """Rows of a form that came back, its sheets as grids of text under their names.

    Columns are known by their titles in any of the languages, in any order; a sheet may be missing.
    Every fault names sheet and row.
    """
    reader = _Reader(topics=frozenset(topics), to_day=to_day)
    known = {name.strip().casefold(): rows for name, rows in sheets.items()}
    found = [key for key in SHEETS if key in known]
    if not found:
        return FormReading(faults=(f"none of its sheets is called {', '.join(SHEETS)}",))
    for key in found:
        reader.sheet(key, known[key])
    faults = tuple(reader.faults)
    lines = () if faults else tuple(dict.fromkeys(reader.lines))
    return FormReading(lines=lines, faults=faults, entries=reader.entries)


def _column(sheet: str, name: str, topics: tuple[str, ...], language: str) -> FormColumn:
    choices: tuple[str, ...] = ()
    if name == "topic":
        choices = topics
    elif name == "type":
        values = AGREED_TYPES if sheet == "agreed" else tuple(NoteType)
        choices = tuple(say(language, f"type_{value}") for value in values)
    return FormColumn(key=name, title=say(language, f"col_{name}"), choices=choices)


class _Reader:
    """Collects rows and faults over all sheets."""

    def __init__(self, topics: frozenset[str], to_day: Day) -> None:
        self.topics = topics
        self.to_day = to_day
        self.lines: list[Line] = []
        self.faults: list[str] = []
        self.entries = 0
        self._groups: dict[str, str] = {}
        self._seen: Counter[tuple[str, ...]] = Counter()

    def sheet(self, key: str, rows: Sequence[Sequence[str]]) -> None:
        header = [_key_of(cell, SHEETS[key]) for cell in rows[0]] if rows else []
        needed = {"topic"} if key == "topics" else {"text"}
        if not needed <= set(header):
            wanted = ", ".join(say("en", f"col_{name}") for name in sorted(needed))
            self.faults.append(f"sheet {key}: no column {wanted} in its first row")
            return
        for number, row in enumerate(rows[1:], 2):
            cells = {
                name: str(cell).strip()
                for name, cell in zip(header, row, strict=False)
                if name and str(cell).strip()
            }
            if cells:
                self._row(key, f"sheet {key}, row {number}", cells)

    def _row(self, key: str, where: str, cells: dict[str, str]) -> None:
        faults = list(self._faults(key, cells))
        if faults:
            self.faults += [f"{where}: {fault}" for fault in faults]
            return
        if key == "topics":
            self._topic(cells)
        elif "text" in cells and self._says_more(key, cells):
            self._entry(key, cells)

    @staticmethod
    def _says_more(key: str, cells: Mapping[str, str]) -> bool:
        """Prefilled rows that nobody filled in say nothing."""
        more = {"answers": ("answer", "by"), "parked": ("owner", "return_on")}.get(key)
        return more is None or any(name in cells for name in more) or "topic" not in cells

    def _topic(self, cells: Mapping[str, str]) -> None:
        if "votes" in cells:
            self.entries += 1
            self.lines += lines_of(cells["topic"], {"votes": cells["votes"]})

    def _entry(self, key: str, cells: dict[str, str]) -> None:
        self.entries += 1
        kind = _KIND[key]
        if key == "groups":
            entry = self._group(cells["text"])
        else:
            said = (key, cells.get("topic", ""), cells["text"])
            self._seen[said] += 1
            entry = entry_id(kind, *said, str(self._seen[said]))
        if "group" in cells:
            cells["group"] = self._group(cells["group"])
        for name in _DAYS:
            if name in cells and (on := self.to_day(cells[name])):
                cells[name] = on.isoformat()
        if "type" in cells:
            cells["type"] = _type_of(cells["type"]) or ""
        self.lines += lines_of(entry, cells)

    def _group(self, title: str) -> str:
        """The id of a group; one that is only named beside a note is written too."""
        plain = " ".join(title.split())
        found = self._groups.get(plain.casefold())
        if found is None:
            found = self._groups[plain.casefold()] = entry_id(GROUP, plain.casefold())
            self.lines += lines_of(found, {"text": plain})
        return found

    def _faults(self, key: str, cells: Mapping[str, str]) -> Iterator[str]:
        topic = cells.get("topic", "")
        if topic and topic not in self.topics:
            yield f"'{topic}' is no topic of this review"
        for name in _WHOLE:
            if name in cells and not (cells[name].isascii() and cells[name].isdigit()):
                yield f"'{cells[name]}' is no number of votes"
        for name in _DAYS:
            if name in cells and self.to_day(cells[name]) is None:
                yield f"'{cells[name]}' is no date (write 2026-05-20)"
        if "type" in cells and _type_of(cells["type"]) is None:
            yield f"'{cells['type']}' is no type"
        if key != "topics" and "text" not in cells:
            yield "no text"


def _key_of(title: object, names: Sequence[str]) -> str:
    plain = " ".join(str(title).split()).casefold()
    for name in names:
        titles = {name, *(say(one, f"col_{name}").casefold() for one in TONGUES)}
        if plain in titles:
            return name
    return ""


def _type_of(value: str) -> str | None:
    plain = value.strip().casefold()
    for key in (*NoteType, *AGREED_TYPES):
        if plain in {key, *(say(one, f"type_{key}").casefold() for one in TONGUES)}:
            return str(key)
    return None
