"""Tickets on a theme before and after a release, and fixes dated against the words."""

from __future__ import annotations

import math
from datetime import date, timedelta

import pytest
from hypothesis import given as for_any
from hypothesis import strategies as st

from tests.facts.clinic import (
    LAUNCH,
    coded,
    facts,
    people,
    said,
    signals_of,
    ticket,
    tickets,
    vectors,
)
from toolkit.facts import SignalInput, find_theme_signals
from toolkit.facts.around_releases import Around, count_around, release_findings
from toolkit.model.findings import Theme
from toolkit.model.intake import Extracts
from toolkit.model.vocabulary import Cause
from toolkit.settings import Release

RELEASE = LAUNCH + timedelta(weeks=9)
COVERED = (LAUNCH, LAUNCH + timedelta(weeks=18))
FIXED = "The fault was corrected in version 4.3, which is rolled out; tested with the caller."


def days(*offsets: int) -> list[tuple[date, str]]:
    return [
        (RELEASE + timedelta(days=one), f"desk.csv:{place}") for place, one in enumerate(offsets)
    ]


def test_tickets_that_come_with_a_release_support_a_fault():
    (found,) = release_findings(days(-20, 1, 3, 4, 8, 9, 12, 20, 31), {"4.2": RELEASE}, COVERED)
    assert found.name == "tickets_rise_after_release"
    assert found.weights[Cause.DEFECT] > 0
    assert "1 in the 56 days before, 8 in the 56 days after (rate times 5.7, 1.1-" in found.sentence
    assert found.n == 9


def test_tickets_that_end_with_a_release_are_a_remark():
    (found,) = release_findings(days(-30, -21, -20, -9, -8, -4, -3, -1), {"4.2": RELEASE}, COVERED)
    assert found.name == "tickets_fall_after_release"
    assert found.weights == {}


def test_a_few_tickets_more_are_chance():
    assert release_findings(days(-30, -9, 2, 5, 9), {"4.2": RELEASE}, COVERED) == []


def test_a_release_at_the_edge_of_the_file_tells_nothing():
    edge = (RELEASE - timedelta(days=5), COVERED[1])
    assert count_around([RELEASE], RELEASE, edge) is None


@for_any(st.integers(0, 60), st.integers(0, 60), st.integers(14, 56), st.integers(14, 56))
def test_the_ratio_lies_in_its_interval_and_equal_rates_are_within(before, after, first, second):
    seen = Around(before=before, after=after, days_before=first, days_after=second)
    low, high = seen.interval
    assert 0 <= low <= high
    if before and after:
        assert low <= after / second / (before / first) <= high
    same = Around(before=before, after=before, days_before=first, days_after=first).interval
    assert same[0] <= 1 <= same[1] or math.isinf(same[1])


def test_a_theme_hears_of_the_release_that_the_settings_name():
    opened = [(-40, 2), (2, 3), (4, 4), (6, 5), (9, 6), (13, 7), (20, 8), (21, 9), (30, 10)]
    rows = [
        ticket(n, f"P{n:02d}", "x-ray gone", "", opened_on=RELEASE + timedelta(days=day),
               closed_on="", status="Open")
        for day, n in opened
    ]  # fmt: skip
    rows += [
        ticket(90 + n, "P01", "lunch menu", "", opened_on=day, closed_on="", status="Open")
        for n, day in enumerate(COVERED)
    ]
    statements = [said(n, f"P{n:02d}", "The x-rays are gone.") for n in range(2, 6)]
    statements += [said(n, f"P{n:02d}", "The boss.") for n in range(6, 12)]
    codings = [coded(one, Cause.DEFECT) for one in statements]
    found = facts(Extracts(tickets=tickets(rows)), releases=(Release(name="4.2", on=RELEASE),))
    matters = ["x-rays"] * 4 + ["the boss"] * 6
    given = SignalInput(
        statements=statements,
        codings={one.statement_id: one for one in codings},
        facts=found,
        statement_vectors=vectors(matters),
        ticket_vectors=vectors(["x-rays"] * 9 + ["price list"] * 2),
        people={one.person_id: one for one in people()},
    )
    theme = Theme(theme_id="T1", title="x", statement_ids=tuple(f"S{n:02d}" for n in range(2, 6)))
    signals = {one.name: one for one in find_theme_signals([theme], given)["T1"]}
    assert signals["tickets_rise_after_release"].cause is Cause.DEFECT
    assert "around 4.2: 1 in the" in signals["tickets_rise_after_release"].sentence


def defect_weight(closed_on: date | str | None) -> tuple[float, str]:
    texts = ("The x-rays are gone.", "The boss.", "The price list.")
    statements = [said(n, f"P{4 + n:02d}", text) for n, text in enumerate(texts, 1)]
    rows = [
        ticket(2, "P03", "x-ray gone", FIXED, closed_on=closed_on, resolution_code="Fixed"),
        ticket(3, "P09", "recall letters", ""),
        ticket(4, "P10", "price list", ""),
    ]
    found = signals_of(
        statements,
        [coded(one, Cause.DEFECT) for one in statements],
        facts(Extracts(tickets=tickets(rows))),
        (["x-rays", "the boss", "price list"], ["x-rays", "recall letters", "price list"]),
    )
    (signal,) = [one for one in found["S01"] if one.cause is Cause.DEFECT]
    return signal.weight, signal.sentence


def test_a_fix_from_before_the_words_counts_less_than_one_that_came_later():
    said_on = LAUNCH + timedelta(weeks=6)
    before, told = defect_weight(said_on - timedelta(days=10))
    later, untold = defect_weight(said_on + timedelta(days=10))
    assert 0 < before < 0.8 * later
    assert "1 fixed before this was said" in told
    assert "fixed before" not in untold


@pytest.mark.parametrize("closed_on", ["", None])
def test_without_a_closing_day_nothing_is_said_of_when(closed_on):
    assert "fixed before" not in defect_weight(closed_on)[1]
