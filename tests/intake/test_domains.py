from __future__ import annotations

from pathlib import Path

import pandas as pd

from toolkit.intake.assemble import read_folder
from toolkit.intake.domains import with_domains, with_pairs
from toolkit.intake.people import Roster, match
from toolkit.intake.raw import ExtractReading, Identity
from toolkit.model.intake import FileReading, Intake, Person
from toolkit.model.vocabulary import FileKind
from toolkit.settings import Settings

NAMES = ("a.brun", "b.cole", "c.dorn", "d.eick", "e.fink", "f.gram")
ROSTER = Roster.of(
    Person(person_id=str(rank), rank=rank, name="", email=f"{local}@mill.example")
    for rank, local in enumerate(NAMES, start=1)
)


def who(address: str, *of_the_file: str) -> str:
    roster = with_domains(ROSTER, {"log.csv": (address, *of_the_file)})
    return match(Identity(email=address), roster).person_id


def test_an_address_with_more_behind_the_domain_of_the_list_is_that_persons():
    assert who("B.Cole@mill.example.crm") == "2"
    assert who("b.cole@mill.example.full.sandbox") == "2"
    assert who("b.cole@oldmill.example.crm") == ""


def test_a_domain_whose_local_parts_are_nearly_all_the_lists_stands_for_its_own():
    others = [f"{local}@mill-group.example" for local in NAMES]
    assert who("b.cole@mill-group.example", *others) == "2"


def test_a_domain_with_few_addresses_or_many_strangers_stands_for_nobodys():
    few = [f"{local}@mill-group.example" for local in NAMES[:3]]
    assert who("b.cole@mill-group.example", *few) == ""
    strangers = [f"guest{n}@mill-group.example" for n in range(3)]
    most = [f"{local}@mill-group.example" for local in NAMES]
    assert who("b.cole@mill-group.example", *most, *strangers) == ""


def read(tmp_path: Path, listed: int) -> Intake:
    people = [f"{local}@mill.example" for local in (*NAMES, "g.hald", "h.iden", "i.juul")]
    lines = [
        f"Person {address[:1].upper()}{n}land;{address};Sales" for n, address in enumerate(people)
    ]
    staff = "\n".join(["Name;E-mail;Department", *lines[:listed]])
    answers = [f"{address},The list number {n} takes minutes" for n, address in enumerate(people)]
    (tmp_path / "staff.csv").write_text(staff, encoding="utf-8")
    survey = "\n".join(["Email address,What hinders you in your work?", *answers])
    (tmp_path / "survey.csv").write_text(survey, encoding="utf-8")
    return read_folder(tmp_path, Settings())


def notes_of(intake: Intake) -> str:
    return " ".join(note for one in intake.files for note in one.notes)


def test_answers_from_the_organisations_addresses_that_its_list_lacks_are_told(tmp_path: Path):
    assert "3 people who answered from an address of the organisation" in notes_of(
        read(tmp_path, 6)
    )


def test_a_single_address_that_the_list_lacks_is_not_told(tmp_path: Path):
    assert "from an address of the organisation" not in notes_of(read(tmp_path, 8))


def test_a_system_that_pairs_names_with_its_own_ids_teaches_them():
    table = pd.DataFrame(
        {
            "given_id": ["U7", "U7", "U8", "U9", "U9"],
            "email": ["", "", "", "", ""],
            "name": ["Ana Aalto", "", "Bo Berg", "Ana Aalto", "Bo Berg"],
        }
    )
    reading = FileReading(file="use.csv", kind=FileKind.USAGE, format="usage")
    people = [
        Person(person_id="1", rank=0, name="Ana Aalto"),
        Person(person_id="2", rank=1, name="Bo Berg"),
    ]
    roster = with_pairs(Roster.of(people), [ExtractReading(reading=reading, table=table)])
    found = [match(Identity(given_id=one), roster).person_id for one in ("U7", "U8", "U9")]
    assert found == ["1", "2", ""]
