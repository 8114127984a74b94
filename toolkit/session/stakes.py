"""What is at stake at the top: goals that somebody answers for, and acts for somebody up there.

Measured, not listed: a small model on hand-written examples of many trades in five languages, none
of them of any case. Two views of the words (letters, and meaning where there is an encoder).
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

Encode = Callable[[Sequence[str]], NDArray[np.float32]]
"""Texts -> unit rows, shape (n, d)."""
Floats = NDArray[np.float64]
C_WORDS, C_VECTORS = 10.0, 30.0
"""Inverse regularisation; best of 1, 3, 10, 30 on trades left out (benchmarks/agenda.py)."""


class StakeLabel(StrEnum):
    """What a statement tells of those at the top."""

    GOAL = "goal"
    """A goal, a report or a figure that somebody answers for."""
    ACT = "act"
    """Something that one person at the top can do or say at once."""
    NONE = "none"


@dataclass(frozen=True, slots=True, kw_only=True)
class StakeExample:
    """One hand-written statement of an invented speaker."""

    text: str
    label: StakeLabel
    language: str
    industry: str


@dataclass(frozen=True, slots=True)
class StakeModel:
    """Letters and, where there is an encoder, meaning; averaged."""

    features: TfidfVectorizer
    by_letters: LogisticRegression
    by_meaning: LogisticRegression | None = None

    def read(self, texts: Sequence[str], encode: Encode | None = None) -> Floats:
        """Probabilities, shape (n, 3), columns in the order of `StakeLabel`; rows add up to 1."""
        order = [list(self.by_letters.classes_).index(label) for label in StakeLabel]
        if not texts:
            return np.zeros((0, len(order)))
        seen = self.by_letters.predict_proba(self.features.transform(list(texts)))[:, order]
        if encode is not None and self.by_meaning is not None:
            meant = self.by_meaning.predict_proba(np.asarray(encode(texts), dtype=float))
            seen = 0.35 * seen + 0.65 * meant[:, order]
        return np.asarray(seen)


def fit_stakes(examples: Sequence[StakeExample], encode: Encode | None = None) -> StakeModel:
    """A model of the examples; with `encode` it reads meaning too."""
    texts = [one.text for one in examples]
    labels = [one.label.value for one in examples]
    features = TfidfVectorizer(analyzer="char_wb", ngram_range=(2, 5), sublinear_tf=True)
    seen = features.fit_transform(texts)
    by_letters = _head(C_WORDS).fit(seen, labels)
    if encode is None:
        return StakeModel(features, by_letters)
    dense = np.asarray(encode(texts), dtype=float)
    return StakeModel(features, by_letters, _head(C_VECTORS).fit(dense, labels))


def read_stakes(texts: Sequence[str], encode: Encode | None = None) -> Floats:
    """Probabilities of each text by the shipped examples; shape (n, 3)."""
    return fit_stakes(read_examples(), encode).read(texts, encode) if texts else np.zeros((0, 3))


@cache
def read_examples() -> tuple[StakeExample, ...]:
    """The shipped examples, in the file's order."""
    text = files("toolkit.session").joinpath("data", "stakes.jsonl").read_text(encoding="utf-8")
    return tuple(
        StakeExample(
            text=row["text"],
            label=StakeLabel(row["label"]),
            language=row["language"],
            industry=row["industry"],
        )
        for row in map(json.loads, filter(None, text.splitlines()))
    )


def _head(c: float) -> LogisticRegression:
    """Not balanced: among what people say goals and acts are as rare as in the examples."""
    return LogisticRegression(C=c, max_iter=2000)
