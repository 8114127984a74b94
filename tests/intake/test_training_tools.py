"""Exports of courses and meetings as tools write them, and lists that are none."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from tests.intake.extracted import raw_of, reasons, table_of, values
from toolkit.intake.attendance import attendance
from toolkit.intake.detect import classify
from toolkit.intake.extracts import read_recorded, recognise
from toolkit.intake.gate import open_file
from toolkit.intake.raw import RawFile, RawParagraph
from toolkit.intake.survey_listed import Beside, name_key
from toolkit.model.vocabulary import Attendance, FileKind
from toolkit.settings import FileSettings

CREW = ("Alix Moreau", "Birte Hanke", "Chidi Oduya", "Dario Rossi")
LISTED = Beside(names=frozenset(map(name_key, CREW)))


def kind_of(raw: RawFile) -> FileKind:
    return classify(raw, FileSettings())[0]


@pytest.mark.parametrize(
    "title",
    [
        "Situazione al 28/02/2026 - stampa personale",
        "Selektion: Nord, Stichtag 01.04.2026",
        "Headcount as of 2026-02-28",
        "Effectif arrêté au 28/02/2026",
        "28.02.2026",
    ],
)
def test_a_list_of_staff_under_a_dated_line_is_no_list_of_who_came(title: str):
    lines = [(f"100{at}", name, "Nord", "Driver", "Kiel") for at, name in enumerate(CREW)]
    raw = raw_of((title, "", "", "", ""), ("ID", "Name", "Department", "Job title", "City"), *lines)
    assert recognise(raw) is None
    assert kind_of(raw) is FileKind.ORG


def test_a_dated_list_of_names_alone_is_still_one_of_who_came():
    raw = raw_of(("Safety training, 12.03.2026", ""), ("Name", ""), *((one, "") for one in CREW))
    assert kind_of(raw) is FileKind.TRAINING


def test_days_beside_the_header_of_names_are_sessions_and_absentees_did_not_come():
    found = table_of(
        FileKind.TRAINING,
        ("Showroom Kiel - aula", "", ""),
        ("", "", ""),
        ("Nominativo", "2026-01-16", "2026-01-23"),
        ("Moreau Alix", "P", "P"),
        ("Hanke Birte", "P", "A"),
        ("Oduya Chidi", "A", "P"),
        ("Presenti", "2", "2"),
    )
    told = values(found.table, "name", "held_on", "status")
    assert ("Hanke Birte", date(2026, 1, 23), "no_show") in told
    assert ("Oduya Chidi", date(2026, 1, 16), "no_show") in told
    assert len(told) == 6
    assert reasons(found) == {"total line": 1}


def test_the_day_of_enrolment_is_no_course_day_and_addresses_are_found_by_content():
    lines = [
        (f"x{at}@firm.example", name, "Basics", "Completato", "05/09/2025", "15/09/2025", "98")
        for at, name in enumerate(CREW)
    ]
    head = (
        "Utente",
        "Nome completo",
        "Corso",
        "Stato",
        "Data iscrizione",
        "Data completamento",
        "Punteggio",
    )
    found = table_of(FileKind.TRAINING, head, *lines)
    assert values(found.table, "email", "held_on", "score")[0] == (
        "x0@firm.example",
        date(2025, 9, 15),
        98.0,
    )
    assert set(values(found.table, "session_id")) == {(found.table["session_id"].iloc[0],)}


def test_points_under_a_header_with_per_cent_are_the_score():
    head = ("Name", "Kurstitel", "Teilnahmestatus", "Wissenstest zum Schluss %")
    lines = [(name, "Basics", "teilgenommen", str(80 + at)) for at, name in enumerate(CREW)]
    found = table_of(FileKind.TRAINING, head, *lines)
    assert sorted(found.table["score"]) == [80.0, 81.0, 82.0, 83.0]


WEBINAR = (
    ("Attendee Report", "", "", "", "", ""),
    ("Webinar Name", "Webinar ID", "Actual Start Date/Time", "Duration (minutes)", "", ""),
    ("Polaris for Sales", "417-902", "Jan 28, 2026 03:30 PM GMT", "62", "", ""),
    ("", "", "", "", "", ""),
    ("Attended", "Name", "Email Address", "Registration Date/Time", "Join Time", "Time in Session"),
    ("Yes", "Alix Moreau", "a@x.example", "Jan 20, 2026", "Jan 28, 2026 03:30 PM", "60"),
    ("Yes", "Birte Hanke", "b@x.example", "Jan 20, 2026", "Jan 28, 2026 03:30 PM", "9"),
    ("Yes", "Chidi Oduya", "c@x.example", "Jan 20, 2026", "Jan 28, 2026 03:30 PM GMT", "20"),
    ("Yes", "Chidi Oduya", "c@x.example", "Jan 20, 2026", "Jan 28, 2026 04:01 PM GMT", "25"),
    ("No", "Dario Rossi", "d@x.example", "Jan 20, 2026", "--", "--"),
)  # fmt: skip


def test_a_webinar_is_named_over_its_people_and_minutes_tell_who_left_early():
    found = table_of(FileKind.TRAINING, *WEBINAR)
    assert values(found.table, "name", "title", "held_on", "status") == [
        ("Alix Moreau", "Polaris for Sales", date(2026, 1, 28), "attended"),
        ("Birte Hanke", "Polaris for Sales", date(2026, 1, 28), "left_early"),
        ("Chidi Oduya", "Polaris for Sales", date(2026, 1, 28), "attended"),
        ("Dario Rossi", "Polaris for Sales", date(2026, 1, 28), "no_show"),
    ]


def test_a_meeting_in_one_line_over_its_people_is_no_list_of_people():
    found = table_of(
        FileKind.TRAINING,
        ("Topic", "Meeting ID", "Start Time", "User Email", "Participants"),
        ("Polaris Q&A", "912 333", "01/15/2026 02:00:00 PM", "host@x.example", "2"),
        ("", "", "", "", ""),
        ("Name (Original Name)", "User Email", "Join Time", "Duration (Minutes)", "Guest"),
        ("Alix Moreau", "a@x.example", "01/15/2026 02:01:00 PM", "58", "No"),
        ("Birte Hanke", "b@x.example", "01/15/2026 02:01:00 PM", "12", "No"),
        ("Chidi Oduya", "c@x.example", "01/15/2026 02:01:00 PM", "57", "No"),
    )
    assert values(found.table, "name", "title", "held_on", "status") == [
        ("Alix Moreau", "Polaris Q&A", date(2026, 1, 15), "attended"),
        ("Birte Hanke", "Polaris Q&A", date(2026, 1, 15), "left_early"),
        ("Chidi Oduya", "Polaris Q&A", date(2026, 1, 15), "attended"),
    ]


def test_a_report_of_several_tables_with_tabs_is_read_by_its_tabs(tmp_path: Path):
    people = "".join(f"{one}\t1/14/26, 9:58:12 AM\t1h 2m\tx@x.example\tGuest\n" for one in CREW)
    text = (
        "1. Summary\nMeeting title\tPolaris\nStart time\t1/14/26, 9:58:00 AM\n\n2. Participants\n"
    )
    text += "Name\tFirst Join\tIn-Meeting Duration\tEmail\tRole\n" + people
    text += "\n3. In-Meeting Activities\nName\tJoin Time\n" + "Alix Moreau\t1/14/26, 9:58:12 AM\n"
    (tmp_path / "a.csv").write_bytes(text.encode("utf-16"))
    raw = open_file(tmp_path, "a.csv")
    assert kind_of(raw) is FileKind.TRAINING
    found = table_of(FileKind.TRAINING, *raw.sheets[0].rows)
    assert values(found.table, "name", "title") == [(one, "Polaris") for one in CREW]


def test_visits_of_a_coach_are_training_of_all_in_the_cell_but_not_if_called_off():
    raw = raw_of(
        ("Datum", "Ort", "Person(en)", "Thema", "Dauer", "Bemerkung"),
        ("03.02.2026", "Kiel", "Moreau Alix", "Reports", "30 min", "knows it now"),
        ("04.02.2026", "Kiel", "Hanke Birte, Oduya Chidi", "Basics", "2 h", ""),
        ("05.02.2026", "Ulm", "Rossi Dario", "Basics", "–", "abgesagt (Termin)"),
    )
    found = read_recorded(raw, FileKind.OTHER, FileSettings(), LISTED)
    assert found is not None
    assert values(found.table, "name", "title", "status") == [
        ("Hanke Birte", "Basics", "attended"),
        ("Moreau Alix", "Reports", "attended"),
        ("Oduya Chidi", "Basics", "attended"),
        ("Rossi Dario", "Basics", "cancelled"),
    ]


def test_a_surname_with_several_first_names_after_a_comma_is_one_person():
    lines = [("De Santis, Anna Maria", "Basics", "Yes"), ("Van Dijk, Jan Piet", "Basics", "Yes")]
    found = table_of(FileKind.TRAINING, ("Name", "Course", "Attended"), *lines)
    assert len(found.table) == 2


def test_the_column_that_tells_most_of_attendance_counts():
    head = ("Learner", "Content", "Registration Status", "Completion Status", "Attendance")
    lines = [
        ("Alix Moreau", "Basics", "Enrolled", "Not Started", ""),
        ("Birte Hanke", "Basics", "Enrolled", "Completed", ""),
        ("Chidi Oduya", "Basics", "Enrolled", "", "No Show"),
        ("Dario Rossi", "Basics", "Dropped", "Not Started", ""),
    ]
    found = table_of(FileKind.TRAINING, head, *lines)
    assert [status for (status,) in values(found.table, "status")] == [
        "invited", "attended", "no_show", "left_early",
    ]  # fmt: skip


def test_lines_that_are_only_numbered_name_nobody():
    raw = raw_of(
        ("id", "seek", "start", "text", "temperature"),
        *((str(at), "0", f"{at}.5", "And so we said", "0") for at in range(9)),
    )
    assert recognise(raw) is None


@pytest.mark.parametrize(
    ("cell", "status"),
    [
        ("Not completed", Attendance.INVITED),
        ("Nicht abgeschlossen", Attendance.INVITED),
        ("Non completato", Attendance.INVITED),
        ("No completado", Attendance.INVITED),
        ("Past due", Attendance.INVITED),
        ("Completed (achieved pass grade)", Attendance.ATTENDED),
        ("ONLINE_COMPLETE", Attendance.ATTENDED),
        ("Dropped", Attendance.LEFT_EARLY),
    ],
)
def test_words_of_platforms_tell_who_finished(cell: str, status: Attendance):
    assert attendance(cell) is status


def test_points_behind_a_mark_do_not_hide_it_and_sums_of_marks_are_no_sessions():
    head = ("Vorname", "Nachname", "14.01.2026 Alle", "21.01.2026 Alle", "P", "A")
    lines = [(*name.split(), "P (2/2)", "A (0/2)", "1", "1") for name in CREW]
    found = table_of(FileKind.TRAINING, head, *lines)
    assert {status for (status,) in values(found.table, "status")} == {"attended", "no_show"}
    assert len(found.table) == 8


def test_not_completed_is_not_absent_where_progress_tells_more():
    head = ("Name", "Course name", "Completed", "Percentage complete")
    lines = [(CREW[0], "Basics", "Yes", "100"), (CREW[1], "Basics", "No", "30")]
    found = table_of(FileKind.TRAINING, head, *lines, (CREW[2], "Basics", "No", "0"))
    assert [status for (status,) in values(found.table, "status")] == [
        "attended", "left_early", "invited",
    ]  # fmt: skip


def test_a_session_that_was_called_off_is_nobodys_absence():
    title = ("Showroom Kiel (07/10 ANNULLATA, inviato filmato)", "")
    lines = [(name, "A") for name in CREW]
    found = table_of(FileKind.TRAINING, title, ("Nominativo", "2025-10-07"), *lines)
    assert {status for (status,) in values(found.table, "status")} == {"cancelled"}


def test_a_list_to_sign_in_a_document_is_named_by_the_line_over_it():
    lines = [(name, "firmado") for name in CREW]
    table = raw_of(("Nombre y apellidos", "Firma"), *lines, file="a.docx")
    over = (RawParagraph(text="Hoja de firmas – Curso básico – 14/01/2026"),)
    raw = replace(table, form="paragraphs", extension="docx", paragraphs=over)
    found = read_recorded(raw, FileKind.OTHER, FileSettings(), Beside())
    assert found is not None
    assert values(found.table, "title", "held_on")[0] == (
        "Hoja de firmas – Curso básico",
        date(2026, 1, 14),
    )
