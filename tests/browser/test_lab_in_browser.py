"""All notebooks in JupyterLab, by mouse and keyboard: their screens decide, and nothing leaves."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from tests import world
from tests.browser.lab import (
    close_notebook,
    copy_of_the_notebooks,
    lab,
    open_notebook,
    opened_lab,
    run_all,
    to_theme,
)
from tests.browser.served import PATIENCE, rows_of, settled
from tests.desk.conftest import save, stored
from tests.notebooks.conftest import SURVEY
from toolkit.intake import pseudonyms

pytestmark = [pytest.mark.browser]
NAMES = ("02_statements", "03_facts", "04_coding", "05_themes", "06_people", "07_report")


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The ferry company's review, of which notebooks 02 to 07 are about."""
    return save(tmp_path_factory.mktemp("review") / "out", world.findings())


@pytest.fixture(scope="module")
def asked() -> list[str]:
    """Every address that the page asked for."""
    return []


@pytest.fixture(scope="module")
def heard() -> list[str]:
    """What the console called an error."""
    return []


@pytest.fixture(scope="module")
def page(
    browser: Browser,
    out: Path,
    tmp_path_factory: pytest.TempPathFactory,
    asked: list[str],
    heard: list[str],
) -> Iterator[Page]:
    place = tmp_path_factory.mktemp("lab")
    raw = place / "raw"
    raw.mkdir()
    (raw / "spring survey.csv").write_text(SURVEY, encoding="utf-8")
    cells = {name: f"RAW = {str(raw)!r}\nOUT = {str(out)!r}" for name in NAMES}
    cells["01_intake"] = f"RAW = {str(raw)!r}\nOUT = {str(place / 'first')!r}"
    folder = copy_of_the_notebooks(place / "notebooks", cells)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_DATA_HOME", str(place / "home" / "keys"))
        pseudonyms.load_or_make(pseudonyms.key_path(out))
    with lab(folder, place / "home") as address:
        shown = browser.new_page(viewport={"width": 1440, "height": 900})
        shown.set_default_timeout(PATIENCE)
        shown.on("request", lambda one: asked.append(one.url))
        shown.on("pageerror", lambda one: heard.append(str(one)))
        shown.on("console", lambda one: heard.append(one.text) if one.type == "error" else None)
        opened_lab(shown, address)
        yield shown
        shown.close()


@pytest.fixture
def notebook(page: Page, request: pytest.FixtureRequest) -> Iterator[str]:
    """A notebook that was opened and run, and is closed afterwards."""
    name = str(request.param)
    panel = open_notebook(page, name)
    run_all(page, panel, by_keyboard=name in ("04_coding", "06_people"))
    yield name
    close_notebook(page)


def only(name: str) -> pytest.MarkDecorator:
    return pytest.mark.parametrize("notebook", [name], indirect=True)


def come_to(page: Page, screen: str, ready: str) -> None:
    """Scroll to a screen in the notebook, click into it and wait until it shows something."""
    page.locator(f".rl-{screen}").scroll_into_view_if_needed()
    page.wait_for_selector(f".rl-{screen} {ready}")
    settled(page)
    page.locator(f".rl-{screen}").focus()
    expect(page.locator(f".rl-{screen}")).to_be_focused()


@only("01_intake")
def test_files_are_corrected_by_a_menu(page: Page, notebook: str) -> None:
    come_to(page, "intake", ".rl-line")
    page.get_by_label("Read it").select_option(label="no, leave it out")
    page.wait_for_function(
        "document.querySelector('.rl-intake .rl-sums')?.textContent.includes('0 kept')"
    )


@only("02_statements")
def test_statements_are_searched_in_their_table(page: Page, notebook: str) -> None:
    expect(page.locator(".jp-NotebookPanel table").first).to_be_attached()


@only("03_facts")
def test_facts_are_shown(page: Page, notebook: str) -> None:
    expect(page.locator(".jp-NotebookPanel table").first).to_be_attached()


@only("04_coding")
@pytest.mark.parametrize("theme", ["JupyterLab Dark", "JupyterLab Light"])
def test_codes_are_decided_by_keys_in_light_and_dark(
    page: Page, notebook: str, out: Path, theme: str
) -> None:
    to_theme(page, theme)
    before = len(stored(out))
    come_to(page, "review", ".rl-line")
    page.keyboard.press("j")
    page.wait_for_function(
        "document.querySelectorAll('.rl-review .rl-line')[1]?.ariaCurrent === 'true'"
    )
    page.keyboard.press("3")
    assert rows_of(page, out, before + 1)[-1][1:] == ("cause", "friction")
    page.keyboard.press("u")
    rows_of(page, out, before + 2)
    page.wait_for_selector(".rl-adjudication")
    settled(page)
    found = Axe().run(page, context=".rl-review").response["violations"]
    assert [(one["id"], [node["html"] for node in one["nodes"]]) for one in found] == []


@only("05_themes")
def test_a_theme_is_renamed_by_keys(page: Page, notebook: str, out: Path) -> None:
    before = len(stored(out))
    come_to(page, "board", ".rl-line")
    page.keyboard.press("r")
    title = page.locator(".rl-board .rl-panel input[type=text]")
    title.fill("Lost at the pier")
    title.press("Enter")
    page.wait_for_selector(".rl-board .rl-plan")
    settled(page)
    page.keyboard.press("Enter")
    assert rows_of(page, out, before + 1)[-1] == ("theme:T01", "title", "Lost at the pier")


@only("06_people")
def test_a_stance_is_confirmed_by_keys(page: Page, notebook: str, out: Path) -> None:
    before = len(stored(out))
    come_to(page, "people", ".rl-line")
    page.keyboard.press("Enter")
    assert rows_of(page, out, before + 1)[-1][1] == "stance"


@only("07_report")
def test_agenda_plan_and_report_work_below_one_another(
    page: Page, notebook: str, out: Path
) -> None:
    before = len(stored(out))
    come_to(page, "session", ".rl-line")
    page.keyboard.press("]")
    assert rows_of(page, out, before + 1)[-1][0].startswith("agenda:")
    come_to(page, "planning", ".rl-planning-option")
    page.locator(".rl-planning-option").first.get_by_role("button", name="Choose").click()
    rows_of(page, out, before + 2)
    come_to(page, "report", "button")


def test_no_request_left_this_machine(page: Page, asked: list[str]) -> None:
    here = urlsplit(page.url).netloc
    others = [one for one in asked if urlsplit(one.removeprefix("blob:")).netloc not in (here, "")]
    assert asked
    assert others == []


def test_the_console_has_no_error_of_ours(heard: list[str]) -> None:
    assert heard == []
