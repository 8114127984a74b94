"""Which column of a list of people is the id, and which hold the parts of the names."""

from __future__ import annotations

import pytest

from toolkit.intake.org import read_org
from toolkit.intake.people import Roster, match
from toolkit.intake.raw import Identity, OrgReading, RawFile, RawSheet
from toolkit.settings import FileSettings

PEOPLE = (
    ("Roth", "Ana", "Buyer"),
    ("Kaye", "Ben", "Head of Purchasing"),
    ("Iyer", "Cat", "Clerk"),
    ("Lund", "Dov", "Driver"),
)


def read(*rows: tuple[str, ...], **mine: str) -> OrgReading:
    raw = RawFile(
        file="org.csv", form="table", extension="csv", sheets=(RawSheet(name="Staff", rows=rows),)
    )
    return read_org(raw, FileSettings(columns=mine))


def names(reading: OrgReading) -> list[str]:
    return sorted(person.name for person in reading.people)


@pytest.mark.parametrize(
    "heads",
    [
        ("Apellido1", "Apellido2", "Nombre"),
        ("1er apellido", "2º apellido", "Nombre"),
        ("Nachname 1", "Nachname 2", "Vorname"),
        ("Surname_1", "Surname_2", "First name"),
        ("Primo cognome", "Secondo cognome", "Nome"),
    ],
)
def test_numbered_surnames_are_the_surnames(heads: tuple[str, str, str]):
    lines = [
        (str(at), last, "Sanz", first, job) for at, (last, first, job) in enumerate(PEOPLE, 71)
    ]
    found = read(("Staff no", *heads, "Job title"), *lines)
    assert names(found) == ["Ana Roth Sanz", "Ben Kaye Sanz", "Cat Iyer Sanz", "Dov Lund Sanz"]


def test_an_unknown_column_that_stands_in_the_addresses_holds_the_surnames():
    lines = [(f, last, f"{f[0]}.{last}@firm.example".lower(), job) for last, f, job in PEOPLE]
    assert "Ana Roth" in names(read(("Name", "Xyz", "E-mail", "Job title"), *lines))


def test_an_unknown_column_that_stands_in_the_managers_names_holds_the_surnames():
    lines = [(str(at), f, last, job, "Kaye, Ben") for at, (last, f, job) in enumerate(PEOPLE, 71)]
    found = read(("Staff no", "Name", "Xyz", "Job title", "Manager"), *lines)
    assert "Ana Roth" in names(found)
    assert {person.manager_id for person in found.people} == {"", "72"}


def test_a_list_in_which_everybody_has_one_name_says_so():
    lines = [(str(at), f, job) for at, (_, f, job) in enumerate(PEOPLE, 71)]
    found = read(("Staff no", "Name", "Job title"), *lines)
    assert any("4 of 4 names are one word" in note for note in found.reading.notes)
    full = read(("Staff no", "Name", "Job"), *((i, f"{f} Roth", job) for i, f, job in lines))
    assert not any("one word" in note for note in full.reading.notes)


@pytest.mark.parametrize(
    ("number", "login"),
    [
        ("Matricule / Staff no", "Identifiant / Login"),
        ("Personal-Nr. / Staff no", "Benutzername / User name"),
        ("Staff number", "User ID"),
        ("Xyz / Staff no", "Login"),
    ],
)
def test_a_number_of_the_staff_goes_before_a_login_and_both_find_the_person(
    number: str, login: str
):
    lines = [
        (f"{f[0]}{last}".lower(), f"{f} {last}", f"E4{at}", job)
        for at, (last, f, job) in enumerate(PEOPLE)
    ]
    found = read((login, "Name", number, "Job title"), *lines)
    assert sorted(person.person_id for person in found.people) == ["E40", "E41", "E42", "E43"]
    roster = Roster.of(found.people)
    assert match(Identity(given_id="bkaye"), roster).person_id == "E41"
    assert match(Identity(given_id="E41"), roster).person_id == "E41"


def test_numbers_that_only_count_the_lines_are_no_ids_beside_a_login():
    lines = [
        (str(at), f"{f} {last}", f"{f[0]}{last}".lower(), job)
        for at, (last, f, job) in enumerate(PEOPLE, 1)
    ]
    found = read(("ID", "Name", "Login", "Job title"), *lines)
    assert "aroth" in {person.person_id for person in found.people}


def test_the_ids_that_the_managers_column_uses_are_the_ids():
    lines = [
        (f"{f[0]}{last}".lower(), f"{f} {last}", f"E4{at}", "bkaye")
        for at, (last, f, _) in enumerate(PEOPLE)
    ]
    found = read(("Login", "Name", "Staff no", "Manager ID"), *lines)
    assert "bkaye" in {person.person_id for person in found.people}


def test_a_person_says_which_column_is_the_id():
    lines = [
        (f"{f[0]}{last}".lower(), f"{f} {last}", f"E4{at}", job)
        for at, (last, f, job) in enumerate(PEOPLE)
    ]
    found = read(("Login", "Name", "Staff no", "Job"), *lines, Login="person_id")
    assert "bkaye" in {person.person_id for person in found.people}


def test_a_header_in_two_languages_has_the_role_that_both_halves_have():
    lines = [(str(at), last, f, job, "Leeds") for at, (last, f, job) in enumerate(PEOPLE, 71)]
    heads = ("Matricola / Staff no", "Cognome / Surname", "Nome / First name", "Ruolo / Job title")
    found = read((*heads, "Reparto\nDepartment"), *lines)
    assert names(found)[0] == "Ana Roth"
    assert {person.department for person in found.people} == {"Leeds"}
    assert "Buyer" in {person.role for person in found.people}


@pytest.mark.parametrize(
    ("letters", "digits", "kept"),
    [("Employee code", "Badge", "4471"), ("Employee code", "Login", "ROAN")],
)
def test_of_two_ids_the_one_with_digits_goes_first_unless_it_is_a_login(
    letters: str, digits: str, kept: str
):
    lines = [
        (f"{last[:2]}{first[:2]}".upper(), f"{first} {last}", f"44{at}", job)
        for at, (last, first, job) in enumerate(PEOPLE, 71)
    ]
    found = read((letters, "Name", digits, "Job title"), *lines)
    assert kept in {person.person_id for person in found.people}
