"""Two people at once: what one decides, the other is told before writing over it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.desk.conftest import AT, stored
from tests.desk.pressing import Browser
from toolkit.desk.adjudication import AdjudicationState
from toolkit.desk.blind_state import BlindState
from toolkit.desk.opening import Opened
from toolkit.desk.people_screen import people_screen
from toolkit.desk.people_state import PeopleState
from toolkit.desk.plan_screen import plan_screen
from toolkit.desk.review_desk import ReviewDesk
from toolkit.desk.session_screen import session_screen
from toolkit.desk.state import DeskState
from toolkit.desk.theme_state import ThemeState
from toolkit.errors import Overtaken, WrongDecision
from toolkit.workspace import Workspace


@pytest.fixture
def ana(out: Path) -> Iterator[Workspace]:
    """What Ana writes from her own machine."""
    with Opened(out).workspace() as workspace:
        yield workspace


@pytest.fixture
def ben(state: DeskState) -> DeskState:
    """Ben's desk, which he opened before Ana decides anything."""
    state.coder = "Ben"
    return state


@pytest.fixture
def browser(ben: DeskState, monkeypatch: pytest.MonkeyPatch) -> Iterator[Browser]:
    desk = ReviewDesk(ben)
    yield Browser(desk, monkeypatch)
    desk.close()


def decide(ana: Workspace, statement_id: str, cause: str = "friction") -> None:
    ana.decide(f"statement:{statement_id}", "cause", cause, coder="Ana", at=AT)


def test_accepting_is_refused_where_somebody_decided_since_and_says_who_and_what(
    ben: DeskState, ana: Workspace, out: Path
) -> None:
    decide(ana, ben.current)
    with pytest.raises(
        Overtaken, match=r"Ana decided this meanwhile: too much effort\. Look once more\."
    ):
        ben.accept()
    assert len(stored(out)) == 1
    assert ben.card is not None
    assert ben.card.code.cause == "friction"


def test_accepting_once_more_goes_on_and_leaves_the_others_word(
    ben: DeskState, ana: Workspace, out: Path
) -> None:
    decide(ana, ben.current)
    with pytest.raises(Overtaken):
        ben.accept()
    assert ben.accept() is None
    assert ben.position == 1
    assert len(stored(out)) == 1


def test_accepting_is_refused_where_somebody_took_back_what_was_shown(
    ben: DeskState, ana: Workspace
) -> None:
    decide(ana, ben.current)
    ben.catch_up()
    ana.undo(coder="Ana", at=AT)
    with pytest.raises(Overtaken, match="Ana took this back meanwhile"):
        ben.accept()


def test_how_grave_somebody_calls_it_stops_nobody_from_accepting_what_it_is(
    ben: DeskState, ana: Workspace
) -> None:
    ana.decide(f"statement:{ben.current}", "severity", "3", coder="Ana", at=AT)
    assert ben.accept() is not None


def test_ones_own_word_from_another_window_is_told_as_ones_own(
    ben: DeskState, ana: Workspace
) -> None:
    ana.decide(f"statement:{ben.current}", "cause", "friction", coder="Ben", at=AT)
    with pytest.raises(
        Overtaken, match="You decided this meanwhile in another window: too much effort"
    ):
        ben.accept()


def test_it_is_told_in_the_language_of_the_person(ben: DeskState, ana: Workspace) -> None:
    ben.language = "de"
    decide(ana, ben.current, "training")
    with pytest.raises(Overtaken, match="Ana hat das inzwischen entschieden: Schulung"):
        ben.accept()


def test_a_deliberate_other_code_stands_and_both_are_shown(ben: DeskState, ana: Workspace) -> None:
    decide(ana, ben.current)
    assert ben.change("cause", "training") is not None
    card = ben.card
    assert card is not None
    assert card.code.cause == "training"
    assert [(one.coder, one.value) for one in card.differs] == [("Ana", "too much effort")]


def test_two_who_say_the_same_do_not_differ(ben: DeskState, ana: Workspace) -> None:
    decide(ana, ben.current, "training")
    ben.change("cause", "training")
    assert ben.card is not None
    assert ben.card.differs == ()


def test_what_one_decided_otherwise_before_is_not_told_as_anothers(ben: DeskState) -> None:
    ben.change("cause", "training")
    ben.change("cause", "friction")
    assert ben.card is not None
    assert ben.card.differs == ()


def test_what_others_wrote_on_other_statements_stops_nothing(
    ben: DeskState, ana: Workspace
) -> None:
    decide(ana, ben.listed[1])
    assert ben.accept() is not None


def test_catching_up_reads_nothing_where_nobody_else_wrote(
    ben: DeskState, monkeypatch: pytest.MonkeyPatch
) -> None:
    ben.accept()
    monkeypatch.setattr(ben, "hear", lambda rows: pytest.fail(f"heard {rows}"))
    assert not ben.catch_up()
    assert not ben.catch_up()


def test_what_others_decided_is_counted_without_reading_all(
    ben: DeskState, ana: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ben.workspace, "history", lambda *_: pytest.fail("read everything"))
    decide(ana, ben.listed[1])
    decide(ana, ben.listed[2])
    assert ben.catch_up()
    assert ben.tally.done == 2


def test_an_own_row_between_two_of_others_hides_neither(ben: DeskState, ana: Workspace) -> None:
    first, second, third = ben.listed[:3]
    decide(ana, second)
    ben.accept()
    decide(ana, third)
    assert ben.catch_up()
    assert ben.tally.done == 3
    assert ben.workspace.decisions().value(f"statement:{first}", "cause")


