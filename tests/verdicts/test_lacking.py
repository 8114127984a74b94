"""What came and does not count is asked for, once for each who can send it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests import world
from toolkit.model.findings import Request
from toolkit.model.intake import FileReading, Intake, Match, Person
from toolkit.model.vocabulary import FileKind
from toolkit.verdicts import with_lacking

QUESTION = Request(
    request_id="R01",
    about="T01",
    question="How many steps?",
    addressee_role="product owner",
    data="steps",
    if_answer="many -> friction",
    kind="question",
)
PEOPLE = tuple(Person(person_id=f"p{n}", rank=n) for n in range(20))


def intake(unknown: int, accounts: int = 20, kind: FileKind = FileKind.USAGE) -> Intake:
    matches = tuple(
        Match(match_id=f"m{n}", file="use.csv", said=f"u{n}", person_id="" if n < unknown else "p1")
        for n in range(accounts)
    )
    file = FileReading(file="use.csv", kind=kind, format="CSV", rows_in=9, rows_kept=9)
    return replace(world.intake(), files=(file,), people=PEOPLE, matches=matches)


def test_unread_files_are_asked_for_once_before_the_questions():
    lost = [FileReading(file=f"{n}.x", kind=FileKind.OTHER, format="", problem="!") for n in "ab"]
    known = intake(0)
    found = with_lacking([QUESTION], replace(known, files=(*known.files, *lost)))
    assert [(one.request_id, one.kind) for one in found] == [("R01", "file"), ("R02", "question")]
    assert "unread files: 2" in found[0].data


def test_whoever_knows_the_accounts_is_asked_whose_they_are():
    (found,) = with_lacking([], intake(12))
    assert found.addressee_role == "CRM administrator"
    assert "12 of 20 accounts are in no list" in found.data
    (found,) = with_lacking([], intake(12, kind=FileKind.TRAINING))
    assert found.addressee_role == "training lead"


@pytest.mark.parametrize(
    ("unknown", "accounts"),
    [(0, 20), (2, 20), (2, 5), (50, 70)],
    ids=["all known", "few", "fewer than three", "a file with other people too"],
)
def test_a_few_accounts_or_those_of_others_are_no_reason_to_ask(unknown: int, accounts: int):
    assert with_lacking([QUESTION], intake(unknown, accounts)) == (QUESTION,)


def test_without_a_list_no_account_is_unknown():
    assert with_lacking([], replace(intake(12), people=())) == ()
