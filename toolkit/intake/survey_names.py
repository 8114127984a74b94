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
_LEAST_QUESTIONS = 2
_LEAST_SHARE = 0.2
_MOST_NAMES = 3


def find_product_names(questions: Sequence[str]) -> tuple[str, ...]:
    """Names with a capital inside sentences that several questions speak of, most frequent first.

    Where most capitals are nouns (German), a word counts only if articles never stand before it.
    """
    seen: Counter[str] = Counter()
    with_article: Counter[str] = Counter()
    small: Counter[str] = Counter()
    for question in questions:
        for token, before in {(token, before) for token, before in _inner_capitals(question)}:
            seen[token] += 1
            with_article[token] += before in _BEFORE_A_NOUN
        small.update({token for token in _TOKEN.findall(question) if token[:1].islower()})
    least = max(_LEAST_QUESTIONS, _LEAST_SHARE * len(questions))
    found = [
        (times, token)
        for token, times in seen.items()
        if times >= least and not with_article[token] and token.casefold() not in small
    ]
    return tuple(
        token for _, token in sorted(found, key=lambda one: (-one[0], one[1]))[:_MOST_NAMES]
    )


def _inner_capitals(question: str) -> list[tuple[str, str]]:
    """(word with a capital, the word before it), where no sentence begins."""
    found: list[tuple[str, str]] = []
    before = ""
    for match in _TOKEN.finditer(question):
        token = re.sub(r"['’]s$", "", match[0])
        inner = not _SENTENCE_START.search(question[: match.start()])
        if inner and token[:1].isupper() and len(token) > 1 and token not in _NEVER:
            found.append((token, before))
        before = token.casefold()
    return found
