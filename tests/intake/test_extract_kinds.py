"""Reports of systems that look like another kind at first sight."""

from __future__ import annotations

import pytest

from tests.intake.extracted import raw_of, table_of, values
from toolkit.intake.extracts import recognise
from toolkit.model.vocabulary import FileKind

CREW = ("Ada Brun", "Bea Cole", "Cy Dorn", "Dan Eick", "Eva Fink", "Finn Gram")
LEARNERS = [
    (
        who,
        str(700 + n),
        "North",
        f"Basics {course}",
        "Event Session",
        status,
        "2026-02-01",
        "2026-02-11",
        done,
    )
    for n, who in enumerate(CREW)
    for course, status, done in (("one", "Completed", "2026-02-11"), ("two", "No Show", ""))
]
TRANSCRIPT = (
    *(
        "User Full Name",
        "User ID",
        "Location",
        "Training Title",
        "Training Type",
        "Transcript Status",
    ),
    *("Transcript Registration Date", "Session Start Date (Local)", "Transcript Completed Date"),
)


def test_a_transcript_of_courses_with_title_status_and_days_is_no_help_desk():
    found = recognise(raw_of(TRANSCRIPT, *LEARNERS))
    assert found is not None
    assert found[0] is FileKind.TRAINING


def test_the_same_columns_with_a_number_and_words_are_tickets():
    head = ("Number", "Caller", "Subject", "Description", "Status", "Created", "Closed")
    rows = [
        (f"C-{n:04}", who, "List is slow", "It takes a minute to open.", "Closed", "2026-02-01", "")
        for n, who in enumerate(CREW)
    ]
    found = recognise(raw_of(head, *rows))
    assert found is not None
    assert found[0] is FileKind.TICKETS


def test_a_report_of_amounts_under_a_filter_with_days_is_usage_and_no_sign_in_list():
    lines = [
        (who, week, str(3 + n % 4), str(5 + n % 5), str(n % 6))
        for n, (who, week) in enumerate(
            (who, week) for who in CREW for week in ("2026-03-02", "2026-03-09", "2026-03-16")
        )
    ]
    found = recognise(
        raw_of(
            ("Records by owner", "", "", "", ""),
            ("Created equals custom (3/2/2026 to 3/22/2026)", "", "", "", ""),
            ("Owner: Full Name", "Week", "Quotes", "Tasks", "Orders created"),
            *lines,
        )
    )
    assert found is not None
    assert found[0] is FileKind.USAGE


@pytest.mark.parametrize(
    "header",
    ["Case Reason", "Closure reason", "Abschlussgrund", "Motivo di chiusura", "Motif de clôture"],
)
def test_the_reason_of_a_closed_case_is_its_code(header: str):
    head = ("Case Number", "Subject", "Status", "Opened", header)
    codes = ("User Training", "Defect", "User Training", "Access")
    rows = [(f"{n:05}", "List is slow", "Closed", "2026-02-01", c) for n, c in enumerate(codes)]
    found = table_of(FileKind.TICKETS, head, *rows).table
    assert [code for (code,) in values(found, "resolution_code")] == list(codes)
