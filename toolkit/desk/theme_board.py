"""The board of themes in a notebook or in voila: it only wires keys and forms to the state."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any, Final

import anywidget

from toolkit.desk.review_desk import screen_words, static
from toolkit.desk.theme_state import ThemeState
from toolkit.errors import ToolkitError


class ThemeBoard(anywidget.AnyWidget):
    """One screen over a ThemeState. The browser names an action; the state plans or does it.

    What goes to the browser is shown there as text, never as markup.
    """

    _esm = static("common.js", "theme_board.js")
    _css = static("review_desk.css", "theme_board.css")

    def __init__(self, state: ThemeState) -> None:
        self.state = state
        super().__init__()
        self.on_msg(self._act)

    def _act(self, _: object, content: Mapping[str, Any], __: object) -> None:
        trouble = ""
        try:
            _ACTIONS.get(str(content.get("do")), _look)(self.state, content)
        except ToolkitError as error:
            self.state.cancel()
            trouble = str(error)
        self.send({"view": _view(self.state, trouble), "words": screen_words()})


def theme_board(out: str | Path, *, coder: str = "") -> ThemeBoard:
    """The board of a review's themes. Raises ToolkitError where there is none."""
    return ThemeBoard(ThemeState.open(out, coder=coder))


_Action = Callable[[ThemeState, Mapping[str, Any]], object]


def _look(state: ThemeState, _: Mapping[str, Any]) -> None:
    """What the first message does, and an unknown one: others may have decided since."""
    state.read()


def _text(said: Mapping[str, Any], name: str) -> str:
    return str(said.get(name) or "")


def _ids(said: Mapping[str, Any]) -> list[str]:
    found = said.get("statements")
    return [str(one) for one in found] if isinstance(found, list) else []


_ACTIONS: Final[Mapping[str, _Action]] = {
    "next": lambda state, _: state.next(),
    "previous": lambda state, _: state.previous(),
    "go": lambda state, said: state.go(_text(said, "theme")),
    "search": lambda state, said: state.search(_text(said, "text")),
    "merge": lambda state, said: state.merge(_text(said, "theme")),
    "split": lambda state, said: state.split(_ids(said)),
    "rename": lambda state, said: state.rename(_text(said, "text")),
    "pin": lambda state, _: state.pin(),
    "move": lambda state, said: state.move(_ids(said), _text(said, "theme")),
    "verdict": lambda state, said: state.judge(_text(said, "value")),
    "confirm": lambda state, said: state.confirm(_text(said, "memo")),
    "cancel": lambda state, _: state.cancel(),
    "undo": lambda state, _: state.undo(),
}


def _view(state: ThemeState, trouble: str) -> dict[str, Any]:
    """What the screen shows, as plain values."""
    card, plan = state.card, state.plan
    return {
        "lines": [asdict(line) for line in state.lines],
        "targets": [{"value": one.theme_id, "label": one.title} for one in state.every],
        "card": asdict(card) if card else None,
        "plan": asdict(plan) if plan else None,
        "tally": asdict(state.tally),
        "curve": [asdict(point) for point in state.map.curve],
        "chosen": state.map.chosen,
        "words": state.words,
        "saved": f"{state.saved_at.astimezone():%H:%M:%S}" if state.saved_at else "",
        "trouble": trouble,
    }
