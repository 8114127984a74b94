"""Comment sheets of the Wexmoor library service, invented, about its catalogue tool Shelfmark."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from tests.formats.make_surveys import said
from tests.formats.make_tables import delimited, put, put_book, read, reading_of
from toolkit.model.vocabulary import Channel, FileKind

STAFF = """Employee number,Name,Email,Team,Role
21,Gwenda Pryor,g.pryor@wexmoor-libraries.example,Loans,Librarian
22,Osric Tan,o.tan@wexmoor-libraries.example,Loans,Assistant
23,Maribel Soto,m.soto@wexmoor-libraries.example,Archive,Archivist
"""
COMMENTS = [
    "Shelfmark hides returned books until the next morning.",
    "I like that readers can reserve from home.",
    "Why do we need the shelf code twice? Once is enough.",
    "The label printer has to be restarted after every tenth label.",
]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    put(tmp_path, "staff.csv", STAFF)
    return tmp_path


def test_a_sheet_with_names(folder: Path):
    put(
        folder,
        "Shelfmark feedback.csv",
        delimited(
            [
                ["Date", "Name", "Comment"],
                ["2025-02-03", "Gwenda Pryor", COMMENTS[0]],
                ["2025-02-04", "Tan, Osric", COMMENTS[1]],
                ["2025-02-11", "M. Soto", COMMENTS[2]],
            ]
        ),
    )
    intake = read(folder)
    reading = reading_of(intake, "Shelfmark feedback.csv")
    assert reading.kind is FileKind.COMMENT_SHEET
    assert (reading.rows_in, reading.rows_kept) == (3, 3)
    assert said(intake, "hides returned books").person_id == "21"
    assert said(intake, "reserve from home").person_id == "22"
    assert said(intake, "hides returned books").channel is Channel.COMMENT_SHEET
    assert said(intake, "shelf code twice").said_on == date(2025, 2, 11)


def test_an_anonymous_sheet_with_teams_alone(folder: Path):
    rows = [[number, "Loans", text] for number, text in enumerate(COMMENTS, start=1)]
    put(folder, "comments.csv", delimited([["No.", "Team", "Your comment"], *rows], ";"))
    intake = read(folder)
    reading = reading_of(intake, "comments.csv")
    assert reading.kind is FileKind.COMMENT_SHEET
    assert (reading.rows_in, reading.rows_kept) == (4, 4)
    assert reading.anonymous
    assert sorted(source.text for source in intake.sources) == sorted(COMMENTS)
    assert {source.person_id for source in intake.sources} == {""}


def test_a_typed_up_feedback_wall_with_its_title(folder: Path):
    rows = [[text, "" if at else "three dots"] for at, text in enumerate(COMMENTS)]
    put_book(
        folder,
        "Feedback wall.xlsx",
        {
            "Wall": [
                ["Feedback wall, staff day, 6 February 2025", None],
                [None, None],
                ["Card", "Dots"],
                *rows,
            ]
        },
    )
    intake = read(folder)
    reading = reading_of(intake, "Feedback wall.xlsx")
    assert reading.kind is FileKind.COMMENT_SHEET
    assert reading.rows_kept == 4
    assert {source.text for source in intake.sources} >= set(COMMENTS)


def test_one_column_without_any_header(folder: Path):
    put(folder, "box.csv", "".join(f'"{text}"\n' for text in COMMENTS))
    intake = read(folder)
    reading = reading_of(intake, "box.csv")
    assert reading.kind is FileKind.COMMENT_SHEET
    assert (reading.rows_in, reading.rows_kept) == (4, 4)
    assert sorted(source.text for source in intake.sources) == sorted(COMMENTS)
    assert reading.anonymous


def test_german_sheet_in_a_workbook(folder: Path):
    put_book(
        folder,
        "Rückmeldungen.xlsx",
        {
            "Tabelle1": [
                ["Lfd. Nr.", "Bereich", "Rückmeldung"],
                [1, "Archiv", "Die Suche nach Signaturen findet keine Umlaute."],
                [2, "Ausleihe", "Gut, dass man Mahnungen jetzt selbst stoppen kann."],
                [3, "Ausleihe", "Bitte den Drucker am Tresen anschließen."],
                [4, "Archiv", "k.A."],
            ]
        },
    )
    intake = read(folder)
    reading = reading_of(intake, "Rückmeldungen.xlsx")
    assert reading.kind is FileKind.COMMENT_SHEET
    assert reading.rows_in == 4
    assert said(intake, "keine Umlaute").person_id == ""


def test_a_formula_in_a_comment_is_text(folder: Path):
    formula = '=HYPERLINK("https://pay.example/x","Click me") is what I get when I export.'
    rows = [[1, formula], [2, "+1 for the printer, it never works."], [3, "@all: read the note!"]]
    put(folder, "comments.csv", delimited([["No.", "Comment"], *rows]))
    intake = read(folder)
    assert reading_of(intake, "comments.csv").rows_kept == 3
    assert said(intake, "HYPERLINK").text == formula
    assert said(intake, "+1 for").text == "+1 for the printer, it never works."
