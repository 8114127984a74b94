"""Exports of many tools: one row a comment, sheets of sums, the tools' own marks, typed paper."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.intake.made_files import Rows, write_book, write_csv
from toolkit.intake.assemble import read_folder
from toolkit.model.intake import FileReading, Intake
from toolkit.settings import Settings

NAMES = ("Ada Voss", "Ben Orr", "Cleo Hahn", "Dan Reyes", "Eva Lund", "Finn Brandt")
IDS = ("4101", "4102", "4103", "4104", "4105", "4106")
MAILS = tuple(f"{name.lower().replace(' ', '.')}@dairy.example" for name in NAMES)
WORDS = tuple(f"The cold store list number {n} takes minutes to open" for n in range(6))
GOOD = tuple(f"Route plan {n} is quick to read in the van" for n in range(6))
SCORES = ("3", "7", "9", "2", "10", "0")
HINDERS, WORKS = "What gets in your way?", "What works well?"
WHOM = "Whom do you ask for help?"
RECOMMEND = "How likely are you to recommend the cooler?"


def listed(folder: Path) -> None:
    rows = [[*row, "Dairy"] for row in zip(IDS, NAMES, MAILS, strict=True)]
    write_csv(folder, "staff.csv", [["Staff no", "Name", "E-mail", "Department"], *rows])


def answered(folder: Path, head: list[str], *columns: tuple[str, ...]) -> Intake:
    listed(folder)
    write_csv(folder, "answers.csv", [head, *map(list, zip(*columns, strict=True))])
    return read_folder(folder, Settings())


def of_answers(intake: Intake) -> FileReading:
    return next(one for one in intake.files if one.file.startswith("answers"))


def role(intake: Intake, column: str) -> str:
    return next(one.role for one in of_answers(intake).columns if one.name == column)


def who(intake: Intake) -> list[str]:
    return sorted(one.person_id for one in intake.respondents)


def comments() -> Rows:
    """One row for each comment, as pulse tools write them."""
    rows: Rows = [["Question", "Comment", "Staff no", "Score", "Submitted (UTC)"]]
    for n, staff in enumerate(IDS):
        day = f"2026-03-0{n + 1} 09:00:00"
        rows.append([HINDERS, WORDS[n], staff, str(n % 5 + 1), day])
        rows.append([WORKS, GOOD[n], staff, str(n % 4 + 2), day])
        rows.append([WHOM, NAMES[(n + 2) % 6], staff, "", day])
    return rows


def test_each_comment_of_a_person_stays_where_a_row_is_one_answer(tmp_path: Path):
    listed(tmp_path)
    write_csv(tmp_path, "answers.csv", comments())
    found = read_folder(tmp_path, Settings())
    assert {(one.question, one.text) for one in found.sources} == {
        *((HINDERS, text) for text in WORDS),
        *((WORKS, text) for text in GOOD),
    }
    assert not of_answers(found).set_aside
    assert of_answers(found).last_on is not None


def test_names_in_rows_that_ask_for_people_are_ties_and_no_opinions(tmp_path: Path):
    listed(tmp_path)
    write_csv(tmp_path, "answers.csv", comments())
    found = read_folder(tmp_path, Settings())
    pairs = {(IDS[n], IDS[(n + 2) % 6]) for n in range(6)}
    assert {(one.from_id, one.to_id) for one in found.ties} == pairs
    assert {one.question for one in found.ties} == {WHOM}


def test_the_same_words_to_the_same_question_again_are_set_aside(tmp_path: Path):
    listed(tmp_path)
    rows = comments()
    write_csv(tmp_path, "answers.csv", [*rows, rows[1]])
    aside = of_answers(read_folder(tmp_path, Settings())).set_aside
    assert [(one.rows, " twice: " in one.reason) for one in aside] == [(1, True)]


def test_a_score_belongs_to_the_question_of_its_row(tmp_path: Path):
    listed(tmp_path)
    rows: Rows = [["Question", "Score", "Comment", "Staff no"]]
    rows += [[RECOMMEND, SCORES[n], WORDS[n], staff] for n, staff in enumerate(IDS)]
    rows += [["How is the training?", str(n + 4), GOOD[n], staff] for n, staff in enumerate(IDS)]
    write_csv(tmp_path, "answers.csv", rows)
    closed = read_folder(tmp_path, Settings()).closed
    assert {one.question for one in closed} == {RECOMMEND, "How is the training?"}
    assert {one.value for one in closed if one.recommendation} == set(SCORES)
    assert sum(one.recommendation for one in closed) == len(SCORES)


def test_a_sheet_of_scores_is_read_beside_the_sheet_of_comments(tmp_path: Path):
    listed(tmp_path)
    scores: Rows = [["Staff no", "Submitted", "The cooler saves time", "The cooler is fast"]]
    scores += [[staff, "2026-03-01", n % 5 + 1, (n + 2) % 5 + 1] for n, staff in enumerate(IDS)]
    write_book(tmp_path, "answers.xlsx", {"Comments": comments(), "Scores": scores})
    found = read_folder(tmp_path, Settings())
    rated = [one for one in found.closed if one.question == "The cooler saves time"]
    assert sorted(one.person_id for one in rated) == list(IDS)


def test_sums_and_a_cover_page_are_nobodys_answers(tmp_path: Path):
    listed(tmp_path)
    cover: Rows = [["Cooler pulse", ""], ["Exported by", "Dana Whit"], ["Responses", "6 of 9"]]
    sums: Rows = [["Answer", "Count", "%"], ["Agree", 3, 50], ["Neither", 2, 33], ["No", 1, 17]]
    sheets = {"About": cover, "Q1": sums, "Comments": comments()}
    write_book(tmp_path, "answers.xlsx", sheets)
    found = read_folder(tmp_path, Settings())
    assert {one.person_id for one in found.sources} == set(IDS)
    assert {one.person_id for one in found.closed} == set(IDS)
    assert {one.where for one in of_answers(found).set_aside} == {"About", "Q1"}


def test_many_rows_taken_for_doubles_are_said_loudly(tmp_path: Path):
    words = tuple(f"Topic {n}: {text}" for n, text in enumerate(WORDS * 3))
    found = answered(
        tmp_path,
        ["Staff no", "Rating", "Remarks on the cooler and its lists"],
        IDS * 3,
        ("1", "2", "3", "4", "5", "4") * 3,
        words,
    )
    assert "12 of 18 rows were set aside" in of_answers(found).problem
    assert "comment_sheet" in of_answers(found).problem


MARKS = ("k3f9zq81ab", "p02mm4x7ty", "a1b2c3d4e5", "zz91kq03lm", "m4n5b6v7c8", "q7w8e9r0t1")


@pytest.mark.parametrize(
    "cells",
    [
        MARKS,
        tuple(f"10.4.4.{n}" for n in range(6)),
        tuple(f"0{n}:4{n}" for n in range(6)),
        tuple(f"https://forms.example/r/{n}" for n in range(6)),
        tuple(f"Voter {n}" for n in range(6)),
        tuple(f"5881234567890{n}4471" for n in range(6)),
        tuple(str(80017 + 131 * n) for n in range(6)),
        tuple(f"+39 055 44{n} 71 2{n}" for n in range(6)),
    ],
)
def test_what_a_tool_writes_by_itself_is_nobodys_answer(tmp_path: Path, cells: tuple[str, ...]):
    found = answered(tmp_path, ["#", "Staff no", HINDERS], cells, IDS, WORDS)
    assert {one.text for one in found.sources} == set(WORDS)
    assert who(found) == list(IDS)
    assert not of_answers(found).problem


def test_a_mark_of_a_device_is_no_persons_id(tmp_path: Path):
    names = (*NAMES[:5], "")
    found = answered(tmp_path, ["Your name", "Network ID", HINDERS], names, MARKS, WORDS)
    assert who(found) == ["", *IDS[:5]]
    assert all(one.in_org for one in found.people)


@pytest.mark.parametrize(
    "title", ["Come si chiama?", "Wie heißen Sie?", "Comment vous appelez-vous ?", "Sheet of"]
)
def test_names_of_the_list_under_any_header_are_who_answered(tmp_path: Path, title: str):
    names = (*NAMES[:5], "anonymous")
    found = answered(tmp_path, [title, HINDERS], names, WORDS)
    assert who(found) == ["", *IDS[:5]]
    assert {one.text for one in found.sources} == set(WORDS)


def test_a_surname_with_an_initial_is_a_name(tmp_path: Path):
    names = tuple(f"{last}, {first[0]}." for first, last in map(str.split, NAMES))
    assert who(answered(tmp_path, ["Wer", HINDERS], names, WORDS)) == list(IDS)


@pytest.mark.parametrize(
    "title", ["Trainer", "Your manager", "Whom do you ask?", "Ansprechpartner"]
)
def test_names_of_others_are_not_who_answered(tmp_path: Path, title: str):
    assert who(answered(tmp_path, [title, HINDERS], NAMES[::-1], WORDS)) == [""] * 6


def test_a_login_with_its_domain_is_the_login(tmp_path: Path):
    logins = tuple(f"DAIRY\\{mail.partition('@')[0]}" for mail in MAILS)
    assert who(answered(tmp_path, ["Windows account", HINDERS], logins, WORDS)) == list(IDS)


def test_names_beside_their_own_addresses_are_nobody_whom_one_asks(tmp_path: Path):
    found = answered(tmp_path, ["Mailbox", "Shown as", HINDERS], MAILS, NAMES, WORDS)
    assert role(found, "Shown as") == "name"
    assert not found.ties


@pytest.mark.parametrize(
    "title", ["Bemerkung Erfassung", "Typist's notes", "Note di trascrizione", "Notes de saisie"]
)
def test_what_a_typist_remarks_is_no_answer(tmp_path: Path, title: str):
    found = answered(tmp_path, ["Name", HINDERS, title], NAMES, WORDS, GOOD)
    assert {one.text for one in found.sources} == set(WORDS)


def test_a_blank_that_is_written_out_is_blank(tmp_path: Path):
    names = (*NAMES[:5], "(ohne Name)")
    found = answered(tmp_path, ["Name", HINDERS], names, (*WORDS[:4], "(leer)", WORDS[5]))
    assert {one.text for one in found.sources} == {*WORDS[:4], WORDS[5]}
    assert who(found) == ["", *IDS[:4]]
    assert all(one.in_org for one in found.people)


def test_a_test_id_and_words_to_ignore_are_a_trial(tmp_path: Path):
    staff = (*IDS[:4], "TEST001", IDS[5])
    words = (*WORDS[:5], "test comment, please ignore")
    found = answered(tmp_path, ["Staff no", HINDERS], staff, words)
    assert {one.text for one in found.sources} == set(WORDS[:4])


def test_a_net_promoter_export_has_a_recommendation_and_its_reason(tmp_path: Path):
    numbers = tuple(str(880031 + 17 * n) for n in range(6))
    head = ["Response ID", "Survey Type", "Score", "Comment", "Person Email", "Person Name"]
    head += ["Source", "Device", "Created At"]
    rest = (("Email",) * 6, ("desktop",) * 6, tuple(f"2026-03-0{n + 1}" for n in range(6)))
    found = answered(tmp_path, head, numbers, ("nps",) * 6, SCORES, WORDS, MAILS, NAMES, *rest)
    assert {one.value for one in found.closed if one.recommendation} == set(SCORES)
    assert {one.text for one in found.sources} == set(WORDS)
    assert of_answers(found).first_on is not None


UNIPARK = "lfdn external_lfdn tester dispcode lastpage quality duration c_0001 v_3 v_4 v_5 v_6"
LEVELS = ("stimme gar nicht zu", "stimme eher nicht zu", "teils-teils", "stimme eher zu")
BOOK = f"""Codebuch
Projekt: Kühler (7712)

