"""Two texts in a row as the numbers that the pair network reads."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

from toolkit.language.unigram import BLANK, Unigram

BEGIN, END, UNKNOWN = "<s>", "</s>", "<unk>"


class PairTokens:
    """A vocabulary of pieces and how pairs of texts are cut by it."""

    def __init__(self, pieces: Sequence[str], scores: Sequence[float]) -> None:
        """`pieces` in the order of their numbers, the three marks among them."""
        numbers = {piece: number for number, piece in enumerate(pieces)}
        self.begin, self.end, unknown = (numbers.pop(mark) for mark in (BEGIN, END, UNKNOWN))
        self._unigram = Unigram(numbers, scores, unknown)

    def numbers(self, text: str) -> list[int]:
        """The numbers of the text's pieces; empty for a blank text."""
        words = unicodedata.normalize("NFKC", text).split()
        return [number for word in words for number in self._unigram.pieces(BLANK + word)]

    def pair(self, before: str, text: str, longest: tuple[int, int]) -> tuple[list[int], int]:
        """Numbers of both texts with their marks, and where the second begins.

        Of the first its last pieces are kept, of the second its first; `longest` says how many.
        """
        first = self.numbers(before)[-longest[0] :]
        second = self.numbers(text)[: longest[1]]
        return [self.begin, *first, self.end, *second, self.end], len(first) + 2
