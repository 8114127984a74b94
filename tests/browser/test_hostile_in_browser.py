"""Hostile words in every place of every screen: shown as text, and nothing of them runs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass, replace
from typing import Any, Final

import pytest
from playwright.sync_api import Browser, Page

from tests import world
from tests.browser.served import drawn, go, opened, page_within, served, settled
from tests.desk.conftest import AT, save
from toolkit.intake import pseudonyms
from toolkit.model.findings import Findings, Statement
from toolkit.pipeline.places import Places
from toolkit.workspace import Workspace

pytestmark = [pytest.mark.browser]
HOSTILE: Final = (
    '<img src=x onerror="window.rlRan=1"><script>window.rlRan=1</script>'
    "<svg/onload=window.rlRan=1>[a](javascript:window.rlRan=1) **b** $x$ {{7*7}} `rm`"
    " C:\\desk\\..\\..\\etc =cmd|'/c calc'!A1"
)
FREE: Final = frozenset(
    "title question main_reason offer role department location evidence would_overturn reasons"
    " sentence goal fact opinion wiifm data addressee_role owner_role measure value answer reason"
    " problem file text if_answer what who_cares keywords group definition".split()
)
"""Fields that hold what people, their lists or their files say."""
SCREENS: Final = {
    "Home": "home",
    "Files": "intake",
    "Codes": "review",
    "Disagreements": "adjudication",
    "Themes": "board",
    "People": "people",
    "Session": "session",
    "Plan": "planning",
    "Report": "report",
}
RAN: Final = """() => [window.rlRan, document.querySelectorAll(
  "img[src=x], .rl-desk script, [onerror], [onload], a[href^=javascript]").length]"""
UNFOLD: Final = """(screen) => {
  for (const fold of document.querySelectorAll(`.rl-${screen} details:not([open]) > summary`))
    if (fold.checkVisibility()) fold.click();
}"""


def poisoned(value: Any, name: str = "") -> Any:
    """The same value with hostile words in all its free texts."""
    if isinstance(value, Statement):
        source = replace(poisoned(value.source), text=HOSTILE)
        return replace(value, source=source, text=HOSTILE, start=0, end=len(HOSTILE))
    if is_dataclass(value) and not isinstance(value, type):
        new = {one.name: poisoned(getattr(value, one.name), one.name) for one in fields(value)}
        return replace(value, **new)
    if isinstance(value, tuple):
        return tuple(poisoned(one, name) for one in value)
    if isinstance(value, Mapping):
        return {key: poisoned(one) for key, one in value.items()}
    is_free = type(value) is str and value and name in FREE
    return HOSTILE if is_free else value


def hostile_review() -> Findings:
    """The ferry company, in which everybody and every file says the same."""
    found = world.findings()
    parts = "statements themes verdicts final_causes stakeholders agenda actions requests".split()
    new = {name: poisoned(getattr(found, name)) for name in parts}
    files = tuple(
        replace(one, set_aside=poisoned(one.set_aside), problem=HOSTILE)
        for one in found.intake.files
    )
    intake = replace(found.intake, files=files, people=poisoned(found.intake.people))
    shown = dict.fromkeys(found.redacted, HOSTILE)
    return replace(found, **new, intake=intake, redacted=shown)


@pytest.fixture(scope="module")
def said() -> list[str]:
    """What the console of the page called an error, and what the page asked for elsewhere."""
    return []


@pytest.fixture(scope="module")
def page(
    browser: Browser, tmp_path_factory: pytest.TempPathFactory, said: list[str]
) -> Iterator[Page]:
    found = hostile_review()
    out = save(tmp_path_factory.mktemp("review") / "out", found)
    with Workspace.open(Places(out).workspace) as workspace:
        for coder, cause in ((f"ana {HOSTILE}", "defect"), (f"ben {HOSTILE}", "training")):
            subject = f"statement:{found.statements[0].statement_id}"
            workspace.decide(subject, "cause", cause, coder=coder, at=AT, memo=HOSTILE)
            workspace.decide(subject, "memo", HOSTILE, coder=coder, at=AT)
        for theme in found.themes:
            subject = f"theme:{theme.theme_id}"
            workspace.decide(subject, "verdict", "data", coder="ana", at=AT, memo=HOSTILE)
            workspace.decide(subject, "title", HOSTILE, coder="ana", at=AT)
    keys = tmp_path_factory.mktemp("keys")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_DATA_HOME", str(keys))
        pseudonyms.load_or_make(pseudonyms.key_path(out))
    with served(out, XDG_DATA_HOME=str(keys)) as address:
        shown = opened(browser, address)
        shown.on("console", lambda one: said.append(one.text) if one.type == "error" else None)
        shown.on("pageerror", lambda one: said.append(str(one)))
        shown.on("dialog", lambda one: said.append(one.message))
        yield shown
        shown.close()


def inner_pages(page: Page, screen: str) -> Iterator[None]:
    """The screen as it opens, then each page of it that a button in a row of pages leads to."""
    settled(page)
    yield
    rows = (".rl-pages button", ".rl-planning-tab", ".rl-modes button")
    buttons = page.locator(", ".join(f".rl-{screen} {row}" for row in rows))
    for number in range(buttons.count()):
        buttons.nth(number).click()
        settled(page)
        yield


@pytest.mark.parametrize("title", list(SCREENS))
def test_hostile_words_are_text_and_run_nothing(page: Page, said: list[str], title: str) -> None:
    screen = SCREENS[title]
    go(page, title)
    page.wait_for_function(
        "(screen) => { const shown = document.querySelector(`.rl-${screen}`);"
        " return shown?.textContent.includes('<img src=x') ||"
        " shown?.querySelector('iframe')?.srcdoc.includes('&lt;img src=x'); }",
        arg=screen,
    )
    for _ in inner_pages(page, screen):
        page.evaluate(UNFOLD, screen)
        drawn(page)
        shown = [page.main_frame, *([page_within(page)] if title == "Report" else [])]
        assert len(page.frames) == len(shown)
        assert [frame.evaluate(RAN) for frame in shown] == [[None, 0]] * len(shown)
    assert said == []
