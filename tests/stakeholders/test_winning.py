"""Promises, consent, the ledger, power users, owners of data, groups of use, switched-off parts."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import numpy as np
import pandas as pd
import pytest

from tests.stakeholders import village
from tests.stakeholders.test_plans import rated_company
from tests.stakeholders.village import coded, facts, people_input, person, rated, said, theme, ties
from tests.stakeholders.village import verdict as judged_theme
from toolkit.model.decisions import Decision, Decisions
from toolkit.model.findings import Action, FinalCause
from toolkit.model.vocabulary import (
    Cause,
    DecidedBy,
    Horizon,
    Kind,
    Level,
    Route,
    Stance,
    Status,
    UsageState,
    Wave,
)
from toolkit.settings import Mine, Project, Release, Settings, WaveSettings
from toolkit.stakeholders import judge_people
from toolkit.stakeholders.adoption_groups import group_adoption
from toolkit.stakeholders.conversations import plan_conversations
from toolkit.stakeholders.data_owners import find_data_sets
from toolkit.stakeholders.deciding import as_suggested, decided
from toolkit.stakeholders.late_entry import find_late_entry
from toolkit.stakeholders.ledger import Stage, untold, you_said_we_did
from toolkit.stakeholders.people_input import index_people
from toolkit.stakeholders.power_users import find_power_users, pair_up
from toolkit.stakeholders.promising import all_promises, overdue
from toolkit.stakeholders.silence import effect_of_silence

TODAY = date(2026, 6, 1)


def written(*rows: tuple[str, str, str, date]) -> Decisions:
    """From (subject, field, value, day)."""
    return Decisions(
        Decision(
            decision_id=number,
            subject=subject,
            field=field,
            suggested="",
            confidence=None,
            decided=value,
            coder="Ada",
            at=datetime(day.year, day.month, day.day, 9, number, tzinfo=UTC),
        )
        for number, (subject, field, value, day) in enumerate(rows, start=1)
    )


def action(*ids: str) -> Action:
    return Action(
        action_id="A01",
        route=Route.FIX,
        title="Stop losing orders",
        horizon=Horizon.BEFORE_RELAUNCH,
        theme_ids=("T04",),
        statement_ids=ids,
        people=2,
        value="",
        value_basis="none",
        owner_role="product owner",
        measure="",
        line="fix-T04",
    )


def test_a_promise_past_its_day_raises_an_alarm_until_the_person_is_told():
    made = ("person:P06", "promise", "the copy button", date(2026, 5, 1))
    due = ("person:P06", "promise_due", "2026-05-20", date(2026, 5, 1))
    told = ("person:P06", "told_on", "2026-05-30", date(2026, 5, 30))
    alarm = overdue(all_promises(written(made, due)), WaveSettings(), TODAY)[0]
    assert (alarm.person_id, alarm.days) == ("P06", 12)
    assert "the copy button" in alarm.sentence
    assert overdue(all_promises(written(made, due, told)), WaveSettings(), TODAY) == ()


def test_a_promise_without_a_day_is_late_after_three_weeks():
    made = ("person:P06", "promise", "an answer", date(2026, 5, 1))
    promises = all_promises(written(made))
    assert overdue(promises, WaveSettings(), date(2026, 5, 22)) == ()
    assert overdue(promises, WaveSettings(), date(2026, 5, 23))


def test_a_second_promise_leaves_the_first_one_as_it_was_kept():
    rows = written(
        ("person:P06", "promise", "an answer", date(2026, 5, 1)),
        ("person:P06", "promise_kept_on", "2026-05-04", date(2026, 5, 4)),
        ("person:P06", "promise", "a visit", date(2026, 5, 10)),
    )
    first, second = all_promises(rows)
    assert (first.words, first.kept_on) == ("an answer", date(2026, 5, 4))
    assert (second.words, second.kept_on) == ("a visit", None)


TWO_PROMISES = (
    ("person:P06", "promise", "the copy button", date(2026, 4, 1)),
    ("person:P06", "promise", "a visit", date(2026, 4, 10)),
)


def test_an_earlier_promise_is_closed_by_its_own_number_after_a_second_was_made():
    first_late = overdue(all_promises(written(*TWO_PROMISES)), WaveSettings(), TODAY)
    assert len(first_late) == 2
    kept = ("person:P06", "promise_kept_on#1", "2026-05-20", date(2026, 5, 20))
    rows = written(*TWO_PROMISES, kept)
    first, second = all_promises(rows)
    assert (first.promise_id, first.kept_on) == ("1", date(2026, 5, 20))
    assert second.kept_on is None
    assert len(overdue((first, second), WaveSettings(), TODAY)) == 1


def test_a_promise_with_a_typo_is_worded_anew_and_stays_one_promise():
    due = ("person:P06", "promise_due", "2026-06-20", date(2026, 4, 10))
    anew = ("person:P06", "promise#2", "a visit in June", date(2026, 4, 11))
    first, second = all_promises(written(*TWO_PROMISES, due, anew))
    assert first.words == "the copy button"
    assert (second.words, second.due) == ("a visit in June", date(2026, 6, 20))


def test_an_owner_written_for_the_first_promise_leaves_the_second_without_one():
    owner = ("person:P06", "promise_owner#1", "vendor", date(2026, 4, 12))
    assert [one.owner for one in all_promises(written(*TWO_PROMISES, owner))] == ["vendor", ""]


def test_a_promise_whose_words_are_emptied_is_withdrawn():
    gone = ("person:P06", "promise#1", "", date(2026, 4, 12))
    assert [one.words for one in all_promises(written(*TWO_PROMISES, gone))] == ["a visit"]


def critic(**more):
    words = said("S-1", "Two addresses get mixed up when copying; I can show four cases.", by="P06")
    given = rated_company(**more)
    return replace(
        given, statements=(words,), codings={"S-1": coded("S-1", Kind.CONCERN, Cause.DEFECT, 2)}
    )


def test_a_conversation_carries_promise_owner_date_and_consent():
    rows = village.decisions(
        ("person:P06", "talk_owner", "head of service"),
        ("person:P06", "talk_due", "2026-06-10"),
        ("person:P06", "promise", "a look at the four cases"),
        ("person:P06", "may_approach", "yes"),
        ("person:P06", "may_quote", "no"),
    )
    given = critic(decisions=rows)
    found = {one.person_id: one for one in plan_conversations(given, judge_people(given))}["P06"]
    assert (found.owner, found.due) == ("head of service", date(2026, 6, 10))
    assert found.promises[0].words == "a look at the four cases"
    assert (found.consent.approach, found.consent.quote, found.consent.name) == (True, False, None)


def test_whoever_does_not_want_to_be_asked_is_nobodys_voice():
    named = ties(("P06", "P07"))
    free = {one.person_id: one for one in plan_conversations(*both(critic(nominations=named)))}
    rows = village.decisions(("person:P07", "may_approach", "no"))
    given = critic(nominations=named, decisions=rows)
    asked = {one.person_id: one for one in plan_conversations(*both(given))}
    assert "P07" in [key for key, _ in free["P06"].voices]
    assert "P07" not in [key for key, _ in asked["P06"].voices]


def both(given):
    return given, judge_people(given)


def booked(*rows, releases=()):
    settings = Settings(mine=Mine(project=Project(releases=releases)))
    words = [
        said("S-1", "The order is lost.", by="P06"),
        said("S-2", "Keep a copy.", by="P07"),
        said("S-3", "It is quick.", by="P07"),
        said("S-4", "I feared it.", by="P07", wave=Wave.BEFORE),
        said("S-5", "Between us, nobody reads it.", by="P07", off_record=True),
    ]
    kinds = [Kind.CONCERN, Kind.PROPOSAL, Kind.PRAISE, Kind.CONCERN, Kind.CONCERN]
    given = people_input(
        [person("P06"), person("P07", 1)],
        words,
        [coded(one.statement_id, kind) for one, kind in zip(words, kinds, strict=True)],
        themes=(theme("T04", "Lost orders", "S-1", "S-2"),),
        settings=settings,
        decisions=village.decisions(*rows),
    )
    known = index_people(given, {})
    return {o.statement_id: o for o in you_said_we_did(known, [action("S-1")])}


def test_the_ledger_holds_what_was_asked_for_since_the_launch_and_on_the_record():
    assert set(booked()) == {"S-1", "S-2"}


def test_a_point_goes_from_said_to_taken_up_to_released_to_told():
    assert booked()["S-1"].stage is Stage.SAID
    assert booked()["S-1"].change == "Stop losing orders"
    assert booked()["S-1"].suggested
    taken = booked(("text:fix-T04", "answer", "taken: in release 5"))
    assert taken["S-1"].stage is Stage.TAKEN_UP
    assert booked(("text:fix-T04", "state", "doing"))["S-1"].stage is Stage.TAKEN_UP
    assert booked(("text:fix-T04", "answer", "later: after the summer"))["S-1"].stage is Stage.SAID
    assert (
        booked(("statement:S-2", "change", "a copy on the tablet"))["S-2"].stage is Stage.TAKEN_UP
    )
    of_theme = booked(("theme:T04", "release", "5.1"))
    assert of_theme["S-1"].stage is of_theme["S-2"].stage is Stage.RELEASED
    told = booked(("theme:T04", "release", "5.1"), ("statement:S-1", "told_on", "2026-05-30"))
    assert (told["S-1"].stage, told["S-2"].stage) == (Stage.TOLD, Stage.RELEASED)


def test_a_fault_called_fixed_is_released_for_those_who_complained_of_it():
    found = booked(("theme:T04", "fixed_on", "2026-05-10"))
    assert (found["S-1"].stage, found["S-1"].released_on) == (Stage.RELEASED, date(2026, 5, 10))
    assert found["S-2"].stage is Stage.SAID
    assert untold(tuple(found.values()), 14, date(2026, 5, 24)) == ()
    late = untold(tuple(found.values()), 14, date(2026, 5, 25))
    assert [one.sentence for one in late] == [
        "complained of what is fixed by now, and was not told (1 point)"
    ]


def test_who_was_not_told_of_a_release_two_weeks_after_it_is_named():
    releases = (Release(name="5.1", on=date(2026, 5, 10)),)
    lines = tuple(booked(("statement:S-1", "release", "5.1"), releases=releases).values())
    assert untold(lines, 14, date(2026, 5, 24)) == ()
    late = untold(lines, 14, date(2026, 5, 25))
    assert [one.person_id for one in late] == ["P06"]


def used(**more):
    states = {
        "A": UsageState.HEAVY,
        "B": UsageState.STEADY,
        "C": UsageState.GAVE_UP,
        "D": UsageState.STEADY,
        "E": UsageState.NEVER_OPENED,
    }
    people = [
        person(key, rank, department="Office" if key == "E" else "Sales")
        for rank, key in enumerate("ABCDE")
    ]
    closed = [rated("A", 9), rated("B", 8), rated("C", 4)]
    given = people_input(
        people,
        closed=closed,
        nominations=ties(("B", "A"), ("C", "A"), ("D", "A")),
        facts=facts(**states),
        **more,
    )
    week = date(2026, 1, 5)
    usage = pd.DataFrame(
        [
            {"person_id": "A", "week": week + timedelta(weeks=n), "measure": "orders",
             "measure_kind": "created", "module": "", "value": 3.0, "file": "u", "row": n}
            for n in range(8)
        ]
    )  # fmt: skip
    return replace(
        given, intake=replace(given.intake, extracts=replace(given.intake.extracts, usage=usage))
    )


def test_a_power_user_uses_it_early_and_is_asked_for_help():
    given = used()
    found = find_power_users(index_people(given, {}), judge_people(given))
    assert [one.person_id for one in found] == ["A"]
    assert found[0].score == pytest.approx(0.85)


def test_a_person_can_name_a_helper_and_take_one_off():
    rows = village.decisions(("person:B", "helper", "yes"), ("person:A", "helper", "no"))
    given = used(decisions=rows)
    found = find_power_users(index_people(given, {}), judge_people(given))
    assert [(one.person_id, one.named) for one in found] == [("B", True)]


def test_a_helper_is_paired_with_the_department_and_with_whoever_turns_there():
    given = used()
    known, judged = index_people(given, {}), judge_people(given)
    pairs = pair_up(known, judged, find_power_users(known, judged))
    assert [(one.helper_id, [key for key, _ in one.helped]) for one in pairs] == [("A", ["C"])]
    assert "turns to this helper" in pairs[0].helped[0][1]


def test_bad_data_get_an_administrator_who_is_not_against_it_as_owner():
    people = [
        person("A"),
        person("B", 1),
        person("C", 2, level=Level.SUPPORT, department="Office"),
        person("D", 3, level=Level.SUPPORT),
        person("E", 4, level=Level.SUPPORT),
    ]
    words = [said(f"S-{key}", "Half of the addresses are old.", by=key) for key in "AB"]
    given = people_input(
        people,
        words,
        [coded(one.statement_id, Kind.CONCERN, Cause.DATA) for one in words],
        closed=[rated("D", 0)],
        themes=(theme("T1", "Old addresses", "S-A", "S-B"),),
        verdicts={"T1": judged_theme("T1", Cause.DATA)},
        final_causes={
            one.statement_id: FinalCause(
                statement_id=one.statement_id,
                cause=Cause.DATA,
                confidence=0.9,
                decided_by=DecidedBy.TEXT,
            )
            for one in words
        },
    )
    found = find_data_sets(index_people(given, {}), judge_people(given))[0]
    assert (found.complainers, found.departments) == (2, ("Sales",))
    assert [key for key, _ in found.candidates] == ["E", "C"]


def test_groups_of_use_add_up_and_unused_licences_have_a_price():
    given = used()
    priced = Settings(mine=Mine(project=Project(licence_price_per_month=50.0)))
    groups = group_adoption(given.intake.people, given.facts, priced, reverted={"B"})
    every = groups[0]
    assert every.people == sum(every.states.values()) == 5
    assert (every.unused_cost_per_year, every.gave_up_cost_per_year) == (600.0, 600.0)
    assert every.reverted == 1
    assert (
        group_adoption(given.intake.people, given.facts, Settings())[0].unused_cost_per_year is None
    )


def usage_table(*names: str) -> pd.DataFrame:
    rows = [
        {"person_id": "A", "week": date(2026, 1, 5), "measure": name, "value": 2.0}
        for name in names
    ]
    return pd.DataFrame(rows, columns=["person_id", "week", "measure", "value"])


def test_where_no_column_shows_late_entry_that_is_said_with_what_to_ask_for():
    def apart(texts):
        return np.eye(len(texts), dtype=np.float32)

    for encode in (None, apart):
        found = find_late_entry(usage_table("logins", "created"), encode)
        assert (found.measures, found.people) == ((), 0)
        assert "ask for" in found.note


def test_a_column_near_to_late_entry_is_summed_per_person():
    def by_words(texts):
        rows = [[float("closing" in one), float("closing" not in one)] for one in texts]
        return np.array(rows, dtype=np.float32)

    found = find_late_entry(usage_table("opps_closing_created", "logins"), by_words)
    assert found.measures == ("opps_closing_created",)
    assert found.by_person == {"A": 2.0}
    assert (found.people, found.records) == (1, 2.0)
    quiet = find_late_entry(usage_table("opps_closing_created"), by_words, individual=False)
    assert (quiet.people, quiet.records, quiet.by_person) == (1, 2.0, {})


def test_the_effect_of_silence_gives_ranks_with_intervals():
    given = used()
    found = effect_of_silence(index_people(given, {}))
    assert found is not None
    assert found.silent == pytest.approx(0.4)
    first = found.ranked[0]
    assert (first.person_id, first.rank) == ("A", 1)
    assert first.best <= first.rank <= first.worst


def test_a_part_that_is_switched_off_counts_for_nothing_and_stays_in_sight():
    given = critic(nominations=ties(("P10", "P06"), ("P11", "P06")))
    before = next(one for one in judge_people(given) if one.person_id == "P06")
    rows = village.decisions(("person:P06", "part_constructive", "off"))
    after = decided(before, rows)
    part = next(one for one in after.convertibility_parts if one.name == "constructive")
    assert part.weight == 0.0
    assert part.because == "switched off by Ada: spoke with them"
    assert after.convertibility < before.convertibility
    assert after.status is Status.CHANGED
    assert as_suggested(after).convertibility == before.convertibility


def test_influence_without_a_part_raises_the_others_as_if_it_had_not_been_asked():
    given = critic(nominations=ties(("P10", "P06"), ("P11", "P06")))
    before = next(one for one in judge_people(given) if one.person_id == "P06")
    rows = village.decisions(*(("person:P06", f"part_{n}", "off") for n in ("nominated", "reach")))
    after = decided(before, rows)
    assert after.influence_score == 0.0
    assert before.influence_score > 0


def test_deciding_again_starts_from_the_machines_word():
    given = critic()
    before = next(one for one in judge_people(given) if one.person_id == "P06")
    once = decided(before, village.decisions(("person:P06", "stance", "champion")))
    assert once.stance is Stance.CHAMPION
    assert once.suggestion is not None
    assert once.suggestion.stance is before.stance
    assert decided(once, Decisions()) == before


def test_without_judgements_on_people_the_plan_still_stands():
    from toolkit.settings import PrivacySettings
    from toolkit.stakeholders.plan import PlanGiven, plan_people

    off = Settings(mine=Mine(privacy=PrivacySettings(individual=False)))
    given = critic(settings=off, nominations=ties(("P10", "P06")))
    judged = judge_people(given)
    plan = plan_people(given, judged, PlanGiven(today=TODAY))
    assert judged == ()
    assert plan.waves
    assert plan.gates
    assert plan.ledger
    assert plan.adoption
    assert plan.meetings
    assert not plan.conversations
    assert not plan.power_users
    assert plan.silence is None
