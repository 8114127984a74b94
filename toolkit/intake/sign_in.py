"""Sign-in lists: a session's title over its people, several such blocks one below the other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from toolkit.intake.attendance import is_mark
from toolkit.intake.dates import looks_like_date
from toolkit.intake.grids import (
    Assignment,
    Columns,
    Grid,
    assign,
    exact_roles,
    filled_down,
    grid_at,
    guesses_for,
    header_role,
)
from toolkit.intake.headers import looks_like_email, looks_like_name, share_of
from toolkit.intake.names import fold
from toolkit.intake.phrases import phrase_pattern
from toolkit.intake.raw import RawSheet
from toolkit.intake.session_heads import TELLING, Head, labelled, read_head

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
_REPORTS = 3
"""So many columns of amounts are those of a report."""
_LEAST_AMOUNTS = 4
_COME_AGAIN = 0.8
_FIGURES = 0.9
_NAMES = frozenset({"name", "first_name", "last_name"})
_REPORT_DATE = phrase_pattern(
    (
        "as of", "as at", "run date", "run on", "report date", "report generated", "generated",
        "printed", "exported", "export date", "snapshot", "stand", "stichtag", "erstellt am",
        "gedruckt am", "druckdatum", "ausgabedatum", "exportiert am", "abgerufen am",
        "situazione al", "aggiornato al", "stampato il", "data stampa", "data report",
        "estratto il", "generato il",
        "etat au", "situation au", "arrete au", "edite le", "imprime le", "extrait le", "genere le",
        "a la date du", "a fecha", "fecha de informe", "generado el", "impreso el", "exportado el",
        "situacion a",
    )
)  # fmt: skip
"""A line with one of these tells when a report was made, and heads no session."""
_OF_STAFF = frozenset(
    "department role location level either_unit manager_id manager_name manager_email starts_on "
    "left_on".split()
)
_ONCE_EACH = 0.8
_LEAST_OF_STAFF = 2
"""So many columns of what a list of the organisation tells of people."""
_PERSON_ROLES = ("person_id", "email", "name", "last_name")
_OF_POSTS = frozenset({"manager_id", "manager_name", "manager_email", "starts_on", "left_on"})
_OF_PLACES = frozenset({"department", "role", "location"})


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
    head_rows: tuple[int, ...]
    """Row numbers of its title and of the labelled lines below it."""
    head: Head = field(default_factory=Head)


def find_blocks(sheet: RawSheet) -> tuple[Block, ...]:
    """The sessions of a sign-in list, empty where the sheet is none.

    A title is a line with one or two filled cells that names a session or a day, or lines of labels
    that do ("Course:", "Basics"); people stand below it, with or without a header of their own.
    """
    rows = filled_down(sheet)
    filled = [at for at, row in enumerate(rows) if any(row)]
    if any(sum(map(bool, rows[at])) > WIDEST for at in filled[:50]):
        return ()
    heads = _heads(rows)
    if not heads or heads[0][0] not in filled[:TITLE_WITHIN]:
        return ()
    found: list[Block] = []
    for place, head in enumerate(heads):
        end = heads[place + 1][0] if place + 1 < len(heads) else len(rows)
        if block := _block(sheet, rows[:end], head):
            found.append(block)
    return () if any(map(_counts, found)) else tuple(found)


def lists_staff(blocks: Sequence[Block]) -> bool:
    """Whether the one list below a dated line is one of the staff: posts, managers, no course."""
    if len(blocks) != 1:
        return False
    block = blocks[0]
    roles = {role for header in block.grid.headers for role in exact_roles(header, "org")}
    if roles & _OF_POSTS and roles & _OF_PLACES:
        return True
    tells = block.has_marks or "status" in block.columns or block.head.title
    if tells or names_session(block.title):
        return False
    return len(roles & _OF_STAFF) >= _LEAST_OF_STAFF


def _repeats(block: Block) -> bool:
    role = next((role for role in _PERSON_ROLES if role in block.columns), "name")
    people = [cell for _, line in block.lines if (cell := block.columns.cell(line, role))]
    return len(set(people)) < _ONCE_EACH * len(people)


def _counts(block: Block) -> bool:
    """Whether several columns hold amounts: a report under its filter, no list of who came."""
    columns = (block.grid.column(place) for place in range(len(block.grid.headers)))
    return sum(_are_amounts([cell for cell in one if cell]) for one in columns) >= _REPORTS


def _are_amounts(cells: Sequence[str]) -> bool:
    """Whole numbers that come again; ids and numbers of lines do not, marks are two or three."""
    figures = {cell for cell in cells if cell.isdigit()}
    return (
        _LEAST_AMOUNTS <= len(figures) < _COME_AGAIN * len(cells)
        and share_of(cells, str.isdigit) >= _FIGURES
    )


def _heads(rows: Sequence[Sequence[str]]) -> list[list[int]]:
    """The lines of each head: a title, with the lines of labels that follow it."""
    heads: list[list[int]] = []
    inside, titled = False, False
    for at, row in enumerate(rows):
        if not any(row):
            continue
        roles = {role for role, _ in labelled(row)}
        if roles and inside and not (titled and "title" in roles):
            heads[-1].append(at)
        elif roles & TELLING or (not roles and _is_title(row)):
            heads.append([at])
            inside, titled = True, False
        else:
            inside = False
        titled = titled or "title" in roles
    return heads


def lines_outside(sheet: RawSheet, blocks: Sequence[Block]) -> list[int]:
    """Filled lines below the first session that are no title, header or line of a session."""
    inside = {number for block in blocks for number, _ in block.lines}
    inside |= {block.grid.header_row for block in blocks}
    first = min(block.head_rows[0] for block in blocks)
    rows = filled_down(sheet)
    inside |= {at + 1 for head in _heads(rows) for at in head}
    return [
        at + 1
        for at, row in enumerate(rows)
        if at + 1 > first and any(row) and at + 1 not in inside
    ]


def names_session(text: str) -> bool:
    """Whether a text speaks of a course or its attendance."""
    return phrase_pattern(_SESSION_WORDS).search(fold(text)) is not None


def _is_title(row: Sequence[str]) -> bool:
    filled = [cell for cell in row if cell.strip()]
    if not 1 <= len(filled) <= 3 or any(looks_like_email(cell) for cell in filled):
        return False
    if any(set(exact_roles(cell, "training")) & _NAMES for cell in filled):
        return False
    if _REPORT_DATE.search(fold(" ".join(filled))) and not names_session(" ".join(filled)):
        return False
    if len(filled) > 1 and sum(header_role(cell, "training") is not None for cell in filled) > 1:
        return False
    text = " ".join(filled)
    dated = any(
        looks_like_date(word.strip(" ,;:()")) for cell in filled for word in (cell, *cell.split())
    )
    return (names_session(text) or dated) and len(text) > 6 and not looks_like_name(filled[0])


def _block(sheet: RawSheet, rows: Sequence[Sequence[str]], head: Sequence[int]) -> Block | None:
    header_at = next((at for at in range(head[-1] + 1, len(rows)) if any(rows[at])), None)
    if header_at is None:
        return None
    roles = [header_role(cell, "training") for cell in rows[header_at] if cell]
    has_header = any(role and role[0] in _PERSON_ROLES and role[1] == 1.0 for role in roles)
    if not has_header:
        return _without_header(sheet, rows, head)
    grid = grid_at(sheet, rows, header_at)
    columns = settled_names(grid, assign(grid, Assignment(table="training")))
    if not any(role in columns for role in _PERSON_ROLES) or "title" in columns or not grid.cells:
        return None
    return _made(rows, head, grid, _with_marks(grid, columns))


def settled_names(grid: Grid, columns: Columns) -> Columns:
    """The columns with "Nom" beside "Prénom" as the surname, "Nome" beside "Cognome" as the first.

    Where most cells under it hold several words in capitals it is the whole name, and wins.
    """
    lacking = {"first_name", "last_name"} - set(columns.places)
    if "name" not in columns or len(lacking) != 1:
        return columns
    first, *others = columns.all("name")
    places = {role: found for role, found in columns.places.items() if role != "name"}
    if share_of(grid.column(first), looks_like_name) >= _LEAST_NAMES:
        parts = ("first_name", "last_name")
        whole = {role: found for role, found in columns.places.items() if role not in parts}
        return Columns(whole, guesses_for(grid, whole, columns))
    places |= {lacking.pop(): (first,)} | ({"name": tuple(others)} if others else {})
    return Columns(places, guesses_for(grid, places, columns))


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
    sheet: RawSheet, rows: Sequence[Sequence[str]], head: Sequence[int]
) -> Block | None:
    """Names right below the title; the second column may hold marks."""
    grid = grid_at(sheet, rows, head[-1])
    if not grid.cells:
        return None
    width = len(grid.headers)
    shares = [share_of(grid.column(place), looks_like_name) for place in range(width)]
    best = max(range(width), key=lambda place: (shares[place], -place))
    if shares[best] < _LEAST_NAMES:
        return None
    return _made(rows, head, grid, _with_marks(grid, Columns({"name": (best,)})))


def _made(
    rows: Sequence[Sequence[str]], head: Sequence[int], grid: Grid, columns: Columns
) -> Block:
    place = columns.place("status")
    marks = grid.column(place) if place is not None else []
    told = read_head(rows[at] for at in head)
    plain = [rows[at] for at in head if not labelled(rows[at])]
    title = " ".join(cell for cell in plain[0] if cell.strip()) if plain else ""
    return Block(
        title=f"{told.title or title} {told.day}".strip(),
        grid=grid,
        columns=columns,
        lines=tuple(zip(grid.numbers, grid.cells, strict=True)),
        has_marks=any(cell.strip() for cell in marks),
        head_rows=tuple(at + 1 for at in head),
        head=told,
    )
