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
    """The column decided: kind, cause, final_cause, severity, theme_id, verdict, title, stance, ..."""
    suggested: str
    confidence: float | None
    decided: str | None
    """None takes the earlier decision on this subject and field back."""
    coder: str
    at: datetime
    """UTC."""
    memo: str = ""
    supersedes: int | None = None


class Decisions:
    """A snapshot of the decisions in force: the latest row per subject and field wins."""

    __slots__ = ("_latest", "_rows")

    def __init__(self, rows: Iterable[Decision] = ()) -> None:
        self._rows = tuple(sorted(rows, key=lambda row: row.decision_id))
        self._latest: dict[tuple[str, str], Decision] = {}
        for row in self._rows:
            if row.decided is None:
                self._latest.pop((row.subject, row.field), None)
            else:
                self._latest[(row.subject, row.field)] = row

    def get(self, subject: str, field: str) -> Decision | None:
        """The decision in force, or None."""
        return self._latest.get((subject, field))

    def value(self, subject: str, field: str) -> str | None:
        """What was decided, or None."""
        row = self.get(subject, field)
        return row.decided if row else None

    def in_force(self, kind: str = "") -> Iterator[Decision]:
        """Decisions in force, by id; of one kind of subject ("statement", ...) or of all."""
        rows = sorted(self._latest.values(), key=lambda row: row.decision_id)
        return (row for row in rows if not kind or row.subject.split(":", 1)[0] == kind)

    @property
    def history(self) -> tuple[Decision, ...]:
        """All rows ever written, by id."""
        return self._rows

    def __len__(self) -> int:
        """How many decisions are in force."""
        return len(self._latest)

    def __repr__(self) -> str:
        """Counts, not contents: decisions may hold confidential words."""
        return f"Decisions({len(self._latest)} in force, {len(self._rows)} rows)"
