"""The tool's own name, as a survey's questions show it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

_TOKEN = re.compile(r"[^\W\d_][\w'’\-]*")
_SENTENCE_START = re.compile(r"(?:^|[.!?:;…\"“„«(\[|–-]\s*)$")
_BEFORE_A_NOUN = frozenset(
    "der die das dem den des ein eine einem einen einer eines ihr ihre ihrem ihren ihrer ihres"
    " dein deine deinem deinen deiner mein meine meinem meinen meiner unser unsere unserem unseren"
    " unserer welche welcher welches welchem welchen diese dieser dieses diesem diesen zum zur im"
    " am vom beim ins ans kein keine keinen keinem keiner viel viele vielen mehr wie ob als"
    " sehr".split()
)
_NEVER = frozenset(
    "I CRM ERP HR IT Sie Ihr Ihre Ihnen Lei Suo Sua La Le Usted OK NPS FAQ PC".split()
)
_INFLECTED = re.compile(r"[a-zäöüß]{2,}(?:e|en|er|em|es)")
_LEAST_QUESTIONS = 2
_LEAST_SHARE = 0.2
_MOST_NAMES = 3


def find_product_names(questions: Sequence[str]) -> tuple[str, ...]:
    """Names with a capital inside sentences that several questions speak of, most frequent first.

    Where most capitals are nouns (German), a word counts only if articles never stand before it.
    A name of two words is given in full.
    """
    seen: Counter[str] = Counter()
    nouns: set[str] = set()
    small: set[str] = set()
    for question in questions:
        found = _inner_names(question)
        seen.update({name for name, _ in found})
        nouns.update(name for name, after_article in found if after_article)
        small.update(token for token in _TOKEN.findall(question) if token[:1].islower())
    least = max(_LEAST_QUESTIONS, _LEAST_SHARE * len(questions))
    ranked = sorted((-times, name) for name, times in seen.items() if times >= least)
    names = [name for _, name in ranked if name not in nouns and name.casefold() not in small]
    return tuple(names[:_MOST_NAMES])


def _inner_names(question: str) -> list[tuple[str, bool]]:
    """(name, whether an article leads to it) for words with a capital where no sentence begins."""
    found: list[tuple[str, bool]] = []
    words_before: list[str] = []
    last_end = -1
    for match in _TOKEN.finditer(question):
        token = re.sub(r"['’]s$", "", match[0])
        inner = not _SENTENCE_START.search(question[: match.start()])
        if inner and token[:1].isupper() and len(token) > 1 and token not in _NEVER:
            if found and match.start() == last_end + 1 and question[last_end] == " ":
                name, after_article = found.pop()
                found.append((f"{name} {token}", after_article))
            else:
                found.append((token, _after_article(words_before)))
            last_end = match.end()
        words_before.append(token.casefold())
    return found


def _after_article(words_before: Sequence[str]) -> bool:
    """Whether an article stands before, with nothing but inflected adjectives between."""
    for word in reversed(words_before[-3:]):
        if word in _BEFORE_A_NOUN:
            return True
        if not _INFLECTED.fullmatch(word):
            return False
    return False
