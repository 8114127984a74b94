from __future__ import annotations

from datetime import timedelta

import numpy as np
import pandas as pd
import pytest

from tests.facts.clinic import DECIDED, FAULT, LAUNCH, SHOWN, ticket, tickets
from toolkit.facts.resolutions import OUTCOMES, Outcome
from toolkit.facts.ticket_outcomes import find_ticket_outcomes
from toolkit.facts.ticket_pools import agreeing, faults_known, read_together

ABSENT = "Works on our side, please check the device."


def found(*rows: dict[str, object]) -> pd.DataFrame:
    return find_ticket_outcomes(tickets(rows))


def likely(**shares: float) -> np.ndarray:
    return np.array([shares.get(kind.value, 0.0) for kind in OUTCOMES])


def fault_of(table: pd.DataFrame, row: int) -> float:
    return float(table["p:confirmed_defect"][row] + table["p:fixed"][row])


def test_a_ticket_that_was_closed_wrongly_ends_as_the_one_that_corrects_it():
    later = LAUNCH + timedelta(weeks=5)
    table = found(
        ticket(1, "P02", "X-ray gone", SHOWN),
        ticket(2, "P03", "X-ray lost", f"{FAULT} #701 closed in error.", opened_on=later),
    )
    assert table["outcome"].tolist() == ["confirmed_defect", "confirmed_defect"]
    assert table["p:confirmed_defect"][0] == table["p:confirmed_defect"][1]


def test_an_earlier_ticket_does_not_correct_a_later_one():
    later = LAUNCH + timedelta(weeks=9)
    table = found(
        ticket(1, "P02", "X-ray gone", SHOWN, opened_on=later),
        ticket(2, "P03", "X-ray lost", f"{FAULT} Corrects #701."),
    )
    assert table["outcome"].tolist() == ["shown_how", "confirmed_defect"]


def test_a_ticket_that_denies_a_problem_is_not_read_with_it():
    table = found(
        ticket(1, "P02", "X-ray gone", f"{FAULT} PRB-311"),
        ticket(2, "P03", "X-ray gone", "PRB-311"),
        ticket(3, "P04", "X-ray gone", f"First thought PRB-311. {SHOWN}"),
    )
    assert table["outcome"].tolist() == ["confirmed_defect", "confirmed_defect", "shown_how"]
    assert table["problem"].tolist() == ["PRB-311", "PRB-311", ""]


def test_who_surely_tells_something_else_is_not_read_with_the_others():
    own = np.array(
        [
            likely(confirmed_defect=0.9, data_corrected=0.1),
            likely(confirmed_defect=0.7, fixed=0.2, data_corrected=0.1),
            likely(shown_how=0.995, fixed=0.005),
            likely(shown_how=0.6, confirmed_defect=0.4),
        ]
    )
    kept = agreeing(own, {"PRB-1": np.arange(4)})
    assert kept["PRB-1"].tolist() == [0, 1, 3]


def test_known_and_fixed_faults_are_one_thing_when_tickets_are_read_together():
    own = np.array(
        [
            likely(confirmed_defect=0.45, data_corrected=0.55),
            likely(fixed=0.9, data_corrected=0.1),
            likely(confirmed_defect=0.9, data_corrected=0.1),
        ]
    )
    joined = read_together(own, {"PRB-1": np.arange(3)})
    places = [OUTCOMES.index(kind) for kind in (Outcome.CONFIRMED_DEFECT, Outcome.FIXED)]
    assert joined[:, places].sum(axis=1).min() > 0.9
    assert joined[0, places[0]] > joined[0, places[1]]
    assert joined[1, places[1]] > joined[1, places[0]]


def test_a_fault_whose_two_outcomes_share_the_vote_is_told():
    half = likely(confirmed_defect=0.5, fixed=0.2, data_corrected=0.3)
    assert faults_known(half[None], np.array([True]))[0].max() == pytest.approx(0.7)


def test_what_is_met_again_after_its_ticket_was_closed_was_not_fixed():
    text = "Corrected in release 4.2, installed in spring. PRB-311"
    later = LAUNCH + timedelta(weeks=9)
    again = ticket(2, "P03", "X-ray gone", "PRB-311", opened_on=later, closed_on=None)
    table = found(ticket(1, "P02", "X-ray gone", text), again)
    assert table["p:fixed"][0] == 0.0
    assert fault_of(table, 0) > 0.8


def test_a_protest_after_the_closing_takes_the_showing_back_but_not_a_fault():
    protest = "Tried that, it did not help. Please reopen."
    table = found(
        ticket(1, "P02", "A", SHOWN),
        ticket(2, "P02", "A", f"{SHOWN}\n\n{protest}"),
        ticket(3, "P02", "A", f"{FAULT}\n\n{protest}"),
    )
    assert table["p:shown_how"][1] < 0.5 < table["p:shown_how"][0]
    assert fault_of(table, 2) > 0.6


@pytest.mark.parametrize(
    ("code", "text", "outcome"),
    [
        ("Won't Do", DECIDED, "works_as_designed"),
        ("Won't Do", "Who may sign is laid down in the house rules.", "works_as_designed"),
        ("Closed", "Repair planned for 8.3, no date.", "confirmed_defect"),
        ("Cerrado", "se muestra otra vez. ok", "shown_how"),
        ("Clos", "montré encore, ok", "shown_how"),
        ("Chiuso", "mostrato ancora, ok", "shown_how"),
        ("Geschlossen", "nochmals gezeigt, ok", "shown_how"),
    ],
)
def test_words_count_more_than_codes_and_few_words_are_enough(code: str, text: str, outcome: str):
    assert found(ticket(1, "P02", "Help", text, resolution_code=code))["outcome"][0] == outcome
