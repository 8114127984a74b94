"""Vectors from the words of the texts themselves, where no sentence encoder is at hand."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from sklearn.pipeline import FeatureUnion

_MOST_DIMENSIONS: Final = 256
_ENOUGH_TEXTS: Final = 100
"""From so many texts on, an n-gram of a single text is left out: it likens nothing to anything."""
_ITERATIONS: Final = 4
_SEED: Final = 0
_REVISION: Final = 1
_WORD: Final = re.compile(r"\w")


class TfidfEncoder:
    """Latent semantic analysis: TF-IDF of words, word pairs and character 3- to 5-grams, reduced.

    Deerwester et al. 1990, "Indexing by latent semantic analysis"; the reduction is the randomised
    one of Halko et al. 2011 with a fixed seed. It depends only on the set of the texts, neither on
    their order nor on how often each stands there.
    """

    name = "TF-IDF of words and character n-grams"
    fitted = True

    def __init__(self, texts: Sequence[str], *, notice: str) -> None:
        """Fit on the texts; `notice` says why no sentence encoder is used.

        Texts without a single word give an encoder of one dimension that is always zero.
        """
        self.notice = notice
        distinct = sorted({text for text in texts if _WORD.search(text)})
        digest = hashlib.blake2b("\0".join(distinct).encode("utf-8", "replace"), digest_size=8)
        self.fingerprint = f"tfidf.{digest.hexdigest()}.r{_REVISION}"
        self._fitted = _fit(distinct) if distinct else None
        self.dim = len(self._fitted.axes) if self._fitted else 1

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """(n, dim), rows of length 1; zeros for a text without any n-gram of the fitted ones."""
        filled = [i for i, text in enumerate(texts) if _WORD.search(text)]
        rows = np.zeros((len(texts), self.dim), dtype=np.float32)
        if not self._fitted or not filled:
            return rows
        features, axes = self._fitted.features, self._fitted.axes
        projected = features.transform([texts[i] for i in filled]) @ axes.T
        norms = np.linalg.norm(projected, axis=1, keepdims=True)
        rows[filled] = np.divide(projected, norms, out=np.zeros_like(projected), where=norms > 1e-9)
        return rows


@dataclass(frozen=True, slots=True)
class _Fitted:
    features: FeatureUnion
    axes: NDArray[np.float64]
    """(dim, features)."""


def _fit(texts: list[str]) -> _Fitted:
    """Features and axes of one text with words, or more."""
    from sklearn.feature_extraction.text import TfidfVectorizer
    from sklearn.pipeline import FeatureUnion
    from sklearn.utils.extmath import randomized_svd
    from threadpoolctl import threadpool_limits

    rare = 2 if len(texts) >= _ENOUGH_TEXTS else 1
    words = TfidfVectorizer(
        token_pattern=r"\w+", ngram_range=(1, 2), sublinear_tf=True, min_df=rare
    )
    characters = TfidfVectorizer(
        analyzer="char_wb", ngram_range=(3, 5), sublinear_tf=True, min_df=rare
    )
    features = FeatureUnion([("words", words), ("characters", characters)])
    matrix = features.fit_transform(texts)
    n_axes = min(_MOST_DIMENSIONS, *matrix.shape)
    with threadpool_limits(limits=1, user_api="blas"):
        _, _, axes = randomized_svd(matrix, n_axes, n_iter=_ITERATIONS, random_state=_SEED)
    return _Fitted(features, axes)
