"""The reports in a notebook or in the app: it only wires keys and forms to the state."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any, ClassVar

from toolkit.desk.opening import Opened
from toolkit.desk.report_state import READERS, ReportState
from toolkit.desk.screen import Action, Said, Screen, script, style, text_of
from toolkit.language.catalogue import TONGUES
from toolkit.reports.documents.author import LANGUAGE_WORD
from toolkit.reports.documents.rendering import FORMATS


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
        "edition": lambda state, said: state.open_to(text_of(said, "edition")),
        "rewrite": lambda state, said: state.rewrite(text_of(said, "key"), text_of(said, "text")),
        "write": lambda state, _: state.write(),
        "stop": lambda state, _: state.work.stop(),
    }

    def __init__(self, state: ReportState) -> None:
        self.state = state
        super().__init__(state)

    def _do(self, said: Said, buffers: Any) -> None:  # noqa: ANN401
        self.state.work.look()
        super()._do(said, buffers)

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
            "template": str(order.template or ""),
            "preview": [list(line) for line in state.preview],
            "texts": [
                {
                    "key": one.key,
                    "draft": one.draft,
                    "shown": one.shown,
                    "rewritten": one.rewritten,
                    "stale": one.stale,
                    "language": one.language,
                }
                for one in document.texts
            ],
            "withheld": [asdict(one) for one in state.withheld],
            "written": [str(path) for path in state.written.paths] if state.written else [],
            "work": asdict(state.work.standing),
        }


def report_screen(opened: Opened) -> ReportScreen:
    """The reports of what is open."""
    return ReportScreen(ReportState(opened))


def report_desk(out: str | Path, *, coder: str = "", language: str = "en") -> ReportScreen:
    """The reports of a review, in a notebook."""
    return report_screen(Opened(out, coder=coder, language=language))
