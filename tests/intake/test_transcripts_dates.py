"""The day of a conversation, from its head or its file's name."""

from __future__ import annotations

from datetime import date

import pytest

from toolkit.intake.folder import read_files
from toolkit.intake.said_on import date_in_name, day_near, find_date, said_on, year_near
from toolkit.intake.spoken_days import spoken_day
from toolkit.settings import Settings

DAY = date(2026, 4, 14)


@pytest.mark.parametrize(
    "text",
    [
        "Interview 3, 2026-04-14, Leeds",
        "am 14.04.2026 um 10:30",
        "14.4.26",
        "20260414_100312-Meeting Recording",
        "April 14, 2026, 10:03AM",
        "Tuesday, 14 April 2026 10:03",
        "14th of April 2026",
        "14. April 2026",
        "14 aprile 2026",
        "le 14 avril 2026",
        "14 de abril de 2026",
        "14/04/2026",
        "4/14/2026",
        "14-04-2026",
        "2026_04_14",
    ],
)
def test_a_date_is_found_in_every_notation(text):
    assert find_date(text) == DAY


@pytest.mark.parametrize(
    "text",
    [
        "04/05/2026",
        "interview 12",
        "version 3.4",
        "10:30",
        "0201 4567 8910",
        "14 people 2026",
        "release 3.4.2",
        "",
    ],
)
def test_no_date_is_better_than_a_wrong_one(text):
    assert find_date(text) is None


def test_the_same_day_and_month_need_no_order():
    assert find_date("05/05/2026") == date(2026, 5, 5)


@pytest.mark.parametrize(
    "text", ["Chat, 14 April", "Tel. 14.4.", "April 14", "14. Apr.", "14 de abril"]
)
def test_a_date_without_a_year_is_read_where_the_year_is_known(text):
    assert find_date(text) is None
    assert find_date(text, 2026) == DAY


def test_the_year_comes_from_the_texts_then_the_file_then_its_last_change():
    assert year_near("a.txt", ["on 3 May 2025"], DAY) == 2025
    assert year_near("talks 2024/a.txt", ["on 3 May"], DAY) == 2024
    assert year_near("a.txt", ["on 3 May"], DAY) == 2026
    assert year_near("a.txt", ["on 3 May"], None) is None


@pytest.mark.parametrize(
    "file",
    [
        "GMT20260414-090312_Recording.transcript.vtt",
        "interview_2026-04-14.txt",
        "x/Gespräch 14.04.2026.docx",
        "2026-04-14/interview 3.txt",
    ],
)
def test_a_files_name_or_folder_may_give_the_day(file):
    assert date_in_name(file) == DAY


def test_the_head_wins_over_the_files_name():
    assert said_on("a 2026-01-01.txt", ["Leeds, 14 April 2026"], None) == DAY
    assert said_on("a 2026-04-14.txt", ["Leeds"], None) == DAY
    assert said_on("a.txt", ["Leeds"], DAY) is None


@pytest.mark.parametrize(
    "file", ["Ida 14 April_otter_ai.txt", "Ida_14_April_rec.txt", "talks/April 14/ida.txt"]
)
def test_a_day_without_a_year_in_a_files_name_is_read_where_the_year_is_known(file):
    assert date_in_name(file) is None
    assert date_in_name(file, 2026) == DAY


@pytest.mark.parametrize(
    "said",
    [
        "Right, it's the fourteenth of April and we are recording.",
        "Today is Tuesday, April the 14th.",
        "Heute ist Dienstag, der vierzehnte April.",
        "Es ist der 14. April.",
        "Allora, oggi è il quattordici aprile.",
        "Nous sommes le quatorze avril.",
        "Hoy es el catorce de abril.",
    ],
)
def test_the_day_that_somebody_says_it_is_counts(said):
    assert spoken_day(said, 2026) == DAY


@pytest.mark.parametrize(
    "said",
    [
        "We started on the fourteenth of April.",
        "It's the first of all the lists.",
        "Am vierzehnten April ging es los.",
    ],
)
def test_a_day_that_is_only_told_of_does_not(said):
    assert spoken_day(said, 2026) is None


def test_without_a_year_the_day_nearest_to_the_other_files_counts():
    opening = ["Hello.", "It's the 28th of December.", "Fine."]
    assert day_near("ida.txt", opening, date(2026, 1, 9)) == date(2025, 12, 28)
    assert day_near("ida 3 June.txt", opening, date(2026, 5, 9)) == date(2026, 6, 3)
    assert day_near("ida.txt", ["a", "b", "c", opening[1]], date(2026, 1, 9)) is None


def test_a_talk_takes_its_year_from_the_other_files_of_the_folder(tmp_path):
    talk = "Ann Bell  0:02\nHow is it?\n\nIda Voss  0:05\nSlow.\n\nAnn Bell  0:09\nWhy?\n"
    (tmp_path / "Ida 14 April_otter.txt").write_text(talk + "\nIda Voss  0:12\nNo idea.\n")
    (tmp_path / "notes.md").write_text("# Chat with Tom Ott, 5 May 2026\n\n- likes it\n- a lot\n")
    (read,) = read_files(tmp_path, Settings()).transcripts
    assert read.said_on == read.reading.last_on == DAY
