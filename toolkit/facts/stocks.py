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
