"""A person's decisions, taken without loading the review: quick enough for every key press."""

from __future__ import annotations

import getpass
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from toolkit.errors import ToolkitError, WrongDecision
from toolkit.model.shapes import SHAPES, read_members
from toolkit.model.vocabulary import Cause
from toolkit.pipeline.places import Places

if TYPE_CHECKING:
    from toolkit.model.decisions import Decision
    from toolkit.model.findings import Findings
    from toolkit.pipeline.shaping import Draft, Shaping
    from toolkit.workspace import Workspace

    Action = Callable[[Shaping], tuple[Draft, ...]]

_CAUSES = frozenset(["", *map(str, Cause)])


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


def read_findings(workspace: Workspace, out: Path) -> Findings:
    """What the last run found, called as the codebook calls it now.

    Raises ToolkitError where it never came to its end, WrongSettings for a faulty codebook.
    """
    from toolkit.model.findings import Findings
    from toolkit.pipeline.codebooks import called_as_now

    findings = workspace.load_snapshot("findings", Findings)
    if findings is None:
        raise ToolkitError(
            "the review was never finished, or by another version.",
            where=str(out),
            what_to_do="Run it again: decisions are kept.",
        )
    return called_as_now(findings, workspace.decisions(), Places(out))


def decide(
    out: Path, subject: str, field: str, value: str, *, coder: str, memo: str = ""
) -> Decision:
    """One decision, on disk when this returns; the suggestion of the last run is kept beside it.

    A theme's `merge_ids`, `split_ids` and `pin_ids` may be typed short (see `shaping.in_full`).
    """
    if field in SHAPES and "=" not in value:
        return shape(out, _typed(subject, field, value), coder=coder, memo=memo)
    suggests, field = field, _or_own_code(out, subject, field, value)
    with open_workspace(out) as workspace:
        suggested, confidence = workspace.suggestion(subject, suggests) or ("", None)
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


def _or_own_code(out: Path, subject: str, field: str, value: str) -> str:
    """`code` where a statement's cause is one of the user's own codes; else the field."""
    if field not in ("cause", "code") or value in _CAUSES:
        return field
    from toolkit.pipeline.codebooks import field_for

    return field_for(out, subject, field, value)


def shape(out: Path, action: Action, *, coder: str, memo: str = "") -> Decision:
    """One action on themes, taken from them as they are now: `lambda now: now.merge("T02", "T01")`.

    Raises UnknownSubject or WrongDecision where it cannot be done or changes nothing.
    """
    from toolkit.pipeline.shaping import Who, read_shaping, write

    with open_workspace(out) as workspace:
        drafts = action(read_shaping(workspace, read_findings(workspace, out)))
        if not drafts:
            raise WrongDecision("this is so already.", what_to_do="Decide something else.")
        return write(workspace, drafts, Who(coder=coder, at=datetime.now(UTC), memo=memo))[-1]


def _typed(subject: str, field: str, value: str) -> Action:
    def action(now: Shaping) -> tuple[Draft, ...]:
        from toolkit.pipeline.shaping import Draft, in_full

        return in_full(now, Draft(subject=subject, field=field, value=value))

    return action


def undo(out: Path, decision_id: int | None, *, coder: str) -> Decision:
    """Take back a decision, or the coder's last one."""
    with open_workspace(out) as workspace:
        return workspace.undo(decision_id, coder=coder, at=datetime.now(UTC))


def history(out: Path, subject: str = "") -> tuple[tuple[Decision, ...], tuple[Decision, ...]]:
    """All decisions (of one subject), and those in force whose words vanished."""
    with open_workspace(out) as workspace:
        return workspace.history(subject or None), workspace.orphans()


def decided_text(row: Decision) -> str:
    """What was decided, for people: statements of themes are counted, not listed."""
    if row.field not in SHAPES or not row.decided:
        return row.decided or ""
    named = read_members(row.decided)
    return ", ".join(f"{theme} ({len(ids)} statements)" for theme, ids in named.items())


def history_text(rows: Sequence[Decision], orphans: Sequence[Decision]) -> str:
    """The history for people, oldest first."""
    lines = [
        f"{row.decision_id:5d}  {row.at:%Y-%m-%d %H:%M}  {row.coder:12s}  "
        f"{row.subject}  {row.field} "
        + (f"= {decided_text(row)}" if row.decided is not None else "undone")
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


def login() -> str:
    """Whom a decision is laid to where no coder is named."""
    try:
        return getpass.getuser()
    except (OSError, KeyError):
        return "reviewer"
