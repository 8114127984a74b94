"""What columns are taken for: by a person, by their answers, by the other columns."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from tests.intake.made_files import Rows, guess, guesses, read, survey_of, write_book
from toolkit.errors import WrongSettings
from toolkit.intake.gate import open_file
from toolkit.intake.survey_answers import OWN_WORDS
from toolkit.intake.survey_signs import recognise
from toolkit.model.vocabulary import FileKind, QuestionMeaning

LEVELS = ("Strongly disagree", "Disagree", "Neither agree nor disagree", "Agree", "Strongly agree")


def table(head: list[object], *columns: list[object]) -> Rows:
    return [head, *map(list, zip(*columns, strict=True))]


def texts(count: int, what: str = "The list number") -> list[object]:
    return [f"{what} {n} is slow" for n in range(count)]


def test_a_person_corrects_a_column_by_its_name(tmp_path: Path):
    rows = table(["Timestamp", "Remarks on Q"], [f"2026-05-{n + 1:02}" for n in range(9)], texts(9))
    found = survey_of(tmp_path, rows, columns={"remarks on q": "open: what hinders"})
    assert found.sources[0].meaning is QuestionMeaning.HINDERS
    ignored = survey_of(tmp_path, rows, columns={"Remarks on Q": "ignored"})
    assert not ignored.sources


def test_a_role_that_does_not_exist_is_refused_with_the_roles(tmp_path: Path):
    rows = table(["Comment"], texts(5))
    with pytest.raises(WrongSettings, match="'opinion' for column 'Comment' is no role") as caught:
        survey_of(tmp_path, rows, columns={"Comment": "opinion"})
    assert "open" in caught.value.what_to_do


def test_a_person_says_which_item_is_reversed(tmp_path: Path):
    rows = table(["Comment", "Speed"], texts(9), [n % 5 + 1 for n in range(9)])
    found = survey_of(tmp_path, rows, columns={"Speed": "rating:reversed"})
    five = next(one for one in found.closed if one.value == "5")
    assert five.agreement == 0


def matrix(people: int, turned: bool) -> Rows:
    """Three statements that go together and a fourth, plain in words, that may run against them."""
    dice = random.Random(4)
    head = [
        f"How much do you agree? [{text}]" for text in ("It is quick", "It is clear", "It helps")
    ]
    rows: Rows = [["Timestamp", *head, "How much do you agree? [I keep my own list]"]]
    for n in range(people):
        level = dice.randrange(5)
        near = [min(4, max(0, level + dice.choice((-1, 0, 0, 1)))) for _ in range(3)]
        last = 4 - level if turned else level
        rows.append([f"2026-05-04 09:{n:02}", *(LEVELS[place] for place in near), LEVELS[last]])
    return rows


def test_an_item_whose_answers_run_against_the_others_is_turned_and_said(tmp_path: Path):
    found = survey_of(tmp_path, matrix(50, turned=True))
    assert (
        guess(found, "How much do you agree? [I keep my own list]").detail == "agreement, reversed"
    )
    assert "its answers run against the others (r = -0." in found.reading.notes[0]


def test_an_item_that_goes_with_the_others_is_not_turned(tmp_path: Path):
    found = survey_of(tmp_path, matrix(50, turned=False))
    assert guess(found, "How much do you agree? [I keep my own list]").detail == "agreement"
    assert not found.reading.notes


def test_few_answers_turn_nothing(tmp_path: Path):
    found = survey_of(tmp_path, matrix(12, turned=True))
    assert guess(found, "How much do you agree? [I keep my own list]").detail == "agreement"


def test_reversed_items_are_turned_round_in_agreement(tmp_path: Path):
    rows: Rows = [["Timestamp", "Agree? [It is easy]", "Agree? [It wastes my time every day]"]]
    rows += [[f"2026-05-04 09:{n:02}", LEVELS[n % 5], LEVELS[n % 5]] for n in range(20)]
    found = survey_of(tmp_path, rows)
    first = found.closed[:2]
    assert [one.value for one in first] == [LEVELS[0], LEVELS[0]]
    assert [one.agreement for one in first] == [0, 1]


def test_an_overall_satisfaction_is_the_recommendation_where_none_is_asked(tmp_path: Path):
    rows = table(
        ["Timestamp", "How satisfied are you with Fern?", "How good was the training?"],
        [f"2026-05-{n % 27 + 1:02} 09:00" for n in range(12)],
        [n % 5 + 1 for n in range(12)],
        [n % 5 + 1 for n in range(12)],
    )  # fmt: skip
    found = survey_of(tmp_path, rows)
    assert guess(found, "How satisfied are you with Fern?").detail == "1-5, recommendation"


def test_a_generic_question_behind_a_score_asks_why(tmp_path: Path):
    rows = table(
        ["How likely are you to recommend Fern? (0-10)", "Please tell us more"],
        [n % 11 for n in range(12)],
        texts(12),
    )
    assert survey_of(tmp_path, rows).sources[0].meaning is QuestionMeaning.WHY_SCORE


def test_ranks_counts_and_codes_are_no_ratings(tmp_path: Path):
    dice = random.Random(2)
    rows: Rows = [["Rank these [A]", "Rank these [B]", "Rank these [C]"]]
    rows[0] += [
        "How many visits do you enter?",
        "Which region are you in?",
        "What gets in your way?",
    ]
    for n in range(24):
        order = [1, 2, 3]
        dice.shuffle(order)
        rows.append([*order, dice.randrange(60), dice.randint(1, 4), f"The list {n}"])
    taken = guesses(survey_of(tmp_path, rows))
    assert [role for role, _ in taken.values()] == [
        "rank", "rank", "rank", "number", "location", "open",
    ]  # fmt: skip


def test_single_choices_with_commas_are_one_answer(tmp_path: Path):
    picks = ("Yes, on company time", "No, in my own time", "It is complicated", "Yes, partly")
    rows = table(
        ["Timestamp", "Does your employer support it?"],
        [f"2026-05-{n % 27 + 1:02}" for n in range(40)],
        [picks[n % 4] for n in range(40)],
    )
    found = survey_of(tmp_path, rows)
    assert {one.value for one in found.closed} == set(picks)
    assert {one.scale for one in found.closed} == {"choice"}


def test_a_typed_other_answer_is_kept_as_words_and_not_shown_as_choice(tmp_path: Path):
    picks = [("Laptop", "Tablet")[n % 2] for n in range(30)]
    picks[7] = "my own phone, because the tablet breaks"
    rows = table(["Timestamp", "Which device do you use?"],
                 [f"2026-05-{n % 27 + 1:02}" for n in range(30)], picks)  # fmt: skip
    found = survey_of(tmp_path, rows)
    assert [one.text for one in found.sources] == ["my own phone, because the tablet breaks"]
    assert {one.value for one in found.closed} == {"Laptop", "Tablet", OWN_WORDS}


def test_short_open_answers_stay_open(tmp_path: Path):
    rows = table(["Timestamp", "What is missing?"], [f"2026-05-0{n + 1}" for n in range(8)],
                 ["git", "a map", "git", "search", "export", "none", "colour", "git"])  # fmt: skip
    assert len(survey_of(tmp_path, rows).sources) == 8


def test_particulars_are_no_opinions(tmp_path: Path):
    rows = table(
        ["What is your role?", "How long have you worked here?", "What gets in your way?"],
        [f"{('Nurse', 'Planner', 'Clerk')[n % 3]}" for n in range(24)],
        [("1-2 years", "3-5 years")[n % 2] for n in range(24)],
        texts(24),
    )
    found = survey_of(tmp_path, rows)
    assert {one.question for one in found.sources} == {"What gets in your way?"}
    assert {one.value for one in found.closed} >= {"Nurse", "1-2 years"}


def test_private_particulars_are_no_closed_answers(tmp_path: Path):
    head = ["Gender", "Altersgruppe", "Department", "What gets in your way?"]
    rows: Rows = [head, *(["f", "30-39", "North", f"The list {n}"] for n in range(24))]
    found = survey_of(tmp_path, rows)
    assert {one.question for one in found.closed} == {"Department"}


def test_r_writes_empty_cells_as_na(tmp_path: Path):
    rows = table(
        ["Timestamp", "What works well?", "How clear is it? (1-5)", "What is missing?", "Team"],
        [f"2026-05-{n % 27 + 1:02}" for n in range(20)],
        [f"The list {n}" if n % 2 else "NA" for n in range(20)],
        [n % 5 + 1 if n % 3 else "NA" for n in range(20)],
        ["NA" if n % 2 else f"A map {n}" for n in range(20)],
        ["North" if n % 4 else "NA" for n in range(20)],
    )  # fmt: skip
    found = survey_of(tmp_path, rows)
    assert len(found.sources) == 20
    assert "NA" not in {one.text for one in found.sources} | {one.value for one in found.closed}


def test_markup_in_questions_is_removed(tmp_path: Path):
    rows = table(["Timestamp", "<b>What</b> gets in&nbsp;your way?* ![x](http://i.example/a.png)"],
                 [f"2026-05-{n % 27 + 1:02}" for n in range(9)], texts(9))  # fmt: skip
    assert survey_of(tmp_path, rows).sources[0].question == "What gets in your way?"


@pytest.mark.parametrize(
    "text", ["=HYPERLINK(1)", "<script>alert(1)</script>", "../../etc/passwd", "'; DROP TABLE x;--"]
)
def test_an_answer_is_text_whatever_it_looks_like(tmp_path: Path, text: str):
    rows = table(["Comment"], [text, *texts(5)])
    assert text in {one.text for one in survey_of(tmp_path, rows).sources}


def test_a_survey_is_sure_and_a_plain_list_is_none(tmp_path: Path):
    asked = table(["What works well?", "What gets in your way?"], texts(9), texts(9))
    write_book(tmp_path, "a.xlsx", {"S": asked})
    known = recognise(open_file(tmp_path, "a.xlsx"))
    assert known
    assert (known.kind, known.sure) == (FileKind.COMMENT_SHEET, True)
    listed = table(["Name", "Team"], [f"Nora {n}" for n in "ABCDEFGH"], ["North"] * 8)
    write_book(tmp_path, "b.xlsx", {"S": listed})
    assert recognise(open_file(tmp_path, "b.xlsx")) is None


def test_answers_in_a_book_with_a_hidden_sheet_are_read(tmp_path: Path):
    name = write_book(
        tmp_path, "a.xlsx", {"S": table(["Comment"], texts(6)), "Lists": [["North"], ["South"]]}
    )
    found = read(tmp_path, name)
    assert len(found.sources) == 6


@pytest.mark.parametrize(
    ("head", "cells"),
    [
        (["First Name", "Last Name"], ["Nora", "Berg"]),
        (["Nome", "Cognome"], ["Nora", "Berg"]),
        (["Nom", "Prénom"], ["Berg", "Nora"]),
        (["Nombre", "Apellidos"], ["Nora", "Berg"]),
        (["Nombre y apellidos"], ["Nora Berg"]),
        (["Vorname", "Name"], ["Nora", "Berg"]),
    ],
)
def test_names_in_two_columns_are_one_name(tmp_path: Path, head: list[object], cells: list[object]):
    rows: Rows = [[*head, "What gets in your way?"]]
    rows += [[*cells[:-1], f"{cells[-1]}{'x' * n}", f"The list number {n}"] for n in range(6)]
    rows[1][: len(cells)] = cells
    found = survey_of(tmp_path, rows)
    assert "Nora Berg" in {one.name for one in found.identities.values()}


def test_a_choice_beside_the_scale_leaves_a_grid_a_grid(tmp_path: Path):
    """Satisfaction asked row by row, where most have none of these machines."""
    levels = ["dissatisfied", "satisfied", "very satisfied", "very dissatisfied"]
    beside = "we have none here"
    head = "How satisfied are you with these? [{}]"
    columns = [
        [head.format(part), *(levels[(n + at) % 4] if n % 3 == at else beside for n in range(18))]
        for at, part in enumerate(["Scales", "Labels", "Gate"])
    ]
    rows: Rows = [*map(list, zip(*columns, strict=True))]
    found = survey_of(tmp_path, rows)
    assert {one.role for one in found.reading.columns} == {"likert"}
    assert not found.sources


def test_a_row_of_a_grid_with_repeated_answers_is_never_in_words(tmp_path: Path):
    head = "What works well? [{}]"
    answers = ["very well on most days", "only with help", "not here at all"]
    columns = [
        [head.format(part), *(answers[(n * at) % 3] for n in range(12)), "it depends"]
        for at, part in enumerate(["Scales", "Labels"], start=1)
    ]
    rows: Rows = [*map(list, zip(*columns, strict=True))]
    assert {one.role for one in survey_of(tmp_path, rows).reading.columns} == {"choice"}


@pytest.mark.parametrize(
    "question",
    [
        "Quanto è probabile che consigli il portale a una collega?",
        "Quanto è soddisfatta del portale?",
        "Combien de chances y a-t-il que vous recommandiez le portail ?",
        "¿Cuánto le ayuda el portal en su trabajo?",
        "How much would you say you are satisfied with the portal?",
    ],
)
def test_a_question_for_a_judgement_counts_nothing(tmp_path: Path, question: str):
    marks: list[object] = [n % 11 for n in range(22)]
    found = survey_of(tmp_path, table([question, "Anything else?"], marks, texts(22)))
    assert guess(found, question).role == "rating"


@pytest.mark.parametrize(
    "question",
    ["Quanto tempo usa il portale, in ore?", "Quante volte lo apre?", "¿Cuántas veces lo abre?"],
)
def test_a_question_for_a_count_is_rated_by_nobody(tmp_path: Path, question: str):
    counts: list[object] = [n % 11 for n in range(22)]
    found = survey_of(tmp_path, table([question, "Anything else?"], counts, texts(22)))
    assert guess(found, question).role == "number"


def test_a_heading_in_two_languages_is_what_both_halves_say(tmp_path: Path):
    place = "Standort / Sede"
    head: list[object] = ["Zeitstempel", place, "Was stört? / Cosa disturba?"]
    days: list[object] = [f"2026-05-{n + 1:02} 09:00" for n in range(9)]
    towns: list[object] = [f"Ort {n}" for n in range(9)]
    assert guess(survey_of(tmp_path, table(head, days, towns, texts(9))), place).role == "location"
