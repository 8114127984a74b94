"""Reviews without ratings: of a copy without the columns, or with the answers taken out.

The copy of a raw folder has every rating column deleted, as a person would do it. What is a rating
is read from the review of the whole folder: every column that was taken for a number or for words
on a scale. It knows comma-separated files and workbooks. For exports of any make `no_scales` takes
the answers on a scale out right behind the first room, so that no other room sees one.
"""

from __future__ import annotations

import csv
import io
import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import openpyxl

from toolkit.model.intake import Intake
from toolkit.model.vocabulary import FileKind
from toolkit.pipeline import corridor
from toolkit.settings import FileSettings, Settings

SCALED = ("rating", "likert", "number")
ENCODINGS = ("utf-8-sig", "utf-16", "cp1252")


@contextmanager
def no_scales() -> Iterator[None]:
    """Reviews run inside know no answer on a scale, neither numbers nor degrees of agreement."""
    read = corridor.Walk._intake

    def unscaled(walk: corridor.Walk) -> Intake:
        intake = read(walk)
        return replace(intake, closed=tuple(one for one in intake.closed if one.agreement is None))

    corridor.Walk._intake = unscaled
    try:
        yield
    finally:
        corridor.Walk._intake = read


def copy_without_ratings(raw: Path, settings: Settings, to: Path) -> dict[str, int]:
    """File name -> how many columns were deleted from it; everything else is copied as it is.

    Raises ValueError where a survey's columns cannot be told apart any more.
    """
    shutil.copytree(raw, to)
    found = {}
    for name, file in settings.found.files.items():
        gone = [i for i, role in enumerate(file.columns.values()) if _is_rating(role)]
        if file.kind is FileKind.SURVEY and gone:
            _delete(to / name, file, gone)
            found[name] = len(gone)
    return found


def _is_rating(role: str) -> bool:
    return role.split(":", 1)[0].split(",", 1)[0] in SCALED


def _delete(path: Path, file: FileSettings, gone: Sequence[int]) -> None:
    if path.suffix.casefold() == ".xlsx":
        book = openpyxl.load_workbook(path)
        sheet = book.worksheets[0]
        _same_width(sheet.max_column, file, path)
        for place in sorted(gone, reverse=True):
            sheet.delete_cols(place + 1)
        book.save(path)
        return
    text, encoding = _decoded(path.read_bytes())
    mark = max(",;\t", key=text.split("\n", 1)[0].count)
    rows = list(csv.reader(io.StringIO(text), delimiter=mark))
    _same_width(len(rows[0]), file, path)
    kept = [[cell for i, cell in enumerate(row) if i not in set(gone)] for row in rows]
    out = io.StringIO()
    csv.writer(out, delimiter=mark, lineterminator="\n").writerows(kept)
    path.write_text(out.getvalue(), encoding=encoding)


def _same_width(wide: int, file: FileSettings, path: Path) -> None:
    if wide != len(file.columns):
        raise ValueError(f"{path.name}: {wide} columns, and {len(file.columns)} were read")


def _decoded(data: bytes) -> tuple[str, str]:
    for encoding in ENCODINGS:
        try:
            return data.decode(encoding), encoding
        except UnicodeDecodeError:
            continue
    raise ValueError("the text is in no encoding that this script knows")
