"""One catalogue of everything that is said to readers, in English, German and Italian.

The English sentence is its own key, with named slots: `"{n} tickets" = ["{n} Tickets", "{n}
ticket"]`. Whoever drafts a sentence drafts it in English; whoever shows it asks for the reader's
language. What people said themselves is never translated.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from string import Formatter
from typing import Literal, NamedTuple

from toolkit.errors import WrongSettings
from toolkit.model.labels import NO_LABELS, Labels

Tongue = Literal["en", "de", "it"]
TONGUES: tuple[Tongue, ...] = ("en", "de", "it")
_FOLDER = Path(__file__).parent / "data" / "catalogue"
_MONTHS: Mapping[Tongue, str] = {
    "en": "January February March April May June July August September October November December",
    "de": "Januar Februar März April Mai Juni Juli August September Oktober November Dezember",
    "it": "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre "
    "dicembre",
}
_DEEPEST = 8
"""A drafted sentence holds others, down to so many levels."""
_NUMBER = r"[+-]?\d(?:[\d.,:\u202f\u00a0]*\d)?(?:[\u00a0 ]?%)?"
_NUMERIC = re.compile(r"[nmpk]\d?")
_BODIES: Mapping[str, str] = {"places": r"\d[\d, .–-]*"}
"""What slots of these names hold; all others hold anything."""
_END = re.compile(r"(?<=[.!?]) (?=[A-Z])")
_WIDE = re.compile(r"“[^”]*”|(\s*(?:; |: |\. )\s*)")
"""Where clauses part from one another; not within people's words."""
_VERBATIM = frozenset({"words", "title"})
"""Slots that hold what people said or named."""
_PLAIN_FIGURE = re.compile(r"[+-]?\d{1,3}(?:,\d{3})*(?:\.\d+)?%?|[+-]?\d+\.\d+%?")
_FIGURES = re.compile(r"[\d\W]+")
_OTHER_MARKS = str.maketrans(",.", ".,")


Renamed = tuple[tuple[str, str], ...]


class _Speech(NamedTuple):
    """A language, what the users call otherwise in it, and where else its words stand."""

    tongue: Tongue
    renamed: Renamed
    shelf: Path | None


@dataclass(frozen=True, slots=True)
class Words:
    """Says things in one language."""

    tongue: Tongue = "en"
    renamed: Renamed = ()
    """(our English words, the users' label) for what they call otherwise."""
    shelf: Path | None = None
    """A folder with further words of this language, `"English" = "Deutsch"` in its TOML files."""

    def __call__(self, english: str, /, **slots: object) -> str:
        """The sentence in this language, its slots filled; English where nobody translated it."""
        pattern = _plain(self._speech).get(english, english)
        return pattern.format(**slots) if slots else pattern

    def drafted(self, sentence: str) -> str:
        """A sentence that a room drafted in English, by the pattern it was made from.

        Parts that follow no pattern of the catalogue stay as they are: titles and people's words.
        """
        return sentence if self.tongue == "en" else _drafted(self._speech, sentence, 0)

    def whole(self, sentence: str) -> str:
        """The same where the whole sentence follows one pattern; anything else stays as it is."""
        found = None if self.tongue == "en" else _whole(self._speech, sentence, 0)
        return sentence if found is None else found

    def count(self, n: int, one: str, many: str) -> str:
        """`one` or `many` with {n}."""
        return self(one if n == 1 else many, n=n)

    def people(self, n: int) -> str:
        """1 person, 2 people."""
        return self.count(n, "{n} person", "{n} people")

    def percent(self, share: float) -> str:
        """A share as people read it: 43 %, with a space that does not break."""
        return f"{share * 100:.0f}\N{NO-BREAK SPACE}%"

    def number(self, value: float, digits: int = 1) -> str:
        """A number with the language's decimal mark."""
        text = f"{value:,.{digits}f}"
        if self.tongue == "en":
            return text
        return text.translate(str.maketrans(",.", ".,"))

    def day(self, on: date) -> str:
        """30 March 2026, 30. März 2026, 30 marzo 2026."""
        month = _MONTHS[self.tongue].split()[on.month - 1]
        dot = "." if self.tongue == "de" else ""
        return f"{on.day}{dot} {month} {on.year}"

    def has(self, english: str) -> bool:
        """Whether the catalogue holds the sentence in this language."""
        return self.tongue == "en" or english in _entries(self.tongue)

    def all(self) -> Mapping[str, str]:
        """Every English sentence that is not said in English: with what is said in its place."""
        return _plain(self._speech)

    @property
    def _speech(self) -> _Speech:
        return _Speech(self.tongue, self.renamed, self.shelf)


ENGLISH = Words()


def words_of(tongue: str, labels: Labels = NO_LABELS) -> Words:
    """The words of a language by its code, kinds and causes called as the users call them.

    Raises WrongSettings for a language we do not have.
    """
    if tongue not in TONGUES:
        raise WrongSettings(
            f"there are no reports in '{tongue}'.",
            where="--language",
            what_to_do=f"Choose one of {', '.join(TONGUES)}.",
        )
    return Words(tongue, labels.instead(tongue))


@cache
def _plain(speech: _Speech) -> Mapping[str, str]:
    """What stands for an English sentence without patterns; the users' own words come first."""
    shipped = {} if speech.tongue == "en" else _entries(speech.tongue)
    return {**shipped, **_shelved(speech.shelf), **dict(speech.renamed)}


def _shelved(shelf: Path | None) -> dict[str, str]:
    found: dict[str, str] = {}
    for path in sorted(shelf.glob("*.toml")) if shelf else ():
        found |= tomllib.loads(path.read_text(encoding="utf-8"))
    return found


