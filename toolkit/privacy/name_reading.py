"""One text while names are looked for in it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from toolkit.privacy.name_index import NameWord
from toolkit.privacy.tokens import UNSEEN, Token
from toolkit.privacy.word_lists import vocabulary

GAP = re.compile(rf"[ \u00a0\u202f{UNSEEN}]{{1,6}}|[\-\u2010\u2011]")
"""What stands between the words of one name."""


@dataclass(slots=True, kw_only=True)
class Reading:
    """The words of one text, what each may be as a name, and which are sure."""

    text: str
    tokens: Sequence[Token]
    taken: Sequence[bool]
    """Words that are something else: the product, a word in brackets of ours."""
    words: Sequence[NameWord | None]
    sure: list[bool] = field(default_factory=list)

    def beside(self, place: int) -> bool:
        """Whether only a blank or a hyphen stands between this word and the next."""
        gap = self.text[self.tokens[place].end : self.tokens[place + 1].start]
        return GAP.fullmatch(gap) is not None

    def before(self, place: int) -> str:
        """The folded word before this one in the sentence; "" if it opens one."""
        return "" if place == 0 or self.tokens[place].opens else self.tokens[place - 1].folded

    def after(self, place: int) -> str:
        """The folded word behind this one in the sentence; "" if it ends one."""
        if place + 1 >= len(self.tokens) or self.tokens[place + 1].opens:
            return ""
        return self.tokens[place + 1].folded

    def unknown_name(self, place: int, *, odd: bool = False) -> bool:
        """A word with a capital that is no word; with `odd` also one that needs none ("Stone")."""
        token = self.tokens[place]
        if self.taken[place] or not token.capital or token.opens or not token.text.isalpha():
            return False
        if len(token.text) == 1:
            return self.text[token.end : token.end + 1] == "."
        if token.shouted or token.folded in vocabulary().nouns:
            return False
        return odd or not vocabulary().knows(token.folded)
