"""Training: attendance rows, learning platforms, sign-in sheets with a column or a block each."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import PurePosixPath

import pandas as pd

from toolkit.intake.attendance import (
    attendance,
    is_mark,
    language_code,
    read_scores,
)
from toolkit.intake.dates import parse_date
from toolkit.intake.grids import Assignment, Columns, Grid, Tally, assign, find_grid
from toolkit.intake.headers import looks_like_date, looks_like_email, looks_like_name, share_of
from toolkit.intake.names import fold, parse_name
from toolkit.intake.phrases import folded
from toolkit.intake.raw import ExtractReading, RawFile, RawSheet
from toolkit.intake.sign_in import Block, find_blocks
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
_PERSON_ROLES = ("person_id", "email", "name", "last_name")
_DATE_IN_TITLE = re.compile(
    r"\d{4}-\d{2}-\d{2}|\d{1,2}[./]\d{1,2}[./]\d{2,4}|\d{1,2}\.? [^\W\d_]{3,10}\.? \d{4}"
)


@dataclass(frozen=True, slots=True)
class _Layout:
    """One sheet of a training file, understood."""

    grid: Grid
    columns: Columns
    marks: tuple[int, ...] = ()
    """Columns that are sessions."""
    blocks: tuple[Block, ...] = ()
    """Sessions one below the other, a title over its people."""
    title: str = ""
    """The session of the whole sheet, from its titles or its name."""


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
    layouts: list[_Layout] = []
    rows_in = 0
    for sheet in raw.sheets:
        layout = _layout(sheet, raw, mine.columns)
        if layout is None:
            rows_in += _sheet_aside(sheet, tally)
            continue
        layouts.append(layout)
        rows_in += len(layout.grid.numbers) - sum(block.is_title_in_grid for block in layout.blocks)
        rows += _rows(layout, tally)
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


def _format(layout: _Layout) -> str:
    if layout.marks:
        return "training, sign-in sheet with a column per session"
    if layout.blocks:
        return "training, sign-in lists under session titles"
    is_platform = "completed_on" in layout.columns or "progress" in layout.columns
    return "training, learning platform" if is_platform else "training, attendance rows"


def _layout(sheet: RawSheet, raw: RawFile, mine: Mapping[str, str]) -> _Layout | None:
    grid = find_grid(sheet, "training", least=1)
    blocks = find_blocks(sheet)
    if blocks and (grid is None or not _has_session(grid, mine)):
        return _Layout(blocks[0].grid, blocks[0].columns, blocks=blocks)
    if grid is None or not grid.cells:
        return None
    columns = assign(grid, Assignment(table="training", mine=mine, accept=_fits))
    if not any(role in columns for role in _PERSON_ROLES):
        return None
    marks = _mark_columns(grid, columns)
    title = "" if "title" in columns or "session_id" in columns else _sheet_title(grid, raw)
    if marks and ("status" not in columns or len(marks) > 1):
        return _Layout(grid, columns, marks=marks)
    return _Layout(grid, columns, title=title)


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
    people |= {place for role in ("first_name", "session_id", "score") for place in columns.all(role)}
    has_title = "title" in columns and not _is_session_header(grid, columns)
    found = []
    for place, header in enumerate(grid.headers):
        values = [cell for cell in grid.column(place) if cell]
        if place in people or not header or not values or has_title:
            continue
        if share_of(values, is_mark) >= MARKS_FROM and place not in columns.all("ignored"):
            found.append(place)
    return tuple(found)


def _is_session_header(grid: Grid, columns: Columns) -> bool:
    """Whether the "title" column is itself a column of marks ("Webinar", "Workshop")."""
    return all(share_of(grid.column(place), is_mark) >= MARKS_FROM for place in columns.all("title"))


def _sheet_title(grid: Grid, raw: RawFile) -> str:
    generic = re.fullmatch(r"(?:sheet|tabelle|foglio|feuil|hoja|blatt)\s*\d*", fold(grid.sheet))
    if grid.above:
        return max(grid.above, key=lambda text: (bool(_DATE_IN_TITLE.search(text)), len(text)))
    is_file = fold(grid.sheet) == fold(PurePosixPath(raw.file).stem)
    return "" if generic or (is_file and not _DATE_IN_TITLE.search(grid.sheet)) else grid.sheet


def _is_training(layout: _Layout) -> bool:
    grid, columns = layout.grid, layout.columns
    if any("?" in header or len(header) > 80 for header in grid.headers if header):
        return False
    if layout.blocks:
        return True
    if layout.marks:
        return len(layout.marks) > 1 and len(grid.cells) > 1 and not _wordy(grid)
    statuses = [cell for cell in _cells(grid, columns, "status") if cell]
    tells = share_of(statuses, lambda cell: attendance(cell) is not Attendance.UNKNOWN) >= 0.5
    tells = tells or "completed_on" in columns or "score" in columns
    has_session = "session_id" in columns or "title" in columns
    return bool(has_session and tells and not _wordy(grid))


def _wordy(grid: Grid) -> bool:
    columns = ([c for c in grid.column(at) if c] for at in range(len(grid.headers)))
    return any(values and sum(map(len, values)) > 80 * len(values) for values in columns)


def _cells(grid: Grid, columns: Columns, role: str) -> list[str]:
    place = columns.place(role)
    return [""] * len(grid.cells) if place is None else grid.column(place)


def _rows(layout: _Layout, tally: Tally) -> list[dict[str, object]]:
    if layout.blocks:
        return [row for block in layout.blocks for row in _block_rows(block, tally)]
    return _mark_rows(layout, tally) if layout.marks else _attendance_rows(layout, tally)


def _who(line: Sequence[str], columns: Columns) -> dict[str, str]:
    name = columns.cell(line, "name").strip()
    parts = [columns.cell(line, role).strip() for role in ("first_name", "last_name")]
    given_id, email = columns.cell(line, "person_id").strip(), columns.cell(line, "email").strip()
    if looks_like_email(given_id) and not email:
        given_id, email = "", given_id
    joined = " ".join(part for part in parts if part)
    return {"given_id": given_id, "email": email, "name": joined if any(parts) else name}


def _no_person(who: Mapping[str, str], line: Sequence[str], grid: Grid) -> str:
    """Why a line is nobody's; "" if it is somebody's."""
    if tuple(map(fold, line)) == tuple(map(fold, grid.headers)):
        return "header repeated"
    text = who["name"] or who["email"] or who["given_id"]
    plain = " ".join(word for word in fold(text).split() if not word.isdigit())
    if not any(char.isalnum() for char in text):
        return "nobody named"
    return "total line" if plain in folded("extracts", "people", "total") else ""


def _attendance_rows(layout: _Layout, tally: Tally) -> list[dict[str, object]]:
    grid, columns = layout.grid, layout.columns
    held = parse_date(_cells(grid, columns, "held_on"))
    completed = parse_date(_cells(grid, columns, "completed_on"))
    scores = read_scores(_cells(grid, columns, "score"))
    whole = _title_and_day(layout.title)
    found: list[dict[str, object]] = []
    for at, (number, line) in enumerate(zip(grid.numbers, grid.cells, strict=True)):
        who = _who(line, columns)
        if reason := _no_person(who, line, grid):
            tally.add(reason, grid.sheet, number)
            continue
        title, day = columns.cell(line, "title").strip(), completed[at] or held[at]
        status = _status(line, columns, done=completed[at] is not None)
        found.append(
            {
                **who,
                **_session(title or whole[0], held[at] or day or whole[1], columns.cell(line, "session_id")),
                "format": columns.cell(line, "format").strip(),
                "language": language_code(columns.cell(line, "language")),
                "status": str(status),
                "score": scores[at],
                "row": number,
            }
        )
    return found


def _status(line: Sequence[str], columns: Columns, *, done: bool) -> Attendance:
    """The attendance of a line: its word, else what progress and completion date say."""
    place = columns.place("status")
    if place is not None and line[place].strip():
        found = attendance(line[place])
        if found is not Attendance.UNKNOWN:
            return found
    if done:
        return Attendance.ATTENDED
    progress = re.sub(r"[^\d.]", "", columns.cell(line, "progress"))
    if progress:
        full = float(progress) in {1.0, 100.0}
        return Attendance.ATTENDED if full else Attendance.LEFT_EARLY if float(progress) else Attendance.INVITED
    if place is None and not {"progress", "completed_on"} & set(columns.places):
        return Attendance.ATTENDED  # a list of those who came
    return Attendance.INVITED if "completed_on" in columns and place is None else Attendance.UNKNOWN


def _session(title: str, day: date | None, session_id: str) -> dict[str, object]:
    """Session columns; without an id of its own a session is known by title and day."""
    text = f"{fold(title)}\x1f{day.isoformat() if day else ''}"
    made = "S-" + hashlib.blake2b(text.encode(), digest_size=4).hexdigest()
    return {
        "session_id": session_id.strip() or (made if title or day else ""),
        "title": title or session_id.strip(),
        "held_on": day,
    }


def _title_and_day(text: str) -> tuple[str, date | None]:
    """A session's title and day out of one text ("Foundations, 12.03.2025")."""
    found = _DATE_IN_TITLE.search(text)
    day = parse_date([found.group()])[0] if found else None
    if found is None or day is None:
        return text.strip(), None
    rest = f"{text[: found.start()]} {text[found.end() :]}"
    return re.sub(r"\s+", " ", rest).strip(" ,;:-–()|"), day


