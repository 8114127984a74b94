"""Registers whose course, day and trainer stand in labelled lines over the people."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from tests.intake.extracted import raw_of, reasons, table_of, values
from toolkit.intake.detect import classify
from toolkit.intake.gate import open_file
from toolkit.model.vocabulary import FileKind
from toolkit.settings import FileSettings

REGISTER = (
    ("ATTENDANCE REGISTER", "", "", "", ""),
    ("Course:", "Order entry (tablet)", "", "", ""),
    ("Date:", "14/11/2025", "", "", ""),
    ("Trainer:", "N. Vale", "", "", ""),
    ("Room:", "North training room 1", "", "", ""),
    ("", "", "", "", ""),
    ("#", "Name", "Staff no", "Attended (Y/N)", "Remarks"),
    ("1", "Keller, Anna", "K101", "Y", ""),
    ("2", "Huber, Jan", "K102", "N", "no show"),
    ("3", "Linde, Dora", "K103", "N", "no cover"),
    ("4", "Voss, Berta", "K104", "N", "sick"),
)


def test_labelled_lines_over_a_register_are_its_course_and_day_and_nobody():
    found = table_of(FileKind.TRAINING, *REGISTER)
    assert values(found.table, "given_id", "name", "title", "held_on", "status") == [
        ("K101", "Keller, Anna", "Order entry (tablet)", date(2025, 11, 14), "attended"),
        ("K102", "Huber, Jan", "Order entry (tablet)", date(2025, 11, 14), "no_show"),
        ("K103", "Linde, Dora", "Order entry (tablet)", date(2025, 11, 14), "no_show"),
        ("K104", "Voss, Berta", "Order entry (tablet)", date(2025, 11, 14), "cancelled"),
    ]
    assert reasons(found) == {}


def test_a_register_of_people_who_stayed_away_is_still_training():
    assert classify(raw_of(*REGISTER), FileSettings())[0] is FileKind.TRAINING


def test_labels_with_their_value_in_one_cell_are_read_too():
    head = ("Course: Order entry", "Language: German", "Date: 14.11.2025")
    people = (("Name", "Email", "Present"), ("Anna Keller", "a@x.example", "x"))
    people += (("Jan Huber", "j@x.example", ""),)
    found = table_of(FileKind.TRAINING, *((line, "", "") for line in head), *people)
    told = values(found.table, "name", "title", "held_on", "status", "language")
    assert told == [
        ("Anna Keller", "Order entry", date(2025, 11, 14), "attended", "de"),
        ("Jan Huber", "Order entry", date(2025, 11, 14), "no_show", "de"),
    ]


def test_registers_one_below_the_other_keep_each_its_own_head():
    second = [
        ("Date:", "02/12/2025", "", "", "") if row[0] == "Date:" else row for row in REGISTER[1:]
    ]
    found = table_of(FileKind.TRAINING, *REGISTER, ("", "", "", "", ""), *second)
    told = values(found.table, "given_id", "title", "held_on")
    assert told.count(("K101", "Order entry (tablet)", date(2025, 11, 14))) == 1
    assert told.count(("K101", "Order entry (tablet)", date(2025, 12, 2))) == 1
    assert len(told) == 8
    assert reasons(found) == {}


EMARGEMENT = """Cours;Saisie des commandes
Date;14.11.2025
Formatrice;N. Vale
Lieu;Salle 2

Nom;Prénom;Matricule;Présent;Signature;Remarques
KELLER;Anna;K101;non;;annulé, pluie, train annulé
HUBER;Jan;K102;oui;x;
LINDE;Dora;K103;non;;absente
"""


@pytest.fixture
def emargement(tmp_path: Path) -> Path:
    (tmp_path / "liste.csv").write_text(EMARGEMENT, encoding="utf-8")
    return tmp_path


def test_a_head_of_more_lines_than_people_does_not_hide_the_delimiter(emargement: Path):
    rows = open_file(emargement, "liste.csv").sheets[0].rows
    assert rows[0][:2] == ("Cours", "Saisie des commandes")
    assert rows[-1] == ("LINDE", "Dora", "K103", "non", "", "absente")


def test_signatures_and_remarks_are_no_sessions_and_a_surname_stands_beside_a_first_name(
    emargement: Path,
):
    raw = open_file(emargement, "liste.csv")
    assert classify(raw, FileSettings())[0] is FileKind.TRAINING
    found = table_of(FileKind.TRAINING, *raw.sheets[0].rows)
    assert values(found.table, "given_id", "name", "title", "held_on", "status") == [
        ("K101", "Anna KELLER", "Saisie des commandes", date(2025, 11, 14), "cancelled"),
        ("K102", "Jan HUBER", "Saisie des commandes", date(2025, 11, 14), "attended"),
        ("K103", "Dora LINDE", "Saisie des commandes", date(2025, 11, 14), "no_show"),
    ]


def test_a_whole_name_beside_a_first_name_stays_whole():
    found = table_of(
        FileKind.TRAINING,
        ("Name", "Vorname", "Kurs", "Datum", "Status"),
        ("Anna Keller", "Anna", "Grundlagen", "14.11.2025", "teilgenommen"),
        ("Jan Huber", "Jan", "Grundlagen", "14.11.2025", "abgesagt"),
    )
    assert values(found.table, "name") == [("Anna Keller",), ("Jan Huber",)]


def test_a_text_with_commas_at_its_end_is_no_table_below_a_head(tmp_path: Path):
    words = ["one line, and more", "plain", "next", "again", "last"]
    ends = ["it is slow, late, dull", "no help, no time, no", "too much, too often, sad"]
    (tmp_path / "notes.csv").write_text("\n".join([*words, *ends]), encoding="utf-8")
    rows = open_file(tmp_path, "notes.csv").sheets[0].rows
    assert rows[-1] == ("too much, too often, sad",)
