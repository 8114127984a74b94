"""Lists of people as systems write them: what their cells tell where headers say too little."""

from __future__ import annotations

from datetime import date

import pytest

from toolkit.intake import detect
from toolkit.intake.org import read_org
from toolkit.intake.people import Roster, match
from toolkit.intake.raw import Identity, OrgReading, RawFile, RawParagraph, RawSheet
from toolkit.model.vocabulary import FileKind
from toolkit.settings import FileSettings

Row = tuple[str, ...]
PEOPLE = (
    ("401", "Roth", "Ana", "Head of Sales", ""),
    ("402", "Kaye", "Ben", "Advisor", "401"),
    ("403", "Iyer", "Cat", "Advisor", "401"),
    ("404", "Lund", "Dov", "Clerk", "401"),
)


def table(*rows: Row, name: str = "Staff") -> RawFile:
    sheet = RawSheet(name=name, rows=rows)
    return RawFile(file="people.csv", form="table", extension="csv", sheets=(sheet,))


def read(*rows: Row, name: str = "Staff") -> OrgReading:
    return read_org(table(*rows, name=name), FileSettings())


def managers(found: OrgReading) -> dict[str, str]:
    return {person.name: person.manager_id for person in found.people}


def test_a_column_of_other_peoples_ids_is_the_managers_whatever_its_header():
    lines = [(key, f"{first} {last}", job, boss or "000") for key, last, first, job, boss in PEOPLE]
    found = read(("Staff no", "Name", "Job title", "Xyz"), *lines)
    assert managers(found) == {
        "Ana Roth": "",
        "Ben Kaye": "401",
        "Cat Iyer": "401",
        "Dov Lund": "401",
    }


def test_a_column_of_other_peoples_names_is_the_managers_whatever_its_header():
    lines = [(k, f"{f} {last}", job, "Roth, Ana" if b else "") for k, last, f, job, b in PEOPLE]
    assert managers(read(("Staff no", "Name", "Job title", "Xyz"), *lines))["Dov Lund"] == "401"


def test_a_column_of_names_of_which_each_stands_once_is_not_the_managers():
    backups = ("Ben Kaye", "Cat Iyer", "Dov Lund", "Ana Roth")
    lines = [
        (k, f"{f} {last}", job, other)
        for (k, last, f, job, _), other in zip(PEOPLE, backups, strict=True)
    ]
    found = read(("Staff no", "Name", "Job title", "Stands in"), *lines)
    assert set(managers(found).values()) == {""}


def test_managers_named_by_post_are_found_by_the_column_of_posts():
    lines = [
        (f"P{k}", job, "Sales", k, f"{f} {last}", f"P{b}" if b else "")
        for k, last, f, job, b in PEOPLE
    ]
    head = ("Post", "Job title", "Department", "Staff no", "Name", "Reports to")
    found = read(head, *lines)
    assert managers(found)["Cat Iyer"] == "401"
    assert {person.person_id for person in found.people} == {"401", "402", "403", "404"}


def test_managers_in_the_paths_of_a_directory_are_found():
    path = "CN=Ana Roth,OU=Users,DC=firm,DC=example"
    lines = [(k, f"{f} {last}", job, path if b else "") for k, last, f, job, b in PEOPLE]
    found = read(("employeeID", "displayName", "title", "manager"), *lines)
    assert managers(found)["Ben Kaye"] == "401"


@pytest.mark.parametrize("end", ["9999-12-31", "31.12.9999"])
def test_an_end_that_never_comes_is_none(end: str):
    ends = (end, end, "2026-02-28", end)
    lines = [
        (k, f"{f} {last}", job, "2019-01-01", left)
        for (k, last, f, job, _), left in zip(PEOPLE, ends, strict=True)
    ]
    found = read(("Staff no", "Name", "Job title", "Start date", "Leaving date"), *lines)
    assert [one.left_on for one in found.people] == [None, None, date(2026, 2, 28), None]


@pytest.mark.parametrize(
    ("header", "cells"),
    [
        ("Cognome e nome", ("DE SANTIS PAOLA", "ROSSI MARIA GRAZIA", "FERRI GIULIA")),
        ("Who", ("Santis Anna", "Rossi Maria", "Ferri Peter")),
    ],
)
def test_a_surname_written_first_is_the_surname(header: str, cells: tuple[str, ...]):
    found = read(
        ("Staff no", header, "Job title"), *((str(n), c, "Clerk") for n, c in enumerate(cells, 71))
    )
    assert [one.name.split()[-1] for one in found.people] == ["Santis", "Rossi", "Ferri"]


