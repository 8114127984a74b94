"""The app as a person has it: served by voila on a port of its own, opened in Chromium."""

from __future__ import annotations

import os
import re
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, TimeoutError, sync_playwright

from tests.desk.conftest import stored

ROOT = Path(__file__).parents[2]
PATIENCE = 120_000
WIDE = {"width": 1280, "height": 720}


@contextmanager
def served(out: Path, **environment: str) -> Iterator[str]:
    """The address of a running app, with its token; ended afterwards."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [sys.executable, "-m", "toolkit", "app", str(out), "--port", str(port)]
    with subprocess.Popen(
        command,
        cwd=ROOT,
        env={**os.environ, "RELAUNCH_HEADLESS": "1", **environment},
        stderr=subprocess.PIPE,
        text=True,
    ) as server:
        assert server.stderr is not None
        said = iter(server.stderr.readline, "")
        try:
            yield next(found[0] for line in said if (found := re.search(r"http://\S+", line)))
        finally:
            server.terminate()
            server.stderr.close()


@contextmanager
def browsing(chromium: str) -> Iterator[Browser]:
    """A browser, ended afterwards."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        yield browser
        browser.close()


def opened(browser: Browser, address: str, screen: str = "", **options: object) -> Page:
    """A page at 1280 by 720 (unless told otherwise) with the app, on a screen by its title."""
    page = browser.new_page(**{"viewport": WIDE, **options})
    page.set_default_timeout(PATIENCE)
    heard: list[str] = []
    page.on("console", lambda one: heard.append(f"{one.type}: {one.text}"))
    page.on("pageerror", lambda one: heard.append(f"error: {one}"))
    page.goto(address, timeout=PATIENCE)
    try:
        page.wait_for_selector(".rl-home .rl-path", timeout=PATIENCE)
    except TimeoutError as error:
        error.add_note("\n".join((page.inner_text("body"), *heard)))
        raise
    if screen:
        go(page, screen)
    return page


def go(page: Page, screen: str) -> None:
    """To a screen by its title in the navigation, as by a click."""
    link = page.locator(".rl-app-link", has_text=screen).first
    link.click(timeout=PATIENCE)
    page.wait_for_function(
        "(title) => document.querySelector('.rl-app-link[aria-current]')?.textContent === title",
        arg=link.text_content(),
        timeout=PATIENCE,
    )


def settled(page: Page, patience: int = PATIENCE) -> None:
    """Wait until the screen in front has an answer to all that was done, and no work goes on."""
    idle = ".rl-desk:visible:not([aria-busy], [data-works])"
    page.wait_for_selector(idle, timeout=patience)


def rows_of(page: Page, out: Path, count: int) -> list[tuple[str, str, str | None]]:
    """What stands in SQLite (subject, field, decided), once there are so many rows."""
    for _ in range(PATIENCE // 50):
        if len(stored(out)) >= count:
            break
        page.wait_for_timeout(50)
    found = stored(out)
    assert len(found) == count
    return found


def violations(page: Page) -> list[tuple[str, list[str]]]:
    """What axe finds to mend on the page as it is."""
    found = Axe().run(page).response["violations"]
    return [(one["id"], [node["html"] for node in one["nodes"]]) for one in found]


@contextmanager
def in_theme(page: Page, light: bool) -> Iterator[None]:
    """The page light or dark."""
    page.emulate_media(color_scheme="light" if light else "dark")
    yield
    page.emulate_media(color_scheme="light")


def scrolls_sideways(page: Page, screen: str) -> list[str]:
    """The parts of a screen (its class, rl-...) that are wider than their place; and the page."""
    return page.evaluate(
        "(screen) => ['body', `.${screen}`, ...['head', 'work', 'lines', 'evidence', 'body']"
        ".map((one) => `.${screen} .rl-${one}`)].filter((one) => {"
        " const found = one === 'body' ? document.documentElement : document.querySelector(one);"
        " return found && found.scrollWidth > found.clientWidth; })",
        screen,
    )
