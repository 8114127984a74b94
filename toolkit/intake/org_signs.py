"""Signs by which a table surely is a list of people and their posts, whatever else it could be."""

from __future__ import annotations

from toolkit.intake.grids import Grid, exact_roles, find_grid
from toolkit.intake.headers import looks_like_number
from toolkit.intake.raw import RawFile

_OF_POSTS = frozenset({"department", "role", "location", "manager"})
_LEAST_POSTS = 3
_MANAGERS = frozenset({"manager_id", "manager_name", "manager_email"})
_NAMES = frozenset({"name", "first_name", "last_name", "either_name"})
_OF_COURSES = frozenset({"completed_on", "progress", "score", "joined_on", "session_id", "held_on"})
_FEWEST = 3
_AMOUNTS = 3
"""A column with so many different numbers, some of them more than once, counts something."""
_LONGEST_AMOUNT = 5


def surely_people(raw: RawFile) -> bool:
    """Whether a sheet names people with their department, job, place or manager and counts nothing.

    An export of a directory or of staff has days of log-ins and creation too; what has columns of
    amounts, or headers of courses, may be an extract of a system and is not sure.
    """
    return any(
        _is_sure(grid) for sheet in raw.sheets if (grid := find_grid(sheet, "org")) is not None
    )


def _is_sure(grid: Grid) -> bool:
    roles = {
        "manager" if role in _MANAGERS else role
        for header in grid.headers
        for role in exact_roles(header, "org")[:1]
    }
    if len(roles & _OF_POSTS) < _LEAST_POSTS or not roles & _NAMES or len(grid.cells) < _FEWEST:
        return False
    others = [header for header in grid.headers if not exact_roles(header, "org")]
    courses = {role for header in others for role in exact_roles(header, "training")}
    return not courses & _OF_COURSES and not any(
        _counts(grid, place) for place in range(len(grid.headers))
    )


def _counts(grid: Grid, place: int) -> bool:
    if exact_roles(grid.headers[place], "org"):
        return False
    cells = [cell for cell in grid.column(place) if cell]
    if not cells or not all(map(looks_like_number, cells)):
        return False
    short = all(len(cell) <= _LONGEST_AMOUNT for cell in cells)
    return short and _AMOUNTS <= len(set(cells)) < len(cells)
