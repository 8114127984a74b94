"""Errors shown to a person, against peers who do the same work."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from toolkit.facts.panel import Floats
from toolkit.facts.peers import sum_of_peers

PRIOR_ERRORS = 3.0
"""Strength of the assumption 'like the peers', in expected errors: two errors where one was
expected is nothing, twenty where ten were expected is something."""


def error_rate_against_peers(errors: Floats, work: Floats, groups: NDArray[np.object_]) -> Floats:
    """(n,) each person's errors against those expected from the peers' rate; 1 = like the peers.

    `errors` and `work` (records, or uses) are totals per person, NaN where not recorded. Expected
    are the errors per piece of work of the others in the group times the person's own work. The
    ratio is the posterior mean of a gamma-Poisson model with a gamma(k, k) prior on the relative
    risk, k = PRIOR_ERRORS: (observed + k) / (expected + k), as in disease mapping (Clayton and
    Kaldor 1987). NaN where the person or all peers have no errors recorded, or nobody of the peers
    has done any work.
    """
    expected = expected_errors(errors, work, groups)
    return np.asarray((errors + PRIOR_ERRORS) / (expected + PRIOR_ERRORS))


def expected_errors(errors: Floats, work: Floats, groups: NDArray[np.object_]) -> Floats:
    """(n,) errors that the peers' rate gives for the person's own work; NaN as above."""
    both = np.isfinite(errors) & np.isfinite(work)
    peers_work = sum_of_peers(np.where(both, work, np.nan), groups)
    peers_errors = sum_of_peers(np.where(both, errors, np.nan), groups)
    rate = np.divide(
        peers_errors, peers_work, out=np.full(len(errors), np.nan), where=peers_work > 0
    )
    return np.asarray(rate * work)


def latest(stock: Floats) -> Floats:
    """(n,) the last recorded value of a stock (n, w); NaN where there is none."""
    if not stock.shape[1]:
        return np.full(len(stock), np.nan)
    seen = np.isfinite(stock)
    last = stock.shape[1] - 1 - np.argmax(seen[:, ::-1], axis=1)
    return np.asarray(np.where(seen.any(axis=1), stock[np.arange(len(stock)), last], np.nan))
