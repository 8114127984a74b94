"""The redactor's word lists, read once."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

from toolkit.privacy.tokens import fold

_ENDINGS = tuple("ungen ing est ern ung ies ed er ly es en em s e n t d i a o".split())

_LONG_FORM = 4
"""Letters from which a short form ("Jenny") is known without a roster."""


def read_data(file: str) -> dict[str, Any]:
    """A TOML file of this package's data."""
    content = resources.files("toolkit.privacy").joinpath(f"data/{file}").read_text("utf-8")
    return tomllib.loads(content)


@dataclass(frozen=True, slots=True, kw_only=True)
class NameLists:
    """What is known of names in general; all words folded."""

    words: frozenset[str]
    """Names that are common words too."""
    nouns: frozenset[str]
    """German nouns among them: written with a capital anyway."""
    times: frozenset[str]
    places: frozenset[str]
    first_names: frozenset[str]
    """First names that are no words."""
    short_forms: Mapping[str, frozenset[str]]
    particles: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Vocabulary:
    """Words that people use in such texts; folded."""

    words: frozenset[str]
    nouns: frozenset[str]

    def knows(self, folded: str) -> bool:
        """Whether it is a word, or a known word with a usual ending."""
        if folded in self.words or folded in self.nouns:
            return True
        return any(stem in self.words or stem in self.nouns for stem in _stems(folded))


def _stems(folded: str) -> Iterator[str]:
    for ending in _ENDINGS:
        stem = folded.removesuffix(ending)
        if stem != folded and len(stem) >= 3:
            yield stem
            yield f"{stem}e"
            if stem[-1] == stem[-2]:
                yield stem[:-1]


@cache
def name_lists() -> NameLists:
    """The lists of data/names.toml."""
    data = read_data("names.toml")
    places = read_data("redaction.toml")["places"]["names"]
    short: dict[str, frozenset[str]] = {}
    for group in data["short_forms"].replace("\n", " ").split(";"):
        full, *forms = (fold(word) for word in group.split())
        short[full] = short.get(full, frozenset()) | frozenset(forms)
    words, nouns = _folded(data["words_that_are_names"]), _folded(data["nouns_that_are_names"])
    known = vocabulary()
    every_form = frozenset[str]().union(*short.values())
    telling = frozenset(form for form in every_form if len(form) >= _LONG_FORM)
    telling -= known.words | known.nouns | _folded(data["times_that_are_names"])
    first = _folded(data["first_names"]) | frozenset(short) | telling
    return NameLists(
        words=words | nouns,
        nouns=nouns,
        times=_folded(data["times_that_are_names"]),
        places=_folded(places),
        first_names=first - words - nouns - _folded(places) - _folded(data["tools_that_are_names"]),
        short_forms=short,
        particles=_folded(data["particles"]),
    )


@cache
def kept_phrases() -> tuple[str, ...]:
    """Places and sayings that hold a first name."""
    return tuple(phrase.strip() for phrase in read_data("names.toml")["kept"].split(";"))


@cache
def vocabulary() -> Vocabulary:
    """The words of data/common_words.txt: one a line, nouns of German with their capital."""
    content = resources.files("toolkit.privacy").joinpath("data/common_words.txt")
    lines = content.read_text("utf-8").split()
    return Vocabulary(
        words=frozenset(fold(line) for line in lines if line[0].islower()),
        nouns=frozenset(fold(line) for line in lines if line[0].isupper()),
    )


@cache
def folded_words(table: str, name: str) -> frozenset[str]:
    """One list of words of a table in data/redaction.toml, folded."""
    return _folded(read_data("redaction.toml")[table][name])


def context_words(name: str) -> frozenset[str]:
    """What the redactor reads from the words around a name."""
    return folded_words("context", name)


def _folded(words: str) -> frozenset[str]:
    return frozenset(fold(word) for word in re.split(r"\s+", words.strip()))
