"""Who answered a survey, and whom the answers name."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.intake.made_files import Rows, guess, survey_of
from toolkit.intake.survey_identity import agree, names_of_others

NAMES = ("Ada Voss", "Ben Orr", "Cleo Hahn", "Dan Reyes", "Eva Lund", "Finn Brandt")
ADDRESSES = tuple(f"{name.lower().replace(' ', '.')}@dairy.example" for name in NAMES)
WORDS = tuple(f"The cold store list number {n} takes minutes to open" for n in range(6))
ASKED = (
    "Whom do you turn to when you are stuck? (full name)",
    "Who would you trust with a hard case? Please give first and last name",
    "Da chi ti fai consigliare sul turno? (nome e cognome)",
    "Avec qui parlez-vous des pannes ? (nom et prénom)",
    "Wen sprechen Sie bei Fragen an? (vollständiger Name)",
    "¿Con quién lo hablas? (nombre y apellidos)",
)


def rows(*columns: tuple[str, tuple[str, ...]]) -> Rows:
    return [
        [head for head, _ in columns],
        *map(list, zip(*(cells for _, cells in columns), strict=True)),
    ]


@pytest.mark.parametrize("question", ASKED)
def test_a_question_about_others_is_not_who_answers(tmp_path: Path, question: str):
    others = (*NAMES[1:], NAMES[0])
    found = survey_of(
        tmp_path,
        rows(("Email address", ADDRESSES), ("What hinders you?", WORDS), (question, others)),
    )
    assert guess(found, question).role == "nomination"
    assert {one.name for one in found.identities.values()} == {""}
    assert {one.text for one in found.nominations} == set(others)


def test_ones_own_name_in_a_long_header_stays_ones_own(tmp_path: Path):
    head = "Please write your full name"
    found = survey_of(tmp_path, rows((head, NAMES), ("What hinders you?", WORDS)))
    assert guess(found, head).role == "name"


def test_a_name_column_that_agrees_with_no_address_beside_it_is_of_others(tmp_path: Path):
    others = (*NAMES[3:], *NAMES[:3])
    found = survey_of(
        tmp_path, rows(("Email", ADDRESSES), ("Name", others), ("What hinders you?", WORDS))
    )
    assert guess(found, "Name").role == "ignored"
    assert {one.name for one in found.identities.values()} == {""}


def test_names_beside_addresses_of_codes_stay_those_of_who_answers():
    codes = [f"x{n:04}@dairy.example" for n in range(6)]
    assert not names_of_others(NAMES, codes)
    assert agree("Ada Voss", "x0001@dairy.example") is None
    assert agree("Ada Voss", "ada.voss@dairy.example")
    assert agree("Ada Voss", "ben.orr@dairy.example") is False


def test_names_that_repeat_where_addresses_do_not_are_of_others():
    codes = [f"x{n:04}@dairy.example" for n in range(6)]
    assert names_of_others((NAMES[0],) * 4 + (NAMES[1],) * 2, codes)
    assert not names_of_others((NAMES[0],) * 6, (ADDRESSES[0],) * 6)


@pytest.mark.parametrize("head", ["Custom Data 1", "Benutzerdefinierte Daten 1", "Department"])
def test_addresses_say_who_answered_whatever_stands_above_them(tmp_path: Path, head: str):
    found = survey_of(tmp_path, rows((head, ADDRESSES), ("What hinders you?", WORDS)))
    assert guess(found, head).role == "email"
    assert not found.reading.anonymous


def test_addresses_of_two_managers_are_not_of_those_who_answer(tmp_path: Path):
    heads = (ADDRESSES[0],) * 3 + (ADDRESSES[1],) * 3
    head = "Please give the address of the person above you"
    found = survey_of(tmp_path, rows((head, heads), ("What hinders you?", WORDS)))
    assert guess(found, head).role == "ignored"
    assert found.reading.anonymous


MANY = (*NAMES, "Greta Falk", "Hugo Lenz", "Ida Marsh")
REASONS = tuple(f"The cold store list number {n} takes minutes to open" for n in range(9))


@pytest.mark.parametrize(
    "cells",
    [
        tuple(f"{name[0]}.{name.split()[1]}".lower() for name in MANY),
        tuple(" ".join(reversed(name.split())).replace(" ", ", ") for name in MANY),
        (*(name.replace(" ", "_").lower() for name in MANY[:5]), *MANY[5:]),
    ],
    ids=["log-ins", "names", "both"],
)
def test_log_ins_and_names_in_a_field_of_the_tool_say_who_answers(
    tmp_path: Path, cells: tuple[str, ...]
):
    found = survey_of(tmp_path, rows(("Custom Data 1", cells), ("What hinders you?", REASONS)))
    assert guess(found, "Custom Data 1").role == "person_id"
    assert {one.given_id for one in found.identities.values()} == set(cells)


@pytest.mark.parametrize(
    "teams",
    [
        "Cold Store|Night Shift|Front Desk|Farm Visits|Truck Yard|Milk Lab|Cheese Hall|Plant Board",
        "Soest, Utrecht|Zeist, Utrecht|Epe, Gelderland|Ede, Gelderland|Goes, Zeeland|Sluis, Zeeland"
        "|Tholen, Zeeland|Kampen, Overijssel",
    ],
    ids=["teams", "places"],
)
def test_groups_in_a_field_of_the_tool_are_an_attribute(tmp_path: Path, teams: str):
    cells = tuple(teams.split("|"))
    found = survey_of(tmp_path, rows(("Custom Data 1", cells), ("What hinders you?", REASONS[1:])))
    assert guess(found, "Custom Data 1").role == "attribute"
