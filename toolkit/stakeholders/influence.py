"""Whose word counts: nominations, reporting lines, office, and being named in others' words."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from toolkit.model.findings import Part
from toolkit.model.intake import Person
from toolkit.model.vocabulary import Influence, Level
from toolkit.stakeholders.nonresponse import rank_intervals
from toolkit.stakeholders.people_input import Known
from toolkit.stakeholders.reach import greedy_cover, namers

NOMINATED, REACH, SPAN, OFFICE, NAMED = "nominated", "reach", "reports", "office", "named"

WEIGHTS: Mapping[str, float] = {
    NOMINATED: 0.30,
    REACH: 0.05,
    SPAN: 0.25,
    OFFICE: 0.35,
    NAMED: 0.05,
}
"""Parts of the score; reasons in the document on people."""
OFFICE_OF: Mapping[Level, float] = {
    Level.EXECUTIVE: 1.0,
    Level.MANAGER: 0.6,
    Level.CONTRIBUTOR: 0.0,
    Level.SUPPORT: 0.0,
}
HIGH_FROM, MEDIUM_FROM = 0.35, 0.2
"""Medium: what the office of a manager gives alone, or two thirds of the most nominations; high:
two such things together, or the sponsor."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Weight:
    """A person's influence with its parts."""

    score: float
    """0-1."""
    step: Influence
    parts: tuple[Part, ...]


def weigh_influence(known: Known) -> dict[str, Weight]:
    """Person id -> influence, for everybody.

    Each part is 0-1 against the strongest person of the case. A part for which the folder holds
    nothing (no nominations asked, no managers listed) is left out and the others' weights are
    raised to add up to 1 again: what was not asked counts against nobody.
    """
    measured = {part.name: part for part in _measure(known) if any(part.values.values())}
    total = sum(WEIGHTS[name] for name in measured) or 1.0
    found: dict[str, Weight] = {}
    for person in known.people:
        key = person.person_id
        parts = tuple(
            Part(
                name=part.name,
                value=round(part.values.get(key, 0.0), 4),
                weight=round(WEIGHTS[part.name] / total, 4),
                because=part.because.get(key, ""),
            )
            for part in measured.values()
        )
        score = min(sum(part.value * part.weight for part in parts), 1.0)
        found[key] = Weight(score=round(score, 4), step=step_of(score), parts=parts)
    return found


def step_of(score: float) -> Influence:
    """Low, medium or high by the cut points."""
    if score >= HIGH_FROM:
        return Influence.HIGH
    return Influence.MEDIUM if score >= MEDIUM_FROM else Influence.LOW


def reports_of(people: Sequence[Person]) -> dict[str, int]:
    """Person id -> how many report to that person, directly or through others.

    A circle of managers counts each member once and ends.
    """
    direct: dict[str, list[str]] = defaultdict(list)
    for person in people:
        if person.manager_id and person.manager_id != person.person_id:
            direct[person.manager_id].append(person.person_id)
    return {person.person_id: len(_below(person.person_id, direct)) for person in people}


def _below(top: str, direct: Mapping[str, Sequence[str]]) -> set[str]:
    seen: set[str] = set()
    stack = list(direct.get(top, ()))
    while stack:
        one = stack.pop()
        if one not in seen and one != top:
            seen.add(one)
            stack.extend(direct.get(one, ()))
    return seen


@dataclass(frozen=True, slots=True)
class _Measured:
    """One part for everybody: values 0-1, and what they rest on in words."""

    name: str
    values: Mapping[str, float]
    because: Mapping[str, str]


def _measure(known: Known) -> list[_Measured]:
    listed = [one for one in known.people if one.in_org]
    turned = namers(known.given.intake.ties)
    turned = {key: who for key, who in turned.items() if key in known.by_id}
    asked = {key: len(who) for key, who in turned.items()}
    gains = _cover(turned, {one.person_id: one.rank for one in known.people})
    reports = reports_of(listed)
    spoken_of = {key: len(who) for key, who in named_by(known).items()}
    return [
        _Measured(NOMINATED, _logs(asked), _nominations(asked, known)),
        _Measured(REACH, _shares(gains), _say(gains, "adds {} people to those whom others reach")),
        _Measured(SPAN, _logs(reports), _say(reports, "{} report to this person")),
        _Measured(
            OFFICE,
            {one.person_id: OFFICE_OF[one.level] for one in listed},
            {one.person_id: one.level.value for one in listed},
        ),
        _Measured(NAMED, _logs(spoken_of), _say(spoken_of, "named in others' words: {}")),
    ]


def _say(counts: Mapping[str, int], text: str) -> dict[str, str]:
    return {key: text.format(n) for key, n in counts.items() if n}


def _nominations(asked: Mapping[str, int], known: Known) -> dict[str, str]:
    """How many turn to each, the rank, and how far it would move had the silent answered."""
    missing = silent_share(known)
    ranges = rank_intervals(known.given.intake.ties, missing=missing)
    order = sorted(asked.values(), reverse=True)
    found = {}
    for key, n in asked.items():
        low, high = ranges[key]
        moved = f", {low} to {high} had as many been silent again" if low < high else ""
        found[key] = f"{n} turn to this person (rank {order.index(n) + 1}{moved})"
    return found


def silent_share(known: Known) -> float:
    """Share of the people in scope (0-1) who answered in no file that asks for nominations."""
    intake = known.given.intake
    files = {tie.file for tie in intake.ties}
    answered = {tie.from_id for tie in intake.ties}
    answered |= {one.person_id for one in intake.respondents if one.file in files}
    ours = {one.person_id for one in known.people if one.in_org and one.in_scope}
    return 1 - len(ours & answered) / len(ours) if ours else 0.0


def named_by(known: Known) -> dict[str, frozenset[str]]:
    """Person id -> ids of the other people who name that person in their own words."""
    found: dict[str, set[str]] = defaultdict(set)
    for speaker, own in known.said.items():
        for one in own:
            for named in known.given.mentions.get(one.statement_id, ()):
                if named != speaker:
                    found[named].add(speaker)
    return {key: frozenset(who) for key, who in found.items()}


def _logs(counts: Mapping[str, int]) -> dict[str, float]:
    """log(1 + n) against the greatest: the tenth nomination adds less than the first."""
    most = max(counts.values(), default=0)
    if not most:
        return {}
    return {key: math.log1p(n) / math.log1p(most) for key, n in counts.items()}


def _cover(turned: Mapping[str, frozenset[str]], ranks: Mapping[str, int]) -> dict[str, int]:
    """How many people each of the chosen tenth adds to the cover; the others are left out."""
    order = greedy_cover(turned, max(3, math.ceil(len(turned) / 10)), unseen=0.0, ranks=ranks)
    covered: set[str] = set()
    gains: dict[str, int] = {}
    for key in order:
        gains[key] = len(turned[key] - covered)
        covered |= turned[key]
    return gains


def _shares(counts: Mapping[str, int]) -> dict[str, float]:
    most = max(counts.values(), default=0)
    return {key: n / most for key, n in counts.items()} if most else {}
