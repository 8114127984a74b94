"""Names behind titles and forms of address, known or not."""

from __future__ import annotations

import re

from toolkit.privacy.name_reading import Reading
from toolkit.privacy.tokens import UNSEEN
from toolkit.privacy.word_lists import folded_words, name_lists, vocabulary

_NOUNS = folded_words("title", "noun")
TITLES = folded_words("title", "words") | _NOUNS
_WEAK_TITLES = folded_words("title", "weak")
_INSIDE_TITLES = folded_words("title", "inside")
_WHOLE_TITLES = folded_words("title", "whole")
_GAP_OF_TITLE = re.compile(rf"\.?[ \u00a0\u202f{UNSEEN}]{{0,6}}|-")
_MOST_WORDS, _MOST_TITLES = 3, 8


class Titled:
    """A title and the name behind it."""

    def __init__(self, reading: Reading, place: int) -> None:
        self._reading = reading
        self._tokens = reading.tokens
        self._place = place

    def end(self) -> int:
        """The place after the name; the title's own place if there is none."""
        title = self._tokens[self._place]
        if title.shouted or (title.folded in _WEAK_TITLES and not title.capital):
            return self._place
        first = self._after_titles(self._place + 1)
        if first >= len(self._tokens) or not self._begins_name(first):
            return self._place
        place = first + 1
        while place < len(self._tokens) and place - first < _MOST_WORDS:
            if named := self._behind_more_titles(place):
                first, place = named, named + 1
            elif self._goes_on(place):
                place += 1
            else:
                break
        return place

    def _behind_more_titles(self, place: int) -> int:
        """The name behind a title that stands behind an unknown one, as in "Herr Hofrat Dr. X"."""
        if self._tokens[place].folded not in TITLES or not self._follows(place):
            return 0
        named = self._after_titles(place + 1)
        return named if named < len(self._tokens) and self._begins_name(named) else 0

    def _after_titles(self, place: int) -> int:
        """The first word that is no title, initial or particle; titles may be many."""
        end = min(len(self._tokens), place + _MOST_TITLES)
        while place < end and self._follows(place) and self._is_inside(place):
            place += 1
        return place

    def _is_inside(self, place: int) -> bool:
        token = self._tokens[place]
        if token.folded in _INSIDE_TITLES or token.folded in TITLES:
            return True
        if token.folded in name_lists().particles:
            return self._leads_to_name(place)
        next_is_name = place + 1 < len(self._tokens) and self._tokens[place + 1].capital
        return len(token.text) == 1 and token.capital and next_is_name

    def _leads_to_name(self, place: int) -> bool:
        """Whether a word with a capital stands behind a few particles ("von der Leine")."""
        for token in self._tokens[place + 1 : place + 1 + _MOST_WORDS]:
            if token.capital:
                return True
            if token.folded not in name_lists().particles:
                return False
        return False

    def _follows(self, place: int) -> bool:
        """Whether only a full stop and a blank stand before this word."""
        one, two = self._tokens[place - 1], self._tokens[place]
        gap = self._reading.text[one.end : two.start]
        if one.folded in _WHOLE_TITLES and gap.startswith("."):
            return False
        return _GAP_OF_TITLE.fullmatch(gap) is not None or gap in ("'", "’")

    def _begins_name(self, place: int) -> bool:
        token = self._tokens[place]
        if self._reading.taken[place] or not self._follows(place) or not token.text.isalpha():
            return False
        title = self._tokens[self._place].folded
        if title == "m" and self._reading.text[self._tokens[place - 1].end] != ".":
            return False
        if title in _NOUNS:
            return token.capital and len(token.text) > 2 and self._is_rare(place)
        if token.capital and not (token.shouted and len(token.text) < 4):
            return title not in _WEAK_TITLES or self._is_rare(place)
        return len(token.text) > 2 and title not in _WEAK_TITLES and self._is_rare(place)

    def _goes_on(self, place: int) -> bool:
        token = self._tokens[place]
        if self._reading.taken[place] or not self._reading.beside(place - 1):
            return False
        hyphen = self._tokens[place - 1].end + 1 == token.start and not token.opens
        joined = hyphen and self._reading.text[token.start - 1] != " "
        return token.capital and token.text.isalpha() and (joined or self._is_rare(place))

    def _is_rare(self, place: int) -> bool:
        word = self._reading.words[place]
        known = vocabulary().knows(self._tokens[place].folded)
        return not known or (word is not None and bool(word.people))
