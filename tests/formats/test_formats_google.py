"""Google Forms of Vignaioli Sant'Elmo, an invented company of wine growers with the tool Cantia."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

import pytest

from tests.formats.make_surveys import agreements, closed_of, nobody_says, said, texts, values
from tests.formats.make_tables import delimited, put, put_book, read, reading_of
from toolkit.model.vocabulary import FileKind, QuestionMeaning

STAFF = """Matricola;Cognome e nome;E-mail;Reparto;Ruolo
11;Bellandi Ornella;o.bellandi@santelmo.example;Cantina;Enologa
12;Ferrero Duccio;d.ferrero@santelmo.example;Cantina;Cantiniere
13;Zanin Mirella;m.zanin@santelmo.example;Vendite;Responsabile vendite
14;Huber Karl;k.huber@santelmo.example;Vendite;Addetto vendite
"""
USES = "What do you use Cantia for?"
LOTS, TANKS, SALES = "Lots, blends and labels", "Tank temperatures", "Orders (trade, private)"
HEAD = [
    *["Timestamp", "Email Address", USES],
    "How far do you agree? [Cantia saves me a walk to the cellar]",
    "How far do you agree? [I was shown what I need]",
    "How satisfied are you with Cantia overall?",
    *["Please explain", "What hinders you?", "Please explain", "Anything else?"],
]
ROWS: list[list[object]] = [
    [
        *["3/14/2025 9:05:31", "o.bellandi@santelmo.example", f"{LOTS}, {TANKS}", "Strongly agree"],
        *["Agree", 5, "The tanks call me at night.", "Nothing", "", ""],
    ],
    [
        *[
            "3/14/2025 17:44:02",
            "d.ferrero@santelmo.example",
            TANKS,
            "Disagree",
            "Strongly disagree",
        ],
        *[2, "I see Celsius and Fahrenheit mixed.", "My gloves, and the small keys.", ""],
        *["Ask the cellar first next time."],
    ],
    [
        *["3/15/2025 8:12:59", "m.zanin@santelmo.example", f"{LOTS}, {SALES}", "Agree", "Disagree"],
        *[3, "", "Orders come twice.", "Each order appears in two lists.", ""],
    ],
    [
        "3/16/2025 21:30:00",
        "k.huber@santelmo.example",
        SALES,
        "Neutral",
        "Neutral",
        4,
        "",
        "",
        "",
        "",
    ],
]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    put(tmp_path, "elenco.csv", STAFF)
    return tmp_path


def test_csv_with_one_header_row(folder: Path):
    put(folder, "Cantia (Responses) - Form Responses 1.csv", delimited([HEAD, *ROWS]))
    intake = read(folder)
    reading = reading_of(intake, "Cantia (Responses) - Form Responses 1.csv")
    assert reading.kind is FileKind.SURVEY
    assert "Google Forms" in reading.format
    assert (reading.rows_in, reading.rows_kept) == (4, 4)
    assert (reading.first_on, reading.last_on) == (date(2025, 3, 14), date(2025, 3, 16))
    gloves = said(intake, "My gloves")
    assert gloves.person_id == "12"
    assert gloves.meaning is QuestionMeaning.HINDERS
    assert gloves.said_on == date(2025, 3, 14)


def test_choices_with_commas_in_one_cell_stay_whole(folder: Path):
    put(folder, "Cantia.csv", delimited([HEAD, *ROWS]))
    intake = read(folder)
    assert values(intake, USES) == sorted([LOTS, LOTS, TANKS, TANKS, SALES, SALES])
    assert {answer.scale for answer in closed_of(intake, USES)} == {"multi"}
    assert nobody_says(intake, *[str(row[2]) for row in ROWS])


def test_each_row_of_a_grid_is_a_question(folder: Path):
    put(folder, "Cantia.csv", delimited([HEAD, *ROWS]))
    intake = read(folder)
    assert agreements(intake, "Cantia saves me a walk")["Strongly agree"] == 1.0
    assert agreements(intake, "I was shown what I need")["Strongly disagree"] == 0.0
    satisfied = closed_of(intake, "How satisfied are you")
    assert sorted(one.value for one in satisfied if one.recommendation) == ["2", "3", "4", "5"]


def test_two_columns_of_one_name_are_both_read(folder: Path):
    put(folder, "Cantia.csv", delimited([HEAD, *ROWS]))
    intake = read(folder)
    assert said(intake, "Celsius and Fahrenheit").person_id == "12"
    assert said(intake, "two lists").person_id == "13"
    assert len({source.source_id for source in intake.sources}) == len(intake.sources)


def test_workbook_with_times_to_the_millisecond(folder: Path):
    rows = [[*row] for row in ROWS]
    for day, row in enumerate(rows, start=14):
        row[0] = datetime(2025, 3, day, 9, 5, 31, 412000)
    put_book(folder, "Cantia (Responses).xlsx", {"Form Responses 1": [HEAD, *rows]})
    intake = read(folder)
    reading = reading_of(intake, "Cantia (Responses).xlsx")
    assert "Google Forms" in reading.format
    assert (reading.rows_in, reading.rows_kept) == (4, 4)
    assert (reading.first_on, reading.last_on) == (date(2025, 3, 14), date(2025, 3, 17))
    assert values(intake, USES).count(TANKS) == 2
    assert said(intake, "My gloves").person_id == "12"


def test_a_thousand_empty_rows_below_are_no_respondents(folder: Path):
    empty: list[list[object]] = [[""] * len(HEAD) for _ in range(996)]
    put(folder, "Cantia.csv", delimited([HEAD, *ROWS, *empty]))
    reading = reading_of(read(folder), "Cantia.csv")
    assert reading.rows_kept == 4


def test_german_form_with_semicolons_in_its_choices(folder: Path):
    put(
        folder,
        "Cantia (Antworten).csv",
        delimited(
            [
                [
                    *["Zeitstempel", "E-Mail-Adresse", "Wofür nutzt du Cantia?"],
                    *["Ich arbeite gern mit Cantia", "Was läuft gut?", "Was behindert dich?"],
                    *["Was sollte sich ändern?"],
                ],
                [
                    *["14.03.2025 09:05:31", "k.huber@santelmo.example", "Aufträge;Preislisten"],
                    *["Stimme eher nicht zu", "Die Suche.", "Preise vom Vorjahr.", "k.A."],
                ],
                [
                    *["15.03.2025 11:40:10", "o.bellandi@santelmo.example", "Aufträge"],
                    *["Stimme voll zu", "", "Nichts", "Mehr Schulung, bitte auf Deutsch."],
                ],
                ["28.03.2025 07:00:00", "", "Preislisten;Etiketten", "Teils, teils", "", "-", ""],
            ]
        ),
    )
    intake = read(folder)
    reading = reading_of(intake, "Cantia (Antworten).csv")
    assert reading.kind is FileKind.SURVEY
    assert "Google Forms" in reading.format
    assert (reading.rows_in, reading.rows_kept) == (3, 3)
    assert said(intake, "Preise vom Vorjahr.").meaning is QuestionMeaning.HINDERS
    assert said(intake, "Preise vom Vorjahr.").person_id == "14"
    assert said(intake, "Die Suche.").meaning is QuestionMeaning.WORKS
    assert said(intake, "Mehr Schulung").meaning is QuestionMeaning.CHANGE
    assert said(intake, "Mehr Schulung").said_on == date(2025, 3, 15)
    assert sorted(values(intake, "Wofür nutzt du")) == [
        *["Aufträge", "Aufträge", "Etiketten", "Preislisten", "Preislisten"]
    ]
    agree = agreements(intake, "Ich arbeite gern")
    assert agree["Stimme voll zu"] == 1.0
    assert agree["Teils, teils"] == 0.5
    assert (agree["Stimme eher nicht zu"] or 0) < 0.5


def test_italian_form(folder: Path):
    put(
        folder,
        "Cantia (Risposte).csv",
        delimited(
            [
                [
                    *["Informazioni cronologiche", "Nome utente", "Che cosa funziona bene?"],
                    *[
                        "Che cosa ti ostacola?",
                        "Che cosa andrebbe cambiato?",
                        "A chi chiedi aiuto?",
                    ],
                    *["Quanto consiglieresti Cantia a un collega? (0-10)"],
                ],
                [
                    *[
                        "14/03/2025 9.05.31",
                        "o.bellandi@santelmo.example",
                        "I serbatoi.",
                        "nessuno",
                    ],
                    *["", "Duccio Ferrero", 8],
                ],
                [
                    *["22/03/2025 18.31.07", "m.zanin@santelmo.example", ""],
                    *["Gli ordini arrivano doppi.", "Un elenco solo.", "Huber Karl", 3],
                ],
                [
                    *["23/03/2025 10.10.10", "d.ferrero@santelmo.example", "Poco.", "I guanti."],
                    *["Tasti più grandi", "", 5],
                ],
            ]
        ),
    )
    intake = read(folder)
    reading = reading_of(intake, "Cantia (Risposte).csv")
    assert "Google Forms" in reading.format
    assert (reading.rows_in, reading.rows_kept) == (3, 3)
    assert reading.last_on == date(2025, 3, 23)
    assert said(intake, "Gli ordini").meaning is QuestionMeaning.HINDERS
    assert said(intake, "Gli ordini").person_id == "13"
    assert "I serbatoi." in texts(intake, QuestionMeaning.WORKS)
    assert said(intake, "Un elenco solo.").meaning is QuestionMeaning.CHANGE
    assert {(tie.from_id, tie.to_id) for tie in intake.ties} == {("11", "12"), ("13", "14")}
    assert agreements(intake, "Quanto consiglieresti") == {"8": 0.8, "3": 0.3, "5": 0.5}


def test_questions_that_only_one_branch_saw(folder: Path):
    head = ["Timestamp", "Do you use Cantia?", "What do you like?", "Why do you not use it?"]
    rows: list[list[object]] = [
        ["3/14/2025 9:05:31", "Yes", "The night alarm.", ""],
        ["3/14/2025 9:15:31", "No", "", "I have no login."],
        ["3/15/2025 9:25:31", "No", "", "Nobody asked me to."],
        ["3/15/2025 9:35:31", "Yes", "It knows the barrels.", ""],
    ]
    put(folder, "Cantia.csv", delimited([head, *rows]))
    intake = read(folder)
    assert reading_of(intake, "Cantia.csv").rows_kept == 4
    assert len(intake.sources) == 4
    assert said(intake, "I have no login.").question == "Why do you not use it?"
    assert values(intake, "Do you use Cantia?") == ["No", "No", "Yes", "Yes"]
