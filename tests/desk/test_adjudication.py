"""Where persons coded differently: side by side, with their agreement, and one click decides."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from itertools import count
from pathlib import Path
from typing import Any

import pytest

from tests.desk.conftest import AT, stored
from toolkit.desk.adjudication import AdjudicationState
from toolkit.desk.adjudication_desk import AdjudicationDesk
from toolkit.errors import WrongDecision
from toolkit.pipeline.places import Places
from toolkit.workspace import Workspace

SIGNAL, LORRY, LOST, SAVED = (f"S-r0{n}-hinders-0" for n in range(4))


def coded(out: Path, coder: str, **causes: str) -> None:
    """One person's causes, a statement each."""
    ids = {"signal": SIGNAL, "lorry": LORRY, "lost": LOST, "saved": SAVED}
    with Workspace.open(Places(out).workspace) as workspace:
        for name, cause in causes.items():
            workspace.decide(f"statement:{ids[name]}", "cause", cause, coder=coder, at=AT)


@pytest.fixture
def disputed(out: Path) -> Path:
    """Ana and Ben agree on two statements and differ in two, once in the family."""
    coded(out, "blind:ana", signal="defect", lorry="defect", lost="defect", saved="training")
    coded(out, "ben", signal="defect", lorry="friction", lost="trust", saved="training")
    return out


@pytest.fixture
def state(disputed: Path) -> Iterator[AdjudicationState]:
    ticks = count(1)
    with AdjudicationState.open(
        disputed,
        key=disputed / "nowhere.json",
        coder="Cleo",
        clock=lambda: AT + timedelta(minutes=next(ticks)),
    ) as opened:
        yield opened


def test_only_what_persons_coded_differently_is_listed_the_gravest_first(
    state: AdjudicationState,
) -> None:
    assert [(one.statement_id, one.difference) for one in state.lines] == [
        (LOST, "family"),
        (LORRY, "cause"),
    ]


def test_codes_stand_side_by_side_and_say_who_saw_a_suggestion(state: AdjudicationState) -> None:
    card = state.card
    assert card is not None
    assert [(one.coder, one.cause, one.family, one.blind) for one in card.sides] == [
        ("ana", "tool fault", "tool", True),
        ("ben", "fear of exposure", "commitment", False),
    ]
    assert card.settled is None


def test_agreement_beyond_chance_is_shown_or_why_there_is_none(state: AdjudicationState) -> None:
    kind, cause = state.agreed
    assert (kind.of, kind.value, kind.why) == ("kind", None, "no statement was coded by two")
    # Observed 2/4; by chance 3/4 * 1/4 (defect) + 1/4 * 1/4 (training) = 1/4: (1/2 - 1/4) / (3/4).
    assert (cause.statistic, cause.coders, cause.n) == ("kappa", ("ana", "ben"), 4)
    assert cause.value == pytest.approx(1 / 3)


def test_one_click_decides_as_an_adjudicator_and_changes_no_code(
    state: AdjudicationState, disputed: Path
) -> None:
    before = state.agreed
    (row,) = state.take("ana")
    assert (row.subject, row.decided, row.coder) == (
        f"statement:{LOST}",
        "defect",
        "adjudicator:Cleo",
    )
    assert stored(disputed)[-1] == (f"statement:{LOST}", "cause", "defect")
    assert state.agreed == before
    assert [one.settled for one in state.lines] == ["tool fault", ""]
    assert state.card is not None
    assert len(state.card.sides) == 2


def test_an_adjudicator_may_decide_otherwise_and_take_it_back(state: AdjudicationState) -> None:
    state.next()
    state.decide("cause", "data")
    assert state.card is not None
    assert state.card.settled is not None
    assert state.card.settled.cause == "bad data"
    state.previous()
    state.undo()
    assert state.current == LORRY
    assert state.card.settled is None
    with pytest.raises(WrongDecision, match="nothing of yours"):
        state.undo()


def test_a_coder_who_did_not_code_it_cannot_be_followed(state: AdjudicationState) -> None:
    with pytest.raises(WrongDecision, match="has not coded"):
        state.take("dora")
    with pytest.raises(WrongDecision, match="not decided here"):
        state.decide("title", "x")


def test_with_one_coder_there_is_nothing_to_settle(out: Path) -> None:
    coded(out, "ana", signal="defect")
    with AdjudicationState.open(out, key=out / "nowhere.json") as state:
        assert (state.card, state.lines, state.agreed) == (None, (), ())
        assert state.coders == {"ana": 1}
        state.next()
        assert state.decide("cause", "data") == ()


def test_the_widget_shows_what_was_decided_and_what_was_refused(
    state: AdjudicationState, disputed: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    heard: list[dict[str, Any]] = []
    desk = AdjudicationDesk(state)
    monkeypatch.setattr(desk, "send", lambda content: heard.append(content["view"]))
    for message in (
        {"do": "look"},
        {"do": "take", "coder": "ben"},
        {"do": "take", "coder": "dora"},
        {"do": "go", "statement": LORRY},
        {"do": "undo"},
    ):
        desk._handle_custom_msg(message, [])
    look, took, refused, went, undone = heard
    assert look["coders"] == {"ana": 4, "ben": 4}
    assert took["card"]["settled"]["cause"] == "fear of exposure"
    assert "has not coded" in refused["trouble"]
    assert went["card"]["line"]["statement_id"] == LORRY
    assert undone["card"]["line"]["statement_id"] == LOST
    assert [field for _, field, _ in stored(disputed)][-2:] == ["cause", "cause"]
    desk.close()
