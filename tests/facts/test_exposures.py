"""What people were exposed to, and what others say of the same matter."""

from __future__ import annotations

from datetime import timedelta

import numpy as np
import pytest

from tests.facts.clinic import (
    LAUNCH,
    WEEKS,
    coded,
    course,
    courses,
    facts,
    logins_and_records,
    people,
    said,
    signals_of,
    usage,
    weight,
)
from toolkit.facts import ticked_answers
from toolkit.facts.exposures import answer_remarks, course_formats, format_findings
from toolkit.facts.levers import find_levers
from toolkit.facts.praise import praise_finding
from toolkit.facts.subjects import Table
from toolkit.model.intake import ClosedAnswer, Extracts
from toolkit.model.vocabulary import (
    CAUSES,
    Attendance,
    Cause,
    Kind,
    MeasureKind,
    UsageState,
    Wave,
)

TABLET = "Where do you use it?: Tablet"


def ticked(number: int, value: str = "Tablet", **more: object) -> ClosedAnswer:
    fields: dict[str, object] = {
        "respondent_id": f"r{number}",
        "file": "survey.csv",
        "question": "Where do you use it?",
        "value": value,
        "scale": "multi",
        "person_id": f"P{number:02d}",
    }
    return ClosedAnswer(**(fields | more))  # type: ignore[arg-type]


def everybody(n: int) -> frozenset[str]:
    return frozenset(f"P{number:02d}" for number in range(1, n + 1))


def test_ticked_answers_are_exposures_but_for_ratings_the_unnamed_and_the_unjoined():
    found = ticked_answers(
        [
            ticked(1),
            ticked(2),
            ticked(3, scale="rating"),
            ticked(4, person_id=""),
            ticked(5, file="private.csv"),
            ticked(6, wave=Wave.BEFORE),
        ],
        frozenset({"private.csv"}),
    )
    assert found == {TABLET: frozenset({"P01", "P02"})}


def test_a_device_whose_people_complain_more_is_a_remark_with_its_interval():
    device = {TABLET: everybody(8)}
    (found,) = answer_remarks(everybody(7), everybody(20), device)
    assert "7 of 8 (53-98 %) against 0 of 12 (0-24 %)" in found.sentence
    assert found.weights == {}


def test_a_device_of_few_people_or_without_a_difference_is_no_remark():
    assert answer_remarks(everybody(4), everybody(20), {TABLET: everybody(4)}) == []
    spread = frozenset({"P01", "P02", "P11", "P12"})
    assert answer_remarks(spread, everybody(20), {TABLET: everybody(10)}) == []


def test_a_form_of_course_whose_people_complain_more_supports_training():
    formats = {"lecture": everybody(8), "hands-on": everybody(20) - everybody(8)}
    (found,) = format_findings(everybody(7), everybody(30), formats)
    assert "lecture" in found.sentence
    assert found.weights[Cause.TRAINING] > 0.5


def test_the_form_of_a_course_is_read_from_the_file():
    rows = courses(
        course(f"P{n:02d}", Attendance.ATTENDED, LAUNCH, format="Webinar") for n in (2, 3)
    )
    table = Table.of(facts(Extracts(training=rows)).people)
    assert course_formats(table) == {"webinar": frozenset({"P02", "P03"})}


def test_a_course_after_the_complaint_counts_as_none_before_it():
    complaint = said(1, "P03", "The x-rays are gone.")
    doubt = [coded(complaint, Cause.DEFECT, Cause.TRAINING)]

    def found(weeks: int):
        held = LAUNCH + timedelta(weeks=weeks)
        rows = [course("P03", Attendance.ATTENDED, held)]
        rows += [course(f"P{n:02d}", Attendance.ATTENDED, LAUNCH) for n in range(4, 12)]
        signals = signals_of(
            [complaint], doubt, facts(Extracts(training=courses(rows))), (["x-rays"], [])
        )
        return signals.get("S01", ())

    assert "course_after_the_complaint" in {one.name for one in found(8)}
    assert weight(found(8), Cause.TRAINING) > 0.5
    assert weight(found(2), Cause.TRAINING) <= 0


