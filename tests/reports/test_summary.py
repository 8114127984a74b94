import json
from dataclasses import asdict, replace
from datetime import date, datetime

import pandas as pd
import pytest

from tests import world
from tests.golden_files import assert_golden
from tests.reports.documents import SESSION
from toolkit.model.findings import Facts, Signal
from toolkit.model.intake import Intake
from toolkit.model.vocabulary import Bearing, Cause, DecidedBy, Horizon, Route, Status, UsageState
from toolkit.reports import Edition, Lens, summarise, summarise_through
from toolkit.reports.counting import difference_of, mean_of, share_of
from toolkit.settings import Mine, Project, Settings


def summary_of(found=None, edition=Edition.SHARE, settings=None):
    lens = Lens.of(found or world.findings(), settings or world.settings(), edition)
    return summarise_through(lens, world.MADE_AT)


@pytest.fixture(scope="module")
def shared():
    return summary_of()


@pytest.fixture(scope="module")
def own():
    return summarise(world.findings(), world.settings(), lambda: world.MADE_AT)


@pytest.mark.parametrize("edition", list(Edition))
def test_the_summary_says_what_was_reviewed(edition):
    value = asdict(summary_of(edition=edition))
    text = json.dumps(value, indent=1, ensure_ascii=False, default=_plain, sort_keys=True)
    assert_golden(f"reports/summary-{edition}.json", text + "\n")


def _plain(value):
    return value.model_dump(mode="json") if hasattr(value, "model_dump") else str(value)


def test_the_summary_has_no_formatting():
    def texts(value):
        if isinstance(value, str):
            yield value
        elif isinstance(value, dict):
            for inner in value.values():
                yield from texts(inner)
        elif isinstance(value, (tuple, list)):
            for inner in value:
                yield from texts(inner)

    assert not any("<" in text and ">" in text for text in texts(asdict(summary_of())))


def test_people_stand_in_the_confidential_edition_alone(shared, own):
    assert shared.people == ()
    assert len(own.people) == 17


def test_no_person_is_judged_where_that_is_switched_off():
    settings = Settings(mine=Mine(privacy={"individual": False}))
    assert summary_of(edition=Edition.CONFIDENTIAL, settings=settings).people == ()


def test_themes_come_with_most_people_first(shared):
    assert [page.people for page in shared.themes] == sorted(
        (page.people for page in shared.themes), reverse=True
    )


def test_an_unclear_theme_is_no_cause_on_page_one(shared):
    assert "T06" not in {line.theme_id for line in shared.page_one.causes}
    assert len(shared.page_one.causes) == 5


def test_no_action_stands_in_two_lists_of_page_one(shared):
    one = shared.page_one
    lists = (*one.quick_wins, *one.to_mend, *one.to_explain, *one.executive)
    assert len({action.action_id for action in lists}) == len(lists)


def test_explaining_and_quick_wins_share_what_is_both(shared):
    assert [one.action_id for one in shared.page_one.to_explain] == ["A02"]
    assert [one.action_id for one in shared.page_one.quick_wins] == ["A05"]


def test_what_only_an_executive_can_do_is_the_sponsors_route(shared):
    assert {one.route for one in shared.page_one.executive} == {Route.SPONSOR_ACTS}


def test_page_one_answers_the_verdict_and_no_second_cause_of_the_same_theme():
    found = world.findings()
    first = next(one for one in found.actions if one.route is Route.FIX)
    second = replace(first, action_id="A09", route=Route.CLEANSE, people=99)
    one = summary_of(replace(found, actions=(*found.actions, second)))
    assert "A09" in {action.action_id for action in one.actions}
    assert "A09" not in {action.action_id for action in one.page_one.to_mend}
    assert first.action_id in {action.action_id for action in one.page_one.to_mend}


