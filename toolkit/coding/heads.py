"""The shares of one label: both networks' and the word model's, averaged and calibrated."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from toolkit.coding.network import PAIR, SENTENCE
from toolkit.coding.word_model import WordModel, from_arrays

Shares = NDArray[np.float64]
"""(n, labels), rows adding up to 1."""


@dataclass(frozen=True, slots=True)
class Mixture:
    """How much each part says, in this order: sentence network, pair network, word model.

    A temperature > 1 makes the whole more modest.
    """

    shares: tuple[float, float, float]
    temperature: float = 1.0

    def of(self, parts: Sequence[Shares | None]) -> Shares:
        """The calibrated mean; a part without a share may be None."""
        together = sum(
            share * part
            for share, part in zip(self.shares, parts, strict=True)
            if share and part is not None
        )
        return cool(np.asarray(together), self.temperature)


@dataclass(frozen=True, eq=False)
class Head:
    """A classifier for one label, with a mixture for what was read of a statement."""

    label: str
    """kind, cause or severity."""
    on_words: WordModel
    full: Mixture
    without_pair: Mixture
    words_alone: Mixture

    @property
    def labels(self) -> tuple[str, ...]:
        """In the order of the columns."""
        return self.on_words.labels

    def probabilities(
        self,
        texts: Sequence[str],
        sentence: NDArray[np.float64] | None,
        pair: NDArray[np.float64] | None = None,
        paired: NDArray[np.bool_] | None = None,
    ) -> Shares:
        """(n, labels) from the words and the features of both networks.

        `sentence` and `pair` have a row a text, or are None; `paired` says which rows the pair
        network has read (none by default).
        """
        words = self.on_words.probabilities(texts)
        if sentence is None:
            return self.words_alone.of((None, None, words))
        by_sentence = SENTENCE.shares(self.label, sentence)
        found = self.without_pair.of((by_sentence, None, words))
        if pair is not None and paired is not None and paired.any():
            by_pair = PAIR.shares(self.label, pair[paired])
            found[paired] = self.full.of((by_sentence[paired], by_pair, words[paired]))
        return found


def cool(probabilities: Shares, temperature: float) -> Shares:
    """Probabilities raised to 1 / temperature and made to add up to 1 again (Guo et al. 2017)."""
    logs = np.log(np.clip(probabilities, 1e-9, 1.0)) / temperature
    raised = np.exp(logs - logs.max(axis=1, keepdims=True))
    return np.asarray(raised / raised.sum(axis=1, keepdims=True))


def write_heads(heads: Mapping[str, Head]) -> bytes:
    """The heads as a file of arrays; see `read_heads`."""
    arrays: dict[str, NDArray[Any]] = {}
    for label, head in heads.items():
        arrays |= {f"{label}.{name}": array for name, array in head.on_words.arrays().items()}
        mixtures = (head.full, head.without_pair, head.words_alone)
        arrays[f"{label}.mixtures"] = np.array([(*one.shares, one.temperature) for one in mixtures])
    buffer = io.BytesIO()
    np.savez_compressed(buffer, allow_pickle=False, **arrays)
    return buffer.getvalue()


def read_heads(data: bytes) -> dict[str, Head]:
    """The heads of a file that `write_heads` made. Pickled content is refused by numpy."""
    parts: dict[str, dict[str, NDArray[Any]]] = {}
    with np.load(io.BytesIO(data), allow_pickle=False) as stored:
        for name in stored.files:
            label, part = name.split(".", 1)
            parts.setdefault(label, {})[part] = stored[name]
    return {
        label: Head(label, from_arrays(arrays), *map(_mixture, arrays["mixtures"]))
        for label, arrays in parts.items()
    }


def _mixture(row: NDArray[np.float64]) -> Mixture:
    sentence, pair, words, temperature = map(float, row)
    return Mixture((sentence, pair, words), temperature)
