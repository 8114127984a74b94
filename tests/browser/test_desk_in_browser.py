"""The review desk in a real browser, served by voila: keys, mouse, SQLite, and no other host."""

from __future__ import annotations

import re
import urllib.error
import urllib.request
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, expect

from tests import world
from tests.browser.served import (
    in_theme,
    opened,
    rows_of,
    scrolls_sideways,
    served,
    settled,
    violations,
)
from tests.desk.conftest import save, stored
from toolkit.model.findings import Findings

pytestmark = [pytest.mark.browser]
HOSTILE = "<img src=x onerror=\"document.title='ran'\"> **vanish** $x$ C:\\desk"


def with_a_hostile_comment() -> Findings:
    """The ferry company's review, in which the first comment is a small attack."""
    found = world.findings()
    first = found.statements[0]
    source = replace(first.source, text=HOSTILE)
    hostile = replace(first, source=source, text=HOSTILE, start=0, end=len(HOSTILE))
    return replace(
        found,
        statements=(hostile, *found.statements[1:]),
        redacted={**found.redacted, first.statement_id: HOSTILE},
    )


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return save(tmp_path_factory.mktemp("review") / "out", with_a_hostile_comment())


@pytest.fixture(scope="module")
def address(out: Path) -> Iterator[str]:
    """The address of a running app, with its token."""
    with served(out) as found:
        yield found


@pytest.fixture(scope="module")
def asked() -> list[str]:
    """Every address that the page asked for, in order."""
    return []


@pytest.fixture(scope="module")
def page(browser: Browser, address: str, asked: list[str]) -> Iterator[Page]:
    page = opened(browser, address, "Codes", asked=asked)
    page.wait_for_selector(".rl-review .rl-line")
    yield page
    page.close()


def press(page: Page, out: Path, key: str) -> list[tuple[str, str, str | None]]:
    """Press a key that decides something; the rows in SQLite once it is answered."""
    settled(page)
    before = len(stored(out))
    page.keyboard.press(key)
    return rows_of(page, out, before + 1)


def test_keys_decide_and_what_they_decide_is_in_sqlite(page: Page, out: Path) -> None:
    page.locator(".rl-review").focus()
    page.keyboard.press("j")
    page.wait_for_function(
        "document.querySelectorAll('.rl-review .rl-line')[1]?.ariaCurrent === 'true'"
    )
    assert press(page, out, "Enter")[-1][1] == "cause"
    accepted = stored(out)[-1][0]
    assert press(page, out, "3")[-1][1:] == ("cause", "friction")
    assert stored(out)[-1][0] != accepted
    assert press(page, out, "r")[-1][1:] == ("kind", "proposal")
    assert press(page, out, "p")[-1][1:] == ("postponed", "yes")
    assert press(page, out, "u")[-1][1:] == ("postponed", None)
    page.wait_for_function(
        "document.querySelector('.rl-review .rl-saved')?.textContent.startsWith('saved ')"
    )


def test_the_mouse_does_the_same_and_gives_the_keys_back(page: Page, out: Path) -> None:
    before = len(stored(out))
    page.get_by_role("button", name="Postpone").click()
    assert rows_of(page, out, before + 1)[-1][1:] == ("postponed", "yes")
    page.get_by_role("button", name="bad data").click()
    assert rows_of(page, out, before + 2)[-1][1:] == ("cause", "data")
    assert press(page, out, "u")[-1][1] == "cause"


def test_a_memo_is_written_by_keyboard_alone(page: Page, out: Path) -> None:
    before = len(stored(out))
    page.locator(".rl-review").focus()
    page.keyboard.press("m")
    expect(page.get_by_label("Memo", exact=True)).to_be_focused()
    page.keyboard.type("j k 3: seen at the pier")
    page.keyboard.press("Enter")
    assert rows_of(page, out, before + 1)[-1][1:] == ("memo", "j k 3: seen at the pier")


def test_a_comment_with_markup_is_text_and_runs_nothing(page: Page) -> None:
    page.locator(".rl-review").focus()
    page.keyboard.press("/")
    page.keyboard.type("onerror")
    page.keyboard.press("Enter")
    expect(page.locator(".rl-review .rl-line")).to_have_count(1)
    settled(page)
    expect(page.locator(".rl-review .rl-answer mark")).to_have_text(HOSTILE)
    assert page.locator(".rl-review .rl-answer mark").text_content() == HOSTILE
    assert page.locator(".rl-review img").count() == 0
    assert page.title() != "ran"
    page.keyboard.press("/")
    page.keyboard.press("Escape")
    page.wait_for_function("document.querySelectorAll('.rl-review .rl-line').length > 1")


def test_the_help_lists_the_keys_and_gives_the_focus_back(page: Page) -> None:
    page.locator(".rl-review").focus()
    page.keyboard.press("?")
    expect(page.get_by_role("dialog")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_be_hidden()
    page.wait_for_function("document.activeElement?.classList.contains('rl-desk')")


def test_nothing_scrolls_sideways_at_1280_by_720(page: Page) -> None:
    assert scrolls_sideways(page, "rl-review") == []


@pytest.mark.parametrize("light", [True, False])
def test_axe_finds_nothing_to_mend_in_either_theme(page: Page, light: bool) -> None:
    with in_theme(page, light):
        assert violations(page) == []


def test_the_page_asked_nobody_but_this_machine(page: Page, address: str, asked: list[str]) -> None:
    here = urlsplit(address).netloc
    assert page.title() == "Review desk"
    others = [url for url in asked if urlsplit(url.removeprefix("blob:")).netloc not in (here, "")]
    assert asked
    assert others == []


def test_the_served_page_names_no_delivery_network(address: str) -> None:
    with urllib.request.urlopen(address) as answer:
        html = answer.read().decode()
        policy = answer.headers["Content-Security-Policy"]
    fetched = re.findall(r"(?:src|href)=[\"']?(?:https?:)?//[^\s\"'>]+", html)
    imported = re.findall(r"import[^;]*?[\"']https?:[^\"']+", html)
    assert (fetched, imported) == ([], [])
    assert "default-src 'self'" in policy


def test_without_the_token_nobody_gets_in(address: str) -> None:
    bare = address.partition("?")[0]
    with urllib.request.urlopen(bare) as answer:
        assert "/login" in answer.url
    kernels = urllib.request.Request(f"{bare}api/kernels/{'0' * 8}-0000-0000-0000-{'0' * 12}")
    with pytest.raises(urllib.error.HTTPError) as refused:
        urllib.request.urlopen(kernels)
    refused.value.close()
    assert refused.value.code in (403, 404)
