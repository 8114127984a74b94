"""Workbooks to grids: cached values, ISO dates, merged ranges; bombs refused before unpacking."""

from __future__ import annotations

import io
import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, time, timedelta

from python_calamine import CalamineSheet, CalamineWorkbook, PasswordError, SheetVisibleEnum

from toolkit.intake.gate_limits import MAX_CELLS, MAX_COLUMNS, MAX_ROWS, unreadable
from toolkit.intake.gate_text import clean_value
from toolkit.intake.gate_zip import modified_on, spans, unpacked_within_limits
from toolkit.intake.raw import RawFile, RawSheet

Cell = int | float | str | bool | time | date | datetime | timedelta


def read_book(content: bytes, file: str, form: str) -> RawFile:
    """All sheets of an xlsx, xls or ods workbook.

    Raises UnreadableFile where it is locked, damaged, holds no cell, or unpacks to too much.
    """
    notes: list[str] = []
    too_wide: frozenset[str] = frozenset()
    if form != "xls":
        unpacked_within_limits(content, file)
        too_wide = spans(content, file, form)
    with quiet_parser():
        sheets = _read_sheets(content, file, too_wide, notes)
    if not any(sheet.rows for sheet in sheets):
        why = "; ".join(notes) or "no sheet holds a filled cell"
        raise unreadable(f"nothing in it can be read: {why}.", file, "Export it again.")
    return RawFile(
        file=file,
        form="table",
        extension=form,
        sheets=sheets,
        modified_on=modified_on(content) if form == "xlsx" else None,
        notes=tuple(notes),
    )


@contextmanager
def quiet_parser() -> Iterator[None]:
    """Without the parser's own words on a damaged file: they go past Python to the terminal."""
    try:
        kept = os.dup(2)
    except OSError:  # no terminal at all
        yield
        return
    nowhere = os.open(os.devnull, os.O_WRONLY)
    try:
        os.dup2(nowhere, 2)
        yield
    finally:
        os.dup2(kept, 2)
        os.close(kept)
        os.close(nowhere)


def _read_sheets(
    content: bytes, file: str, too_wide: frozenset[str], notes: list[str]
) -> tuple[RawSheet, ...]:
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(content))
    except PasswordError as error:
        raise unreadable(
            "it is protected by a password.", file, "Save it without a password and replace it."
        ) from error
    return tuple(_sheets(book, too_wide, notes))


def _sheets(
    book: CalamineWorkbook, too_wide: frozenset[str], notes: list[str]
) -> Iterator[RawSheet]:
    for facts in book.sheets_metadata:
        if facts.name in too_wide:
            notes.append(
                f"sheet '{facts.name}' left out: stray cells far from the others make it too large"
            )
            continue
        if facts.visible != SheetVisibleEnum.Visible:
            notes.append(f"sheet '{facts.name}' is hidden")
        try:
            sheet = book.get_sheet_by_name(facts.name)
            yield _read_sheet(sheet, facts.name, notes)
        except (KeyboardInterrupt, SystemExit, MemoryError):
            raise
        except BaseException as error:  # one damaged sheet must not cost the others
            notes.append(f"sheet '{facts.name}' cannot be read ({type(error).__name__})")


def _read_sheet(sheet: CalamineSheet, name: str, notes: list[str]) -> RawSheet:
    first_column = sheet.start[1] if sheet.start else 0
    width = sheet.end[1] + 1 if sheet.end else 0
    most = min(MAX_ROWS, max(1, MAX_CELLS // max(1, min(width, MAX_COLUMNS))))
    rows: list[tuple[str, ...]] = []
    lead = ("",) * first_column
    for row in sheet.iter_rows():  # rows above the first filled one come too, columns before not
        if len(rows) >= most:
            notes.append(f"sheet '{name}' cut after {most} rows")
            break
        rows.append((*lead, *map(shown, row))[:MAX_COLUMNS])
    if width > MAX_COLUMNS:
        notes.append(f"sheet '{name}' cut after {MAX_COLUMNS} columns")
    return RawSheet(name=clean_value(name), rows=squared(rows), merged=_merged(sheet))


def squared(rows: list[tuple[str, ...]]) -> tuple[tuple[str, ...], ...]:
    """Rows of one width, without the empty rows and columns at the end."""
    while rows and not any(rows[-1]):
        rows.pop()
    width = max((_filled(row) for row in rows), default=0)
    return tuple(row[:width] + ("",) * (width - len(row)) for row in rows)


def _filled(row: tuple[str, ...]) -> int:
    return max((index + 1 for index, cell in enumerate(row) if cell), default=0)


def _merged(sheet: CalamineSheet) -> tuple[tuple[int, int, int, int], ...]:
    ranges = sheet.merged_cell_ranges or []
    return tuple(sorted((top, left, low, right) for (top, left), (low, right) in ranges))


_TRAILING_ZEROS = re.compile(r"\.0+$")


def shown(value: Cell) -> str:
    """A cell's value as text: ISO dates, numbers as short as they go, TRUE and FALSE."""
    if isinstance(value, str):
        return clean_value(value)
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, float):
        return shown_number(value)
    if isinstance(value, datetime):
        return shown_moment(value)
    return _TRAILING_ZEROS.sub("", str(value))


def shown_number(value: float) -> str:
    """The shortest decimal that Excel would take for the same number; "" for what is no number."""
    if value != value or value in {float("inf"), float("-inf")}:
        return ""
    if value == int(value) and abs(value) < 1e17:
        return str(int(value))
    return f"{value:.15g}"


def shown_moment(value: datetime) -> str:
    """ISO, rounded to seconds, without a time at midnight."""
    whole = value.replace(microsecond=0, tzinfo=None)
    if value.microsecond >= 500_000:
        whole += timedelta(seconds=1)
    if whole.time() == time():
        return whole.date().isoformat()
    return whole.isoformat(sep=" ")
