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
    assert find_links(tickets(rows), [True, True]).originals == {}


@pytest.mark.parametrize(
    ("resolution", "outcome"),
    [
        ("Shown once more.", "shown_how"),
        ("Nochmals am Platz erklärt.", "shown_how"),
        ("Spiegato un'altra volta.", "shown_how"),
        ("Please book the course on rosters.", "sent_to_course"),
        ("Bitte die Schulung Dienstplan besuchen.", "sent_to_course"),
        ("No day has been announced yet.", "not_told"),
        ("Die Leitung hat noch nichts entschieden.", "not_told"),
        ("Aucune date n'est encore décidée.", "not_told"),
        ("Anotado como mejora.", "change_request"),
    ],
)
def test_terse_closings_are_read(resolution: str, outcome: str):
    assert outcomes(ticket(1, "P02", "Help", resolution)) == [outcome]


def test_to_cite_another_ticket_is_not_yet_to_repeat_it():
    found = outcomes(
        ticket(1, "P02", "X-ray gone", FAULT),
        ticket(2, "P03", "Where is it", f"{SHOWN} See 701 too.", linked_id="701"),
        ticket(3, "P04", "X-ray gone", "701", linked_id="701", resolution_code="Duplicate"),
    )
    assert found == ["confirmed_defect", "shown_how", "duplicate"]


def test_a_duplicate_with_two_links_finds_its_original():
    rows = [
        ticket(1, "P02", "A", FAULT),
        ticket(2, "P03", "B", "Duplicate.", linked_id="PRB-9; 701"),
    ]
    assert find_links(tickets(rows), [False, True]).originals == {1: 0}


def test_a_duplicates_own_words_count_beside_its_original():
    found = find_ticket_outcomes(
        tickets(
            [
                ticket(1, "P02", "X-ray gone", FAULT),
                ticket(2, "P03", "X-ray gone", "Duplicate.", linked_id="701"),
                ticket(3, "P04", "X-ray gone", SHOWN, linked_id="701", resolution_code="Duplicate"),
            ]
        )
    )
    assert found["outcome"].tolist()[1:] == ["duplicate", "duplicate"]
    assert found["p:shown_how"][1] < 0.05
    assert found["p:shown_how"][2] > 0.3


def test_the_most_telling_of_several_answers_counts():
    found = outcomes(
        ticket(1, "P02", "A", f"Being looked into.\n\n{FAULT}\n\nThe supplier is late."),
        ticket(2, "P03", "B", f"Which room?\n\n{SHOWN}"),
    )
    assert found == ["confirmed_defect", "shown_how"]


def test_a_later_finding_outweighs_an_earlier_one():
    found = find_ticket_outcomes(tickets([ticket(1, "P02", "A", f"{SHOWN}\n\n{FAULT}")]))
    assert found["p:confirmed_defect"][0] > 1.5 * found["p:shown_how"][0]


def test_what_was_filed_as_a_new_feature_is_likelier_a_wish():
    text = "Checked with the maker: the label editor lacks this."
    wish, fault = (
        find_ticket_outcomes(tickets([ticket(1, "P02", "Labels", text, kind=kind)]))
        for kind in ("New Feature", "Bug")
    )
    assert wish["p:change_request"][0] > 2 * fault["p:change_request"][0]


def test_on_a_ticket_that_is_not_closed_nothing_counts_as_put_right():
    text = "Wrong rows in the list, being put right. Perhaps a bug."
    rows = [ticket(2, "P03", "B", SHOWN)]
    found = [
        find_ticket_outcomes(tickets([ticket(1, "P02", "A", text, closed_on=day), *rows]))
        for day in (None, date(2026, 3, 3))
    ]
    assert found[0]["p:data_corrected"][0] < found[1]["p:data_corrected"][0]


def test_codes_of_several_words_are_read_however_they_are_joined():
    found = outcomes(
        ticket(1, "P02", "Help", "", resolution_code="end_vendor_bug"),
        ticket(2, "P02", "Help", "", resolution_code="end.user.shown"),
    )
    assert found == ["confirmed_defect", "shown_how"]


def test_an_id_in_the_column_of_codes_says_nothing():
    found = find_ticket_outcomes(
        tickets([ticket(1, "P02", "X-ray gone", "", resolution_code="KM-318.")])
    )
    assert found["outcome"].tolist() == ["other"]
    assert np.ptp(found[[f"p:{kind.value}" for kind in OUTCOMES]].to_numpy(float)) < 0.3


def test_a_code_that_only_says_closed_tells_nothing():
    assert outcomes(ticket(1, "P02", "Help", "", resolution_code="Resolved")) == ["other"]


def test_of_two_ids_cited_as_often_the_one_of_a_series_names_the_problem():
    both = "WIFI-88, known as KM-31."
    rows = [ticket(1, "P02", "A", both), ticket(2, "P03", "B", both)]
    rows += [ticket(3, "P04", "C", f"{SHOWN} See KM-45.")]
    assert list(find_links(tickets(rows), [False] * 3).problems) == ["KM-31"]


def test_an_error_code_is_no_record_of_a_problem():
    assert find_ids("Stops with error code NET-5043.") == set()
    assert find_ids("Bricht ab, Fehlercode NET-5043, siehe KM-318.") == {"KM-318"}
    assert "NET-5043" in without_ids("Stops with error code NET-5043, see KM-318.")


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
