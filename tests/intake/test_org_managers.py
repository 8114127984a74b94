"""Managers by short names: who leads is meant, and who may be two is told as such."""

from __future__ import annotations

from toolkit.intake.org import read_org
from toolkit.intake.raw import OrgReading, RawFile, RawSheet
from toolkit.settings import FileSettings


def read(*rows: tuple[str, ...]) -> OrgReading:
    sheet = RawSheet(name="Staff", rows=(("Name", "Position", "Reports to"), *rows))
    raw = RawFile(file="org.csv", form="table", extension="csv", sheets=(sheet,))
    return read_org(raw, FileSettings())


def boss_of(found: OrgReading, name: str) -> str:
    names = {one.person_id: one.name for one in found.people}
    return next(names.get(one.manager_id, "") for one in found.people if one.name == name)


TEAM = (
    ("Olaf Brun", "Head of Sales", ""),
    ("Orla Brun", "Inside Sales", "O. Brun"),
    ("Dan Eick", "Inside Sales", "O. Brun"),
    ("Eva Fink", "Clerk", "O. Brun"),
)


def test_of_two_people_with_one_initial_the_one_who_leads_is_the_manager():
    found = read(*TEAM)
    assert boss_of(found, "Dan Eick") == boss_of(found, "Orla Brun") == "Olaf Brun"
    assert not any("manager who" in note for note in found.reading.notes)


def test_where_both_lead_nobody_is_taken_and_the_note_says_why():
    found = read(TEAM[0], ("Orla Brun", "Head of Service", ""), *TEAM[2:])
    assert boss_of(found, "Dan Eick") == ""
    assert "2 with a manager who may be one of several in the list" in found.reading.notes
    assert not any("not in the list" in note for note in found.reading.notes)


def test_the_only_one_whom_a_short_form_fits_is_the_manager():
    found = read(
        ("Karl-Heinz Overbeek", "Director", ""),
        ("Dan Eick", "Head of Service", "K.-H. Overbeek"),
        ("Eva Fink", "Clerk", "D. Eick"),
    )
    assert boss_of(found, "Dan Eick") == "Karl-Heinz Overbeek"


def test_a_manager_whom_the_list_lacks_is_told():
    found = read(*TEAM, ("Finn Gram", "Clerk", "P. Winter"))
    assert boss_of(found, "Finn Gram") == ""
    assert "1 with a manager who is not in the list" in found.reading.notes
