"""The doubt queue: which statement a person looks at first, and which ones are listed at all."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from toolkit.doubt import Doubt
from toolkit.model.decisions import Decision, Decisions
from toolkit.model.findings import Findings
from toolkit.pipeline.doubting import Doubting
from toolkit.settings import Settings

CODE_FIELDS = ("kind", "cause", "final_cause", "severity")
"""The fields of a statement that a person's word settles."""


class Progress(StrEnum):
    """How far a person is with one statement."""

    OPEN = "open"
    POSTPONED = "postponed"
    CONFIRMED = "confirmed"
    CHANGED = "changed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Filter:
    """What is listed; an empty field lets everything pass.

    `status` is a Progress, or "done" for confirmed and changed ones together. `words` is looked for
    in what is shown, without regard to case.
    """

    theme: str = ""
    kind: str = ""
    status: str = ""
    words: str = ""


def progress_of(statement_id: str, decisions: Decisions) -> Progress:
    """How far a person is with a statement, by the decisions in force."""
    subject = f"statement:{statement_id}"
    rows = [row for name in CODE_FIELDS if (row := decisions.get(subject, name))]
    if rows:
        same = all(_same(row) for row in rows)
        return Progress.CONFIRMED if same else Progress.CHANGED
    if decisions.value(subject, "postponed") == "yes":
        return Progress.POSTPONED
    return Progress.OPEN


def _same(row: Decision) -> bool:
    return row.decided == row.suggested


def themes_of(findings: Findings) -> Mapping[str, str]:
    """Statement id -> its theme's id; statements without a theme are missing."""
    return {key: theme.theme_id for theme in findings.themes for key in theme.statement_ids}


def confidence_of(statement_id: str, findings: Findings) -> float:
    """How sure the machine is of what it shows, 0-1: of the cause, or of the kind without one."""
    final = findings.final_causes.get(statement_id)
    if final is not None and final.cause is not None:
        return final.confidence
    coding = findings.codings.get(statement_id)
    return coding.kind_confidence if coding else 0.0


def doubts_of(findings: Findings) -> tuple[Doubt, ...]:
    """The queue of a review on which nobody decided since its last run."""
    doubting = Doubting(findings=findings, settings=Settings())
    return doubting.queue(doubting.standing(Decisions()))


def in_order(
    findings: Findings,
    progress: Callable[[str], Progress],
    doubts: Sequence[Doubt] | None = None,
) -> tuple[str, ...]:
    """All statements: what is open or likely a slip as the queue has it, then postponed, then done.

    `doubts` is the queue as it stands; without it that of `doubts_of`. What is in no queue
    (statements that say nothing) comes last among its own. Ties go by id.
    """
    queue = doubts_of(findings) if doubts is None else doubts
    ranks = {one.statement_id: one.rank for one in queue}
    doubted = {one.statement_id for one in queue if one.slip}
    late = {Progress.OPEN: 0, Progress.POSTPONED: 1, Progress.CONFIRMED: 2, Progress.CHANGED: 2}

    def place(statement_id: str) -> tuple[int, int, str]:
        group = 0 if statement_id in doubted else late[progress(statement_id)]
        return group, ranks.get(statement_id, len(ranks) + 1), statement_id

    return tuple(sorted((one.statement_id for one in findings.statements), key=place))


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """What a filter looks at."""

    statement_id: str
    theme: str
    kind: str
    status: Progress
    shown: str


def passing(rows: Iterable[Row], given: Filter) -> tuple[str, ...]:
    """The ids of the rows that pass, in their order."""
    return tuple(row.statement_id for row in rows if _passes(row, given))


def _passes(row: Row, given: Filter) -> bool:
    done = row.status in (Progress.CONFIRMED, Progress.CHANGED)
    return (
        given.theme in ("", row.theme)
        and given.kind in ("", row.kind)
        and (given.status in ("", row.status) or (given.status == "done" and done))
        and given.words.casefold() in row.shown.casefold()
    )
