"""What people decided: append-only rows, and a read-only snapshot of them for the rooms."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

SUBJECTS = ("file", "match", "statement", "theme", "person", "agenda", "text", "wave")


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """One action of one person; never updated or deleted, undone by a new row."""

    decision_id: int
    subject: str
    """"statement:S-1a2b", "theme:T03", "person:P-9f", "match:...", as in SUBJECTS."""
    field: str
    """The column decided: kind, cause, final_cause, severity, theme_id, verdict, stance, ..."""
    suggested: str
    confidence: float | None
    decided: str | None
    """None takes the earlier decision on this subject and field back."""
    coder: str
    at: datetime
    """UTC."""
    memo: str = ""
    supersedes: int | None = None
    """The decision that was in force when this one was made."""
    undoes: int | None = None
    """The decision that this row takes back; `decided` is then the value in force after it."""
    uuid: str = ""
    """The same in every copy of the review; sorts by time. Empty outside a workspace."""


class Decisions:
    """A snapshot: in force is, per subject and field, the latest decision that nobody took back.

    Rows are ordered by uuid, then by id, so that two workspaces that exchanged their decisions
    agree on what is in force although their ids differ.
    """

    __slots__ = ("_latest", "_rows", "_standing")

    def __init__(self, rows: Iterable[Decision] = ()) -> None:
        self._rows = tuple(sorted(rows, key=lambda row: (row.uuid, row.decision_id)))
        standing: dict[tuple[str, str], dict[int, Decision]] = {}
        for row in self._rows:
            _apply(row, standing.setdefault((row.subject, row.field), {}))
        self._standing = {key: tuple(kept.values()) for key, kept in standing.items() if kept}
        self._latest = {key: kept[-1] for key, kept in self._standing.items()}

    def get(self, subject: str, field: str) -> Decision | None:
        """The decision in force, or None."""
        return self._latest.get((subject, field))

    def value(self, subject: str, field: str) -> str | None:
        """What was decided, or None."""
        row = self.get(subject, field)
        return row.decided if row else None

    def standing(self, subject: str, field: str) -> tuple[Decision, ...]:
        """The decisions that nobody took back, oldest first; the last one is in force."""
        return self._standing.get((subject, field), ())

    def in_force(self, kind: str = "") -> Iterator[Decision]:
        """Decisions in force, oldest first; of one kind of subject ("statement", ...) or of all."""
        rows = sorted(self._latest.values(), key=lambda row: (row.uuid, row.decision_id))
        return (row for row in rows if not kind or row.subject.split(":", 1)[0] == kind)

    def of_whom(self, kind: str, field: str, value: str) -> frozenset[str]:
        """The ids of the subjects of a kind ("person", ...) of which this value is in force."""
        rows = (row for row in self.in_force(kind) if row.field == field and row.decided == value)
        return frozenset(row.subject.partition(":")[2] for row in rows)

    @property
    def subjects(self) -> frozenset[str]:
        """What any decision in force is about."""
        return frozenset(subject for subject, _ in self._latest)

    @property
    def history(self) -> tuple[Decision, ...]:
        """All rows ever written, in the order in which they count."""
        return self._rows

    def __len__(self) -> int:
        """How many decisions are in force."""
        return len(self._latest)

    def __repr__(self) -> str:
        """Counts, not contents: decisions may hold confidential words."""
        return f"Decisions({len(self._latest)} in force, {len(self._rows)} rows)"


def _apply(row: Decision, standing: dict[int, Decision]) -> None:
    if row.undoes is not None:
        standing.pop(row.undoes, None)
    elif row.decided is None:
        standing.clear()
    else:
        standing[row.decision_id] = row
