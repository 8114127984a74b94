"""The session in a real browser: agenda by hand, board of the day, beamer, recap, SQLite, axe."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from tests import world
from tests.browser.served import (
    in_theme,
    opened,
    rows_of,
    scrolls_sideways,
    served,
    violations,
)
from tests.desk.conftest import save, stored

pytestmark = [pytest.mark.browser]
HOSTILE = "<img src=x onerror=\"document.title='ran'\"> **bold**"
MODES = {"agenda": "a", "board": "b", "beamer": "f", "recap": "r"}


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The ferry company, one topic of it with a hostile title."""
    found = world.findings()
    themes = (replace(found.themes[0], title=HOSTILE), *found.themes[1:])
    return save(tmp_path_factory.mktemp("review") / "out", replace(found, themes=themes))


@pytest.fixture(scope="module")
def page(browser: Browser, out: Path) -> Iterator[Page]:
    with served(out) as address:
        found = opened(browser, address, "Session")
        found.wait_for_selector(".rl-session .rl-line")
        yield found
        found.close()


def turn(page: Page, mode: str) -> None:
    """To one of the four views by its key."""
    page.locator(".rl-session").focus()
    page.keyboard.press(MODES[mode])
    page.wait_for_selector(f'.rl-session .rl-body[data-mode="{mode}"]')


def test_a_topic_goes_down_by_a_key_and_comes_back_by_undo(page: Page, out: Path) -> None:
    turn(page, "agenda")
    before = len(stored(out))
    page.keyboard.press("]")
    assert rows_of(page, out, before + 1)[-1] == ("agenda:T01", "rank", "2")
    page.wait_for_function(
        "document.querySelectorAll('.rl-session .rl-line')[1]?.textContent.startsWith('2. <img')"
    )
    page.keyboard.press("u")
    rows_of(page, out, before + 2)


def test_minutes_and_words_are_written_by_hand(page: Page, out: Path) -> None:
    turn(page, "agenda")
    before = len(stored(out))
    page.locator(".rl-minutes").fill("33")
    page.locator(".rl-minutes").press("Enter")
    assert rows_of(page, out, before + 1)[-1] == ("agenda:T01", "minutes", "33")
    page.get_by_role("button", name="Reword").nth(1).click()
    page.locator("textarea[data-field=goal]").fill("No booking is lost.")
    page.get_by_role("button", name="Keep").click()
    assert rows_of(page, out, before + 2)[-1] == ("agenda:T01", "goal", "No booking is lost.")
    page.wait_for_function("document.querySelector('.rl-texts')?.textContent.includes('yours')")


def test_notes_are_typed_without_the_mouse_and_shown_as_text(page: Page, out: Path) -> None:
    turn(page, "board")
    before = len(stored(out))
    page.keyboard.press("q")
    page.keyboard.type(HOSTILE)
    page.keyboard.press("Enter")
    page.wait_for_selector(".rl-note")
    page.keyboard.type("Who decides?")
    page.keyboard.press("Enter")
    rows_of(page, out, before + 4)
    page.wait_for_function("document.querySelectorAll('.rl-note').length === 2")
    assert page.locator(".rl-note p").first.text_content() == HOSTILE
    assert page.locator(".rl-session img").count() == 0
    assert page.title() != "ran"
    page.keyboard.press("Escape")


def test_dots_and_parking_are_kept(page: Page, out: Path) -> None:
    turn(page, "board")
    before = len(stored(out))
    page.get_by_role("button", name="One dot more").first.click()
    assert rows_of(page, out, before + 1)[-1][1:] == ("votes", "1")
    parked = page.locator('[data-kind="parked"]')
    parked.get_by_label("What").fill("Uniforms")
    parked.get_by_label("Owner").fill("Office")
    parked.get_by_label("Back on").fill("2026-07-01")
    parked.get_by_role("button", name="Add").click()
    rows = rows_of(page, out, before + 4)[-3:]
    assert {row[1:] for row in rows} == {
        ("text", "Uniforms"),
        ("owner", "Office"),
        ("return_on", "2026-07-01"),
    }


def test_the_clock_runs_and_goes_on(page: Page, out: Path) -> None:
    turn(page, "board")
    before = len(stored(out))
    page.keyboard.press("n")
    assert rows_of(page, out, before + 2)[-1] == ("agenda:clock", "topic", "opening")
    page.wait_for_function("document.querySelector('.rl-clock')?.textContent.includes('left')")
    shown = page.locator(".rl-clock").text_content()
    page.wait_for_function(
        "(shown) => document.querySelector('.rl-clock')?.textContent !== shown", arg=shown
    )
    page.keyboard.press("n")
    assert rows_of(page, out, before + 3)[-1] == ("agenda:clock", "topic", "T01")


def test_the_beamer_shows_nothing_that_tells_who_it_was(page: Page) -> None:
    turn(page, "beamer")
    shown = page.locator(".rl-session .rl-body").inner_text()
    assert "Speaks for it" in shown
    assert not [one.person_id for one in world.people() if f"{one.person_id} " in shown]
    assert page.locator(".rl-session .rl-lines").is_hidden()


def test_the_recap_is_a_text_for_a_mail(page: Page) -> None:
    turn(page, "recap")
    page.get_by_role("button", name="Sponsors").click()
    page.wait_for_function(
        "document.querySelector('.rl-mail')?.textContent.startsWith('Review session: what waits')"
    )


@pytest.mark.parametrize("mode", list(MODES))
@pytest.mark.parametrize("light", [True, False])
def test_axe_finds_nothing_to_mend(page: Page, mode: str, light: bool) -> None:
    with in_theme(page, light):
        turn(page, mode)
        assert violations(page) == []


@pytest.mark.parametrize("mode", list(MODES))
def test_nothing_scrolls_sideways_at_1280_by_720(page: Page, mode: str) -> None:
    turn(page, mode)
    assert scrolls_sideways(page, "rl-session") == []
