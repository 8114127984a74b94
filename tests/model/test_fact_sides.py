"""A fact stands on one side of a cause, wherever it is told."""

from __future__ import annotations

from dataclasses import replace

import pytest

from toolkit.model.fact_sides import LEAST_LEAN, lean, told_once
from toolkit.model.findings import Signal
from toolkit.model.vocabulary import Bearing, Cause, DecidedBy


def fact(cause: Cause, weight: float, n: int, name: str = "course_on_it_attended") -> Signal:
    return Signal(
        name=name,
        subject_id="T01",
        origin=DecidedBy.TRAINING,
        cause=cause,
        bearing=Bearing.SUPPORTS if weight > 0 else Bearing.CONTRADICTS,
        weight=weight,
        sentence=f"{n} of 16 who say it attended the course on it",
        n=n,
    )


def test_a_fact_counted_for_several_causes_is_told_once_over_most_of_its_people():
    told = told_once([fact(Cause.DEFECT, 0.3, 6), fact(Cause.TRAINING, -1.0, 9)])
    assert list(told) == ["9 of 16 who say it attended the course on it"]


def test_the_order_of_the_signals_changes_nothing():
    signals = [fact(Cause.DEFECT, 0.3, 6), fact(Cause.TRAINING, -1.0, 9)]
    assert list(told_once(signals)) == list(told_once(signals[::-1]))


def test_facts_of_other_words_stay_apart_though_they_share_a_name():
    sync = replace(fact(Cause.DEFECT, 0.3, 6, "errors_of_complainants"), sentence="6 meet sync")
    assert len(told_once([sync, replace(sync, sentence="6 meet login")])) == 2
    assert len(told_once([sync, replace(sync, sentence="7 meet sync")])) == 1


def test_a_silent_fact_is_not_told():
    assert not told_once([fact(Cause.DEFECT, 0.0, 6)])


@pytest.mark.parametrize(
    ("weights", "side"),
    [
        ({Cause.LEADERSHIP: 1.0, Cause.DEFECT: 2.0}, 1.0),
        ({Cause.DEFECT: 0.4, Cause.TRAINING: -1.3}, -0.4),
        ({Cause.TRAINING: -1.3}, 0.0),
        ({Cause.LEADERSHIP: LEAST_LEAN / 2}, 0.0),
    ],
)
def test_what_speaks_for_another_cause_speaks_against_this_one(weights, side):
    signals = [fact(cause, weight, 5) for cause, weight in weights.items()]
    assert lean(signals, Cause.LEADERSHIP) == side
