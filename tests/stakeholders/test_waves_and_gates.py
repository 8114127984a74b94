"""The order of the roll-out, its reach, and what each wave waits for."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import UTC, date, datetime

import pandas as pd
import pytest
from hypothesis import given as example
from hypothesis import settings as tries
from hypothesis import strategies as st

from tests.stakeholders import village
from tests.stakeholders.test_plans import rated_company, sized
from tests.stakeholders.village import (
    coded,
    people_input,
    person,
    rated,
    said,
    theme,
    ties,
    verdict,
)
from toolkit.model.decisions import Decision, Decisions
from toolkit.model.vocabulary import Cause, GoItemName, GoState, Kind, Level
from toolkit.settings import Mine, Settings, StakeholderSettings, WaveSettings, WaveWeights
from toolkit.stakeholders import judge_people, plan_waves
from toolkit.stakeholders.gates import GateInput, Rival, judge_gates
from toolkit.stakeholders.people_input import index_people
from toolkit.stakeholders.promising import all_promises
from toolkit.stakeholders.wave_order import order_people
from toolkit.stakeholders.wave_reach import (
    AS_PLANNED,
    BY_DEPARTMENT,
    RANDOM,
    WITHOUT_OFFICE,
    compare_reach,
    reach_note,
)
from toolkit.stakeholders.waves import starts_of

TODAY = date(2026, 6, 1)


def waves_of(given):
    return {one.person_id: one.wave for one in plan_waves(given, judge_people(given))}


def weighted(**weights):
    own = WaveSettings(weights=WaveWeights(**weights))
    return Settings(mine=Mine(stakeholders=StakeholderSettings(wave_size=6, waves=own)))


def gates(given, *, starts=None, **more):
    judged = judge_people(given)
    waves = plan_waves(given, judged)
    found = judge_gates(
        GateInput(
            known=index_people(given, {}),
            judged=judged,
            waves=waves,
            starts=starts or {},
            today=TODAY,
            promises=all_promises(given.decisions),
            **more,
        )
    )
    return {gate.wave: gate for gate in found}


def item(gate, name):
    return next(one for one in gate.items if one.name is name)


def test_a_team_starts_at_least_one_wave_after_its_manager():
    given = rated_company()
    waves = waves_of(given)
    for one in given.intake.people:
        if one.level is Level.CONTRIBUTOR:
            assert waves[one.person_id] > waves[one.manager_id]


weights_of_any_kind = st.fixed_dictionaries(
    {
        "managers": st.floats(0.01, 5),
        "first_user": st.floats(0, 5),
        "gain": st.floats(0, 5),
        "respect": st.floats(0, 5),
        "cover": st.floats(0, 5),
        "changed_sides": st.floats(0, 5),
        "critic": st.floats(-5, 5),
    }
)


@tries(max_examples=30, deadline=None)
@example(weights_of_any_kind, st.integers(1, 9))
def test_whatever_the_weights_nobody_starts_with_or_before_the_own_manager(weights, size):
    own = StakeholderSettings(wave_size=size, waves=WaveSettings(weights=WaveWeights(**weights)))
    star = ties(*((f"P{i:02}", "P07") for i in range(8, 24)))
    given = rated_company(settings=Settings(mine=Mine(stakeholders=own)), nominations=star)
    waves = waves_of(given)
    for one in given.intake.people:
        if one.level is Level.CONTRIBUTOR:
            assert waves[one.person_id] > waves[one.manager_id]
    assert max(Counter(waves.values()).values()) <= size


def test_a_team_lead_without_an_office_starts_before_the_own_team_and_a_circle_ends():
    people = [
        person("A", 3, manager="B"),
        person("B", 2, manager="C"),
        person("C", 1, level=Level.MANAGER),
        person("X", 4, manager="Y"),
        person("Y", 5, manager="X"),
    ]
    waves = waves_of(people_input(people))
    assert waves["C"] < waves["B"] < waves["A"]
    assert {waves["X"], waves["Y"]} == {1, 2}


def test_without_the_weight_of_office_those_who_gain_most_come_first():
    given = rated_company(settings=weighted(managers=0, first_user=0, cover=0, gain=5))
    praise = said("S-1", "It saves me an hour.", by="P23")
    peers = (
        replace(given.intake.people[22], role="Clerk"),
        replace(given.intake.people[23], role="Clerk", department="Board"),
    )
    people = (*given.intake.people[:22], *peers)
    given = replace(
        given,
        intake=replace(given.intake, people=people),
        statements=(praise,),
        codings={"S-1": coded("S-1", Kind.PRAISE)},
    )
    assert waves_of(given)["P22"] == 1


def test_a_weight_moved_by_a_person_wins_over_the_settings():
    given = rated_company(decisions=village.decisions(("wave:all", "weight_managers", "0")))
    parts = {part.name: part.weight for part in order_people(given, ())[0].parts}
    assert parts["managers"] == 0.0


def test_of_two_people_with_the_same_admirers_the_second_adds_no_cover():
    people = [person(key, rank) for rank, key in enumerate("ABCDEF")]
    closed = [rated(key, 9) for key in "ABC"]
    pairs = ties(("D", "A"), ("E", "A"), ("D", "B"), ("E", "B"), ("F", "C"))
    only = WaveWeights(managers=0, first_user=0, gain=0, respect=0, changed_sides=0, critic=0)
    own = StakeholderSettings(waves=WaveSettings(weights=only))
    given = people_input(
        people, closed=closed, nominations=pairs, settings=Settings(mine=Mine(stakeholders=own))
    )
    order = [one.person.person_id for one in order_people(given, judge_people(given))]
    assert order[:2] == ["A", "C"]


def test_a_waves_size_can_be_set_by_hand():
    given = rated_company(decisions=village.decisions(("wave:1", "size", "2")))
    waves = list(waves_of(given).values())
    assert waves.count(1) == 2
    assert max(waves.count(n) for n in set(waves)) <= 6


@pytest.mark.parametrize(("people", "largest"), [(35, 20), (200, 20), (455, 46)])
def test_without_a_size_the_waves_are_ten_at_most_and_none_is_small(people, largest):
    everybody = [person(f"P{n:03}", n) for n in range(1, people + 1)]
    waves = Counter(waves_of(people_input(everybody)).values())
    assert max(waves.values()) == largest
    assert max(waves) == min(10, -(-people // largest))


def test_a_start_moved_by_hand_moves_the_later_waves_too():
    own = StakeholderSettings(waves=WaveSettings(first_on=date(2026, 6, 1), weeks_apart=2))
    rows = village.decisions(("wave:2", "starts_on", "2026-07-06"))
    assert starts_of(3, own, rows) == {
        1: date(2026, 6, 1),
        2: date(2026, 7, 6),
        3: date(2026, 7, 20),
    }


@tries(max_examples=25, deadline=None)
@example(
    st.lists(st.tuples(st.integers(0, 23), st.integers(0, 23)), max_size=40), st.integers(2, 9)
)
def test_everybody_is_live_waiting_with_somebody_or_without(pairs, size):
    named = ties(*((f"P{a:02}", f"P{b:02}") for a, b in pairs))
    given = rated_company(nominations=named, settings=sized(wave=size))
    judged = judge_people(given)
    for curve in compare_reach(given, plan_waves(given, judged), judged):
        for row in curve.waves:
            total = row.live + row.with_two + row.with_one + row.without
            assert total == pytest.approx(24, abs=0.05)


def reached(given):
    judged = judge_people(given)
    return {one.name: one for one in compare_reach(given, plan_waves(given, judged), judged)}


def test_a_first_wave_that_others_turn_to_reaches_more_than_a_random_one():
    star = [(f"P{i:02}", "P07") for i in range(8, 24)]
    curves = reached(rated_company(nominations=ties(*star), settings=weighted(managers=0)))
    first = {name: curve.waves[0] for name, curve in curves.items()}
    assert first[AS_PLANNED].with_one > 2 * first[RANDOM].with_one
    assert {AS_PLANNED, BY_DEPARTMENT, RANDOM, "critics first"} == set(curves)


def test_an_opponent_who_is_live_is_nobody_to_begin_with():
    star = ties(*((f"P{i:02}", "P06") for i in range(8, 24)))
    critic = rated_company(nominations=star, settings=weighted(managers=0))
    assert reached(critic)["critics first"].waves[0].near == 0
    friend = replace(
        critic, intake=replace(critic.intake, closed=tuple(rated(f"P{i:02}", 9) for i in range(18)))
    )
    assert reached(friend)[AS_PLANNED].waves[0].near >= 10


def test_where_nobody_is_judged_everybody_live_counts_and_the_curve_says_so():
    star = ties(*((f"P{i:02}", "P00") for i in range(8, 24)))
    given = rated_company(nominations=star)
    planned = compare_reach(given, plan_waves(given, ()), ())[0]
    assert not planned.by_first_users
    assert planned.waves[0].near == 16


def test_where_managers_first_costs_reach_the_page_says_so_with_the_figure():
    star = ties(*((f"P{i:02}", "P07") for i in range(8, 24)))
    judged = judge_people(rated_company(nominations=star))
    given = rated_company(nominations=star)
    curves = compare_reach(given, plan_waves(given, judged), judged)
    by_name = {one.name: one.waves[0].near for one in curves}
    assert by_name[AS_PLANNED] == 0 < by_name[RANDOM] < by_name[WITHOUT_OFFICE]
    assert f"without managers first it would be {by_name[WITHOUT_OFFICE]:.0f}" in reach_note(curves)


def test_reach_is_not_told_where_nobody_was_asked():
    given = rated_company()
    assert compare_reach(given, plan_waves(given, ()), ()) == ()


def defect_named_by(person_id: str, severity: int = 3, **more):
    words = said("S-1", "The order is lost when I save.", by=person_id)
    given = rated_company(
        themes=(theme("T04", "Lost orders", "S-1"),),
        verdicts={"T04": verdict("T04", Cause.DEFECT)},
        **more,
    )
    return replace(
        given,
        statements=(words,),
        codings={"S-1": coded("S-1", Kind.CONCERN, Cause.DEFECT, severity)},
    )


def test_an_open_grave_defect_keeps_the_wave_of_its_people_red_and_names_its_owner():
    given = defect_named_by("P20")
    found = gates(given, owners={"T04": "CRM product owner"})
    mine = found[waves_of(given)["P20"]]
    red = item(mine, GoItemName.DEFECTS)
    assert red.state is GoState.RED
    assert red.owner == "CRM product owner"
    assert red.people == ("P20",)
    assert mine.state is GoState.RED


def test_a_small_defect_named_by_nobody_of_weight_stops_nothing():
    given = defect_named_by("P20", severity=1)
    assert item(gates(given)[waves_of(given)["P20"]], GoItemName.DEFECTS).state is GoState.GREEN


def test_a_defect_that_is_fixed_stops_nothing():
    given = defect_named_by(
        "P20", decisions=village.decisions(("theme:T04", "fixed_on", "2026-05-20"))
    )
    assert item(gates(given)[waves_of(given)["P20"]], GoItemName.DEFECTS).state is GoState.GREEN


def test_praise_of_a_part_with_a_fault_is_no_complaint_and_stops_nothing():
    given = defect_named_by("P20")
    praised = replace(given, codings={"S-1": coded("S-1", Kind.PRAISE, Cause.DEFECT, 3)})
    assert item(gates(praised)[waves_of(given)["P20"]], GoItemName.DEFECTS).state is GoState.GREEN


def test_a_fault_that_only_facts_show_is_not_called_confirmed():
    given = defect_named_by("P20")
    wave = waves_of(given)["P20"]
    shown = item(gates(given)[wave], GoItemName.DEFECTS).sentence
    assert shown == (
        "1 fault open: T04 Lost orders (severity 3): by tickets, no person has confirmed it yet"
    )
    said_so = replace(given, decisions=village.decisions(("theme:T04", "verdict", "defect")))
    assert "a person confirmed it" in item(gates(said_so)[wave], GoItemName.DEFECTS).sentence
    denied = replace(given, decisions=village.decisions(("theme:T04", "verdict", "training")))
    assert item(gates(denied)[wave], GoItemName.DEFECTS).state is GoState.GREEN


def test_silent_peers_who_use_the_part_would_meet_the_fault_too():
    given = defect_named_by("P20")
    users = frozenset({"P20", "P23", "P22"})
    people = tuple(
        replace(one, role="Clerk") if one.person_id == "P22" else one for one in given.intake.people
    )
    told = replace(given, intake=replace(given.intake, people=people), part_users={"T04": users})
    wave = waves_of(told)["P23"]
    red = item(gates(told)[wave], GoItemName.DEFECTS)
    assert "P23" in red.people
    assert "P22" not in red.people
    assert red.sentence.endswith("; 1 silent colleague of the same role at that part")


def test_a_course_attended_since_the_complaint_is_to_be_checked_and_not_asked_for_again():
    given = training_gap_of("P20", said_on=date(2026, 5, 4))
    wave = waves_of(given)["P20"]

    def courses(held_on):
        frame = pd.DataFrame({"last_course_on": [held_on]}, index=["P20"], dtype=object)
        told = replace(given, facts=replace(given.facts, people=frame))
        return item(gates(told)[wave], GoItemName.COURSES)

    assert courses(date(2026, 4, 1)).state is GoState.RED
    assert courses(date(2026, 5, 20)).state is GoState.UNKNOWN
    assert courses(None).state is GoState.RED


def training_gap_of(person_id: str, said_on: date | None = None):
    words = said("S-1", "Nobody showed me how to split an order.", by=person_id)
    words = replace(words, source=replace(words.source, said_on=said_on))
    given = rated_company(
        themes=(theme("T02", "Splitting", "S-1"),),
        verdicts={"T02": verdict("T02", Cause.TRAINING)},
    )
    return replace(
        given,
        statements=(words,),
        codings={"S-1": coded("S-1", Kind.CONCERN, Cause.TRAINING, 2)},
    )


def test_a_training_gap_asks_for_a_course_until_somebody_says_that_it_was_held():
    given = training_gap_of("P20")
    wave = waves_of(given)["P20"]
    assert item(gates(given)[wave], GoItemName.COURSES).state is GoState.RED
    held = replace(given, decisions=village.decisions((f"wave:{wave}", "courses", "green")))
    done = item(gates(held)[wave], GoItemName.COURSES)
    assert (done.state, done.decided_by) == (GoState.GREEN, "Ada")


def test_managers_must_be_live_for_two_weeks():
    given = rated_company()
    last = max(waves_of(given).values())
    soon = {n: date(2026, 6, n) for n in range(1, last + 1)}
    far = {n: date(2026, n, 1) for n in range(1, last + 1)}
    assert item(gates(given, starts=soon)[2], GoItemName.MANAGERS).state is GoState.RED
    assert item(gates(given, starts=far)[2], GoItemName.MANAGERS).state is GoState.GREEN
    assert item(gates(given)[2], GoItemName.MANAGERS).state is GoState.UNKNOWN


def test_a_promise_that_is_due_and_unkept_keeps_the_wave_red():
    rows = village.decisions(
        ("person:P20", "promise", "the copy button"),
        ("person:P20", "promise_owner", "vendor"),
        ("person:P20", "promise_due", "2026-05-20"),
    )
    given = rated_company(decisions=rows)
    red = item(gates(given)[waves_of(given)["P20"]], GoItemName.PROMISES)
    assert (red.state, red.owner) == (GoState.RED, "vendor")


@pytest.mark.parametrize(("field", "state"), [("told_on", "red"), ("promise_kept_on", "green")])
def test_a_promise_that_was_only_talked_of_is_not_kept(field, state):
    rows = village.decisions(
        ("person:P20", "promise", "the copy button"),
        ("person:P20", "promise_due", "2026-05-20"),
        ("person:P20", field, "2026-05-19"),
    )
    given = rated_company(decisions=rows)
    assert item(gates(given)[waves_of(given)["P20"]], GoItemName.PROMISES).state == state


def test_a_list_beside_the_tool_keeps_the_wave_red_until_it_is_retired():
    given = rated_company()
    wave = waves_of(given)["P20"]
    rival = Rival(rival_id="X1", name="the Friday sheet", people=("P20",), owner="sales lead")
    red = item(gates(given, rivals=(rival,))[wave], GoItemName.RIVALS)
    assert (red.state, red.owner) == (GoState.RED, "sales lead")
    gone = replace(rival, retired=True)
    assert item(gates(given, rivals=(gone,))[wave], GoItemName.RIVALS).state is GoState.GREEN


def test_a_list_whose_users_are_not_told_leaves_the_item_unknown_and_never_green():
    given = rated_company()
    wave = waves_of(given)["P20"]
    rival = Rival(rival_id="X1", name="the Friday sheet", people=(), owner="sales lead")
    unsure = item(gates(given, rivals=(rival,))[wave], GoItemName.RIVALS)
    assert unsure.state is GoState.UNKNOWN
    assert unsure.sentence == "1 rival list in use beside the tool; by whom is not told"


def test_a_helper_in_every_department_of_the_wave_is_wanted():
    people = [person("A"), person("B", 1)]
    given = people_input(people)
    assert item(gates(given)[1], GoItemName.HELPERS).state is GoState.RED
    named = replace(given, decisions=village.decisions(("person:A", "helper", "yes")))
    assert gates(named)[1].state is GoState.GREEN


def test_overruling_lets_a_red_wave_go_with_its_reason_and_hides_nothing():
    row = Decision(
        decision_id=1,
        subject="wave:1",
        field="overruled",
        suggested="red",
        confidence=None,
        decided="yes",
        coder="Ada",
        at=datetime(2026, 5, 4, tzinfo=UTC),
        memo="the fault is in a part they never use",
    )
    given = people_input([person("A")], decisions=Decisions([row]))
    gate = gates(given)[1]
    assert gate.state is GoState.OVERRULED
    assert gate.because == "the fault is in a part they never use"
    assert item(gate, GoItemName.HELPERS).state is GoState.RED
