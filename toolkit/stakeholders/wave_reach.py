"""How many people have somebody to ask when a wave is live, beside three other ways to begin."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from toolkit.model.findings import Placement, Stakeholder
from toolkit.model.intake import Person, Tie
from toolkit.model.vocabulary import Stance
from toolkit.stakeholders.people_input import PeopleInput

AS_PLANNED, CRITICS_FIRST, BY_DEPARTMENT, RANDOM = (
    "as planned",
    "critics first",
    "by department",
    "random",
)
DRAWS = 200
"""Random orders that are drawn; the figures of `random` are their means."""
SIDE = {stance: place for place, stance in enumerate(Stance)}


@dataclass(frozen=True, slots=True, kw_only=True)
class Reached:
    """Where everybody in scope stands once a wave is live; the four counts add up to all."""

    wave: int
    live: float
    with_two: float
    """Waiting, and at least two of those whom they turn to are live."""
    with_one: float
    """Waiting, and exactly one is."""
    without: float
    """Waiting, and nobody is, or they named nobody."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReachCurve:
    """One way to order the roll-out, wave by wave."""

    name: str
    waves: tuple[Reached, ...]


def compare_reach(
    given: PeopleInput, waves: Sequence[Placement], judged: Sequence[Stakeholder], *, seed: int = 0
) -> tuple[ReachCurve, ...]:
    """The planned waves beside critics first, by department and random, all of the same sizes.

    What is promised is reach, not persuasion: on networks of real advice the gain of a good choice
    is that more people have somebody near. () where nobody was asked whom they turn to, and
    `critics first` is left out where nobody's stance is known. Means over random orders may have
    decimals.
    """
    if not given.intake.ties or not waves:
        return ()
    people = {one.person_id: one for one in given.intake.people}
    planned = sorted(waves, key=lambda one: (one.wave, people[one.person_id].rank, one.person_id))
    field = _Field(
        turns_to=_turns_to(given.intake.ties, {one.person_id for one in planned}),
        sizes=_sizes(planned),
    )
    ranked = sorted((people[one.person_id] for one in planned), key=lambda one: one.rank)
    found = [field.curve(AS_PLANNED, [one.person_id for one in planned])]
    stance = {one.person_id: one.stance for one in judged}
    if any(stance.values()):
        found.append(field.curve(CRITICS_FIRST, _ordered(ranked, _by_stance(stance))))
    found.append(field.curve(BY_DEPARTMENT, _ordered(ranked, lambda one: (one.department,))))
    found.append(field.mean(RANDOM, [one.person_id for one in ranked], seed))
    return tuple(found)


def _by_stance(stance: Mapping[str, Stance | None]) -> Callable[[Person], tuple[int]]:
    def place(one: Person) -> tuple[int]:
        found = stance.get(one.person_id)
        return (len(SIDE) if found is None else SIDE[found],)

    return place


def _ordered(people: Sequence[Person], by: Callable[[Person], tuple[int | str, ...]]) -> list[str]:
    ordered = sorted(people, key=lambda one: (by(one), one.rank, one.person_id))
    return [one.person_id for one in ordered]


def _turns_to(ties: Sequence[Tie], pool: set[str]) -> dict[str, frozenset[str]]:
    """Person -> those in scope whom he or she turns to."""
    found: dict[str, set[str]] = {key: set() for key in pool}
    for tie in ties:
        if tie.from_id in pool and tie.to_id in pool and tie.from_id != tie.to_id:
            found[tie.from_id].add(tie.to_id)
    return {key: frozenset(who) for key, who in found.items()}


def _sizes(waves: Sequence[Placement]) -> list[tuple[int, int]]:
    numbers = sorted({one.wave for one in waves})
    return [(number, sum(one.wave == number for one in waves)) for number in numbers]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Field:
    turns_to: Mapping[str, frozenset[str]]
    sizes: Sequence[tuple[int, int]]

    def curve(self, name: str, order: Sequence[str]) -> ReachCurve:
        live: set[str] = set()
        left = list(order)
        found = []
        for wave, size in self.sizes:
            live |= set(left[:size])
            left = left[size:]
            found.append(self._reached(wave, live))
        return ReachCurve(name=name, waves=tuple(found))

    def mean(self, name: str, people: Sequence[str], seed: int) -> ReachCurve:
        random = np.random.default_rng(seed)
        draws = DRAWS if len(people) < 500 else DRAWS // 10
        curves = [
            self.curve(name, [people[i] for i in random.permutation(len(people))])
            for _ in range(draws)
        ]
        return ReachCurve(
            name=name,
            waves=tuple(_mean([one.waves[i] for one in curves]) for i in range(len(self.sizes))),
        )

    def _reached(self, wave: int, live: set[str]) -> Reached:
        near = [len(who & live) for key, who in self.turns_to.items() if key not in live]
        return Reached(
            wave=wave,
            live=len(live),
            with_two=sum(n >= 2 for n in near),
            with_one=sum(n == 1 for n in near),
            without=sum(n == 0 for n in near),
        )


def _mean(rows: Sequence[Reached]) -> Reached:
    def of(name: str) -> float:
        return round(float(np.mean([getattr(row, name) for row in rows])), 2)

    return Reached(
        wave=rows[0].wave,
        live=of("live"),
        with_two=of("with_two"),
        with_one=of("with_one"),
        without=of("without"),
    )
