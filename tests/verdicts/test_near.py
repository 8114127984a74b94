"""Neighbours tell a statement what they come to, as surely as they are about the same matter."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.model.vocabulary import CAUSES, Cause
from toolkit.verdicts.near import told_by_near


def sure(cause: Cause, share: float = 0.9) -> dict[Cause, float]:
    rest = (1 - share) / (len(CAUSES) - 1)
    return {one: share if one is cause else rest for one in CAUSES}


CASE = {"a": sure(Cause.DEFECT), "b": sure(Cause.TRAINING), "c": sure(Cause.DEFECT, 0.4), "d": {}}


def best(odds: dict[Cause, float]) -> Cause:
    return max(odds, key=lambda cause: odds[cause])


def test_a_sure_neighbour_lifts_its_cause():
    told = told_by_near(CASE, {"c": [("b", 0.9)]})
    assert set(told) == {"c"}
    assert best(told["c"]) is Cause.TRAINING


def test_the_nearer_of_two_neighbours_tells_more():
    told = told_by_near(CASE, {"c": [("a", 0.9), ("b", 0.3)]})
    assert told["c"][Cause.DEFECT] > told["c"][Cause.TRAINING]


def test_neighbours_that_are_as_everybody_is_say_nothing():
    alike = dict.fromkeys("abc", sure(Cause.DATA))
    told = told_by_near(alike, {"a": [("b", 0.5), ("c", 0.2)]})
    assert list(told["a"].values()) == pytest.approx([0.0] * len(CAUSES))


def test_praise_has_no_cause_to_tell_and_none_to_be_told():
    assert told_by_near(CASE, {"d": [("a", 0.9)], "a": [("d", 0.9)]}) == {}
    assert told_by_near({"d": {}}, {"d": []}) == {}


@given(st.dictionaries(st.sampled_from("abc"), st.floats(0.05, 1), min_size=1))
def test_the_order_of_neighbours_changes_nothing(near):
    pairs = list(near.items())
    forth, back = (told_by_near(CASE, {"c": found})["c"] for found in (pairs, pairs[::-1]))
    assert forth == pytest.approx(back)
