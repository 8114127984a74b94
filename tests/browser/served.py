"""The app as a person has it: served by voila on a port of its own, opened in Chromium.

Whoever acts on a page waits until the answer is drawn before reading anything: by `settled`, by
what calls it here, or by `expect`. A machine may be as slow as it likes.
"""

from __future__ import annotations

import os
import re
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import (
    Browser,
    Error,
    Frame,
    Page,
    TimeoutError,
    expect,
    sync_playwright,
)

from tests.desk.conftest import stored

ROOT = Path(__file__).parents[2]
PATIENCE = 240_000
WIDE = {"width": 1280, "height": 720}
SCREENS = "home intake review adjudication board people session planning report".split()
"""The class rl-... of each screen, in the order of the navigation."""
IDLE = """(screens) => {
  const shown = [...document.querySelectorAll('.rl-desk')].filter((one) => one.checkVisibility());
  const links = [...document.querySelectorAll('.rl-app-link')];
  const here = links.findIndex((one) => one.hasAttribute('aria-current'));
  return shown.length > 0 && shown.every((one) => !one.matches('[aria-busy], [data-works]')) &&
    (here < 0 || shown.every((one) => one.matches(`.rl-${screens[here]}`)));
}"""
"""Every screen in sight has its answers and no work; in the app it is the one that one went to."""
FRAMES = "new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))"
PUT_IN = """() => {
  const { srcdoc } = document.querySelector('.rl-report-page');
  return srcdoc && new DOMParser().parseFromString(srcdoc, 'text/html').body.innerHTML;
}"""

expect.set_options(timeout=PATIENCE)


class EndedEarly(AssertionError):
    """A server that ended before it said its address."""


@contextmanager
def started(command: Sequence[str], sign: str, **options: object) -> Iterator[str]:
    """The first words of a server on stderr that fit a sign; the server is ended afterwards.

    It writes to a file: nobody has to read on for it to run on.
    """
    with (
        tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder,
        (Path(folder) / "said").open("w+b") as heard,
        subprocess.Popen(command, stderr=heard, **options) as server,
    ):
        try:
            yield _first_words(server, Path(heard.name), sign)
        finally:
            server.terminate()
            try:
                server.wait(PATIENCE / 1000)
            except subprocess.TimeoutExpired:
                server.kill()


