"""The newcomer's walk: what docs/first-review.md tells one to do is done, step by step."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final

import pytest
from playwright.sync_api import Browser, Page

from benchmarks.desk_case import write_case
from tests.browser.served import PATIENCE, ROOT, go, opened, served, settled
from tests.desk.conftest import stored

pytestmark = [pytest.mark.browser]
DOCS: Final = ROOT / "docs"
PAGE: Final = (DOCS / "first-review.md").read_text(encoding="utf-8")
STEPS: Final = dict(re.findall(r"^## (\d+\. .+?)\n(.*?)(?=^## |^More:|\Z)", PAGE, re.M | re.S))
SAID: Final = re.compile(
    r"(?i:\b(?P<verb>open|click|press|the\s+field))\s+(?:\*\*(?P<name>[^*]+)\*\*|`(?P<key>[^`]+)`)"
)
"""What it tells one to do: Open **screen**, Click **button**, Press `key`, the field **name**."""
A_RUN: Final = 5 * PATIENCE


def shows(selector: str, patience: int = PATIENCE) -> Callable[[Page, Path], None]:
    return lambda page, _: page.wait_for_selector(selector, timeout=patience) and None


def decided(*rows: tuple[str, str | None]) -> Callable[[Page, Path], None]:
    """The last rows of the workspace have these fields, and these values where one is given."""

    def look(page: Page, out: Path) -> None:
        found = [(row[1], row[2]) for row in stored(out)][-len(rows) :]
        assert [one[0] for one in found] == [one[0] for one in rows]
        assert all(value in (None, one[1]) for one, (_, value) in zip(found, rows, strict=True))

    return look


THEN: Final = {
    "1. Open the desk": shows(".rl-home .rl-step"),
    "2. Choose the folder": shows(".rl-intake .rl-line"),
    "3. Check what each file is": shows(".rl-intake .rl-sums"),
    "4. Run the review": shows(".rl-home .rl-step-mark.rl-at-done"),
    "5. Decide what teaches most": decided(("cause", None), ("cause", "training"), ("cause", None)),
    "6. Judge the themes": decided(("verdict", "training")),
    "7. Look at the people": decided(("stance", None)),
    "8. Prepare the session": decided(("rank", None), ("rank", None)),
    "9. Choose the way on": decided(("choice", None)),
    "10. Run again": shows(".rl-home .rl-next:not([hidden])", A_RUN),
    "11. Hand over": shows(".rl-report-path", A_RUN),
}
"""What is there after each step."""


@pytest.fixture(scope="module")
def raw(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_case(tmp_path_factory.mktemp("received") / "raw", 90)


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("first") / "my-review"


@pytest.fixture(scope="module")
def page(browser: Browser, out: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Page]:
    keys = tmp_path_factory.mktemp("keys")
    with served(out, XDG_DATA_HOME=str(keys)) as address:
        page = opened(browser, address)
        yield page
        page.close()


def do(page: Page, raw: Path, verb: str, what: str) -> None:
    """One thing that the page tells one to do."""
    if verb == "open":
        page.wait_for_selector(f".rl-app-link >> text={what}", timeout=A_RUN)
        go(page, what)
    elif verb == "click":
        page.get_by_role("button", name=what).locator("visible=true").first.click()
    elif verb == "press":
        if not page.evaluate("Boolean(document.activeElement?.matches('input'))"):
            page.locator(".rl-desk:visible").focus()
        page.keyboard.press(what)
    else:
        settled(page, A_RUN)
        page.get_by_label(what).fill(str(raw))
    settled(page, A_RUN)


def test_every_step_has_its_picture_and_they_are_there() -> None:
    named = re.findall(r"!\[[^]]+\]\(([^)]+)\)", PAGE)
    assert len(named) == len(set(named)) >= 8
    assert [one for one in named if not (DOCS / one).is_file()] == []


def test_the_steps_of_the_page_are_those_that_are_walked() -> None:
    assert list(STEPS) == list(THEN)


@pytest.mark.parametrize("title", list(THEN))
def test_a_step_does_what_the_page_says(page: Page, raw: Path, out: Path, title: str) -> None:
    for said in SAID.finditer(STEPS[title]):
        do(page, raw, " ".join(said["verb"].lower().split()), said["name"] or said["key"])
    THEN[title](page, out)
