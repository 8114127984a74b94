"""How many people have a first user to ask when a wave is live, beside other ways to begin."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from toolkit.model.findings import Placement, Stakeholder
from toolkit.model.intake import Person, Tie
from toolkit.model.vocabulary import Stance, WavePart
from toolkit.stakeholders.consenting import first_users_of
from toolkit.stakeholders.people_input import PeopleInput
from toolkit.stakeholders.wave_order import order_people, weights_in_force

AS_PLANNED, WITHOUT_OFFICE, CRITICS_FIRST, BY_DEPARTMENT, RANDOM = (
    "as planned",
    "without managers first",
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
    """Waiting, and at least two of those whom they turn to are live first users."""
    with_one: float
    """Waiting, and exactly one is."""
    without: float
    """Waiting, and nobody is, or they named nobody."""

    @property
    def near(self) -> float:
        """Waiting with one at least."""
        return self.with_one + self.with_two


@dataclass(frozen=True, slots=True, kw_only=True)
class ReachCurve:
    """One way to order the roll-out, wave by wave."""

    name: str
    waves: tuple[Reached, ...]
    by_first_users: bool = True
    """Whether only first users count; else (nobody is judged) everybody who is live does."""


def compare_reach(
    given: PeopleInput, waves: Sequence[Placement], judged: Sequence[Stakeholder], *, seed: int = 0
) -> tuple[ReachCurve, ...]:
    """The planned waves beside other orders of the same sizes.

    Reached is who turns to a first user that is live: somebody with a positive attitude and the
    respect of peers, for an opponent who is live helps nobody to begin. Where nobody is judged
    everybody live counts, and the curve says so. What is promised is reach, not persuasion: on
    networks of real advice the gain of a good choice is that more people have somebody near. ()
    where nobody was asked whom they turn to; `critics first` is left out where nobody's stance is
    known, `without managers first` where their weight is 0. Means over random orders may have
    decimals.
    """
    if not given.intake.ties or not waves:
        return ()
    people = {one.person_id: one for one in given.intake.people}
    planned = sorted(waves, key=lambda one: (one.wave, people[one.person_id].rank, one.person_id))
    ids = {one.person_id for one in planned}
    firsts = {key for one in first_users_of(given, judged) for key in one.chosen}
    field = _Field(
        turns_to=_turns_to(given.intake.ties, ids, firsts if judged else ids),
        sizes=_sizes(planned),
        by_first_users=bool(judged),
    )
    ranked = sorted((people[one.person_id] for one in planned), key=lambda one: one.rank)
    found = [field.curve(AS_PLANNED, [one.person_id for one in planned])]
    free = _without_office(given, judged)
    if free:
        found.append(field.curve(WITHOUT_OFFICE, free))
    stance = {one.person_id: one.stance for one in judged}
    if any(stance.values()):
        found.append(field.curve(CRITICS_FIRST, _ordered(ranked, _by_stance(stance))))
    found.append(field.curve(BY_DEPARTMENT, _ordered(ranked, lambda one: (one.department,))))
    found.append(field.mean(RANDOM, [one.person_id for one in ranked], seed))
    return tuple(found)


def reach_note(curves: Sequence[ReachCurve]) -> str:
    """Why the plan's first wave reaches fewer than a random one, and what it costs; else ""."""
    first = {one.name: one.waves[0].near for one in curves if one.waves}
    mine, chance = first.get(AS_PLANNED, 0.0), first.get(RANDOM, 0.0)
    if mine >= chance:
        return ""
    free = first.get(WITHOUT_OFFICE)
    instead = f"; without managers first it would be {free:.0f}" if free is not None else ""
    return (
        f"The first wave as planned reaches {mine:.0f}, a random one {chance:.0f}: its seats go to "
        f"managers, of whom few are first users{instead}."
    )


def _without_office(given: PeopleInput, judged: Sequence[Stakeholder]) -> list[str]:
    """The order by the same weights, had managers none; [] where they have none."""
    own = given.settings.mine.stakeholders.waves.weights
    weights = weights_in_force(own, given.decisions)
    if weights[WavePart.MANAGERS] <= 0 or not judged:
        return []
    order = order_people(given, judged, {**weights, WavePart.MANAGERS: 0.0})
    return [one.person.person_id for one in order]


def _by_stance(stance: Mapping[str, Stance | None]) -> Callable[[Person], tuple[int]]:
    def place(one: Person) -> tuple[int]:
        found = stance.get(one.person_id)
        return (len(SIDE) if found is None else SIDE[found],)

    return place


def _ordered(people: Sequence[Person], by: Callable[[Person], tuple[int | str, ...]]) -> list[str]:
    ordered = sorted(people, key=lambda one: (by(one), one.rank, one.person_id))
    return [one.person_id for one in ordered]


def _turns_to(ties: Sequence[Tie], pool: set[str], count: set[str]) -> dict[str, frozenset[str]]:
    """Person in scope -> those who count and whom he or she turns to."""
    found: dict[str, set[str]] = {key: set() for key in pool}
    counted = pool & count
    for tie in ties:
        if tie.from_id in pool and tie.to_id in counted and tie.from_id != tie.to_id:
            found[tie.from_id].add(tie.to_id)
    return {key: frozenset(who) for key, who in found.items()}


def _sizes(waves: Sequence[Placement]) -> list[tuple[int, int]]:
    numbers = sorted({one.wave for one in waves})
    return [(number, sum(one.wave == number for one in waves)) for number in numbers]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Field:
    turns_to: Mapping[str, frozenset[str]]
    sizes: Sequence[tuple[int, int]]
    by_first_users: bool

    def curve(self, name: str, order: Sequence[str]) -> ReachCurve:
        live: set[str] = set()
        left = list(order)
        found = []
        for wave, size in self.sizes:
            live |= set(left[:size])
            left = left[size:]
            found.append(self._reached(wave, live))
        return ReachCurve(name=name, waves=tuple(found), by_first_users=self.by_first_users)

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
            by_first_users=self.by_first_users,
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
