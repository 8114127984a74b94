"""The shares of one label: the tuned network's and the word model's, averaged and calibrated."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from toolkit.coding.network import network_shares
from toolkit.coding.word_model import WordModel, from_arrays


@dataclass(frozen=True, eq=False)
class Head:
    """A classifier for one label; a temperature > 1 makes it more modest."""

    label: str
    """kind, cause or severity."""
    on_words: WordModel
    network_share: float = 0.65
    temperature: float = 1.0
    words_temperature: float = 1.0
    """Where the words alone speak."""

    @property
    def labels(self) -> tuple[str, ...]:
        """In the order of the columns."""
        return self.on_words.labels

    def probabilities(
        self, texts: Sequence[str], dense: NDArray[np.float64] | None
    ) -> NDArray[np.float64]:
        """Array with shape (n, labels), rows adding up to 1; words alone where `dense` is None."""
        found = self.on_words.probabilities(texts)
        if dense is None:
            return cool(found, self.words_temperature)
        share = self.network_share
        return cool(mix(network_shares(self.label, dense), found, share), self.temperature)


def mix(
    network: NDArray[np.float64], words: NDArray[np.float64], share: float
) -> NDArray[np.float64]:
    """The mean of both, the network's with this share."""
    return np.asarray(share * network + (1 - share) * words)


def cool(probabilities: NDArray[np.float64], temperature: float) -> NDArray[np.float64]:
    """Probabilities raised to 1 / temperature and made to add up to 1 again (Guo et al. 2017)."""
    logs = np.log(np.clip(probabilities, 1e-9, 1.0)) / temperature
    raised = np.exp(logs - logs.max(axis=1, keepdims=True))
    return np.asarray(raised / raised.sum(axis=1, keepdims=True))


def write_heads(heads: Mapping[str, Head]) -> bytes:
    """The heads as a file of arrays; see `read_heads`."""
    arrays: dict[str, NDArray[Any]] = {}
    for label, head in heads.items():
        arrays |= {f"{label}.{name}": array for name, array in head.on_words.arrays().items()}
        arrays[f"{label}.mixture"] = np.array(
            [head.network_share, head.temperature, head.words_temperature]
        )
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
        label: Head(label, from_arrays(arrays), *map(float, arrays["mixture"]))
        for label, arrays in parts.items()
    }
