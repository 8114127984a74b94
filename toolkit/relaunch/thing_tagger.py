"""Where in a sentence the thing stands that it is about: the system worked in, the input asked."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression

from toolkit import language
from toolkit.relaunch.readings import Example

_TOKEN = re.compile(r"\[\w+\]|\w+(?:['’]\w+)*|[^\w\s]")
_LONGEST = 7
"""Tokens of a name."""
C = 1.0
_LITTLE = frozenset({"own", "eigene", "eigenen", "eigener", "propre", "propio", "proprio"})


@dataclass(frozen=True, slots=True)
class ThingTagger:
    """Each token's odds of belonging to the thing; the stretch with the greatest sum is it.

    It begins and ends with a telling word: whose it is and which article it has do not name it.
    """

    features: DictVectorizer
    head: LogisticRegression

    def find(self, text: str) -> str:
        """The likeliest stretch, as it stands; "" for a text without a telling word."""
        tokens = list(_TOKEN.finditer(text))
        if not tokens:
            return ""
        odds = self.head.decision_function(self.features.transform(_seen(tokens)))
        telling = [_is_telling(hit.group()) for hit in tokens]
        if not any(telling):
            return ""
        start, end = _best_stretch(odds, telling)
        return text[tokens[start].start() : tokens[end - 1].end()]


def fit_tagger(examples: Sequence[Example]) -> ThingTagger:
    """A tagger of examples whose thing is marked."""
    rows: list[Mapping[str, object]] = []
    inside: list[int] = []
    for one in examples:
        if one.start is None or one.end is None:
            continue
        tokens = list(_TOKEN.finditer(one.text))
        rows.extend(_seen(tokens))
        inside.extend(int(one.start <= hit.start() and hit.end() <= one.end) for hit in tokens)
    features = DictVectorizer(sparse=False)
    head = LogisticRegression(C=C, max_iter=2000, solver="liblinear", random_state=0)
    return ThingTagger(features, head.fit(features.fit_transform(rows), inside))


def _seen(tokens: Sequence[re.Match[str]]) -> list[Mapping[str, object]]:
    words = [hit.group().casefold() for hit in tokens]
    shapes = [_shape(hit.group()) for hit in tokens]
    return [_token(place, words, shapes) for place in range(len(tokens))]


def _token(place: int, words: Sequence[str], shapes: Sequence[str]) -> Mapping[str, object]:
    def at(offset: int) -> str:
        where = place + offset
        return words[where] if 0 <= where < len(words) else "-"

    word = words[place]
    found: dict[str, object] = {
        "word": word,
        "end": word[-3:],
        "start": word[:4],
        "shape": shapes[place] if place else f"first {shapes[place]}",
        "before": at(-1),
        "before2": at(-2),
        "after": at(1),
        "pair": f"{at(-1)} {word}",
        "place": min(place, 8) / 8,
        "left": min(len(words) - place, 8) / 8,
    }
    for size in (3, 4):
        for start in range(max(len(word) - size + 1, 0)):
            found[f"has {word[start : start + size]}"] = 0.5
    return found


def _shape(word: str) -> str:
    if not word[0].isalnum():
        return "mark"
    if word[0].isdigit():
        return "number"
    return "name" if word[0].isupper() else "word"


def _is_telling(token: str) -> bool:
    plain = token.casefold()
    return plain[0].isalnum() and plain not in language.stop_words() and plain not in _LITTLE


def _best_stretch(odds: Sequence[float], telling: Sequence[bool]) -> tuple[int, int]:
    """Start and end of the stretch of at most _LONGEST tokens with the greatest sum."""
    sums = np.concatenate([[0.0], np.cumsum(odds)])
    best, found = -np.inf, (0, 1)
    for start in range(len(odds)):
        for end in range(start + 1, min(start + _LONGEST, len(odds)) + 1):
            total = float(sums[end] - sums[start])
            if telling[start] and telling[end - 1] and total > best:
                best, found = total, (start, end)
    return found
