from __future__ import annotations

from toolkit.intake.joint import joined_names, ways_to_part
from toolkit.intake.people import SEVERAL, match
from toolkit.intake.raw import Identity
from toolkit.model.intake import Person

PEOPLE = [
    Person(person_id="1", rank=1, name="Famke Dijkgraaf"),
    Person(person_id="2", rank=2, name="Jurriaan Smit"),
    Person(person_id="3", rank=3, name="Ana Maria Lopes Duarte"),
]


def test_words_and_signs_join_names():
    assert joined_names("Famke und Jurriaan") == ("Famke", "Jurriaan")
    assert joined_names("Famke & Jurriaan") == ("Famke", "Jurriaan")
    assert joined_names("Andrea Ander") == ("Andrea Ander",)


def test_four_words_could_be_two_full_names():
    assert ("Famke Dijkgraaf", "Jurriaan Smit") in ways_to_part("Famke Dijkgraaf Jurriaan Smit")


def test_two_people_of_the_list_are_neither_of_them_alone():
    found = match(Identity(name="Famke Dijkgraaf, Jurriaan Smit"), PEOPLE)
    assert (found.person_id, found.how, found.doubtful) == ("", SEVERAL, False)


def test_one_person_with_four_names_stays_one():
    assert match(Identity(name="Ana Maria Lopes Duarte"), PEOPLE).person_id == "3"


def test_a_stranger_beside_somebody_of_the_list_is_not_several():
    assert match(Identity(name="Famke Dijkgraaf / Acme Corp"), PEOPLE).how != SEVERAL


def test_initials_list_everybody_whom_they_fit():
    found = match(Identity(name="F.D."), PEOPLE)
    assert found.doubtful
    assert [key for key, _ in found.candidates] == ["1"]
