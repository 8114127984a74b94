"""Training: attendance rows, learning platforms, sign-in sheets with a column or a block each."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import PurePosixPath

import pandas as pd

from toolkit.intake.attendance import (
    attendance,
    is_mark,
    is_word_of_attendance,
)
from toolkit.intake.grids import (
    IGNORED,
    Assignment,
    Columns,
    Grid,
    Tally,
    assign,
    exact_roles,
    filled_down,
    find_grid,
    header_roles,
    with_role,
)
from toolkit.intake.headers import looks_like_date, share_of
from toolkit.intake.raw import ExtractReading, RawFile, RawSheet
from toolkit.intake.session_heads import read_head
from toolkit.intake.sign_in import (
    Block,
    find_blocks,
    lines_outside,
    lists_staff,
    names_session,
)
from toolkit.intake.training_columns import (
    MARKS_FROM,
    below_summary,
    fits,
    title_by_content,
    training_columns,
)
from toolkit.intake.training_minutes import has_length
from toolkit.intake.training_rows import (
    DATE_IN_TITLE,
    TrainingSheet,
    cells_of,
    training_rows,
)
from toolkit.intake.training_titles import sheet_title
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
ONCE_EACH = 0.8
"""On a sign-in sheet at least this share of the names is distinct."""
SAMPLE = 500
"""So many filled cells of a column are looked at."""
_PERSON_ROLES = ("person_id", "email", "name", "last_name")
_SESSION = "session"
"""The role of a column that is a session; a person may write it."""
_OTHER_DAYS = ("held_on", "completed_on", "joined_on", "starts_on", "left_on")
"""Roles of columns that hold days and are no sessions, in lists of courses or of people."""
_OF_PLATFORMS = ("completed_on", "progress", "score")
_OVER_TABLE = 5
_LONGEST_TITLE = 120
"""A line of a document that names the course of a list in it has so many signs at most."""
_SEVERAL = 2
_MAYBE_MARKS = 0.3
"""Of a column without a role so many cells speak of attendance: it may be what tells it."""


def recognise_training(raw: RawFile, told: Mapping[str, str] | None = None) -> str | None:
    """The layout's name if the file surely tells who came to which course, else None.

    `told` are roles of columns that something else than their header tells.
    """
    for sheet in raw.sheets:
        layout = _layout(sheet, raw, told or {})
        if layout and _is_training(layout):
            return _format(layout)
    return None


def surely_training(raw: RawFile) -> bool:
    """Whether a table is a register, whatever else it holds: a course named over marked people."""
    layouts = (_layout(sheet, raw, {}) for sheet in raw.sheets)
    return any(one.is_register and _is_training(one) for one in layouts if one is not None)


def keeps_days(raw: RawFile) -> bool:
    """Whether a table lists people beside several columns of days or words of attendance.

    What such a list remarks on people (that somebody was ill) is nobody's opinion.
    """
    for sheet in raw.sheets:
        grid = find_grid(sheet, "training", least=1)
        columns = assign(grid, Assignment(table="training", accept=fits)) if grid else None
        if grid is None or columns is None or not any(one in columns for one in _PERSON_ROLES):
            continue
        if sum(_are_days(grid, place) for place in range(len(grid.headers))) >= _SEVERAL:
            return True
    return False


def read_training(raw: RawFile, mine: FileSettings) -> ExtractReading:
    """Who came to which session; see `toolkit.model.intake.Extracts`.

    In place of `person_id` the table has given_id, email, name. A person on a sign-in sheet without
    any mark has one row with status `unknown`; an empty cell beside other marks gives no row, but
    for a course that nearly everybody took. A day in a session's column is the day it was attended.
    Where no column tells attendance and one that nobody has named could, all rows are `unknown` and
    the reading has a problem that names the column.
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
        problem=_unread(raw, layouts) if rows else _problem(raw),
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


