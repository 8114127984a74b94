"""The two fine-tuned networks: their layers for the encoders, their heads, the space of topics.

One reads a statement by itself in any of 16 languages; the other, slower and stronger, reads it
after the question. Made by benchmarks/fine_tune.py; files of numbers, read without pickle and
checked by their sha256.
"""

from __future__ import annotations

import hashlib
import io
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from toolkit.errors import ToolkitError
from toolkit.language import Encoder, PairEncoder, PairTokens, SentenceEncoder, TunedEncoder
from toolkit.model.vocabulary import CAUSES, Kind

PAIR_LENGTHS: Final = (16, 72)
"""Tokens that the second network reads of the question (its last) and of the statement."""
LABELS: Final[Mapping[str, tuple[str, ...]]] = {
    "kind": tuple(map(str, Kind)),
    "cause": tuple(map(str, CAUSES)),
    "severity": ("1", "2", "3"),
}


@dataclass(frozen=True, slots=True)
class Network:
    """A file of the package, and the sha256 that this version was measured with."""

    file: str
    checksum: str

    @property
    def name(self) -> str:
        """What its vectors are kept under."""
        return f"coder-{self.checksum[:8]}"

    def arrays(self) -> Mapping[str, NDArray[Any]]:
        """By name. Raises ToolkitError if the file is missing or is another one."""
        return _arrays(self)

    def layers(self) -> dict[str, NDArray[Any]]:
        """What stands below the heads."""
        return {
            name.removeprefix("layer."): array
            for name, array in self.arrays().items()
            if name.startswith("layer.")
        }

    def shares(self, label: str, features: NDArray[np.float64]) -> NDArray[np.float64]:
        """(n, labels) probabilities of one label from the features, rows adding up to 1."""
        weight, bias = (
            self.arrays()[f"{label}.{part}"].astype(np.float64) for part in ("weight", "bias")
        )
        logits = features @ weight.T + bias
        raised = np.exp(logits - logits.max(axis=1, keepdims=True))
        return np.asarray(raised / raised.sum(axis=1, keepdims=True))

    def topics(self, words: NDArray[np.float32]) -> NDArray[np.float32]:
        """(n, 128) unit rows: statements about one matter lie near, across causes."""
        placed = words @ self.arrays()["topic.weight"].astype(np.float64).T
        norms = np.linalg.norm(placed, axis=1, keepdims=True)
        return np.asarray(placed / np.where(norms > 0, norms, 1.0), dtype=np.float32)


SENTENCE: Final = Network(
    "sentence.npz", "170d767023f4f496334a1f83dc9c964093a1b9c6b707e061e01b3bdfcb684fb7"
)
PAIR: Final = Network(
    "pair.npz", "1dfda09836d28776acff9dc6ae7309775cd0b2e5a5f36c791f8181ccd972552e"
)


@cache
def _arrays(network: Network) -> Mapping[str, NDArray[Any]]:
    source = files("toolkit.coding").joinpath("data", network.file)
    data = source.read_bytes() if source.is_file() else b""
    if hashlib.sha256(data).hexdigest() != network.checksum:
        raise ToolkitError(
            "a network of the learned coder is missing or is not the one of this version.",
            where=network.file,
            what_to_do="Install the toolkit again.",
        )
    with np.load(io.BytesIO(data), allow_pickle=False) as stored:
        return {name: stored[name] for name in stored.files}


def tuned_encoder(encoder: Encoder) -> TunedEncoder | None:
    """The encoder with our layers, beside the one in use; None if that is no sentence encoder."""
    if not isinstance(encoder, SentenceEncoder):
        return None
    layers = {name: array.astype(np.float64) for name, array in SENTENCE.layers().items()}
    return TunedEncoder(encoder.folder, layers, SENTENCE.name)


@cache
def pair_encoder() -> PairEncoder:
    """The second network as an encoder of texts made by `toolkit.language.after`."""
    arrays = PAIR.arrays()
    tokens = PairTokens(bytes(arrays["pieces"]).decode().split("\n"), arrays["scores"].tolist())
    return PairEncoder(PAIR.layers(), tokens, PAIR_LENGTHS, PAIR.name)
