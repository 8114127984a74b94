from __future__ import annotations

from pathlib import Path

import pytest

from tests.intake.made_files import Rows, write_book, write_csv
from toolkit.intake.detect import COLUMN_ROLES, classify
from toolkit.intake.gate import open_file
from toolkit.model.vocabulary import FileKind
from toolkit.settings import FileSettings


def kind_of(folder: Path, name: str, **mine: object) -> FileKind:
    return classify(open_file(folder, name), FileSettings.model_validate(mine))[0]


def named(people: int) -> list[tuple[str, str]]:
    first, last = ("Nora", "Ben", "Ida", "Olaf"), ("Berg", "Holm", "Dahl", "Lund", "Vik")
    return [(first[n % 4], f"{last[n % 5]}{'en' * (n // 20)}") for n in range(people)]


ORG: Rows = [
    ["Employee ID", "Name", "E-mail", "Department", "Job title", "Location", "Manager ID"],
    *(
        [
            *(f"FE{1000 + n}", f"{first} {last}", f"{first}.{last}{n}@fern.example".lower()),
            *("North", "Nurse", "Oslo", "FE1000"),
        ]
        for n, (first, last) in enumerate(named(30))
    ),
]
TICKETS: Rows = [
    ["number", "opened_at", "caller_id", "short_description", "state", "close_notes"],
    *(
        [
            *(f"INC00{n}", f"2026-03-{n % 27 + 1:02} 09:00", "Nora Berg"),
            *(f"Saving visit {n} fails", "Closed", "Restarted the server"),
        ]
        for n in range(30)
    ),
]
SURVEY: Rows = [
    ["Timestamp", "What works well?", "What gets in your way?"],
    *([f"2026-03-{n % 27 + 1:02} 09:00", f"list {n}", f"search {n} is slow"] for n in range(20)),
]
COMMENTS: Rows = [
    ["Team", "Comment"],
    *([("North", "South")[n % 2], f"The list number {n} takes too long"] for n in range(20)),
]
TALK = "Interviewer: How is it?\n\nNora: It is slow.\n\n" * 8


@pytest.mark.parametrize(
    ("rows", "kind"),
    [
        (ORG, FileKind.ORG),
        (TICKETS, FileKind.TICKETS),
        (SURVEY, FileKind.SURVEY),
        (COMMENTS, FileKind.COMMENT_SHEET),
    ],
)
@pytest.mark.parametrize("name", ["data.csv", "data.xlsx"])
def test_a_table_is_known_by_what_it_holds(tmp_path: Path, rows: Rows, kind: FileKind, name: str):
    if name.endswith("csv"):
        write_csv(tmp_path, name, rows)
    else:
        write_book(tmp_path, name, {"Sheet1": rows})
    assert kind_of(tmp_path, name) is kind


def test_a_talk_is_a_transcript(tmp_path: Path):
    (tmp_path / "a.txt").write_text(TALK)
    assert kind_of(tmp_path, "a.txt") is FileKind.TRANSCRIPT


def test_what_nobody_knows_is_other(tmp_path: Path):
    (tmp_path / "a.txt").write_text("Shopping list\nmilk\nbread\n")
    assert classify(open_file(tmp_path, "a.txt"), FileSettings()) == (FileKind.OTHER, "")


def test_the_kind_a_person_wrote_wins_and_the_format_is_still_told(tmp_path: Path):
    write_csv(tmp_path, "a.csv", COMMENTS)
    found = classify(open_file(tmp_path, "a.csv"), FileSettings(kind=FileKind.SURVEY))
    assert found == (FileKind.SURVEY, "table CSV, one header row")


def test_the_format_a_person_wrote_is_kept(tmp_path: Path):
    write_csv(tmp_path, "a.csv", SURVEY)
    raw = open_file(tmp_path, "a.csv")
    assert classify(raw, FileSettings(format="our form"))[1] == "our form"


def test_every_role_is_explained():
    assert all(COLUMN_ROLES.values())
