"""Which column of a survey says who answered, and which names other people."""

from __future__ import annotations

import re
from collections.abc import Sequence

from toolkit.intake.headers import (
    header_key,
    looks_like_email,
    looks_like_id,
    looks_like_name,
    share_of,
)
from toolkit.intake.joint import joined_names
from toolkit.intake.names import fold, tokens
from toolkit.intake.survey_content import are_staff_numbers
from toolkit.intake.survey_headers import Column
from toolkit.intake.survey_wording import asks_for
from toolkit.privacy.word_lists import name_lists

OF_OTHERS = "of somebody else"
_MOSTLY = 0.8
_NAMES = 0.6
_UNIQUE = 0.9
_KNOWN_BY = frozenset({"person_id", "name", "response_id"})
_ONCE_EACH = 0.5
"""Addresses of those who answer are distinct at least so often, 0-1: two rounds in one table."""
_LEAST_PAIRS = 5
_AGREE = 0.3
"""Share of names that agree with the address beside them, below which they are other people's."""
_REPEATS = 0.6
"""So few distinct names for each distinct address say that others are named."""
_SHORTEST_PART = 3
_LEAST_NAMED = 8
"""Of fewer cells without a digit nobody can say whether they are distinct by chance."""
_FIRST_NAMES = 0.25
"""Share of the names with a first name that the lists know: they do not know every one."""
_LOGIN = re.compile(r"[a-z]+(?:[._-][a-z]+)+")
_LOCAL_PARTS = re.compile(r"[._\-]")


def are_addresses(column: Column) -> bool:
    """Whether nearly every filled cell is an e-mail address."""
    return share_of(column.values, looks_like_email) >= _MOSTLY


def settled_role(role: str, column: Column, tool: str) -> str:
    """The role that the header gives, corrected by what the cells show."""
    filled = [value for value in column.values if value]
    distinct = len(set(filled)) >= _UNIQUE * len(filled)
    if role in _KNOWN_BY and are_addresses(column):
        return "email"
    if role not in {"email", "technical"} and distinct and are_addresses(column):
        return "email"
    if role == "response_id" and not tool and header_key(column.title) == "id":
        return "person_id" if are_staff_numbers(filled) else role
    if role == "custom":
        return "person_id" if distinct and _tell_who(filled) else "attribute"
    return role


def _tell_who(cells: Sequence[str]) -> bool:
    """Whether nearly all cells are ids, or log-ins and people's names beside them.

    Names count where they are turned by a comma ("Voss, Ada"), no place behind two of them, or
    where first names are known among them: teams and places are two words as well.
    """
    if share_of(cells, looks_like_id) >= _MOSTLY:
        return True
    if len(cells) < _LEAST_NAMED:
        return False
    names = [cell for cell in cells if looks_like_name(cell)]
    turned = [cell.partition(", ")[2] for cell in names]
    named = all(turned) and len(set(turned)) == len(turned)
    named = named or share_of(names, _has_first_name) >= _FIRST_NAMES
    return share_of(cells, lambda cell: _is_login(cell) or (named and cell in names)) >= _MOSTLY


def _is_login(cell: str) -> bool:
    return looks_like_id(cell) or looks_like_email(cell) or bool(_LOGIN.fullmatch(cell))


def _has_first_name(cell: str) -> bool:
    return not name_lists().first_names.isdisjoint(tokens(cell))


def identity_of(column: Column) -> tuple[str, str] | None:
    """(role, detail) of a column that says who answered, from a longer header and its cells.

    None where it does not, or asks for other people: "Whom do you ask? (full name)".
    """
    if asks_for(column.question, "nomination"):
        return None
    filled = [value for value in column.values if value]
    manager = asks_for(column.question, "of_manager")
    if are_addresses(column):
        repeats = len(set(filled)) < _ONCE_EACH * len(filled) and len(filled) >= _LEAST_PAIRS
        return ("ignored", OF_OTHERS) if manager or repeats else ("email", "")
    if manager or asks_for_people(column):
        return None
    if asks_for(column.question, "own_id") and share_of(filled, looks_like_id) >= _MOSTLY:
        return "person_id", ""
    if asks_for(column.question, "own_name") and share_of(filled, looks_like_name) >= _NAMES:
        return "name", ""
    return None


def asks_for_people(column: Column) -> bool:
    """Whether a question with "who" or "whom" was answered with names."""
    if not asks_for(column.question, "whom") or asks_for(column.question, "of_manager"):
        return False
    return share_of(column.values, _holds_name) >= _NAMES


def _holds_name(value: str) -> bool:
    return any(map(looks_like_name, (value, *joined_names(value), *value.split(","))))


def names_of_others(names: Sequence[str], told: Sequence[str]) -> bool:
    """Whether a column of names is not that of the people whom `told` (addresses, ids) names.

    Fewer distinct names than people, or names that hardly ever agree with the address in their row
    where addresses are made from names ("anna.berger@...").
    """
    rows = [(name, one) for name, one in zip(names, told, strict=True) if name and one]
    if len(rows) >= _LEAST_PAIRS and len({one for _, one in rows}) > 1:
        people = len({one.casefold() for _, one in rows})
        if len({fold(name) for name, _ in rows}) <= _REPEATS * people:
            return True
    agreed = [agree(name, one) for name, one in rows]
    judged = [one for one in agreed if one is not None]
    return len(judged) >= _LEAST_PAIRS and sum(judged) < _AGREE * len(judged)


def names_agree(names: Sequence[str], addresses: Sequence[str]) -> bool:
    """Whether nearly every name stands in the address of its row, where one is made from a name."""
    agreed = [agree(name, one) for name, one in zip(names, addresses, strict=True) if name and one]
    judged = [one for one in agreed if one is not None]
    return len(judged) >= _LEAST_PAIRS and sum(judged) >= _MOSTLY * len(judged)


def agree(name: str, address: str) -> bool | None:
    """Whether a name stands in an address; None where the address is not made from a name."""
    parts = [fold(part) for part in _LOCAL_PARTS.split(address.partition("@")[0])]
    parts = [part for part in parts if len(part) > 1 and part.isalpha()]
    words = [word for word in tokens(name) if len(word) >= _SHORTEST_PART]
    if "@" not in address or len(parts) < 2 or not words:
        return None
    local = "".join(parts)
    return any(word[:_SHORTEST_PART] in local for word in words)


def whole_name(name: str, first_name: str, last_name: str) -> str:
    """First and family name; beside one of them, a column called "name" holds the other."""
    if not name or (first_name and last_name):
        return f"{first_name} {last_name}".strip() or name
    if first_name and first_name.casefold() not in name.casefold():
        return f"{first_name} {name}"
    if last_name and last_name.casefold() not in name.casefold():
        return f"{name} {last_name}"
    return name