def _unread(raw: RawFile, layouts: Sequence[TrainingSheet]) -> str:
    """A problem where columns that nobody has named could hold who came; "" where all is read."""
    names = [one.grid.headers[place] for one in layouts for place in one.unread]
    return (
        f"{raw.file}: who came to which course cannot be read. It may stand in: "
        f"{', '.join(names[:12])}. Say under columns in review.toml which of them is a course "
        f'("session") or the attendance ("status"), and which is to be "ignored".'
        if names
        else ""
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
    grid = below_summary(sheet, find_grid(sheet, "training", least=1))
    blocks = find_blocks(sheet)
    if blocks and (grid is None or _in_blocks(grid, blocks, mine)):
        named = any(map(names_session, (sheet.name, PurePosixPath(raw.file).stem)))
        return TrainingSheet(blocks[0].grid, blocks[0].columns, blocks=blocks, named=named)
    if grid is None or not grid.cells:
        return None
    columns = training_columns(grid, mine)
    if not any(role in columns for role in _PERSON_ROLES):
        return None
    return _described(grid, columns, sheet, raw)


def _described(grid: Grid, columns: Columns, sheet: RawSheet, raw: RawFile) -> TrainingSheet:
    """The people with their course, from columns, the lines or paragraphs over them, or a name."""
    head = read_head(filled_down(sheet)[: grid.header_row - 1])
    marks = _mark_columns(grid, columns)
    listed = "title" in columns or "session_id" in columns
    if not listed and not head.title and not marks and set(_OF_PLATFORMS) & set(columns.places):
        columns = with_role(grid, columns, "title", title_by_content(grid, columns))
        listed = "title" in columns
    title = "" if listed else head.text if head.title else sheet_title(grid, raw)
    if sessions := _sessions_beside(marks, grid, columns):
        course = head.text if head.title else sheet_title(grid, raw) if len(raw.sheets) > 1 else ""
        return TrainingSheet(grid, columns, marks=sessions, title=course, head=head)
    told = [one.text for one in raw.paragraphs[:_OVER_TABLE] if len(one.text) <= _LONGEST_TITLE]
    texts = (*grid.above, *told, grid.sheet, PurePosixPath(raw.file).stem)
    if not (listed or head.title) and raw.paragraphs:
        title = next(filter(names_session, told), title)
    named = bool(head.title) or any(map(names_session, texts))
    found = TrainingSheet(grid, columns, title=title, head=head, named=named)
    return replace(found, signed=_is_signed(found), unread=_may_tell(grid, columns))


def _may_tell(grid: Grid, columns: Columns) -> tuple[int, ...]:
    """Columns without a role that may hold the attendance, where no column is known to hold it."""
    if {"status", "completed_on", "progress", "score", "joined_on"} & set(columns.places):
        return ()
    taken = {place for found in columns.places.values() for place in found}
    return tuple(
        place
        for place, header in enumerate(grid.headers)
        if header and place not in taken and _speaks_of_attendance(grid, place)
    )


def _speaks_of_attendance(grid: Grid, place: int) -> bool:
    values = _sample(grid, place)
    words = share_of(values, is_word_of_attendance)
    days = share_of(values, looks_like_date) if names_session(grid.headers[place]) else 0.0
    return words + days >= _MAYBE_MARKS


def _in_blocks(grid: Grid, blocks: Sequence[Block], mine: Mapping[str, str]) -> bool:
    """Whether a sheet's people stand in blocks, and not under the one header of its table."""
    columns = training_columns(grid, mine)
    if "joined_on" in columns:
        return False
    heads = {row for block in blocks for row in block.head_rows}
    if grid.header_row in heads:
        return True
    if set(_OF_PLATFORMS) & set(columns.places):
        return False
    if "title" in columns or "session_id" in columns or len(_mark_columns(grid, columns)) > 1:
        return False
    one = len(blocks) == 1 and blocks[0].grid.header_row == grid.header_row
    return not (one and blocks[0].head.title and "status" in columns)


def _mark_columns(grid: Grid, columns: Columns) -> tuple[int, ...]:
    """Columns that hold marks under the name of a session, and those that a person says do."""
    people = {place for role in _PERSON_ROLES for place in columns.all(role)}
    people |= {
        place for role in ("first_name", "session_id", "score") for place in columns.all(role)
    }
    has_title = "title" in columns and not _is_session_header(grid, columns)
    free = [] if has_title else [place for place, header in enumerate(grid.headers) if header]
    people |= {at for at in free if "status" in exact_roles(grid.headers[at], "training")}
    free = [place for place in free if place not in people and place not in columns.all(IGNORED)]
    free = [place for place in free if len(grid.headers[place]) > 1]  # sums of "P" and "A"
    found = {place for place in free if _are_marks(_sample(grid, place))}
    days = [place for place in free if place not in found and _are_days(grid, place)]
    if not any(is_word_of_attendance(cell) for place in days for cell in _sample(grid, place)):
        days = [place for place in days if names_session(grid.headers[place])]
    found |= set(days)
    return tuple(sorted(found | set(columns.all(_SESSION))))


def _sample(grid: Grid, place: int) -> list[str]:
    return [cell for cell in grid.column(place) if cell][:SAMPLE]


def _are_days(grid: Grid, place: int) -> bool:
    """Whether a column holds the day on which each person came, or a word on why not."""
    header, values = grid.headers[place], _sample(grid, place)
    known = [role for table in ("training", "org") for role, _ in header_roles(header, table)]
    days = sum(map(looks_like_date, values))
    told = days + sum(map(is_word_of_attendance, values))
    return days > 0 and told >= MARKS_FROM * len(values) and not set(known) & set(_OTHER_DAYS)


def _sessions_beside(marks: tuple[int, ...], grid: Grid, columns: Columns) -> tuple[int, ...]:
    """The marked columns that are sessions, beside one that holds a result if there is one."""
    if _SESSION in columns:
        return marks
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
    if not values:
        return False
    figures = [value for value in values if value.strip().isdigit()]
    if len(figures) > MARKS_FROM * len(values):
        return set(figures) <= {"0", "1"}
    return share_of(values, is_mark) >= MARKS_FROM


def _is_session_header(grid: Grid, columns: Columns) -> bool:
    """Whether the "title" column is itself one of marks or days ("Webinar", "Workshop")."""
    return all(
        share_of(grid.column(place), is_mark) >= MARKS_FROM or _are_days(grid, place)
        for place in columns.all("title")
    )


def _is_training(layout: TrainingSheet) -> bool:
    grid, columns = layout.grid, layout.columns
    if any("?" in header or len(header) > 80 for header in grid.headers if header):
        return False
    if layout.blocks:
        return layout.named or not lists_staff(layout.blocks)
    if layout.marks:
        return len(layout.marks) > 1 and _stand_once(grid, columns) and not _wordy(grid)
    statuses = [cell for cell in cells_of(grid, columns, "status") if cell]
    tells = share_of(statuses, lambda cell: attendance(cell) is not Attendance.UNKNOWN) >= 0.5
    tells = tells or any(role in columns for role in ("completed_on", "score", "joined_on"))
    tells = tells or _are_visits(grid, columns)
    named = "session_id" in columns or "title" in columns
    has_session = named or layout.named or "joined_on" in columns or layout.signed
    return bool(has_session and tells and not _wordy(grid))


def _are_visits(grid: Grid, columns: Columns) -> bool:
    """Whether each line is a day, a topic, people and how long it took: somebody taught them."""
    long = any(has_length(header) for header in grid.headers)
    return long and {"title", "held_on", "name"} <= set(columns.places)


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
