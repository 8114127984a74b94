"""What the learned coder sees of a statement: its words, what was asked, and who speaks where."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from toolkit.model.vocabulary import Channel, Level, QuestionMeaning

WORDS_GAIN, CONTEXT_GAIN = 5.0, 2.0
"""Unit rows are stretched so that heads on them learn at one rate with one-hot circumstances."""
_MEANINGS = tuple(QuestionMeaning)
_CHANNELS = tuple(Channel)
_LEVELS = tuple(Level)


@dataclass(frozen=True, slots=True)
class Seen:
    """One statement as the coder sees it, but for what stands around it."""

    text: str
    meaning: QuestionMeaning
    channel: Channel
    level: Level | None


@dataclass(frozen=True, slots=True)
class Views:
    """Vectors of statements, a row each, unit rows or zeros where there is nothing."""

    words: NDArray[np.float32]
    """(n, 512), by the tuned sentence network."""
    asked: NDArray[np.float32]
    """(n, 512), the question or the turn before, by the network as it came."""
    beside: NDArray[np.float32]
    """(n, 512), what the same person says right before and after, likewise."""
    pairs: NDArray[np.float32]
    """(n, 384), the statement after the question, by the second network; zeros if not read."""


def circumstances(seen: Sequence[Seen]) -> NDArray[np.float64]:
    """(n, m): which question, channel and level, one column each."""
    rows = np.zeros((len(seen), len(_MEANINGS) + len(_CHANNELS) + len(_LEVELS)))
    for row, one in enumerate(seen):
        rows[row, _MEANINGS.index(one.meaning)] = 1.0
        rows[row, len(_MEANINGS) + _CHANNELS.index(one.channel)] = 1.0
        if one.level is not None:
            rows[row, len(_MEANINGS) + len(_CHANNELS) + _LEVELS.index(one.level)] = 1.0
    return rows


def around(seen: Sequence[Seen], views: Views) -> NDArray[np.float64]:
    """(n, 1024 + m): what is known beside the words, for the heads of both networks."""
    return np.hstack([CONTEXT_GAIN * views.asked, CONTEXT_GAIN * views.beside, circumstances(seen)])


def features(words: NDArray[np.float32], beside_words: NDArray[np.float64]) -> NDArray[np.float64]:
    """All that the heads on a network read, in the order they were fitted in."""
    return np.hstack([WORDS_GAIN * words, beside_words])
