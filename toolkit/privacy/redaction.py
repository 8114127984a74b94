"""What may be shown of somebody's words: people, customers, numbers, addresses out, visibly.

Outside the marks the text is verbatim. Nothing is reworded, and redacting twice changes nothing.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from toolkit.privacy.name_finder import NameFinder
from toolkit.privacy.name_index import NameIndex
from toolkit.privacy.organisations import find_organisations
from toolkit.privacy.references import find_bank_numbers, find_references
from toolkit.privacy.roster import AROUND, RosterEntry, ids_alone, telling_ids
from toolkit.privacy.tokens import Phrases, Token, tokens_folded, tokens_of
from toolkit.privacy.word_lists import folded_words, kept_phrases

SHOWN = {
    "name": "[name]",
    "e-mail": "[e-mail]",
    "phone": "[phone]",
    "link": "[link]",
    "number": "[number]",
    "company": "[company]",
    "customer": "[customer]",
    "role": "[role]",
}
"""Kind of a mark -> the words that stand in its place."""
_OURS = re.compile("|".join(re.escape(word) for word in SHOWN.values()))
_KEPT = "kept"
_RANKS = {"phone": 2, "number": 3, "name": 9}
"""A handle ("@anna") counts only where no name is found in it."""


@dataclass(frozen=True, slots=True, order=True)
class Mark:
    """One thing taken out: `text[start:end]` of the original; `SHOWN[kind]` stands for it."""

    start: int
    end: int
    kind: str


@dataclass(frozen=True, slots=True)
class Redaction:
    """The text as it may be shown, and what was taken out, in order and without overlaps."""

    text: str
    marks: tuple[Mark, ...] = ()


def parts_of(shown: str) -> list[tuple[str, str]]:
    """A redacted text as (words, kind) in order: kind is that of a mark, "" for what people said.

    The words, joined, are the text.
    """
    kinds = {words: kind for kind, words in SHOWN.items()}
    found: list[tuple[str, str]] = []
    place = 0
    for mark in _OURS.finditer(shown):
        found += [(shown[place : mark.start()], ""), (mark.group(), kinds[mark.group()])]
        place = mark.end()
    return [part for part in (*found, (shown[place:], "")) if part[0]]


class Redactor:
    """Takes out of a text whoever and whatever could be recognised.

    `roster`: everybody of the organisation and the externals who spoke. `product_names` stay, also
    where somebody is called so. `also`: customers and vendors as the user lists them.
    `unique_titles`: titles that one person alone holds. Making one is linear in the roster; the
    time for a text does not depend on it.
    """

    def __init__(
        self,
        roster: Sequence[RosterEntry],
        *,
        product_names: Sequence[str] = (),
        also: Sequence[str] = (),
        unique_titles: Sequence[str] = (),
    ) -> None:
        self._names = NameFinder(NameIndex(roster))
        self._products = Phrases([*product_names, *kept_phrases()])
        self._companies = Phrases(also, genitive=True)
        self._roles = Phrases(_pointing_titles(unique_titles), genitive=True)
        self._ids = Phrases(telling_ids(roster))
        self._alone = frozenset(ids_alone(roster))
        self._redact = lru_cache(maxsize=4096)(self._redact_now)

    def redact(self, text: str) -> Redaction:
        """The text as it may be shown; equal to `text` outside the marks."""
        return self._redact(text)

    def _redact_now(self, text: str) -> Redaction:
        """Look again at what is left until nothing is found: then a second call finds nothing."""
        marks = _resolved(self._found(text))
        while marks:
            shown = _applied(text, marks)
            more = [_moved_back(mark, marks) for mark in _resolved(self._found(shown))]
            if not more:
                return Redaction(shown, tuple(marks))
            marks = sorted([*marks, *more])
        return Redaction(text)

    def _found(self, text: str) -> Iterator[tuple[int, Mark]]:
        """Everything found, with its rank: where two overlap the lower rank counts."""
        tokens = tokens_of(text)
        kept = [found.span() for found in _OURS.finditer(text)]
        kept += self._products.spans(text, tokens)
        yield from ((0, Mark(*span, _KEPT)) for span in kept)
        yield from ((1, Mark(*found)) for found in find_bank_numbers(text))
        for start, end, kind in find_references(text, tokens):
            yield _RANKS.get(kind, 1), Mark(start, end, kind)
        yield from ((4, Mark(*span, "number")) for span in self._ids.spans(text, tokens))
        yield from ((5, Mark(*span, "company")) for span in self._companies.spans(text, tokens))
        yield from ((6, Mark(*span, "role")) for span in self._roles.spans(text, tokens))
        yield from ((7, Mark(*span, "customer")) for span in find_organisations(text))
        taken = _within(tokens, kept)
        yield from ((8, Mark(*span, "name")) for span in self._names.spans(text, tokens, taken))
        yield from ((10, Mark(*span, "number")) for span in self._id_alone(text))

    def _id_alone(self, text: str) -> Iterator[tuple[int, int]]:
        """The id or login that is the whole text."""
        alone = text.strip(AROUND)
        if alone.casefold() in self._alone:
            start = text.index(alone)
            yield start, start + len(alone)


def _pointing_titles(titles: Iterable[str]) -> Iterator[str]:
    """Titles that point at one person, and the initials of chief officers; not "manager"."""
    general = folded_words("role", "general")
    for title in titles:
        words = tokens_folded(title)
        if not words or (len(words) == 1 and words[0] in general):
            continue
        yield title
        if words[0] == "chief" and words[-1] == "officer" and len(words) in (3, 4):
            yield "".join(word[0] for word in words)


def _within(tokens: Sequence[Token], spans: Sequence[tuple[int, int]]) -> list[bool]:
    return [any(start <= one.start and one.end <= end for start, end in spans) for one in tokens]


def _resolved(found: Iterable[tuple[int, Mark]]) -> list[Mark]:
    """Marks without overlaps, in order; the lower rank counts, then the longer, then the first."""
    ranked = sorted(found, key=lambda one: (one[0], one[1].start - one[1].end, one[1]))
    free: list[Mark] = []
    for _, mark in ranked:
        place = bisect_left(free, mark)
        after_last = place == 0 or free[place - 1].end <= mark.start
        before_next = place == len(free) or mark.end <= free[place].start
        if after_last and before_next:
            free.insert(place, mark)
    return [mark for mark in free if mark.kind != _KEPT]


def _applied(text: str, marks: Iterable[Mark]) -> str:
    parts: list[str] = []
    place = 0
    for mark in marks:
        parts += [text[place : mark.start], SHOWN[mark.kind]]
        place = mark.end
    return "".join([*parts, text[place:]])


def _moved_back(mark: Mark, marks: Sequence[Mark]) -> Mark:
    """A mark of the redacted text as one of the original; our words are kept: none overlap."""
    gained = 0
    for known in marks:
        if known.start - gained >= mark.start:
            break
        gained += (known.end - known.start) - len(SHOWN[known.kind])
    return Mark(mark.start + gained, mark.end + gained, mark.kind)
