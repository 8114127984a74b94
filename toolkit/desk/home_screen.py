"""Home in a notebook or in the app: it only wires the state."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any, ClassVar

from toolkit.desk.home_state import HomeState
from toolkit.desk.opening import Opened
from toolkit.desk.screen import Action, Said, Screen, number_of, plain, script, style


class HomeScreen(Screen):
    """The path of the review, what changed, what is next, and the history."""

    _esm = script("home.js")
    _css = style("home.css")
    actions: ClassVar[Mapping[str, Action]] = {
        "undo": lambda state, said: state.undo(number_of(said, "decision")),
        "earlier": lambda state, _: state.show_earlier(),
        "run": lambda state, _: state.run(),
        "stop": lambda state, _: state.work.stop(),
    }

    def __init__(self, state: HomeState) -> None:
        self.state = state
        super().__init__(state)

    def open_page(self, page: str) -> None:
        """`run` begins a run, where none goes on."""
        if page == "run" and not self.state.standing.name:
            self.state.run()

    def _do(self, said: Said, buffers: Any) -> None:  # noqa: ANN401
        went_on = bool(self.state.standing.name)
        self.state.look()
        if went_on and not self.state.standing.name and self.ran:
            self.ran()
        super()._do(said, buffers)

    def view(self) -> dict[str, Any]:
        """What the screen shows, as plain values."""
        state = self.state
        return {
            "steps": plain(state.steps),
            "next": plain(state.next_step),
            "since": {**plain(state.since), "anything": state.since.anything},
            "history": plain(state.history),
            "decided": state.decided,
            "work": plain(state.standing),
        }


def home_screen(opened: Opened) -> HomeScreen:
    """Home over what is open."""
    return HomeScreen(HomeState(opened))


def home(out: str | Path, *, coder: str = "", language: str = "en") -> HomeScreen:
    """The home of a review, or of a folder that is to hold one."""
    return home_screen(Opened(out, coder=coder, language=language))
