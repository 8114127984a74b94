"""The adjudicator's screen in a notebook or in voila: it only wires keys to the state."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any, ClassVar

from toolkit.desk.adjudication import AdjudicationState
from toolkit.desk.opening import Opened
from toolkit.desk.screen import Action, Screen, plain, script, style, text_of
from toolkit.desk.strings import DRAFTED


class AdjudicationDesk(Screen):
    """One screen over an AdjudicationState."""

    _esm = script("adjudication.js")
    _css = style("adjudication.css")
    told = DRAFTED | {"why"}
    actions: ClassVar[Mapping[str, Action]] = {
        "next": lambda state, _: state.next(),
        "previous": lambda state, _: state.previous(),
        "go": lambda state, said: state.go(text_of(said, "statement")),
        "take": lambda state, said: state.take(text_of(said, "coder")),
        "decide": lambda state, said: state.decide(text_of(said, "field"), text_of(said, "value")),
        "undo": lambda state, _: state.undo(),
    }

    def __init__(self, state: AdjudicationState) -> None:
        self.state = state
        super().__init__(state)

    def view(self) -> dict[str, Any]:
        """What the screen shows, as plain values."""
        state = self.state
        card = state.card
        return {
            "lines": plain(state.lines),
            "card": plain(card),
            "coders": dict(state.coders),
            "agreed": plain(state.agreed),
        }


def adjudication_screen(opened: Opened) -> AdjudicationDesk:
    """The disagreements of a review that is open."""
    state = AdjudicationState(opened.showing, opened.workspace(), opened.codebook, **opened.person)
    return AdjudicationDesk(state)


def adjudication_desk(
    out: str | Path, *, coder: str = "", language: str = "en"
) -> AdjudicationDesk:
    """Where persons coded differently. Raises ToolkitError where there is no review."""
    return adjudication_screen(Opened(out, coder=coder, language=language))
