"""A title that a person understands: the matter in the theme's own words, in one phrase or two."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final

import numpy as np
from numpy.typing import NDArray

from toolkit import language
from toolkit.model.findings import Statement, Theme
from toolkit.privacy.tokens import fold
from toolkit.privacy.word_lists import vocabulary
from toolkit.themes.title_words import (
    Grammar,
    clauses,
    is_contracted,
    links,
    plain,
    read_grammar,
)

Encode = Callable[[Sequence[str]], NDArray[np.float32]]
LONGEST: Final = 5
"""Words of a phrase."""
MOST_WORDS: Final = 6
"""Words of a title: twenty of them stand on page one of the report, which has 250 words."""
CONTRAST: Final = 0.5
"""How much likeness to the other themes counts against a phrase: a title must set apart."""
TELLING: Final = 0.4
"""What the words' own weight counts, 1 for the word that sets the theme apart most."""
SHARED: Final = 0.2
"""For each doubling of the people who use the words, in the mean."""
UNSHARED: Final = 0.2
"""Off for a phrase none of whose words a second person uses: what one person says is rhetoric."""
LONE: Final = 0.3
"""Off for a single word: it rarely says what the matter is."""
ALIKE: Final = 0.35
"""How much likeness to the first phrase counts against the second."""
SECOND: Final = 0.2
"""A second phrase below this score says too little to be added."""
COMMON: Final = 0.4
"""A word that a greater share of all people uses names no theme: the tool's own name, mostly."""
_FEW = 10
"""Of fewer people such a share is chance."""
_STEM = 5
"""Words that begin alike in so many letters are one word here."""
_FOLLOWS = 3
"""A small word that stands as a noun so often ("people", "time") belongs to the phrase before."""


_FEW_WHO_NAME = 2
"""An unknown proper noun that no more people say is not put into a title."""
_SHORTEST_END = 4
"""Letters of the last part of a German compound."""


@dataclass(frozen=True, slots=True)
class _Phrase:
    text: str
    words: tuple[str, ...]
    """Those with content, in small letters."""


@dataclass(frozen=True, slots=True)
class _Rated:
    phrase: _Phrase
    score: float
    vector: NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class _Reading:
    """What is known of the words of all themes."""

    statements: Mapping[str, Statement]
    shown: Mapping[str, str]
    grammar: Grammar
    common: frozenset[str]
    small: frozenset[str]
    """Words that are written in small letters somewhere."""
    stop: frozenset[str]
    said_by: Mapping[str, int]
    """People who use each word, in any theme."""
    names: frozenset[str]
    """Proper nouns of one or two people: customers, colleagues, places that few would know."""

    def telling(self, word: str) -> bool:
        """A noun of its own, or what stands before one; neither common nor a small word."""
        return _has_content(word, self.stop) and (
            word not in self.common and word not in self.names and self.grammar.is_noun(word)
        )

    def runs_on(self, word: str) -> bool:
        """Whether a phrase does not end before this word."""
        noun = self.grammar.as_noun.get(word, 0) >= _FOLLOWS and self.grammar.is_noun(word)
        return self.telling(word) or (noun and word in self.stop)


def title_themes(
    themes: Sequence[Theme],
    statements: Mapping[str, Statement],
    shown: Mapping[str, str],
    encode: Encode,
) -> dict[str, str]:
    """Theme id -> its title: one phrase that somebody said, or two with a comma, 6 words at most.

    Phrases are stretches of nouns, and what stands before nouns, held together by articles and
    prepositions; they come from the redacted texts, without anything redacted. The first is near
    the theme's centre, far from the others', in telling words that several people use; the second
    adds what the first does not say. Both are in the language that most of the theme's people
    speak, and of their words one at most is a single person's. Themes without a phrase are missing
    from the result.
    """
    reading = _read(themes, statements, shown)
    weights = _weights(themes, reading)
    phrases = {one.theme_id: _phrases(one, reading) for one in themes}
    every = sorted({phrase.text for found in phrases.values() for phrase in found})
    if not every:
        return {}
    vectors = dict(zip(every, encode(every), strict=True))
    centres = _centres(themes, statements, encode)
    titles = {}
    for place, theme in enumerate(themes):
        rate = _Rater(weights[theme.theme_id], centres[place], np.delete(centres, place, axis=0))
        rated = [rate(one, vectors[one.text]) for one in phrases[theme.theme_id]]
        if rated:
            own = weights[theme.theme_id].people
            titles[theme.theme_id] = _title(rated, reading.said_by, own)
    return titles


