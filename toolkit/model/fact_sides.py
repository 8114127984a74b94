"""On which side of a cause a counted fact stands: one rule wherever facts are told."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from toolkit.model.fact_words import FACTS
from toolkit.model.findings import Signal
from toolkit.model.vocabulary import Cause

LEAST_LEAN = 0.05
"""Log-odds: a fact that moves a cause by less, one point of a probability, takes no side."""
_FIGURE = re.compile(r"\d+(?:\.\d+)?")


def told_once(signals: Iterable[Signal]) -> Mapping[str, tuple[Signal, ...]]:
    """Sentence -> its signals, by sentence; silent ones are left out.

    What differs in numbers alone is one fact, counted for several causes over more or fewer of the
    statements: the sentence that counts most stands for it. So no fact speaks both for and against.
    """
    facts: dict[tuple[str, str], list[Signal]] = defaultdict(list)
    for one in signals:
        if one.weight:
            facts[one.origin, _key(one)].append(one)
    told = {
        max(group, key=lambda one: (one.n, one.sentence)).sentence: tuple(group)
        for group in facts.values()
    }
    return dict(sorted(told.items()))


def _key(one: Signal) -> str:
    """What has words for one and for many is one fact by its name; all else by its words."""
    return one.name if one.name in FACTS else _FIGURE.sub("#", one.sentence)


def lean(signals: Sequence[Signal], cause: Cause) -> float:
    """Log-odds of one fact for a cause; 0 where it speaks neither for nor against it.

    Its own weight counts, else that for the likeliest other cause, turned round: what speaks for
    another cause speaks against this one. What speaks only against another speaks for none.
    """
    own = [one.weight for one in signals if one.cause is cause]
    found = sum(own) if own else -max(0.0, *(one.weight for one in signals))
    return found if abs(found) >= LEAST_LEAN else 0.0
