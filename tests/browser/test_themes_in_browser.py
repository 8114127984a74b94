"""The board of themes and the disagreements in a real browser: plan, confirm, SQLite, axe."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from tests import world
from tests.browser.served import (
    PATIENCE,
    go,
    in_theme,
    opened,
    rows_of,
    scrolls_sideways,
    served,
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
        page.wait_for_selector(".rl-board .rl-line", timeout=PATIENCE)
        yield page
        page.close()


def rows(page: Page, out: Path, count: int) -> list[tuple[str, str, str | None]]:
    """What stands in SQLite, once there are so many rows beside the two coders'."""
    return rows_of(page, out, count + 2)[2:]


def choose(page: Page, theme: str) -> None:
    page.locator(".rl-board .rl-line", has_text=f"{theme} ·").click()
    page.wait_for_function(
        "(theme) => document.querySelector('.rl-theme-head .rl-quiet')"
        "?.textContent.startsWith(theme)",
        arg=theme,
    )


def planned(page: Page) -> str:
    page.wait_for_selector(".rl-board .rl-plan")
    return page.locator(".rl-board .rl-plan").inner_text()


def test_a_rename_by_keyboard_is_in_the_database(page: Page, out: Path) -> None:
    before = len(stored(out)) - 2
    page.locator(".rl-board").focus()
    page.keyboard.press("r")
    page.locator(".rl-panel input[type=text]").fill("Lost at the pier")
    page.keyboard.press("Enter")
    assert "will be called “Lost at the pier”" in planned(page)
    assert len(stored(out)) - 2 == before
    page.keyboard.press("Enter")
    assert rows(page, out, before + 1)[-1] == ("theme:T01", "title", "Lost at the pier")
    page.wait_for_function(
        "document.querySelector('.rl-theme-title')?.textContent === 'Lost at the pier'"
    )


def test_a_facts_rows_are_one_click_away(page: Page) -> None:
    choose(page, "T01")
    fold = page.locator(".rl-board .rl-evidence .rl-rows").first
    assert not fold.locator("li").first.is_visible()
    fold.locator("summary").click()
    shown = fold.locator("li").first
    shown.wait_for(state="visible")
    said = "in/desk.csv, row 9: 2026-03-04 · [a person]'s cabin is gone · ok · confirmed defect"
    assert shown.inner_text() == said
    assert "and 10 more" in fold.inner_text()


def test_a_verdict_with_a_reason_stands_beside_the_suggested_one(page: Page, out: Path) -> None:
    before = len(stored(out)) - 2
    page.locator(".rl-board").focus()
    page.keyboard.press("5")
    assert "instead of a fault of the tool" in planned(page)
    page.locator(".rl-why-memo").fill("He showed me: 5 taps.")
    page.keyboard.press("Enter")
    assert rows(page, out, before + 1)[-1] == ("theme:T01", "verdict", "training")
    page.wait_for_function("document.querySelectorAll('.rl-verdicts .rl-verdict').length === 2")
    shown = page.locator(".rl-verdicts").inner_text()
    assert "a fault of the tool" in shown
    assert "He showed me: 5 taps." in shown


def test_a_merge_by_mouse_is_planned_done_and_undone(page: Page, out: Path) -> None:
    before = len(stored(out)) - 2
    choose(page, "T05")
    page.get_by_role("button", name="Merge").click()
    page.locator(".rl-target").select_option("T02")
    assert "3 and 5 statements become 8" in planned(page)
    page.get_by_role("button", name="Do it").click()
    subject, field, value = rows(page, out, before + 1)[-1]
    assert (subject, field) == ("theme:T05", "merge_ids")
    assert str(value).startswith("T02=")
    page.wait_for_function("document.querySelectorAll('.rl-board .rl-line').length === 5")
    page.locator(".rl-board").focus()
    page.keyboard.press("u")
    assert rows(page, out, before + 2)[-1][1:] == ("merge_ids", None)
    page.wait_for_function("document.querySelectorAll('.rl-board .rl-line').length === 6")


def drag(page: Page, theme: str, onto: str) -> None:
    """Take a theme's row by the mouse and move it over another one; the button stays down."""
    spots = []
    for name in (theme, onto):
        row = page.locator(".rl-board .rl-line", has_text=f"{name} ·")
        row.scroll_into_view_if_needed()
        spots.append(row.bounding_box())
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
    assert "3 and 5 statements become 8" in planned(page)
    assert page.locator(".rl-theme-head .rl-quiet").inner_text().startswith("T05")
    assert len(stored(out)) - 2 == before
    page.keyboard.press("Enter")
    subject, field, value = rows(page, out, before + 1)[-1]
    assert (subject, field) == ("theme:T05", "merge_ids")
    assert str(value).startswith("T02=")
    page.wait_for_function("document.querySelectorAll('.rl-board .rl-line').length === 5")
    page.keyboard.press("u")
    rows(page, out, before + 2)
    page.wait_for_function("document.querySelectorAll('.rl-board .rl-line').length === 6")


