"""Whether a word that could be a name is one, where no other name stands beside it."""

from __future__ import annotations

import re

from toolkit.privacy.name_index import NameWord, Spelt
from toolkit.privacy.name_reading import Reading
from toolkit.privacy.word_lists import context_words, vocabulary

_POSSESSIVE = re.compile(r"['’`´]s?\b|['’](?= )")
_LONG_ENOUGH_ALONE = 7
"""Letters from which a misspelt name is told even where a capital proves nothing."""
_SHORTEST_SMALL = 4
"""A name in small letters counts from here: shorter ones are syllables of many languages."""
_LAST_OF_A_VERB = "àèìòùÀÈÌÒÙ"
"""\"Sarà\" is no Sara."""


_THIRD_PERSON = re.compile(r"[a-z]{2,}[^su]s")
"""English alone: other languages begin their sentences with a noun and an article."""


class LoneWord:
    """Whether a word that could be a name is one, by its letters and what stands around it."""

    def __init__(self, reading: Reading, place: int, word: NameWord) -> None:
        self._reading = reading
        self._tokens = reading.tokens
        self._place = place
        self._token = reading.tokens[place]
        self._word = word
        self._before = reading.before(place)
        self._after = reading.after(place)

    def is_name(self) -> bool:
        """Whether it is one."""
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
        if self._does_what_people_do() or self._before in context_words("name_before"):
            return True
        if self._token.opens or self._before in context_words("determiners"):
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
            return self._before in context_words("name_before")
        return not self._token.opens or self._is_subject()

    def _is_subject(self) -> bool:
        """Whether the word that opens a sentence acts: "Page repairs it", "Ash never asks".

        A verb of the third person stands behind it, and behind that what it acts on; or an adverb
        stands between the two. In doubt somebody of the roster is taken out.
        """
        if not self._word.people or self._word.spelt is not Spelt.EXACT:
            return False
        follows = [one for one in self._tokens[self._place + 1 : self._place + 3] if not one.opens]
        words = [one.folded for one in follows if not one.capital]
        if len(words) < 2:
            return False
        if words[0] in context_words("before_verb"):
            return _THIRD_PERSON.fullmatch(words[1]) is not None
        acts = _THIRD_PERSON.fullmatch(words[0]) is not None
        towards = self._word.first and words[1] in context_words("acted_towards")
        return acts and (towards or words[1] in context_words("acted_on"))

    def _after_determiner(self) -> bool:
        """Whether an article makes it a noun; "la Rossi" is said of people where no noun fits."""
        if self._before not in context_words("determiners"):
            return False
        return self._word.noun or self._token.folded in vocabulary().words

    def _does_what_people_do(self) -> bool:
        after = self._after
        if after in context_words("people_do"):
            return True
        rare = not self._word.place and self._token.folded not in vocabulary().words
        return (self._word.first or rare) and after in context_words("also_do")

    def _owns_something(self) -> bool:
        found = _POSSESSIVE.match(self._reading.text, self._token.end)
        return found is not None

    def _is_time(self) -> bool:
        if not self._word.time or self._word.spelt is Spelt.WITH_S:
            return False
        before, after = self._before, self._after
        dated = before.isdigit() or after.isdigit() or before in context_words("time_before")
        return dated or self._alone()

    def _alone(self) -> bool:
        """A month or day on its own: more likely that than a name."""
        return not self._before and not self._does_what_people_do() and not self._owns_something()

    def _person_not_place(self) -> bool:
        """A first name counts unless a place's words stand before; a last name needs a person's."""
        if self._does_what_people_do() or self._owns_something():
            return True
        before = self._before
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
