"""A person decides: what is kept, what is refused, and what nobody can change afterwards."""

from __future__ import annotations

import sqlite3
from datetime import UTC, datetime, timedelta, timezone

import pytest

from toolkit.errors import WrongDecision
from toolkit.model.decisions import SUBJECTS
from toolkit.model.vocabulary import Cause
from toolkit.workspace import Workspace

AT = datetime(2026, 4, 13, 9, 30, tzinfo=UTC)


def decide(workspace, subject="statement:S-1", field="cause", decided="defect", **more):
    return workspace.decide(subject, field, decided, **{"coder": "Ada", "at": AT, **more})


def test_a_decision_comes_back_as_it_was_made(workspace):
    made = decide(workspace, memo="Crashed twice.", suggested="training", confidence=0.61)

    assert workspace.history() == (made,)
    assert (made.decided, made.coder, made.at, made.memo) == ("defect", "Ada", AT, "Crashed twice.")
    assert (made.suggested, made.confidence, made.supersedes) == ("training", 0.61, None)


def test_the_later_decision_is_in_force_and_names_the_one_it_replaces(workspace):
    first = decide(workspace, decided="defect")
    second = decide(workspace, decided="data", coder="Ben")

    assert second.supersedes == first.decision_id
    assert workspace.decisions().get("statement:S-1", "cause") == second
    assert workspace.history() == (first, second)


def test_a_decision_counts_after_the_earlier_one_though_the_clock_was_put_back(workspace):
    decide(workspace, decided="defect")
    decide(workspace, decided="data", at=AT - timedelta(days=1))

    assert workspace.decisions().value("statement:S-1", "cause") == "data"


def test_decisions_of_one_instant_keep_their_order_over_all_subjects(workspace):
    names = [f"statement:S-{number}" for number in range(20)]
    for name in names:
        decide(workspace, subject=name)

    assert [row.subject for row in workspace.history()] == names


def test_the_history_of_one_subject_holds_no_other(workspace):
    decide(workspace, subject="statement:S-1")
    other = decide(workspace, subject="statement:S-2")

    assert workspace.history("statement:S-2") == (other,)


def test_a_time_of_another_zone_is_kept_as_the_same_instant_in_utc(workspace):
    madrid = timezone(timedelta(hours=2))
    made = decide(workspace, at=datetime(2026, 4, 13, 11, 30, tzinfo=madrid))

    assert made.at == AT
    assert made.at.utcoffset() == timedelta(0)


def test_a_member_of_the_vocabulary_is_kept_as_its_word(workspace):
    made = decide(workspace, decided=Cause.WAY_OF_WORKING)

    assert type(made.decided) is str
    assert workspace.history()[0].decided == "way_of_working"


@pytest.mark.parametrize("kind", SUBJECTS)
def test_every_kind_of_subject_can_be_decided_on(workspace, kind):
    field = {"person": "offer", "wave": "courses_owner"}.get(kind, "title")
    assert decide(workspace, subject=f"{kind}:X 1", field=field, decided="Lost orders")


@pytest.mark.parametrize(
    ("subject", "field", "there_is"),
    [
        ("person:P-1", "intention", "intent"),
        ("person:P-1", "promise_kept", "promise_kept_on"),
        ("person:P-1", "stance#3", "stance"),
        ("wave:1", "start_on", "starts_on"),
    ],
)
def test_a_field_that_is_not_known_of_a_person_or_wave_is_refused_with_those_that_are(
    workspace, subject, field, there_is
):
    with pytest.raises(WrongDecision, match=rf"no field '{field}'.* {there_is},"):
        decide(workspace, subject=subject, field=field, decided="yes")
    assert workspace.history() == ()


@pytest.mark.parametrize(
    ("field", "value"),
    [("intent", "works against it"), ("private_interest", "gains from failure")],
)
def test_what_is_held_against_somebody_needs_the_words_or_the_deed_it_rests_on(
    workspace, field, value
):
    with pytest.raises(WrongDecision, match="rests on"):
        decide(workspace, subject="person:P-1", field=field, decided=value)
    kept = decide(
        workspace, subject="person:P-1", field=field, decided=value, memo="Said so on 3 May."
    )
    assert kept.memo == "Said so on 3 May."
    assert decide(workspace, subject="person:P-1", field=field, decided="").decided == ""


