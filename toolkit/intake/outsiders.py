"""Speakers and survey takers who stand in no list of the organisation."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from toolkit.intake.likeness import likeness
from toolkit.intake.names import name_order, parse_name, tokens
from toolkit.intake.people import CERTAIN, match_id
from toolkit.intake.raw import Identity
from toolkit.model.intake import Person


@dataclass(frozen=True, slots=True, kw_only=True)
class Externals:
    """People who spoke and are in no list."""

    people: tuple[Person, ...]
    by_match: Mapping[str, str]
    """match id -> ext-N, for every identity that was given."""


def externals(identities: Iterable[Identity], *, first_rank: int) -> Externals:
    """Persons `ext-1`, `ext-2`, ... for speakers in no list, in the order of their folded names.

    Spellings of one name ("Voss, Eleanor" and "Eleanor Voss", a slip) become one person with the
    others as `other_names`. `first_rank` is the rank of ext-1. Identities without a name are
    known by their address or id; two ids are two people.
    """
    identities = list(identities)
    called = {match_id(identity): _call(identity) for identity in identities if identity}
    codes = {one.given_id for one in identities if not (one.name or one.email)}
    groups: list[list[str]] = []
    for name in name_order(called.values()):
        alike = () if name in codes else (group for group in groups if group[0] not in codes)
        home = next((group for group in alike if _one_person(name, group[0])), None)
        if home is None:
            groups.append([name])
        else:
            home.append(name)
    ids = {name: f"ext-{number}" for number, group in enumerate(groups, 1) for name in group}
    people = tuple(
        _external(f"ext-{number}", first_rank + number - 1, group)
        for number, group in enumerate(groups, 1)
    )
    return Externals(people=people, by_match={key: ids[name] for key, name in called.items()})


def _call(identity: Identity) -> str:
    return identity.name or identity.email or identity.given_id


def _one_person(name: str, other: str) -> bool:
    if name == other or (tokens(name) and sorted(tokens(name)) == sorted(tokens(other))):
        return True
    several = len(tokens(name)) > 1 and len(tokens(other)) > 1
    return several and min(likeness(name, other), likeness(other, name)) >= CERTAIN


def _external(person_id: str, rank: int, names: list[str]) -> Person:
    is_address = "@" in names[0]
    return Person(
        person_id=person_id,
        rank=rank,
        name="" if is_address else parse_name(names[0]).display or names[0],
        email=names[0] if is_address else "",
        other_names=tuple(names[1:]),
        in_org=False,
        in_scope=False,
    )
