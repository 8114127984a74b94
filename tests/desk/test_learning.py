"""The desk learns from each answer: what comes after is suggested and ordered anew."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from tests.desk.conftest import AT
from toolkit.coding import learner_of
from toolkit.desk.learning import Learning
from toolkit.desk.review_desk import ReviewDesk
from toolkit.desk.showing import Showing
from toolkit.desk.state import DeskState
from toolkit.doubt import Doubt, Standing, principal_axes
from toolkit.model.decisions import Decisions
from toolkit.model.findings import Coding, Findings
from toolkit.model.vocabulary import CAUSES, Cause, Kind
from toolkit.pipeline import deciding
from toolkit.pipeline.doubting import Doubting
from toolkit.settings import Settings


def torn(coding: Coding) -> Coding:
    """All are concerns that may be a defect or a training gap."""
    causes = dict.fromkeys(CAUSES, 0.025) | {Cause.DEFECT: 0.42, Cause.TRAINING: 0.38}
    return replace(
        coding,
        kind=Kind.CONCERN,
        kinds={Kind.CONCERN: 0.9, Kind.PROPOSAL: 0.1},
        cause=Cause.DEFECT,
        cause_confidence=0.42,
        causes=causes,
        reasons=(),
    )


@pytest.fixture
def doubting(findings: Findings) -> Doubting:
    """Every two statements in a row of the review mean nearly the same."""
    codings = {key: torn(one) for key, one in findings.codings.items()}
    finals = {
        key: replace(one, cause=Cause.DEFECT, confidence=0.42, causes=codings[key].causes)
        for key, one in findings.final_causes.items()
    }
    found = replace(findings, codings=codings, final_causes=finals)
    pairs = np.arange(len(found.statements)) // 2
    vectors = np.eye(int(pairs.max()) + 1, dtype=np.float32)[pairs]
    return Doubting(
        findings=found,
        settings=Settings(),
        learner=learner_of(found.statements, codings, vectors),
        meaning=principal_axes(vectors),
    )


def sitting(out: Path, doubting: Doubting, *, learns_at_once: bool) -> DeskState:
    return DeskState(
        Showing(doubting.findings, Settings()),
        deciding.open_workspace(out),
        coder="Ann",
        clock=lambda: AT,
        doubting=doubting,
        learns_at_once=learns_at_once,
    )


@pytest.fixture
def state(out: Path, doubting: Doubting) -> Iterator[DeskState]:
    with sitting(out, doubting, learns_at_once=True) as opened:
        yield opened


@pytest.fixture
def screen(out: Path, doubting: Doubting) -> Iterator[DeskState]:
    """As a screen has it: what answers teach is learned when nobody presses a key."""
    with sitting(out, doubting, learns_at_once=False) as opened:
        yield opened


def twin(state: DeskState, findings: Findings, key: str) -> str:
    ids = [one.statement_id for one in findings.statements]
    return ids[ids.index(key) ^ 1]


def card_of(state: DeskState, key: str) -> str:
    state.go(list(state.listed).index(key))
    card = state.card
    assert card is not None
    return card.suggested.cause


def test_an_answer_changes_what_is_suggested_for_its_like(
    state: DeskState, findings: Findings
) -> None:
    here = state.current
    like = twin(state, findings, here)
    state.change("cause", "training")
    assert card_of(state, like) == "training"


def test_what_was_suggested_when_it_was_decided_stays_beside_it(state: DeskState) -> None:
    state.change("cause", "trust")
    assert state.card is not None
    assert (state.card.code.cause, state.card.suggested.cause) == ("trust", "defect")


def test_nothing_moves_up_to_the_statement_at_hand(state: DeskState) -> None:
    state.go(5)
    before = list(state.listed)
    state.change("cause", "training")
    assert list(state.listed[:6]) == before[:6]
    assert sorted(state.listed) == sorted(before)


def test_what_was_taught_is_asked_later(state: DeskState, findings: Findings) -> None:
    like = twin(state, findings, state.current)
    before = list(state.listed).index(like)
    state.change("cause", "defect")
    assert list(state.listed).index(like) > before


def test_taking_an_answer_back_takes_its_lesson_back(state: DeskState, findings: Findings) -> None:
    like = twin(state, findings, state.current)
    state.change("cause", "training")
    state.undo()
    assert card_of(state, like) == "defect"


def test_a_card_says_why_it_is_asked(state: DeskState) -> None:
    assert state.card is not None
    assert "two causes are about as likely: tool fault or training gap" in state.card.reasons


def test_accepting_a_likely_slip_says_it_again(
    state: DeskState, monkeypatch: pytest.MonkeyPatch
) -> None:
    here = state.current
    state.change("cause", "trust")
    monkeypatch.setattr(state._learning, "slips", {here: 0.4})
    row = state.accept()
    assert row is not None
    assert (row.subject, row.field, row.decided) == (f"statement:{here}", "cause", "trust")


def test_a_screen_learns_while_nobody_presses_a_key(screen: DeskState, findings: Findings) -> None:
    like = twin(screen, findings, screen.current)
    screen.change("cause", "training")
    assert card_of(screen, like) == "defect"
    screen.rest()
    assert screen.at_work
    screen.settle()
    assert not screen.at_work
    assert screen.sureness is not None
    assert card_of(screen, like) == "training"


def test_what_is_decided_while_it_learns_keeps_beside_it_what_was_suggested(
    screen: DeskState, findings: Findings
) -> None:
    like = twin(screen, findings, screen.current)
    screen.change("cause", "training")
    screen.rest()
    screen.go(list(screen.listed).index(like))
    screen.change("cause", "data")
    screen.settle()
    card = screen.card
    assert card is not None
    assert (card.statement_id, card.code.cause, card.suggested.cause) == (like, "data", "defect")


def test_who_asks_whether_it_is_learned_begins_nothing_and_hears_a_number(
    screen: DeskState, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = ReviewDesk(screen)
    heard: list[dict[str, object]] = []
    monkeypatch.setattr(desk, "send", heard.append)
    screen.change("cause", "training")
    desk._handle_custom_msg({"do": "rest", "again": True, "number": 3}, [])
    assert "view" in heard[-1]
    assert not screen.at_work
    screen.rest()
    monkeypatch.setattr(DeskState, "at_work", property(lambda _: True))
    desk._handle_custom_msg({"do": "rest", "again": True, "number": 4}, [])
    assert heard[-1] == {"heard": 4}


def test_a_rest_without_new_answers_learns_nothing(screen: DeskState) -> None:
    screen.settle()
    screen.next()
    screen.rest()
    assert not screen.at_work


def test_no_search_for_garbage_holds_up_a_key_while_the_desk_learns(
    doubting: Doubting, monkeypatch: pytest.MonkeyPatch
) -> None:
    order, seen = Doubting.queue, list[bool]()

    def queue(self: Doubting, standing: Standing) -> tuple[Doubt, ...]:
        seen.append(gc.isenabled())
        return order(self, standing)

    monkeypatch.setattr(Doubting, "queue", queue)
    Learning(doubting).study(Decisions())
    assert (seen, gc.isenabled()) == ([False], True)


def test_what_was_learned_is_never_searched_for_garbage(doubting: Doubting) -> None:
    lesson = Learning(doubting).study(Decisions())
    searched = {id(one) for one in gc.get_objects()}
    assert lesson.queue
    assert not {id(one) for one in (lesson, lesson.queue, *lesson.queue)} & searched
