"""Damage to one cue costs that cue; nothing hostile stops the reader."""

from __future__ import annotations

import random
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.intake import notes
from toolkit.intake.raw import RawFile
from toolkit.intake.transcripts import read_transcript, recognise, to_sources
from toolkit.settings import FileSettings

FILES = Path(__file__).parent / "files" / "transcripts"
GUID = "3f2b8c1e-5a77-4d0b-9c41-0a1b2c3d4e5f"


def raw(text: str, extension: str = "vtt") -> RawFile:
    return RawFile(file=f"a.{extension}", form="text", extension=extension, text=text)


def texts(text: str, extension: str = "vtt") -> list[str]:
    return [turn.text for turn in read_transcript(raw(text, extension), FileSettings()).turns]


CUES = [
    f"{GUID}/{n}-0\n00:00:{n:02d}.000 --> 00:00:{n:02d}.900\n<v {'AB'[n % 2]}>Sentence {n}.</v>"
    for n in range(1, 7)
]


def damaged(number: int, old: str, new: str) -> list[str]:
    cues = list(CUES)
    cues[number - 1] = cues[number - 1].replace(old, new)
    return texts("\n\n".join(["WEBVTT", *cues]))


ALL = [f"Sentence {n}." for n in range(1, 7)]


def test_a_broken_arrow_costs_nothing():
    assert damaged(3, "-->", "-x>") == ALL


def test_a_broken_time_costs_nothing():
    assert damaged(3, "00:00:03.000", "0x:00:03.0") == ALL


def test_a_lost_line_of_times_costs_nothing():
    assert damaged(3, "00:00:03.000 --> 00:00:03.900\n", "") == ALL


def test_a_lost_end_of_a_tag_costs_nothing():
    assert damaged(3, "</v>", "<") != []
    assert damaged(3, ".</v>", ".") == ALL


def test_a_lost_id_costs_nothing():
    assert damaged(3, f"{GUID}/3-0\n", "") == ALL


def test_lost_blank_lines_cost_nothing():
    assert texts("WEBVTT\n\n" + "\n".join(CUES)) == ALL


def test_an_empty_cue_is_set_aside():
    text = "\n\n".join(["WEBVTT", *CUES, f"{GUID}/9-0\n00:00:09.000 --> 00:00:09.900"])
    reading = read_transcript(raw(text), FileSettings()).reading
    assert [(item.reason, item.where) for item in reading.set_aside] == [("no words", "cue 7")]


def test_a_blank_line_within_a_cue_keeps_its_words():
    first = "1\n00:00:01.000 --> 00:00:02.000\nDan: One\n\nand two."
    text = f"WEBVTT\n\n{first}\n\n2\n00:00:03.000 --> 00:00:04.000\nKim: Three.\n"
    assert texts(text) == ["One and two.", "Three."]


def mutated(text: str, seed: int) -> str:
    chance = random.Random(seed)
    place, length = chance.randrange(len(text)), chance.randrange(1, 40)
    sign = chr(chance.choice([0x3A, 0x2D, 0x3E, 0x0A, 0x30, 0x41, 0xE9, 0x3C, 0x5B]))
    return {
        "cut": text[:place],
        "flip": text[:place] + sign + text[place + 1 :],
        "delete": text[:place] + text[place + length :],
        "repeat": text[: place + length] + text[place:],
        "behead": text[place // 4 :],
    }[chance.choice(["cut", "flip", "delete", "repeat", "behead"])]


@pytest.mark.parametrize("file", sorted(path.name for path in FILES.iterdir()))
@pytest.mark.parametrize("seed", range(10))
def test_mutations_keep_the_row_equation(file, seed):
    text = (FILES / file).read_text("utf-8").replace("\r\n", "\n")
    made = raw(mutated(text, seed), file.rpartition(".")[2])
    recognise(made)
    notes.recognise(made)
    for reading in (
        read_transcript(made, FileSettings()).reading,
        notes.read_notes(made, FileSettings()).reading,
    ):
        assert reading.rows_in == reading.rows_kept + reading.rows_set_aside


@given(
    st.text(alphabet="ab A:.?\n\t-->0123[]()<v>=*#", max_size=300),
    st.sampled_from(["vtt", "srt", "txt", "md"]),
)
def test_any_text_is_read_with_every_row_accounted_for(text, extension):
    made = raw(text, extension)
    reading = read_transcript(made, FileSettings())
    assert reading.reading.rows_in == reading.reading.rows_kept + reading.reading.rows_set_aside
    ids = [turn.turn_id for turn in reading.turns]
    assert len(ids) == len(set(ids))
    for source in to_sources(reading, reading.interviewers, {}):
        assert source.text.strip()


HOSTILE = {
    "blanks": " ",
    "dots": ".",
    "labels": "A: ",
    "letters": "a",
    "tabs": "\t",
    "dashes": "-",
    "tags": "<v ",
    "brackets": "(",
    "times": "1:",
    "names": "Anna ",
    "marks": "!?",
    "stars": "**",
    "lines": "\n",
    "phrases": "between us ",
}


@pytest.mark.parametrize("name", HOSTILE)
def test_endless_repetition_is_read_in_a_moment(name):
    flood = HOSTILE[name] * (20_000 // len(HOSTILE[name]))
    made = [
        raw(f"WEBVTT\n\n1\n00:00:01.000 --> 00:00:02.000\nAnna: {flood}\n\n{flood}>x\n"),
        raw(f"Interviewer: How?\nInterviewee: {flood}\n{flood}:x\nInterviewer: And?\nB: x", "txt"),
        raw(f"Chat with M. Keller {flood}\n- AB: {flood}\n- {flood}x\n{flood}\n", "txt"),
        raw(f"Anna  0:01\n{flood}\nBen  0:04\n{flood}x\nAnna  0:09\nok", "txt"),
    ]
    started = time.process_time()
    for file in made:
        recognise(file)
        reading = read_transcript(file, FileSettings())
        to_sources(reading, reading.interviewers, {})
        notes.read_notes(file, FileSettings())
    assert time.process_time() - started < 3.0  # linear: 0.3 s; a runaway expression: minutes
