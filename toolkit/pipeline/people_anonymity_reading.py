"""What a shared file prints, as rows and lines with the headings that stand above them."""

from __future__ import annotations

import csv
import io
import json
import re
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from html.parser import HTMLParser
from pathlib import Path
from typing import Any, Final
from xml.etree import ElementTree as Tree

from toolkit.privacy.scan_texts import texts_of

_W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_A: Final = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_P: Final = "{http://schemas.openxmlformats.org/presentationml/2006/main}"
_LEVEL: Final = re.compile(r"\d")
_RULE: Final = re.compile(r"[\s|:=-]+")
"""The line between the head and the rows of a table in Markdown."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Printed:
    """One row of a table, or one line of text (a row of one cell)."""

    cells: tuple[str, ...]
    under: tuple[str, ...] = ()
    """Headings and caption above it, the nearest last."""
    header: tuple[str, ...] = ()
    """What the table's columns are called; () for a line."""


class Headings:
    """The headings in force, by level."""

    def __init__(self) -> None:
        self._open: dict[int, str] = {}

    def take(self, level: int, text: str) -> None:
        """A heading closes those of its own level and below."""
        self._open = {key: one for key, one in self._open.items() if key < level}
        self._open[level] = text

    @property
    def now(self) -> tuple[str, ...]:
        """From the top down."""
        return tuple(self._open[key] for key in sorted(self._open))


def printed_in(path: Path) -> Iterator[Printed]:
    """Everything that a file prints; nothing for formats that hold no words."""
    read = _READERS.get(path.suffix.casefold())
    if read is not None:
        yield from read(path)


def _table(rows: Sequence[Sequence[str]], under: tuple[str, ...]) -> Iterator[Printed]:
    full = [tuple(" ".join(cell.split()) for cell in row) for row in rows]
    full = [row for row in full if any(row)]
    header = full[0] if len(full) > 1 and len(full[0]) > 1 else ()
    for row in full:
        yield Printed(cells=row, under=under, header=() if row is header else header)


def _csv(path: Path) -> Iterator[Printed]:
    text = path.read_text(encoding="utf-8-sig", errors="replace")
    yield from _table(list(csv.reader(io.StringIO(text))), ())


def _book(path: Path) -> Iterator[Printed]:
    import openpyxl

    book = openpyxl.load_workbook(path, read_only=True, data_only=True)
    for sheet in book.worksheets:
        rows = [
            ["" if cell is None else str(cell) for cell in row]
            for row in sheet.iter_rows(values_only=True)
        ]
        yield from _table(rows, (sheet.title,))
    book.close()


def _page(path: Path) -> Iterator[Printed]:
    reader = _Page()
    reader.feed(path.read_text(encoding="utf-8", errors="replace"))
    yield from reader.found


class _Page(HTMLParser):
    """Rows of tables as cells; headings, captions, quotes, items and paragraphs as lines."""

    _CELLS = frozenset({"td", "th"})
    _LINES = frozenset({"figcaption", "blockquote", "cite", "li", "p", "text", "title", "dt", "dd"})
    _HEADS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})

    def __init__(self) -> None:
        super().__init__()
        self.found: list[Printed] = []
        self._heads = Headings()
        self._rows: list[list[str]] = []
        self._text: list[str] = []
        self._caption = ""
        self._tables = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """A table, a row, a cell or a line begins."""
        if tag == "table":
            self._tables += 1
            self._rows, self._caption = [], ""
        elif tag == "tr":
            self._rows.append([])
        if tag in self._CELLS or tag in self._LINES or tag in self._HEADS or tag == "caption":
            self._text = []

    def handle_endtag(self, tag: str) -> None:
        """It ends."""
        if tag == "table":
            above = (*self._heads.now, *filter(None, (self._caption,)))
            self.found.extend(_table(self._rows, above))
            self._tables -= 1
        elif tag == "caption":
            self._caption = self._taken()
        elif tag in self._CELLS and self._rows:
            self._rows[-1].append(self._taken())
        elif tag in self._HEADS:
            text = self._taken()
            self._line(text)
            self._heads.take(int(tag[1]), text)
        elif tag in self._LINES and not self._tables:
            self._line(self._taken())

    def handle_data(self, data: str) -> None:
        """Words of the cell or line at hand."""
        self._text.append(data)

    def _taken(self) -> str:
        text = " ".join("".join(self._text).split())
        self._text = []
        return text

    def _line(self, text: str) -> None:
        if text:
            self.found.append(Printed(cells=(text,), under=self._heads.now))


