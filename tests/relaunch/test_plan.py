"""The plan as a whole: the same for the same review, in three languages, led back to evidence."""

from __future__ import annotations

import re
from dataclasses import asdict, fields, is_dataclass, replace

import pytest

from tests import world
from tests.relaunch import plan_world
from toolkit.language.catalogue import all_entries
from toolkit.model.plan import RelaunchPlan
from toolkit.model.plan_parts import OptionName, State
from toolkit.model.vocabulary import DecidedBy, Route, Status
from toolkit.relaunch.plan import draft_plan


@pytest.fixture(scope="module")
def plan() -> RelaunchPlan:
    return draft_plan(plan_world.given())


def lines_with_evidence(plan: RelaunchPlan) -> list[object]:
    groups = ("changes", "units", "sheets", "roles", "fields", "shadows", "questions", "calendar")
    return [one for name in groups for one in getattr(plan, name)]


def test_the_same_review_gives_the_same_plan_whatever_the_order_of_its_rows(plan):
    base = plan_world.findings()
    turned = replace(
        base,
        statements=base.statements[::-1],
        stakeholders=base.stakeholders[::-1],
        waves=base.waves[::-1],
        codings=dict(reversed(base.codings.items())),
    )
    assert draft_plan(plan_world.given(turned)) == plan


def test_every_line_leads_back_to_statements(plan):
    known = {one.statement_id for one in world.statements()}
    found = lines_with_evidence(plan)
    assert len(found) > 8
    for one in found:
        ids = one.evidence.statement_ids
        assert ids
        assert set(ids) <= known


def test_statements_from_before_the_launch_stand_in_no_line(plan):
    before = {one.statement_id for one in world.statements() if one.source.wave == "before"}
    cited = {key for one in lines_with_evidence(plan) for key in one.evidence.statement_ids}
    assert before
    assert not before & cited


@pytest.mark.parametrize(("language", "word"), [("de", "Welle"), ("it", "ondata")])
def test_the_plan_speaks_the_language_and_quotes_stay_in_their_own(plan, language, word):
    other = draft_plan(plan_world.given(language=language))
    assert [one.line_id for one in other.changes] == [one.line_id for one in plan.changes]
    assert [one.best for one in other.changes] == [one.best for one in plan.changes]
    assert word in " ".join(str(one.why_before_wave) for one in other.changes)
    assert not set(texts_of(other.risks)) & set(texts_of(plan.risks))


def texts_of(lines) -> list[str]:
    return [one.title for one in lines]


def test_every_sentence_that_the_room_says_is_in_the_catalogue():
    import ast
    from pathlib import Path

    import toolkit.relaunch as room

    known = {english for english, _ in all_entries()}
    neutral = re.compile(r"^[{}\w]+:? ?[“(]?{\w+}[”)]?$")
    missing = []
    for path in sorted(Path(room.__file__).parent.glob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "attr", "") == "say":
                first = node.args[0]
                said = first.value if isinstance(first, ast.Constant) else None
                if said and said not in known and not neutral.match(said):
                    missing.append((path.name, said))
    assert not missing


def test_no_id_of_a_person_stands_in_a_sentence(plan):
    ids = re.compile(r"\bP\d\d\b")
    hidden = {"attendee_ids", "power_user_id", "heard_first_ids", "wronged_ids", "speaker_ids"}

    def sentences(value, name=""):
        if is_dataclass(value):
            for part in fields(value):
                if part.name not in hidden:
                    yield from sentences(getattr(value, part.name), part.name)
        elif isinstance(value, tuple):
            for one in value:
                yield from sentences(one, name)
        elif isinstance(value, str) and name not in ("statement_ids", "statement_id"):
            yield value

    assert not [text for text in sentences(plan) if ids.search(text)]


def test_with_individual_off_nobody_is_named():
    settings = world.settings()
    privacy = settings.mine.privacy.model_copy(update={"individual": False})
    mine = settings.mine.model_copy(update={"privacy": privacy})
    given = replace(plan_world.given(), settings=settings.model_copy(update={"mine": mine}))
    plan = draft_plan(given)
    assert plan.units
    assert all(not one.attendee_ids and not one.power_user_id for one in plan.units)
    assert all(not one.speaker_ids for one in plan.shadows)


def test_the_goals_name_changes_with_their_worth(plan):
    assert plan.goals
    assert all("worth" in one for one in plan.goals)


def test_three_options_stand_with_evidence_and_none_is_chosen_by_the_machine(plan):
    assert [one.name for one in plan.options] == list(OptionName)
    assert plan.chosen is None
    for one in plan.options:
        assert one.arguments_for or one.arguments_against


