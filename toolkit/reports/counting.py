"""Shares and means with their intervals."""

from __future__ import annotations

import math
import statistics
from collections.abc import Sequence

from toolkit.reports.summary_types import Estimate

Z = 1.959964
"""The normal quantile of a two-sided 95 % interval."""


def share_of(count: int, n: int) -> Estimate | None:
    """A share with its Wilson score interval (Wilson 1927, eq. 10); None where n is 0."""
    if n == 0:
        return None
    share = count / n
    centre = (share + Z * Z / (2 * n)) / (1 + Z * Z / n)
    half = Z / (1 + Z * Z / n) * math.sqrt(share * (1 - share) / n + Z * Z / (4 * n * n))
    low, high = max(0.0, centre - half), min(1.0, centre + half)
    return Estimate(value=share, low=min(low, share), high=max(high, share), n=n, count=count)


def whole(value: float) -> int:
    """The nearest whole number, halves upwards, as people round."""
    return math.floor(value + 0.5)


def mean_of(values: Sequence[float]) -> Estimate | None:
    """A mean with its Student interval; None for fewer than two values."""
    if len(values) < 2:
        return None
    n, mean = len(values), statistics.fmean(values)
    half = _student(n - 1) * statistics.stdev(values) / math.sqrt(n)
    return Estimate(value=mean, low=mean - half, high=mean + half, n=n)


def difference_of(after: Sequence[float], before: Sequence[float]) -> Estimate | None:
    """The difference of two independent means (Welch's interval); None below two values each."""
    if min(len(after), len(before)) < 2:
        return None
    spread = [statistics.variance(side) / len(side) for side in (after, before)]
    if sum(spread) == 0:
        freedom = float(len(after) + len(before) - 2)
    else:
        freedom = sum(spread) ** 2 / sum(
            part * part / (len(side) - 1)
            for part, side in zip(spread, (after, before), strict=True)
        )
    value = statistics.fmean(after) - statistics.fmean(before)
    half = _student(freedom) * math.sqrt(sum(spread))
    return Estimate(
        value=value, low=value - half, high=value + half, n=min(len(after), len(before))
    )


def _student(freedom: float) -> float:
    """The 97.5 % quantile of Student's t."""
    from scipy.special import stdtrit

    return float(stdtrit(freedom, 0.975))
