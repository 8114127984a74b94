"""Lists of the organisation: who works there, as what, where, for whom, since when."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from toolkit.intake.bands import Band, bands_of
from toolkit.intake.grids import (
    Assignment,
    Columns,
    Grid,
    Tally,
    assign,
    find_grid,
    guesses_for,
    head_of,
    is_mostly,
)
from toolkit.intake.headers import looks_like_date, looks_like_email, looks_like_id, role_of
from toolkit.intake.names import fold, is_title
from toolkit.intake.org_cells import is_open_end, name_in_directory
from toolkit.intake.org_chart import unfolded
from toolkit.intake.org_columns import settle_ids, settle_names, single_word_names
from toolkit.intake.org_content import (
    filled_first,
    order_names,
    settle_managers,
    settle_own_ids,
    settle_posts,
    settle_unnamed,
    without_heads,
)
from toolkit.intake.org_lines import (
    Entry,
    Lines,
    has_headings,
    no_person,
    read_lines,
    words,
)
from toolkit.intake.org_people import make_people
from toolkit.intake.raw import OrgReading, RawFile, RawSheet
from toolkit.model.intake import ColumnGuess, FileReading
from toolkit.model.vocabulary import FileKind
from toolkit.settings import FileSettings

LEAST_PEOPLE = 3
"""Fewer lines than this are not taken for a list of the organisation."""
ONCE_EACH = 0.9
"""People stand once in such a list: at least this share of the names or ids is distinct."""
NAMES = 0.6
"""A column of names that come again more often is of departments or companies."""
FREE_TEXT = 40
"""A column that nobody knows with cells this long on average is no column of such a list."""
_EVERY_KEY = 3
"""Id, address and name of everybody: a list of people, whatever little it tells of them."""
_IDENTITY = ("person_id", "email", "name", "first_name", "last_name")
_TELLING = ("department", "role", "manager_id", "manager_name", "manager_email", "level")
_ANY_TELLING = (*_TELLING, "location", "country", "region", "starts_on", "left_on", "status")
_GENERIC_SHEETS = (
    "sheet",
    "tabelle",
    "foglio",
    "feuil",
    "hoja",
    "blatt",
    "export",
    "data",
    "table",
)
_SURVEY_ROLES = ("response_id", "progress", "finished", "duration", "technical")


@dataclass(frozen=True, slots=True)
class _Sheet:
    grid: Grid
    columns: Columns
    leavers: bool
    band: Band


def recognise(raw: RawFile) -> str | None:
    """The format's name if this is a list of the organisation, None if not or not surely."""
    sheets = _people_sheets(head_of(raw), {})
    main = [sheet for sheet in sheets if not sheet.leavers] or sheets
    if not main or not any(_looks_like_org(sheet) for sheet in main):
        return None
    return _format(raw)


def read_org(raw: RawFile, mine: FileSettings) -> OrgReading:
    """Everybody in the list, with levels, managers and who has left.

    `person_id` is the employee number where the list has one, else the e-mail address, else made
    from the name. Leavers, externals, people on long leave and those whom the list marks as out
    of scope have `in_scope=False`. Vacancies, totals, headings and second lines of one person are
    set aside.
    """
    tally = Tally()
    sheets = _people_sheets(raw, mine.columns)
    found = Lines(entries=[], vacancies=[])
    in_blocks = any(one.band.place or has_headings(one.grid, one.columns) for one in sheets)
    for sheet in sheets:
        heading = sheet.grid.over if in_blocks else ""
        lines = read_lines(sheet.grid, sheet.columns, tally, leavers=sheet.leavers, heading=heading)
        found.entries += _with_sheet_name(lines.entries, sheet, sheets)
        found.vacancies += lines.vacancies
    rows_in = sum(len(sheet.grid.numbers) for sheet in sheets)
    rows_in += _other_sheets(raw, {sheet.band.of for sheet in sheets}, tally)
    roll = make_people(found, raw.modified_on, tally)
    reading = FileReading(
        file=raw.file,
        kind=FileKind.ORG,
        format=mine.format or _format(raw),
        rows_in=rows_in,
        rows_kept=rows_in - tally.total,
        set_aside=tally.items(),
        columns=_guesses(sheets),
        first_on=None,
        problem="" if roll.people else _problem(raw, sheets),
        notes=(*raw.notes, *_titles(sheets), *roll.notes, *single_word_names(roll.people)),
    )
    return OrgReading(reading=reading, people=roll.people, managers=roll.managers)


