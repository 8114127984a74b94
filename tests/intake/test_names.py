from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.intake.likeness import likeness
from toolkit.intake.names import fold, parse_name, tokens
from toolkit.intake.people import CERTAIN, DOUBTFUL


@pytest.mark.parametrize(
    ("written", "first", "last"),
    [
        ("Keller, Anna (Anni)", "Anna", "Keller"),
        ("KELLER Anna", "Anna", "Keller"),
        ("Anna KELLER", "Anna", "Keller"),
        ("Dr. med. Anna von der Heide", "Anna", "von der Heide"),
        ("Heide, Anna von der", "Anna", "von der Heide"),
        ("MARIA DE LA CRUZ", "Maria", "de la Cruz"),
        ("Prof. Dr. Karl-Heinz Müller, MBA", "Karl-Heinz", "Müller"),
        ("Dott.ssa Maria Rossi", "Maria", "Rossi"),
        ("Robles Sanz, Ignacio", "Ignacio", "Robles Sanz"),
        ("Herr Keller", "Keller", ""),
        ("Anna Herr", "Anna", "Herr"),
        ("Anna Keller <anna@firm.example>", "Anna", "Keller"),
    ],
)
def test_a_name_is_taken_apart_as_people_write_it(written: str, first: str, last: str):
    found = parse_name(written)
    assert (found.first, found.last) == (first, last)


def test_brackets_hold_nicknames_logins_and_former_names():
    assert parse_name("Marsh, William (Bill)").nicks == ("Bill",)
    assert parse_name('William "Bill" Marsh').nicks == ("Bill",)
    assert parse_name("William Marsh (marshw2)").logins == ("marshw2",)
    assert parse_name("Anna Keller (geb. Schmidt)").former == ("Schmidt",)
    assert parse_name("Anna Keller (she/her)").nicks == ()
    assert parse_name("Anna Keller (Extern)").nicks == ()


def test_a_person_is_also_known_by_nickname_former_name_and_first_surname():
    assert "Bill Marsh" in parse_name("Marsh, William (Bill)").others
    assert "Anna Schmidt" in parse_name("Anna Keller (geb. Schmidt)").others
    assert "Ignacio Robles" in parse_name("Robles Sanz, Ignacio").others


def test_umlauts_accents_and_apostrophes_do_not_matter():
    assert fold("Müller") == fold("Mueller") == fold("MULLER")
    assert fold("Groß") == fold("GROSS")
    assert fold("O’Brien") == fold("O'Brien") == fold("OBrien")


@given(st.text(max_size=40))
def test_any_text_can_be_taken_apart(text: str):
    parse_name(text)
    assert all(token and token == token.strip() for token in tokens(text))


@pytest.mark.parametrize(
    ("said", "known"),
    [
        ("Bill Marsh", "William Marsh"),
        ("Pepe García", "José García Ruiz"),
        ("Gigi Ferrari", "Luigi Ferrari"),
        ("Uschi Weber", "Ursula Weber"),
        ("Manu Petit", "Emmanuelle Petit"),
        ("M. Keller", "Martin Keller"),
        ("Keller M.", "Martin Keller"),
        ("Jurgen Haslinger", "Jürgen Hasslinger"),
        ("Peter Meier", "Peter Mayer"),
        ("Karl-Heinz Müller", "Heinz Mueller"),
        ("Ignacio Robles", "Ignacio Robles Sanz"),
        ("Anna Di Stefano", "Anna di Stefano"),
    ],
)
def test_one_person_written_in_two_ways_is_alike_enough(said: str, known: str):
    assert likeness(said, known) >= CERTAIN


@pytest.mark.parametrize(
    ("said", "known"),
    [
        ("Maria Rossi", "Mario Rossi"),
        ("Paul Weber", "Paula Weber"),
        ("Tom Hall", "Tim Hall"),
        ("Anna Maria", "Anna Maria Keller"),
        ("Susan Brown", "Susan Smith"),
        ("Grace Hill", "Graham Hill"),
    ],
)
def test_two_people_with_like_names_are_never_taken_for_one(said: str, known: str):
    assert likeness(said, known) < CERTAIN


def test_different_people_are_not_even_candidates():
    assert likeness("Anna Keller", "Jan Huber") < DOUBTFUL
    assert likeness("Anna Keller", "Anna Huber") < DOUBTFUL


@given(st.text(max_size=30), st.text(max_size=30))
def test_likeness_stays_between_nought_and_one(one: str, other: str):
    assert 0.0 <= likeness(one, other) <= 1.0
