"""The app: one page, a navigation on top, and the screen that one is at below it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, ClassVar

from ipywidgets import VBox

from toolkit.desk.opening import Opened
from toolkit.desk.screen import Action, Screen, script, style, text_of
from toolkit.desk.screens import Entry, screens_there
from toolkit.desk.sitting import Sitting
from toolkit.desk.strings import LANGUAGES, say
from toolkit.errors import ToolkitError

FIRST = "home"


class Going(Sitting):
    """Where one is in the app, and in which language."""

    def __init__(self, opened: Opened) -> None:
        super().__init__(None, **opened.person)
        self.opened = opened
        self.here = FIRST
        self.wanted = ""

    @property
    def entries(self) -> tuple[Entry, ...]:
        """Where one may go: before there is a review, to the screens that make one."""
        return tuple(one for one in screens_there() if self.opened.exists or not one.needs_review)

    def want(self, name: str) -> None:
        """Ask for a screen; the app goes there. Raises ToolkitError for one there is not."""
        if name not in {one.name for one in self.entries}:
            raise ToolkitError("there is no such screen.", what_to_do="Choose one of the list.")
        self.wanted = name

    def speak(self, language: str) -> None:
        """Choose the language of all screens; kept with the review for this coder."""
        if language in LANGUAGES:
            self.language = self.opened.language = language
            self.opened.remember_language()


class Navigation(Screen):
    """The path through the review, as a row of links."""

    _esm = script("app.js")
    _css = style("app.css")
    actions: ClassVar[Mapping[str, Action]] = {
        "go": lambda state, said: state.want(text_of(said, "screen")),
        "language": lambda state, said: state.speak(text_of(said, "language")),
    }

    def __init__(self, state: Going, app: DeskApp) -> None:
        self.state = state
        self.app = app
        super().__init__(state)

    def view(self) -> dict[str, Any]:
        """The screens there are, and where one is."""
        state = self.state
        return {
            "screens": [
                {"name": one.name, "title": say(state.language, one.title)} for one in state.entries
            ],
            "here": state.here,
            "language": state.language,
            "review": state.opened.places.out.name,
        }

    def _do(self, said: Mapping[str, Any], buffers: Any) -> None:  # noqa: ANN401
        before = self.state.language
        super()._do(said, buffers)
        if self.state.wanted:
            wanted, self.state.wanted = self.state.wanted, ""
            self.app.show_screen(wanted)
        if self.state.language != before:
            self.app.say_all()


class DeskApp(VBox):  # type: ignore[misc]  # ipywidgets brings no types
    """The navigation and one screen. A screen is made when one first goes there, and kept."""

    def __init__(self, opened: Opened) -> None:
        self.opened = opened
        self.made: dict[str, Screen] = {}
        self.going = Going(opened)
        self.navigation = Navigation(self.going, self)
        super().__init__([self.navigation])
        self.add_class("rl-app-box")
        self.show_screen(FIRST)

    def show_screen(self, name: str) -> Screen:
        """Go to a screen. Raises ToolkitError where it cannot be made; then one stays."""
        if name not in self.made:
            entry = next(one for one in self.going.entries if one.name == name)
            screen = entry.make(self.opened)
            screen.opens = self.turn
            screen.ran = self.anew
            self.made[name] = screen
        self.going.here = name
        self.children = (self.navigation, self.made[name])
        return self.made[name]

    def turn(self, name: str, statement_ids: Sequence[str] = ()) -> None:
        """Go to a screen from within another one, there to these statements.

        `name` may name a page of the screen too, after a colon: "files:masked".
        """
        name, _, page = name.partition(":")
        self.going.want(name)
        self.going.wanted = ""
        screen = self.show_screen(name)
        if page:
            screen.open_page(page)
        if statement_ids:
            screen.look_at(statement_ids)
        self.navigation.refresh()

    def anew(self) -> None:
        """After a run all screens but the one in front are made anew when one goes there."""
        self.opened.forget()
        front = self.going.here
        for name in [one for one in self.made if one != front]:
            old = self.made.pop(name)
            old.sitting.close()
            old.close()
        self.navigation.refresh()

    def say_all(self) -> None:
        """Say everything in the language that was chosen."""
        for screen in (self.navigation, *self.made.values()):
            screen.sitting.language = self.opened.language
            screen.refresh(words=screen.words())


def desk_app(out: str | Path, *, coder: str = "", language: str = "") -> DeskApp:
    """All screens of a review in one. In an empty folder it begins with reading files."""
    opened = Opened(out, coder=coder, language=language or "en")
    if not language:
        opened.recall_language()
    return DeskApp(opened)
