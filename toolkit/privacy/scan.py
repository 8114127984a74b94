"""The leak scan: looks for people of the roster in everything that was written."""

from __future__ import annotations

import os
import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain
from pathlib import Path
from urllib.parse import unquote

from toolkit.privacy.name_finder import NameFinder
from toolkit.privacy.name_index import NameIndex, Spelt
from toolkit.privacy.roster import AROUND, RosterEntry, ids_alone, ids_of, telling_ids
from toolkit.privacy.scan_texts import Text, texts_of, without_columns
from toolkit.privacy.tokens import Phrases, Token, fold, tokens_of

_ADDRESS = re.compile(r"[\w.+%&'’\-]+@[\w.\-]+\w")
_SHORTEST_LAST_NAME = 4
_LONGEST_ID = 80
"""Characters; longer texts are not compared with an id as a whole."""
_CACHED = 200_000
_NAME, _ID = "name", "id"
_PERSON_COLUMNS = frozenset({"person_id", "from_id", "to_id", "who_should_be_heard"})
"""Here every id is one, however short."""


@dataclass(frozen=True, slots=True, order=True)
class Leak:
    """One find. It does not repeat what was found: a list of leaks may be shown."""

    file: str
    """Relative to the folder, with forward slashes; "" for a single content."""
    where: str
    """"row 12, column quote", "line 3", "xl/sharedStrings.xml, text line 7"."""
    kind: str
    """"full name", "name", "e-mail" or "id"."""


class Guard:
    """Knows the roster; making one is linear in it, looking does not depend on it."""

    def __init__(self, roster: Sequence[RosterEntry]) -> None:
        self._index = NameIndex(roster)
        self._finder = NameFinder(self._index)
        self._full = Phrases(_full_names(roster))
        self._last = frozenset(_last_names(roster))
        self._ids = Phrases(telling_ids(roster))
        self._alone = frozenset(ids_alone(roster))
        self._given = frozenset(text for entry in roster for text in ids_of(entry))
        self._addresses = frozenset(entry.email.casefold() for entry in roster if entry.email)
        self._kinds = lru_cache(maxsize=_CACHED)(self._kinds_in)

    def certain_leaks(self, content: str | bytes, name: str) -> list[Leak]:
        """Full names, e-mail addresses and ids in a file's content; `name` tells its format."""
        data = content.encode("utf-8", errors="replace") if isinstance(content, str) else content
        found = {
            Leak("", text.where, kind) for text in texts_of(data, name) for kind in self.kinds(text)
        }
        return sorted(leak for leak in found if leak.kind != _NAME)

    def kinds(self, text: Text) -> Iterator[str]:
        """What stands in one text: "full name" or "name", "e-mail", "id"; each once."""
        found = self._kinds(text.text)
        yield from found
        if text.column in _PERSON_COLUMNS and _ID not in found:
            if any(part.strip() in self._given for part in text.text.split(";")):
                yield _ID

    def _kinds_in(self, text: str) -> tuple[str, ...]:
        tokens = tokens_of(text)
        kinds: list[str] = []
        if self._address_in(text):
            kinds.append("e-mail")
        if self._ids.spans(text, tokens) or self._is_id(text):
            kinds.append(_ID)
        if self._full_name_in(text, tokens):
            kinds.append("full name")
        elif self._last_name_in(text, tokens):
            kinds.append(_NAME)
        return tuple(kinds)

    def _is_id(self, text: str) -> bool:
        """Whether a text is an id and nothing else: a cell, a line, a list's item."""
        return len(text) <= _LONGEST_ID and text.strip(AROUND).casefold() in self._alone

    def _address_in(self, text: str) -> bool:
        if "@" not in text and "%40" not in text:
            return False
        found = _ADDRESS.findall(unquote(text))
        return any(address.casefold().strip(".'’") in self._addresses for address in found)

    def _full_name_in(self, text: str, tokens: Sequence[Token]) -> bool:
        """Whether somebody's whole name stands there, its first and last word with a capital."""
        for start, end in self._full.spans(text, tokens):
            words = [one for one in tokens if start <= one.start and one.end <= end]
            if words[0].capital and words[-1].capital:
                return True
        return False

    def _last_name_in(self, text: str, tokens: Sequence[Token]) -> bool:
        """Whether a last name stands there alone, as a word with a capital.

        Where it is a common word too, or a place, what stands around it must make it a name.
        """
        doubtful: list[Token] = []
        for token in tokens:
            if not token.capital or len(token.text) < _SHORTEST_LAST_NAME:
                continue
            word = self._index.ask(token.folded) if self._is_last(token.folded) else None
            if word is None or word.spelt is Spelt.MISSPELT:
                continue
            if not (word.common or word.place):
                return True
            doubtful.append(token)
        spans = self._finder.spans(text, tokens, [False] * len(tokens)) if doubtful else []
        return any(start <= one.start < end for one in doubtful for start, end in spans)

    def _is_last(self, folded: str) -> bool:
        return folded in self._last or folded.removesuffix("s") in self._last


def find_leaks(
    folder: Path, roster: Sequence[RosterEntry], *, verbatim_columns: Collection[str] = ()
) -> list[Leak]:
    """Everything below a folder by which somebody of the roster could be known, sorted.

    Reads every file that bears text (tables, pages, notebooks, settings, office documents by their
    members, PDF where pypdf is installed) and the files' names. Looks for full names, last names
    of four or more letters as words with a capital, e-mail addresses and ids. `verbatim_columns` of
    CSV tables are not read: ("quote", "source_file") for confidential/. One find per place and
    kind.
    """
    guard = Guard(roster)
    found: set[Leak] = set()
    for path in _files(folder):
        name = path.relative_to(folder).as_posix()
        texts = without_columns(texts_of(path.read_bytes(), path.name), verbatim_columns)
        texts = chain(texts, [Text("the file's name", name)])
        found |= {Leak(name, text.where, kind) for text in texts for kind in guard.kinds(text)}
    return sorted(found)


def _files(folder: Path) -> Iterator[Path]:
    for place, folders, names in os.walk(folder):
        folders.sort()
        for name in sorted(names):
            path = Path(place) / name
            if path.is_file() and not path.is_symlink():
                yield path


def _full_names(roster: Iterable[RosterEntry]) -> Iterator[str]:
    for entry in roster:
        for name in (entry.name, *entry.other_names):
            last, comma, first = (part.strip() for part in name.partition(","))
            words = f"{first} {last}".split() if comma else last.split()
            if len(words) > 1:
                yield " ".join(words)
                yield " ".join([*words[1:], words[0]])
                yield f"{words[0]} {words[-1]}"


def _last_names(roster: Iterable[RosterEntry]) -> Iterator[str]:
    for entry in roster:
        for name in (entry.name, *entry.other_names):
            last, comma, _ = name.partition(",")
            words = last.split() if comma else name.split()[1:]
            for word in words:
                yield fold(word)
                yield from (token.folded for token in tokens_of(word))
