"""What a ticket's resolution says happened: a small classifier fitted on hand-written examples."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib.resources import files
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.linalg import solve_triangular
from scipy.sparse import csr_array, hstack
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from threadpoolctl import threadpool_limits

Encode = Callable[[Sequence[str]], NDArray[np.floating]]
"""Texts -> unit vectors (n, dim)."""


class Outcome(StrEnum):
    """How a ticket ended; OTHER also where the text does not tell (then with confidence 0)."""

    CONFIRMED_DEFECT = "confirmed_defect"
    FIXED = "fixed"
    WORKS_AS_DESIGNED = "works_as_designed"
    SHOWN_HOW = "shown_how"
    DATA_CORRECTED = "data_corrected"
    CHANGE_REQUEST = "change_request"
    ACCESS = "access"
    NOT_TOLD = "not_told"
    """Not decided, or decided and not yet told to those whom it concerns."""
    SENT_TO_COURSE = "sent_to_course"
    """Sent to a course, with nothing looked at: that says nothing of the cause."""
    DUPLICATE = "duplicate"
    OTHER = "other"
    OPEN = "open"


OUTCOMES = tuple(Outcome)
C_WORDS = 10.0
C_VECTORS = 10.0
FIELD_SHARE = 0.5
"""Weight of code and category beside the text: agents pick them in haste, callers by guess."""
VECTOR_SHARE = 0.5
TEMPERATURE_WORDS = 0.5
TEMPERATURE_BOTH = 0.4
"""Below 1 sharpens; chosen by likelihood, each industry left out in turn (benchmarks)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Resolution:
    """What a ticket file says of a ticket's end."""

    text: str
    code: str = ""
    """Resolution code, else the status."""
    category: str = ""
    """Category and kind of ticket."""

    @property
    def words(self) -> str:
        """The text; where there is none, a code joined of several words ("res_vendor_bug").

        A code of plain words is read as a code alone: it is picked from a list, often in haste.
        """
        joined = len(self.code.split()) == 1 and len(_parts(self.code)) > 1
        return self.text or (" ".join(_parts(self.code)) if joined else "")


def _parts(code: str) -> list[str]:
    return [part for part in re.split(r"[\s_.]+", code) if part]


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """One hand-written example."""

    resolution: Resolution
    outcome: Outcome
    industry: str
    language: str


@cache
def shipped_examples() -> tuple[Example, ...]:
    """The examples that come with the toolkit: many industries, tools and five languages."""
    lines = files("toolkit.facts").joinpath("data", "resolutions.jsonl").read_text("utf-8")
    rows = [json.loads(line) for line in lines.splitlines() if line]
    return tuple(
        Example(
            resolution=Resolution(
                text=row["resolution"], code=row["code"], category=row["category"]
            ),
            outcome=Outcome(row["outcome"]),
            industry=row["industry"],
            language=row["language"],
        )
        for row in rows
    )


@dataclass(frozen=True, slots=True, eq=False)
class _Linear:
    """A fitted multinomial logistic regression: softmax(features @ weights + offsets)."""

    classes: tuple[str, ...]
    weights: NDArray[np.float64]
    offsets: NDArray[np.float64]

    def probabilities(self, features: Any) -> NDArray[np.float64]:  # noqa: ANN401  (dense or sparse)
        """(n, classes), rows adding up to 1."""
        scores = np.asarray(features @ self.weights) + self.offsets
        raised = np.exp(scores - scores.max(axis=1, keepdims=True))
        return np.asarray(raised / raised.sum(axis=1, keepdims=True))


def _fit_linear(
    features: Any,  # noqa: ANN401  (dense or sparse)
    labels: Sequence[str],
    c: float,
    counts: NDArray[np.float64] | None = None,
) -> _Linear:
    """Fit in the span of the rows, where the solution lies (representer theorem).

    With far more features than examples this is the same model at a hundredth of the time. `counts`
    says how many equal examples a row stands for; outcomes weigh the same in all. One thread, so
    that the result does not depend on the number of processors.
    """
    with threadpool_limits(limits=1):
        gram = features @ features.T
        gram = gram.toarray() if hasattr(gram, "toarray") else np.asarray(gram)
        ridge = 1e-8 * float(np.trace(gram)) / len(labels)
        root = np.linalg.cholesky(gram + ridge * np.eye(len(labels)))
        head = LogisticRegression(C=c, max_iter=1000)
        head.fit(root, labels, sample_weight=_balanced(labels, counts))
        weights = features.T @ solve_triangular(root, head.coef_.T, trans="T", lower=True)
    return _Linear(
        classes=tuple(str(label) for label in head.classes_),
        weights=np.asarray(weights),
        offsets=np.asarray(head.intercept_),
    )


def _balanced(labels: Sequence[str], counts: NDArray[np.float64] | None) -> NDArray[np.float64]:
    """Weights of rows by which every outcome has the same sum, 1 in the mean of all examples."""
    many = np.ones(len(labels)) if counts is None else counts
    names, places = np.unique(np.asarray(labels), return_inverse=True)
    sums = np.bincount(places, weights=many)
    return np.asarray(many * many.sum() / (len(names) * sums[places]))


