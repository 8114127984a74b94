from __future__ import annotations

import pytest

from toolkit.facts.mentions import OwnIds, denies, taken_back, without_mentions

BOATS = OwnIds(f"BOAT-{n}" for n in (7, 12, 15, 44, 61, 73))
GROUPED = OwnIds(["3 174", "3 179", "3 190"])


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("as BOAT-12", ["BOAT-12"]),
        ("boat 12 und 15 erledigt", ["BOAT-12", "BOAT-15"]),
        ("#44", ["BOAT-44"]),
        ("dup 44?", ["BOAT-44"]),
        ("Duplicado de 44.", ["BOAT-44"]),
        ("same as 61. oars changed", ["BOAT-61"]),
        ("44/61/73 too", ["BOAT-44", "BOAT-61", "BOAT-73"]),
        ("12 oars, 7 missing", []),
        ("like 12 others", []),
        ("from 7/12 on", []),
        ("release 12.4 of 61 %", []),
        ("BOAT-99", []),
    ],
)
def test_tickets_of_the_file_are_found_however_they_are_written(text: str, named: list[str]):
    assert [one.ticket_id for one in BOATS.find(text)] == named


@pytest.mark.parametrize("text", ["Dup. de #3 179.", "see 3179.", "Ticket 3.179 says it"])
def test_digits_in_groups_are_one_number(text: str):
    assert [one.ticket_id for one in GROUPED.find(text)] == ["3 179"]


def test_a_number_of_rows_is_no_ticket():
    assert GROUPED.find("loaded 3 179 rows") == ()


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("Leaks. Corrects #44, #61.", {"BOAT-44", "BOAT-61"}),
        ("our BOAT-12 and 15 were wrong, sorry", {"BOAT-12", "BOAT-15"}),
        ("44/61/73 wrongly closed", {"BOAT-44", "BOAT-61", "BOAT-73"}),
        ("BOAT-44 wurde zu Unrecht geschlossen.", {"BOAT-44"}),
        ("Rectifica #44.", {"BOAT-44"}),
        ("Rectifie le ticket 44.", {"BOAT-44"}),
        ("#44 et #61 fermés à tort", {"BOAT-44", "BOAT-61"}),
        ("Corregge #44, il remo era rotto", {"BOAT-44"}),
        ("#44 cerrado por error", {"BOAT-44"}),
        ("reopened BOAT-44", {"BOAT-44"}),
        ("BOAT-44, -61 und -73 dazu (Erstauskunft falsch)", {"BOAT-44", "BOAT-61", "BOAT-73"}),
        ("BOAT-44: first answer was wrong", {"BOAT-44"}),
        ("Wrong oar taken, as BOAT-44.", set()),
        ("Reproduced. See BOAT-44.", set()),
        ("Data corrected, same as #44.", set()),
        ("Oar number entered by mistake, see BOAT-44.", set()),
    ],
)
def test_a_later_ticket_takes_earlier_ones_back_in_five_languages(text: str, wrong: set[str]):
    assert taken_back(text, BOATS) == wrong


@pytest.mark.parametrize(
    "text",
    [
        "rudder tight, so not BOAT-44",
        "First thought BOAT-44, but it floats",
        "Nichts zu tun mit BOAT-44.",
        "rien à voir avec BOAT-44",
        "Leaks of hull two (BOAT-44) are not counted, so not the reason.",
    ],
)
def test_what_a_ticket_is_not_is_told_in_words_around_the_id(text: str):
    assert denies(text, BOATS.find(text)[0].start)


def test_to_cite_after_a_negation_elsewhere_is_no_denial():
    text = "Not mended yet, see BOAT-44."
    assert not denies(text, BOATS.find(text)[0].start)


def test_the_words_without_the_tickets_stay():
    text = "Dup #44, new oar"
    assert without_mentions(text, BOATS.find(text)).split() == ["Dup", ",", "new", "oar"]


HUTS = OwnIds(["3174", "3179", "3190", "712"])


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("3174 chiuso per errore", {"3174"}),
        ("3179 chiuso male, la porta era rotta", {"3179"}),
        ("riaperti e rettificati 3174 3179", {"3174", "3179"}),
        ("3190 fermé trop tôt", {"3190"}),
        ("Wiedereröffnet: 712", {"712"}),
        ("reabierto 712", {"712"}),
        ("3174 war falsch", {"3174"}),
        ("712 mal geprüft", set()),
        ("bei 3174 rechnet es falsch", set()),
        ("712 closed huts", set()),
    ],
)
def test_short_numbers_are_tickets_beside_words_of_wrong_closing(text: str, wrong: set[str]):
    assert taken_back(text, HUTS) == wrong


@pytest.mark.parametrize("text", ["raised DV#3174", "as hut-tool#3174", "see !3174"])
def test_developers_write_a_sign_before_the_number(text: str):
    assert [one.ticket_id for one in HUTS.find(text)] == ["3174"]


def test_a_short_list_leaves_the_prefix_out():
    own = OwnIds(["H2603-020", "H2603-022", "H2603-031"])
    named = [one.ticket_id for one in own.find("H2603-020, -022 und -031; H2603-020 - 12 Stück")]
    assert named == ["H2603-020", "H2603-022", "H2603-031", "H2603-020"]
