"""What columns of a training file hold, by header and by what stands in them."""

from __future__ import annotations

import re
from collections.abc import Mapping

from toolkit.intake.attendance import is_mark
from toolkit.intake.grids import (
    Assignment,
    Columns,
    Grid,
    assign,
    exact_roles,
    filled_down,
    grid_at,
    guesses_for,
    header_roles,
    with_role,
)
from toolkit.intake.headers import (
    looks_like_date,
    looks_like_email,
    looks_like_id,
    looks_like_number,
    share_of,
)
from toolkit.intake.raw import RawSheet
from toolkit.intake.sign_in import settled_names
from toolkit.intake.weeks import is_epoch

MARKS_FROM = 0.6
"""A column is a session of a sign-in sheet if this share of its filled cells are marks."""
_ADDRESSES_FROM = 0.9
_MOST_POINTS = 100.0
_TITLES_COME_AGAIN = 0.5
"""Titles of courses are different in at most this share of the lines."""
_LEAST_LETTERS = 4
_LEAST_BELOW = 3
_PEOPLE = frozenset({"name", "email", "last_name", "person_id"})


def training_columns(grid: Grid, mine: Mapping[str, str]) -> Columns:
    """Which column is what; cells tell addresses, scores and titles that no header names."""
    columns = assign(grid, Assignment(table="training", mine=mine, accept=fits))
    columns = _without_numbers_of_lines(grid, settled_names(grid, columns))
    columns = _with_days_last(grid, columns)
    if "email" not in columns:
        columns = with_role(grid, columns, "email", _addresses(grid))
    if "score" not in columns and ("status" in columns or "completed_on" in columns):
        columns = with_role(grid, columns, "score", _points(grid, columns))
    return columns


def below_summary(sheet: RawSheet, grid: Grid | None) -> Grid | None:
    """The table of people below one line that tells of a meeting under labels of its own."""
    if grid is None or not grid.cells:
        return grid
    rows = filled_down(sheet)
    first = grid.numbers[0]
    if len(grid.numbers) < _LEAST_BELOW or grid.numbers[1] == first + 1:
        return grid
    at = grid.numbers[1] - 1
    roles = {role for cell in rows[at] for role in exact_roles(cell, "training")}
    return grid_at(sheet, rows, at) if roles & _PEOPLE and len(roles) > 1 else grid


def fits(role: str, grid: Grid, place: int) -> bool:
    """Whether a column's content fits the role that its header suggests."""
    values = [cell for cell in grid.column(place) if cell]
    if not values:
        return role in {"score", "completed_on", "status", "language", "format"}
    tests = {
        "email": lambda: share_of(values, looks_like_email) >= 0.5,
        "held_on": lambda: share_of(values, looks_like_date) >= 0.5,
        "completed_on": lambda: share_of(values, looks_like_date) >= 0.5,
        "score": lambda: share_of(values, has_digit) >= 0.5,
        "progress": lambda: share_of(values, has_digit) >= 0.5,
        "name": lambda: share_of(values, has_digit) < 0.5,
        "title": lambda: share_of(values, is_mark) < MARKS_FROM and _are_words(values),
        "status": lambda: share_of(values, is_mark) >= 0.3 or not share_of(values, has_digit),
    }
    return tests.get(role, lambda: True)()


def has_digit(value: str) -> bool:
    """Whether a cell holds a figure."""
    return any(char.isdigit() for char in value)


def _are_words(values: list[str]) -> bool:
    """Whether cells could be titles; those of days and marks are columns of sessions, as before."""
    letters = sum(sum(map(str.isalpha, value)) >= _LEAST_LETTERS for value in values)
    figures = share_of(values, lambda one: looks_like_number(one) or is_epoch(one))
    return bool(letters) and figures < MARKS_FROM


def _with_days_last(grid: Grid, columns: Columns) -> Columns:
    """The columns, of several titles those that are months or days ("January 2026") last."""
    titles = columns.all("title")
    if len(titles) < 2 or not columns.guesses:
        return columns
    ordered = tuple(sorted(titles, key=lambda at: _tells_days(grid.column(at))))
    return Columns({**columns.places, "title": ordered}, columns.guesses)


def _tells_days(cells: list[str]) -> bool:
    return share_of(cells, lambda one: looks_like_date(one) or looks_like_date(f"1 {one}")) > 0.5


def _without_numbers_of_lines(grid: Grid, columns: Columns) -> Columns:
    """The columns without ids that only count the lines: those are nobody's."""
    ids = columns.all("person_id")
    kept = tuple(at for at in ids if not _counts_lines(grid.column(at)))
    if kept == ids:
        return columns
    places = {role: found for role, found in columns.places.items() if role != "person_id"}
    places |= {"person_id": kept} if kept else {}
    return Columns(places, guesses_for(grid, places, columns))


def _counts_lines(cells: list[str]) -> bool:
    if not all(re.fullmatch(r"\d{1,6}", cell) for cell in cells):
        return False
    first = int(cells[0]) if cells else -1
    return first in (0, 1) and [int(cell) for cell in cells] == [
        first + at for at in range(len(cells))
    ]


def _addresses(grid: Grid) -> int | None:
    places = range(len(grid.headers))
    full = (at for at in places if share_of(grid.column(at), looks_like_email) >= _ADDRESSES_FROM)
    return next(full, None)


def _points(grid: Grid, columns: Columns) -> int | None:
    """A free column of 0-100 whose header speaks of per cent."""
    taken = {at for found in columns.places.values() for at in found}
    return next(
        (
            at
            for at, header in enumerate(grid.headers)
            if at not in taken and "%" in header and _are_points(grid.column(at))
        ),
        None,
    )


def _are_points(cells: list[str]) -> bool:
    filled = [cell.strip(" %").replace(",", ".") for cell in cells if cell]
    return bool(filled) and all(
        looks_like_number(cell) and 0.0 <= float(cell) <= _MOST_POINTS for cell in filled
    )


def title_by_content(grid: Grid, columns: Columns) -> int | None:
    """The free column whose texts come again with other people, as titles of courses do."""
    taken = {at for found in columns.places.values() for at in found}
    found = [
        at
        for at, header in enumerate(grid.headers)
        if header and at not in taken and _are_titles([c for c in grid.column(at) if c])
    ]
    named = [
        at
        for at in found
        if any(role == "title" for role, _ in header_roles(grid.headers[at], "training"))
    ]
    return next(iter(named or found), None)


def _are_titles(cells: list[str]) -> bool:
    different = set(cells)
    if not cells or len(different) > _TITLES_COME_AGAIN * len(cells) or len(different) < 2:
        return False
    if share_of(different, lambda one: is_mark(one) or looks_like_date(one) or looks_like_id(one)):
        return False
    return sum(map(len, different)) > 8 * len(different)
