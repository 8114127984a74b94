"""Columns of a list of people whose header says too little: their cells name the others of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from toolkit.intake.grids import IGNORED, Grid
from toolkit.intake.headers import (
    header_key,
    looks_like_date,
    looks_like_id,
    looks_like_name,
    share_of,
)
from toolkit.intake.names import parse_name, tokens
from toolkit.intake.org_columns import counts_lines
from toolkit.intake.people import email_key, id_key

_Places = dict[str, list[int]]
FEWEST = 3
"""Of fewer lines nothing is told."""
OF_LIST = 0.7
"""A column names the managers if so many of its different cells are others of the list."""
_EACH = 2
"""A manager leads so many on average, at least nearly."""
_FILLED = 0.5
_MANAGERS = ("manager_id", "manager_name", "manager_email")
_NAMES = ("name", "either_name", "first_name", "last_name")
_OWN = ("person_id", "login", "email", *_NAMES)
_ONCE_EACH = 0.9
_SHORTEST_CODE = 3
_SEVERAL_WORDS = 0.6
_ONE_WORD = 0.3


def without_heads(grid: Grid) -> Grid:
    """The table without the lines that a printed list repeats on every page: header and titles.

    Its columns are judged by the others; where no line is left, by all.
    """
    header = tuple(map(header_key, grid.headers))
    least = min(2, sum(map(bool, grid.headers)))
    lines = [
        (number, line)
        for number, line in zip(grid.numbers, grid.cells, strict=True)
        if sum(map(bool, line)) >= least and tuple(map(header_key, line)) != header
    ]
    if not lines or len(lines) == len(grid.cells):
        return grid
    numbers, cells = zip(*lines, strict=True)
    return replace(grid, numbers=numbers, cells=cells)


def settle_unnamed(grid: Grid, places: _Places) -> None:
    """Where no header tells of names, the column of names that are different from one another."""
    if any(places.get(role) for role in (*_NAMES, "email")):
        return
    taken = {place for found in places.values() for place in found}
    for place in (place for place in range(len(grid.headers)) if place not in taken):
        cells = [cell for cell in grid.column(place) if cell]
        distinct = len(set(cells)) >= _ONCE_EACH * len(cells) and len(cells) >= FEWEST
        if distinct and share_of(cells, looks_like_name) >= OF_LIST:
            places["name"] = [place]
            return


def settle_own_ids(grid: Grid, places: _Places) -> None:
    """Where no header tells of ids, the column of codes before the names, one for each line.

    What only counts the lines, and numbers of telephones, which stand behind the names, is none.
    """
    names = [place for role in _NAMES for place in places.get(role, ())]
    if places.get("person_id") or not names:
        return
    taken = {place for role, found in places.items() for place in found if role != IGNORED}
    for place in (place for place in range(min(names)) if place not in taken):
        cells = grid.column(place)
        filled = [cell for cell in cells if cell]
        if len(filled) >= _ONCE_EACH * len(cells) and len(set(filled)) == len(filled):
            if share_of(filled, _is_code) == 1.0 and not counts_lines(filled):
                places[IGNORED] = [other for other in places.get(IGNORED, []) if other != place]
                places["person_id"] = [place]
                return


def _is_code(cell: str) -> bool:
    return len(cell) >= _SHORTEST_CODE and looks_like_id(cell) and not looks_like_date(cell)


def settle_managers(grid: Grid, places: _Places) -> None:
    """Where no header tells of managers, the column whose cells are others of the list does.

    They come again, as several people have one manager, and hardly anybody is his or her own. Of
    several such columns the one that names the most people is taken, then the left one.
    """
    if any(places.get(role) for role in _MANAGERS) or len(grid.cells) < FEWEST:
        return
    owners = _owners(grid, places)
    free = [place for place in range(len(grid.headers)) if _is_free(grid, place, places)]
    named = {place: share for place in free if (share := _share_named(grid, place, owners))}
    if named:
        best = max(named, key=lambda place: (named[place], -place))
        places["manager_name"] = [best]
        for role in [role for role, found in places.items() if role != "manager_name"]:
            places[role] = [place for place in places[role] if place != best]


def settle_posts(grid: Grid, places: _Places) -> None:
    """The column in which the managers' cells stand once each names the lines: it is an id too.

    An id of a person where the list has no other, else that of the post.
    """
    of_bosses = [at for role in _MANAGERS for at in places.get(role, ())]
    cells = {id_key(cell) for at in of_bosses for cell in grid.column(at)}
    bosses = {cell for cell in cells if any(map(str.isdigit, cell.strip("0")))}
    taken = {at for role in (*_OWN, *_MANAGERS) for at in places.get(role, ())}
    own = [cell for at in places.get("person_id", ()) for cell in grid.column(at) if cell]
    if not bosses or share_of(sorted(bosses), set(map(id_key, own)).__contains__) >= OF_LIST:
        return
    for place in (place for place in range(len(grid.headers)) if place not in taken):
        ids = [id_key(cell) for cell in grid.column(place) if cell]
        if len(set(ids)) == len(ids) and share_of(sorted(bosses), set(ids).__contains__) >= OF_LIST:
            for role in places:
                places[role] = [at for at in places[role] if at != place]
            places["person_id"] = [*places.get("person_id", []), place]
            return


def filled_first(grid: Grid, places: _Places) -> None:
    """Of several columns of one role those with cells come before empty ones."""
    for found in places.values():
        found.sort(key=lambda place: not any(grid.column(place)))


def _is_free(grid: Grid, place: int, places: _Places) -> bool:
    return bool(grid.headers[place]) and not any(place in places.get(role, ()) for role in _OWN)


def _owners(grid: Grid, places: _Places) -> dict[str, set[int]]:
    """Every id, address and name of the list -> the lines that have it."""
    found: dict[str, set[int]] = {}
    firsts = [place for role in ("first_name", "either_name") for place in places.get(role, ())]
    lasts = [place for role in ("last_name", "name") for place in places.get(role, ())]
    for at, line in enumerate(grid.cells):
        keys = [line[place] for role in _OWN for place in places.get(role, ()) if line[place]]
        keys += [f"{line[one]} {line[two]}" for one in firsts for two in lasts]
        for key in {text for cell in keys for text in _forms(cell)}:
            found.setdefault(key, set()).add(at)
    return found


def _forms(cell: str) -> list[str]:
    """What a cell may be: an address, an id, a name of several words with its log-in."""
    words = tokens(cell)
    name = [" ".join(sorted(words))] if len(words) > 1 else []
    ids = [cell, *parse_name(cell).logins] if any(map(str.isdigit, cell)) else []
    return [*([email_key(cell)] if "@" in cell else []), *map(id_key, ids), *name]


def _share_named(grid: Grid, place: int, owners: dict[str, set[int]]) -> float:
    """Share of the lines with a cell of this column that names another of the list; else 0.0."""
    cells = grid.column(place)
    times = Counter(cell for cell in cells if any(map(str.isalnum, cell.strip(" 0"))))
    if sum(times.values()) < max(FEWEST, _FILLED * len(cells)):
        return 0.0
    others = {cell: {at for form in _forms(cell) for at in owners.get(form, ())} for cell in times}
    known = [cell for cell in times if others[cell]]
    own = sum(at in others.get(cell, ()) for at, cell in enumerate(cells))
    again = sum(times.values()) + 1 >= _EACH * len(times)
    if len(known) < OF_LIST * len(times) or not again or own > max(1, len(cells) // 10):
        return 0.0
    return sum(times[cell] for cell in known) / len(cells)


def order_names(grid: Grid, places: Sequence[int]) -> list[int]:
    """Columns of names with those first that hold several words, where others hold one each."""
    shares = {place: share_of(grid.column(place), _is_several) for place in places}
    best = max(shares.values(), default=0.0)
    if best < _SEVERAL_WORDS or min(shares.values()) > _ONE_WORD:
        return list(places)
    return sorted(places, key=lambda place: (shares[place] <= _ONE_WORD, list(places).index(place)))


def _is_several(cell: str) -> bool:
    return len(cell.split()) > 1
