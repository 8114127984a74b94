"""What may go wrong on a working day: the kernel dies, the browser closes, two decide at once."""

from __future__ import annotations

import os
import re
import signal
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest
from playwright.sync_api import Browser, Page, expect

from tests import world
from tests.browser.served import at_home, go, opened, rows_of, served, settled
from tests.desk.conftest import save, stored
from toolkit.desk.screen import HERE
from toolkit.desk.state import DeskState

pytestmark = [pytest.mark.browser]
ASKS_NOTHING = """() => {
  Object.defineProperty(document, 'hidden', { get: () => true });
  const later = window.setTimeout;
  window.setTimeout = (does, after, ...more) =>
    later(after >= 300 && after < 1000 ? () => {} : does, after, ...more);
}"""
"""From now on the screen asks only what a person does: no news, and nothing in a moment of rest."""


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return save(tmp_path_factory.mktemp("review") / "out", world.findings())


@pytest.fixture(scope="module")
def address(out: Path) -> Iterator[str]:
    """The app of Ana."""
    with served(out, LOGNAME="ana") as found:
        yield found


PUT_TOGETHER = """([source, sent]) => {
  const lists = new Function(`${source}; return longLists();`)();
  return sent.map((lines) => {
    const view = { lines };
    return lists.whole(view) ? view.lines : null;
  });
}"""


def test_a_list_is_put_together_and_asked_for_anew_where_an_answer_was_missed(
    browser: Browser,
) -> None:
    sent = [
        {"number": 1, "rows": ["a", "b", "c"]},
        {"number": 2, "changed": {"1": "B"}},
        {"number": 4, "changed": {"0": "A"}},
        {"number": 5, "rows": ["x"]},
        {"number": 6, "changed": {}},
    ]
    source = (HERE / "common" / "elements.js").read_text(encoding="utf-8")
    page = browser.new_page()
    found = page.evaluate(PUT_TOGETHER, [source, sent])
    page.close()
    assert found == [["a", "b", "c"], ["a", "B", "c"], None, ["x"], ["x"]]


def coding(browser: Browser, address: str) -> Page:
    """A new page at the coding desk."""
    page = opened(browser, address, "Codes")
    page.wait_for_selector(".rl-review .rl-line")
    page.locator(".rl-review").focus()
    return page


def at_hand(page: Page) -> str:
    """The words of the statement at hand, once everything is answered."""
    settled(page)
    return page.locator(".rl-review .rl-answer mark").inner_text()


def to_another(page: Page, key: str) -> None:
    """Press a key that leads to another statement, and wait until it is there."""
    place = (
        "document.querySelector('.rl-review .rl-line[aria-current]')?.parentElement.ariaPosInSet"
    )
    settled(page)
    before = page.wait_for_function(place).json_value()
    page.keyboard.press(key)
    page.wait_for_function(f"(before) => ({place} ?? before) !== before", arg=before)
    settled(page)


def tally_begins(page: Page, out: Path) -> None:
    """The screen has counted every statement that was decided."""
    done = len({row[0] for row in stored(out)})
    expect(page.locator(".rl-review .rl-tally")).to_have_text(re.compile(f"^{done} of"))


def kernels() -> list[psutil.Process]:
    """The kernels of all servers of this test, the newest last."""
    found = [one for one in psutil.Process().children(recursive=True) if is_kernel(one)]
    return sorted(found, key=lambda one: one.create_time())


def is_kernel(process: psutil.Process) -> bool:
    try:
        return "ipykernel_launcher" in " ".join(process.cmdline())
    except psutil.Error:
        # It ended meanwhile.
        return False


def test_a_killed_kernel_is_said_and_nothing_is_lost(
    browser: Browser, address: str, out: Path
) -> None:
    before = len(stored(out))
    page = coding(browser, address)
    for number in range(3):
        to_another(page, "Enter")
        rows_of(page, out, before + number + 1)
    words = at_hand(page)
    os.kill(kernels()[-1].pid, signal.SIGKILL)
    page.keyboard.press("3")
    page.wait_for_function(
        "document.querySelector('.rl-review .rl-trouble')?.textContent.includes('Reload the page')"
    )
    assert len(stored(out)) == before + 3
    page.reload()
    at_home(page)
    go(page, "Codes")
    page.wait_for_selector(".rl-review .rl-line")
    tally_begins(page, out)
    assert at_hand(page) == words
    page.close()


def test_a_closed_page_opened_again_goes_on_where_one_was(
    browser: Browser, address: str, out: Path
) -> None:
    before = len(stored(out))
    page = coding(browser, address)
    to_another(page, "Enter")
    rows_of(page, out, before + 1)
    words = at_hand(page)
    page.close()
    page = coding(browser, address)
    assert at_hand(page) == words
    page.close()


def test_two_coders_at_once_lose_nothing_and_see_each_others_work_where_they_are(
    browser: Browser, address: str, out: Path
) -> None:
    before = len(stored(out))
    with served(out, LOGNAME="ben") as other:
        ana, ben = coding(browser, address), coding(browser, other)
        assert at_hand(ana) == at_hand(ben)
        ana.keyboard.press("3")
        rows_of(ana, out, before + 1)
        # Nobody goes anywhere: Ben's open screen hears of it, and his Enter writes over nothing.
        ben.wait_for_function(
            "document.querySelector('.rl-review .rl-evidence')?.innerText.includes('ana')"
        )
        words = at_hand(ben)
        ben.keyboard.press("Enter")
        ben.wait_for_function(
            "(words) => (document.querySelector('.rl-review .rl-answer mark')?.innerText ?? words)"
            " !== words",
            arg=words,
        )
        settled(ben)
        assert len(stored(out)) == before + 1
        # A deliberate other code stands, and both are shown to both.
        to_another(ben, "k")
        ben.keyboard.press("5")
        for page in (ana, ben):
            page.wait_for_function(
                "document.querySelector('.rl-review .rl-differs')?.innerText.includes('ana')"
            )
        for number in range(10):
            page = (ana, ben)[number % 2]
            to_another(page, "j")
            page.keyboard.press("123457890-"[number])
            rows_of(page, out, before + 3 + number)
        rows = rows_of(ana, out, before + 12)[before:]
        assert {row[1] for row in rows} == {"cause"}
        assert len({row[0] for row in rows}) == 6
        ana.close()
        ben.close()


def test_enter_on_what_somebody_just_decided_is_refused_and_says_so(
    browser: Browser, address: str, out: Path
) -> None:
    before = len(stored(out))
    page = coding(browser, address)
    # As if what others do came late: the screen shows the statement as open.
    page.evaluate(ASKS_NOTHING)
    # Once this is answered, so is what the screen asked before.
    to_another(page, "j")
    to_another(page, "k")
    here = page.locator(".rl-review .rl-line[aria-current] .rl-line-words").inner_text()
    with DeskState.open(out, coder="Cem") as cem:
        cem.search(here.rstrip("…"))
        cem.change("cause", "trust")
    page.keyboard.press("Enter")
    page.wait_for_function(
        "document.querySelector('.rl-review .rl-trouble')?.innerText.includes('Cem decided this')"
    )
    settled(page)
    assert len(stored(out)) == before + 1
    page.close()


def test_a_server_that_ended_and_starts_again_has_everything(browser: Browser, out: Path) -> None:
    before = stored(out)
    with served(out, LOGNAME="ana") as address:
        page = coding(browser, address)
        tally_begins(page, out)
        to_another(page, "Enter")
        rows_of(page, out, len(before) + 1)
        page.close()
    assert stored(out)[: len(before)] == before
