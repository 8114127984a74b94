"""The intake screen in a notebook or in the app: it only wires the state."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, ClassVar, Final

from toolkit.desk.intake_card import FileCard
from toolkit.desk.intake_state import IntakeState
from toolkit.desk.intake_words import role_word
from toolkit.desk.opening import Opened
from toolkit.desk.own_settings import typed_of
from toolkit.desk.screen import Action, Said, Screen, number_of, plain, script, style, text_of
from toolkit.desk.strings import DRAFTED, drafted
from toolkit.errors import ToolkitError
from toolkit.model.vocabulary import FileKind


def _take(state: IntakeState, said: Said) -> None:
    for piece in said.get("buffers", []):
        state.take(text_of(said, "name"), bytes(piece))


class IntakeScreen(Screen):
    """Files as they were received, and what they were taken for."""

    _esm = script("intake_pages.js", "intake.js")
    _css = style("intake.css")
    told = DRAFTED | {"problem", "notes", "reason", "where", "format"}
    actions: ClassVar[Mapping[str, Action]] = {
        "next": lambda state, _: state.next(),
        "previous": lambda state, _: state.previous(),
        "go": lambda state, said: state.go(text_of(said, "file")),
        "choose": lambda state, said: state.choose(text_of(said, "folder")),
        "begin_drop": lambda state, _: state.begin_drop(),
        "piece": _take,
        "end_drop": lambda state, _: state.end_drop(),
        "leave_drop": lambda state, said: state.leave_drop(unread=said.get("unread") is True),
        "correct": lambda state, said: state.correct(
            text_of(said, "field"), text_of(said, "value")
        ),
        "column": lambda state, said: state.correct_column(
            text_of(said, "name"), text_of(said, "role")
        ),
        "match": lambda state, said: state.match(text_of(said, "match"), text_of(said, "person")),
        "page": lambda state, said: state.show_page(text_of(said, "page")),
        "setting": lambda state, said: state.fill_in(text_of(said, "key"), typed_of(said)),
        "step": lambda state, said: state.masking.step(number_of(said, "by")),
        "row": lambda state, said: state.masking.go(text_of(said, "statement")),
        "scroll": lambda state, said: state.masking.scroll(number_of(said, "start")),
        "narrow": lambda state, said: state.masking.narrow(text_of(said, "name")),
        "mask": lambda state, said: state.mask(text_of(said, "words")),
        "stay": lambda state, said: state.stay(text_of(said, "words")),
        "unmask": lambda state, said: state.unmask(text_of(said, "kind"), text_of(said, "words")),
        "unlock": lambda state, _: state.names.unlock(),
        "lock": lambda state, _: state.names.lock(),
        "run": lambda state, _: state.run(),
        "stop": lambda state, _: state.work.stop(),
    }

    def __init__(self, state: IntakeState) -> None:
        self.state = state
        self._takes = False
        super().__init__(state)

    def open_page(self, page: str) -> None:
        """Show one of its pages."""
        self.state.show_page(page)

    def refresh(self, **more: object) -> None:
        """Send the view; a piece of a file that was taken is answered by its number alone."""
        if self._takes and not self.trouble:
            self.send({"heard": self.answers})
        else:
            super().refresh(**more)

    def _act(self, widget: object, said: Said, buffers: Any) -> None:  # noqa: ANN401
        self._takes = said.get("do") == "piece"
        super()._act(widget, said, buffers)
        self._takes = False

    def _do(self, said: Said, buffers: Any) -> None:  # noqa: ANN401
        self.state.look()
        if self.state.ran:
            self.state.ran = False
            if self.ran:
                self.ran()
        if said.get("do") == "statements" and self.opens:
            self.opens("codes", self.state.said_here)
        else:
            super()._do(said, buffers)

    def _role_words(self, card: FileCard) -> dict[str, str]:
        """What the menu of columns says for each role, in the person's language."""
        roles = dict.fromkeys((*card.roles, *(column.role for column in card.columns)))
        return {role: drafted(self.state.language, role_word(role)) for role in roles}

    def view(self) -> dict[str, Any]:
        """What the screen shows, as plain values."""
        state = self.state
        return {
            "page": state.page,
            "folder": state.folder,
            "tally": plain(state.tally),
            "names_seconds": state.names.seconds_left,
            "arrives": state.drop.arrives,
            "needs_run": state.needs_run,
            "work": plain(state.standing),
            **_PAGES[state.page](self),
        }

    def _files(self) -> dict[str, Any]:
        state = self.state
        card = state.card
        return {
            "lines": plain(state.lines),
            "card": plain(card),
            "said_here": len(state.said_here),
            "role_words": self._role_words(card) if card else {},
            "every_aside": [{"file": file, **plain(one)} for file, one in state.every_aside],
            "doubtful": plain(state.doubtful),
            "kinds": [str(kind) for kind in FileKind],
        }

    def _masked(self) -> dict[str, Any]:
        try:
            return {"masked": plain(self.state.masking.page(self.state.say))}
        except ToolkitError:
            return {"masked": None}

    def _project(self) -> dict[str, Any]:
        return {"project": plain(self.state.project.form(self.state.say))}


_PAGES: Final[Mapping[str, Callable[[IntakeScreen], dict[str, Any]]]] = {
    "files": IntakeScreen._files,
    "masked": IntakeScreen._masked,
    "project": IntakeScreen._project,
}


def intake_screen(opened: Opened) -> IntakeScreen:
    """Intake over what is open."""
    return IntakeScreen(IntakeState(opened))


def intake(out: str | Path, *, coder: str = "", language: str = "en") -> IntakeScreen:
    """The files of a review, or of a folder that is to hold one."""
    return intake_screen(Opened(out, coder=coder, language=language))
