"""Training: attendance rows, learning platforms, sign-in sheets with a column or a block each."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import PurePosixPath

import pandas as pd

from toolkit.intake.attendance import (
    attendance,
    is_mark,
)
from toolkit.intake.grids import Assignment, Columns, Grid, Tally, assign, find_grid
from toolkit.intake.headers import looks_like_date, looks_like_email, share_of
from toolkit.intake.names import fold
from toolkit.intake.raw import ExtractReading, RawFile, RawSheet
from toolkit.intake.sign_in import find_blocks, lines_outside, names_session
from toolkit.intake.training_rows import (
    DATE_IN_TITLE,
    LABELLED_LINE,
    TrainingSheet,
    cells_of,
    training_rows,
)
from toolkit.model.intake import TRAINING_COLUMNS, ColumnGuess, FileReading
from toolkit.model.vocabulary import Attendance, FileKind
from toolkit.settings import FileSettings

COLUMNS = [
    "given_id",
    "email",
    "name",
    *(column for column in TRAINING_COLUMNS if column != "person_id"),
]
"""The contract's columns, with those of an identity in place of `person_id`."""
MARKS_FROM = 0.6
"""A column is a session of a sign-in sheet if this share of its filled cells are marks."""
ONCE_EACH = 0.8
"""On a sign-in sheet at least this share of the names is distinct."""
SAMPLE = 500
"""So many filled cells of a column are looked at."""
_MEETING = re.compile(
    r"(?:meeting (?:title|topic|subject)|topic|besprechungstitel|besprechungsthema|thema|"
    r"titolo (?:della )?riunione|argomento|titre de la r[eé]union|sujet|"
    r"t[ií]tulo de la reuni[oó]n|tema)\b\s*:?\s*(?=\S)",
    re.IGNORECASE,
)
_PERSON_ROLES = ("person_id", "email", "name", "last_name")


def recognise_training(raw: RawFile) -> str | None:
    """The layout's name if the file surely tells who came to which course, else None."""
    for sheet in raw.sheets:
        layout = _layout(sheet, raw, {})
        if layout and _is_training(layout):
            return _format(layout)
    return None


def read_training(raw: RawFile, mine: FileSettings) -> ExtractReading:
    """Who came to which session; see `toolkit.model.intake.Extracts`.

    In place of `person_id` the table has given_id, email, name. A person on a sign-in sheet without
    any mark has one row with status `unknown`; an empty cell beside other marks gives no row.
    """
    tally = Tally()
    rows: list[dict[str, object]] = []
    layouts: list[TrainingSheet] = []
    rows_in = 0
    for sheet in raw.sheets:
        layout = _layout(sheet, raw, mine.columns)
        if layout is None:
            rows_in += _sheet_aside(sheet, tally)
            continue
        layouts.append(layout)
        rows_in += _count(layout, sheet, tally)
        rows += training_rows(layout, tally)
    held = [row["held_on"] for row in rows if isinstance(row["held_on"], date)]
    reading = FileReading(
        file=raw.file,
        kind=FileKind.TRAINING,
        format=mine.format or (_format(layouts[0]) if layouts else "training"),
        rows_in=rows_in,
        rows_kept=rows_in - tally.total,
        set_aside=tally.items(),
        columns=tuple(guess for layout in layouts for guess in _guesses(layout)),
        first_on=min(held, default=None),
        last_on=max(held, default=None),
        problem="" if rows else _problem(raw),
        notes=(*raw.notes, *_notes(rows)),
    )
    return ExtractReading(reading=reading, table=_frame(rows, raw.file))


def _count(layout: TrainingSheet, sheet: RawSheet, tally: Tally) -> int:
    """How many rows a sheet has; those outside any session are set aside."""
    if not layout.blocks:
        return len(layout.grid.numbers)
    outside = lines_outside(sheet, layout.blocks)
    for row in outside:
        tally.add("line outside any session", sheet.name, row)
    return len(outside) + sum(len(block.lines) for block in layout.blocks)


def _frame(rows: Sequence[Mapping[str, object]], file: str) -> pd.DataFrame:
    if not rows:
        return pd.DataFrame({column: pd.Series(dtype="object") for column in COLUMNS})
    table = pd.DataFrame(rows).assign(file=file)
    table["held_on"] = pd.Series([row["held_on"] for row in rows], dtype="object")
    table["score"] = table["score"].astype(float)
    by = ["given_id", "email", "name", "session_id", "title", "row"]
    return table.sort_values(by, kind="stable")[COLUMNS].reset_index(drop=True)


