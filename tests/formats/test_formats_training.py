"""Training records of Aldermoor Water, an invented utility with the tool Meterline."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

import pandas as pd
import pytest

from tests.formats.make_tables import delimited, put, put_book, read, reading_of
from toolkit.model.intake import Intake
from toolkit.model.vocabulary import Attendance, FileKind

STAFF = """Personalnummer,Vorname,Nachname,E-Mail,Abteilung,Position
900,Ingeborg,Löffler,i.loeffler@aldermoor.example,Netz,Monteurin
901,Kasimir,Dorn,k.dorn@aldermoor.example,Netz,Meister
902,Philippa,Grange,p.grange@aldermoor.example,Service,Agent
903,Oluwatobi,Ade,o.ade@aldermoor.example,Service,Agent
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    put(tmp_path, "staff.csv", STAFF)
    return tmp_path


def of(intake: Intake, person: str) -> pd.DataFrame:
    table = intake.extracts.training
    return table[table["person_id"] == person]


def test_a_sign_in_sheet_with_marks(folder: Path):
    put_book(
        folder,
        "Meterline basics sign-in.xlsx",
        {
            "Sheet1": [
                ["Meterline basics, Depot North", None, None, None],
                ["Date: 12 May 2025", None, "Trainer: Ruth Okonjo", None],
                [None, None, None, None],
                ["Name", "Department", "Present", "Signature"],
                ["Löffler, Ingeborg", "Netz", "x", None],
                ["Dorn, Kasimir", "Netz", None, None],
                ["Grange, Philippa", "Service", "X", None],
                ["Ade, Oluwatobi", "Service", "excused", None],
            ]
        },
    )
    intake = read(folder)
    reading = reading_of(intake, "Meterline basics sign-in.xlsx")
    assert reading.kind is FileKind.TRAINING
    assert reading.rows_kept == 4
    assert list(of(intake, "900")["status"]) == [Attendance.ATTENDED]
    assert list(of(intake, "902")["status"]) == [Attendance.ATTENDED]
    assert list(of(intake, "901")["status"]) == [Attendance.NO_SHOW]
    assert next(iter(of(intake, "903")["status"])) in {Attendance.CANCELLED, Attendance.NO_SHOW}
    assert set(intake.extracts.training["held_on"]) == {date(2025, 5, 12)}
    assert "Meterline basics" in next(iter(of(intake, "900")["title"]))


def test_a_sheet_with_one_column_per_course(folder: Path):
    put_book(
        folder,
        "Courses.xlsx",
        {
            "2025": [
                ["Name", "Basics 12/05/2025", "Readings 19/05/2025", "Repairs 26/05/2025"],
                ["Ingeborg Löffler", "x", "x", None],
                ["Kasimir Dorn", None, "x", None],
                ["Philippa Grange", "x", None, "x"],
            ]
        },
    )
    intake = read(folder)
    reading = reading_of(intake, "Courses.xlsx")
    assert reading.kind is FileKind.TRAINING
    assert (reading.rows_in, reading.rows_kept) == (3, 3)
    attended = of(intake, "900").query("status == 'attended'")
    assert set(attended["held_on"]) == {date(2025, 5, 12), date(2025, 5, 19)}
    assert len(intake.extracts.training.query("status == 'attended'")) == 5


def test_german_attendance_with_semicolons_in_latin_1(folder: Path):
    put(
        folder,
        "Schulung.csv",
        delimited(
            [
                ["Datum", "Schulung", "Format", "Teilnehmer", "Status", "Ergebnis"],
                ["12.05.2025", "Grundlagen", "Präsenz", "Löffler, Ingeborg", "teilgenommen", "85"],
                ["12.05.2025", "Grundlagen", "Präsenz", "Dorn, Kasimir", "nicht erschienen", ""],
                ["19.05.2025", "Ablesen", "Webinar", "Grange, Philippa", "früher gegangen", ""],
                ["19.05.2025", "Ablesen", "Webinar", "Ade, Oluwatobi", "abgesagt", ""],
            ],
            delimiter=";",
        ),
        "latin-1",
    )
    intake = read(folder)
    reading = reading_of(intake, "Schulung.csv")
    assert reading.kind is FileKind.TRAINING
    assert (reading.rows_in, reading.rows_kept) == (4, 4)
    status = {
        person: next(iter(of(intake, person)["status"])) for person in ("900", "901", "902", "903")
    }
    assert status == {
        "900": Attendance.ATTENDED,
        "901": Attendance.NO_SHOW,
        "902": Attendance.LEFT_EARLY,
        "903": Attendance.CANCELLED,
    }
    assert list(of(intake, "900")["score"]) == [85.0]
    assert list(of(intake, "900")["held_on"]) == [date(2025, 5, 12)]


def test_a_learning_platform_with_completions(folder: Path):
    head = ["User ID", "User name", "Course title", "Assigned on", "Completion status"]
    head += ["Completed on", "Score"]
    rows = [
        [
            *[900, "Ingeborg Löffler", "Meterline online", datetime(2025, 5, 1), "Completed"],
            *[datetime(2025, 5, 9), "90%"],
        ],
        [901, "Kasimir Dorn", "Meterline online", datetime(2025, 5, 1), "Not started", None, None],
        [
            *[902, "Philippa Grange", "Meterline online", datetime(2025, 5, 1), "In progress"],
            *[None, None],
        ],
    ]
    put_book(folder, "lms.xlsx", {"Export": [head, *rows]})
    intake = read(folder)
    reading = reading_of(intake, "lms.xlsx")
    assert reading.kind is FileKind.TRAINING
    assert (reading.rows_in, reading.rows_kept) == (3, 3)
    assert list(of(intake, "900")["status"]) == [Attendance.ATTENDED]
    assert list(of(intake, "900")["score"]) == [90.0]
    assert list(of(intake, "900")["held_on"]) == [date(2025, 5, 9)]
    assert next(iter(of(intake, "901")["status"])) is not Attendance.ATTENDED
