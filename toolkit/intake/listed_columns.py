"""Which columns of a table hold people of the organisation's list, whatever stands over them."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from toolkit.intake.grids import exact_roles
from toolkit.intake.headers import looks_like_email, share_of
from toolkit.intake.raw import RawFile, RawSheet
from toolkit.intake.survey_listed import is_listed, name_key

MOSTLY = 0.5
"""Share of a column's different cells that must be people of the list, 0-1."""
FEWEST = 3
_WITHIN = 2000
_OVER_HEADER = 12
"""So many cells above the first person may be titles and the header."""
_OF_OTHERS = frozenset({"manager_id", "manager_name", "manager_email"})


@dataclass(frozen=True, slots=True, kw_only=True)
class ListedColumn:
    """A column of people: its header, the role that its cells have, and how many it names."""

    header: str
    header_row: int
    """Place of the header among the sheet's rows, from 0."""
    place: int
    role: str
    """"email", "person_id" or "name"."""
    people: int
    """Different people of the list."""


def people_columns(
    sheet: RawSheet, listed: Collection[str], names: Collection[str]
) -> tuple[ListedColumn, ...]:
    """The sheet's columns of people, the likeliest to say whose a line is first.

    `listed` are ids, addresses and log-ins, `names` the `name_key`s of the list. Columns headed as
    managers come last; else the one with most people is first, then the left one.
    """
    width = max(map(len, sheet.rows), default=0)
    found = [
        one
        for place in range(width)
        if (one := _column(sheet.rows[:_WITHIN], place, listed, names)) is not None
    ]
    return tuple(sorted(found, key=lambda one: (_names_others(one.header), -one.people, one.place)))


def told_by_list(
    raw: RawFile, listed: Collection[str], names: Collection[str]
) -> Mapping[str, str]:
    """Header -> role of the column that says whose a line is, for each sheet that has one."""
    if not listed and not names:
        return {}
    found: dict[str, str] = {}
    for sheet in raw.sheets:
        for one in people_columns(sheet, listed, names)[:1]:
            found.setdefault(one.header, one.role)
    return found


def _names_others(header: str) -> bool:
    return bool(set(exact_roles(header, "org")) & _OF_OTHERS)


def _column(
    rows: Sequence[Sequence[str]], place: int, listed: Collection[str], names: Collection[str]
) -> ListedColumn | None:
    cells = [row[place] if place < len(row) else "" for row in rows]
    known = {cell: _role(cell, listed, names) for cell in set(cells) if cell}
    first = next((at for at, cell in enumerate(cells) if known.get(cell)), None)
    if first is None:
        return None
    header_row = _header_row(rows, place, first, known)
    if header_row is None:
        return None
    below = {cell for cell in cells[header_row + 1 :] if cell}
    people = sorted(cell for cell in below if known[cell])
    if len(people) < FEWEST or len(people) < MOSTLY * len(below):
        return None
    roles = [known[cell] for cell in people]
    return ListedColumn(
        header=cells[header_row],
        header_row=header_row,
        place=place,
        role=max(sorted(set(roles)), key=roles.count),
        people=len(people),
    )


def _header_row(
    rows: Sequence[Sequence[str]], place: int, first: int, known: Mapping[str, str]
) -> int | None:
    """The row over the first person whose cell is filled and that is no line of somebody else.

    People that the list lacks may stand above the first of it: the header is the nearest cell
    above unlike those below, or the first of the column.
    """
    above = [at for at in range(first) if place < len(rows[at]) and rows[at][place]]
    if not above:
        return None
    is_email = looks_like_email(rows[first][place])
    likely = [at for at in above[-_OVER_HEADER:] if sum(map(bool, rows[at])) > 1] or above[-1:]
    if is_email:
        heads = [at for at in likely if "@" not in rows[at][place]]
        return heads[-1] if heads else None
    return max(likely, key=lambda at: (_width(rows[at]), at == likely[0], -at))


def _width(row: Sequence[str]) -> int:
    """Filled cells of a row that are words: a header has most."""
    return sum(bool(cell) and not any(c.isdigit() for c in cell) for cell in row)


def _role(cell: str, listed: Collection[str], names: Collection[str]) -> str:
    """What a cell names a person of the list by; "" where it names nobody."""
    if is_listed(cell, listed):
        return "email" if "@" in cell else "person_id"
    key = name_key(cell) if len(cell) <= 60 else ""
    return "name" if key and key in names else ""


def share_listed(cells: Sequence[str], listed: Collection[str], names: Collection[str]) -> float:
    """Share of the different filled cells that name people of the list, 0-1."""
    return share_of(sorted(set(cells)), lambda cell: bool(_role(cell, listed, names)))
