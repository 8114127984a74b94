"""What a statement says beyond its cause: work goes on elsewhere, an input has no purpose, stop it.

No list of words: "the export to Excel stops" and "I keep my own Excel" share their words. Both are
told apart by hand-written examples, in five languages and many trades.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cache
from importlib.resources import files

import numpy as np
from numpy.typing import NDArray

from toolkit.model.plan_parts import ShadowKind

Encode = Callable[[Sequence[str]], NDArray[np.float32]]
"""Texts -> unit rows, shape (n, d)."""
EXAMPLES = "readings.jsonl"


class ReadingLabel(StrEnum):
    """What is read in a statement."""

    SHADOW = "shadow"
    """Somebody works in a private or old system instead of the tool, or beside it."""
    WHY_FIELD = "why_field"
    """The purpose of an input is not seen."""
    REPLACE = "replace"
    """Wants the tool stopped, replaced, or the old one back."""
    NONE = "none"


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """One hand-written statement; `start` and `end` mark the thing that it is about."""

    text: str
    language: str
    industry: str
    label: ReadingLabel
    start: int | None = None
    end: int | None = None
    kind: ShadowKind | None = None
    """Of the shadow system."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What is read in one statement."""

    of: Mapping[ReadingLabel, float] = field(default_factory=dict)
    """Probabilities of the labels; they add up to 1."""
    thing: str = ""
    """The system or the input that it is about, as the speaker calls it."""
    kind: ShadowKind = ShadowKind.OTHER

    def __getitem__(self, label: ReadingLabel) -> float:
        """The probability of a label."""
        return self.of.get(label, 0.0)


@cache
def read_examples() -> tuple[Example, ...]:
    """The shipped examples, in the file's order."""
    text = files("toolkit.relaunch").joinpath("data", EXAMPLES).read_text(encoding="utf-8")
    return tuple(_example(json.loads(line)) for line in text.splitlines() if line.strip())


def _example(row: Mapping[str, object]) -> Example:
    label = ReadingLabel(str(row["label"]))
    marked = "start" in row
    return Example(
        text=str(row["text"]),
        language=str(row["language"]),
        industry=str(row["industry"]),
        label=label,
        start=int(str(row["start"])) if marked else None,
        end=int(str(row["end"])) if marked else None,
        kind=ShadowKind(str(row["kind"])) if marked and label is ReadingLabel.SHADOW else None,
    )
