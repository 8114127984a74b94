"""Two coders' words on the same statements, each counted by its measured agreement with persons.

The second coder's confusion with what persons decided is estimated per label (Dawid and Skene,
1979, "Maximum likelihood estimation of observer error-rates using the EM algorithm"), shrunk by a
Dirichlet prior whose mean is its overall agreement (Kim and Ghahramani, 2012, "Bayesian classifier
combination"). Its word then adds the logarithm of its likelihood to the first coder's, each times
a weight: independent coders would both weigh 1 (Nitzan and Paroush, 1982), but coders who read the
same words err together, so the weights are fitted where persons decided, held near their start.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import product
from typing import Final, TypeVar

import numpy as np
from numpy.typing import NDArray

from toolkit.coding.learned import cause_for
from toolkit.model.decisions import Decisions
from toolkit.model.findings import Coding
from toolkit.model.vocabulary import CAUSES, Cause, Kind

LEAST: Final = 20
"""With fewer statements decided by persons nothing is measured, and the default holds."""
DEFAULT_AGREEMENT: Final = {"kind": 0.75, "cause": 0.5}
"""Modest: what a small model that reads along may be trusted with before anybody looked."""
DEFAULT_WEIGHTS: Final = (1.0, 0.7)
"""Of the first coder's and the second's logarithms."""
_AGREEMENT_STRENGTH: Final = 20.0
"""Decisions that the default agreement is worth against measured ones."""
_ROW_STRENGTH: Final = 10.0
"""Decisions that the overall agreement is worth in one label's row of the confusion."""
_HOLD: Final = 5.0
"""How firmly the weights are held at their start: at this many nats per unit squared."""
_GRID: Final = tuple(step / 10 for step in range(17))
_FLOOR: Final = 1e-6

Label = TypeVar("Label", Kind, Cause)
Matrix = NDArray[np.float64]


@dataclass(frozen=True, slots=True, kw_only=True)
class Trust:
    """What the second coder's word is worth, and from what that is known."""

    n: int
    """Statements that persons decided and the second coder coded."""
    agreement: float | None
    """Its share of these, 0-1; None where there are none."""
    weights: tuple[float, float]
    """Of the first coder's and the second's logarithms."""
    confusion: tuple[tuple[float, ...], ...]
    """Row: what it is; column: what the second coder says. Rows add up to 1."""

    @property
    def is_measured(self) -> bool:
        """Whether enough was decided to measure it; else the default holds."""
        return self.n >= LEAST


@dataclass(frozen=True, slots=True, kw_only=True)
class Combined:
    """Codings by statement, and the second coder's trust for kinds and for causes."""

    codings: Mapping[str, Coding]
    kind: Trust
    cause: Trust


def combine_codings(
    first: Mapping[str, Coding], second: Mapping[str, Coding], decisions: Decisions
) -> Combined:
    """The first coder's codings with the second's word added, for the first's statements.

    Where the second abstains (no kind, no cause, unclear) the first's word stands unchanged. No
    decision is applied here: decisions measure, they do not overrule.
    """
    keys = sorted(key for key in first if _speaks(first[key], second.get(key)))
    kinds = _kinds_asked(keys, first, second, decisions)
    causes = _causes_asked(keys, first, second, decisions)
    of_kind, of_cause = _measure(kinds), _measure(causes)
    by_kind, by_cause = _posterior(kinds, of_kind), _posterior(causes, of_cause)
    joined = {
        key: _joined(first[key], second[key], by_kind[row], by_cause[row])
        for row, key in enumerate(keys)
    }
    return Combined(codings={**first, **joined}, kind=of_kind, cause=of_cause)


@dataclass(frozen=True, slots=True)
class _Words:
    """Both coders' shares and what persons decided; rows are statements, columns labels."""

    first: Matrix
    second: Matrix
    """A row of zeros where the second coder abstains."""
    truth: NDArray[np.int64]
    """The label's column, -1 where nobody decided."""
    default: float

    @property
    def both(self) -> NDArray[np.int64]:
        """Rows on which a person and the second coder spoke."""
        return np.flatnonzero((self.truth >= 0) & (self.second.sum(axis=1) > 0))


def _speaks(first: Coding, second: Coding | None) -> bool:
    """Whether there is something to combine; that a non-answer says nothing is no opinion."""
    non_answer = first.kind is Kind.OTHER and not first.causes
    return second is not None and second.kind is not None and bool(first.kinds) and not non_answer


def _kinds_asked(
    keys: Sequence[str],
    first: Mapping[str, Coding],
    second: Mapping[str, Coding],
    decisions: Decisions,
) -> _Words:
    labels = tuple(Kind)
    return _Words(
        _matrix([first[key].kinds for key in keys], labels),
        _matrix([second[key].kinds for key in keys], labels),
        _decided(keys, decisions, "kind", labels),
        DEFAULT_AGREEMENT["kind"],
    )


def _causes_asked(
    keys: Sequence[str],
    first: Mapping[str, Coding],
    second: Mapping[str, Coding],
    decisions: Decisions,
) -> _Words:
    return _Words(
        _matrix([first[key].causes for key in keys], CAUSES),
        _matrix([second[key].causes for key in keys], CAUSES),
        _decided(keys, decisions, "cause", CAUSES),
        DEFAULT_AGREEMENT["cause"],
    )


