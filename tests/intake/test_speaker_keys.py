"""Lists of who speaks under which label, and what they tell of the folder's conversations."""

from __future__ import annotations

from pathlib import Path

import pytest

from toolkit.intake.assemble import read_folder
from toolkit.intake.gate import open_file
from toolkit.intake.outsiders import externals
from toolkit.intake.raw import Identity
from toolkit.intake.speaker_keys import Spoken, read_speaker_key
from toolkit.model.intake import Intake
from toolkit.settings import Settings

STAFF = (
    "Employee ID,First name,Last name,Job title,Department,Location\n"
    "E101,Ida,Kolk,Adviser,Field,Olten\nE102,Bruno,Marchetti,Manager,Field,Parma\n"
    "E103,Tom,Ashdown,Clerk,Office,Leeds\nE104,Greta,Hollwieser,Clerk,Office,Graz\n"
)


def _spoken(tmp_path: Path, text: str) -> tuple[Spoken, ...]:
    (tmp_path / "who.txt").write_text(text)
    key = read_speaker_key(open_file(tmp_path, "who.txt"))
    return key.spoken if key else ()


def _talk(asks: str, *answer: str) -> str:
    lines = []
    for n in range(4):
        lines.append(f"{asks}: What happened in week {n}?")
        lines += [f"{one}: In week {n} the route was gone again for me." for one in answer]
    return "\n\n".join(lines)


def _read(tmp_path: Path, **files: str) -> Intake:
    (tmp_path / "staff.csv").write_text(STAFF)
    for name, text in files.items():
        (tmp_path / f"{name}.txt").write_text(text)
    return read_folder(tmp_path, Settings())


def _who(intake: Intake, file: str) -> set[str]:
    return {source.person_id for source in intake.sources if source.file == file}


@pytest.mark.parametrize("oneself", ["io", "ich", "me", "moi", "yo"])
def test_a_line_names_the_voices_of_a_file(tmp_path, oneself):
    text = f"Recordings\n\ncall_17.json: SPEAKER_00 = {oneself}, SPEAKER_01 = Ida Kolk\n"
    assert _spoken(tmp_path, text) == (
        Spoken(label="speaker 00", name="", asks=True, file="call_17.json"),
        Spoken(label="speaker 01", name="Ida Kolk", file="call_17.json"),
    )


def test_a_list_beside_a_focus_group_names_its_codes(tmp_path):
    text = "Key\n\nI\tHarriet Stone\nB1\tIda Kolk\tadviser\nB2\tTom Ashdown\tclerk\n"
    assert [(one.label, one.name) for one in _spoken(tmp_path, text)] == [
        ("i", "Harriet Stone"),
        ("b 1", "Ida Kolk"),
        ("b 2", "Tom Ashdown"),
    ]


def test_a_conversation_is_no_list_of_speakers(tmp_path):
    assert _spoken(tmp_path, _talk("I", "B1", "B2")) == ()


def test_the_codes_of_the_only_conversation_are_named(tmp_path):
    intake = _read(
        tmp_path, group=_talk("I", "B1", "B2"), key="Key\n\nB1 = Ida Kolk\nB2 = Tom Ashdown\n"
    )
    assert _who(intake, "group.txt") == {"E101", "E103"}


def test_of_two_conversations_the_title_tells_which_is_meant(tmp_path):
    intake = _read(
        tmp_path,
        group_olten=_talk("I", "B1", "B2"),
        group_parma=_talk("I", "B1", "B2") + "\n\nB1: And one more thing.",
        key="Key to the group in Parma\nB1 = Ida Kolk\nB2 = Tom Ashdown\n",
    )
    assert _who(intake, "group_parma.txt") == {"E101", "E103"}
    assert not {"E101", "E103"} & _who(intake, "group_olten.txt")


def test_one_code_in_two_conversations_is_two_people(tmp_path):
    first, second = _talk("I", "B1", "B2"), _talk("I", "B1", "B2") + "\n\nB2: That is all."
    intake = _read(tmp_path, **{"Group One": first, "Group Two": second})
    found = [_who(intake, "Group One.txt"), _who(intake, "Group Two.txt")]
    assert [len(who) for who in found] == [2, 1]
    assert not found[0] & found[1]


def test_codes_that_nobody_has_are_never_taken_for_spellings_of_one_name():
    codes = [Identity(given_id=f"TN1 (Group {n})") for n in ("One", "Two")]
    assert len(externals(codes, first_rank=1).people) == 2


def test_a_list_that_fits_no_conversation_says_what_to_do(tmp_path):
    intake = _read(tmp_path, key="Key\nB1 = Ida Kolk\nB2 = Tom Ashdown\n")
    problem = next(one.problem for one in intake.files if one.file == "key.txt")
    assert "Write the file's name before the labels" in problem


def test_a_short_list_of_staff_stays_a_list_of_staff(tmp_path):
    (tmp_path / "staff.csv").write_text(STAFF)
    assert len(read_folder(tmp_path, Settings()).people) == 4


def test_of_the_words_in_a_files_name_the_persons_is_taken(tmp_path):
    intake = _read(tmp_path, Kolk_Olten_summary=_talk("I", "B"))
    assert _who(intake, "Kolk_Olten_summary.txt") == {"E101"}


def test_a_place_in_a_files_name_is_nobody(tmp_path):
    intake = _read(tmp_path, Parma_2=_talk("I", "B"))
    assert _who(intake, "Parma_2.txt") == {""}
    assert all(person.in_org for person in intake.people)
