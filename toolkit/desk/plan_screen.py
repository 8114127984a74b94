"""The plan in a notebook or in voila: it only wires keys and forms to the state."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any, ClassVar, Final

from toolkit.desk.opening import Opened
from toolkit.desk.plan_showing import DIRECTION, ShownLine
from toolkit.desk.plan_state import PlanState
from toolkit.desk.screen import Action, Screen, number_of, plain, script, style, text_of
from toolkit.desk.showing import Showing
from toolkit.desk.strings import DRAFTED
from toolkit.model.plan import Argument
from toolkit.model.plan_parts import Evidence, Hand, State

_SHOWN: Final = 8
"""Statements of a line that stand beside it."""


class PlanScreen(Screen):
    """One screen over a PlanState. The browser names an action; the state does and saves it."""

    _esm = script("plan.js")
    _css = style("plan.css")
    told = DRAFTED | {"open"}
    actions: ClassVar[Mapping[str, Action]] = {
        "section": lambda state, said: state.show(text_of(said, "section")),
        "next": lambda state, _: state.next(),
        "previous": lambda state, _: state.previous(),
        "go": lambda state, said: state.go(text_of(said, "line")),
        "edit": lambda state, said: state.edit(text_of(said, "field"), text_of(said, "value")),
        "choose": lambda state, said: state.choose(text_of(said, "option"), text_of(said, "memo")),
        "climb": lambda state, said: state.climb(text_of(said, "rung"), text_of(said, "memo")),
        "start": lambda state, said: state.start(number_of(said, "wave"), text_of(said, "day")),
        "undo": lambda state, _: state.undo(),
        "rest": lambda state, said: state.rest(begin=not said.get("again")),
    }

    def __init__(self, state: PlanState, showing: Showing) -> None:
        self.state = state
        self.showing = showing
        super().__init__(state, showing)

    def view(self) -> dict[str, Any]:
        """What the screen shows, as plain values."""
        state = self.state
        line = state.line
        return {
            "tabs": plain(state.tabs),
            "section": state.section,
            "lines": [_listed(one) for one in state.lines],
            "current": state.current,
            "card": self._card(line) if line else None,
            "direction": self._direction() if state.section == DIRECTION else None,
            "states": [str(one) for one in State],
            "missing": list(state.plan.missing),
            "busy": state.at_work,
            "planning": state.planning,
            "pause": state.pause_ms,
        }

    def _card(self, line: ShownLine) -> dict[str, Any]:
        return {
            "line_id": line.line_id,
            "title": line.title,
            "rows": [list(row) for row in line.rows],
            "quotes": [{"words": one.text, "id": one.statement_id} for one in line.quotes],
            "hand": _hand(line.hand),
            "evidence": self._evidence(line.evidence),
            "edits": plain(self.state.edits),
        }

    def _evidence(self, evidence: Evidence) -> dict[str, Any]:
        ids = evidence.statement_ids
        return {
            "facts": list(evidence.facts),
            "on_desk": evidence.facts_on_desk,
            "people": evidence.people,
            "statements": [{"id": key, "words": self.showing.words(key)} for key in ids[:_SHOWN]],
            "more": max(len(ids) - _SHOWN, 0),
            "all": list(ids) if self.opens else [],
            "missing": evidence.missing,
        }

    def _direction(self) -> dict[str, Any]:
        plan = self.state.plan
        return {
            "options": [
                {
                    "name": str(one.name),
                    "title": one.title,
                    "chosen": one.chosen,
                    "reason": one.reason,
                    "pro": [_argument(argument) for argument in one.arguments_for],
                    "contra": [_argument(argument) for argument in one.arguments_against],
                }
                for one in plan.options
            ],
            "waves": [
                {
                    "wave": one.wave,
                    "people": one.people,
                    "starts": one.starts_on.isoformat() if one.starts_on else "",
                    "lines": len(one.line_ids),
                    "open": list(one.open_ids),
                }
                for one in plan.needs
            ],
            "ladder": [
                {
                    "name": str(one.name),
                    "title": one.title,
                    "reached": one.reached,
                    "open": list(one.open),
                    "means": list(one.means),
                    "warnings": [argument.text for argument in one.warnings],
                }
                for one in plan.ladder
            ],
            "effects": [one.answer for one in plan.effects],
        }


def _listed(line: ShownLine) -> dict[str, Any]:
    hand = line.hand
    return {
        "line_id": line.line_id,
        "title": line.title,
        "under": line.under,
        "state": str(hand.state) if hand else "",
        "status": str(hand.status) if hand else "",
        "wave": hand.before_wave if hand else None,
    }


def _hand(hand: Hand | None) -> dict[str, Any] | None:
    if hand is None:
        return None
    return {
        "title": hand.title,
        "owner_role": hand.owner,
        "due": hand.due.isoformat() if hand.due else "",
        "before_wave": str(hand.before_wave or ""),
        "effort": hand.effort,
        "state": str(hand.state),
        "answer": hand.answer,
        "status": str(hand.status),
        "suggested": dict(hand.suggested),
    }


def _argument(argument: Argument) -> dict[str, Any]:
    return {"text": argument.text, "ids": list(argument.evidence.statement_ids)}


def plan_screen(opened: Opened) -> PlanScreen:
    """The plan of a review that is open."""
    state = PlanState(
        opened.findings,
        opened.settings,
        opened.workspace(),
        drafts_at_once=False,
        **opened.person,
    )
    return PlanScreen(state, opened.showing)


def plan_desk(out: str | Path, *, coder: str = "", language: str = "en") -> PlanScreen:
    """The relaunch plan of a review. Raises ToolkitError where there is none."""
    return plan_screen(Opened(out, coder=coder, language=language))
