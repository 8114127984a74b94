"""A person at a screen: who decides, in which language, when it was saved, and the archive below.

Every state of the desk is a sitting. An action of a person is one row in the workspace (several,
written at one moment, where several things change), on disk when the method returns.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from types import TracebackType
from typing import Self

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
        self._workspace = workspace

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

    def read(self) -> None:
        """Take note of what others did meanwhile; a screen calls it when it comes to the front."""

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
