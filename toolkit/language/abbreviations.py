"""Full stops that do not end a sentence because they belong to an abbreviation."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from importlib.resources import files
from typing import Final

EVERY_LANGUAGE: Final = "*"


class Abbreviation(StrEnum):
    """How an abbreviation stands to the end of a sentence."""

    INSIDE = "inside"
    """Something always follows: "e.g.", "Dr.", "z.B."."""
    EITHER = "either"
    """May stand at the end: "etc.", "usw.", "p.m."."""
    NUMBER = "number"
    """An abbreviation only before a number: "no. 5"."""


@dataclass(frozen=True, slots=True)
class Found:
    """An abbreviation in a text; `end` is the offset behind its last full stop."""

    start: int
    end: int
    kind: Abbreviation


def find_abbreviations(text: str, language: str) -> Iterator[Found]:
    """The abbreviations of a language (and those known everywhere) in a text, in order.

    A capital in the list must stand in the text; small letters match either case. Blanks between
    the parts are optional: "z. B." and "z.B.".
    """
    for kind, pattern in _patterns(language):
        for match in pattern.finditer(text):
            yield Found(match.start(), match.end(), kind)


def listed(language: str) -> list[str]:
    """The abbreviations of a language and those known everywhere, as they stand in the list."""
    return [entry for code, _, entry in _entries() if code in (EVERY_LANGUAGE, language)]


@lru_cache(maxsize=16)
def _patterns(language: str) -> tuple[tuple[Abbreviation, re.Pattern[str]], ...]:
    """One pattern for each kind that has entries."""
    by_kind: dict[Abbreviation, list[str]] = {kind: [] for kind in Abbreviation}
    for entry_language, kind, abbreviation in _entries():
        if entry_language in (EVERY_LANGUAGE, language):
            by_kind[Abbreviation(kind)].append(abbreviation)
    return tuple((kind, _pattern(kind, entries)) for kind, entries in by_kind.items() if entries)


def _pattern(kind: Abbreviation, entries: list[str]) -> re.Pattern[str]:
    longest_first = sorted(entries, key=lambda entry: (-len(entry), entry))
    behind = r"(?=\s*\d)" if kind is Abbreviation.NUMBER else ""
    return re.compile(rf"(?<![\w.])(?:{'|'.join(map(_either_case, longest_first))}){behind}")


def _either_case(entry: str) -> str:
    escaped = re.escape(entry).replace(r"\ ", r"\s?")
    return f"(?i:{escaped})" if entry == entry.lower() else escaped


@lru_cache(maxsize=1)
def _entries() -> tuple[tuple[str, str, str], ...]:
    """(language, kind, abbreviation) of each line of the list."""
    lines = (files(__package__) / "data" / "abbreviations.tsv").read_text(encoding="utf-8")
    cells = [line.split("\t") for line in lines.splitlines()[1:]]
    return tuple((language, kind, abbreviation) for language, kind, abbreviation in cells)
