"""Microsoft Forms, LimeSurvey and SPSS of Brücke & Söhne, an invented printer, tool Paginar."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

import pandas as pd
import pyreadstat
import pytest

from tests.formats.make_surveys import agreements, closed_of, nobody_says, said, values
from tests.formats.make_tables import delimited, put, put_book, read, reading_of
from toolkit.model.vocabulary import FileKind, QuestionMeaning

STAFF = """Personalnummer;Name;E-Mail;Abteilung;Funktion
P-10;Annegret Stoltz;a.stoltz@bruecke-soehne.example;Satz;Setzerin
P-11;Ibrahim Kaya;i.kaya@bruecke-soehne.example;Satz;Leiter Satz
P-12;Mathilde Perrin;m.perrin@bruecke-soehne.example;Vertrieb;Kundenbetreuerin
P-13;Luc Moreau;l.moreau@bruecke-soehne.example;Vertrieb;Kundenbetreuer
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    put(tmp_path, "personal.csv", STAFF, "cp1252")
    return tmp_path


def forms_row(number: int, mail: str, name: str, *answers: object) -> list[object]:
    start = datetime(2025, 6, number, 9, 14, 3)
    return [number, start, start.replace(minute=21), mail, name, *answers]


USES = "Which parts of Paginar do you use?"
FORMS_HEAD = [
    *["ID", "Start time", "Completion time", "Email", "Name", USES],
    "Paginar makes my day easier",
    "How likely are you to recommend Paginar to a colleague?",
    "What stops you from using Paginar more?\xa0",
    "What should we do differently?",
]


def test_microsoft_forms_that_asked_without_names(folder: Path):
    rows = [
        forms_row(1, "anonymous", "", "Proofs;Plates;", "Agree", 8, "The proof queue.", ""),
        forms_row(2, "anonymous", "", "Plates;", "Strongly disagree", 2, "", "Ask us."),
        forms_row(3, "anonymous", "", "Proofs;Prices, old and new;", "Neutral", 5, "n.a.", ""),
    ]
    put_book(folder, "Paginar(1-3).xlsx", {"Sheet1": [FORMS_HEAD, *rows]})
    intake = read(folder)
    reading = reading_of(intake, "Paginar(1-3).xlsx")
    assert reading.kind is FileKind.SURVEY
    assert "Microsoft Forms" in reading.format
    assert (reading.rows_in, reading.rows_kept) == (3, 3)
    assert reading.anonymous
    assert {one.person_id for one in intake.respondents} == {""}
    assert not intake.matches
    assert values(intake, USES) == ["Plates", "Plates", "Prices, old and new", "Proofs", "Proofs"]
    assert nobody_says(intake, "Proofs;Plates;", "Plates;", "anonymous")
    assert said(intake, "The proof queue.").meaning is QuestionMeaning.HINDERS
    assert said(intake, "Ask us.").meaning is QuestionMeaning.CHANGE
    assert agreements(intake, "makes my day easier") == {
        "Agree": 0.75,
        "Strongly disagree": 0.0,
        "Neutral": 0.5,
    }
    assert agreements(intake, "recommend Paginar") == {"8": 0.8, "2": 0.2, "5": 0.5}


def test_microsoft_forms_with_names_and_a_column_that_repeats_them(folder: Path):
    head = [*FORMS_HEAD[:5], "Last modified time", *FORMS_HEAD[5:]]
    rows = [
        [
            *forms_row(1, "a.stoltz@bruecke-soehne.example", "Stoltz, Annegret", "", "Proofs;"),
            *["Agree", 8, "The queue.", ""],
        ],
        [
            *forms_row(2, "l.moreau@bruecke-soehne.example", "Moreau, Luc", "", "Plates;"),
            *["Disagree", 3, "My prices are gone.", "Training in French."],
        ],
    ]
    put_book(folder, "Paginar(1-2).xlsx", {"Sheet1": [head, *rows]})
    intake = read(folder)
    reading = reading_of(intake, "Paginar(1-2).xlsx")
    assert "Microsoft Forms" in reading.format
    assert (reading.rows_in, reading.rows_kept) == (2, 2)
    assert not reading.anonymous
    assert said(intake, "My prices are gone.").person_id == "P-13"
    assert said(intake, "My prices are gone.").said_on == date(2025, 6, 2)


def test_microsoft_forms_in_german(folder: Path):
    head = ["ID", "Startzeit", "Fertigstellungszeit", "E-Mail", "Name"]
    head += ["Was behindert Sie bei der Arbeit mit Paginar?", "Was gefällt Ihnen?"]
    rows = [
        forms_row(1, "anonymous", "", "Zu viele Fenster.", "Die Farben."),
        forms_row(2, "anonymous", "", "Nichts", ""),
        forms_row(3, "anonymous", "", "Keine Schulung für die Nachtschicht.", "k. A."),
    ]
    put_book(folder, "Paginar.xlsx", {"Sheet1": [head, *rows]})
    intake = read(folder)
    assert "Microsoft Forms" in reading_of(intake, "Paginar.xlsx").format
    assert said(intake, "Nachtschicht").meaning is QuestionMeaning.HINDERS
    assert said(intake, "Die Farben.").meaning is QuestionMeaning.WORKS
    assert said(intake, "Die Farben.").said_on == date(2025, 6, 1)


