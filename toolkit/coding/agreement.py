"""How far coders agree beyond chance: Cohen's kappa, Krippendorff's alpha, and how sure that is.

Everywhere `codes` is coder -> statement id -> value. A statement that a coder left out, or
abstained from, is missing, never a value. What cannot be measured has the value None and says why.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

RESAMPLES = 1000
"""Enough for two digits of a 95 % interval."""
REST = "(rest)"
_FEWEST = 2
_NOTHING = 1e-12
_LOW, _HIGH = 2.5, 97.5

Codes: TypeAlias = Mapping[str, str]
"""Statement id -> value."""
Floats: TypeAlias = NDArray[np.float64]
_Measure: TypeAlias = Callable[[Floats], Floats]
"""Counts of patterns, with shape (B, patterns), to B values; nan where undefined."""
_Merge: TypeAlias = Callable[[str], str]


class Scale(StrEnum):
    """How two different values differ: all alike, or the more the further apart they stand."""

    NOMINAL = "nominal"
    ORDINAL = "ordinal"


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A measured agreement, with a 95 % bootstrap interval over statements."""

    value: float | None
    """At most 1 (agreement throughout); 0 is chance; None where undefined."""
    low: float | None = None
    high: float | None = None
    n: int
    """Statements with at least two codes: those that count."""
    why: str = ""
    """Why there is no value, or no interval."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Resampling:
    """How the intervals are made; the same seed gives the same interval."""

    seed: int = 0
    resamples: int = RESAMPLES


def cohen_kappa(first: Codes, second: Codes, how: Resampling | None = None) -> Figure:
    """Cohen's kappa of two coders over the statements that both coded (Cohen 1960).

    (p_o - p_e) / (1 - p_e), p_o the share of equal codes, p_e the sum over codes of the product of
    both coders' shares. Undefined: nothing coded by both; one and the same code throughout.
    """
    return _kappa(_sample(_pairs(first, second), how), _itself)


def kappa_per_code(first: Codes, second: Codes, how: Resampling | None = None) -> dict[str, Figure]:
    """Kappa of each code that either coder used, against all the rest."""
    sample = _sample(_pairs(first, second), how)
    return {code: _kappa(sample, _against_rest(code)) for code in sample.values(_itself)}


def percent_agreement(first: Codes, second: Codes, how: Resampling | None = None) -> Figure:
    """The share, in [0, 1], of equal codes among the statements that both coded."""
    sample = _sample(_pairs(first, second), how)
    equal = np.array([float(a == b) for a, b in sample.patterns])
    return sample.figure(lambda counts: counts @ equal / counts.sum(axis=1))


def confusion(first: Codes, second: Codes) -> dict[tuple[str, str], int]:
    """(first's code, second's code) -> how many statements; only pairs that occur, sorted."""
    found: dict[tuple[str, str], int] = {}
    for a, b in _pairs(first, second):
        found[a, b] = found.get((a, b), 0) + 1
    return dict(sorted(found.items()))


def krippendorff_alpha(
    codes: Mapping[str, Codes],
    scale: Scale = Scale.NOMINAL,
    order: Sequence[str] = (),
    how: Resampling | None = None,
) -> Figure:
    """Krippendorff's alpha of any number of coders with gaps (Krippendorff 2011).

    1 - D_o / D_e over the coincidences of codes within statements that two or more coders coded.
    `order` gives the values from lowest to highest for the ordinal scale. Undefined: fewer than two
    coders; no statement coded by two; one and the same code throughout. Raises ValueError for an
    ordinal value that does not stand in `order`.
    """
    if len(codes) < _FEWEST:
        return Figure(value=None, n=0, why=_too_few(codes))
    return _alpha(_sample(_units(codes), how), _itself, scale, order)


def alpha_per_code(codes: Mapping[str, Codes], how: Resampling | None = None) -> dict[str, Figure]:
    """Nominal alpha of each code that any coder used where another coded too, against the rest."""
    sample = _sample(_units(codes), how)
    return {
        code: _alpha(sample, _against_rest(code), Scale.NOMINAL, ())
        for code in sample.values(_itself)
    }


@dataclass(frozen=True, slots=True)
class _Sample:
    """Units (the codes of one statement each) as counts of patterns, and drawn again."""

    patterns: tuple[tuple[str, ...], ...]
    """The different units, sorted."""
    counts: Floats
    """How often each pattern occurs: shape (1, patterns)."""
    drawn: Floats
    """The same in samples of units with replacement: shape (resamples, patterns)."""

    def values(self, merge: _Merge) -> tuple[str, ...]:
        """The values that occur, sorted."""
        return tuple(sorted({merge(value) for pattern in self.patterns for value in pattern}))

    def figure(self, measure: _Measure) -> Figure:
        """The measure of the units, with percentiles over the samples (Zapf et al. 2016)."""
        n = int(self.counts.sum())
        if not n:
            return self.nothing()
        value = float(measure(self.counts)[0])
        if n < _FEWEST:
            return Figure(value=_defined(value), n=n, why="one statement gives no interval")
        drawn = measure(self.drawn)
        defined = drawn[~np.isnan(drawn)]
        if 2 * len(defined) < len(drawn):
            return Figure(value=_defined(value), n=n, why="too few different codes for an interval")
        low, high = np.percentile(defined, [_LOW, _HIGH])
        return Figure(value=value, low=float(low), high=float(high), n=n)

    def nothing(self) -> Figure:
        """Where there are no units."""
        return Figure(value=None, n=0, why="no statement was coded by two")

    def one_code(self, code: str) -> Figure:
        """Where everybody used the same code throughout."""
        why = f"all codes are '{code}': no chance to disagree by"
        return Figure(value=None, n=int(self.counts.sum()), why=why)


def _sample(units: Sequence[tuple[str, ...]], how: Resampling | None) -> _Sample:
    """Units come sorted by statement, so that a seed draws the same statements for any codes."""
    how = how or Resampling()
    patterns = sorted(set(units))
    place = {pattern: number for number, pattern in enumerate(patterns)}
    rows = np.array([place[unit] for unit in units], dtype=np.int64)
    size, n = len(patterns), len(rows)
    drawn = np.zeros((how.resamples, size))
    if n >= _FEWEST:
        random = np.random.default_rng(how.seed)
        for number in range(how.resamples):
            drawn[number] = np.bincount(rows[random.integers(n, size=n)], minlength=size)
    counts = np.bincount(rows, minlength=size).astype(np.float64)
    return _Sample(tuple(patterns), counts[None], drawn)


def _too_few(codes: Mapping[str, Codes]) -> str:
    return f"{len(codes)} coder{'' if len(codes) == 1 else 's'}: agreement needs two"


def _itself(value: str) -> str:
    return value


def _against_rest(code: str) -> _Merge:
    return lambda value: value if value == code else REST


def _defined(value: float) -> float | None:
    return None if np.isnan(value) else value


def _pairs(first: Codes, second: Codes) -> list[tuple[str, ...]]:
    """Both codes of each statement that both coded, by id."""
    return [(first[key], second[key]) for key in sorted(first.keys() & second.keys())]


def _units(codes: Mapping[str, Codes]) -> list[tuple[str, ...]]:
    """The codes, sorted, of every statement with at least two; by id."""
    keys = sorted({key for found in codes.values() for key in found})
    units = (tuple(sorted(one[key] for one in codes.values() if key in one)) for key in keys)
    return [unit for unit in units if len(unit) >= _FEWEST]


def _kappa(sample: _Sample, merge: _Merge) -> Figure:
    values = sample.values(merge)
    if len(values) == 1:
        return sample.one_code(values[0])
    if not values:
        return sample.nothing()
    of_first = _indicators([merge(pattern[0]) for pattern in sample.patterns], values)
    of_second = _indicators([merge(pattern[1]) for pattern in sample.patterns], values)
    equal = (of_first * of_second).sum(axis=1)

    def measure(counts: Floats) -> Floats:
        n = counts.sum(axis=1)
        observed = counts @ equal / n
        expected = ((counts @ of_first) * (counts @ of_second)).sum(axis=1) / n**2
        return _beyond_chance(1 - observed, 1 - expected)

    return sample.figure(measure)


def _indicators(found: Sequence[str], values: Sequence[str]) -> Floats:
    """1 where the row's value is the column's: shape (len(found), len(values))."""
    return np.array([[float(one == value) for value in values] for one in found])


def _alpha(sample: _Sample, merge: _Merge, scale: Scale, order: Sequence[str]) -> Figure:
    values = _in_order(sample.values(merge), scale, order)
    if len(values) == 1:
        return sample.one_code(values[0])
    if not values:
        return sample.nothing()
    units = [[merge(value) for value in pattern] for pattern in sample.patterns]
    within = np.stack([_coincidences(unit, values) for unit in units])

    def measure(counts: Floats) -> Floats:
        coincidences = np.tensordot(counts, within, axes=1)
        totals = coincidences.sum(axis=2)
        distance = _distances(totals, scale)
        by_chance = totals[:, :, None] * totals[:, None, :]
        observed = (coincidences * distance).sum(axis=(1, 2))
        expected = (by_chance * distance).sum(axis=(1, 2)) / (totals.sum(axis=1) - 1)
        return _beyond_chance(observed, expected)

    return sample.figure(measure)


def _in_order(used: Sequence[str], scale: Scale, order: Sequence[str]) -> tuple[str, ...]:
    if scale is Scale.NOMINAL:
        return tuple(used)
    unknown = sorted(set(used) - set(order))
    if unknown:
        raise ValueError(f"no place in the order: {', '.join(unknown)}.")
    return tuple(value for value in order if value in used)


def _coincidences(unit: Sequence[str], values: Sequence[str]) -> Floats:
    """What one unit brings to the coincidences: its ordered pairs of codes, over m - 1."""
    counts = np.array([unit.count(value) for value in values], dtype=np.float64)
    return np.asarray((np.outer(counts, counts) - np.diag(counts)) / (len(unit) - 1))


def _distances(totals: Floats, scale: Scale) -> Floats:
    """Squared differences of values: shape (B, values, values), or (1, values, values).

    Nominal: 1 where they differ. Ordinal: how many codes rank between the two, the ends by half,
    squared; `totals`, with shape (B, values), are the codes of each value.
    """
    if scale is Scale.NOMINAL:
        return (1.0 - np.eye(totals.shape[1]))[None]
    middle = np.cumsum(totals, axis=1) - totals / 2
    return np.asarray((middle[:, :, None] - middle[:, None, :]) ** 2)


def _beyond_chance(observed: Floats, expected: Floats) -> Floats:
    """1 - observed / expected disagreement; nan where none is to be expected."""
    defined = expected > _NOTHING
    return np.where(defined, 1 - observed / np.where(defined, expected, 1.0), np.nan)
