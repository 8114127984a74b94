"""The board of themes and the disagreements in a real browser: plan, confirm, SQLite, axe."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests import world
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
from tests.desk.conftest import AT, save, stored
from tests.desk.test_fact_rows import with_rows
from toolkit.model.theme_map import CurvePoint, ThemeMap, ThemeTree
from toolkit.pipeline.places import Places
from toolkit.pipeline.theming import MAP
from toolkit.workspace import Workspace

pytestmark = [pytest.mark.browser]
HOSTILE = "<img src=x onerror=\"document.title='ran'\"> **bold**"
CODED = "S-r00-hinders-0"


def write_review(out: Path) -> None:
    """The ferry company with a hostile title, a map of its themes, and two coders who differ."""
    found = with_rows(world.findings())
    hostile = replace(found.themes[5], title=HOSTILE)
    save(out, replace(found, themes=(*found.themes[:5], hostile)))
    keys = found.themes[2].statement_ids
    drawn = ThemeMap(
        curve=(CurvePoint(k=4, silhouette=0.1), CurvePoint(k=6, silhouette=0.2)),
        chosen=6,
        trees=(ThemeTree(theme_id="T03", statement_ids=keys, merges=((0, 1), (2, 3), (4, 5))),),
    )
    with Workspace.open(Places(out).workspace) as workspace:
        workspace.save_snapshot(MAP, {}, drawn)
        for coder, cause in (("ana", "defect"), ("ben", "training")):
            workspace.decide(f"statement:{CODED}", "cause", cause, coder=coder, at=AT)


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("review") / "out"
    write_review(folder)
    return folder


@pytest.fixture(scope="module")
def page(browser: Browser, out: Path) -> Iterator[Page]:
    with served(out) as address:
        page = opened(browser, address, "Themes")
        page.wait_for_selector(".rl-board .rl-line")
        yield page
        page.close()


def rows(page: Page, out: Path, count: int) -> list[tuple[str, str, str | None]]:
    """What stands in SQLite, once there are so many rows beside the two coders'."""
    return rows_of(page, out, count + 2)[2:]


def choose(page: Page, theme: str) -> None:
    """A theme by the mouse; the keys go to the board afterwards."""
    settled(page)
    page.locator(".rl-board .rl-line", has_text=f"{theme} ·").click()
    at_hand(page, theme)
    settled(page)


def at_hand(page: Page, theme: str) -> None:
    expect(page.locator(".rl-theme-head .rl-quiet")).to_have_text(re.compile(f"^{theme}"))


def planned(page: Page, sentence: str) -> None:
    """Wait until a plan with these words is shown."""
    expect(page.locator(".rl-board .rl-plan")).to_contain_text(sentence, use_inner_text=True)
    settled(page)


def close_the_plan(page: Page) -> None:
    page.keyboard.press("Escape")
    page.wait_for_function("document.querySelector('.rl-board .rl-panel')?.hidden")
    settled(page)


def undo(page: Page, out: Path, count: int) -> list[tuple[str, str, str | None]]:
    """Take the last decision back by its key: what is stored then, so many rows."""
    page.locator(".rl-board").focus()
    page.keyboard.press("u")
    return rows(page, out, count)


def test_a_rename_by_keyboard_is_in_the_database(page: Page, out: Path) -> None:
    choose(page, "T01")
    before = len(stored(out)) - 2
    page.locator(".rl-board").focus()
    page.keyboard.press("r")
    title = page.locator(".rl-panel input[type=text]")
    title.fill("Lost at the pier")
    expect(title).to_be_focused()
    page.keyboard.press("Enter")
    planned(page, "will be called “Lost at the pier”")
    assert len(stored(out)) - 2 == before
    page.keyboard.press("Enter")
    assert rows(page, out, before + 1)[-1] == ("theme:T01", "title", "Lost at the pier")
    page.wait_for_function(
        "document.querySelector('.rl-theme-title')?.textContent === 'Lost at the pier'"
    )


