"""A theme keeps its id from run to run, as long as most of it is the same."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from scipy.optimize import linear_sum_assignment

from toolkit.model.findings import Theme

LEAST_OVERLAP = 0.5
"""Jaccard from which a theme is the previous run's theme."""


def keep_ids(themes: Sequence[Theme], previous: Sequence[Theme]) -> tuple[Theme, ...]:
    """Themes with ids, by size then first statement: the previous run's where they overlap enough.

    One to one, greatest total overlap; others take the next free number.
    """
    ordered = sorted(themes, key=lambda one: (-len(one.statement_ids), one.statement_ids))
    kept = _matched(ordered, previous)
    used = {one.theme_id for one in previous}
    free = (f"T{number:02d}" for number in range(1, 10_000) if f"T{number:02d}" not in used)
    return tuple(
        replace(one, theme_id=kept.get(place) or next(free)) for place, one in enumerate(ordered)
    )


def with_retired(themes: Sequence[Theme], previous: Sequence[Theme]) -> tuple[Theme, ...]:
    """The themes, and without statements those that are gone: no id is ever given out twice."""
    now = {one.theme_id for one in themes}
    gone = sorted({one.theme_id for one in previous} - now)
    return (*themes, *(Theme(theme_id=one, title="", statement_ids=()) for one in gone))


def _matched(themes: Sequence[Theme], previous: Sequence[Theme]) -> dict[int, str]:
    if not themes or not previous:
        return {}
    overlap = np.array(
        [[jaccard(set(a.statement_ids), set(b.statement_ids)) for b in previous] for a in themes]
    )
    rows, columns = linear_sum_assignment(overlap, maximize=True)
    return {
        int(row): previous[column].theme_id
        for row, column in zip(rows, columns, strict=True)
        if overlap[row, column] >= LEAST_OVERLAP
    }


def jaccard(a: set[str], b: set[str]) -> float:
    """How much two sets share, 0-1; 0 where both are empty."""
    return len(a & b) / len(a | b) if a | b else 0.0