def test_log_ins_of_the_surname_first_belong_to_their_person():
    lines = (
        ("71", "DE SANTIS PAOLA", "Clerk"),
        ("72", "FERRI GIULIA", "Clerk"),
        ("73", "RE ADA", "Clerk"),
    )
    found = read(("Matricola", "Cognome e nome", "Mansione"), *lines)
    assert match(Identity(name="p.desantis"), Roster.of(found.people)).person_id == "71"


def test_the_head_of_a_department_in_brackets_is_no_part_of_its_name():
    lines = [(k, f"{f} {last}", job, "Inside Sales (Ana Roth)") for k, last, f, job, _ in PEOPLE]
    found = read(("Employee ID", "Worker", "Business Title", "Supervisory Organization"), *lines)
    assert {one.department for one in found.people} == {"Inside Sales"}


def test_other_words_in_brackets_stay_in_a_departments_name():
    lines = [(k, f"{f} {last}", job, "Sales (North)") for k, last, f, job, _ in PEOPLE]
    found = read(("Employee ID", "Worker", "Business Title", "Department"), *lines)
    assert {one.department for one in found.people} == {"Sales (North)"}


def test_people_of_one_name_are_told_by_the_mark_that_the_list_sets():
    found = read(
        ("Employee ID", "Worker", "Business Title"),
        ("401", "Ana Roth", "Advisor"),
        ("C9", "Ana Roth [C]", "Advisor"),
        ("403", "Cat Iyer", "Clerk"),
    )
    roster = Roster.of(found.people)
    said = ("Ana Roth", "Ana Roth [C]", "Roth, Ana")
    assert [match(Identity(name=name), roster).person_id for name in said] == ["401", "C9", "401"]


def test_accounts_of_machines_are_nobody_and_deleted_ones_have_left():
    found = read(
        ("id", "real_name", "email", "title", "deleted", "is_bot"),
        ("U1", "Ana Roth", "a.roth@firm.example", "Advisor", "false", "false"),
        ("U2", "Ben Kaye", "b.kaye@firm.example", "Advisor", "true", "false"),
        ("U3", "Cat Iyer", "c.iyer@firm.example", "Clerk", "false", "false"),
        ("U4", "Sync Robot", "", "", "false", "true"),
    )
    assert {one.person_id: one.in_scope for one in found.people} == {
        "U1": True,
        "U2": False,
        "U3": True,
    }
    assert [item.reason for item in found.reading.set_aside] == ["account of no person"]


def test_a_sheet_of_external_people_is_out_of_scope():
    lines = [(k, f"{f} {last}", job) for k, last, f, job, _ in PEOPLE]
    found = read(("Staff no", "Name", "Job title"), *lines, name="Externe 2026")
    assert not any(one.in_scope for one in found.people)


def test_an_empty_column_does_not_hide_the_filled_one_of_the_same_meaning():
    lines = [(k, f"{f} {last}", job, "", "Sales") for k, last, f, job, _ in PEOPLE]
    found = read(("Staff no", "Name", "Job title", "Department", "Team"), *lines)
    assert {one.department for one in found.people} == {"Sales"}


@pytest.mark.parametrize(
    "title",
    ["Headcount as of 2026-02-28", "Personalliste, Stand 28.02.2026", "Situazione al 28/02/2026"],
)
def test_a_list_of_the_staff_under_a_dated_title_is_no_register(title: str):
    lines = [(k, f"{f} {last}", job, "Sales", "2019-01-01") for k, last, f, job, _ in PEOPLE]
    head = ("Staff no", "Name", "Job title", "Department", "Start date")
    raw = table((title, *[""] * 4), ("",) * 5, head, *lines)
    assert detect.classify(raw, FileSettings())[0] is FileKind.ORG


def test_a_directory_with_the_last_log_in_is_a_list_of_people():
    lines = [
        (f, last, f"{f}.{last}@firm.example".lower(), job, "Sales", "Ulm", f"2026-04-0{n} 08:00:00")
        for n, (_, last, f, job, _) in enumerate(PEOPLE, 1)
    ]
    head = ("First name", "Last name", "Email", "Job title", "Department", "Office", "Last sign in")
    assert detect.classify(table(head, *lines), FileSettings())[0] is FileKind.ORG


