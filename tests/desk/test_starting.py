"""How a notebook comes to its review, and when the app refuses to start."""

from __future__ import annotations

import os
import socket
from pathlib import Path

import pytest

from toolkit.desk import serving, starting
from toolkit.desk.app import DeskApp
from toolkit.desk.charts import Missing
from toolkit.desk.served import served_desk
from toolkit.errors import ToolkitError
from toolkit.intake import pseudonyms
from toolkit.pipeline.places import Places


def test_a_review_that_is_there_is_opened_and_not_run(out: Path, tmp_path: Path) -> None:
    assert len(starting.start(tmp_path / "no raw folder", out).findings.themes) == 6


def test_the_app_says_by_the_environment_which_review_it_serves(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.delenv(starting.FOLDER, raising=False)
    assert starting.served_review("mine") == Path("mine")
    monkeypatch.setenv(starting.FOLDER, "elsewhere")
    assert starting.served_review("mine") == Path("elsewhere")


def test_an_app_on_a_new_folder_begins_with_reading_files(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv(starting.FOLDER, str(tmp_path / "new"))
    shown = served_desk("mine")
    assert isinstance(shown, DeskApp)
    assert [one["name"] for one in shown.navigation.view()["screens"]] == ["home", "files"]


def test_an_app_that_cannot_open_its_review_says_why_in_one_sentence(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    places = Places(tmp_path)
    places.make()
    places.workspace.write_bytes(b"no database at all, and long enough to be looked at" * 9)
    monkeypatch.setenv(starting.FOLDER, str(tmp_path))
    shown = served_desk("mine")
    assert isinstance(shown, Missing)
    assert "damaged" in shown._repr_html_()


def test_the_app_refuses_a_folder_that_holds_something_else(tmp_path: Path) -> None:
    (tmp_path / "letters.txt").write_text("Dear all")
    with pytest.raises(ToolkitError, match="no review here"):
        serving.serve_desk(tmp_path)


def test_the_app_refuses_a_port_that_is_taken(out: Path) -> None:
    with socket.socket() as taken:
        taken.bind((serving.HOST, 0))
        taken.listen()
        port = taken.getsockname()[1]
        with pytest.raises(ToolkitError, match=f"port {port} is taken"):
            serving.serve_desk(out, port)


def test_no_browser_is_opened_where_somebody_said_headless(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DISPLAY", ":0")
    monkeypatch.setenv(serving.HEADLESS, "1")
    assert not serving._has_screen()


def test_what_the_kernels_are_told_is_taken_back(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(starting.FOLDER, raising=False)
    with serving._kernel_sees(Path("mine"), Path("/elsewhere/key.json")):
        assert os.environ[starting.FOLDER] == "mine"
        assert pseudonyms.key_path(Path("mine")) == Path("/elsewhere/key.json")
        assert str(serving.ROOT) in os.environ["PYTHONPATH"]
    assert starting.FOLDER not in os.environ
    assert pseudonyms.key_path(Path("mine")) != Path("/elsewhere/key.json")
