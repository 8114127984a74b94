from __future__ import annotations

from datetime import timedelta

import pytest

from tests.facts.clinic import (
    LAUNCH,
    coded,
    course,
    courses,
    facts,
    logins_and_records,
    people,
    said,
    signals_of,
    usage,
)
from toolkit.model.findings import Signal
from toolkit.model.intake import Extracts
from toolkit.model.vocabulary import Attendance, Cause, DecidedBy

HARD = "I cannot find how to do it."


def in_time(who: str, **more: object) -> dict[str, object]:
    return course(who, Attendance.ATTENDED, LAUNCH - timedelta(days=7), **more)


def signals(
    rows: list[dict[str, object]], text: str = HARD, *causes: Cause, language: str = "en"
) -> dict[str, Signal]:
    """The signals of one statement of P05; P02 to P12 use the tool and were trained in time."""
    told = {row["person_id"] for row in rows}
    rest = [in_time(one.person_id) for one in people() if one.person_id not in told]
    use = usage(
        row for one in people() for row in logins_and_records(one.person_id, [5] * 12, [9] * 12)
    )
    one = said(1, "P05", text)
    object.__setattr__(one, "language", language)
    coding = coded(one, *(causes or (Cause.TRAINING, Cause.DEFECT)))
    fact = facts(Extracts(usage=use, training=courses([*rows, *rest])))
    found = signals_of([one], [coding], fact, (["x-rays"], []))
    return {
        f"{signal.name} {signal.cause}": signal
        for signal in found.get("S01", ())
        if signal.origin is DecidedBy.TRAINING
    }


@pytest.mark.parametrize(
    ("row", "name"),
    [
        (course("P05", Attendance.NO_SHOW, LAUNCH), "course_missed"),
        (course("P05", Attendance.CANCELLED, LAUNCH), "course_cancelled"),
        (course("P05", Attendance.LEFT_EARLY, LAUNCH), "course_left_early"),
        (course("P05", Attendance.ATTENDED, LAUNCH - timedelta(weeks=12)), "course_too_early"),
    ],
)
def test_a_gap_in_the_training_supports_training(row: dict[str, object], name: str):
    one = signals([row])[f"{name} training"]
    assert 0.2 < one.weight < 0.6
    assert one.people == ("P05",)
    assert one.rows == ("courses.csv:6",)
    assert "1 of 12" in one.sentence


def test_a_course_in_another_language_than_the_speaker_writes_is_a_gap():
    row = in_time("P05", language="English")
    assert "course_in_a_foreign_language training" in signals([row], language="fr")
    assert "course_in_a_foreign_language training" not in signals([row], language="en")
    assert "course_in_a_foreign_language training" not in signals(
        [in_time("P05", language="Français")], language="fr"
    )


def in_french(
    text: str = HARD, *, elsewhere: str = "fr", weeks: int = 1, all_early: bool = False
) -> dict[str, Signal]:
    """P05 of Leuven, where all write English; taught in French, while Gent writes `elsewhere`."""
    held = {"P05": LAUNCH - timedelta(weeks=weeks)}
    week = LAUNCH - timedelta(weeks=1)
    early = LAUNCH - timedelta(weeks=weeks) if all_early else None
    told = {"language": "French", "title": "Ledgers"}
    rows = [
        course(who, Attendance.ATTENDED, held.get(who, early or week), **told)
        for who in (one.person_id for one in people())
    ]
    rows.append(course("P02", Attendance.ATTENDED, week, language="French"))
    use = usage(
        row for one in people() for row in logins_and_records(one.person_id, [5] * 12, [9] * 12)
    )
    spoken = [said(place, f"P{place:02d}", text if place == 5 else HARD) for place in range(1, 13)]
    for one in spoken:
        home = int(one.source.person_id[1:]) % 2
        object.__setattr__(one, "language", "en" if home else elsewhere)
    fact = facts(Extracts(usage=use, training=courses(rows)))
    codings = [coded(one, Cause.TRAINING, Cause.DEFECT) for one in spoken]
    found = signals_of(spoken, codings, fact, (["x-rays"] * 12, []))
    return {f"{one.name} {one.cause}": one for one in found.get("S05", ())}


def test_a_place_taught_in_a_language_that_only_others_write_was_taught_in_a_foreign_one():
    assert "course_in_a_foreign_language training" in in_french()
    assert "course_in_a_foreign_language training" in in_french(weeks=12)
    assert "course_in_a_foreign_language training" in in_french(weeks=12, all_early=True)
    assert "course_in_a_foreign_language training" not in in_french(elsewhere="en")


def test_words_that_name_the_language_of_the_course_are_believed_in_english_too():
    found = in_french("The course was in French.", elsewhere="en")
    assert found["course_in_a_foreign_language training"].weight > 0
    assert "course_in_a_foreign_language training" not in in_french(
        "The course was in German.", elsewhere="en"
    )


