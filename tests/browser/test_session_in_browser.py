"""Session and report in a real browser: agenda, board, beamer, recap, documents, SQLite, axe."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests import world
from tests.browser.served import (
    WIDE,
    go,
    in_theme,
    opened,
    page_within,
    resized,
    rows_of,
    scrolls_sideways,
    served,
    settled,
    violations,
    wider_than_the_window,
)
from tests.browser.session_hands import (
    MODES,
    choose,
    park,
    report,
    to_the_first_topic,
    turn,
    untick,
    write,
)
from tests.desk.conftest import save, stored
from toolkit.intake import pseudonyms

pytestmark = [pytest.mark.browser]
HOSTILE = "<img src=x onerror=\"document.title='ran'\"> **bold**"
WHOLE = "document.querySelector('.rl-session').classList.contains('rl-whole')"


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The ferry company, one topic of it with a hostile title."""
    found = world.findings()
    themes = (replace(found.themes[0], title=HOSTILE), *found.themes[1:])
    return save(tmp_path_factory.mktemp("review") / "out", replace(found, themes=themes))


@pytest.fixture(scope="module")
def said() -> list[str]:
    """What the console of the page called an error."""
    return []


@pytest.fixture(scope="module")
def page(
    browser: Browser, out: Path, said: list[str], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Page]:
    keys = tmp_path_factory.mktemp("keys")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_DATA_HOME", str(keys))
        pseudonyms.load_or_make(pseudonyms.key_path(out))
    with served(out, XDG_DATA_HOME=str(keys)) as address:
        found = opened(browser, address, "Session")
        found.on("console", lambda one: said.append(one.text) if one.type == "error" else None)
        found.on("pageerror", lambda one: said.append(str(one)))
        found.wait_for_selector(".rl-session .rl-line")
        yield found
        found.close()


def test_a_topic_goes_down_by_a_key_and_comes_back_by_undo(page: Page, out: Path) -> None:
    to_the_first_topic(page)
    before = len(stored(out))
    page.keyboard.press("]")
    assert rows_of(page, out, before + 1)[-1] == ("agenda:T01", "rank", "2")
    page.wait_for_function(
        "document.querySelectorAll('.rl-session .rl-line')[1]?.textContent.startsWith('2. <img')"
    )
    page.keyboard.press("u")
    rows_of(page, out, before + 2)


def test_minutes_and_words_are_written_by_hand(page: Page, out: Path) -> None:
    to_the_first_topic(page)
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
    before, notes = len(stored(out)), page.locator(".rl-note").count()
    write(page, out, HOSTILE)
    # The field is there for the next one.
    expect(page.locator(".rl-note-field")).to_be_focused()
    page.keyboard.type("Who decides?")
    page.keyboard.press("Enter")
    rows_of(page, out, before + 4)
    expect(page.locator(".rl-note")).to_have_count(notes + 2)
    assert page.locator(".rl-note p", has_text="<img").first.text_content() == HOSTILE
    assert page.locator(".rl-session img").count() == 0
    assert page.title() != "ran"
    page.keyboard.press("Escape")


def test_dots_and_parking_are_kept(page: Page, out: Path) -> None:
    turn(page, "board")
    before = len(stored(out))
    dots = page.locator(".rl-dots", has_text="● 0").first
    dots.get_by_role("button", name="One dot more").click()
    assert rows_of(page, out, before + 1)[-1][1:] == ("votes", "1")
    assert {row[1:] for row in park(page, out, "Uniforms")[-3:]} == {
        ("text", "Uniforms"),
        ("owner", "Office"),
        ("return_on", "2026-07-01"),
    }


def test_what_is_half_typed_outlives_a_click_elsewhere(page: Page, out: Path) -> None:
    turn(page, "board")
    before = len(stored(out))
    what = page.locator('[data-kind="parked"]').get_by_label("What")
    what.fill("The old form")
    page.get_by_role("button", name="One dot more").first.click()
    rows_of(page, out, before + 1)
    expect(what).to_have_value("The old form")
    go(page, "Home")
    go(page, "Session")
    turn(page, "board")
    expect(what).to_have_value("The old form")
    what.press("Enter")
    assert rows_of(page, out, before + 2)[-1][1:] == ("text", "The old form")
    expect(what).to_have_value("")