def test_many_are_not_accepted_where_others_took_some_and_the_plan_is_made_anew(
    ben: DeskState, ana: Workspace, out: Path
) -> None:
    plan = ben.plan_together(0.0)
    decide(ana, plan.suggestions[0].statement_id)
    with pytest.raises(Overtaken, match="1 of them was decided by somebody else meanwhile"):
        ben.accept_together(0.0)
    assert len(stored(out)) == 1
    assert ben.together is not None
    assert len(ben.together.suggestions) == len(plan.suggestions) - 1
    assert len(ben.accept_together(0.0)) == len(plan.suggestions) - 1


def test_whoever_codes_blind_hears_nothing_of_others(out: Path, ana: Workspace) -> None:
    opened = Opened(out, coder="Ben")
    with BlindState(opened.showing, opened.workspace(), **opened.person) as blind:
        decide(ana, blind.current)
        assert not blind.catch_up()
        blind.accept()


# Through the screen: what counts is what the browser showed.


def test_a_screen_refuses_by_what_the_browser_showed(
    browser: Browser, ben: DeskState, ana: Workspace, out: Path
) -> None:
    seen = browser.press("look")["seen"]
    decide(ana, ben.current)
    ben.catch_up()
    refused = browser.press("accept", seen=seen)
    assert "Ana decided this meanwhile: too much effort" in refused["trouble"]
    assert refused["tally"]["position"] == 1
    assert refused["card"]["code"]["cause"] == "friction"
    assert browser.press("accept", seen=seen)["trouble"]
    went_on = browser.press("accept", seen=refused["seen"])
    assert (went_on["trouble"], went_on["tally"]["position"]) == ("", 2)
    assert len(stored(out)) == 1


def test_an_open_screen_hears_of_others_and_is_silent_otherwise(
    browser: Browser, ben: DeskState, ana: Workspace
) -> None:
    browser.press("look")
    browser.screen._handle_custom_msg({"do": "news"}, [])
    assert len(browser.heard) == 1
    decide(ana, ben.current)
    view = browser.press("news")
    assert len(browser.heard) == 2
    assert view["card"]["status"] == "changed"
    assert view["answers"] == 0


def test_news_leave_what_was_refused_on_the_screen(
    browser: Browser, ben: DeskState, ana: Workspace
) -> None:
    assert browser.press("undo")["trouble"]
    decide(ana, ben.current)
    assert "nothing of yours" in browser.press("news")["trouble"]


def test_what_was_refused_stays_in_sight_until_the_person_does_something_else(
    browser: Browser,
) -> None:
    assert browser.press("undo")["trouble"]
    assert "nothing of yours" in browser.press("rest")["trouble"]
    assert browser.press("next")["trouble"] == ""


# The other screens


def test_a_verdict_is_refused_where_somebody_judged_the_theme_since(
    out: Path, ana: Workspace
) -> None:
    with ThemeState.open(out, coder="Ben", clock=lambda: AT) as board:
        board.judge("training")
        ana.decide(f"theme:{board.current}", "verdict", "friction", coder="Ana", at=AT)
        with pytest.raises(Overtaken, match="Ana decided this meanwhile: too much effort"):
            board.confirm()
        assert len(stored(out)) == 1
        board.judge("training")
        assert board.confirm()


def test_a_stance_is_not_confirmed_where_somebody_said_another_since(
    out: Path, ana: Workspace
) -> None:
    opened = Opened(out, coder="Ben")
    state = people_screen(opened).state
    person = next(one for one in state.listed if _stance(state, one))
    state.go(person)
    ana.decide(f"person:{person}", "stance", "champion", coder="Ana", at=AT, memo="Said so.")
    with pytest.raises(Overtaken, match="Ana decided this meanwhile: advocates"):
        state.confirm()
    assert len(stored(out)) == 1
    assert state.decide_stance("neutral", "As I heard it.").decided == "neutral"
    state.close()


def _stance(state: PeopleState, person: str) -> str:
    state.go(person)
    return state._machine_stance()


def test_what_another_adjudicator_settled_since_is_not_settled_over(
    out: Path, ana: Workspace
) -> None:
    opened = Opened(out, coder="Ben")
    first = opened.findings.statements[0].statement_id
    for coder, cause in (("Ana", "friction"), ("Cem", "training")):
        ana.decide(f"statement:{first}", "kind", "concern", coder=coder, at=AT)
        ana.decide(f"statement:{first}", "cause", cause, coder=coder, at=AT)
    with AdjudicationState.open(out, coder="Ben", clock=lambda: AT) as state:
        ana.decide(f"statement:{first}", "cause", "trust", coder="adjudicator:Ana", at=AT)
        with pytest.raises(Overtaken, match=r"^Ana decided this meanwhile: fear of exposure"):
            state.take("Cem")
        assert state.take("Cem")


@pytest.mark.parametrize("make", [people_screen, plan_screen, session_screen])
def test_a_screen_takes_nothing_in_that_does_not_concern_it(
    make: object, out: Path, ana: Workspace
) -> None:
    screen = make(Opened(out, coder="Ben"))  # type: ignore[operator]
    decide(ana, "S-r00-hinders-0")
    assert not screen.sitting.catch_up()
    screen.sitting.close()


def test_the_board_of_the_session_hears_what_the_other_typed(out: Path, ana: Workspace) -> None:
    state = session_screen(Opened(out, coder="Ben")).state
    ana.decide("agenda:clock", "began", "2026-05-04T14:00:00+00:00", coder="Ana", at=AT)
    assert state.catch_up()
    assert state.record.began_at is not None
    state.close()


def test_undoing_after_somebody_elses_word_is_refused(ben: DeskState, ana: Workspace) -> None:
    here = ben.current
    ben.change("cause", "training")
    decide(ana, here)
    with pytest.raises(WrongDecision, match="Ana decided 'friction' after it"):
        ben.undo()
