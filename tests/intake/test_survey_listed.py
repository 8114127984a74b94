"""The organisation's list tells which column of a survey holds people."""

from __future__ import annotations

from pathlib import Path

from tests.intake.made_files import write_csv
from toolkit.intake.assemble import read_folder
from toolkit.model.intake import Intake
from toolkit.settings import Settings

NAMES = ("Ada Voss", "Ben Orr", "Cleo Hahn", "Dan Reyes", "Eva Lund", "Finn Brandt")
LOGINS = ("avoss", "borr", "chahn", "dreyes", "elund", "fbrandt")
MAILS = tuple(f"{name.lower().replace(' ', '.')}@dairy.example" for name in NAMES)
MIXED = (MAILS[0], "BORR", LOGINS[2], MAILS[3].upper(), LOGINS[4], LOGINS[5])
WORDS = tuple(f"The cold store list number {n} takes minutes to open" for n in range(6))
HEAD = ("Staff no", "Name", "E-mail", "Login", "Department")


def read(folder: Path, heads: tuple[str, ...], *columns: tuple[str, ...]) -> Intake:
    people = zip(range(4101, 4107), NAMES, MAILS, LOGINS, ("Dairy",) * 6, strict=True)
    write_csv(folder, "staff.csv", [list(HEAD), *map(list, people)])
    write_csv(folder, "answers.csv", [list(heads), *map(list, zip(*columns, strict=True))])
    return read_folder(folder, Settings())


def roles(intake: Intake) -> dict[str, str]:
    answers = next(one for one in intake.files if one.file == "answers.csv")
    return {column.name: column.role for column in answers.columns}


def test_addresses_and_logins_of_the_list_under_any_header_are_who_answered(tmp_path: Path):
    found = read(tmp_path, ("Extra field 1", "What hinders you?"), MIXED, WORDS)
    assert roles(found)["Extra field 1"] == "person_id"
    assert sorted(one.person_id for one in found.respondents) == [
        str(number) for number in range(4101, 4107)
    ]
    assert {source.text for source in found.sources} == set(WORDS)


def test_the_same_login_twice_is_one_person_and_an_empty_start_is_none(tmp_path: Path):
    who = ("avoss", "ADA.VOSS@dairy.example", "chahn", "dreyes", "elund", "fbrandt")
    words = (WORDS[0], WORDS[0], "", *WORDS[3:])
    found = read(tmp_path, ("Extra field 1", "What hinders you?"), who, words)
    answers = next(one for one in found.files if one.file == "answers.csv")
    assert [one.reason for one in answers.set_aside] == ["opened, nothing answered"]
    assert "avoss" not in {source.text for source in found.sources}


def test_logins_of_a_manager_or_of_those_one_asks_are_not_who_answered(tmp_path: Path):
    heads = ("Login of your manager", "Whom do you turn to when you are stuck?", "What hinders?")
    found = read(tmp_path, heads, LOGINS, LOGINS[::-1], WORDS)
    assert "person_id" not in roles(found).values()


def test_a_few_logins_again_and_again_are_not_who_answered(tmp_path: Path):
    trainers = ("avoss", "borr", "avoss", "borr", "avoss", "borr")
    found = read(tmp_path, ("Session", "What hinders you?"), trainers, WORDS)
    assert roles(found)["Session"] != "person_id"


def test_ids_of_nobody_give_way_to_those_of_the_list(tmp_path: Path):
    codes = tuple(f"PX{n}77" for n in range(6))
    heads = ("Employee ID", "Extra field 1", "What hinders you?")
    found = read(tmp_path, heads, codes, LOGINS, WORDS)
    assert all(one.person_id for one in found.respondents)


def test_addresses_under_their_own_header_leave_a_second_column_alone(tmp_path: Path):
    heads = ("E-mail", "Extra field 1", "What hinders you?")
    found = read(tmp_path, heads, MAILS, LOGINS[::-1], WORDS)
    assert roles(found)["Extra field 1"] != "person_id"


def test_numbers_of_rows_are_no_staff_numbers(tmp_path: Path):
    write_csv(tmp_path, "more.csv", [["Staff no", "Name"], *([n, f"Mo Z{n}"] for n in range(1, 9))])
    counted = tuple(str(n) for n in (3, 1, 2, 6, 5, 4))
    found = read(tmp_path, ("Extra field 1", "What hinders you?"), counted, WORDS)
    assert roles(found)["Extra field 1"] != "person_id"


def problem(intake: Intake) -> str:
    return next(one.problem for one in intake.files if one.file == "answers.csv")


def test_answers_of_people_who_are_in_no_list_are_told_with_their_column(tmp_path: Path):
    codes = tuple(f"PX{n}77" for n in range(6))
    found = read(tmp_path, ("Employee ID", "What hinders you?"), codes, WORDS)
    assert problem(found) == (
        "6 of 6 answers belong to nobody in the organisation's list: see what stands in column "
        "'Employee ID', and which list it is of."
    )


def test_a_column_that_half_names_people_is_told_where_the_answers_are_nobodys(tmp_path: Path):
    who = (*LOGINS[:4], "guest one", "guest two")
    found = read(tmp_path, ("Extra field 1", "What hinders you?"), who, WORDS)
    assert problem(found) == (
        "6 of 6 answers belong to nobody in the organisation's list: column 'Extra field 1' looks "
        "like who answered. Write its role (person_id, email or name) into review.toml and run "
        "again."
    )


def test_answers_that_name_nobody_and_a_few_names_given_freely_are_no_problem(tmp_path: Path):
    assert problem(read(tmp_path, ("What hinders you?", "Team"), WORDS, ("Dairy",) * 6)) == ""
    few = ("Ada Voss", "", "", "", "A friend", "")
    assert problem(read(tmp_path, ("Name", "What hinders you?"), few, WORDS)) == ""


def test_codes_in_the_place_of_names_make_nobody_of_somebody(tmp_path: Path):
    codes = tuple(f"SQ00{n}" for n in range(6))
    found = read(tmp_path, ("Name", "What hinders you?"), codes, WORDS)
    assert roles(found)["Name"] == "ignored"
    assert [one.name for one in found.people if not one.in_org] == []


def test_names_of_the_list_under_codes_are_people_whom_one_asks(tmp_path: Path):
    others = (*NAMES[1:], NAMES[0])
    second = ("Ada", "Ben", "", "nobody", "", "Cleo")
    heads = ("E-mail", "P7[SQ001]", "P7[SQ002]", "What hinders you?")
    found = read(tmp_path, heads, MAILS, others, second, WORDS)
    assert roles(found)["P7[SQ001]"] == roles(found)["P7[SQ002]"] == "nomination"
    assert {one.text for one in found.sources} == set(WORDS)
    assert ("4101", "4102") in {(one.from_id, one.to_id) for one in found.ties}


def test_names_of_a_manager_and_words_with_a_name_in_them_are_no_people_to_ask(tmp_path: Path):
    told = tuple(f"{name} shows me every week how the list works" for name in NAMES)
    heads = ("E-mail", "Name of your manager", "P7[SQ001]", "What hinders you?")
    found = read(tmp_path, heads, MAILS, NAMES[::-1], told, WORDS)
    assert "nomination" not in roles(found).values()
