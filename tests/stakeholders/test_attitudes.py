"""What a sentence shows of its speaker, and the examples from which that is learned."""

from __future__ import annotations

from collections import Counter

import pytest

from toolkit.stakeholders.attitude_model import read_attitudes
from toolkit.stakeholders.attitudes import AttitudeLabel, read_examples

LANGUAGES = {"en", "de", "it", "fr", "es"}


def test_the_examples_are_many_in_five_languages_and_from_many_trades():
    examples = read_examples()
    assert len(examples) >= 200
    assert {one.language for one in examples} == LANGUAGES
    assert len({one.industry for one in examples}) >= 30
    assert len({one.text for one in examples}) == len(examples)


def test_every_label_has_examples_in_every_language():
    counts = Counter((one.label, one.language) for one in read_examples() if one.label)
    for label in AttitudeLabel:
        assert all(counts[label, language] >= 2 for language in LANGUAGES), label


def test_every_example_has_a_label_or_a_stance():
    assert all(bool(one.label) != bool(one.stance) for one in read_examples())


def test_probabilities_add_up_to_one_and_leanings_stay_in_range():
    for one in read_attitudes(["It is slow.", "x", "Nobody asked us, and nobody ever will."]):
        assert sum(one.of.values()) == pytest.approx(1)
        assert -1 <= one.leaning <= 1
        assert 0 <= one.backed <= 1


def test_reading_does_not_depend_on_what_else_is_read():
    alone = read_attitudes(["I tell everyone to use it."])[0]
    among = read_attitudes(["It is slow.", "I tell everyone to use it."])[1]
    assert alone.leaning == pytest.approx(among.leaning)
    assert alone.of == pytest.approx(among.of)


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("I tell all my colleagues to use it, I would never go back.", AttitudeLabel.ADVOCATES),
        ("I don't need it and I won't use it, even if it were perfect.", AttitudeLabel.OBJECTS),
        ("If it worked on the phone I would use it every day.", AttitudeLabel.CONDITIONAL),
        ("Se funzionasse sul telefono lo userei ogni giorno.", AttitudeLabel.CONDITIONAL),
        ("Es ändert sich ja sowieso nichts mehr.", AttitudeLabel.RESIGNED),
    ],
)
def test_plain_cases_are_read_right(text, label):
    read = read_attitudes([text])[0]
    assert max(read.of, key=lambda one: read.of[one]) is label


def test_who_worked_for_the_launch_is_told_from_who_was_merely_there():
    worked, there = read_attitudes(
        ["I was in the pilot and promised it to my team.", "I was at the kick-off like everybody."]
    )
    assert worked.backed > there.backed


def test_nothing_is_read_from_nothing():
    assert read_attitudes([]) == []
