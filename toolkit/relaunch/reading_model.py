"""A small model on the hand-written examples: two views of the words, averaged, and a tagger."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix
from sklearn.calibration import CalibratedClassifierCV
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.multiclass import OneVsRestClassifier
from sklearn.pipeline import FeatureUnion
from sklearn.svm import SVC

from toolkit.model.plan_parts import ShadowKind
from toolkit.relaunch.readings import Encode, Example, Reading, ReadingLabel, read_examples
from toolkit.relaunch.thing_tagger import ThingTagger, fit_tagger

Floats = NDArray[np.float64]
C_WORDS, C_VECTORS, C_KINDS = 10.0, 3.0, 10.0
"""Inverse regularisation: best of 3, 10, 30 on trades left out (benchmarks)."""
VECTOR_SHARE = 0.7
"""Of the meaning; the best average precision of 0.5 and 0.7 on trades left out."""
LEAST_NAMED = 0.1
"""Sentences less likely than this to be about a thing are not searched for its name."""
THINGS = (ReadingLabel.SHADOW, ReadingLabel.WHY_FIELD)
"""Readings that are about a thing with a name."""
_LABELS = tuple(ReadingLabel)


@dataclass(frozen=True, slots=True)
class _WordView:
    features: FeatureUnion
    labels: OneVsRestClassifier
    kinds: OneVsRestClassifier
    kind_features: TfidfVectorizer
    taggers: dict[ReadingLabel, ThingTagger]


@dataclass(frozen=True, slots=True)
class ReadingModel:
    """Words (TF-IDF of words and letters) and, where there is an encoder, their meaning."""

    words: _WordView
    vectors: CalibratedClassifierCV | None = None
    kinds: LogisticRegression | None = None

    def read(self, texts: Sequence[str], encode: Encode | None = None) -> list[Reading]:
        """The reading of each text, in order; [] for none."""
        if not texts:
            return []
        found = _in_order(
            self.words.labels.classes_,
            self.words.labels.predict_proba(self.words.features.transform(list(texts))),
        )
        if encode is not None and self.vectors is not None:
            dense = np.asarray(encode(texts), dtype=float)
            meant = _in_order(self.vectors.classes_, self.vectors.predict_proba(dense))
            found = (1 - VECTOR_SHARE) * found + VECTOR_SHARE * meant
        likely = [dict(zip(_LABELS, map(float, row), strict=True)) for row in found]
        named = [place for place, of in enumerate(likely) if _is_about_a_thing(of)]
        best = [max(THINGS, key=likely[place].__getitem__) for place in named]
        things = [
            self.words.taggers[label].find(texts[place])
            for place, label in zip(named, best, strict=True)
        ]
        found_things = dict(
            zip(named, zip(things, self._kinds(things, encode), strict=True), strict=True)
        )
        nothing = ("", ShadowKind.OTHER)
        return [
            Reading(
                of=of,
                thing=found_things.get(place, nothing)[0],
                kind=found_things.get(place, nothing)[1],
            )
            for place, of in enumerate(likely)
        ]

    def _kinds(self, things: Sequence[str], encode: Encode | None) -> list[ShadowKind]:
        if not things:
            return []
        names = [str(name) for name in self.words.kinds.classes_]
        plain = [thing.casefold() for thing in things]
        found = self.words.kinds.predict_proba(self.words.kind_features.transform(plain))
        if encode is not None and self.kinds is not None:
            dense = np.asarray(encode(plain), dtype=float)
            found = (found + self.kinds.predict_proba(dense)) / 2
        return [ShadowKind(names[place]) for place in found.argmax(axis=1)]


def _is_about_a_thing(of: Mapping[ReadingLabel, float]) -> bool:
    return max(of[label] for label in THINGS) >= LEAST_NAMED


def fit_readings(examples: Sequence[Example], encode: Encode | None = None) -> ReadingModel:
    """A model of the examples; with `encode` it reads meaning too."""
    return _with_vectors(_fit_words(examples), examples, encode)


def read_statements(texts: Sequence[str], encode: Encode | None = None) -> list[Reading]:
    """The reading of each text by the shipped examples, in order."""
    if not texts:
        return []
    return _with_vectors(_shipped_words(), read_examples(), encode).read(texts, encode)


@cache
def _shipped_words() -> _WordView:
    return _fit_words(read_examples())


def _fit_words(examples: Sequence[Example]) -> _WordView:
    texts = [one.text for one in examples]
    features = _features().fit(texts)
    labels = OneVsRestClassifier(_of_many(None)).fit(
        features.transform(texts), [one.label.value for one in examples]
    )
    things = [one for one in examples if one.kind is not None]
    named = [one.text[one.start : one.end].casefold() for one in things]
    kind_features = TfidfVectorizer(analyzer="char_wb", ngram_range=(2, 5), sublinear_tf=True)
    kinds = OneVsRestClassifier(_of_many("balanced")).fit(
        kind_features.fit_transform(named), [one.kind.value for one in things if one.kind]
    )
    taggers = {
        label: fit_tagger([one for one in examples if one.label is label]) for label in THINGS
    }
    return _WordView(features, labels, kinds, kind_features, taggers)


def _with_vectors(
    words: _WordView, examples: Sequence[Example], encode: Encode | None
) -> ReadingModel:
    if encode is None:
        return ReadingModel(words)
    dense = np.asarray(encode([one.text for one in examples]), dtype=float)
    head = CalibratedClassifierCV(SVC(C=C_VECTORS), ensemble=False)
    things = [one for one in examples if one.kind is not None]
    named = np.asarray(
        encode([one.text[one.start : one.end].casefold() for one in things]), dtype=float
    )
    kinds = LogisticRegression(C=C_KINDS, max_iter=2000, class_weight="balanced")
    return ReadingModel(
        words,
        head.fit(dense, [one.label.value for one in examples]),
        kinds.fit(named, [one.kind.value for one in things if one.kind]),
    )


def _features() -> FeatureUnion:
    words = TfidfVectorizer(ngram_range=(1, 3), sublinear_tf=True, token_pattern=r"\w+")
    letters = TfidfVectorizer(analyzer="char_wb", ngram_range=(3, 5), sublinear_tf=True, min_df=2)
    return FeatureUnion([("words", words), ("letters", letters)])


def _of_many(weight: str | None) -> LogisticRegression:
    return LogisticRegression(C=C_WORDS, class_weight=weight, solver="liblinear", random_state=0)


def _in_order(classes: Sequence[str], found: Floats | csr_matrix) -> Floats:
    """Columns in the order of the labels; a label that was never seen has 0."""
    full = np.full((found.shape[0], len(_LABELS)), 1e-6)
    for column, name in enumerate(classes):
        full[:, _LABELS.index(ReadingLabel(str(name)))] = found[:, column]
    return np.asarray(full / full.sum(axis=1, keepdims=True))
