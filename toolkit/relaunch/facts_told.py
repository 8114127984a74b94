"""Counted facts in the reader's language."""

from __future__ import annotations

from toolkit.language.catalogue import Words as Saying
from toolkit.model.fact_words import people_fact, ticket_fact
from toolkit.model.findings import Signal


def fact_sentence(signal: Signal, of: int, say: Saying) -> str:
    """A fact with its numbers, without a full stop; `of` is how many people raise the theme.

    Facts with a name of their own keep the sentence in which they were counted.
    """
    ended = ticket_fact(signal.name, signal.n)
    if ended:
        return say(ended, n=signal.n)
    shown = people_fact(signal.name, signal.n)
    if shown and of:
        return say(shown, n=signal.n, m=max(of, signal.n))
    return say.drafted(signal.sentence.rstrip("."))
