"""Taking back: a new row, and what was in force before is in force again."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from toolkit.errors import UnknownSubject, WrongDecision

AT = datetime(2026, 4, 13, 9, 30, tzinfo=UTC)


def decide(workspace, decided, coder="Ada", subject="statement:S-1"):
    return workspace.decide(subject, "kind", decided, coder=coder, at=AT)


def value(workspace, subject="statement:S-1"):
    return workspace.decisions().value(subject, "kind")


def test_undoing_the_only_decision_leaves_none_in_force(workspace):
    made = decide(workspace, "concern")
    row = workspace.undo(made.decision_id, coder="Ada", at=AT)

    assert (row.decided, row.undoes, row.supersedes) == (None, made.decision_id, made.decision_id)
    assert value(workspace) is None
    assert workspace.history() == (made, row)


def test_undo_restores_what_was_in_force_before(workspace):
    first = decide(workspace, "concern")
    second = decide(workspace, "praise")
    row = workspace.undo(second.decision_id, coder="Ben", at=AT)

    assert row.decided == "concern"
    assert workspace.decisions().get("statement:S-1", "kind") == first


def test_undo_without_a_number_takes_back_the_coders_own_last_decision(workspace):
    decide(workspace, "concern", coder="Ada", subject="statement:S-1")
    decide(workspace, "praise", coder="Ben", subject="statement:S-2")

    workspace.undo(coder="Ada", at=AT)

    assert value(workspace, "statement:S-1") is None
    assert value(workspace, "statement:S-2") == "praise"


def test_undo_again_and_again_goes_back_step_by_step(workspace):
    for kind in ("concern", "praise", "question"):
        decide(workspace, kind)

    seen = [workspace.undo(coder="Ada", at=AT).decided for _ in range(3)]

    assert seen == ["praise", "concern", None]
    with pytest.raises(WrongDecision, match="nothing to undo"):
        workspace.undo(coder="Ada", at=AT)


def test_an_undone_value_of_free_text_comes_back_whole(workspace):
    workspace.decide("theme:T01", "title", "Orders vanish", coder="Ada", at=AT)
    workspace.decide("theme:T01", "title", "Lost orders", coder="Ada", at=AT)

    assert workspace.undo(coder="Ada", at=AT).decided == "Orders vanish"
    assert workspace.decisions().value("theme:T01", "title") == "Orders vanish"


def test_a_decision_that_somebody_replaced_is_not_undone_behind_their_back(workspace):
    first = decide(workspace, "concern", coder="Ada")
    decide(workspace, "praise", coder="Ben")

    with pytest.raises(WrongDecision, match="Ben decided 'praise' after it"):
        workspace.undo(first.decision_id, coder="Ada", at=AT)
    with pytest.raises(WrongDecision, match="Ben decided 'praise' after it"):
        workspace.undo(coder="Ada", at=AT)
    assert value(workspace) == "praise"


def test_a_decision_is_taken_back_once(workspace):
    made = decide(workspace, "concern")
    workspace.undo(made.decision_id, coder="Ben", at=AT)

    with pytest.raises(WrongDecision, match="Ben took it back"):
        workspace.undo(made.decision_id, coder="Ada", at=AT)


def test_an_undo_is_not_undone(workspace):
    made = decide(workspace, "concern")
    row = workspace.undo(made.decision_id, coder="Ada", at=AT)

    with pytest.raises(WrongDecision, match="itself an undo"):
        workspace.undo(row.decision_id, coder="Ada", at=AT)


def test_a_number_that_is_not_there_is_named(workspace):
    with pytest.raises(UnknownSubject, match="no decision 7"):
        workspace.undo(7, coder="Ada", at=AT)


def test_an_undo_needs_a_coder(workspace):
    decide(workspace, "concern")

    with pytest.raises(WrongDecision, match="coder"):
        workspace.undo(1, coder="", at=AT)
    assert value(workspace) == "concern"
