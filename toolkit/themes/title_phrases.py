"""Phrases that a theme's people said and that may stand in its title: nouns with what is theirs."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import takewhile
from typing import Final

import numpy as np
from numpy.typing import NDArray

from toolkit import language
from toolkit.model.findings import Statement, Theme
from toolkit.privacy.tokens import fold
from toolkit.privacy.word_lists import vocabulary
from toolkit.themes.title_words import (
    HEAD_FIRST,
    NUMBERS,
    Grammar,
    Taste,
    clauses,
    is_contracted,
    links,
    plain,
    read_grammar,
)

Encode = Callable[[Sequence[str]], NDArray[np.float32]]
LONGEST: Final = 5
"""Words of a phrase."""
FULLEST: Final = 4
"""Words with content of a phrase."""
MOST_PHRASES: Final = 150
"""Of a theme, those with the words of most people: the others could not become its title."""
COMMON: Final = 0.4
"""A word that a greater share of all people uses names no theme: the tool's own name, mostly."""
STEM: Final = 5
"""Words that begin alike in so many letters are one word here."""
_FEW = 10
"""Of fewer people such a share is chance."""
_HEAD, _BESIDE = 0.0, -1.2
"""Log-odds of being a noun from which on a word may head a phrase, and may stand beside a head."""
_FEW_WHO_NAME = 2
"""An unknown proper noun that no more people say is not put into a title."""
_SHORTEST_END = 4
"""Letters of the last part of a German compound."""
_CAPITAL, _NO_CAPITAL = 3.0, -8.0
"""Log-odds of a noun in German for words that are mostly written with a capital, and without."""
_ROOT, _ENDING = 4, 2
"""Words that begin alike in four letters at least and differ in two at the most are forms of one
word: "renewal" and "renewals"."""


@dataclass(frozen=True, slots=True)
class Phrase:
    """A stretch of what somebody said."""

    text: str
    words: tuple[str, ...]
    """Those with content, in small letters."""

    @property
    def stems(self) -> frozenset[str]:
        """What its words begin with."""
        return frozenset(word[:STEM] for word in self.words)


@dataclass(frozen=True, slots=True)
class Reading:
    """What is known of the words of all themes."""

    statements: Mapping[str, Statement]
    shown: Mapping[str, str]
    grammar: Grammar
    vectors: Mapping[str, NDArray[np.float32]]
    """Of every word with content that stands in a theme."""
    nounness: Mapping[str, float]
    """Log-odds by the vector alone."""
    barred: frozenset[str]
    """Common words, and proper nouns of one or two people: customers, colleagues, places."""
    small: frozenset[str]
    """Words that are written in small letters somewhere."""
    said_by: Mapping[str, int]
    """People who use each word or another form of it, in any theme."""

    def noun(self, word: str, code: str) -> float:
        """Log-odds of being a noun, or of standing as one stands; -inf for what is in no title."""
        if word not in self.nounness or word in self.barred or word in links(code):
            return -np.inf
        return self.nounness[word] + self.grammar.log_odds(word)

    def heads(self, word: str, code: str) -> bool:
        """Whether a phrase may be about it: a noun, with a capital in German."""
        found = self.noun(word, code)
        if code == "de" and not self.is_german_noun(word):
            found += _NO_CAPITAL * (self.grammar.capitals.get(word, 0) < 0)
        elif code == "de":
            found += _CAPITAL
        return found > _HEAD

    def is_german_noun(self, word: str) -> bool:
        """Mostly written with a capital within clauses, or known as a noun and nothing else."""
        if self.grammar.capitals.get(plain(word), 0) > 0:
            return True
        known, folded = vocabulary(), fold(word)
        return folded in known.nouns and folded not in known.words

    def speakers(self, keys: Sequence[str]) -> dict[str, set[str]]:
        """Speaker -> the words with content that he or she uses in these statements."""
        found: dict[str, set[str]] = defaultdict(set)
        for key in keys:
            said = words_of(self.shown.get(key, ""))
            found[self.statements[key].speaker].update(one for one in said if one in self.vectors)
        return found

    def people(self, keys: Sequence[str]) -> dict[str, int]:
        """Word with content -> people who use it, or another form of it, in these statements."""
        return _with_forms(_turned(self.speakers(keys)))