def busy(skipped: str):
    """Usage in which everybody charts x-rays and letters each week, but `skipped` no letters."""
    rows = []
    for one in people():
        rows += logins_and_records(one.person_id, [4] * WEEKS, [3] * WEEKS)
        letters = 0.0 if one.person_id == skipped else 3.0
        rows.append((one.person_id, "recall_letters", MeasureKind.VIEWED, [letters] * WEEKS))
    return usage(rows)


def test_who_was_trained_works_in_the_tool_and_goes_round_a_part_does_not_lack_knowledge():
    words = said(1, "P03", "Letters out of it are more work than by hand.")
    toil = [coded(words, Cause.FRICTION, Cause.WAY_OF_WORKING)]
    taught = courses(course(one.person_id, Attendance.ATTENDED, LAUNCH) for one in people())

    def found(skipped: str):
        extracts = Extracts(usage=busy(skipped), training=taught)
        return signals_of([words], toil, facts(extracts), (["recall letters"], []))["S01"]

    names = {one.name for one in found("P03")}
    assert "works_around_it" in names
    assert weight(found("P03"), Cause.WAY_OF_WORKING) > 0.3
    assert "works_around_it" not in {one.name for one in found("P05")}


def test_going_through_the_motions_speaks_of_commitment_and_only_where_the_words_do():
    extracts = Extracts(
        usage=usage(
            row
            for one in people()
            for row in logins_and_records(
                one.person_id, [4] * WEEKS, [1 if one.person_id == "P03" else 12] * WEEKS
            )
        )
    )
    found = facts(extracts)
    assert found.usage_states["P03"] is UsageState.MOTIONS
    words = said(1, "P03", "It only shows our names to the boss.")

    def named(cause: Cause):
        signals = signals_of([words], [coded(words, cause)], found, (["the boss"], []))
        return {one.name for one in signals.get("S01", ()) if one.weight > 0}

    assert "goes_through_the_motions" in named(Cause.TRUST)
    assert "goes_through_the_motions" not in named(Cause.DEFECT)


def praised(n: int, state: UsageState):
    words = [said(1, "P01", "It loses x-rays."), said(2, "P02", "X-rays vanish.")]
    words += [said(10 + k, f"P{10 + k}", "X-rays work well here.") for k in range(n)]
    words += [said(30 + k, f"P{30 + k}", "The boss is kind.") for k in range(4)]
    kinds = [Kind.CONCERN] * 2 + [Kind.PRAISE] * n + [Kind.PRAISE] * 4
    codings = {
        one.statement_id: coded(one, Cause.DEFECT, kind=kind)
        for one, kind in zip(words, kinds, strict=True)
    }
    vectors = np.array([[1.0, 0.0]] * (2 + n) + [[0.0, 1.0]] * 4)
    states = {one.source.person_id: state for one in words}
    return praise_finding([0, 1], words, codings, vectors, states)


def test_steady_users_who_praise_the_matter_contradict_a_fault():
    found = praised(4, UsageState.STEADY)
    assert found is not None
    assert found.n == 4
    assert found.weights[Cause.DEFECT] < 0


@pytest.mark.parametrize(("n", "state"), [(2, UsageState.STEADY), (4, UsageState.NEVER_OPENED)])
def test_one_or_two_fans_and_people_who_do_not_use_it_prove_nothing(n, state):
    assert praised(n, state) is None


def test_levers_weigh_as_the_signals_of_such_tickets_do():
    toil = {cause: 0.9 if cause is Cause.FRICTION else 0.1 / 9 for cause in CAUSES}
    by_cause = {one.cause: one for one in find_levers(toil)}
    decided = by_cause[Cause.FRICTION].weights
    assert decided[Cause.FRICTION] > decided[Cause.COMMUNICATION]
    assert by_cause[Cause.TRAINING].weights[Cause.TRAINING] > 2
    boss = {cause: float(cause is Cause.LEADERSHIP) for cause in CAUSES}
    weak = {one.cause: one for one in find_levers(boss)}
    assert weak[Cause.TRAINING].weights[Cause.TRAINING] < 1
