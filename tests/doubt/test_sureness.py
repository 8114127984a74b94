"""How sure it has become, and when to stop."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from tests.doubt.hotel import coding, final, verdict
from toolkit.doubt import Doubt, Standing, measure_sureness
from toolkit.language.catalogue import words_of
from toolkit.model.vocabulary import Cause, Kind
from toolkit.settings import DoubtSettings

HALF, SURE = {Cause.DEFECT: 0.5}, {Cause.DEFECT: 0.9}
ASKED = DoubtSettings(least_gain=0.3, steady_answers=10)


def standing(*likely: dict[Cause, float], theme: dict[Cause, float] | None = None) -> Standing:
    codings = [coding(f"s{number}", one) for number, one in enumerate(likely, start=1)]
    return Standing(
        codings={one.statement_id: one for one in codings},
        final_causes={one.statement_id: final(one) for one in codings},
        verdicts={"T01": verdict("T01", theme or HALF, 5)},
        given={},
        slips={},
    )


def queue(gain: float) -> list[Doubt]:
    return [Doubt(statement_id="s1", rank=1, gain=gain, score=gain, slip=0.0, parts=(), reasons=())]


def test_a_concern_is_as_sure_as_its_confidence_and_a_decided_one_as_sure_as_a_person():
    now = standing(HALF, SURE)
    assert measure_sureness(now, None, queue(0.9), ASKED).expected_accuracy == 0.7
    decided = replace(now, given={"s1": "trust"}, slips={"s1": 0.2})
    assert measure_sureness(decided, None, queue(0.9), ASKED).expected_accuracy == 0.85


def test_praise_does_not_count():
    now = standing(HALF)
    praise = coding("s2", SURE, Kind.PRAISE)
    now = replace(now, codings={**now.codings, "s2": praise})
    assert measure_sureness(now, None, queue(0.9), ASKED).expected_accuracy == 0.5


def test_without_a_concern_there_is_nothing_to_be_sure_of():
    found = measure_sureness(replace(standing(), verdicts={}), None, [], ASKED)
    assert (found.expected_accuracy, found.expected_verdicts) == (None, None)
    assert found.sentence == "There is no concern to be sure of."


def test_one_stops_when_the_next_answer_would_set_little_right():
    found = measure_sureness(standing(HALF), None, queue(0.29), ASKED)
    assert found.stop
    assert (
        "you can stop: it takes about 3 answers to set one more statement right" in found.sentence
    )


def test_one_stops_when_the_last_answers_moved_no_verdict():
    now, before = standing(SURE), standing(HALF)
    found = measure_sureness(now, before, queue(0.9), ASKED)
    assert found.stop
    assert found.change == 0.4
    assert "about 40 in a hundred more than 10 answers ago" in found.sentence
    assert "the last 10 answers changed no theme's verdict" in found.sentence


def test_one_goes_on_while_verdicts_move():
    now = standing(SURE, theme={Cause.TRAINING: 0.5})
    found = measure_sureness(now, standing(HALF), queue(0.9), ASKED)
    assert (found.stop, found.moved) == (False, 1)
    assert "go on" in found.sentence


def test_one_goes_on_while_too_few_answers_were_given_to_tell():
    assert not measure_sureness(standing(HALF), None, queue(0.9), ASKED).stop


@pytest.mark.parametrize(
    ("gain", "said"),
    [
        (0.0, "more answers would set almost nothing more right"),
        (0.2, "it takes about 5 answers to set one more statement right"),
        (0.5, "it takes about 2 answers to set one more statement right"),
        (0.82, "the next answer should set about one more statement right"),
        (2.4, "the next answer should set about 2 more statements right"),
    ],
)
def test_what_the_next_answer_is_worth_is_said_in_whole_things(gain: float, said: str):
    found = measure_sureness(standing(HALF), None, queue(gain), ASKED)
    assert found.sentence.endswith(f": {said}.")


def test_a_change_that_rounds_to_nothing_is_said_as_none():
    now, before = standing({Cause.DEFECT: 0.502}), standing(HALF)
    moving = replace(before, verdicts={"T01": verdict("T01", {Cause.TRAINING: 0.5}, 5)})
    found = measure_sureness(now, moving, queue(0.9), ASKED)
    assert "much as 10 answers ago" in found.sentence


@pytest.mark.parametrize("gain", [0.0, 0.2, 0.82, 2.4])
@pytest.mark.parametrize(
    "before", [None, standing(HALF), standing(SURE, theme={Cause.TRAINING: 1})]
)
def test_everything_about_it_is_said_in_german_too(gain: float, before: Standing | None):
    found = measure_sureness(standing(SURE), before, queue(gain), ASKED)
    said = words_of("de").drafted(found.sentence)
    assert not {"answer", "statement", "hundred", "theme", "stop", "right"} & set(
        re.findall(r"\w+", said)
    )
