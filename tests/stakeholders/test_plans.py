"""Coverage, invitations, first users and waves."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import date

import pytest

from tests.stakeholders import village
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
from toolkit.model.findings import FinalCause
from toolkit.model.vocabulary import Cause, Channel, DecidedBy, Kind, Level
from toolkit.settings import Mine, PrivacySettings, Settings, StakeholderSettings
from toolkit.stakeholders import (
    balance_invitations,
    find_first_users,
    heard_in,
    judge_people,
    measure_coverage,
    plan_waves,
    whom_to_meet,
)
from toolkit.stakeholders.conversations import plan_conversations
from toolkit.stakeholders.coverage import measure_grid
from toolkit.stakeholders.saturation import (
    is_saturated,
    measure_saturation,
    themes_saturated,
)


def company(n: int = 24):
    """A boss, three managers and their teams in three departments and two places."""
    people = [person("P00", 0, level=Level.EXECUTIVE, department="Board")]
    for i in range(1, n):
        people.append(
            person(
                f"P{i:02}",
                i,
                department=("Sales", "Service", "Office")[i % 3],
                location=("Oslo", "Bergen")[i % 2],
                level=Level.MANAGER if i <= 3 else Level.CONTRIBUTOR,
                manager="P00" if i <= 3 else f"P{1 + (i - 1) % 3:02}",
            )
        )
    return people


def sized(seats: int = 8, wave: int = 6) -> Settings:
    return Settings(mine=Mine(stakeholders=StakeholderSettings(invitations=seats, wave_size=wave)))


def rated_company(**more):
    """Everybody but the last six has given a number, low in Sales and high in Service."""
    people = company()
    closed = [
        rated(one.person_id, {"Sales": 2, "Service": 9, "Office": 6, "Board": 7}[one.department])
        for one in people[:-6]
    ]
    more.setdefault("settings", sized())
    return people_input(people, closed=closed, **more)


def places(given):
    judged = judge_people(given)
    return judged, {one.person_id: one for one in given.intake.people}


def test_coverage_counts_people_and_the_heard_and_names_the_holes():
    people = [person("A"), person("B", 1, department="Office"), person("C", 2, in_scope=False)]
    table = measure_coverage(people, (), {"A", "C"})
    rows = {
        (row.dimension, row.value): (row.people, row.heard, row.gap) for row in table.itertuples()
    }
    assert rows["department", "Sales"] == (1, 1, "")
    assert rows["department", "Office"] == (1, 0, "nobody heard")
    assert ("department & location", "department=Office & location=Oslo") in rows


def test_coverage_by_stance_uses_the_neutral_words():
    given = rated_company()
    table = measure_coverage(given.intake.people, judge_people(given), heard_in(given))
    assert {"critical", "advocates", "not known"} <= set(
        table[table.dimension == "stance"]["value"]
    )


def test_whoever_closes_most_holes_is_met_first():
    people = [person("A"), person("B", 1), person("C", 2, department="Office", location="Bergen")]
    first = whom_to_meet(people, (), {"A"}, 1)[0]
    assert first.person_id == "C"
    assert "department Office" in first.reason
    assert "location Bergen" in first.reason


def test_the_list_has_its_size_every_group_and_both_sides():
    given = rated_company()
    judged, people = places(given)
    found = balance_invitations(given, judged)
    chosen = [people[one.person_id] for one in found.placements]
    stances = {one.person_id: one.stance for one in judged}
    assert len(chosen) == 8
    assert {one.department for one in chosen} == {"Board", "Sales", "Service", "Office"}
    assert {one.location for one in chosen} == {"Oslo", "Bergen"}
    assert {one.level for one in chosen} == {Level.EXECUTIVE, Level.MANAGER, Level.CONTRIBUTOR}
    critics = sum(
        stances[one.person_id] in ("antagonist", "detractor", "sceptic") for one in chosen
    )
    assert critics >= 2
    assert any(one.person_id not in heard_in(given) for one in chosen)
    assert found.trade_offs == ()


def test_nobody_sits_there_with_the_own_boss_alone():
    given = rated_company()
    judged, people = places(given)
    chosen = [people[one.person_id] for one in balance_invitations(given, judged).placements]
    ids, teams = {one.person_id for one in chosen}, Counter(one.department for one in chosen)
    for one in chosen:
        if one.manager_id in ids:
            boss = people[one.manager_id]
            assert teams[one.department] - 1 - (boss.department == one.department) >= 1


def test_pins_and_exclusions_are_kept():
    rows = village.decisions(("person:P23", "seat", "in"), ("person:P01", "seat", "out"))
    given = rated_company(decisions=rows)
    ids = {one.person_id for one in balance_invitations(given, judge_people(given)).placements}
    assert "P23" in ids
    assert "P01" not in ids


def test_too_few_seats_break_the_cheapest_wish_and_say_so():
    given = rated_company(settings=sized(seats=4))
    found = balance_invitations(given, judge_people(given))
    assert len(found.placements) == 4
    assert found.trade_offs


def test_invitations_work_without_any_judgement_on_people():
    off = sized().model_copy(update={"mine": Mine(privacy=PrivacySettings(individual=False))})
    given = rated_company(settings=off)
    found = balance_invitations(given, judge_people(given))
    assert found.placements
    assert not any("critic" in one.reason for one in found.placements)


def test_without_any_judgement_seats_go_to_departments_and_levels_as_there_are_people():
    people = [person(f"M{i}", i, department=f"D{i % 2}", level=Level.MANAGER) for i in range(4)] + [
        person(f"C{i}", 10 + i, department=f"D{i % 2}") for i in range(12)
    ]
    private = Settings(
        mine=Mine(
            stakeholders=StakeholderSettings(invitations=8),
            privacy=PrivacySettings(individual=False),
        )
    )
    found = balance_invitations(people_input(people, settings=private), ())
    seated = {one.person_id for one in found.placements}
    assert sum(key.startswith("M") for key in seated) == 2
    assert sum(one.department == "D0" for one in people if one.person_id in seated) == 4


def test_invitations_and_waves_depend_on_no_order():
    given = rated_company()
    turned = replace(given, intake=replace(given.intake, people=given.intake.people[::-1]))
    for plan in (
        lambda g: balance_invitations(g, judge_people(g)),
        lambda g: plan_waves(g, judge_people(g)),
    ):
        assert plan(given) == plan(turned)


def test_a_first_user_is_positive_and_respected_by_peers():
    given = rated_company(nominations=ties(("P05", "P07"), ("P04", "P07"), ("P10", "P07")))
    groups = {
        (one.department, one.level): one for one in find_first_users(given, judge_people(given))
    }
    service = groups["Service", Level.CONTRIBUTOR]
    assert service.chosen == ("P07",)


def test_where_nobody_has_both_that_is_said_with_what_is_missing():
    given = rated_company(nominations=ties(("P05", "P06"), ("P09", "P06"), ("P12", "P06")))
    groups = {
        (one.department, one.level): one for one in find_first_users(given, judge_people(given))
    }
    sales = groups["Sales", Level.CONTRIBUTOR]
    assert sales.chosen == ()
    assert sales.note
    assert ("P06", "respected, but critical") in sales.nearest


def test_managers_come_first_and_no_wave_is_too_large():
    given = rated_company()
    _, people = places(given)
    waves = plan_waves(given, judge_people(given))
    assert {one.person_id for one in waves} == set(people)
    assert max(Counter(one.wave for one in waves).values()) <= 6
    last = max(one.wave for one in waves if people[one.person_id].level is not Level.CONTRIBUTOR)
    first = min(one.wave for one in waves if people[one.person_id].level is Level.CONTRIBUTOR)
    assert last <= first


def test_a_wave_decided_by_a_person_wins():
    given = rated_company(decisions=village.decisions(("person:P20", "wave", "1")))
    waves = {one.person_id: one.wave for one in plan_waves(given, judge_people(given))}
    assert waves["P20"] == 1


@pytest.mark.parametrize(
    ("by", "gated"), [(DecidedBy.TICKETS, True), (DecidedBy.PERSON, True), (DecidedBy.TEXT, False)]
)
def test_a_confirmed_defect_named_by_an_opinion_former_is_fixed_before_that_persons_wave(by, gated):
    complaint = said("S-1", "The order is lost when I save.", by="P00")
    other = said("S-2", "The order is lost when I save.", by="P23")
    given = rated_company(
        themes=(theme("T04", "Lost orders", "S-1", "S-2"),),
        verdicts={"T04": verdict("T04", Cause.DEFECT, by)},
    )
    given = replace(
        given,
        statements=(complaint, other),
        codings={key: coded(key, Kind.CONCERN, Cause.DEFECT, 3) for key in ("S-1", "S-2")},
    )
    gates = {one.person_id: one.gate for one in plan_waves(given, judge_people(given))}
    assert bool(gates["P00"]) is gated
    assert gates["P23"] == ""


def test_a_conversation_names_who_could_speak_and_what_is_fixed_first():
    words = said("S-1", "Two addresses get mixed up when copying; I can show four cases.", by="P06")
    given = rated_company(
        themes=(theme("T04", "Mixed addresses", "S-1"),),
        verdicts={"T04": verdict("T04", Cause.DEFECT)},
        nominations=ties(("P06", "P07"), ("P06", "P03")),
    )
    given = replace(
        given,
        statements=(words,),
        codings={"S-1": coded("S-1", Kind.CONCERN, Cause.DEFECT, 2)},
    )
    found = {one.person_id: one for one in plan_conversations(given, judge_people(given))}
    assert found["P06"].voices[0] == ("P07", "this person turns to them")
    assert found["P06"].fix_first == ("T04",)


def talks(*told: tuple[str, Cause]):
    """One talk a day, each with one complaint: (theme, final cause)."""
    spoken = []
    for number, _ in enumerate(told, start=1):
        one = said(f"S-{number}", "words", by="A", file=f"talk{number}.vtt")
        source = replace(one.source, channel=Channel.INTERVIEW, said_on=date(2026, 5, number))
        spoken.append(replace(one, source=source))
    keys = sorted({of for of, _ in told})
    themes = [
        theme(key, key, *(f"S-{n}" for n, (of, _) in enumerate(told, start=1) if of == key))
        for key in keys
    ]
    finals = {
        f"S-{n}": FinalCause(
            statement_id=f"S-{n}", cause=cause, confidence=0.9, decided_by=DecidedBy.TEXT
        )
        for n, (_, cause) in enumerate(told, start=1)
    }
    return people_input([person("A")], spoken[::-1], themes=themes, final_causes=finals)


def test_conversations_are_saturated_when_the_last_three_bring_no_new_cause():
    found = measure_saturation(
        talks(
            ("T1", Cause.DEFECT),
            ("T2", Cause.TRAINING),
            ("T3", Cause.DEFECT),
            ("T2", Cause.TRAINING),
            ("T4", Cause.DEFECT),
        )
    )
    assert [one.new_causes for one in found] == [(Cause.DEFECT,), (Cause.TRAINING,), (), (), ()]
    assert [one.new_themes for one in found] == [("T1",), ("T2",), ("T3",), (), ("T4",)]
    assert is_saturated(found)
    assert not themes_saturated(found)
    assert not is_saturated(found[:4])


def test_a_cause_that_cannot_be_told_is_no_new_one_and_saturates_nothing():
    assert not is_saturated(measure_saturation(talks(*[("T1", Cause.UNCLEAR)] * 5)))


def test_the_grid_holds_every_cell_with_its_stances_the_silent_ones_first():
    given = rated_company()
    grid = measure_grid(given.intake.people, judge_people(given), heard_in(given))
    assert sum(one.people for one in grid) == 24
    assert sum(one.heard for one in grid) == 18
    silent = [one.heard == 0 for one in grid]
    assert silent == sorted(silent, reverse=True)
    sales = [one for one in grid if one.department == "Sales" and one.heard]
    assert all(set(one.stances) == {"critical"} for one in sales)
