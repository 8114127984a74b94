"""Turns of phrase that all parts of the plan share."""

from __future__ import annotations

import re

from toolkit.language.catalogue import Words
from toolkit.model.plan_parts import Hand


def due_words(say: Words, hand: Hand) -> str:
    """By when: the day, else the wave, else that nobody has set one."""
    if hand.due:
        return say.day(hand.due)
    if hand.before_wave:
        return say("before wave {n}", n=hand.before_wave)
    return say("date to be set")


def short_title(hand: Hand, title: str) -> str:
    """A person's title whole; the machine's without the words of somebody that it ends with."""
    return hand.title or _WORDS.sub("", title)


_WORDS = re.compile(r": [“„«][^“”„«»]*[”“»]$")


def people_words(say: Words, count: int | None, least: int) -> str:
    """How many people; None is too few to be told."""
    return say("fewer than {n}", n=least) if count is None else str(count)
