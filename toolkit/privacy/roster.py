"""Who must not be seen."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

_SHORTEST_NUMBER = 5
"""Digits from which an id of digits alone is looked for everywhere: shorter ones may be counts."""
_SHORTEST_MIXED = 2
"""Digits from which an id of letters and digits is: "Q3" is no id."""
_OF_EXTERNALS = re.compile(r"ext-\d+")


@dataclass(frozen=True, slots=True, kw_only=True)
class RosterEntry:
    """One person whose name, address and id must not be shown; texts may be ""."""

    pseudonym: str
    name: str = ""
    """"Anna Keller" or "Keller, Anna"."""
    email: str = ""
    other_names: tuple[str, ...] = ()
    """Nicknames and former names: "Steve", "Anna Huber"."""
    given_id: str = ""
    """The organisation's own id."""


def telling_ids(roster: Iterable[RosterEntry]) -> Iterator[str]:
    """Ids and logins with a number in them that can be told from a count wherever they stand."""
    for entry in roster:
        for text in (entry.given_id, entry.email.partition("@")[0]):
            digits = sum(map(str.isdigit, text))
            if "@" in text or _OF_EXTERNALS.fullmatch(text):
                continue
            if (digits >= _SHORTEST_MIXED and len(text) > digits) or digits >= _SHORTEST_NUMBER:
                yield text
