"""What is measured of single statements, to choose words by."""

from __future__ import annotations

from dataclasses import dataclass

ON_MATTER = 0.5
"""Words stand for a theme where they speak more of its matter than half of what is in it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """What is measured of one statement for choosing words; all in [0, 1]."""

    near: float = 0.0
    """How much it speaks of its theme's matter, by rank; 1 is the most of the theme."""
    sentences: tuple[float, ...] = ()
    """The same of each sentence of its words as they may be shown, among all of the theme."""
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
