"""Documents full of hostile words in a real browser: nothing runs, nothing is asked of anybody."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.browser.served import PATIENCE, drawn
from tests.reports.documents import SUMMARY
from tests.reports.hostile_documents import ALL_IN_ONE, hostile, made
from toolkit.reports import report_html
from toolkit.reports.documents.content import Key
from toolkit.reports.documents.rendering import Format

pytestmark = [pytest.mark.browser]
RAN = """
window.ran = [];
for (const name of ["alert", "confirm", "prompt", "open", "fetch"])
  window[name] = (...said) => window.ran.push([name, String(said)]);
"""
POINTED_AT = """
[...document.querySelectorAll("*")].flatMap((one) => [...one.attributes]
  .filter(({ name, value }) => name.startsWith("on") || /^\\s*javascript:/i.test(value))
  .map(({ name, value }) => `${name}=${value}`))
"""


def what_happens(browser: Browser, page: bytes, folder: Path) -> dict[str, list[str]]:
    """What a page runs, asks for and holds when it is opened, hovered over and clicked."""
    path = folder / "report.html"
    path.write_bytes(page)
    context = browser.new_context()
    context.add_init_script(RAN)
    opened = context.new_page()
    opened.set_default_timeout(PATIENCE)
    asked: list[str] = []
    faults: list[str] = []
    opened.on("request", lambda one: asked.append(one.url))
    opened.on("pageerror", lambda error: faults.append(str(error)))
    opened.on("dialog", lambda one: (faults.append(one.message), one.dismiss()))
    opened.goto(path.as_uri())
    for link in opened.locator("a, summary").all()[:20]:
        link.dispatch_event("mouseover")
        link.dispatch_event("click")
    drawn(opened)
    found = {
        "ran": [str(one) for one in opened.evaluate("window.ran")],
        "scripts": ["script"] * int(opened.evaluate("document.scripts.length")),
        "frames": ["frame"] * (len(opened.frames) - 1),
        "handlers": [str(one) for one in opened.evaluate(POINTED_AT)],
        "faults": faults,
        "asked": [one for one in asked if not one.startswith((path.as_uri(), "data:"))],
    }
    context.close()
    return found


@pytest.mark.parametrize("start", [0, 20, 40, ALL_IN_ONE])
def test_a_document_of_hostile_words_runs_nothing_and_asks_nobody(
    browser: Browser, tmp_path: Path, start: int
) -> None:
    found = what_happens(browser, made(Key.REPORT, Format.HTML, start), tmp_path)
    assert {name: seen for name, seen in found.items() if seen} == {}


@pytest.mark.parametrize("start", [0, ALL_IN_ONE])
def test_the_runs_own_report_of_hostile_words_runs_nothing_and_asks_nobody(
    browser: Browser, tmp_path: Path, start: int
) -> None:
    page = report_html(hostile(SUMMARY, start)).encode("utf-8")
    found = what_happens(browser, page, tmp_path)
    assert {name: seen for name, seen in found.items() if seen} == {}


def test_the_watch_sees_a_script_that_runs(browser: Browser, tmp_path: Path) -> None:
    page = b"<script>alert(1)</script><img src='http://127.0.0.1:9/x' onerror='alert(2)'>"
    found = what_happens(browser, page, tmp_path)
    assert found["ran"]
    assert found["asked"]
    assert found["handlers"]
