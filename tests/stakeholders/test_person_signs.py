"""What somebody's words show as named signs, and where people who show them stand."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.model.vocabulary import Cause, Kind, QuestionMeaning, Stance
from toolkit.stakeholders.person_signs import (
    BACKED,
    FARTHEST,
    LEAST,
    MEAN,
    MOST,
    OF_CAUSES,
    OF_KINDS,
    SEVERITY,
    SIGNS,
    TOGETHER,
    Point,
    fit_signs,
    shipped_signs,
    signs_of,
    weightiest,
)


def point(kind: Kind | None, leaning: float = 0.0, cause: Cause | None = None) -> Point:
    return Point(
        kinds={kind: 1.0} if kind else {},
        causes={cause: 1.0} if cause else {},
        severity=3 if kind is Kind.CONCERN else None,
        leaning=leaning,
        backed=0.1,
        meaning=QuestionMeaning.OTHER,
    )


def test_signs_are_means_over_all_that_somebody_says():
    found = signs_of(
        [point(Kind.PRAISE, 0.6), point(Kind.CONCERN, -0.2, Cause.TRUST)], together=0.3
    )
    assert found[OF_KINDS[Kind.PRAISE]] == 0.5
    assert found[OF_CAUSES[Cause.TRUST]] == 0.5
    assert (found[MEAN], found[MOST], found[LEAST]) == pytest.approx((0.2, 0.6, -0.2))
    assert (found[SEVERITY], found[BACKED], found[TOGETHER]) == (3.0, 0.1, 0.3)


def test_the_cause_of_praise_is_no_complaint():
    found = signs_of([point(Kind.PRAISE, cause=Cause.VALUE)], together=None)
    assert found[OF_CAUSES[Cause.VALUE]] == 0.0


def test_what_was_not_asked_coded_or_read_is_left_out():
    found = signs_of([point(None, 0.4)], together=None)
    assert set(found) == {MEAN, MOST, LEAST, BACKED}
    assert signs_of([], together=0.5) == {}


def test_praise_counts_apart_where_people_were_asked_what_works():
    asked = Point(
        kinds={Kind.PRAISE: 0.75},
        causes={},
        severity=None,
        leaning=0.0,
        backed=0.0,
        meaning=QuestionMeaning.WORKS,
    )
    name = "praise when asked what works"
    assert signs_of([asked, point(Kind.CONCERN)], None)[name] == 0.75
    assert name not in signs_of([point(Kind.CONCERN)], None)


@given(st.permutations(range(4)))
def test_the_order_of_what_was_said_changes_nothing(order):
    points = [
        point(Kind.PRAISE, 0.5),
        point(Kind.CONCERN, -0.5, Cause.VALUE),
        point(Kind.PROPOSAL, 0.1),
        point(None, 0.2),
    ]
    shuffled = signs_of([points[place] for place in order], 0.1)
    assert shuffled == pytest.approx(signs_of(points, 0.1))


def test_without_any_sign_somebody_stands_where_the_ordinary_speaker_does():
    model = shipped_signs()
    told = model.tell({})
    assert told.leaning == pytest.approx(model.ordinary)
    assert told.parts == {}


def test_the_leaning_is_the_sum_of_its_parts():
    model = shipped_signs()
    told = model.tell({TOGETHER: 0.3, MEAN: 0.2, OF_KINDS[Kind.PRAISE]: 0.6})
    assert told.leaning == pytest.approx(model.ordinary + sum(told.parts.values()))
    assert set(told.parts) == {TOGETHER, MEAN, OF_KINDS[Kind.PRAISE]}


@pytest.mark.parametrize(
    ("sign", "friendly"),
    [
        (TOGETHER, True),
        (MEAN, True),
        (OF_KINDS[Kind.PRAISE], True),
        (OF_KINDS[Kind.CONCERN], False),
        (OF_CAUSES[Cause.VALUE], False),
        (OF_CAUSES[Cause.TRUST], False),
        (OF_CAUSES[Cause.WAY_OF_WORKING], False),
    ],
)
def test_each_sign_of_weight_points_where_a_reader_would_expect(sign, friendly):
    model = shipped_signs()
    place = SIGNS.index(sign)
    more = model.tell({sign: float(model.mean[place] + model.spread[place])})
    assert (more.leaning > model.ordinary) is friendly


def test_a_cause_that_a_person_decided_counts_as_far_as_the_machine_was_ever_sure():
    model = shipped_signs()
    place = SIGNS.index(OF_CAUSES[Cause.DEFECT])
    far = model.mean[place] + FARTHEST * model.spread[place]
    sure = model.tell({OF_CAUSES[Cause.DEFECT]: float(far) + 10.0})
    assert sure.leaning == pytest.approx(model.tell({OF_CAUSES[Cause.DEFECT]: float(far)}).leaning)


def test_fitting_finds_which_sign_tells_and_gives_none_to_one_that_never_varies():
    rows = np.full((60, len(SIGNS)), np.nan)
    stances = [Stance.CHAMPION if row % 2 else Stance.ANTAGONIST for row in range(60)]
    rows[:, 0] = [1.0 if one is Stance.CHAMPION else -1.0 for one in stances]
    rows[:, 1] = 0.5
    model = fit_signs(np.nan_to_num(rows), stances)
    assert model.weights[0] > 0
    assert model.weights[1:] == pytest.approx(np.zeros(len(SIGNS) - 1))


def test_the_shipped_columns_are_the_signs():
    assert shipped_signs().weights.shape == (len(SIGNS),)
    assert np.isfinite(shipped_signs().weights).all()


def test_the_weightiest_signs_come_first_and_equals_by_name():
    assert list(weightiest({"b": 0.1, "a": -0.1, "c": -0.4}, 2)) == [("c", -0.4), ("a", -0.1)]
