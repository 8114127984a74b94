"""Where a text could be cut: after sentences, at line breaks and between clauses, with features.

A junction is a place between two units of a text. Whether a new point starts there is learned
(`toolkit.statements.boundary_model`); this module only says where the places are and what they look
like.
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from toolkit import language
from toolkit.model.vocabulary import Channel

_CLAUSE = re.compile(
    r"(?<=[,;])\s+(?=(?:and|but|also|plus|so|then|while|or|und|aber|sowie|oder|e|ed|ma|anche|et|mais"
    r"|aussi|y|pero|también|además)\b)|(?<=;)\s+|\s+[-–—]\s+",
    re.IGNORECASE,
)
_LEAST_CLAUSE_WORDS = 4
"""A clause shorter than this is no point of its own."""
LIKENESS_SCALE = 3.0
"""Cosines vary little: scaled so that the penalty on weights does not mute them."""
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)?")


@dataclass(frozen=True, slots=True)
class Unit:
    """A piece of text that is never cut: [start, end), and how it is joined to the piece before."""

    start: int
    end: int
    joint: str
    """"clause", or what `toolkit.language.Break` says stands before it."""


def find_units(text: str, code: str) -> tuple[Unit, ...]:
    """The smallest pieces of a text, in order; together they hold all that is not white space."""
    return tuple(
        Unit(start, end, "clause" if number else str(span.opened_by))
        for span in language.sentences(text, code)
        for number, (start, end) in enumerate(_clauses(text, span.start, span.end))
    )


def _clauses(text: str, start: int, end: int) -> list[tuple[int, int]]:
    cuts, last = [], start
    for found in _CLAUSE.finditer(text, start, end):
        left, right = text[last : found.start()], text[found.end() : end]
        if min(len(_words(left)), len(_words(right))) >= _LEAST_CLAUSE_WORDS:
            cuts.append((last, found.start()))
            last = found.end()
    return [*cuts, (last, end)]


def _words(text: str) -> list[str]:
    return [word.casefold() for word in _WORD.findall(text)]


@dataclass(frozen=True, slots=True, eq=False)
class Meaning:
    """Unit vectors with shape (d,) of the point so far and of the units on both sides."""

    point: NDArray[np.float32]
    left: NDArray[np.float32]
    right: NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Junction:
    """A place to cut: the point so far, the unit before, the unit after."""

    point: str
    """What has been gathered since the last cut, the unit before included."""
    left: str
    right: str
    joint: str
    channel: Channel
    units: int
    """How many units the whole text has."""
    meaning: Meaning | None = None
    """None where no encoder was asked."""


def features(junction: Junction) -> dict[str, float]:
    """Named numbers about a junction; words enter only as the first ones of the right side."""
    left, right, point = _words(junction.left), _words(junction.right), _words(junction.point)
    spoken = "spoken" if junction.channel is Channel.INTERVIEW else "written"
    named = {
        f"joint={junction.joint}": 1.0,
        f"joint={junction.joint}&{spoken}": 1.0,
        spoken: 1.0,
        "words left": math.log1p(len(left)),
        "words right": math.log1p(len(right)),
        "words so far": math.log1p(len(point)),
        "units": math.log(max(junction.units, 1)),
        "shared words": _shared(point, right),
        "left asks": float(junction.left.rstrip().endswith("?")),
        "right asks": float(junction.right.rstrip().endswith("?")),
        "left exclaims": float(junction.left.rstrip().endswith("!")),
        "same opening": float(bool(left and right and left[0] == right[0])),
        "quoted": float(junction.right.lstrip()[:1] in "\"'“„«‘"),
    }
    if right:
        named[f"opens {right[0]}"] = 1.0
        named[f"opens {' '.join(right[:2])}"] = 1.0
    if junction.meaning is not None:
        named["likeness"] = LIKENESS_SCALE * float(junction.meaning.point @ junction.meaning.right)
    return named


def _shared(left: Sequence[str], right: Sequence[str]) -> float:
    """Share of the right side's longer words whose first five letters stand on the left."""
    stems = {word[:5] for word in left if len(word) > 3}
    longer = [word[:5] for word in right if len(word) > 3]
    return sum(stem in stems for stem in longer) / len(longer) if longer else 0.0