def _format(raw: RawFile) -> str:
    sheets = f", {len(raw.sheets)} sheets" if len(raw.sheets) > 1 else ""
    return f"list of the organisation ({raw.extension.upper()}{sheets})"


def _problem(raw: RawFile, sheets: list[_Sheet]) -> str:
    headers = [header for sheet in raw.sheets for row in sheet.rows[:5] for header in row if header]
    shown = ", ".join(headers[:12])
    return (
        f"{raw.file}: nobody found in this list. Found: {shown}. Say under columns in review.toml "
        f'which column is "name" or "person_id", and run again.'
    )


def _people_sheets(raw: RawFile, mine: Mapping[str, str]) -> list[_Sheet]:
    found: list[_Sheet] = []
    for band in (band for sheet in raw.sheets for band in bands_of(unfolded(sheet), "org")):
        grid = find_grid(band.sheet, "org", least=1 if mine else 2)
        if grid is None:
            continue
        columns = org_columns(without_heads(grid), mine)
        if any(role in columns for role in _IDENTITY):
            found.append(_Sheet(grid, columns, _are_leavers(grid, columns), band))
    if found and all(sheet.leavers for sheet in found):
        return [replace(sheet, leavers=False) for sheet in found]
    return found


def org_columns(grid: Grid, mine: Mapping[str, str]) -> Columns:
    """Which column is what in a list of people, by header and content."""
    columns = assign(grid, Assignment(table="org", mine=mine, accept=_fits))
    places = {role: list(found) for role, found in columns.places.items()}
    _settle_titles(grid, places)
    settle_ids(grid, places, mine)
    settle_unnamed(grid, places)
    settle_own_ids(grid, places)
    places["name"] = order_names(grid, places.get("name", []))
    settle_names(grid, places)
    _settle_units(places)
    settle_managers(grid, places)
    settle_posts(grid, places)
    filled_first(grid, places)
    return Columns(
        {role: tuple(found) for role, found in places.items() if found},
        guesses_for(grid, places, columns),
    )


def _fits(role: str, grid: Grid, place: int) -> bool:
    """Whether a column's content fits the role that its header suggests."""
    values = [cell for cell in grid.column(place) if cell and not is_open_end(cell)]
    if not values:
        return role not in {"person_id", "login", "email", "name"}
    if role == "email":
        return is_mostly(values, looks_like_email, 0.5)
    if role in {"person_id", "login"}:
        return _are_ids(values)
    if role == "name" and len(values) > LEAST_PEOPLE and len(set(values)) < NAMES * len(values):
        return False
    if role in {"starts_on", "left_on"}:
        return is_mostly(values, looks_like_date, 0.5)
    if role in {"name", "first_name", "last_name", "either_name", "role", "department"}:
        return not is_mostly(values, _is_number, 0.5) and not _is_one_code(values)
    return role != "in_scope" or not is_mostly(values, _is_count, 0.5)


def _is_one_code(values: list[str]) -> bool:
    """Whether all lines have one code, as a system writes its own id beside everybody."""
    return len(values) >= LEAST_PEOPLE and len(set(values)) == 1 and looks_like_id(values[0])


def _is_count(value: str) -> bool:
    return _is_number(value) and value not in {"0", "1"}


def _is_number(value: str) -> bool:
    return value.replace(".", "").replace(",", "").isdigit()


def _are_ids(values: list[str]) -> bool:
    distinct = len(set(values)) >= ONCE_EACH * len(values)
    codes = is_mostly(values, lambda v: looks_like_id(v) or looks_like_email(v) or v.isalpha(), 0.8)
    return distinct and codes


def _settle_titles(grid: Grid, places: dict[str, list[int]]) -> None:
    """Let the content tell whether a "Title" is "Dr." or a job."""
    for role, other in (("role", "academic"), ("academic", "role")):
        for place in list(places.get(role, ())):
            values = [cell for cell in grid.column(place) if cell]
            are_titles = is_mostly(values, is_title, 0.7)
            if values and are_titles == (role == "role"):
                places[role].remove(place)
                places.setdefault(other, []).append(place)


def _settle_units(places: dict[str, list[int]]) -> None:
    """See that "Function" beside "Department" is the job."""
    is_job = "department" in places and "role" not in places
    if either := places.pop("either_unit", []):
        places.setdefault("role" if is_job else "department", []).extend(either)


