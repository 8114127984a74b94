"""What speaks for a phrase as the title of a theme: seven traits, each one number."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from toolkit.model.findings import Theme
from toolkit.themes.likeness import unit
from toolkit.themes.title_phrases import STEM, Encode, Phrase, Reading, phrases_of
from toolkit.themes.title_words import Taste

Floats = NDArray[np.float64]
MEANT: Final = ("centre", "apart", "matter")
"""Traits of a vector, and so of two phrases together: cosine to the middle of the theme's
statements; the same where vectors are told from the middle of all themes; how much like the words
of titles."""
SAID: Final = ("near words", "people", "lone voice", "lone word")
"""Traits of a phrase's words: the mean likeness, 0-1, of each person's nearest word; the share of
people who use the word, 0-1; 1 where no two people use any; 1 for a single word."""
TRAITS: Final = (*MEANT, *SAID)


@dataclass(frozen=True, slots=True)
class Middle:
    """Where one theme lies, and where all themes and their phrases lie; (d,) each."""

    centre: Floats
    apart: Floats
    phrases: Floats

    def meant(self, vectors: Floats, taste: Taste) -> Floats:
        """(n, 3) the traits MEANT of unit rows (n, d)."""
        matter = taste.of_a_matter(vectors.astype(np.float32))
        far = unit(vectors - self.phrases) @ self.apart
        return np.stack([vectors @ self.centre, far, matter], axis=1)


@dataclass(frozen=True, slots=True)
class Candidates:
    """A theme's phrases, a row each."""

    phrases: tuple[Phrase, ...]
    vectors: Floats
    meant: Floats
    said: Floats
    middle: Middle
    people: Mapping[str, int]
    """Word -> people of the theme who use it, or another form of it."""


def find_candidates(
    themes: Sequence[Theme], reading: Reading, encode: Encode, taste: Taste
) -> dict[str, Candidates]:
    """Theme id -> its phrases with their traits; themes without a phrase are missing."""
    found = {one.theme_id: phrases_of(one, reading) for one in themes}
    every = sorted({phrase.text for phrases in found.values() for phrase in phrases})
    if not every:
        return {}
    rows = dict(zip(every, encode(every).astype(np.float64), strict=True))
    middles = _middles(themes, reading, encode, np.mean(list(rows.values()), axis=0))
    words = np.array(list(reading.vectors.values()), dtype=np.float64).mean(axis=0)
    candidates = {}
    for theme in themes:
        phrases = found[theme.theme_id]
        if phrases:
            vectors = np.array([rows[one.text] for one in phrases])
            middle = middles[theme.theme_id]
            own = list(reading.speakers(theme.statement_ids).values())
            candidates[theme.theme_id] = Candidates(
                phrases=tuple(phrases),
                vectors=vectors,
                meant=middle.meant(vectors, taste),
                said=_said(phrases, own, reading, words),
                middle=middle,
                people=reading.people(theme.statement_ids),
            )
    return candidates


def _middles(
    themes: Sequence[Theme], reading: Reading, encode: Encode, phrases: Floats
) -> dict[str, Middle]:
    rows = {
        one.theme_id: encode([reading.statements[key].text for key in one.statement_ids])
        for one in themes
    }
    every = np.vstack(list(rows.values())).astype(np.float64).mean(axis=0)
    found = {}
    for theme_id, own in rows.items():
        mean = own.astype(np.float64).mean(axis=0)
        centre, apart = unit(np.stack([mean, mean - every]))
        found[theme_id] = Middle(centre, apart, phrases)
    return found


def _said(
    phrases: Sequence[Phrase], people: Sequence[set[str]], reading: Reading, middle: Floats
) -> Floats:
    """(n, 4) the traits SAID."""
    own = sorted({word for one in phrases for word in one.words})
    near = dict(zip(own, _near_words(own, people, reading, middle).tolist(), strict=True))
    stems = Counter(stem for said in people for stem in {word[:STEM] for word in said})
    return np.array(
        [
            (
                np.mean([near[word] for word in one.words]),
                np.mean([stems[word[:STEM]] for word in one.words]) / len(people),
                max(stems[word[:STEM]] for word in one.words) < 2,
                len(one.words) == 1,
            )
            for one in phrases
        ],
        dtype=np.float64,
    )


def _near_words(
    own: Sequence[str], people: Sequence[set[str]], reading: Reading, middle: Floats
) -> Floats:
    """(n,) mean over people of the squared cosine to their nearest word, less than 0 as 0."""
    used = sorted({word for said in people for word in said})
    place = {word: at for at, word in enumerate(used)}

    def rows(words: Sequence[str]) -> Floats:
        return unit(np.array([reading.vectors[word] for word in words]) - middle)

    alike = np.clip(rows(own) @ rows(used).T, 0.0, 1.0) ** 2
    nearest = [
        alike[:, sorted(place[word] for word in said)].max(axis=1) for said in people if said
    ]
    return np.asarray(np.sum(nearest, axis=0) / len(people))
