"""The keyboard-driven coding desk in a notebook or in voila: it only wires keys to the state."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any, ClassVar

from toolkit.desk.opening import Opened
from toolkit.desk.screen import Action, Said, Screen, number_of, script, style, text_of
from toolkit.desk.state import DeskState


def _narrow(state: DeskState, said: Said) -> None:
    given = {name: str(said[name]) for name in ("theme", "kind", "status") if name in said}
    state.narrow(replace(state.filter, **given))


class ReviewDesk(Screen):
    """One screen over a DeskState. The browser names an action; the state does it and saves it."""

    _esm = script("review_desk.js")
    _css = style()
    actions: ClassVar[Mapping[str, Action]] = {
        "next": lambda state, _: state.next(),
        "previous": lambda state, _: state.previous(),
        "go": lambda state, said: state.go(number_of(said, "position", state.position)),
        "lines": lambda state, said: state.scroll(number_of(said, "from")),
        "accept": lambda state, _: state.accept(),
        "change": lambda state, said: state.change(text_of(said, "field"), text_of(said, "value")),
        "postpone": lambda state, _: state.postpone(),
        "undo": lambda state, _: state.undo(),
        "memo": lambda state, said: state.memo(text_of(said, "text")),
        "search": lambda state, said: state.search(text_of(said, "text")),
        "narrow": _narrow,
    }

    def __init__(self, state: DeskState) -> None:
        self.state = state
        super().__init__(state)

    def view(self) -> dict[str, Any]:
        """What the screen shows, as plain values."""
        state = self.state
        card = state.card
        return {
            "card": asdict(card) if card else None,
            "lines": [asdict(line) for line in state.lines()],
            "tally": asdict(state.tally),
            "filter": asdict(state.filter),
            "themes": [asdict(one) for one in state.themes],
            "unlocked": state.unlocked,
        }


def review_screen(opened: Opened) -> ReviewDesk:
    """The coding desk of a review that is open."""
    workspace = opened.workspace()
    return ReviewDesk(
        DeskState(opened.showing, workspace, doubting=opened.doubting(workspace), **opened.person)
    )


def review_desk(
    out: str | Path, *, coder: str = "", unlocked: bool = False, language: str = "en"
) -> ReviewDesk:
    """The desk of a review. Raises ToolkitError where there is none; see DeskState.open."""
    return review_screen(Opened(out, coder=coder, unlocked=unlocked, language=language))
