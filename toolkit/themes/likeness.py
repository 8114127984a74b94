"""How likely two statements are about one matter: a logistic regression over named likenesses.

Fitted on the pairs of statements of the invented cases whose topics are known
(benchmarks/train_themes.py). What two statements share tells more together than the nearest
vectors alone: meaning, the place among topics, rare words, the likely cause, and who says it.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Final

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix
from sklearn.feature_extraction.text import TfidfVectorizer

from toolkit.model.findings import Coding, Signal, Statement
from toolkit.model.vocabulary import CAUSES

Floats = NDArray[np.float64]

LIKENESSES: Final = (
    "meaning",
    "topic",
    "pair_topic",
    "tuned_meaning",
    "words",
    "letters",
    "cause",
    "cause_surely",
    "speaker",
    "beside",
    "language",
)
SETS: Final = {
    "both": LIKENESSES,
    "sentence": tuple(name for name in LIKENESSES if name != "pair_topic"),
    "without": tuple(
        name for name in LIKENESSES if name not in ("topic", "pair_topic", "tuned_meaning")
    ),
}
"""What can be seen with both tuned networks, with the sentence network alone, and without."""
SAME_TICKET: Final = 1.0
"""Log-odds that both point to one ticket add, at most. The cases hold no tickets, so it is not
fitted: it counts less than the same rare words."""
SHARPER: Final = 2.0
"""Log-odds are multiplied by this where neighbours are asked, as measured on cases left out."""
NEAR_LEAST, NEAR_MOST = 0.05, 40
"""Neighbours below this probability are none; so many are asked at the most."""
_NEAR_ODDS: Final = math.log(NEAR_LEAST / (1 - NEAR_LEAST)) / SHARPER
_FEW_STATEMENTS: Final = 4.0
"""Of so many statements of one speaker two are often about one matter; of forty, said in an hour's
interview, they are not: from here on the likeness falls with their number."""
_MOST_COMMON: Final = 0.2
"""A word in more statements than this share tells no matter apart."""


@dataclass(frozen=True, slots=True)
class Sight:
    """Vectors of the statements, a row each; unit rows. None where a network did not read them."""

    meaning: NDArray[np.float32]
    tuned: NDArray[np.float32] | None = None
    topics: NDArray[np.float32] | None = None
    pair_topics: NDArray[np.float32] | None = None

    def of(self, rows: Sequence[int]) -> Sight:
        """Only these rows."""
        parts = (self.meaning, self.tuned, self.topics, self.pair_topics)
        return Sight(*(None if part is None else part[rows] for part in parts))  # type: ignore[arg-type]


@dataclass(frozen=True, slots=True)
class Weights:
    """What every likeness adds to the log-odds, and where they start."""

    names: tuple[str, ...]
    weights: tuple[float, ...]
    start: float


@dataclass(frozen=True, slots=True)
class Traits:
    """What is compared of each statement: unit rows and codes, (n, ...) each."""

    dense: Mapping[str, Floats]
    sparse: Mapping[str, csr_matrix]
    codes: Mapping[str, NDArray[np.int64]]
    tickets: csr_matrix

    def __len__(self) -> int:
        """How many statements."""
        return int(self.tickets.shape[0])


@dataclass(frozen=True, slots=True)
class Matters:
    """What was compared in a search, by statement id: for trees over some of them."""

    rows: Mapping[str, int]
    traits: Traits

    def odds(self, statement_ids: Sequence[str]) -> NDArray[np.float32]:
        """(n, n) log-odds that two of these are about one matter; see `log_odds`."""
        rows = np.array([self.rows[one] for one in statement_ids], dtype=np.int64)
        return log_odds(self.traits, rows, rows)


@cache
def shipped_weights() -> Mapping[str, Weights]:
    """The fitted weights by the name of their set, see `SETS`."""
    stored = json.loads(files("toolkit.themes").joinpath("data/likeness.json").read_text("utf-8"))
    return {
        name: Weights(tuple(one["weights"]), tuple(one["weights"].values()), one["start"])
        for name, one in stored.items()
    }


def traits_of(
    statements: Sequence[Statement],
    codings: Mapping[str, Coding],
    signals: Mapping[str, tuple[Signal, ...]],
    sight: Sight,
) -> Traits:
    """The traits of statements; `sight` has their rows in the same order."""
    causes = np.array(
        [[codings[one.statement_id].causes.get(c, 0.0) for c in CAUSES] for one in statements]
    )
    languages = _numbered([one.language for one in statements])
    dense = {
        "meaning": unit(centred(sight.meaning, languages)),
        "cause": np.sqrt(causes),
    }
    tuned = {
        "tuned_meaning": sight.tuned,
        "topic": sight.topics,
        "pair_topic": sight.pair_topics,
    }
    for name, rows in tuned.items():
        if rows is not None:
            dense[name] = unit(centred(rows, np.zeros(len(statements), dtype=int)))
    texts = [one.text for one in statements]
    return Traits(
        dense=dense,
        sparse={"words": rare_words(texts), "letters": rare_letters(texts)},
        codes={
            "speaker": _numbered([one.speaker for one in statements]),
            "source": _numbered([one.source.source_id for one in statements]),
            "place": _places(statements),
            "language": languages,
        },
        tickets=_tickets(statements, signals),
    )


def log_odds(
    traits: Traits, rows: NDArray[np.int64], columns: NDArray[np.int64]
) -> NDArray[np.float32]:
    """(rows, columns) log-odds that two statements are about one matter, rounded to 1e-4."""
    fitted = shipped_weights()[_set_of(traits)]
    total = np.full((len(rows), len(columns)), fitted.start, dtype=np.float32)
    by_name = dict(zip(fitted.names, fitted.weights, strict=True))
    for name, likeness in likenesses(traits, rows, columns):
        total += np.float32(by_name[name]) * likeness
    if traits.tickets.nnz:
        total += SAME_TICKET * (traits.tickets[rows] @ traits.tickets[columns].T).toarray()
    return np.round(total, 4, out=total)


def nearest(
    odds: NDArray[np.float32], rows: NDArray[np.int64], columns: NDArray[np.int64]
) -> dict[int, tuple[tuple[int, float], ...]]:
    """Row -> its likeliest columns with the probability of being about one matter, likeliest first.

    `odds` has shape (rows, columns). Log-odds are sharpened: pairs within a theme are alike for
    many reasons, and the nearest tell most. Columns below NEAR_LEAST, and the row itself, are left
    out.
    """
    found = {}
    for line, row in enumerate(rows):
        places = np.flatnonzero((odds[line] >= _NEAR_ODDS) & (columns != row))
        likely = 1 / (1 + np.exp(-SHARPER * odds[line, places].astype(np.float64)))
        order = np.lexsort((columns[places], -likely))[:NEAR_MOST]
        found[int(row)] = tuple(
            (int(columns[places[one]]), round(float(likely[one]), 4)) for one in order
        )
    return found


def _set_of(traits: Traits) -> str:
    if "pair_topic" in traits.dense:
        return "both"
    return "sentence" if "topic" in traits.dense else "without"


def likenesses(
    traits: Traits, rows: NDArray[np.int64], columns: NDArray[np.int64]
) -> Iterator[tuple[str, NDArray[np.float32]]]:
    """Name and (rows, columns) values of every likeness that these traits can show."""
    for name in ("meaning", "topic", "pair_topic", "tuned_meaning"):
        if name in traits.dense:
            dense = traits.dense[name].astype(np.float32)
            yield name, dense[rows] @ dense[columns].T
    for name, table in traits.sparse.items():
        yield name, (table[rows] @ table[columns].T).toarray()
    roots = traits.dense["cause"].astype(np.float32)
    yield "cause", roots[rows] @ roots[columns].T
    yield "cause_surely", np.sqrt(np.clip(roots[rows] ** 2 @ (roots[columns] ** 2).T, 0, None))
    same = {name: _same(code, rows, columns) for name, code in traits.codes.items()}
    place = traits.codes["place"]
    near = np.abs(place[rows][:, None] - place[columns][None]) == 1
    said = np.bincount(traits.codes["speaker"])[traits.codes["speaker"]]
    fewness = np.minimum(1.0, _FEW_STATEMENTS / said[rows]).astype(np.float32)
    yield "speaker", same["speaker"] * fewness[:, None]
    yield "beside", same["source"] * near
    yield "language", same["language"]


def rare_words(texts: Sequence[str]) -> csr_matrix:
    """(n, words) unit rows of TF-IDF over words and word pairs that few statements share."""
    return _weighted(texts, analyzer="word", ngram_range=(1, 1))


def rare_letters(texts: Sequence[str]) -> csr_matrix:
    """(n, parts) unit rows of TF-IDF over parts of words, which inflection leaves alone."""
    return _weighted(texts, analyzer="char_wb", ngram_range=(4, 6))


def unit(rows: Floats) -> Floats:
    """Rows of length 1; zero rows stay."""
    norms = np.linalg.norm(rows, axis=1, keepdims=True)
    return np.asarray(rows / np.where(norms > 1e-9, norms, 1.0))


def centred(rows: NDArray[np.float32], groups: NDArray[np.int64]) -> Floats:
    """Rows less the mean of their group, so that the group alone (a language) likens nothing."""
    found = np.asarray(rows, dtype=np.float64).copy()
    for group in np.unique(groups):
        inside = groups == group
        if inside.sum() >= 2:
            found[inside] -= found[inside].mean(axis=0)
    return found


def _weighted(texts: Sequence[str], **how: object) -> csr_matrix:
    least = 2 if len(texts) > 4 else 1
    model = TfidfVectorizer(
        sublinear_tf=True, dtype=np.float32, min_df=least, max_df=_MOST_COMMON, **how
    )
    try:
        return csr_matrix(model.fit_transform(texts))
    except ValueError:
        return csr_matrix((len(texts), 1))


def _same(
    codes: NDArray[np.int64], rows: NDArray[np.int64], columns: NDArray[np.int64]
) -> NDArray[np.float32]:
    return np.asarray(codes[rows][:, None] == codes[columns][None], dtype=np.float32)


def _numbered(names: Sequence[str]) -> NDArray[np.int64]:
    places = {name: number for number, name in enumerate(sorted(set(names)))}
    return np.array([places[name] for name in names], dtype=np.int64)


def _places(statements: Sequence[Statement]) -> NDArray[np.int64]:
    """Where in its source a statement stands: first, second, ..."""
    order = sorted(
        range(len(statements)),
        key=lambda i: (statements[i].source.source_id, statements[i].start),
    )
    places = np.zeros(len(statements), dtype=np.int64)
    for n, row in enumerate(order):
        places[row] = n
    return places


def _tickets(
    statements: Sequence[Statement], signals: Mapping[str, tuple[Signal, ...]]
) -> csr_matrix:
    """(n, tickets) unit rows: which tickets a statement points to."""
    found = [
        sorted(
            {
                row
                for signal in signals.get(one.statement_id, ())
                for row in signal.rows
                if "ticket" in signal.name
            }
        )
        for one in statements
    ]
    names = {name: i for i, name in enumerate(sorted({n for rows in found for n in rows}))}
    cells = [(i, names[name], len(rows) ** -0.5) for i, rows in enumerate(found) for name in rows]
    if not cells:
        return csr_matrix((len(statements), 1))
    lines, columns, values = zip(*cells, strict=True)
    return csr_matrix((values, (lines, columns)), shape=(len(statements), len(names)))
