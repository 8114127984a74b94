from __future__ import annotations

from datetime import date

import pytest

from tests.intake.extracted import read, reasons, table_of, values
from toolkit.intake.extracts import read_extract
from toolkit.intake.raw import RawFile, RawSheet
from toolkit.model.vocabulary import FileKind
from toolkit.settings import FileSettings


def test_a_learning_platform_gives_status_score_and_language():
    found = read("training_platform_es.csv")
    assert reasons(found) == {"total line": 1}
    assert values(found.table, "name", "status", "held_on", "language") == [
        ("Francisco Ortega", "attended", date(2025, 5, 12), "es"),
        ("Guadalupe Núñez", "left_early", None, "es"),
        ("Rosa Marín", "invited", None, "es"),
    ]
    assert found.table["score"].iloc[0] == 85.0
    assert len(set(found.table["session_id"])) == 1


@pytest.mark.parametrize(
    ("header", "yes", "no"),
    [
        ("Completion status", "Passed", "Failed"),
        ("Status", "bestanden", "nicht bestanden"),
        ("Esito", "Superato", "Non superato"),
    ],
)
def test_who_failed_the_test_was_there_and_did_not_pass(header: str, yes: str, no: str):
    head = ("Name", "Email", "Course", "Date", header)
    people = [("Anna Keller", yes), ("Berta Voss", no), ("Cem Aydin", yes), ("Dora Linde", "")]
    rows = [
        (name, f"{name.split()[0]}@x.example".lower(), "Basics", "2025-03-12", said)
        for name, said in people
    ]
    found = table_of(FileKind.TRAINING, head, *rows).table
    by_name = {row.name: (row.status, row.passed) for row in found.itertuples(index=False)}
    assert by_name["Anna Keller"] == ("attended", "yes")
    assert by_name["Berta Voss"] == ("attended", "no")
    assert by_name["Dora Linde"][1] == ""


def test_a_sign_in_sheet_with_a_column_per_session():
    found = read("training_sheet_de.csv")
    heide = found.table[found.table["name"] == "von der Heide, Anna"]
    assert {(t, d, s) for t, d, s in values(heide, "title", "held_on", "status")} == {
        ("Grundlagen", date(2025, 3, 12), "cancelled"),
        ("Aufbau", date(2025, 3, 19), "attended"),
        ("Unterschrift Datenschutz", None, "attended"),
    }
    yilmaz = found.table[found.table["name"] == "Yilmaz, Emre"]
    assert set(yilmaz["status"]) == {"no_show", "left_early", "attended"}
    unmarked = found.table[found.table["name"] == "Groß, Bärbel"]
    assert values(unmarked, "title", "status") == [("", "unknown")]


def marked_sheets() -> RawFile:
    parts = ("Nr", "Name", "04.03.2026 Part 1: orders", "06.03.2026 Part 2: credit notes", "Result")
    orders = [
        ("1", "Keller, Anna", "X", "X", "Passed (18/20)"),
        ("2", "Huber, Jan", "X", "", "incomplete"),
        ("3", "Linde, Dora", "X", "X", "Failed (6/20)"),
        ("", "Attended", "3", "2", ""),
    ]
    basics = [("Keller, Anna", "X", "Not assessed"), ("Huber, Jan", "", "")]
    return RawFile(
        file="courses.xlsx",
        form="table",
        extension="xlsx",
        sheets=(
            RawSheet(name="Orders", rows=(parts, *orders)),
            RawSheet(name="Basics", rows=(("Name", "02.03.2026", "Result"), *basics)),
        ),
    )


def test_of_marked_parts_with_a_result_an_empty_cell_is_a_part_that_was_missed():
    found = read_extract(marked_sheets(), FileKind.TRAINING, FileSettings())
    assert reasons(found) == {"total line": 1}
    told = values(found.table, "name", "title", "held_on", "status")
    first, second = "Orders: Part 1: orders", "Orders: Part 2: credit notes"
    assert ("Huber, Jan", first, date(2026, 3, 4), "attended") in told
    assert ("Huber, Jan", second, date(2026, 3, 6), "no_show") in told
    assert ("Keller, Anna", "Basics", date(2026, 3, 2), "attended") in told
    assert len(told) == 8
    results = found.table[found.table["passed"] != ""]
    assert values(results, "name", "score", "passed") == [
        ("Keller, Anna", 90.0, "yes"),
        ("Linde, Dora", 30.0, "no"),
    ]


def test_lists_under_session_titles():
    found = read("training_lists_it.csv")
    assert sorted(values(found.table, "title", "held_on", "name", "status")) == [
        ("Approfondimento", date(2025, 3, 19), "De Luca Maria Teresa", "no_show"),
        ("Approfondimento", date(2025, 3, 19), "Rossi Giuseppe", "attended"),
        ("Nozioni di base", date(2025, 3, 12), "Conti Elena", "no_show"),
        ("Nozioni di base", date(2025, 3, 12), "Rossi Giuseppe", "attended"),
    ]


