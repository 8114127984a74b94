"""What would overturn a verdict is counted, and the count is not too small."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests import world
from toolkit.model.findings import Lever, Signal
from toolkit.model.vocabulary import CAUSES, Bearing, Cause, DecidedBy
from toolkit.verdicts import JudgeInput, judge_themes
from toolkit.verdicts.overturn import Speakers, find_turn, least_pieces

SHOWN = Lever(
    cause=Cause.TRAINING,
    origin=DecidedBy.TICKETS,
    signal="tickets_shown_how",
    evidence="closed by showing how it is done",
    weights={Cause.TRAINING: 2.7, Cause.DEFECT: -2.0},
)
WISH = Lever(
    cause=Cause.MISSING,
    origin=DecidedBy.TICKETS,
    signal="tickets_change_request",
    evidence="taken as a wish",
    weights={Cause.MISSING: 2.7, Cause.DEFECT: -1.2},
)


TEN = Speakers(people=10)
STRONG = {Cause.TRAINING: 6.0, Cause.DEFECT: -6.0}


def words(lead: float) -> dict[Cause, float]:
    """Words that say defect, ahead of training by `lead`."""
    return dict.fromkeys(CAUSES, -6.0) | {Cause.DEFECT: 0.0, Cause.TRAINING: -lead}


def test_the_clearer_the_words_the_more_it_takes():
    few, many = least_pieces(words(0.5), (), SHOWN, TEN), least_pieces(words(4.0), (), SHOWN, TEN)
    assert few is not None
    assert many is not None
    assert few < many <= 10


def test_where_all_who_raise_it_would_not_do_no_number_is_named():
    assert least_pieces(words(30.0), (), SHOWN, Speakers(people=3)) is None
    assert find_turn(words(30.0), (), (SHOWN,), Speakers(people=3)) is None


def test_where_facts_hold_many_at_another_cause_no_splinter_is_enough():
    free = least_pieces(words(0.5), (), SHOWN, TEN)
    held = Speakers(people=10, held={Cause.DEFECT: 4})
    assert free is not None
    assert free < 7
    assert least_pieces(words(0.5), (), SHOWN, held) == 8


def test_facts_that_hold_people_at_the_new_cause_ask_for_no_more():
    held = Speakers(people=10, held={Cause.TRAINING: 6, Cause.DEFECT: 2})
    assert least_pieces(words(0.5), (), SHOWN, held) == least_pieces(words(0.5), (), SHOWN, TEN)


def confirmed(weight: float) -> Signal:
    """Tickets that were confirmed as faults."""
    return Signal(
        name="tickets_confirmed_defect",
        subject_id="T01",
        origin=DecidedBy.TICKETS,
        cause=Cause.DEFECT,
        bearing=Bearing.SUPPORTS,
        weight=weight,
        sentence="tickets",
        n=9,
    )


def test_what_tickets_say_above_the_cap_must_be_outweighed_too():
    asked = [least_pieces(words(0.5), (confirmed(weight),), SHOWN, TEN) for weight in (2, 6, 9)]
    assert asked[0] is not None
    assert asked[1] is not None
    assert asked[2] is None or asked[2] > asked[1] > asked[0]


def test_the_likelier_rival_is_named_and_what_there_is_of_its_evidence():
    there = Signal(
        name="tickets_shown_how",
        subject_id="T01",
        origin=DecidedBy.TICKETS,
        cause=Cause.TRAINING,
        bearing=Bearing.SUPPORTS,
        weight=0.2,
        sentence="one ticket",
        n=1,
    )
    turn = find_turn(words(1.0), (there,), (WISH, SHOWN), Speakers(people=8))
    assert turn is not None
    assert (turn.lever.cause, turn.there) == (Cause.TRAINING, 1)


def overturned_by(weights) -> str:
    """What would overturn T01's verdict if tickets of these weights were what can be known."""
    judged = judge_themes(
        JudgeInput(
            themes=world.themes(),
            statements=world.statements(),
            codings=world.codings(),
            signals={},
            facts=replace(world.facts(), recorded=frozenset({"tickets"})),
            levers=lambda words: (replace(SHOWN, weights=weights),),
        )
    )
    return judged.verdicts["T01"].would_overturn


def test_where_tickets_would_not_do_the_sentence_asks_for_none():
    sentence = overturned_by({})
    assert "no number of tickets alone would turn it" in sentence
    assert "tickets on it" not in sentence


def test_where_everybody_is_needed_the_sentence_says_each():
    people = (
        judge_themes(
            JudgeInput(
                themes=world.themes(),
                statements=world.statements(),
                codings=world.codings(),
                signals={},
                facts=world.facts(),
            )
        )
        .verdicts["T01"]
        .people
    )
    sentences = [overturned_by({Cause.TRAINING: w / 4, Cause.DEFECT: -w / 4}) for w in range(40)]
    each = [one for one in sentences if f"if each of the {people} who raise it" in one]
    assert each
    assert not [one for one in sentences if f"if {people} of the {people}" in one]


@pytest.mark.parametrize(
    ("recorded", "said"), [(("tickets",), "so far there is none"), ((), "no tickets file came")]
)
def test_the_sentence_names_number_evidence_and_what_the_files_hold(recorded, said):
    facts = replace(world.facts(), recorded=frozenset(recorded))
    judged = judge_themes(
        JudgeInput(
            themes=world.themes(),
            statements=world.statements(),
            codings=world.codings(),
            signals={},
            facts=facts,
            levers=lambda words: (replace(SHOWN, weights=STRONG), WISH),
        )
    )
    sentence = judged.verdicts["T01"].would_overturn
    assert "who raise it had a ticket of their own" in sentence
    assert said in sentence
