"""Zip containers before anybody unpacks them: how much comes out, and how far a sheet reaches."""

from __future__ import annotations

import copy
import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from datetime import date
from html import unescape

from toolkit.intake.gate_limits import MAX_CELLS, MAX_COLUMNS, MAX_UNPACKED, unreadable

_CHUNK = 1 << 20
_MOST_PARTS = 20_000
_CELL = re.compile(rb'<(?:\w+:)?c\b[^>]*?\br="([A-Z]{1,3})(\d{1,7})"[^>]*(?<!/)>\s*<[^/]')
_REPEATED_CELL = re.compile(
    rb'<table:(?:covered-)?table-cell\b[^>]*columns-repeated="(\d+)"[^>]*(?<!/)>'
)
_REPEATED_ROW = re.compile(
    rb'<table:table-row\b[^>]*rows-repeated="(\d+)"[^>]*>(?:<table:(?:covered-)?table-cell\b[^>]*/>)*'
    rb"<table:(?:covered-)?table-cell\b[^>]*(?<!/)>"
)
_MOST_REPEATS = 10_000


def unpacked_within_limits(content: bytes, file: str, limit: int | None = None) -> None:
    """Unpack everything once without keeping it, and refuse more than `limit` bytes.

    The sizes written in a container may lie, so what comes out is counted. Raises UnreadableFile.
    """
    limit = limit or MAX_UNPACKED
    too_much = unreadable(
        f"it unpacks to more than {limit / 1e6:.0f} MB, as no honest file does.",
        file,
        "Do not open it; ask where it comes from.",
    )
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        parts = packed.infolist()
        if sum(part.file_size for part in parts) > limit or len(parts) > _MOST_PARTS:
            raise too_much
        if any(part.flag_bits & 1 for part in parts):
            raise unreadable(
                "it is protected by a password.", file, "Save it without a password and replace it."
            )
        total = 0
        for part in parts:
            for chunk in _unpacked(packed, part):
                total += len(chunk)
                if total > limit:
                    raise too_much


def _unpacked(packed: zipfile.ZipFile, part: zipfile.ZipInfo) -> Iterator[bytes]:
    """What really comes out of one part, whatever size and checksum are written beside it."""
    unchecked = copy.copy(part)
    unchecked.file_size = MAX_UNPACKED + _CHUNK
    unchecked.CRC = None  # type: ignore[assignment]  # None: the checksum is not compared
    try:
        with packed.open(unchecked) as stream:
            while chunk := stream.read(_CHUNK):
                yield chunk
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError):
        return  # damaged from here on: the reader will say so where it matters


def spans(content: bytes, file: str, form: str) -> frozenset[str]:
    """Names of the sheets whose filled cells lie so far apart that the grid between is too large.

    For ods the whole file is refused, because its repeats cannot be told by sheet.
    """
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        if form == "ods":
            _refuse_repeats(packed, file)
            return frozenset()
        paths = _sheet_paths(packed)
        return frozenset(
            name
            for name, path in paths.items()
            if path in packed.NameToInfo and _area(packed, packed.NameToInfo[path]) > 4 * MAX_CELLS
        )


def _area(packed: zipfile.ZipFile, part: zipfile.ZipInfo) -> int:
    last_row = last_column = 0
    rest = b""
    for chunk in _unpacked(packed, part):
        for column, row in _CELL.findall(rest + chunk):
            last_row = max(last_row, int(row))
            last_column = max(last_column, _number(column))
        rest = chunk[-200:]
    return last_row * last_column


def _number(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number


def _refuse_repeats(packed: zipfile.ZipFile, file: str) -> None:
    rest = b""
    for chunk in _unpacked(packed, packed.getinfo("content.xml")):
        text = rest + chunk
        cells = max((int(times) for times in _REPEATED_CELL.findall(text)), default=0)
        rows = max((int(times) for times in _REPEATED_ROW.findall(text)), default=0)
        if cells > MAX_COLUMNS or rows > _MOST_REPEATS:
            raise unreadable(
                "it repeats one cell or row thousands of times.", file, "Save it as XLSX or CSV."
            )
        rest = chunk[-2_000:]


_SHEET_TAG = re.compile(rb"<(?:\w+:)?sheet\b[^>]*>")
_RELATION = re.compile(rb"<(?:\w+:)?Relationship\b[^>]*>")
_ATTRIBUTE = re.compile(rb'([\w:]+)="([^"]*)"')


def _attributes(tag: bytes) -> dict[str, str]:
    return {
        name.decode().split(":")[-1]: unescape(value.decode("utf-8", "replace"))
        for name, value in _ATTRIBUTE.findall(tag)
    }


def _sheet_paths(packed: zipfile.ZipFile) -> dict[str, str]:
    """Sheet name -> part of the container."""
    names = packed.NameToInfo
    book = names.get("xl/workbook.xml")
    links = names.get("xl/_rels/workbook.xml.rels")
    if not book or not links:
        return {}
    targets = {
        found.get("Id", ""): found.get("Target", "")
        for tag in _RELATION.findall(b"".join(_unpacked(packed, links)))
        for found in (_attributes(tag),)
    }
    paths: dict[str, str] = {}
    for tag in _SHEET_TAG.findall(b"".join(_unpacked(packed, book))):
        found = _attributes(tag)
        target = targets.get(found.get("id", ""), "").lstrip("/")
        paths[found.get("name", "")] = target if target.startswith("xl/") else f"xl/{target}"
    return paths


_MODIFIED = re.compile(rb"<dcterms:modified[^>]*>(\d{4})-(\d{2})-(\d{2})")


def modified_on(content: bytes) -> date | None:
    """The day of the last change as the document's own properties give it."""
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        part = packed.NameToInfo.get("docProps/core.xml")
        found = _MODIFIED.search(b"".join(_unpacked(packed, part))) if part else None
    if not found:
        return None
    try:
        return date(*map(int, found.groups()))
    except ValueError:
        return None
