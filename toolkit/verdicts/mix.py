"""How common each cause is behind a confused coder's labels, and what each label then means."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from toolkit.model.findings import Confusion

PRIOR_WEIGHT = 40.0
"""The mix of causes on the industries left out counts as so many concerns: with fewer the inverted
matrix blows up what is chance, with more no company could differ (benchmarks/shares.py)."""
PRIOR_SPREAD = 14.0
"""How far a company's mix may lie from the usual one, as a Dirichlet's weight: chosen so that 95 %
intervals hold the truth in 95 % of the cases of benchmarks/shares.py, where it was also chosen."""
COUNT_SHARE = 0.05
"""Statements of one company are confused alike: a count of the matrix is worth so much of one."""
_ROUNDS = 200
_EPS = 1e-6

Table = NDArray[np.float64]
"""(draws, 10 labels, 10 causes): the chance of each cause where the coder says a label."""


@dataclass(frozen=True, slots=True, eq=False)
class Measured:
    """A coder's rates: P(label | cause), rows causes, and how common the causes were."""

    rates: NDArray[np.float64]
    usual: NDArray[np.float64]


def measured(confusion: Confusion) -> Measured:
    """The rates of a confusion; half a count is added to each cell (Jeffreys' prior)."""
    counts = np.asarray(confusion.counts, dtype=np.float64) + 0.5
    rows = counts.sum(axis=1)
    return Measured(counts / rows[:, None], rows / rows.sum())


def draw_measured(
    confusion: Confusion, draws: int, random: np.random.Generator
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Rates (draws, 10, 10) and usual mixes (draws, 10) as far as they are not known."""
    counts = np.asarray(confusion.counts, dtype=np.float64)
    rates = np.stack([random.dirichlet(row * COUNT_SHARE + 0.5, size=draws) for row in counts], 1)
    usual = measured(confusion).usual
    return rates, random.dirichlet(usual * PRIOR_SPREAD, size=draws)


def meaning_of_labels(
    rates: NDArray[np.float64], usual: NDArray[np.float64], labelled: NDArray[np.float64]
) -> Table:
    """What each label means here: P(cause | label) after fitting the mix of causes.

    `rates` (draws, 10, 10), `usual` (draws, 10), `labelled` (draws, 10): how many concerns bear
    each label. The mix is the maximum a posteriori under a Dirichlet prior of weight PRIOR_WEIGHT,
    by expectation maximisation (Saerens, Latinne and Decaestecker 2002; with P(label | cause) in
    place of densities it is the regularised form of the matrix method, Hopkins and King 2010).
    """
    mix = usual.copy()
    total = labelled.sum(axis=1, keepdims=True) + PRIOR_WEIGHT
    for _ in range(_ROUNDS):
        chance = _chances(rates, mix)
        fresh = (np.einsum("bjc,bj->bc", chance, labelled) + PRIOR_WEIGHT * usual) / total
        done = float(np.abs(fresh - mix).max()) < _EPS
        mix = fresh
        if done:
            break
    return _chances(rates, mix)


def _chances(rates: NDArray[np.float64], mix: NDArray[np.float64]) -> Table:
    joint = np.swapaxes(rates * mix[:, :, None], 1, 2)
    return np.asarray(joint / joint.sum(axis=2, keepdims=True))
