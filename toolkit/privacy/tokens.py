"""Words of a text with their offsets, and what makes two words the same."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

# Accents typed as characters of their own, soft hyphens, and characters that nobody sees.
UNSEEN = "\u0300-\u036f\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff"
_WORD = re.compile(rf"[^\W_](?:[^\W_]|[{UNSEEN}])*")
_STARTS = frozenset('.!?:;…•*|>"“”„«‹([{\n\r\t–—-/¿¡=')
_JOINERS = re.compile(rf"[\s\-–.,'’´`&/_+·{UNSEEN}]{{0,6}}")
_LETTERS = str.maketrans(
    {"ß": "ss", "ø": "o", "æ": "ae", "œ": "oe", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i"}
)
_DIGRAPHS = re.compile(r"ae|oe|ue")


@lru_cache(maxsize=131072)
def fold(word: str) -> str:
    """A word as it is compared: lower case, letters and digits only, ae/oe/ue as a/o/u.

    "Müller", "Mueller", "MULLER" and "Mu\u0308ller" are equal.
    """
    split = unicodedata.normalize("NFKD", word.casefold().translate(_LETTERS))
    plain = "".join(char for char in split if char.isalnum())
    return _DIGRAPHS.sub(lambda found: found.group()[0], plain)


class Token(NamedTuple):
    """One word; always `whole[start:end] == text`."""

    text: str
    start: int
    end: int
    folded: str
    """As it is compared."""
    opens: bool
    """Whether it opens the text, a sentence, a quotation or a list's item."""

    @property
    def capital(self) -> bool:
        """Whether the first letter is a capital."""
        return self.text[0].isupper()

    @property
    def shouted(self) -> bool:
        """Whether two or more letters are all capitals."""
        return len(self.text) > 1 and self.text.isupper()


def tokens_of(text: str) -> list[Token]:
    """The words of a text in order."""
    found: list[Token] = []
    before = 0
    for match in _WORD.finditer(text):
        word, start = match.group(), match.start()
        found.append(Token(word, start, match.end(), fold(word), _opens(text, before, start)))
        before = match.end()
    return found


def _opens(text: str, before: int, start: int) -> bool:
    """Whether what stands between two words ends something; an apostrophe or a blank does not."""
    if before == 0:
        return True
    between = text[before:start]
    if between in (" ", "'", "’", ", "):
        return False
    if between in ("-", "/", "."):
        return False
    return any(char in _STARTS for char in between)


def tokens_folded(text: str) -> tuple[str, ...]:
    """The folded words of a text, without the empty ones."""
    return tuple(token.folded for token in tokens_of(text) if token.folded)


class Phrases:
    """Known sequences of words, found in one walk over a text's words."""

    def __init__(self, texts: Iterable[str], *, genitive: bool = False) -> None:
        self._by_first: dict[str, list[tuple[str, ...]]] = {}
        self._genitive = genitive
        for phrase in sorted({tokens_folded(text) for text in texts} - {()}):
            self._by_first.setdefault(phrase[0], []).append(phrase)
        for phrases in self._by_first.values():
            phrases.sort(key=lambda phrase: (-len(phrase), phrase))

    def may_stand_in(self, tokens: Sequence[Token]) -> bool:
        """Whether any phrase's first word is there: cheap, and mostly no."""
        firsts = self._by_first
        return bool(firsts) and any(
            token.folded in firsts or (self._genitive and token.folded[:-1] in firsts)
            for token in tokens
        )

    def at(self, text: str, tokens: Sequence[Token], place: int) -> int:
        """How many words the longest phrase that begins at this word has; 0 if none does."""
        for phrase in self._candidates(tokens[place].folded):
            if self._matches(text, tokens[place : place + len(phrase)], phrase):
                return len(phrase)
        return 0

    def _candidates(self, folded: str) -> Sequence[tuple[str, ...]]:
        found = self._by_first.get(folded, [])
        if self._genitive and folded.endswith("s"):
            found = [*found, *(one for one in self._by_first.get(folded[:-1], []) if len(one) == 1)]
        return found

    def _matches(self, text: str, tokens: Sequence[Token], phrase: tuple[str, ...]) -> bool:
        if len(tokens) != len(phrase):
            return False
        last, wanted = tokens[-1].folded, phrase[-1]
        same_end = last == wanted or (self._genitive and last == wanted + "s")
        return (
            same_end
            and all(token.folded == word for token, word in zip(tokens, phrase[:-1], strict=False))
            and all(_JOINERS.fullmatch(text, one.end, two.start) for one, two in pairwise(tokens))
        )

    def spans(self, text: str, tokens: Sequence[Token]) -> list[tuple[int, int]]:
        """Offsets of all phrases, leftmost and longest first, without overlaps."""
        found: list[tuple[int, int]] = []
        if not self.may_stand_in(tokens):
            return found
        place = 0
        while place < len(tokens):
            length = self.at(text, tokens, place)
            if length:
                found.append((tokens[place].start, tokens[place + length - 1].end))
            place += length or 1
        return found


def split_words(lists: Mapping[str, str], name: str) -> frozenset[str]:
    """The folded words of one blank-separated list of a data file."""
    return frozenset(fold(word) for word in lists[name].split())
