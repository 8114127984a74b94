"""The board of themes in a notebook or in voila: it only wires keys and forms to the state."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, ClassVar

from toolkit.desk.opening import Opened
from toolkit.desk.own_settings import OwnSettings, typed_of
from toolkit.desk.screen import Action, Said, Screen, plain, script, style, text_of, texts_of
from toolkit.desk.theme_state import ThemeState


class ThemeBoard(Screen):
    """One screen over a ThemeState. The browser names an action; the state plans or does it."""

    _esm = script("theme_board.js")
    _css = style("theme_board.css")
    actions: ClassVar[Mapping[str, Action]] = {
        "next": lambda state, _: state.next(),
        "previous": lambda state, _: state.previous(),
        "go": lambda state, said: state.go(text_of(said, "theme")),
        "search": lambda state, said: state.search(text_of(said, "text")),
        "merge": lambda state, said: state.merge(text_of(said, "theme"), text_of(said, "from")),
        "split": lambda state, said: state.split(texts_of(said, "statements")),
        "rename": lambda state, said: state.rename(text_of(said, "text")),
        "pin": lambda state, _: state.pin(),
        "move": lambda state, said: state.move(
            texts_of(said, "statements"), text_of(said, "theme")
        ),
        "verdict": lambda state, said: state.judge(text_of(said, "value")),
        "confirm": lambda state, said: state.confirm(text_of(said, "memo")),
        "more": lambda state, _: state.show_more(),
        "setting": lambda state, said: state.fill_in(text_of(said, "key"), typed_of(said)),
        "cancel": lambda state, _: state.cancel(),
        "undo": lambda state, _: state.undo(),
    }

    def __init__(self, state: ThemeState) -> None:
        self.state = state
        super().__init__(state)

    def _do(self, said: Said, buffers: Any) -> None:  # noqa: ANN401
        if said.get("do") == "statements" and self.opens:
            chosen = texts_of(said, "statements")
            self.opens("codes", chosen or self.state.statement_ids)
        else:
            super()._do(said, buffers)

    def look_at(self, statement_ids: Sequence[str]) -> None:
        """Go to the theme of the statements that another screen named."""
        self.state.look_at(statement_ids)

    def after_trouble(self) -> None:
        """No plan is left that cannot be done."""
        self.state.cancel()

    def view(self) -> dict[str, Any]:
        """What the screen shows, as plain values."""
        state = self.state
        card, plan = state.card, state.plan
        return {
            "lines": plain(state.lines),
            "targets": [{"value": one.theme_id, "label": one.title} for one in state.every],
            "card": plain(card),
            "plan": plain(plan),
            "tally": plain(state.tally),
            "curve": plain(state.map.curve),
            "chosen": state.map.chosen,
            "words": state.words,
            "own": plain(state.own.form(state.say)) if state.own else None,
        }


def theme_screen(opened: Opened) -> ThemeBoard:
    """The board over a review that is open."""
    own = OwnSettings(opened, ["themes.k"])
    return ThemeBoard(ThemeState(opened.showing, opened.workspace(), own=own, **opened.person))


def theme_board(out: str | Path, *, coder: str = "", language: str = "en") -> ThemeBoard:
    """The board of a review's themes. Raises ToolkitError where there is none."""
    opened = Opened(out, coder=coder, language=language)
    screen = theme_screen(opened)
    screen.labels = opened.findings.labels
    return screen
