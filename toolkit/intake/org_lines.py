"""The lines of an organisation's list: which are people, which are vacancies, totals, headings."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from itertools import pairwise

from toolkit.intake.grids import Columns, Grid, Tally, exact_roles
from toolkit.intake.headers import header_key, looks_like_email, looks_like_id, parse_date
from toolkit.intake.names import PersonName, fold, is_title, marks_of, parse_name
from toolkit.intake.org_cells import is_open_end, name_in_directory
from toolkit.intake.org_names import parse_turned, turned_as
from toolkit.intake.phrases import folded

FEW_CELLS = 3
"""A line with at most so many filled cells may be a total or a heading."""
BLOCK_SHARE = 0.5
"""A group column with fewer filled cells than this names each group once, above its people."""
_WHO = frozenset({"person_id", "email", "name", "first_name", "last_name"})
_SHORTEST_LOGIN = 3
_SHORTEST_NUMBER = 5
_OF_HEADER = 0.5
"""Share of the cells that repeat their column's meaning from which a line is a second header."""
HEADING = "heading or remark"
REPEATED = "header repeated"
_MANAGER_ROLES = ("manager_id", "manager_email", "manager_name")


class Standing(StrEnum):
    """What a status cell says."""

    ACTIVE = "active"
    LEFT = "left"
    LEAVE = "leave"
    EXTERNAL = "external"


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One person's line, as the list gives it."""

    sheet: str
    row: int
    name: PersonName
    label: str = ""
    """The cell of the name where a mark in brackets tells it from another: "Ana Roth [C]"."""
    given_id: str = ""
    logins: tuple[str, ...] = ()
    """Further ids and log-ins of the person, in small letters."""
    email: str = ""
    department: str = ""
    role: str = ""
    level: str = ""
    location: str = ""
    managers: tuple[str, ...] = ()
    """Every cell about the manager: id, address, name."""
    starts_on: date | None = None
    left_on: date | None = None
    standing: Standing | None = None
    scope: bool | None = None
    """What the scope or licence column says; None where it says nothing."""
    among_leavers: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Vacancy:
    """A post without a person; whoever reports to it reports to the one above."""

    given_id: str
    managers: tuple[str, ...]


@dataclass(slots=True, kw_only=True)
class Lines:
    """What the lines of one sheet are."""

    entries: list[Entry]
    vacancies: list[Vacancy]


def words(table: str, key: str) -> frozenset[str]:
    """Folded words of org.toml."""
    return folded("org", table, key)


def has_headings(grid: Grid, columns: Columns) -> bool:
    """Whether a line heads the people below it, so that the sheet is in blocks."""
    reasons = [no_person(line, grid, columns) for line in grid.cells]
    return any(
        one == HEADING and following in {"", REPEATED} for one, following in pairwise(reasons)
    )


def read_lines(
    grid: Grid, columns: Columns, tally: Tally, *, leavers: bool, heading: str = ""
) -> Lines:
    """The people and vacancies of a sheet; every other line is set aside in `tally`.

    `heading` is what stands over the first block, where the sheet is in blocks.
    """
    found = Lines(entries=[], vacancies=[])
    fields = _Fields.of(grid, columns)
    for at, (row, line) in enumerate(zip(grid.numbers, grid.cells, strict=True)):
        reason = no_person(line, grid, columns)
        if reason == "vacant position":
            found.vacancies.append(_vacancy(line, columns))
        elif reason == HEADING:
            heading = next(filter(None, line))
        if reason:
            tally.add(reason, grid.sheet, row)
            continue
        found.entries.append(_entry(_Place(grid, columns, at), fields, heading, leavers=leavers))
    return found


@dataclass(frozen=True, slots=True)
class _Place:
    grid: Grid
    columns: Columns
    at: int

    @property
    def line(self) -> tuple[str, ...]:
        return self.grid.cells[self.at]

    def cell(self, role: str) -> str:
        return self.columns.cell(self.line, role).strip()


@dataclass(frozen=True, slots=True, kw_only=True)
class _Fields:
    """Columns that are read as a whole: dates, and groups named once for several people."""

    starts: Sequence[date | None]
    ends: Sequence[date | None]
    departments: Sequence[str]
    locations: Sequence[str]
    only_marks: bool
    """The scope column knows only marks: an empty cell says no."""
    turned: str
    """How the column of names has the surname first; "" where it is last."""

    @staticmethod
    def of(grid: Grid, columns: Columns) -> _Fields:
        scope = _column(grid, columns, "in_scope")
        names = _column(grid, columns, "name")
        header = grid.headers[columns.places["name"][0]] if "name" in columns else ""
        return _Fields(
            starts=parse_date(_column(grid, columns, "starts_on")),
            ends=parse_date(
                ["" if is_open_end(cell) else cell for cell in _column(grid, columns, "left_on")]
            ),
            departments=_blocks(_column(grid, columns, "department")),
            locations=_blocks(_column(grid, columns, _place_role(columns))),
            only_marks=any(scope) and not any(_mark(cell) is False for cell in scope if cell),
            turned=turned_as(header, names),
        )


