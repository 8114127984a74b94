"""Whom a statement names: full names, and single names that only one person of the list has."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence

from toolkit.model.findings import Statement

_WORD = re.compile(r"[^\W\d_]+(?:['’\-][^\W\d_]+)*")
SHORTEST = 3
"""Letters from which a single name counts."""


def find_mentions(
    statements: Sequence[Statement], names: Mapping[str, Sequence[str]]
) -> dict[str, tuple[str, ...]]:
    """Statement id -> ids of the people named in it, sorted; without statements that name nobody.

    `names` holds each person's name and other names, "Anna Keller" or "Keller, Anna". A single name
    counts if one person alone has it, it is written with a capital, and the same word is never
    written small in all the statements ("Grace", "Will"): what is a word of the language elsewhere
    proves nobody. The names are read here and not kept.
    """
    words = {one.statement_id: _WORD.findall(one.text) for one in statements}
    small = {_plain(word) for found in words.values() for word in found if word[:1].islower()}
    single, whole = _single_names(names, small), _whole_names(names)
    found: dict[str, tuple[str, ...]] = {}
    for key, spoken in words.items():
        who = {single[_plain(word)] for word in spoken if _is_name(word, single)}
        plain = " ".join(_plain(word) for word in spoken)
        who |= {person for name, person in whole.items() if f" {name} " in f" {plain} "}
        if who:
            found[key] = tuple(sorted(who))
    return found


def _is_name(word: str, single: Mapping[str, str]) -> bool:
    return word[:1].isupper() and _plain(word) in single


def _plain(word: str) -> str:
    folded = unicodedata.normalize("NFKD", re.sub(r"['’]s$", "", word).casefold())
    return "".join(letter for letter in folded if not unicodedata.combining(letter))


def _parts(name: str) -> list[str]:
    """The words of a name in the order in which it is spoken."""
    last, comma, first = name.partition(",")
    return [_plain(word) for word in _WORD.findall(f"{first} {last}" if comma else name)]


def _single_names(names: Mapping[str, Sequence[str]], small: Iterable[str]) -> dict[str, str]:
    owners: dict[str, set[str]] = defaultdict(set)
    for person, spelt in names.items():
        for name in spelt:
            for part in _parts(name):
                owners[part].add(person)
    never = set(small)
    return {
        part: next(iter(who))
        for part, who in owners.items()
        if len(who) == 1 and len(part) >= SHORTEST and part not in never
    }


def _whole_names(names: Mapping[str, Sequence[str]]) -> dict[str, str]:
    spelt = [(" ".join(_parts(name)), who) for who, of in names.items() for name in set(of)]
    counts = Counter(name for name, _ in spelt)
    return {name: who for name, who in spelt if " " in name and counts[name] == 1}
