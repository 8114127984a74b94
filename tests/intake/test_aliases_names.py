"""Tables that pair the list's people with other addresses: names in two columns, mailboxes."""

from __future__ import annotations

from toolkit.intake.aliases import read_aliases
from toolkit.intake.people import Roster
from toolkit.intake.raw import RawFile, RawSheet
from toolkit.model.intake import Person

NAMES = ("Ana Roth", "Ben Kaye", "Cat Iyer", "Dov Lund")
ROSTER = Roster.of(Person(person_id=str(at), rank=at, name=name) for at, name in enumerate(NAMES))


def emails(*rows: tuple[str, ...]) -> dict[str, str]:
    sheet = RawSheet(name="x", rows=rows)
    raw = RawFile(file="x.csv", form="table", extension="csv", sheets=(sheet,))
    found = read_aliases(raw, ROSTER)
    return {one.name: one.email for one in found.people} if found else {}


def test_a_first_name_and_a_surname_in_two_columns_name_the_person():
    lines = [(*name.split()[::-1], f"{name[:3]}@firm.example", "200") for name in NAMES]
    found = emails(("Cognome", "Nome", "Indirizzo di posta", "Interno"), *lines)
    assert found["Ana Roth"] == "Ana@firm.example"


def test_long_cells_without_a_blank_are_no_words():
    lines = [
        (name, name[:3].lower(), f"{name[:3]}@firm.example", f"SMTP:{name[:3]}@firm.example;x" * 3)
        for name in NAMES
    ]
    found = emails(("DisplayName", "Alias", "PrimarySmtpAddress", "EmailAddresses"), *lines)
    assert found["Dov Lund"] == "Dov@firm.example"
