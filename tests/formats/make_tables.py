"""Tables as their tools write them, made on the spot, and the folder read as the toolkit does."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path

import openpyxl

from toolkit.intake.assemble import read_folder
from toolkit.model.intake import FileReading, Intake
from toolkit.settings import Settings

Rows = Sequence[Sequence[object]]


def delimited(rows: Rows, delimiter: str = ",", line_end: str = "\r\n") -> str:
    text = io.StringIO()
    csv.writer(text, delimiter=delimiter, lineterminator=line_end).writerows(rows)
    return text.getvalue()


def put(folder: Path, name: str, text: str, encoding: str = "utf-8") -> None:
    """A text file with its line ends as they stand in `text`."""
    (folder / name).write_bytes(text.encode(encoding))


def put_book(folder: Path, name: str, sheets: Mapping[str, Rows]) -> openpyxl.Workbook:
    """A workbook; returned so that a test can merge cells and `save` it again."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    for title, rows in sheets.items():
        sheet = book.create_sheet(title)
        for row in rows:
            sheet.append(list(row))
    book.save(folder / name)
    return book


def read(folder: Path) -> Intake:
    return read_folder(folder, Settings())


def reading_of(intake: Intake, file: str) -> FileReading:
    """The file's reading, after the equation that holds for every file."""
    found = [reading for reading in intake.files if reading.file == file]
    assert len(found) == 1
    reading = found[0]
    assert reading.rows_in == reading.rows_kept + reading.rows_set_aside
    return reading


def reasons(reading: FileReading) -> dict[str, int]:
    counted: Counter[str] = Counter()
    for item in reading.set_aside:
        counted[item.reason] += item.rows
    return dict(counted)


def doubtful(intake: Intake) -> list[str]:
    return sorted(match.said for match in intake.matches if match.doubtful)


def unmatched(intake: Intake) -> list[str]:
    return sorted(match.said for match in intake.matches if not match.person_id)
