"""Units come from missing knowledge alone; a sheet says what is true or that it must be written."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests import world
from tests.relaunch import plan_world
from toolkit.model.findings import Signal
from toolkit.model.vocabulary import Bearing, Cause, DecidedBy, Stance, UsageState
from toolkit.relaunch.explain_sheets import draft_sheets
from toolkit.relaunch.ground import Ground
from toolkit.relaunch.matters import find_matters
from toolkit.relaunch.process_questions import draft_questions
from toolkit.relaunch.training_units import MOST_MINUTES, draft_units
from toolkit.settings import FileSettings, Promise


def units(review=None, decisions=None):
    ground = plan_world.ground(review, decisions)
    return draft_units(find_matters(ground), ground)


def sheets(review=None, decisions=None):
    ground = plan_world.ground(review, decisions)
    return draft_sheets(find_matters(ground), ground)


def with_signals(theme_id: str, *signals: Signal):
    """The theme with these facts alone, and words that do not say what is missing."""
    base = plan_world.findings()
    theme = next(one for one in base.themes if one.theme_id == theme_id)
    own = set(theme.statement_ids)
    return replace(
        base,
        verdicts={
            **base.verdicts,
            theme_id: replace(base.verdicts[theme_id], signals=signals),
        },
        final_causes={
            key: replace(one, signals=()) if key in own else one
            for key, one in base.final_causes.items()
        },
        codings={
            key: replace(one, causes={}) if key in own else one for key, one in base.codings.items()
        },
    )


def signal(name: str, weight: float, n: int) -> Signal:
    return Signal(
        name=name,
        subject_id="T02",
        origin=DecidedBy.TRAINING,
        cause=Cause.TRAINING,
        bearing=Bearing.SUPPORTS if weight > 0 else Bearing.CONTRADICTS,
        weight=weight,
        sentence=name,
        n=n,
    )


def test_the_real_failing_case_is_the_exercise():
    found, _ = units()
    (unit,) = found
    assert unit.exercises[0].row == "desk.csv:2"
    assert unit.exercises[0].text == "Group booking. How do I split a coach party?"


def test_a_ticket_is_the_exercise_of_one_unit():
    base = plan_world.findings()
    verdicts = {**base.verdicts, "T09": base.verdicts["T02"]}
    ground = plan_world.ground(replace(base, verdicts=verdicts))
    (matter,) = (one for one in find_matters(ground) if one.theme.theme_id == "T02")
    double = replace(matter, theme=replace(matter.theme, theme_id="T09"))
    found, _ = draft_units([matter, double], ground)
    rows = [case.row for one in found for case in one.exercises if case.row]
    assert len(found) == 2
    assert rows
    assert len(rows) == len(set(rows))


def test_a_unit_is_at_most_45_minutes():
    found, _ = units()
    assert all(0 < one.minutes <= MOST_MINUTES for one in found)


def test_who_complains_and_whom_the_desk_had_to_show_it_are_invited():
    (unit,) = units()[0]
    assert set(unit.attendee_ids) == {"P08", "P11", "P12", "P13", "P14"}
    assert unit.people == 5


def test_groups_too_small_to_be_told_are_put_together():
    (unit,) = units()[0]
    assert [(one.department, one.people) for one in unit.needs] == [("", 5)]


def test_where_department_and_course_would_tell_too_few_the_language_alone_is_told():
    base = plan_world.findings()
    own = {"P08": "missed", "P11": "attended", "P12": "cancelled", "P13": "", "P14": "missed"}
    table = base.facts.people.assign(
        trained=[own.get(str(key), "") for key in base.facts.people.index]
    )
    people = tuple(
        replace(one, department=f"D{place}") for place, one in enumerate(base.intake.people)
    )
    review = replace(
        base,
        facts=replace(base.facts, people=table),
        intake=replace(base.intake, people=people),
    )
    (unit,) = units(review)[0]
    assert [(one.department, one.language, one.earlier) for one in unit.needs] == [("", "en", "")]
    assert unit.needs[0].people == 5


def test_without_a_failing_case_on_file_the_unit_says_so():
    base = plan_world.findings()
    (unit,) = units(replace(base, material=replace(base.material, tickets=())))[0]
    assert [one.text for one in unit.exercises] == [
        "no failing case is on file: each who is invited brings one"
    ]


def test_the_step_is_that_of_the_ticket_that_was_closed_by_showing_how():
    (unit,) = units()[0]
    assert unit.step.endswith("the step of the ticket “Group booking”")


def test_fewer_than_the_smallest_group_are_not_counted_for_others():
    base = plan_world.findings()
    theme = replace(base.themes[1], statement_ids=base.themes[1].statement_ids[:2])
    few = replace(base, themes=(base.themes[0], theme, *base.themes[2:]))
    (unit,) = units(few)[0]
    assert [one.people for one in unit.needs] == [None]


def test_the_signal_that_must_move_is_counted():
    (unit,) = units()[0]
    assert unit.signal == "tickets closed by showing how: from 2 since the launch to none"


def test_without_evidence_of_missing_knowledge_there_is_no_unit_but_a_reason():
    found, refused = units(with_signals("T02"))
    assert not found
    assert refused[0].theme_ids == ("T02",)
    assert "no evidence that knowledge is missing" in refused[0].reason


def test_where_the_trained_fail_too_the_design_is_looked_at():
    review = with_signals(
        "T02", signal("course_missed", 0.5, 2), signal("trained_and_practised", -1.0, 4)
    )
    found, refused = units(review)
    assert not found
    assert "look at the design" in refused[0].reason


def test_one_course_missed_is_no_evidence_for_a_unit():
    found, refused = units(with_signals("T02", signal("course_missed", 0.5, 1)))
    assert not found
    assert refused


def test_the_power_user_uses_it_steadily_and_stands_behind_it():
    base = plan_world.findings()
    fit = {
        "P10": (Stance.SUPPORTER, UsageState.STEADY),
        "P03": (Stance.CHAMPION, UsageState.MOTIONS),
    }
    people = tuple(
        replace(one, stance=fit[one.person_id][0], usage_state=fit[one.person_id][1])
        if one.person_id in fit
        else replace(one, stance=None)
        for one in base.stakeholders
    )
    (unit,) = units(replace(base, stakeholders=people))[0]
    assert unit.power_user_id == "P10"


def test_where_nobody_fits_the_head_is_asked():
    base = plan_world.findings()
    people = tuple(replace(one, stance=None) for one in base.stakeholders)
    (unit,) = units(replace(base, stakeholders=people))[0]
    assert unit.power_user_id == ""
    assert "Head of Passengers" in unit.power_user


def test_the_earlier_course_of_those_who_need_it_is_told_where_lists_name_them():
    base = plan_world.findings()
    table = base.facts.people.assign(trained="missed")
    (unit,) = units(replace(base, facts=replace(base.facts, people=table)))[0]
    assert all(one.earlier in ("missed", "") for one in unit.needs)


def test_words_that_must_not_be_joined_stand_beside_no_attendance_list():
    base = plan_world.findings()
    table = base.facts.people.assign(trained="missed")
    review = replace(base, facts=replace(base.facts, people=table))
    given = plan_world.given(review)
    promise = Promise(join_usage=False)
    files = {one.file: FileSettings(promise=promise) for one in base.intake.files}
    mine = given.settings.mine.model_copy(update={"files": files})
    ground = Ground(given=replace(given, settings=given.settings.model_copy(update={"mine": mine})))
    for unit in draft_units(find_matters(ground), ground)[0]:
        assert unit.power_user_id == ""
        assert all(one.earlier == "" for one in unit.needs)


def test_what_is_true_comes_from_a_resolved_ticket_with_its_day():
    (sheet,) = sheets()
    truth = sheet.truths[0]
    assert truth.text == "No. The desk stays as it is until the end of 2027."
    assert (str(truth.on), truth.row) == ("2026-03-06", "desk.csv:6")


def test_who_got_an_answer_that_explained_nothing_hears_it_first():
    (sheet,) = sheets()
    assert sheet.wronged_ids == ("P16",)
    assert sheet.wronged is None


def test_without_a_source_the_truth_is_to_be_written_by_its_owner():
    base = plan_world.findings()
    bare = replace(base, material=replace(base.material, tickets=()))
    (sheet,) = sheets(bare)
    assert sheet.truths[0].to_be_written
    assert sheet.hand.owner in sheet.truths[0].text


def test_what_the_owner_writes_stands_first_with_its_day():
    decisions = plan_world.decided(("text:explain-T05", "answer", "The desk stays."))
    (sheet,) = sheets(decisions=decisions)
    assert sheet.truths[0].text == "The desk stays."
    assert str(sheet.truths[0].on) == "2026-05-20"


def test_beliefs_are_peoples_own_words():
    (sheet,) = sheets()
    said = {one.text for one in world.statements()}
    assert sheet.believed
    assert all(one.text in said for one in sheet.believed)


@pytest.mark.parametrize("cause", [Cause.WAY_OF_WORKING])
def test_a_process_that_does_not_fit_becomes_a_question_to_its_owner(cause):
    base = plan_world.findings()
    verdict = replace(base.verdicts["T03"], cause=cause)
    finals = {
        key: replace(one, cause=cause) if key in base.themes[2].statement_ids else one
        for key, one in base.final_causes.items()
    }
    review = replace(base, verdicts={**base.verdicts, "T03": verdict}, final_causes=finals)
    ground = plan_world.ground(review)
    (question,) = draft_questions(find_matters(ground), ground)
    assert "does the step fit the job" in question.question
    assert question.evidence.statement_ids
