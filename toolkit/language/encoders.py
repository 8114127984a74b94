"""What turns texts into vectors: the multilingual sentence encoder, or TF-IDF without it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import Any, Final, Protocol

import numpy as np
from numpy.typing import NDArray

from toolkit.language.pair_tokens import PairTokens
from toolkit.language.sentence_network import DIM, SentenceNetwork
from toolkit.language.tfidf import TfidfEncoder
from toolkit.language.transformer import Transformer
from toolkit.language.weights import (
    CHECKSUMS,
    PACKAGE,
    PIECES,
    WEIGHTS,
    check_files,
    packaged_folder,
)
from toolkit.language.wordpieces import Wordpieces
from toolkit.settings import EncoderSettings

_BETWEEN: Final = "\x1f"
"""Stands in no text: the gate takes control characters out."""
_REVISION: Final = 1
"""Goes up whenever the code changes a vector, so that no stored vector of before is used."""


class Encoder(Protocol):
    """A way to turn texts into vectors whose cosine says how near their meanings are."""

    @property
    def name(self) -> str:
        """What a report calls it."""

    @property
    def fingerprint(self) -> str:
        """Letters, digits, dots and hyphens; two encoders that share it give equal vectors."""

    @property
    def dim(self) -> int:
        """Numbers in a vector."""

    @property
    def notice(self) -> str:
        """What the reader of a report must know about this choice; empty for the default."""

    @property
    def fitted(self) -> bool:
        """True if the vectors depend on the other texts, so that storing them is of no use."""

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """(n, dim), rows of length 1 in the texts' order; zeros for a text without content.

        Rows may differ by 1e-7 with the company a text is in: `toolkit.language.encode` rounds.
        """


class SentenceEncoder:
    """The multilingual universal sentence encoder, for 16 languages, among them en de it fr es.

    About 1,200 texts of 14 tokens a CPU second, 0.8 s and 130 MB to load.
    """

    name = "multilingual universal sentence encoder 3"
    fingerprint = f"use-multilingual-3.{CHECKSUMS[WEIGHTS][:8]}.r{_REVISION}"
    dim = DIM
    notice = ""
    fitted = False

    def __init__(self, folder: Path) -> None:
        """Take the two files in `folder`; they are read when the first text is encoded.

        Raises EncoderRefused if a file is missing or is not the one whose checksum we know.
        """
        check_files(folder)
        self.folder = folder

    @cached_property
    def _pieces(self) -> Wordpieces:
        return Wordpieces(self.folder / PIECES)

    @cached_property
    def _network(self) -> SentenceNetwork:
        return SentenceNetwork(self.folder / WEIGHTS)

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """(n, 512), rows of length 1; zeros for blank texts. Numbers and case are kept."""
        rows = np.zeros((len(texts), DIM), dtype=np.float32)
        filled = [i for i, text in enumerate(texts) if text.strip()]
        if filled:
            rows[filled] = self._network.vectors([self._pieces.numbers(texts[i]) for i in filled])
        return rows


class TunedEncoder(SentenceEncoder):
    """The same network with layers of its own, fitted for one purpose; the pieces stay the same."""

    def __init__(self, folder: Path, tuned: Mapping[str, NDArray[Any]], name: str) -> None:
        """`tuned` arrays, by the network's names, stand in for the file's; `name` tells which.

        Raises EncoderRefused as SentenceEncoder does.
        """
        super().__init__(folder)
        self._tuned = tuned
        self.name = name
        self.fingerprint = f"{SentenceEncoder.fingerprint}.{name}"

    @cached_property
    def _network(self) -> SentenceNetwork:
        return SentenceNetwork(self.folder / WEIGHTS, self._tuned)


def after(before: str, text: str) -> str:
    """The two texts as one, for `PairEncoder`; blank where the second is."""
    return f"{before}{_BETWEEN}{text}" if text.strip() else ""


class PairEncoder:
    """A small transformer that reads a text as it stands after another; for texts by `after`.

    About 70 texts of 40 tokens a CPU second.
    """

    notice = ""
    fitted = False

    def __init__(
        self,
        layers: Mapping[str, NDArray[Any]],
        tokens: PairTokens,
        longest: tuple[int, int],
        name: str,
    ) -> None:
        """`layers` as `Transformer` takes them; `longest` in tokens."""
        self._layers, self._tokens, self._longest, self.name = layers, tokens, longest, name
        self.fingerprint = f"pair.{name}.r{_REVISION}"
        self.dim = len(layers["norm"])

    @cached_property
    def _network(self) -> Transformer:
        return Transformer(self._layers)

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """(n, dim), rows of length 1; zeros for blank texts."""
        rows = np.zeros((len(texts), self.dim), dtype=np.float32)
        cut = [text.rpartition(_BETWEEN) for text in texts]
        pairs = [self._tokens.pair(before, text, self._longest) for before, _, text in cut]
        filled = [i for i, (numbers, start) in enumerate(pairs) if len(numbers) > start + 1]
        if filled:
            rows[filled] = self._network.vectors([pairs[i] for i in filled])
        return rows


def load_encoder(settings: EncoderSettings, texts: Sequence[str]) -> Encoder:
    """The encoder that the settings name; `texts` are needed if it must be fitted.

    "use" takes `settings.folder`, else the installed package; without either it falls back to
    TF-IDF fitted on `texts`, and its `notice` says so. "tfidf" asks for that outright.

    Raises EncoderRefused if the named folder or the package holds other files than ours.
    """
    if settings.name == "tfidf":
        return TfidfEncoder(texts, notice=f"TF-IDF was asked for in review.toml. {_WHAT_TFIDF_IS}")
    folder = Path(settings.folder) if settings.folder else packaged_folder()
    if folder is None:
        missing = f"The package {PACKAGE} is not installed and no folder is named in review.toml."
        return TfidfEncoder(texts, notice=f"{missing} {_WHAT_TFIDF_IS}")
    return SentenceEncoder(folder)


_WHAT_TFIDF_IS: Final = (
    "Statements are compared by their words (TF-IDF), not by their meaning: the same trouble said "
    "in other words or in another language is not found to be alike, so themes are coarser and "
    "causes less sure."
)
