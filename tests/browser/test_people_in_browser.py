"""The screen of people in a real browser: decide, switch, promise, overrule; SQLite, axe, keys."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests import world
from tests.browser.served import (
    in_theme,
    opened,
    rows_of,
    served,
    settled,
    violations,
    wider_than_the_window,
)
from tests.desk.conftest import save, stored
from toolkit.model.vocabulary import Stance

pytestmark = [pytest.mark.browser]
HOSTILE = "<img src=x onerror=\"document.title='ran'\"> **bold**"


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    found = world.findings()
    judged = tuple(
        replace(one, main_reason=HOSTILE, stance_before=Stance.SUPPORTER if one.stance else None)
        for one in found.stakeholders
    )
    return save(tmp_path_factory.mktemp("review") / "out", replace(found, stakeholders=judged))


@pytest.fixture(scope="module")
def page(browser: Browser, out: Path) -> Iterator[Page]:
    with served(out) as address:
        shown = opened(browser, address, "People")
        shown.wait_for_selector(".rl-people .rl-line")
        yield shown
        shown.close()


def to(page: Page, name: str) -> None:
    """To a page of the screen, by the mouse."""
    settled(page)
    page.locator(".rl-people .rl-pages button", has_text=name).click()
    page.wait_for_selector(f".rl-people .rl-pages button[aria-pressed=true]:has-text('{name}')")
    settled(page)


def undo(page: Page, out: Path, count: int) -> None:
    """Take the last decision back by its key; so many rows are stored then."""
    page.locator(".rl-people").focus()
    page.keyboard.press("u")
    rows_of(page, out, count)


def promise(page: Page, out: Path) -> None:
    """Type the first promise to somebody, and leave the field."""
    before = len(stored(out))
    field = page.get_by_label("Promise", exact=True)
    field.fill("a look at the pier")
    field.press("Tab")
    assert rows_of(page, out, before + 1)[-1][1:] == ("promise", "a look at the pier")
    expect(page.locator(".rl-people .rl-promise [aria-label='Who keeps it']")).to_be_visible()


def test_a_stance_is_confirmed_by_keyboard(page: Page, out: Path) -> None:
    to(page, "People")
    before = len(stored(out))
    page.locator(".rl-people").focus()
    page.keyboard.press("j")
    page.wait_for_function(
        "document.querySelectorAll('.rl-people .rl-line')[1]?.getAttribute('aria-current')"
    )
    page.keyboard.press("Enter")
    assert rows_of(page, out, before + 1)[-1][1] == "stance"
    page.wait_for_selector(".rl-people .rl-person-head .rl-is-confirmed")


def test_another_stance_without_a_reason_is_refused_in_plain_words(page: Page, out: Path) -> None:
    to(page, "People")
    before = len(stored(out))
    page.locator(".rl-people").focus()
    page.keyboard.press("1")
    page.wait_for_selector(".rl-people .rl-trouble:not([hidden])")
    expect(page.locator(".rl-people .rl-trouble")).to_contain_text("reason", use_inner_text=True)
    settled(page)
    assert len(stored(out)) == before
    page.keyboard.press("m")
    expect(page.get_by_label("Reason: what it rests on")).to_be_focused()
    page.keyboard.type("said so to my face")
    page.keyboard.press("Enter")
    settled(page)
    page.keyboard.press("1")
    assert rows_of(page, out, before + 1)[-1][2] == "antagonist"
    undo(page, out, before + 2)


def test_a_part_is_switched_off_and_on_again(page: Page, out: Path) -> None:
    to(page, "People")
    before = len(stored(out))
    # Clicks alone: after each of them the box is drawn anew.
    box = page.locator(".rl-people .rl-part-row input").first
    expect(box).to_be_checked()
    box.click()
    assert rows_of(page, out, before + 1)[-1][2] == "off"
    page.wait_for_selector(".rl-people .rl-part-row.rl-off")
    expect(box).not_to_be_checked()
    box.click()
    assert rows_of(page, out, before + 2)[-1][2] == "on"
    expect(box).to_be_checked()


def test_a_promise_typed_in_is_kept(page: Page, out: Path) -> None:
    to(page, "People")
    promise(page, out)


def test_what_somebody_types_outlives_an_answer_that_comes_late(page: Page, out: Path) -> None:
    to(page, "People")
    if not page.locator(".rl-people .rl-promise").count():
        promise(page, out)
    before = len(stored(out))
    # The box and the field within one task: the answer to the box arrives while one types.
    page.evaluate(
        "() => { document.querySelector('.rl-people .rl-part-row input').click();"
        " const field = document.querySelector('.rl-people [aria-label=\"Who keeps it\"]');"
        " field.focus(); field.value = 'the harbour';"
        " field.dispatchEvent(new Event('input', { bubbles: true })); }"
    )
    assert rows_of(page, out, before + 1)[-1][2] == "off"
    page.keyboard.type(" master")
    page.keyboard.press("Tab")
    _, field, owner = rows_of(page, out, before + 2)[-1]
    assert (field.split("#")[0], owner) == ("promise_owner", "the harbour master")
    page.wait_for_selector(".rl-people .rl-part-row.rl-off")
    page.wait_for_function("document.activeElement?.getAttribute('aria-label') === 'Due'")
    page.locator(".rl-people .rl-part-row input").first.click()
    assert rows_of(page, out, before + 3)[-1][2] == "on"


def test_markup_in_words_is_text_and_runs_nothing(page: Page) -> None:
    to(page, "People")
    beside = page.locator(".rl-people .rl-evidence")
    expect(beside).to_contain_text(HOSTILE, use_inner_text=True)
    assert page.locator(".rl-people img").count() == 0
    assert page.title() != "ran"


def test_a_red_wave_is_overruled_only_with_a_reason(page: Page, out: Path) -> None:
    to(page, "Waves")
    before = len(stored(out))
    page.get_by_role("button", name="Go all the same").first.click()
    page.wait_for_selector(".rl-people .rl-trouble:not([hidden])")
    settled(page)
    assert len(stored(out)) == before
    page.get_by_label("Why wave 1 goes all the same").fill("the other pier is closed")
    page.get_by_role("button", name="Go all the same").first.click()
    assert rows_of(page, out, before + 1)[-1] == ("wave:1", "overruled", "yes")
    page.wait_for_selector(".rl-people .rl-go-overruled")


def test_whom_to_meet_leads_to_the_card(page: Page) -> None:
    to(page, "Heard")
    page.wait_for_selector(".rl-people .rl-group")
    link = page.locator(".rl-people .rl-named .rl-link").first
    who = link.inner_text()
    link.click()
    page.wait_for_function(
        "who => document.querySelector('.rl-people .rl-person')?.textContent.includes(who)",
        arg=who,
    )


def test_somebody_is_kept_out_of_the_session_by_hand(page: Page, out: Path) -> None:
    to(page, "Invited")
    before = len(stored(out))
    first = page.locator(".rl-people .rl-seats .rl-link").first.inner_text()
    page.get_by_label(f"Wish for {first}").select_option("out")
    assert rows_of(page, out, before + 1)[-1] == (f"person:{first}", "seat", "out")
    page.wait_for_selector(".rl-people .rl-page section:has-text('Not this time')")
    undo(page, out, before + 2)


def test_without_the_key_no_name_is_shown_and_it_is_said_why(page: Page) -> None:
    page.get_by_role("button", name="Show the names").click()
    page.wait_for_selector(".rl-people .rl-trouble:not([hidden])")
    settled(page)
    assert page.locator(".rl-people.rl-unlocked, .rl-unlocked .rl-people").count() == 0


def test_five_pictures_have_words_and_a_table(page: Page) -> None:
    to(page, "Pictures")
    for part in ("figure", "figure svg[aria-label]", "figure table"):
        expect(page.locator(f".rl-people {part}")).to_have_count(5)


@pytest.mark.parametrize("light", [True, False])
@pytest.mark.parametrize(
    "name",
    ["People", "Heard", "Invited", "Waves", "First users", "Pictures", "You said, we did"],
)
def test_axe_finds_nothing_to_mend(page: Page, name: str, light: bool) -> None:
    with in_theme(page, light):
        to(page, name)
        assert violations(page) == []


def test_nothing_scrolls_sideways_at_1280_by_720(page: Page) -> None:
    for name in ("Waves", "Pictures", "You said, we did", "People"):
        to(page, name)
        assert wider_than_the_window(page) == 0
        assert page.evaluate(
            "[...document.querySelectorAll('.rl-people, .rl-people .rl-page, .rl-people .rl-work')]"
            ".every((one) => one.scrollWidth <= one.clientWidth + 1)"
        )
