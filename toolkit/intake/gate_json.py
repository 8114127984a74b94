"""JSON as tables: lists of records become sheets, what a record holds becomes columns.

Read are a list of objects or of rows, objects that hold such lists ({"tickets": [...]}), and one
object for each line. A field of a field is named "requester.email"; lists of texts are joined; a
list of named values ([{"id": 7, "value": "x"}]) becomes columns; other lists of objects stay JSON
in their cell, for a reader that knows what they are.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import isfinite

from toolkit.intake.gate_limits import (
    MAX_CELL_SIGNS,
    MAX_CELLS,
    MAX_COLUMNS,
    MAX_ROWS,
    shown_rows,
    unreadable,
)
from toolkit.intake.gate_text import clean_value
from toolkit.intake.raw import RawSheet
from toolkit.model.intake import SetAside

_DEEPEST = 3
"""Levels of objects in which lists of records are looked for."""
_WRAPPED = 0.6
"""A field that holds so much of a record's columns is only its wrapping ("fields", "_source")."""
_CALLED = ("name", "displayname", "display_name", "label", "title", "email", "key", "value", "id")
"""Which of an object's fields says what it is, best first."""
_SHOWN = ("name", "displayname", "display_name", "label", "value")
"""Of these the column takes the object's own name: "status.name" is "status"."""
_ADDRESS = frozenset({"emailaddress", "email_address", "mail"})
_NAMED_BY = ("name", "label", "title", "question", "field", "key", "code", "id")
_VALUE = ("value", "values", "answer", "answers")
_BESIDE = frozenset({*_NAMED_BY, *_VALUE, "type"})
_WORDS = frozenset({"body", "text", "plain_body", "html_body", "comment", "message", "content"})
"""A list of objects with one of these holds what people wrote; others only refer."""


@dataclass(frozen=True, slots=True, kw_only=True)
class JsonTables:
    """The sheets, and the entries that are no records."""

    sheets: tuple[RawSheet, ...]
    damaged: tuple[SetAside, ...] = ()


def read_json(text: str, file: str, name: str) -> JsonTables:
    """The tables of a JSON text; `name` is the sheet's where the text gives none.

    Raises UnreadableFile where it is cut off, or holds no list of records.
    """
    lists = dict(_lists(_content(text, file), name, _DEEPEST))
    if not lists:
        raise unreadable(
            "it is a JSON file without a list of records.",
            file,
            "Export the records as a JSON list, as CSV or as XLSX.",
        )
    damaged: list[SetAside] = []
    sheets = [_sheet(title, entries, damaged, file) for title, entries in lists.items()]
    return JsonTables(sheets=tuple(sheets), damaged=tuple(damaged))


def _content(text: str, file: str) -> object:
    try:
        return json.loads(text, strict=False)
    except ValueError:
        lines = [line for line in text.split("\n") if line.strip()]
    try:
        return [json.loads(line, strict=False) for line in lines]
    except ValueError as error:
        raise unreadable(
            "it is a JSON file that is damaged or cut off.",
            file,
            "Export it again as JSON, CSV or XLSX.",
        ) from error


def _lists(content: object, name: str, depth: int) -> Iterator[tuple[str, list[object]]]:
    """(name, entries) of every list of records, in the file's order."""
    if isinstance(content, list):
        if any(isinstance(one, (dict, list)) and one for one in content):
            yield clean_value(name), content
    elif isinstance(content, dict) and depth:
        for key, inner in content.items():
            within = str(key) if depth == _DEEPEST else f"{name}.{key}"
            yield from _lists(inner, within, depth - 1)


def _sheet(title: str, entries: Sequence[object], damaged: list[SetAside], file: str) -> RawSheet:
    if all(isinstance(one, list) for one in entries):
        rows = [tuple(map(_text, one)) for one in entries if isinstance(one, list)]
        _check(len(rows), max(map(len, rows)), file)
        return RawSheet(name=title, rows=tuple(rows))
    records = [one if isinstance(one, dict) else {} for one in entries]
    odd = [number for number, one in enumerate(entries, start=2) if not isinstance(one, dict)]
    if odd:
        where = f"{title}, {shown_rows(odd)}"
        damaged.append(SetAside(reason="not a record", rows=len(odd), where=where))
    flat = [_cells(record) for record in records]
    paths = list(dict.fromkeys(path for cells in flat for path in cells))
    _check(len(flat), len(paths), file)
    header = tuple(_headers(paths))
    body = (tuple(cells.get(path, "") for path in paths) for cells in flat)
    return RawSheet(name=title, rows=(header, *body))


