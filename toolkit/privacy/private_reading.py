"""Private matters and pleas for silence by what sentences mean, beside the lists of words.

A list knows the turns of phrase that somebody thought of. This reads a sentence's vector: a
multinomial logistic regression on hand-written sentences in five languages, and on thousands of
ordinary ones (`benchmarks/train_private.py`, whose result says how many it finds and how many it
takes in vain). Where in doubt words are withheld: they still count.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib.resources import files

import numpy as np
from numpy.typing import NDArray

Encode = Callable[[Sequence[str]], NDArray[np.float32]]
"""Texts -> unit rows, shape (n, d)."""
Floats = NDArray[np.float64]
WEIGHTS = "private.npz"
PROBE = "I would rather that this stayed between us."
"""Its vector stands in the file, so that another encoder, whose vectors mean something else, is
known."""
ALIKE = 0.99
"""Cosine from which the probe's two vectors are one: stored ones are rounded."""
WITHHELD_FROM = 0.25
"""Probability of any private matter from which words are withheld. Left out of the fit, about four
of 1,000 ordinary pieces of text are taken in vain, and seven of ten private ones are found."""


class Matter(StrEnum):
    """Why words are not shown."""

    NONE = ""
    OFF_RECORD = "off_record"
    UNION = "union"
    HEALTH = "health"
    FAMILY = "family"


@dataclass(frozen=True, slots=True)
class PrivateModel:
    """Weights of shape (matters, d) and (matters,), in the order of `Matter`."""

    weights: Floats
    bias: Floats
    probe: Floats
    """The vector of PROBE, shape (d,)."""

    def read(self, rows: Floats) -> list[Matter]:
        """The matter of each row of vectors, shape (n, d); NONE below WITHHELD_FROM."""
        if not len(rows):
            return []
        matters = tuple(Matter)
        found = self.probabilities(rows)
        likeliest = found[:, 1:].argmax(axis=1) + 1
        private = 1.0 - found[:, 0] >= WITHHELD_FROM
        return [
            matters[place] if hit else Matter.NONE
            for place, hit in zip(likeliest.tolist(), private.tolist(), strict=True)
        ]

    def probabilities(self, rows: Floats) -> Floats:
        """Shape (n, matters); rows add up to 1."""
        scores = rows @ self.weights.T + self.bias
        raised = np.exp(scores - scores.max(axis=1, keepdims=True))
        return np.asarray(raised / raised.sum(axis=1, keepdims=True))


def read_private(texts: Sequence[str], encode: Encode | None) -> list[Matter]:
    """The private matter of each sentence, in order.

    All NONE without an encoder, or with another one than the weights were fitted with: then the
    lists of words stand alone.
    """
    if encode is None or not texts:
        return [Matter.NONE] * len(texts)
    model = shipped_model()
    rows = np.asarray(encode([PROBE, *texts]), dtype=float)
    if rows.shape[1:] != model.probe.shape or float(rows[0] @ model.probe) < ALIKE:
        return [Matter.NONE] * len(texts)
    return model.read(rows[1:])


@cache
def shipped_model() -> PrivateModel:
    """The weights that come with the toolkit."""
    data = files("toolkit.privacy").joinpath("data", WEIGHTS).read_bytes()
    with np.load(io.BytesIO(data), allow_pickle=False) as stored:
        return PrivateModel(
            stored["weights"].astype(float),
            stored["bias"].astype(float),
            stored["probe"].astype(float),
        )
