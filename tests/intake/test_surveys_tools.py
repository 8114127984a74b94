"""What each survey tool's export is taken for."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pandas as pd
import pyreadstat
import pytest

from tests.intake.made_files import (
    Rows,
    guesses,
    read,
    row_equation_holds,
    survey_of,
    write_book,
    write_csv,
)
from toolkit.model.vocabulary import FileKind, QuestionMeaning

LEVELS = ("Strongly disagree", "Disagree", "Agree", "Strongly agree")
CODES = ["StartDate", "EndDate", "Status", "Progress", "Finished", "ResponseId", "RecipientEmail"]
CODES += ["ExternalReference", "Q1_NPS_GROUP", "Q1", "Q2_1", "Q2_2", "Q3", "Q3_3_TEXT", "Q4", "Q5"]
TITLES = ["Start Date", "End Date", "Response Type", "Progress", "Finished", "Response ID"]
TITLES += ["Recipient Email", "External Data Reference"]
TITLES += [
    "How likely are you to recommend Fern? - Group",
    "How likely are you to recommend Fern?",
    "How much do you agree? - Fern is easy to use",
    "How much do you agree? - Fern makes me do everything twice and wastes my time",
    "Which device do you use? - Selected Choice",
    "Which device do you use? - Other (please specify) - Text",
    "What gets in your way? ${e://Field/team}",
    "Who do you go to for help with Fern?",
]


def qualtrics_row(n: int) -> list[object]:
    day = f"2026-03-{n % 27 + 1:02}"
    return [
        *(f"{day} 09:00:00", f"{day} 09:05:00", "IP Address", "100", "True", f"R_{n:015}"),
        *(f"nora{n}@fern.example", f"FE{1000 + n}", "Passive", str(n % 11)),
        *(LEVELS[n % 4], LEVELS[3 - n % 4], ("Laptop", "Tablet", "Other (please specify)")[n % 3]),
        *("my own phone" if n == 2 else "", f"Saving a visit takes {n} minutes.", "Ida Holm"),
    ]


def qualtrics(header_rows: int, rows: int = 24) -> Rows:
    imports: list[object] = [f'{{"ImportId":"{code}"}}' for code in CODES]
    head: Rows = [list(CODES), list(TITLES), imports]
    return [*head[:header_rows], *(qualtrics_row(n) for n in range(rows))]


@pytest.mark.parametrize("header_rows", [1, 2, 3])
def test_qualtrics_begins_where_the_answers_begin(tmp_path: Path, header_rows: int):
    found = survey_of(tmp_path, qualtrics(header_rows))
    words = ("one header row", "two header rows", "three header rows")[header_rows - 1]
    assert found.reading.format == f"Qualtrics CSV, {words}"
    assert (found.reading.rows_in, found.reading.rows_kept) == (24, 24)


def test_qualtrics_columns_are_told_apart(tmp_path: Path):
    found = survey_of(tmp_path, qualtrics(3))
    assert guesses(found) == {
        "StartDate": ("start_date", ""),
        "EndDate": ("end_date", ""),
        "Status": ("status", ""),
        "Progress": ("progress", ""),
        "Finished": ("finished", ""),
        "ResponseId": ("response_id", ""),
        "RecipientEmail": ("email", ""),
        "ExternalReference": ("person_id", ""),
        "Q1_NPS_GROUP": ("ignored", "derived from another column"),
        "Q1": ("rating", "0-10, recommendation"),
        "Q2_1": ("likert", "agreement"),
        "Q2_2": ("likert", "agreement, reversed"),
        "Q3": ("choice", ""),
        "Q3_3_TEXT": ("open", "other"),
        "Q4": ("open", "what hinders"),
        "Q5": ("nomination", ""),
    }


def test_qualtrics_answers_carry_ids_people_and_questions(tmp_path: Path):
    found = survey_of(tmp_path, qualtrics(3))
    source = next(one for one in found.sources if one.text == "Saving a visit takes 5 minutes.")
    assert source.respondent_id == "R_000000000000005"
    assert source.question == "What gets in your way? …"
    assert source.meaning is QuestionMeaning.HINDERS
    assert found.identities["R_000000000000005"].given_id == "FE1005"
    assert found.product_names == ("Fern",)
    assert len(found.nominations) == 24


def test_qualtrics_in_wide_tabs_reads_the_same(tmp_path: Path):
    name = write_csv(tmp_path, "answers.tsv", qualtrics(3), "\t", "utf-16")
    wide, plain = read(tmp_path, name), survey_of(tmp_path, qualtrics(3))
    assert wide.reading.format == "Qualtrics TSV, three header rows"
    assert [one.source_id for one in wide.sources] == [one.source_id for one in plain.sources]


def test_qualtrics_numbers_for_labels_are_ratings(tmp_path: Path):
    rows = qualtrics(3)
    for row in rows[3:]:
        row[10], row[11] = str(LEVELS.index(row[10]) + 1), str(LEVELS.index(row[11]) + 1)
    found = guesses(survey_of(tmp_path, rows))
    assert found["Q2_1"][0] == found["Q2_2"][0] == "rating"
    assert "reversed" in found["Q2_2"][1]


def split(text: str) -> list[object]:
    return [cell.strip() for cell in text.split("|")]


MONKEY_HEAD: Rows = [
    split(
        "Respondent ID | Collector ID | Start Date | End Date | IP Address | Email Address"
        "| How likely are you to recommend Orbit? | | Which parts do you use? | | |"
        "| Rate the following | | What should we change first?"
    ),
    split(
        " | | | | | | Response | Other (please specify) | Orders | Stock | Reports"
        "| Other (please specify) | Speed | Help desk | Open-Ended Response"
    ),
]


def monkey_row(n: int) -> list[object]:
    return [
        *(11280740000 + n, 252143207, f"03/{n % 27 + 1:02}/2026 02:16:15 PM", ""),
        *("", f"u{n}@orbit.example", n % 11, "Too many steps" if n % 4 == 0 else ""),
        *("Orders" if n % 2 else "", "Stock" if n % 3 else "", "Reports" if n % 5 else ""),
        *("Invoices" if n == 3 else "", n % 5 + 1, (n + 1) % 5 + 1, f"Make step {n} shorter"),
    ]


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_surveymonkey_titles_are_carried_over_their_parts(tmp_path: Path, kind: str):
    rows = [*MONKEY_HEAD, *(monkey_row(n) for n in range(20))]
    if kind == "csv":
        found = survey_of(tmp_path, rows)
    else:
        found = read(tmp_path, write_book(tmp_path, "answers.xlsx", {"Sheet": rows}))
    assert found.reading.format == f"SurveyMonkey {kind.upper()}, two header rows"
    taken = guesses(found)
    assert taken["How likely are you to recommend Orbit? | Response"][0] == "rating"
    assert taken["Which parts do you use? | Stock"] == ("checkbox", "")
    assert taken["Rate the following | Help desk"] == ("rating", "1-5")
    assert taken["What should we change first? | Open-Ended Response"][0] == "open"


def test_a_score_and_its_why_share_a_title(tmp_path: Path):
    found = survey_of(tmp_path, [*MONKEY_HEAD, *(monkey_row(n) for n in range(20))])
    why = [one for one in found.sources if one.text == "Too many steps"]
    assert len(why) == 5
    assert {one.meaning for one in why} == {QuestionMeaning.WHY_SCORE}


def test_ticked_boxes_are_choices_and_no_opinions(tmp_path: Path):
    found = survey_of(tmp_path, [*MONKEY_HEAD, *(monkey_row(n) for n in range(20))])
    ticked = [one for one in found.closed if one.question == "Which parts do you use?"]
    assert {one.value for one in ticked} == {"Orders", "Stock", "Reports"}
    assert {(one.scale, one.agreement) for one in ticked} == {("multi", None)}
    assert not {one.text for one in found.sources} & {"Orders", "Stock", "Reports"}
    assert "Invoices" in {one.text for one in found.sources}


def test_a_row_of_numbers_and_a_blank_row_above_the_titles_are_header(tmp_path: Path):
    rows: Rows = [["Q1", "Q2", "Q3"], ["", "", ""]]
    rows += [["Respondent ID", "What works well?", "How satisfied are you overall?"]]
    rows += [[11280740000 + n, f"The list number {n}", n % 5 + 1] for n in range(12)]
    found = survey_of(tmp_path, rows)
    assert found.reading.rows_in == 12
    assert {one.question for one in found.sources} == {"What works well?"}


def test_google_forms_grids_and_multiple_choices(tmp_path: Path):
    rows: Rows = [
        split(
            "Informazioni cronologiche | Nome utente | Quali moduli usa?"
            "| Quanto è d'accordo? [Ormea è facile da usare]"
            "| Quanto è d'accordo? [Ormea mi fa perdere tempo] | Cosa La ostacola di più?"
        )
    ]
    levels = ("Per niente d'accordo", "In disaccordo", "D'accordo", "Molto d'accordo")
    picks = ("Ordini, Magazzino", "Ordini", "Magazzino, Report, Ordini", "Report, Ordini")
    for n in range(16):
        moment = datetime(2026, 4, 13, 9, n, 0, 123_000)
        rows.append([moment, f"u{n}@ormea.example", picks[n % 4], levels[n % 4], levels[3 - n % 4]])
        rows[-1].append(f"Il terminale {n} si blocca")
    name = write_book(tmp_path, "risposte.xlsx", {"Risposte del modulo 1": rows})
    found = read(tmp_path, name)
    assert found.reading.format == "Google Forms XLSX, one header row"
    taken = guesses(found)
    assert taken["Nome utente"] == ("email", "")
    assert taken["Quali moduli usa?"] == ("multi", "")
    assert taken["Quanto è d'accordo? [Ormea mi fa perdere tempo]"] == (
        "likert",
        "agreement, reversed",
    )
    assert taken["Cosa La ostacola di più?"] == ("open", "what hinders")
    assert str(found.reading.first_on) == "2026-04-13"


def test_choices_that_hold_the_separator_stay_whole(tmp_path: Path):
    picks = (
        "Mail, also shared mail, Chat",
        "Chat",
        "Mail, also shared mail",
        "Chat, Phone",
        "Phone",
    )
    rows: Rows = [["Timestamp", "Which channels do you use?"]]
    rows += [[f"4/13/2026 9:{n:02}:00", picks[n % 5]] for n in range(30)]
    found = survey_of(tmp_path, rows)
    assert {one.value for one in found.closed} == {"Mail, also shared mail", "Chat", "Phone"}


def test_microsoft_forms_without_names_is_anonymous(tmp_path: Path):
    rows: Rows = [
        split(
            "ID | Start time | Completion time | Email | Name | Last modified time"
            "| Which apps do you use? | What stops you from using Tarn?"
            "| Points - What stops you from using Tarn?"
        )
    ]
    for n in range(12):
        start, end = datetime(2026, 5, 4, 9, n), datetime(2026, 5, 4, 9, n + 3)
        apps = ("Excel;Teams;", "Teams;", "Outlook;Excel;")[n % 3]
        rows.append([n + 1, start, end, "anonymous", "", "", apps, f"Log-in fails in room {n}", 1])
    found = read(tmp_path, write_book(tmp_path, "tarn.xlsx", {"Form1": rows}))
    assert found.reading.format == "Microsoft Forms XLSX, one header row"
    assert found.reading.anonymous
    assert {one.value for one in found.closed} == {"Excel", "Teams", "Outlook"}
    assert guesses(found)["Points - What stops you from using Tarn?"][0] == "ignored"


def test_limesurvey_codes_parts_and_unfinished_answers(tmp_path: Path):
    rows: Rows = [
        split(
            "id. Antwort ID | submitdate. Datum Abgeschlossen | lastpage. Letzte Seite"
            "| startlanguage. Start-Sprache | G1[SQ1]. Was trifft zu? [Das Portal ist zuverlässig]"
            "| G1[SQ2]. Was trifft zu? [Ich finde nicht, was ich suche]"
            "| G2[SQ1]. Wofür nutzen Sie es? [Urlaub] | G2[SQ2]. Wofür nutzen Sie es? [Spesen]"
            "| G2[other]. Wofür nutzen Sie es? [Sonstiges] | G3. Was stört Sie am Portal?"
        )
    ]
    levels = ("trifft zu", "trifft eher zu", "trifft eher nicht zu", "trifft nicht zu")
    for n in range(20):
        done = f"2026-02-{n % 27 + 1:02} 10:00:00" if n % 5 else ""
        rows.append([n + 1, done, 3, "de", levels[n % 4], levels[3 - n % 4]])
        rows[-1] += ["Ja" if n % 2 else "Nein", "Ja" if n % 3 else "Nein"]
        rows[-1] += ["Dienstreisen" if n == 4 else "", f"\ufeffSuche {n} findet nichts; nie."]
    found = read(tmp_path, write_csv(tmp_path, "portal.csv", rows, ";", "utf-8-sig"))
    taken = guesses(found)
    assert found.reading.format == "LimeSurvey CSV, one header row"
    assert taken["G1[SQ2]"] == ("likert", "agreement, reversed")
    assert taken["G2[SQ1]"] == ("checkbox", "")
    assert taken["G2[other]"][0] == "open"
    assert sum(not one.complete for one in found.respondents) == 4
    assert found.sources[0].text.startswith("Suche")


def test_spss_labels_are_questions_and_answers(tmp_path: Path):
    data = pd.DataFrame(
        {
            "id": range(1, 25),
            "q1": [n % 4 + 1 for n in range(24)],
            "q2": [n % 11 for n in range(24)],
            "q3a": [n % 2 for n in range(24)],
            "q3b": [(n + 1) % 2 for n in range(24)],
            "q4": [f"The planner loses shift {n}" for n in range(24)],
        }
    )
    pyreadstat.write_sav(
        data,
        str(tmp_path / "ward.sav"),
        column_labels=[
            *("Respondent", "The planner saves me time"),
            "How likely are you to recommend the planner?",
            *("Which parts do you use? - Shifts", "Which parts do you use? - Leave"),
            "What is the biggest problem with it?",
        ],
        variable_value_labels={
            "q1": dict(enumerate(LEVELS, start=1)),
            "q2": {0: "Not at all likely", 10: "Extremely likely"},
            "q3a": {0: "Not selected", 1: "Selected"},
            "q3b": {0: "Not selected", 1: "Selected"},
        },
    )
    found = read(tmp_path, "ward.sav")
    assert guesses(found) == {
        "id": ("response_id", ""),
        "q1": ("likert", "agreement"),
        "q2": ("rating", "0-10, recommendation"),
        "q3a": ("checkbox", ""),
        "q3b": ("checkbox", ""),
        "q4": ("open", "what hinders"),
    }
    assert {one.question for one in found.sources} == {"What is the biggest problem with it?"}
    assert {one.value for one in found.closed if one.scale == "multi"} == {"Shifts", "Leave"}


def test_alchemer_puts_the_part_before_the_question(tmp_path: Path):
    rows: Rows = [
        split(
            "Time Started | Date Submitted | Status | How do you run it?"
            "| Other - Write In:How do you run it?"
            "| Aspect #1:What makes it pleasant? | Aspect #2:What makes it pleasant?"
        )
    ]
    for n in range(20):
        rows.append([f"2026-01-{n + 1:02} 12:35:34", f"2026-01-{n + 1:02} 12:45:34"])
        rows[-1] += ["Partial" if n % 2 else "Complete", "In the browser"]
        rows[-1] += ["on a tablet" if n == 3 else "", f"its {n} lists", f"the {n} filters"]
    found = survey_of(tmp_path, rows)
    assert found.reading.format == "Alchemer CSV, one header row"
    assert {one.question for one in found.sources} == {
        "What makes it pleasant?", "How do you run it? – Other - Write In",
    }  # fmt: skip
    assert sum(not one.complete for one in found.respondents) == 10


TYPED: list[tuple[Rows, str]] = [
    ([["The scanner never works in hall 3."], ["I was not told."], ["Good idea."]], ""),
    ([["Comment"], ["The scanner never works."], ["I was not told."], ["Good."]], "Comment"),
    (
        [
            *(["Feedback wall, canteen, 12 May"], []),
            *(["No.", "Comment"], [1, "It is slow."], [2, "I was not told."], [3, "Good."]),
        ],
        "Comment",
    ),
]


@pytest.mark.parametrize(("rows", "question"), TYPED)
@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_comment_sheets_with_and_without_header(
    tmp_path: Path, rows: Rows, question: str, kind: str
):
    if kind == "csv":
        found = survey_of(tmp_path, rows)
    else:
        found = read(tmp_path, write_book(tmp_path, "wall.xlsx", {"Sheet1": rows}))
    assert found.reading.kind is FileKind.COMMENT_SHEET
    assert (found.reading.rows_in, len(found.sources)) == (3, 3)
    assert found.reading.anonymous
    if question:
        assert found.sources[0].question == question


def test_a_comment_sheet_may_name_people_and_places(tmp_path: Path):
    rows: Rows = [["Fecha", "Nombre", "Departamento", "Comentario"]]
    rows += [
        [f"{n + 1}/05/2026", f"Ana Ruiz {'ABC'[n % 3]}", "Ventas", f"Se cierra {n}"]
        for n in range(6)
    ]
    found = read(tmp_path, write_csv(tmp_path, "hoja.csv", rows, ";", "cp1252"))
    assert found.reading.kind is FileKind.COMMENT_SHEET
    assert (found.reading.rows_kept, len(found.identities)) == (6, 6)  # one person, many comments
    assert not found.reading.anonymous


def test_questions_in_a_column_go_with_their_answers(tmp_path: Path):
    rows: Rows = [["Respondent", "Question", "Answer"]]
    for n in range(8):
        rows.append([f"P{n}", "What works well?", f"The search number {n} is quick"])
        rows.append([f"P{n}", "What gets in your way?", f"The form number {n} is long"])
    found = survey_of(tmp_path, rows)
    assert {(one.question, one.meaning) for one in found.sources} == {
        ("What works well?", QuestionMeaning.WORKS),
        ("What gets in your way?", QuestionMeaning.HINDERS),
    }


def test_every_export_keeps_the_row_equation(tmp_path: Path):
    for rows in (qualtrics(3), [*MONKEY_HEAD, *(monkey_row(n) for n in range(20))]):
        assert row_equation_holds(survey_of(tmp_path, [*rows, [""] * len(rows[0])]))
