"""Home: where each step stands, what is next, what changed, and history with undo."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from tests.desk.conftest import AT, save, stored
from tests.desk.pressing import Browser
from toolkit.desk.home_screen import home_screen
from toolkit.desk.home_state import HomeState
from toolkit.desk.opening import Opened
from toolkit.desk.path import Mark
from toolkit.errors import WrongDecision
from toolkit.model.findings import Findings
from toolkit.pipeline import deciding

LATER = AT.replace(hour=16)


def opened(out: Path, **more: str) -> Opened:
    found = Opened(out, key=out / "nowhere.json", coder="Ann", **more)
    found.clock = lambda: LATER
    return found


@pytest.fixture
def home(out: Path) -> Iterator[HomeState]:
    with HomeState(opened(out)) as state:
        yield state


def marks(state: HomeState) -> dict[str, Mark]:
    return {one.name: one.mark for one in state.steps}


def decide(out: Path, subject: str, field: str, value: str, coder: str = "Ann") -> int:
    with deciding.open_workspace(out) as workspace:
        row = workspace.decide(subject, field, value, coder=coder, at=LATER)
    return row.decision_id


def test_the_path_has_nine_steps_in_order(home: HomeState) -> None:
    names = "load check redact code themes people session plan report".split()
    assert [one.name for one in home.steps] == names


def test_without_a_review_the_next_thing_is_a_folder(tmp_path: Path) -> None:
    with HomeState(opened(tmp_path / "new")) as state:
        assert set(marks(state).values()) == {Mark.TODO}
        assert state.next_step.screen == "files:files"
        assert state.since.run_at == ""
        assert state.history == ()


def test_before_the_first_run_each_step_says_what_one_does_there(tmp_path: Path) -> None:
    with HomeState(opened(tmp_path / "new")) as state:
        said = [step.says for step in state.steps]
    assert len(set(said)) == 9
    assert all(said)


def test_a_name_that_waits_comes_before_everything(home: HomeState) -> None:
    assert marks(home)["check"] is Mark.LOOK
    assert home.next_step.name == "check"


def test_what_was_decided_since_the_run_asks_for_another_run(out: Path, findings: Findings) -> None:
    calm = replace(
        findings.intake,
        matches=(),
        files=tuple(replace(one, problem="") for one in findings.intake.files),
    )
    save(out, replace(findings, intake=calm))
    decide(out, "theme:T01", "verdict", "training")
    with HomeState(opened(out)) as state:
        assert state.since.decisions == (("theme", 1),)
        assert state.next_step.screen == "run"
        assert marks(state)["themes"] is Mark.STARTED


def test_history_is_newest_first_and_ones_own_can_be_taken_back(home: HomeState, out: Path) -> None:
    mine = decide(out, "theme:T01", "verdict", "training")
    other = decide(out, "theme:T02", "verdict", "defect", coder="Ben")
    home.read()
    assert [(one.decision_id, one.can_undo) for one in home.history] == [
        (other, False),
        (mine, True),
    ]
    home.undo(mine)
    assert stored(out)[-1] == ("theme:T01", "verdict", None)
    assert [one.undone for one in home.history if one.decision_id == mine] == [True]
    with pytest.raises(WrongDecision, match="not yours"):
        home.undo(other)


def test_a_file_that_came_since_is_named(out: Path, findings: Findings) -> None:
    raw = out / "raw"
    raw.mkdir()
    for one in findings.intake.files:
        (raw / one.file).write_text("x")
    (raw / "late.csv").write_text("a,b\n")
    (raw / ".hidden").write_text("x")
    with HomeState(opened(out)) as state:
        assert ("late.csv", "new") in state.since.files
        assert not [name for name, _ in state.since.files if name.startswith(".")]


def test_a_review_of_another_version_asks_to_be_run_again(
    out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("toolkit.workspace.Workspace.load_snapshot", lambda *_: None)
    with HomeState(opened(out)) as state:
        assert state.next_step.screen == "run"
        assert "kept" in state.next_step.says
        assert {one.says for one in state.steps} == {"Waits for the review to be run."}


def test_home_speaks_german(out: Path) -> None:
    with HomeState(opened(out, language="de")) as state:
        assert [one.title for one in state.steps][:3] == ["Einlesen", "Prüfen", "Schwärzen"]
        assert "Sie" in state.next_step.says


def test_the_screen_takes_back_and_shows_it(out: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    number = decide(out, "statement:S-r00-hinders-0", "cause", "data")
    screen = home_screen(opened(out))
    browser = Browser(screen, monkeypatch)
    assert browser.press("look")["history"][0]["can_undo"]
    assert browser.press("undo", decision=number)["history"][0]["value"].startswith("taken back")
    assert "not yours" in browser.press("undo", decision=999)["trouble"]
    screen.sitting.close()
    screen.close()


def test_the_step_of_redaction_leads_to_what_was_masked(home: HomeState) -> None:
    assert {one.name: one.screen for one in home.steps}["redact"] == "files:masked"


def test_all_of_a_long_history_can_be_reached_and_taken_back(
    home: HomeState, out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("toolkit.desk.home_state.SHOWN_HISTORY", 2)
    home._shown = 2
    first = decide(out, "theme:T01", "verdict", "training")
    for theme in ("T02", "T03"):
        decide(out, f"theme:{theme}", "verdict", "defect")
    home.read()
    assert first not in [one.decision_id for one in home.history]
    home.show_earlier()
    assert first in [one.decision_id for one in home.history]
    home.undo(first)
    assert stored(out)[-1] == ("theme:T01", "verdict", None)


def test_another_screen_may_begin_a_run(out: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    screen = home_screen(opened(out))
    begun: list[str] = []
    monkeypatch.setattr(screen.state, "run", lambda: begun.append("run"))
    screen.open_page("elsewhere")
    screen.open_page("run")
    assert begun == ["run"]
    screen.sitting.close()
    screen.close()
