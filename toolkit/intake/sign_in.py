"""Sign-in lists: a session's title over its people, several such blocks one below the other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from toolkit.intake.attendance import is_mark
from toolkit.intake.dates import looks_like_date
from toolkit.intake.grids import (
    Assignment,
    Columns,
    Grid,
    assign,
    filled_down,
    grid_at,
    header_role,
)
from toolkit.intake.headers import looks_like_email, looks_like_name, share_of
from toolkit.intake.names import fold
from toolkit.intake.phrases import phrase_pattern
from toolkit.intake.raw import RawSheet

_SESSION_WORDS = (
    "session", "course", "training", "webinar", "workshop", "class", "module", "drop in", "clinic",
    "sign in", "attendance", "schulung", "kurs", "seminar", "veranstaltung", "termin",
    "teilnehmerliste", "anwesenheitsliste", "unterschriftenliste", "corso", "formazione",
    "sessione", "foglio presenze", "firme", "formation", "atelier", "stage", "feuille de presence",
    "emargement", "curso", "formacion", "sesion", "taller", "lista de asistencia",
    "hoja de firmas",
)  # fmt: skip
WIDEST = 10
"""A sign-in list has no more filled columns."""
TITLE_WITHIN = 6
"""Its first session stands in so many filled lines from the top."""
_LEAST_NAMES = 0.6
_PERSON_ROLES = ("person_id", "email", "name", "last_name")


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """One session of a sign-in list."""

    title: str
    grid: Grid
    columns: Columns
    lines: tuple[tuple[int, tuple[str, ...]], ...]
    """(row number, cells) of its people."""
    has_marks: bool
    """Somebody is marked: who is not was not there."""
    title_row: int


def find_blocks(sheet: RawSheet) -> tuple[Block, ...]:
    """The sessions of a sign-in list, empty where the sheet is none.

    A title is a line with one or two filled cells that names a session or a day, and people stand
    below it, with or without a header of their own.
    """
    rows = filled_down(sheet)
    filled = [at for at, row in enumerate(rows) if any(row)]
    if any(sum(map(bool, rows[at])) > WIDEST for at in filled[:50]):
        return ()
    titles = [at for at in filled if _is_title(rows[at])]
    if not titles or titles[0] not in filled[:TITLE_WITHIN]:
        return ()
    found: list[Block] = []
    for at, title_at in enumerate(titles):
        end = titles[at + 1] if at + 1 < len(titles) else len(rows)
        if block := _block(sheet, rows[:end], title_at):
            found.append(block)
    return tuple(found)


def lines_outside(sheet: RawSheet, blocks: Sequence[Block]) -> list[int]:
    """Filled lines below the first session that are no title, header or line of a session."""
    inside = {number for block in blocks for number, _ in block.lines}
    inside |= {block.grid.header_row for block in blocks}
    first = min(block.title_row for block in blocks)
    return [
        at + 1
        for at, row in enumerate(filled_down(sheet))
        if at + 1 > first and any(row) and at + 1 not in inside and not _is_title(row)
    ]


def names_session(text: str) -> bool:
    """Whether a text speaks of a course or its attendance."""
    return phrase_pattern(_SESSION_WORDS).search(fold(text)) is not None


def _is_title(row: Sequence[str]) -> bool:
    filled = [cell for cell in row if cell.strip()]
    if not 1 <= len(filled) <= 3 or any(looks_like_email(cell) for cell in filled):
        return False
    if len(filled) > 1 and sum(header_role(cell, "training") is not None for cell in filled) > 1:
        return False
    text = " ".join(filled)
    dated = any(
        looks_like_date(word.strip(" ,;:()")) for cell in filled for word in (cell, *cell.split())
    )
    return (names_session(text) or dated) and len(text) > 6 and not looks_like_name(filled[0])


def _block(sheet: RawSheet, rows: Sequence[Sequence[str]], title_at: int) -> Block | None:
    below = [at for at in range(title_at + 1, len(rows)) if any(rows[at])]
    if not below:
        return None
    title = " ".join(cell for cell in rows[title_at] if cell.strip())
    header_at = below[0]
    roles = [header_role(cell, "training") for cell in rows[header_at] if cell]
    has_header = any(role and role[0] in _PERSON_ROLES and role[1] == 1.0 for role in roles)
    if not has_header:
        return _without_header(sheet, rows, title_at, title)
    grid = grid_at(sheet, rows, header_at)
    columns = assign(grid, Assignment(table="training"))
    if not any(role in columns for role in _PERSON_ROLES) or "title" in columns or not grid.cells:
        return None
    return _made(title, grid, _with_marks(grid, columns), title_at + 1)


def _with_marks(grid: Grid, columns: Columns) -> Columns:
    """The one column of marks taken for the attendance, where no header says so."""
    taken = {place for places in columns.places.values() for place in places}
    marks = [
        place
        for place in range(len(grid.headers))
        if place not in taken and share_of(grid.column(place), is_mark) >= _LEAST_NAMES
    ]
    if "status" in columns or len(marks) != 1:
        return columns
    return Columns({**columns.places, "status": (marks[0],)}, columns.guesses)


def _without_header(
    sheet: RawSheet, rows: Sequence[Sequence[str]], title_at: int, title: str
) -> Block | None:
    """Names right below the title; the second column may hold marks."""
    grid = grid_at(sheet, rows, title_at)
    if not grid.cells:
        return None
    width = len(grid.headers)
    shares = [share_of(grid.column(place), looks_like_name) for place in range(width)]
    best = max(range(width), key=lambda place: (shares[place], -place))
    if shares[best] < _LEAST_NAMES:
        return None
    return _made(title, grid, _with_marks(grid, Columns({"name": (best,)})), title_at + 1)


def _made(title: str, grid: Grid, columns: Columns, title_row: int) -> Block:
    place = columns.place("status")
    marks = grid.column(place) if place is not None else []
    return Block(
        title=title,
        grid=grid,
        columns=columns,
        lines=tuple(zip(grid.numbers, grid.cells, strict=True)),
        has_marks=any(cell.strip() for cell in marks),
        title_row=title_row,
    )