@pytest.mark.parametrize(("field", "first"), [("seat", "in"), ("wave", "2"), ("helper", "yes")])
def test_a_wish_about_a_person_can_be_cleared(workspace, field, first):
    decide(workspace, subject="person:P-1", field=field, decided=first)
    assert decide(workspace, subject="person:P-1", field=field, decided="").decided == ""


def test_what_belongs_to_one_promise_is_checked_like_the_field_itself(workspace):
    decide(workspace, subject="person:P-1", field="promise_kept_on#12", decided="2026-04-13")
    with pytest.raises(WrongDecision, match="2026-04-13"):
        decide(workspace, subject="person:P-1", field="promise_kept_on#12", decided="soon")


@pytest.mark.parametrize(
    "subject", ["", "S-1", "statement", "statement:", "statement: ", "statement:a\nb", "cat:1"]
)
def test_a_subject_of_another_form_is_refused_with_the_forms_there_are(workspace, subject):
    with pytest.raises(WrongDecision, match="statement:ID"):
        decide(workspace, subject=subject)
    assert workspace.history() == ()


@pytest.mark.parametrize(
    ("subject", "field", "decided", "allowed"),
    [
        ("statement:S-1", "kind", "complaint", "concern, proposal, question, praise, other"),
        ("statement:S-1", "cause", "Defect", "defect, missing"),
        ("statement:S-1", "severity", "4", "1, 2, 3"),
        ("theme:T01", "verdict", "", "training"),
        ("theme:T01", "status", "done", "suggested, confirmed, changed"),
        ("person:P-1", "stance", "blocker", "antagonist, detractor, sceptic"),
        ("person:P-1", "convertible", "maybe", "yes, no, unclear"),
        ("person:P-1", "convertibility", "1.2", "from 0 to 1"),
        ("person:P-1", "wave", "after", "a whole number"),
        ("agenda:T01", "place", "later", "session, settle_before, confirm, parking_lot"),
        ("agenda:T01", "minutes", "-5", "a whole number"),
        ("file:a.csv", "kind", "concern", "survey, comment_sheet"),
        ("file:a.csv", "wave", "2", "before, after, or empty"),
        ("file:a.csv", "said_on", "13.4.2026", "2026-04-13"),
    ],
)
def test_a_value_outside_the_vocabulary_is_refused_with_what_is_allowed(
    workspace, subject, field, decided, allowed
):
    with pytest.raises(WrongDecision, match=allowed):
        decide(workspace, subject=subject, field=field, decided=decided)
    assert workspace.history() == ()


def test_all_that_is_wrong_is_said_at_once(workspace):
    with pytest.raises(WrongDecision) as refused:
        decide(workspace, subject="S-1", field="kind", decided="bad", coder=" ", confidence=7)

    assert all(word in str(refused.value) for word in ("'S-1'", "'bad'", "coder", "confidence"))


@pytest.mark.parametrize("coder", ["", " ", "Ada\nBen"])
def test_a_coder_needs_a_name_in_one_line(workspace, coder):
    with pytest.raises(WrongDecision, match="coder"):
        decide(workspace, coder=coder)


def test_a_time_without_its_zone_is_refused(workspace):
    with pytest.raises(WrongDecision, match="zone"):
        decide(workspace, at=datetime(2026, 4, 13))


def test_a_broken_character_in_a_memo_does_not_lose_the_decision(workspace):
    made = decide(workspace, memo="half \ud83d of a face, \0 and a whole \U0001f600")

    assert made.memo == "half \ufffd of a face, \ufffd and a whole \U0001f600"
    assert workspace.history() == (made,)


def test_what_the_machine_suggests_is_kept_beside_the_decision(workspace):
    run = workspace.begin_run(AT, "raw")
    workspace.save_suggestions([("statement:S-1", "cause", "training", 0.0)], run)

    made = decide(workspace)

    assert (made.suggested, made.confidence) == ("training", 0.0)


