"""The session's words in three languages, and what is read of goals and acts."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import numpy as np
import pytest

import toolkit.session
from toolkit.language.catalogue import all_entries
from toolkit.model.session import Technique
from toolkit.model.session_record import NoteType
from toolkit.model.vocabulary import Cause, DecidedBy, Level, Place
from toolkit.session.phrases import day, phrases, say
from toolkit.session.stakes import StakeLabel, fit_stakes, read_examples, read_stakes

PLACES = re.compile(r"\{\w+\}")
OTHERS = dict(all_entries())


@pytest.mark.parametrize("key", sorted(phrases()))
def test_every_phrase_is_there_in_german_and_italian_with_the_same_places(key):
    english = phrases()[key]
    for other in OTHERS[english]:
        assert sorted(set(PLACES.findall(other))) == sorted(set(PLACES.findall(english)))


def test_every_phrase_that_the_code_asks_for_exists():
    code = "".join(path.read_text() for path in Path(toolkit.session.__file__).parent.glob("*.py"))
    asked = set(re.findall(r"say\(\s*\w+(?:\.\w+)*, \"(\w+)\"", code))
    assert asked - set(phrases()) == set()


@pytest.mark.parametrize(
    ("prefix", "values"),
    [
        ("cause", Cause),
        ("origin", DecidedBy),
        ("group", Level),
        ("technique", Technique),
        ("type", NoteType),
        ("place", Place),
    ],
)
def test_every_word_of_a_vocabulary_can_be_said(prefix, values):
    assert all(f"{prefix}_{value}" in phrases() for value in values)


def test_what_is_filled_in_is_never_read_as_a_phrase():
    assert say("en", "worth", value="{title}") == "Worth: {title}."


def test_a_day_is_written_as_one_says_it():
    on = date(2026, 5, 4)
    assert [day(one, on) for one in ("en", "de", "it")] == [
        "4 May 2026",
        "4. Mai 2026",
        "4 maggio 2026",
    ]


def test_probabilities_of_stakes_add_up_to_one_and_nothing_is_read_of_nothing():
    found = read_stakes(["I report the forecast to the board.", "The list is slow."])
    assert found.shape == (2, len(StakeLabel))
    assert np.allclose(found.sum(axis=1), 1)
    assert read_stakes([]).shape == (0, len(StakeLabel))


def test_goals_and_acts_of_a_trade_never_seen_are_told_apart_from_trouble():
    examples = read_examples()
    model = fit_stakes([one for one in examples if one.industry != "telecom"])
    goal, act, trouble = model.read(
        [
            "The forecast I send to the group is made from this, so when it is wrong I am wrong.",
            "Que el director deje de pedir el conteo diario de llamadas.",
            "The prices on Sundays look odd.",
        ]
    )
    order = list(StakeLabel)
    assert goal[order.index(StakeLabel.GOAL)] > trouble[order.index(StakeLabel.GOAL)]
    assert act[order.index(StakeLabel.ACT)] > trouble[order.index(StakeLabel.ACT)]
