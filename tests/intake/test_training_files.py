from __future__ import annotations

from datetime import date

import pytest

from tests.intake.extracted import raw_of, read, reasons, table_of, values
from toolkit.intake.detect import classify
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
        ("Credited", "attended"), ("anerkannt", "attended"), ("convalidato", "attended"),
        ("validé par équivalence", "attended"), ("convalidado", "attended"),
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


COURSES = ("Staff no", "Name", "Site", "Basics (3 h)", "Tablet", "Offers", "Language", "Remark")
CREW = ("Ines Aaltonen", "Bram Okeke", "Lotte Vinter", "Paul Szabo", "Rosa Haas", "Ole Brandt")


def day_matrix() -> list[tuple[str, ...]]:
    """Who was taught what on which day; words where somebody was not there."""
    basics = ("03.02.2026", "05.02.2026", "05.02.2026", "13.02.2026", "", "05.02.2026")
    tablet = ("17.02.2026", "", "excused", "", "17.02.2026", "18.02.2026")
    offers = ("", "24.02.2026", "", "", "", "absent")
    remarks = ("", "", "ill again", "", "has left", "")
    lines = zip(CREW, basics, tablet, offers, remarks, strict=True)
    return [
        (str(701 + n), who, "Mole", first, second, third, "English", said)
        for n, (who, first, second, third, said) in enumerate(lines)
    ]


def test_a_matrix_of_days_is_training_and_a_day_means_attended_then():
    raw = raw_of(COURSES, *day_matrix())
    assert classify(raw, FileSettings())[0] is FileKind.TRAINING
    found = read_extract(raw, FileKind.TRAINING, FileSettings()).table
    of = {who: found[found["name"] == who] for who in CREW}
    assert values(of["Ines Aaltonen"], "title", "held_on", "status") == [
        ("Basics (3 h)", date(2026, 2, 3), "attended"),
        ("Tablet", date(2026, 2, 17), "attended"),
    ]
    assert ("Tablet", "cancelled") in values(of["Lotte Vinter"], "title", "status")
    assert ("Offers", "no_show") in values(of["Ole Brandt"], "title", "status")


def test_who_lacks_the_course_that_nearly_everybody_took_has_missed_it():
    found = table_of(FileKind.TRAINING, COURSES, *day_matrix()).table
    missed = found[found["status"] == "no_show"]
    assert ("Rosa Haas", "Basics (3 h)") in values(missed, "name", "title")
    assert "Paul Szabo" not in set(missed["name"])


def test_the_language_of_a_persons_courses_is_kept_beside_their_marks():
    found = table_of(FileKind.TRAINING, COURSES, *day_matrix()).table
    assert set(values(found, "title", "language")) >= {("Basics (3 h)", "en"), ("Offers", "en")}


def test_a_line_that_counts_who_came_is_nobody():
    counts = ("", "Places taken, total", "", "5", "3", "1", "", "")
    found = table_of(FileKind.TRAINING, COURSES, *day_matrix(), counts)
    assert reasons(found) == {"total line": 1}


def test_days_of_joining_and_leaving_beside_a_word_are_no_courses():
    head = ("Staff no", "Name", "Job title", "Joined", "Left", "Born")
    rows = [
        (str(701 + n), who, "Deck hand", f"0{n + 1}.03.2019", "on leave", f"0{n + 1}.05.1980")
        for n, who in enumerate(CREW)
    ]
    assert classify(raw_of(head, *rows), FileSettings())[0] is not FileKind.TRAINING


def test_a_column_that_a_person_calls_a_session_is_one():
    rows = [(who, "Mole", "b" if n % 2 else "", "") for n, who in enumerate(CREW)]
    mine = FileSettings(kind=FileKind.TRAINING, columns={"Ropes": "session"})
    found = read_extract(raw_of(("Name", "Site", "Ropes", "x"), *rows), FileKind.TRAINING, mine)
    assert set(found.table["title"]) == {"Ropes", ""}
    assert "attended" not in set(found.table["status"])


def test_nobody_attended_while_a_column_that_may_tell_it_is_unread():
    rows = [(who, "Ropes", "excused" if n % 2 else "here, I think") for n, who in enumerate(CREW)]
    head = ("Name", "Course", "How it went")
    found = table_of(FileKind.TRAINING, head, *rows)
    assert set(found.table["status"]) == {"unknown"}
    assert "How it went" in found.reading.problem
    settled = FileSettings(columns={"How it went": "status"})
    read_again = read_extract(raw_of(head, *rows), FileKind.TRAINING, settled)
    assert read_again.reading.problem == ""
    assert set(read_again.table["status"]) == {"cancelled", "unknown"}


def test_remarks_in_a_list_of_people_and_days_are_nobodys_opinion():
    head = ("Name", "Basics", "Tablet", "Remarks")
    rows = [
        (who, f"0{n}.02.2026", f"1{n}.02.2026", "was ill for a long while" if n % 2 else "")
        for n, who in enumerate(CREW, start=1)
    ]
    assert classify(raw_of(head, *rows), FileSettings())[0] is FileKind.OTHER


def test_a_list_of_leaves_is_no_sheet_of_comments():
    words = ("ill", "vacation", "sick", "sick", "on leave", "vacation")
    rows = [(who, "Mole", said) for who, said in zip(CREW, words, strict=True)]
    found = classify(raw_of(("Name", "Site", "Comment"), *rows), FileSettings())[0]
    assert found not in {FileKind.COMMENT_SHEET, FileKind.SURVEY}
