"""Ids of statements in texts: each is a way to the coding desk, or to the words in a notebook."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.desk.conftest import stored
from tests.desk.pressing import Browser
from toolkit.desk.app import DeskApp, desk_app
from toolkit.desk.blind_state import BlindState
from toolkit.desk.naming import statements_named
from toolkit.desk.people_screen import people_desk
from toolkit.desk.session_screen import session_desk
from toolkit.desk.showing import Showing
from toolkit.model.findings import Findings
from toolkit.settings import Settings

FIRST, SECOND = "S-r00-hinders-0", "S-r01-hinders-0"


@pytest.fixture
def app(out: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[DeskApp]:
    made = desk_app(out, coder="Ann")
    monkeypatch.setattr(made.navigation, "send", lambda _: None)
    yield made
    for screen in made.made.values():
        screen.sitting.close()


def test_ids_are_found_wherever_they_stand_and_what_only_looks_like_one_is_not(
    findings: Findings,
) -> None:
    showing = Showing(findings, Settings())
    shown = {"offer": f"[{FIRST}]; 2 points", "rows": [("S-Bahn", {"id": SECOND})], "n": 3}
    found = statements_named(shown, showing)
    assert found == {key: showing.words(key) for key in (FIRST, SECOND)}


def test_a_statement_that_another_screen_names_is_listed_alone_at_the_coding_desk(
    app: DeskApp, monkeypatch: pytest.MonkeyPatch
) -> None:
    plan = Browser(app.show_screen("plan"), monkeypatch)
    plan.press("open", screen="codes", statements=[SECOND, FIRST])
    assert app.going.here == "codes"
    codes = Browser(app.made["codes"], monkeypatch)
    view = codes.press("look")
    assert {one["statement_id"] for one in view["lines"]} == {FIRST, SECOND}
    assert view["card"]["statement_id"] in {FIRST, SECOND}
    assert set(view["filter"]["only"]) == {FIRST, SECOND}
    again = codes.press("narrow", only=[])
    assert again["tally"]["listed"] == again["tally"]["of"]


def test_it_is_found_whatever_the_list_was_narrowed_to(
    app: DeskApp, monkeypatch: pytest.MonkeyPatch
) -> None:
    codes = Browser(app.show_screen("codes"), monkeypatch)
    assert codes.press("search", text="no such words")["tally"]["listed"] == 0
    app.turn("codes", [FIRST])
    assert codes.press("look")["card"]["statement_id"] == FIRST


def test_who_codes_blind_is_led_to_it_and_keeps_the_own_order(
    out: Path, findings: Findings
) -> None:
    from toolkit.pipeline.deciding import open_workspace

    with BlindState(Showing(findings, Settings()), open_workspace(out), coder="Ann") as blind:
        before = blind.listed
        blind.look_at([FIRST])
        assert (blind.current, blind.listed) == (FIRST, before)
    assert stored(out) == []


def test_the_people_screen_brings_the_words_of_the_statements_it_names(
    out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    screen = people_desk(out, coder="Ann")
    with screen.state as state:
        speaker = next(one.person_id for one in state.lines if one.stance)
        view = Browser(screen, monkeypatch).press("go", person=speaker)
        named = {one["statement_id"] for one in view["card"]["statements"]}
        assert named
        assert named <= set(view["said"])
        assert not view["app"]


def test_the_session_brings_the_words_of_the_statements_that_its_texts_name(
    out: Path, findings: Findings, monkeypatch: pytest.MonkeyPatch
) -> None:
    screen = session_desk(out, coder="Ann")
    with screen.state:
        text = f"Agents: no more ({FIRST})"
        view = Browser(screen, monkeypatch).press("edit", field="wiifm", value=text)
        assert view["said"][FIRST] == findings.redacted[FIRST]
