"""What a statement's words say of the speaker's attitude: a small model on hand-written examples.

No dictionary of good and bad words: an angry report of a fault and a calm rejection of the idea are
told apart by examples of both, in five languages and many trades.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib.resources import files

import numpy as np
from numpy.typing import NDArray
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import FeatureUnion

Encode = Callable[[Sequence[str]], NDArray[np.float32]]
"""Texts -> unit rows, shape (n, d)."""
EXAMPLES = "attitudes.jsonl"
C = 3.0
"""Inverse regularisation: best of 1, 3, 10, 30 on trades left out (benchmarks)."""
VECTOR_SHARE = 0.5
"""Both views alike: the words alone are right in 0.35 of nine labels, the vectors in 0.60, both in
0.62, and the words keep what vectors blur (on trades left out)."""
TEMPERATURE, TEMPERATURE_WORDS = 0.5, 0.7
"""Balanced regressions on few examples are too modest; least log-loss on trades left out."""


class AttitudeLabel(StrEnum):
    """What a speaker shows of the own attitude in one statement."""

    OBJECTS = "objects_to_idea"
    """Says no to the idea or its purpose in so many words, whatever the tool can do."""
    ADVOCATES = "advocates"
    """Speaks for it, to others or as somebody who changed sides."""
    CONDITIONAL = "conditional_yes"
    """Would, if one named thing were different."""
    RESIGNED = "resigned"
    """Has given up: nothing will change, it is all the same."""
    CONSTRUCTIVE = "constructive"
    """Names something exactly, proposes, or offers own work."""
    LET_DOWN = "let_down"
    """Judges the tool as a whole as no good or not worth it, without refusing the idea."""
    TROUBLE = "reports_trouble"
    """Reports one trouble, calmly or in anger, and says nothing of the whole."""
    PLEASED = "pleased"
    """Is content with it or with a part of it, for the own work."""
    NEUTRAL = "neutral"
    """Mixed or undecided, tells facts, or talks of something else."""


LABELS = tuple(AttitudeLabel)


@dataclass(frozen=True, slots=True)
class Attitude:
    """Probabilities of the labels (they add up to 1), and of having backed this launch."""

    of: dict[AttitudeLabel, float]
    backed: float = 0.0
    """0-1: says that he or she worked or spoke for this launch before or at its start."""

    def __getitem__(self, label: AttitudeLabel) -> float:
        """The probability of a label."""
        return self.of.get(label, 0.0)


NOTHING = Attitude({AttitudeLabel.NEUTRAL: 1.0})
"""A non-answer shows no attitude."""


@dataclass(frozen=True, slots=True)
class Example:
    """One hand-written statement of an invented speaker."""

    text: str
    label: AttitudeLabel
    language: str
    industry: str
    backed: bool = False


@cache
def read_examples() -> tuple[Example, ...]:
    """The shipped examples, in the file's order."""
    text = files("toolkit.stakeholders").joinpath("data", EXAMPLES).read_text(encoding="utf-8")
    rows = [json.loads(line) for line in text.splitlines() if line.strip()]
    return tuple(
        Example(
            text=row["text"],
            label=AttitudeLabel(row["label"]),
            language=row["language"],
            industry=row["industry"],
            backed=bool(row.get("backed", False)),
        )
        for row in rows
    )


@dataclass(frozen=True, slots=True)
class AttitudeModel:
    """Two views of the words (TF-IDF, and vectors where there is an encoder), averaged."""

    words: FeatureUnion
    label_words: LogisticRegression
    backed_words: LogisticRegression
    label_vectors: LogisticRegression | None = None
    backed_vectors: LogisticRegression | None = None

    def read(self, texts: Sequence[str], encode: Encode | None = None) -> list[Attitude]:
        """The attitude of each text, in order; [] for none."""
        if not texts:
            return []
        seen = self.words.transform(list(texts))
        labels = self.label_words.predict_proba(seen)
        backed = self.backed_words.predict_proba(seen)[:, 1]
        temperature = TEMPERATURE_WORDS
        if encode is not None and self.label_vectors and self.backed_vectors:
            vectors = np.asarray(encode(texts), dtype=float)
            labels = _mix(labels, self.label_vectors.predict_proba(vectors))
            backed = _mix(backed, self.backed_vectors.predict_proba(vectors)[:, 1])
            temperature = TEMPERATURE
        labels = _cooled(labels, temperature)
        names = [AttitudeLabel(name) for name in self.label_words.classes_]
        return [
            Attitude(dict(zip(names, map(float, row), strict=True)), float(one))
            for row, one in zip(labels, backed, strict=True)
        ]


def fit_attitudes(examples: Sequence[Example], encode: Encode | None = None) -> AttitudeModel:
    """A model of the examples; with `encode` it reads vectors too."""
    texts = [one.text for one in examples]
    words = _views().fit(texts)
    seen = words.transform(texts)
    labels, backed = [one.label.value for one in examples], [one.backed for one in examples]
    vectors = None if encode is None else np.asarray(encode(texts), dtype=float)
    return AttitudeModel(
        words,
        _regression().fit(seen, labels),
        _regression().fit(seen, backed),
        None if vectors is None else _regression().fit(vectors, labels),
        None if vectors is None else _regression().fit(vectors, backed),
    )


def read_attitudes(texts: Sequence[str], encode: Encode | None = None) -> list[Attitude]:
    """The attitude of each text by the shipped examples, in order."""
    if not texts:
        return []
    return fit_attitudes(read_examples(), encode).read(texts, encode)


def _mix(words: NDArray[np.float64], vectors: NDArray[np.float64]) -> NDArray[np.float64]:
    return np.asarray((1 - VECTOR_SHARE) * words + VECTOR_SHARE * vectors)


def _cooled(probabilities: NDArray[np.float64], temperature: float) -> NDArray[np.float64]:
    """Raised to 1 / temperature and made to add up to 1 again (Guo et al. 2017)."""
    raised = probabilities ** (1 / temperature)
    return np.asarray(raised / raised.sum(axis=1, keepdims=True))


def _views() -> FeatureUnion:
    words = TfidfVectorizer(ngram_range=(1, 3), sublinear_tf=True)
    letters = TfidfVectorizer(analyzer="char_wb", ngram_range=(3, 5), sublinear_tf=True, min_df=2)
    return FeatureUnion([("words", words), ("letters", letters)])


def _regression() -> LogisticRegression:
    return LogisticRegression(C=C, max_iter=1000, class_weight="balanced")
