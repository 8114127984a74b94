"""With thousands of people a key never waits for the plan: it is made behind the screen."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from tests.desk.conftest import AT
from tests.desk.test_people_state import a_critic
from toolkit.desk.people_state import PeopleState
from toolkit.desk.plan_state import PlanState
from toolkit.desk.showing import Showing
from toolkit.model.findings import Findings
from toolkit.pipeline import deciding
from toolkit.pipeline.people_planning import standing_of
from toolkit.settings import Settings


@pytest.fixture
def people(out: Path, findings: Findings) -> Iterator[PeopleState]:
    made = PeopleState(
        Showing(findings, Settings()),
        Settings(),
        deciding.open_workspace(out),
        coder="Ann",
        clock=lambda: AT,
        plans_at_once=False,
    )
    with made:
        yield made


def rest(state: PeopleState | PlanState) -> None:
    while state.planning:
        state.rest()


def a_promise(people: PeopleState) -> None:
    people.go(a_critic(people))
    people.note("promise", "a look at the pier")
    people.note("promise_due", "2026-04-01")


def a_booked_point(people: PeopleState) -> None:
    people.book(people.ledger[0].statement_id, "change", "a second gate")


def a_green_item(people: PeopleState) -> None:
    red = next(one for one in people.waves[0].items if one.state == "red")
    people.go_item(1, red.name, "green", "held on Monday")


def a_refusal(people: PeopleState) -> None:
    people.go(a_critic(people))
    people.note("may_approach", "no")


def test_a_stance_is_shown_at_once(people: PeopleState) -> None:
    people.go(a_critic(people))
    people.decide_stance("supporter", "asked for a seat in the pilot")
    assert people.planning
    assert (people.card.line.stance, people.card.line.status) == ("supporter", "changed")
    assert people.card.decisions[0].memo == "asked for a seat in the pilot"
    people.undo()
    assert people.card.line.status == "suggested"


@pytest.mark.parametrize(
    ("decide", "part"),
    [
        (a_promise, "promises"),
        (a_promise, "alarms"),
        (a_booked_point, "ledger"),
        (a_green_item, "gates"),
        (a_refusal, "declined"),
    ],
)
def test_what_follows_by_itself_is_shown_at_once_as_the_plan_will_have_it(
    people: PeopleState, decide: Callable[[PeopleState], None], part: str
) -> None:
    before = getattr(people._standing.plan, part)
    decide(people)
    shown = getattr(people._standing.plan, part)
    assert shown != before
    rest(people)
    assert getattr(people._standing.plan, part) == shown


def test_waves_follow_when_nobody_presses_anything(people: PeopleState, findings: Findings) -> None:
    before = [one.people for one in people.waves]
    people.wave_field(1, "size", "3")
    assert [one.people for one in people.waves] == before
    assert people.waves[0].size == 3
    rest(people)
    decisions = people.workspace.decisions()
    fresh = standing_of(findings, Settings(), decisions, AT.date()).plan
    assert len(people.waves[0].people) == 3
    assert replace(people._standing.plan, known=fresh.known) == fresh


def test_a_decision_of_somebody_else_is_shown_and_planned_with(
    people: PeopleState, out: Path
) -> None:
    key = a_critic(people)
    with deciding.open_workspace(out) as other:
        other.decide(f"person:{key}", "stance", "champion", coder="Bo", at=AT, memo="met")
    assert people.catch_up()
    people.go(key)
    assert people.card.line.stance == "champion"
    rest(people)
    assert people.card.line.stance == "champion"


def test_a_line_of_the_plan_is_shown_as_edited_and_the_rest_follows(
    out: Path, findings: Findings
) -> None:
    plan = PlanState(
        findings,
        Settings(),
        deciding.open_workspace(out),
        coder="Ann",
        clock=lambda: AT,
        drafts_at_once=False,
    )
    with plan:
        plan.show("changes")
        before = plan.line
        plan.edit("owner_role", "port master")
        plan.edit("title", "A second gate")
        plan.edit("state", "doing")
        assert plan.planning
        shown = plan.line
        assert (shown.title, shown.hand.owner) == ("A second gate", "port master")
        rest(plan)
        assert plan.line == shown
        plan.undo()
        assert plan.line.hand.state == before.hand.state
        plan.undo()
        rest(plan)
        assert (plan.line.title, plan.line.hand.owner) == (before.title, "port master")
