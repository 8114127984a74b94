"""What columns of a usage file hold, where their headers do not tell: people, times, actions."""

from __future__ import annotations

import re
from collections.abc import Sequence

from toolkit.intake.grids import IGNORED, Columns, Grid, exact_roles, guesses_for, with_role
from toolkit.intake.headers import (
    header_key,
    looks_like_date,
    looks_like_email,
    looks_like_name,
    looks_like_number,
    share_of,
)
from toolkit.intake.measures import event_kind
from toolkit.intake.usage_events import says_done, tells_results
from toolkit.intake.usage_measures import NUMBERS_FROM
from toolkit.intake.weeks import is_epoch
from toolkit.model.vocabulary import MeasureKind

TIME_ROLES = ("week_end", "week", "month", "date", "timestamp")
_SURE = ("person_id", "email")
_NOT_NUMBERS = {"name", "first_name", "last_name", "email", "action", "module", "measure"}
_WHO = ("person_id", "email", "name", "last_name")
_CLOCK = re.compile(r"\d{1,2}[:.]\d{2}")
_SAMPLE = 500
_TIMES_FROM = 0.9
"""A column is one of times if so many of its filled cells are dates or moments."""
_FILLED_FROM = 0.8
_KNOWN_FROM = 0.5
"""A column tells what was done if so many of its cells are words for it."""
_MOST_ACTIONS = 12
_LONGEST_ACTION = 25
_IDS_EACH = 1.5
"""So many ids for each person on average at most."""
_COME_AGAIN = 0.7
"""In a log or a list of records at most this share of the lines names somebody new."""


def by_content(grid: Grid, columns: Columns) -> Columns:
    """The columns with those of times and actions that only their cells tell.

    Only where people stand in several lines, as in a log: a list of users has dates of other kinds.
    A column of ids that is the same in all lines, or another in each, names nobody and gives way.
    """
    columns = _without_other_names(grid, _without_constant_ids(grid, columns))
    if not _come_again(grid, columns):
        return columns
    if not any(role in columns for role in TIME_ROLES):
        columns = with_role(grid, columns, "timestamp", _times(grid, columns))
    if "action" in columns or not any(role in columns for role in TIME_ROLES):
        return columns
    columns = with_role(grid, columns, "action", _actions(grid, columns))
    if "action" in columns or _tells_success(grid, columns):
        return columns
    return with_role(grid, columns, "error", _errors(grid, columns))


def stand_once(grid: Grid, columns: Columns) -> bool:
    """Whether nearly everybody has one line, as in a list of users."""
    return not _come_again(grid, columns)


def is_moment(value: str) -> bool:
    """Whether a cell is a day or a moment, written or counted from 1970."""
    return looks_like_date(value) or is_epoch(value)


def _without_constant_ids(grid: Grid, columns: Columns) -> Columns:
    ids = columns.all("person_id")
    varied = (at for at in ids if len(_different(grid, at)) > 1 or len(grid.cells) == 1)
    kept = tuple(at for at in varied if not _are_of_records(grid, columns, at))
    others = [at for at in range(len(grid.headers)) if at not in ids and _are_addresses(grid, at)]
    if kept == ids or not (kept or others or {"email", "name"} & set(columns.places)):
        return columns
    places = {role: found for role, found in columns.places.items() if role != "person_id"}
    if kept:
        places["person_id"] = kept
    elif "email" not in places and others:
        places["email"] = (others[0],)
    return Columns(places, guesses_for(grid, places, columns))


def _are_of_records(grid: Grid, columns: Columns, place: int) -> bool:
    """Whether ids are those of the lines: the same people have another one in nearly each."""
    other = next(
        (at for role in ("email", "name") if (at := columns.place(role)) is not None), None
    )
    if other is None:
        return False
    pairs = {
        (who, given)
        for who, given in zip(grid.column(other), grid.column(place), strict=True)
        if who and given
    }
    return len(pairs) > _IDS_EACH * max(1, len({who for who, _ in pairs}))


def _without_other_names(grid: Grid, columns: Columns) -> Columns:
    """The columns without names of things ("Page name", "Record name") beside who it was.

    Where the rest of such a header is a part of the tool, the column is that part.
    """
    who = next((at for role in _SURE if (at := columns.place(role)) is not None), None)
    names = columns.all("name")
    sure = [at for at in names if "name" in exact_roles(grid.headers[at], "usage")]
    if who is None and not sure and not any(_are_names(grid, at) for at in names):
        return columns
    others = {at for at in names if at not in sure and not _are_names(grid, at)}
    if not others:
        return columns
    places = dict(columns.places) | {"name": tuple(at for at in names if at not in others)}
    parts = tuple(at for at in sorted(others) if _is_part_of_tool(grid.headers[at]))
    places["module"] = (*columns.all("module"), *sorted(parts, key=lambda at: _spread(grid, at)))
    places = {role: found for role, found in places.items() if found}
    return Columns(places, guesses_for(grid, places, columns))


