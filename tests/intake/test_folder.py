"""What is said about texts of which nothing counts."""

from __future__ import annotations

from pathlib import Path

import pytest

from toolkit.intake.folder import read_files
from toolkit.model.intake import FileReading, Person
from toolkit.settings import Settings

LONG = " ".join(["The list came late again and nobody could say why that was."] * 10)


def read(folder: Path, name: str, text: str) -> FileReading:
    (folder / name).write_text(text, "utf-8")
    return read_files(folder, Settings()).files[0]


@pytest.mark.parametrize(
    ("text", "why"),
    [
        (LONG, "no name of a speaker stands before the words"),
        (f"Ruth: {LONG}\n\nRuth: And so on.", "only one speaker is named"),
        (f"Ruth: {LONG}\n\nDan: Yes.\n\nRuth: So.", "too few turns"),
        ("\n\n".join([f"Ruth: {LONG}", f"Dan: {LONG}"] * 3), "nobody asks anything"),
    ],
)
def test_a_long_text_that_is_not_recognised_is_unread_and_says_why(
    tmp_path: Path, text: str, why: str
):
    found = read(tmp_path, "a.txt", text)
    assert found.unread
    assert found.problem.startswith("a.txt: it holds ")
    assert why in found.problem
    assert "[mine.files]" in found.problem


def test_a_few_words_a_manual_or_a_table_lack_nobodys_words(tmp_path: Path):
    assert not read(tmp_path, "a.txt", "Call me back on Monday.").unread
    assert not read(tmp_path, "README.md", LONG).unread
    rows = "\n".join(f"{n},{LONG[:60]},{n}" for n in range(9))
    assert not read(tmp_path, "a.csv", f"x,y,z\n{rows}").unread


STAFF = """Staff no;Surname;First name;Job title;Department;Start date;Leaving date
71;Roth;Ana;Buyer;Ops;01.02.2019;
72;Kaye;Ben;Clerk;Ops;01.03.2020;30.04.2026
73;Iyer;Cat;Driver;Ops;01.02.2024;31.12.2027
74;Lund;Dov;Driver;Ops;01.02.2024;30.04.2023
"""


def test_whoever_had_left_by_the_last_day_of_the_other_files_is_out_of_scope(tmp_path: Path):
    (tmp_path / "staff.csv").write_text(STAFF, "utf-8")
    assert [one.in_scope for one in _people(tmp_path)] == [True, True, True, True]
    said = ["Ruth Okafor: How did it go?", "Ana Roth: Well enough."] * 3
    blocks = [f"00:00:{at:02d}.000 --> 00:00:{at:02d}.900\n{text}" for at, text in enumerate(said)]
    name = "2026-05-20 Ana Roth.vtt"
    (tmp_path / name).write_text("\n\n".join(("WEBVTT", *blocks)), "utf-8")
    assert [one.in_scope for one in _people(tmp_path)] == [True, False, True, True]


def _people(folder: Path) -> tuple[Person, ...]:
    (listed,) = read_files(folder, Settings()).orgs
    return listed.people
