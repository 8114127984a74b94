"""The widget: a message from the browser becomes an action, and the screen follows."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.desk.conftest import stored
from tests.desk.pressing import Browser
from toolkit.desk.review_desk import ReviewDesk
from toolkit.desk.screen import CAUSE_KEYS, KIND_KEYS, OWN_KEYS
from toolkit.desk.state import DeskState
from toolkit.errors import ToolkitError


@pytest.fixture
def browser(state: DeskState, monkeypatch: pytest.MonkeyPatch) -> Iterator[Browser]:
    desk = ReviewDesk(state)
    yield Browser(desk, monkeypatch)
    desk.close()


def test_every_button_of_the_desk_is_one_row_in_sqlite(browser: Browser, out: Path) -> None:
    browser.press("go", position=list(browser.screen.sitting.listed).index("S-r00-hinders-0"))
    browser.press("accept")
    browser.press("change", field="cause", value="friction")
    browser.press("change", field="kind", value="proposal")
    browser.press("memo", text="Seen at the pier.")
    browser.press("postpone")
    browser.press("undo")
    assert [(field, decided) for _, field, decided in stored(out)] == [
        ("cause", "defect"),
        ("cause", "friction"),
        ("kind", "proposal"),
        ("memo", "Seen at the pier."),
        ("postponed", "yes"),
        ("postponed", None),
    ]


def test_moving_about_writes_nothing(browser: Browser, out: Path) -> None:
    assert browser.press("next")["tally"]["position"] == 2
    assert browser.press("previous")["tally"]["position"] == 1
    assert browser.press("go", position=4)["tally"]["position"] == 5
    assert browser.press("search", text="sunday")["tally"]["listed"] == 2
    assert browser.press("narrow", theme="T02")["card"] is None
    assert stored(out) == []


def test_the_first_message_brings_the_screen(browser: Browser) -> None:
    view = browser.press("look")
    assert view["card"]["context"]["pieces"]
    assert view["saved"] == ""


def test_the_time_of_saving_is_shown(browser: Browser, state: DeskState) -> None:
    view = browser.press("accept")
    assert state.saved_at is not None
    assert view["saved"] == f"{state.saved_at.astimezone():%H:%M:%S}"


def test_a_refused_action_is_said_in_plain_words_and_the_desk_goes_on(
    browser: Browser, out: Path
) -> None:
    assert "nothing of yours to undo" in browser.press("undo")["trouble"]
    assert "no cause" in browser.press("change", field="cause", value="x")["trouble"]
    assert "not decided" in browser.press("change", field="person_id", value="x")["trouble"]
    assert browser.press("nonsense")["trouble"] == ""
    assert stored(out) == []


def test_what_goes_to_the_browser_is_plain_json(browser: Browser) -> None:
    browser.press("accept")
    assert json.loads(json.dumps(browser.heard[-1])) is not None


def test_every_cause_and_kind_has_a_key_of_its_own_that_no_action_uses() -> None:
    keys = [*CAUSE_KEYS, *KIND_KEYS, *OWN_KEYS]
    assert len(keys) == len(set(keys)) == 25
    assert not set(keys) & {"j", "k", "p", "u", "m", "s", "b", "x", "v", "/", "?"}


def test_a_screen_that_cannot_be_shown_says_why_in_plain_words(
    browser: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse() -> dict[str, object]:
        raise ToolkitError("the key is not there.", what_to_do="Bring it.")

    monkeypatch.setattr(browser.screen, "view", refuse)
    browser.screen._handle_custom_msg({"do": "look"}, [])
    assert browser.heard[-1]["trouble"] == "the key is not there. Bring it."