def test_a_form_that_is_refused_keeps_what_was_typed(page: Page, out: Path) -> None:
    turn(page, "board")
    before = len(stored(out))
    parked = page.locator('[data-kind="parked"]')
    parked.get_by_label("Owner").fill("Harbour office")
    parked.get_by_role("button", name="Add").click()
    page.wait_for_selector(".rl-session .rl-trouble:not([hidden])")
    settled(page)
    expect(parked.get_by_label("Owner")).to_have_value("Harbour office")
    assert len(stored(out)) == before
    parked.get_by_label("Owner").fill("")


def test_a_note_leaves_its_group(page: Page, out: Path) -> None:
    turn(page, "board")
    write(page, out, "Who decides in the end?")
    before = len(stored(out))
    name = page.locator('[data-kind="group"] input')
    name.fill("Deciding")
    name.press("Enter")
    rows_of(page, out, before + 1)
    group = page.locator(".rl-note .rl-group").first
    group.select_option(label="Deciding")
    assert rows_of(page, out, before + 2)[-1][1] == "group"
    page.get_by_role("button", name="1 note", exact=True).click()
    expect(page.locator(".rl-note.rl-pointed")).to_have_count(1)
    group.select_option(label="no group")
    assert rows_of(page, out, before + 3)[-1][1:] == ("group", "")
    page.wait_for_function(
        "document.querySelector('.rl-groups').textContent.includes('0 notes') &&"
        " document.querySelector('.rl-note .rl-group').selectedOptions[0].text === 'no group'"
    )


def test_a_decision_makers_answer_is_written_on_the_board(page: Page, out: Path) -> None:
    turn(page, "board")
    before = len(stored(out))
    answer = page.locator('.rl-evidence [data-kind="answer"]')
    answer.get_by_label("Answer").fill("It is mended by June.")
    answer.get_by_role("button", name="Add").click()
    rows = rows_of(page, out, before + 3)[-3:]
    assert ("answer", "It is mended by June.") in [row[1:] for row in rows]
    page.locator(".rl-evidence .rl-decision", has_text="It is mended by June.").wait_for()


def test_the_topics_are_counted_where_they_are_dealt_with_and_lead_to_their_statements(
    page: Page,
) -> None:
    turn(page, "agenda")
    tally = page.locator(".rl-session .rl-tally")
    expect(tally).to_contain_text("in the session")
    tally.get_by_role("button").first.click()
    page.wait_for_selector(".rl-review .rl-line")
    settled(page)
    go(page, "Session")


def test_the_beamer_takes_the_whole_screen_and_escape_gives_it_back(page: Page) -> None:
    turn(page, "beamer")
    page.get_by_role("button", name="On the whole screen").click()
    page.wait_for_function(f"{WHOLE} && document.fullscreenElement !== null")
    expect(page.locator(".rl-session .rl-head")).to_be_hidden()
    settled(page)
    page.keyboard.press("Escape")
    page.wait_for_function(f"!{WHOLE} && document.fullscreenElement === null")
    expect(page.locator(".rl-session .rl-head")).to_be_visible()


def test_where_the_browser_refuses_the_whole_screen_the_beamer_takes_the_window(
    page: Page,
) -> None:
    turn(page, "beamer")
    page.evaluate(
        "() => { document.querySelector('.rl-session').requestFullscreen ="
        " () => Promise.reject(new Error('refused')); }"
    )
    page.keyboard.press("F")
    page.wait_for_function(WHOLE)
    page.wait_for_function(
        "(all) => { const box = document.querySelector('.rl-session').getBoundingClientRect();"
        " return [box.x, box.y, box.width, box.height].join() === all; }",
        arg=f"0,0,{WIDE['width']},{WIDE['height']}",
    )
    page.keyboard.press("Escape")
    page.wait_for_function(f"!{WHOLE}")


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
    stretches = []
    while "T01" not in stretches and len(stretches) < 3:
        page.keyboard.press("n")
        stretches.append(rows_of(page, out, before + 3 + len(stretches))[-1][2])
    assert stretches[-1] == "T01"


def test_the_beamer_shows_nothing_that_tells_who_it_was(page: Page) -> None:
    to_the_first_topic(page)
    turn(page, "beamer")
    body = page.locator(".rl-session .rl-body")
    expect(body).to_contain_text("Speaks for it", use_inner_text=True)
    shown = body.inner_text()
    assert not [one.person_id for one in world.people() if f"{one.person_id} " in shown]
    expect(page.locator(".rl-session .rl-lines")).to_be_hidden()


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


