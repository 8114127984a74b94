"""Every weight and cut point of the stance, in one place, each with its reason."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from toolkit.model.vocabulary import QuestionMeaning
from toolkit.stakeholders.attitudes import AttitudeLabel


def _expected() -> Mapping[QuestionMeaning, Mapping[AttitudeLabel, float]]:
    a = AttitudeLabel
    return {
        QuestionMeaning.WORKS: {
            a.PLEASED: 4.0,
            a.ADVOCATES: 2.0,
            a.TROUBLE: 0.4,
            a.CONSTRUCTIVE: 0.5,
        },
        QuestionMeaning.HINDERS: {
            a.TROUBLE: 4.0,
            a.CONSTRUCTIVE: 1.5,
            a.PLEASED: 0.3,
            a.ADVOCATES: 0.5,
        },
        QuestionMeaning.CHANGE: {
            a.CONSTRUCTIVE: 4.0,
            a.CONDITIONAL: 1.5,
            a.PLEASED: 0.3,
            a.ADVOCATES: 0.5,
        },
        QuestionMeaning.WHY_SCORE: {
            a.PLEASED: 1.5,
            a.ADVOCATES: 1.5,
            a.LET_DOWN: 1.5,
            a.NEUTRAL: 1.5,
            a.CONSTRUCTIVE: 0.5,
        },
        QuestionMeaning.OTHER: {a.NEUTRAL: 2.0},
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


def _clear() -> Mapping[AttitudeLabel, float]:
    return {
        AttitudeLabel.OBJECTS: 1.0,
        AttitudeLabel.ADVOCATES: 1.0,
        AttitudeLabel.LET_DOWN: 1.0,
        AttitudeLabel.RESIGNED: 0.7,
        AttitudeLabel.PLEASED: 0.5,
    }


@dataclass(frozen=True, slots=True, kw_only=True)
class StanceWeights:
    """How words and ratings become a score from -1 (against) to 1 (for).

    Everything is a weight, a factor, odds or a cut point; what each sign of the words weighs is
    fitted on invented speakers (`person_signs`). The document on people gives the reasons.
    """

    expected: Mapping[QuestionMeaning, Mapping[AttitudeLabel, float]] = field(
        default_factory=_expected
    )
    """What a question makes likely, as odds: the same three words are praise after 'what works' and
    trouble after 'what hinders'. 1 where nothing stands."""
    questions: Mapping[QuestionMeaning, float] = field(default_factory=_questions)
    """Asked for what works or hinders, everybody finds something: such answers weigh less than
    reasons for the own score and unasked words."""
    clear: Mapping[AttitudeLabel, float] = field(default_factory=_clear)
    """How much an attitude shows where somebody stands: a fault or a fact shows next to nothing."""
    least_clear: float = 0.3
    """Weight of a statement that shows nothing."""
    nothing_works: float = -0.2
    nothing_hinders: float = 0.2
    """'Nothing' is an answer too, where it stands after what works or what hinders: added to the
    score of the words."""
    stretch: float = 2.2
    """A regression's answers are drawn to the middle (their spread on the cases is 0.2, that of the
    stances 0.45): so much they are stretched to meet the steps."""
    shift: float = -0.1
    """Added to the stretched leaning of the words: doubt between sceptic and neutral goes to the
    sceptic here too. -0.05 gives 0.006 more kappa with ratings, and without them a chance of being
    won that is told no better than by a coin."""
    recommendation: float = 0.4
    words: float = 0.15
    likert: float = 0.15
    """Shares of the overall rating, the words and the agreement questions. The rating is the
    person's own summary; agreement questions often ask for single functions."""
    half_words: float = 1.5
    """Summed weight of statements at which the words have half of their share: three remarks on
    what hinders say less than the reason given for the own score."""
    refusal: float = 0.1
    """Weight, with score -1, of one sentence that surely refuses the idea itself, of two at most: a
    polite no with a middling score is still a no. An unsure one counts with the square of how far
    its probability lies above one half, because below 0.8 many are mistaken. The signs of the words
    tell most of it."""
    advocacy: float = 0.1
    """The same for speaking up for it, with score 1."""
    likert_full: float = 2.0
    """So many agreement questions carry half of their share."""
    cuts: tuple[float, ...] = (-0.6, -0.3, 0.1, 0.25, 0.55)
    """Where the six steps meet, from against to for. A rating of 0-10 alone means: 0-1 antagonist,
    2-3 detractor, 4-5 sceptic, 6 neutral, 7 supporter, 8-10 champion; words pull to the middle. A
    five is no recommendation, and doubt between sceptic and neutral goes to the sceptic: who is
    taken for undecided is offered nothing."""


WEIGHTS = StanceWeights()
