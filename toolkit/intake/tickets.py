"""Tickets of help desks: Jira, ServiceNow, Zendesk and plain tables."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import pandas as pd

from toolkit.intake.dates import parse_date
from toolkit.intake.grids import (
    Assignment,
    Columns,
    Grid,
    Tally,
    assign,
    find_grid,
    header_roles,
)
from toolkit.intake.headers import compact_key, looks_like_date, looks_like_email, share_of
from toolkit.intake.markup import plain_text
from toolkit.intake.names import fold, parse_name
from toolkit.intake.phrases import folded
from toolkit.intake.raw import ExtractReading, RawFile, RawSheet
from toolkit.intake.ticket_content import leaves_marks, reads_as_code, with_content, written
from toolkit.intake.ticket_formats import format_of
from toolkit.intake.ticket_texts import (
    IN_GROUPS,
    PARAGRAPH,
    Asker,
    answers,
    later_comments,
    linked_ids,
    own_id,
    without_stamps,
)
from toolkit.model.intake import TICKET_COLUMNS, FileReading
from toolkit.model.vocabulary import FileKind
from toolkit.settings import FileSettings

COLUMNS = [
    "given_id",
    "email",
    "name",
    *(column for column in TICKET_COLUMNS if column != "person_id"),
]
"""The contract's columns, with those of an identity in place of `person_id`."""
DISTINCT = 0.5
"""At least this share of the ticket ids is distinct; a ticket may stand in several rows."""
_TICKET_ID = re.compile(
    rf"(?:[A-Z][A-Z0-9]{{0,9}}[-_ ]?\d{{1,10}}[A-Za-z]?|#?\d{{1,20}}|#?{IN_GROUPS}"
    r"|[A-Z]{1,5}[- ]?\d{2,10}[- ][A-Z0-9]{2,10}|\d{2,6}-\d{2,8})"
)
_ENDS = ("closed_on", "resolution_code", "resolution", "linked")
"""What becomes of a ticket: no list of people has such columns."""
_DESK_ROLES = (
    *("ticket_id", "title", "category", "subcategory", "status", "kind", "comments"),
    *_ENDS,
)
_OF_HELP = ("ticket_id", "description", "resolution_code", "resolution", "comments")
_TEXTS = ("description", "resolution")
_LEAST_NAMED = 3
_READ = ("title", "description", "category", "labels", "caller", "linked")
_FEWEST = 5
_FEW_CELLS = 2
"""A line of no more cells and without a day is no ticket where tickets have many columns."""
_LEAST_ROLES = 4
_LEAST_NOTE = 3
"""Closing notes of fewer words ("Done", "Risolto") leave the telling to the comments."""
_ATF = re.compile(r"\batf\b|automated test framework", re.IGNORECASE)
_PERSON = re.compile(r"^(?P<name>[^(<\[]+?)\s*[(\[<](?P<inside>[^)\]>]+)[)\]>]$")


@dataclass(frozen=True, slots=True)
class _Layout:
    grid: Grid
    columns: Columns
    by_header: Columns
    """What the headers alone tell."""


def recognise_tickets(raw: RawFile) -> str | None:
    """The format's name if the file surely holds tickets, else None."""
    for sheet in raw.sheets:
        layout = _layout(sheet, {})
        if layout and _is_tickets(layout):
            return format_of(layout.grid, raw.extension)
    return None


def tells_of_help(raw: RawFile) -> bool:
    """Whether a table holds what registers of other kinds have no use for: number, words, remedy.

    A title, a person, a state and days stand in lists of courses too.
    """
    layouts = (_layout(sheet, {}) for sheet in raw.sheets)
    return any(_told_of(one, role) for one in layouts if one is not None for role in _OF_HELP)


def _told_of(layout: _Layout, role: str) -> bool:
    """Whether a role is the header's word; texts alone stand in tables of every kind."""
    return role in (layout.by_header if role in _TEXTS else layout.columns)


def surely_tickets(raw: RawFile) -> bool:
    """Whether the cells of a table show what only help desks write, whatever its header says."""
    layouts = (_layout(sheet, {}) for sheet in raw.sheets)
    return any(one is not None and leaves_marks(one.grid, one.columns) for one in layouts)