LIME_HEAD = [
    *["id. ID de la réponse", "submitdate. Date de soumission", "lastpage. Dernière page"],
    *["startlanguage. Langue de départ", "seed. Tête de série", "token. Code d'invitation"],
    "G1Q1[SQ001]. Quels modules utilisez-vous ? [Épreuves]",
    "G1Q1[SQ002]. Quels modules utilisez-vous ? [Tarifs]",
    "G1Q1[other]. Quels modules utilisez-vous ? [Autre]",
    "G2Q1. Sur une échelle de 0 à 10, recommanderiez-vous Paginar ?",
    "G2Q2[SQ001]. Êtes-vous d'accord ? [Paginar me fait gagner du temps]",
    "G3Q1. Qu'est-ce qui vous gêne dans Paginar ?",
    "G3Q2. Qu'est-ce qui marche bien ?",
    "G3Q3. Que faudrait-il changer ?",
]
LIME_ROWS: list[list[object]] = [
    [
        *[1, "2025-06-03 10:02:11", 3, "fr", 182736455, "kq7", "Oui", "Non", "", "8", "D'accord"],
        *["", "La recherche ; elle est rapide.", ""],
    ],
    [
        *[2, "2025-06-03 11:45:51", 3, "fr", 992736455, "b2x", "Non", "Oui", "le plan d'atelier"],
        *[
            "0 - Pas du tout",
            "Pas du tout d'accord",
            "Mes tarifs ont disparu.",
            "",
            "Nous écouter.",
        ],
    ],
    [
        *[
            3,
            "2025-06-04 09:30:00",
            3,
            "fr",
            112736455,
            "zz9",
            "Oui",
            "Oui",
            "",
            "10 - Tout à fait",
        ],
        *["Tout à fait d'accord", "Rien", "Tout.", ""],
    ],
    [4, "", 1, "fr", 552736455, "p0a", "Oui", "", "", "", "", "", "", ""],
    [5, "", "", "fr", 662736455, "u1u", "", "", "", "", "", "", "", ""],
]


def test_limesurvey_in_french_with_semicolons(folder: Path):
    put(folder, "results-survey417.csv", delimited([LIME_HEAD, *LIME_ROWS], ";"), "utf-8-sig")
    intake = read(folder)
    reading = reading_of(intake, "results-survey417.csv")
    assert reading.kind is FileKind.SURVEY
    assert "LimeSurvey" in reading.format
    assert reading.rows_in == 5
    assert reading.rows_kept == 4
    gone = said(intake, "Mes tarifs ont disparu.")
    assert gone.meaning is QuestionMeaning.HINDERS
    assert gone.question == "Qu'est-ce qui vous gêne dans Paginar ?"
    assert gone.said_on == date(2025, 6, 3)
    assert said(intake, "La recherche ; elle est rapide.").meaning is QuestionMeaning.WORKS
    assert said(intake, "Nous écouter.").meaning is QuestionMeaning.CHANGE
    assert nobody_says(intake, "Oui", "Non", "fr", "D'accord", "8")


def test_limesurvey_scale_that_mixes_numbers_and_words(folder: Path):
    put(folder, "results.csv", delimited([LIME_HEAD, *LIME_ROWS], ";"))
    intake = read(folder)
    scores = sorted(answer.agreement or 0.0 for answer in closed_of(intake, "échelle de 0 à 10"))
    assert scores == [0.0, 0.8, 1.0]
    agree = agreements(intake, "gagner du temps")
    assert agree["Tout à fait d'accord"] == 1.0
    assert agree["Pas du tout d'accord"] == 0.0
    assert 0.5 < (agree["D'accord"] or 0) < 1


def test_limesurvey_ticks_are_yes_and_no(folder: Path):
    put(folder, "results.csv", delimited([LIME_HEAD, *LIME_ROWS], ";"))
    intake = read(folder)
    proofs = [
        answer
        for answer in closed_of(intake, "Quels modules")
        if "preuves" in answer.question + answer.value
    ]
    assert proofs
    assert said(intake, "le plan d'atelier")


def test_spss_file_with_labels_and_one_open_question(folder: Path):
    frame = pd.DataFrame(
        {
            "RESPID": ["r01", "r02", "r03", "r04"],
            "MAIL": [
                "a.stoltz@bruecke-soehne.example",
                "i.kaya@bruecke-soehne.example",
                "m.perrin@bruecke-soehne.example",
                "l.moreau@bruecke-soehne.example",
            ],
            "V1": [5.0, 1.0, 2.0, 3.0],
            "V2": [9.0, 1.0, 4.0, 6.0],
            "V3": [
                "Die Probedrucke sind schnell da.",
                "Ich muss jeden Auftrag doppelt anlegen.",
                "Les tarifs sont faux depuis mai.",
                "",
            ],
        }
    )
    pyreadstat.write_sav(
        frame,
        str(folder / "welle1.sav"),
        column_labels={
            "RESPID": "Respondent ID",
            "MAIL": "E-Mail",
            "V1": "Paginar hilft mir bei der Arbeit",
            "V2": "Wie wahrscheinlich ist es, dass Sie Paginar weiterempfehlen? (0-10)",
            "V3": "Was behindert Sie bei der Arbeit mit Paginar?",
        },
        variable_value_labels={
            "V1": {
                1.0: "stimme gar nicht zu",
                2.0: "stimme eher nicht zu",
                3.0: "teils/teils",
                4.0: "stimme eher zu",
                5.0: "stimme voll und ganz zu",
            }
        },
    )
    intake = read(folder)
    reading = reading_of(intake, "welle1.sav")
    assert reading.kind is FileKind.SURVEY
    assert "SPSS" in reading.format
    assert (reading.rows_in, reading.rows_kept) == (4, 4)
    twice = said(intake, "doppelt anlegen")
    assert twice.person_id == "P-11"
    assert twice.question == "Was behindert Sie bei der Arbeit mit Paginar?"
    assert twice.meaning is QuestionMeaning.HINDERS
    helps = agreements(intake, "Paginar hilft mir")
    assert helps["stimme voll und ganz zu"] == 1.0
    assert helps["stimme gar nicht zu"] == 0.0
    assert agreements(intake, "weiterempfehlen")["9"] == 0.9
