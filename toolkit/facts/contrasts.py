"""Contrasts between groups of people: shares with intervals, odds and rate ratios, shrunk."""

from __future__ import annotations

import math
from collections.abc import Collection
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.stats import hypergeom

Z = 1.959963984540054
"""The normal quantile of a 95 % interval."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Contrast:
    """How often something is so inside a group and outside of it; all in distinct people."""

    inside: int
    inside_of: int
    outside: int
    outside_of: int

    @property
    def log_odds_ratio(self) -> float:
        """Natural log, with a half added to each cell (Haldane 1956, Anscombe 1956)."""
        a, b = self.inside + 0.5, self.inside_of - self.inside + 0.5
        c, d = self.outside + 0.5, self.outside_of - self.outside + 0.5
        return math.log(a * d / (b * c))

    @property
    def spread(self) -> float:
        """Standard error of the log odds ratio (Woolf 1955), with the same halves."""
        a, b = self.inside + 0.5, self.inside_of - self.inside + 0.5
        c, d = self.outside + 0.5, self.outside_of - self.outside + 0.5
        return math.sqrt(1 / a + 1 / b + 1 / c + 1 / d)

    @property
    def shrunk(self) -> float:
        """The log odds ratio times the share of it that is not chance: see `shrink`."""
        return shrink(self.log_odds_ratio, self.spread)

    @property
    def p_value(self) -> float:
        """One-sided, of at least so many inside (Fisher's exact test); 1 where a group is empty."""
        if not self.inside_of or not self.outside_of:
            return 1.0
        total = self.inside_of + self.outside_of
        having = self.inside + self.outside
        return float(hypergeom.sf(self.inside - 1, total, having, self.inside_of))

    def words(self) -> str:
        """As in: 7 of 9 (45-94 %) against 3 of 20 (5-36 %)."""
        return (
            f"{share(self.inside, self.inside_of)} against {share(self.outside, self.outside_of)}"
        )


def contrast(
    having: Collection[str], inside: Collection[str], outside: Collection[str]
) -> Contrast:
    """The contrast of people `having` something between two groups of people."""
    who = set(having)
    return Contrast(
        inside=len(who & set(inside)),
        inside_of=len(set(inside)),
        outside=len(who & set(outside)),
        outside_of=len(set(outside)),
    )


def shrink(value: float, spread: float) -> float:
    """value^3 / (value^2 + spread^2): near zero unless an estimate stands out of chance."""
    below = value**2 + spread**2
    return value * value**2 / below if below > 0 else 0.0


def wilson(k: int, n: int) -> tuple[float, float]:
    """The 95 % interval of a share k of n (Wilson 1927); 0 to 1 where n is 0."""
    if n == 0:
        return 0.0, 1.0
    p, z2 = k / n, Z**2
    centre = (p + z2 / (2 * n)) / (1 + z2 / n)
    half = Z / (1 + z2 / n) * math.sqrt(p * (1 - p) / n + z2 / (4 * n**2))
    return max(0.0, centre - half), min(1.0, centre + half)


def share(k: int, n: int) -> str:
    """A share of people with its interval, as in: 7 of 9 (45-94 %)."""
    low, high = wilson(k, n)
    return f"{k} of {n} ({low:.0%}-{high:.0%})".replace("%-", "-").replace("%)", " %)")


def rate_ratio(
    ratios_inside: NDArray[np.float64], ratios_outside: NDArray[np.float64]
) -> tuple[float, float]:
    """Log of the ratio of geometric means of two groups' (finite, positive) ratios, and its error.

    0 and infinity where a group has fewer than two.
    """
    if len(ratios_inside) < 2 or len(ratios_outside) < 2:
        return 0.0, float("inf")
    a, b = np.log(ratios_inside), np.log(ratios_outside)
    error = math.sqrt(a.var(ddof=1) / len(a) + b.var(ddof=1) / len(b))
    return float(a.mean() - b.mean()), max(error, 1e-6)
