"""How alike two names are, 0-1: spelling, initials, nicknames, missing and turned-round parts."""

from __future__ import annotations

from functools import lru_cache

from rapidfuzz.distance import DamerauLevenshtein
from rapidfuzz.fuzz import ratio, token_sort_ratio

from toolkit.intake.names import are_nicknames, is_first_name, sound, tokens

NICKNAME = 0.96
"""Two first names that are used for one another."""
SOUNDS_ALIKE = 0.95
"""Meyer and Maier."""
SHORTENED = 0.92
"""Alex and Alexander, where the list of nicknames does not know them."""
INITIAL = 0.8
"""M. and Martin."""
OTHER_GENDER = 0.5
"""Maria and Mario are two people."""
ONE_LETTER_IN_SHORT = 0.7
"""Anna and Anne, Jan and Jon: likelier two people than a slip."""
MISSPELT_LOSS = 0.1
"""What a slip costs beyond the share of letters that differ."""
MISSING_PART = 0.02
"""A second first name or surname that only the known name has."""
EXTRA_PART = 0.06
"""One that only the name as said has."""
WITHOUT_SURNAME = 0.6
"""At most this where no surname fits."""
SINGLE_WORD = 0.9
"""One name alone; counts only where nobody else could be meant."""
SINGLE_NICKNAME = 0.88
"""A nickname alone."""
JOINED_DIFFERENTLY = 0.85
"""At most this for names alike only as a whole ("Annalena", "Anna Lena")."""
_SHORTEST_PART = 3


def likeness(said: str, known: str) -> float:
    """Likeness of a name as said to a known "First Last" name, in [0, 1].

    1.0 is the same words in any order. Built on single words (see the constants), so that one
    different first name is never outweighed by a long surname; `token_sort_ratio` only adds names
    whose words are joined differently.
    """
    words, others = tokens(said), tokens(known)
    if _is_joined_first_name(said, words, others):
        return SINGLE_WORD
    return _likeness(words, others)


def _is_joined_first_name(said: str, words: tuple[str, ...], known: tuple[str, ...]) -> bool:
    """Whether a first name with a hyphen is said alone: "Anne-Marie"."""
    if "-" not in said or len(said.split()) != 1:
        return False
    return 1 < len(words) < len(known) and words == known[: len(words)]


@lru_cache(maxsize=262144)
def _likeness(said: tuple[str, ...], known: tuple[str, ...]) -> float:
    if not said or not known:
        return 0.0
    if sorted(said) == sorted(known):
        return 1.0
    if len(said) == 1:
        return _single(said[0], known)
    by_words = _by_words(said, known)
    whole = token_sort_ratio(" ".join(said), " ".join(known)) / 100
    if whole >= SHORTENED and "".join(sorted(said)) == "".join(sorted(known)):
        return max(by_words, min(whole, JOINED_DIFFERENTLY))
    return by_words


def _by_words(said: tuple[str, ...], known: tuple[str, ...]) -> float:
    pairs = sorted(
        (
            (word_likeness(word, other, given=j < len(known) - 1), -i, -j)
            for i, word in enumerate(said)
            for j, other in enumerate(known)
        ),
        reverse=True,
    )
    found: dict[int, tuple[int, float]] = {}
    for alike, i, j in pairs:
        if alike > 0 and -i not in found and -j not in {place for place, _ in found.values()}:
            found[-i] = (-j, alike)
    score = sum(alike for _, alike in found.values()) / max(2, min(len(said), len(known)))
    score -= MISSING_PART * max(0, len(known) - len(said))
    score -= EXTRA_PART * max(0, len(said) - len(known))
    score = max(0.0, score)
    return score if _surname_fits(found, known) else min(score, WITHOUT_SURNAME)


def _surname_fits(found: dict[int, tuple[int, float]], known: tuple[str, ...]) -> bool:
    """Whether a word that is a surname fits: the last one, or one of two if no first name."""
    fitting = {place for place, alike in found.values() if alike >= INITIAL}
    if not fitting:
        return False
    last = len(known) - 1
    return last in fitting or any(
        place and not is_first_name(known[place]) for place in fitting if len(known) > 2
    )


def _single(word: str, known: tuple[str, ...]) -> float:
    alike = [word_likeness(word, other, given=not at) for at, other in enumerate(known)]
    best = max(alike)
    if len(word) < _SHORTEST_PART - 1 or best <= INITIAL:
        return best * WITHOUT_SURNAME
    return SINGLE_NICKNAME if best == NICKNAME else SINGLE_WORD * best


@lru_cache(maxsize=262144)
def word_likeness(one: str, other: str, *, given: bool = False) -> float:
    """Likeness of two folded words of a name, in [0, 1]; 0 for words that share nothing.

    `given` says that `other` is a first name, which may be shortened.
    """
    if one == other:
        return 1.0
    short, long = sorted((one, other), key=lambda word: (len(word), word))
    if len(short) == 1:
        return INITIAL if long.startswith(short) else 0.0
    if are_nicknames(one, other):
        return NICKNAME
    if _genders(short, long):
        return OTHER_GENDER
    if sound(one) == sound(other):
        return SOUNDS_ALIKE
    is_given = given or is_first_name(long)
    if len(short) >= _SHORTEST_PART and long.startswith(short) and is_given:
        return SHORTENED
    return _slip(short, long)


def _genders(short: str, long: str) -> bool:
    """Maria/Mario, Paul/Paula, Christian/Christine: forms of one name for two people."""
    if len(short) == len(long):
        return short[:-1] == long[:-1] and {short[-1], long[-1]} <= set("aeo")
    tail = long[len(short) :]
    return long.startswith(short) and tail in {"a", "e", "o", "ne", "na", "in", "ine", "ina"}


def _slip(short: str, long: str) -> float:
    allowed = 2 if len(short) >= 8 else 1
    distance = DamerauLevenshtein.distance(short, long, score_cutoff=allowed)
    if distance > allowed or len(short) < _SHORTEST_PART:
        return 0.0
    if len(long) <= 4 or (len(short) <= 4 and is_first_name(short)):
        return ONE_LETTER_IN_SHORT
    return ratio(short, long) / 100 - MISSPELT_LOSS
