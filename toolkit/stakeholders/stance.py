"""Where a person stands: from the own words and ratings, before the launch and since."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from toolkit.model.findings import Coding, Statement
from toolkit.model.intake import ClosedAnswer
from toolkit.model.vocabulary import CAUSES, Kind, QuestionMeaning, Stance, UsageState
from toolkit.stakeholders.attitudes import NOTHING, Attitude, AttitudeLabel
from toolkit.stakeholders.people_input import Known
from toolkit.stakeholders.stance_weights import WEIGHTS, StanceWeights

STEPS = tuple(Stance)
LIKERT_FULL = 3
"""So many agreement questions carry half of their weight."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Position:
    """A stance with what it rests on."""

    stance: Stance
    score: float
    """-1 (against) to 1 (for)."""
    confidence: float
    """0-1."""
    reasons: tuple[str, ...] = ()


def judge_stance(
    person_id: str, known: Known, *, before: bool, weights: StanceWeights = WEIGHTS
) -> Position | None:
    """A person's stance of one wave; None without words or ratings of it.

    Only this person's own statements and answers are read, so that nobody else's presence changes
    it.
    """
    words = known.words(person_id, before=before)
    ratings = known.ratings(person_id, before=before)
    evidence = [
        one for one in (_of_words(words, known, weights), *_of_ratings(ratings, weights)) if one
    ]
    total = sum(one.weight for one in evidence)
    if not total:
        return None
    score = sum(one.weight * one.score for one in evidence) / total
    score = min(max(score, -1.0), 1.0)
    spread = sum(one.weight * abs(one.score - score) for one in evidence) / total
    return Position(
        stance=step_of(score, weights),
        score=round(score, 4),
        confidence=_confidence(score, total, spread, weights),
        reasons=tuple(one.reason for one in evidence),
    )


@dataclass(frozen=True, slots=True)
class Evidence:
    """One source of a stance."""

    score: float
    weight: float
    reason: str


def step_of(score: float, weights: StanceWeights = WEIGHTS) -> Stance:
    """The step that a score falls on."""
    return STEPS[sum(score >= cut for cut in weights.cuts)]


def leaning(one: Statement, coding: Coding | None, attitude: Attitude, w: StanceWeights) -> float:
    """What one statement says for (up to 1) or against (down to -1)."""
    if one.empty:
        meaning = one.source.meaning
        if meaning is QuestionMeaning.WORKS:
            return w.nothing_works
        return w.nothing_hinders if meaning is QuestionMeaning.HINDERS else 0.0
    shown = sum(attitude[label] for label in w.attitudes)
    by_attitude = sum(attitude[label] * value for label, value in w.attitudes.items())
    by_kind = _by_kind(coding, w) if coding else 0.0
    exact = w.constructive * attitude[AttitudeLabel.CONSTRUCTIVE]
    return min(max(by_attitude + (1.0 - shown) * by_kind + exact, -1.0), 1.0)


def _by_kind(coding: Coding, w: StanceWeights) -> float:
    kinds = coding.kinds or ({coding.kind: 1.0} if coding.kind else {})
    causes = coding.causes or ({coding.cause: 1.0} if coding.cause in CAUSES else {})
    of_cause = sum(p * w.causes.get(cause, 1.0) for cause, p in causes.items()) or 1.0
    of_severity = w.severity.get(coding.severity or 2, 1.0)
    found = 0.0
    for kind, p in kinds.items():
        factor = of_cause * of_severity if kind is Kind.CONCERN else 1.0
        found += p * w.kinds[kind] * factor
    return found


def _of_words(words: Sequence[Statement], known: Known, w: StanceWeights) -> Evidence | None:
    total = weighted = 0.0
    for one in words:
        weight = w.questions[one.source.meaning]
        coding = known.given.codings.get(one.statement_id)
        attitude = known.attitudes.get(one.statement_id, NOTHING)
        weighted += weight * leaning(one, coding, attitude, w)
        total += weight
    if not total:
        return None
    score = min(max(w.spread * weighted / (total + w.prior), -1.0), 1.0)
    share = w.words * total / (total + w.full_words)
    ids = ", ".join(one.statement_id for one in words[:6])
    return Evidence(score, share, f"own words {score:+.2f} ({len(words)} points: {ids})")


def _of_ratings(ratings: Sequence[ClosedAnswer], w: StanceWeights) -> list[Evidence]:
    overall = [one.agreement for one in ratings if one.recommendation and one.agreement is not None]
    rest = [
        one.agreement for one in ratings if not one.recommendation and one.agreement is not None
    ]
    found = []
    if overall:
        mean = sum(overall) / len(overall)
        found.append(Evidence(2 * mean - 1, w.recommendation, f"overall rating {mean:.2f} of 1"))
    if rest:
        mean = sum(rest) / len(rest)
        share = w.likert * len(rest) / (len(rest) + LIKERT_FULL)
        text = f"agreement {mean:.2f} of 1 over {len(rest)} questions"
        found.append(Evidence(2 * mean - 1, share, text))
    return found


def _confidence(score: float, total: float, spread: float, w: StanceWeights) -> float:
    """More evidence, more agreement of words and ratings, farther from a cut: more confident."""
    margin = min(abs(score - cut) for cut in w.cuts)
    found = 0.35 + 0.35 * min(total, 1.0) + 0.3 * min(margin / 0.15, 1.0) - 0.5 * min(spread, 0.6)
    return round(min(max(found, 0.05), 0.95), 3)


def with_deeds(position: Position, state: UsageState) -> Position:
    """The same stance; deeds that contradict it lower the confidence and are marked."""
    against = position.stance in STEPS[:3]
    friendly = position.stance in STEPS[4:]
    if friendly and state in (UsageState.NEVER_OPENED, UsageState.GAVE_UP):
        return _marked(position, -0.15, f"contradiction: speaks for it, use: {state}")
    if against and state is UsageState.HEAVY:
        return _marked(position, -0.05, "contradiction: speaks against it, uses it heavily")
    if friendly and state is UsageState.HEAVY:
        return _marked(position, 0.05, "deeds agree: uses it heavily")
    return position


def _marked(position: Position, change: float, note: str) -> Position:
    return Position(
        stance=position.stance,
        score=position.score,
        confidence=round(min(max(position.confidence + change, 0.05), 0.95), 3),
        reasons=(*position.reasons, note),
    )