def _problem(raw: RawFile) -> str:
    headers = next((row for sheet in raw.sheets for row in sheet.rows if any(row)), ())
    return (
        f"{raw.file}: no people and sessions found. Found: {', '.join(headers[:12])}. Say under "
        f'columns in review.toml which column is "name", "title" and "status".'
    )


def _notes(rows: Sequence[Mapping[str, object]]) -> list[str]:
    unread = sum(row["status"] == str(Attendance.UNKNOWN) for row in rows)
    return [f"{unread} rows without an attendance that can be read"] if unread else []


def _sheet_aside(sheet: RawSheet, tally: Tally) -> int:
    filled = [at for at, row in enumerate(sheet.rows, start=1) if any(row)]
    for row in filled:
        tally.add("sheet holds no training", sheet.name, row)
    return len(filled)


def _format(layout: TrainingSheet) -> str:
    if layout.marks:
        return "training, sign-in sheet with a column per session"
    if layout.blocks:
        return "training, sign-in lists under session titles"
    is_platform = "completed_on" in layout.columns or "progress" in layout.columns
    return "training, learning platform" if is_platform else "training, attendance rows"


def _layout(sheet: RawSheet, raw: RawFile, mine: Mapping[str, str]) -> TrainingSheet | None:
    grid = find_grid(sheet, "training", least=1)
    blocks = find_blocks(sheet)
    titles = {block.title_row for block in blocks}
    if blocks and (grid is None or grid.header_row in titles or not _has_session(grid, mine)):
        return TrainingSheet(blocks[0].grid, blocks[0].columns, blocks=blocks)
    if grid is None or not grid.cells:
        return None
    columns = assign(grid, Assignment(table="training", mine=mine, accept=_fits))
    if not any(role in columns for role in _PERSON_ROLES):
        return None
    marks = _mark_columns(grid, columns)
    title = "" if "title" in columns or "session_id" in columns else _sheet_title(grid, raw)
    if sessions := _sessions_beside(marks, grid, columns):
        course = _sheet_title(grid, raw) if len(raw.sheets) > 1 else ""
        return TrainingSheet(grid, columns, marks=sessions, title=course)
    texts = (*grid.above, grid.sheet, PurePosixPath(raw.file).stem)
    found = TrainingSheet(grid, columns, title=title, named=any(map(names_session, texts)))
    return replace(found, signed=_is_signed(found))


def _has_session(grid: Grid, mine: Mapping[str, str]) -> bool:
    columns = assign(grid, Assignment(table="training", mine=mine, accept=_fits))
    return "title" in columns or "session_id" in columns or len(_mark_columns(grid, columns)) > 1


def _fits(role: str, grid: Grid, place: int) -> bool:
    """Whether a column's content fits the role that its header suggests."""
    values = [cell for cell in grid.column(place) if cell]
    if not values:
        return role in {"score", "completed_on", "status", "language", "format"}
    tests = {
        "email": lambda: share_of(values, looks_like_email) >= 0.5,
        "held_on": lambda: share_of(values, looks_like_date) >= 0.5,
        "completed_on": lambda: share_of(values, looks_like_date) >= 0.5,
        "score": lambda: share_of(values, _has_digit) >= 0.5,
        "progress": lambda: share_of(values, _has_digit) >= 0.5,
        "name": lambda: share_of(values, _has_digit) < 0.5,
        "title": lambda: share_of(values, is_mark) < MARKS_FROM,
        "status": lambda: share_of(values, is_mark) >= 0.3 or not share_of(values, _has_digit),
    }
    return tests.get(role, lambda: True)()


def _has_digit(value: str) -> bool:
    return any(char.isdigit() for char in value)


def _mark_columns(grid: Grid, columns: Columns) -> tuple[int, ...]:
    """Columns that hold marks under the name of a session."""
    people = {place for role in _PERSON_ROLES for place in columns.all(role)}
    people |= {
        place for role in ("first_name", "session_id", "score") for place in columns.all(role)
    }
    has_title = "title" in columns and not _is_session_header(grid, columns)
    found = []
    for place, header in enumerate(grid.headers):
        values = [cell for cell in grid.column(place) if cell][:SAMPLE]
        if place in people or not header or not values or has_title:
            continue
        if _are_marks(values) and place not in columns.all("ignored"):
            found.append(place)
    return tuple(found)


