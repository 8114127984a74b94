"""The board's widget: a message from the browser plans, confirms or takes back, and it is shown."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.desk.conftest import stored
from tests.desk.pressing import Browser
from toolkit.desk.screen import CAUSE_KEYS
from toolkit.desk.theme_board import ThemeBoard
from toolkit.desk.theme_state import ThemeState


@pytest.fixture
def browser(out: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Browser]:
    with ThemeState.open(out, coder="Ann") as state:
        board = ThemeBoard(state)
        yield Browser(board, monkeypatch)
        board.close()


def test_nothing_is_written_before_it_is_confirmed(browser: Browser, out: Path) -> None:
    assert browser.press("merge", theme="T02")["plan"]["action"] == "merge"
    assert browser.press("verdict", value="training")["plan"]["action"] == "verdict"
    assert browser.press("cancel")["plan"] is None
    assert stored(out) == []


def test_every_confirmed_action_is_in_sqlite(browser: Browser, out: Path) -> None:
    browser.press("rename", text="No signal")
    browser.press("confirm", memo="as they say")
    browser.press("verdict", value="training")
    browser.press("confirm")
    browser.press("pin")
    browser.press("confirm")
    browser.press("undo")
    browser.press("go", theme="T03")
    keys = [one["statement_id"] for one in browser.heard[-1]["view"]["card"]["statements"]]
    browser.press("move", statements=keys[:1], theme="T01")
    browser.press("confirm")
    browser.press("split", statements=keys[1:2])
    browser.press("confirm")
    browser.press("merge", theme="T01")
    view = browser.press("confirm")
    assert view["card"]["line"]["theme_id"] == "T01"
    assert [(subject.split(":")[0], field) for subject, field, _ in stored(out)] == [
        ("theme", "title"),
        ("theme", "verdict"),
        ("theme", "pin_ids"),
        ("theme", "pin_ids"),
        ("statement", "theme_id"),
        ("theme", "split_ids"),
        ("theme", "merge_ids"),
    ]


def test_what_cannot_be_done_is_said_in_plain_words(browser: Browser, out: Path) -> None:
    assert "nothing of yours to undo" in browser.press("undo")["trouble"]
    assert "into itself" in browser.press("merge", theme="T01")["trouble"]
    assert "no statement is chosen" in browser.press("move", statements="S", theme="T02")["trouble"]
    assert "no verdict" in browser.press("verdict", value="x")["trouble"]
    assert "nothing is planned" in browser.press("confirm")["trouble"]
    assert browser.press("nonsense")["trouble"] == ""
    assert stored(out) == []


def test_what_goes_to_the_browser_is_plain_json(browser: Browser) -> None:
    browser.press("split", statements=["S-r00-hinders-0"])
    assert json.loads(json.dumps(browser.heard[-1]))["view"]["plan"]["apart"]


def test_no_action_of_the_board_uses_the_key_of_a_cause() -> None:
    assert not set(CAUSE_KEYS) & {"j", "k", "v", "r", "m", "s", "t", "p", "u", "/", "?"}


def test_the_numbers_of_a_theme_lead_to_its_statements_at_the_coding_desk(browser: Browser) -> None:
    went: list[tuple[str, tuple[str, ...]]] = []
    browser.screen.opens = lambda name, ids: went.append((name, tuple(ids)))
    card = browser.press("look")["card"]
    browser.press("statements")
    browser.press("statements", statements=[card["statements"][1]["statement_id"]])
    assert [(name, len(ids)) for name, ids in went] == [
        ("codes", card["line"]["statements"]),
        ("codes", 1),
    ]


def test_what_a_long_theme_leaves_out_is_one_press_away(
    browser: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("toolkit.desk.theme_showing.SHOWN_STATEMENTS", 3)
    first = browser.press("look")["card"]
    assert (len(first["statements"]), first["more"]) == (3, first["line"]["statements"] - 3)
    assert browser.press("more")["card"]["more"] == 0
