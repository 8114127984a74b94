"""What a statement's words say of the speaker's attitude.

No dictionary of good and bad words: an angry report of a fault and a calm rejection of the idea are
told apart by hand-written examples of both, in five languages and many trades.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib.resources import files

import numpy as np
from numpy.typing import NDArray

from toolkit.model.vocabulary import Stance

Encode = Callable[[Sequence[str]], NDArray[np.float32]]
"""Texts -> unit rows, shape (n, d)."""
EXAMPLES = "attitudes.jsonl"


class AttitudeLabel(StrEnum):
    """What a speaker shows of the own attitude in one statement."""

    OBJECTS = "objects_to_idea"
    """Says no to the idea or its purpose in so many words, whatever the tool can do."""
    ADVOCATES = "advocates"
    """Speaks for it, to others or as somebody who changed sides."""
    CONDITIONAL = "conditional_yes"
    """Would, if one named thing were different."""
    RESIGNED = "resigned"
    """Has given up: nothing will change, it is all the same."""
    CONSTRUCTIVE = "constructive"
    """Names something exactly, proposes, or offers own work."""
    LET_DOWN = "let_down"
    """Judges the tool as a whole as no good or not worth it, without refusing the idea."""
    TROUBLE = "reports_trouble"
    """Reports one trouble, calmly or in anger, and says nothing of the whole."""
    PLEASED = "pleased"
    """Is content with it or with a part of it, for the own work."""
    NEUTRAL = "neutral"
    """Mixed or undecided, tells facts, or talks of something else."""


LEANING_OF: Mapping[AttitudeLabel, float] = {
    AttitudeLabel.OBJECTS: -0.85,
    AttitudeLabel.LET_DOWN: -0.55,
    AttitudeLabel.RESIGNED: -0.4,
    AttitudeLabel.TROUBLE: -0.1,
    AttitudeLabel.CONDITIONAL: 0.0,
    AttitudeLabel.NEUTRAL: 0.1,
    AttitudeLabel.CONSTRUCTIVE: 0.15,
    AttitudeLabel.PLEASED: 0.5,
    AttitudeLabel.ADVOCATES: 0.85,
}
"""Where somebody who says such a thing is likely to stand, -1 to 1. Trouble is a small minus,
however angry: a heavy user who reports ten faults is no opponent."""
LEANING_OF_STANCE: Mapping[Stance, float] = {
    Stance.ANTAGONIST: -0.85,
    Stance.DETRACTOR: -0.5,
    Stance.SCEPTIC: -0.15,
    Stance.NEUTRAL: 0.15,
    Stance.SUPPORTER: 0.42,
    Stance.CHAMPION: 0.8,
}
"""The middles of the six steps."""


@dataclass(frozen=True, slots=True)
class Attitude:
    """What the words of one statement show."""

    of: Mapping[AttitudeLabel, float]
    """Probabilities of the labels; they add up to 1."""
    leaning: float = 0.0
    """-1 (against) to 1 (for): where somebody who says this is likely to stand."""
    backed: float = 0.0
    """0-1: says that he or she worked or spoke for this launch before or at its start."""

    def __getitem__(self, label: AttitudeLabel) -> float:
        """The probability of a label."""
        return self.of.get(label, 0.0)


NOTHING = Attitude({AttitudeLabel.NEUTRAL: 1.0})
"""A non-answer shows no attitude."""


@dataclass(frozen=True, slots=True)
class Example:
    """One hand-written statement of an invented speaker: with a label, or with a stance."""

    text: str
    language: str
    industry: str
    label: AttitudeLabel | None = None
    stance: Stance | None = None
    """Where the invented speaker stands, whatever is said: fans complain too."""
    backed: bool = False

    @property
    def leaning(self) -> float:
        """-1 to 1, from the stance or the label."""
        if self.stance is not None:
            return LEANING_OF_STANCE[self.stance]
        return LEANING_OF[self.label] if self.label else 0.0


@cache
def read_examples() -> tuple[Example, ...]:
    """The shipped examples, in the file's order."""
    text = files("toolkit.stakeholders").joinpath("data", EXAMPLES).read_text(encoding="utf-8")
    rows = [json.loads(line) for line in text.splitlines() if line.strip()]
    return tuple(
        Example(
            text=row["text"],
            language=row["language"],
            industry=row["industry"],
            label=AttitudeLabel(row["label"]) if row.get("label") else None,
            stance=Stance(row["stance"]) if row.get("stance") else None,
            backed=bool(row.get("backed", False)),
        )
        for row in rows
    )
