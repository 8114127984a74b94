"""Who asks is nobody of the review; the name goes along so that it can be taken out of words."""

from __future__ import annotations

from pathlib import Path

from toolkit.intake.assemble import read_folder
from toolkit.settings import Settings

ORG = """Employee no.;Name;E-mail;Department
11;Odalys Ferro;odalys.ferro@krume.example;Sales
12;Wim Hasselt;wim.hasselt@krume.example;Sales
"""
TALK = """Petra Quist  0:02
How often do you open the order list?

Odalys Ferro  0:09
Twice a day, Petra, and twice a day it is empty when I come back to it.

Petra Quist  0:20
What do you do then?

Odalys Ferro  0:24
I ask Wim, who keeps his own list on paper and is never wrong about it.

Petra Quist  0:31
Thank you. Is there anything else?

Odalys Ferro  0:35
No, that is the whole of it, more or less.
"""
NOTES = """# Chat with Wim Hasselt, 5 May 2026

*Hugo Lenz's notes, typed the same day.*

- keeps his list on paper
- would use the tool if it were quicker
"""
GUIDE = TALK.replace("Petra Quist", "Interviewer")


def folder(tmp_path: Path, talk: str) -> Path:
    (tmp_path / "staff.csv").write_text(ORG, encoding="utf-8")
    (tmp_path / "talk.txt").write_text(talk, encoding="utf-8")
    (tmp_path / "notes.md").write_text(NOTES, encoding="utf-8")
    return tmp_path


def test_interviewers_and_writers_of_notes_are_known_by_name_and_are_no_people(tmp_path: Path):
    intake = read_folder(folder(tmp_path, TALK), Settings())
    assert intake.asking == ("Hugo Lenz", "Petra Quist")
    assert [one.name for one in intake.people] == ["Odalys Ferro", "Wim Hasselt"]


def test_a_role_in_place_of_a_name_is_no_name(tmp_path: Path):
    assert read_folder(folder(tmp_path, GUIDE), Settings()).asking == ("Hugo Lenz",)


THIRD = "13;Xenia Marl;xenia.marl@krume.example;Sales\n"
STATING = """Odalys Ferro  0:02
Shall I begin? What would you like to hear first?

Petra Quist  0:09
We have read your answers, and there is a lot in them that we would like to understand better.

Odalys Ferro  0:20
Which of them do you mean? The lists?

Petra Quist  0:24
The lists, and the evenings on which you said that you stay on because of them.

Odalys Ferro  0:31
They are late. Shall I show you? Would that help?
"""


def test_whoever_asks_in_one_talk_asks_in_all(tmp_path: Path):
    (folder(tmp_path, STATING) / "staff.csv").write_text(ORG + THIRD, encoding="utf-8")
    alone = read_folder(tmp_path, Settings())
    assert "Petra Quist" in [one.name for one in alone.people]
    (tmp_path / "other.txt").write_text(TALK, encoding="utf-8")
    both = read_folder(tmp_path, Settings())
    assert "Petra Quist" not in [one.name for one in both.people]
    assert not [one for one in both.sources if "We have read" in one.text]


def test_nobody_of_the_list_asks_in_all_talks(tmp_path: Path):
    (folder(tmp_path, STATING) / "staff.csv").write_text(ORG + THIRD, encoding="utf-8")
    (tmp_path / "other.txt").write_text(TALK, encoding="utf-8")
    both = read_folder(tmp_path, Settings())
    assert [one for one in both.sources if "twice a day it is empty" in one.text]
