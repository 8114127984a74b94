"""What is measured of single statements, to choose words by."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """What is measured of one statement for choosing words; all in [0, 1]."""

    near: float = 0.0
    """How near it lies to the middle of its theme, by rank; 1 is the nearest of the theme."""
    harsh: float = 0.0
    """How much its words refuse, write off or give up, by the measured attitudes."""
    content: float = 0.0
    """How much its words are content or speak for it."""
    goal: float = 0.0
    """That it tells of a goal or a figure that somebody answers for."""
    act: float = 0.0
    """That it names something that a person at the top can do at once."""
    matter: str = ""
    """Id of the theme whose matter it praises, for praise that lies near one; else empty."""