def test_a_drag_that_is_given_up_changes_nothing(page: Page) -> None:
    choose(page, "T01")
    drag(page, "T05", onto="T02")
    page.wait_for_selector(".rl-board .rl-drop")
    page.keyboard.press("Escape")
    page.mouse.up()
    page.wait_for_selector(".rl-board .rl-drop", state="detached")
    assert page.locator(".rl-board .rl-plan").count() == 0
    choose(page, "T05")


def test_a_split_shows_its_two_parts_and_lets_one_change_them(page: Page, out: Path) -> None:
    before = len(stored(out)) - 2
    choose(page, "T03")
    page.keyboard.press("s")
    page.wait_for_selector(".rl-part li")
    parts = page.locator(".rl-part")
    assert [parts.nth(n).locator("li").count() for n in range(2)] == [2, 2]
    parts.nth(1).locator("input").first.check()
    page.wait_for_function("document.querySelectorAll('.rl-part:first-child li').length === 3")
    page.keyboard.press("Escape")
    page.wait_for_function("document.querySelector('.rl-board .rl-panel')?.hidden")
    assert len(stored(out)) - 2 == before


def test_ticked_statements_move(page: Page, out: Path) -> None:
    before = len(stored(out)) - 2
    choose(page, "T03")
    page.locator(".rl-said input").nth(1).check()
    page.locator(".rl-board").focus()
    page.keyboard.press("t")
    page.locator(".rl-target").select_option("T04")
    assert planned(page).startswith("1 statement goes to T04")
    page.get_by_role("button", name="Do it").click()
    assert rows(page, out, before + 1)[-1][1:] == ("theme_id", "T04")
    page.locator(".rl-board").focus()
    page.keyboard.press("u")
    rows(page, out, before + 2)


def test_a_title_with_markup_is_text_and_runs_nothing(page: Page) -> None:
    choose(page, "T06")
    assert page.locator(".rl-theme-title").text_content() == HOSTILE
    assert page.locator(".rl-board img").count() == 0
    assert page.title() != "ran"


def test_the_number_of_themes_is_shown_with_the_chosen_one(page: Page) -> None:
    assert page.locator(".rl-curve li").count() == 2
    assert page.locator(".rl-curve .rl-chosen").count() == 1


def test_a_search_that_finds_nothing_says_what_to_do(page: Page) -> None:
    page.locator(".rl-board").focus()
    page.keyboard.press("/")
    page.keyboard.type("zeppelin")
    page.keyboard.press("Enter")
    page.wait_for_selector(".rl-board .rl-empty:not([hidden])")
    assert "Empty the search" in page.locator(".rl-board .rl-empty").inner_text()
    page.keyboard.press("/")
    page.keyboard.press("Escape")
    page.wait_for_function("document.querySelectorAll('.rl-board .rl-line').length === 6")


def test_nothing_scrolls_sideways_or_beyond_the_screen_at_1280_by_720(page: Page) -> None:
    assert page.evaluate("document.documentElement.scrollHeight <= innerHeight")
    assert scrolls_sideways(page, "rl-board") == []


@pytest.mark.parametrize("light", [True, False])
def test_axe_finds_nothing_to_mend_on_the_board_and_in_its_plans(page: Page, light: bool) -> None:
    with in_theme(page, light):
        choose(page, "T03")
        page.keyboard.press("s")
        page.wait_for_selector(".rl-part li")
        assert violations(page) == []
        page.keyboard.press("Escape")


def test_a_disagreement_is_settled_with_one_click(page: Page, out: Path) -> None:
    before = len(stored(out)) - 2
    go(page, "Disagreements")
    page.wait_for_selector(".rl-adjudication .rl-side", timeout=PATIENCE)
    assert page.locator(".rl-adjudication .rl-side").count() == 2
    assert "ana – ben, cause" in page.locator(".rl-adjudication .rl-evidence").inner_text()
    page.get_by_role("group", name="Code of ana").get_by_role("button").click()
    assert rows(page, out, before + 1)[-1] == (f"statement:{CODED}", "cause", "defect")
    page.wait_for_function(
        "document.querySelector('.rl-adjudication .rl-tally')?.textContent === '1 of 1 decided'"
    )
    assert violations(page) == []
