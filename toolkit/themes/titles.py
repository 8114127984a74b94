"""A title that a person understands: the matter in the theme's own words, in one phrase or two."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from toolkit.model.findings import Statement, Theme
from toolkit.themes.title_phrases import Encode, Phrase, Reading, read_words
from toolkit.themes.title_traits import MEANT, SAID, Candidates, find_candidates
from toolkit.themes.title_words import Taste, shipped_taste

__all__ = ["MOST_WORDS", "Encode", "title_themes"]

MOST_WORDS: Final = 6
"""Words of a title: twenty of them stand on page one of the report, which has 250 words."""
ALIKE: Final = 0.6
"""Cosine of two words from which on a second phrase says the first once more."""
SECOND: Final = 0.5
"""What the words of the second phrase count beside those of the first."""
_DIGITS: Final = 6


def title_themes(
    themes: Sequence[Theme],
    statements: Mapping[str, Statement],
    shown: Mapping[str, str],
    encode: Encode,
    taste: Taste | None = None,
) -> dict[str, str]:
    """Theme id -> its title: one phrase that somebody said, or two with a comma, 6 words at most.

    Phrases are nouns with what stands beside them, held together by articles and prepositions; they
    come from the redacted texts, without anything redacted. The first is the likeliest to name the
    matter by seven weighted traits (`title_traits`); the second brings both together nearest to it.
    Both are in the language that most of the theme's people speak, and of their words one at most
    is a single person's. Themes without a phrase are missing from the result.
    """
    taste = taste or shipped_taste()
    if not themes:
        return {}
    reading = read_words(themes, statements, shown, encode, taste)
    found = find_candidates(themes, reading, encode, taste)
    return {theme_id: _Choice(one, reading, taste).title() for theme_id, one in found.items()}


@dataclass(frozen=True, slots=True)
class _Choice:
    """Of one theme's phrases."""

    given: Candidates
    reading: Reading
    taste: Taste

    def title(self) -> str:
        """The best phrase that is not one person's, and the shared one that adds most to it."""
        meant, said = self._weighted()
        scores = self.given.meant @ meant + self.given.said @ said
        first = _greatest(self._first_choice(), scores, self.given.phrases)
        text = self.given.phrases[first].text
        if second := self._second(first, meant, self.given.said @ said):
            text += f", {second.text}"
        return text[:1].upper() + text[1:]

    def _weighted(self) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        meant, said = (
            np.array([self.taste.weights[name] for name in names]) for names in (MEANT, SAID)
        )
        return meant, said

    def _second(
        self, first: int, meant: NDArray[np.float64], said: NDArray[np.float64]
    ) -> Phrase | None:
        """The phrase with which the middle of both stands best."""
        fitting = self._fitting(first)
        if not fitting:
            return None
        vectors = self.given.vectors
        both = vectors[fitting] + vectors[first]
        both /= np.maximum(np.linalg.norm(both, axis=1, keepdims=True), 1e-9)
        together = SECOND * said
        together[fitting] += self.given.middle.meant(both, self.taste) @ meant
        return self.given.phrases[_greatest(fitting, together, self.given.phrases)]

    def _first_choice(self) -> list[int]:
        """Phrases with one word at most, and not all, that a single person uses; else lone words.

        What only one person says tells who it was; a common noun alone tells least.
        """
        phrases, said_by = self.given.phrases, self.reading.said_by
        shared = [
            at
            for at, one in enumerate(phrases)
            if (own := _own_words(one, said_by)) < 2 and own < len(one.words)
        ]
        lone = [at for at, one in enumerate(phrases) if len(one.words) < 2]
        return shared or lone or list(range(len(phrases)))

    def _fitting(self, first: int) -> list[int]:
        """The second is of words that two of the theme's people use each.

        To a lone word is also added another word that two people of the review use.
        """
        chosen = self.given.phrases[first]
        lone = len(chosen.words) < 2
        room = MOST_WORDS - len(chosen.text.split())
        return [
            at
            for at, one in enumerate(self.given.phrases)
            if len(one.text.split()) <= room
            and not _own_words(one, self._who_count(one, lone=lone))
            and not self._alike(one, chosen)
        ]

    def _who_count(self, phrase: Phrase, *, lone: bool) -> Mapping[str, int]:
        if len(phrase.words) > 1:
            return self.given.people
        return self.reading.said_by if lone else {}

    def _alike(self, one: Phrase, other: Phrase) -> bool:
        if one.stems & other.stems:
            return True
        rows = [
            np.array([self.reading.vectors[w] for w in phrase.words]) for phrase in (one, other)
        ]
        return bool((rows[0] @ rows[1].T).max() > ALIKE)


def _greatest(places: Sequence[int], scores: NDArray[np.float64], phrases: Sequence[Phrase]) -> int:
    return min(places, key=lambda at: (-round(float(scores[at]), _DIGITS), phrases[at].text))


def _own_words(phrase: Phrase, said_by: Mapping[str, int]) -> int:
    """How many of its words only one person uses, of those who are counted."""
    return sum(said_by.get(word, 0) < 2 for word in phrase.words)
