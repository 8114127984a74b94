"""The words of a text that tell what it is about, in forms that can be compared."""

from __future__ import annotations

import re
from functools import lru_cache

from toolkit.language.stopping import stop_words

_WORD = re.compile(r"[^\W\d_]+")
_STEM = 6
"""Letters by which two forms of a word are taken for one: enough for endings of five languages."""
_SHORTEST = 3
_LEAST_NEW = 2


@lru_cache(maxsize=16384)
def telling_words(text: str) -> frozenset[str]:
    """The words of a text without little ones, shortened to their stems; none for a blank text."""
    little = stop_words()
    return frozenset(
        word[:_STEM]
        for word in _WORD.findall(text.casefold())
        if len(word) >= _SHORTEST and word not in little
    )


def says_more(text: str, question: str) -> bool:
    """Whether an answer says something that its question does not: at least two telling words.

    "Nothing gets in my way" answers "What gets in your way?" and tells nothing of a matter.
    """
    return len(telling_words(text) - telling_words(question)) >= _LEAST_NEW
