"""The plan in a real browser: choose, edit, undo by keys; SQLite; axe; hostile words stay text."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.served import (
    go,
    in_theme,
    opened,
    rows_of,
    scrolls_sideways,
    served,
    settled,
    violations,
)
from tests.desk.conftest import save, stored
from tests.relaunch import plan_world

pytestmark = [pytest.mark.browser]
HOSTILE = "<img src=x onerror=\"document.title='ran'\"> **bold**"


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("review") / "out"
    found = plan_world.findings()
    hostile = replace(found.themes[0], title=HOSTILE)
    return save(folder, replace(found, themes=(hostile, *found.themes[1:])))


@pytest.fixture(scope="module")
def said() -> list[str]:
    """What the console of the page called an error."""
    return []


@pytest.fixture(scope="module")
def page(browser: Browser, out: Path, said: list[str]) -> Iterator[Page]:
    with served(out) as address:
        page = opened(browser, address, "Plan")
        page.on("console", lambda one: said.append(one.text) if one.type == "error" else None)
        page.on("pageerror", lambda one: said.append(str(one)))
        page.wait_for_selector(".rl-planning-option")
        yield page
        page.close()


def to(page: Page, section: int) -> None:
    """To a section by the mouse, from the first one on: 0 is the direction."""
    tab = page.locator(".rl-planning-tab").nth(section)
    tab.click()
    expect(tab).to_have_attribute("aria-current", "true")
    settled(page)


def test_brackets_typed_with_altgr_do_what_they_do_on_other_keyboards(page: Page) -> None:
    """On a German keyboard "]" is AltGr and 9, which Windows tells as Ctrl and Alt together."""
    here = "[...document.querySelectorAll('.rl-planning-tab')].findIndex("
    here += "(one) => one.ariaCurrent === 'true')"
    press = """([key, modifierAltGraph]) => document.querySelector('.rl-planning').dispatchEvent(
        new KeyboardEvent('keydown',
            { key, ctrlKey: true, altKey: true, modifierAltGraph, bubbles: true }))"""
    to(page, 0)
    assert page.evaluate(here) == 0
    page.evaluate(press, ["]", True])
    page.wait_for_function(f"{here} === 1")
    page.evaluate(press, ["]", False])
    settled(page)
    assert page.evaluate(here) == 1
    page.evaluate(press, ["[", True])
    page.wait_for_function(f"{here} === 0")


def test_a_half_typed_reason_outlives_another_section(page: Page) -> None:
    to(page, 0)
    reason = page.locator(".rl-planning-option input").first
    reason.fill("It is cheap")
    for section in (1, 0):
        to(page, section)
    expect(reason).to_have_value("It is cheap")


def test_the_arrows_scroll_the_direction(page: Page) -> None:
    to(page, 0)
    part = page.locator(".rl-planning-direction")
    assert part.evaluate("(one) => one.scrollHeight > one.clientHeight")
    part.focus()
    page.keyboard.press("ArrowDown")
    page.wait_for_function("document.querySelector('.rl-planning-direction').scrollTop > 0")


def test_a_way_on_is_chosen_with_its_reason(page: Page, out: Path) -> None:
    to(page, 0)
    before = len(stored(out))
    second = page.locator(".rl-planning-option").nth(1)
    second.locator("input").fill("Few faults, many not told.")
    second.get_by_role("button", name="Choose").click()
    page.wait_for_selector(".rl-planning-chosen")
    made = rows_of(page, out, before + 1)[before:]
    assert made == [("text:relaunch-option", "choice", "relaunch_in_waves")]
    expect(page.locator(".rl-planning-chosen")).to_contain_text("Few faults, many not told.")


def test_a_line_is_edited_marked_and_taken_back_by_keys(page: Page, out: Path) -> None:
    to(page, 0)
    before = len(stored(out))
    page.locator(".rl-planning").focus()
    page.keyboard.press("]")
    page.wait_for_selector(".rl-planning-form")
    settled(page)
    page.keyboard.press("o")
    expect(page.locator(".rl-planning [data-field=owner_role]")).to_be_focused()
    page.keyboard.press("Control+A")
    page.keyboard.type("Harbour IT")
    page.keyboard.press("Tab")
    assert rows_of(page, out, before + 1)[-1] == ("text:fix-T01", "owner_role", "Harbour IT")
    page.locator(".rl-planning").focus()
    page.keyboard.press("d")
    assert rows_of(page, out, before + 2)[-1] == ("text:fix-T01", "state", "done")
    page.keyboard.press("u")
    rows_of(page, out, before + 3)


def test_a_lines_statement_is_one_click_away_at_the_coding_desk(page: Page) -> None:
    to(page, 1)
    way = page.locator(".rl-planning .rl-evidence .rl-planning-said .rl-way").first
    way.wait_for()
    words = page.locator(".rl-planning-said").first.inner_text().removesuffix("1 statement")
    way.click()
    page.wait_for_selector(".rl-review .rl-answer mark")
    settled(page)
    assert page.locator(".rl-review .rl-answer mark").inner_text().strip() == words.strip()
    expect(page.locator(".rl-review .rl-line")).to_have_count(1)
    page.get_by_role("button", name="1 statement alone: list all again").click()
    page.wait_for_function("document.querySelectorAll('.rl-review .rl-line').length > 1")
    go(page, "Plan")


def test_hostile_words_are_text(page: Page) -> None:
    to(page, 1)
    desk = page.locator(".rl-planning")
    expect(desk).to_contain_text("<img src=x", use_inner_text=True)
    assert not desk.locator("img").count()
    assert page.title() != "ran"


@pytest.mark.parametrize("light", [True, False])
def test_axe_finds_nothing_in_any_section(page: Page, light: bool) -> None:
    with in_theme(page, light):
        for section in range(page.locator(".rl-planning-tab").count()):
            to(page, section)
            assert not violations(page)


def test_nothing_is_wider_than_its_place(page: Page) -> None:
    for section in range(page.locator(".rl-planning-tab").count()):
        to(page, section)
        assert not scrolls_sideways(page, "rl-planning")


def test_the_console_has_no_error_of_ours(said: list[str]) -> None:
    assert said == []
