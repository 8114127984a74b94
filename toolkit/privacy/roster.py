"""Who must not be seen."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from toolkit.privacy.tokens import fold, tokens_folded
from toolkit.privacy.word_lists import name_lists, vocabulary

_SHORTEST_NUMBER = 5
"""Digits from which an id of digits alone is looked for everywhere: shorter ones may be counts."""
_SHORTEST_MIXED = 2
"""Digits from which an id of letters and digits is: "Q3" is no id."""
_SHORTEST_LETTERS = 5
"""Letters from which a login without a number is, if it is neither a word nor a name."""
_SHORTEST_ALONE = 3
"""Characters from which an id that is no word is one where it stands alone."""
AROUND = " \t.,;:!?()[]\"'"
"""What may stand around an id that stands alone."""
_OF_EXTERNALS = re.compile(r"ext-\d+")


@dataclass(frozen=True, slots=True, kw_only=True)
class RosterEntry:
    """One person whose name, address and id must not be shown; texts may be ""."""

    pseudonym: str
    name: str = ""
    """"Anna Keller" or "Keller, Anna"."""
    email: str = ""
    other_names: tuple[str, ...] = ()
    """Nicknames and former names ("Steve", "Anna Huber"), and ids and logins of other lists."""
    given_id: str = ""
    """The organisation's own id."""


def ids_of(entry: RosterEntry) -> Iterator[str]:
    """Every id and login of a person as the lists write it, the address up to its @ too.

    Among other names an id has no blank, and a digit or no capital.
    """
    local = entry.email.partition("@")[0]
    codes = (one for one in entry.other_names if _is_code(one))
    for text in dict.fromkeys((entry.given_id, local, *codes)):
        if text and "@" not in text and not _OF_EXTERNALS.fullmatch(text):
            yield text


def telling_ids(roster: Sequence[RosterEntry]) -> Iterator[str]:
    """Ids and logins that can be told from a count, a word and a name wherever they stand."""
    names = _words_of_names(roster)
    for entry in roster:
        yield from (text for text in ids_of(entry) if _tells(text, names))


def ids_alone(roster: Iterable[RosterEntry]) -> Iterator[str]:
    """Ids and logins, in small letters, that are one where a text consists of nothing else.

    Words, numbers of a few digits and the shortest are left out: "hr" is a department too.
    """
    for entry in roster:
        for text in ids_of(entry):
            if text.isdigit():
                told = len(text) >= _SHORTEST_NUMBER
            else:
                told = len(text) >= _SHORTEST_ALONE and not vocabulary().knows(fold(text))
            if told:
                yield text.strip(AROUND).casefold()


def _is_code(text: str) -> bool:
    digits = any(map(str.isdigit, text))
    return " " not in text and "@" not in text and (digits or text == text.lower())


def _words_of_names(roster: Iterable[RosterEntry]) -> frozenset[str]:
    names = (
        name
        for entry in roster
        for name in (entry.name, *(one for one in entry.other_names if not _is_code(one)))
    )
    return frozenset(word for name in names for word in tokens_folded(name))


def _tells(text: str, names: frozenset[str]) -> bool:
    digits = sum(map(str.isdigit, text))
    if digits == len(text):
        return digits >= _SHORTEST_NUMBER
    if digits >= _SHORTEST_MIXED:
        return True
    return text.isalnum() and len(text) >= _SHORTEST_LETTERS and _is_unknown(text, names)


def _is_unknown(text: str, names: frozenset[str]) -> bool:
    """Whether the letters are no word, no place and nobody's name."""
    folded, lists = fold("".join(filter(str.isalpha, text))), name_lists()
    known = folded in names or folded in lists.places or folded in lists.first_names
    return not known and folded not in lists.words and not vocabulary().knows(folded)
