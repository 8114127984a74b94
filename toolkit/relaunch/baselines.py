"""Where a group stands: the mean of its last four weeks, and its own best four since the launch."""

from __future__ import annotations

from dataclasses import dataclass
from math import isnan, sqrt

from toolkit.relaunch.ground import Ground

WEEKS = 4
"""A baseline is the mean of so many weeks: one holiday does not make it."""
_Z = 1.96


@dataclass(frozen=True, slots=True, kw_only=True)
class Baseline:
    """Weekly use of a group, as shares of those in scope."""

    people: int
    mean: float
    low: float
    high: float
    """Wilson's 95 % interval for the share of its people (Wilson 1927)."""
    best: float
    weeks: int


def all_weeks(group: str, ground: Ground) -> list[tuple[int, float]]:
    """(in scope, active) of each week of a group in order, where it is recorded."""
    table = ground.findings.facts.adoption
    if table.empty:
        return []
    rows = table[table["group"] == group].sort_values("week", kind="stable")
    pairs = zip(rows["in_scope"], rows["active"], strict=True)
    return [(int(n), float(active)) for n, active in pairs if n and not isnan(float(active))]


def baseline_of(group: str, ground: Ground) -> Baseline | None:
    """The baseline of a group of adoption.csv; None with fewer than four recorded weeks."""
    weeks = all_weeks(group, ground)
    if len(weeks) < WEEKS:
        return None
    shares = [active / n for n, active in weeks]
    means = [sum(shares[place : place + WEEKS]) / WEEKS for place in range(len(shares) - WEEKS + 1)]
    people = weeks[-1][0]
    low, high = wilson(means[-1], people)
    return Baseline(
        people=people, mean=means[-1], low=low, high=high, best=max(means), weeks=len(weeks)
    )


def wilson(share: float, n: int) -> tuple[float, float]:
    """Wilson's interval for a share of n; (0, 1) for nobody."""
    if n <= 0:
        return 0.0, 1.0
    middle = (share + _Z**2 / (2 * n)) / (1 + _Z**2 / n)
    half = _Z * sqrt(share * (1 - share) / n + _Z**2 / (4 * n**2)) / (1 + _Z**2 / n)
    return max(middle - half, 0.0), min(middle + half, 1.0)