def _read(
    themes: Sequence[Theme], statements: Mapping[str, Statement], shown: Mapping[str, str]
) -> _Reading:
    texts = [(statements[key].language, shown[key]) for key in sorted(shown) if key in statements]
    members = sorted({key for one in themes for key in one.statement_ids})
    people: dict[str, set[str]] = defaultdict(set)
    for key in members:
        for word in _words(shown.get(key, "")):
            people[word].add(_speaker(statements[key]))
    everybody = len({_speaker(statements[key]) for key in members})
    many = COMMON * everybody if everybody >= _FEW else everybody
    small = _written_small(texts)
    return _Reading(
        statements=statements,
        shown=shown,
        grammar=read_grammar(texts),
        common=frozenset(word for word, own in people.items() if len(own) > many),
        small=small,
        stop=language.stop_words(),
        said_by={word: len(own) for word, own in people.items()},
        names=frozenset(
            word for word in _like_names(texts, small) if len(people.get(word, ())) <= _FEW_WHO_NAME
        ),
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


def _speaker(statement: Statement) -> str:
    return statement.source.person_id or statement.source.respondent_id


def _words(text: str) -> Iterator[str]:
    return (plain(word) for clause in clauses(text) for word in clause)


def _has_content(word: str, stop: frozenset[str]) -> bool:
    """No stop word, letter or contraction of one ("I'll", "qu'on")."""
    return (
        len(word) > 1
        and word not in stop
        and word.split("'")[0] not in stop
        and not is_contracted(word)
    )


@dataclass(frozen=True, slots=True)
class _Weights:
    """Of one theme's words: people who use each, and how much it sets the theme apart, 0-1."""

    people: Mapping[str, int]
    apart: Mapping[str, float]


def _weights(themes: Sequence[Theme], reading: _Reading) -> dict[str, _Weights]:
    """Class TF-IDF over people (Grootendorst 2022, eq. 1), 1 for a theme's greatest."""
    used = {one.theme_id: _people_of(one, reading) for one in themes}
    total: Counter[str] = Counter()
    for words in used.values():
        total.update(words)
    mean = sum(total.values()) / max(len(themes), 1)
    found = {}
    for theme_id, words in used.items():
        raw = {word: n * float(np.log1p(mean / total[word])) for word, n in words.items()}
        most = max(raw.values(), default=1.0)
        found[theme_id] = _Weights(words, {word: one / most for word, one in raw.items()})
    return found


def _people_of(theme: Theme, reading: _Reading) -> dict[str, int]:
    people: dict[str, set[str]] = defaultdict(set)
    for key in theme.statement_ids:
        for word in _words(reading.shown.get(key, "")):
            if _has_content(word, reading.stop):
                people[word].add(_speaker(reading.statements[key]))
    return {word: len(own) for word, own in people.items()}


def _centres(
    themes: Sequence[Theme], statements: Mapping[str, Statement], encode: Encode
) -> NDArray[np.float32]:
    """Array with shape (themes, d): unit mean of the statements' vectors."""
    rows = []
    for theme in themes:
        mean = encode([statements[one].text for one in theme.statement_ids]).mean(axis=0)
        norm = float(np.linalg.norm(mean))
        rows.append(mean / norm if norm else mean)
    return np.array(rows)


def _phrases(theme: Theme, reading: _Reading) -> list[_Phrase]:
    """Each phrase once, in its commonest spelling; in the main language where it has any."""
    by_language: dict[str, set[str]] = defaultdict(set)
    for key in theme.statement_ids:
        by_language[reading.statements[key].language].add(key)
    order = sorted(by_language, key=lambda code: (-_speakers(by_language[code], reading), code))
    found = (_phrases_of(sorted(by_language[code]), reading) for code in order)
    return next(filter(None, found), [])


def _speakers(keys: set[str], reading: _Reading) -> int:
    return len({_speaker(reading.statements[key]) for key in keys})


def _phrases_of(keys: Sequence[str], reading: _Reading) -> list[_Phrase]:
    spellings: dict[str, Counter[str]] = defaultdict(Counter)
    found: dict[str, tuple[str, ...]] = {}
    for key in keys:
        inside = links(reading.statements[key].language)
        for clause in clauses(reading.shown.get(key, "")):
            for start, end, words in _stretches(clause, inside, reading):
                text = " ".join((_as_inside(clause[start], reading), *clause[start + 1 : end]))
                spellings[text.casefold()][text] += 1
                found[text.casefold()] = words
    return [_Phrase(_commonest(spellings[key]), words) for key, words in sorted(found.items())]


def _commonest(spellings: Counter[str]) -> str:
    return min(spellings, key=lambda one: (-spellings[one], one))


def _as_inside(word: str, reading: _Reading) -> str:
    """Without the capital that stands for the beginning of a sentence only."""
    return word.lower() if word.lower() in reading.small else word


def _stretches(
    clause: Sequence[str], inside: frozenset[str], reading: _Reading
) -> Iterator[tuple[int, int, tuple[str, ...]]]:
    """Where a phrase may begin and end, with its words of content."""
    words = [plain(word) for word in clause]
    content = [reading.telling(word) for word in words]
    for start, opens in enumerate(content):
        if not opens or (start and content[start - 1]):
            continue
        for end in range(start + 1, min(len(words), start + LONGEST) + 1):
            if not content[end - 1] and words[end - 1] not in inside:
                break
            closed = end == len(words) or not reading.runs_on(words[end])
            if content[end - 1] and closed:
                own = [word for at, word in enumerate(words[start:end], start) if content[at]]
                if len(set(own)) == len(own):
                    yield start, end, tuple(own)


@dataclass(frozen=True, slots=True)
class _Rater:
    """How well a phrase says what one theme is about."""

    weights: _Weights
    centre: NDArray[np.float32]
    others: NDArray[np.float32]

    def __call__(self, phrase: _Phrase, vector: NDArray[np.float32]) -> _Rated:
        near = float(vector @ self.centre)
        apart = float((self.others @ vector).max()) if len(self.others) else 0.0
        telling = np.mean([self.weights.apart[word] for word in phrase.words])
        shared = np.mean([np.log2(self.weights.people[word]) for word in phrase.words])
        lone = LONE * (len(phrase.words) < 2)
        lone += UNSHARED * (max(self.weights.people[word] for word in phrase.words) < 2)
        score = near - CONTRAST * apart + TELLING * telling + SHARED * shared - lone
        return _Rated(phrase, round(float(score), 6), vector)


def _title(rated: Sequence[_Rated], said_by: Mapping[str, int], in_theme: Mapping[str, int]) -> str:
    """The best phrase that is not one person's, and the shared one that adds most to it.

    The second is of words that two of the theme's people use each; to a lone word is always added,
    if only another word that two people of the review use.
    """
    first = min(_first_choice(rated, said_by), key=lambda one: (-one.score, one.phrase.text))
    lone = len(first.phrase.words) < 2
    room = MOST_WORDS - len(first.phrase.text.split())
    stems = {word[:_STEM] for word in first.phrase.words}
    fitting = [
        (round(one.score - ALIKE * float(one.vector @ first.vector), 6), one.phrase.text)
        for one in rated
        if len(one.phrase.text.split()) <= room
        and not stems & {word[:_STEM] for word in one.phrase.words}
        and _may_follow(one.phrase, said_by if lone else {}, in_theme)
    ]
    least = -1.0 if lone else SECOND
    best = min(fitting, key=lambda one: (-one[0], one[1]), default=(-1.0, ""))
    title = first.phrase.text + (f", {best[1]}" if best[0] > least else "")
    return title[:1].upper() + title[1:]


def _first_choice(rated: Sequence[_Rated], said_by: Mapping[str, int]) -> Sequence[_Rated]:
    """Phrases with one word at most, and not all, that a single person uses; else lone words.

    What only one person says tells who it was; a common noun alone tells least.
    """
    shared = [
        one
        for one in rated
        if (own := _own_words(one.phrase, said_by)) < 2 and own < len(one.phrase.words)
    ]
    return shared or [one for one in rated if len(one.phrase.words) < 2] or rated


def _may_follow(phrase: _Phrase, said_by: Mapping[str, int], in_theme: Mapping[str, int]) -> bool:
    if len(phrase.words) > 1:
        return not _own_words(phrase, in_theme)
    return bool(said_by) and not _own_words(phrase, said_by)


def _own_words(phrase: _Phrase, said_by: Mapping[str, int]) -> int:
    """How many of its words only one person uses, of those who are counted."""
    return sum(said_by.get(word, 0) < 2 for word in phrase.words)
