"""What a person's hands do at the session and at the report; each waits until it is answered."""

from __future__ import annotations

import re
from pathlib import Path

from playwright.sync_api import Page, expect

from tests.browser.served import go, page_within, rows_of, settled
from tests.desk.conftest import stored

MODES = {"agenda": "a", "board": "b", "beamer": "f", "recap": "r"}
Rows = list[tuple[str, str, str | None]]


def turn(page: Page, mode: str) -> None:
    """To one of the four views by its key."""
    settled(page)
    page.locator(".rl-session").focus()
    page.keyboard.press(MODES[mode])
    page.wait_for_selector(f'.rl-session .rl-body[data-mode="{mode}"]')
    settled(page)


def to_the_first_topic(page: Page) -> None:
    """To the agenda, there to the topic T01, whose title is hostile."""
    turn(page, "agenda")
    line = page.locator(".rl-session .rl-line", has_text="<img src=x")
    line.click()
    expect(line).to_have_attribute("aria-current", "true")
    settled(page)


def write(page: Page, out: Path, words: str) -> Rows:
    """A question on the board, by keys alone: what is stored then, its two rows the last ones."""
    before, notes = len(stored(out)), page.locator(".rl-note").count()
    page.locator(".rl-session").focus()
    page.keyboard.press("q")
    expect(page.locator(".rl-note-field")).to_be_focused()
    page.keyboard.type(words)
    page.keyboard.press("Enter")
    rows = rows_of(page, out, before + 2)
    expect(page.locator(".rl-note")).to_have_count(notes + 1)
    return rows


def park(page: Page, out: Path, what: str) -> Rows:
    """Something in the parking lot of the board: what is stored then, its three rows the last."""
    before = len(stored(out))
    parked = page.locator('[data-kind="parked"]')
    parked.get_by_label("What").fill(what)
    parked.get_by_label("Owner").fill("Office")
    parked.get_by_label("Back on").fill("2026-07-01")
    parked.get_by_role("button", name="Add").click()
    return rows_of(page, out, before + 3)


def report(page: Page) -> None:
    """To the report, with its page drawn."""
    go(page, "Report")
    page.wait_for_function("document.querySelector('.rl-report-page')?.srcdoc.length > 1000")
    page_within(page)


def choose(page: Page, key: str, title: str) -> None:
    """Another document by its key, and wait until its page is there."""
    page.locator(".rl-report").press(key)
    expect(page.locator(".rl-report-page")).to_have_attribute("title", re.compile(title))
    page_within(page)


def untick(page: Page, name: str) -> None:
    """Leave out a format, if it is not left out already."""
    box = page.get_by_label(name)
    if box.is_checked():
        box.click()
    settled(page)
    expect(box).not_to_be_checked()