def read_tickets(raw: RawFile, mine: FileSettings) -> ExtractReading:
    """One row for each ticket; see `toolkit.model.intake.Extracts`.

    Mark-up is reduced to text. The resolution is the close notes, with what was written after
    them; where they hold no more than a word or two, with all comments that are not the caller's
    before them. Tests of the help desk
    itself, empty tickets and second rows of one ticket are set aside. In place of `person_id` the
    table has given_id, email, name.
    """
    tally = Tally()
    rows: list[dict[str, object]] = []
    layouts: list[_Layout] = []
    rows_in = 0
    for sheet in raw.sheets:
        layout = _layout(sheet, mine.columns)
        if layout is None:
            rows_in += _sheet_aside(sheet, tally)
            continue
        layouts.append(layout)
        rows_in += len(layout.grid.numbers)
        rows += _rows(layout, tally, {str(row["ticket_id"]) for row in rows})
    opened = [day for row in rows if isinstance(day := row["opened_on"], date)]
    reading = FileReading(
        file=raw.file,
        kind=FileKind.TICKETS,
        format=mine.format or (format_of(layouts[0].grid, raw.extension) if layouts else "tickets"),
        rows_in=rows_in,
        rows_kept=rows_in - tally.total,
        set_aside=tally.items(),
        columns=tuple(g for layout in layouts for g in layout.columns.guesses if g.name),
        first_on=min(opened, default=None),
        last_on=max(opened, default=None),
        problem=_unanswered(rows, layouts, raw) if rows else _problem(raw),
        notes=(*raw.notes, *_notes(rows)),
    )
    return ExtractReading(reading=reading, table=_frame(rows, raw.file))


def _frame(rows: Sequence[Mapping[str, object]], file: str) -> pd.DataFrame:
    if not rows:
        return pd.DataFrame({column: pd.Series(dtype="object") for column in COLUMNS})
    table = pd.DataFrame(rows).assign(file=file)
    for column in ("opened_on", "closed_on"):
        table[column] = pd.Series([row[column] for row in rows], dtype="object")
    return table.sort_values(["ticket_id", "row"], kind="stable")[COLUMNS].reset_index(drop=True)


def _notes(rows: Sequence[Mapping[str, object]]) -> list[str]:
    resolved = sum(bool(row["resolution"]) for row in rows)
    return [f"{resolved} of {len(rows)} tickets have a resolution in words"] if rows else []


def _problem(raw: RawFile) -> str:
    headers = next((row for sheet in raw.sheets for row in sheet.rows if any(row)), ())
    return (
        f"{raw.file}: no tickets found. Found: {', '.join(filter(None, headers[:12]))}. Say under "
        f'columns in review.toml which column is "title", "description" and "opened_on".'
    )


def _unanswered(
    rows: Sequence[Mapping[str, object]], layouts: Sequence[_Layout], raw: RawFile
) -> str:
    """What is wrong where nothing tells how tickets ended, though texts were left unread."""
    if len(rows) < _FEWEST or any(row["resolution"] or row["resolution_code"] for row in rows):
        return ""
    left = [
        layout.grid.headers[place]
        for layout in layouts
        for place in written(layout.grid, range(len(layout.grid.headers)))
        if not any(place in layout.columns.all(role) for role in _READ)
    ]
    if not left:
        return ""
    return (
        f"{raw.file}: no column tells how the tickets ended; not read: "
        f"{', '.join(dict.fromkeys(filter(None, left)))}. Say under columns in review.toml which "
        f'one is "resolution".'
    )


def _sheet_aside(sheet: RawSheet, tally: Tally) -> int:
    filled = [at for at, row in enumerate(sheet.rows, start=1) if any(row)]
    for row in filled:
        tally.add("sheet holds no tickets", sheet.name, row)
    return len(filled)


