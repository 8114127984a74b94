"""What a model said is read strictly: every id once, nothing that was not asked for."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.llm.answers import Answer, check_answers
from toolkit.model.vocabulary import Cause, Kind

GOOD = {"id": "a1", "kind": "concern", "cause": "defect", "confidence": 0.8,
        "second_cause": "data", "severity": 3}  # fmt: skip
READ = Answer(kind=Kind.CONCERN, cause=Cause.DEFECT, confidence=0.8, second_cause=Cause.DATA,
              severity=3)  # fmt: skip


def codings(*rows: dict) -> str:
    return json.dumps({"codings": rows})


@pytest.mark.parametrize(
    "text",
    [
        codings(GOOD),
        json.dumps([GOOD]),
        json.dumps(GOOD),
        f"Here you are:\n```json\n{codings(GOOD)}\n```\nAnything else?",
        f"<think>id a1 {{maybe}} praise?</think>{codings(GOOD)}",
        codings(GOOD, {**GOOD, "id": "a2"})[:-60],
        json.dumps({"result": {"codings": [GOOD]}}),
    ],
    ids=["as asked", "a list", "bare", "in prose", "after thoughts", "cut off", "wrapped"],
)
def test_a_whole_answer_is_found_wherever_it_stands(text):
    assert check_answers(text, ["a1"]).good == {"a1": READ}


def test_a_code_in_the_thoughts_is_no_answer():
    thought = f"<think>{codings({**GOOD, 'kind': 'praise'})}</think>{codings(GOOD)}"
    assert check_answers(thought, ["a1"]).good["a1"].kind is Kind.CONCERN


@pytest.mark.parametrize("text", ["", "I cannot help with that.", "{", "null", "[1, 2]", "{}" * 9])
def test_what_is_no_answer_leaves_every_id_without_one(text):
    found = check_answers(text, ["a1", "a2"])
    assert found.good == {}
    assert set(found.wrong) == {"a1", "a2"}


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({"kind": "complaint"}, "no kind"),
        ({"cause": "laziness"}, "no cause"),
        ({"confidence": "high"}, "no confidence"),
        ({"confidence": 300}, "no confidence"),
        ({"confidence": float("nan")}, "no confidence"),
        ({"confidence": True}, "no confidence"),
        ({"severity": 7}, "no severity"),
        ({"second_cause": ["data"]}, "no cause"),
    ],
)
def test_a_value_outside_the_vocabulary_makes_no_answer_and_says_why(change, why):
    found = check_answers(codings({**GOOD, **change}), ["a1"])
    assert found.good == {}
    assert why in found.wrong["a1"]


def test_per_cent_are_understood_as_shares():
    assert check_answers(codings({**GOOD, "confidence": 85}), ["a1"]).good["a1"].confidence == 0.85


def test_other_ids_are_left_out_and_missing_ones_named():
    found = check_answers(codings(GOOD, {**GOOD, "id": "zz"}), ["a1", "a2"])
    assert set(found.good) == {"a1"}
    assert set(found.wrong) == {"a2"}


def test_an_id_that_is_coded_twice_and_differently_has_no_answer():
    twice = codings(GOOD, {**GOOD, "cause": "data"}, GOOD)
    assert "twice" in check_answers(twice, ["a1"]).wrong["a1"]
    assert check_answers(codings(GOOD, GOOD), ["a1"]).good == {"a1": READ}


def test_praise_has_no_cause_and_a_concern_without_one_is_unclear():
    praise = check_answers(codings({**GOOD, "kind": "praise"}), ["a1"]).good["a1"]
    vague = check_answers(codings({**GOOD, "cause": "none"}), ["a1"]).good["a1"]
    assert (praise.cause, praise.severity) == (None, None)
    assert vague.cause is Cause.UNCLEAR


@given(st.text(alphabet='{}[]":,abid1 \\<>think/', max_size=300))
def test_no_text_breaks_the_reader(text):
    found = check_answers(text, ["a1"])
    assert set(found.good) | set(found.wrong) == {"a1"}
    assert not set(found.good) & set(found.wrong)
