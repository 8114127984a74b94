"""Whoever does not agree to be approached is asked for nothing, and it is said."""

from __future__ import annotations

from datetime import date

from tests.stakeholders.test_winning import critic, used
from tests.stakeholders.village import decisions
from toolkit.stakeholders import judge_people
from toolkit.stakeholders.consenting import DECLINED, unnamed_by
from toolkit.stakeholders.plan import PeoplePlan, PlanGiven, plan_people

TODAY = date(2026, 6, 1)


def plan_of(given) -> PeoplePlan:
    return plan_people(given, judge_people(given), PlanGiven(today=TODAY))


def refusing(person_id: str):
    return decisions((f"person:{person_id}", "may_approach", "no"))


def test_somebody_else_is_met_and_who_declined_is_marked():
    first = plan_of(critic()).meetings[0].person_id
    found = plan_of(critic(decisions=refusing(first)))
    assert [one.person_id for one in found.meetings if one.reason == DECLINED] == [first]
    assert found.meetings[0].person_id != first
    assert found.declined == (first,)


def test_a_talk_that_is_declined_comes_last_and_nobody_is_named_to_hold_it():
    talks = plan_of(critic()).conversations
    refused = talks[0].person_id
    found = plan_of(critic(decisions=refusing(refused))).conversations
    assert {one.person_id for one in found} == {one.person_id for one in talks}
    assert (found[-1].person_id, found[-1].consent.approach) == (refused, False)
    assert found[-1].voices == ()


def test_who_declines_sits_in_no_session_not_even_by_hand():
    seat = plan_of(critic()).invitations.placements[0].person_id
    rows = decisions(
        (f"person:{seat}", "seat", "in"),
        (f"person:{seat}", "may_approach", "no"),
    )
    found = plan_of(critic(decisions=rows)).invitations
    assert seat not in [one.person_id for one in found.placements]


def test_who_declines_helps_nobody():
    helper = plan_of(used()).power_users[0].person_id
    found = plan_of(used(decisions=refusing(helper)))
    assert helper not in [one.person_id for one in found.power_users]
    assert helper not in [one.helper_id for one in found.pairings]


def test_a_first_user_who_declines_is_marked_and_another_is_looked_for():
    before = next(one for one in plan_of(critic()).first_users if one.chosen)
    found = plan_of(critic(decisions=refusing(before.chosen[0]))).first_users
    now = next(
        one for one in found if (one.department, one.level) == (before.department, before.level)
    )
    assert before.chosen[0] not in now.chosen
    assert (before.chosen[0], DECLINED) in now.nearest


def test_who_may_not_be_named_is_known_from_the_decisions():
    rows = decisions(("person:P01", "may_name", "no"), ("person:P02", "may_name", "yes"))
    assert unnamed_by(rows) == {"P01"}
