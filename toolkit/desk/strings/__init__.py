"""The words of the screens in every language: English stands in the code, the others in one place.

The catalogue is that of the documents (`toolkit.language.catalogue`) with the words of buttons and
labels added: the English text is its own key, so that a missing line shows English and never a
gap. Each screen has a file of its own in this folder (`themes.toml`): its lines say
`"English" = "Deutsch"`.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from datetime import date

    from toolkit.language.catalogue import Words

HERE: Final = Path(__file__).parent
DRAFTED: Final = frozenset({"sentence", "evidence", "would_overturn"})
"""The fields of what a screen shows that hold a sentence of a room, or several."""
LANGUAGES: Final[Mapping[str, str]] = {"en": "English", "de": "Deutsch"}
_WITHHELD: Final = "[withheld"
"""What stands in the place of people's words begins so."""
_LISTS: Final = frozenset({"decisions", "differs", "history"})
"""Lists of what was decided. A title or a memo among it is somebody's own and stays."""
_DECIDED: Final = frozenset({"field", "value"})


def catalogue(language: str) -> Mapping[str, str]:
    """English text -> the same in another language; empty for English and unknown languages."""
    words = _words(language)
    return MappingProxyType(words.all() if words else {})


@cache
def _words(language: str) -> Words | None:
    if language == "en" or language not in LANGUAGES:
        return None
    from toolkit.language.catalogue import words_of

    return replace(words_of(language), shelf=HERE)


def say(language: str, text: str, **values: object) -> str:
    """The text in a language, with the values in its {places}; English where no line is there."""
    said = catalogue(language).get(text, text)
    for name, value in values.items():
        said = said.replace(f"{{{name}}}", str(value))
    return said


def day(language: str, on: date) -> str:
    """A date as people say it: 30 March 2026, 30. März 2026."""
    from toolkit.language.catalogue import ENGLISH

    return (_words(language) or ENGLISH).day(on)


def drafted(language: str, sentence: str) -> str:
    """A sentence that was drafted in English, in the person's language as far as it goes."""
    words = _words(language)
    return words.drafted(sentence) if words else sentence


def drafted_in(language: str, shown: Any, fields: Collection[str] = DRAFTED) -> Any:  # noqa: ANN401  # plain values of any shape
    """What a screen shows, with every sentence that was drafted in the person's language.

    `shown` is plain values: mappings, sequences, texts. `fields` are the names of those that hold
    drafted sentences. What people said stays as they said it.
    """
    words = _words(language)
    return _in_language(words, shown, fields, "") if words else shown


def _in_language(words: Words, shown: Any, fields: Collection[str], name: str) -> Any:  # noqa: ANN401
    """`name` is that of the field, or of the list, that this stands in."""
    if isinstance(shown, Mapping):
        decided = name in _LISTS
        return {
            key: words.whole(value)
            if decided and key in _DECIDED and isinstance(value, str)
            else _in_language(words, value, fields, str(key))
            for key, value in shown.items()
        }
    if isinstance(shown, list | tuple):
        return [_in_language(words, one, fields, name) for one in shown]
    if isinstance(shown, str) and (name in fields or shown.startswith(_WITHHELD)):
        return words.drafted(shown)
    return shown


def count(language: str, number: int, one: str, more: str) -> str:
    """One or more of something: `count("de", 2, "{n} person", "{n} people")` is "2 Personen"."""
    return say(language, one if number == 1 else more, n=number)
