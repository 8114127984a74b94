"""Whether a text names a part or measure of the tool, by the words of the file's own columns."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

_WORD = re.compile(r"[^\W\d_]+")
SHORTEST = 4
STEM = 5
"""Words agree when one begins with the other, or when their first five letters agree."""


def distinctive_words(names: Sequence[str]) -> dict[str, tuple[str, ...]]:
    """Name -> its words that no other of the names has; none where there is but one name.

    "sync_errors", "print_errors" -> "sync", "print".
    """
    words = {name: _words(re.sub(r"([a-z])([A-Z])", r"\1 \2", name)) for name in names}
    tally = Counter(word for found in words.values() for word in set(found))
    if len(names) < 2:
        return dict.fromkeys(names, ())
    return {
        name: tuple(word for word in found if tally[word] == 1) for name, found in words.items()
    }


def named_in(text: str, words_of: dict[str, tuple[str, ...]]) -> list[str]:
    """The names of which a distinctive word stands in the text, sorted."""
    said = set(_words(text))
    return sorted(
        name
        for name, words in words_of.items()
        if any(_alike(word, other) for word in words for other in said)
    )


def _words(text: str) -> list[str]:
    return [
        word for word in (one.casefold() for one in _WORD.findall(text)) if len(word) >= SHORTEST
    ]


def _alike(first: str, second: str) -> bool:
    short, long = sorted((first, second), key=len)
    return long.startswith(short) or (len(short) >= STEM and short[:STEM] == long[:STEM])
