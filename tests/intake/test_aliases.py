"""Tables that tell by which other ids, log-ins and addresses people of the list are known."""

from __future__ import annotations

from pathlib import Path

from tests.intake.extracted import raw_of
from toolkit.intake.aliases import read_aliases
from toolkit.intake.assemble import read_folder
from toolkit.intake.people import Roster
from toolkit.model.intake import Intake, Person
from toolkit.settings import Settings

PEOPLE = (
    Person(person_id="1001", rank=1, name="Alix Moreau"),
    Person(person_id="1002", rank=2, name="Birte Hanke"),
    Person(person_id="1003", rank=3, name="Chidi Oduya"),
    Person(person_id="1004", rank=4, name="Dario Rossi"),
)
ROSTER = Roster.of(PEOPLE)
USERS = (
    ("Benutzer-ID", "Lizenz", "Personalnummer", "Gültig ab"),
    ("U401", "STD", "01001", "20251020"),
    ("U402", "STD", "01002", "20251020"),
    ("U403", "STD", "01003", "20251020"),
    ("U404", "STD", "01004", "20251020"),
)
STAFF = "Personalnummer;Name;Abteilung;Funktion\n" + "\n".join(
    f"{one.person_id};{one.name};Nord;Vertrieb" for one in PEOPLE
)
USAGE = "Benutzer;Datum;Neu;Geändert\n" + "\n".join(
    f"U40{at % 4 + 1};{at + 2:02d}.02.2026;1;2" for at in range(20)
)


def test_other_ids_of_people_are_kept_under_the_ids_of_the_list():
    found = read_aliases(raw_of(*USERS), ROSTER)
    assert found is not None
    assert [(one.person_id, one.name, one.other_names) for one in found.people] == [
        (one.person_id, one.name, (f"U40{at}",)) for at, one in enumerate(PEOPLE, start=1)
    ]


def test_the_address_beside_a_name_is_its_owners():
    lines = [(f"{one.name.split()[0]}@firm.example".casefold(), one.name) for one in PEOPLE]
    found = read_aliases(raw_of(("SMTP", "Anzeigename"), *lines), ROSTER)
    assert found is not None
    assert found.people[0].email == "alix@firm.example"


def test_remarks_days_and_amounts_of_people_are_no_other_ids():
    remarks = [(one.person_id, f"{one.name} asked for a second day of training") for one in PEOPLE]
    assert read_aliases(raw_of(("Staff no", "Remark"), *remarks), ROSTER) is None
    days = [(one.person_id, f"2026-02-0{at}") for at, one in enumerate(PEOPLE, start=1)]
    assert read_aliases(raw_of(("Staff no", "Since"), *days), ROSTER) is None
    rooms = [(one.name, f"R{one.rank}") for one in PEOPLE]
    assert read_aliases(raw_of(("Name", "Room"), *rooms), ROSTER) is None
    amounts = [(one.person_id, f"{7310 + at}") for at, one in enumerate(PEOPLE)]
    assert read_aliases(raw_of(("Staff no", "Budget"), *amounts), ROSTER) is None


def _intake(folder: Path, **files: str) -> Intake:
    for name, text in files.items():
        (folder / f"{name}.csv").write_text(text, "utf-8")
    return read_folder(folder, Settings())


def test_usage_by_numbers_of_users_belongs_to_people_once_a_table_tells_whose_they_are(
    tmp_path: Path,
):
    users = "\n".join(";".join(row) for row in USERS)
    usage = _intake(tmp_path, staff=STAFF, users=users, usage=USAGE).extracts.usage
    assert set(usage["person_id"]) == {one.person_id for one in PEOPLE}


def test_usage_of_people_whom_nobody_knows_is_a_problem_said_aloud(tmp_path: Path):
    more = USAGE + "".join(f"\nU90{at};03.03.2026;1;2" for at in range(5))
    read = _intake(tmp_path, staff=STAFF, usage=more)
    problem = next(one.problem for one in read.files if one.file == "usage.csv")
    assert (
        "9 of 9 people in it are nobody of the organisation's list (column 'Benutzer')" in problem
    )


def test_a_table_of_people_that_nobody_can_read_is_a_problem_said_aloud(tmp_path: Path):
    pages = "Effective user,Event name,Event count\n" + "\n".join(
        f"{one.name},{page},{one.rank}" for one in PEOPLE for page in ("page_view", "form_submit")
    )
    read = _intake(tmp_path, staff=STAFF, pages=pages)
    problem = next(one.problem for one in read.files if one.file == "pages.csv")
    assert "people of the organisation's list stand in column 'Effective user'" in problem
    assert "[mine.files]" in problem


def test_addresses_beside_names_in_courses_teach_whose_log_ins_they_are(tmp_path: Path):
    odd = {one.name: f"{one.rank}x@firm.example" for one in PEOPLE}
    course = "Utente;Nome completo;Corso;Stato\n" + "\n".join(
        f"{odd[one.name]};{one.name};Basi;Completato" for one in PEOPLE
    )
    logins = "Email,Login date,Login succeeded\n" + "\n".join(
        f"{odd[PEOPLE[at % 4].name]},2026-02-{at + 2:02d}T09:00:00Z,true" for at in range(20)
    )
    usage = _intake(tmp_path, staff=STAFF, course=course, logins=logins).extracts.usage
    assert set(usage["person_id"]) == {one.person_id for one in PEOPLE}
