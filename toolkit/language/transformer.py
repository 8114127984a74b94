"""The forward pass of a small BERT in numpy: a text as it reads after the one before it.

Architecture: Devlin et al. 2019, in the size of MiniLM (Wang et al. 2020): 384 numbers a token,
12 heads. The mean over the tokens of the second text is scaled to length 1.

Sentences of about one length share a batch. Rows are taken in the order of their tokens, so that
the numbers do not depend on the order of the texts; the company of other texts moves them by 1e-7.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, TypeAlias

import numpy as np
from numpy.typing import NDArray
from scipy.special import erf

Singles: TypeAlias = NDArray[np.float32]
Pair: TypeAlias = tuple[Sequence[int], int]
"""Token numbers of two texts in a row, and where the second begins."""

HEADS: Final = 12
_EPSILON: Final = 1e-12
_STEP: Final = 8
"""Lengths are filled up to a multiple of this."""
_BATCH: Final = 2048
"""Tokens of one pass: what it needs then stays below 50 MB."""


@dataclass(frozen=True, slots=True)
class _Layer:
    weights: dict[str, Singles]
    """Matrices (in, out) and their biases ("q", "q.bias", ...), and the two normalisations."""


class Transformer:
    """The network with its weights in memory: about 4 bytes a weight."""

    def __init__(self, arrays: Mapping[str, NDArray[Any]]) -> None:
        """`arrays`: "word" (tokens, dim), "position", "type", "norm", "0.q", "0.q.bias", ..."""
        single = {name: np.asarray(array, dtype=np.float32) for name, array in arrays.items()}
        self._word, self._position, self._type = (single[n] for n in ("word", "position", "type"))
        self._gain, self._shift = single["norm"], single["norm.bias"]
        depth = 1 + max(int(name.split(".")[0]) for name in single if name[0].isdigit())
        self._layers = [_layer(single, f"{number}.") for number in range(depth)]
        self.dim = self._word.shape[1]

    def vectors(self, pairs: Sequence[Pair]) -> Singles:
        """One row of length 1 for each pair: (n, dim), float32. The second text is not empty."""
        given = [(tuple(numbers), start) for numbers, start in pairs]
        distinct = sorted(set(given))
        found = np.zeros((len(distinct), self.dim), dtype=np.float32)
        for rows, length in _batches([len(numbers) for numbers, _ in distinct]):
            found[rows] = self._pass([distinct[row] for row in rows], length)
        place = {pair: row for row, pair in enumerate(distinct)}
        return found[[place[pair] for pair in given]]

    def _pass(self, pairs: Sequence[Pair], length: int) -> Singles:
        numbers = np.zeros((len(pairs), length), dtype=np.int64)
        second = np.zeros((len(pairs), length), dtype=np.float32)
        there = np.zeros((len(pairs), length), dtype=bool)
        for row, (tokens, start) in enumerate(pairs):
            numbers[row, : len(tokens)] = tokens
            there[row, : len(tokens)] = True
            second[row, start : len(tokens)] = 1.0
        kinds = self._type[second.astype(np.int64)]
        entered = self._word[numbers] + self._position[:length] + kinds
        seen: Singles = entered.reshape(-1, self.dim).astype(np.float32)
        seen = _normalised(seen, self._gain, self._shift)
        hidden = np.where(there, np.float32(0), np.float32(-1e9))[:, None, None, :]
        for layer in self._layers:
            seen = _through(layer, seen, hidden)
        for row, (tokens, _) in enumerate(pairs):
            second[row, len(tokens) - 1] = 0.0
        rows = (seen.reshape(len(pairs), length, self.dim) * second[..., None]).sum(axis=1)
        return np.asarray(rows / np.linalg.norm(rows, axis=1, keepdims=True))


def _layer(arrays: Mapping[str, Singles], prefix: str) -> _Layer:
    return _Layer({n.removeprefix(prefix): a for n, a in arrays.items() if n.startswith(prefix)})


def _through(layer: _Layer, seen: Singles, hidden: Singles) -> Singles:
    """One layer: what the tokens tell each other, then each by itself, both added to the input."""
    w = layer.weights
    told = _attention(w, seen, hidden) @ w["o"] + w["o.bias"]
    seen = _normalised(seen + told, w["n1"], w["n1.bias"])
    inner = seen @ w["f1"] + w["f1.bias"]
    inner *= 0.5 * (1.0 + erf(inner * np.float32(0.5**0.5)))
    return _normalised(seen + inner @ w["f2"] + w["f2.bias"], w["n2"], w["n2.bias"])


def _attention(w: Mapping[str, Singles], seen: Singles, hidden: Singles) -> Singles:
    sentences, length = len(hidden), hidden.shape[-1]
    asked, keys, values = (
        (seen @ w[part] + w[f"{part}.bias"])
        .reshape(sentences, length, HEADS, -1)
        .transpose(0, 2, 1, 3)
        for part in ("q", "k", "v")
    )
    scores = asked @ keys.transpose(0, 1, 3, 2) / np.float32(asked.shape[-1] ** 0.5) + hidden
    scores = np.exp(scores - scores.max(axis=-1, keepdims=True))
    scores /= scores.sum(axis=-1, keepdims=True)
    return np.asarray((scores @ values).transpose(0, 2, 1, 3).reshape(sentences * length, -1))


def _normalised(rows: NDArray[Any], gain: Singles, shift: Singles) -> Singles:
    centred = rows - rows.mean(axis=-1, keepdims=True)
    spread = np.sqrt((centred * centred).mean(axis=-1, keepdims=True) + np.float32(_EPSILON))
    return np.asarray(centred / spread * gain + shift, dtype=np.float32)


def _batches(lengths: Sequence[int]) -> Iterator[tuple[list[int], int]]:
    """Rows of about one length, and that length."""
    by_length: dict[int, list[int]] = defaultdict(list)
    for row, length in enumerate(lengths):
        by_length[-(-length // _STEP) * _STEP].append(row)
    for length, rows in sorted(by_length.items()):
        size = max(_BATCH // length, 1)
        for at in range(0, len(rows), size):
            yield rows[at : at + size], length


def unpacked(stored: Mapping[str, NDArray[Any]]) -> dict[str, Singles]:
    """Arrays stored in bytes, each row times its "scale", and the others as they are."""
    return {
        name: array.astype(np.float32) * stored[f"{name}.scale"].astype(np.float32)[:, None]
        if array.dtype == np.int8
        else array.astype(np.float32)
        for name, array in stored.items()
        if not name.endswith(".scale")
    }


def packed(arrays: Mapping[str, NDArray[Any]]) -> dict[str, NDArray[Any]]:
    """Matrices in bytes with a scale a row (about 0.4 % of the largest number), vectors halved."""
    found: dict[str, NDArray[Any]] = {}
    for name, array in arrays.items():
        if array.ndim == 1:
            found[name] = array.astype(np.float32)
            continue
        scale = np.maximum(np.abs(array).max(axis=1), 1e-8) / 127
        found[name] = np.round(array / scale[:, None]).astype(np.int8)
        found[f"{name}.scale"] = scale.astype(np.float32)
    return found
