"""Columns of a list of people that are told by one another: ids and log-ins, parts of names."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from toolkit.intake.grids import Grid
from toolkit.intake.headers import header_key, looks_like_email, share_of
from toolkit.intake.names import fold, is_first_name, tokens
from toolkit.model.intake import Person

_Places = dict[str, list[int]]
FEWEST = 3
"""Of fewer lines nothing is told."""
MOST_SINGLE = 0.8
"""From this share of names of one word on, a part of the names is missing."""
_SHOWN = 0.5
"""A column whose cells stand in so many addresses or names of managers is of names."""
_CODES = 0.8
_WIDE_COUNT = 2
"""Numbers from 1 up to so many times the lines only count the lines."""
_SHORTEST = 3
_MOST_WORDS = 4
_NO_LETTERS = re.compile(r"[^a-z]+")


def settle_ids(grid: Grid, places: _Places, mine: Mapping[str, str]) -> None:
    """Put the staff's number before its log-in; the others stay further ids of the person.

    First what a person decided, then the ids that the managers' column uses, then numbers of the
    staff, then log-ins; what only counts the lines comes last.
    """
    logins = places.pop("login", [])
    ids = [*places.get("person_id", []), *logins]
    if not ids:
        return
    decided = {header_key(name) for name in mine}
    managers = {cell for place in places.get("manager_id", []) for cell in grid.column(place)}

    def order(place: int) -> tuple[bool, bool, bool, bool, bool, int]:
        values = [cell for cell in grid.column(place) if cell]
        named = share_of(sorted(managers), set(values).__contains__) >= _SHOWN
        coded = share_of(values, _has_digit) >= _CODES
        by_hand = header_key(grid.headers[place]) in decided
        counts = counts_lines(values)
        return (not by_hand, not named, counts, place in logins, not coded, ids.index(place))

    places["person_id"] = sorted(ids, key=order)


def _has_digit(value: str) -> bool:
    return any(map(str.isdigit, value)) and not looks_like_email(value)


def counts_lines(values: Sequence[str]) -> bool:
    """Whether numbers only count the lines: from 1, hardly more than there are."""
    numbers = [int(value) for value in values if value.isdigit() and len(value) < len("1000000")]
    if len(numbers) < max(len(values), 1):
        return False
    return min(numbers) <= 1 and max(numbers) <= _WIDE_COUNT * len(values)


def settle_names(grid: Grid, places: _Places) -> None:
    """See that "Name" beside "Vorname" is the surname, "Nome" beside "Cognome" the first name.

    Where the only names have one word each, the surnames are looked for in the columns that
    nobody knows: their cells stand in the addresses or in the names of managers.
    """
    either = [*places.pop("either_name", []), *places.get("name", [])]
    has_first, has_last = bool(places.get("first_name")), bool(places.get("last_name"))
    if either and has_first != has_last:
        places["last_name" if has_first else "first_name"] = [either[0]]
        places["name"] = either[1:]
    elif either:
        places["name"] = either
    if not places.get("last_name"):
        _find_surnames(grid, places)


def _find_surnames(grid: Grid, places: _Places) -> None:
    known = next(iter((*places.get("name", []), *places.get("first_name", []))), None)
    if known is None or not _are_single_words(grid.column(known)):
        return
    taken = {place for found in places.values() for place in found}
    open_places = [at for at in range(len(grid.headers)) if at not in taken]
    likely = {at: _shown_share(grid, places, (known, at)) for at in open_places}
    best = max(likely, key=lambda at: (likely[at], -at), default=known)
    if likely.get(best, 0.0) < _SHOWN:
        return
    first, last = known, best
    if _first_names(grid, best) > _first_names(grid, known):
        first, last = best, known
    places["first_name"], places["last_name"] = [first], [last]
    places["name"] = [place for place in places.get("name", []) if place != known]


def _are_single_words(values: Sequence[str]) -> bool:
    filled = [value for value in values if value]
    single = sum(len(tokens(value)) == 1 for value in filled)
    return len(filled) >= FEWEST and single >= MOST_SINGLE * len(filled)


def _shown_share(grid: Grid, places: _Places, pair: tuple[int, int]) -> float:
    """The larger share of addresses, or of managers' names, that hold this column's cells, 0-1."""
    known, place = pair
    values = grid.column(place)
    if not _could_be_names(values):
        return 0.0
    lines = list(zip(grid.column(known), values, strict=True))
    people = {frozenset((*tokens(one), *tokens(other))) for one, other in lines if one and other}
    bosses = {cell for at in places.get("manager_name", []) for cell in grid.column(at) if cell}
    as_boss = share_of(
        sorted(bosses), lambda cell: any(len(who) > 1 and who <= {*tokens(cell)} for who in people)
    )
    return max(_in_addresses(grid, places, values), as_boss)


def _in_addresses(grid: Grid, places: _Places, values: Sequence[str]) -> float:
    shares = [0.0]
    for at in places.get("email", []):
        pairs = [(cell, value) for cell, value in zip(grid.column(at), values, strict=True) if cell]
        found = sum(_is_in(value, cell.partition("@")[0]) for cell, value in pairs)
        shares.append(found / len(pairs) if len(pairs) >= FEWEST else 0.0)
    return max(shares)


def _is_in(value: str, local: str) -> bool:
    """Whether a word of a cell stands in the first part of an address, however it is written."""
    plain = _letters(local)
    return any(len(word) >= _SHORTEST and word in plain for word in map(_letters, value.split()))


def _letters(text: str) -> str:
    return _NO_LETTERS.sub("", fold(text))


def _could_be_names(values: Sequence[str]) -> bool:
    filled = [value for value in values if value]
    fit = sum(
        1 <= len(value.split()) <= _MOST_WORDS and not any(map(str.isdigit, value))
        for value in filled
    )
    return len(filled) >= FEWEST and fit >= MOST_SINGLE * len(filled)


def _first_names(grid: Grid, place: int) -> float:
    return share_of(
        grid.column(place), lambda cell: any(is_first_name(word) for word in tokens(cell)[:1])
    )


def single_word_names(people: Sequence[Person]) -> tuple[str, ...]:
    """A note where hardly anybody of a list has more than one name: a column was missed."""
    named = [person.name for person in people if person.name]
    if not _are_single_words(named):
        return ()
    single = sum(len(tokens(name)) == 1 for name in named)
    return (
        f"{single} of {len(named)} names are one word: people can hardly be found by name. "
        'Say under columns in review.toml which column is "first_name" and which "last_name".',
    )