@pytest.mark.parametrize(
    ("word", "status"),
    [
        ("Attended", "attended"), ("No show", "no_show"), ("Left early", "left_early"),
        ("Cancelled", "cancelled"), ("Registered", "invited"), ("x", "attended"), ("✓", "attended"),
        ("teilgenommen", "attended"), ("entschuldigt", "cancelled"),
        ("nicht erschienen", "no_show"),
        ("unentschuldigt", "no_show"), ("angemeldet", "invited"), ("assente", "no_show"),
        ("giustificato", "cancelled"), ("in corso", "left_early"), ("absent", "no_show"),
        ("excusé", "cancelled"), ("inscrit", "invited"), ("asistió", "attended"),
        ("no asistió", "no_show"), ("pendiente", "invited"),
        ("Attended (morning only)", "attended"), ("teilweise teilgenommen", "left_early"),
        ("attended, partly", "left_early"),
        ("zebra", "unknown"),
    ],
)  # fmt: skip
def test_attendance_is_read_in_five_languages(word: str, status: str):
    found = table_of(
        FileKind.TRAINING,
        ("Name", "Course", "Date", "Status"),
        ("Anna Keller", "Foundations", "2025-03-12", word),
        ("Jan Huber", "Foundations", "2025-03-12", "attended"),
    )
    assert found.table.loc[found.table["name"] == "Anna Keller", "status"].item() == status


def test_a_course_finished_later_than_begun_counts_from_its_end():
    found = table_of(
        FileKind.TRAINING,
        ("Name", "Course", "Start date", "Completion date", "Status"),
        ("Anna Keller", "Foundations", "2025-03-12", "2025-05-02", "completed"),
        ("Jan Huber", "Foundations", "2025-03-12", "", "not started"),
    )
    assert values(found.table, "name", "status", "held_on") == [
        ("Anna Keller", "attended", date(2025, 5, 2)),
        ("Jan Huber", "invited", date(2025, 3, 12)),
    ]


@pytest.mark.parametrize(
    ("header", "cells", "scores"),
    [
        ("Grade/10.00", ("8,50", "10,00"), [85.0, 100.0]),
        ("Score", ("8,5", "4", "9", "10", "6,5"), [85.0, 40.0, 90.0, 100.0, 65.0]),
        ("Score", ("12", "17", "9", "19,5", "11"), [60.0, 85.0, 45.0, 97.5, 55.0]),
        ("Score", ("85", "40", "90", "100", "65"), [85.0, 40.0, 90.0, 100.0, 65.0]),
        ("Score", ("0,85", "1"), [85.0, 100.0]),
        ("Score", ("17/20", "50 %"), [85.0, 50.0]),
    ],
)
def test_scores_are_per_cent_of_what_can_be_reached(
    header: str, cells: tuple[str, ...], scores: list[float]
):
    rows = [
        (f"{name} Keller", "Foundations", "2025-03-12", "attended", cell)
        for name, cell in zip(("Anna", "Beth", "Cleo", "Dora", "Edda"), cells, strict=False)
    ]
    found = table_of(FileKind.TRAINING, ("Name", "Course", "Date", "Status", header), *rows)
    assert found.table["score"].tolist() == pytest.approx(scores)


def test_an_attendance_report_of_a_meeting_gives_its_title_and_day():
    found = table_of(
        FileKind.TRAINING,
        ("1. Summary", "", "", ""),
        ("Meeting title", "Order desk basics", "", ""),
        ("Attended participants", "2", "", ""),
        ("", "", "", ""),
        ("2. Participants", "", "", ""),
        ("Name", "First Join", "In-Meeting Duration", "Email"),
        ("Anna Keller", "3/12/25, 9:01:14 AM", "58m", "anna@firm.example"),
        ("Huber, Jan (Extern)", "3/12/25, 9:31:00 AM", "20m", "jan@firm.example"),
        ("", "", "", ""),
        ("3. In-Meeting Activities", "", "", ""),
        ("Name", "Join Time", "Leave Time", "Duration"),
        ("Anna Keller", "3/12/25, 9:01:14 AM", "3/12/25, 9:59:14 AM", "58m"),
    )
    assert values(found.table, "title", "held_on", "email", "status") == [
        ("Order desk basics", date(2025, 3, 12), "anna@firm.example", "attended"),
        ("Order desk basics", date(2025, 3, 12), "jan@firm.example", "attended"),
    ]
    assert reasons(found) == {"part of the report that lists no people": 3}