def _mark_rows(layout: _Layout, tally: Tally) -> list[dict[str, object]]:
    grid, columns = layout.grid, layout.columns
    sessions = {place: _title_and_day(_mark_title(grid, place)) for place in layout.marks}
    found: list[dict[str, object]] = []
    for number, line in zip(grid.numbers, grid.cells, strict=True):
        who = _who(line, columns)
        if reason := _no_person(who, line, grid):
            tally.add(reason, grid.sheet, number)
            continue
        marked = [place for place in layout.marks if line[place].strip()]
        rows = [
            _plain_row(who, number, _session(*sessions[place], ""), attendance(line[place]))
            for place in marked
        ]
        unmarked = _plain_row(who, number, _session("", None, ""), Attendance.UNKNOWN)
        found += rows or [unmarked]
    return found


def _mark_title(grid: Grid, place: int) -> str:
    return re.sub(r"\s+", " ", grid.headers[place])


def _plain_row(
    who: Mapping[str, str], number: int, session: Mapping[str, object], status: Attendance
) -> dict[str, object]:
    return {
        **who,
        **session,
        "format": "",
        "language": "",
        "status": str(status),
        "score": float("nan"),
        "row": number,
    }


def _block_rows(block: Block, tally: Tally) -> list[dict[str, object]]:
    title, day = _title_and_day(block.title)
    found: list[dict[str, object]] = []
    for number, line in block.lines:
        who = _who(line, block.columns)
        if reason := _no_person(who, line, block.grid):
            tally.add(reason, block.grid.sheet, number)
            continue
        place = block.columns.place("status")
        mark = line[place].strip() if place is not None else ""
        status = attendance(mark) if mark and is_mark(mark) else Attendance.ATTENDED
        if place is not None and not mark:
            status = Attendance.NO_SHOW if block.has_marks else Attendance.ATTENDED
        found.append(_plain_row(who, number, _session(title, day, ""), status))
    return found


def _guesses(layout: _Layout) -> list[ColumnGuess]:
    return [
        replace(guess, role="session", confidence=0.9) if place in layout.marks else guess
        for place, guess in enumerate(layout.columns.guesses)
        if guess.name
    ]


_ = (looks_like_name, parse_name)
