"""How much words speak of a theme's own matter: the words that others in it use and few outside."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from toolkit.language.telling import telling_words

_NEVER = 0.5
"""Stands for the people who use a word where nobody does (additive smoothing)."""


@dataclass(frozen=True, slots=True)
class Wording:
    """Who uses which word, in a theme and in the whole review; people are counted, not mentions."""

    inside: Mapping[str, frozenset[str]]
    everywhere: Mapping[str, frozenset[str]]
    n_inside: int
    n_everywhere: int

    def weight(self, text: str, speaker: str) -> float:
        """The log-odds of its words for the theme, summed; 0 where nobody else uses any of them.

        A word counts by the share of the theme's other people who use it against the share of
        those outside: what somebody alone says there tells nothing of the matter.
        """
        return sum(self._odds(word, speaker) for word in telling_words(text))

    def _odds(self, word: str, speaker: str) -> float:
        inside = self.inside.get(word, frozenset()) - {speaker}
        if not inside:
            return 0.0
        outside = self.everywhere.get(word, frozenset()) - inside - {speaker}
        here = (len(inside) + _NEVER) / (self.n_inside + 2 * _NEVER)
        there = (len(outside) + _NEVER) / (self.n_everywhere + 2 * _NEVER)
        return max(math.log(here / there), 0.0)


def wording_of(
    members: Iterable[tuple[str, str]], everything: Mapping[str, frozenset[str]], people: int
) -> Wording:
    """The wording of a theme; `members` are (speaker, text), `everything` is of `users_of`."""
    own = list(members)
    return Wording(
        inside=users_of(own),
        everywhere=everything,
        n_inside=len({speaker for speaker, _ in own}),
        n_everywhere=people,
    )


def users_of(said: Iterable[tuple[str, str]]) -> Mapping[str, frozenset[str]]:
    """Word -> who uses it; `said` are (speaker, text)."""
    found: dict[str, set[str]] = defaultdict(set)
    for speaker, text in said:
        for word in telling_words(text):
            found[word].add(speaker)
    return {word: frozenset(who) for word, who in found.items()}
