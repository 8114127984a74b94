"""The forward pass of the multilingual universal sentence encoder, version 3, in numpy.

Token vectors, three convolutions over windows of 2, 3 and 5 tokens, their sum over the sentence,
and a small residual network; 512 numbers a sentence. Architecture: Yang et al. 2019, "Multilingual
Universal Sentence Encoder for Semantic Retrieval" (the convolutional model); the weights are the
quantised ones of the package named in `toolkit.language.weights`.

Everything is computed in double precision. A matrix product rounds by the place of a row in its
batch and by the processor, so in single precision the last digits of a sentence depend on its
neighbours; here that difference is about 1e-15 and is gone once the result is rounded to half
precision, which the caller does. What double precision costs is won back: up to the first layer of
a convolution everything depends on one token only, and is computed once for each distinct token.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, TypeAlias

import numpy as np
from numpy.typing import NDArray

Doubles: TypeAlias = NDArray[np.float64]
Integers: TypeAlias = NDArray[np.int64]

DIM: Final = 512
LONGEST: Final = 2048
"""Tokens of a text that are read, about 1,500 words: a pasted file must not exhaust the memory."""
_GROUP: Final = 4096
"""Tokens that share one table of distinct tokens (26 kB for each, mostly 30 MB in all)."""
_BATCH: Final = 256
"""Tokens of one pass through the second layers: their working set then fits the cache."""
_ORDERS: Final = ((2, 0), (3, 1), (5, 2))
"""(window, how many of its tokens stand left of the centre) of the three convolutions."""
_REACH: Final = 2
"""How far the widest window sees to either side."""


@dataclass(frozen=True, slots=True)
class _Convolution:
    """Two layers over the same window; each adds its input (a residual)."""

    places: range
    """Which of the five places around a token the window takes."""
    inner: list[Doubles]
    """One matrix (256, 256) for each place."""
    inner_bias: Doubles
    outer: Doubles
    """(window * 256, 256)."""
    outer_bias: Doubles


@dataclass(frozen=True, slots=True)
class _TokenTable:
    """What depends on one token alone; the last row of each array is the blank beyond the end."""

    embedded: Doubles
    """(tokens + 1, 512)."""
    inputs: list[Doubles]
    """For each convolution (tokens + 1, 256)."""
    shares: list[list[Doubles]]
    """For each convolution and place (tokens + 1, 256): what the token adds to the first layer."""


class SentenceNetwork:
    """The network with its weights in memory (about 90 MB)."""

    def __init__(self, weights_file: Path, tuned: Mapping[str, NDArray[Any]] | None = None) -> None:
        """Read the weights; about 0.4 s of CPU. Pickled content is refused by numpy.

        `tuned` arrays, by name, stand in for those of the file.
        """
        with np.load(weights_file, allow_pickle=False) as stored:
            arrays: dict[str, NDArray[Any]] = {name: stored[name] for name in stored.files}
        arrays |= tuned or {}
        self._tables = np.stack([arrays.pop(f"q{i + 1}") for i in range(len(arrays["scale"]))])
        self._weights = weights = {name: a.astype(np.float64) for name, a in arrays.items()}
        self._epsilon = float(weights["eps"])
        self._convolutions = [_convolution(weights, *order) for order in _ORDERS]
        self._projection, self._projection_bias, self._gain, self._shift = (
            np.hstack([weights[f"{name}{order}"] for order, _ in _ORDERS])
            for name in ("proj", "proj_b", "ln_g", "ln_b")
        )

    def vectors(self, sentences: Sequence[Sequence[int]]) -> Doubles:
        """One row of length 1 for each sentence of token numbers: (n, 512), float64.

        No sentence may be empty. Tokens after the first `LONGEST` are not read.
        """
        cut = [np.asarray(tokens[:LONGEST]) for tokens in sentences]
        sums = np.zeros((len(cut), len(self._weights["cnn_W"])))
        for group in _filled(range(len(cut)), cut, _GROUP):
            distinct = np.unique(np.concatenate([cut[i] for i in group]))
            table = self._token_table(distinct)
            for batch in _filled(group, cut, _BATCH):
                rows = [np.searchsorted(distinct, cut[i]) for i in batch]
                sums[batch] = self._sums(table, rows)
        return self._sentence_layers(sums, np.array([len(tokens) for tokens in cut], dtype=float))

    def _token_table(self, tokens: Integers) -> _TokenTable:
        """The table of these distinct tokens, in their order."""
        which, row = tokens % len(self._tables), tokens // len(self._tables)
        scale, low = self._weights["scale"], self._weights["lo"]
        embedded = self._tables[which, row] * scale[which, None] + low[which, None]
        projected = embedded @ self._projection + self._projection_bias
        inputs = _normalised(projected, self._gain, self._shift, self._epsilon)
        parts = np.split(_with_blank(inputs), len(self._convolutions), axis=1)
        shares = [
            [part @ matrix for matrix in layer.inner]
            for layer, part in zip(self._convolutions, parts, strict=True)
        ]
        return _TokenTable(_with_blank(embedded), parts, shares)

    def _sums(self, table: _TokenTable, sentences: Sequence[Integers]) -> Doubles:
        """The sum of the token features of each sentence: (sentences, 512 + 3 * 256)."""
        lengths = np.array([len(rows) for rows in sentences])
        around = _around(lengths)
        rows = np.append(np.concatenate(sentences), len(table.embedded) - 1)
        features = [table.embedded[rows[:-1]]]
        for layer, inputs, shares in zip(
            self._convolutions, table.inputs, table.shares, strict=True
        ):
            window = around[:, layer.places]
            inner = layer.inner_bias + sum(
                share[rows[window[:, i]]] for i, share in enumerate(shares)
            )
            hidden = inputs[rows[:-1]] + np.maximum(inner, 0)
            seen = _with_blank(hidden)[window].reshape(len(hidden), -1)
            features.append(hidden + np.maximum(seen @ layer.outer + layer.outer_bias, 0))
        gain, shift = self._weights["ln_g"], self._weights["ln_b"]
        normal = _normalised(np.hstack(features), gain, shift, self._epsilon)
        return np.add.reduceat(normal, lengths.cumsum() - lengths, axis=0)

    def _sentence_layers(self, sums: Doubles, lengths: Doubles) -> Doubles:
        """From sums over tokens to unit rows. A sum is divided by the root of its length."""
        w = self._weights
        mean = (sums @ w["cnn_W"] + lengths[:, None] * w["cnn_b"]) / np.sqrt(lengths)[:, None]
        first = np.maximum(mean @ w["p1"] + np.maximum(mean @ w["d0"], 0) @ w["d1"], 0)
        second = np.tanh(first @ w["p3"] + np.maximum(first @ w["d2"], 0) @ w["d3"])
        return np.asarray(second / np.linalg.norm(second, axis=1, keepdims=True))


def _convolution(weights: dict[str, Doubles], order: int, left: int) -> _Convolution:
    return _Convolution(
        places=range(_REACH - left, _REACH - left + order),
        inner=np.split(weights[f"w1_{order}"], order),
        inner_bias=weights[f"b1_{order}"],
        outer=weights[f"w2_{order}"],
        outer_bias=weights[f"b2_{order}"],
    )


def _filled(
    members: Iterable[int], sentences: Sequence[Integers], most: int
) -> Iterator[list[int]]:
    """The members in order, parted so that each part has `most` tokens or is one sentence."""
    part: list[int] = []
    n_tokens = 0
    for i in members:
        if part and n_tokens + len(sentences[i]) > most:
            yield part
            part, n_tokens = [], 0
        part.append(i)
        n_tokens += len(sentences[i])
    if part:
        yield part


def _around(lengths: Integers) -> Integers:
    """(tokens, 5): the positions around each token, or the number of tokens beyond the sentence."""
    total = int(lengths.sum())
    owner = np.append(np.repeat(np.arange(len(lengths)), lengths), -1)
    positions = np.arange(total)[:, None] + np.arange(-_REACH, _REACH + 1)
    positions[(positions < 0) | (positions > total)] = total
    return np.where(owner[positions] == owner[:-1, None], positions, total)


def _with_blank(rows: Doubles) -> Doubles:
    """The rows and a row of zeros: what a window sees beyond the sentence."""
    return np.vstack([rows, np.zeros((1, rows.shape[1]))])


def _normalised(rows: Doubles, gain: Doubles, shift: Doubles, epsilon: float) -> Doubles:
    """Each row with mean 0 and variance 1, then scaled and shifted (layer normalisation)."""
    rows = rows - rows.mean(axis=1, keepdims=True)
    variance = np.einsum("ij,ij->i", rows, rows) / rows.shape[1]
    rows /= np.sqrt(variance + epsilon)[:, None]
    rows *= gain
    rows += shift
    return rows
