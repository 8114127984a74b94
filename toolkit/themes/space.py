"""The space in which statements are grouped: meaning, likely cause and shared facts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray
from sklearn.decomposition import PCA

from toolkit.model.findings import Coding, Signal, Statement
from toolkit.model.vocabulary import CAUSES, Kind, Wave

TOPICAL = (Kind.CONCERN, Kind.PROPOSAL, Kind.QUESTION)
DIMENSIONS = 64
"""Principal components kept of the vectors (as measured for short texts)."""
CAUSE_WEIGHT = 0.35
"""Statements of one theme share a cause, but the coder often errs: less than meaning."""
FACT_WEIGHT = 0.5
"""Two statements that point to the same ticket speak of the same matter."""


def topical(statements: Sequence[Statement], codings: Mapping[str, Coding]) -> list[int]:
    """Places of the statements that can form themes: concerns, proposals and questions."""
    return [
        place
        for place, one in enumerate(statements)
        if codings[one.statement_id].kind in TOPICAL
        and one.source.wave is not Wave.BEFORE
        and not one.empty
    ]


def theme_space(
    statements: Sequence[Statement],
    codings: Mapping[str, Coding],
    signals: Mapping[str, tuple[Signal, ...]],
    vectors: NDArray[np.float32],
) -> NDArray[np.float64]:
    """Array with shape (n, m): rows to be clustered by squared distance.

    The language's own direction is taken out of the vectors, so that language alone forms no theme.
    """
    meaning = _without_language(np.asarray(vectors, dtype=np.float64), statements)
    n, dim = meaning.shape
    kept = min(DIMENSIONS, n - 1, dim)
    reduced = PCA(n_components=kept, svd_solver="full").fit_transform(meaning)
    reduced = _sign_fixed(reduced)
    norms = np.linalg.norm(reduced, axis=1, keepdims=True)
    unit = reduced / np.where(norms > 0, norms, 1.0)
    causes = np.array(
        [[codings[one.statement_id].causes.get(c, 0.0) for c in CAUSES] for one in statements]
    )
    return np.hstack(
        [unit, CAUSE_WEIGHT * np.sqrt(causes), FACT_WEIGHT * _facts(statements, signals)]
    )


def _without_language(
    vectors: NDArray[np.float64], statements: Sequence[Statement]
) -> NDArray[np.float64]:
    centred = vectors.copy()
    codes = np.array([one.language for one in statements])
    for code in sorted(set(codes)):
        rows = codes == code
        if rows.sum() >= 2:
            centred[rows] -= vectors[rows].mean(axis=0)
    return centred


def _sign_fixed(scores: NDArray[np.float64]) -> NDArray[np.float64]:
    """Each component's sign such that its largest entry is positive: equal on every machine."""
    largest = np.abs(scores).argmax(axis=0)
    signs = np.sign(scores[largest, range(scores.shape[1])])
    return np.asarray(scores * np.where(signs == 0, 1.0, signs))


def _facts(
    statements: Sequence[Statement], signals: Mapping[str, tuple[Signal, ...]]
) -> NDArray[np.float64]:
    """Which ticket rows a statement points to, as unit rows; shape (n, 0) where none does."""
    rows = [
        {
            row
            for signal in signals.get(one.statement_id, ())
            for row in signal.rows
            if "ticket" in signal.name
        }
        for one in statements
    ]
    names = sorted(set().union(*rows)) if rows else []
    table = np.zeros((len(statements), len(names)))
    place = {name: column for column, name in enumerate(names)}
    for line, found in enumerate(rows):
        for name in found:
            table[line, place[name]] = 1.0 / np.sqrt(len(found))
    return table