def test_a_course_on_the_matter_in_a_foreign_language_is_no_proof_of_knowledge():
    found = in_french("The ledgers are missing.")
    assert "course_on_it_attended training" not in found
    assert "course_on_it_attended training" in in_french("The ledgers are missing.", elsewhere="en")


def test_a_gap_that_nearly_everybody_has_says_little():
    rare = signals([course("P05", Attendance.NO_SHOW, LAUNCH)])
    common = signals([course(f"P{n:02d}", Attendance.NO_SHOW, LAUNCH) for n in range(1, 9)])
    name = "course_missed training"
    assert name not in common or common[name].weight < rare[name].weight / 2


def test_trained_and_practised_users_contradict_a_training_gap():
    rows = [course(f"P{n:02d}", Attendance.NO_SHOW, LAUNCH) for n in range(6, 12)]
    found = signals([*rows, in_time("P05")])
    assert found["trained_and_practised training"].weight < -0.2
    assert found["trained_and_practised defect"].weight > 0
    assert found["trained_and_practised friction"].weight > 0


def test_training_says_nothing_of_a_complaint_about_the_boss():
    row = course("P05", Attendance.NO_SHOW, LAUNCH)
    weak = signals([row], "My boss.", Cause.LEADERSHIP)["course_missed training"].weight
    assert weak < signals([row])["course_missed training"].weight / 3


def test_the_course_on_the_matter_counts_before_all_others():
    rows = [
        in_time("P05", title="Basics"),
        course("P05", Attendance.NO_SHOW, LAUNCH, title="Recall letters", row=40),
        *(in_time(f"P{n:02d}", title="Recall letters") for n in range(6, 12)),
        in_time("P02", title="Basics"),
    ]
    found = signals(rows, "The letters come out empty.")
    assert found["course_on_it_missed training"].weight > 0.5
    assert "'Recall letters'" in found["course_on_it_missed training"].sentence
    assert "trained_and_practised training" not in found
    other = signals(rows, "The prices are wrong.")
    assert "course_on_it_missed training" not in other


def test_a_list_that_names_most_people_says_something_of_those_it_does_not_name():
    rows = [in_time(one.person_id) for one in people() if one.person_id != "P05"]
    one, coding = said(1, "P05", HARD), coded(said(1, "P05", HARD), Cause.TRAINING)
    found = signals_of([one], [coding], facts(Extracts(training=courses(rows))), (["x-rays"], []))
    assert {signal.name for signal in found["S01"]} == {"in_no_attendance_list"}
    few = signals_of([one], [coding], facts(Extracts(training=courses(rows[:5]))), (["x-rays"], []))
    assert few == {}


def test_a_low_score_supports_training():
    rows = [in_time(f"P{n:02d}", score=50.0 + n) for n in range(2, 12)]
    rows[3]["score"] = 20.0
    found = signals(rows)
    assert found["low_course_score training"].weight > 0
    assert "20 %" in found["low_course_score training"].sentence


def test_the_lowest_score_of_good_ones_says_nothing():
    rows = [in_time(f"P{n:02d}", score=85.0 + n) for n in range(2, 12)]
    rows[3]["score"] = 80.0
    assert "low_course_score training" not in signals(rows)


def test_a_score_at_the_usual_mark_is_not_low():
    rows = [in_time(f"P{n:02d}", score=75.0 + (n != 5)) for n in range(2, 12)]
    assert "low_course_score training" not in signals(rows)


def test_who_lacks_one_of_the_courses_counts_neither_as_trained_nor_as_untrained():
    rows = [in_time("P05"), course("P05", Attendance.NO_SHOW, LAUNCH, title="Ledgers")]
    assert not any(name.startswith(("trained", "course_")) for name in signals(rows))


def test_a_failed_test_supports_training_as_far_as_others_passed():
    rows = [in_time(f"P{n:02d}", passed="no" if n == 5 else "yes") for n in range(2, 12)]
    found = signals(rows)["course_failed training"]
    assert found.weight > 0
    assert found.sentence == "the speaker failed the test of a course, as 1 of 10 did"
    for row in rows:
        row["passed"] = "no"
    assert "course_failed training" not in signals(rows)


def test_who_passed_the_second_time_has_not_failed():
    rows = [in_time(f"P{n:02d}", passed="yes") for n in range(2, 12)]
    rows.append(in_time("P05", passed="no", title="First try"))
    assert "course_failed training" not in signals(rows)


def test_without_a_training_file_there_are_no_training_signals():
    one = said(1, "P05", HARD)
    fact = facts(Extracts())
    assert "training" not in fact.recorded
    assert signals_of([one], [coded(one, Cause.TRAINING)], fact, (["x-rays"], [])) == {}
