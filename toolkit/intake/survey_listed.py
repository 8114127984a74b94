"""Which column of a survey holds the people of the organisation's list, whatever its header."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from toolkit.intake.codebooks import Codebook
from toolkit.intake.headers import looks_like_id, share_of
from toolkit.intake.names import tokens
from toolkit.intake.people import email_key, id_key
from toolkit.intake.survey_identity import asks_for_people
from toolkit.intake.survey_roles import Taken
from toolkit.intake.survey_wording import asks_for

UNLISTED = "no ids of anybody in the list"
NO_NAMES = "codes, no names"
_MOSTLY = 0.8
"""Share of a column's filled cells that must be of the list, 0-1."""
_LIKELY = 0.3
"""Share from which on a column that was not taken is named to the reader."""
_ONCE_EACH = 0.5
"""Distinct cells for each filled one, below which a column names others: managers, trainers."""
_FEWEST = 3
_NAMED = 0.5
"""Share of the cells that are full names of the list, from which on others are named."""
_MOST_WORDS = 3
"""Mean words of cells that hold names."""
_GIVEN = ("email", "person_id")
"""Roles of the columns that say who answered by address or id."""
_NEVER = frozenset({"response_id", "start_date", "end_date", "ip", "nomination", *_GIVEN})


@dataclass(frozen=True, slots=True, kw_only=True)
class Beside:
    """What the folder's other files tell a survey."""

    listed: frozenset[str] = frozenset()
    """Ids, addresses and log-ins of the organisation's list (`people.keys_of`)."""
    names: frozenset[str] = frozenset()
    """Full names of the list's people (`name_key`)."""
    books: tuple[Codebook, ...] = ()


def name_key(name: str) -> str:
    """A name as it is compared: its folded words in order of the alphabet; "" for one word."""
    words = sorted(tokens(name))
    return " ".join(words) if len(words) > 1 else ""


def is_listed(cell: str, listed: Collection[str]) -> bool:
    """Whether a cell is an address, an id or a log-in of the list; a short number is none."""
    plain = cell.strip()
    if " " in plain or (plain.isdigit() and len(plain) < 4):
        return False
    return (email_key(plain) if "@" in plain else id_key(plain)) in listed


def settle_listed(
    columns: Sequence[Taken], listed: frozenset[str], by_hand: Collection[int]
) -> list[Taken]:
    """The columns with the one that holds people of the list taken for who answered.

    Nothing changes where a column that its header names does so already; one of ids that are
    nobody's then gives way. `by_hand` are the places of columns that a person settled.
    """
    shares = {place: _share(one, listed) for place, one in enumerate(columns)}
    columns = [
        _unless_codes(one)
        if listed and shares[place] < _LIKELY and one.column.index not in by_hand
        else one
        for place, one in enumerate(columns)
    ]
    known = [place for place, one in enumerate(columns) if one.role in _GIVEN]
    if any(shares[place] >= _LIKELY or columns[place].column.index in by_hand for place in known):
        return list(columns)
    found = [
        place
        for place, one in enumerate(columns)
        if shares[place] >= _MOSTLY
        and one.role not in _NEVER
        and one.column.index not in by_hand
        and _is_of_who_answers(one)
    ]
    if not found:
        return list(columns)
    best = max(found, key=lambda place: (shares[place], -place))
    settled = list(columns)
    for place in known:
        if columns[place].role == "person_id":
            settled[place] = replace(columns[place], role="ignored", detail=UNLISTED)
    settled[best] = Taken(column=columns[best].column, role="person_id", confidence=0.9)
    return settled


def settle_named(
    columns: Sequence[Taken], names: frozenset[str], by_hand: Collection[int]
) -> list[Taken]:
    """Columns of words that hold names of the list as people whom one asks.

    Only where another column says who answered; with one column all of its question are, if they
    hold as few words.
    """
    if not any(one.role in {*_GIVEN, "name"} for one in columns):
        return list(columns)
    wordy = [one for one in columns if one.role == "open" and one.column.index not in by_hand]
    short = [one for one in wordy if _is_short(one)]
    asked = {one.column.title for one in short if _names_share(one, names) >= _NAMED}
    found = {one.column.index for one in short if one.column.title in asked}
    return [
        Taken(column=one.column, role="nomination", confidence=0.8)
        if one.column.index in found
        else one
        for one in columns
    ]


def _names_share(taken: Taken, names: frozenset[str]) -> float:
    filled = [value for value in taken.values if value]
    if len(filled) < _FEWEST or asks_for(taken.column.question, "of_manager"):
        return 0.0
    return share_of(filled, lambda value: name_key(value) in names)


def _is_short(taken: Taken) -> bool:
    counts = [len(value.split()) for value in taken.values if value]
    return sum(counts) <= _MOST_WORDS * len(counts)


def _unless_codes(taken: Taken) -> Taken:
    """A column of names, not read where each cell is another code: those name nobody."""
    filled = [value for value in taken.values if value]
    codes = share_of(filled, looks_like_id) >= _MOSTLY and len(set(filled)) == len(filled)
    is_list = taken.role == "name" and codes and len(filled) >= _FEWEST
    return replace(taken, role="ignored", detail=NO_NAMES) if is_list else taken


def likely_identity(columns: Sequence[Taken], listed: frozenset[str]) -> str:
    """The name of the column with most people of the list that was not taken so; "" for none."""
    shares = [
        (_share(one, listed), -place)
        for place, one in enumerate(columns)
        if one.role not in {*_GIVEN, "nomination"}
    ]
    best, place = max(shares, default=(0.0, 0))
    return columns[-place].column.name if best >= _LIKELY else ""


def _share(taken: Taken, listed: frozenset[str]) -> float:
    filled = [value for value in taken.values if value]
    if not listed or len(filled) < _FEWEST:
        return 0.0
    return share_of(filled, lambda value: is_listed(value, listed))


def _is_of_who_answers(taken: Taken) -> bool:
    """Whether the column neither asks for others nor names the same few again and again."""
    question = taken.column.question
    if any(asks_for(question, role) for role in ("nomination", "of_manager")):
        return False
    filled = [value.casefold() for value in taken.values if value]
    return len(set(filled)) >= _ONCE_EACH * len(filled) and not asks_for_people(taken.column)