def _layout(sheet: RawSheet, mine: Mapping[str, str]) -> _Layout | None:
    grid = find_grid(sheet, "tickets", least=2)
    if grid is None or not grid.cells:
        return None
    by_header = assign(grid, Assignment(table="tickets", mine=mine, accept=_fits))
    columns = with_content(grid, by_header, _fits)
    has_words = "title" in columns or "description" in columns
    return _Layout(grid, columns, by_header) if has_words else None


def _fits(role: str, grid: Grid, place: int) -> bool:
    """Whether a column's content fits the role that its header suggests."""
    values = [cell for cell in grid.column(place)[:500] if cell]
    if not values:
        return role not in {"ticket_id", "title"}
    if role in {"opened_on", "closed_on"}:
        return share_of(values, looks_like_date) >= 0.5
    if role == "ticket_id":
        return len(set(values)) >= DISTINCT * len(values) and share_of(values, _is_ticket_id) >= 0.8
    if role == "email":
        return share_of(values, looks_like_email) >= 0.5
    if role == "resolution_code":
        return reads_as_code(values) or not _may_be(grid.headers[place], "resolution")
    return _fits_words(role, grid, place, values)


def _fits_words(role: str, grid: Grid, place: int, values: Sequence[str]) -> bool:
    """The same for roles whose cells are words: names and states are no sentences."""
    header = grid.headers[place]
    if role in {"status", "kind"} or compact_key(header) == "name":
        return not written(grid, [place])
    if role == "caller":
        return _may_be(header, role) or not written(grid, [place])
    if role in {"title", "description", "comments", "resolution"}:
        return not any(share_of(values, test) > 0.5 for test in (looks_like_date, _is_number))
    return True


def _may_be(header: str, role: str) -> bool:
    """Whether a header names this role too."""
    return role in {one for one, _ in header_roles(header, "tickets")}


def _is_number(value: str) -> bool:
    return value.strip().isdecimal()


def _is_ticket_id(value: str) -> bool:
    return _TICKET_ID.fullmatch(value.strip()) is not None


def _is_tickets(layout: _Layout) -> bool:
    """Whether a table is surely one of tickets, not a survey with a subject.

    Where headers leave gaps the cells fill them, but only beside three columns that a header calls
    what a help desk keeps, and one of them what became of the ticket.
    """
    grid, by_header = layout.grid, layout.by_header
    if leaves_marks(grid, layout.columns):
        return True
    if any("?" in header for header in grid.headers):
        return False
    named = [role for role in _DESK_ROLES if role in by_header]
    filled = len(named) >= _LEAST_NAMED and any(role in named for role in _ENDS)
    columns = layout.columns if filled else by_header
    if not ("opened_on" in columns and ("status" in columns or "ticket_id" in columns)):
        return False
    return sum(role in columns for role in (*_DESK_ROLES, "caller", "opened_by")) >= _LEAST_ROLES


def _rows(layout: _Layout, tally: Tally, known: set[str]) -> list[dict[str, object]]:
    grid, columns = layout.grid, layout.columns
    opened = parse_date(_cells(grid, columns, "opened_on"))
    closed = parse_date(_cells(grid, columns, "closed_on"))
    found: list[dict[str, object]] = []
    for at in sorted(range(len(grid.cells)), key=lambda at: _fullest(grid.cells[at])):
        number, line = grid.numbers[at], grid.cells[at]
        row = _row(line, columns)
        row |= {"opened_on": opened[at], "closed_on": closed[at], "row": number}
        row["ticket_id"] = row["ticket_id"] or _made_id(row)
        if reason := _why_not(row, line, grid, known):
            tally.add(reason, grid.sheet, number)
            continue
        known.add(str(row["ticket_id"]))
        found.append(row)
    return found


def _fullest(line: Sequence[str]) -> tuple[int, tuple[str, ...]]:
    """Rows with the most words first: of one ticket's rows the fullest is kept."""
    return -sum(map(len, line)), tuple(line)


def _cells(grid: Grid, columns: Columns, role: str) -> list[str]:
    place = columns.place(role)
    return [""] * len(grid.cells) if place is None else grid.column(place)


def _made_id(row: Mapping[str, object]) -> str:
    text = f"{row['opened_on']}\x1f{row['title']}\x1f{row['description']}\x1f{row['name']}"
    return "T-" + hashlib.blake2b(text.encode(), digest_size=5).hexdigest()


