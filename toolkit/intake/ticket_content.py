"""Help desk tables by what their cells hold: roles that no header tells, and marks of tickets."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from functools import cache

from toolkit.intake.dates import parse_date
from toolkit.intake.grids import IGNORED, Columns, Grid, exact_roles, guesses_for, header_role
from toolkit.intake.headers import (
    compact_key,
    looks_like_date,
    looks_like_name,
    share_of,
    vocabulary,
)
from toolkit.intake.ticket_texts import is_comment

LONGEST_CODE = 5
"""A resolution code of more words than this is a text."""
_LOOK = 500
"""So many cells of a column are looked at."""
_FEW = 4
_KEY = re.compile(r"(?P<project>[A-Z][A-Z0-9]{0,9})[-_]\d{1,7}|(?P<prefix>[A-Z]{2,8})\d{5,12}")
"""A project and a number ("PIER-12"), or a prefix and a long number in one ("INC0012345")."""
_LONG_ID = re.compile(r"#?\d{5,20}")
_WITH_LOGIN = re.compile(r"(?P<name>[^(<\[]+?)\s*[(\[<][^)\]>]+[)\]>]")
_MOST_PROJECTS = 4
_ANSWERED_MORE = 0.3
"""By so much (0-1) answers stand more often beside closed tickets than beside open ones."""
_RECUR = 0.3
"""Answers recur; of so many different ones at least (0-1) a column is written, not picked."""
_BETWEEN = frozenset(
    "of the for to der die das des vom von zu zur zum am di del della dello dei il la lo le les "
    "du de des et el los las y e".split()
)
"""Words of a header that tell nothing: "Motivo della chiusura" is "Motivo chiusura"."""
_LEAST_CALLERS = 0.2
"""Of the tickets, so many callers at least; fewer names are those of the help desk's own people."""


Places = dict[str, list[int]]
Find = Callable[[Grid, Sequence[int], Places], list[int]]
Fits = Callable[[str, Grid, int], bool]


def reads_as_code(values: Sequence[str]) -> bool:
    """Whether a column's cells are picked from a list of short codes, not written."""
    filled = [cell for cell in values if cell]
    if not filled or any(len(cell.split()) > LONGEST_CODE for cell in filled):
        return False
    if len(filled) < _FEW:
        return all(len(cell.split()) <= 2 for cell in filled)
    return len(set(filled)) <= len(filled) / 2


def with_content(grid: Grid, columns: Columns, fits: Fits) -> Columns:
    """The columns with roles that no header told: by the header's stem, else by content.

    Columns whose header is known, also as one that does not matter, stay what they are. `fits` says
    whether a column's content goes with a role.
    """
    places = {role: list(found) for role, found in columns.places.items()}
    moved = _by_cells(grid, places)
    taken = {place for found in places.values() for place in found}
    free = [
        place
        for place, header in enumerate(grid.headers)
        if place not in taken and _may_be_anything(header)
    ]
    if not free and not moved:
        return columns
    for place in tuple(free):
        role = _stems().get(same_stem(grid.headers[place]), "")
        if role and fits(role, grid, place):
            places.setdefault(role, []).append(place)
            free.remove(place)
    for role, find in _FINDERS:
        if role not in places and (found := find(grid, free, places)):
            places[role] = found
            free = [place for place in free if place not in found]
    return Columns(
        {role: tuple(found) for role, found in places.items()},
        guesses_for(grid, {role: on for role, on in places.items() if role != IGNORED}, columns),
    )


def _may_be_anything(header: str) -> bool:
    """Whether no header tells what it is but in part; "Name" is a person's or a task's."""
    role = header_role(header, "tickets")
    whole = exact_roles(header, "tickets")
    return role is None or compact_key(header) == "name" or not (whole or role[0] == IGNORED)


def _by_cells(grid: Grid, places: Places) -> bool:
    """Whether roles were moved to columns that hold what they are: texts and ids.

    Long texts are no codes; notes beside every ticket, open or not, are what was asked where the
    answers stand elsewhere; an internal id is the ticket's where it has no other.
    """
    moves = [("internal_id", "ticket_id", _are_ids), ("resolution_code", "resolution", _are_told)]
    if "resolution" in places:
        moves.append(("comments", "description", _are_asked))
    moved = False
    for old, new, fit in moves:
        found = [place for place in places.get(old, []) if fit(_head(grid, place))]
        if found and new not in places:
            places[new] = found[:1]
            places[old] = [place for place in places[old] if place != found[0]]
            if not places[old]:
                del places[old]
            moved = True
    return moved


