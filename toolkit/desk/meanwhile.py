"""What others decided while somebody had a screen open, and how it is said."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Final

from toolkit.coding.blind import person_of
from toolkit.desk.strings import say
from toolkit.errors import Overtaken
from toolkit.model.decisions import Decision
from toolkit.model.vocabulary import CAUSE_SHORT, SHOWN_STANCE, Cause, Stance
from toolkit.pipeline.deciding import decided_text
from toolkit.workspace import Workspace

Matter = tuple[str, str]
"""The subject and the field of a decision."""
_CAUSES: Final = frozenset({"cause", "final_cause", "verdict"})


class Meanwhile:
    """The rows of a workspace that others wrote, as far as one heard of them.

    Others are all who write by another connection: the same person in another window is one too.
    """

    def __init__(self, workspace: Workspace) -> None:
        self.seen = workspace.newest()
        """The number of the newest row that is known here, whoever wrote it."""
        self._workspace = workspace
        self._heard: tuple[Decision, ...] = ()

    def catch_up(self) -> tuple[Decision, ...]:
        """What others wrote since this was last asked; one short query where nobody did."""
        rows = self._workspace.since(self.seen)
        if not rows:
            return ()
        self.seen = rows[-1].decision_id
        others = tuple(row for row in rows if row.decision_id not in self._workspace.own)
        self._heard += others
        return others

    def forget(self, shown: int) -> None:
        """Keep only what was written after the row that a person was shown last."""
        self._heard = tuple(row for row in self._heard if row.decision_id > shown)

    def on(self, matters: Collection[Matter], after: int) -> Decision | None:
        """The last row of others on one of these matters, written after this one."""
        found = (
            row
            for row in reversed(self._heard)
            if row.decision_id > after and (row.subject, row.field) in matters
        )
        return next(found, None)


def overtaken(row: Decision, coder: str, language: str) -> Overtaken:
    """The refusal of what would have been written over somebody's word without having seen it."""
    said = word_of_row(row, language)
    if row.field == "severity":
        said = say(language, "severity {n}", n=said)
    if row.undoes is not None:
        text = "{name} took this back meanwhile."
    elif row.coder == coder:
        text = "You decided this meanwhile in another window: {what}."
    else:
        text = "{name} decided this meanwhile: {what}."
    what = say(language, text, name=person_of(row.coder), what=said)
    return Overtaken(what, what_to_do=say(language, "Look once more."))


def word_of_row(row: Decision, language: str) -> str:
    """What a row decided in the words of the screens: causes and stances by their names."""
    text = decided_text(row)
    if row.field in _CAUSES and text in set(Cause):
        return say(language, CAUSE_SHORT[Cause(text)])
    if row.field == "stance" and text in set(Stance):
        return say(language, SHOWN_STANCE[Stance(text)])
    return say(language, text or "none")


def subjects_of(rows: Iterable[Decision], kind: str) -> frozenset[str]:
    """The ids of the subjects of one kind ("statement", ...) that rows are about."""
    return frozenset(
        row.subject.split(":", 1)[1] for row in rows if row.subject.startswith(f"{kind}:")
    )
