"""The reports in a notebook or in the app: it only wires keys and forms to the state."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any, ClassVar

from toolkit.desk.opening import Opened
from toolkit.desk.report_numbers import Number, Withheld
from toolkit.desk.report_state import READERS, SILENT, ReportState
from toolkit.desk.screen import Action, Said, Screen, plain, script, style, text_of
from toolkit.desk.showing import Showing
from toolkit.desk.written import one_of, written_file
from toolkit.language.catalogue import TONGUES
from toolkit.reports.documents.author import LANGUAGE_WORD
from toolkit.reports.documents.rendering import FORMATS

_SHOWN = 8
"""Statements whose words are shown where there is no coding desk to go to."""


def _take(state: ReportState, said: Said) -> None:
    for piece in said.get("buffers", []):
        state.take_template(text_of(said, "name"), bytes(piece))


class ReportScreen(Screen):
    """One screen over a ReportState. The browser names an action; the state does and saves it."""

    _esm = script("report.js")
    _css = style("report.css")
    actions: ClassVar[Mapping[str, Action]] = {
        "choose": lambda state, said: state.choose(text_of(said, "document")),
        "toggle": lambda state, said: state.toggle(text_of(said, "format")),
        "speak": lambda state, said: state.speak(text_of(said, "tongue")),
        "stamp": lambda state, said: state.stamp(draft=bool(said.get("draft"))),
        "dress": lambda state, said: state.dress(text_of(said, "template")),
        "begin_template": lambda state, _: state.begin_template(),
        "piece": _take,
        "end_template": lambda state, said: state.end_template(text_of(said, "name")),
        "edition": lambda state, said: state.open_to(text_of(said, "edition")),
        "rewrite": lambda state, said: state.rewrite(text_of(said, "key"), text_of(said, "text")),
        "undo": lambda state, _: state.undo(),
        "write": lambda state, _: state.write(),
        "check": lambda state, _: state.check(),
        "stop": lambda state, _: state.work.stop(),
    }

    def __init__(self, state: ReportState, showing: Showing | None = None) -> None:
        self.state = state
        self.page_wanted = False
        """Whether the browser asked for the page: it is sent once, not with every view."""
        super().__init__(state, showing)

    def _do(self, said: Said, buffers: Any) -> None:  # noqa: ANN401
        self.state.work.look()
        super()._do(said, buffers)
        name = said.get("do")
        self.page_wanted = name == "page"
        if name == "numbers":
            self.state.want_numbers()
        elif name == "behind" and self.opens:
            self.opens("codes", self.state.behind(text_of(said, "key")))
        elif name == "download":
            self.hand_over(one_of(self.state.files, text_of(said, "file")))

    def view(self) -> dict[str, Any]:
        """What the screen shows, as plain values."""
        state = self.state
        state.follow_language()
        order = state.order
        document = state.document
        return {
            "documents": [{"key": str(key), "for": READERS[key]} for key in READERS],
            "document": str(state.key),
            "title": document.title,
            "stamp": document.stamp,
            "formats": [
                {"name": str(one), "chosen": one in state.formats} for one in FORMATS[state.key]
            ],
            "tongues": [[one, LANGUAGE_WORD[one]] for one in TONGUES],
            "tongue": order.tongue,
            "draft": order.draft,
            "edition": str(order.edition),
            "template": order.template.name if order.template else "",
            "statements": len(state.review.findings.statements),
            "page_mark": state.page_mark,
            "page": state.page if self.page_wanted else "",
            "texts": [
                {
                    "key": one.key,
                    "draft": one.draft,
                    "shown": one.shown,
                    "rewritten": one.rewritten,
                    "stale": one.stale,
                    "language": one.language,
                    "theme": self._theme(one.key),
                }
                for one in state.texts
            ],
            "withheld": [self._counted(one, SILENT) for one in state.withheld],
            "numbers": [self._counted(one, one.key) for one in state.numbers],
            "files": [plain(written_file(path)) for path in state.files],
            "fresh": [path.name for path in state.written.paths] if state.written else [],
            "problems": None if state.problems is None else list(state.problems),
            "work": plain(state.work.standing),
        }

    def _counted(self, one: Number | Withheld, key: str) -> dict[str, Any]:
        """With the number of its statements; their ids only where nothing else leads there."""
        ids = one.statement_ids
        shown = [] if self.opens else list(ids[:_SHOWN])
        return {**plain(one), "key": key, "statements": len(ids), "statement_ids": shown}

    def _theme(self, key: str) -> dict[str, Any] | None:
        """The theme that a text is about: "report.T03.claim" is about T03."""
        themes = {one.theme_id: one for one in self.state.review.findings.themes}
        found = next((themes[part] for part in key.split(".") if part in themes), None)
        if found is None:
            return None
        ids = found.statement_ids
        shown = [] if self.opens else list(ids[:_SHOWN])
        return {"key": found.theme_id, "statements": len(ids), "statement_ids": shown}


def report_screen(opened: Opened) -> ReportScreen:
    """The reports of what is open."""
    return ReportScreen(ReportState(opened), opened.showing)


def report_desk(out: str | Path, *, coder: str = "", language: str = "en") -> ReportScreen:
    """The reports of a review, in a notebook."""
    return report_screen(Opened(out, coder=coder, language=language))