def test_what_a_person_was_shown_counts_more_than_what_the_machine_says_by_now(workspace):
    run = workspace.begin_run(AT, "raw")
    workspace.save_suggestions([("statement:S-1", "cause", "training", 0.9)], run)

    made = decide(workspace, suggested="data", confidence=0.4)

    assert (made.suggested, made.confidence) == ("data", 0.4)


def test_the_stance_that_the_machine_suggests_is_confirmed_without_a_reason(workspace):
    run = workspace.begin_run(AT, "raw")
    workspace.save_suggestions([("person:P-1", "stance", "sceptic", 0.6)], run)
    row = workspace.decide("person:P-1", "stance", "sceptic", coder="Ada", at=AT)
    assert row.suggested == "sceptic"
    with pytest.raises(WrongDecision, match="needs its reason"):
        workspace.decide("person:P-1", "stance", "champion", coder="Ada", at=AT)
    assert workspace.decisions().value("person:P-1", "stance") == "sceptic"


def test_a_suggestion_never_overwrites_a_decision(workspace):
    made = decide(workspace, decided="defect")
    run = workspace.begin_run(AT, "raw")

    workspace.save_suggestions([("statement:S-1", "cause", "training", 0.99)], run)

    assert workspace.decisions().get("statement:S-1", "cause") == made
    assert workspace.suggestion("statement:S-1", "cause") == ("training", 0.99)


def test_the_suggestion_seen_when_deciding_stays_when_the_machine_changes_its_mind(workspace):
    first = workspace.begin_run(AT, "raw")
    workspace.save_suggestions([("statement:S-1", "cause", "training", 0.6)], first)
    decide(workspace)
    second = workspace.begin_run(AT, "raw")
    workspace.save_suggestions([("statement:S-1", "cause", "defect", 0.9)], second)

    assert workspace.history()[0].suggested == "training"


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE decisions SET decided = 'data'",
        "DELETE FROM decisions",
        "INSERT OR REPLACE INTO decisions SELECT decision_id, uuid, subject, field, suggested,"
        " confidence, 'data', coder, at, supersedes, undoes FROM decisions",
        "UPDATE decision_words SET memo = ''",
        "INSERT OR REPLACE INTO decision_words SELECT decision_id, '', NULL, NULL FROM decisions",
    ],
)
def test_the_database_itself_refuses_to_change_a_decision(workspace, place, change):
    made = decide(workspace, memo="Crashed twice.")
    # Another program, with none of our settings.
    other = sqlite3.connect(place, isolation_level=None)

    with pytest.raises(sqlite3.IntegrityError, match="never changed"):
        other.execute(change)
    other.close()

    assert workspace.history() == (made,)


def test_words_can_be_removed_while_the_decisions_stay(workspace, place):
    decide(workspace, memo="Crashed twice.")
    decide(workspace, subject="text:S-1", field="redacted", decided="My order vanished.")
    other = sqlite3.connect(place, isolation_level=None)

    other.execute("DELETE FROM decision_words")
    other.close()

    assert [(row.field, row.decided, row.memo) for row in workspace.history()] == [
        ("cause", "defect", ""),
        ("redacted", "", ""),
    ]


def test_the_table_of_decisions_holds_nobodys_words(workspace, place):
    secret = "My order vanished."
    decide(workspace, memo=secret)
    decide(workspace, subject="text:S-1", field="redacted", decided=secret, suggested=secret)
    other = sqlite3.connect(place)

    rows = other.execute("SELECT * FROM decisions").fetchall()
    other.close()

    assert secret not in repr(rows)
    assert workspace.history()[1].decided == secret


def test_a_workspace_shows_no_content_in_its_repr(workspace):
    decide(workspace, memo="Crashed twice.")

    assert repr(workspace) == "Workspace('review.sqlite')"


def test_what_one_opens_another_sees(workspace: Workspace, place):
    made = decide(workspace)

    with Workspace.open(place) as other:
        assert other.history() == (made,)
