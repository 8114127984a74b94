"""A long list goes to the browser once, and then only those of its rows that changed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from tests.desk.conftest import save
from toolkit.desk.people_screen import PeopleScreen, people_desk
from toolkit.model.findings import Findings

MANY = 40
MEMO = "said so on the phone"


@pytest.fixture
def screen(
    tmp_path: Path, findings: Findings, monkeypatch: pytest.MonkeyPatch
) -> Iterator[PeopleScreen]:
    """Forty people who stand as the first critic of the small review does."""
    critic = next(one for one in findings.stakeholders if one.stance is not None)
    someone = findings.intake.by_id()[critic.person_id]
    ids = [f"Q{n:02}" for n in range(MANY)]
    people = tuple(replace(someone, person_id=one, rank=n) for n, one in enumerate(ids, 1))
    many = replace(
        findings,
        intake=replace(findings.intake, people=people),
        stakeholders=tuple(replace(critic, person_id=one) for one in ids),
    )
    made = people_desk(save(tmp_path / "out", many), coder="Ann")
    made.heard = []
    monkeypatch.setattr(made, "send", lambda content: made.heard.append(content["view"]))
    with made.state:
        yield made


def answer(screen: PeopleScreen, action: str, **more: object) -> dict[str, Any]:
    screen._handle_custom_msg({"do": action, **more}, [])
    return dict(screen.heard[-1]["lines"])


def test_a_list_comes_whole_and_then_by_what_changed(screen: PeopleScreen) -> None:
    first = answer(screen, "look")
    assert len(first["rows"]) == MANY
    assert answer(screen, "next") == {"number": first["number"] + 1, "changed": {}}
    decided = answer(screen, "stance", value="champion", memo=MEMO)
    at_hand = screen.state.listed.index(screen.state.current)
    assert list(decided["changed"]) == [at_hand]
    assert decided["changed"][at_hand]["stance"] == "champion"


def test_a_list_of_others_and_a_look_anew_are_sent_whole(screen: PeopleScreen) -> None:
    answer(screen, "look")
    assert [one["person_id"] for one in answer(screen, "search", text="Q07")["rows"]] == ["Q07"]
    assert len(answer(screen, "search", text="")["rows"]) == MANY
    assert len(answer(screen, "look")["rows"]) == MANY
