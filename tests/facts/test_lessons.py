"""The company's tickets as weak examples for the coder."""

from __future__ import annotations

import pandas as pd

from tests.facts.clinic import CLEANED, DECIDED, FAULT, SHOWN, WISH, facts, ticket, tickets
from toolkit.facts import ticket_lessons
from toolkit.model.intake import Extracts
from toolkit.model.vocabulary import Cause


def lessons(*rows):
    return ticket_lessons(facts(Extracts(tickets=tickets(rows))).tickets)


def test_each_ticket_teaches_the_cause_that_its_end_tells():
    found = lessons(
        ticket(1, "P03", "X-ray gone", FAULT, description="Saved it twice."),
        ticket(2, "P04", "Recall letters", SHOWN),
        ticket(3, "P05", "Two of each patient", CLEANED),
        ticket(4, "P06", "No dark mode", WISH),
    )
    assert [(one.text, one.cause) for one in found] == [
        ("No dark mode", Cause.MISSING),
        ("Recall letters", Cause.TRAINING),
        ("Two of each patient", Cause.DATA),
        ("X-ray gone. Saved it twice", Cause.DEFECT),
    ]
    assert all(0.5 <= one.weight <= 1 for one in found)


def test_works_as_designed_leaves_the_cause_open_and_teaches_nothing():
    assert lessons(ticket(1, "P03", "Padlock", DECIDED)) == ()


def test_a_ticket_without_an_end_or_without_words_teaches_nothing():
    assert lessons(ticket(1, "P03", "X-ray gone", "", closed_on="", status="Open")) == ()
    assert lessons(ticket(1, "P03", "", FAULT)) == ()


def test_many_tickets_on_one_problem_do_not_count_as_many():
    def about(n, **more):
        return ticket(n, f"P{n:02d}", f"X-ray gone, case {n}", FAULT, **more)

    (alone,) = lessons(about(3))
    linked = lessons(*(about(n, linked_id="PRB-100") for n in (3, 4, 5, 6)))
    assert len(linked) == 4
    assert all(one.weight < 0.7 * alone.weight for one in linked)


def test_copies_of_a_ticket_are_one_lesson():
    same = [ticket(n, "P03", "X-ray gone", FAULT) for n in (1, 2)]
    assert len(lessons(*same)) == 1


def test_the_order_of_the_rows_changes_no_lesson():
    rows = [ticket(n, "P03", f"X-ray gone, case {n}", FAULT) for n in (1, 2, 3)]
    found = [[(one.text, one.weight) for one in lessons(*own)] for own in (rows, rows[::-1])]
    assert found[0] == found[1]


def test_no_tickets_no_lessons():
    assert ticket_lessons(pd.DataFrame()) == ()
