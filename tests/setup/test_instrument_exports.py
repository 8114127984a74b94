"""Surveys for tools to take in: CSV, and Qualtrics' text import."""

from __future__ import annotations

import csv
import io
import re

import pytest

from surveys.instrument import LANGUAGES, Instrument, Words, load_instruments
from surveys.instrument_exports import choices_of, qualtrics_text, survey_csv

SURVEYS = [one for one in load_instruments().values() if one.kind == "survey"]
TAG = re.compile(
    r"\[\[(?:AdvancedFormat|Choices|Answers|Block:[^\[\]]+|ID:[a-z_]+"
    r"|Question:(?:DB|Matrix:SingleAnswer|TE:(?:SingleLine|Essay)"
    r"|MC:(?:Single|Multiple)Answer:(?:Vertical|Horizontal)))\]\]"
)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("one", SURVEYS, ids=lambda one: one.id)
def test_the_csv_has_a_row_for_every_question_with_its_choices(
    one: Instrument, language: str
) -> None:
    words = Words(language, {"tool": "Meridian"})
    text = survey_csv(one, words).decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text)))
    assert [row["id"] for row in rows] == [item.id for item in one.items]
    assert [row["question"] for row in rows] == [words.question(item) for item in one.items]
    first = (
        next(item for item in one.items if choices_of(item, words))
        if any(choices_of(item, words) for item in one.items)
        else None
    )
    if first:
        row = next(row for row in rows if row["id"] == first.id)
        told = [value for name, value in row.items() if name.startswith("choice") and value]
        assert told == choices_of(first, words)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("one", SURVEYS, ids=lambda one: one.id)
def test_qualtrics_finds_only_tags_that_it_knows_and_every_question(
    one: Instrument, language: str
) -> None:
    words = Words(language, {"tool": "Meridian"})
    text = qualtrics_text(one, words).decode("utf-8")
    assert text.startswith("[[AdvancedFormat]]")
    marked = [line for line in text.splitlines() if "[[" in line]
    assert all(TAG.fullmatch(line) for line in marked)
    for item in one.items:
        assert words.question(item) in text


def test_statements_of_one_block_become_one_matrix_in_their_order() -> None:
    pulse = next(one for one in SURVEYS if one.id == "pulse_survey")
    words = Words("en", {"tool": "Meridian"})
    text = qualtrics_text(pulse, words).decode("utf-8")
    assert text.count("[[Question:Matrix:SingleAnswer]]") == 1
    rows = [words.question(item) for item in pulse.items if item.block == "statements"]
    places = [text.index(row) for row in rows]
    assert places == sorted(places)
    assert text.index("[[Answers]]") > places[-1]


def test_a_filled_in_word_cannot_smuggle_in_a_tag_or_a_formula() -> None:
    pulse = next(one for one in SURVEYS if one.id == "pulse_survey")
    words = Words("en", {"tool": "[[Block:x]]"})
    tags = re.findall(r"\[\[Block", qualtrics_text(pulse, words).decode("utf-8"))
    assert len(tags) == 1
    formula = survey_csv(pulse, Words("en", {"tool": "=1+1"})).decode("utf-8-sig")
    cells = [cell for row in csv.reader(io.StringIO(formula)) for cell in row]
    assert not [cell for cell in cells if cell.startswith("=")]
