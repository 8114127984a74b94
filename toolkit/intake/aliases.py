"""Tables that only tell by which other ids and addresses the list's people go elsewhere."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace

from toolkit.intake.grids import IGNORED, exact_roles, find_grid
from toolkit.intake.headers import looks_like_date, looks_like_email, looks_like_id, share_of
from toolkit.intake.listed_columns import ListedColumn, people_columns
from toolkit.intake.people import Roster, email_key, id_key
from toolkit.intake.raw import OrgReading, RawFile, RawSheet
from toolkit.intake.survey_listed import name_key
from toolkit.model.intake import ColumnGuess, FileReading, Person, SetAside
from toolkit.model.vocabulary import FileKind

FORMAT = "other ids and addresses of the list's people"
_MOSTLY = 0.7
"""Share of the lines that must be of people of the list."""
_ONCE_EACH = 0.9
"""Share of a column's filled cells that are different from one another."""
_HALF = 0.5
_SHORTEST_CODE = 4
_LONGEST = 30
"""Cells of such a table are short: this many signs on average at most."""
_WHOLE = "Name"
_NAMES_ACCOUNTS = frozenset({"person_id", "account", "email", "login"})


@dataclass(frozen=True, slots=True)
class _Found:
    sheet: RawSheet
    key: ListedColumn
    others: tuple[int, ...]
    """Places of the columns with other ids or addresses."""


def read_aliases(raw: RawFile, roster: Roster) -> OrgReading | None:
    """Other ids and addresses of the list's people; None where a table holds anything else.

    One column names the people, once each; another holds a different code or address for each of
    them. The reading's people have the ids of the list, and the others among `other_names`.
    """
    listed = roster.ids.keys() | roster.emails.keys() | roster.logins.keys()
    names = {key for person in roster.people.values() if (key := name_key(person.name))}
    sheets = [_with_whole_names(sheet) for sheet in raw.sheets]
    found = [one for sheet in sheets if (one := _pairs(sheet, listed, names))]
    if not found or any(_is_wordy(sheet) for sheet in raw.sheets):
        return None
    people: dict[str, Person] = {}
    lost: list[int] = []
    rows_in = 0
    for one in found:
        below = [
            (at, row)
            for at, row in enumerate(one.sheet.rows)
            if at > one.key.header_row and any(row)
        ]
        rows_in += len(below)
        for at, row in below:
            owner = _owner(_cell(row, one.key.place), roster)
            told = [cell for place in one.others if (cell := _cell(row, place))]
            if owner and told:
                people[owner] = _with(people.get(owner), roster.people[owner], told)
            else:
                lost.append(at + 1)
    aside = (SetAside(reason="names nobody of the list", rows=len(lost), where=""),) if lost else ()
    reading = FileReading(
        file=raw.file,
        kind=FileKind.ORG,
        format=FORMAT,
        rows_in=rows_in,
        rows_kept=rows_in - len(lost),
        set_aside=aside,
        columns=tuple(guess for one in found for guess in _guesses(one)),
        notes=(*raw.notes, f"other ids or addresses of {len(people)} people of the list"),
    )
    return OrgReading(reading=reading, people=tuple(people[key] for key in sorted(people)))


def _with_whole_names(sheet: RawSheet) -> RawSheet:
    """The sheet with one column more where first name and surname stand in two."""
    grid = find_grid(sheet, "org")
    if grid is None:
        return sheet
    roles = [set(exact_roles(header, "org")) for header in grid.headers]
    first = [at for at, role in enumerate(roles) if role & {"first_name", "either_name"}]
    last = [at for at, role in enumerate(roles) if role & {"last_name"}]
    if not first or not last:
        return sheet
    width = max(map(len, sheet.rows))
    rows = [(*row, *[""] * (width - len(row))) for row in sheet.rows]
    whole = [f"{_cell(row, first[0])} {_cell(row, last[0])}".strip() for row in rows]
    whole[: grid.header_row] = [""] * grid.header_row
    whole[grid.header_row - 1] = _WHOLE
    return replace(sheet, rows=tuple((*row, one) for row, one in zip(rows, whole, strict=True)))