@cache
def _entries(tongue: Tongue) -> Mapping[str, str]:
    place = TONGUES.index(tongue) - 1
    return {english: others[place] for english, others in all_entries()}


def all_entries() -> Iterator[tuple[str, tuple[str, str]]]:
    """Every English sentence with the German and the Italian one."""
    for path in sorted(_FOLDER.glob("*.toml")):
        for english, others in tomllib.loads(path.read_text(encoding="utf-8")).items():
            yield english, (others[0], others[1])


@dataclass(frozen=True, slots=True)
class _Pattern:
    english: str
    shape: re.Pattern[str]
    start: str
    """The literal words that it begins with."""
    longest: str
    """The longest of its literal words: what lacks them needs no closer look."""

    def fits(self, sentence: str) -> re.Match[str] | None:
        """The sentence's slots, where it was made from this pattern."""
        if self.longest not in sentence or not sentence.startswith(self.start):
            return None
        return self.shape.fullmatch(sentence)


@cache
def _patterns() -> tuple[_Pattern, ...]:
    """Patterns with slots, those with most words of their own first."""
    found = [_pattern(english) for english, _ in all_entries() if "{" in english]
    return tuple(sorted(found, key=lambda one: (-len(_own_words(one.english)), one.english)))


def _own_words(english: str) -> str:
    return "".join(literal for literal, *_ in Formatter().parse(english))


def _pattern(english: str) -> _Pattern:
    parts, seen, start = [], set[str](), ""
    for place, (literal, slot, *_) in enumerate(Formatter().parse(english)):
        start = literal if place == 0 else start
        parts.append(re.escape(literal))
        if slot is None:
            continue
        body = _NUMBER if _NUMERIC.fullmatch(slot) else _BODIES.get(slot, ".+?")
        parts.append(f"(?P={slot})" if slot in seen else f"(?P<{slot}>{body})")
        seen.add(slot)
    longest = max((literal for literal, *_ in Formatter().parse(english)), key=len)
    return _Pattern(english, re.compile("".join(parts), re.DOTALL), start, longest)


def _sentences(text: str) -> list[str]:
    """The sentences of what a room drafted; those inside people's words are not parted."""
    found = [""]
    for part in _END.split(text):
        whole = found[-1].count("“") == found[-1].count("”")
        if found[-1] and whole:
            found.append(part)
        else:
            found[-1] = f"{found[-1]} {part}".strip()
    return found


def _span(text: str) -> bool:
    """Whether one pattern says all these sentences."""
    return any(". " in _own_words(one.english) and one.fits(text) for one in _patterns())


@cache
def _drafted(speech: _Speech, sentence: str, depth: int) -> str:
    bare = sentence.removesuffix(".")
    sentences = _sentences(sentence)
    if len(sentences) > 1 and not (_span(sentence) or _span(bare)):
        return " ".join(_drafted(speech, one, depth) for one in sentences)
    found = _plain(speech).get(sentence)
    if found is None and bare != sentence:
        found = _whole(speech, bare, depth)
        found = f"{found}." if found is not None else None
    if found is None:
        found = _whole(speech, sentence, depth)
    if found is not None:
        return found
    return _by_parts(speech, sentence, depth) if depth < _DEEPEST else sentence


def _whole(speech: _Speech, sentence: str, depth: int) -> str | None:
    """The sentence as one entry or one pattern; None where it is neither."""
    entries = _plain(speech)
    if sentence in entries:
        return entries[sentence]
    if depth >= _DEEPEST:
        return None
    for one in _patterns():
        match = one.fits(sentence) if one.english in entries else None
        if match:
            slots = {
                name: _in_slot(speech, name, text, depth)
                for name, text in match.groupdict().items()
            }
            return entries[one.english].format(**slots)
    return None


def _in_slot(speech: _Speech, name: str, text: str, depth: int) -> str:
    """What stands in a slot: numbers as the language writes them, people's words as they are."""
    if name in _VERBATIM:
        return text
    return _figure(text) if _NUMERIC.fullmatch(name) else _drafted(speech, text, depth + 1)


def _figure(text: str) -> str:
    """A number of an English sentence with the marks of the other languages: 0,82 and 77 %."""
    if _PLAIN_FIGURE.fullmatch(text):
        text = text.translate(_OTHER_MARKS)
    return text.replace("%", "\N{NO-BREAK SPACE}%") if text[-2:-1].isdigit() else text


def _by_parts(speech: _Speech, sentence: str, depth: int) -> str:
    """Clauses apart from one another; those that follow no pattern stay."""
    marks = [found.span() for found in _WIDE.finditer(sentence) if found[1]]
    if not marks:
        return _listed(speech, sentence)
    starts, ends = [0, *(end for _, end in marks)], [*(start for start, _ in marks), len(sentence)]
    parts = [sentence[start:end] for start, end in zip(starts, ends, strict=True)]
    said = [_drafted(speech, part, depth + 1) if part else part for part in parts]
    between = [*(sentence[start:end] for start, end in marks), ""]
    return "".join(part + mark for part, mark in zip(said, between, strict=True))


def _listed(speech: _Speech, sentence: str) -> str:
    """A list of words that all stand in the catalogue, word by word; anything else as it is."""
    parts, entries = sentence.split(", "), _plain(speech)
    if len(parts) < 2 or not all(part in entries or _FIGURES.fullmatch(part) for part in parts):
        return sentence
    return ", ".join(entries.get(part, part) for part in parts)
