"""Two people under one label: "Anna Berger and Tom Ott" is neither of them alone."""

from __future__ import annotations

import re
from collections.abc import Iterator

_JOINT = re.compile(r"\s*[;&+/]\s*|\s+(?:and|und|et|e|ed|y)\s+", re.IGNORECASE)
_FEWEST_WORDS = 4
"""Of two full names written side by side."""


def joined_names(label: str) -> tuple[str, ...]:
    """The names that "and", "&", "+" or "/" join; fewer than two where none does."""
    return tuple(part.strip() for part in _JOINT.split(label) if part.strip())


def without_join(label: str) -> str:
    """The same with blanks in place of what joins the names."""
    return " ".join(joined_names(label))


def ways_to_part(name: str) -> Iterator[tuple[str, ...]]:
    """Ways in which a name could be those of several people, the likeliest first.

    At words and signs that join, else at commas, else between the words of two full names.
    """
    joined = joined_names(name)
    if len(joined) > 1:
        yield joined
        return
    commas = tuple(part.strip() for part in name.split(",") if part.strip())
    if len(commas) > 1 and all(" " in part for part in commas):
        yield commas
    words = name.replace(",", " ").split()
    if len(words) >= _FEWEST_WORDS:
        for at in range(2, len(words) - 1):
            yield " ".join(words[:at]), " ".join(words[at:])
