"""The coding desk: how grave a statement is, and the ways from numbers to their statements."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.desk.conftest import AT, stored
from tests.desk.pressing import Browser
from toolkit.desk.blind_state import BlindState
from toolkit.desk.opening import Opened
from toolkit.desk.progress import Progress
from toolkit.desk.review_desk import ReviewDesk
from toolkit.desk.screen import OWN_KEYS, called_words
from toolkit.desk.state import DeskState
from toolkit.desk.theme_state import ThemeState
from toolkit.errors import WrongDecision
from toolkit.model.findings import Findings
from toolkit.model.labels import Labels
from toolkit.model.vocabulary import Cause, Kind

SIGNAL = "S-r00-hinders-0"


def grave(state: DeskState | BlindState) -> tuple[str, bool]:
    assert state.card is not None
    assert state.card.severity is not None
    return state.card.severity.value, state.card.severity.decided


# How grave


def test_each_step_is_one_graver_and_after_three_comes_one(state: DeskState, out: Path) -> None:
    state.go_to(SIGNAL)
    state.change("severity", "1")
    for said in ("2", "3", "1"):
        state.graver()
        assert grave(state) == (said, True)
    assert {field for _, field, _ in stored(out)} == {"severity"}


def test_how_grave_it_is_leaves_open_what_it_is(state: DeskState) -> None:
    state.go_to(SIGNAL)
    state.change("severity", "3")
    assert state.card is not None
    assert state.card.status is Progress.OPEN
    assert state.card.code.confidence is not None
    assert state.accept() is not None


def test_how_grave_it_is_is_taken_back(state: DeskState) -> None:
    state.go_to(SIGNAL)
    before = grave(state)
    state.change("severity", "3")
    state.undo()
    assert grave(state) == before


def test_nothing_is_grave_about_praise(state: DeskState, out: Path) -> None:
    state.search("Search is quick")
    assert state.card is not None
    assert (state.card.code.kind, state.card.severity) == (Kind.PRAISE, None)
    assert state.graver() is None
    assert stored(out) == []


def test_a_severity_there_is_not_is_refused(state: DeskState, out: Path) -> None:
    with pytest.raises(WrongDecision):
        state.change("severity", "4")
    assert stored(out) == []


def test_who_codes_blind_says_how_grave_unseen_by_the_machine(out: Path) -> None:
    opened = Opened(out, coder="Ben")
    opened.clock = lambda: AT
    with BlindState(opened.showing, opened.workspace(), **opened.person) as blind:
        assert grave(blind) == ("", False)
        blind.graver()
        assert grave(blind) == ("1", True)
        assert stored(out)[0][1:] == ("severity", "1")


# Keys of own codes


def test_the_first_own_codes_have_keys_and_the_others_none() -> None:
    own = {f"own_{n:02}": Cause.DEFECT for n in range(12)}
    found = called_words("en", Labels(own=own))["own"]
    assert "".join(one["key"] or "-" for one in found) == f"{OWN_KEYS}---"


def test_one_own_code_has_the_first_key() -> None:
    found = called_words("en", Labels(own={"lost": Cause.DEFECT}))["own"]
    assert [(one["key"], one["value"]) for one in found] == [("e", "lost")]


# Ways


def test_what_is_planned_is_listed_by_its_code(state: DeskState) -> None:
    plan = state.plan_together(0.0)
    word, _, count = plan.by_code[0]
    state.look_at_planned(word)
    assert len(state.listed) == count
    assert all(state._code(one).cause_word == word for one in state.listed)
    assert state.together is None


def test_all_that_is_planned_is_listed(state: DeskState) -> None:
    plan = state.plan_together(0.75)
    state.look_at_planned()
    assert set(state.listed) == {one.statement_id for one in plan.suggestions}


def test_nothing_is_listed_of_a_plan_there_is_not(state: DeskState) -> None:
    with pytest.raises(WrongDecision, match="nothing is planned"):
        state.look_at_planned()


def test_each_of_the_least_sure_is_reached_while_the_plan_stays(state: DeskState) -> None:
    plan = state.plan_together(0.6)
    for one in plan.least_sure:
        state.go_to(one.statement_id)
        assert state.current == one.statement_id
    assert state.together == plan


def test_what_one_decides_oneself_leaves_the_plan(state: DeskState) -> None:
    plan = state.plan_together(0.6)
    first = plan.least_sure[0].statement_id
    state.go_to(first)
    state.change("cause", "friction")
    assert state.together is not None
    assert first not in {one.statement_id for one in state.together.suggestions}
    assert sum(n for _, _, n in state.together.by_code) == len(plan.suggestions) - 1


def test_the_number_of_a_themes_statements_leads_to_all_of_them(
    state: DeskState, monkeypatch: pytest.MonkeyPatch
) -> None:
    browser = Browser(ReviewDesk(state), monkeypatch)
    state.go_to(SIGNAL)
    theme = browser.press("narrow", words="", status="open")["card"]["theme"]
    everything = {"theme": theme["theme_id"], "kind": "", "status": "", "words": "", "only": []}
    view = browser.press("narrow", **everything)
    assert view["tally"]["listed"] == theme["statements"]
    browser.screen.close()


def test_a_theme_is_reached_from_its_statements(out: Path, findings: Findings) -> None:
    with ThemeState.open(out, clock=lambda: AT) as board:
        for theme in findings.themes:
            board.search("no theme has these words")
            board.look_at(theme.statement_ids[:1])
            assert board.current == theme.theme_id