def _first_words(server: subprocess.Popen[bytes], heard: Path, sign: str) -> str:
    for _ in range(PATIENCE // 50):
        ended = server.poll() is not None
        said = heard.read_text(encoding="utf-8", errors="replace")
        if found := re.search(sign, said):
            return found[0]
        if ended:
            raise EndedEarly(said)
        time.sleep(0.05)
    raise AssertionError(f"no {sign} in: {said}")


def on_a_free_port(start: Callable[[int], str]) -> str:
    """Start on a port that nobody has; where somebody takes it meanwhile, on another one."""
    try:
        return start(_free_port())
    except EndedEarly:
        return start(_free_port())


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def served(out: Path, **environment: str) -> Iterator[str]:
    """The address of a running app, with its token; ended afterwards."""
    own = {**os.environ, "RELAUNCH_HEADLESS": "1", **environment}
    command = [sys.executable, "-m", "toolkit", "app", str(out), "--port"]
    with ExitStack() as stack:
        yield on_a_free_port(
            lambda port: stack.enter_context(
                started(
                    [*command, str(port)],
                    rf"http://127\.0\.0\.1:{port}/\?\S+(?=\s)",
                    cwd=ROOT,
                    env=own,
                )
            )
        )


@contextmanager
def browsing(chromium: str) -> Iterator[Browser]:
    """A browser, ended afterwards."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        yield browser
        browser.close()


def opened(
    browser: Browser, address: str, screen: str = "", *, asked: list[str] | None = None
) -> Page:
    """A page at 1280 by 720 with the app, on a screen by its title; `asked` takes addresses."""
    page = browser.new_page(viewport=WIDE)
    page.set_default_timeout(PATIENCE)
    heard: list[str] = []
    page.on("console", lambda one: heard.append(f"{one.type}: {one.text}"))
    page.on("pageerror", lambda one: heard.append(f"error: {one}"))
    if asked is not None:
        page.on("request", lambda request: asked.append(request.url))
    page.goto(address)
    try:
        at_home(page)
    except TimeoutError as error:
        error.add_note("\n".join((page.inner_text("body"), *heard)))
        raise
    if screen:
        go(page, screen)
    return page


def at_home(page: Page) -> None:
    """Wait until the app that is being loaded shows its first screen."""
    page.wait_for_selector(".rl-home .rl-path", timeout=PATIENCE)
    settled(page)


def go(page: Page, screen: str) -> None:
    """To a screen by its title in the navigation, as by a click, and wait until it is drawn."""
    link = page.locator(".rl-app-link", has_text=screen).first
    title = link.text_content()
    link.click()
    at(page, title or screen)
    settled(page)


def at(page: Page, title: str) -> None:
    """Wait until the navigation says that one is at the screen with this title."""
    page.wait_for_function(
        "(title) => document.querySelector('.rl-app-link[aria-current]')?.textContent === title",
        arg=title,
        timeout=PATIENCE,
    )


def settled(page: Page, patience: int = PATIENCE) -> None:
    """Wait until the screen in front has an answer to all that was done, and no work goes on.

    It is drawn then, and has the keys. What the screen does by itself when nobody presses
    anything may still begin.
    """
    page.wait_for_function(IDLE, arg=SCREENS, timeout=patience)
    drawn(page)
    page.wait_for_function(IDLE, arg=SCREENS, timeout=patience)


def drawn(page: Page | Frame) -> None:
    """Wait for two frames: what follows from what was done is laid out and has the focus."""
    page.evaluate(FRAMES)


def resized(page: Page, width: int, height: int) -> None:
    """The window in another size, and everything in it laid out anew."""
    page.set_viewport_size({"width": width, "height": height})
    page.wait_for_function(
        "([width, height]) => innerWidth === width && innerHeight === height", arg=[width, height]
    )
    settled(page)


def rows_of(page: Page, out: Path, count: int) -> list[tuple[str, str, str | None]]:
    """What stands in SQLite (subject, field, decided), once there are so many rows.

    The screen has its answer then.
    """
    for _ in range(PATIENCE // 50):
        if len(stored(out)) >= count:
            break
        page.wait_for_timeout(50)
    settled(page)
    found = stored(out)
    assert len(found) == count
    return found


def page_within(page: Page) -> Frame:
    """The frame with the page of a report, once it shows the one that was last put in."""
    settled(page)
    for _ in range(PATIENCE // 50):
        frame = page.locator(".rl-report-page").element_handle().content_frame()
        try:
            shown = frame and frame.evaluate("document.body?.innerHTML")
            if frame and shown and shown == page.evaluate(PUT_IN):
                return frame
        except Error:
            # It was on its way to another page.
            pass
        page.wait_for_timeout(50)
    raise AssertionError("the page that was put in is never shown")


def violations(page: Page) -> list[tuple[str, list[str]]]:
    """What axe finds to mend on the page as it is, once it is drawn."""
    settled(page)
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
    settled(page)
    return page.evaluate(
        "(screen) => ['body', `.${screen}`, ...['head', 'work', 'lines', 'evidence', 'body']"
        ".map((one) => `.${screen} .rl-${one}`)].filter((one) => {"
        " const found = one === 'body' ? document.documentElement : document.querySelector(one);"
        " return found && found.scrollWidth > found.clientWidth; })",
        screen,
    )


def wider_than_the_window(page: Page) -> int:
    """By so many pixels the page is wider than its window, once it is drawn; 0 where it is not."""
    settled(page)
    return int(page.evaluate("Math.max(0, document.documentElement.scrollWidth - innerWidth)"))
