"""Which column of a survey holds the people of the organisation's list, whatever its header."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from functools import cache

from toolkit.intake.codebooks import Codebook
from toolkit.intake.headers import looks_like_id, share_of
from toolkit.intake.logins import bare_login
from toolkit.intake.names import tokens
from toolkit.intake.people import email_key, id_key
from toolkit.intake.survey_identity import asks_for_people, names_agree
from toolkit.intake.survey_machine import are_marks
from toolkit.intake.survey_roles import Taken
from toolkit.intake.survey_wording import asks_for, wording, words

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
_WHO = frozenset({"name", "first_name", "last_name", *_GIVEN})
_PARTS = 2
_OWN_ONCE = 0.9
"""Distinct names for each filled cell, 0-1, of those who answer."""
_WHO_ALONE = 2
"""A title of so few words ("Who", "Wer") asks for nobody else."""
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
    plain = bare_login(cell.strip())
    if " " in plain or (plain.isdigit() and len(plain) < 4):
        return False
    return (email_key(plain) if "@" in plain else id_key(plain)) in listed


def settle_people(
    columns: Sequence[Taken], beside: Beside, by_hand: Collection[int]
) -> list[Taken]:
    """The columns with those of the list's people taken for who answered, or whom one asks.

    `by_hand` are the places of columns that a person settled.
    """
    found = settle_listed(columns, beside.listed, by_hand)
    found = _settle_who(found, beside, by_hand)
    found = _without_strange_ids(found, beside, by_hand)
    return settle_named(found, beside.names, by_hand)


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


def _settle_who(columns: Sequence[Taken], beside: Beside, by_hand: Collection[int]) -> list[Taken]:
    """A column that holds the names of the list's people, each once, as the names of who answered.

    Only where no other column says so already, and none that asks for other people.
    """
    settled = [one.column.index in by_hand and one.role in _WHO for one in columns]
    if not beside.names or any(settled) or _known_people(columns, beside):
        return list(columns)
    short = _with_initials(beside.names)
    found = [
        place
        for place, one in enumerate(columns)
        if one.column.index not in by_hand and _is_own_name(one, short)
    ]
    if not found:
        return list(columns)
    named = Taken(column=columns[found[0]].column, role="name", confidence=0.8)
    return [named if place == found[0] else one for place, one in enumerate(columns)]


def _known_people(columns: Sequence[Taken], beside: Beside) -> bool:
    """Whether a column that is taken for who answered holds people of the list."""
    given = any(_share(one, beside.listed) >= _LIKELY for one in columns if one.role in _GIVEN)
    names = [one for one in columns if one.role in {"name", "first_name", "last_name"}]
    parted = len({one.role for one in names} & {"first_name", "last_name"}) == _PARTS
    return given or parted or any(_names_share(one, beside.names) >= _LIKELY for one in names)


def _is_own_name(taken: Taken, short: frozenset[str]) -> bool:
    filled = _named(taken)
    question, words = taken.column.question, len(taken.column.title.split())
    of_others = any(asks_for(question, role) for role in ("nomination", "of_manager", "of_helper"))
    asked = "?" in taken.column.title and not asks_for(question, "own_name")
    if asked or of_others or (asks_for_people(taken.column) and words > _WHO_ALONE):
        return False
    if len(set(filled)) < _OWN_ONCE * len(filled) or not _is_short(taken):
        return False
    if share_of(filled, lambda value: len(value.split()) > 1) < _NAMED:
        return False
    return _names_share(taken, short) >= _NAMED


@cache
def _with_initials(names: frozenset[str]) -> frozenset[str]:
    """The full names, and each with one word whole and the others as their first letters."""
    short = {
        " ".join(sorted([word, *(other[0] for other in name.split() if other != word)]))
        for name in names
        for word in name.split()
    }
    return names | short


def _without_strange_ids(
    columns: Sequence[Taken], beside: Beside, by_hand: Collection[int]
) -> list[Taken]:
    """Without ids of nobody in the list where marks of a tool, or people known otherwise."""
    known = _known_people(columns, beside)
    return [
        replace(one, role="ignored", detail=UNLISTED)
        if beside.listed
        and one.role == "person_id"
        and one.column.index not in by_hand
        and not _share(one, beside.listed)
        and (known or are_marks([value for value in one.values if value]))
        else one
        for one in columns
    ]


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
    told = [one for one in columns if one.role == "email"]
    return [
        Taken(column=one.column, role=_named_as(one, told), confidence=0.8)
        if one.column.index in found
        else one
        for one in columns
    ]


def _named_as(taken: Taken, told: Sequence[Taken]) -> str:
    """Names beside addresses that are made of them are those of who answered."""
    own = any(names_agree(taken.values, one.values) for one in told)
    return "name" if own else "nomination"


def _names_share(taken: Taken, names: frozenset[str]) -> float:
    filled = _named(taken)
    if len(filled) < _FEWEST or asks_for(taken.column.question, "of_manager"):
        return 0.0
    return share_of(filled, lambda value: name_key(value) in names)


def _named(taken: Taken) -> list[str]:
    """The filled cells but those that say that nobody is named."""
    nobody = words("tests", "anonymous")
    return [value for value in taken.values if value and wording(value) not in nobody]


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
