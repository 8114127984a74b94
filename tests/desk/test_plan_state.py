"""The plan screen: choosing, editing, climbing, dating and undoing, each one row on disk."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests import world
from tests.desk.conftest import AT, save, stored
from tests.desk.pressing import Browser
from tests.relaunch import plan_world
from toolkit.desk.opening import Opened
from toolkit.desk.plan_screen import PlanScreen, plan_screen
from toolkit.desk.plan_state import PlanState
from toolkit.errors import WrongDecision
from toolkit.model.plan_parts import OptionName, State
from toolkit.pipeline import deciding


@pytest.fixture
def place(tmp_path: Path) -> Path:
    return save(tmp_path / "out", plan_world.findings())


@pytest.fixture
def plan(place: Path):
    state = PlanState(
        plan_world.findings(),
        world.settings(),
        deciding.open_workspace(place),
        coder="Ann",
        clock=lambda: AT,
    )
    with state:
        yield state


@pytest.fixture
def browser(place: Path, monkeypatch: pytest.MonkeyPatch) -> Browser:
    opened = Opened(place, key=place / "nowhere.json", coder="Ann")
    opened.clock = lambda: AT
    return Browser(plan_screen(opened), monkeypatch)


def test_it_begins_with_the_three_ways_on(plan: PlanState) -> None:
    assert plan.section == "direction"
    assert plan.tabs[0].open == 1
    assert [one.key for one in plan.tabs][:2] == ["direction", "changes"]


def test_a_choice_is_on_disk_with_its_reason(plan: PlanState, place: Path) -> None:
    plan.choose("relaunch_in_waves", "The faults are few.")
    assert stored(place) == [("text:relaunch-option", "choice", "relaunch_in_waves")]
    assert plan.plan.chosen is OptionName.WAVES
    assert plan.tabs[0].open == 0


def test_another_word_is_no_option(plan: PlanState, place: Path) -> None:
    with pytest.raises(WrongDecision):
        plan.choose("muddle through")
    assert stored(place) == []


def test_an_edit_is_shown_at_once_and_keeps_what_was_suggested(
    plan: PlanState, place: Path
) -> None:
    plan.show("changes")
    plan.go("fix-T01")
    plan.edit("owner_role", "Harbour IT")
    assert plan.line is not None
    assert plan.line.hand is not None
    assert plan.line.hand.owner == "Harbour IT"
    assert plan.line.hand.suggested["owner_role"]
    assert stored(place) == [("text:fix-T01", "owner_role", "Harbour IT")]
    assert plan.saved_at == AT


def test_an_edit_that_changes_nothing_writes_nothing(plan: PlanState, place: Path) -> None:
    plan.show("changes")
    assert plan.line is not None
    assert plan.line.hand is not None
    plan.edit("owner_role", plan.line.hand.owner)
    assert stored(place) == []


def test_a_date_that_is_none_is_refused(plan: PlanState, place: Path) -> None:
    plan.show("changes")
    with pytest.raises(WrongDecision):
        plan.edit("due", "soon")
    assert stored(place) == []


def test_undo_takes_back_the_last_edit(plan: PlanState) -> None:
    plan.show("changes")
    plan.edit("state", "done")
    plan.undo()
    assert plan.line is not None
    assert plan.line.hand is not None
    assert plan.line.hand.state is State.OPEN
    with pytest.raises(WrongDecision):
        plan.undo()


def test_done_lines_are_no_longer_open(plan: PlanState) -> None:
    plan.show("changes")
    before = plan.tabs[1].open
    plan.edit("state", "done")
    assert plan.tabs[1].open == before - 1


def test_a_rung_is_not_skipped(plan: PlanState, place: Path) -> None:
    with pytest.raises(WrongDecision, match="cannot be climbed"):
        plan.climb("mandate")
    assert stored(place) == []


def test_the_start_of_a_wave_dates_its_lines(plan: PlanState) -> None:
    plan.start(1, "2026-09-01")
    change = next(one for one in plan.plan.changes if one.line_id == "fix-T01")
    assert str(change.hand.due) == "2026-08-18"


def test_a_target_of_a_group_can_be_set(plan: PlanState) -> None:
    plan.show("targets")
    plan.go("target-department=Freight Sales")
    plan.edit("answer", "60 %")
    target = next(one for one in plan.plan.targets if one.group == "department=Freight Sales")
    assert target.after_twelve_weeks == 0.6


def test_a_target_is_named_as_people_name_the_group(plan: PlanState) -> None:
    plan.show("targets")
    shown = {one.line_id: one for one in plan.lines}
    assert shown["target-all"].title == "everybody"
    assert shown["target-department=Freight Sales"].title == "Freight Sales"
    assert shown["target-department=Freight Sales"].under.startswith("department · ")


def test_lines_are_named_by_cure_and_theme_and_not_by_their_ids(plan: PlanState) -> None:
    plan.show("shadows")
    said = "sponsor acts (The Monday meeting runs on the sheet)"
    assert plan.plan.shadows[0].must_work_first == ("sponsor-acts-T04",)
    rows = dict(plan.lines[0].rows)
    assert rows["Must work first"] == said
    assert rows["Retires"] == f"at the start of wave 2, once {said} is done"


def test_what_others_decided_is_seen_when_one_looks_again(plan: PlanState, place: Path) -> None:
    with deciding.open_workspace(place) as other:
        other.decide("text:fix-T01", "owner_role", "Pier", coder="Ben", at=AT)
    plan.read()
    assert next(o for o in plan.plan.changes if o.line_id == "fix-T01").hand.owner == "Pier"


def test_lines_without_an_owner_cannot_be_edited(plan: PlanState) -> None:
    plan.show("roles")
    with pytest.raises(WrongDecision):
        plan.edit("owner_role", "somebody")


def test_the_plan_is_read_in_german(place: Path) -> None:
    with PlanState(
        plan_world.findings(),
        world.settings(),
        deciding.open_workspace(place),
        language="de",
    ) as state:
        assert state.tabs[1].title == "Änderungen"


def test_the_browser_sees_lines_evidence_and_form(browser: Browser) -> None:
    view = browser.press("section", section="changes")
    assert view["card"]["hand"]["owner_role"]
    assert view["card"]["evidence"]["statements"][0]["id"].startswith("S")
    assert view["lines"][0]["line_id"] == view["current"]


def test_the_browser_is_told_what_went_wrong_and_nothing_is_lost(browser: Browser) -> None:
    view = browser.press("climb", rung="mandate")
    assert "cannot be climbed" in view["trouble"]
    assert browser.press("section", section="changes")["trouble"] == ""


def test_the_browser_never_gets_an_id_of_a_person(browser: Browser) -> None:
    ids = {one.person_id for one in world.people()}
    for tab in browser.press("look")["tabs"]:
        view = browser.press("section", section=tab["key"])
        assert not ids & set(strings(view))


def strings(value) -> list[str]:
    if isinstance(value, dict):
        return [text for one in value.values() for text in strings(one)]
    if isinstance(value, list | tuple):
        return [text for one in value for text in strings(one)]
    return str(value).split() if isinstance(value, str) else []


def test_the_screen_is_the_one_of_the_registry() -> None:
    from toolkit.desk.screens import SCREENS

    assert any("plan_screen" in str(one) for one in SCREENS)
    assert PlanScreen.actions