def test_the_closing_has_a_page_for_the_beamer(page: Page, out: Path) -> None:
    go(page, "Session")
    turn(page, "board")
    park(page, out, "A lost pass")
    turn(page, "beamer")
    for _ in range(20):
        if stored(out)[-1] == ("agenda:clock", "topic", "closing"):
            break
        page.locator(".rl-session").press("n")
        settled(page)
    expect(page.locator(".rl-beamer-title")).to_have_text("What we leave with")
    expect(page.locator(".rl-session .rl-work")).to_contain_text("A lost pass", use_inner_text=True)


def test_the_report_shows_the_real_page_and_its_links_stay_within_it(page: Page) -> None:
    report(page)
    choose(page, "1", "report")
    within = page_within(page)
    assert within.url == "about:srcdoc"
    assert within.locator("h1").count()
    within.locator("a[href^='#']").first.click()
    within.wait_for_function("location.href.startsWith('about:srcdoc#')")
    choose(page, "3", "plan")


def test_a_half_typed_text_outlives_a_ticked_format_and_is_kept_and_taken_back(
    page: Page, out: Path
) -> None:
    report(page)
    choose(page, "1", "report")
    before = len(stored(out))
    page.locator(".rl-report details summary").first.click()
    field = page.locator(".rl-report textarea").first
    field.fill("Mend it before anything else")
    page.get_by_label("DOCX").click()
    expect(page.get_by_label("DOCX")).not_to_be_checked()
    settled(page)
    expect(field).to_have_value("Mend it before anything else")
    page.get_by_role("button", name="Keep this text").first.click()
    assert rows_of(page, out, before + 1)[-1][1:] == ("en", "Mend it before anything else")
    page.wait_for_function(
        "document.querySelector('.rl-report-page').srcdoc.includes('Mend it before anything')"
    )
    page.locator(".rl-report").press("u")
    rows_of(page, out, before + 2)
    page.wait_for_function(
        "!document.querySelector('.rl-report-page').srcdoc.includes('Mend it before anything')"
    )


def test_another_reader_gets_another_report(page: Page) -> None:
    report(page)
    beside = page.locator(".rl-report .rl-evidence")
    expect(beside).to_contain_text("without their words", use_inner_text=True)
    page.get_by_label("Reader").select_option("confidential")
    settled(page)
    expect(beside).not_to_contain_text("without their")
    page.get_by_label("Reader").select_option("share")
    settled(page)
    expect(beside).to_contain_text("without their words", use_inner_text=True)


def test_a_template_is_chosen_as_a_file_and_left_again(page: Page, tmp_path: Path) -> None:
    report(page)
    wrong = tmp_path / "house.txt"
    wrong.write_text("no template", encoding="utf-8")
    page.locator(".rl-report input[type=file]").set_input_files(wrong)
    page.wait_for_selector(".rl-report .rl-trouble:not([hidden])")
    settled(page)
    house = tmp_path / "house.dotx"
    house.write_bytes(b"PK")
    page.locator(".rl-report input[type=file]").set_input_files(house)
    expect(page.locator(".rl-report-template")).to_have_text("✓ house.dotx")
    settled(page)
    page.get_by_role("button", name="Without it").click()
    page.wait_for_selector(".rl-report-template", state="detached")
    settled(page)


def test_what_was_written_is_downloaded_and_looked_through(page: Page, tmp_path: Path) -> None:
    report(page)
    order = page.locator(".rl-report-order")
    expect(order).to_contain_text("Nothing is written yet", use_inner_text=True)
    for name in ("DOCX", "PDF"):
        untick(page, name)
    page.get_by_role("button", name="Write the files").click()
    page.wait_for_selector(".rl-files")
    settled(page)
    with page.expect_download() as waiting:
        page.get_by_role("button", name="Download review-report.en.draft.html").click()
    saved = tmp_path / waiting.value.suggested_filename
    waiting.value.save_as(saved)
    assert saved.read_bytes().startswith(b"<!doctype html>")
    page.get_by_role("button", name="Look for names in what was written").click()
    expect(order).to_contain_text("✓ Looked through")
    settled(page)


def test_the_report_at_200_percent_and_at_1280_by_720(page: Page) -> None:
    report(page)
    assert scrolls_sideways(page, "rl-report") == []
    for screen in ("Report", "Session"):
        go(page, screen)
        resized(page, 640, 360)
        assert wider_than_the_window(page) == 0, screen
        resized(page, *WIDE.values())


def test_the_console_has_no_error_of_ours(said: list[str]) -> None:
    assert said == []


@pytest.mark.parametrize("light", [True, False])
def test_axe_finds_nothing_to_mend_on_the_report(page: Page, light: bool) -> None:
    report(page)
    with in_theme(page, light):
        assert violations(page) == []
