"""Whether a text names a part or measure of the tool, by the words of the file's own columns."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence

_WORD = re.compile(r"[^\W\d_]+")
SHORTEST = 4
STEM = 5
COMMON, LEAST_TEXTS = 0.1, 20
"""Words agree when one begins with the other, or when their first five letters agree."""


def distinctive_words(
    names: Sequence[str], common: Collection[str] = frozenset()
) -> dict[str, tuple[str, ...]]:
    """Name -> its words that at most half of the names have and that are not `common`.

    "sync_errors", "print_errors" -> "sync", "print"; none where there is but one name.
    """
    words = {name: _words(re.sub(r"([a-z])([A-Z])", r"\1 \2", name)) for name in names}
    tally = Counter(word for found in words.values() for word in set(found))
    most = len(names) / 2
    return {
        name: tuple(word for word in found if tally[word] <= most and word not in common)
        for name, found in words.items()
    }


def common_words(texts: Iterable[str], tool_names: Iterable[str] = ()) -> frozenset[str]:
    """Words that tell no matter: of the tool's names, and those in more than COMMON of the texts.

    Of fewer than LEAST_TEXTS texts none is common.
    """
    tally: Counter[str] = Counter()
    n = 0
    for text in texts:
        tally.update(set(_words(text)))
        n += 1
    named = {word for name in tool_names for word in _words(name)}
    if n < LEAST_TEXTS:
        return frozenset(named)
    return frozenset(named.union(word for word, count in tally.items() if count / n > COMMON))


def named_in(text: str, words_of: Mapping[str, tuple[str, ...]]) -> list[str]:
    """The names of which a distinctive word stands in the text, sorted."""
    return sorted(named_words(text, words_of))


def named_words(text: str, words_of: Mapping[str, tuple[str, ...]]) -> dict[str, int]:
    """Name -> how many of its distinctive words stand in the text, for names with any."""
    said = set(_words(text))
    found = {
        name: sum(any(_alike(word, other) for other in said) for word in set(words))
        for name, words in words_of.items()
    }
    return {name: count for name, count in found.items() if count}


def _words(text: str) -> list[str]:
    return [
        word for word in (one.casefold() for one in _WORD.findall(text)) if len(word) >= SHORTEST
    ]


def _alike(first: str, second: str) -> bool:
    short, long = (first, second) if len(first) <= len(second) else (second, first)
    return long.startswith(short) or (len(short) >= STEM and short[:STEM] == long[:STEM])
