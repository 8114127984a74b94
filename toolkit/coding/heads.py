"""One label from words: logistic regressions on vectors and TF-IDF, averaged, calibrated."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import FeatureUnion, Pipeline

C = 10.0
"""Inverse regularisation, as measured for both views."""


def _model() -> LogisticRegression:
    """Balanced: how often a label stands among the exemplars says nothing about a company."""
    return LogisticRegression(C=C, max_iter=1000, class_weight="balanced")


def _words() -> Pipeline:
    views = FeatureUnion(
        [
            ("words", TfidfVectorizer(ngram_range=(1, 2), sublinear_tf=True, min_df=2)),
            (
                "letters",
                TfidfVectorizer(
                    analyzer="char_wb", ngram_range=(3, 5), sublinear_tf=True, min_df=3
                ),
            ),
        ]
    )
    return Pipeline([("views", views), ("model", _model())])


@dataclass
class Head:
    """A classifier for one label; `temperature` > 1 makes it more modest."""

    labels: tuple[str, ...]
    on_vectors: LogisticRegression
    on_words: Pipeline
    temperature: float = 1.0
    vector_share: float = 0.5

    def probabilities(
        self, texts: Sequence[str], dense: NDArray[np.float64] | None
    ) -> NDArray[np.float64]:
        """Array with shape (n, labels), rows adding up to 1; words alone where `dense` is None."""
        found = self.on_words.predict_proba(list(texts))
        if dense is not None:
            share = self.vector_share
            found = share * self.on_vectors.predict_proba(dense) + (1 - share) * found
        return cool(found, self.temperature)


def cool(probabilities: NDArray[np.float64], temperature: float) -> NDArray[np.float64]:
    """Probabilities raised to 1 / temperature and made to add up to 1 again (Guo et al. 2017)."""
    logs = np.log(np.clip(probabilities, 1e-9, 1.0)) / temperature
    raised = np.exp(logs - logs.max(axis=1, keepdims=True))
    return np.asarray(raised / raised.sum(axis=1, keepdims=True))


def fit_head(
    texts: Sequence[str],
    dense: NDArray[np.float64],
    labels: Sequence[str],
) -> Head:
    """A head fitted on examples; raises ValueError if fewer than two labels occur."""
    on_vectors = _model().fit(dense, labels)
    on_words = _words().fit(list(texts), labels)
    return Head(
        labels=tuple(str(label) for label in on_vectors.classes_),
        on_vectors=on_vectors,
        on_words=on_words,
    )
