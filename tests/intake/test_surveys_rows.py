"""Which rows of a survey count as answers, and what keeps its id."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from tests.intake.made_files import Rows, read, row_equation_holds, survey_of, write_book, write_csv
from toolkit.intake.gate import open_file
from toolkit.intake.raw import SurveyReading, with_damage
from toolkit.intake.surveys import read_survey
from toolkit.model.vocabulary import FileKind, Wave
from toolkit.settings import FileSettings

HEAD = ["StartDate", "EndDate", "Status", "Progress", "Finished", "IPAddress", "ResponseId"]
HEAD += ["RecipientEmail", "How satisfied are you overall?", "What gets in your way?"]


def answer(n: int, **changed: object) -> list[object]:
    """A whole answer of person n; `changed` by column."""
    row: dict[str, object] = dict(
        zip(
            HEAD,
            [
                *(f"2026-03-{n:02} 09:00:00", f"2026-03-{n:02} 09:05:00", "IP Address", "100"),
                *("True", f"192.0.2.{n}", f"R_{n:015}", f"p{n}@fern.example", n % 5 + 1),
                f"Saving a visit takes {n} minutes.",
            ],
            strict=True,
        )
    )
    return list((row | changed).values())


def survey(folder: Path, *rows: list[object], **mine: object) -> SurveyReading:
    found = survey_of(folder, [HEAD, *(answer(n) for n in range(1, 9)), *rows], **mine)
    assert row_equation_holds(found)
    return found


def set_aside(found: SurveyReading) -> dict[str, tuple[int, str]]:
    return {item.reason: (item.rows, item.where) for item in found.reading.set_aside}


BLANK = {"How satisfied are you overall?": "", "What gets in your way?": ""}


def test_nothing_is_set_aside_without_a_reason(tmp_path: Path):
    found = survey(tmp_path)
    assert (found.reading.rows_in, found.reading.rows_kept) == (8, 8)
    assert not found.reading.set_aside


@pytest.mark.parametrize(
    "status", ["Survey Preview", "Survey Test", "1", "Umfragevorschau", "Spam"]
)
def test_previews_and_tests_are_set_aside(tmp_path: Path, status: str):
    found = survey(tmp_path, answer(9, Status=status), answer(10, Status=status))
    assert set_aside(found) == {"survey preview or test": (2, "rows 10-11")}


def test_an_answer_of_nothing_but_test_is_set_aside(tmp_path: Path):
    found = survey(tmp_path, answer(9, **{"What gets in your way?": "test test"}))
    assert set_aside(found) == {"test entry: nothing in it but 'test'": (1, "row 10")}


def test_a_start_without_an_answer_is_set_aside(tmp_path: Path):
    found = survey(tmp_path, answer(9, Progress="12", Finished="False", **BLANK))
    assert set_aside(found) == {"opened, nothing answered": (1, "row 10")}


@pytest.mark.parametrize("left", [{"Progress": "60"}, {"Finished": "False"}, {"Status": "Partial"}])
def test_an_unfinished_answer_with_content_is_kept(tmp_path: Path, left: dict[str, object]):
    found = survey(tmp_path, answer(9, **left))
    assert found.reading.rows_kept == 9
    assert [one.respondent_id for one in found.respondents if not one.complete] == [
        "R_000000000000009"
    ]


def test_of_two_answers_of_one_person_the_fuller_is_kept(tmp_path: Path):
    poorer = answer(9, RecipientEmail="P3@fern.example", **{"What gets in your way?": ""})
    found = survey(tmp_path, poorer)
    assert set_aside(found) == {"the same person twice: row 4 is kept": (1, "row 10")}


def test_of_two_equal_answers_of_one_person_the_later_is_kept(tmp_path: Path):
    found = survey(tmp_path, answer(9, RecipientEmail="p3@fern.example"))
    assert set_aside(found) == {"the same person twice: row 10 is kept": (1, "row 4")}


def test_an_answer_months_later_is_another_round(tmp_path: Path):
    later = answer(9, RecipientEmail="p3@fern.example", EndDate="2026-09-01 09:00:00")
    found = survey(tmp_path, later)
    assert found.reading.rows_kept == 9
    assert found.reading.notes == ("somebody answered again weeks later: both answers are kept",)


def test_rounds_in_a_column_are_waves_and_no_doubles(tmp_path: Path):
    rows: Rows = [["Email", "Wave", "How satisfied are you overall?", "What gets in your way?"]]
    for n in range(8):
        rows.append([f"p{n}@fern.example", "pre launch", 3, f"Nothing yet, number {n}"])
        rows.append([f"p{n}@fern.example", "post launch", 2, f"The list number {n}"])
    found = survey_of(tmp_path, rows)
    assert found.reading.rows_kept == 16
    assert {one.wave for one in found.respondents} == {Wave.BEFORE, Wave.AFTER}


def test_the_same_response_exported_twice_counts_once(tmp_path: Path):
    found = survey(tmp_path, answer(3))
    assert set_aside(found) == {"the same response twice: row 4 is kept": (1, "row 10")}


def anonymous(n: int, **changed: object) -> list[object]:
    return answer(n, RecipientEmail="", **changed)


def test_a_start_broken_off_in_the_same_browser_is_a_double(tmp_path: Path):
    begun = anonymous(
        3,
        ResponseId="R_000000000000099",
        Finished="False",
        StartDate="2026-03-03 08:50:00",
        EndDate="2026-03-03 08:55:00",
        **{"What gets in your way?": ""},
    )
    found = survey_of(tmp_path, [HEAD, begun, *(anonymous(n) for n in range(1, 9))])
    assert set_aside(found) == {"begun twice in one browser: row 5 is kept": (1, "row 2")}


def test_two_people_behind_one_address_are_no_double(tmp_path: Path):
    other = anonymous(
        3, ResponseId="R_000000000000099", Finished="False", **{"How satisfied are you overall?": 1}
    )
    found = survey_of(tmp_path, [HEAD, other, *(anonymous(n) for n in range(1, 9))])
    assert found.reading.rows_kept == 9


def test_who_refuses_consent_is_set_aside(tmp_path: Path):
    rows: Rows = [["ID", "Start time", "Completion time", "I consent to take part in this survey"]]
    rows[0] += ["What works well?"]
    for n in range(8):
        rows.append([n + 1, f"2026-05-0{n + 1} 09:00", f"2026-05-0{n + 1} 09:04"])
        rows[-1] += ["No, I do not agree" if n == 2 else "Yes, I agree", f"The list {n}"]
    assert set_aside(survey_of(tmp_path, rows)) == {"did not agree to take part": (1, "row 4")}


def test_a_header_joined_into_the_rows_is_set_aside(tmp_path: Path):
    assert set_aside(survey(tmp_path, list(HEAD))) == {"header row repeated": (1, "row 10")}


def test_empty_rows_are_no_rows(tmp_path: Path):
    rows: Rows = [HEAD, *(answer(n) for n in range(1, 5))]
    name = write_book(tmp_path, "a.xlsx", {"S": [*rows, *([""] * 10 for _ in range(50))]})
    assert read(tmp_path, name).reading.rows_in == 4


def test_equal_anonymous_comments_stay_two(tmp_path: Path):
    found = survey_of(tmp_path, [["Comment"], ["It is too slow."], ["It is too slow."], ["Fine."]])
    assert len(found.sources) == 3
    assert len({one.source_id for one in found.sources}) == 3


def order_free(found: SurveyReading) -> tuple[object, ...]:
    return (
        sorted((one.source_id, one.text, one.position) for one in found.sources),
        sorted((one.respondent_id, one.question, one.value) for one in found.closed),
        sorted(one.respondent_id for one in found.respondents),
    )


@pytest.mark.parametrize("who", [answer, anonymous])
def test_ids_and_order_depend_on_neither_rows_nor_columns_nor_name(tmp_path: Path, who):
    rows = [who(n) for n in range(1, 20)]
    plain = survey_of(tmp_path, [HEAD, *rows])
    random.Random(1).shuffle(rows)
    shuffled = survey_of(tmp_path, [HEAD, *rows], name="other.csv")
    assert order_free(shuffled) == order_free(plain)
    columns = list(range(len(HEAD)))[::-1]
    turned = [[row[place] for place in columns] for row in (HEAD, *rows)]
    ids = {one.source_id for one in survey_of(tmp_path, turned).sources}
    assert ids == {one.source_id for one in plain.sources}


def test_a_re_export_with_late_answers_keeps_every_id(tmp_path: Path):
    first = survey_of(tmp_path, [HEAD, *(answer(n) for n in range(1, 9))])
    again = survey_of(tmp_path, [HEAD, *(answer(n) for n in range(1, 12))])
    assert {one.source_id for one in first.sources} <= {one.source_id for one in again.sources}


def test_short_ids_of_two_surveys_do_not_meet(tmp_path: Path):
    head = ["ID", "Start time", "Completion time", "What works well?"]
    spring = [
        [n, f"2026-03-0{n} 09:00", f"2026-03-0{n} 09:05", f"list {n} is good"] for n in range(1, 9)
    ]
    autumn = [
        [n, f"2026-09-0{n} 09:00", f"2026-09-0{n} 09:05", f"list {n} is good"] for n in range(1, 9)
    ]
    ids = [
        {one.source_id for one in survey_of(tmp_path, [head, *rows]).sources}
        for rows in (spring, autumn)
    ]
    assert not ids[0] & ids[1]


def test_sheets_with_the_same_head_are_one_survey(tmp_path: Path):
    head = ["Department", "What works well?", "How satisfied are you overall?"]
    sheets = {
        team: [head, *([team, f"{team} list {n}", n % 5 + 1] for n in range(6))]
        for team in ("North", "South")
    }
    found = read(tmp_path, write_book(tmp_path, "a.xlsx", sheets))
    assert (found.reading.rows_kept, len(found.sources)) == (12, 12)
    assert len({one.position for one in found.sources}) == 12


def test_sheets_that_repeat_or_count_answers_are_set_aside(tmp_path: Path):
    answers = [[f"P{n}", f"The list number {n} is slow", n % 5 + 1] for n in range(6)]
    sheets: dict[str, Rows] = {
        "Responses": [["Respondent", "What gets in your way?", "How satisfied are you?"], *answers],
        "Q2 (primary)": [["Answer", "Code 1"], *([row[1], "speed"] for row in answers)],
        "Counts": [["Code", "n"], ["speed", 6]],
    }
    found = read(tmp_path, write_book(tmp_path, "a.xlsx", sheets))
    assert len(found.sources) == 6
    assert row_equation_holds(found)
    assert {(item.rows, item.where) for item in found.reading.set_aside} == {
        (6, "Q2 (primary)"), (1, "Counts"),
    }  # fmt: skip


def test_a_question_asked_twice_keeps_both_blocks_apart(tmp_path: Path):
    rows: Rows = [["Respondent ID", "What works well?", "What works well?"]]
    for n in range(12):
        text = f"The list number {n}"
        rows.append([11280740000 + n, text if n % 2 else "", "" if n % 2 else text])
    found = survey_of(tmp_path, rows)
    assert len({one.source_id for one in found.sources}) == len(found.sources) == 12
    assert [one.name for one in found.reading.columns][1:] == [
        "What works well?",
        "What works well? (2)",
    ]


def test_wide_files_are_read(tmp_path: Path):
    parts = [f"Part {number}" for number in range(950)]
    rows: Rows = [["Respondent ID", "Which parts do you use?", *[""] * 949, "What works well?"]]
    rows += [["", *parts, "Open-Ended Response"]]
    for n in range(30):
        ticks = [part if (number + n) % 3 else "" for number, part in enumerate(parts)]
        rows.append([11280740000 + n, *ticks, f"The list number {n}"])
    found = survey_of(tmp_path, rows)
    assert sum(one.role == "checkbox" for one in found.reading.columns) == 950
    assert (found.reading.rows_kept, len(found.sources)) == (30, 30)


@pytest.mark.parametrize(
    ("name", "wave"),
    [
        ("survey_pre_launch.csv", Wave.BEFORE),
        ("Umfrage vorher.csv", Wave.BEFORE),
        ("follow-up 2026.csv", Wave.AFTER),
        ("answers.csv", Wave.UNKNOWN),
        ("umfrage_vor_ort.csv", Wave.UNKNOWN),
    ],
)
def test_the_files_name_may_tell_the_wave(tmp_path: Path, name: str, wave: Wave):
    rows = [["Comment"], ["Slow to open."], ["Fine for me."], ["No idea yet."]]
    found = survey_of(tmp_path, rows, name=name)
    assert (found.reading.wave, found.sources[0].wave) == (wave, wave)


def test_questions_that_look_ahead_tell_the_wave(tmp_path: Path):
    rows: Rows = [["Horodateur", "Quelles sont vos attentes vis-à-vis de Calypso ?"]]
    rows += [[f"{n + 10}/11/2025 09:15:32", f"Gagner du temps {n}"] for n in range(9)]
    assert survey_of(tmp_path, rows).reading.wave is Wave.BEFORE


def test_a_file_with_a_header_alone_has_a_problem(tmp_path: Path):
    found = survey_of(tmp_path, [HEAD])
    assert found.reading.rows_in == 0
    assert "no answers" in found.reading.problem


def test_a_kind_that_a_person_wrote_wins(tmp_path: Path):
    found = survey(tmp_path, kind="comment_sheet", wave="before")
    assert found.reading.kind is FileKind.COMMENT_SHEET
    assert found.reading.wave is Wave.BEFORE


def test_damaged_rows_are_set_aside_once(tmp_path: Path):
    rows: Rows = [HEAD, *(answer(n) for n in range(1, 20))]
    name = write_csv(tmp_path, "a.csv", rows)
    text = (tmp_path / name).read_text().replace("R_000000000000007,", "R_000000000000007")
    (tmp_path / name).write_text(text)
    raw = open_file(tmp_path, name)
    found = read_survey(raw, FileSettings()).reading
    assert (found.rows_in, found.rows_kept, found.rows_set_aside) == (19, 18, 1)
    assert found.set_aside[-1].where == "row 8"
    assert with_damage(found, raw) == found
