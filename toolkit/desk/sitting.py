"""A person at a screen: who decides, in which language, when it was saved, and the archive below.

Every state of the desk is a sitting. An action of a person is one row in the workspace (several,
written at one moment, where several things change), on disk when the method returns.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from types import TracebackType
from typing import Self

from toolkit.desk.meanwhile import Matter, Meanwhile, overtaken
from toolkit.desk.starting import Clock, login, now
from toolkit.desk.strings import say
from toolkit.errors import ToolkitError, WrongDecision
from toolkit.model.decisions import Decision
from toolkit.workspace import Workspace


class Sitting:
    """What all states of the desk have: a coder, a clock, a language and a workspace.

    `workspace` is None only for the screens that one sees before there is a review.
    """

    def __init__(
        self,
        workspace: Workspace | None,
        *,
        coder: str = "",
        clock: Clock = now,
        language: str = "en",
    ) -> None:
        self.coder = coder or login()
        self.clock = clock
        self.language = language
        self.saved_at: datetime | None = None
        self.shown: int | None = None
        """The newest row that the person had in sight; None for those who have no screen."""
        self._workspace = workspace
        self._meanwhile: Meanwhile | None = None
        self._listening()

    @property
    def workspace(self) -> Workspace:
        """The archive. Raises ToolkitError where there is no review yet."""
        if self._workspace is None:
            raise ToolkitError("there is no review yet.", what_to_do="Read a folder first.")
        return self._workspace

    def close(self) -> None:
        """Let go of the workspace; everything is saved already."""
        if self._workspace is not None:
            self._workspace.disconnect()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    @property
    def saved(self) -> str:
        """The time of the last saving on this machine's clock; empty before the first."""
        return f"{self.saved_at.astimezone():%H:%M:%S}" if self.saved_at else ""

    @property
    def at_work(self) -> bool:
        """Whether what takes longer is being done in the background at this moment."""
        return False

    def read(self) -> None:
        """Take note of all that was decided up to now."""

    # What others do

    @property
    def seen(self) -> int:
        """The number of the newest row that is known here; 0 where there is no review."""
        return self._meanwhile.seen if self._meanwhile else 0

    def come_back(self) -> None:
        """Take note of everything; a screen calls it when it comes to the front."""
        if listening := self._listening():
            listening.catch_up()
        self.read()

    def catch_up(self) -> bool:
        """Take in what others decided meanwhile; False, and nothing is read, where nobody did."""
        listening = self._listening()
        others = listening.catch_up() if listening else ()
        rows = [row for row in others if self.concerns(row)]
        if rows:
            self.hear(rows)
        return bool(rows)

    def concerns(self, row: Decision) -> bool:
        """Whether what is shown may change by a row that somebody else wrote."""
        return True

    def hear(self, rows: Sequence[Decision]) -> None:
        """Take in the rows of others that concern this, oldest first; read all unless told how."""
        self.read()

    def sees(self, newest: int) -> None:
        """What is done next is done by somebody who had everything up to this row in sight."""
        self.shown = newest
        if self._meanwhile is not None:
            self._meanwhile.forget(newest)

    def look_first(self, *matters: Matter) -> None:
        """Refuse to confirm what somebody else decided on and one was not shown yet.

        Raises Overtaken, naming who and what; the second time it is known, and passes.
        """
        before = self.seen if self.shown is None else self.shown
        self.catch_up()
        row = self._meanwhile.on(matters, before) if self._meanwhile else None
        if row is not None:
            raise overtaken(row, self.coder, self.language)

    def _listening(self) -> Meanwhile | None:
        if self._meanwhile is None and self._workspace is not None:
            self._meanwhile = Meanwhile(self._workspace)
        return self._meanwhile

    def say(self, text: str, **values: object) -> str:
        """A text in the language of the person."""
        return say(self.language, text, **values)

    def own_standing(
        self, rows: Iterable[Decision], here: Callable[[Decision], bool]
    ) -> list[Decision]:
        """The person's own rows that were made here and still stand, oldest first; never empty.

        Raises WrongDecision where there is none: then there is nothing to undo.
        """
        rows = tuple(rows)
        undone = {row.undoes for row in rows}
        own = [
            row
            for row in rows
            if row.coder == self.coder
            and row.undoes is None
            and row.decision_id not in undone
            and here(row)
        ]
        if not own:
            raise WrongDecision("there is nothing of yours to undo.", what_to_do="Decide first.")
        return own

    def take_back(self, rows: Sequence[Decision]) -> tuple[Decision, ...]:
        """Undo rows as one action, at one moment."""
        at = self.clock()
        done = tuple(self.workspace.undo(row.decision_id, coder=self.coder, at=at) for row in rows)
        self.saved_at = at
        return done


class ListSitting(Sitting):
    """A sitting with a list of things that have ids, and one of them at hand."""

    current: str = ""
    """The id of what is at hand; empty where nothing is listed."""

    @property
    def listed(self) -> Sequence[str]:
        """The ids of what is listed, in order."""
        raise NotImplementedError

    def next(self) -> None:
        """One on; stays at the end."""
        self._step(1)

    def previous(self) -> None:
        """One back; stays at the beginning."""
        self._step(-1)

    def go(self, item_id: str) -> None:
        """To one of the list; stays where there is no such one."""
        if item_id in self.listed:
            self.current = item_id

    def stay_or_first(self) -> None:
        """Keep what is at hand where it is still listed; else go to the first."""
        if self.current not in self.listed:
            self.current = self.listed[0] if self.listed else ""

    def _step(self, by: int) -> None:
        if self.current:
            ids = list(self.listed)
            self.go(ids[max(0, min(ids.index(self.current) + by, len(ids) - 1))])
