"""A small model on hand-written examples: attitude, leaning, and having backed the launch."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression, Ridge
from sklearn.multiclass import OneVsRestClassifier
from sklearn.pipeline import FeatureUnion
from sklearn.svm import SVR

from toolkit.stakeholders.attitudes import (
    Attitude,
    AttitudeLabel,
    Encode,
    Example,
    read_examples,
)

Floats = NDArray[np.float64]
Unfitted = tuple[LogisticRegression | OneVsRestClassifier, Ridge | SVR]
C = 3.0
"""Inverse regularisation: best of 1, 3, 10, 30 on trades left out (benchmarks)."""
TEMPERATURE, TEMPERATURE_WORDS = 0.4, 0.7
"""Balanced regressions on few examples are too modest; least log-loss on trades left out."""


@dataclass(frozen=True, slots=True)
class View:
    """The three fits on one view of the words: their letters, or their vectors."""

    labels: LogisticRegression | OneVsRestClassifier
    backed: LogisticRegression
    leaning: Ridge | SVR


@dataclass(frozen=True, slots=True)
class AttitudeModel:
    """Two views (TF-IDF, and vectors where there is an encoder), averaged."""

    features: FeatureUnion
    words: View
    vectors: View | None = None

    def read(self, texts: Sequence[str], encode: Encode | None = None) -> list[Attitude]:
        """The attitude of each text, in order; [] for none."""
        if not texts:
            return []
        found = [_read(self.words, self.features.transform(list(texts)))]
        if encode is not None and self.vectors is not None:
            found.append(_read(self.vectors, np.asarray(encode(texts), dtype=float)))
        temperature = TEMPERATURE if len(found) > 1 else TEMPERATURE_WORDS
        labels = _cooled(np.mean([one[0] for one in found], axis=0), temperature)
        backed = np.mean([one[1] for one in found], axis=0)
        leaning = np.clip(np.mean([one[2] for one in found], axis=0), -1, 1)
        names = [AttitudeLabel(str(name)) for name in self.words.labels.classes_]
        return [
            Attitude(dict(zip(names, map(float, row), strict=True)), float(lean), float(was))
            for row, lean, was in zip(labels, leaning, backed, strict=True)
        ]


def fit_attitudes(examples: Sequence[Example], encode: Encode | None = None) -> AttitudeModel:
    """A model of the examples; with `encode` it reads vectors too.

    Labels and `backed` are learned from the labelled examples, the leaning from all.
    """
    return _with_vectors(_fit_words(examples), examples, encode)


def read_attitudes(texts: Sequence[str], encode: Encode | None = None) -> list[Attitude]:
    """The attitude of each text by the shipped examples, in order."""
    if not texts:
        return []
    return _with_vectors(_shipped_words(), read_examples(), encode).read(texts, encode)


@cache
def _shipped_words() -> AttitudeModel:
    """The part that depends on the shipped examples alone: fitted once in a process."""
    return _fit_words(read_examples())


def _fit_words(examples: Sequence[Example]) -> AttitudeModel:
    texts = [one.text for one in examples]
    features = _features().fit(texts)
    by_letters = OneVsRestClassifier(_of_many())
    return AttitudeModel(
        features, _fit(examples, features.transform(texts), (by_letters, Ridge(1.0)))
    )


def _with_vectors(
    model: AttitudeModel, examples: Sequence[Example], encode: Encode | None
) -> AttitudeModel:
    if encode is None:
        return model
    vectors = np.asarray(encode([one.text for one in examples]), dtype=float)
    by_vector = LogisticRegression(C=C, max_iter=1000, class_weight="balanced")
    view = _fit(examples, vectors, (by_vector, SVR(C=1.0)))
    return AttitudeModel(model.features, model.words, view)


def _fit(examples: Sequence[Example], seen: Floats | csr_matrix, unfitted: Unfitted) -> View:
    named = [row for row, one in enumerate(examples) if one.label]
    chosen = [examples[row] for row in named]
    labels, leaning = unfitted
    return View(
        labels.fit(seen[named], [one.label.value for one in chosen if one.label]),
        _of_many().fit(seen[named], [one.backed for one in chosen]),
        leaning.fit(seen, [one.leaning for one in examples]),
    )


def _read(view: View, seen: Floats | csr_matrix) -> tuple[Floats, Floats, Floats]:
    return (
        view.labels.predict_proba(seen),
        view.backed.predict_proba(seen)[:, 1],
        view.leaning.predict(seen),
    )


def _cooled(probabilities: Floats, temperature: float) -> Floats:
    """Raised to 1 / temperature and made to add up to 1 again (Guo et al. 2017)."""
    raised = probabilities ** (1 / temperature)
    return np.asarray(raised / raised.sum(axis=1, keepdims=True))


def _features() -> FeatureUnion:
    words = TfidfVectorizer(ngram_range=(1, 3), sublinear_tf=True)
    letters = TfidfVectorizer(analyzer="char_wb", ngram_range=(3, 5), sublinear_tf=True, min_df=2)
    return FeatureUnion([("words", words), ("letters", letters)])


def _of_many() -> LogisticRegression:
    """Liblinear: with many features and few texts ten times as fast as the default."""
    return LogisticRegression(C=C, class_weight="balanced", solver="liblinear", random_state=0)
