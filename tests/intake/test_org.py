from __future__ import annotations

from datetime import date
from pathlib import Path

import openpyxl
import pytest

from toolkit.intake.gate import open_file
from toolkit.intake.org import read_org, recognise
from toolkit.intake.raw import OrgReading, RawFile, RawSheet
from toolkit.model.intake import Person
from toolkit.model.vocabulary import Level
from toolkit.settings import FileSettings

FILES = Path(__file__).parent / "files" / "org"


def read(name: str, **mine: str) -> OrgReading:
    return read_org(open_file(FILES, name), FileSettings(columns=mine))


def grid(*rows: tuple[str, ...], name: str = "Staff") -> RawFile:
    return RawFile(
        file="org.csv", form="table", extension="csv", sheets=(RawSheet(name=name, rows=rows),)
    )


def by_name(reading: OrgReading) -> dict[str, Person]:
    return {person.name: person for person in reading.people}


def reasons(reading: OrgReading) -> dict[str, int]:
    return {item.reason: item.rows for item in reading.reading.set_aside}


@pytest.mark.parametrize("name", sorted(path.name for path in FILES.iterdir()))
def test_every_list_is_recognised_and_every_row_accounted_for(name: str):
    assert recognise(open_file(FILES, name))
    reading = read(name).reading
    assert reading.problem == ""
    assert reading.rows_in == reading.rows_kept + reading.rows_set_aside
    assert reading.rows_kept == len(read(name).people)


def test_a_german_list_in_latin_1_with_titles_nicknames_vacancies_and_a_total():
    found = read("broker_de.csv")
    people = by_name(found)
    assert reasons(found) == {"vacant position": 1, "total line": 1}
    boss = people["Cornelia Roth"]
    assert (boss.person_id, boss.level, boss.other_names) == (
        "00101",
        Level.EXECUTIVE,
        ("Conny Roth",),
    )
    assert people["Jörg Petersen"].manager_id == "00101"
    assert people["Jörg Petersen"].starts_on == date(2012, 2, 15)
    assert people["Anna von der Heide"].manager_id == "00102"
    assert people["Bärbel Groß"].level is Level.SUPPORT
    assert {name for name, one in people.items() if not one.in_scope} == {
        "Anna von der Heide",  # parental leave
        "Karl-Heinz Müller-Lüdtke",  # left
        "Peter Janssen",  # external
    }


def test_an_italian_list_without_ids_knows_people_by_address_or_name():
    people = by_name(read("hotel_it.csv"))
    assert people["Luigi Ferrari"].person_id == "luigi.ferrari@albergolago.example"
    assert people["Elena Conti"].person_id.startswith("n-")
    assert people["Giuseppe Rossi"].manager_id == "mt.deluca@albergolago.example"
    assert people["Maria Teresa De Luca"].level is Level.MANAGER
    assert people["Elena Conti"].level is Level.SUPPORT
    assert people["Luigi Ferrari"].starts_on == date(2010, 3, 1)


def test_a_french_list_with_surnames_in_capitals_and_a_vacant_post_between():
    people = by_name(read("haulier_fr.csv"))
    assert people["Hélène Lefèvre"].level is Level.EXECUTIVE
    assert people["Chloé D'Angelo"].manager_id == "F15"
    assert people["Sylvie Moreau"].level is Level.SUPPORT
    assert people["Lucas Petit"].manager_id == "F15"  # his own boss's post is vacant
    assert people["Paul Girard"].left_on == date(2025, 3, 31)
    assert not people["Paul Girard"].in_scope


def test_a_spanish_list_with_leading_zeros_and_licences():
    people = by_name(read("energy_es.csv"))
    assert people["Francisco Ortega"].manager_id == "0012"
    assert people["María José de la Cruz Peña"].level is Level.MANAGER
    assert "Ignacio Robles" in people["Ignacio Robles Sanz"].other_names
    assert not people["Guadalupe Núñez"].in_scope
    assert not people["Rosa Marín"].in_scope


def test_a_group_named_once_above_its_people_is_filled_down():
    found = read("retail_en.csv")
    people = by_name(found)
    assert people["Beth Shaw"].location == "Leeds"
    assert people["Grace Hill"].location == "York"
    assert people["Imran Khan"].manager_id == people["William Marsh"].person_id
    assert not people["Imran Khan"].in_scope  # no mark in the column of users


