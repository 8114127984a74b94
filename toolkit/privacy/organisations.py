"""Companies, hospitals and other customers, known by their legal form or by what they are."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from toolkit.privacy.tokens import fold
from toolkit.privacy.word_lists import folded_words, read_data

_CAPITAL = r"(?:St\.?|[A-ZÀ-ÖØ-Þ0-9][\w&’'.\-]{0,40}\w|[A-ZÀ-ÖØ-Þ])"
_LINK = r"(?:&|\+|and|und|e|et|y|of|de|du|des|di|del|della|la|le|van|von)"
_NAME = rf"{_CAPITAL}(?: (?:{_LINK} (?:la |le |l’|l')?)?{_CAPITAL}){{0,4}}"


def find_organisations(text: str) -> Iterator[tuple[int, int]]:
    """Offsets of names of organisations, as far as their own words show that they are."""
    if any(char.isupper() for char in text):
        for found in _with_legal_form().finditer(text):
            yield from _tidy(text, *found.span(), least=2)
        for found in _name_first().finditer(text):
            yield from _tidy(text, *found.span(), least=2)
        for found in _name_behind().finditer(text):
            if fold(found["name"].split()[0]) not in folded_words("organisation", "never"):
                yield found.span()


def _tidy(text: str, start: int, end: int, *, least: int) -> Iterator[tuple[int, int]]:
    """The name without articles and verbs before it; nothing if only the kind is left."""
    words = list(re.finditer(r"\S+", text[start:end]))
    while len(words) >= least and fold(words[0].group()) in folded_words("organisation", "never"):
        words.pop(0)
    if len(words) >= least:
        yield start + words[0].start(), end


@cache
def _part(name: str) -> str:
    """One list of alternatives, the longest first: "Hospital General" before "Hospital"."""
    joined = "".join(read_data("redaction.toml")["organisation"][name].split("\n")).strip()
    return "|".join(sorted(joined.split("|"), key=lambda one: (-len(one), one)))


@cache
def _with_legal_form() -> re.Pattern[str]:
    legal, short = _part("legal"), _part("short")
    behind_word = rf"(?<=[a-zß-öø-ÿ]) (?:{short})"
    return re.compile(
        rf"(?<!\w){_NAME}(?:,? (?:{legal})|{behind_word})(?: (?:{legal}|{short}))*(?!\w)(?!\.\w)"
    )


@cache
def _name_first() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){_NAME}(?:[’']s?)?[ \-](?:{_part('name_first')})(?!\w)")


@cache
def _name_behind() -> re.Pattern[str]:
    kinds = _part("name_behind")
    inner = (
        r"(?:(?:di|de|du|des|della|del|dell|of|in|am|an der|im|von|zum|zur|d|l)[ ’'])?"
        r"(?:la |le |el |l’|l')?"
    )
    return re.compile(rf"(?<!\w)(?:[A-ZÀ-ÖØ-Þ]\w+-)?(?:{kinds}) {inner}(?P<name>{_NAME})")
