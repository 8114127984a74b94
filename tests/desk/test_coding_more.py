"""The coding desk: many at once, blind, splitting, and how sure one may be."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.desk.conftest import AT, stored
from tests.desk.pressing import Browser
from toolkit.coding.blind import person_coders
from toolkit.desk.blind_state import BlindState
from toolkit.desk.cutting import place_in_text
from toolkit.desk.opening import Opened
from toolkit.desk.progress import Progress
from toolkit.desk.review_desk import review_screen
from toolkit.desk.state import DeskState
from toolkit.errors import WrongDecision
from toolkit.pipeline import deciding

SIGNAL = "S-r00-hinders-0"


def opened(out: Path, coder: str = "Ann") -> Opened:
    found = Opened(out, key=out / "nowhere.json", coder=coder)
    found.clock = lambda: AT
    return found


@pytest.fixture
def blind(out: Path) -> Iterator[BlindState]:
    found = opened(out)
    with BlindState(found.showing, found.workspace(), **found.person) as state:
        yield state


# Many at once


def test_many_are_planned_before_anything_is_written(state: DeskState, out: Path) -> None:
    plan = state.plan_together(0.75)
    assert plan.suggestions
    assert 0 < plan.wrong < len(plan.suggestions)
    assert sum(n for _, _, n in plan.by_code) == len(plan.suggestions)
    assert stored(out) == []


def test_fewer_are_accepted_where_they_must_be_surer(state: DeskState) -> None:
    assert len(state.plan_together(0.95).suggestions) <= len(state.plan_together(0.6).suggestions)


def test_many_are_confirmed_and_taken_back_together(state: DeskState, out: Path) -> None:
    count = len(state.plan_together(0.75).suggestions)
    rows = state.accept_together(0.75)
    assert len(rows) == count == len(stored(out))
    assert state.tally.done == count
    state.undo()
    assert state.tally.done == 0
    assert len(stored(out)) == 2 * count


def test_nothing_is_accepted_without_a_plan(state: DeskState) -> None:
    with pytest.raises(WrongDecision, match="nothing is planned"):
        state.accept_together(0.9)


def test_another_plan_than_the_one_shown_is_not_done(state: DeskState, out: Path) -> None:
    state.plan_together(0.6)
    with pytest.raises(WrongDecision, match="the plan has changed"):
        state.accept_together(0.9)
    assert stored(out) == []
    assert state.accept_together(0.6)


def test_what_was_decided_since_the_plan_stays(state: DeskState) -> None:
    here = state.plan_together(0.0).suggestions[0].statement_id
    state.go(list(state.listed).index(here))
    state.change("cause", "friction")
    assert here not in {row.subject.split(":")[1] for row in state.accept_together(0.0)}


def test_what_is_decided_already_is_not_accepted_again(state: DeskState) -> None:
    state.change("cause", "friction")
    planned = {one.statement_id for one in state.plan_together(0.0).suggestions}
    assert state.current not in planned


# Blind


def test_blind_shows_words_and_nothing_of_what_others_think(blind: BlindState, out: Path) -> None:
    with deciding.open_workspace(out) as workspace:
        workspace.decide(f"statement:{blind.current}", "cause", "data", coder="Ben", at=AT)
    blind.read()
    card = blind.card
    assert card is not None
    assert card.context.pieces
    assert (card.code.cause, card.suggested.cause, card.likely, card.facts) == ("", "", (), ())
    assert (card.reasons, card.theme, card.decisions) == ((), None, ())
    assert card.status is Progress.OPEN


def test_two_people_who_code_blind_get_the_same_order(out: Path, blind: BlindState) -> None:
    found = opened(out, "Ben")
    with BlindState(found.showing, found.workspace(), **found.person) as other:
        mine = [one.statement_id for one in blind.lines(count=1000)]
        assert [one.statement_id for one in other.lines(count=1000)] == mine


def test_a_blind_code_is_kept_as_blind_and_compared_as_such(blind: BlindState, out: Path) -> None:
    here = blind.current
    blind.change("cause", "trust")
    assert blind.tally.done == 1
    with deciding.open_workspace(out) as workspace:
        coder = person_coders(workspace.decisions())["Ann"]
    assert coder.blind == {here}
    assert coder.codings[here].cause == "trust"


def test_a_blind_code_is_taken_back(blind: BlindState) -> None:
    here = blind.current
    blind.change("cause", "trust")
    blind.next()
    blind.undo()
    assert (blind.current, blind.tally.done) == (here, 0)
    with pytest.raises(WrongDecision, match="nothing of yours"):
        blind.undo()


def test_enter_accepts_nothing_when_blind(blind: BlindState, out: Path) -> None:
    blind.accept()
    assert (blind.position, stored(out)) == (1, [])


def test_the_screen_covers_and_uncovers(out: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    screen = review_screen(opened(out))
    browser = Browser(screen, monkeypatch)
    assert browser.press("look")["card"]["suggested"]["kind"]
    covered = browser.press("blind")
    shown = covered["card"]["suggested"]["kind"]
    assert (covered["blind"], covered["coder"], shown) == (
        True,
        "blind:Ann",
        "",
    )
    browser.press("change", field="cause", value="trust")
    assert not browser.press("blind")["blind"]
    assert stored(out)[-1][2] == "trust"
    screen.sitting.close()
    screen.close()


# Splitting


def test_a_split_is_one_row_with_the_place_in_the_words(state: DeskState, out: Path) -> None:
    state.go(list(state.listed).index(SIGNAL))
    text = "Bookings vanish when the pier loses its signal."
    state.split(text.index("when"))
    assert stored(out) == [(f"statement:{SIGNAL}", "split_at", "16")]
    state.undo()
    assert stored(out)[-1][2] is None


def test_a_split_that_leaves_a_part_empty_is_refused(state: DeskState, out: Path) -> None:
    for place in (0, 10_000, -3):
        with pytest.raises(WrongDecision, match="one part empty"):
            state.split(place)
    assert stored(out) == []


def test_a_place_is_found_where_words_were_taken_out() -> None:
    said = "Ask Maria Lund at the pier and then pay."
    shown = "Ask [name] at the pier and then pay."
    assert said[place_in_text(shown, shown.index("and"), said) :] == "and then pay."
    assert place_in_text("same words", 5, "same words") == 5


# How sure


def test_when_nobody_presses_a_key_it_is_said_how_sure_one_may_be(state: DeskState) -> None:
    assert state.sureness is None
    state.settle()
    assert state.sureness is not None
    assert state.sureness.sentence


def test_searching_keeps_what_was_learned_and_reads_nothing(
    state: DeskState, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(state.workspace, "history", lambda *_: pytest.fail("reads the archive"))
    state.search("sunday")
    assert state.tally.listed == 2
