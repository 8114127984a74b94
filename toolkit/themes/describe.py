"""What a theme is called: the words that set it apart, used by more than one person."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray
from sklearn.feature_extraction.text import CountVectorizer

from toolkit import language
from toolkit.model.findings import Statement

_WORDS = r"(?u)\b[^\W\d_][^\W_]{2,}\b"
_KEYWORDS = 6


def keywords(
    statements: Sequence[Statement], shown: Mapping[str, str], labels: NDArray[np.int64]
) -> dict[int, tuple[str, ...]]:
    """Group -> its words, best first, by class TF-IDF over persons (Grootendorst 2022, eq. 1).

    `shown` holds the redacted text per statement id: no name can become a keyword. A word counts
    once per person, and needs two persons of the group where the group has two.
    """
    stop = sorted(language.stop_words())
    counter = CountVectorizer(
        ngram_range=(1, 2), token_pattern=_WORDS, stop_words=stop, binary=True, lowercase=True
    )
    texts = [_plain(shown.get(one.statement_id, "")) for one in statements]
    try:
        counts = counter.fit_transform(texts)
    except ValueError:
        return {int(group): () for group in sorted(set(labels.tolist()))}
    words = counter.get_feature_names_out()
    persons = [one.speaker for one in statements]
    groups = sorted(set(labels.tolist()))
    table = np.vstack([_people_per_word(counts, labels == group, persons) for group in groups])
    weight = np.log1p(table.sum() / len(groups) / np.maximum(table.sum(axis=0), 1))
    return {
        int(group): _best(words, table[row], weight, len(set(_of(persons, labels == group))))
        for row, group in enumerate(groups)
    }


def _plain(text: str) -> str:
    """Redaction marks like [name] are no words of the theme."""
    return "".join(_outside_brackets(text))


def _outside_brackets(text: str) -> list[str]:
    kept, depth = [], 0
    for sign in text:
        depth += sign == "["
        if depth == 0:
            kept.append(sign)
        depth -= sign == "]" and depth > 0
    return kept


def _of(persons: Sequence[str], rows: NDArray[np.bool_]) -> list[str]:
    return [person for person, inside in zip(persons, rows, strict=True) if inside]


def _people_per_word(
    counts: NDArray[np.int64], rows: NDArray[np.bool_], persons: Sequence[str]
) -> NDArray[np.float64]:
    inside = counts[np.flatnonzero(rows)].tocoo()  # type: ignore[attr-defined]
    who = _of(persons, rows)
    seen = {(who[row], column) for row, column in zip(inside.row, inside.col, strict=True)}
    found = Counter(column for _, column in seen)
    line = np.zeros(counts.shape[1])
    for column, people in found.items():
        line[column] = people
    return line


def _best(
    words: NDArray[np.str_], people: NDArray[np.float64], weight: NDArray[np.float64], heads: int
) -> tuple[str, ...]:
    least = 2 if heads >= 2 and (people >= 2).any() else 1
    scores = np.where(people >= least, people * weight, 0.0)
    order = sorted(np.flatnonzero(scores), key=lambda place: (-scores[place], words[place]))
    chosen: list[str] = []
    for place in order:
        word = str(words[place])
        if not any(word in other or other in word for other in chosen):
            chosen.append(word)
        if len(chosen) == _KEYWORDS:
            break
    return tuple(chosen)


def title_of(words: Sequence[str], fallback: str) -> str:
    """A suggested title: the three words that set the theme apart; a person confirms or renames."""
    return (", ".join(words[:3]) or fallback).capitalize()