def _are_leavers(grid: Grid, columns: Columns) -> bool:
    name = f" {fold(grid.sheet)} "
    if any(f" {word} " in name for word in words("cells", "leaver_sheets")):
        return True
    place = columns.place("left_on")
    if place is None or not grid.cells:
        return False
    filled = sum(bool(cell) for cell in grid.column(place))
    return filled >= ONCE_EACH * len(grid.cells) and "starts_on" not in columns


def _looks_like_org(sheet: _Sheet) -> bool:
    grid, columns = sheet.grid, sheet.columns
    if len(grid.cells) < LEAST_PEOPLE or not any(role in columns for role in _TELLING):
        return False
    if _has_questions(grid):
        return False
    known = {place for places in columns.places.values() for place in places}
    known_all = all(place in known for place in range(len(grid.headers)) if grid.headers[place])
    keys = sum(role in columns for role in ("person_id", "email", "name"))
    keys += "name" not in columns and "last_name" in columns
    plain = keys == _EVERY_KEY or (known_all and sum(one in columns for one in _IDENTITY) >= 2)
    if sum(role in columns for role in _ANY_TELLING) < 1 + (not plain):
        return False
    return _stand_once(grid, columns) and not _has_free_text(grid, columns)


def _has_questions(grid: Grid) -> bool:
    roles = [role_of(header) for header in grid.headers]
    return any("?" in header or len(header) > 60 for header in grid.headers) or (
        sum(role in _SURVEY_ROLES for role in roles) > 1
    )


def _stand_once(grid: Grid, columns: Columns) -> bool:
    lines = [line for line in grid.cells if not no_person(line, grid, columns)]
    for role in ("person_id", "email", "name"):
        place = columns.place(role)
        values = [line[place] for line in lines if line[place]] if place is not None else []
        if len(values) >= LEAST_PEOPLE:
            return len(set(values)) >= ONCE_EACH * len(values)
    return "last_name" in columns


def _has_free_text(grid: Grid, columns: Columns) -> bool:
    known = {place for role, found in columns.places.items() if role != "status" for place in found}
    whole = {header.partition(".")[0] for header in grid.headers if "." in header}
    for place, header in enumerate(grid.headers):
        cells = grid.column(place) if place not in known and header not in whole else []
        values = [cell for cell in cells if cell and not name_in_directory(cell)]
        if len(values) >= LEAST_PEOPLE and sum(map(len, values)) > FREE_TEXT * len(values):
            return True
    return False


def _with_sheet_name(entries: list[Entry], sheet: _Sheet, sheets: list[_Sheet]) -> list[Entry]:
    """Sheets for each place or department: the sheet's name fills the column that is missing."""
    main = [other for other in sheets if not other.leavers]
    if len(main) < 2 or sheet.leavers or _is_generic(sheet.band.of):
        return entries
    roles = {role for other in main for role in other.columns.places}
    if not roles & {"location", "country", "region"}:
        return [_placed(entry, location=sheet.band.of) for entry in entries]
    if "department" not in roles:
        return [_placed(entry, department=sheet.band.of) for entry in entries]
    return entries


def _placed(entry: Entry, *, location: str = "", department: str = "") -> Entry:
    return replace(
        entry,
        location=entry.location or location,
        department=entry.department or department,
    )


def _is_generic(name: str) -> bool:
    return "".join(c for c in fold(name) if c.isalpha()) in _GENERIC_SHEETS


def _other_sheets(raw: RawFile, read: set[str], tally: Tally) -> int:
    """Count the lines of the sheets that hold no people."""
    count = 0
    for sheet in raw.sheets:
        if sheet.name not in read:
            count += _set_sheet_aside(sheet, tally)
    return count


def _set_sheet_aside(sheet: RawSheet, tally: Tally) -> int:
    filled = [at for at, row in enumerate(sheet.rows, start=1) if any(row)]
    for row in filled:
        tally.add("sheet holds no list of people", sheet.name, row)
    return len(filled)


def _guesses(sheets: list[_Sheet]) -> tuple[ColumnGuess, ...]:
    found = {
        (guess.name, guess.role): guess
        for sheet in reversed(sheets)
        for guess in sheet.columns.guesses
        if guess.name
    }
    return tuple(sorted(found.values(), key=lambda guess: (guess.role == "ignored", guess.name)))


def _titles(sheets: list[_Sheet]) -> tuple[str, ...]:
    return tuple(
        f"{sheet.grid.sheet}: {len(sheet.grid.above)} lines above the header are titles"
        for sheet in sheets
        if sheet.grid.above
    )
