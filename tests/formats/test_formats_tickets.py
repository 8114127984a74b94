"""Tickets of Quillon Assurance, an invented insurer with the tool Clario, from three help desks."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

import pandas as pd
import pytest

from tests.formats.make_tables import delimited, put, put_book, read, reading_of
from toolkit.model.vocabulary import FileKind

STAFF = """Worker ID,Legal name,Work email,Business unit,Job profile
Q-9,Thandiwe Maseko,t.maseko@quillon.example,Claims,Claims Handler
Q-8,Anatole Ferrand,a.ferrand@quillon.example,Claims,Claims Manager
Q-7,Priscilla Njoroge,p.njoroge@quillon.example,Underwriting,Underwriter
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    put(tmp_path, "workers.csv", STAFF)
    return tmp_path


def ticket(table: pd.DataFrame, ticket_id: str) -> pd.Series:
    found = table[table["ticket_id"] == ticket_id]
    assert len(found) == 1
    return found.iloc[0]


JIRA_HEAD = [
    *["Summary", "Issue key", "Issue id", "Issue Type", "Status", "Project key", "Project name"],
    *["Priority", "Resolution", "Assignee", "Reporter", "Created", "Updated", "Resolved"],
    *["Labels", "Labels", "Description", "Σ Time Spent", "Watchers", "Watchers"],
    *["Custom field (Steps)", "Comment", "Comment"],
]


def test_jira_with_repeated_headers(folder: Path):
    rows = [
        [
            *[
                "Totals wrong after\nrecalculation",
                "CLA-41",
                "10441",
                "Bug",
                "Done",
                "CLA",
                "Clario",
            ],
            *[
                "High",
                "Done",
                "it.anna",
                "Thandiwe Maseko",
                "20/Dec/22 11:05 PM",
                "21/Dec/22 9:00 AM",
            ],
            *["22/Dec/22 8:30 AM", "totals", "reserve", "_Open_ a claim.\r\n* press *Recalculate*"],
            *["3600", "t.maseko", "", "1. open", "21/Dec/22 9:00 AM;it.anna;Fixed in 4.2", ""],
        ],
        [
            *["Please add a filter for flood", "CLA-42", "10442", "New Feature", "To Do", "CLA"],
            *["Clario", "Low", "", "", "a.ferrand", "03/Jan/23 8:15 AM", "03/Jan/23 8:15 AM", ""],
            *["", "", "Ein Filter für Hochwasser, bitte.", "", "", "", "", "", ""],
        ],
        [
            *[
                "Cannot log in",
                "CLA-43",
                "10443",
                "Bug",
                "In Progress",
                "CLA",
                "Clario",
                "High",
                "",
            ],
            *[
                "",
                "p.njoroge",
                "04/Jan/23 12:01 AM",
                "04/Jan/23 9:00 AM",
                "",
                "",
                "",
                "",
                "",
                "",
                "",
            ],
            *["", "", ""],
        ],
    ]
    put(folder, "Jira 2023-01-05.csv", delimited([JIRA_HEAD, *rows]))
    intake = read(folder)
    reading = reading_of(intake, "Jira 2023-01-05.csv")
    assert reading.kind is FileKind.TICKETS
    assert "Jira" in reading.format
    assert (reading.rows_in, reading.rows_kept) == (3, 3)
    first = ticket(intake.extracts.tickets, "CLA-41")
    assert first["opened_on"] == date(2022, 12, 20)
    assert first["closed_on"] == date(2022, 12, 22)
    assert first["person_id"] == "Q-9"
    assert "Recalculate" in first["description"]
    assert first["kind"] == "Bug"
    assert first["title"].split() == ["Totals", "wrong", "after", "recalculation"]
    assert ticket(intake.extracts.tickets, "CLA-42")["person_id"] == "Q-8"
    assert ticket(intake.extracts.tickets, "CLA-43")["opened_on"] == date(2023, 1, 4)
    assert not intake.sources


