"""Groups of people by what the organisation's list says of them: "department=X & location=Y"."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations

import numpy as np
from scipy.sparse import csr_array

from toolkit.model.groups import group_pairs, group_text
from toolkit.model.intake import Person

EVERYBODY = "all"


def attributes(person: Person) -> dict[str, str]:
    """Dimension -> value; "" where the list does not say."""
    return {
        "department": person.department,
        "location": person.location,
        "role": person.role,
        "level": person.level.value,
    }


def label(pairs: Sequence[tuple[str, str]]) -> str:
    """The contract's way to write a group."""
    return group_text(pairs)


def parse(group: str) -> tuple[tuple[str, str], ...]:
    """Pairs of dimension and value; none for everybody ("" or "all")."""
    if group.strip() in ("", EVERYBODY):
        return ()
    return group_pairs(group) or ((group.strip(), ""),)


def belongs(person: Person, group: str) -> bool:
    """Whether the person is in the group; False where it names an unknown dimension."""
    mine = attributes(person)
    return all(mine.get(dimension) == value for dimension, value in parse(group))


def find_groups(people: Sequence[Person]) -> tuple[tuple[str, ...], csr_array]:
    """Names of all groups, and who is in them: (groups, n) of 0 and 1.

    Everybody first, then one attribute, then combinations of two; each in order of its name.
    """
    members: dict[int, dict[str, list[int]]] = {0: {EVERYBODY: list(range(len(people)))}}
    for place, person in enumerate(people):
        filled = [pair for pair in attributes(person).items() if pair[1]]
        for size in (1, 2):
            for chosen in combinations(filled, size):
                members.setdefault(size, {}).setdefault(label(chosen), []).append(place)
    named = [(name, who) for size in sorted(members) for name, who in sorted(members[size].items())]
    lengths = [len(who) for _, who in named]
    where = np.concatenate([np.array(who, dtype=np.intp) for _, who in named])
    starts = np.concatenate([[0], np.cumsum(lengths)])
    table = csr_array((np.ones(len(where)), where, starts), shape=(len(named), len(people)))
    return tuple(name for name, _ in named), table
