from __future__ import annotations

import pytest

from toolkit.intake.page_heads import page_heads
from toolkit.intake.raw import RawFile
from toolkit.intake.transcripts import read_transcript
from toolkit.settings import FileSettings


@pytest.mark.parametrize(
    "head",
    ["Mill study 7, in confidence, page {n}", "{n} / 12 - Mill study", "Gespräch Brun, S. {n}"],
)
def test_lines_that_count_the_pages_are_found(head: str):
    words = ("Nobody told us of it.", "It was slow.", "And 3 of 4 lists were empty.")
    lines = [text for n, said in enumerate(words, 1) for text in (head.format(n=n), said)]
    assert page_heads(lines) == {0, 2, 4}


@pytest.mark.parametrize(
    "lines",
    [
        ("Speaker 1", "Yes.", "Speaker 2", "No."),
        ("We had 3 of 4 lists.", "Yes.", "We had 9 of 4 lists."),
        ("I came at 1 and left at 2.", "Yes.", "I came at 2 and left at 3."),
        ("The list of week 1 is late.", "Yes."),
    ],
    ids=["labels", "no order", "two numbers", "once"],
)
def test_other_lines_with_numbers_stay(lines: tuple[str, ...]):
    assert page_heads(lines) == frozenset()


def test_a_page_head_within_an_answer_is_set_aside_and_the_answer_goes_on():
    text = (
        "Mill study, in confidence, page 1\n\n"
        "Interviewer: How did the launch go for you?\n\n"
        "Ada Brun: It was chaotic, honestly, and nobody\n\n"
        "Mill study, in confidence, page 2\n\n"
        "told us who would help.\n\n"
        "Interviewer: What would you change?\n\n"
        "Ada Brun: I would show the list to the depot first.\n"
    )
    raw = RawFile(file="talk.txt", form="text", extension="txt", text=text)
    found = read_transcript(raw, FileSettings())
    assert [turn.text for turn in found.turns if turn.speaker == "Ada Brun"] == [
        "It was chaotic, honestly, and nobody told us who would help.",
        "I would show the list to the depot first.",
    ]
    assert [(one.reason, one.rows) for one in found.reading.set_aside] == [
        ("head or foot of a page", 2)
    ]