def _check(rows: int, columns: int, file: str) -> None:
    if rows > MAX_ROWS or columns > MAX_COLUMNS or rows * columns > MAX_CELLS:
        raise unreadable(
            f"it has {rows} records with {columns} fields.",
            file,
            "Export fewer fields or a shorter period.",
        )


_Path = tuple[str, ...]


def _cells(record: Mapping[str, object]) -> dict[_Path, str]:
    return dict(_flat(record, ()))


def _flat(value: object, path: _Path) -> Iterator[tuple[_Path, str]]:
    """(path, cell) of everything below, fields of fields one by one."""
    if isinstance(value, dict) and not _is_document(value):
        for key, inner in value.items():
            yield from _flat(inner, (*path, str(key)))
    elif isinstance(value, list) and path and _are_named_values(value):
        for one in value:
            yield (*path[:-1], f"{path[-1]}.{_name_of(one)}"), _text(_first(one, _VALUE))
    elif value is not None:
        yield path, _text(value)


def _are_named_values(entries: Sequence[object]) -> bool:
    """Whether a list is like [{"id": 7, "value": "x"}]: fields that somebody added."""
    return bool(entries) and all(
        isinstance(one, dict)
        and {str(key).casefold() for key in one} <= _BESIDE
        and any(str(key).casefold() in _VALUE for key in one)
        and _name_of(one)
        for one in entries
    )


def _name_of(entry: Mapping[str, object]) -> str:
    return _text(_first(entry, _NAMED_BY))


def _first(entry: Mapping[str, object], names: Iterable[str]) -> object:
    folded = {str(key).casefold(): value for key, value in entry.items()}
    return next((folded[name] for name in names if folded.get(name) not in (None, "")), None)


def _text(value: object) -> str:
    """A value as a cell: lists of texts joined, objects by what they are called."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return f"{value:.15g}" if isfinite(value) else ""
    if isinstance(value, list):
        return _listed(value)
    if isinstance(value, dict):
        return _called(value)
    return clean_value(str(value))


def _listed(entries: Sequence[object]) -> str:
    wrote = [one for one in entries if isinstance(one, dict) and _holds_words(one)]
    if not wrote:
        return clean_value(", ".join(filter(None, map(_text, entries))))
    written = [{str(key): _text(inner) for key, inner in one.items()} for one in wrote]
    while len(cell := json.dumps(written, ensure_ascii=False)) > MAX_CELL_SIGNS and written:
        written.pop(0)
    return cell


def _holds_words(entry: Mapping[str, object]) -> bool:
    return any(str(key).casefold() in _WORDS for key in entry)


def _called(entry: Mapping[str, object]) -> str:
    """What an object is called, the words of a document, or all that it holds."""
    if _is_document(entry):
        return clean_value(" ".join(_words_of(entry)))
    if (name := _first(entry, _CALLED)) is not None:
        others = [inner for inner in entry.values() if isinstance(inner, dict) and inner != name]
        return " ".join(filter(None, [_text(name), *(_text(one) for one in others)]))
    return " ".join(filter(None, map(_text, entry.values())))


def _is_document(entry: Mapping[str, object]) -> bool:
    """Whether an object is a written text in parts, as Jira and others keep rich text."""
    return "type" in entry and isinstance(entry.get("content"), list)


def _words_of(value: object) -> Iterator[str]:
    if isinstance(value, dict):
        if isinstance(value.get("text"), str):
            yield value["text"]
        yield from _words_of(value.get("content"))
    elif isinstance(value, list):
        for one in value:
            yield from _words_of(one)


def _headers(paths: Sequence[_Path]) -> list[str]:
    """A header for each path, distinct: without wrapping, "status" for "status.name"."""
    bare = _unwrapped(paths)
    taken = {".".join(path) for path in bare}
    headers: list[str] = []
    for path in bare:
        last = path[-1].casefold()
        if last in _ADDRESS:
            path = (*path[:-1], "email")
        elif last in _SHOWN and len(path) > 1 and ".".join(path[:-1]) not in taken:
            path = path[:-1]
        header = ".".join(path)
        headers.append(".".join(bare[len(headers)]) if header in headers else header)
        taken.add(headers[-1])
    return [clean_value(header) for header in headers]


def _unwrapped(paths: Sequence[_Path]) -> list[_Path]:
    """Paths without a first part that most of them share."""
    found = list(paths)
    for _ in range(_DEEPEST):
        outer = Counter(path[0] for path in found if len(path) > 1)
        part, times = max(outer.items(), key=lambda item: item[1], default=("", 0))
        if times < 2 or times < _WRAPPED * len(found):
            return found
        plain = {path for path in found if path[0] != part or len(path) == 1}
        found = [
            path[1:] if path[0] == part and len(path) > 1 and path[1:] not in plain else path
            for path in found
        ]
    return found
