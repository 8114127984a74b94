"""Whether a shared file prints a combination of attributes that fewer than enough people have."""

from __future__ import annotations

import csv
import io
import itertools
import re
import zipfile
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from html.parser import HTMLParser
from pathlib import Path
from typing import Final

from toolkit.model.findings import Findings
from toolkit.model.intake import Person
from toolkit.pipeline.places import Places
from toolkit.settings import read_settings
from toolkit.workspace import Workspace

Cells = Sequence[str]
_DIMENSIONS: Final[Mapping[str, Callable[[Person], str]]] = {
    "role": lambda one: one.role,
    "department": lambda one: one.department,
    "location": lambda one: one.location,
    "level": lambda one: one.level.value,
}
_GROUP: Final = re.compile(r"(role|department|location|level)\s*=\s*([^&|;]+)")
_APART: Final = re.compile(r"\s*[·|&]\s*")
_SIGNED: Final = re.compile(r"\s*[,·|&]\s*|\s+in\s+")
"""A line under a quote lists attributes with commas; elsewhere commas list other things."""
_LONGEST_LABEL: Final = 120
"""A cell or line longer than this is prose, in which names of groups stand for other things."""
_ROWS: Final = {"w": r"<w:tr[ >].*?</w:tr>", "a": r"<a:tr[ >].*?</a:tr>"}
_TAG: Final = re.compile(r"<[^>]*>")


@dataclass(frozen=True, slots=True, order=True)
class SmallGroup:
    """One combination that points at too few people; it repeats no figure and no quote."""

    file: str
    combination: str
    people: int


def find_small_groups(
    share: Path, people: Sequence[Person], least: int, owners: Collection[str] = ()
) -> tuple[SmallGroup, ...]:
    """Combinations that a file in the folder prints with a figure or words, and few people have.

    A combination is what one row of a table says of role, department, location and level, or the
    line under a quote. A row that gives a reason instead of a figure ("withheld: ...") prints none,
    and neither does a title of `owners` in a cell of its own: it says who acts, nothing of people.
    """
    listed = tuple(one for one in people if one.in_org and one.in_scope)
    crowd = _Crowd(listed, frozenset(owners))
    found = set()
    for path in sorted(one for one in share.rglob("*") if one.is_file()):
        name = path.relative_to(share).as_posix()
        for row in _rows_of(path):
            for said, count in crowd.small(row, least):
                found.add(SmallGroup(name, said, count))
    return tuple(sorted(found))


def small_groups(places: Places, workspace: Workspace) -> tuple[SmallGroup, ...]:
    """The same for a review's share/, by its settings; () where no run came to its end."""
    findings = workspace.load_snapshot("findings", Findings)
    if findings is None:
        return ()
    owners = {one.owner_role for one in findings.actions}
    owners |= {one.addressee_role for one in findings.requests}
    least = read_settings(places.settings).mine.privacy.min_group
    return find_small_groups(places.share, findings.intake.people, least, owners)


@dataclass(frozen=True)
class _Crowd:
    people: tuple[Person, ...]
    owners: frozenset[str]

    @cached_property
    def values(self) -> Mapping[str, Mapping[str, str]]:
        """Dimension -> value in small letters -> value."""
        return {
            name: {of(one).casefold(): of(one) for one in self.people if of(one)}
            for name, of in _DIMENSIONS.items()
        }

    def small(self, row: Cells, least: int) -> Iterator[tuple[str, int]]:
        """What the row says of whom, where 1 to `least` - 1 people fit."""
        if not _tells(row):
            return
        for cells in self._readings(row):
            who = [
                one
                for one in self.people
                if all(_DIMENSIONS[name](one) == value for name, value in cells.items())
            ]
            if cells and 0 < len(who) < least:
                yield " & ".join(f"{k}={v}" for k, v in sorted(cells.items())), len(who)

    def _readings(self, row: Cells) -> Iterator[dict[str, str]]:
        """The combinations of a row: one value of each dimension that it names."""
        named: dict[str, set[str]] = {}
        acts = len(row) > 1 and "role" not in {cell.casefold() for cell in row}
        for cell in row:
            if acts and cell.strip() in self.owners:
                continue
            for name, value in self._in(cell):
                named.setdefault(name, set()).add(value)
        names = sorted(named)
        for values in itertools.product(*(sorted(named[name]) for name in names)):
            yield dict(zip(names, values, strict=True))

    def _in(self, cell: str) -> Iterator[tuple[str, str]]:
        text = " ".join(cell.split())
        if len(text) > _LONGEST_LABEL:
            return
        for name, value in _GROUP.findall(text):
            known = self.values[name].get(value.strip().casefold())
            if known:
                yield name, known
        signed = text.lstrip().startswith(("—", "–"))
        marks = _SIGNED if signed else _APART
        for part in marks.split(text.strip(" —–")):
            for name, values in self.values.items():
                if part.casefold() in values:
                    yield name, values[part.casefold()]


