"""What is written about somebody, or against a go list, is taken only with what it rests on."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from toolkit.errors import WrongDecision
from toolkit.model.decisions import Decision
from toolkit.workspace.allowed import check, check_reason

AT = datetime(2026, 5, 4, 9, 30, tzinfo=UTC)
PERSON, WAVE = "person:P-1", "wave:1"


def draft(
    subject: str, field: str, decided: str | None, *, suggested: str = "", memo: str = ""
) -> Decision:
    return Decision(
        decision_id=0,
        subject=subject,
        field=field,
        suggested=suggested,
        confidence=None,
        decided=decided,
        coder="Ada",
        at=AT,
        memo=memo,
    )


def decide(said: Decision) -> None:
    check(said)
    check_reason(said)


def taken(*what: str | None, **more: str) -> bool:
    try:
        decide(draft(*what, **more))
    except WrongDecision:
        return False
    return True


def test_another_stance_than_the_suggested_one_is_refused_without_its_reason():
    with pytest.raises(WrongDecision, match="another stance than the suggested one") as refused:
        decide(draft(PERSON, "stance", "champion", suggested="sceptic"))
    assert refused.value.where == f"{PERSON} stance"
    assert "as the memo" in refused.value.what_to_do


@pytest.mark.parametrize("suggested", ["sceptic", ""])
def test_another_stance_is_taken_with_its_reason_and_an_empty_one_is_none(suggested):
    def with_memo(memo):
        return taken(PERSON, "stance", "champion", suggested=suggested, memo=memo)

    assert with_memo("Said so on 3 May.")
    assert not with_memo(" \n ")


def test_taking_a_suggested_stance_off_somebody_needs_a_reason_too():
    assert not taken(PERSON, "stance", "", suggested="sceptic")
    assert taken(PERSON, "stance", "", suggested="")


def test_the_suggested_stance_is_taken_without_a_reason():
    assert taken(PERSON, "stance", "sceptic", suggested="sceptic")


@pytest.mark.parametrize(
    ("subject", "field"),
    [(PERSON, "stance"), (PERSON, "intent"), (PERSON, "private_interest"), (WAVE, "overruled")],
)
def test_what_is_taken_back_needs_no_reason(subject, field):
    assert taken(subject, field, None, suggested="sceptic")


def test_a_wave_goes_in_spite_of_its_go_list_only_with_a_reason():
    with pytest.raises(WrongDecision, match="going all the same needs a reason"):
        decide(draft(WAVE, "overruled", "yes"))
    assert taken(WAVE, "overruled", "yes", memo="The fault is in a part they never use.")


@pytest.mark.parametrize("value", ["no", ""])
def test_a_wave_is_held_again_without_a_reason(value):
    assert taken(WAVE, "overruled", value)


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("intent", "works against it"),
        ("intent", "does not work against it"),
        ("private_interest", "gains from failure"),
        ("private_interest", "does not gain from failure"),
    ],
)
def test_what_is_said_of_somebodys_intent_or_interest_is_refused_without_what_it_rests_on(
    field, value
):
    with pytest.raises(WrongDecision, match=f"'{field}' is written without what it rests on"):
        decide(draft(PERSON, field, value))
    assert not taken(PERSON, field, value, suggested=value)
    assert taken(PERSON, field, value, memo="Said so on 3 May.")
    assert taken(PERSON, field, "")


@pytest.mark.parametrize(
    ("subject", "field", "value"),
    [
        (PERSON, "influence", "high"),
        (PERSON, "helper", "yes"),
        (PERSON, "may_approach", "no"),
        (WAVE, "defects", "green"),
        (WAVE, "size", "12"),
        ("theme:T04", "verdict", "defect"),
    ],
)
def test_nothing_else_asks_for_a_reason(subject, field, value):
    assert taken(subject, field, value, suggested="low")


def test_a_stance_that_there_is_not_is_refused_whatever_the_reason():
    with pytest.raises(WrongDecision, match="'blocker' is no stance"):
        decide(draft(PERSON, "stance", "blocker", memo="Said so on 3 May."))
