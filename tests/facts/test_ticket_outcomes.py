from __future__ import annotations

import json
from collections import Counter
from datetime import date
from importlib.resources import files

import numpy as np
import pytest

from tests.facts.clinic import DECIDED, FAULT, SHOWN, ticket, tickets
from toolkit.facts.linked import find_ids, find_links, without_ids
from toolkit.facts.resolutions import (
    OUTCOMES,
    Outcome,
    Resolution,
    sharpen,
    shipped_examples,
    shipped_model,
)
from toolkit.facts.ticket_outcomes import find_ticket_outcomes


def outcomes(*rows: dict[str, object]) -> list[str]:
    return find_ticket_outcomes(tickets(rows))["outcome"].tolist()


@pytest.mark.parametrize(
    ("resolution", "outcome"),
    [
        (FAULT, "confirmed_defect"),
        ("Fixed with release 4.2, tested together with the caller.", "fixed"),
        (DECIDED, "works_as_designed"),
        (
            "Das ist kein Fehler, so vorgesehen und von der Leitung beschlossen.",
            "works_as_designed",
        ),
        (SHOWN, "shown_how"),
        ("Am Telefon gezeigt und erklärt, wo man das findet.", "shown_how"),
        ("Client existed twice. Records merged, address corrected.", "data_corrected"),
        ("Not possible today. Passed on to the vendor as a wish.", "change_request"),
        ("Password reset, account unlocked.", "access"),
        ("Duplicate, see the other ticket.", "duplicate"),
    ],
)
def test_a_resolution_is_read_from_its_words(resolution: str, outcome: str):
    assert outcomes(ticket(1, "P02", "Help", resolution)) == [outcome]


def test_a_text_that_says_nothing_of_the_end_is_not_told():
    found = find_ticket_outcomes(tickets([ticket(1, "P02", "Help", "Zxq vbn lkj.")]))
    assert found["outcome"].tolist() == ["other"]
    assert found["outcome_confidence"].tolist() == [0.0]


def test_a_code_in_words_decides_where_there_is_no_text():
    found = outcomes(
        ticket(1, "P02", "Help", "", resolution_code="By design"),
        ticket(2, "P02", "Help", "", resolution_code="Known error", category="Incident"),
    )
    assert found[0] == "works_as_designed"
    assert found[1] == "confirmed_defect"


def test_a_text_in_the_column_of_codes_is_read_as_a_text():
    misread = ticket(1, "P02", "Help", "", resolution_code=SHOWN)
    assert outcomes(misread) == ["shown_how"]


def test_what_is_not_closed_and_not_answered_is_open():
    found = find_ticket_outcomes(
        tickets(
            [
                ticket(1, "P02", "Help", "", closed_on=None, status="New"),
                ticket(2, "P02", "Help", SHOWN),
            ]
        )
    )
    assert found["outcome"].tolist() == ["open", "shown_how"]
    assert found["outcome_confidence"][0] == 1


def test_what_is_not_closed_is_not_fixed_yet():
    text = "Corrected in release 4.2, installed in spring."
    found = outcomes(
        ticket(1, "P02", "Help", text, closed_on=None), ticket(2, "P02", "Help", SHOWN)
    )
    assert found[0] == "confirmed_defect"


def test_tickets_on_one_problem_are_believed_together():
    found = find_ticket_outcomes(
        tickets(
            [
                ticket(1, "P02", "X-ray gone", f"{FAULT} PRB-311"),
                ticket(2, "P03", "X-ray gone", "PRB-311"),
                ticket(3, "P04", "X-ray gone", "See PRB 311."),
                ticket(4, "P05", "X-ray gone", "PRB-999"),
            ]
        )
    )
    assert found["outcome"].tolist()[:3] == ["confirmed_defect"] * 3
    assert found["outcome"].tolist()[3] == "other"
    assert found["problem"].tolist() == ["PRB-311"] * 3 + [""]
    assert found["problem_tickets"].tolist() == [3, 3, 3, 0]


