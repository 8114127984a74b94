"""Words that say nothing about a matter, in five languages."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files


@cache
def stop_words() -> frozenset[str]:
    """Stop words of en, de, it, fr and es together, in small letters.

    Parts of contractions ("doesn", "aujourd") are among them, as tokenisers cut them.
    """
    path = files("toolkit.language").joinpath("data/stop_words.toml")
    lists = tomllib.loads(path.read_text(encoding="utf-8"))
    words = {word for text in lists.values() for word in text.split()}
    return frozenset(words | {part for word in words for part in word.split("'") if part})
