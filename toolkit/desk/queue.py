"""The doubt queue: which statement a person looks at first, and which ones are listed at all."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from toolkit.desk.progress import Progress
from toolkit.doubt import Doubt
from toolkit.model.decisions import Decisions
from toolkit.model.findings import Findings
from toolkit.pipeline.doubting import Doubting
from toolkit.settings import Settings


@dataclass(frozen=True, slots=True, kw_only=True)
class Filter:
    """What is listed; an empty field lets everything pass.

    `status` is a Progress, or "done" for confirmed and changed ones together. `words` is looked for
    in what is shown, without regard to case. `only` are the ids that another screen led to.
    """

    theme: str = ""
    kind: str = ""
    status: str = ""
    words: str = ""
    only: tuple[str, ...] = ()


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
    status: Progress
    kind: Callable[[], str]
    """Looked up only where it is asked for: a search goes through all statements."""
    shown: str


def passing(rows: Iterable[Row], given: Filter) -> tuple[str, ...]:
    """The ids of the rows that pass, in their order."""
    return tuple(row.statement_id for row in rows if _passes(row, given))


def _passes(row: Row, given: Filter) -> bool:
    done = row.status in (Progress.CONFIRMED, Progress.CHANGED)
    return (
        (not given.only or row.statement_id in given.only)
        and given.theme in ("", row.theme)
        and (given.status in ("", row.status) or (given.status == "done" and done))
        and (not given.words or given.words.casefold() in row.shown.casefold())
        and (not given.kind or given.kind == row.kind())
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Chosen:
    """A theme or kind that the queue may be narrowed to."""

    value: str
    label: str


def themes_to_choose(findings: Findings) -> tuple[Chosen, ...]:
    """The themes that the queue may be narrowed to, most people first."""
    ranked = sorted(
        findings.themes, key=lambda one: (-findings.verdicts[one.theme_id].people, one.theme_id)
    )
    return tuple(Chosen(value=one.theme_id, label=f"{one.theme_id}  {one.title}") for one in ranked)
