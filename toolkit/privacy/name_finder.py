"""Which words of a text name people: by the roster, by titles, by what stands around."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from toolkit.privacy.name_index import NameIndex, NameWord, Spelt
from toolkit.privacy.tokens import Token
from toolkit.privacy.word_lists import context_words, name_lists, read_data, vocabulary

Span = tuple[int, int]
_WEAK_TITLES = frozenset(read_data("redaction.toml")["title"]["weak"].split())
_INSIDE_TITLES = frozenset(read_data("redaction.toml")["title"]["inside"].split())
_BEFORE_NAMES = frozenset(read_data("redaction.toml")["title"]["words"].split())
_WHOLE_TITLES = frozenset(read_data("redaction.toml")["title"]["whole"].split())
_GAP = re.compile(r"[ \u00a0\u202f]{1,2}|[\-\u2010\u2011]")
_GAP_OF_TITLE = re.compile(r"\.?[ \u00a0\u202f]{0,2}|-")
_POSSESSIVE = re.compile(r"['’`´]s?\b|['’](?= )")
_BEHIND_INITIAL = (".", ". ", ".\u00a0", ".-")
_LONG_ENOUGH_ALONE = 7
"""Letters from which a misspelt name is told even where a capital proves nothing."""
_SHORTEST_SMALL = 4
"""A name in small letters counts from here: shorter ones are syllables of many languages."""
_MOST_WORDS = 3
_LAST_OF_A_VERB = "àèìòùÀÈÌÒÙ"
""""Sarà" is no Sara."""


@dataclass(slots=True)
class NameFinder:
    """Finds names in one text after another; holds nothing of them."""

    index: NameIndex

    def spans(self, text: str, tokens: Sequence[Token], taken: Sequence[bool]) -> list[Span]:
        """Offsets of names, without overlaps. Words that are `taken` are no names."""
        return _Reading(self.index, text, tokens, taken).spans()


@dataclass(slots=True)
class _Reading:
    """One text while it is read."""

    index: NameIndex
    text: str
    tokens: Sequence[Token]
    taken: Sequence[bool]
    words: list[NameWord | None] = field(default_factory=list)
    sure: list[bool] = field(default_factory=list)
    titles: dict[int, int] = field(default_factory=dict)
    """Token where a title begins -> token after the name behind it."""

    def spans(self) -> list[Span]:
        ask = self.index.ask
        self.words = [
            None if taken else ask(token.folded)
            for token, taken in zip(self.tokens, self.taken, strict=True)
        ]
        self.sure = [False] * len(self.tokens)
        self._find_phrases()
        self._find_titled()
        for place, word in enumerate(self.words):
            if word is not None and not self.sure[place]:
                self.sure[place] = _LoneWord(self, place, word).is_name()
        if any(word is not None for word in self.words):
            self._find_neighbours()
        self._find_asked()
        if any(self.sure):
            self._find_listed()
            self._find_unknown_last_names()
        return self._joined()

    def _find_phrases(self) -> None:
        if not self.index.phrases.may_stand_in(self.tokens):
            return
        place = 0
        while place < len(self.tokens):
            length = (
                0 if self.taken[place] else self.index.phrases.at(self.text, self.tokens, place)
            )
            if length and self._names_somebody(range(place, place + length)):
                self.sure[place : place + length] = [True] * length
            place += length or 1

    def _names_somebody(self, places: range) -> bool:
        """A capital, or a word that is nothing but a name."""
        if any(self.taken[place] for place in places):
            return False
        words = [self.words[place] for place in places]
        return any(self.tokens[place].capital for place in places) or any(
            word is not None and not word.common for word in words
        )

    def _find_titled(self) -> None:
        place = 0
        while place < len(self.tokens):
            end = place
            if self.tokens[place].folded in _BEFORE_NAMES and not self.taken[place]:
                end = _Titled(self, place).end()
            if end > place:
                self.titles[place] = end
                self.sure[place:end] = [True] * (end - place)
            place = max(end, place + 1)

    def _find_neighbours(self) -> None:
        """First and last name of one person side by side: each makes the other sure."""
        changed = True
        while changed:
            changed = False
            for place in range(len(self.tokens) - 1):
                if self.sure[place] != self.sure[place + 1] or not self.sure[place]:
                    changed |= self._join_neighbours(place)

    def _join_neighbours(self, place: int) -> bool:
        one, two = self.words[place], self.words[place + 1]
        if one is None or two is None or not one.people & two.people or not self.beside(place):
            return False
        pair = ((self.tokens[place], one), (self.tokens[place + 1], two))
        any_small_word = any(word.common and not token.capital for token, word in pair)
        if any_small_word and (
            (one.common and two.common) or any(token.capital for token, _ in pair)
        ):
            return False
        self.sure[place] = self.sure[place + 1] = True
        return True

    def _find_asked(self) -> None:
        """An unknown word with a capital that is asked, told or thanked: "I told Olly"."""
        for place in range(1, len(self.tokens)):
            before = self.tokens[place - 1].folded
            asked = before in context_words("asked")
            if before == "a" and place > 1:
                asked = self.tokens[place - 2].folded in context_words("asked_with_a")
            if asked and self._unknown_name(place) and self.beside(place - 1):
                self.sure[place] = True

    def _find_listed(self) -> None:
        """A word with a capital in a list of names: "Pilar, Paolo and Hugo"."""
        changed = any(self.sure)
        while changed:
            changed = False
            for place in range(len(self.tokens)):
                if self.sure[place] or not self._may_be_listed(place):
                    continue
                if self._listed_beside(place, 1) or self._listed_beside(place, -1):
                    self.sure[place] = changed = True

    def _may_be_listed(self, place: int) -> bool:
        token, word = self.tokens[place], self.words[place]
        if word is None:
            return len(token.text) > 2 and self._unknown_name(place)
        return token.capital and bool(word.people)

    def _listed_beside(self, place: int, step: int) -> bool:
        """Whether the next word that way is a sure name, with a comma or "and" between."""
        beside = place + step
        words = 0
        if 0 <= beside < len(self.tokens) and self.tokens[beside].folded in context_words("and"):
            beside, words = beside + step, 1
        if not 0 <= beside < len(self.tokens) or not self.sure[beside]:
            return False
        first, last = sorted((place, beside))
        gaps = self.text[self.tokens[first].end : self.tokens[last].start]
        return gaps.strip() in ((",", "&", "/", "+") if not words else ()) or (
            words == 1 and not any(self.tokens[one].opens for one in range(first + 1, last + 1))
        )

    def _find_unknown_last_names(self) -> None:
        """A word with a capital behind a first name, that is no word: "Priya Raman"; initials."""
        for place in range(len(self.tokens) - 1):
            word = self.words[place]
            first = word is not None and word.first and word.spelt is not Spelt.WITH_S
            if self.sure[place] and first and self.beside(place) and not self.sure[place + 1]:
                plain = word is not None and not word.common
                self.sure[place + 1] = self._unknown_name(place + 1, odd=plain)
        for place in range(len(self.tokens) - 2, -1, -1):
            if self.sure[place + 1] and self._initial(place):
                self.sure[place] = True

    def _unknown_name(self, place: int, *, odd: bool = False) -> bool:
        """A word with a capital that is no word; with `odd` also one that needs none ("Stone")."""
        token = self.tokens[place]
        if (
            self.taken[place]
            or not token.capital
            or token.opens
            or any(map(str.isdigit, token.text))
        ):
            return False
        if len(token.text) == 1:
            return self.text[token.end : token.end + 1] == "."
        if token.shouted or token.folded in vocabulary().nouns:
            return False
        return odd or not vocabulary().knows(token.folded)

    def _initial(self, place: int) -> bool:
        """A letter and a full stop before a name."""
        token, behind = self.tokens[place], self.tokens[place + 1]
        gap = self.text[token.end : behind.start]
        one_letter = len(token.text) == 1 and token.capital and token.text.isalpha()
        irish = token.text == "O" and gap in ("'", "’")
        return one_letter and not self.taken[place] and (irish or gap in _BEHIND_INITIAL)

    def beside(self, place: int) -> bool:
        """Whether only a blank or a hyphen stands between this word and the next."""
        gap = self.text[self.tokens[place].end : self.tokens[place + 1].start]
        return _GAP.fullmatch(gap) is not None

    def _joined(self) -> list[Span]:
        found: list[Span] = []
        for place, token in enumerate(self.tokens):
            if not self.sure[place]:
                continue
            if found and place and self.sure[place - 1] and self._one_name(place):
                found[-1] = (found[-1][0], token.end)
            else:
                found.append((token.start, token.end))
        return found

    def _one_name(self, place: int) -> bool:
        """Whether this word goes on with the name before it."""
        gap = self.text[self.tokens[place - 1].end : self.tokens[place].start]
        if _GAP.fullmatch(gap) or any(start < place < end for start, end in self.titles.items()):
            return True
        if len(self.tokens[place - 1].text) == 1:
            return gap in (*_BEHIND_INITIAL, "'", "’")
        one, two = self.words[place - 1], self.words[place]
        if one is None or two is None or gap.strip() not in (",", ".", "_"):
            return False
        return bool(one.people & two.people) and one.first != two.first


class _Titled:
    """A title and the name behind it."""

    def __init__(self, reading: _Reading, place: int) -> None:
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
        while place < len(self._tokens) and place - first < _MOST_WORDS and self._goes_on(place):
            place += 1
        return place

    def _after_titles(self, place: int) -> int:
        """The first word that is no title, initial or particle; titles may be many."""
        while place < len(self._tokens) and self._follows(place) and self._is_inside(place):
            place += 1
        return place

    def _is_inside(self, place: int) -> bool:
        token = self._tokens[place]
        if token.folded in _INSIDE_TITLES or token.folded in _BEFORE_NAMES:
            return True
        next_is_name = place + 1 < len(self._tokens) and self._tokens[place + 1].capital
        if token.folded in name_lists().particles:
            return place + 1 < len(self._tokens) and (next_is_name or self._is_inside(place + 1))
        return len(token.text) == 1 and token.capital and next_is_name

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
        if token.capital and not (token.shouted and len(token.text) < 4):
            return title not in _WEAK_TITLES or self._is_rare(place)
        return len(token.text) > 2 and title not in _WEAK_TITLES and self._is_rare(place)

    def _goes_on(self, place: int) -> bool:
        token = self._tokens[place]
        beside = self._reading.beside(place - 1) and not self._reading.taken[place]
        return beside and token.capital and token.text.isalpha() and self._is_rare(place)

    def _is_rare(self, place: int) -> bool:
        word = self._reading.words[place]
        known = vocabulary().knows(self._tokens[place].folded)
        return not known or (word is not None and bool(word.people))


class _LoneWord:
    """Whether a word that could be a name is one, by its letters and what stands around it."""

    def __init__(self, reading: _Reading, place: int, word: NameWord) -> None:
        self._reading = reading
        self._tokens = reading.tokens
        self._place = place
        self._token = reading.tokens[place]
        self._word = word

    def is_name(self) -> bool:
        token, word = self._token, self._word
        if token.shouted and (len(token.text) < 4 or self._among_shouting()):
            return False
        if word.place and not self._person_not_place():
            return False
        if word.spelt is Spelt.MISSPELT:
            return token.capital and self._misspelt_name()
        if not word.common:
            return self._plain_name()
        return token.capital and not self._is_time() and self._word_used_as_name()

    def _plain_name(self) -> bool:
        """Nothing but a name: in small letters too if it is in the roster and long enough."""
        if not self._word.people and self._token.text[-1] in _LAST_OF_A_VERB:
            return False
        if self._token.capital:
            return True
        short = len(self._token.text) < _SHORTEST_SMALL + (self._word.spelt is Spelt.WITH_S)
        return bool(self._word.people) and not short

    def _misspelt_name(self) -> bool:
        if self._does_what_people_do() or self._before() in context_words("name_before"):
            return True
        if self._token.opens or self._before() in context_words("determiners"):
            return len(self._token.folded) >= _LONG_ENOUGH_ALONE
        return True

    def _word_used_as_name(self) -> bool:
        """A capital counts inside a sentence, but not of German nouns and labels of screens."""
        genitive = self._word.noun and self._word.spelt is Spelt.WITH_S
        if self._after_determiner() or (self._in_label() and not genitive):
            return False
        if self._does_what_people_do() or self._owns_something():
            return True
        if genitive and (self._word.time or not self._token.opens):
            return True
        if self._word.noun:
            return self._before() in context_words("name_before")
        return not self._token.opens

    def _before(self) -> str:
        """The folded word before it in the sentence; "" if it opens one."""
        if self._place == 0 or self._token.opens:
            return ""
        return self._tokens[self._place - 1].folded

    def _after(self) -> str:
        """The folded word behind it in the sentence; "" if it ends one."""
        if self._place + 1 >= len(self._tokens) or self._tokens[self._place + 1].opens:
            return ""
        return self._tokens[self._place + 1].folded

    def _after_determiner(self) -> bool:
        """Whether an article makes it a noun; "la Rossi" is said of people where no noun fits."""
        if self._before() not in context_words("determiners"):
            return False
        return self._word.noun or self._token.folded in vocabulary().words

    def _does_what_people_do(self) -> bool:
        after = self._after()
        if after in context_words("people_do"):
            return True
        return self._word.first and after in context_words("also_do")

    def _owns_something(self) -> bool:
        found = _POSSESSIVE.match(self._reading.text, self._token.end)
        return found is not None

    def _is_time(self) -> bool:
        if not self._word.time or self._word.spelt is Spelt.WITH_S:
            return False
        before, after = self._before(), self._after()
        dated = before.isdigit() or after.isdigit() or before in context_words("time_before")
        return dated or self._alone()

    def _alone(self) -> bool:
        """A month or day on its own: more likely that than a name."""
        return not self._before() and not self._does_what_people_do() and not self._owns_something()

    def _person_not_place(self) -> bool:
        """A first name counts unless a place's words stand before; a last name needs a person's."""
        if self._does_what_people_do() or self._owns_something():
            return True
        before = self._before()
        if self._word.first:
            return before not in context_words("place_before") | context_words("determiners")
        return before in context_words("name_before") - context_words("place_before")

    def _among_shouting(self) -> bool:
        """Whether a neighbour is written in capitals too: then capitals prove nothing."""
        near = self._tokens[max(0, self._place - 1) : self._place + 2]
        return any(one.shouted and len(one.text) > 3 for one in near if one is not self._token)

    def _in_label(self) -> bool:
        """Whether it stands in a label ("Price Book"): beside another word with a capital."""
        return self._labelled(self._place - 1) or self._labelled(self._place + 1)

    def _labelled(self, place: int) -> bool:
        if not 0 <= place < len(self._tokens) or not self._reading.beside(min(place, self._place)):
            return False
        other = self._tokens[place]
        if not other.capital or len(other.text) < 2 or other.opens or self._reading.sure[place]:
            return False
        return self._reading.words[place] is None and vocabulary().knows(other.folded)