def test_a_mending_that_is_for_later_is_not_shown_where_sooner_ones_are():
    found = world.findings()
    later = replace(found.actions[0], action_id="A09", horizon=Horizon.LATER, people=99)
    one = summary_of(replace(found, actions=(*found.actions, later))).page_one
    assert "A09" not in {action.action_id for action in one.to_mend}


def test_adoption_now_is_the_mean_of_the_last_four_weeks(shared):
    now = shared.page_one.adoption
    assert (now.active, now.in_scope, now.weeks) == (8.5, 16, 4)
    assert now.planned == 13
    assert now.plan_by == date(2026, 3, 30)
    assert now.plan_met is None


def test_without_a_plan_the_actual_stands_alone():
    now = summary_of(settings=Settings()).page_one.adoption
    assert now.planned is None
    assert now.active == 8.5


def test_without_a_usage_file_adoption_is_not_told():
    found = world.findings()
    nothing = replace(found.facts, adoption=pd.DataFrame(), usage_states={})
    summary = summary_of(replace(found, facts=nothing))
    assert summary.adoption is None
    assert summary.page_one.adoption is None


def adoption_with(*sizes: tuple[str, int]):
    found = world.findings()
    week = {"week": "2026-05-04", "active": 3.0, "plan": None, "definition": "made a record"}
    table = pd.DataFrame([{"group": name, "in_scope": size, **week} for name, size in sizes])
    return replace(found, facts=replace(found.facts, adoption=table))


def test_use_of_too_few_is_withheld_and_not_called_unrecorded():
    page = summary_of(adoption_with(("all", 3))).page_one
    assert page.adoption is None
    assert page.use_withheld


def test_an_and_sign_in_a_name_makes_no_other_group_of_it():
    found = adoption_with(
        ("all", 40),
        ("department=Tours", 3),
        ("department=Tours & Charter", 20),
        ("department=Ramp", 17),
    )
    curves = {one.group: one.withheld for one in summary_of(found).adoption.curves}
    assert set(curves) == {"everybody", "Tours", "Tours & Charter", "Ramp"}
    assert curves["Tours"].startswith("withheld: fewer than")
    assert not curves["Tours & Charter"]


def test_states_that_are_all_unknown_are_not_shown():
    found = world.findings()
    states = {one.person_id: UsageState.UNKNOWN for one in found.intake.people}
    facts = replace(found.facts, usage_states=states)
    assert summary_of(replace(found, facts=facts), Edition.CONFIDENTIAL).adoption.states == ()


def test_rows_in_equal_rows_kept_and_set_aside(shared):
    for line in shared.files:
        assert line.rows_in == line.rows_kept + sum(n for _, n in line.set_aside)
    assert len(shared.files) == 8


def test_a_problem_names_the_file_by_its_number(shared):
    line = next(one for one in shared.files if one.problem)
    assert line.problem.startswith(f"{line.source}: the pages are pictures")


def test_a_promise_that_nobody_wrote_is_assumed(shared):
    assert all(line.promise.assumed for line in shared.files)


def test_a_fact_that_only_speaks_against_a_rival_cause_stands_on_neither_side(shared):
    page = next(one for one in shared.themes if one.theme_id == "T01")
    told = {fact.sentence for fact in (*page.facts_for, *page.facts_against)}
    assert "9 tickets on it were confirmed as faults" in told
    assert "6 of 6 who say it were trained" not in told


def test_report_and_fact_card_tell_the_same_facts_for_a_claim_that_is_the_verdict(shared):
    page = next(one for one in shared.themes if one.theme_id == "T01")
    card = next(one.card for one in SESSION.topics if one.item.theme_id == "T01")
    assert {one.sentence for one in page.facts_for} == {one.sentence for one in card.supports}
    assert {one.sentence for one in page.facts_against} == {one.sentence for one in card.against}


