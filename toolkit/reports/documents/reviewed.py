"""What a sponsor is told: what a person has looked at; the rest is counted."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from toolkit.model.findings import Action
from toolkit.model.vocabulary import Status
from toolkit.reports.summary_types import Summary


@dataclass(frozen=True, slots=True, kw_only=True)
class NotYet:
    """How many of each nobody has looked at."""

    themes: int
    actions: int
    statements: int


def reviewed_only(summary: Summary) -> tuple[Summary, NotYet]:
    """The summary with the themes and actions that a person has seen, and the rest counted.

    An action counts as reviewed with the first of its themes. What is counted over all statements
    (shares, use, coverage, answers to closed questions) stays.
    """
    kept = {one.theme_id for one in summary.themes if one.status is not Status.SUGGESTED}
    actions = tuple(one for one in summary.actions if _seen(one, kept))
    ids = {one.action_id for one in actions}
    first = summary.page_one
    page = replace(
        first,
        causes=tuple(one for one in first.causes if one.theme_id in kept),
        quick_wins=_of(first.quick_wins, ids),
        to_mend=_of(first.to_mend, ids),
        to_explain=_of(first.to_explain, ids),
        executive=_of(first.executive, ids),
    )
    shown = replace(
        summary,
        page_one=page,
        themes=tuple(one for one in summary.themes if one.theme_id in kept),
        actions=actions,
    )
    statements = first.sure.reviewed
    return shown, NotYet(
        themes=len(summary.themes) - len(shown.themes),
        actions=len(summary.actions) - len(actions),
        statements=statements.all - statements.seen,
    )


def _seen(action: Action, themes: set[str]) -> bool:
    return action.status is not Status.SUGGESTED or any(one in themes for one in action.theme_ids)


def _of(actions: Iterable[Action], ids: set[str]) -> tuple[Action, ...]:
    return tuple(one for one in actions if one.action_id in ids)