def _matrix(shares: Sequence[Mapping[Label, float]], labels: Sequence[Label]) -> Matrix:
    rows = [[one.get(label, 0.0) for label in labels] for one in shares]
    return np.asarray(rows, dtype=np.float64).reshape(len(shares), len(labels))


def _decided(
    keys: Sequence[str], decisions: Decisions, field: str, labels: Sequence[Label]
) -> NDArray[np.int64]:
    places = {str(label): place for place, label in enumerate(labels)}
    values = (decisions.value(f"statement:{key}", field) for key in keys)
    return np.asarray([places.get(value or "", -1) for value in values], dtype=np.int64)


def _measure(words: _Words) -> Trust:
    """The second coder's confusion and both weights, from what persons decided."""
    rows = words.both
    agrees = words.second[rows].argmax(axis=1) == words.truth[rows]
    measured = len(rows) >= LEAST
    told = words.second[rows] if measured else words.second[:0]
    true = words.truth[rows] if measured else words.truth[:0]
    confusion = _confusion(told, true, words)
    return Trust(
        n=len(rows),
        agreement=float(agrees.mean()) if len(rows) else None,
        weights=_weights(words, rows) if measured else DEFAULT_WEIGHTS,
        confusion=tuple(tuple(map(float, row)) for row in confusion),
    )


def _confusion(told: Matrix, true: NDArray[np.int64], words: _Words) -> Matrix:
    """Array with shape (K, K), rows adding up to 1: the posterior means of the Dirichlet rows.

    `told` with shape (n, K) holds shares, so that a coder who hesitates counts by halves.
    """
    k = words.second.shape[1]
    counts = np.zeros((k, k))
    np.add.at(counts, true, told)
    agreed = float(np.trace(counts)) + _AGREEMENT_STRENGTH * words.default
    overall = agreed / (len(true) + _AGREEMENT_STRENGTH)
    prior = np.full((k, k), (1 - overall) / (k - 1))
    np.fill_diagonal(prior, overall)
    rows = counts + _ROW_STRENGTH * prior
    return np.asarray(rows / rows.sum(axis=1, keepdims=True))


def _weights(words: _Words, rows: NDArray[np.int64]) -> tuple[float, float]:
    """The weights under which what persons decided is likeliest, held near their start.

    Each statement is judged with a confusion that has not seen it. Ties go to the smaller weights.
    """
    told, true = words.second[rows], words.truth[rows]
    first = np.log(np.clip(words.first[rows], _FLOOR, 1.0))
    second = np.empty_like(first)
    for one in range(len(rows)):
        others = np.arange(len(rows)) != one
        second[one] = np.log(_confusion(told[others], true[others], words) @ told[one])

    def loss(weights: tuple[float, float]) -> float:
        scores = weights[0] * first + weights[1] * second
        held = sum((a - b) ** 2 for a, b in zip(weights, DEFAULT_WEIGHTS, strict=True))
        return float((_log_sum(scores) - scores[np.arange(len(true)), true]).sum()) + _HOLD * held

    return min(product(_GRID, _GRID), key=lambda pair: (round(loss(pair), 9), pair))


def _posterior(words: _Words, trust: Trust) -> Matrix:
    """Array with shape (n, K), rows adding up to 1; the first's own where the second abstains."""
    likelihood = words.second @ np.asarray(trust.confusion).T
    speaks = words.second.sum(axis=1) > 0
    scores = trust.weights[0] * np.log(np.clip(words.first, _FLOOR, 1.0))
    scores = scores + trust.weights[1] * np.log(np.clip(likelihood, _FLOOR, None))
    shares = np.exp(scores - _log_sum(scores)[:, np.newaxis])
    return np.where(speaks[:, np.newaxis], shares, words.first)


def _log_sum(scores: Matrix) -> Matrix:
    top = scores.max(axis=1, initial=-np.inf)
    return np.asarray(top + np.log(np.exp(scores - top[:, np.newaxis]).sum(axis=1)))


def _joined(first: Coding, second: Coding, by_kind: Matrix, by_cause: Matrix) -> Coding:
    """One coding from both."""
    kinds = dict(zip(Kind, map(float, by_kind), strict=True))
    causes = dict(zip(CAUSES, map(float, by_cause), strict=True))
    kind = max(kinds, key=lambda one: kinds[one])
    cause, sure = cause_for(kind, causes, first.ticket_odds)
    return replace(
        first,
        coder=f"{first.coder} + {second.coder}",
        kind=kind,
        cause=cause,
        kind_confidence=kinds[kind],
        cause_confidence=sure,
        kinds=kinds,
        causes=causes,
        severity=_severity(first, second) if kind is Kind.CONCERN else None,
        reasons=(*first.reasons, *(f"{second.coder} {why}" for why in second.reasons)),
    )


def _severity(first: Coding, second: Coding) -> int | None:
    """The one that spoke; of two the mean, a half towards the first."""
    if first.severity is None or second.severity is None:
        return second.severity if first.severity is None else first.severity
    if abs(first.severity - second.severity) == 1:
        return first.severity
    return (first.severity + second.severity) // 2