def read_words(
    themes: Sequence[Theme],
    statements: Mapping[str, Statement],
    shown: Mapping[str, str],
    encode: Encode,
    taste: Taste,
) -> Reading:
    """What the redacted words of all statements tell of each of them."""
    texts = [(statements[key].language, shown[key]) for key in sorted(shown) if key in statements]
    members = sorted({key for one in themes for key in one.statement_ids})
    people: dict[str, set[str]] = defaultdict(set)
    for key in members:
        for word in words_of(shown.get(key, "")):
            people[word].add(statements[key].speaker)
    everybody = len({statements[key].speaker for key in members})
    many = COMMON * everybody if everybody >= _FEW else everybody
    small = _written_small(texts)
    names = {one for one in _like_names(texts, small) if len(people.get(one, ())) <= _FEW_WHO_NAME}
    stop = language.stop_words()
    content = sorted(word for word in people if _has_content(word, stop))
    rows = encode(content) if content else np.zeros((0, 1), dtype=np.float32)
    return Reading(
        statements=statements,
        shown=shown,
        grammar=read_grammar(texts),
        vectors=dict(zip(content, rows, strict=True)),
        nounness=dict(zip(content, taste.nounness(rows).tolist(), strict=True)),
        barred=frozenset(names | {word for word, own in people.items() if len(own) > many}),
        small=small,
        said_by=_with_forms({word: people[word] for word in content}),
    )