def test_servicenow_in_windows_1252(folder: Path):
    head = ["number", "incident_state", "opened_at", "caller_id", "short_description"]
    head += ["assignment_group", "closed_by", "closed_at", "calendar_duration"]
    rows = [
        [
            *["INC0010001", "Closed", "2023-02-03 09:14:00", "Thandiwe Maseko (tmaseko)"],
            *["Clario hängt beim Speichern – wieder", "Clario L2", "Ana Ruiz (aruiz)"],
            *["2023-02-06 10:00:00", "262000"],
        ],
        [
            *["INC0010002", "New", "2023-02-04 10:00:00", "Anatole Ferrand (aferrand)"],
            *["RE: reserve doesn’t save", "Clario L2", "", "", ""],
        ],
        [
            *["INC0010003", "Closed", "2023-02-05 11:00:00", "System Administrator", "ATF : Test1"],
            *["", "", "", "5"],
        ],
        [
            *[
                "INC0010004",
                "New",
                "2023-02-05 12:00:00",
                "Priscilla Njoroge (pnjoroge)",
                "",
                "",
                "",
            ],
            *["", ""],
        ],
    ]
    put(folder, "incident.csv", delimited([head, *rows]), "cp1252")
    intake = read(folder)
    reading = reading_of(intake, "incident.csv")
    assert reading.kind is FileKind.TICKETS
    assert "ServiceNow" in reading.format
    assert reading.rows_in == 4
    first = ticket(intake.extracts.tickets, "INC0010001")
    assert first["title"] == "Clario hängt beim Speichern – wieder"
    assert first["person_id"] == "Q-9"
    assert first["closed_on"] == date(2023, 2, 6)
    assert ticket(intake.extracts.tickets, "INC0010002")["person_id"] == "Q-8"


def test_zendesk_workbook(folder: Path):
    head = ["Id", "Subject", "Description", "Status", "Type", "Priority", "Requester"]
    head += ["Requester email", "Created at", "Solved at", "Group", "Tags", "Satisfaction Score"]
    rows = [
        [
            *[7781, "Upload fails", "Photos over 4 MB do not upload.", "Closed", "Problem", "High"],
            *["Priscilla Njoroge", "p.njoroge@quillon.example", datetime(2023, 3, 1, 9, 30)],
            *[datetime(2023, 3, 3, 16, 0), "Clario", "upload photo", "Bad"],
        ],
        [
            *[7782, "How do I split a claim?", "I never saw it in the course.", "Open", "Question"],
            *["Normal", "Anatole Ferrand", "a.ferrand@quillon.example", datetime(2023, 3, 2, 8, 0)],
            *[None, "Clario", "", ""],
        ],
        [
            *[7783, "Third party asks", "When is my money coming?", "Open", "Question", "Normal"],
            *[
                "Jo Bloggs",
                "jo@customer.example",
                datetime(2023, 3, 2, 9, 0),
                None,
                "Public",
                "",
                "",
            ],
        ],
    ]
    put_book(folder, "zendesk export.xlsx", {"Tickets": [head, *rows]})
    intake = read(folder)
    reading = reading_of(intake, "zendesk export.xlsx")
    assert reading.kind is FileKind.TICKETS
    assert "Zendesk" in reading.format
    assert (reading.rows_in, reading.rows_kept) == (3, 3)
    assert ticket(intake.extracts.tickets, "7781")["person_id"] == "Q-7"
    assert ticket(intake.extracts.tickets, "7781")["closed_on"] == date(2023, 3, 3)
    assert ticket(intake.extracts.tickets, "7782")["kind"] == "Question"
    assert ticket(intake.extracts.tickets, "7783")["person_id"] == ""


def test_german_help_desk_with_resolutions(folder: Path):
    head = ["Ticketnummer", "Erstellt am", "Gemeldet von", "Betreff", "Beschreibung"]
    head += ["Kategorie", "Status", "Geschlossen am", "Lösung"]
    rows = [
        [
            *["T-001", "03.02.2023 08:12", "Ferrand, Anatole", "Summe falsch", "Seit heute früh."],
            *["Fehler", "Geschlossen", "06.02.2023 17:00", "Rundung berichtigt in Version 4.2."],
        ],
        [
            *["T-002", "14.02.2023 10:00", "Maseko, Thandiwe", "Wie teile ich einen Schaden?", ""],
            *["Frage", "Geschlossen", "14.02.2023 10:30", "Anleitung geschickt."],
        ],
        [
            *["T-003", "28.02.2023 11:00", "Njoroge, Priscilla", "Kein Zugriff", "Rolle fehlt"],
            *["Zugriff", "Offen", "", ""],
        ],
    ]
    put(folder, "Tickets.csv", delimited([head, *rows], ";"), "latin-1")
    intake = read(folder)
    reading = reading_of(intake, "Tickets.csv")
    assert reading.kind is FileKind.TICKETS
    assert (reading.rows_in, reading.rows_kept) == (3, 3)
    first = ticket(intake.extracts.tickets, "T-001")
    assert first["opened_on"] == date(2023, 2, 3)
    assert first["person_id"] == "Q-8"
    assert first["resolution"] == "Rundung berichtigt in Version 4.2."