def test_a_workbook_with_merged_departments_title_rows_and_leavers(tmp_path: Path):
    book = openpyxl.Workbook()
    staff = book.active
    staff.title = "Headcount"
    for row in [
        ["Orchard Foods – people", None, None, None, None],
        [None] * 5,
        ["Department", "ID", "Name", "Job title", "Start date"],
        ["Bakery", 11, "Keller, Anna", "Baker", date(2019, 1, 7)],
        [None, 12, "Huber, Jan", "Head Baker", date(2011, 5, 2)],
        [None, 13, "Lang, Eva", "Baker", date(2020, 2, 3)],
        ["Dispatch", 14, "Marsh, William (Bill)", "Driver", date(2015, 9, 1)],
        [None, 15, "Lowe, Robert", "Driver", date(2016, 9, 1)],
    ]:
        staff.append(row)
    staff.merge_cells("A4:A6")
    staff.merge_cells("A7:A8")
    leavers = book.create_sheet("Leavers")
    leavers.append(["ID", "Name", "Job title", "Leaving date"])
    leavers.append([9, "Old, Peter", "Baker", date(2025, 1, 31)])
    leavers.append([15, "Lowe, Robert", "Driver", date(2015, 1, 31)])
    book.create_sheet("Legend").append(["Figures as of September"])
    book.save(tmp_path / "people.xlsx")

    raw = open_file(tmp_path, "people.xlsx")
    assert recognise(raw)
    found = read_org(raw, FileSettings())
    people = by_name(found)
    assert [one.department for one in found.people if one.person_id in {"13", "15"}] == [
        "Bakery",
        "Dispatch",
    ]
    assert people["Peter Old"].left_on == date(2025, 1, 31)
    assert not people["Peter Old"].in_scope
    assert people["Robert Lowe"].in_scope  # he came back in 2016
    assert reasons(found) == {
        "second line of the same person": 1,
        "sheet holds no list of people": 1,
    }
    assert found.reading.rows_in == found.reading.rows_kept + found.reading.rows_set_aside


def test_sheets_for_each_place_give_the_place():
    sheets = tuple(
        RawSheet(
            name=place,
            rows=(("Name", "Department", "Job title"), (name, "Sales", "Adviser")),
        )
        for place, name in (("Lyon", "Anna Keller"), ("Turin", "Jan Huber"))
    )
    raw = RawFile(file="org.xlsx", form="table", extension="xlsx", sheets=sheets)
    people = by_name(read_org(raw, FileSettings()))
    assert (people["Anna Keller"].location, people["Jan Huber"].location) == ("Lyon", "Turin")


def test_name_beside_vorname_is_the_surname_and_nome_beside_cognome_the_first_name():
    german = grid(("Name", "Vorname", "Abteilung"), ("Keller", "Anna", "Vertrieb"))
    italian = grid(("Cognome", "Nome", "Reparto"), ("Conti", "Elena", "Cucina"))
    french = grid(("Nom", "Prénom", "Service"), ("Petit", "Lucas", "Quai"))
    names = [read_org(raw, FileSettings()).people[0].name for raw in (german, italian, french)]
    assert names == ["Anna Keller", "Elena Conti", "Lucas Petit"]


def test_a_running_number_is_no_id():
    raw = grid(
        ("No.", "Name", "Department", "Job title"),
        ("1", "Anna Keller", "Sales", "Adviser"),
        ("2", "Jan Huber", "Sales", "Adviser"),
    )
    assert all(one.person_id.startswith("n-") for one in read_org(raw, FileSettings()).people)


def test_headings_between_people_name_the_department():
    raw = grid(
        ("Name", "Job title", "Location"),
        ("Bakery", "", ""),
        ("Anna Keller", "Baker", "Graz"),
        ("Dispatch", "", ""),
        ("Jan Huber", "Driver", "Graz"),
    )
    found = read_org(raw, FileSettings())
    assert {one.name: one.department for one in found.people} == {
        "Anna Keller": "Bakery",
        "Jan Huber": "Dispatch",
    }
    assert reasons(found) == {"heading or remark": 2}


def test_a_persons_word_on_a_column_wins():
    raw = grid(
        ("Name", "Cell", "Job title"),
        ("Anna Keller", "Night crew", "Baker"),
        ("Jan Huber", "Day crew", "Baker"),
    )
    found = read_org(raw, FileSettings(columns={"Cell": "department"}))
    assert [one.department for one in found.people] != ["", ""]


def test_two_people_under_one_id_stay_two_people():
    raw = grid(
        ("ID", "Name", "E-mail", "Job title"),
        *((str(n), f"Per{'abcdefghijklmnopqrst'[n]} Son", "", "Baker") for n in range(20)),
        ("3", "Jan Huber", "jan@firm.example", "Driver"),
    )
    found = read_org(raw, FileSettings())
    assert len(found.people) == 21
    assert len({one.person_id for one in found.people}) == 21
    assert found.reading.rows_set_aside == 0


def test_ranks_follow_the_real_ids_and_not_the_rows():
    rows = [("B2", "Anna Keller", "Sales"), ("A1", "Jan Huber", "Sales"), ("C3", "Eva Lang", "IT")]
    header = ("Employee ID", "Name", "Department")
    found = read_org(grid(header, *rows), FileSettings())
    turned = read_org(grid(header, *reversed(rows)), FileSettings())
    assert [(one.person_id, one.rank) for one in found.people] == [("A1", 1), ("B2", 2), ("C3", 3)]
    assert found.people == turned.people