def _turned(said: Mapping[str, set[str]]) -> dict[str, set[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for speaker, words in said.items():
        for word in words:
            found[word].add(speaker)
    return found


def _with_forms(people: Mapping[str, set[str]]) -> dict[str, int]:
    alike: dict[str, list[str]] = defaultdict(list)
    for word in people:
        alike[word[:_ROOT]].append(word)
    return {
        word: len(set().union(*(people[one] for one in alike[word[:_ROOT]] if _forms(word, one))))
        for word in people
    }


def _forms(word: str, other: str) -> bool:
    """Whether both are forms of one word; every word is one of itself."""
    if word == other:
        return True
    root = sum(
        1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(word, other, strict=False))
    )
    return root >= _ROOT and max(len(word), len(other)) - root <= _ENDING


def words_of(text: str) -> Iterator[str]:
    """All words, in small letters."""
    return (plain(word) for clause in clauses(text) for word in clause)


def phrases_of(theme: Theme, reading: Reading) -> list[Phrase]:
    """Each phrase once, in its commonest spelling; in the main language where it has any.

    A phrase is a run of words that are nouns or stand beside one, or several runs held together by
    articles and prepositions. It ends where its last run ends, for what follows is the noun that it
    tells of; it begins where the first run does or, in languages whose noun stands last, within it.
    """
    by_language: dict[str, list[str]] = defaultdict(list)
    for key in theme.statement_ids:
        by_language[reading.statements[key].language].append(key)
    heads = {code: len(reading.speakers(keys)) for code, keys in by_language.items()}
    order = sorted(by_language, key=lambda code: (-heads[code], code))
    found = (_phrases_in(sorted(by_language[code]), code, reading) for code in order)
    return next(filter(None, found), [])


def _phrases_in(keys: Sequence[str], code: str, reading: Reading) -> list[Phrase]:
    spellings: dict[str, Counter[str]] = defaultdict(Counter)
    words: dict[str, tuple[str, ...]] = {}
    for key in keys:
        for clause in clauses(reading.shown.get(key, "")):
            for start, end, own in _stretches(clause, code, reading):
                text = _written(clause[start:end], code, reading)
                spellings[text.casefold()][text] += 1
                words[text.casefold()] = own
    found = [Phrase(_commonest(spellings[one]), own) for one, own in sorted(words.items())]
    return _best_known(found, keys, reading)


def _best_known(found: list[Phrase], keys: Sequence[str], reading: Reading) -> list[Phrase]:
    if len(found) <= MOST_PHRASES:
        return found
    said: Counter[str] = Counter()
    for words in reading.speakers(keys).values():
        said.update({word[:STEM] for word in words})
    known = {one.text: sum(said[stem] for stem in one.stems) / len(one.stems) for one in found}
    found.sort(key=lambda one: (-known[one.text], one.text))
    return sorted(found[:MOST_PHRASES], key=lambda one: one.text.casefold())


def _stretches(
    clause: Sequence[str], code: str, reading: Reading
) -> Iterator[tuple[int, int, tuple[str, ...]]]:
    """Where a phrase may begin and end, with its words of content."""
    words = [plain(word) for word in clause]
    beside = [reading.noun(word, code) > _BESIDE for word in words]
    heads = [reading.heads(word, code) for word in words]
    runs = _runs(beside, heads, code)
    for place, (first, stop) in enumerate(runs):
        for end in _ends(runs[place:], words, heads, code):
            for start in (first,) if code in HEAD_FIRST else range(first, stop):
                own = tuple(words[at] for at in range(start, end) if beside[at])
                distinct = len({word[:STEM] for word in own}) == len(own)
                if end - start <= LONGEST and distinct and len(own) <= FULLEST:
                    yield start, end, own


def _runs(beside: Sequence[bool], heads: Sequence[bool], code: str) -> list[tuple[int, int]]:
    """Where words that may stand in a phrase follow one another.

    Where the noun stands last, what follows a noun and is none opens the next run.
    """
    found, start = [], 0
    for at in range(len(beside) + 1):
        ends = at == len(beside) or not beside[at]
        parted = not ends and at > start and heads[at - 1] and not heads[at]
        if (ends or (parted and code not in HEAD_FIRST)) and at > start:
            found.append((start, at))
            start = at
        if ends:
            start = at + 1
    return found


def _ends(
    runs: Sequence[tuple[int, int]], words: Sequence[str], heads: Sequence[bool], code: str
) -> Iterator[int]:
    """The ends of the first run and of those that small words join to it, each with a head."""
    inside = links(code)
    before = runs[0][0]
    for first, stop in runs:
        between = words[before:first]
        joined = first == runs[0][0] or (between and all(one in inside for one in between))
        if not joined or not heads[first if code in HEAD_FIRST else stop - 1]:
            return
        yield stop
        before = stop


def _commonest(spellings: Counter[str]) -> str:
    return min(spellings, key=lambda one: (-spellings[one], one))


def _written(words: Sequence[str], code: str, reading: Reading) -> str:
    """As within a sentence: no capital but one that is its own; nouns of German with theirs."""
    opening = words[0].lower() if words[0].lower() in reading.small else words[0]
    text = (opening, *words[1:])
    if code != "de":
        return " ".join(text)
    return " ".join(
        own[:1].upper() + own[1:] if reading.is_german_noun(one) else own
        for one, own in zip(words, text, strict=True)
    )


def _like_names(texts: Sequence[tuple[str, str]], small: frozenset[str]) -> Iterator[str]:
    """Unknown words that are written with a capital always; in German no compounds of nouns."""
    for code, text in texts:
        for word in (word for clause in clauses(text) for word in clause):
            if word[0].isupper() and word.isalpha() and not word.isupper():
                if word.lower() not in small and not _is_known(word, code):
                    yield plain(word)


@cache
def _is_known(word: str, code: str) -> bool:
    known, folded = vocabulary(), fold(word)
    if known.knows(folded):
        return True
    ends = (folded[start:] for start in range(2, len(folded) - _SHORTEST_END + 1))
    return code == "de" and any(known.knows(end) for end in ends)


def _written_small(texts: Sequence[tuple[str, str]]) -> frozenset[str]:
    words = {word for _, text in texts for clause in clauses(text) for word in clause}
    return frozenset(word for word in words if word == word.lower())


def _has_content(word: str, stop: frozenset[str]) -> bool:
    """No stop word, letter, number or contraction of a stop word ("I'll", "qu'on")."""
    return (
        len(word) > 1
        and not {word, fold(word), word.split("'")[0]} & stop
        and not (word in NUMBERS or any(map(str.isdigit, word)))
        and not is_contracted(word)
    )
