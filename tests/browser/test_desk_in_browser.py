"""The review desk in a real browser, served by voila: keys, mouse, SQLite, and no other host."""

from __future__ import annotations

import os
import re
import socket
import subprocess
import sys
import urllib.error
import urllib.request
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, sync_playwright

from tests import world
from tests.desk.conftest import save, stored
from toolkit.model.findings import Findings

pytestmark = [pytest.mark.browser]
ROOT = Path(__file__).parents[2]
HOSTILE = "<img src=x onerror=\"document.title='ran'\"> **vanish** $x$ C:\\desk"
PATIENCE = 90_000


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
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [sys.executable, "-m", "toolkit", "app", str(out), "--port", str(port)]
    with subprocess.Popen(
        command,
        cwd=ROOT,
        env={**os.environ, "RELAUNCH_HEADLESS": "1"},
        stderr=subprocess.PIPE,
        text=True,
    ) as server:
        assert server.stderr is not None
        said = iter(server.stderr.readline, "")
        yield next(found[0] for line in said if (found := re.search(r"http://\S+", line)))
        server.terminate()
        server.stderr.close()


@pytest.fixture(scope="module")
def asked() -> list[str]:
    """Every address that the page asked for, in order."""
    return []


@pytest.fixture(scope="module")
def page(chromium: str, address: str, asked: list[str]) -> Iterator[Page]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        opened = browser.new_page(viewport={"width": 1280, "height": 720})
        opened.on("request", lambda request: asked.append(request.url))
        opened.goto(address, timeout=PATIENCE)
        opened.wait_for_selector(".rl-review .rl-line", timeout=PATIENCE)
        yield opened
        browser.close()


def position(page: Page) -> int:
    lines = page.locator(".rl-review .rl-line")
    marks = [lines.nth(n).get_attribute("aria-current") for n in range(lines.count())]
    return marks.index("true")


def press(page: Page, out: Path, key: str) -> list[tuple[str, str, str | None]]:
    """Press a key that decides something; the rows in SQLite once the desk says so."""
    page.keyboard.press(key)
    return wait_for_rows(page, out, PRESSED.setdefault(out, 0) + 1)


PRESSED: dict[Path, int] = {}


def wait_for_rows(page: Page, out: Path, count: int) -> list[tuple[str, str, str | None]]:
    for _ in range(200):
        rows = stored(out)
        if len(rows) >= count:
            break
        page.wait_for_timeout(50)
    PRESSED[out] = len(rows)
    assert len(rows) == count
    return rows


def test_keys_decide_and_what_they_decide_is_in_sqlite(page: Page, out: Path) -> None:
    PRESSED[out] = len(stored(out))
    page.locator(".rl-review").focus()
    page.keyboard.press("j")
    page.wait_for_function(
        "document.querySelectorAll('.rl-review .rl-line')[1].ariaCurrent === 'true'"
    )
    assert press(page, out, "Enter")[-1][1] == "cause"
    accepted = stored(out)[-1][0]
    assert press(page, out, "3")[-1][1:] == ("cause", "friction")
    assert stored(out)[-1][0] != accepted
    assert press(page, out, "r")[-1][1:] == ("kind", "proposal")
    assert press(page, out, "p")[-1][1:] == ("postponed", "yes")
    assert press(page, out, "u")[-1][1:] == ("postponed", None)
    page.wait_for_function(
        "document.querySelector('.rl-review .rl-saved').textContent.startsWith('saved ')"
    )


def test_the_mouse_does_the_same_and_gives_the_keys_back(page: Page, out: Path) -> None:
    before = len(stored(out))
    page.get_by_role("button", name="Postpone").click()
    assert wait_for_rows(page, out, before + 1)[-1][1:] == ("postponed", "yes")
    page.get_by_role("button", name="bad data").click()
    assert wait_for_rows(page, out, before + 2)[-1][1:] == ("cause", "data")
    assert press(page, out, "u")[-1][1] == "cause"


def test_a_memo_is_written_by_keyboard_alone(page: Page, out: Path) -> None:
    before = len(stored(out))
    page.locator(".rl-review").focus()
    page.keyboard.press("m")
    page.keyboard.type("j k 3: seen at the pier")
    page.keyboard.press("Enter")
    assert wait_for_rows(page, out, before + 1)[-1][1:] == ("memo", "j k 3: seen at the pier")


def test_a_comment_with_markup_is_text_and_runs_nothing(page: Page) -> None:
    page.locator(".rl-review").focus()
    page.keyboard.press("/")
    page.keyboard.type("onerror")
    page.keyboard.press("Enter")
    page.wait_for_function("document.querySelectorAll('.rl-review .rl-line').length === 1")
    assert page.locator(".rl-review .rl-answer mark").text_content() == HOSTILE
    assert page.locator(".rl-review img").count() == 0
    assert page.title() != "ran"
    page.keyboard.press("/")
    page.keyboard.press("Escape")
    page.wait_for_function("document.querySelectorAll('.rl-review .rl-line').length > 1")


def test_the_help_lists_the_keys_and_gives_the_focus_back(page: Page) -> None:
    page.locator(".rl-review").focus()
    page.keyboard.press("?")
    assert page.get_by_role("dialog").is_visible()
    page.keyboard.press("Escape")
    page.wait_for_function("document.activeElement.classList.contains('rl-desk')")


def test_nothing_scrolls_sideways_at_1280_by_720(page: Page) -> None:
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert page.evaluate(
        "[...document.querySelectorAll('.rl-review, .rl-review .rl-head, .rl-review .rl-work,"
        " .rl-review .rl-lines, .rl-review .rl-evidence')]"
        ".every((one) => one.scrollWidth <= one.clientWidth)"
    )


@pytest.mark.parametrize("light", ["true", "false"])
def test_axe_finds_nothing_to_mend_in_either_theme(page: Page, light: str) -> None:
    page.evaluate("(light) => { document.body.dataset.jpThemeLight = light }", light)
    dark = {"true": "", "false": "#111111"}[light]
    page.evaluate(
        "(paper) => document.body.style.setProperty('--jp-layout-color1', paper || null)", dark
    )
    found = Axe().run(page).response["violations"]
    page.evaluate("() => { document.body.dataset.jpThemeLight = 'true' }")
    page.evaluate("() => document.body.style.removeProperty('--jp-layout-color1')")
    assert [(one["id"], [node["html"] for node in one["nodes"]]) for one in found] == []


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
