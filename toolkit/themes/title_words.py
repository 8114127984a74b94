"""Words of titles: what holds a phrase together, which words are nouns, which name a matter.

Nouns are not looked up. What stands before a word in the review speaks, and so does the word's
vector: one direction of the encoder's space tells nouns from other words, another tells the words
that name a matter from those that only tell a story. Both were measured on the invented cases and
their topics' titles (benchmarks/train_titles.py), in five languages at once.
"""

from __future__ import annotations

import json
import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from itertools import pairwise
from typing import Final

import numpy as np
from numpy.typing import NDArray

_LINKS: Final[Mapping[str, str]] = {
    "en": "of in on for from with at by the a an to about into without between",
    "de": "von der die das den dem des im in am auf für mit zu zum zur bei aus ohne an vom pro",
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
NUMBERS: Final = frozenset(
    "two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
    "seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred "
    "zwei drei vier fünf sechs sieben acht neun zehn elf zwölf dreizehn vierzehn fünfzehn sechzehn "
    "siebzehn achtzehn neunzehn zwanzig dreißig vierzig fünfzig sechzig siebzig achtzig neunzig "
    "hundert tausend thousand due tre quattro cinque sei sette otto nove dieci undici dodici "
    "tredici quattordici quindici sedici diciassette diciotto diciannove venti trenta quaranta "
    "cinquanta sessanta settanta ottanta novanta cento mille deux trois quatre cinq six sept huit "
    "neuf dix onze douze treize quatorze quinze seize vingt trente quarante cinquante soixante "
    "cent dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince veinte "
    "treinta cuarenta cincuenta sesenta setenta ochenta noventa cien mil".split()
)
"""Words for numbers: how many it was is no matter."""
HEAD_FIRST: Final = frozenset({"it", "fr", "es"})
"""Where the noun stands before what tells more of it: "carta vecchia"."""
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Taste:
    """What was measured once of words and phrases, in the encoder's space of d numbers."""

    noun: NDArray[np.float32]
    """(d,) a word's vector times this, plus `noun_start`: log-odds that it is a noun."""
    noun_start: float
    matter: NDArray[np.float32]
    """(d,) a vector times this is the higher, the more such words stand in titles."""
    weights: Mapping[str, float]
    """What each trait of a phrase counts; see `toolkit.themes.title_traits`."""

    def nounness(self, vectors: NDArray[np.float32]) -> NDArray[np.float64]:
        """(n,) log-odds of being nouns; zeros for vectors of another encoder."""
        known = vectors.shape[1] == len(self.noun)
        found = vectors @ self.noun + self.noun_start if known else np.zeros(len(vectors))
        return np.asarray(found, dtype=np.float64)

    def of_a_matter(self, vectors: NDArray[np.float32]) -> NDArray[np.float64]:
        """(n,) how much like a title's words; zeros for vectors of another encoder."""
        known = vectors.shape[1] == len(self.matter)
        found = vectors @ self.matter if known else np.zeros(len(vectors))
        return np.asarray(found, dtype=np.float64)


@cache
def shipped_taste() -> Taste:
    """As benchmarks/train_titles.py left it."""
    stored = json.loads(files("toolkit.themes").joinpath("data/titles.json").read_text("utf-8"))
    return Taste(
        noun=np.array(stored["noun"], dtype=np.float32),
        noun_start=stored["noun_start"],
        matter=np.array(stored["matter"], dtype=np.float32),
        weights=stored["weights"],
    )


@dataclass(frozen=True, slots=True)
class Grammar:
    """How often each word of a review stands as a noun stands, and as a verb does."""

    as_noun: Mapping[str, int]
    as_verb: Mapping[str, int]
    capitals: Mapping[str, int] = field(default_factory=dict)
    """In German, within a clause: how often with a capital less how often without."""

    def is_noun(self, word: str) -> bool:
        """Seen after an article or a preposition, and not more often after a subject."""
        return self.as_noun.get(word, 0) > 0 and self.as_noun[word] >= self.as_verb.get(word, 0)

    def log_odds(self, word: str) -> float:
        """That it is a noun, by what stands before it; 0 for a word that was not seen."""
        return math.log((self.as_noun.get(word, 0) + 0.5) / (self.as_verb.get(word, 0) + 0.5))


def read_grammar(texts: Iterable[tuple[str, str]]) -> Grammar:
    """Counts over pairs of language and text; a language without a list is read as English."""
    nouns: Counter[str] = Counter()
    verbs: Counter[str] = Counter()
    capitals: Counter[str] = Counter()
    for language, text in texts:
        before_noun = frozenset(_of(_NOUN_FOLLOWS, language).split())
        before_verb = frozenset(_of(_VERB_FOLLOWS, language).split())
        for clause in clauses(text):
            words = [plain(word) for word in clause]
            for first, second in pairwise(words):
                nouns[second] += first in before_noun
                verbs[second] += first in before_verb or is_contracted(first)
            if language == "de":
                capitals.update(_capitals(clause))
    return Grammar(nouns, verbs, capitals)


def _capitals(clause: list[str]) -> Counter[str]:
    """A capital at the beginning of a clause tells nothing."""
    found: Counter[str] = Counter()
    for place, word in enumerate(clause):
        if word[0].islower():
            found[plain(word)] -= 1
        elif place:
            found[plain(word)] += 1
    return found


def links(language: str) -> frozenset[str]:
    """Words that may stand inside a phrase: prepositions and articles."""
    return frozenset(_of(_LINKS, language).split())


def _of(lists: Mapping[str, str], language: str) -> str:
    return lists.get(language, lists["en"])