def _document(path: Path) -> Iterator[Printed]:
    """The body of a Word document in its order, then its headers, footers and notes."""
    with zipfile.ZipFile(path) as packed:
        for name in sorted(packed.namelist(), key=lambda one: (one != "word/document.xml", one)):
            if name.startswith("word/") and name.endswith(".xml"):
                root = Tree.fromstring(packed.read(name))
                body = root.find(f"{_W}body")
                yield from _body(root if body is None else body)


def _body(body: Tree.Element) -> Iterator[Printed]:
    heads = Headings()
    for part in body:
        if part.tag == f"{_W}tbl":
            yield from _table(_cells_of(part, _W), heads.now)
        else:
            for line in part.iter(f"{_W}p"):
                yield from _paragraph(line, heads)


def _paragraph(line: Tree.Element, heads: Headings) -> Iterator[Printed]:
    text = _words_of(line, _W)
    style = line.find(f"{_W}pPr/{_W}pStyle")
    name = style.get(f"{_W}val", "") if style is not None else ""
    if text:
        yield Printed(cells=(text,), under=heads.now)
    if text and name.casefold().startswith(("heading", "title")):
        level = _LEVEL.search(name)
        heads.take(int(level.group()) if level else 0, text)


def _slides(path: Path) -> Iterator[Printed]:
    with zipfile.ZipFile(path) as packed:
        for name in sorted(packed.namelist()):
            if name.startswith("ppt/") and name.endswith(".xml"):
                root = Tree.fromstring(packed.read(name))
                yield from _slide(root)


def _slide(root: Tree.Element) -> Iterator[Printed]:
    title = tuple(
        words
        for shape in root.iter(f"{_P}sp")
        if any("itle" in (one.get("type") or "") for one in shape.iter(f"{_P}ph"))
        and (words := _words_of(shape, _A))
    )
    tables = list(root.iter(f"{_A}tbl"))
    within = {id(line) for table in tables for line in table.iter(f"{_A}p")}
    for table in tables:
        yield from _table(_cells_of(table, _A), title)
    for line in root.iter(f"{_A}p"):
        text = _words_of(line, _A)
        if text and id(line) not in within:
            yield Printed(cells=(text,), under=tuple(one for one in title if one != text))


def _cells_of(table: Tree.Element, space: str) -> list[list[str]]:
    return [
        [_words_of(cell, space) for cell in row.findall(f"{space}tc")]
        for row in table.iter(f"{space}tr")
    ]


def _words_of(part: Tree.Element, space: str) -> str:
    return " ".join("".join(one.text or "" for one in part.iter(f"{space}t")).split())


def _marked(path: Path) -> Iterator[Printed]:
    """Markdown and plain text: tables by their bars, headings by their signs, and lines."""
    heads = Headings()
    rows: list[list[str]] = []
    for line in [*path.read_text(encoding="utf-8", errors="replace").splitlines(), ""]:
        text = line.strip()
        if text.startswith("|"):
            if not _RULE.fullmatch(text):
                rows.append(text.strip("|").split("|"))
            continue
        yield from _table(rows, heads.now)
        rows = []
        if not text:
            continue
        yield Printed(cells=(text,), under=heads.now)
        sign = len(text) - len(text.lstrip("#"))
        if sign:
            heads.take(sign, text.lstrip("#").strip())


def _json(path: Path) -> Iterator[Printed]:
    try:
        value = json.loads(path.read_text(encoding="utf-8", errors="replace"))
    except ValueError:
        yield from _marked(path)
        return
    yield from _values(value, ())


def _values(value: Any, under: tuple[str, ...]) -> Iterator[Printed]:  # noqa: ANN401  (any JSON)
    if isinstance(value, Mapping):
        plain = {key: one for key, one in value.items() if not isinstance(one, Mapping | list)}
        if plain:
            cells = tuple(part for key, one in plain.items() for part in (str(key), str(one)))
            yield Printed(cells=cells, under=under)
        for key, one in value.items():
            if key not in plain:
                yield from _values(one, (*under, str(key)))
    elif isinstance(value, list):
        for one in value:
            yield from _values(one, under)
    else:
        yield Printed(cells=(str(value),), under=under)


def _pages(path: Path) -> Iterator[Printed]:
    """The lines of a PDF; which of them were tables is not to be told any more."""
    for found in texts_of(path.read_bytes(), path.name):
        for line in found.text.splitlines():
            if line.strip():
                yield Printed(cells=(" ".join(line.split()),))


_READERS: Final = {
    ".csv": _csv,
    ".xlsx": _book,
    ".html": _page,
    ".htm": _page,
    ".svg": _page,
    ".docx": _document,
    ".pptx": _slides,
    ".md": _marked,
    ".txt": _marked,
    ".ics": _marked,
    ".json": _json,
    ".pdf": _pages,
}