def _place_role(columns: Columns) -> str:
    roles = ("location", "country", "region")
    return next((role for role in roles if role in columns), "location")


def _column(grid: Grid, columns: Columns, role: str) -> list[str]:
    place = columns.place(role)
    return [""] * len(grid.cells) if place is None else [c.strip() for c in grid.column(place)]


def _blocks(values: list[str]) -> list[str]:
    """The values, filled down where each group is named once above its people."""
    filled = [value for value in values if value]
    is_block = values and values[0] and 1 < len(filled) < BLOCK_SHARE * len(values)
    if not is_block or len(set(filled)) < len(filled):
        return values
    found: list[str] = []
    for value in values:
        found.append(value or found[-1])
    return found


def no_person(line: Sequence[str], grid: Grid, columns: Columns) -> str:
    """Why a line is no person; "" if it is one."""
    if tuple(map(header_key, line)) == tuple(map(header_key, grid.headers)):
        return REPEATED
    if _is_second_header(line, columns):
        return "second line of the header"
    filled = [cell.strip() for cell in line if cell.strip()]
    name = _name_text(line, columns)
    given_id, email = columns.cell(line, "person_id"), columns.cell(line, "email")
    if is_vacant(name):
        return "vacant position"
    if _mark(columns.cell(line, "machine")):
        return "account of no person"
    few = len(filled) <= FEW_CELLS and not looks_like_email(email)
    if few and any(_is_total(cell) for cell in filled):
        return "total line"
    if (
        few
        and len(filled) == 1
        and len(grid.headers) > 2
        and not (_has_digit(given_id) and _like_others(given_id, grid, columns))
    ):
        return HEADING
    if not (name or email or given_id):
        return "no name, id or e-mail"
    return "" if _is_somebody(name, email, given_id) else "no name, id or e-mail"


def _like_others(given_id: str, grid: Grid, columns: Columns) -> bool:
    """Whether an id is one word, or has blanks as most ids of its column have."""
    if " " not in given_id.strip():
        return looks_like_id(given_id)
    ids = [cell.strip() for cell in _column(grid, columns, "person_id") if cell]
    return sum(" " in cell for cell in ids) > len(ids) / 2


def _is_somebody(name: str, email: str, given_id: str) -> bool:
    return (
        any(c.isalpha() for c in name)
        or "@" in email
        or _has_digit(given_id)
        or (given_id.isalpha() and len(given_id) > 1)
    )


def _has_digit(text: str) -> bool:
    return any(char.isdigit() for char in text)


def is_vacant(name: str) -> bool:
    """Whether a name cell says that nobody holds the post ("N.N.", "vacant - to be filled")."""
    plain = fold(name)
    if plain in words("cells", "vacant"):
        return True
    long = (word for word in words("cells", "vacant") if len(word) > 5 or word == "n n")
    return any(plain.startswith(f"{word} ") for word in long)


def _is_second_header(line: Sequence[str], columns: Columns) -> bool:
    """Whether cells say what their columns hold ("First Name" below FIRSTNAME)."""
    pairs = [
        (role, line[place])
        for role, places in columns.places.items()
        for place in places
        if line[place].strip()
    ]
    same = [role for role, cell in pairs if role in _meant(cell)]
    names = any(role in _WHO for role in same)
    return names and len(same) >= max(2, _OF_HEADER * len(pairs))


def _meant(header: str) -> tuple[str, ...]:
    found = exact_roles(header, "org")
    return (*found, "person_id") if "login" in found else found


def _is_total(cell: str) -> bool:
    """Whether a cell sums up: "Total: 12", "Summe Vertrieb 12", "12 total"."""
    plain = " ".join(word for word in fold(cell).split() if not word.isdigit())
    if plain in words("cells", "total"):
        return True
    return any(plain.startswith(f"{word} ") for word in words("cells", "total")) and (
        _has_digit(cell) or ":" in cell
    )


def _name_text(line: Sequence[str], columns: Columns) -> str:
    parts = [columns.cell(line, role) for role in ("name", "first_name", "last_name")]
    return " ".join(part.strip() for part in parts if part.strip())


