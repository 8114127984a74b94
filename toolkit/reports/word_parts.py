"""What sentences are made of: runs, lines and parts; cut, counted and named as people read them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from toolkit.language.catalogue import ENGLISH
from toolkit.model.vocabulary import Family, Status
from toolkit.reports.palette import FAMILY_WORD, UNTOLD_WORD


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """A stretch of words; with an anchor where it leads to ids."""

    text: str
    anchor: str = ""
    strong: bool = False


Sentence = tuple[Run, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One line of a list, with what it shows of family and review."""

    words: Sentence
    family: Family | None = None
    status: Status | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """A list under a small heading ("" for none)."""

    heading: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One of the seven parts: a question, the answer, and lists below it."""

    key: str
    question: str
    answer: Sentence
    blocks: tuple[Block, ...] = ()


_DANGLING = 3
"""A cut title does not end in words this short (of, the, and)."""


def cut(text: str, most: int) -> str:
    """The first `most` words, with … where more follow; a short last word is dropped."""
    words = text.split()
    if len(words) <= most + 1:
        return text
    kept = words[:most]
    if len(kept) > 2 and len(kept[-1]) <= _DANGLING:
        kept.pop()
    return " ".join(kept).rstrip(",;:.–—") + " …"


def percent(share: float) -> str:
    """A share as people read it: 43 %, with a space that does not break."""
    return ENGLISH.percent(share)


def people(n: int) -> str:
    """1 person, 2 people."""
    return ENGLISH.people(n)


def long_day(day: date) -> str:
    """30 March 2026."""
    return ENGLISH.day(day)


def family_word(family: Family | None) -> str:
    """The family's word, also where there is none."""
    return FAMILY_WORD[family] if family else UNTOLD_WORD
