"""Companies, hospitals and other customers, known by their legal form or by what they are."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from toolkit.privacy.tokens import fold
from toolkit.privacy.word_lists import folded_words, read_data, vocabulary

_CAPITAL = r"(?:St\.?|[A-ZÀ-ÖØ-Þ0-9][\w&’'.\-]{0,40}\w|[A-ZÀ-ÖØ-Þ])"
_LINK = r"(?:&|\+|and|und|e|et|y|of|de|du|des|di|del|della|la|le|van|von)"
_NAME = rf"{_CAPITAL}(?: (?:{_LINK} (?:la |le |l’|l')?)?{_CAPITAL}){{0,4}}"
_SAINTS = frozenset("san santa santo sant saint sainte sankt st ste".split())


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
        yield from _by_rare_names(text)


def _by_rare_names(text: str) -> Iterator[tuple[int, int]]:
    """What a word in small letters makes a customer only before a rare name, or a saint's."""
    for found in _small_behind().finditer(text):
        first = found["name"].split()[0]
        if _is_rare(first) or fold(first) in _SAINTS:
            yield found.span()
    for found in _works_at().finditer(text):
        if _is_rare(found["name"].split()[0]):
            yield found.span("name")


def _is_rare(word: str) -> bool:
    """A word of letters, not all capitals, that no list knows as a word."""
    plain = word.strip(".’'-")
    parts = plain.split("-")
    letters = not plain.isupper() and all(part.isalpha() and len(part) > 2 for part in parts)
    return letters and not any(vocabulary().knows(fold(part)) for part in parts)


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


_INNER = (
    r"(?:(?:di|de|du|des|della|del|dell|of|in|am|an der|im|von|zum|zur|d|l)[ ’'])?"
    r"(?:la |le |el |l’|l')?"
)


@cache
def _name_behind() -> re.Pattern[str]:
    kinds = _part("name_behind")
    return re.compile(rf"(?<!\w)(?:[A-ZÀ-ÖØ-Þ]\w+-)?(?:{kinds}) {_INNER}(?P<name>{_NAME})")


@cache
def _small_behind() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{_part('small_behind')}) {_INNER}(?P<name>{_NAME})")


@cache
def _works_at() -> re.Pattern[str]:
    at = r"(?:at|bei|beim|chez|presso|del)"
    return re.compile(rf"(?<!\w)(?:{_part('works_at')}) {at} (?P<name>{_NAME})")
