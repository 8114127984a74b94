"""The desk without its widget: what is shown, in which order, and what a person does."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from tests.desk.conftest import save, stored
from toolkit.desk.queue import Filter, Progress
from toolkit.desk.showing import NO_KEY, WITHHELD
from toolkit.desk.state import DeskState
from toolkit.errors import KeyMissing, ToolkitError, WrongDecision
from toolkit.model.findings import Findings

SIGNAL = "S-r00-hinders-0"
OFF_RECORD = "Between us, the list of calls is read in the office."


def put(state: DeskState, statement_id: str) -> None:
    state.go(list(state.listed).index(statement_id))


def reopened(out: Path, coder: str = "Ann") -> DeskState:
    return DeskState.open(out, key=out / "nowhere.json", coder=coder)


def test_concerns_come_first_and_the_least_sure_of_the_biggest_theme_leads(
    out: Path, findings: Findings
) -> None:
    doubted = "S-r03-hinders-0"
    finals = dict(findings.final_causes)
    finals[doubted] = replace(finals[doubted], confidence=0.35)
    save(out, replace(findings, final_causes=finals))
    with reopened(out) as state:
        assert state.current == doubted
        kinds = [findings.codings[one].kind for one in state.listed]
        assert kinds == sorted(kinds, key=lambda kind: kind != "concern")


def test_the_order_does_not_depend_on_the_order_of_the_statements(
    out: Path, findings: Findings
) -> None:
    with reopened(out) as state:
        before = list(state.listed)
    save(out, replace(findings, statements=findings.statements[::-1]))
    with reopened(out) as state:
        assert list(state.listed) == before


def test_going_on_and_back_stops_at_the_ends(state: DeskState) -> None:
    state.previous()
    assert state.position == 0
    state.go(10_000)
    state.next()
    assert state.position == len(state.listed) - 1


def test_accepting_writes_one_row_that_is_on_disk_and_goes_on(state: DeskState, out: Path) -> None:
    put(state, SIGNAL)
    here = state.position
    row = state.accept()
    assert row is not None
    assert (row.suggested, row.decided, row.confidence) == ("defect", "defect", 0.8)
    assert stored(out) == [(f"statement:{SIGNAL}", "cause", "defect")]
    assert state.position == here + 1


def test_accepting_what_is_decided_already_writes_nothing(state: DeskState, out: Path) -> None:
    state.change("cause", "friction")
    assert state.accept() is None
    assert len(stored(out)) == 1


def test_accepting_a_statement_without_a_cause_confirms_its_kind(
    state: DeskState, out: Path
) -> None:
    state.search("Search is quick")
    state.accept()
    assert [(field, decided) for _, field, decided in stored(out)] == [("kind", "praise")]


def test_changing_keeps_what_the_machine_said_beside_it_and_stays(state: DeskState) -> None:
    put(state, SIGNAL)
    row = state.change("cause", "training")
    assert row is not None
    assert (row.suggested, row.decided) == ("defect", "training")
    card = state.card
    assert card is not None
    assert (card.statement_id, card.status) == (SIGNAL, Progress.CHANGED)
    assert (card.code.cause, card.code.confidence) == ("training", None)
    assert card.suggested.cause == "defect"


def test_a_value_out_of_vocabulary_is_refused_and_nothing_is_written(
    state: DeskState, out: Path
) -> None:
    with pytest.raises(WrongDecision, match="no cause"):
        state.change("cause", "laziness")
    with pytest.raises(WrongDecision, match="not decided at the desk"):
        state.change("stance", "champion")
    assert stored(out) == []


def test_undoing_takes_ones_own_last_action_back_and_goes_there(
    state: DeskState, out: Path
) -> None:
    put(state, SIGNAL)
    state.accept()
    state.postpone()
    state.undo()
    state.undo()
    assert state.current == SIGNAL
    assert state.card is not None
    assert state.card.status is Progress.OPEN
    assert len(stored(out)) == 4
    with pytest.raises(WrongDecision, match="nothing of yours"):
        state.undo()


def test_undoing_leaves_what_others_decided(out: Path, state: DeskState) -> None:
    with reopened(out, "Ben") as other:
        other.accept()
    state.search("")
    with pytest.raises(WrongDecision, match="nothing of yours"):
        state.undo()


def test_what_is_open_comes_before_what_is_postponed_and_what_is_decided(out: Path) -> None:
    with reopened(out) as state:
        first, second = state.listed[:2]
        state.accept()
        state.postpone()
        third = state.current
    with reopened(out) as state:
        assert state.current == third
        place = list(state.listed).index
        assert place(second) > place(third)
        assert place(first) > place(second)


def test_a_memo_is_kept_with_its_statement(out: Path) -> None:
    with reopened(out) as state:
        here = state.current
        state.memo("  He showed it to me.  ")
        assert state.memo("   ") is None
    with reopened(out) as state:
        put(state, here)
        assert state.card is not None
        assert state.card.memo == "He showed it to me."
        assert state.card.status is Progress.OPEN


def test_searching_lists_what_holds_the_words_and_nothing_else(state: DeskState) -> None:
    everything = len(state.listed)
    state.search("SUNDAY")
    assert sorted(state.listed) == ["S-r23-hinders-0", "S-r24-hinders-0"]
    state.search("")
    assert len(state.listed) == everything


def test_nothing_is_found_by_words_that_are_not_shown(state: DeskState) -> None:
    state.search("list of calls")
    assert list(state.listed) == []
    assert state.card is None
    assert state.accept() is None


def test_the_queue_is_narrowed_by_theme_kind_and_state(state: DeskState) -> None:
    state.narrow(Filter(theme="T02", kind="concern"))
    assert len(state.listed) == 3
    state.accept()
    state.narrow(Filter(theme="T02", status="done"))
    assert len(state.listed) == 1
    state.narrow(Filter(status="changed"))
    assert not state.listed


def test_how_far_one_is_counts_the_whole_review(state: DeskState) -> None:
    state.accept()
    state.postpone()
    tally = state.tally
    assert (tally.done, tally.postponed, tally.position) == (1, 1, 3)
    assert tally.of == tally.listed


def test_a_statement_stands_marked_in_its_whole_answer(state: DeskState) -> None:
    state.search("On the slip")
    assert state.card is not None
    context = state.card.context
    assert [piece.text for piece in context.pieces if piece.marked] == [
        "On the slip there is no network and then everything I typed is gone."
    ]
    others = [piece.text.strip() for piece in context.pieces if not piece.marked]
    assert "And on Monday we read it all out from the sheet again." in others


def test_what_is_withheld_is_withheld_in_the_answer_around_it_too(state: DeskState) -> None:
    state.search("On the slip")
    assert state.card is not None
    shown = "".join(piece.text for piece in state.card.context.pieces)
    assert OFF_RECORD not in shown
    assert WITHHELD in shown


def test_without_the_key_the_turn_before_is_withheld(state: DeskState) -> None:
    state.search("On the slip")
    assert state.card is not None
    assert state.card.context.asked == NO_KEY


def test_the_question_of_a_survey_is_shown(state: DeskState) -> None:
    put(state, SIGNAL)
    assert state.card is not None
    assert state.card.context.asked == "What gets in your way?"


def test_attributes_that_few_people_share_are_not_shown(state: DeskState) -> None:
    for place in range(len(state.listed)):
        state.go(place)
        assert state.card is not None
        # Nobody in this small company shares role or place with nine others.
        assert state.card.context.attributes == ()


def test_unlocking_needs_the_key(out: Path) -> None:
    with pytest.raises(KeyMissing):
        DeskState.open(out, key=out / "nowhere.json", unlocked=True)


def test_a_folder_without_a_review_is_one_plain_error(tmp_path: Path) -> None:
    with pytest.raises(ToolkitError, match="no review"):
        DeskState.open(tmp_path)


def test_an_accepted_statement_shows_who_decided_when(out: Path) -> None:
    start = datetime(2026, 5, 4, 9, 0, tzinfo=UTC)
    ticks = iter(start + timedelta(minutes=n) for n in range(9))
    with DeskState.open(out, key=out / "x.json", coder="Ann", clock=lambda: next(ticks)) as state:
        state.accept()
        state.previous()
        assert state.card is not None
        (said,) = state.card.decisions
        assert (said.field, said.coder) == ("cause", "Ann")
        assert state.saved_at == start


def test_the_facts_of_statement_and_theme_are_shown_once_each(state: DeskState) -> None:
    put(state, SIGNAL)
    assert state.card is not None
    sentences = [fact.sentence for fact in state.card.facts]
    assert sentences
    assert len(sentences) == len(set(sentences))
    assert state.card.theme is not None
    assert state.card.theme.title == "Bookings vanish without signal"


def test_the_list_around_the_position_is_short(state: DeskState) -> None:
    state.go(10)
    lines = state.lines(before=2, count=6)
    assert [line.position for line in lines] == [8, 9, 10, 11, 12, 13]
    assert lines[2].statement_id == state.current
