"""A person's decisions, taken without loading the review: quick enough for every key press."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from toolkit.errors import ToolkitError
from toolkit.pipeline.places import Places

if TYPE_CHECKING:
    from toolkit.model.decisions import Decision
    from toolkit.workspace import Workspace


def open_workspace(out: Path) -> Workspace:
    """The workspace of a review.

    Raises ToolkitError if there is none in the folder.
    """
    from toolkit.workspace import Workspace

    path = Places(out).workspace
    if not path.exists():
        raise ToolkitError(
            "no review here.", where=str(out), what_to_do="Run `relaunch run RAW --out OUT` first."
        )
    return Workspace.open(path, make=False)


def decide(
    out: Path, subject: str, field: str, value: str, *, coder: str, memo: str = ""
) -> Decision:
    """One decision, on disk when this returns; the suggestion of the last run is kept beside it."""
    with open_workspace(out) as workspace:
        suggested, confidence = workspace.suggestion(subject, field) or ("", None)
        return workspace.decide(
            subject,
            field,
            value,
            coder=coder,
            memo=memo,
            suggested=suggested,
            confidence=confidence,
            at=datetime.now(UTC),
        )


def undo(out: Path, decision_id: int | None, *, coder: str) -> Decision:
    """Take back a decision, or the coder's last one."""
    with open_workspace(out) as workspace:
        return workspace.undo(decision_id, coder=coder, at=datetime.now(UTC))


def history(out: Path, subject: str = "") -> tuple[tuple[Decision, ...], tuple[Decision, ...]]:
    """All decisions (of one subject), and those in force whose words vanished."""
    with open_workspace(out) as workspace:
        return workspace.history(subject or None), workspace.orphans()


def history_text(rows: Sequence[Decision], orphans: Sequence[Decision]) -> str:
    """The history for people, oldest first."""
    lines = [
        f"{row.decision_id:5d}  {row.at:%Y-%m-%d %H:%M}  {row.coder:12s}  "
        f"{row.subject}  {row.field} "
        + (f"= {row.decided}" if row.decided is not None else "undone")
        + (f"  (suggested {row.suggested})" if row.suggested else "")
        + (f"  -- {row.memo}" if row.memo else "")
        for row in rows
    ]
    lines += [
        f"orphaned: decision {row.decision_id} on {row.subject}: its words are gone from the files"
        for row in orphans
    ]
    return "\n".join(lines) or "No decision yet."


def export_decisions(out: Path) -> Iterator[str]:
    """All decisions as JSON lines."""
    from toolkit.workspace.exchange import export_lines

    with open_workspace(out) as workspace:
        yield from export_lines(workspace)


def import_decisions(out: Path, lines: Path) -> int:
    """Merge another workspace's decisions; returns how many were new."""
    from toolkit.workspace.exchange import import_lines

    with open_workspace(out) as workspace, lines.open(encoding="utf-8") as file:
        return len(import_lines(workspace, file))
