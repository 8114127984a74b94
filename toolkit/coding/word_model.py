"""One label from words alone: TF-IDF of words and parts of words, one regression for each label."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix, hstack
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.multiclass import OneVsRestClassifier

C: Final = 8.0
"""Inverse regularisation, as measured."""
FEATURES: Final = 40_000
"""Of each view the most frequent: more add nothing that was measured, and weigh on the file."""
VIEWS: Final[Mapping[str, Mapping[str, Any]]] = {
    "words": {"ngram_range": (1, 2), "min_df": 2},
    "letters": {"analyzer": "char_wb", "ngram_range": (3, 5), "min_df": 4},
}


@dataclass(frozen=True, eq=False)
class WordModel:
    """A fitted classifier; `vocabularies` and `idf` by view, weights (labels, features)."""

    labels: tuple[str, ...]
    vocabularies: Mapping[str, Sequence[str]]
    idf: Mapping[str, NDArray[np.float64]]
    weights: NDArray[np.float64]
    starts: NDArray[np.float64]

    def probabilities(self, texts: Sequence[str]) -> NDArray[np.float64]:
        """(n, labels): each label's own chance against the rest, made to add up to 1."""
        seen = csr_matrix(hstack([view.transform(texts) for view in self._views]))
        raised = 1.0 / (1.0 + np.exp(-(seen @ self.weights.T + self.starts)))
        return np.asarray(raised / raised.sum(axis=1, keepdims=True))

    def arrays(self) -> dict[str, NDArray[Any]]:
        """The model as arrays of numbers, weights in half precision; see `from_arrays`."""
        found: dict[str, NDArray[Any]] = {
            "labels": _packed(self.labels),
            "weights": self.weights.astype(np.float16),
            "starts": self.starts,
        }
        for view in VIEWS:
            found[f"{view}.vocabulary"] = _packed(self.vocabularies[view])
            found[f"{view}.idf"] = self.idf[view].astype(np.float32)
        return found

    @cached_property
    def _views(self) -> list[TfidfVectorizer]:
        views = []
        for name, how in VIEWS.items():
            view = TfidfVectorizer(
                sublinear_tf=True,
                vocabulary=list(self.vocabularies[name]),
                **{key: value for key, value in how.items() if key != "min_df"},
            )
            view.idf_ = self.idf[name]
            views.append(view)
        return views


def from_arrays(arrays: Mapping[str, NDArray[Any]]) -> WordModel:
    """The model that `WordModel.arrays` wrote."""
    return WordModel(
        labels=_unpacked(arrays["labels"]),
        vocabularies={view: _unpacked(arrays[f"{view}.vocabulary"]) for view in VIEWS},
        idf={view: arrays[f"{view}.idf"].astype(np.float64) for view in VIEWS},
        weights=arrays["weights"].astype(np.float64),
        starts=arrays["starts"].astype(np.float64),
    )


def fit_words(texts: Sequence[str], labels: Sequence[str], order: Sequence[str]) -> WordModel:
    """The model fitted on examples, its columns in this order; every label must occur.

    Balanced: how often a label stands among the exemplars says nothing about a company.
    """
    views = {
        name: TfidfVectorizer(sublinear_tf=True, max_features=FEATURES, **how).fit(texts)
        for name, how in VIEWS.items()
    }
    seen = csr_matrix(hstack([view.transform(texts) for view in views.values()]))
    one = LogisticRegression(C=C, solver="liblinear", class_weight="balanced", random_state=0)
    fitted = OneVsRestClassifier(one).fit(seen, list(labels))
    places = [list(fitted.classes_).index(label) for label in order]
    return WordModel(
        labels=tuple(order),
        vocabularies={name: view.get_feature_names_out().tolist() for name, view in views.items()},
        idf={name: view.idf_ for name, view in views.items()},
        weights=np.vstack([fitted.estimators_[place].coef_ for place in places]),
        starts=np.array([fitted.estimators_[place].intercept_[0] for place in places]),
    )


def _packed(names: Sequence[str]) -> NDArray[np.uint8]:
    return np.frombuffer("\n".join(names).encode("utf-8"), dtype=np.uint8)


def _unpacked(array: NDArray[Any]) -> tuple[str, ...]:
    return tuple(array.tobytes().decode("utf-8").split("\n"))