def test_a_facts_rows_are_one_click_away(page: Page) -> None:
    choose(page, "T01")
    fold = page.locator(".rl-board .rl-evidence .rl-rows").first
    shown = fold.locator("li").first
    expect(shown).to_be_hidden()
    fold.locator("summary").click()
    expect(shown).to_be_visible()
    said = "in/desk.csv, row 9: 2026-03-04 · [a person]'s cabin is gone · ok · confirmed defect"
    expect(shown).to_have_text(said, use_inner_text=True)
    expect(fold).to_contain_text("and 10 more", use_inner_text=True)


def test_a_verdict_with_a_reason_stands_beside_the_suggested_one(page: Page, out: Path) -> None:
    choose(page, "T01")
    before = len(stored(out)) - 2
    page.locator(".rl-board").focus()
    page.keyboard.press("5")
    planned(page, "instead of a fault of the tool")
    page.locator(".rl-why-memo").fill("He showed me: 5 taps.")
    expect(page.locator(".rl-why-memo")).to_be_focused()
    page.keyboard.press("Enter")
    assert rows(page, out, before + 1)[-1] == ("theme:T01", "verdict", "training")
    expect(page.locator(".rl-verdicts .rl-verdict")).to_have_count(2)
    shown = page.locator(".rl-verdicts")
    expect(shown).to_contain_text("a fault of the tool", use_inner_text=True)
    expect(shown).to_contain_text("He showed me: 5 taps.", use_inner_text=True)


def test_a_merge_by_mouse_is_planned_done_and_undone(page: Page, out: Path) -> None:
    before = len(stored(out)) - 2
    choose(page, "T05")
    page.get_by_role("button", name="Merge").click()
    page.locator(".rl-target").select_option("T02")
    planned(page, "3 and 5 statements become 8")
    page.get_by_role("button", name="Do it").click()
    subject, field, value = rows(page, out, before + 1)[-1]
    assert (subject, field) == ("theme:T05", "merge_ids")
    assert str(value).startswith("T02=")
    expect(page.locator(".rl-board .rl-line")).to_have_count(5)
    assert undo(page, out, before + 2)[-1][1:] == ("merge_ids", None)
    expect(page.locator(".rl-board .rl-line")).to_have_count(6)


def drag(page: Page, theme: str, onto: str) -> None:
    """Take a theme's row by the mouse and move it over another one; the button stays down."""
    found = [page.locator(".rl-board .rl-line", has_text=f"{name} ·") for name in (theme, onto)]
    for row in found:
        row.scroll_into_view_if_needed()
    settled(page)
    spots = [row.bounding_box() for row in found]
    for number, spot in enumerate(spots):
        assert spot is not None
        page.mouse.move(spot["x"] + 60, spot["y"] + 20, steps=5)
        if number == 0:
            page.mouse.down()


def test_a_theme_dragged_onto_another_is_merged_once_that_is_confirmed(
    page: Page, out: Path
) -> None:
    before = len(stored(out)) - 2
    choose(page, "T01")
    drag(page, "T05", onto="T02")
    page.wait_for_selector(".rl-board .rl-drop:has-text('T02 ·')")
    page.mouse.up()
    planned(page, "3 and 5 statements become 8")
    at_hand(page, "T05")
    assert len(stored(out)) - 2 == before
    page.keyboard.press("Enter")
    subject, field, value = rows(page, out, before + 1)[-1]
    assert (subject, field) == ("theme:T05", "merge_ids")
    assert str(value).startswith("T02=")
    expect(page.locator(".rl-board .rl-line")).to_have_count(5)
    undo(page, out, before + 2)
    expect(page.locator(".rl-board .rl-line")).to_have_count(6)


def test_a_drag_that_is_given_up_changes_nothing(page: Page) -> None:
    choose(page, "T01")
    drag(page, "T05", onto="T02")
    page.wait_for_selector(".rl-board .rl-drop")
    page.keyboard.press("Escape")
    page.mouse.up()
    page.wait_for_selector(".rl-board .rl-drop", state="detached")
    settled(page)
    assert page.locator(".rl-board .rl-plan").count() == 0
    choose(page, "T05")


