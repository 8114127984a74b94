"""The first user of each department and level: a positive attitude and the respect of peers."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from toolkit.model.findings import Stakeholder
from toolkit.model.intake import Person
from toolkit.model.vocabulary import Influence, Level, Stance
from toolkit.stakeholders.people_input import PeopleInput
from toolkit.stakeholders.reach import namers

POSITIVE = (Stance.SUPPORTER, Stance.CHAMPION)
LEAST_NAMED = 2
"""Respect of peers: at least two people of the same department turn to this person."""
NEAREST = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class FirstUsers:
    """Who could be the first of a department and level, or what is missing."""

    department: str
    level: Level
    chosen: tuple[str, ...]
    """Person ids, most respected first; empty where nobody has both."""
    nearest: tuple[tuple[str, str], ...] = ()
    """(person id, what is missing) where nobody has both."""
    note: str = ""


def find_first_users(given: PeopleInput, judged: Sequence[Stakeholder]) -> tuple[FirstUsers, ...]:
    """One entry per department and level, in their order; () where nobody is judged."""
    if not judged:
        return ()
    by_id = {one.person_id: one for one in judged}
    groups: dict[tuple[str, Level], list[Person]] = defaultdict(list)
    for person in given.intake.people:
        if person.in_org and person.in_scope and person.department:
            groups[person.department, person.level].append(person)
    respect = _respect(given, by_id)
    return tuple(_first(key, groups[key], by_id, respect) for key in sorted(groups))


def _respect(given: PeopleInput, judged: dict[str, Stakeholder]) -> dict[str, bool]:
    """Named by peers of the department where nominations were asked, else of medium influence."""
    people = given.intake.by_id()
    turned = namers(given.intake.ties)
    found = {}
    for key, one in judged.items():
        here = people[key].department if key in people else ""
        near = [
            who for who in turned.get(key, ()) if who in people and people[who].department == here
        ]
        asked = len(near) >= LEAST_NAMED
        found[key] = asked if turned else one.influence is not Influence.LOW
    return found


def _first(
    key: tuple[str, Level],
    group: Sequence[Person],
    judged: dict[str, Stakeholder],
    respect: dict[str, bool],
) -> FirstUsers:
    known = [judged[one.person_id] for one in group if one.person_id in judged]
    rank = {one.person_id: one.rank for one in group}
    known.sort(key=lambda one: (-one.influence_score, rank[one.person_id], one.person_id))
    chosen = [one for one in known if one.stance in POSITIVE and respect[one.person_id]]
    department, level = key
    if chosen:
        ids = tuple(one.person_id for one in chosen)
        return FirstUsers(department=department, level=level, chosen=ids)
    near = [one for one in known if one.stance in POSITIVE or respect[one.person_id]]
    near.sort(key=lambda one: (_distance(one, respect), -one.influence_score, rank[one.person_id]))
    return FirstUsers(
        department=department,
        level=level,
        chosen=(),
        nearest=tuple((one.person_id, _missing(one, respect)) for one in near[:NEAREST]),
        note=f"nobody in {department} ({level}) is both positive and respected by peers",
    )


def _distance(one: Stakeholder, respect: dict[str, bool]) -> int:
    if respect[one.person_id] and one.stance in (None, Stance.NEUTRAL):
        return 0
    return 1 if one.stance in POSITIVE else 2


def _missing(one: Stakeholder, respect: dict[str, bool]) -> str:
    if one.stance in POSITIVE and not respect[one.person_id]:
        return "positive, but few peers turn to this person"
    if one.stance is None:
        return "respected, but not heard yet"
    if one.stance is Stance.NEUTRAL:
        return "respected, but undecided"
    return "respected, but critical"
