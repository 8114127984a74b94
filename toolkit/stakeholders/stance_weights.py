"""Every weight and cut point of the stance, in one place, each with its reason."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from toolkit.model.vocabulary import Cause, Kind, QuestionMeaning
from toolkit.stakeholders.attitudes import AttitudeLabel


def _kinds() -> Mapping[Kind, float]:
    return {
        Kind.PRAISE: 0.8,
        Kind.CONCERN: -0.5,
        Kind.PROPOSAL: 0.1,
        Kind.QUESTION: 0.0,
        Kind.OTHER: 0.0,
    }


def _severity() -> Mapping[int, float]:
    return {1: 0.6, 2: 1.0, 3: 1.4}


def _causes() -> Mapping[Cause, float]:
    return {
        Cause.DEFECT: 0.7,
        Cause.MISSING: 0.7,
        Cause.FRICTION: 0.9,
        Cause.DATA: 0.7,
        Cause.TRAINING: 0.7,
        Cause.COMMUNICATION: 0.8,
        Cause.LEADERSHIP: 0.7,
        Cause.WAY_OF_WORKING: 1.4,
        Cause.TRUST: 1.3,
        Cause.VALUE: 1.6,
    }


def _attitudes() -> Mapping[AttitudeLabel, float]:
    return {
        AttitudeLabel.OBJECTS: -1.0,
        AttitudeLabel.LET_DOWN: -0.8,
        AttitudeLabel.RESIGNED: -0.6,
        AttitudeLabel.TROUBLE: -0.3,
        AttitudeLabel.CONDITIONAL: -0.1,
        AttitudeLabel.NEUTRAL: 0.0,
        AttitudeLabel.CONSTRUCTIVE: 0.1,
        AttitudeLabel.PLEASED: 0.6,
        AttitudeLabel.ADVOCATES: 1.0,
    }


def _questions() -> Mapping[QuestionMeaning, float]:
    return {
        QuestionMeaning.WHY_SCORE: 1.5,
        QuestionMeaning.WORKS: 0.6,
        QuestionMeaning.HINDERS: 0.6,
        QuestionMeaning.CHANGE: 0.5,
        QuestionMeaning.ANYTHING: 1.0,
        QuestionMeaning.OTHER: 1.0,
    }


@dataclass(frozen=True, slots=True, kw_only=True)
class StanceWeights:
    """How words and ratings become a score from -1 (against) to 1 (for)."""

    kinds: Mapping[Kind, float] = field(default_factory=_kinds)
    """What a statement of a kind says by itself: praise speaks for, a concern against; a concern is
    weaker than praise, because people are asked for what hinders them."""
    severity: Mapping[int, float] = field(default_factory=_severity)
    """A concern that drives people away weighs more than a nuisance."""
    causes: Mapping[Cause, float] = field(default_factory=_causes)
    """A fault reported is no judgement on the idea; seeing no use in it is one."""
    attitudes: Mapping[AttitudeLabel, float] = field(default_factory=_attitudes)
    """Where the attitude shows, it says more than the kind and takes its place."""
    constructive: float = 0.3
    """Added for exact points, proposals and offers: who wants it better wants it."""
    questions: Mapping[QuestionMeaning, float] = field(default_factory=_questions)
    """Asked for what works, everybody finds something: such answers weigh less than reasons for
    the score and unasked words."""
    nothing_works: float = -0.5
    nothing_hinders: float = 0.5
    """'Nothing' is an answer too, when it stands after what works or what hinders."""
    prior: float = 1.0
    """Weight of 'nothing said': one statement alone makes nobody an advocate."""
    spread: float = 1.6
    """Mean leanings of whole people are narrower than those of sentences."""
    words: float = 0.45
    recommendation: float = 0.4
    likert: float = 0.15
    """Shares of the three when all are there; else those that are there are raised to 1."""
    full_words: float = 3.0
    """So many statements carry half of the words' weight."""
    cuts: tuple[float, ...] = (-0.75, -0.35, -0.05, 0.2, 0.6)
    """Where the six steps meet, from against to for."""


WEIGHTS = StanceWeights()
