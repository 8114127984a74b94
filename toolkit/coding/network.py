"""The fine-tuned network: its layers for the encoder, its heads, and the space of topics.

Made by benchmarks/fine_tune.py; a file of numbers, read without pickle and checked by its sha256.
"""

from __future__ import annotations

import hashlib
import io
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Final

import numpy as np
from numpy.typing import NDArray

from toolkit.errors import ToolkitError
from toolkit.language import Encoder, SentenceEncoder, TunedEncoder
from toolkit.model.vocabulary import CAUSES, Kind

NETWORK_FILE: Final = "network.npz"
CHECKSUM: Final = "d9174fc4be62b10cc5ef47af44709fe1811ca1cfd41108df24654e358de7fa63"
"""sha256 of the file that this version was measured with."""
PAIR_LENGTHS: Final = (16, 72)
"""Tokens that the second network reads of the question (its last) and of the statement."""
LABELS: Final[Mapping[str, tuple[str, ...]]] = {
    "kind": tuple(map(str, Kind)),
    "cause": tuple(map(str, CAUSES)),
    "severity": ("1", "2", "3"),
}


@cache
def shipped_network() -> Mapping[str, NDArray[np.float16]]:
    """The arrays by name. Raises ToolkitError if the file is missing or is another one."""
    source = files("toolkit.coding").joinpath("data", NETWORK_FILE)
    data = source.read_bytes() if source.is_file() else b""
    if hashlib.sha256(data).hexdigest() != CHECKSUM:
        raise ToolkitError(
            "the learned coder's network is missing or is not the one this version was made with.",
            where=NETWORK_FILE,
            what_to_do="Install the toolkit again.",
        )
    with np.load(io.BytesIO(data), allow_pickle=False) as stored:
        return {name: stored[name] for name in stored.files}


def tuned_encoder(encoder: Encoder) -> TunedEncoder | None:
    """The encoder with our layers, beside the one in use; None if that is no sentence encoder."""
    if not isinstance(encoder, SentenceEncoder):
        return None
    layers = {
        name.removeprefix("layer."): array.astype(np.float64)
        for name, array in shipped_network().items()
        if name.startswith("layer.")
    }
    return TunedEncoder(encoder.folder, layers, f"coder-{CHECKSUM[:8]}")


def network_shares(label: str, dense: NDArray[np.float64]) -> NDArray[np.float64]:
    """(n, labels) probabilities of one label from the features, rows adding up to 1."""
    arrays = shipped_network()
    weight, bias = (arrays[f"{label}.{part}"].astype(np.float64) for part in ("weight", "bias"))
    logits = dense @ weight.T + bias
    raised = np.exp(logits - logits.max(axis=1, keepdims=True))
    return np.asarray(raised / raised.sum(axis=1, keepdims=True))


def topic_places(words: NDArray[np.float32]) -> NDArray[np.float32]:
    """(n, 128) unit rows: statements about one matter lie near to each other, across causes."""
    placed = words @ shipped_network()["topic.weight"].astype(np.float64).T
    norms = np.linalg.norm(placed, axis=1, keepdims=True)
    return np.asarray(placed / np.where(norms > 0, norms, 1.0), dtype=np.float32)
