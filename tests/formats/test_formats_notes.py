"""A consultant's notes from Pemberton Wheel, an invented bicycle maker with the tool Spoke."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from tests.formats import make_words
from tests.formats.make_surveys import said
from tests.formats.make_tables import doubtful, put, read, reading_of, unmatched
from toolkit.model.vocabulary import Channel, FileKind

STAFF = """ID,Name,Email,Department,Title
B1,Marguerite Oyelowo,m.oyelowo@pemberton-wheel.example,Frames,Welder
B2,Lachlan Voss,l.voss@pemberton-wheel.example,Frames,Head of Frames
B3,Yevgenia Sorel,y.sorel@pemberton-wheel.example,Stores,Storekeeper
"""
MARKDOWN = """# Talks at Pemberton Wheel

## 3 April 2025, Marguerite Oyelowo

- Scans each tube twice because the first scan is lost.
- Likes the drawings on the screen.

## 4 April 2025, Lachlan Voss (Head of Frames)

* Still asks for the paper sheet on Mondays.
    * His own boss asks him for it.
* Would give a welder one day a week for testing.
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    put(tmp_path, "staff.csv", STAFF)
    return tmp_path


def test_bullets_in_markdown(folder: Path):
    put(folder, "notes April.md", MARKDOWN)
    intake = read(folder)
    reading = reading_of(intake, "notes April.md")
    assert reading.kind is FileKind.NOTES
    assert reading.rows_kept == 5
    twice = said(intake, "Scans each tube twice")
    assert (twice.person_id, twice.said_on) == ("B1", date(2025, 4, 3))
    assert twice.channel is Channel.NOTES
    assert not twice.verbatim
    assert said(intake, "paper sheet").person_id == "B2"
    assert said(intake, "His own boss").person_id == "B2"
    assert said(intake, "one day a week").said_on == date(2025, 4, 4)


def test_bullets_in_a_document(folder: Path):
    blocks = [
        ("Yevgenia Sorel, Stores, 7 April 2025", ["Orders by phone.", "Has no scanner."]),
        ("L. Voss, 8 April 2025, by phone", ["Wants a list of open orders each morning."]),
    ]
    make_words.notes_docx(folder / "notes.docx", "Talks, second week", blocks)
    intake = read(folder)
    reading = reading_of(intake, "notes.docx")
    assert reading.kind is FileKind.NOTES
    assert reading.rows_kept == 3
    assert said(intake, "Has no scanner.").person_id == "B3"
    assert said(intake, "open orders").person_id == "B2"
    assert said(intake, "open orders").said_on == date(2025, 4, 8)


def test_two_people_in_one_talk_are_nobody_in_particular(folder: Path):
    blocks = [
        ("Marguerite Oyelowo and Yevgenia Sorel, 9 April 2025", ["Both share one scanner."]),
        ("Lachlan Voss, 9 April 2025", ["Has ordered six scanners."]),
    ]
    make_words.notes_docx(folder / "notes.docx", "Talks, second week", blocks)
    intake = read(folder)
    assert said(intake, "share one scanner").person_id == ""
    assert said(intake, "share one scanner").said_on == date(2025, 4, 9)
    assert said(intake, "six scanners").person_id == "B2"
    assert not doubtful(intake)
    assert not [person.name for person in intake.people if not person.in_org]


def test_two_people_with_a_comma_between_them(folder: Path):
    put(
        folder, "staff.csv", STAFF + "B4,Anna Kowal,a.kowal@pemberton-wheel.example,Frames,Welder\n"
    )
    blocks = [("Lachlan Voss, Anna Kowal, 9 April 2025", ["Share a desk."]), ("Anna Kowal", ["x"])]
    make_words.notes_docx(folder / "notes.docx", "Talks, third week", blocks)
    intake = read(folder)
    assert said(intake, "Share a desk.").person_id == ""
    assert not doubtful(intake)


def test_initials_are_listed_for_a_person_and_never_guessed(folder: Path):
    put(
        folder,
        "n.md",
        "## 10 April 2025, Y.S., stores\n\n- Counts the bolts by hand.\n- Signs for all.\n",
    )
    intake = read(folder)
    assert said(intake, "Counts the bolts").person_id in {"", "B3"}
    if said(intake, "Counts the bolts").person_id == "":
        assert doubtful(intake) == ["Y.S."]
    assert not [person.name for person in intake.people if not person.in_org]


def test_german_notes(folder: Path):
    put(
        folder,
        "Notizen.md",
        "# Gespräche bei Pemberton\n\n## Gespräch mit Frau Sorel, 11.04.2025\n\n"
        "- Lagerliste stimmt nur montags.\n- Bekommt keine Antwort vom Helpdesk.\n\n"
        "## Lachlan Voss, 14.04.2025\n\n- Will den Start im Herbst wiederholen.\n",
    )
    intake = read(folder)
    assert reading_of(intake, "Notizen.md").kind is FileKind.NOTES
    assert said(intake, "nur montags").person_id == "B3"
    assert said(intake, "nur montags").said_on == date(2025, 4, 11)
    assert said(intake, "im Herbst").said_on == date(2025, 4, 14)
    assert not unmatched(intake)
