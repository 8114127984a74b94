"""The keyboard-driven review desk in a notebook or in voila: it only wires keys to the state."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import asdict, replace
from functools import cache
from pathlib import Path
from typing import Any, Final

import anywidget

from toolkit.desk.state import DeskState
from toolkit.errors import ToolkitError
from toolkit.model.vocabulary import CAUSES, FAMILY_OF, Cause, Family, Kind
from toolkit.reports import palette

HERE = Path(__file__).parent / "static"
KIND_KEYS: Final[Mapping[str, Kind]] = {
    "c": Kind.CONCERN,
    "r": Kind.PROPOSAL,
    "q": Kind.QUESTION,
    "a": Kind.PRAISE,
    "o": Kind.OTHER,
}
CAUSE_KEYS: Final[Mapping[str, Cause]] = {
    **dict(zip("1234567890", CAUSES, strict=True)),
    "-": Cause.UNCLEAR,
}


def static(*names: str) -> str:
    """What the browser is given: files of ours, one after the other."""
    return "\n".join((HERE / name).read_text(encoding="utf-8") for name in names)


class ReviewDesk(anywidget.AnyWidget):
    """One screen over a DeskState. The browser names an action; the state does it and saves it.

    What goes to the browser is shown there as text, never as markup.
    """

    _esm = static("common.js", "review_desk.js")
    _css = static("review_desk.css")

    def __init__(self, state: DeskState) -> None:
        self.state = state
        super().__init__()
        self.on_msg(self._act)

    def _act(self, _: object, content: Mapping[str, Any], __: object) -> None:
        trouble = ""
        try:
            _ACTIONS.get(str(content.get("do")), _nothing)(self.state, content)
        except ToolkitError as error:
            trouble = str(error)
        self.send({"view": _view(self.state, trouble), "words": screen_words()})


def review_desk(out: str | Path, *, coder: str = "", unlocked: bool = False) -> ReviewDesk:
    """The desk of a review. Raises ToolkitError where there is none; see DeskState.open."""
    return ReviewDesk(DeskState.open(out, coder=coder, unlocked=unlocked))


_Action = Callable[[DeskState, Mapping[str, Any]], object]


def _nothing(_: DeskState, __: Mapping[str, Any]) -> None:
    """What an unknown message does, and the first one, by which a browser asks for the screen."""


def _narrow(state: DeskState, said: Mapping[str, Any]) -> None:
    given = {name: str(said[name]) for name in ("theme", "kind", "status") if name in said}
    state.narrow(replace(state.filter, **given))


def _go(state: DeskState, said: Mapping[str, Any]) -> None:
    place = said.get("position")
    state.go(place if isinstance(place, int) else state.position)


_ACTIONS: Final[Mapping[str, _Action]] = {
    "next": lambda state, _: state.next(),
    "previous": lambda state, _: state.previous(),
    "go": _go,
    "accept": lambda state, _: state.accept(),
    "change": lambda state, said: state.change(str(said.get("field")), str(said.get("value"))),
    "postpone": lambda state, _: state.postpone(),
    "undo": lambda state, _: state.undo(),
    "memo": lambda state, said: state.memo(str(said.get("text", ""))),
    "search": lambda state, said: state.search(str(said.get("text", ""))),
    "narrow": _narrow,
}


def _view(state: DeskState, trouble: str) -> dict[str, Any]:
    """What the screen shows, as plain values."""
    card = state.card
    return {
        "card": asdict(card) if card else None,
        "lines": [asdict(line) for line in state.lines()],
        "tally": asdict(state.tally),
        "filter": asdict(state.filter),
        "themes": [asdict(one) for one in state.themes],
        "coder": state.coder,
        "unlocked": state.unlocked,
        "saved": f"{state.saved_at.astimezone():%H:%M:%S}" if state.saved_at else "",
        "trouble": trouble,
    }


@cache
def screen_words() -> dict[str, Any]:
    """The vocabulary with its keys, words, signs and colours: in one place for the screen."""
    causes = [
        {
            "key": key,
            "value": str(cause),
            "word": palette.CAUSE_WORD[cause],
            "family": str(FAMILY_OF.get(cause, "")),
        }
        for key, cause in CAUSE_KEYS.items()
    ]
    families = {
        str(family): {
            "word": palette.FAMILY_WORD[family],
            "sign": palette.FAMILY_SIGN[family],
            "light": palette.FAMILY_TONE[family].light,
            "dark": palette.FAMILY_TONE[family].dark,
        }
        for family in Family
    }
    return {
        "causes": causes,
        "kinds": [
            {"key": key, "value": str(kind), "word": str(kind)} for key, kind in KIND_KEYS.items()
        ],
        "families": families,
    }
