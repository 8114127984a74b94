"""Whether a column of the usage file counts what happened in a week, or what is left at its end.

A file's header seldom says ("mails_unlinked", "in status saved"), but the numbers do: counts of
weeks jump about, a stock moves by little and mostly in one direction.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

LEAST_LEVEL = 3.0
LEAST_PEOPLE = 3
"""People with fewer on average, and files with fewer such people, show nothing."""
SMOOTHER_THAN_COUNTS = 0.5
"""Independent counts have a squared change between weeks of about the sum of both (Poisson: each
week's variance is its mean); half of that is no longer chance."""
PERSISTENCE = 0.6
"""Least lag-one correlation of a person's deviations from his or her own mean."""
GROWTH = 1.3
"""Unfinished work piles up: the last third of the weeks stands above the first third. It also keeps
out counts that fade as people give up."""


CLEARED, MOST_CLEARINGS = 0.5, 2
"""A stock that loses half and LEAST_LEVEL or more within a week was cleared; who clears it more
often within the weeks looked at does so as a habit."""
SPELL = 3
"""A slope is seen in no fewer values."""


def growth_per_week(stock: NDArray[np.float64], last: int = 12) -> NDArray[np.float64]:
    """(n,) by how much each stock (n, w) grows per week over its last `last` weeks.

    The least-squares slope within the spells between clearings, one for all spells (as in an
    analysis of covariance): a stock that was cleared at once and fills again grows. Where clearing
    is a habit, the weeks are one spell. NaN below SPELL values.
    """
    return np.array([_growth(row[np.isfinite(row)], row) for row in stock[:, -last:]], dtype=float)


def _growth(values: NDArray[np.float64], row: NDArray[np.float64]) -> float:
    if len(values) < SPELL:
        return float("nan")
    weeks = np.flatnonzero(np.isfinite(row)).astype(float)
    cleared = _cleared(values)
    spell = np.concatenate([[0], np.cumsum(cleared)])
    if cleared.sum() > MOST_CLEARINGS:
        spell[:] = 0
    size = np.bincount(spell)
    week = weeks - (np.bincount(spell, weeks) / size)[spell]
    below = float((week**2).sum())
    return float((week * values).sum()) / below if below > 0 else float("nan")


def before_clearing(stock: NDArray[np.float64], last: int = 12) -> NDArray[np.float64]:
    """(n,) the last value of each stock (n, w); the highest of its last weeks if cleared in them.

    `last` weeks are looked at. Whoever was shown how the work is finished clears what had piled up:
    the pile tells of the time before. Where clearing is a habit, the last value holds. NaN where
    there is none.
    """
    return np.array([_level(row[np.isfinite(row)], last) for row in stock], dtype=float)


def _level(values: NDArray[np.float64], last: int) -> float:
    if not len(values):
        return float("nan")
    cleared = _cleared(values[-last:])
    if 0 < cleared.sum() <= MOST_CLEARINGS:
        return float(values[-last:].max())
    return float(values[-1])


def _cleared(values: NDArray[np.float64]) -> NDArray[np.bool_]:
    """(w - 1,) whether a stock was cleared from one week to the next."""
    before, after = values[:-1], values[1:]
    return np.asarray((after <= CLEARED * before) & (before - after >= LEAST_LEVEL))


def looks_like_stock(weekly: NDArray[np.float64]) -> bool:
    """Whether (n, w) values of n people move like a stock; False where too little is to be seen."""
    if weekly.shape[1] < 6:
        return False
    values = np.nan_to_num(weekly)
    values = values[values.mean(axis=1) >= LEAST_LEVEL]
    if len(values) < LEAST_PEOPLE:
        return False
    before, after = values[:, :-1], values[:, 1:]
    jumps = ((after - before) ** 2).sum() / (after + before).sum()
    own = values - values.mean(axis=1, keepdims=True)
    spread = (own**2).sum()
    persistence = (own[:, 1:] * own[:, :-1]).sum() / spread if spread > 0 else 0.0
    third = max(1, values.shape[1] // 3)
    growth = values[:, -third:].mean() / max(float(values[:, :third].mean()), 0.5)
    return bool(jumps <= SMOOTHER_THAN_COUNTS and persistence >= PERSISTENCE and growth >= GROWTH)