@dataclass(frozen=True, slots=True, eq=False)
class _WordModel:
    words: TfidfVectorizer
    letters: TfidfVectorizer
    fields: TfidfVectorizer
    head: _Linear

    def probabilities(self, given: Sequence[Resolution]) -> NDArray[np.float64]:
        """(n, classes), in the order of the head's classes."""
        views = (self.words, self.letters, self.fields)
        return self.head.probabilities(_features(views, given))


@dataclass(frozen=True, slots=True, eq=False)
class OutcomeModel:
    """Probabilities of outcomes from words and, where there is an encoder, from meaning."""

    words: _WordModel
    vectors: _Linear | None
    encode: Encode | None

    def probabilities(self, given: Sequence[Resolution]) -> NDArray[np.float64]:
        """(n, outcomes) in the order of OUTCOMES, rows adding up to 1."""
        if not given:
            return np.zeros((0, len(OUTCOMES)))
        found = self.words.probabilities(given)
        temperature = np.full(len(given), TEMPERATURE_WORDS)
        told = np.array([bool(one.words.strip()) for one in given])
        if self.vectors is not None and self.encode is not None and told.any():
            texts = [one.words for one in given if one.words.strip()]
            dense = np.asarray(self.encode(texts), dtype=np.float64)
            meant = self.vectors.probabilities(dense)
            found[told] = (1 - VECTOR_SHARE) * found[told] + VECTOR_SHARE * meant
            temperature[told] = TEMPERATURE_BOTH
        return sharpen(_in_order(found, self.words.head.classes), temperature[:, None])


def fit_outcomes(examples: Iterable[Example], encode: Encode | None = None) -> OutcomeModel:
    """A model fitted on examples: each is seen whole, as text alone and as code alone."""
    rows = list(examples)
    labels = [one.outcome.value for one in rows]
    vectors = _fit_vectors(rows, encode)
    return OutcomeModel(words=_fit_words(rows, labels), vectors=vectors, encode=encode)


def _fit_vectors(rows: Sequence[Example], encode: Encode | None) -> _Linear | None:
    if encode is None:
        return None
    told = [one for one in rows if one.resolution.words]
    dense = np.asarray(encode([one.resolution.words for one in told]), dtype=np.float64)
    return _fit_linear(dense, [one.outcome.value for one in told], C_VECTORS)


@cache
def shipped_word_model() -> _WordModel:
    """The part of the model that needs no encoder, fitted once."""
    rows = list(shipped_examples())
    return _fit_words(rows, [one.outcome.value for one in rows])


@cache
def shipped_model(encode: Encode | None = None) -> OutcomeModel:
    """The model fitted on the shipped examples, once for each `encode`."""
    rows = shipped_examples()
    words = shipped_word_model()
    return OutcomeModel(words=words, vectors=_fit_vectors(rows, encode), encode=encode)


def sharpen(
    probabilities: NDArray[np.float64], temperature: float | NDArray[np.float64]
) -> NDArray[np.float64]:
    """Probabilities raised to 1 / temperature and made to add up to 1 again (Guo et al. 2017)."""
    logs = np.log(np.clip(probabilities, 1e-9, 1.0)) / temperature
    raised = np.exp(logs - logs.max(axis=1, keepdims=True))
    return np.asarray(raised / raised.sum(axis=1, keepdims=True))


def _fit_words(rows: Sequence[Example], labels: Sequence[str]) -> _WordModel:
    full = [one.resolution for one in rows]
    told = [(one, label) for one, label in zip(full, labels, strict=True) if one.text]
    seen = Counter(zip(full, labels, strict=True))
    seen.update((Resolution(text=one.text), label) for one, label in told)
    seen.update((Resolution(text="", code=one.code), label) for one, label in told if one.code)
    texts = [one.words for one in full]
    words = TfidfVectorizer(ngram_range=(1, 2), sublinear_tf=True, token_pattern=r"\w+").fit(texts)
    letters = TfidfVectorizer(analyzer="char_wb", ngram_range=(3, 5), sublinear_tf=True, min_df=2)
    letters.fit(texts)
    fields = TfidfVectorizer(token_pattern=r"\S+").fit(_field_words(full))
    features = _features((words, letters, fields), [one for one, _ in seen])
    counts = np.array(list(seen.values()), dtype=np.float64)
    head = _fit_linear(features, [label for _, label in seen], C_WORDS, counts)
    return _WordModel(words=words, letters=letters, fields=fields, head=head)


def _features(
    views: tuple[TfidfVectorizer, TfidfVectorizer, TfidfVectorizer], given: Sequence[Resolution]
) -> csr_array:
    words, letters, fields = views
    texts = [one.words for one in given]
    parts = [words.transform(texts), letters.transform(texts)]
    return csr_array(hstack([*parts, FIELD_SHARE * fields.transform(_field_words(given))]))


def _field_words(given: Sequence[Resolution]) -> list[str]:
    """Code and category as marked words, so that a code is not taken for a category."""
    return [
        " ".join(
            [f"code:{word}" for word in _parts(one.code)]
            + [f"kind:{word}" for word in _parts(one.category)]
        )
        for one in given
    ]


def _in_order(found: NDArray[np.float64], classes: Sequence[str]) -> NDArray[np.float64]:
    full = np.zeros((len(found), len(OUTCOMES)))
    for column, name in enumerate(classes):
        full[:, OUTCOMES.index(Outcome(name))] = found[:, column]
    return full
