"""A survey's structure gives the questions and labels behind the codes of its answers."""

from __future__ import annotations

from pathlib import Path

from tests.intake.made_files import Rows, csv_text, write_csv
from toolkit.intake.assemble import read_folder
from toolkit.model.intake import FileReading, Intake
from toolkit.model.vocabulary import FileKind
from toolkit.settings import Settings

HEAD = ["id", "related_id", "class", "type/scale", "name", "relevance", "text", "help", "language"]


def line(what: str, kind: str, name: str, text: str, language: str = "it") -> list[object]:
    return ["", "", what, kind, name, "1", text, "", language]


AGREE = ("Per niente d'accordo", "In disaccordo", "Neutrale", "D'accordo", "Molto d'accordo")
BOOK: Rows = [
    list(HEAD),
    line("S", "", "language", "it", ""),
    line("S", "", "sid", "7755", ""),
    line("G", "0", "Forno", "Il forno"),
    line("Q", "F", "F1", "<p>Quanto è d'accordo?</p>"),
    line("SQ", "0", "SQ001", "Il forno è facile da usare"),
    line("SQ", "0", "SQ002", "Il forno mi fa perdere tempo"),
    *(line("A", "0", f"A{place}", text) for place, text in enumerate(AGREE, 1)),
    line("Q", "L", "F2", "Quanto è probabile che consigli il forno a un collega?"),
    *(line("A", "0", f"A{n + 1}", str(n)) for n in range(11)),
    line("Q", "T", "F3", "Che cosa la ostacola?"),
    line("Q", "Q", "F4", "A chi chiede consiglio? (nome e cognome)"),
    line("SQ", "0", "SQ001", "1."),
    line("G", "0", "Oven", "The oven", "en"),
    line("Q", "F", "F1", "How much do you agree?", "en"),
    line("SQ", "0", "SQ001", "The oven is easy to use", "en"),
    *(line("A", "0", f"A{place}", f"level {place}", "en") for place in range(1, 6)),
    line("Q", "L", "F2", "How likely are you to recommend the oven?", "en"),
    line("Q", "T", "F3", "What hinders you?", "en"),
    line("Q", "Q", "F4", "Whom do you ask?", "en"),
]
CODES = ["id", "submitdate", "lastpage", "startlanguage", "F1[SQ001]", "F1[SQ002]", "F2", "F3"]


def answer(n: int) -> list[object]:
    closed = (f"A{n % 5 + 1}", f"A{5 - n % 5}", f"A{n + 3}")
    return [
        str(n),
        f"2026-03-0{n} 09:00:00",
        "3",
        "it",
        *closed,
        f"Forno {n} si ferma.",
        "Ida Holm",
    ]


ANSWERS: Rows = [[*CODES, "F4[SQ001]"], *map(answer, range(1, 9))]


def read(folder: Path, book: Rows | None = None, answers: Rows | None = None) -> Intake:
    if book:
        (folder / "structure.txt").write_text(csv_text(book, "\t"), encoding="utf-8")
    write_csv(folder, "answers.csv", answers or ANSWERS)
    return read_folder(folder, Settings())


def file(intake: Intake, name: str) -> FileReading:
    return next(one for one in intake.files if one.file == name)


def roles(intake: Intake) -> dict[str, str]:
    return {column.name: column.role for column in file(intake, "answers.csv").columns}


def test_the_structure_of_a_survey_is_no_answer_sheet(tmp_path: Path):
    found = read(tmp_path, BOOK)
    book = file(found, "structure.txt")
    assert (book.kind, book.format) == (FileKind.OTHER, "LimeSurvey, structure of a survey")
    assert book.rows_in == book.rows_kept == len(BOOK) - 1
    assert {source.file for source in found.sources} == {"answers.csv"}
    assert not [one for one in found.people if not one.in_org]


def test_codes_get_their_questions_in_the_surveys_own_language(tmp_path: Path):
    found = read(tmp_path, BOOK)
    assert {source.question for source in found.sources} == {"Che cosa la ostacola?"}
    assert {one.question for one in found.closed if one.scale == "likert"} == {
        "Quanto è d'accordo? – Il forno è facile da usare",
        "Quanto è d'accordo? – Il forno mi fa perdere tempo",
    }


def test_codes_get_their_labels_and_with_them_their_scale(tmp_path: Path):
    found = read(tmp_path, BOOK)
    likely = [one.value for one in found.closed if one.recommendation]
    assert likely == [str(n + 2) for n in range(1, 9)]
    assert roles(found)["F1[SQ001]"] == "likert"
    assert roles(found)["F4[SQ001]"] == "nomination"


def test_the_structure_of_another_survey_is_not_joined(tmp_path: Path):
    other: Rows = [[str(cell).replace("F", "Z") for cell in row] for row in BOOK]
    found = read(tmp_path, other)
    assert roles(found)["F2"] == "choice"
    assert file(found, "structure.txt").notes == (
        "the structure of a survey whose answers are not in this folder",
    )


def test_a_sheet_of_comments_with_a_class_and_a_name_is_no_structure(tmp_path: Path):
    rows: Rows = [["class", "name", "text"], ["7B", "Ida Holm", "The oven is cold every morning."]]
    (tmp_path / "sheet.csv").write_text(csv_text(rows), encoding="utf-8")
    found = read_folder(tmp_path, Settings())
    assert [source.text for source in found.sources] == ["The oven is cold every morning."]


def test_codes_without_labels_are_no_words_and_are_asked_for(tmp_path: Path):
    found = read(tmp_path)
    assert roles(found)["F2"] == roles(found)["F1[SQ001]"] == "choice"
    assert {source.text for source in found.sources} == {
        f"Forno {n} si ferma." for n in range(1, 9)
    }
    notes = file(found, "answers.csv").notes
    assert (
        "'F2' holds codes (A4, A5, A6, …) without their labels: put the survey's structure into "
        "the folder, or write its role into review.toml" in notes
    )


def test_codes_that_a_person_calls_a_rating_are_rated(tmp_path: Path):
    write_csv(tmp_path, "answers.csv", ANSWERS)
    columns = {"F2": "rating:recommendation", "F1[SQ001]": "rating"}
    mine = {"mine": {"files": {"answers.csv": {"columns": columns}}}}
    found = read_folder(tmp_path, Settings.model_validate(mine))
    likely = [one for one in found.closed if one.recommendation]
    assert [one.value for one in likely] == [str(n + 2) for n in range(1, 9)]
    assert None not in {one.agreement for one in found.closed if one.scale == "rating"}
    assert {one.value for one in found.closed if one.scale == "rating"} >= set("12345")