def test_a_survey_or_a_comment_sheet_is_no_list_of_people():
    comments = grid(
        ("Name", "Department", "Comment"),
        *(
            (f"Per{letter} Son", "Sales", "The search is slow and I lose what I typed before. " * 2)
            for letter in "abcdef"
        ),
    )
    survey = grid(
        ("Email", "Department", "Job title", "What hinders you most?"),
        *((f"{letter}@firm.example", "Sales", "Adviser", "speed") for letter in "abcdef"),
    )
    assert recognise(comments) is None
    assert recognise(survey) is None


def test_a_list_in_which_nobody_is_found_says_what_to_do():
    reading = read_org(grid(("Thing", "Colour"), ("chair", "red")), FileSettings()).reading
    assert "review.toml" in reading.problem
    assert reading.rows_in == reading.rows_kept + reading.rows_set_aside


def test_an_export_of_a_personnel_system_with_managers_and_their_ids_in_one_cell():
    raw = grid(
        ("Worker", "Employee ID", "Business Title", "Worker's Manager", "Location", "Hire Date"),
        ("Anna Keller", "2001", "Head of Claims", "", "Graz", "2011-05-02"),
        ("Jan Huber", "2002", "Claims Handler", "Keller, Anna (2001)", "Graz", "2019-05-02"),
        ("Eva Lang", "2003", "Claims Handler", "Anna Keller", "Linz", "2020-05-02"),
    )
    assert recognise(raw)
    people = by_name(read_org(raw, FileSettings()))
    assert people["Jan Huber"].manager_id == people["Eva Lang"].manager_id == "2001"
    assert people["Anna Keller"].level is Level.MANAGER
    assert people["Eva Lang"].starts_on == date(2020, 5, 2)


def test_a_column_called_title_is_a_job_or_a_doctor_as_its_content_says():
    jobs = grid(
        ("Name", "Title", "Department"),
        ("Anna Keller", "Nurse", "Ward 1"),
        ("Jan Huber", "Ward Manager", "Ward 1"),
    )
    doctors = grid(
        ("Name", "Title", "Department", "Job title"),
        ("Anna Keller", "Dr.", "Ward 1", "Physician"),
        ("Jan Huber", "", "Ward 1", "Nurse"),
    )
    assert {one.role for one in read_org(jobs, FileSettings()).people} == {"Nurse", "Ward Manager"}
    assert {one.role for one in read_org(doctors, FileSettings()).people} == {"Physician", "Nurse"}


DIRECTORY = (
    ("USERID", "USERNAME", "FIRSTNAME", "LASTNAME", "DEPARTMENT", "MANAGER", "HIREDATE"),
    ("User ID", "Username", "First Name", "Last Name", "Department", "Manager", "Hire Date"),
    ("50011", "hagenbruchn", "Nele", "Hagenbruch", "Dairy", "NO_MANAGER", "04/01/2009"),
    ("50012", "groesslk", "Kai", "Größl", "Dairy", "50011", "09/01/2014"),
    ("50013", "orrb", "Ben", "Orr", "Cold store", "50011", "11/01/2021"),
    ("50014", "vossa", "Ada", "Voss", "Cold store", "50011", "06/01/2018"),
    ("50015", "hahnc", "Cleo", "Hahn", "Cold store", "50011", "02/01/2017"),
)


def test_a_second_line_of_headers_is_nobody():
    found = read_org(grid(*DIRECTORY), FileSettings())
    assert reasons(found) == {"second line of the header": 1}
    assert len(found.people) == 5


def test_a_second_id_is_kept_beside_the_first():
    people = by_name(read_org(grid(*DIRECTORY), FileSettings()))
    assert people["Kai Größl"].person_id == "50012"
    assert people["Kai Größl"].other_names == ("groesslk",)


def test_a_word_for_no_manager_is_no_manager_who_is_missing():
    found = read_org(grid(*DIRECTORY), FileSettings())
    assert not any("manager who is not in the list" in note for note in found.reading.notes)
    assert by_name(found)["Ben Orr"].manager_id == "50011"


def test_a_person_whose_job_is_a_header_word_is_a_person():
    lines = (
        ("Name", "Title", "Department"),
        ("Nele Hagenbruch", "Manager", "Team"),
        ("Kai Orr", "Supervisor", "Unit"),
        ("Ada Voss", "Position", "Department"),
    )
    assert len(read_org(grid(*lines), FileSettings()).people) == 3


@pytest.mark.parametrize("remark", ["As held on 31 August 2026", "* 12 posts from May on"])
def test_a_remark_with_a_number_below_the_ids_is_nobody(remark: str):
    found = read_org(grid(*DIRECTORY, (remark, *[""] * 6)), FileSettings())
    assert len(found.people) == 5
    assert "heading or remark" in reasons(found)


def test_a_line_with_an_id_alone_is_somebody():
    found = read_org(grid(*DIRECTORY, ("50099", *[""] * 6)), FileSettings())
    assert len(found.people) == 6