def _are_ids(cells: Sequence[str]) -> bool:
    filled = [cell.strip().lstrip("#") for cell in cells if cell]
    enough = len(filled) >= 0.9 * len(cells) and len(set(filled)) == len(filled)
    return bool(filled) and enough and all(cell.isdecimal() for cell in filled)


def _are_told(cells: Sequence[str]) -> bool:
    return _are_written(cells) and not reads_as_code(cells)


def _are_asked(cells: Sequence[str]) -> bool:
    stamped = share_of(cells, is_comment) >= 0.5
    return _filled(cells) >= 0.9 and _are_written(cells) and not stamped


def leaves_marks(grid: Grid, columns: Columns) -> bool:
    """Whether the cells show what only help desks write.

    Keys of few projects (`ABC-12`), each once or nearly; an opening day in every row, a closing day
    never before it and not in every row; and comments with time and author, or few statuses.
    """
    key = columns.place("ticket_id")
    if key is None or not _are_keys(_head(grid, key)):
        return False
    opened, closed = columns.place("opened_on"), columns.place("closed_on")
    if opened is None or closed is None or not _closes(grid, opened, closed):
        return False
    talks = any(
        share_of(_head(grid, place), is_comment) >= 0.5 for place in columns.all("comments")
    )
    status = columns.place("status")
    return talks or (status is not None and reads_as_code(_head(grid, status)))


def _head(grid: Grid, place: int) -> list[str]:
    return [line[place] for line in grid.cells[:_LOOK]]


def _are_keys(cells: Sequence[str]) -> bool:
    found = [_KEY.fullmatch(cell.strip()) for cell in cells if cell]
    keys = [one for one in found if one]
    projects = {one["project"] or one["prefix"] for one in keys}
    distinct = {one[0] for one in keys}
    enough = len(keys) >= 0.8 * len(found) and len(distinct) >= 0.5 * len(keys)
    return bool(keys) and enough and len(projects) <= _MOST_PROJECTS


def _closes(grid: Grid, opened: int, closed: int) -> bool:
    """Whether days of the second column follow those of the first, with some still to come."""
    pairs = _pairs(grid, opened, closed)
    both = [(one, two) for one, two in pairs if one and two]
    return (
        0 < len(both) < len(pairs)
        and sum(one is not None for one, _ in pairs) >= 0.9 * len(pairs)
        and sum(two >= one for one, two in both) >= 0.9 * len(both)
    )


def _pairs(grid: Grid, first: int, second: int) -> list[tuple[date | None, date | None]]:
    days = (parse_date(_head(grid, place)) for place in (first, second))
    return list(zip(*days, strict=True))


def _find_ids(grid: Grid, free: Sequence[int], _: Places) -> list[int]:
    keys = [place for place in free if _are_keys(_head(grid, place))]
    return keys[:1] or [place for place in free if _are_long_ids(_head(grid, place))][:1]


def _are_long_ids(cells: Sequence[str]) -> bool:
    filled = [cell.strip() for cell in cells if cell]
    return (
        len(filled) >= 0.9 * len(cells)
        and len(set(filled)) == len(filled)
        and all(_LONG_ID.fullmatch(cell) for cell in filled)
    )


def _find_opened(grid: Grid, free: Sequence[int], places: Places) -> list[int]:
    full = [place for place in _days(grid, free) if _filled(_head(grid, place)) >= 0.9]
    closed = places.get("closed_on", [])
    if closed:
        full = [place for place in full if _closes(grid, place, closed[0])]
    return sorted(full, key=lambda place: (_earliest(grid, place), place))[:1]


def _find_closed(grid: Grid, free: Sequence[int], places: Places) -> list[int]:
    opened = places.get("opened_on", [])
    return [place for place in _days(grid, free) if opened and _closes(grid, opened[0], place)][:1]


def _days(grid: Grid, free: Iterable[int]) -> list[int]:
    return [place for place in free if share_of(_head(grid, place), looks_like_date) >= 0.9]


def _filled(cells: Sequence[str]) -> float:
    return sum(map(bool, cells)) / len(cells) if cells else 0.0


def _earliest(grid: Grid, place: int) -> float:
    days = [day.toordinal() for day in parse_date(_head(grid, place)) if day]
    return sum(days) / len(days) if days else 0.0


def _find_comments(grid: Grid, free: Sequence[int], _: Places) -> list[int]:
    return [place for place in free if share_of(_head(grid, place), is_comment) >= 0.8]


