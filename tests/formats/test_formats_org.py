"""Staff lists of Marchetti & Daughters, an invented maker of lamps, as five offices keep them."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

from tests.formats.make_tables import delimited, put, put_book, read, reading_of
from toolkit.model.intake import Intake, Person
from toolkit.model.vocabulary import FileKind, Level


def person(intake: Intake, person_id: str) -> Person:
    found = intake.person(person_id)
    assert found is not None
    return found


def test_titles_merged_cells_subtotals_and_nicknames(tmp_path: Path):
    book = put_book(
        tmp_path,
        "Headcount.xlsx",
        {
            "Staff": [
                ["Marchetti & Daughters: staff", None, None, None, None],
                ["as of 1 March 2025, confidential", None, None, None, None],
                [None, None, None, None, None],
                ["Department", "Personnel no.", "Employee (nickname)", "Job title", "Reports to"],
                ["Glass", 31, "Marchetti, Antonella (Nella)", "Managing Director", None],
                [None, 32, "Osei, Emmanuel (Manny)", "Head of Glass", "Marchetti, Antonella"],
                [None, 33, "Dupré, Clémence", "Glass Blower", "Osei, Emmanuel"],
                ["Subtotal Glass", None, 3, None, None],
                ["Wiring", 34, "von der Heide, Jakob", "Electrician", "Osei, Emmanuel"],
                [None, 35, "Lindqvist-Barr, Saga", "Electrician", "Osei, Emmanuel"],
                ["Subtotal Wiring", None, 2, None, None],
                ["Total", None, 5, None, None],
            ]
        },
    )
    sheet = book["Staff"]
    for merged in ("A1:E1", "A5:A7", "A9:A10"):
        sheet.merge_cells(merged)
    book.save(tmp_path / "Headcount.xlsx")
    intake = read(tmp_path)
    reading = reading_of(intake, "Headcount.xlsx")
    assert reading.kind is FileKind.ORG
    assert (reading.rows_kept, reading.rows_set_aside) == (5, 3)
    assert [one.person_id for one in intake.people] == ["31", "32", "33", "34", "35"]
    nella = person(intake, "31")
    assert nella.name == "Antonella Marchetti"
    assert "Nella" in " ".join(nella.other_names)
    assert nella.level is Level.EXECUTIVE
    assert person(intake, "33").department == "Glass"
    assert person(intake, "35").department == "Wiring"
    assert person(intake, "33").manager_id == "32"
    assert person(intake, "32").manager_id == "31"
    assert person(intake, "34").name == "Jakob von der Heide"


def test_leavers_on_a_sheet_of_their_own(tmp_path: Path):
    head = ["ID", "Name", "Email", "Team", "Position"]
    put_book(
        tmp_path,
        "people.xlsx",
        {
            "Active": [
                head,
                ["M1", "Emmanuel Osei", "e.osei@marchetti.example", "Glass", "Head of Glass"],
                ["M2", "Clémence Dupré", "c.dupre@marchetti.example", "Glass", "Blower"],
                ["M3", "Saga Lindqvist-Barr", "s.lindqvist@marchetti.example", "Wiring", "Fitter"],
            ],
            "Leavers": [
                [*head, "Last day"],
                [
                    *["M4", "Otto Pell", "o.pell@marchetti.example", "Wiring", "Fitter"],
                    *[datetime(2025, 1, 31)],
                ],
            ],
        },
    )
    intake = read(tmp_path)
    assert reading_of(intake, "people.xlsx").rows_in == 4
    assert person(intake, "M4").left_on == date(2025, 1, 31)
    assert not person(intake, "M4").in_scope
    assert person(intake, "M1").in_scope


def test_italian_list_in_windows_1252(tmp_path: Path):
    put(
        tmp_path,
        "organico.csv",
        delimited(
            [
                [
                    *["Matricola", "Cognome", "Nome", "E-mail", "Reparto", "Mansione", "Sede"],
                    *["Responsabile", "Data assunzione"],
                ],
                [
                    *[
                        "0031",
                        "Marchetti",
                        "Antonella",
                        "a.marchetti@marchetti.example",
                        "Direzione",
                    ],
                    *["Amministratrice delegata", "Forlì", "", "01/09/2003"],
                ],
                [
                    *["0032", "D’Amico", "Niccolò", "n.damico@marchetti.example", "Vetro"],
                    *["Responsabile vetro", "Forlì", "Marchetti Antonella", "13/02/2012"],
                ],
                [
                    *["0033", "Galli", "Noè", "n.galli@marchetti.example", "Vetro", "Soffiatore"],
                    *["Cantù", "D’Amico Niccolò", "28/06/2019"],
                ],
            ],
            delimiter=";",
        ),
        "cp1252",
    )
    intake = read(tmp_path)
    reading = reading_of(intake, "organico.csv")
    assert reading.kind is FileKind.ORG
    assert (reading.rows_in, reading.rows_kept) == (3, 3)
    assert person(intake, "0032").name == "Niccolò D’Amico"
    assert person(intake, "0032").location == "Forlì"
    assert person(intake, "0033").manager_id == "0032"
    assert person(intake, "0033").starts_on == date(2019, 6, 28)
    assert person(intake, "0031").level is Level.EXECUTIVE


def test_a_list_saved_on_an_old_mac(tmp_path: Path):
    put(
        tmp_path,
        "staff.csv",
        delimited(
            [
                ["Name", "Email", "Department", "Job title"],
                ["Clémence Dupré", "c.dupre@marchetti.example", "Glass – north", "Blower"],
                ["Siobhán O’Dea", "s.odea@marchetti.example", "Glass – south", "Blower"],
                ["Jürgen Weiß", "j.weiss@marchetti.example", "Wiring", "Head of Wiring"],
            ],
            line_end="\r",
        ),
        "mac_roman",
    )
    intake = read(tmp_path)
    reading = reading_of(intake, "staff.csv")
    assert reading.kind is FileKind.ORG
    assert reading.rows_kept == 3
    assert {one.name for one in intake.people} == {"Clémence Dupré", "Siobhán O’Dea", "Jürgen Weiß"}
    assert person(intake, "s.odea@marchetti.example").department == "Glass – south"


def test_french_list_with_first_and_last_names(tmp_path: Path):
    put(
        tmp_path,
        "effectif.csv",
        "Matricule;Nom;Prénom;Courriel;Service;Fonction;Responsable\n"
        "A1;DUPRÉ;Clémence;c.dupre@marchetti.example;Verre;Souffleuse;A2\n"
        "A2;OSEI;Emmanuel;e.osei@marchetti.example;Verre;Chef d'atelier;\n"
        "A3;LE GOFF;Yann;y.legoff@marchetti.example;Câblage;Électricien;A2\n",
    )
    intake = read(tmp_path)
    assert reading_of(intake, "effectif.csv").kind is FileKind.ORG
    assert person(intake, "A1").name.casefold() == "clémence dupré"
    assert person(intake, "A1").manager_id == "A2"
    assert person(intake, "A3").department == "Câblage"
    assert person(intake, "A2").level is Level.MANAGER


def test_a_short_list_of_names_addresses_and_teams(tmp_path: Path):
    put(
        tmp_path,
        "team.csv",
        "Name,Email,Team\n"
        "Clémence Dupré,c.dupre@marchetti.example,Glass\n"
        "Jakob von der Heide,j.heide@marchetti.example,Wiring\n"
        "Saga Lindqvist-Barr,s.lindqvist@marchetti.example,Wiring\n",
    )
    intake = read(tmp_path)
    assert reading_of(intake, "team.csv").kind is FileKind.ORG
    assert person(intake, "s.lindqvist@marchetti.example").department == "Wiring"


def test_two_lists_of_the_same_people_are_one_roster(tmp_path: Path):
    put(
        tmp_path,
        "hr.csv",
        "Employee ID,Name,Email,Department,Job title\n"
        "51,Clémence Dupré,c.dupre@marchetti.example,Glass,Blower\n"
        "52,Jakob von der Heide,j.heide@marchetti.example,Wiring,Fitter\n"
        "53,Saga Lindqvist-Barr,s.lindqvist@marchetti.example,Wiring,Fitter\n",
    )
    put(
        tmp_path,
        "users of the tool.csv",
        "Name;E-mail;Office;Job title\n"
        "Clemence Dupre;C.Dupre@marchetti.example;Forlì;Blower\n"
        "Jakob v. d. Heide;j.heide@marchetti.example;Cantù;Fitter\n"
        "Noè Galli;n.galli@marchetti.example;Cantù;Contractor\n",
    )
    intake = read(tmp_path)
    assert [one.person_id for one in intake.people] == [
        "51",
        "52",
        "53",
        "n.galli@marchetti.example",
    ]
    assert person(intake, "51").location == "Forlì"
    assert person(intake, "51").department == "Glass"
