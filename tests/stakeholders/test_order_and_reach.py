"""What moves somebody in the order of waves, the orders set beside it, and two items of a gate."""

from __future__ import annotations

import pytest

from tests.stakeholders.village import (
    coded,
    decisions,
    gates_of,
    judged,
    people_input,
    person,
    placed,
    said,
    theme,
    ties,
    verdict,
)
from toolkit.model.vocabulary import Cause, GoItemName, GoState, Influence, Kind, Level, Stance
from toolkit.settings import Mine, Settings, StakeholderSettings, WaveSettings, WaveWeights
from toolkit.stakeholders.gates import GoItem
from toolkit.stakeholders.wave_order import Turn, order_people
from toolkit.stakeholders.wave_reach import (
    AS_PLANNED,
    BY_DEPARTMENT,
    CRITICS_FIRST,
    RANDOM,
    WITHOUT_OFFICE,
    compare_reach,
)

NONE = dict.fromkeys(WaveWeights.model_fields, 0.0)


def only(**weights: float) -> Settings:
    """Every weight 0 but these."""
    own = WaveSettings(weights=WaveWeights(**(NONE | weights)))
    return Settings(mine=Mine(stakeholders=StakeholderSettings(waves=own)))


def order(known, *named: tuple[str, str], people=None, **weights: float) -> list[str]:
    people = people or [person(key, rank) for rank, key in enumerate("ABC")]
    given = people_input(people, nominations=ties(*named), settings=only(**weights))
    return [one.person.person_id for one in order_people(given, known)]


CONVERT = judged("C", Stance.SUPPORTER, stance_before=Stance.SCEPTIC)
FRIENDS = [judged("A", Stance.SUPPORTER), judged("B", Stance.CHAMPION)]
PAIRS = [
    judged("A", Stance.SUPPORTER, influence_score=0.1),
    judged("B", Stance.SUPPORTER, influence_score=0.3),
    judged("C", Stance.SUPPORTER, influence_score=0.9),
]


def test_whoever_changed_sides_comes_before_those_who_were_always_for_it():
    known = [*FRIENDS, CONVERT]
    assert order(known, changed_sides=0.2) == ["C", "A", "B"]
    assert order(known, changed_sides=-0.2) == ["A", "B", "C"]
    assert order(known) == ["A", "B", "C"]


def test_whoever_was_for_it_before_or_turned_against_it_has_not_changed_sides():
    always = judged("C", Stance.SUPPORTER, stance_before=Stance.CHAMPION)
    lost = judged("C", Stance.SCEPTIC, stance_before=Stance.DETRACTOR)
    for other in (always, lost):
        assert order([*FRIENDS, other], changed_sides=0.2) == ["A", "B", "C"]


@pytest.mark.parametrize("stance", [Stance.ANTAGONIST, Stance.DETRACTOR, Stance.SCEPTIC])
def test_a_critic_comes_later_or_sooner_as_the_weight_says(stance):
    known = [judged("A", Stance.NEUTRAL), judged("B", stance), judged("C", Stance.SUPPORTER)]
    assert order(known, critic=-0.3) == ["A", "C", "B"]
    assert order(known, critic=0.3) == ["B", "A", "C"]
    assert order(known) == ["A", "B", "C"]


def test_the_more_respected_of_those_who_are_for_it_come_first():
    assert order(PAIRS, respect=0.4) == ["C", "B", "A"]
    assert order(PAIRS, respect=-0.4) == ["A", "B", "C"]


def test_the_respect_of_somebody_who_is_not_for_it_sends_nobody_ahead():
    known = [*PAIRS[:2], judged("C", Stance.NEUTRAL, influence_score=0.9)]
    assert order(known, respect=0.4) == ["B", "A", "C"]


def test_office_comes_first_by_its_weight_executives_before_managers():
    people = [
        person("A"),
        person("B", 1, level=Level.MANAGER),
        person("C", 2, level=Level.EXECUTIVE),
    ]
    assert order([], people=people, managers=4.0) == ["C", "B", "A"]
    assert order([], people=people) == ["A", "B", "C"]