def _are_names(grid: Grid, place: int) -> bool:
    return share_of(grid.column(place)[:_SAMPLE], looks_like_name) >= _KNOWN_FROM


def _is_part_of_tool(header: str) -> bool:
    bare = " ".join(header_key(header).split()[:-1])
    return "module" in exact_roles(bare, "usage")


def _spread(grid: Grid, place: int) -> int:
    """The more different cells, the earlier."""
    return -len(_different(grid, place))


def _different(grid: Grid, place: int) -> set[str]:
    return {cell for cell in grid.column(place) if cell}


def _are_addresses(grid: Grid, place: int) -> bool:
    return share_of(grid.column(place)[:_SAMPLE], looks_like_email) >= _TIMES_FROM


def _come_again(grid: Grid, columns: Columns) -> bool:
    place = next((at for role in _WHO if (at := columns.place(role)) is not None), None)
    cells = [cell for cell in grid.column(place) if cell] if place is not None else []
    return bool(cells) and len(set(cells)) <= _COME_AGAIN * len(cells)


def _free(grid: Grid, columns: Columns) -> list[int]:
    kept = {"ignored", "account", "value", "last_login"}
    taken = {at for role, found in columns.places.items() if role not in kept for at in found}
    return [at for at, header in enumerate(grid.headers) if header and at not in taken]


def _times(grid: Grid, columns: Columns) -> int | None:
    """The column of times: with the time of day before others, then the one of most different."""
    found = [at for at in _free(grid, columns) if _are_times(grid.column(at)[:_SAMPLE])]
    return max(
        found,
        key=lambda at: (_has_clock(grid, at), len(_different(grid, at)), -at),
        default=None,
    )


def _are_times(values: Sequence[str]) -> bool:
    filled = [value for value in values if value]
    enough = len(filled) >= _FILLED_FROM * len(values) > 0
    return enough and share_of(filled, is_moment) >= _TIMES_FROM


def _has_clock(grid: Grid, place: int) -> bool:
    cells = grid.column(place)[:_SAMPLE]
    return share_of(cells, lambda one: bool(_CLOCK.search(one))) > _KNOWN_FROM


def _actions(grid: Grid, columns: Columns) -> int | None:
    """The column of few short words of which most say what was done; the left one of several."""
    return next((at for at in _free(grid, columns) if _are_actions(grid.column(at))), None)


def _errors(grid: Grid, columns: Columns) -> int | None:
    """The column of words that a header calls errors: each line is one."""
    return next(
        (
            at
            for at in _free(grid, columns)
            if event_kind(grid.headers[at]) is MeasureKind.ERROR
            and share_of(grid.column(at)[:_SAMPLE], looks_like_number) < _KNOWN_FROM
            and all(grid.column(at)[:_SAMPLE])
        ),
        None,
    )


def _tells_success(grid: Grid, columns: Columns) -> bool:
    place = columns.place("result")
    return place is not None and any(map(says_done, grid.column(place)))


def _are_actions(values: Sequence[str]) -> bool:
    filled = [value for value in values if value]
    different = set(filled)
    if not 1 < len(different) <= _MOST_ACTIONS or max(map(len, different)) > _LONGEST_ACTION:
        return False
    if share_of(different, looks_like_number) or share_of(different, is_moment):
        return False
    known = share_of(filled, lambda one: event_kind(one) is not MeasureKind.OTHER)
    return known >= _KNOWN_FROM


def fits(role: str, grid: Grid, place: int) -> bool:
    """Whether a column's content fits the role that its header suggests."""
    values = [cell for cell in grid.column(place)[:2000] if cell]
    if not values:
        return role in {"last_login", IGNORED}
    if role == "email":
        return share_of(values, looks_like_email) >= 0.5
    if role == "result":
        return tells_results(values)
    times = share_of(values, _is_time) >= 0.5
    if role in {"date", "timestamp", "last_login"}:
        return times
    if role in {"month", "week", "week_end"}:
        return any(char.isdigit() for char in values[0])
    numbers = share_of(values, looks_like_number) >= NUMBERS_FROM
    if role in {"account", "row_labels"}:
        return not numbers and not times
    if role in _NOT_NUMBERS:
        return not numbers
    return numbers if role == "value" else True


def _is_time(value: str) -> bool:
    return is_moment(value) or bool(re.match(r"\d{4}-\d{2}|\d{1,2}[./]\d{1,2}[./]", value))
