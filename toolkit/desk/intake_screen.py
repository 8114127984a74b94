"""The intake screen in a notebook or in the app: it only wires the state."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any, ClassVar

from toolkit.desk.intake_card import FileCard
from toolkit.desk.intake_state import IntakeState
from toolkit.desk.intake_words import role_word
from toolkit.desk.opening import Opened
from toolkit.desk.screen import Action, Said, Screen, script, style, text_of
from toolkit.model.vocabulary import FileKind


def _take(state: IntakeState, said: Said) -> None:
    for piece in said.get("buffers", []):
        state.take(text_of(said, "name"), bytes(piece))


class IntakeScreen(Screen):
    """Files as they were received, and what they were taken for."""

    _esm = script("intake.js")
    _css = style("intake.css")
    actions: ClassVar[Mapping[str, Action]] = {
        "next": lambda state, _: state.next(),
        "previous": lambda state, _: state.previous(),
        "go": lambda state, said: state.go(text_of(said, "file")),
        "choose": lambda state, said: state.choose(text_of(said, "folder")),
        "begin_drop": lambda state, _: state.begin_drop(),
        "piece": _take,
        "end_drop": lambda state, _: state.end_drop(),
        "correct": lambda state, said: state.correct(
            text_of(said, "field"), text_of(said, "value")
        ),
        "column": lambda state, said: state.correct_column(
            text_of(said, "name"), text_of(said, "role")
        ),
        "match": lambda state, said: state.match(text_of(said, "match"), text_of(said, "person")),
        "unlock": lambda state, _: state.unlock(),
        "lock": lambda state, _: state.lock(),
        "run": lambda state, _: state.run(),
        "stop": lambda state, _: state.work.stop(),
    }

    def __init__(self, state: IntakeState) -> None:
        self.state = state
        super().__init__(state)

    def _do(self, said: Said, buffers: Any) -> None:  # noqa: ANN401
        self.state.look()
        if self.state.ran:
            self.state.ran = False
            if self.ran:
                self.ran()
        super()._do(said, buffers)

    def _role_words(self, card: FileCard) -> dict[str, str]:
        """What the menu of columns says for each role, in the person's language."""
        roles = dict.fromkeys((*card.roles, *(column.role for column in card.columns)))
        return {role: self.state.say(role_word(role)) for role in roles}

    def view(self) -> dict[str, Any]:
        """What the screen shows, as plain values."""
        state = self.state
        card = state.card
        return {
            "folder": state.folder,
            "lines": [asdict(one) for one in state.lines],
            "card": asdict(card) if card else None,
            "role_words": self._role_words(card) if card else {},
            "tally": asdict(state.tally),
            "doubtful": [asdict(one) for one in state.doubtful],
            "unlocked": state.unlocked,
            "needs_run": state.needs_run,
            "work": asdict(state.standing),
            "kinds": [str(kind) for kind in FileKind],
        }


def intake_screen(opened: Opened) -> IntakeScreen:
    """Intake over what is open."""
    return IntakeScreen(IntakeState(opened))


def intake(out: str | Path, *, coder: str = "", language: str = "en") -> IntakeScreen:
    """The files of a review, or of a folder that is to hold one."""
    return intake_screen(Opened(out, coder=coder, language=language))
