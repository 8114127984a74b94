"""How far the ranking by nominations would move, had other people answered."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from toolkit.model.intake import Tie
from toolkit.stakeholders.reach import namers

SHARE = 0.9
"""Intervals hold nine of ten resamples."""


def rank_intervals(
    ties: Sequence[Tie], *, missing: float, draws: int = 200, seed: int = 0
) -> dict[str, tuple[int, int]]:
    """Person id -> (best, worst) rank by in-degree in 90 % of the resamples, 1 = named most.

    Each resample leaves out a share `missing` (0-1) of those who named somebody, with all their
    nominations: as many as did not answer in truth, so that the interval shows what their silence
    may hide. Equals share the better rank. {} without ties.
    """
    named = namers(ties)
    if not named:
        return {}
    people = sorted(named)
    askers = sorted({who for of in named.values() for who in of})
    column = {who: i for i, who in enumerate(askers)}
    pairs = [(row, column[who]) for row, key in enumerate(people) for who in sorted(named[key])]
    rows, columns = np.array(pairs).T
    kept = max(1, round(len(askers) * (1 - missing)))
    random = np.random.default_rng(seed)
    ranks = np.empty((draws, len(people)), dtype=int)
    for draw in range(draws):
        answers = np.zeros(len(askers), dtype=bool)
        answers[random.permutation(len(askers))[:kept]] = True
        counts = -np.bincount(rows[answers[columns]], minlength=len(people))
        ranks[draw] = 1 + np.searchsorted(np.sort(counts), counts, side="left")
    tail = (1 - SHARE) / 2
    low = np.quantile(ranks, tail, axis=0, method="lower")
    high = np.quantile(ranks, 1 - tail, axis=0, method="higher")
    return {key: (int(low[i]), int(high[i])) for i, key in enumerate(people)}