def test_a_first_user_comes_first_by_its_weight():
    named = [("A", "C"), ("B", "C")]
    assert order([judged("C", Stance.SUPPORTER)], *named, first_user=1.5) == ["C", "A", "B"]
    assert order([judged("C", Stance.SUPPORTER)], *named) == ["A", "B", "C"]


SHARED = [("D", "A"), ("E", "A"), ("F", "A"), ("D", "B"), ("E", "B"), ("G", "B"), ("H", "C")]
"""A and B are turned to by three each, two of them the same; C by one."""


def covers(*named: tuple[str, str], taken: str) -> dict[str, float]:
    """What everybody adds to the cover once `taken` went first."""
    people = [person(key, rank) for rank, key in enumerate("ABCDEFGH")]
    known = [judged(taken, Stance.SUPPORTER, influence_score=1.0)]
    settings = only(respect=9.0, cover=0.3)
    given = people_input(people, nominations=ties(*named), settings=settings)
    found = order_people(given, known)
    assert found[0].person.person_id == taken
    return {one.person.person_id: cover_of(one) for one in found}


def cover_of(turn: Turn) -> float:
    return next(part.value for part in turn.parts if part.name == "cover")


def test_what_somebody_adds_shrinks_by_those_who_turn_to_somebody_taken_before():
    assert covers(*SHARED, taken="A")["B"] == pytest.approx(1 / 3, abs=1e-3)
    assert covers(*SHARED, taken="B")["A"] == pytest.approx(1 / 3, abs=1e-3)
    assert covers(*SHARED, taken="A")["C"] == covers(*SHARED, taken="B")["C"]


def test_whoever_is_live_already_needs_nobody_to_turn_to():
    assert covers(*SHARED, taken="H")["C"] == 0.0
    assert covers(*SHARED, taken="D")["A"] == pytest.approx(2 / 3, abs=1e-3)


def test_cover_moves_the_order_by_its_weight():
    people = [person(key, rank) for rank, key in enumerate("HGFEDCBA")]
    assert order([judged("A")], *SHARED, people=people, cover=0.3)[:2] == ["B", "C"]
    assert order([judged("A")], *SHARED, people=people)[:2] == ["H", "G"]


COMPANY = [
    person("A", 0, level=Level.MANAGER, department="Office"),
    person("B", 1, department="Service"),
    person("C", 2, department="Sales"),
    person("D", 3, department="Office"),
    person("E", 4, department="Office"),
]
STAR = [("D", "C"), ("E", "C"), ("B", "C")]
PLANNED = placed(("A", 1), ("B", 2), ("D", 3), ("C", 4), ("E", 5))


def curves(known, *rows: tuple[str, str, str], people=COMPANY, **weights: float):
    given = people_input(
        people,
        nominations=ties(*STAR),
        settings=only(**({"managers": 4.0} | weights)),
        decisions=decisions(*rows),
    )
    return {one.name: one for one in compare_reach(given, PLANNED, known)}


def test_the_orders_stand_from_the_plan_to_chance():
    ways = curves([judged("C", Stance.SUPPORTER)])
    assert list(ways) == [AS_PLANNED, WITHOUT_OFFICE, CRITICS_FIRST, BY_DEPARTMENT, RANDOM]


def test_without_a_weight_of_office_there_is_no_plan_without_it():
    known = [judged("C", Stance.SUPPORTER)]
    left = [AS_PLANNED, CRITICS_FIRST, BY_DEPARTMENT, RANDOM]
    assert list(curves(known, managers=0.0)) == left
    assert list(curves(known, managers=-1.0)) == left
    assert list(curves(known, ("wave:all", "weight_managers", "0"))) == left
    assert WITHOUT_OFFICE in curves(known, ("wave:all", "weight_managers", "2"), managers=0.0)


def test_where_nobodys_stance_is_known_no_critics_can_come_first():
    found = curves([judged(key) for key in "ABCDE"])
    assert list(found) == [AS_PLANNED, WITHOUT_OFFICE, BY_DEPARTMENT, RANDOM]


def test_where_nobody_is_judged_neither_of_the_two_is_told():
    assert list(curves([])) == [AS_PLANNED, BY_DEPARTMENT, RANDOM]


