"""The words of the screens in every language: English stands in the code, the others in one place.

The catalogue is that of the documents (`toolkit.language.catalogue`) with the words of buttons and
labels added: the English text is its own key, so that a missing line shows English and never a
gap. Each screen has a file of its own in this folder (`themes.toml`): its lines say
`"English" = "Deutsch"`.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final

HERE: Final = Path(__file__).parent
DRAFTED: Final = frozenset({"sentence", "evidence", "would_overturn"})
"""The fields of what a screen shows that hold a sentence of a room."""
LANGUAGES: Final[Mapping[str, str]] = {"en": "English", "de": "Deutsch"}


@cache
def catalogue(language: str) -> Mapping[str, str]:
    """English text -> the same in another language; empty for English and unknown languages."""
    if language == "en" or language not in LANGUAGES:
        return MappingProxyType({})
    from toolkit.language.catalogue import all_entries

    found = {english: others[0] for english, others in all_entries()}
    for path in sorted(HERE.glob("*.toml")):
        found |= tomllib.loads(path.read_text(encoding="utf-8"))
    return MappingProxyType(found)


def say(language: str, text: str, **values: object) -> str:
    """The text in a language, with the values in its {places}; English where no line is there."""
    said = catalogue(language).get(text, text)
    for name, value in values.items():
        said = said.replace(f"{{{name}}}", str(value))
    return said


def drafted(language: str, sentence: str) -> str:
    """A sentence that a room drafted in English, in the person's language as far as it goes."""
    if language == "en" or language not in LANGUAGES:
        return sentence
    from toolkit.language.catalogue import words_of

    return words_of(language).drafted(sentence)


def drafted_in(language: str, shown: Any) -> Any:  # noqa: ANN401  # plain values of any shape
    """What a screen shows, with every sentence that a room drafted in the person's language.

    `shown` is plain values: mappings, sequences, texts. What people said stays as they said it.
    """
    if language == "en":
        return shown
    if isinstance(shown, Mapping):
        return {
            name: drafted(language, value)
            if name in DRAFTED and isinstance(value, str)
            else drafted_in(language, value)
            for name, value in shown.items()
        }
    if isinstance(shown, list | tuple):
        return [drafted_in(language, one) for one in shown]
    return shown


def count(language: str, number: int, one: str, more: str) -> str:
    """One or more of something: `count("de", 2, "{n} person", "{n} people")` is "2 Personen"."""
    return say(language, one if number == 1 else more, n=number)