def _sessions_beside(marks: tuple[int, ...], grid: Grid, columns: Columns) -> tuple[int, ...]:
    """The marked columns that are sessions, beside one that holds a result if there is one."""
    results = [place for place in columns.all("status") if _in_words(grid.column(place))]
    sessions = tuple(place for place in marks if place not in results)
    headers = [grid.headers[place] for place in sessions] if results else []
    named = any(names_session(text) or DATE_IN_TITLE.search(text) for text in headers)
    return sessions if len(sessions) > 1 or "status" not in columns or named else ()


def _in_words(values: Sequence[str]) -> bool:
    """Whether a column holds words such as "Passed" rather than crosses."""
    return share_of([value for value in values if value], lambda one: len(one.strip()) > 2) > 0.5


def _are_marks(values: Sequence[str]) -> bool:
    """Marks, not counts: of figures only 0 and 1 are marks."""
    figures = [value for value in values if value.strip().isdigit()]
    if len(figures) > MARKS_FROM * len(values):
        return set(figures) <= {"0", "1"}
    return share_of(values, is_mark) >= MARKS_FROM


def _is_session_header(grid: Grid, columns: Columns) -> bool:
    """Whether the "title" column is itself a column of marks ("Webinar", "Workshop")."""
    return all(
        share_of(grid.column(place), is_mark) >= MARKS_FROM for place in columns.all("title")
    )


def _sheet_title(grid: Grid, raw: RawFile) -> str:
    generic = re.fullmatch(r"(?:sheet|tabelle|foglio|feuil|hoja|blatt)\s*\d*", fold(grid.sheet))
    for text in grid.above:
        if found := _MEETING.match(text):
            return text[found.end() :].strip(" :")
    if grid.above:
        days = [found[0] for text in grid.above if (found := DATE_IN_TITLE.search(text))]
        names = [text for text in grid.above if not LABELLED_LINE.match(text)] or [grid.above[0]]
        title = next(filter(names_session, names), names[0])
        return title if DATE_IN_TITLE.search(title) else " ".join([title, *days[:1]])
    is_file = fold(grid.sheet) == fold(PurePosixPath(raw.file).stem)
    return "" if generic or (is_file and not DATE_IN_TITLE.search(grid.sheet)) else grid.sheet


def _is_training(layout: TrainingSheet) -> bool:
    grid, columns = layout.grid, layout.columns
    if any("?" in header or len(header) > 80 for header in grid.headers if header):
        return False
    if layout.blocks:
        return True
    if layout.marks:
        return len(layout.marks) > 1 and _stand_once(grid, columns) and not _wordy(grid)
    statuses = [cell for cell in cells_of(grid, columns, "status") if cell]
    tells = share_of(statuses, lambda cell: attendance(cell) is not Attendance.UNKNOWN) >= 0.5
    tells = tells or any(role in columns for role in ("completed_on", "score", "joined_on"))
    named = "session_id" in columns or "title" in columns
    has_session = named or layout.named or "joined_on" in columns or layout.signed
    return bool(has_session and tells and not _wordy(grid))


def _is_signed(layout: TrainingSheet) -> bool:
    """Whether people stand once under a day, with marks beside them."""
    marks = [cell for cell in cells_of(layout.grid, layout.columns, "status") if cell]
    dated = any(DATE_IN_TITLE.search(text) for text in layout.grid.above)
    return dated and _are_marks(marks) and _stand_once(layout.grid, layout.columns)


def _stand_once(grid: Grid, columns: Columns) -> bool:
    """Whether everybody has one line, as on a sign-in sheet."""
    role = next(role for role in _PERSON_ROLES if role in columns)
    people = [cell for cell in cells_of(grid, columns, role) if cell]
    return len(people) > 1 and len(set(people)) >= ONCE_EACH * len(people)


def _wordy(grid: Grid) -> bool:
    columns = ([c for c in grid.column(at) if c] for at in range(len(grid.headers)))
    return any(values and sum(map(len, values)) > 80 * len(values) for values in columns)


def _guesses(layout: TrainingSheet) -> list[ColumnGuess]:
    return [
        replace(guess, role="session", confidence=0.9) if place in layout.marks else guess
        for place, guess in enumerate(layout.columns.guesses)
        if guess.name
    ]
