"""The names of the roster, word by word, misspelt by one letter too."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from enum import Enum
from typing import NamedTuple

from toolkit.privacy.roster import RosterEntry
from toolkit.privacy.tokens import Phrases, fold, tokens_folded
from toolkit.privacy.word_lists import folded_words, name_lists, vocabulary

SHORTEST_MISSPELT = 5
"""Under five letters, words at a distance of one letter are mostly other words."""
_SHORTEST_GENITIVE = 3
_IN_BRACKETS = re.compile(r"[(\[{\"“„«]([^)\]}\"”“»]*)[)\]}\"”“»]")


class Spelt(Enum):
    """How a word stands to the name."""

    EXACT = 1
    WITH_S = 2
    MISSPELT = 3


class NameWord(NamedTuple):
    """What a word may be as a name; `people` are places in the roster, none: a usual first name."""

    people: frozenset[int]
    spelt: Spelt
    first: bool
    """Somebody's first name, or a short form of it."""
    common: bool
    """A common word too."""
    noun: bool
    """A German noun too."""
    time: bool
    place: bool


class NameIndex:
    """The words of all names. Building is linear in the roster, asking does not depend on it."""

    def __init__(self, roster: Sequence[RosterEntry]) -> None:
        self._lists = name_lists()
        self._people: dict[str, set[int]] = {}
        self._initials: dict[int, set[str]] = {}
        self._first: set[str] = set()
        phrases: set[str] = set()
        for place, entry in enumerate(roster):
            for name in (entry.name, *entry.other_names):
                phrases |= self._take(name, place)
        self.phrases = Phrases(phrases, genitive=True)
        self._shortened = self._shortened_names()
        self._asked: dict[str, NameWord | None] = {}

    def ask(self, folded: str) -> NameWord | None:
        """What this word may be as a name; None if it is none."""
        if folded not in self._asked:
            self._asked[folded] = self._find(folded)
        return self._asked[folded]

    def begin_with(self, people: frozenset[int], letter: str) -> bool:
        """Whether the first name of one of these people (places in the roster) begins with it."""
        return any(letter in self._initials.get(place, ()) for place in people)

    def _take(self, name: str, place: int) -> set[str]:
        """Learn one way to call somebody; return the sequences of words that name him or her."""
        first, others, nicks = _parts(name, self._lists.particles)
        for word in (*first, *others, *nicks):
            self._people.setdefault(word, set()).add(place)
        self._first |= {*first[:1], *nicks}
        self._initials.setdefault(place, set()).update(word[0] for word in (*first[:1], *nicks))
        for word in first:
            for short in self._lists.short_forms.get(word, ()):
                self._people.setdefault(short, set()).add(place)
                self._first.add(short)
        return set(_phrases(name))

    def _shortened_names(self) -> dict[str, tuple[str, ...]]:
        """Every name with one letter left out -> the names, and every name itself."""
        found: dict[str, list[str]] = {}
        for name in sorted(self._people):
            common = self._is_common(name) or name in self._lists.places
            if len(name) >= SHORTEST_MISSPELT and not common:
                for short in {name, *_one_left_out(name)}:
                    found.setdefault(short, []).append(name)
        return {short: tuple(names) for short, names in found.items()}

    def _find(self, folded: str) -> NameWord | None:
        if len(folded) < 2 or not folded.isalpha():
            return None
        if folded in self._people:
            return self._word(folded, Spelt.EXACT)
        stem = folded[:-1] if folded[-1] == "s" and len(folded) > _SHORTEST_GENITIVE else ""
        if stem in self._people:
            return self._word(stem, Spelt.WITH_S)
        if folded in self._lists.first_names:
            return self._word(folded, Spelt.EXACT)
        if found := self._misspelt(folded):
            return self._word(found, Spelt.MISSPELT)
        if stem in self._lists.first_names and not self._is_common(folded):
            return self._word(stem, Spelt.WITH_S)
        return None

    def _word(self, name: str, spelt: Spelt) -> NameWord:
        lists = self._lists
        return NameWord(
            people=frozenset(self._people.get(name, ())),
            spelt=spelt,
            first=name in self._first or name not in self._people,
            common=self._is_common(name),
            noun=name in lists.nouns or name in vocabulary().nouns,
            time=name in lists.times,
            place=name in lists.places,
        )

    def _is_common(self, name: str) -> bool:
        if name in self._lists.first_names:
            return False
        known = vocabulary()
        return name in self._lists.words or name in known.words or name in known.nouns

    def _misspelt(self, folded: str) -> str:
        """The first name in order that is one letter away; "" if none is, or it is a known word."""
        if len(folded) < SHORTEST_MISSPELT or self._is_common(folded):
            return ""
        near = {
            name
            for short in (folded, *_one_left_out(folded))
            for name in self._shortened.get(short, ())
            if _one_apart(folded, name)
        }
        return "" if not near or vocabulary().knows(folded) else min(near)


def _parts(
    name: str, particles: frozenset[str]
) -> tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]:
    """First, other and bracketed words of a name, without titles, particles and initials."""
    nicks = tuple(word for found in _IN_BRACKETS.findall(name) for word in _words(found, particles))
    plain = _IN_BRACKETS.sub(" ", name)
    last, comma, first = plain.partition(",")
    if comma:
        return tuple(_words(first, particles)), tuple(_words(last, particles)), nicks
    words = tuple(_words(plain, particles))
    return words[:1], words[1:], nicks


def _words(text: str, particles: frozenset[str]) -> Iterator[str]:
    for chunk in text.split():
        folded = fold(chunk)
        if folded in _TITLES or any(char.isdigit() for char in folded):
            continue
        parts = tokens_folded(chunk)
        found = {*parts, folded} if len(parts) > 1 else set(parts)
        yield from sorted(one for one in found if len(one) > 1 and one not in particles)


_TITLES = folded_words("title", "words") | folded_words("title", "inside")


def _phrases(name: str) -> Iterator[str]:
    """Sequences that name somebody: whole names in both orders, last names of many words."""
    plain = _IN_BRACKETS.sub(" ", name)
    last, comma, first = (part.strip() for part in plain.partition(","))
    ordered = f"{first} {last}" if comma else last
    words = [word for word in ordered.split() if fold(word) not in _TITLES]
    if len(words) < 2:
        return
    yield " ".join(words)
    yield " ".join([*words[1:], words[0]])
    if comma:
        yield f"{last} {first}"
    behind = last if comma else " ".join(words[1:])
    if len(tokens_folded(behind)) > 1:
        yield behind


def _one_left_out(word: str) -> Iterable[str]:
    return {word[:place] + word[place + 1 :] for place in range(len(word))}


def _one_apart(one: str, two: str) -> bool:
    """Whether one letter more, less or other, or two neighbours exchanged, makes them equal.

    The first letter must be the same, or be exchanged with the second: few people mistype it.
    """
    if one == two:
        return False
    if one[0] != two[0]:
        return len(one) == len(two) and one[:2] == two[1::-1] and one[2:] == two[2:]
    shorter, longer = sorted((one, two), key=len)
    if len(longer) > len(shorter):
        return shorter in _one_left_out(longer)
    apart = [place for place in range(len(one)) if one[place] != two[place]]
    if len(apart) == 1:
        return True
    return (
        len(apart) == 2
        and apart[1] == apart[0] + 1
        and one[apart[0]] == two[apart[1]]
        and one[apart[1]] == two[apart[0]]
    )
