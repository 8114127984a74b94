"""A title that a person understands: the phrase of the theme's own that says it best."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from toolkit import language
from toolkit.model.findings import Statement, Theme

Encode = Callable[[Sequence[str]], NDArray[np.float32]]
LONGEST = 5
SHORTEST = 2
CONTRAST = 0.5
"""How much likeness to the other themes counts against a phrase: a title must set apart."""
SHARED_BONUS = 0.04
"""For each doubling of the people who use the phrase's content words."""
_MOST_CANDIDATES = 150
_JOINING = frozenset(
    "of the in on for to a an at by with from and de du des la le les en del della di da der die "
    "das den dem im am zu zum zur für von vom mit auf und et y e el los las al".split()
)
"""Words that may stand inside a title, never at its ends."""
_WORD = re.compile(r"[^\W\d_][\w'’-]*|\d[\d.,:]*\w*|[^\w\s]", re.UNICODE)


def title_themes(
    themes: Sequence[Theme],
    statements: Mapping[str, Statement],
    shown: Mapping[str, str],
    encode: Encode,
) -> dict[str, str]:
    """Theme id -> its title: a phrase of two to five words that somebody used.

    Candidates come from the redacted texts, never cross a redaction or a comma, and neither start
    nor end with a word that says nothing. The one nearest to the theme's centre and far from the
    others' wins. Themes without a candidate are missing from the result.
    """
    phrases = {one.theme_id: _candidates(one, statements, shown) for one in themes}
    every = sorted({phrase for found in phrases.values() for phrase in found})
    if not every:
        return {}
    vectors = dict(zip(every, encode(every), strict=True))
    centres = _centres(themes, statements, encode)
    return {
        theme.theme_id: _best(place, phrases[theme.theme_id], vectors, centres)
        for place, theme in enumerate(themes)
        if phrases[theme.theme_id]
    }


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


def _best(
    place: int,
    phrases: Mapping[str, int],
    vectors: Mapping[str, NDArray[np.float32]],
    centres: NDArray[np.float32],
) -> str:
    others = np.delete(centres, place, axis=0)

    def score(phrase: str) -> float:
        near = float(vectors[phrase] @ centres[place])
        apart = float((others @ vectors[phrase]).max()) if len(others) else 0.0
        return near - CONTRAST * apart + SHARED_BONUS * float(np.log2(phrases[phrase]))

    best = min(phrases, key=lambda phrase: (-round(score(phrase), 6), phrase))
    return best[:1].upper() + best[1:]


def _candidates(
    theme: Theme, statements: Mapping[str, Statement], shown: Mapping[str, str]
) -> dict[str, int]:
    """Phrase -> how many people use its content words; the most shared ones only."""
    stop = language.stop_words()
    people: dict[str, set[str]] = defaultdict(set)
    runs: Counter[str] = Counter()
    for key in theme.statement_ids:
        source = statements[key].source
        who = source.person_id or source.respondent_id
        for run in _runs(shown.get(key, "")):
            for word in run:
                if word.casefold() not in stop:
                    people[word.casefold()].add(who)
            runs.update(_phrases(run, stop))

    def users(phrase: str) -> int:
        content = [word for word in phrase.casefold().split() if word not in stop]
        return max(min(len(people[word]) for word in content), 1)

    counted = {phrase: users(phrase) for phrase in runs}
    first = sorted(counted, key=lambda phrase: (-counted[phrase], phrase))[:_MOST_CANDIDATES]
    return {phrase: counted[phrase] for phrase in first}


def _runs(text: str) -> list[list[str]]:
    """Stretches of words without punctuation or redaction between them."""
    runs: list[list[str]] = [[]]
    hidden = False
    for token in _WORD.findall(text):
        if token in "[]":
            hidden = token == "["
            runs.append([])
        elif not hidden and (token[0].isalpha()):
            runs[-1].append(token)
        else:
            runs.append([])
    return [run for run in runs if run]


def _phrases(run: Sequence[str], stop: frozenset[str]) -> list[str]:
    said = [_says_nothing(word, stop) for word in run]
    joins = [word.casefold() in _JOINING for word in run]
    return [
        " ".join(run[start:end])
        for size in range(SHORTEST, LONGEST + 1)
        for start in range(len(run) - size + 1)
        if not said[start]
        and not said[(end := start + size) - 1]
        and sum(not one for one in said[start:end]) >= SHORTEST
        and all(joins[i] or not said[i] for i in range(start, end))
        and len({word.casefold() for word in run[start:end]}) == size
    ]


def _says_nothing(word: str, stop: frozenset[str]) -> bool:
    """A stop word, one letter, or a contraction of one ("I'll", "qu'on")."""
    parts = re.split("['’]", word.casefold())
    return len(word) < 2 or word.casefold() in stop or (len(parts) > 1 and parts[0] in stop)
