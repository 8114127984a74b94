"""The adjudicator's screen in a notebook or in voila: it only wires keys to the state."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any, Final

import anywidget

from toolkit.desk.adjudication import AdjudicationState
from toolkit.desk.review_desk import screen_words, static
from toolkit.errors import ToolkitError


class AdjudicationDesk(anywidget.AnyWidget):
    """One screen over an AdjudicationState.

    What goes to the browser is shown there as text, never as markup.
    """

    _esm = static("common.js", "adjudication.js")
    _css = static("review_desk.css", "adjudication.css")

    def __init__(self, state: AdjudicationState) -> None:
        self.state = state
        super().__init__()
        self.on_msg(self._act)

    def _act(self, _: object, content: Mapping[str, Any], __: object) -> None:
        trouble = ""
        try:
            _ACTIONS.get(str(content.get("do")), _look)(self.state, content)
        except ToolkitError as error:
            trouble = str(error)
        self.send({"view": _view(self.state, trouble), "words": screen_words()})


def adjudication_desk(out: str | Path, *, coder: str = "") -> AdjudicationDesk:
    """Where persons coded differently. Raises ToolkitError where there is no review."""
    return AdjudicationDesk(AdjudicationState.open(out, coder=coder))


_Action = Callable[[AdjudicationState, Mapping[str, Any]], object]


def _look(state: AdjudicationState, _: Mapping[str, Any]) -> None:
    """What the first message does, and an unknown one: others may have coded since."""
    state.read()


_ACTIONS: Final[Mapping[str, _Action]] = {
    "next": lambda state, _: state.next(),
    "previous": lambda state, _: state.previous(),
    "go": lambda state, said: state.go(str(said.get("statement"))),
    "take": lambda state, said: state.take(str(said.get("coder"))),
    "decide": lambda state, said: state.decide(str(said.get("field")), str(said.get("value"))),
    "undo": lambda state, _: state.undo(),
}


def _view(state: AdjudicationState, trouble: str) -> dict[str, Any]:
    """What the screen shows, as plain values."""
    card = state.card
    return {
        "lines": [asdict(line) for line in state.lines],
        "card": asdict(card) if card else None,
        "coders": dict(state.coders),
        "agreed": [asdict(one) for one in state.agreed],
        "saved": f"{state.saved_at.astimezone():%H:%M:%S}" if state.saved_at else "",
        "trouble": trouble,
    }
