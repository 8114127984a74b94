"""When a verdict is told with a caveat: words and facts together leave it open."""

from __future__ import annotations

from typing import Final

from toolkit.model.vocabulary import Cause, Status

OPEN_BELOW: Final = 0.6
"""A cause that is less probable is likeliest, and no more: its evidence says so too."""


def left_open(cause: Cause, confidence: float, status: Status) -> bool:
    """Whether a cause is named that nobody has confirmed and that may well be another.

    `confidence` in [0, 1]. A verdict that cannot be told says so by itself.
    """
    return status is Status.SUGGESTED and cause is not Cause.UNCLEAR and confidence < OPEN_BELOW
