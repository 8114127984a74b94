"""Word lists kept as data, and looking for their phrases in folded text.

In a phrase "*" is the rest of a word and "**" any words.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from functools import cache, lru_cache
from importlib import resources

from toolkit.intake.names import fold

_STARS = re.compile(r"(\*+)")


@cache
def book(name: str) -> Mapping[str, Mapping[str, list[str]]]:
    """The tables of one word list of `toolkit/intake/data`, by name without its ending."""
    content = resources.files("toolkit.intake").joinpath(f"data/{name}.toml").read_text("utf-8")
    return tomllib.loads(content)


@cache
def folded(name: str, table: str, key: str) -> frozenset[str]:
    """The folded phrases of a list; signs that fold to nothing stay as they are."""
    return frozenset(fold(phrase) or phrase for phrase in book(name)[table][key])


@cache
def pattern(name: str, table: str, key: str) -> re.Pattern[str]:
    """Any phrase of the list, standing whole in folded text; longer ones first."""
    phrases = sorted(book(name)[table][key], key=len, reverse=True)
    return phrase_pattern(phrases)


def phrase_pattern(phrases: Iterable[str]) -> re.Pattern[str]:
    """Any of these phrases, standing whole in folded text."""
    parts = ("".join(map(_as_pattern, _STARS.split(phrase))) for phrase in phrases)
    return re.compile(rf"(?<!\w)(?:{'|'.join(parts)})(?!\w)")


def _as_pattern(part: str) -> str:
    """A star, or folded words with the blanks at their ends kept."""
    if part.startswith("*"):
        return ".*" if len(part) > 1 else r"\w*"
    head, tail = part[: len(part) - len(part.lstrip())], part[len(part.rstrip()) :]
    return f"{head}{re.escape(fold(part))}{tail if part.strip() else ''}"


@lru_cache(maxsize=65536)
def says(name: str, table: str, key: str, text: str) -> str:
    """The phrase of the list that stands in a folded text, or ""."""
    found = pattern(name, table, key).search(text)
    return found.group().strip() if found else ""
