"""Answers that say nothing: "n/a", "keine", "niente", "-"."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from importlib.resources import files
from typing import Final

_PARTS: Final = re.compile(r"[,;.!?/|\n\r–—-]+")
_NOT_WORD: Final = re.compile(r"[\W_]+")
_EMOTICON: Final = re.compile(r"[:;=8][-'^]?[)(\]\[/|*]")
_PICTURE: Final = "So"
"""The Unicode category of emoji: a thumb is an answer."""
_LONGEST: Final = 80
"""Characters; hardly two phrases of the list together are longer."""


def is_empty_answer(text: str) -> bool:
    """True if the whole answer says nothing, in English, German, Italian, French or Spanish.

    True for blank text, for punctuation alone ("-", "???"), for a phrase of
    `data/empty_answers.tsv`, and for several of them ("No, thanks."). Case, accents and
    punctuation do not matter; the phrase must be the whole answer: "nothing works" and "no
    training" are answers. So are numbers, "yes", emoji and emoticons.

    "No" and "nothing" count as empty: without the question they carry no point.
    """
    if not any(char.isalnum() or unicodedata.category(char) == _PICTURE for char in text):
        return _EMOTICON.search(text) is None
    if len(text) > _LONGEST:
        return False
    phrases = _phrases()
    if _bare(text) in phrases:
        return True
    parts = [bare for part in _PARTS.split(text) if (bare := _bare(part))]
    return len(parts) > 1 and all(part in phrases for part in parts)


@lru_cache(maxsize=1)
def _phrases() -> frozenset[str]:
    """The phrases of the list, made bare."""
    lines = (files(__package__) / "data" / "empty_answers.tsv").read_text(encoding="utf-8")
    return frozenset(_bare(line.split("\t")[1]) for line in lines.splitlines()[1:])


def _bare(text: str) -> str:
    """Small letters without accents, words parted by one blank, no punctuation."""
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    letters = "".join(char for char in decomposed if not unicodedata.combining(char))
    return _NOT_WORD.sub(" ", letters).strip()
