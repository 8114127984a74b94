"""Targets from each group's own weeks, the effect of a wave, the ladder, risks and the kit."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pandas as pd
import pytest
from hypothesis import given as vary
from hypothesis import strategies as st

from tests import world
from tests.relaunch import plan_world
from toolkit.errors import WrongDecision
from toolkit.model.plan_parts import RungName
from toolkit.model.vocabulary import Cause, MeasureKind, Route
from toolkit.relaunch.baselines import wilson
from toolkit.relaunch.effects import GroupChange, compare, draft_effects
from toolkit.relaunch.executives import draft_calendar
from toolkit.relaunch.ladder import check_climb
from toolkit.relaunch.matters import find_matters
from toolkit.relaunch.plan import draft_plan
from toolkit.relaunch.risks import draft_risks
from toolkit.relaunch.targets import draft_targets
from toolkit.relaunch.team_kit import draft_kit, draft_roles


def changes(values, people=6):
    return [
        GroupChange(group=f"g{place}", people=people, before=0.4, after=0.4 + value)
        for place, value in enumerate(values)
    ]


def test_a_baseline_is_the_mean_of_the_last_four_weeks():
    (all_, *_) = draft_targets(plan_world.ground())
    weeks = [min(16, 3 + (n * 16) // 30) / 16 for n in range(14)]
    assert all_.baseline == pytest.approx(sum(weeks[-4:]) / 4, abs=1e-4)
    assert all_.low < all_.baseline < all_.high


def test_groups_under_the_smallest_have_no_target():
    found = {one.group for one in draft_targets(plan_world.ground())}
    assert "department=Board" not in found
    assert "department=Freight Sales" in found


def test_the_plan_of_the_launch_is_the_goal_where_there_is_one():
    (all_, *_) = draft_targets(plan_world.ground())
    assert all_.after_twelve_weeks == 0.8
    assert all_.baseline < all_.after_six_weeks < all_.after_twelve_weeks


def test_a_persons_target_wins():
    decisions = plan_world.decided(("text:target-all", "answer", "65 %"))
    (all_, *_) = draft_targets(plan_world.ground(decisions=decisions))
    assert all_.after_twelve_weeks == 0.65


def test_without_usage_there_are_no_targets():
    base = plan_world.findings()
    bare = replace(base, facts=replace(base.facts, adoption=pd.DataFrame()))
    assert draft_targets(plan_world.ground(bare)) == ()


@vary(st.floats(0, 1), st.integers(1, 500))
def test_wilsons_interval_holds_its_share(share, n):
    low, high = wilson(share, n)
    assert 0 <= low <= share + 1e-9
    assert share - 1e-9 <= high <= 1


def test_a_wave_that_changed_nothing_has_an_interval_around_zero():
    found = compare(changes([0.1, -0.05, 0.02, 0.03]), changes([0.08, -0.04, 0.05, 0.0]))
    assert found is not None
    assert found.low < 0 < found.high
    assert found.p_value > 0.05


def test_a_planted_difference_is_found_and_no_larger_than_it_is():
    found = compare(changes([0.3, 0.28, 0.33, 0.31, 0.29]), changes([0.0, 0.02, -0.01, 0.01, 0.0]))
    assert found is not None
    assert found.difference == pytest.approx(0.298, abs=0.01)
    assert found.low > 0.25
    assert found.p_value < 0.02


def test_too_few_groups_is_an_answer():
    assert compare(changes([0.3, 0.3]), changes([0.0, 0.0, 0.0])) is None


def test_the_order_of_groups_does_not_matter():
    one, other = changes([0.3, 0.1, 0.2]), changes([0.0, 0.1, 0.05])
    assert compare(one, other) == compare(one[::-1], other[::-1])


def usage(people, weeks):
    return pd.DataFrame(
        [
            {
                "person_id": who,
                "week": world.LAUNCH + timedelta(weeks=week),
                "measure": "records",
                "measure_kind": MeasureKind.CREATED,
                "module": "",
                "value": 1.0,
                "file": "use.csv",
                "row": 1,
            }
            for who in people
            for week in weeks
        ]
    )


def effects(start):
    base = plan_world.findings()
    people = [one.person_id for one in world.people() if one.in_scope]
    extracts = replace(base.intake.extracts, usage=usage(people, range(14)))
    review = replace(base, intake=replace(base.intake, extracts=extracts))
    decisions = plan_world.decided(("wave:1", "starts_on", start))
    return draft_effects(plan_world.ground(review, decisions))


def test_a_wave_with_three_small_groups_says_too_few():
    (effect,) = effects("2026-03-02")
    assert effect.answer.startswith("too few groups")
    assert effect.difference is None


def test_a_wave_that_just_began_says_too_early():
    (effect,) = effects("2026-05-18")
    assert effect.answer.startswith("too early")


def test_a_wave_that_has_not_begun_has_no_effect():
    assert effects("2026-09-01") == ()


def ladder(decisions=None):
    return draft_plan(plan_world.given(decisions=decisions)).ladder


def test_the_ladder_names_the_risk_of_gaming():
    incentive = ladder()[1]
    assert incentive.warnings
    assert all("gaming" in one.text for one in incentive.warnings)


def test_no_rung_is_skipped():
    with pytest.raises(WrongDecision, match="incentives were not tried"):
        check_climb(ladder(), RungName.MANDATE)


def test_motivation_is_reached_once_what_comes_back_is_shown():
    base = plan_world.findings()
    verdict = replace(base.verdicts["T03"], cause=Cause.VALUE, route=Route.SHOW_BENEFIT)
    review = replace(base, verdicts={**base.verdicts, "T03": verdict})
    first = draft_plan(plan_world.given(review)).ladder[0]
    assert first.means
    assert not first.reached
    done = plan_world.decided(("text:show-the-benefit-T03", "state", "done"))
    assert draft_plan(plan_world.given(review, done)).ladder[0].reached


def test_the_mandate_does_not_list_again_what_the_incentive_needs():
    _, incentive, mandate = ladder()
    assert not set(incentive.open) & set(mandate.open)
    assert "all that the rung before needs" in mandate.open


def test_incentives_wait_until_what_must_be_done_is_done():
    plan = draft_plan(plan_world.given())
    with pytest.raises(WrongDecision):
        check_climb(plan.ladder, RungName.INCENTIVE)
    lines = sorted({key for one in plan.needs for key in one.line_ids})
    done = plan_world.decided(*((f"text:{key}", "state", "done") for key in lines))
    check_climb(ladder(done), RungName.INCENTIVE)


def test_no_risk_stands_without_what_raises_it():
    ground = plan_world.ground()
    risks = draft_risks(find_matters(ground), ground)
    assert risks
    assert all(one.raised_by and 0 <= one.weight <= 1 for one in risks)
    assert [one.weight for one in risks] == sorted((one.weight for one in risks), reverse=True)


def test_managers_conduct_is_no_risk_where_nobody_speaks_of_it():
    base = plan_world.findings()
    themes = tuple(one for one in base.themes if one.theme_id != "T04")
    ground = plan_world.ground(replace(base, themes=themes))
    found = {one.line_id for one in draft_risks(find_matters(ground), ground)}
    assert "risk-managers-unseen" not in found
    assert "risk-faults-return" in found or "risk-told-wrongly" in found


def test_acts_of_executives_come_from_what_people_say():
    ground = plan_world.ground()
    acts = draft_calendar(find_matters(ground), ground)
    assert [one.week for one in acts] == sorted(one.week for one in acts)
    assert all(one.evidence.statement_ids and one.report for one in acts)
    assert any("The Monday meeting runs on the sheet" in one.act for one in acts)


def test_a_kit_line_without_evidence_says_so():
    ground = plan_world.ground()
    kit = draft_kit(find_matters(ground), ground)
    freshness = next(one for one in kit.lines if one.line_id == "kit-freshness")
    assert freshness.text.startswith("no evidence in this review")
    assert freshness.evidence.missing


def test_departments_that_are_too_small_have_no_page_and_none_tells_of_them_by_subtraction():
    ground = plan_world.ground()
    names = {one.department for one in draft_kit(find_matters(ground), ground).teams}
    assert names == {"Freight Sales"}
    assert "department=Passenger Sales" not in {one.group for one in draft_targets(ground)}


def test_roles_hear_what_answers_their_own_complaints():
    ground = plan_world.ground()
    roles = {one.role: one for one in draft_roles(find_matters(ground), ground)}
    assert set(roles) == {"Freight Agent"}
    assert "fix-T01" in roles["Freight Agent"].change_ids
