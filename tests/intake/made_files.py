"""Small files as their tools write them, made on the spot for the tests of the gate and surveys."""

from __future__ import annotations

import csv
import io
import zipfile
from pathlib import Path

import openpyxl

from toolkit.intake.gate import open_file
from toolkit.intake.raw import RawFile, SurveyReading
from toolkit.intake.surveys import read_survey
from toolkit.model.intake import ColumnGuess
from toolkit.settings import FileSettings

Rows = list[list[object]]


def csv_text(rows: Rows, delimiter: str = ",", line_end: str = "\r\n") -> str:
    text = io.StringIO()
    csv.writer(text, delimiter=delimiter, lineterminator=line_end).writerows(rows)
    return text.getvalue()


def write_csv(
    folder: Path, name: str, rows: Rows, delimiter: str = ",", encoding: str = "utf-8"
) -> str:
    (folder / name).write_bytes(csv_text(rows, delimiter).encode(encoding))
    return name


def write_book(folder: Path, name: str, sheets: dict[str, Rows]) -> str:
    book = openpyxl.Workbook()
    book.remove(book.active)
    for title, rows in sheets.items():
        sheet = book.create_sheet(title)
        for row in rows:
            sheet.append(row)
    book.save(folder / name)
    return name


def write_zip(folder: Path, name: str, parts: dict[str, bytes]) -> str:
    with zipfile.ZipFile(folder / name, "w", zipfile.ZIP_DEFLATED) as packed:
        for part, content in parts.items():
            packed.writestr(part, content)
    return name


def pdf_bytes(lines: list[str]) -> bytes:
    """A PDF of one page with one text line below the other."""
    words = b"BT /F1 11 Tf 14 TL 40 780 Td " + b" ".join(
        b"(" + line.encode("cp1252").replace(b"(", rb"\(").replace(b")", rb"\)") + b") Tj T*"
        for line in lines
    )
    words += b" ET"
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R"
        b" /Resources << /Font << /F1 5 0 R >> >> >>",
        b"<< /Length %d >>\nstream\n%b\nendstream" % (len(words), words),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
    ]
    body, places = b"%PDF-1.4\n", []
    for number, content in enumerate(objects, start=1):
        places.append(len(body))
        body += b"%d 0 obj\n%b\nendobj\n" % (number, content)
    table = b"xref\n0 6\n0000000000 65535 f \n" + b"".join(
        b"%010d 00000 n \n" % at for at in places
    )
    return body + table + b"trailer << /Size 6 /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF" % len(body)


def read(folder: Path, name: str, **mine: object) -> SurveyReading:
    return read_survey(open_file(folder, name), FileSettings.model_validate(mine))


def survey_of(folder: Path, rows: Rows, name: str = "answers.csv", **mine: object) -> SurveyReading:
    return read(folder, write_csv(folder, name, rows), **mine)


def guesses(reading: SurveyReading) -> dict[str, tuple[str, str]]:
    return {guess.name: (guess.role, guess.detail) for guess in reading.reading.columns}


def guess(reading: SurveyReading, name: str) -> ColumnGuess:
    return next(one for one in reading.reading.columns if one.name == name)


def row_equation_holds(reading: SurveyReading) -> bool:
    found = reading.reading
    return found.rows_in == found.rows_kept + found.rows_set_aside


def rows_of(raw: RawFile) -> list[tuple[str, ...]]:
    """Filled rows of all sheets without empty cells at their ends."""
    rows = [row for sheet in raw.sheets for row in sheet.rows if any(row)]
    return [row[: max(place for place, cell in enumerate(row, start=1) if cell)] for row in rows]
