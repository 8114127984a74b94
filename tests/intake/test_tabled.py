"""Conversations in the rows of a table."""

from __future__ import annotations

import pytest

from toolkit.intake.raw import RawFile, RawSheet
from toolkit.intake.tabled import parse_tabled, recognise_tabled

TALK = [
    ("Harriet Stone" if n % 2 == 0 else "Ida Kolk", f"In week {n} the route was gone again.")
    for n in range(8)
]


def _raw(*rows: tuple[str, ...]) -> RawFile:
    return RawFile(
        file="a.xlsx", form="table", extension="xlsx", sheets=(RawSheet(name="a", rows=rows),)
    )


def _timed(form: str) -> list[tuple[str, ...]]:
    return [(form.format(n, n + 1), said, who) for n, (who, said) in enumerate(TALK)]


@pytest.mark.parametrize("form", ["0:{0:02d}", "00:00:{0:02d}.500", "0:{0:02d}.0 - 0:{1:02d}.0"])
def test_names_that_take_turns_beside_times_that_rise_are_a_conversation(form):
    raw = _raw(("Timespan", "Content", "Speaker"), *_timed(form))
    assert recognise_tabled(raw)
    cues = parse_tabled(raw).cues
    assert [(cue.label, cue.text) for cue in cues] == TALK
    assert [int(cue.start or 0) for cue in cues] == list(range(8))


@pytest.mark.parametrize("header", ["Speaker", "Sprecher", "Parlante", "Locuteur", "Hablante"])
def test_without_times_the_header_tells_who_speaks(header):
    assert recognise_tabled(_raw((header, "Text"), *TALK))
    assert not recognise_tabled(_raw(("Team", "Text"), *TALK))


def test_a_log_with_dates_is_no_conversation():
    rows = [(f"2026-05-0{n + 1} 09:00", said, who) for n, (who, said) in enumerate(TALK)]
    assert not recognise_tabled(_raw(("When", "What", "Who"), *rows))


def test_what_stands_above_the_table_is_its_head():
    raw = _raw(("Interview with Ida Kolk", "", ""), ("When", "What", "Who"), *_timed("0:{0:02d}"))
    assert parse_tabled(raw).head[0] == "Interview with Ida Kolk"


def test_names_that_stand_in_blocks_take_no_turns():
    rows = [
        (f"0:{n:02d}", f"In week {n} it was gone.", "Ida" if n < 5 else "Tom") for n in range(10)
    ]
    assert not recognise_tabled(_raw(("When", "What", "Who"), *rows))