def test_amounts_beside_people_and_their_posts_are_no_sure_list_of_people():
    lines = [
        (f"{f} {last}", job, "Sales", "Ulm", str(count))
        for (_, last, f, job, _), count in zip(PEOPLE * 2, (3, 8, 5, 3, 9, 8, 2, 3), strict=True)
    ]
    head = ("User", "Job title", "Department", "Office", "Opportunities created")
    assert detect.classify(table(head, *lines), FileSettings())[0] is not FileKind.ORG


def test_names_in_steps_tell_who_leads_whom():
    found = read(
        ("Chart of April", "", "", ""),
        ("Level 1", "Level 2", "Level 3", "Job title"),
        ("Ana Roth", "", "", "Head of Sales"),
        ("", "Ben Kaye", "", "Team lead"),
        ("", "", "Cat Iyer", "Advisor"),
        ("", "", "Dov Lund", "Advisor"),
        ("", "Eva Moor", "", "Assistant"),
    )
    boss = {one.person_id: one.name for one in found.people} | {"": ""}
    assert {one.name: boss[one.manager_id] for one in found.people} == {
        "Ana Roth": "",
        "Ben Kaye": "Ana Roth",
        "Cat Iyer": "Ben Kaye",
        "Dov Lund": "Ben Kaye",
        "Eva Moor": "Ana Roth",
    }
    assert found.reading.rows_in == found.reading.rows_kept == 5


def test_codes_before_the_names_are_the_ids_whatever_stands_over_them():
    lines = [(f"E-{k}", last, f, job, f"05 5{k}") for k, last, f, job, _ in PEOPLE]
    found = read(("Xyz", "Last name", "First name", "Job title", "Line"), *lines)
    assert {one.person_id for one in found.people} == {"E-401", "E-402", "E-403", "E-404"}


def test_extensions_behind_the_names_are_no_ids():
    lines = [(last, f, job, k) for k, last, f, job, _ in PEOPLE]
    found = read(("Last name", "First name", "Job title", "Ext"), *lines)
    assert all(one.person_id.startswith("n-") for one in found.people)


def test_a_column_of_departments_is_not_taken_for_the_names():
    lines = [(k, f"{f} {last}", job, "Sales North") for k, last, f, job, _ in PEOPLE]
    found = read(("Emp no", "Full Name", "Position", "Section Name"), *lines)
    assert "Ana Roth" in {one.name for one in found.people}


def test_a_degree_behind_a_comma_is_no_first_name():
    lines = [(k, f"Frau {f} {last}, M.A.", job) for k, last, f, job, _ in PEOPLE]
    found = read(("Personal-Nr.", "Name", "Funktion"), *lines)
    assert "Ana Roth" in {one.name for one in found.people}


def test_a_table_of_people_in_a_document_is_a_list_of_people():
    lines = [
        (f"{f} {last}", job, "Sales", "Ana Roth" if b else "–") for _, last, f, job, b in PEOPLE
    ]
    rows = (("Name", "Function", "Department", "Manager"), *lines)
    raw = RawFile(
        file="chart.docx",
        form="paragraphs",
        extension="docx",
        paragraphs=tuple(RawParagraph(text="\t".join(row)) for row in rows),
        sheets=(RawSheet(name="Table 1", rows=rows),),
    )
    assert detect.classify(raw, FileSettings())[0] is FileKind.ORG
    assert len(read_org(raw, FileSettings()).people) == 4


def test_a_header_and_titles_on_every_page_do_not_hide_ids_and_dates():
    head = ("Matr.", "Cognome", "Nome", "Mansione", "Assunzione")
    lines = [(k, last, f, job, f"0{n}/05/2019") for n, (k, last, f, job, _) in enumerate(PEOPLE, 1)]
    title = ("List of the staff", "", "", "", "")
    found = read(title, head, *lines[:2], title, head, *lines[2:3], title, head, *lines[3:])
    assert {one.person_id for one in found.people} == {"401", "402", "403", "404"}
    assert all(one.starts_on for one in found.people)


def test_codes_under_a_header_that_mostly_counts_lines_are_ids():
    lines = [(f"E-{k}", f"{f} {last}", job) for k, last, f, job, _ in PEOPLE]
    counted = [(str(n), f"{f} {last}", job) for n, (_, last, f, job, _) in enumerate(PEOPLE, 1)]
    coded = read(("Nº", "Nombre y apellidos", "Puesto"), *lines)
    assert "E-401" in {one.person_id for one in coded.people}
    only_counted = read(("Nº", "Nombre y apellidos", "Puesto"), *counted)
    assert all(one.person_id.startswith("n-") for one in only_counted.people)
