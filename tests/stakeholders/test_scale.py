"""The room's time grows with the company and not with its square."""

from __future__ import annotations

import time

import pytest

from benchmarks import people_scale as made
from toolkit.stakeholders import judge_people
from toolkit.stakeholders.plan import PlanGiven, plan_people


def seconds(monkeypatch: pytest.MonkeyPatch, people: int) -> float:
    """CPU seconds for a company of so many people, six ties and three statements each."""
    monkeypatch.setattr(made, "PEOPLE", people)
    monkeypatch.setattr(made, "TIES", 6 * people)
    monkeypatch.setattr(made, "STATEMENTS", 3 * people)
    given = made.company()
    start = time.process_time()
    judged = judge_people(given)
    plan = plan_people(given, judged, PlanGiven(today=made.DAY))
    assert len(judged) == people == len(plan.waves)
    return time.process_time() - start


@pytest.mark.check
def test_four_times_as_many_people_take_no_more_than_eight_times_as_long(monkeypatch):
    seconds(monkeypatch, 100)  # what is loaded once
    small, large = seconds(monkeypatch, 150), seconds(monkeypatch, 600)
    assert large < 8 * max(small, 0.1)
