"""The app: which screens there are, how one goes from one to another, and in which language."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.desk.pressing import Browser
from toolkit.desk.app import DeskApp, desk_app
from toolkit.desk.screens import SCREENS, screens_there


@pytest.fixture
def app(out: Path) -> Iterator[DeskApp]:
    made = desk_app(out, coder="Ann")
    yield made
    for screen in made.made.values():
        screen.sitting.close()


def test_every_screen_that_is_named_is_there() -> None:
    assert screens_there() == SCREENS


def test_a_screen_is_made_when_one_first_goes_there_and_kept(app: DeskApp) -> None:
    assert list(app.made) == ["home"]
    themes = app.show_screen("themes")
    app.show_screen("home")
    assert app.show_screen("themes") is themes
    assert app.children == (app.navigation, themes)


def test_the_navigation_goes_where_one_clicks_and_nowhere_else(
    app: DeskApp, monkeypatch: pytest.MonkeyPatch
) -> None:
    browser = Browser(app.navigation, monkeypatch)
    assert browser.press("go", screen="codes")["here"] == "codes"
    refused = browser.press("go", screen="cellar")
    assert (refused["here"], "no such screen" in refused["trouble"]) == ("codes", True)


def test_a_step_of_home_leads_to_its_screen(app: DeskApp, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(app.navigation, "send", lambda _: None)
    Browser(app.made["home"], monkeypatch).press("open", screen="files")
    assert app.going.here == "files"


def test_a_step_of_home_leads_to_a_page_of_its_screen(
    app: DeskApp, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(app.navigation, "send", lambda _: None)
    Browser(app.made["home"], monkeypatch).press("open", screen="files:masked")
    assert (app.going.here, app.made["files"].view()["page"]) == ("files", "masked")


def test_the_language_is_kept_for_the_coder_and_said_everywhere(
    app: DeskApp, out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    home = Browser(app.made["home"], monkeypatch)
    Browser(app.navigation, monkeypatch).press("language", language="de")
    assert home.heard[-1]["words"]["language"] == "de"
    assert home.heard[-1]["view"]["steps"][0]["title"] == "Einlesen"
    again = desk_app(out, coder="Ann")
    assert again.opened.language == "de"
    again.made["home"].sitting.close()


def test_after_a_run_the_other_screens_are_made_anew(app: DeskApp) -> None:
    themes = app.show_screen("themes")
    app.show_screen("home")
    app.anew()
    assert app.show_screen("themes") is not themes


def test_the_first_screen_waits_for_no_model(out: Path) -> None:
    said = subprocess.run(
        [
            sys.executable,
            "-c",
            "import sys; from toolkit.desk.app import desk_app; desk_app(sys.argv[1]);"
            "print(sorted({'sklearn', 'scipy', 'itables', 'altair'} & set(sys.modules)))",
            str(out),
        ],
        capture_output=True,
        text=True,
        check=True,
    )
    assert said.stdout.strip() == "[]"
