"""The texts that a written file holds, whatever its format, each with the place where it stands."""

from __future__ import annotations

import csv
import html
import io
import json
import re
import zipfile
from collections.abc import Collection, Iterator
from pathlib import PurePath
from typing import Any, NamedTuple

ZIPPED = (".xlsx", ".xlsm", ".docx", ".pptx", ".zip", ".odt", ".ods", ".odp")
_TABLES = (".csv", ".tsv")
_TAGGED = (".html", ".htm", ".xml", ".svg", ".rels", ".vml", ".xhtml")
_JSON = (".json", ".ipynb", ".geojson")
_PICTURES = (".png", ".jpg", ".jpeg", ".gif", ".woff", ".woff2", ".ttf", ".npy", ".npz", ".sqlite")
_MOST_UNPACKED = 500_000_000
_DEEPEST = 3
_ENDS_A_TEXT = re.compile(
    r"</(?:w:p|a:p|si|is|row|c|v|p|li|td|th|tr|div|h\d|text|title|desc|option|figcaption|caption|text:p)"
    r"\s*>|<(?:br|w:br|w:tab|a:br|hr)\b[^>]*>",
    re.IGNORECASE,
)
_TAG = re.compile(r"<[^>]*>")
_VALUE = re.compile(r"=\s*(?:\"([^\"]*)\"|'([^']*)')")


class Text(NamedTuple):
    """One text with its place as people name it, and its table's column or ""."""

    where: str
    text: str
    column: str = ""


def texts_of(content: bytes, name: str, depth: int = 0) -> Iterator[Text]:
    """Every text of a file's content; `name` says by its ending how to read it.

    Nothing is unpacked beyond 500 MB or three archives deep; pictures, fonts, vectors and databases
    hold no text for people. What has no known ending is read as text if it is text.
    """
    ending = PurePath(name).suffix.casefold()
    if ending in ZIPPED:
        yield from _zipped(content, depth)
    elif ending == ".pdf":
        yield from _pages(content)
    elif ending not in _PICTURES:
        text = _decoded(content)
        if text is not None:
            yield from _plain(text, ending)


def _plain(text: str, ending: str) -> Iterator[Text]:
    if ending in _TABLES:
        yield from _cells(text, "\t" if ending == ".tsv" else ",")
    elif ending in _TAGGED:
        yield from _tagged(text)
    elif ending in _JSON:
        yield from _values(text)
    else:
        yield from _lines(text)


def _decoded(content: bytes) -> str | None:
    if content[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return content.decode("utf-16", errors="replace")
    if b"\0" in content[:8000]:
        return None
    return content.decode("utf-8", errors="replace")


def _lines(text: str, where: str = "line") -> Iterator[Text]:
    for number, line in enumerate(text.splitlines(), start=1):
        yield Text(f"{where} {number}", line)


def _cells(text: str, delimiter: str) -> Iterator[Text]:
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    header = [name.lstrip("\ufeff") for name in next(rows, [])]
    for place, name in enumerate(header):
        yield Text(f"row 1, column {place + 1}", name)
    for number, row in enumerate(rows, start=2):
        for place, cell in enumerate(row):
            column = header[place] if place < len(header) else str(place + 1)
            yield Text(f"row {number}, column {column}", cell, column)


def _tagged(text: str) -> Iterator[Text]:
    """What a reader sees, what stands in attributes, and what scripts and styles say."""
    seen = html.unescape(_TAG.sub("", _ENDS_A_TEXT.sub("\n", text)))
    yield from _lines(seen, "text line")
    for number, tag in enumerate(_TAG.findall(text), start=1):
        for one, two in _VALUE.findall(tag):
            if value := one or two:
                yield Text(f"tag {number}", html.unescape(value))


def _values(text: str) -> Iterator[Text]:
    try:
        content = json.loads(text)
    except ValueError:
        yield from _lines(text)
        return
    yield from _walk(content, "")


def _walk(value: Any, where: str) -> Iterator[Text]:  # noqa: ANN401  (any JSON)
    if isinstance(value, str):
        yield Text(where or "value", value)
    elif isinstance(value, dict):
        for key, inner in value.items():
            yield Text(f"{where}.{key}".lstrip("."), key)
            yield from _walk(inner, f"{where}.{key}".lstrip("."))
    elif isinstance(value, list):
        if value and all(isinstance(one, str) for one in value):
            yield Text(where or "value", "".join(value))
        for place, inner in enumerate(value):
            yield from _walk(inner, f"{where}[{place}]")


def _zipped(content: bytes, depth: int) -> Iterator[Text]:
    try:
        archive = zipfile.ZipFile(io.BytesIO(content))
    except zipfile.BadZipFile:
        text = _decoded(content)
        yield from _lines(text) if text is not None else ()
        return
    left = _MOST_UNPACKED
    for member in sorted(archive.infolist(), key=lambda one: one.filename):
        yield Text("list of members", member.filename)
        left -= member.file_size
        if member.is_dir() or left < 0 or depth >= _DEEPEST:
            continue
        for one in texts_of(archive.read(member), member.filename, depth + 1):
            yield Text(f"{member.filename}, {one.where}", one.text, one.column)


def _pages(content: bytes) -> Iterator[Text]:
    """Page by page through pypdf; where it is not installed nothing can be read."""
    try:
        from pypdf import PdfReader
        from pypdf.errors import PyPdfError
    except ImportError:
        return
    try:
        reader = PdfReader(io.BytesIO(content))
        for number, page in enumerate(reader.pages, start=1):
            yield Text(f"page {number}", page.extract_text())
        for name, value in (reader.metadata or {}).items():
            yield Text(f"property {name}", str(value))
    except PyPdfError:
        return


def without_columns(texts: Iterator[Text], columns: Collection[str]) -> Iterator[Text]:
    """The texts that stand in none of these columns of a table."""
    return (one for one in texts if one.column not in columns)
