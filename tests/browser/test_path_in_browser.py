"""Home, files and the coding desk's new hands in a real browser: from a folder to a report."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.served import (
    PATIENCE,
    WIDE,
    at,
    at_home,
    go,
    in_theme,
    opened,
    resized,
    rows_of,
    scrolls_sideways,
    served,
    settled,
    violations,
    wider_than_the_window,
)
from tests.desk.conftest import save, stored
from tests.desk.test_intake_state import SURVEY
from tests.world import findings

pytestmark = [pytest.mark.browser]
HOSTILE = "<img src=x onerror=document.title='ran'>.csv"


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return save(tmp_path_factory.mktemp("review") / "out", findings())


@pytest.fixture(scope="module")
def said() -> list[str]:
    """What the console of the page called an error."""
    return []


@pytest.fixture(scope="module")
def page(browser: Browser, out: Path, said: list[str]) -> Iterator[Page]:
    with served(out) as address:
        page = opened(browser, address)
        page.on("console", lambda one: said.append(one.text) if one.type == "error" else None)
        page.on("pageerror", lambda one: said.append(str(one)))
        yield page
        page.close()


@pytest.fixture(scope="module")
def first(
    browser: Browser, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[Page, Path]]:
    """The app on a folder that is to hold a review, and a raw folder with a hostile name in it."""
    place = tmp_path_factory.mktemp("first")
    raw = place / "raw"
    raw.mkdir()
    (raw / "spring.csv").write_text(SURVEY, encoding="utf-8")
    (raw / HOSTILE.replace("/", "")).write_text(SURVEY, encoding="utf-8")
    keys = place / "keys"
    with served(place / "new", XDG_DATA_HOME=str(keys)) as address:
        page = opened(browser, address)
        yield page, raw
        page.close()


def test_every_step_of_the_path_leads_to_its_screen(page: Page) -> None:
    go(page, "Home")
    page.locator(".rl-step", has_text="Themes").click()
    page.wait_for_selector(".rl-board .rl-line")
    at(page, "Themes")
    settled(page)
    go(page, "Home")
    page.locator(".rl-home").focus()
    page.keyboard.press("4")
    page.wait_for_selector(".rl-review .rl-line")
    at(page, "Codes")
    settled(page)


def test_what_was_decided_stands_in_the_history_and_is_taken_back_there(
    page: Page, out: Path
) -> None:
    go(page, "Codes")
    page.wait_for_selector(".rl-review .rl-line")
    before = len(stored(out))
    page.locator(".rl-review").focus()
    page.keyboard.press("3")
    subject = rows_of(page, out, before + 1)[-1][0]
    go(page, "Home")
    entry = page.locator(".rl-entry", has_text=subject.split(":")[1]).first
    entry.get_by_role("button").click()
    assert rows_of(page, out, before + 2)[-1] == (subject, "cause", None)
    page.wait_for_selector(".rl-undone")


def test_many_are_accepted_by_keys_after_a_preview_and_taken_back(page: Page, out: Path) -> None:
    go(page, "Codes")
    # What the answers so far teach is learnt: the preview stays as it is.
    page.wait_for_selector(".rl-review .rl-sure p")
    settled(page)
    page.locator(".rl-review").focus()
    before = len(stored(out))
    page.keyboard.press("b")
    page.wait_for_selector(".rl-review .rl-plan")
    # Enter does what is prepared: the button for one statement is away meanwhile.
    expect(page.locator(".rl-review .rl-actions .rl-primary")).to_be_hidden()
    page.get_by_role("combobox", name="How sure").select_option("0.7")
    settled(page)
    assert len(stored(out)) == before
    assert violations(page) == []
    settled(page)
    count = int(page.locator(".rl-review .rl-do .rl-label").inner_text().split()[-1])
    page.locator(".rl-review").focus()
    page.keyboard.press("Enter")
    rows_of(page, out, before + count)
    page.keyboard.press("u")
    rows_of(page, out, before + 2 * count)


def test_blind_covers_suggestions_and_marks_what_is_coded(page: Page, out: Path) -> None:
    go(page, "Codes")
    page.locator(".rl-review").focus()
    page.keyboard.press("x")
    page.wait_for_function(
        "document.querySelector('.rl-review .rl-title')?.textContent === 'Coding blind'"
    )
    settled(page)
    expect(page.locator(".rl-review .rl-code")).to_contain_text("coded blind")
    expect(page.locator(".rl-review .rl-code")).not_to_contain_text("sure")
    before = len(stored(out))
    page.keyboard.press("9")
    assert rows_of(page, out, before + 1)[-1][1:] == ("cause", "trust")
    page.keyboard.press("u")
    rows_of(page, out, before + 2)
    page.keyboard.press("x")
    page.wait_for_function(
        "document.querySelector('.rl-review .rl-title')?.textContent === 'Coding desk'"
    )
    settled(page)


def test_a_statement_is_split_by_keys_alone(page: Page, out: Path) -> None:
    go(page, "Codes")
    page.locator(".rl-review .rl-search").fill("eleven boxes")
    page.locator(".rl-review .rl-search").press("Enter")
    expect(page.locator(".rl-review .rl-line")).to_have_count(1)
    settled(page)
    before = len(stored(out))
    page.keyboard.press("s")
    expect(page.get_by_label("Where to cut")).to_be_focused()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Enter")
    assert rows_of(page, out, before + 1)[-1][1] == "split_at"
    page.keyboard.press("u")
    rows_of(page, out, before + 2)
    page.locator(".rl-review .rl-search").fill("")
    page.locator(".rl-review .rl-search").press("Enter")
    page.wait_for_function("document.querySelectorAll('.rl-review .rl-line').length > 1")
    settled(page)


def test_how_sure_one_may_be_is_said_when_nobody_presses_a_key(page: Page) -> None:
    go(page, "Codes")
    page.wait_for_selector(".rl-review .rl-sure p")


def test_the_app_speaks_german_and_english(page: Page) -> None:
    go(page, "Codes")
    page.get_by_label("Language").select_option("de")
    page.wait_for_function(
        "document.querySelector('.rl-app-link[aria-current]')?.textContent === 'Codes' &&"
        " document.querySelector('.rl-review .rl-actions .rl-primary .rl-label')"
        "?.textContent === 'Annehmen'"
    )
    settled(page)
    go(page, "Übersicht")
    page.wait_for_function("document.querySelector('.rl-step-name')?.textContent === 'Einlesen'")
    settled(page)
    page.get_by_label("Sprache").select_option("en")
    page.wait_for_function("document.querySelector('.rl-step-name')?.textContent === 'Load'")
    at(page, "Home")
    settled(page)


@pytest.mark.parametrize("screen", ["Home", "Files", "Codes", "Disagreements", "Themes"])
def test_axe_finds_nothing_and_nothing_scrolls_sideways(page: Page, screen: str) -> None:
    go(page, screen)
    name = {"Home": "home", "Files": "intake", "Codes": "review", "Themes": "board"}
    shown = f"rl-{name.get(screen, 'adjudication')}"
    page.wait_for_selector(f".{shown}")
    for light in (True, False):
        with in_theme(page, light):
            assert violations(page) == []
    assert scrolls_sideways(page, shown) == []
    resized(page, 640, 360)
    assert wider_than_the_window(page) == 0
    resized(page, *WIDE.values())


@pytest.mark.parametrize("screen", ["People", "Session", "Plan"])
def test_at_200_percent_nothing_scrolls_sideways(page: Page, screen: str) -> None:
    go(page, screen)
    resized(page, 640, 360)
    assert wider_than_the_window(page) == 0
    resized(page, *WIDE.values())


def test_a_page_that_is_closed_and_opened_again_goes_on_where_one_was(
    page: Page, out: Path
) -> None:
    decided = len(stored(out))
    go(page, "Home")
    page.reload()
    at_home(page)
    assert len(stored(out)) == decided


def test_redaction_leads_to_what_was_masked_and_is_corrected_there(page: Page) -> None:
    go(page, "Home")
    page.locator(".rl-step", has_text="Redact").click()
    page.wait_for_selector(".rl-intake .rl-masked-counts .rl-count")
    expect(page.locator(".rl-intake .rl-pages [aria-pressed=true]")).to_have_text(
        "Masked and withheld"
    )
    at(page, "Files")
    settled(page)
    field = page.get_by_label("Words to mask, or to leave as they are")
    field.fill("Harbour Line")
    page.get_by_role("button", name="Mask these words").click()
    own = page.locator(".rl-masked-own", has_text="Harbour Line")
    own.wait_for()
    for light in (True, False):
        with in_theme(page, light):
            assert violations(page) == []
    assert scrolls_sideways(page, "rl-intake") == []
    own.get_by_role("button", name="Take back").click()
    own.wait_for(state="detached")
    settled(page)


def test_what_only_a_person_knows_is_filled_in_on_the_screen(page: Page, out: Path) -> None:
    go(page, "Files")
    page.get_by_role("button", name="The project").click()
    settled(page)
    seats = page.get_by_label("Seats at the review session")
    seats.fill("2")
    seats.press("Tab")
    trouble = page.locator(".rl-intake .rl-trouble")
    expect(trouble).to_contain_text("4 to 200", use_inner_text=True)
    expect(trouble).to_be_visible()
    settled(page)
    seats.fill("12")
    seats.press("Tab")
    expect(trouble).to_be_hidden()
    settled(page)
    assert "invitations = 12" in (out / "confidential/review.toml").read_text(encoding="utf-8")
    for light in (True, False):
        with in_theme(page, light):
            assert violations(page) == []
    assert scrolls_sideways(page, "rl-intake") == []
    page.get_by_role("button", name="Files", exact=True).last.click()
    page.wait_for_selector(".rl-intake .rl-line:visible")
    settled(page)


def test_the_console_has_no_error_of_ours(said: list[str]) -> None:
    assert said == []


def test_a_folder_that_is_chosen_arrives_with_a_bar_and_is_read(
    first: tuple[Page, Path], tmp_path: Path
) -> None:
    page, _ = first
    folder = tmp_path / "received"
    folder.mkdir()
    (folder / "spring.csv").write_text(SURVEY, encoding="utf-8")
    (folder / "empty.csv").write_text("", encoding="utf-8")
    # Large on its way, and nothing to read: how long reading takes is another matter.
    (folder / "photo.png").write_bytes(bytes(3_200_000))
    go(page, "Files")
    page.evaluate(
        "() => { window.bars = []; window.troubles = [];"
        " new MutationObserver(() => {"
        "  const bar = document.querySelector('.rl-intake .rl-running progress[aria-label=\"Files"
        " arrive\"]'); if (bar) window.bars.push(bar.value);"
        "  const said = document.querySelector('.rl-intake .rl-trouble:not([hidden])');"
        "  if (said) window.troubles.push(said.textContent);"
        " }).observe(document.body, { subtree: true, childList: true, attributes: true,"
        " characterData: true }); }"
    )
    page.locator(".rl-intake .rl-picker").set_input_files(folder)
    expect(page.locator(".rl-intake .rl-line")).to_have_count(3)
    settled(page)
    bars = page.evaluate("window.bars")
    assert bars == sorted(bars)
    assert (bars[0], bars[-1], len(set(bars)) > 3) == (0, 1, True)
    assert page.evaluate("window.troubles") == []


def test_a_file_that_the_mouse_drops_is_read(first: tuple[Page, Path]) -> None:
    page, _ = first
    go(page, "Files")
    page.evaluate(
        "(text) => { const held = new DataTransfer();"
        " held.items.add(new File([text], 'dropped.csv', { type: 'text/csv' }));"
        " const screen = document.querySelector('.rl-intake');"
        " for (const name of ['dragenter', 'dragover', 'drop']) screen.dispatchEvent("
        "  new DragEvent(name, { bubbles: true, cancelable: true, dataTransfer: held })); }",
        SURVEY,
    )
    expect(page.locator(".rl-intake .rl-line")).to_have_count(1)
    expect(page.locator(".rl-intake .rl-line")).to_contain_text("dropped.csv")
    settled(page)


def test_a_folder_becomes_a_review_on_the_screen(first: tuple[Page, Path]) -> None:
    page, raw = first
    go(page, "Home")
    expect(page.locator(".rl-app-link")).to_have_text(["Home", "Files"])
    page.get_by_role("button", name="Go to Load").click()
    at(page, "Files")
    settled(page)
    field = page.get_by_label("Path of a folder on this machine")
    field.fill(str(raw))
    field.press("Enter")
    expect(page.locator(".rl-intake .rl-line")).to_have_count(2)
    settled(page)
    assert page.title() != "ran"
    assert violations(page) == []
    page.locator(".rl-intake .rl-line", has_text="onerror").click()
    page.wait_for_function(
        "document.querySelector('.rl-file .rl-theme-title')?.textContent.startsWith('<img')"
    )
    settled(page)
    page.get_by_label("Read it").select_option(label="no, leave it out")
    page.wait_for_function(
        "document.querySelector('.rl-intake .rl-sums')?.textContent.includes('0 kept')"
    )
    settled(page)
    page.evaluate(
        "() => { window.stops = new Set(); new MutationObserver(() => {"
        "  const stop = document.querySelector('.rl-intake .rl-running progress ~ button');"
        "  if (stop) window.stops.add(stop); })"
        " .observe(document.body, { subtree: true, childList: true }); }"
    )
    page.get_by_role("button", name="Run the review").click()
    page.wait_for_selector(".rl-app-link >> text=Themes", timeout=5 * PATIENCE)
    settled(page, 5 * PATIENCE)
    # The button that stops it was one and the same: a click on it is not lost to a new drawing.
    assert page.evaluate("window.stops.size") == 1
    go(page, "Home")
    page.wait_for_selector(".rl-step-mark.rl-at-done")
    assert json.dumps(page.title()) == '"Review desk"'
