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


def _matched(themes: Sequence[Theme], previous: Sequence[Theme]) -> dict[int, str]:
    if not themes or not previous:
        return {}
    overlap = np.array([[_jaccard(new, old) for old in previous] for new in themes])
    rows, columns = linear_sum_assignment(overlap, maximize=True)
    return {
        int(row): previous[column].theme_id
        for row, column in zip(rows, columns, strict=True)
        if overlap[row, column] >= LEAST_OVERLAP
    }


def _jaccard(one: Theme, other: Theme) -> float:
    a, b = set(one.statement_ids), set(other.statement_ids)
    return len(a & b) / len(a | b) if a | b else 0.0
