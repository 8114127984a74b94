"""The session's own words: keys to English here, other languages from the shared catalogue."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from datetime import date
from functools import cache
from importlib.resources import files

from toolkit.language.catalogue import words_of
from toolkit.model.vocabulary import Cause, Level


@cache
def phrases() -> Mapping[str, str]:
    """Key -> the English phrase."""
    text = files("toolkit.session").joinpath("phrases.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


def say(language: str, key: str, **values: object) -> str:
    """A phrase with its values filled in; these are never read as phrases themselves.

    Raises WrongSettings for a language that there is not.
    """
    return words_of(language)(phrases()[key], **values)


def count(language: str, n: int, one: str, many: str) -> str:
    """The phrase for one, or that for {n}."""
    return say(language, one if n == 1 else many, n=n)


def drafted(language: str, sentence: str) -> str:
    """What another room drafted in English, as far as the catalogue knows how it is said."""
    return words_of(language).drafted(sentence)


def day(language: str, on: date | None) -> str:
    """A day as one writes it: 14 May 2026, 14. Mai 2026, 14 maggio 2026; "" for none."""
    return words_of(language).day(on) if on else ""


def cause_words(language: str, cause: Cause) -> str:
    """A cause in two or three words."""
    return say(language, f"cause_{cause}")


def origin_words(language: str, origin: str) -> str:
    """Where a fact comes from."""
    return say(language, f"origin_{origin}")


def group_words(language: str, group: str) -> str:
    """A group's name: a role as the list has it, a level in the language."""
    return say(language, f"group_{group}") if group in set(Level) else group
