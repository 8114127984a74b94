"""SurveyMonkey exports of Castellan, invented bakeries with the tool Ovenly."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from tests.formats.make_surveys import agreements, closed_of, nobody_says, said, texts, values
from tests.formats.make_tables import delimited, put, put_book, read, reading_of, reasons
from toolkit.model.intake import Intake
from toolkit.model.vocabulary import FileKind, QuestionMeaning

STAFF = """Personnel number,Name,Email,Department,Job title
701,Beatriz Amaral,b.amaral@castellan.example,Ovens,Baker
702,Tom Wetherby,t.wetherby@castellan.example,Ovens,Head Baker
703,Louise Tregear,l.tregear@castellan.example,Shops,Shop Manager
704,Hamid Sorouri,h.sorouri@castellan.example,Shops,Shop Assistant
"""
IDS = ["Respondent ID", "Collector ID", "Start Date", "End Date", "IP Address", "Email Address"]
IDS += ["First Name", "Last Name", "Custom Data 1"]
PARTS = "Which parts of Ovenly do you use? Please tick all that apply."
SCORE = "How likely are you to recommend Ovenly to a friend in the trade?"
TRUE = "How true is each of these for you?"
HEAD = [
    *[PARTS, "", "", ""],
    *[SCORE, ""],
    *[TRUE, ""],
    "What slows you down in Ovenly?",
    "What do you like about Ovenly?",
    "If you could change one thing in Ovenly, what would it be?",
]
SUB = [
    *["Recipes", "Orders, standing and daily", "Shift plan", "Other (please specify)"],
    *["Response", "Other (please specify)"],
    *["Ovenly helps me bake what is sold", "Ovenly gives me more paperwork"],
    *["Open-Ended Response"] * 3,
]
ANSWERS: list[list[object]] = [
    *[
        [
            *["Recipes", "Orders, standing and daily", "", "", 9, "It counts the rye for me."],
            *["Strongly agree", "Strongly disagree", "", "The rye count.", "Bigger letters"],
        ]
    ],
    [
        *["", "", "", "only to print labels", 1, "Ask my feet.", "Disagree", "Agree"],
        *[
            "I type each loaf twice,\r\nonce here and once in the till.",
            "n/a",
            "Join it to the till.",
        ],
    ],
    [
        *[
            "",
            "Orders, standing and daily",
            "Shift plan",
            "",
            6,
            "",
            "Agree",
            "Neither agree nor disagree",
        ],
        *["The shift plan forgets Sundays.", "None", "-"],
    ],
]
WHO = [
    ["b.amaral@castellan.example", "Beatriz", "Amaral"],
    ["l.tregear@castellan.example", "Louise", "Tregear"],
    ["", "Hamid", "Sorouri"],
]


def ids(number: int, who: list[str]) -> list[object]:
    times = [f"10/0{number}/2025 08:1{number}:40 PM", f"10/0{number}/2025 08:2{number}:02 PM"]
    return [f"1146628839{number}", "412907733", *times, f"198.51.100.{number}", *who, ""]


ROWS = [[*ids(at, who), *said] for at, (who, said) in enumerate(zip(WHO, ANSWERS, strict=True), 1)]
HEADS = [[*IDS, *HEAD], [*[""] * len(IDS), *SUB]]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    put(tmp_path, "staff.csv", STAFF)
    return tmp_path


def assert_answers_are_right(intake: Intake) -> None:
    """What everybody said in the three answers above, whatever the form of the file."""
    assert nobody_says(intake, "Recipes", "Orders, standing and daily", "Shift plan", "Response")
    assert values(intake, PARTS).count("Orders, standing and daily") == 2
    assert {answer.scale for answer in closed_of(intake, PARTS)} == {"multi"}
    twice = said(intake, "I type each loaf twice")
    assert twice.meaning is QuestionMeaning.HINDERS
    assert twice.question == "What slows you down in Ovenly?"
    assert said(intake, "Ask my feet.").meaning is QuestionMeaning.WHY_SCORE
    assert "The rye count." in texts(intake, QuestionMeaning.WORKS)
    assert "Join it to the till." in texts(intake, QuestionMeaning.CHANGE)
    assert said(intake, "only to print labels")
    assert agreements(intake, SCORE) == {"9": 0.9, "1": 0.1, "6": 0.6}
    assert agreements(intake, "helps me bake")["Strongly agree"] == 1.0
    assert agreements(intake, "more paperwork")["Strongly disagree"] == 1.0
    assert agreements(intake, "more paperwork")["Agree"] == 0.25


def test_csv_with_two_header_rows_and_a_byte_order_mark(folder: Path):
    put(folder, "Ovenly.csv", delimited([*HEADS, *ROWS]), "utf-8-sig")
    intake = read(folder)
    reading = reading_of(intake, "Ovenly.csv")
    assert reading.kind is FileKind.SURVEY
    assert "SurveyMonkey" in reading.format
    assert (reading.rows_in, reading.rows_kept) == (3, 3)
    assert (reading.first_on, reading.last_on) == (date(2025, 10, 1), date(2025, 10, 3))
    assert_answers_are_right(intake)
    assert said(intake, "I type each loaf twice").person_id == "703"
    assert said(intake, "Sundays").person_id == "704"


def test_workbook_with_two_header_rows(folder: Path):
    put_book(folder, "Ovenly.xlsx", {"Sheet": [*HEADS, *ROWS]})
    intake = read(folder)
    reading = reading_of(intake, "Ovenly.xlsx")
    assert "SurveyMonkey" in reading.format
    assert (reading.rows_in, reading.rows_kept) == (3, 3)
    assert_answers_are_right(intake)
    assert said(intake, "Ask my feet.").person_id == "703"


def test_ids_removed_so_that_the_file_starts_with_question_one(folder: Path):
    put(folder, "Ovenly.csv", delimited([HEAD, SUB, *ANSWERS]))
    intake = read(folder)
    reading = reading_of(intake, "Ovenly.csv")
    assert reading.kind is FileKind.SURVEY
    assert (reading.rows_in, reading.rows_kept) == (3, 3)
    assert reading.anonymous
    assert_answers_are_right(intake)
    assert {source.person_id for source in intake.sources} == {""}


def test_ids_blanked_in_both_header_rows(folder: Path):
    rows = [["", "", *row] for row in (HEAD, SUB, *ANSWERS)]
    put(folder, "Ovenly.csv", delimited(rows))
    intake = read(folder)
    assert (reading_of(intake, "Ovenly.csv").rows_kept) == 3
    assert_answers_are_right(intake)


def test_one_header_row_with_titles_of_its_own(folder: Path):
    put(
        folder,
        "Ovenly short.csv",
        delimited(
            [
                [
                    *["Respondent ID", "End Date", "Email", "Recommend (0-10)"],
                    *["What works", "What hinders", "Uses recipes", "Uses orders"],
                ],
                ["11466288391", "10/13/2025", WHO[0][0], 9, "The rye count.", "", "Recipes", ""],
                ["11466288392", "10/14/2025", WHO[1][0], 1, "", "Loaves typed twice.", "", ""],
                ["11466288393", "10/15/2025", "", 6, "", "It forgets Sundays.", "", "Orders"],
            ]
        ),
    )
    intake = read(folder)
    reading = reading_of(intake, "Ovenly short.csv")
    assert reading.kind is FileKind.SURVEY
    assert (reading.rows_in, reading.rows_kept) == (3, 3)
    assert said(intake, "Loaves typed twice.").meaning is QuestionMeaning.HINDERS
    assert said(intake, "The rye count.").meaning is QuestionMeaning.WORKS
    assert said(intake, "Loaves typed twice.").said_on == date(2025, 10, 14)
    assert nobody_says(intake, "Recipes", "Orders")


def test_three_header_rows_with_numbers_over_the_questions(folder: Path):
    numbers = [*[""] * len(IDS), "Q1", "", "", "", "Q2", "", "Q3", "", "Q4", "Q5", "Q6"]
    put(folder, "Ovenly.csv", delimited([numbers, *HEADS, *ROWS]))
    intake = read(folder)
    reading = reading_of(intake, "Ovenly.csv")
    assert reading.kind is FileKind.SURVEY
    assert (reading.rows_in, reading.rows_kept) == (3, 3)
    assert_answers_are_right(intake)


def test_a_trial_run_of_the_survey_is_set_aside_as_a_test(folder: Path):
    trial = [*ids(4, ["", "Test", "Preview"]), "Recipes", "", "", "", 7, "test", "Agree", "Agree"]
    put(folder, "Ovenly.csv", delimited([*HEADS, *ROWS, [*trial, "test test", "testing", "x"]]))
    intake = read(folder)
    reading = reading_of(intake, "Ovenly.csv")
    assert (reading.rows_in, reading.rows_kept) == (4, 3)
    assert [reason for reason in reasons(reading) if "test" in reason]
    assert not [match.said for match in intake.matches if "Test" in match.said]


def test_somebody_who_tests_for_a_living_is_no_test(folder: Path):
    rows = [[*row] for row in ROWS]
    rows[1][-3] = "Test orders go to the real ovens."
    rows[2][6:8] = ["Tessa", "Tester"]
    put(folder, "Ovenly.csv", delimited([*HEADS, *rows]))
    assert reading_of(read(folder), "Ovenly.csv").rows_kept == 3


def test_empty_starts_are_set_aside(folder: Path):
    empty = [*ids(5, ["t.wetherby@castellan.example", "Tom", "Wetherby"]), *[""] * len(HEAD)]
    put(folder, "Ovenly.csv", delimited([*HEADS, *ROWS, empty]))
    reading = reading_of(read(folder), "Ovenly.csv")
    assert (reading.rows_in, reading.rows_kept) == (4, 3)


def test_two_surveys_of_the_same_people_are_two_waves(folder: Path):
    put(
        folder,
        "ovenly_usage.csv",
        "week,email,logins,orders created\n"
        "2025-05-05,b.amaral@castellan.example,3,2\n2025-05-12,l.tregear@castellan.example,1,0\n",
    )
    before = [[*row] for row in ROWS]
    for row in before:
        row[2:4] = [str(cell).replace("10/0", "03/0") for cell in row[2:4]]
    put(folder, "Ovenly spring.csv", delimited([*HEADS, *before]))
    put(folder, "Ovenly autumn.csv", delimited([*HEADS, *ROWS]))
    intake = read(folder)
    assert reading_of(intake, "Ovenly spring.csv").wave == "before"
    assert reading_of(intake, "Ovenly autumn.csv").wave == "after"
    assert {one.wave for one in intake.respondents if "spring" in one.file} == {"before"}


def test_the_mac_saved_it_again_in_its_own_signs(folder: Path):
    rows = [[*row] for row in ROWS]
    rows[1][-3] = "I don’t see why – it’s twice the work at the café."
    put(folder, "Ovenly.csv", delimited([*HEADS, *rows]), "mac_roman")
    intake = read(folder)
    assert said(intake, "twice the work").text == (
        "I don’t see why – it’s twice the work at the café."
    )