def test_a_split_shows_its_two_parts_and_lets_one_change_them(page: Page, out: Path) -> None:
    before = len(stored(out)) - 2
    choose(page, "T03")
    page.keyboard.press("s")
    page.wait_for_selector(".rl-part li")
    settled(page)
    parts = page.locator(".rl-part")
    for number in range(2):
        expect(parts.nth(number).locator("li")).to_have_count(2)
    # A click alone: the row is at once drawn anew in the other part.
    parts.nth(1).locator("input").first.click()
    expect(parts.nth(0).locator("li")).to_have_count(3)
    settled(page)
    close_the_plan(page)
    assert len(stored(out)) - 2 == before


def test_ticked_statements_move(page: Page, out: Path) -> None:
    before = len(stored(out)) - 2
    choose(page, "T03")
    page.locator(".rl-said input").nth(1).click()
    expect(page.locator(".rl-said input").nth(1)).to_be_checked()
    page.locator(".rl-board").focus()
    page.keyboard.press("t")
    page.locator(".rl-target").select_option("T04")
    plan = page.locator(".rl-board .rl-plan")
    expect(plan).to_have_text(re.compile("^1 statement goes to T04"), use_inner_text=True)
    settled(page)
    page.get_by_role("button", name="Do it").click()
    assert rows(page, out, before + 1)[-1][1:] == ("theme_id", "T04")
    undo(page, out, before + 2)


def test_a_title_with_markup_is_text_and_runs_nothing(page: Page) -> None:
    choose(page, "T06")
    assert page.locator(".rl-theme-title").text_content() == HOSTILE
    assert page.locator(".rl-board img").count() == 0
    assert page.title() != "ran"


def test_the_number_of_themes_is_shown_with_the_chosen_one(page: Page) -> None:
    expect(page.locator(".rl-curve li")).to_have_count(2)
    expect(page.locator(".rl-curve .rl-chosen")).to_have_count(1)


def test_a_search_that_finds_nothing_says_what_to_do(page: Page) -> None:
    page.locator(".rl-board").focus()
    page.keyboard.press("/")
    page.keyboard.type("zeppelin")
    page.keyboard.press("Enter")
    expect(page.locator(".rl-board .rl-empty")).to_be_visible()
    expect(page.locator(".rl-board .rl-empty")).to_contain_text("Empty the search")
    settled(page)
    page.keyboard.press("/")
    page.keyboard.press("Escape")
    expect(page.locator(".rl-board .rl-line")).to_have_count(6)
    settled(page)
    expect(page.locator(".rl-board .rl-line").first).to_be_visible()


def test_nothing_scrolls_sideways_or_beyond_the_screen_at_1280_by_720(page: Page) -> None:
    assert scrolls_sideways(page, "rl-board") == []
    assert page.evaluate("document.documentElement.scrollHeight <= innerHeight")


@pytest.mark.parametrize("light", [True, False])
def test_axe_finds_nothing_to_mend_on_the_board_and_in_its_plans(page: Page, light: bool) -> None:
    with in_theme(page, light):
        choose(page, "T03")
        page.keyboard.press("s")
        page.wait_for_selector(".rl-part li")
        assert violations(page) == []
        close_the_plan(page)


def test_a_disagreement_is_settled_with_one_click(page: Page, out: Path) -> None:
    before = len(stored(out)) - 2
    go(page, "Disagreements")
    expect(page.locator(".rl-adjudication .rl-side")).to_have_count(2)
    beside = page.locator(".rl-adjudication .rl-evidence")
    expect(beside).to_contain_text("ana – ben, cause", use_inner_text=True)
    page.get_by_role("group", name="Code of ana").get_by_role("button").click()
    assert rows(page, out, before + 1)[-1] == (f"statement:{CODED}", "cause", "defect")
    expect(page.locator(".rl-adjudication .rl-tally")).to_have_text("1 of 1 decided")
    assert violations(page) == []
