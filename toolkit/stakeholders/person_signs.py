"""What somebody's words show, as named signs, and where people who show them stand.

One number per sign, taken over all that a person says in one wave: what kinds of statements, what
is at the bottom of the complaints, how the sentences lean, what they say together. A ridge
regression (Hoerl and Kennard 1970), fitted on invented speakers only, gives each sign its weight,
so that a stance can be told as a sum of named parts (`benchmarks/train_persons.py`).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

from toolkit.model.vocabulary import Cause, Kind, QuestionMeaning, Stance
from toolkit.stakeholders.attitudes import LEANING_OF_STANCE
from toolkit.stakeholders.person_reading import shipped_speakers

Floats = NDArray[np.float64]
TOGETHER = "all the words together"
ASKED: Mapping[QuestionMeaning, str] = {
    QuestionMeaning.WORKS: "praise when asked what works",
    QuestionMeaning.WHY_SCORE: "praise in the reason for the score",
}
OF_KINDS: Mapping[Kind, str] = {
    Kind.CONCERN: "share of concerns",
    Kind.PROPOSAL: "share of proposals",
    Kind.QUESTION: "share of questions",
    Kind.PRAISE: "share of praise",
    Kind.OTHER: "share of other words",
}
OF_CAUSES: Mapping[Cause, str] = {
    Cause.DEFECT: "complaints of faults",
    Cause.MISSING: "complaints of what is missing",
    Cause.FRICTION: "complaints of effort",
    Cause.DATA: "complaints of bad data",
    Cause.TRAINING: "complaints of training",
    Cause.COMMUNICATION: "complaints of not being told",
    Cause.WAY_OF_WORKING: "complaints of the way of working",
    Cause.VALUE: "complaints of no use in it",
    Cause.TRUST: "complaints of being watched",
    Cause.LEADERSHIP: "complaints of managers",
}
SEVERITY, MEAN, MOST, LEAST, BACKED = (
    "severity of concerns",
    "mean leaning",
    "friendliest sentence",
    "harshest sentence",
    "said to have backed the launch",
)
SIGNS = (
    TOGETHER,
    *OF_KINDS.values(),
    *OF_CAUSES.values(),
    SEVERITY,
    MEAN,
    MOST,
    LEAST,
    BACKED,
    *ASKED.values(),
)
"""In the order of the shipped columns."""
RIDGE = 300.0
"""Penalty on standardised signs: 100 to 600 differ by less than 0.01 of kappa on the cases that
were used for choices."""
FARTHEST = 4.0
"""A sign counts up to so many standard deviations: a cause that a person decided is certain, and
what the machine read never was."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """One statement that says something, as it was read; empty mappings where nobody coded it."""

    kinds: Mapping[Kind, float]
    causes: Mapping[Cause, float]
    severity: int | None
    leaning: float
    backed: float
    meaning: QuestionMeaning


@dataclass(frozen=True, slots=True)
class Told:
    """Where the words say that somebody stands."""

    leaning: float
    """Within -1 to 1, drawn to the middle as every regression's answer is."""
    parts: Mapping[str, float]
    """Sign -> what it adds to the leaning of the ordinary speaker."""


@dataclass(frozen=True, slots=True)
class SignModel:
    """Weights of the signs; `mean` and `spread` are those of the speakers it was fitted on."""

    mean: Floats
    spread: Floats
    weights: Floats
    ordinary: float
    """The leaning of somebody of whom no sign is known."""

    def tell(self, signs: Mapping[str, float]) -> Told:
        """The leaning of somebody who shows these signs; a sign that is not there adds nothing."""
        row = np.array([signs.get(name, np.nan) for name in SIGNS])
        added = _standardised(row, self.mean, self.spread) * self.weights
        parts = {name: float(value) for name, value in zip(SIGNS, added, strict=True) if value}
        return Told(min(max(self.ordinary + float(added.sum()), -1.0), 1.0), parts)


def signs_of(points: Sequence[Point], together: float | None) -> dict[str, float]:
    """The signs that these statements show; `together` is the reading of all of them, or None.

    What nobody asked and nobody coded is left out, not counted as nothing. Empty without points.
    """
    if not points:
        return {}
    leanings = [one.leaning for one in points]
    found = {
        MEAN: float(np.mean(leanings)),
        MOST: max(leanings),
        LEAST: min(leanings),
        BACKED: max(one.backed for one in points),
        **_coded([one for one in points if one.kinds]),
    }
    if together is not None:
        found[TOGETHER] = together
    return found


def _coded(points: Sequence[Point]) -> dict[str, float]:
    if not points:
        return {}
    found = {
        name: float(np.mean([one.kinds.get(kind, 0.0) for one in points]))
        for kind, name in OF_KINDS.items()
    }
    shares = [_complaint(one) for one in points]
    for cause, name in OF_CAUSES.items():
        found[name] = float(np.mean([share.get(cause, 0.0) for share in shares]))
    if graded := [one.severity for one in points if one.severity]:
        found[SEVERITY] = float(np.mean(graded))
    for meaning, name in ASKED.items():
        if own := [one.kinds.get(Kind.PRAISE, 0.0) for one in points if one.meaning is meaning]:
            found[name] = float(np.mean(own))
    return found


def _complaint(one: Point) -> dict[Cause, float]:
    """The causes of a statement, as far as it is a concern at all."""
    total = sum(one.causes.values())
    share = one.kinds.get(Kind.CONCERN, 0.0) / total if total else 0.0
    return {cause: share * value for cause, value in one.causes.items()}


def fit_signs(rows: Floats, stances: Sequence[Stance]) -> SignModel:
    """A model of speakers' signs, shape (n, signs), and stances; NaN is a sign not there.

    A column that never varies gets no weight.
    """
    mean, spread = np.nanmean(rows, axis=0), np.nanstd(rows, axis=0)
    spread = np.where(spread > 0, spread, 1.0)
    seen = _standardised(rows, mean, spread)
    leanings = np.array([LEANING_OF_STANCE[one] for one in stances])
    middle, ordinary = seen.mean(axis=0), float(leanings.mean())
    centred = seen - middle
    penalty = RIDGE * np.eye(rows.shape[1])
    weights = np.linalg.solve(centred.T @ centred + penalty, centred.T @ (leanings - ordinary))
    return SignModel(mean, spread, weights, ordinary - float(middle @ weights))


def _standardised(rows: Floats, mean: Floats, spread: Floats) -> Floats:
    return np.clip(np.nan_to_num((rows - mean) / spread), -FARTHEST, FARTHEST)


def weightiest(parts: Mapping[str, float], most: int) -> Iterable[tuple[str, float]]:
    """The signs that moved the leaning most, largest first."""
    return sorted(parts.items(), key=lambda one: (-abs(one[1]), one[0]))[:most]


@cache
def shipped_signs() -> SignModel:
    """The model of the invented speakers that come with the toolkit."""
    speakers = shipped_speakers()
    return fit_signs(speakers.signs, speakers.stances)
