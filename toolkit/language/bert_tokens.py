"""Words to the token numbers of an uncased BERT vocabulary (Devlin et al. 2019), in plain Python.

Letters are lowered and lose their accents, punctuation stands alone, and each word becomes the
longest pieces of the vocabulary from left to right (WordPiece; Wu et al. 2016).
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Final

START, BETWEEN, UNKNOWN = "[CLS]", "[SEP]", "[UNK]"
_CONTINUED: Final = "##"
_LONGEST_WORD: Final = 100
"""Characters; a longer word is unknown, as in the original."""
_IDEOGRAPHS: Final = (
    (0x3400, 0x4DBF),
    (0x4E00, 0x9FFF),
    (0xF900, 0xFAFF),
    (0x20000, 0x2CEAF),
    (0x2F800, 0x2FA1F),
)


class BertTokens:
    """A vocabulary and how texts are cut by it."""

    def __init__(self, vocabulary: Mapping[str, int]) -> None:
        """`vocabulary` gives each piece its number; it must hold the three special ones."""
        self._vocabulary = vocabulary
        self.start, self.between, self._unknown = (
            vocabulary[name] for name in (START, BETWEEN, UNKNOWN)
        )
        self._pieces = lru_cache(50_000)(self._longest_pieces)

    def numbers(self, text: str) -> list[int]:
        """The numbers of the text's pieces; empty for a blank text."""
        return [number for word in _words(text) for number in self._pieces(word)]

    def pair(self, before: str, text: str, longest: tuple[int, int]) -> tuple[list[int], int]:
        """Numbers of both texts with their marks, and where the second begins.

        Of the first its last pieces are kept, of the second its first; `longest` says how many.
        """
        first = self.numbers(before)[-longest[0] :]
        second = self.numbers(text)[: longest[1]]
        return [self.start, *first, self.between, *second, self.between], len(first) + 2

    def _longest_pieces(self, word: str) -> tuple[int, ...]:
        if len(word) > _LONGEST_WORD:
            return (self._unknown,)
        found, at = [], 0
        while at < len(word):
            piece = self._longest_at(word, at)
            if not piece:
                return (self._unknown,)
            found.append(self._vocabulary[piece])
            at += len(piece.removeprefix(_CONTINUED) if at else piece)
        return tuple(found)

    def _longest_at(self, word: str, at: int) -> str:
        mark = _CONTINUED if at else ""
        ends = range(len(word), at, -1)
        return next((p for end in ends if (p := mark + word[at:end]) in self._vocabulary), "")


def _words(text: str) -> Iterator[str]:
    """Words, and each punctuation mark or ideograph by itself."""
    word = ""
    for letter in _plain(text):
        alone = _stands_alone(letter)
        if word and (alone or letter == " "):
            yield word
            word = ""
        if alone:
            yield letter
        elif letter != " ":
            word += letter
    if word:
        yield word


def _plain(text: str) -> Iterator[str]:
    """Small letters without accents; every blank is a space; control characters are left out."""
    for letter in unicodedata.normalize("NFD", text.lower()):
        category = unicodedata.category(letter)
        if category == "Zs" or letter in "\t\n\r":
            yield " "
        elif category != "Mn" and category[0] != "C" and letter != "\ufffd":
            yield letter


def _stands_alone(letter: str) -> bool:
    code = ord(letter)
    symbols = 33 <= code <= 47 or 58 <= code <= 64 or 91 <= code <= 96 or 123 <= code <= 126
    if symbols or unicodedata.category(letter).startswith("P"):
        return True
    return any(low <= code <= high for low, high in _IDEOGRAPHS)
