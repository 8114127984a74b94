"""Which words of a text name people: by the roster, by titles, by what stands around."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from toolkit.privacy.name_alone import LoneWord
from toolkit.privacy.name_index import NameIndex, Spelt
from toolkit.privacy.name_reading import GAP, Reading
from toolkit.privacy.name_titles import TITLES, Titled
from toolkit.privacy.tokens import Token
from toolkit.privacy.word_lists import context_words

Span = tuple[int, int]
_BEHIND_INITIAL = (".", ". ", ".\u00a0", ".-")
_LISTED = (",", "&", "/", "+")
_LONGEST_UNKNOWN = 10
_NO_NAMES_END = ("ung", "heit", "keit", "schaft", "tion", "nis", "tät", "ität", "ment", "ismus")
"""An unknown German noun in a list of names is told from a name by its length and its ending."""


@dataclass(slots=True)
class NameFinder:
    """Finds names in one text after another; holds nothing of them."""

    index: NameIndex

    def spans(self, text: str, tokens: Sequence[Token], taken: Sequence[bool]) -> list[Span]:
        """Offsets of names, without overlaps. Words that are `taken` are no names."""
        ask = self.index.ask
        reading = Reading(
            text=text,
            tokens=tokens,
            taken=taken,
            words=[
                None if gone else ask(token.folded)
                for token, gone in zip(tokens, taken, strict=True)
            ],
            sure=[False] * len(tokens),
        )
        return _Walk(self.index, reading).spans()


class _Walk:
    """The steps through one text, from what is certain to what that makes likely."""

    def __init__(self, index: NameIndex, reading: Reading) -> None:
        self._index = index
        self._reading = reading
        self._tokens = reading.tokens
        self._words = reading.words
        self._sure = reading.sure
        self._behind_title: set[int] = set()
        """Words that go on with the title before them."""

    def spans(self) -> list[Span]:
        self._find_phrases()
        self._find_titled()
        self._find_behind_initials()
        for place, word in enumerate(self._words):
            if word is not None and not self._sure[place]:
                self._sure[place] = LoneWord(self._reading, place, word).is_name()
        self._find_neighbours()
        self._find_asked()
        if any(self._sure):
            self._find_listed()
            self._find_unknown_last_names()
            self._find_initials()
        return self._joined()

    def _find_phrases(self) -> None:
        phrases, taken = self._index.phrases, self._reading.taken
        if not phrases.may_stand_in(self._tokens):
            return
        place = 0
        while place < len(self._tokens):
            length = 0 if taken[place] else phrases.at(self._reading.text, self._tokens, place)
            if length and self._names_somebody(range(place, place + length)):
                self._sure[place : place + length] = [True] * length
            place += length or 1

    def _names_somebody(self, places: range) -> bool:
        """A capital, or a word that is nothing but a name."""
        if any(self._reading.taken[place] for place in places):
            return False
        words = [self._words[place] for place in places]
        return any(self._tokens[place].capital for place in places) or any(
            word is not None and not word.common for word in words
        )

    def _find_titled(self) -> None:
        place = 0
        while place < len(self._tokens):
            end = place
            if self._tokens[place].folded in TITLES and not self._reading.taken[place]:
                end = Titled(self._reading, place).end()
            if end > place:
                self._behind_title |= set(range(place + 1, end))
                self._sure[place:end] = [True] * (end - place)
            place = max(end, place + 1)

    def _find_behind_initials(self) -> None:
        """A letter, a full stop and the last name of somebody whose name begins so: "K. Price"."""
        for place, token in enumerate(self._tokens[:-1]):
            word = self._words[place + 1]
            if word is None or not word.people or not self._tokens[place + 1].capital:
                continue
            gap = self._reading.text[token.end : self._tokens[place + 1].start]
            if not token.capital or len(token.text) > 1 or gap not in _BEHIND_INITIAL:
                continue
            if self._index.begin_with(word.people, token.folded):
                self._sure[place] = self._sure[place + 1] = not self._reading.taken[place]

    def _find_neighbours(self) -> None:
        """First and last name of one person side by side: each makes the other sure."""
        changed = any(word is not None for word in self._words)
        while changed:
            changed = False
            for place in range(len(self._tokens) - 1):
                if not (self._sure[place] and self._sure[place + 1]):
                    changed |= self._join_neighbours(place)

    def _join_neighbours(self, place: int) -> bool:
        one, two = self._words[place], self._words[place + 1]
        if one is None or two is None or not one.people & two.people:
            return False
        if not self._reading.beside(place):
            return False
        capitals = [self._tokens[place].capital, self._tokens[place + 1].capital]
        small_word = (one.common and not capitals[0]) or (two.common and not capitals[1])
        if small_word and ((one.common and two.common) or any(capitals)):
            return False
        self._sure[place] = self._sure[place + 1] = True
        return True

    def _find_asked(self) -> None:
        """An unknown word with a capital that is asked, told or thanked: "I told Olly"."""
        for place in range(1, len(self._tokens)):
            before = self._tokens[place - 1].folded
            asked = before in context_words("asked")
            if before == "a" and place > 1:
                asked = self._tokens[place - 2].folded in context_words("asked_with_a")
            if asked and self._reading.unknown_name(place) and self._reading.beside(place - 1):
                self._sure[place] = True

    def _find_listed(self) -> None:
        """A word with a capital in a list of names: "Pilar, Paolo and Hugo"."""
        changed = True
        while changed:
            changed = False
            for place in range(len(self._tokens)):
                if not self._sure[place] and self._is_listed(place):
                    self._sure[place] = changed = True

    def _is_listed(self, place: int) -> bool:
        word = self._words[place]
        if word is not None:
            may_be = self._tokens[place].capital and bool(word.people)
            return may_be and bool(self._sides(place))
        if not self._reading.unknown_name(place) or self._looks_like_noun(place):
            return False
        sides = self._sides(place)
        return "and" in sides or len(sides) > 1

    def _looks_like_noun(self, place: int) -> bool:
        folded = self._tokens[place].folded
        long = not 2 < len(folded) <= _LONGEST_UNKNOWN
        return long or folded.endswith(_NO_NAMES_END)

    def _sides(self, place: int) -> list[str]:
        """What joins it to a sure name on either side: a comma, or a word for "and"."""
        return [joint for step in (-1, 1) if (joint := self._joint(place, step))]

    def _joint(self, place: int, step: int) -> str:
        beside, joint = place + step, ","
        if self._is_and(beside):
            beside, joint = beside + step, "and"
        if not (0 <= beside < len(self._tokens) and self._sure[beside]):
            return ""
        first, last = sorted((place, beside))
        if joint == "and":
            opens = any(one.opens for one in self._tokens[first + 1 : last + 1])
            return "" if opens else joint
        gap = self._reading.text[self._tokens[first].end : self._tokens[last].start]
        return joint if gap.strip() in _LISTED else ""

    def _is_and(self, place: int) -> bool:
        inside = 0 <= place < len(self._tokens)
        return inside and self._tokens[place].folded in context_words("and")

    def _find_unknown_last_names(self) -> None:
        """A word with a capital behind a first name: "Priya Raman", "John Chambers"."""
        for place in range(len(self._tokens) - 1):
            word = self._words[place]
            if word is None or not word.first or word.spelt is Spelt.WITH_S:
                continue
            if self._sure[place] and self._reading.beside(place) and not self._sure[place + 1]:
                odd = not word.common
                self._sure[place + 1] = self._reading.unknown_name(place + 1, odd=odd)

    def _find_initials(self) -> None:
        for place in range(len(self._tokens) - 2, -1, -1):
            if self._sure[place + 1] and self._initial(place):
                self._sure[place] = True

    def _initial(self, place: int) -> bool:
        """A letter and a full stop before a name."""
        token, behind = self._tokens[place], self._tokens[place + 1]
        gap = self._reading.text[token.end : behind.start]
        one_letter = len(token.text) == 1 and token.capital and token.text.isalpha()
        irish = token.text == "O" and gap in ("'", "’")
        return one_letter and not self._reading.taken[place] and (irish or gap in _BEHIND_INITIAL)

    def _joined(self) -> list[Span]:
        found: list[Span] = []
        for place, token in enumerate(self._tokens):
            if not self._sure[place]:
                continue
            if found and self._sure[place - 1] and self._one_name(place):
                found[-1] = (found[-1][0], token.end)
            else:
                found.append((token.start, token.end))
        return found

    def _one_name(self, place: int) -> bool:
        """Whether this word goes on with the name before it."""
        gap = self._reading.text[self._tokens[place - 1].end : self._tokens[place].start]
        if place in self._behind_title or GAP.fullmatch(gap):
            return True
        if len(self._tokens[place - 1].text) == 1:
            return gap in (*_BEHIND_INITIAL, "'", "’")
        one, two = self._words[place - 1], self._words[place]
        if one is None or two is None or gap.strip() not in (",", ".", "_"):
            return False
        return bool(one.people & two.people) and one.first != two.first