def _find_caller(grid: Grid, free: Sequence[int], places: Places) -> list[int]:
    """The column of names with the most different ones, if they are not those of a few agents."""
    if "email" in places or "opened_by" in places:
        return []
    named = [place for place in free if share_of(_head(grid, place), _is_named) >= 0.8]
    if not named:
        return []
    spread = {place: len(set(filter(None, _head(grid, place)))) for place in named}
    best = min(named, key=lambda place: (-spread[place], place))
    enough = spread[best] >= max(2.0, _LEAST_CALLERS * min(len(grid.cells), _LOOK))
    return [best] if enough else []


def _is_named(cell: str) -> bool:
    found = _WITH_LOGIN.fullmatch(cell.strip())
    return looks_like_name(found["name"] if found else cell)


def _find_title(grid: Grid, free: Sequence[int], _: Places) -> list[int]:
    told = [place for place in free if _are_texts(_head(grid, place))]
    return sorted(told, key=lambda place: (_length(grid, place), place))[:1]


def _find_description(grid: Grid, free: Sequence[int], _: Places) -> list[int]:
    told = [place for place in free if _are_texts(_head(grid, place))]
    return sorted(told, key=lambda place: (-_length(grid, place), place))[:1]


def _find_answers(grid: Grid, free: Sequence[int], places: Places) -> list[int]:
    """The texts that stand beside closed tickets, else the last of texts behind what was asked."""
    if any(role in places for role in _ANSWERS):
        return []
    told = written(grid, free)
    closed = _closed(grid, places)
    late = [place for place in told if _of_the_end(_head(grid, place), closed)]
    if late:
        return [max(late, key=lambda place: (_length(grid, place), place))]
    asked = [*places.get("description", []), *told[:-1]]
    return told[-1:] if told and asked and told[-1] > min(asked) else []


def written(grid: Grid, places: Iterable[int]) -> list[int]:
    """Which of these columns hold sentences that somebody wrote, not codes, days or names."""
    return [place for place in places if _are_written(_head(grid, place))]


def _are_written(cells: Sequence[str]) -> bool:
    filled = [cell for cell in cells if cell]
    words = sum(len(cell.split()) for cell in filled)
    kinds = (looks_like_date, _is_named)
    return (
        len(filled) >= 2
        and words >= 3 * len(filled)
        and len(set(filled)) > _RECUR * len(filled)
        and not any(share_of(filled, test) >= 0.5 for test in kinds)
    )


def _closed(grid: Grid, places: Places) -> list[bool]:
    on = places.get("closed_on", [])
    return [any(line[place] for place in on[:1]) for line in grid.cells[:_LOOK]]


def _of_the_end(cells: Sequence[str], closed: Sequence[bool]) -> bool:
    """Whether a column is filled beside closed tickets, and much less beside the others."""
    ended = [bool(cell) for cell, end in zip(cells, closed, strict=True) if end]
    others = [bool(cell) for cell, end in zip(cells, closed, strict=True) if not end]
    if not ended or not others:
        return False
    more = sum(ended) / len(ended) - sum(others) / len(others)
    return more >= _ANSWERED_MORE


def _are_texts(cells: Sequence[str]) -> bool:
    filled = [cell for cell in cells if cell]
    words = sum(len(cell.split()) for cell in filled)
    return bool(filled) and words >= 3 * len(filled) and len(set(filled)) > len(filled) / 2


def _length(grid: Grid, place: int) -> int:
    return sum(map(len, _head(grid, place)))


_FINDERS: tuple[tuple[str, Find], ...] = (
    ("ticket_id", _find_ids),
    ("opened_on", _find_opened),
    ("closed_on", _find_closed),
    ("comments", _find_comments),
    ("caller", _find_caller),
    ("resolution", _find_answers),
    ("description", _find_description),
    ("title", _find_title),
)
_ANSWERS = ("resolution", "comments", "follow_ups")


@cache
def _stems() -> Mapping[str, str]:
    """Stem -> role, where it is the stem of one role's headers alone."""
    found: dict[str, set[str]] = {}
    for role, words in vocabulary("tickets").items():
        for word in words:
            found.setdefault(same_stem(word), set()).add(role)
    return {stem: next(iter(roles)) for stem, roles in found.items() if stem and len(roles) == 1}


def same_stem(header: str) -> str:
    """A header without the endings that tell gender and number: "Creata" and "Creato" are equal."""
    words = [word for word in re.split(r"[^\w]+", header) if word]
    told = [word for word in words if compact_key(word) not in _BETWEEN]
    return "".join(map(_stem, told or words))


def _stem(word: str) -> str:
    plain = compact_key(word)
    return re.sub(r"(?:[aeiou]{1,2}s?|e[nrs])$", "", plain) if len(plain) > _FEW else plain
