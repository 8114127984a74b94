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
    """Vectors of statements, shape (n, 512) each, unit rows or zeros where there is nothing."""

    words: NDArray[np.float32]
    """By the tuned network."""
    asked: NDArray[np.float32]
    """The question or the turn before, by the network as it came."""
    beside: NDArray[np.float32]
    """What the same person says right before and after, by the network as it came."""


def circumstances(seen: Sequence[Seen]) -> NDArray[np.float64]:
    """(n, m): which question, channel and level, one column each."""
    rows = np.zeros((len(seen), len(_MEANINGS) + len(_CHANNELS) + len(_LEVELS)))
    for row, one in enumerate(seen):
        rows[row, _MEANINGS.index(one.meaning)] = 1.0
        rows[row, len(_MEANINGS) + _CHANNELS.index(one.channel)] = 1.0
        if one.level is not None:
            rows[row, len(_MEANINGS) + len(_CHANNELS) + _LEVELS.index(one.level)] = 1.0
    return rows


def dense_features(seen: Sequence[Seen], views: Views) -> NDArray[np.float64]:
    """(n, 1536 + m): all that the heads on the network read, in the order they were fitted in."""
    return np.hstack(
        [
            WORDS_GAIN * views.words,
            CONTEXT_GAIN * views.asked,
            CONTEXT_GAIN * views.beside,
            circumstances(seen),
        ]
    )