Seite 31  Start
c_0001   Kennung aus dem Link      Typ: varchar

Seite 32
v_3      Wie wahrscheinlich ist es, dass Sie den Kühler weiterempfehlen?      Typ: int
{"".join(f"         {n + 1}   {n}" + (" - nie" if not n else "") + chr(10) for n in range(11))}
Wie sehr stimmen Sie zu?
v_4      Der Kühler spart mir Zeit.      Typ: int
{"".join(f"         {n}   {text}" + chr(10) for n, text in enumerate(LEVELS, 1))}
Seite 33
v_5      Was hindert Sie?      Typ: blob
v_6      Wen fragen Sie um Rat?      Typ: varchar
"""


def unipark_rows() -> Rows:
    rows: Rows = [UNIPARK.split()]
    rows.append(["3", "0", "1", "31", "90", "-77", "20", "", "5", "1", "Nur ein Versuch", ""])
    for n, staff in enumerate(IDS):
        scale = [str(int(SCORES[n]) + 1), str(n % 4 + 1) if n else "0"]
        asked = NAMES[(n + 1) % 6]
        rows.append(
            [str(n + 5), "0", "0", "31", "90", "-77", "300", staff, *scale, WORDS[n], asked]
        )
    rows.append(["20", "0", "0", "22", "88", "-77", "9", "", "-77", "-77", "-66", "-66"])
    return rows


def test_a_unipark_export_has_the_words_of_its_codebook(tmp_path: Path):
    listed(tmp_path)
    write_csv(tmp_path, "answers.csv", unipark_rows(), delimiter=";")
    (tmp_path / "codebook.txt").write_text(BOOK, encoding="latin-1")
    found = read_folder(tmp_path, Settings())
    rated = {one.value.split(" ")[0]: one.agreement for one in found.closed if one.recommendation}
    assert rated == {score: int(score) / 10 for score in SCORES}
    assert {(one.question, one.text) for one in found.sources} == {
        ("Was hindert Sie?", text) for text in WORDS
    }
    agreed = [one for one in found.closed if "Der Kühler spart mir Zeit." in one.question]
    assert len(agreed) == 5  # the sixth was not answered: 0
    assert (who(found), len(found.ties)) == (list(IDS), 6)
    assert not any(one.problem for one in found.files)


def test_a_unipark_export_alone_keeps_trials_and_broken_off_starts_out(tmp_path: Path):
    listed(tmp_path)
    write_csv(tmp_path, "answers.csv", unipark_rows(), delimiter=";")
    found = read_folder(tmp_path, Settings())
    reasons = {one.reason: one.rows for one in of_answers(found).set_aside}
    assert reasons == {"survey preview or test": 1, "opened, nothing answered": 1}
    assert {one.text for one in found.sources} == set(WORDS)
    assert who(found) == list(IDS)


def sosci_files(folder: Path) -> None:
    head = "CASE SERIAL REF QUESTNNR MODE STARTED CL01 CL02_01 CL02_02 CL03_01 TIME001 FINISHED"
    rows: Rows = [head.split()]
    for n, staff in enumerate(IDS):
        scale = [str(int(SCORES[n]) + 1), str(n % 4 + 1), "-9" if n == 2 else str(4 - n % 4)]
        started = f"2026-03-0{n + 1} 08:00:00"
        rows.append(
            [str(90 + n), "", staff, "base", "interview", started, *scale, WORDS[n], "31", "1"]
        )
    write_csv(folder, "answers.csv", rows, delimiter=";")
    asked = "Wie wahrscheinlich ist eine Weiterempfehlung?"
    agree = "Wie sehr stimmen Sie zu?"
    variables: Rows = [["VAR", "LABEL", "TYPE", "INPUT", "QUESTION"]]
    variables += [["CL01", "Empfehlung", "ORDINAL", "SELECTION", asked]]
    variables += [["CL02_01", "Zustimmung: Der Kühler ist leise", "ORDINAL", "SCALE", agree]]
    variables += [["CL02_02", "Zustimmung: Der Kühler ist schnell", "ORDINAL", "SCALE", agree]]
    variables += [["CL03_01", "Hindernis: [01]", "TEXT", "OPEN", "Was hindert Sie?"]]
    write_csv(folder, "variables.csv", variables, delimiter=";")
    values: Rows = [["VAR", "RESPONSE", "MEANING"]]
    values += [["CL01", str(n + 1), f"{n} gar nicht" if not n else str(n)] for n in range(11)]
    for item in ("CL02_01", "CL02_02"):
        values += [[item, str(n), text] for n, text in enumerate(LEVELS, 1)]
    write_csv(folder, "values.csv", values, delimiter=";")


def test_two_lists_of_variables_and_values_explain_one_export(tmp_path: Path):
    listed(tmp_path)
    sosci_files(tmp_path)
    found = read_folder(tmp_path, Settings())
    rated = sorted(one.agreement or 0.0 for one in found.closed if one.recommendation)
    assert rated == sorted(int(score) / 10 for score in SCORES)
    items = [one.question for one in found.closed if "stimmen" in one.question]
    assert sorted(set(items)) == [
        "Wie sehr stimmen Sie zu? – Der Kühler ist leise",
        "Wie sehr stimmen Sie zu? – Der Kühler ist schnell",
    ]
    assert items.count("Wie sehr stimmen Sie zu? – Der Kühler ist schnell") == 5
    assert {one.question for one in found.sources} == {"Was hindert Sie?"}
    lists = [one for one in found.files if one.file in ("variables.csv", "values.csv")]
    assert all("labels of its answers" in one.notes[-1] for one in lists)


def test_a_conversation_with_numbers_is_no_codebook(tmp_path: Path):
    lines = [f"Ada Voss: We have\n   {n} vans in yard {n}.\nBen: And then?" for n in range(1, 9)]
    (tmp_path / "talk.txt").write_text("\n".join(lines), encoding="utf-8")
    assert "codebook" not in read_folder(tmp_path, Settings()).files[0].format


def qualtrics(rated: tuple[str, ...], status: str) -> Rows:
    codes = ["StartDate", "EndDate", "Status", "Finished", "ResponseId", "ExternalReference", "Q1"]
    titles = ["Start Date", "End Date", "Response Type", "Finished", "Response ID", "External"]
    ids = [f'{{"ImportId":"{name}"}}' for name in (*codes, "QID2_TEXT")]
    rows: Rows = [[*codes, "Q2"], [*titles, "The cooler saves time", HINDERS], ids]
    for n, staff in enumerate(IDS):
        when = f"2026-03-0{n + 1} 08:00:00"
        rows.append([when, when, status, "1", f"R_2xKp7{n}QwErTy8", staff, rated[n], WORDS[n]])
    return rows


def test_labels_and_numbers_of_one_export_are_the_same_answers(tmp_path: Path):
    listed(tmp_path)
    levels = ("Disagree", "Agree", "Strongly agree", "Agree", "Neutral", "Disagree")
    write_csv(tmp_path, "labels.csv", qualtrics(levels, "IP Address"))
    write_csv(tmp_path, "values.csv", qualtrics(("2", "4", "5", "4", "3", "2"), "0"))
    found = read_folder(tmp_path, Settings())
    assert sorted(one.text for one in found.sources) == sorted(WORDS)
    assert who(found) == list(IDS)


def test_a_line_of_averages_below_is_nobodys_rating(tmp_path: Path):
    names = (*NAMES, "Mittelwert", "Anzahl")
    rated = ("1", "4", "5", "2", "3", "3", "3.1", "6")
    found = answered(tmp_path, ["Name", "Nutzen (1-5)", HINDERS], names, rated, (*WORDS, "", ""))
    assert role(found, "Nutzen (1-5)") == "rating"
    aside = {one.reason: one.rows for one in of_answers(found).set_aside}
    assert aside == {"line of totals": 2}
    assert all(one.in_org for one in found.people)


def test_numbers_and_words_in_one_column_are_told_apart_by_their_question(tmp_path: Path):
    listed(tmp_path)
    rows: Rows = [["Matricola", "Domanda", "Risposta"]]
    for n, staff in enumerate(IDS):
        rows.append([staff, "Quanto è probabile che consigli il frigo? (0-10)", SCORES[n]])
        rows.append([staff, "Che cosa la ostacola?", WORDS[n]])
    write_csv(tmp_path, "answers.csv", rows, delimiter=";")
    found = read_folder(tmp_path, Settings())
    assert {one.text for one in found.sources} == set(WORDS)
    assert {one.value for one in found.closed if one.recommendation} == set(SCORES)


@pytest.mark.parametrize(
    "cells",
    [
        ("Ja", "Nein", "Eher ja", "Eher nein", "Ja", "Eher ja"),
        ("7 von 10", "2 von 10", "9 von 10", "3 von 10", "8 von 10", "1 von 10"),
        ("★★★★☆", "★☆☆☆☆", "★★★★★", "★★☆☆☆", "★★★★☆", "★☆☆☆☆"),
    ],
)
def test_levels_in_other_forms_have_an_order(tmp_path: Path, cells: tuple[str, ...]):
    found = answered(tmp_path, ["Name", "Hilft der Kühler?", HINDERS], NAMES, cells, WORDS)
    agreed = {one.person_id: one.agreement or 0.0 for one in found.closed}
    assert agreed[IDS[0]] > agreed[IDS[1]]
    assert {one.text for one in found.sources} == set(WORDS)


def test_a_plain_yes_and_no_has_no_order(tmp_path: Path):
    cells = ("Ja", "Nein", "Ja", "Nein", "Ja", "Ja")
    found = answered(tmp_path, ["Name", "Nutzen Sie ihn?", HINDERS], NAMES, cells, WORDS)
    assert {one.agreement for one in found.closed} == {None}


def test_people_in_the_header_are_said_loudly(tmp_path: Path):
    listed(tmp_path)
    rows: Rows = [["Frage", *NAMES], ["Was hindert?", *WORDS], ["Was hilft?", *GOOD]]
    write_csv(tmp_path, "answers.csv", [*rows, ["Was fehlt?", *WORDS[::-1]]])
    assert "Turn the table round" in of_answers(read_folder(tmp_path, Settings())).problem


def test_one_column_for_each_colleague_gives_ties(tmp_path: Path):
    columns = [
        tuple("often" if (n + 1) % 6 == place else "never" for n in range(6)) for place in range(6)
    ]
    heads = [f"How often do you ask for advice? [{name}]" for name in NAMES]
    found = answered(tmp_path, ["E-mail", *heads, HINDERS], MAILS, *columns, WORDS)
    pairs = {(IDS[n], IDS[(n + 1) % 6]) for n in range(6)}
    assert {(one.from_id, one.to_id) for one in found.ties} == pairs


def test_places_under_a_short_title_are_no_opinions(tmp_path: Path):
    towns = ("Treviso", "Padova", "Rovigo", "Ancona", "Rimini", "Lecce")
    found = answered(tmp_path, ["Name", "Zona / Area", HINDERS], NAMES, towns, WORDS)
    assert {one.text for one in found.sources} == set(WORDS)
