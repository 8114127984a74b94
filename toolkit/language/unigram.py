"""Words into the pieces of a unigram vocabulary (Kudo 2018, "Subword regularization")."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Final

BLANK: Final = "\u2581"
"""How SentencePiece writes the blank before a word."""
_UNKNOWN_PENALTY: Final = 10.0
"""A character outside the vocabulary scores this much below the rarest piece, as SentencePiece
has it."""
_REMEMBERED_WORDS: Final = 200_000


class Unigram:
    """Every word is cut into the pieces whose log probabilities add up highest (Viterbi)."""

    def __init__(self, numbers: Mapping[str, int], scores: Sequence[float], unknown: int) -> None:
        """`numbers` of the pieces, `scores` (log probabilities) by number."""
        self._numbers, self._scores, self._unknown = numbers, scores, unknown
        self._longest = max(map(len, numbers))
        self._unknown_score = min(scores) - _UNKNOWN_PENALTY
        self.pieces = lru_cache(_REMEMBERED_WORDS)(self._cut)

    def _cut(self, word: str) -> tuple[int, ...]:
        """The likeliest pieces of one word; of equal ones the longest first piece wins."""
        best = [0.0] + [float("-inf")] * len(word)
        came_from = [(0, self._unknown)] * (len(word) + 1)
        for start in range(len(word)):
            so_far = best[start]
            for end in range(start + 1, min(start + self._longest, len(word)) + 1):
                number = self._numbers.get(word[start:end])
                if number is not None:
                    score = so_far + self._scores[number]
                elif end == start + 1:
                    number, score = self._unknown, so_far + self._unknown_score
                else:
                    continue
                if score > best[end]:
                    best[end], came_from[end] = score, (start, number)
        return tuple(_walk_back(came_from))


def _walk_back(came_from: list[tuple[int, int]]) -> list[int]:
    """The piece numbers along the best path, first piece first."""
    end, path = len(came_from) - 1, []
    while end > 0:
        end, number = came_from[end]
        path.append(number)
    return path[::-1]