def test_a_fact_for_another_cause_speaks_against_the_verdict():
    found = world.findings()
    signal = Signal(
        name="other",
        subject_id="T01",
        origin=DecidedBy.TRAINING,
        cause=Cause.TRAINING,
        bearing=Bearing.SUPPORTS,
        weight=0.7,
        sentence="nobody of them attended",
        people=tuple(f"P{n:02d}" for n in range(3, 9)),
    )
    verdict = replace(found.verdicts["T01"], signals=(signal,))
    page = summary_of(replace(found, verdicts={**found.verdicts, "T01": verdict})).themes[0]
    assert [fact.sentence for fact in page.facts_against] == ["nobody of them attended"]


def test_one_sentence_about_many_people_is_one_fact_and_may_be_shown():
    found = world.findings()
    signals = tuple(
        Signal(
            name="missed",
            subject_id=f"S{n}",
            origin=DecidedBy.TRAINING,
            cause=Cause.DEFECT,
            bearing=Bearing.SUPPORTS,
            weight=0.2,
            sentence="attended and still fails",
            people=(f"P{n:02d}",),
        )
        for n in range(3, 9)
    )
    verdict = replace(found.verdicts["T01"], signals=signals)
    page = summary_of(replace(found, verdicts={**found.verdicts, "T01": verdict})).themes[0]
    assert [(fact.people, fact.statements) for fact in page.facts_for] == [(6, 6)]
    assert page.facts_on_desk == 0


def test_contrast_counts_people_heard_and_not_mentions(own):
    page = next(one for one in own.themes if one.theme_id == "T01")
    oban = next(one for one in page.contrast if one.group == "Oban")
    assert (oban.estimate.count, oban.estimate.n, oban.people) == (4, 7, 9)


def test_praise_is_of_matters_that_several_people_name(shared):
    assert shared.praise
    assert all("calendar" in one.words for one in shared.praise)


def test_an_observers_note_is_nobodys_praise():
    found = world.findings()
    noted = tuple(
        replace(one, source=replace(one.source, verbatim=False)) for one in found.statements
    )
    assert not summary_of(replace(found, statements=noted)).praise


def test_empty_answers_are_counted_nowhere():
    found = world.findings()
    summary = summary_of(found)
    empty = sum(one.empty for one in found.statements)
    assert summary.scale.empty == empty
    assert summary.scale.statements + empty == len(found.statements)
    assert summary.page_one.sure.reviewed.all == summary.scale.statements


def test_who_spoke_is_one_number_on_all_pages():
    found = world.findings()
    summary = summary_of(found)
    assert summary.page_one.spoke == summary.page_one.sure.spoke


def test_praise_of_the_same_matter_is_the_other_side(shared):
    page = next(one for one in shared.themes if one.theme_id == "T01")
    assert [quote.words for quote in page.other_side] == ["Mine always saves, never lost one."]


def test_the_response_rate_is_compared_by_the_first_dimension_that_can_be_shown(shared):
    sure = shared.page_one.sure
    assert sure.dimension == "location"
    assert (sure.lowest.group, sure.highest.group) == ("Oban", "Mallaig")
    assert (sure.heard, sure.in_scope, sure.unnamed) == (14, 16, 3)


def test_without_a_list_of_the_organisation_the_response_rate_is_not_told():
    found = world.findings()
    intake = replace(found.intake, people=())
    bare = replace(found, intake=intake, stakeholders=(), coverage=pd.DataFrame())
    sure = summary_of(bare).page_one.sure
    assert sure.in_scope is None
    assert sure.heard == 17


def test_the_coders_expected_error_is_the_mean_doubt_of_what_nobody_confirmed(shared):
    assert shared.page_one.sure.expected_wrong == pytest.approx(0.2)


def test_what_people_changed_of_what_they_looked_at_is_told():
    found = world.findings()
    keys = [one.statement_id for one in found.statements]
    statuses = {keys[0]: Status.CHANGED, keys[1]: Status.CONFIRMED}
    overruled = summary_of(replace(found, statuses=statuses)).page_one.sure.overruled
    assert (overruled.count, overruled.n) == (1, 2)


