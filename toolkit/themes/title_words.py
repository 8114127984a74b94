"""Small words by language: what holds a phrase together, what stands before a noun or a verb.

Nouns are not looked up: which words of a review are nouns is measured by what stands before them.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

_LINKS: Final[Mapping[str, str]] = {
    "en": "of in on for from with at by the a an to about into without between",
    "de": "von der die das den dem des im in am auf für mit zu zum zur bei aus ohne an vom",
    "it": "di del della dei delle degli dell la il lo le gli l i da dal dalla in nel nella con "
    "per su sul sulla a al alla senza",
    "fr": "de du des d la le les l un une à au aux en dans pour avec sur sans par",
    "es": "de del la el los las un una en para con sin por a al",
}
_NOUN_FOLLOWS: Final[Mapping[str, str]] = {
    "en": "of in on for from with at by the a an this that these those my your his her our their "
    "its no any each every some one two three first second",
    "de": "von der die das den dem des im in am auf für mit zum zur bei aus ohne ein eine einen "
    "einem einer kein keine keinen mein meine unser unsere ihr ihre diese dieser dieses",
    "it": "di del della dei delle degli il lo la i gli le un uno una dal dalla nel nella con sul "
    "sulla al alla questo questa nostro nostra senza l dell",
    "fr": "de du des d la le les l un une au aux en dans pour avec sur sans ce cette ces mon ma "
    "mes notre votre leur",
    "es": "de del la el los las un una en para con sin este esta mi su nuestro nuestra al",
}
_VERB_FOLLOWS: Final[Mapping[str, str]] = {
    "en": "i you he she we they it who to will would can could must should may might not have "
    "has had is are was were be been nobody everybody somebody people just never always also and",
    "de": "ich du er sie es wir ihr man wer zu nicht hat habe haben hatte ist sind war wird "
    "werden kann können muss soll und nie immer auch",
    "it": "io tu lui lei noi voi loro chi non ho hai ha abbiamo hanno è sono era si ci mi può "
    "deve e mai sempre anche",
    "fr": "je j tu il elle on nous vous ils elles qui ne n pas a ont ai est sont était se s y et "
    "jamais toujours",
    "es": "yo tú él ella nosotros ellos quien no ha han he es son era se me y nunca siempre",
}
_CONTRACTED = re.compile(r"['’](?:t|d|ll|ve|m|re)$")
"""A subject or a verb with another verb: "don't", "we'll"."""
WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
_CLAUSE = re.compile(r"\[[^\]]*\]|[^.,;:!?…()\[\]\"“”„«»\n–—]+")


def clauses(text: str) -> list[list[str]]:
    """The words between marks of punctuation; what was redacted is left out and parts clauses."""
    found = (part.strip() for part in _CLAUSE.findall(text))
    return [WORD.findall(part) for part in found if part and not part.startswith("[")]


def plain(word: str) -> str:
    """The word in small letters, with a straight apostrophe."""
    return word.casefold().replace("’", "'")


def is_contracted(word: str) -> bool:
    """Whether it ends as "don't" and "we'll" do."""
    return bool(_CONTRACTED.search(word))


@dataclass(frozen=True, slots=True)
class Grammar:
    """How often each word of a review stands as a noun stands, and as a verb does."""

    as_noun: Mapping[str, int]
    as_verb: Mapping[str, int]

    def is_noun(self, word: str) -> bool:
        """Seen after an article or a preposition, and not more often after a subject."""
        return self.as_noun.get(word, 0) > 0 and self.as_noun[word] >= self.as_verb.get(word, 0)


def read_grammar(texts: Iterable[tuple[str, str]]) -> Grammar:
    """Counts over pairs of language and text; a language without a list is read as English."""
    nouns: Counter[str] = Counter()
    verbs: Counter[str] = Counter()
    for language, text in texts:
        before_noun = frozenset(_of(_NOUN_FOLLOWS, language).split())
        before_verb = frozenset(_of(_VERB_FOLLOWS, language).split())
        for clause in clauses(text):
            words = [plain(word) for word in clause]
            for first, second in pairwise(words):
                nouns[second] += first in before_noun
                verbs[second] += first in before_verb or is_contracted(first)
    return Grammar(nouns, verbs)


def links(language: str) -> frozenset[str]:
    """Words that may stand inside a phrase: prepositions and articles."""
    return frozenset(_of(_LINKS, language).split())


def _of(lists: Mapping[str, str], language: str) -> str:
    return lists.get(language, lists["en"])
