"""The board of themes without its widget: what is shown, planned, done and taken back."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from itertools import count
from pathlib import Path

import pytest

from tests.desk.conftest import AT, save, stored
from toolkit.desk.theme_state import ThemeState
from toolkit.errors import ToolkitError, UnknownSubject, WrongDecision
from toolkit.model.findings import Findings
from toolkit.model.theme_map import CurvePoint, ThemeMap, ThemeTree
from toolkit.pipeline.places import Places
from toolkit.pipeline.shaping import read_shaping
from toolkit.pipeline.theming import MAP
from toolkit.workspace import Workspace

OFF_RECORD = "Between us, the list of calls is read in the office."


def ticking() -> datetime:
    """A clock that never stands still."""
    return AT + timedelta(minutes=next(_MINUTES))


_MINUTES = count(1)


@pytest.fixture
def board(out: Path) -> Iterator[ThemeState]:
    with ThemeState.open(out, coder="Ann", clock=ticking) as opened:
        yield opened


def with_a_map(out: Path, findings: Findings) -> None:
    """A curve, and a tree of T03 in which the first two stand apart from the last two."""
    keys = tuple(findings.themes[2].statement_ids)
    drawn = ThemeMap(
        curve=(CurvePoint(k=4, silhouette=0.1), CurvePoint(k=6, silhouette=0.2)),
        chosen=6,
        trees=(ThemeTree(theme_id="T03", statement_ids=keys, merges=((0, 1), (2, 3), (4, 5))),),
    )
    with Workspace.open(Places(out).workspace) as workspace:
        workspace.save_snapshot(MAP, {}, drawn)


def test_themes_are_listed_by_people_and_the_first_is_at_hand(board: ThemeState) -> None:
    people = [line.people for line in board.lines]
    assert people == sorted(people, reverse=True)
    assert board.current == "T01"
    assert board.card is not None
    assert board.card.line.title == "Bookings vanish without signal"
    assert board.card.evidence.startswith("8 statements")
    assert board.card.would_overturn


def test_a_theme_shows_each_statement_with_its_causes_and_what_speaks_for_and_against(
    board: ThemeState,
) -> None:
    card = board.card
    assert card is not None
    assert {one.words for one in card.statements} >= {"Lost three bookings in one crossing."}
    assert {(one.cause, one.final) for one in card.statements} == {
        ("tool fault", "tool fault"),
        ("", ""),
    }
    sides = {(bool(one.supports), bool(one.contradicts)) for one in card.facts}
    assert sides == {(True, False), (False, True)}


def test_a_themes_people_are_told_as_a_share_with_its_interval(
    board: ThemeState, findings: Findings
) -> None:
    assert board.card is not None
    share = board.card.share
    assert share is not None
    spoke = {one.speaker for one in findings.statements if not one.empty}
    assert (share.count, share.n) == (board.card.line.people, len(spoke))
    assert 0 < share.low < share.value < share.high <= 1


def test_a_theme_that_comes_apart_under_resampling_is_marked(board: ThemeState) -> None:
    assert {line.theme_id for line in board.lines if line.fragile} == {"T06"}


def test_nothing_that_is_withheld_is_shown_or_found(board: ThemeState) -> None:
    board.search("list of calls")
    assert board.listed == []
    assert board.card is None
    board.search("")
    assert OFF_RECORD not in repr([board.card, *board.lines])


def test_searching_finds_titles_and_words(board: ThemeState) -> None:
    board.search("COUNTER")
    assert board.listed == ["T02"]
    board.search("sunday fares")
    assert board.listed == ["T06"]


def test_a_plan_says_what_would_change_and_writes_nothing(board: ThemeState, out: Path) -> None:
    board.go("T05")
    plan = board.merge("T02")
    assert plan.sentence.startswith(
        "T05 “Is the desk closing” goes into T02 “Splitting a group booking”: "
        "3 and 5 statements become 8, of 7 people; 1 person spoke in both."
    )
    sizes = {
        one.theme_id: (one.statements_before, one.statements_after, one.people_after)
        for one in plan.effects
    }
    assert sizes == {"T05": (3, 0, 0), "T02": (5, 8, 7)}
    board.cancel()
    assert board.plan is None
    assert stored(out) == []


def test_a_merge_is_one_row_and_shows_at_once(board: ThemeState, out: Path) -> None:
    board.go("T05")
    board.merge("T02")
    board.confirm("The same people at the same counter.")
    assert [(subject, field) for subject, field, _ in stored(out)] == [("theme:T05", "merge_ids")]
    assert "T05" not in board.listed
    assert board.current == "T02"
    assert board.card is not None
    assert board.card.line.reshaped
    assert board.card.line.statements == 8
    assert board.card.decisions[0].memo == "The same people at the same counter."
    assert board.tally.waiting == 1


def test_undo_gives_both_themes_back(board: ThemeState) -> None:
    before = [(line.theme_id, line.statements) for line in board.lines]
    board.go("T05")
    board.merge("T02")
    board.confirm()
    board.undo()
    assert [(line.theme_id, line.statements) for line in board.lines] == before
    assert board.tally.waiting == 0
    with pytest.raises(WrongDecision, match="nothing of yours"):
        board.undo()


def test_a_theme_is_split_along_its_tree(out: Path, findings: Findings) -> None:
    with_a_map(out, findings)
    with ThemeState.open(out, coder="Ann", clock=ticking) as board:
        board.go("T03")
        plan = board.split()
        assert [one.words for one in plan.apart] == [
            "Every van anew, as if it had never sailed.",
            "Copy last week's booking with one button.",
        ]
        assert len(plan.stay) == 2
        board.confirm()
        new = next(line for line in board.lines if line.theme_id == "T07")
        assert (new.statements, new.status, new.word) == (2, "new", "")
        assert board.map.chosen == 6


def test_a_theme_is_split_by_hand_and_never_in_all_and_nothing(board: ThemeState) -> None:
    board.go("T03")
    assert board.card is not None
    keys = [one.statement_id for one in board.card.statements]
    with pytest.raises(WrongDecision, match="cannot be split"):
        board.split(keys)
    board.split(keys[:1])
    board.confirm()
    assert {line.theme_id: line.statements for line in board.lines}["T07"] == 1


def test_a_title_is_kept_beside_the_machines(board: ThemeState, out: Path) -> None:
    board.rename("Lost without signal")
    (row,) = board.confirm()
    assert (row.suggested, row.decided) == (
        "Bookings vanish without signal",
        "Lost without signal",
    )
    assert board.card is not None
    assert board.card.line.title == "Lost without signal"


def test_a_pin_is_set_and_let_go(board: ThemeState) -> None:
    assert board.pin().action == "pin"
    board.confirm()
    assert board.card is not None
    assert board.card.line.pinned
    assert board.pin().action == "unpin"
    board.confirm()
    assert not board.card.line.pinned


def test_statements_that_move_together_come_back_together(board: ThemeState, out: Path) -> None:
    board.go("T03")
    assert board.card is not None
    keys = [one.statement_id for one in board.card.statements][:2]
    plan = board.move(keys, "T01")
    assert plan.sentence.startswith("2 statements go to T01")
    board.confirm()
    assert board.card.line.statements == 2
    assert [(field, decided) for _, field, decided in stored(out)] == [("theme_id", "T01")] * 2
    assert len(board.undo()) == 2
    assert board.current == "T03"
    assert board.card.line.statements == 4


def test_moving_the_last_statements_says_that_nothing_is_left(board: ThemeState) -> None:
    board.go("T06")
    assert board.card is not None
    plan = board.move([one.statement_id for one in board.card.statements], "")
    assert "Nothing is left of T06." in plan.sentence
    board.confirm()
    assert "T06" not in board.listed


def test_a_persons_verdict_stands_beside_the_machines(board: ThemeState) -> None:
    plan = board.judge("training")
    assert plan.sentence == (
        "Your verdict: a training gap, instead of a fault of the tool (suggested, 91% sure). "
        "What follows is “train” instead of “fix”."
    )
    board.confirm("He showed me.")
    card = board.card
    assert card is not None
    assert card.machine is not None
    assert card.person is not None
    assert (card.machine.word, card.person.word) == ("a fault of the tool", "a training gap")
    assert (card.person.by, card.person.memo) == ("Ann", "He showed me.")
    assert (card.line.status, card.line.word, card.line.confidence) == (
        "changed",
        "training gap",
        None,
    )
    board.judge("defect")
    board.confirm()
    assert board.card is not None
    assert board.card.line.status == "confirmed"
    assert board.tally.judged == 1


def test_a_verdict_out_of_vocabulary_is_refused(board: ThemeState, out: Path) -> None:
    with pytest.raises(WrongDecision, match="no verdict"):
        board.judge("laziness")
    assert board.plan is None
    assert stored(out) == []


def test_what_cannot_be_done_says_why(board: ThemeState) -> None:
    with pytest.raises(WrongDecision, match="nothing is planned"):
        board.confirm()
    with pytest.raises(WrongDecision, match="no statement is chosen"):
        board.move([], "T02")
    with pytest.raises(WrongDecision, match="so already"):
        board.move(["S-r00-hinders-0"], "T01")
    with pytest.raises(UnknownSubject, match="no theme is called 'T77'"):
        board.merge("T77")


def test_going_elsewhere_leaves_the_plan(board: ThemeState) -> None:
    board.pin()
    board.next()
    assert board.plan is None
    board.previous()
    assert board.current == "T01"


def test_what_somebody_else_did_meanwhile_is_seen_before_one_acts(
    board: ThemeState, out: Path
) -> None:
    with ThemeState.open(out, coder="Ben", clock=ticking) as other:
        other.go("T05")
        other.merge("T02")
        other.confirm()
    board.go("T04")
    with pytest.raises(UnknownSubject, match="T05"):
        board.merge("T05")
    with pytest.raises(WrongDecision, match="nothing of yours"):
        board.undo()


def test_after_the_next_run_themes_are_as_the_board_showed_them(
    board: ThemeState, out: Path, findings: Findings
) -> None:
    board.go("T05")
    board.merge("T02")
    board.confirm()
    board.rename("At the counter")
    board.confirm()
    shown = {line.theme_id: (line.title, line.statements) for line in board.lines}
    with Workspace.open(Places(out).workspace) as workspace:
        themes = read_shaping(workspace, findings).themes()
    save(out, replace(findings, themes=themes))
    with ThemeState.open(out, coder="Ann", clock=ticking) as again:
        assert {line.theme_id: (line.title, line.statements) for line in again.lines} == shown
        assert not any(line.reshaped for line in again.lines)


def test_a_review_without_themes_is_an_empty_board(out: Path, findings: Findings) -> None:
    save(out, replace(findings, themes=(), verdicts={}))
    with ThemeState.open(out, coder="Ann", clock=ticking) as board:
        assert board.card is None
        assert board.tally.of == 0
        board.next()
        with pytest.raises(WrongDecision, match="no theme is chosen"):
            board.pin()


def test_a_folder_without_a_review_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ToolkitError, match="no review here"):
        ThemeState.open(tmp_path)
