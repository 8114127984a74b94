"""Tests of truth: the signals follow the facts, and nothing but the facts."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.facts.clinic import (
    CLEANED,
    DECIDED,
    FAULT,
    LAUNCH,
    SHOWN,
    WEEKS,
    WISH,
    coded,
    course,
    courses,
    facts,
    logins_and_records,
    people,
    said,
    signals_of,
    ticket,
    tickets,
    usage,
    vectors,
    weight,
)
from toolkit.facts import find_signals
from toolkit.model.findings import Facts, Signal
from toolkit.model.intake import Extracts
from toolkit.model.vocabulary import Attendance, Bearing, Cause, DecidedBy, Kind, MeasureKind, Wave

# Two matters behind the same words: "it is gone". P03 and P05 speak of x-rays, P04 and P06 of
# recall letters; each matter has three tickets.
SAID = (
    said(1, "P03", "My x-rays are gone again."),
    said(2, "P05", "I save an x-ray and it is gone."),
    said(3, "P04", "The recall letters are gone."),
    said(4, "P06", "Recall letters: gone, every week."),
)
CODED = [coded(one, Cause.DEFECT, Cause.TRAINING) for one in SAID]
ABOUT = (
    ["x-rays", "x-rays", "recall letters", "recall letters"],
    ["x-rays"] * 3 + ["recall letters"] * 3,
)


def desk(xray: str, recall: str) -> pd.DataFrame:
    return tickets(
        [
            ticket(1, "P07", "X-ray gone", xray),
            ticket(2, "P08", "X-rays not there", xray),
            ticket(3, "P09", "Where is my x-ray", xray),
            ticket(4, "P10", "Recall letter gone", recall),
            ticket(5, "P11", "No recall letters", recall),
            ticket(6, "P12", "Where are the letters", recall),
        ]
    )


def found_with(table: pd.DataFrame) -> dict[str, tuple[Signal, ...]]:
    return signals_of(SAID, CODED, facts(Extracts(tickets=table)), ABOUT)


def balance(found: tuple[Signal, ...]) -> float:
    """How much more the signals speak for a defect than for a training gap."""
    return weight(found, Cause.DEFECT) - weight(found, Cause.TRAINING)


def test_tickets_tell_a_defect_from_a_training_gap_behind_the_same_words():
    found = found_with(desk(FAULT, SHOWN))
    assert balance(found["S01"]) > 1
    assert balance(found["S02"]) > 1
    assert balance(found["S03"]) < -1
    assert balance(found["S04"]) < -1


def test_exchanging_the_resolutions_exchanges_the_signals():
    one, other = found_with(desk(FAULT, SHOWN)), found_with(desk(SHOWN, FAULT))
    for defect, gap in (("S01", "S03"), ("S02", "S04")):
        assert balance(other[defect]) < -1 < 1 < balance(other[gap])
        assert balance(one[defect]) == pytest.approx(balance(other[gap]), abs=0.35)


@pytest.mark.parametrize(
    ("resolution", "supported", "contradicted"),
    [
        (FAULT, Cause.DEFECT, Cause.TRAINING),
        (SHOWN, Cause.TRAINING, Cause.DEFECT),
        (DECIDED, Cause.COMMUNICATION, Cause.DEFECT),
        (CLEANED, Cause.DATA, Cause.DEFECT),
        (WISH, Cause.MISSING, Cause.TRAINING),
    ],
)
def test_each_outcome_supports_its_cause(resolution: str, supported: Cause, contradicted: Cause):
    found = found_with(desk(resolution, SHOWN))["S01"]
    assert weight(found, supported) > 0.5
    assert weight(found, contradicted) < -0.2
    assert supported is max(Cause, key=lambda cause: weight(found, cause))


def test_works_as_designed_is_friction_where_the_words_complain_of_toil():
    toil = [coded(one, Cause.FRICTION) for one in SAID]
    fact = facts(Extracts(tickets=desk(DECIDED, SHOWN)))
    found = signals_of(SAID, toil, fact, ABOUT)["S01"]
    assert weight(found, Cause.FRICTION) > weight(found, Cause.COMMUNICATION)


def test_without_the_ticket_file_there_are_no_ticket_signals():
    fact = facts(Extracts())
    assert "tickets" not in fact.recorded
    assert signals_of(SAID, CODED, fact, (ABOUT[0], [])) == {}


def test_adding_the_evidence_turns_the_balance():
    # The desk showed both callers how; then a developer confirms the fault, for six more callers.
    more = pd.concat(
        [
            desk(SHOWN, SHOWN),
            tickets(ticket(10 + n, f"P{n + 2:02d}", "X-ray gone", FAULT) for n in range(6)),
        ],
        ignore_index=True,
    )
    before = found_with(desk(SHOWN, SHOWN))["S01"]
    fact = facts(Extracts(tickets=more))
    after = signals_of(SAID, CODED, fact, (ABOUT[0], [*ABOUT[1], *["x-rays"] * 6]))["S01"]
    assert balance(before) < -1
    assert balance(after) > 0


def test_the_speakers_own_ticket_outweighs_those_of_others():
    table = desk(FAULT, SHOWN)
    table.loc[0, ["person_id", "resolution"]] = ["P03", SHOWN]
    found = found_with(table)
    assert balance(found["S01"]) < balance(found["S02"]) - 1


def test_a_matter_without_tickets_has_no_ticket_signals():
    statements = (*SAID, said(5, "P02", "My boss never looks at it."))
    codings = [*CODED, coded(statements[4], Cause.LEADERSHIP)]
    fact = facts(Extracts(tickets=desk(FAULT, SHOWN)))
    found = signals_of(statements, codings, fact, ([*ABOUT[0], "the boss"], ABOUT[1]))
    assert "S05" not in found


def test_praise_and_words_from_before_the_launch_have_no_signals():
    fact = facts(Extracts(tickets=desk(FAULT, SHOWN)))
    early = [replace(one, source=replace(one.source, wave=Wave.BEFORE)) for one in SAID]
    praise = [coded(one, Cause.DEFECT, kind=Kind.PRAISE) for one in SAID]
    assert signals_of(early, CODED, fact, ABOUT) == {}
    assert signals_of(SAID, praise, fact, ABOUT) == {}


def test_every_signal_says_what_it_rests_on():
    for signals in found_with(desk(FAULT, SHOWN)).values():
        for one in signals:
            assert one.origin is DecidedBy.TICKETS
            assert "ticket" in one.name
            assert one.rows
            assert one.n == len(one.rows)
            assert one.bearing is (Bearing.SUPPORTS if one.weight > 0 else Bearing.CONTRADICTS)
            assert str(one.n) in one.sentence
            assert not any(who in one.sentence for who in one.people)


def test_vectors_of_other_encoders_and_no_vectors_at_all_do_not_break():
    fact = facts(Extracts(tickets=desk(FAULT, SHOWN)))
    everybody = {one.person_id: one for one in people()}
    codings = {one.statement_id: one for one in CODED}
    nothing = find_signals(SAID, codings, fact, np.zeros((4, 3)), np.zeros((6, 3)), everybody)
    assert nothing == {}


RECORDS = [3.0] * WEEKS


def whole_world() -> tuple[Extracts, Facts]:
    weekly = [
        row
        for one in people()
        for row in (
            *logins_and_records(one.person_id, [4] * WEEKS, RECORDS),
            (one.person_id, "errors", MeasureKind.ERROR, [one.rank % 3] * WEEKS),
        )
    ]
    attended = courses(
        course(one.person_id, Attendance.ATTENDED if one.rank % 3 else Attendance.NO_SHOW, LAUNCH)
        for one in people()
    )
    extracts = Extracts(usage=usage(weekly), training=attended, tickets=desk(FAULT, SHOWN))
    return extracts, facts(extracts)


@settings(max_examples=15)
@given(st.randoms(use_true_random=False))
def test_the_order_of_rows_people_and_statements_changes_nothing(random):
    extracts, plain = whole_world()

    def mixed(table: pd.DataFrame) -> pd.DataFrame:
        order = list(range(len(table)))
        random.shuffle(order)
        return table.iloc[order].reset_index(drop=True)

    shuffled = facts(
        Extracts(
            usage=mixed(extracts.usage),
            training=mixed(extracts.training),
            tickets=mixed(extracts.tickets),
        ),
        tuple(random.sample(people(), len(people()))),
    )
    pd.testing.assert_frame_equal(plain.adoption, shuffled.adoption)
    pd.testing.assert_frame_equal(plain.people, shuffled.people)
    pd.testing.assert_frame_equal(plain.tickets, shuffled.tickets)
    assert plain.usage_states == shuffled.usage_states

    places = random.sample(range(4), 4)
    codings = {one.statement_id: one for one in CODED}
    everybody = {one.person_id: one for one in people()}
    said_of, reported = vectors(ABOUT[0]), vectors(ABOUT[1])
    one = find_signals(SAID, codings, plain, said_of, reported, everybody)
    other = find_signals(
        [SAID[place] for place in places], codings, shuffled, said_of[places], reported, everybody
    )
    assert one == other
    assert one


def test_the_same_input_gives_the_same_output():
    extracts, first = whole_world()
    second = facts(extracts)
    pd.testing.assert_frame_equal(first.people, second.people)
    one = signals_of(SAID, CODED, first, ABOUT)
    assert one == signals_of(SAID, CODED, second, ABOUT)


def test_a_fault_and_a_gap_on_one_matter_say_that_it_is_one_of_the_two():
    mixed = desk(FAULT, SHOWN)
    mixed.loc[0, "resolution"] = SHOWN
    found = found_with(mixed)["S01"]
    assert weight(found, Cause.DEFECT) > 1
    assert weight(found, Cause.TRAINING) > 0.2
    assert weight(found, Cause.VALUE) == 0
    for signal in found:
        if signal.name == "tickets_shown_how":
            assert signal.cause is not Cause.DEFECT
