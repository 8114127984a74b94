"""The same answers in two files count once; equal ids for other answers are told apart."""

from __future__ import annotations

from pathlib import Path

from toolkit.intake.assemble import read_folder
from toolkit.model.intake import FileReading, Intake
from toolkit.settings import Settings

HEAD = "Employee no;What gets in your way when you work with the tool?;Which team are you in?\n"
MONDAY = HEAD + (
    "11;The order list is empty every morning until I reload it twice.;North\n"
    "12;I was never told what the new fields are for and leave them out.;South\n"
    "13;Nothing.;South\n"
)
FRIDAY = MONDAY + "14;The search finds a customer by number and never by name.;North\n"
OTHER_IDS = """Response ID,What gets in your way when you work with the tool?
1,The order list is empty every morning until I reload it twice.
2,Nobody has shown us how to print an offer.
3,Too slow.
"""
SAME_IDS = """Response ID,What gets in your way when you work with the tool?
1,My phone shows another price than the screen in the office.
2,I have to type every address twice.
3,It works.
"""
TALK = """Petra Quist  0:02
How often do you open the order list in the morning, and what do you find?

Odalys Ferro  0:09
Twice a day, Petra, and twice a day it is empty when I come back to it.

Petra Quist  0:20
What do you do then?

Odalys Ferro  0:24
I ask Wim, who keeps his own list on paper and is never wrong about it.
"""


def read(folder: Path, **files: str) -> Intake:
    for name, text in files.items():
        stem, _, ending = name.rpartition("_")
        (folder / f"{stem}.{ending}").write_text(text, encoding="utf-8")
    return read_folder(folder, Settings())


def texts(intake: Intake) -> list[str]:
    return sorted(source.text for source in intake.sources)


def file(intake: Intake, name: str) -> FileReading:
    return next(one for one in intake.files if one.file == name)


def test_an_export_that_lies_twice_in_the_folder_counts_once(tmp_path: Path):
    once = read(tmp_path, answers_csv=MONDAY)
    twice = read(tmp_path, copy_csv=MONDAY)
    assert texts(twice) == texts(once)
    assert len(twice.respondents) == len(once.respondents) == 3
    again = file(twice, "copy.csv")
    assert [(one.reason, one.rows, one.where) for one in again.set_aside] == [
        ("repeats what stands in another file", 3, "answers.csv")
    ]
    assert again.rows_in == again.rows_kept + again.rows_set_aside


def test_a_later_export_adds_the_late_answers_alone(tmp_path: Path):
    intake = read(tmp_path, a_monday_csv=MONDAY, b_friday_csv=FRIDAY)
    assert len(texts(intake)) == 4
    assert file(intake, "b_friday.csv").rows_kept == 1


def test_one_id_for_two_answers_gives_two_ids_and_keeps_the_first(tmp_path: Path):
    alone = read(tmp_path, a_csv=OTHER_IDS.replace("Response ID", "Respondent ID"))
    both = read(tmp_path, b_csv=SAME_IDS.replace("Response ID", "Respondent ID"))
    ids = [source.source_id for source in both.sources]
    assert len(texts(both)) == 6
    assert len(set(ids)) == 6
    assert {one.source_id for one in alone.sources} <= set(ids)
    assert len({one.respondent_id for one in both.respondents}) == 6


def test_short_equal_words_of_nobody_in_two_sheets_are_of_two_people(tmp_path: Path):
    first = "Comment\nToo slow.\nThe print of an offer comes out empty.\nNobody asked us.\n"
    second = "Comment\nToo slow.\nI like the calendar very much.\nWhere is the manual?\n"
    intake = read(tmp_path, north_csv=first, south_csv=second)
    assert texts(intake).count("Too slow.") == 2
    assert len({one.source_id for one in intake.sources}) == 6


def test_a_talk_that_lies_twice_in_the_folder_counts_once(tmp_path: Path):
    once = read(tmp_path, a_txt=TALK)
    twice = read(tmp_path, b_txt=TALK)
    assert texts(twice) == texts(once)
    again = file(twice, "b.txt")
    assert again.rows_kept == 0
    assert again.rows_in == again.rows_set_aside > 0


def test_notes_that_lie_twice_in_the_folder_count_once(tmp_path: Path):
    notes = "# Chat with Wim Hasselt, 5 May 2026\n\n- keeps his list on paper\n- would like less\n"
    once = read(tmp_path, a_md=notes)
    twice = read(tmp_path, b_md=notes)
    assert len(texts(twice)) == len(texts(once)) == 2
    assert file(twice, "b.md").rows_kept == 0


def test_the_original_is_kept_and_its_copy_set_aside(tmp_path: Path):
    (tmp_path / "answers (1).csv").write_text(MONDAY, encoding="utf-8")
    intake = read(tmp_path, answers_csv=MONDAY)
    assert {source.file for source in intake.sources} == {"answers.csv"}