def live_from(name: str, known) -> int:
    """The first wave of an order in which somebody has the first user C near."""
    people = [person(one.person_id, one.rank, department="Sales") for one in COMPANY]
    if name == BY_DEPARTMENT:
        people[0] = person("A", 0, department="Tools")
    people[4] = person("E", 4, level=Level.MANAGER)
    found = curves(known, people=people, first_user=1.0)[name]
    return next(one.wave for one in found.waves if one.near)


@pytest.mark.parametrize(
    ("name", "wave"),
    [(AS_PLANNED, 4), (WITHOUT_OFFICE, 1), (CRITICS_FIRST, 2), (BY_DEPARTMENT, 2)],
)
def test_each_order_has_the_first_user_live_when_its_name_says(name, wave):
    known = [judged("C", Stance.SUPPORTER), judged("D", Stance.SCEPTIC)]
    assert live_from(name, known) == wave


def test_whoever_nobody_heard_comes_after_critics_and_friends():
    known = [judged("C", Stance.CHAMPION), judged("E", Stance.ANTAGONIST)]
    assert live_from(CRITICS_FIRST, known) == 2


def helpers(*waves: tuple[str, int], helper: str) -> list[GoState]:
    given = people_input(
        [person(key, rank) for rank, key in enumerate("ABC")],
        decisions=decisions((f"person:{helper}", "helper", "yes")),
    )
    return [one.state for one in items(given, GoItemName.HELPERS, *waves)]


def items(given, name: GoItemName, *waves: tuple[str, int], known=()) -> list[GoItem]:
    """One item of every wave's gate."""
    found = gates_of(given, *waves, known=known)
    return [next(one for one in gate.items if one.name is name) for gate in found]


def test_a_helper_counts_from_the_own_wave_on():
    waves = ("A", 1), ("B", 2), ("C", 3)
    assert helpers(*waves, helper="B") == [GoState.RED, GoState.GREEN, GoState.GREEN]
    assert helpers(*waves, helper="C") == [GoState.RED, GoState.RED, GoState.GREEN]


def defects(*waves: tuple[str, int], known, severity: int = 2, by: str = "A") -> list[GoItem]:
    """The item on faults, where `by` complains of one."""
    given = people_input(
        [person("A"), person("B", 1)],
        [said(f"S-{key}", "The order is lost when I save.", by=key) for key in by],
        [coded(f"S-{key}", Kind.CONCERN, Cause.DEFECT, severity) for key in by],
        themes=(theme("T04", "Lost orders", *(f"S-{key}" for key in by)),),
        verdicts={"T04": verdict("T04", Cause.DEFECT)},
    )
    return items(given, GoItemName.DEFECTS, *waves, known=known)


TOGETHER = (("A", 1), ("B", 1))


def test_a_fault_that_is_not_grave_stops_the_wave_of_an_opinion_former_who_complains_of_it():
    red = defects(*TOGETHER, known=[judged("A", influence=Influence.HIGH)])[0]
    assert (red.state, red.people) == (GoState.RED, ("A",))
    assert "Lost orders (named by an opinion former)" in red.sentence


@pytest.mark.parametrize("influence", [Influence.LOW, Influence.MEDIUM])
def test_the_same_fault_named_by_somebody_of_less_influence_stops_nothing(influence):
    assert defects(*TOGETHER, known=[judged("A", influence=influence)])[0].state is GoState.GREEN


def test_an_opinion_former_who_says_nothing_of_the_fault_stops_nothing():
    assert defects(*TOGETHER, known=[judged("B", influence=Influence.HIGH)])[0].state == "green"


def test_an_opinion_former_of_another_wave_stops_the_own_wave_alone():
    known = [judged("A", influence=Influence.HIGH), judged("B")]
    found = defects(("A", 1), ("B", 2), known=known, by="AB")
    assert [one.state for one in found] == [GoState.RED, GoState.GREEN]


@pytest.mark.parametrize(("severity", "state"), [(2, GoState.GREEN), (3, GoState.RED)])
def test_without_any_opinion_former_it_is_gravity_that_decides(severity, state):
    assert defects(*TOGETHER, known=(), severity=severity)[0].state is state