def test_a_persons_choice_stands_with_the_reason():
    decisions = plan_world.decided(("text:relaunch-option", "choice", "relaunch_in_waves"))
    plan = draft_plan(plan_world.given(decisions=decisions))
    assert plan.chosen is OptionName.WAVES


def test_edits_of_a_line_survive_and_say_what_was_suggested():
    decisions = plan_world.decided(
        ("text:fix-T01", "owner_role", "Harbour IT"),
        ("text:fix-T01", "due", "2026-06-30"),
        ("text:fix-T01", "state", "done"),
        ("text:fix-T01", "title", "Keep bookings without signal"),
    )
    plan = draft_plan(plan_world.given(decisions=decisions))
    hand = next(one.hand for one in plan.changes if one.line_id == "fix-T01")
    assert (hand.owner, str(hand.due), hand.state) == ("Harbour IT", "2026-06-30", State.DONE)
    assert hand.title == "Keep bookings without signal"
    assert hand.status is Status.CHANGED
    assert hand.suggested["owner_role"]


def test_a_confirmed_owner_is_confirmed_and_not_changed(plan):
    owner = next(one.hand.owner for one in plan.changes if one.line_id == "fix-T01")
    decisions = plan_world.decided(("text:fix-T01", "owner_role", owner))
    again = draft_plan(plan_world.given(decisions=decisions))
    hand = next(one.hand for one in again.changes if one.line_id == "fix-T01")
    assert hand.status is Status.CONFIRMED


def test_what_an_opinion_former_named_must_be_done_before_that_wave(plan):
    change = next(one for one in plan.changes if one.line_id == "fix-T01")
    assert change.hand.before_wave == 1
    assert "opinion former" in str(change.why_before_wave)
    assert "fix-T01" in plan.needs[0].open_ids


def test_a_done_line_leaves_the_needs_of_its_wave():
    decisions = plan_world.decided(("text:fix-T01", "state", "done"))
    plan = draft_plan(plan_world.given(decisions=decisions))
    assert "fix-T01" in plan.needs[0].line_ids
    assert "fix-T01" not in plan.needs[0].open_ids


def test_dates_follow_from_the_start_of_the_wave():
    decisions = plan_world.decided(("wave:1", "starts_on", "2026-09-01"))
    plan = draft_plan(plan_world.given(decisions=decisions))
    change = next(one for one in plan.changes if one.line_id == "fix-T01")
    assert str(change.hand.due) == "2026-08-18"


def test_whose_ticket_on_a_fault_was_closed_as_their_own_mistake_hears_of_it_first(plan):
    change = next(one for one in plan.changes if one.line_id == "fix-T01")
    assert change.heard_first_ids == ("P04",)
    assert change.heard_first is None


def test_what_is_missing_is_said():
    base = plan_world.findings()
    bare = replace(base, waves=(), facts=replace(base.facts, recorded=frozenset()))
    plan = draft_plan(plan_world.given(bare))
    said = " ".join(plan.missing)
    assert "no waves" in said
    assert "no tickets" in said


def test_the_plan_can_be_given_to_other_programs(plan):
    assert asdict(plan)["changes"]


def test_the_pulse_has_three_to_six_questions_made_from_lines(plan):
    assert 3 <= len(plan.pulse) <= 6
    lines = {one.line_id for one in (*plan.changes, *plan.units, *plan.sheets)}
    assert any(one.of_line in lines for one in plan.pulse)


def test_actions_say_what_is_done_about_what_in_peoples_words(plan):
    fix = next(one for one in plan.changes if one.route is Route.FIX)
    assert fix.title.startswith("Fix the fault in “Bookings vanish without signal”: “")
    assert fix.best is not None
    assert fix.best.text in world.findings().redacted.get(fix.best.statement_id, fix.best.text)


def test_the_rows_behind_a_line_are_counted_file_by_file():
    base = plan_world.findings()
    ticket = next(one for one in base.verdicts["T01"].signals if one.rows)
    week = replace(
        ticket,
        name="errors_far_above_peers",
        origin=DecidedBy.USAGE,
        people=(),
        rows=tuple(f"usage.csv:{n}" for n in range(2, 42)),
    )
    many = replace(ticket, people=())
    verdict = replace(base.verdicts["T01"], signals=(many, week))
    review = replace(base, verdicts={**base.verdicts, "T01": verdict})
    change = next(
        one for one in draft_plan(plan_world.given(review)).changes if one.line_id == "fix-T01"
    )
    counts = dict(change.evidence.rows_of)
    assert counts["usage"] == 40
    assert counts["tickets"] == len(set(change.evidence.rows) - set(week.rows)) > 0
    assert sum(counts.values()) == len(change.evidence.rows)
