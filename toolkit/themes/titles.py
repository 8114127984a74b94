"""A title that a person understands: the clause in the theme's own words that says it best."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from toolkit import language
from toolkit.model.findings import Statement, Theme

Encode = Callable[[Sequence[str]], NDArray[np.float32]]
SHORTEST, LONGEST = 3, 6
"""Words of a title: twenty of them stand on page one of the report, which has 250 words."""
CONTRAST: Final = 0.5
"""How much likeness to the other themes counts against a clause: a title must set apart."""
SHARED: Final = 0.1
"""For each doubling of the people who use the clause's content words, in the mean."""
DANGLING: Final = 0.2
"""Off for a clause that leans on words before it ("it only shows ...")."""
PLAIN: Final = 5
"""Each word beyond these costs LONG."""
LONG: Final = 0.02
_MOST_CANDIDATES = 200
_OPENING = frozenset(
    "and but so because or then also well yet though und aber denn weil also dass e ed ma perché "
    "quindi però che et mais donc car que y pero porque entonces".split()
)
"""Words that join a clause to the one before: they are left off."""
_LEANING = frozenset(
    "it this that they these those he she there i you let if when once what which who whose "
    "how not es das dies sie er dort da ich du man wenn ob wie wer lo questo quello ci loro "
    "io tu se quando chi come ce cela ça c il ils elle elles je j tu on si quand qui que qu "
    "eso esto ellos ella él yo tú si cuando quien como".split()
)
"""First words of a clause that does not stand by itself, or speaks of the speaker."""
_CLAUSE = re.compile(r"[^.,;:!?…()\[\]\"“”„«»\n–—]+|\[[^\]]*\]")
_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")


@dataclass(frozen=True, slots=True)
class _Clause:
    text: str
    shared: float
    """Mean of log2 of the people who use its content words."""


def title_themes(
    themes: Sequence[Theme],
    statements: Mapping[str, Statement],
    shown: Mapping[str, str],
    encode: Encode,
) -> dict[str, str]:
    """Theme id -> its title: a clause of three to six words that somebody said.

    Candidates come from the redacted texts, whole from one mark of punctuation to the next and
    without anything redacted. The one near the theme's centre, far from the others', in words that
    several people use wins. Themes without a candidate are missing from the result.
    """
    clauses = {one.theme_id: _candidates(one, statements, shown) for one in themes}
    every = sorted({clause.text for found in clauses.values() for clause in found})
    if not every:
        return {}
    vectors = dict(zip(every, encode(every), strict=True))
    centres = _centres(themes, statements, encode)
    return {
        theme.theme_id: _best(place, clauses[theme.theme_id], vectors, centres)
        for place, theme in enumerate(themes)
        if clauses[theme.theme_id]
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
    clauses: Sequence[_Clause],
    vectors: Mapping[str, NDArray[np.float32]],
    centres: NDArray[np.float32],
) -> str:
    others = np.delete(centres, place, axis=0)

    def score(one: _Clause) -> float:
        near = float(vectors[one.text] @ centres[place])
        apart = float((others @ vectors[one.text]).max()) if len(others) else 0.0
        words = one.text.split()
        leaning = DANGLING * (re.split("['’]", words[0].casefold())[0] in _LEANING)
        long = LONG * max(len(words) - PLAIN, 0)
        return near - CONTRAST * apart + SHARED * one.shared - leaning - long

    best = min(clauses, key=lambda one: (-round(score(one), 6), one.text)).text
    return best[:1].upper() + best[1:]


def _candidates(
    theme: Theme, statements: Mapping[str, Statement], shown: Mapping[str, str]
) -> list[_Clause]:
    """The theme's clauses, those in widely shared words first, and no more than are worth it."""
    stop = language.stop_words()
    people: dict[str, set[str]] = defaultdict(set)
    found: set[str] = set()
    for key in theme.statement_ids:
        source = statements[key].source
        who = source.person_id or source.respondent_id
        for clause in _clauses(shown.get(key, "")):
            for word in _content(clause, stop):
                people[word].add(who)
            found.add(clause)
    rated = []
    for clause in found:
        content = _content(clause, stop)
        if len(content) >= 2 and SHORTEST <= len(clause.split()) <= LONGEST:
            shared = float(np.mean([np.log2(len(people[word])) for word in content]))
            rated.append(_Clause(clause, round(shared, 6)))
    rated.sort(key=lambda one: (-one.shared, one.text))
    return rated[:_MOST_CANDIDATES]


def _clauses(text: str) -> list[str]:
    """Stretches between marks of punctuation, without what joins them; none beside a redaction."""
    parts = [part.strip() for part in _CLAUSE.findall(text)]
    found = []
    for place, part in enumerate(parts):
        beside = parts[max(place - 1, 0) : place + 2]
        if part and not any(other.startswith("[") for other in beside):
            words = part.split()
            while words and words[0].casefold() in _OPENING:
                words.pop(0)
            found.append(" ".join(words))
    return [one for one in found if one]


def _content(clause: str, stop: frozenset[str]) -> list[str]:
    return [
        word for word in map(str.casefold, _WORD.findall(clause)) if not _says_nothing(word, stop)
    ]


def _says_nothing(word: str, stop: frozenset[str]) -> bool:
    """A stop word, one letter, or a contraction of one ("I'll", "qu'on")."""
    parts = re.split("['’]", word)
    return len(word) < 2 or word in stop or (len(parts) > 1 and parts[0] in stop)