def test_every_trace_of_a_family_holds_the_statements_behind_it(shared):
    traces = {one.anchor: one.ids for one in shared.traces}
    assert len(traces["n-tool"]) == 11
    assert not set(traces["n-tool"]) & set(traces["n-commitment"])


def test_an_empty_review_has_a_summary():
    found = world.findings()
    nothing = replace(
        found,
        intake=Intake(),
        statements=(),
        codings={},
        statuses={},
        themes=(),
        verdicts={},
        final_causes={},
        shares=(),
        requests=(),
        stakeholders=(),
        coverage=pd.DataFrame(),
        agenda=(),
        actions=(),
        facts=Facts(adoption=pd.DataFrame(), people=pd.DataFrame(), tickets=pd.DataFrame()),
    )
    summary = summary_of(nothing, settings=Settings(mine=Mine(project=Project())))
    assert summary.themes == ()
    assert summary.page_one.sure.expected_wrong is None


def test_a_rating_shows_every_step_that_could_have_been_chosen(shared):
    question = shared.closed[0]
    assert [value for value, _ in question.answers] == [str(n) for n in range(10)]
    assert dict(question.answers)["1"] == 0
    assert question.n == 14


def test_words_of_a_scale_stand_in_the_order_of_the_scale(shared):
    question = next(one for one in shared.closed if one.scale == "likert")
    assert [value for value, _ in question.answers] == ["Disagree", "Neither", "Agree"]


def test_the_mean_of_a_group_that_is_too_small_is_withheld(shared, own):
    hidden = {one.group for one in shared.closed[0].by_group if one.withheld}
    assert {"Board", "Customer Desk", "Desk Clerk"} <= hidden
    assert "Customer Desk" not in {one.group for one in own.closed[0].by_group if one.withheld}


def test_change_between_waves_of_few_is_told_over_all_answers(shared):
    question = shared.closed[0]
    assert question.change is None
    assert question.change_all.value == pytest.approx(-0.2143, abs=1e-4)


def test_an_answer_that_one_person_typed_is_not_shared():
    found = world.findings()
    typed = replace(found.intake.closed[-1], value="only on the MV Lochinver", respondent_id="r-x")
    intake = replace(found.intake, closed=(*found.intake.closed, typed))
    answers = summary_of(replace(found, intake=intake)).closed
    multi = next(one for one in answers if one.scale == "multi")
    assert dict(multi.answers) == {"Tablet": 14, "Counter PC": 7, "other answers": 1}


# Wilson (1927) for 7 of 17, by hand: centre 0.4282, half width 0.2142.
def test_a_share_has_its_wilson_interval():
    found = share_of(7, 17)
    assert (found.low, found.high) == (
        pytest.approx(0.2161, abs=1e-4),
        pytest.approx(0.6400, abs=1e-4),
    )
    assert share_of(0, 0) is None


@pytest.mark.parametrize(("count", "n"), [(0, 5), (5, 5), (1, 1)])
def test_an_interval_stays_between_none_and_all(count, n):
    found = share_of(count, n)
    assert 0 <= found.low <= found.value <= found.high <= 1


# Student with 3 degrees of freedom: t = 3.1824; s = 1.2910, n = 4.
def test_a_mean_has_its_student_interval():
    found = mean_of([1.0, 2.0, 3.0, 4.0])
    assert (found.low, found.high) == (
        pytest.approx(0.4457, abs=1e-3),
        pytest.approx(4.5543, abs=1e-3),
    )
    assert mean_of([1.0]) is None


def test_two_equal_waves_differ_by_nothing():
    found = difference_of([0.5, 0.5, 0.5], [0.5, 0.5])
    assert (found.value, found.low, found.high) == (0.0, 0.0, 0.0)


def test_the_clock_is_passed_and_not_read():
    early = summarise(world.findings(), world.settings(), lambda: datetime(1999, 12, 31))
    assert early.made_on == date(1999, 12, 31)
