"""Qualtrics exports of the Halvorsen line, invented ferries with the tool Tidewise."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from tests.formats.make_surveys import agreements, closed_of, nobody_says, said, texts, values
from tests.formats.make_tables import delimited, put, read, reading_of, reasons
from toolkit.model.vocabulary import Channel, FileKind, QuestionMeaning

STAFF = """Staff ID,Full name,E-mail,Department,Position
H01,Solveig Aune,s.aune@halvorsen-line.example,Bridge,Captain
H02,Mattis Rønning,m.ronning@halvorsen-line.example,Bridge,First Mate
H03,Petronella Vik,p.vik@halvorsen-line.example,Harbour,Harbour Clerk
H04,Casper Lund,c.lund@halvorsen-line.example,Harbour,Head of Harbour
H05,Dagny Foss,d.foss@halvorsen-line.example,Galley,Cook
"""

NAMES = [
    *["StartDate", "EndDate", "Status", "IPAddress", "Progress", "Duration (in seconds)"],
    *["Finished", "RecordedDate", "ResponseId", "RecipientLastName", "RecipientFirstName"],
    *["RecipientEmail", "ExternalReference", "DistributionChannel", "UserLanguage"],
    *["Q1", "Q2", "Q2_7_TEXT", "Q3_1", "Q3_2", "Q4_NPS_GROUP", "Q4", "Q5", "Q6", "Q7", "Q8"],
]
QUESTIONS = [
    *["Start Date", "End Date", "Response Type", "IP Address", "Progress"],
    *["Duration (in seconds)", "Finished", "Recorded Date", "Response ID"],
    *["Recipient Last Name", "Recipient First Name", "Recipient Email"],
    *["External Data Reference", "Distribution Channel", "User Language"],
    "I have read the information above and agree to take part.",
    "Which parts of Tidewise do you use? Select all that apply. - Selected Choice",
    "Which parts of Tidewise do you use? Select all that apply. - Other (please specify) - Text",
    "How far do you agree with these sentences? - Tidewise saves me time",
    "How far do you agree with these sentences? - Tidewise makes my work harder",
    "How likely are you to recommend Tidewise to a colleague? - Group",
    "How likely are you to recommend Tidewise to a colleague?",
    "What works well in Tidewise?",
    "What gets in your way when you use Tidewise?",
    "What should change\nbefore the summer season?",
    "Whom do you ask when you are stuck with Tidewise? Please give up to three names.",
]
IMPORT_IDS = [
    '{"ImportId":"startDate","timeZone":"Europe/Oslo"}',
    '{"ImportId":"endDate","timeZone":"Europe/Oslo"}',
    *['{"ImportId":"' + name + '"}' for name in NAMES[2:]],
]


def answer(day: str, who: str, *answers: object, status: str = "IP Address") -> list[object]:
    first, last, mail = who.split(" ") if who else ("", "", "")
    number = abs(sum(map(ord, day + who)))
    start = [f"{day} 09:12:44", f"{day} 09:20:02", status, "203.0.113.7", 100, 438, "True"]
    return [
        *start,
        f"{day} 09:20:03",
        f"R_{number:015d}",
        *[last, first, mail, "", "email", "EN"],
        *answers,
    ]


AUNE = "Solveig Aune s.aune@halvorsen-line.example"
VIK = "Petronella Vik p.vik@halvorsen-line.example"
FOSS = "Dagny Foss d.foss@halvorsen-line.example"
YES = "Yes, I agree"
ROWS: list[list[object]] = [
    answer(
        "2025-11-10",
        "",
        *[YES, "Timetable", "", "Agree", "Agree", "Passive", "7", "test", "test", "", ""],
        status="Survey Preview",
    ),
    answer(
        "2025-11-17",
        AUNE,
        *[YES, "Timetable,Crew lists", "", "Strongly agree", "Strongly disagree", "Promoter"],
        *["9", "The crew list is right in the morning.", "", "n/a", "Petronella Vik, Casper"],
    ),
    answer(
        "2025-11-18",
        VIK,
        *[YES, "Timetable,Other (please specify)", "Only the tide table", "Disagree", "Agree"],
        *["Detractor", "2", "", "Saving a berth takes four screens,\nand then it is gone."],
        *["Let us book a berth on one page.", "Solveig Aune"],
    ),
    answer(
        "2025-11-19",
        FOSS,
        *[YES, "Stores", "", "Neither agree nor disagree", "Neither agree nor disagree"],
        *["Passive", "7", "Ordering flour.", "Nothing", "Show the galley its own screen.", ""],
    ),
]
EMPTY = answer("2025-11-19", "Mattis Rønning m.ronning@halvorsen-line.example", *[""] * 11)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    put(tmp_path, "staff.csv", STAFF)
    return tmp_path


def test_three_header_rows(folder: Path):
    rows = [NAMES, QUESTIONS, IMPORT_IDS, *ROWS, EMPTY]
    put(folder, "Tidewise_November.csv", delimited(rows, line_end="\n"))
    intake = read(folder)
    reading = reading_of(intake, "Tidewise_November.csv")
    assert reading.kind is FileKind.SURVEY
    assert "Qualtrics" in reading.format
    assert "three header rows" in reading.format
    assert (reading.rows_in, reading.rows_kept) == (5, 3)
    assert len(reasons(reading)) == 2
    assert (reading.first_on, reading.last_on) == (date(2025, 11, 17), date(2025, 11, 19))


def test_a_preview_is_no_respondent(folder: Path):
    put(folder, "t.csv", delimited([NAMES, QUESTIONS, IMPORT_IDS, *ROWS]))
    intake = read(folder)
    assert len(intake.respondents) == 3
    assert not [source for source in intake.sources if source.text == "test"]


def test_every_open_answer_keeps_its_question_and_its_person(folder: Path):
    put(folder, "t.csv", delimited([NAMES, QUESTIONS, IMPORT_IDS, *ROWS]))
    intake = read(folder)
    berth = said(intake, "Saving a berth")
    assert berth.person_id == "H03"
    assert berth.channel is Channel.SURVEY
    assert berth.meaning is QuestionMeaning.HINDERS
    assert berth.question == "What gets in your way when you use Tidewise?"
    assert berth.said_on == date(2025, 11, 18)
    assert "The crew list is right in the morning." in texts(intake, QuestionMeaning.WORKS)
    assert "Let us book a berth on one page." in texts(intake, QuestionMeaning.CHANGE)
    assert said(intake, "Only the tide table").person_id == "H03"


def test_ticked_choices_are_closed_answers_and_no_opinions(folder: Path):
    put(folder, "t.csv", delimited([NAMES, QUESTIONS, IMPORT_IDS, *ROWS]))
    intake = read(folder)
    assert nobody_says(intake, YES, "Timetable", "Timetable,Crew lists", "Stores", "Promoter")
    ticked = closed_of(intake, "Which parts of Tidewise")
    assert {answer.scale for answer in ticked} == {"multi"}
    assert {"Timetable", "Crew lists", "Stores"} <= {answer.value for answer in ticked}


def test_agreement_runs_the_way_of_the_sentence(folder: Path):
    put(folder, "t.csv", delimited([NAMES, QUESTIONS, IMPORT_IDS, *ROWS]))
    intake = read(folder)
    saves = agreements(intake, "Tidewise saves me time")
    assert saves == {"Strongly agree": 1.0, "Disagree": 0.25, "Neither agree nor disagree": 0.5}
    harder = agreements(intake, "Tidewise makes my work harder")
    assert harder == {"Strongly disagree": 1.0, "Agree": 0.25, "Neither agree nor disagree": 0.5}
    score = closed_of(intake, "How likely are you to recommend")
    assert {answer.value: answer.agreement for answer in score if answer.scale == "rating"} == {
        "9": 0.9,
        "2": 0.2,
        "7": 0.7,
    }
    assert all(answer.recommendation for answer in score if answer.scale == "rating")


def test_nominations_become_ties(folder: Path):
    put(folder, "t.csv", delimited([NAMES, QUESTIONS, IMPORT_IDS, *ROWS]))
    intake = read(folder)
    assert {(tie.from_id, tie.to_id) for tie in intake.ties} == {
        ("H01", "H03"),
        ("H01", "H04"),
        ("H03", "H01"),
    }


def test_two_header_rows_where_the_third_was_deleted(folder: Path):
    put(folder, "t.csv", delimited([NAMES, QUESTIONS, *ROWS]))
    intake = read(folder)
    reading = reading_of(intake, "t.csv")
    assert "Qualtrics" in reading.format
    assert (reading.rows_in, reading.rows_kept) == (4, 3)
    assert said(intake, "Saving a berth").question.startswith("What gets in your way")


def test_one_header_row_of_short_names_with_values_as_numbers(folder: Path):
    put(
        folder,
        "recoded.csv",
        delimited(
            [
                [
                    *["StartDate", "EndDate", "Progress", "Finished", "RecordedDate", "ResponseId"],
                    *["RecipientEmail", "Q3_1", "Q3_2", "Q4", "Q6"],
                ],
                *[
                    [
                        *[
                            f"11/{day}/2025 8:46",
                            f"11/{day}/2025 8:51",
                            100,
                            1,
                            f"11/{day}/2025 8:51",
                        ],
                        *[f"R_3nX{day}aB", mail, *answers],
                    ]
                    for day, mail, answers in (
                        (17, "s.aune@halvorsen-line.example", (5, 1, 9, "The pier screen hangs.")),
                        (18, "p.vik@halvorsen-line.example", (2, 4, 2, "Four screens a berth.")),
                        (19, "d.foss@halvorsen-line.example", (3, 3, 7, "I see no stores list.")),
                        (20, "c.lund@halvorsen-line.example", (4, 2, 0, "Logging in takes ages.")),
                    )
                ],
            ]
        ),
    )
    intake = read(folder)
    reading = reading_of(intake, "recoded.csv")
    assert reading.kind is FileKind.SURVEY
    assert (reading.rows_in, reading.rows_kept) == (4, 4)
    assert said(intake, "pier screen").person_id == "H01"
    assert said(intake, "pier screen").said_on == date(2025, 11, 17)
    assert {answer.question for answer in intake.closed} == {"Q3_1", "Q3_2", "Q4"}
    assert values(intake, "Q4") == ["0", "2", "7", "9"]


def test_tabs_in_utf_16(folder: Path):
    rows = [NAMES, QUESTIONS, IMPORT_IDS, *ROWS]
    put(folder, "Tidewise.tsv", delimited(rows, delimiter="\t"), "utf-16")
    intake = read(folder)
    reading = reading_of(intake, "Tidewise.tsv")
    assert reading.kind is FileKind.SURVEY
    assert (reading.rows_in, reading.rows_kept) == (4, 3)
    assert said(intake, "Saving a berth").person_id == "H03"


def test_whoever_stopped_half_way_is_kept_as_incomplete(folder: Path):
    half = list(ROWS[2])
    half[NAMES.index("Progress")], half[NAMES.index("Finished")] = 41, "False"
    half[-2:] = ["", ""]
    put(folder, "t.csv", delimited([NAMES, QUESTIONS, IMPORT_IDS, ROWS[1], half, ROWS[3]]))
    intake = read(folder)
    assert reading_of(intake, "t.csv").rows_kept == 3
    complete = {one.person_id: one.complete for one in intake.respondents}
    assert complete == {"H01": True, "H03": False, "H05": True}


def test_an_anonymous_link_leaves_nobody_named(folder: Path):
    rows = [[*row] for row in ROWS[1:]]
    for row in rows:
        for name in ("RecipientLastName", "RecipientFirstName", "RecipientEmail"):
            row[NAMES.index(name)] = ""
        row[NAMES.index("DistributionChannel")] = "anonymous"
    put(folder, "t.csv", delimited([NAMES, QUESTIONS, IMPORT_IDS, *rows]))
    intake = read(folder)
    assert reading_of(intake, "t.csv").anonymous
    assert {source.person_id for source in intake.sources} == {""}
    assert not intake.ties
