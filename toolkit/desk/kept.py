"""What persons decided on the statements of a review, kept at hand and brought up to date."""

from __future__ import annotations

from collections.abc import Iterable

from toolkit.desk.progress import Progress, progress_of
from toolkit.model.decisions import Decision, Decisions
from toolkit.workspace import Workspace


class Kept:
    """The rows on statements, and how far a person is with each; empty before `read`.

    With `only`, the rows of that coder: nothing else is looked at.
    """

    def __init__(
        self, workspace: Workspace, statement_ids: Iterable[str], *, only: str = ""
    ) -> None:
        self.progress: dict[str, Progress] = {}
        self._workspace = workspace
        self._only = only
        self._known = {f"statement:{one}": one for one in statement_ids}
        self._rows: dict[str, tuple[Decision, ...]] = {}

    @property
    def rows(self) -> tuple[Decision, ...]:
        """All rows on these statements."""
        return tuple(row for rows in self._rows.values() for row in rows)

    @property
    def all(self) -> Decisions:
        """The decisions on all of them."""
        return Decisions(self.rows)

    def of(self, statement_id: str) -> Decisions:
        """The decisions on one statement."""
        return Decisions(self._rows.get(f"statement:{statement_id}", ()))

    def read(self) -> None:
        """Read what everybody decided up to now."""
        found: dict[str, list[Decision]] = {}
        for row in self._workspace.history():
            if row.subject in self._known and self._is_wanted(row):
                found.setdefault(row.subject, []).append(row)
        self._rows = {subject: tuple(rows) for subject, rows in found.items()}
        decisions = self.all
        self.progress = {one: progress_of(one, decisions) for one in self._known.values()}

    def note(self, row: Decision) -> None:
        """Read anew what stands on the statement of a row: others may have decided on it too."""
        rows = self._workspace.history(row.subject)
        self._rows[row.subject] = tuple(one for one in rows if self._is_wanted(one))
        statement_id = row.subject.split(":", 1)[1]
        self.progress[statement_id] = progress_of(statement_id, self.of(statement_id))

    def wants(self, row: Decision) -> bool:
        """Whether a row is about one of these statements, and is looked at."""
        return row.subject in self._known and self._is_wanted(row)

    def hear(self, rows: Iterable[Decision]) -> None:
        """Take in rows that others wrote; nothing is read for it."""
        heard: dict[str, list[Decision]] = {}
        for row in filter(self.wants, rows):
            heard.setdefault(row.subject, []).append(row)
        for subject, new in heard.items():
            every = {row.decision_id: row for row in (*self._rows.get(subject, ()), *new)}
            self._rows[subject] = Decisions(every.values()).history
            statement_id = self._known[subject]
            self.progress[statement_id] = progress_of(statement_id, self.of(statement_id))

    def _is_wanted(self, row: Decision) -> bool:
        return self._only in ("", row.coder)
