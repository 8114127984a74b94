"""What the learned coder sees of a statement: its words, what was asked, and who speaks where."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from toolkit.model.vocabulary import Channel, Level, QuestionMeaning

CONTEXT_WEIGHT = 0.4
"""The question or the turn before colours a statement, but says less than its own words."""
_MEANINGS = tuple(QuestionMeaning)
_CHANNELS = tuple(Channel)
_LEVELS = tuple(Level)


@dataclass(frozen=True, slots=True)
class Seen:
    """One statement as the coder sees it."""

    text: str
    meaning: QuestionMeaning
    channel: Channel
    level: Level | None


def dense_features(
    seen: Sequence[Seen], vectors: NDArray[np.float32], contexts: NDArray[np.float32]
) -> NDArray[np.float64]:
    """Array with shape (n, 2 d + m): words' vector, context's vector, one-hot circumstances.

    `vectors` and `contexts` have shape (n, d) with unit rows, or zero rows where there is nothing.
    """
    circumstances = np.zeros((len(seen), len(_MEANINGS) + len(_CHANNELS) + len(_LEVELS)))
    for row, one in enumerate(seen):
        circumstances[row, _MEANINGS.index(one.meaning)] = 1.0
        circumstances[row, len(_MEANINGS) + _CHANNELS.index(one.channel)] = 1.0
        if one.level is not None:
            circumstances[row, len(_MEANINGS) + len(_CHANNELS) + _LEVELS.index(one.level)] = 1.0
    return np.hstack([vectors, CONTEXT_WEIGHT * contexts, CONTEXT_WEIGHT * circumstances])