def _pairs(sheet: RawSheet, listed: Collection[str], names: Collection[str]) -> _Found | None:
    for key in people_columns(sheet, listed, names):
        cells = [_cell(row, key.place) for row in sheet.rows[key.header_row + 1 :]]
        filled = [cell for cell in cells if cell]
        if len(set(filled)) < _ONCE_EACH * len(filled) or key.people < _MOSTLY * len(set(filled)):
            continue
        width = max(map(len, sheet.rows))
        known = {one.place for one in people_columns(sheet, listed, names)}
        places = (place for place in range(width) if place not in known)
        others = tuple(place for place in places if _are_codes(sheet, key.header_row, place))
        if others:
            return _Found(sheet, key, others)
    return None


def _are_codes(sheet: RawSheet, header_row: int, place: int) -> bool:
    """Whether a column holds another address, id or log-in for nearly every line."""
    header, lines = _cell(sheet.rows[header_row], place), sheet.rows[header_row + 1 :]
    filled = [cell for row in lines if (cell := _cell(row, place))]
    if len(filled) < _HALF * sum(map(any, lines)) or len(set(filled)) < _ONCE_EACH * len(filled):
        return False
    if share_of(filled, looks_like_email) >= _MOSTLY:
        return True
    named = bool(_NAMES_ACCOUNTS & {*exact_roles(header, "usage"), *exact_roles(header, "org")})
    one_word = share_of(filled, lambda cell: " " not in cell and not looks_like_date(cell))
    coded = share_of(filled, _is_code)
    return one_word >= _MOSTLY and (named or coded >= _MOSTLY)


def _is_code(cell: str) -> bool:
    """Whether a cell is an id by its signs alone; short ones are rooms and the like."""
    return looks_like_id(cell) and not cell.isdigit() and len(cell) >= _SHORTEST_CODE


def _is_wordy(sheet: RawSheet) -> bool:
    width = max(map(len, sheet.rows), default=0)
    columns = ([cell for row in sheet.rows if (cell := _cell(row, at))] for at in range(width))
    return any(len(column) > 2 and _mean_length(column) > _LONGEST for column in columns)


def _mean_length(column: Sequence[str]) -> float:
    """Signs of the different cells on average; addresses and the like are no words."""
    once = Counter(column)
    return sum(len(cell) for cell in once if " " in cell) / len(once)


def _owner(cell: str, roster: Roster) -> str:
    """The one person of the list whom a cell names; "" for nobody or several."""
    if "@" in cell:
        found: tuple[str, ...] = roster.emails.get(email_key(cell), ())
    else:
        found = roster.ids.get(id_key(cell), ()) or roster.logins.get(cell.strip().casefold(), ())
        found = found or roster.spelt.get(name_key(cell), ())
    return found[0] if len(found) == 1 else ""


def _with(before: Person | None, known: Person, told: Sequence[str]) -> Person:
    """The list's person with other ids; the first address is theirs where the list has none."""
    person = before or known
    address = next((cell for cell in told if looks_like_email(cell)), "")
    codes = (cell if "@" in cell or not cell.isalpha() else cell.casefold() for cell in told)
    others = dict.fromkeys((*person.other_names, *codes))
    email = person.email or address
    return replace(person, email=email, other_names=tuple(one for one in others if one != email))


def _cell(row: Sequence[str], place: int) -> str:
    return row[place].strip() if place < len(row) else ""


def _guesses(one: _Found) -> list[ColumnGuess]:
    roles: Mapping[int, str] = {one.key.place: one.key.role} | dict.fromkeys(one.others, "login")
    header = enumerate(one.sheet.rows[one.key.header_row])
    return [
        ColumnGuess(name=name, role=roles.get(at, IGNORED), confidence=0.9 if at in roles else 0.5)
        for at, name in header
        if name
    ]
