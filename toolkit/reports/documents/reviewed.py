"""What a sponsor is told: what a person has looked at; the rest is counted."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from toolkit.model.findings import Action, Request
from toolkit.model.vocabulary import Status
from toolkit.reports.page_one import action_lists, weightiest
from toolkit.reports.summary_types import PageOne, Quote, Summary, Trace, Waiting

_BY_MACHINE = ("n-only", "n-both", "n-tool", "n-understanding", "n-commitment", "n-cannot")
"""Anchors of numbers of page one that rest on causes of statements."""


def reviewed_only(summary: Summary) -> tuple[Summary, Waiting]:
    """The summary with what a person has seen, and the rest counted.

    An action counts as reviewed with the first of its themes, a question with any theme it is
    about, a quote of praise or a wish with its own statement. What is counted over the causes of
    all statements (families, their charts, stances) is told when no theme waits any more; what the
    files themselves count (use, coverage, closed questions) always is.
    """
    kept = {one.theme_id for one in summary.themes if one.status is not Status.SUGGESTED}
    actions = tuple(one for one in summary.actions if _seen(one, kept))
    statements = summary.page_one.sure.reviewed
    waiting = Waiting(
        themes=len(summary.themes) - len(kept),
        actions=len(summary.actions) - len(actions),
        statements=statements.all - statements.seen,
    )
    shown = replace(
        summary,
        themes=tuple(one for one in summary.themes if one.theme_id in kept),
        actions=actions,
        requests=_asked(summary.requests, kept),
        praise=_checked(summary.praise),
        wishes=_checked(summary.wishes),
    )
    if waiting.themes:
        shown = _without_shares(shown)
    return replace(shown, page_one=_page(shown, kept, waiting)), waiting


def _page(shown: Summary, kept: set[str], waiting: Waiting) -> PageOne:
    lists = action_lists(shown.actions, shown.themes)
    return replace(
        shown.page_one,
        causes=weightiest(shown.themes),
        quick_wins=lists.quick_wins,
        to_mend=lists.to_mend,
        to_explain=lists.to_explain,
        executive=lists.executive,
        unknowns=_asked(shown.page_one.unknowns, kept),
        waiting=waiting if waiting.themes or waiting.actions else None,
    )


def _without_shares(summary: Summary) -> Summary:
    """Without what is counted over causes that nobody has looked at."""
    first = replace(summary.page_one, families=(), only_tool=0, only_launch=0, both=0)
    pictures = summary.pictures
    if pictures:
        pictures = replace(pictures, families=(), stances=None)
    return replace(
        summary,
        page_one=first,
        pictures=pictures,
        traces=tuple(one for one in summary.traces if not _by_machine(one)),
    )


def _by_machine(trace: Trace) -> bool:
    return trace.anchor.startswith(_BY_MACHINE)


def _asked(requests: Iterable[Request], kept: set[str]) -> tuple[Request, ...]:
    """Missing files, and questions on themes that a person has seen."""
    return tuple(
        one for one in requests if one.kind == "file" or kept.intersection(one.about.split("; "))
    )


def _checked(quotes: Iterable[Quote]) -> tuple[Quote, ...]:
    return tuple(one for one in quotes if one.status is not Status.SUGGESTED)


def _seen(action: Action, themes: set[str]) -> bool:
    return action.status is not Status.SUGGESTED or any(one in themes for one in action.theme_ids)
