"""The keyboard-driven coding desk in a notebook or in voila: it only wires keys to the state."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, ClassVar

from toolkit.desk.blind_state import BlindState
from toolkit.desk.bulk import STEPS, Together
from toolkit.desk.opening import Opened
from toolkit.desk.screen import (
    Action,
    Said,
    Screen,
    number_of,
    plain,
    script,
    style,
    text_of,
    texts_of,
)
from toolkit.desk.state import DeskState
from toolkit.desk.strings import DRAFTED, drafted


def _narrow(state: DeskState, said: Said) -> None:
    given = {name: str(said[name]) for name in ("theme", "kind", "status", "words") if name in said}
    only = tuple(texts_of(said, "only")) if "only" in said else state.filter.only
    state.narrow(replace(state.filter, only=only, **given))


def _cancel(state: DeskState, _: Said) -> None:
    state.together = None


class ReviewDesk(Screen):
    """One screen over a DeskState. The browser names an action; the state does it and saves it."""

    _esm = script("review_desk.js")
    _css = style("review_desk.css")
    told = DRAFTED | {"reasons"}
    actions: ClassVar[Mapping[str, Action]] = {
        "next": lambda state, _: state.next(),
        "previous": lambda state, _: state.previous(),
        "go": lambda state, said: state.go(number_of(said, "position", state.position)),
        "lines": lambda state, said: state.scroll(number_of(said, "from")),
        "accept": lambda state, _: state.accept(),
        "change": lambda state, said: state.change(text_of(said, "field"), text_of(said, "value")),
        "graver": lambda state, _: state.graver(),
        "postpone": lambda state, _: state.postpone(),
        "undo": lambda state, _: state.undo(),
        "memo": lambda state, said: state.memo(text_of(said, "text")),
        "search": lambda state, said: state.search(text_of(said, "text")),
        "narrow": _narrow,
        "split": lambda state, said: state.split(number_of(said, "at")),
        "rest": lambda state, said: (
            None if state.blind else state.rest(begin=not said.get("again"))
        ),
        "together": lambda state, said: state.plan_together(float(said.get("least") or 0.9)),
        "confirm": lambda state, said: state.accept_together(float(said.get("least") or 0.0)),
        "cancel": _cancel,
        "planned": lambda state, said: state.look_at_planned(text_of(said, "word")),
        "at": lambda state, said: state.go_to(text_of(said, "statement")),
    }

    def __init__(self, state: DeskState, blind: Callable[[], BlindState] | None = None) -> None:
        self.state: DeskState | BlindState = state
        self._open = state
        self._make_blind = blind
        self._blind: BlindState | None = None
        super().__init__(state)

    def _do(self, said: Said, buffers: Any) -> None:  # noqa: ANN401
        if said.get("do") == "blind":
            self._turn()
        else:
            super()._do(said, buffers)

    def _turn(self) -> None:
        """Cover everybody's codes and suggestions, or show them again."""
        if self._blind is None and self._make_blind:
            self._blind = self._make_blind()
        covered = self.state is self._open and self._blind is not None
        self.state = self._blind if covered and self._blind else self._open
        self.sitting = self.state
        self.state.language = self._open.language
        self.state.read()

    def look_at(self, statement_ids: Sequence[str]) -> None:
        """Go to these statements, which another screen named."""
        self.state.look_at(statement_ids)

    def view(self) -> dict[str, Any]:
        """What the screen shows, as plain values."""
        state = self.state
        card = state.card
        return {
            "card": plain(card),
            "lines": [plain(line) for line in state.lines()],
            "tally": plain(state.tally),
            "filter": plain(state.filter),
            "can_blind": self._make_blind is not None,
            **(_of_blind() if isinstance(state, BlindState) else _of_open(state)),
        }


def _of_blind() -> dict[str, Any]:
    return {
        "blind": True,
        "themes": [],
        "unlocked": False,
        "together": None,
        "sure": None,
        "busy": False,
    }


def _of_open(state: DeskState) -> dict[str, Any]:
    plan, sure = state.together, state.sureness
    return {
        "blind": False,
        "themes": plain(state.themes),
        "unlocked": state.unlocked,
        "busy": state.at_work,
        "together": _of_plan(plan) if plan else None,
        "steps": STEPS,
        "can_split": True,
        "sure": {
            "says": drafted(state.language, sure.sentence),
            "stop": sure.stop,
            "expected": sure.expected_accuracy,
        }
        if sure
        else None,
    }


def _of_plan(plan: Together) -> dict[str, Any]:
    return {**plain(plan), "n": len(plan.suggestions), "suggestions": []}


def review_screen(opened: Opened) -> ReviewDesk:
    """The coding desk of a review that is open."""
    workspace = opened.workspace()
    state = DeskState(
        opened.showing,
        workspace,
        doubting=opened.doubting(workspace),
        learns_at_once=False,
        **opened.person,
    )

    def blind() -> BlindState:
        seed = opened.settings.mine.seed
        return BlindState(opened.showing, opened.workspace(), seed=seed, **opened.person)

    return ReviewDesk(state, blind)


def review_desk(
    out: str | Path, *, coder: str = "", unlocked: bool = False, language: str = "en"
) -> ReviewDesk:
    """The desk of a review. Raises ToolkitError where there is none; see DeskState.open."""
    opened = Opened(out, coder=coder, unlocked=unlocked, language=language)
    screen = review_screen(opened)
    screen.labels = opened.findings.labels
    return screen