def _vacancy(line: Sequence[str], columns: Columns) -> Vacancy:
    return Vacancy(
        given_id=columns.cell(line, "person_id").strip(), managers=_managers(line, columns)
    )


def _managers(line: Sequence[str], columns: Columns) -> tuple[str, ...]:
    cells = [line[place].strip() for role in _MANAGER_ROLES for place in columns.all(role)]
    named = (name_in_directory(cell) or cell for cell in cells)
    return tuple(cell for cell in named if cell and fold(cell) not in words("cells", "nobody"))


def _logins(line: Sequence[str], columns: Columns) -> tuple[str, ...]:
    """What further columns of ids say; numbers that may only count the lines are none."""
    first, *others = columns.all("person_id") or (None,)
    known = {"" if first is None else line[first].strip().casefold(), ""}
    cells = (line[place].strip().casefold() for place in others)
    found = (cell for cell in cells if cell not in known and " " not in cell)
    return tuple(dict.fromkeys(cell for cell in found if _tells(cell)))


def _tells(cell: str) -> bool:
    return len(cell) >= _SHORTEST_LOGIN and (not cell.isdigit() or len(cell) >= _SHORTEST_NUMBER)


def _entry(place: _Place, fields: _Fields, heading: str, *, leavers: bool) -> Entry:
    given_id, email = place.cell("person_id"), place.cell("email")
    if looks_like_email(given_id) and not email:
        given_id, email = "", given_id
    scope = _mark(place.cell("in_scope")) if "in_scope" in place.columns else None
    if scope is None and "in_scope" in place.columns:
        scope = bool(place.cell("in_scope")) or not fields.only_marks
    return Entry(
        sheet=place.grid.sheet,
        row=place.grid.numbers[place.at],
        name=_name(place, fields.turned),
        label=place.cell("name") if marks_of(place.cell("name")) else "",
        given_id=given_id,
        logins=_logins(place.line, place.columns),
        email=email if looks_like_email(email) else "",
        department=fields.departments[place.at]
        or ("" if "department" in place.columns else heading),
        role=place.cell("role"),
        level=place.cell("level"),
        location=fields.locations[place.at],
        managers=_managers(place.line, place.columns),
        starts_on=fields.starts[place.at],
        left_on=fields.ends[place.at],
        standing=_standing(place),
        scope=scope,
        among_leavers=leavers,
    )


def _name(place: _Place, turned: str) -> PersonName:
    """The name of the line, from one column or from two, with its nickname."""
    cell = place.cell("name")
    whole = parse_turned(cell, turned) if turned else parse_name(cell)
    first, last = place.cell("first_name"), place.cell("last_name")
    if not (first or last):
        return _with_nick(whole, place.cell("nick"))
    given, family = parse_name(first), parse_name(last)
    second = place.cell("second_last_name")
    found = PersonName(
        first=given.display or whole.first,
        last=" ".join(filter(None, (_surname(family), second))) or whole.last,
        nicks=(*given.nicks, *whole.nicks),
        former=(*family.former, *whole.former),
        logins=whole.logins,
    )
    return _with_nick(found, place.cell("nick"))


def _surname(family: PersonName) -> str:
    """A surname column's cell in its own order ("Robledo Sanz", "von der Heide")."""
    return family.display


def _with_nick(name: PersonName, nick: str) -> PersonName:
    word = parse_name(nick).first
    if not word or fold(word) in {fold(name.first), ""} or is_title(word):
        return name
    return PersonName(
        first=name.first,
        last=name.last,
        nicks=(*name.nicks, word),
        former=name.former,
        logins=name.logins,
    )


def _standing(place: _Place) -> Standing | None:
    """What the status columns say; the longest word that is known counts ("not active").

    Then what an account that is no more is marked with, and the sheet's name.
    """
    best, length = None, 0
    for at in place.columns.all("status"):
        text = f" {fold(place.line[at])} "
        for standing in Standing:
            for word in words("status", standing):
                if f" {word} " in text and len(word) > length:
                    best, length = standing, len(word)
    if any(_mark(place.line[at]) for at in place.columns.all("gone")):
        return Standing.LEFT
    sheet = f" {fold(place.grid.sheet)} "
    outside = any(f" {word} " in sheet for word in words("cells", "external_sheets"))
    return best or (Standing.EXTERNAL if outside else None)


def _mark(cell: str) -> bool | None:
    """Yes, no, or None where the cell says neither."""
    plain = fold(cell) or cell.strip()
    if plain in words("cells", "yes"):
        return True
    return False if plain in words("cells", "no") else None