def _tells(row: Cells) -> bool:
    """Whether a row says something of its group: a figure, or more than labels."""
    text = " ".join(row).casefold()
    return "withheld" not in text and (len(row) > 1 or bool(re.search(r"\d|“|—", text)))


def _rows_of(path: Path) -> Iterator[Cells]:
    ending = path.suffix.casefold()
    if ending == ".csv":
        yield from _dimension_rows(path)
    elif ending in (".html", ".htm", ".svg"):
        reader = _Rows()
        reader.feed(path.read_text(encoding="utf-8", errors="replace"))
        yield from reader.rows
    elif ending == ".xlsx":
        yield from _sheet_rows(path)
    elif ending in (".docx", ".pptx"):
        yield from _xml_rows(path)


def _dimension_rows(path: Path) -> Iterator[Cells]:
    text = path.read_text(encoding="utf-8-sig", errors="replace")
    for row in csv.reader(io.StringIO(text)):
        yield [cell for cell in row if cell]


def _sheet_rows(path: Path) -> Iterator[Cells]:
    import openpyxl

    book = openpyxl.load_workbook(path, read_only=True, data_only=True)
    for sheet in book.worksheets:
        for row in sheet.iter_rows(values_only=True):
            yield [str(cell) for cell in row if cell not in (None, "")]
    book.close()


def _xml_rows(path: Path) -> Iterator[Cells]:
    with zipfile.ZipFile(path) as packed:
        for name in packed.namelist():
            if not name.endswith(".xml"):
                continue
            text = packed.read(name).decode("utf-8", errors="replace")
            for kind, pattern in _ROWS.items():
                for row in re.findall(pattern, text, re.DOTALL):
                    cells = re.findall(rf"<{kind}:tc[ >].*?</{kind}:tc>", row, re.DOTALL)
                    yield [_TAG.sub("", cell) for cell in cells]


class _Rows(HTMLParser):
    """The rows of tables as cells; figures' captions, quotes and their sources as one."""

    _CELLS = frozenset({"td", "th"})
    _LINES = frozenset({"figcaption", "blockquote", "cite", "li", "p", "text", "title"})

    def __init__(self) -> None:
        super().__init__()
        self.rows: list[Cells] = []
        self._row: list[str] = []
        self._text: list[str] = []
        self._in_row = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """A row begins, or a cell or line within it."""
        if tag == "tr":
            self._row, self._in_row = [], True
        if tag in self._CELLS or tag in self._LINES:
            self._text = []

    def handle_endtag(self, tag: str) -> None:
        """A cell, a line or a row ends."""
        if tag in self._CELLS or (tag in self._LINES and not self._in_row):
            text = " ".join("".join(self._text).split())
            self._text = []
            if tag in self._CELLS:
                self._row.append(text)
            elif text:
                self.rows.append([text])
        if tag == "tr":
            self.rows.append([cell for cell in self._row if cell])
            self._in_row = False

    def handle_data(self, data: str) -> None:
        """Words of the cell or line at hand."""
        self._text.append(data)
