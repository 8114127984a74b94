"""The company's tickets shift how its words are read."""

from __future__ import annotations

import numpy as np

from tests.doubt.hotel import decisions
from tests.facts.clinic import coded, said, vectors
from toolkit.coding import TicketLessons, apply_decisions, learner_of, taught_by_tickets
from toolkit.coding.from_tickets import LEAST
from toolkit.model.vocabulary import Cause, Kind

MATTERS = ["x-rays", "recall letters", "the boss"]
STATEMENTS = [said(n, f"P{n:02d}", text) for n, text in enumerate(MATTERS, 1)]


def lessons(fault="x-rays", gap="recall letters", each=LEAST // 2) -> TicketLessons:
    return TicketLessons(
        vectors=vectors([fault] * each + [gap] * each),
        causes=[Cause.DEFECT] * each + [Cause.TRAINING] * each,
        weights=[0.9] * (2 * each),
    )


def codings(kind=Kind.CONCERN):
    found = [coded(one, Cause.DEFECT, Cause.TRAINING, kind=kind) for one in STATEMENTS]
    return {one.statement_id: one for one in found}


def taught(given, kind=Kind.CONCERN):
    return taught_by_tickets(STATEMENTS, codings(kind), vectors(MATTERS), given)


def ids():
    return [one.statement_id for one in STATEMENTS]


def test_words_like_those_of_tickets_that_ended_so_are_read_so():
    rays, letters, _ = (taught(lessons())[key] for key in ids())
    assert rays.cause is Cause.DEFECT
    assert letters.cause is Cause.TRAINING
    assert letters.cause_confidence > 0.6
    assert "tickets speak for training" in letters.reasons[-1]


def test_the_other_way_round_where_the_tickets_ended_the_other_way_round():
    rays, letters, _ = (taught(lessons("recall letters", "x-rays"))[key] for key in ids())
    assert rays.cause is Cause.TRAINING
    assert letters.cause is Cause.DEFECT


def test_the_shares_that_verdicts_add_up_are_left_alone():
    before, after = codings(), taught(lessons())
    assert all(after[key].causes == before[key].causes for key in before)


def test_words_that_no_ticket_speaks_of_are_read_as_before():
    boss = taught(lessons())[ids()[2]]
    assert max(map(abs, boss.ticket_odds.values())) < 0.3


def test_few_lessons_or_one_cause_alone_teach_nothing():
    assert taught(lessons(each=LEAST // 2 - 1)) == codings()
    faults = TicketLessons(vectors(["x-rays"] * LEAST), [Cause.DEFECT] * LEAST, [1.0] * LEAST)
    assert taught(faults) == codings()
    none = np.zeros((0, vectors(MATTERS).shape[1]), dtype=np.float32)
    assert taught(TicketLessons(none, (), ())) == codings()


def test_praise_keeps_having_no_cause_and_kinds_stay():
    assert {one.cause for one in taught(lessons(), Kind.PRAISE).values()} == {None}
    assert {one.kind for one in taught(lessons()).values()} == {Kind.CONCERN}


def test_the_order_of_statements_changes_nothing():
    rows = vectors(MATTERS)[::-1]
    assert taught_by_tickets(STATEMENTS[::-1], codings(), rows, lessons()) == taught(lessons())


def test_what_tickets_taught_stays_when_a_person_teaches_as_well():
    learner = learner_of(STATEMENTS, taught(lessons()), vectors(MATTERS))
    found, _ = learner.codings(decisions((ids()[2], "cause", "leadership")))
    assert [found[key].cause for key in ids()] == [Cause.DEFECT, Cause.TRAINING, Cause.LEADERSHIP]


def test_a_persons_word_stands_over_tickets():
    found, _ = apply_decisions(taught(lessons()), decisions((ids()[1], "cause", "defect")))
    assert found[ids()[1]].cause is Cause.DEFECT