def _row(line: Sequence[str], columns: Columns) -> dict[str, object]:
    who = _caller(line, columns)
    title, description = (
        plain_text(without_stamps(columns.cell(line, role))) for role in ("title", "description")
    )
    given = columns.cell(line, "ticket_id")
    ticket_id = own_id(given)
    asker = Asker(
        name=who["name"], login=who["given_id"], email=who["email"], words=description or title
    )
    resolution = _resolution(line, columns, asker)
    links = [line[place] for place in columns.all("linked")]
    categories = [columns.cell(line, role).strip() for role in ("category", "subcategory")]
    labels = [line[place].strip() for place in columns.all("labels") if line[place].strip()]
    return {
        **who,
        "ticket_id": ticket_id,
        "title": title,
        "description": "" if description == title and title else description,
        "category": " / ".join(part for part in categories if part) or ", ".join(labels),
        "kind": columns.cell(line, "kind").strip(),
        "status": columns.cell(line, "status").strip(),
        "resolution_code": columns.cell(line, "resolution_code").strip(),
        "resolution": resolution,
        "linked_id": "; ".join(linked_ids(given, links, f"{title}\n{description}", resolution)),
    }


def _resolution(line: Sequence[str], columns: Columns, asker: Asker) -> str:
    notes = [plain_text(line[place]) for place in columns.all("resolution") if line[place].strip()]
    note = "\n".join(dict.fromkeys(notes))
    comments, more = (
        [line[place] for place in columns.all(role) if line[place].strip()]
        for role in ("comments", "follow_ups")
    )
    if len(note.split()) >= _LEAST_NOTE:
        later = later_comments(comments, columns.cell(line, "closed_on"))
        return PARAGRAPH.join(dict.fromkeys(filter(None, (note, *later, answers(more, asker)))))
    return PARAGRAPH.join(filter(None, (answers([*comments, *more], asker), note)))


def _caller(line: Sequence[str], columns: Columns) -> dict[str, str]:
    """Whose ticket it is: the caller, else whoever opened it."""
    text = columns.cell(line, "caller").strip() or columns.cell(line, "opened_by").strip()
    email, given_id = columns.cell(line, "email").strip(), columns.cell(line, "person_id").strip()
    name = text
    if found := _PERSON.match(text):
        name, inside = found["name"].strip(), found["inside"].strip()
        if looks_like_email(inside):
            email = email or inside
        elif logins := parse_name(text).logins:
            given_id = given_id or logins[0]
    if looks_like_email(text):
        name, email = "", email or text
    return {"given_id": given_id, "email": email, "name": name}


def _why_not(row: Mapping[str, object], line: Sequence[str], grid: Grid, known: set[str]) -> str:
    """Why a row is no ticket of the review; "" if it is one."""
    if tuple(map(fold, line)) == tuple(map(fold, grid.headers)):
        return "header repeated"
    title, description = str(row["title"]), str(row["description"])
    if not title and not description:
        return "ticket without words"
    if not row["opened_on"] and sum(map(bool, line)) <= _FEW_CELLS < len(line) / 2:
        return "total or remark"
    if str(row["ticket_id"]) in known:
        return "second row of the same ticket"
    if _ATF.search(title) or _ATF.search(str(row["name"])):
        return "automated test of the help desk"
    plain = re.sub(r"\s*\d+$", "", fold(title or description))
    if _is_test(plain) and len(fold(description).split()) < 6:
        return "test ticket"
    caller = fold(str(row["name"]))
    if caller in folded("extracts", "tickets", "system_callers") and re.search(r"\btest", plain):
        return "test ticket of the system"
    return ""


def _is_test(title: str) -> bool:
    """Whether a folded title only says that the ticket is a test ("test ticket pls ignore")."""
    words = set(re.findall(r"\w+", title))
    tests, beside = (folded("extracts", "tickets", name) for name in ("test_words", "beside_test"))
    only = bool(words) and words <= {*tests, *beside} and not words.isdisjoint(tests)
    return only or title in folded("extracts", "tickets", "test")