def test_several_tickets_under_one_wish_stay_a_wish():
    wish = "Cannot be done in the product today, wish WSH-12 at the vendor."
    assert (
        outcomes(*(ticket(n, "P02", "Two labels", wish) for n in (1, 2, 3)))
        == ["change_request"] * 3
    )


def test_a_duplicate_says_what_its_original_says():
    found = find_ticket_outcomes(
        tickets(
            [
                ticket(1, "P02", "X-ray gone", FAULT),
                ticket(2, "P03", "X-ray gone", "Duplicate.", linked_id="701"),
                ticket(3, "P04", "X-ray gone", "Duplicate.", linked_id="702"),
            ]
        )
    )
    assert found["outcome"].tolist() == ["confirmed_defect", "duplicate", "duplicate"]
    columns = [f"p:{kind.value}" for kind in OUTCOMES]
    values = found[columns].to_numpy(float)
    assert np.array_equal(values[0], values[1])
    assert np.array_equal(values[0], values[2])


def test_tickets_that_cite_one_another_are_no_duplicates():
    rows = [
        ticket(1, "P02", "A", SHOWN, linked_id="702"),
        ticket(2, "P03", "B", SHOWN, linked_id="701"),
    ]
    assert find_links(tickets(rows)).originals == {}


def test_probabilities_add_up_to_one_and_an_empty_table_stays_empty():
    found = find_ticket_outcomes(
        tickets(
            [
                ticket(1, "P02", "A", FAULT),
                ticket(2, "P03", "B", ""),
                ticket(3, "P04", "C", "PRB-1 77"),
            ]
        )
    )
    values = found[[f"p:{kind.value}" for kind in OUTCOMES]].to_numpy(float)
    assert np.allclose(values.sum(axis=1), 1)
    empty = find_ticket_outcomes(tickets([]))
    assert empty.empty
    assert {"outcome", "outcome_confidence", "problem"} <= set(empty.columns)


def test_the_input_is_not_changed_and_cells_of_any_kind_are_read():
    table = tickets([ticket(1, "P02", "A", FAULT, closed_on=date(2026, 3, 3), category=None)])
    table.loc[0, "resolution_code"] = float("nan")
    before = table.copy()
    find_ticket_outcomes(table)
    assert table.equals(before)


def test_ids_are_found_in_one_spelling():
    assert find_ids("See KM-318 and PRB0040012, also KM 318.") == {"KM-318", "PRB0040012"}
    assert find_ids("on 11 March, 8 MB, 2026") == set()
    assert without_ids("Known as KM-318, sorry.") == "Known as , sorry."


def test_the_examples_are_diverse_and_their_ids_unique():
    rows = shipped_examples()
    lines = files("toolkit.facts").joinpath("data", "resolutions.jsonl").read_text("utf-8")
    ids = [json.loads(line)["id"] for line in lines.splitlines()]
    assert len(rows) >= 250
    assert len(set(ids)) == len({one.resolution for one in rows}) == len(rows)
    assert {one.language for one in rows} == {"en", "de", "it", "fr", "es"}
    assert len({one.industry for one in rows}) >= 20
    assert min(Counter(one.outcome for one in rows).values()) >= 25


def test_an_encoder_is_asked_for_the_texts_and_changes_what_is_read():
    asked: list[str] = []
    axis = {kind: place for place, kind in enumerate(OUTCOMES)}
    truth = {one.resolution.text: one.outcome for one in shipped_examples()}

    def oracle(texts: list[str]) -> np.ndarray:
        """The axis of the true outcome; for unknown texts that of access."""
        asked.extend(texts)
        return np.eye(len(OUTCOMES))[[axis[truth.get(one, Outcome.ACCESS)] for one in texts]]

    found = shipped_model(oracle).probabilities([Resolution(text="Zxq vbn lkj.")])
    assert OUTCOMES[int(found[0].argmax())] is Outcome.ACCESS
    assert "Zxq vbn lkj." in asked


def test_a_temperature_below_one_sharpens():
    found = sharpen(np.array([[0.6, 0.4]]), 0.5)
    assert found[0, 0] == pytest.approx(0.36 / (0.36 + 0.16))
