"""Where a person stands: from the own words and ratings, before the launch and since."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from toolkit.model.findings import Statement
from toolkit.model.intake import ClosedAnswer
from toolkit.model.vocabulary import QuestionMeaning, Stance, UsageState
from toolkit.stakeholders.attitudes import NOTHING, Attitude, AttitudeLabel
from toolkit.stakeholders.people_input import Known
from toolkit.stakeholders.person_signs import (
    Point,
    Told,
    shipped_signs,
    signs_of,
    weightiest,
)
from toolkit.stakeholders.refusals import PLAIN_FROM, may_refuse
from toolkit.stakeholders.stance_weights import WEIGHTS, StanceWeights

STEPS = tuple(Stance)
MOST_PLAIN = 2.0
"""Two clear sentences are as good as ten; one alone may be about a part of the whole."""
SHOWN_IDS = 6
"""So many statement ids stand in a reason."""
SHOWN_SIGNS = 3
"""So many signs of the words stand in a reason."""
NEVER_USED = "judges_a_part_never_used"
"""The name of the signal of a statement on a part that its speaker never used."""
PART_UNUSED = 0.15
"""What the confidence loses where every statement is on such a part."""
LEAST, MOST = 0.05, 0.95
"""A confidence is never nothing and never certainty."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Position:
    """A stance with what it rests on."""

    stance: Stance
    score: float
    """-1 (against) to 1 (for)."""
    confidence: float
    """0-1."""
    reasons: tuple[str, ...] = ()
    first_on: date | None = None
    last_on: date | None = None
    """First and last day of the words and ratings; None where no file tells a day."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """One source of a stance: its score (-1 to 1), its weight, and what it is in words."""

    score: float
    weight: float
    reason: str


def judge_stance(
    person_id: str, known: Known, *, before: bool, weights: StanceWeights = WEIGHTS
) -> Position | None:
    """A person's stance of one wave; None without words or ratings of it.

    Only this person's own statements and answers are read, so that nobody else's presence changes
    it. The score is the weighted mean of the evidence: overall rating, agreement questions, what
    the words show, and a clear refusal or advocacy among them.
    """
    words = known.words(person_id, before=before)
    evidence = [
        *_of_ratings(known.ratings(person_id, before=before), weights),
        *_of_words(words, known, known.readings.get((person_id, before)), weights),
    ]
    total = sum(one.weight for one in evidence)
    if not total:
        return None
    score = sum(one.weight * one.score for one in evidence) / total
    spread = sum(one.weight * abs(one.score - score) for one in evidence) / total
    days = known.days(person_id, before=before)
    return Position(
        stance=step_of(score, weights),
        score=round(score, 4),
        confidence=_confidence(score, total, spread, weights),
        reasons=tuple(one.reason for one in evidence),
        first_on=days[0] if days else None,
        last_on=days[-1] if days else None,
    )


def step_of(score: float, weights: StanceWeights = WEIGHTS) -> Stance:
    """The step that a score from -1 to 1 falls on."""
    return STEPS[sum(score >= cut for cut in weights.cuts)]


def seen_through(
    attitude: Attitude, meaning: QuestionMeaning, w: StanceWeights = WEIGHTS
) -> dict[AttitudeLabel, float]:
    """The attitude with what the question makes likely (Bayes' rule with the question's odds)."""
    odds = w.expected.get(meaning, {})
    raised = {label: attitude[label] * odds.get(label, 1.0) for label in AttitudeLabel}
    total = sum(raised.values()) or 1.0
    return {label: value / total for label, value in raised.items()}


def _of_words(
    words: Sequence[Statement], known: Known, together: float | None, w: StanceWeights
) -> list[Evidence]:
    """`together` is what all the words say together, None where nothing reads them so."""
    total = nothing = 0.0
    points: list[Point] = []
    refusals: dict[str, float] = {}
    advocacies: dict[str, float] = {}
    for one in words:
        if one.empty:
            found = _of_nothing(one, w)
            nothing, weight = nothing + found, float(found != 0)
        else:
            attitude = known.attitudes.get(one.statement_id, NOTHING)
            seen = seen_through(attitude, one.source.meaning, w)
            weight = _clarity(seen, w)
            points.append(_point(one, attitude, known))
            if may_refuse(one, known):
                refusals[one.statement_id] = seen[AttitudeLabel.OBJECTS]
            advocacies[one.statement_id] = seen[AttitudeLabel.ADVOCATES]
        total += weight * w.questions[one.source.meaning]
    if not total:
        return []
    told = shipped_signs().tell(signs_of(points, together))
    score = _bounded(w.stretch * told.leaning + w.shift + nothing)
    ids = ", ".join(one.statement_id for one in words[:SHOWN_IDS])
    share = w.words * total / (total + w.half_words)
    said = f"own words {score:+.2f} ({len(words)} points: {ids})"
    return [
        Evidence(score, share, said),
        *_most(told, score, w),
        *_plain_words(refusals, w.refusal, -1.0, "reads like a refusal"),
        *_plain_words(advocacies, w.advocacy, 1.0, "reads like speaking up for it"),
    ]


def _point(one: Statement, attitude: Attitude, known: Known) -> Point:
    coding = known.given.codings.get(one.statement_id)
    kinds = coding.kinds if coding else {}
    if coding and coding.kind and not kinds:
        kinds = {coding.kind: 1.0}
    causes = coding.causes if coding else {}
    if coding and coding.cause and not causes:
        causes = {coding.cause: 1.0}
    return Point(
        kinds=kinds,
        causes=causes,
        severity=coding.severity if coding else None,
        leaning=attitude.leaning,
        backed=attitude.backed,
        meaning=one.source.meaning,
    )


def _most(told: Told, score: float, w: StanceWeights) -> list[Evidence]:
    """What moved the score of the words most, in their own scale: told, and not counted again."""
    parts = [
        f"{name} {w.stretch * value:+.2f}" for name, value in weightiest(told.parts, SHOWN_SIGNS)
    ]
    return [Evidence(score, 0.0, f"most in the words: {', '.join(parts)}")] if parts else []


def _plain_words(
    shares: Mapping[str, float], weight: float, score: float, what: str
) -> list[Evidence]:
    clear = {key: (2 * share - 1) ** 2 for key, share in shares.items() if share >= PLAIN_FROM}
    amount = min(sum(clear.values()), MOST_PLAIN)
    if not amount:
        return []
    best = sorted(clear, key=lambda key: (-clear[key], key))[:2]
    cited = ", ".join(f"{shares[key]:.0%}: {key}" for key in best)
    return [Evidence(score, weight * amount, f"{what} ({cited}; machine)")]


def _of_nothing(one: Statement, w: StanceWeights) -> float:
    meaning = one.source.meaning
    if meaning is QuestionMeaning.WORKS:
        return w.nothing_works
    return w.nothing_hinders if meaning is QuestionMeaning.HINDERS else 0.0


def _clarity(attitude: dict[AttitudeLabel, float], w: StanceWeights) -> float:
    clear = sum(attitude[label] * value for label, value in w.clear.items())
    return w.least_clear + (1 - w.least_clear) * clear


def _of_ratings(ratings: Sequence[ClosedAnswer], w: StanceWeights) -> list[Evidence]:
    """The overall rating (else the only number asked for), and the agreement questions."""
    numbers = [one for one in ratings if one.scale == "rating"]
    chosen = [one for one in ratings if one.recommendation] or (
        numbers if len(numbers) == 1 else []
    )
    overall = [one.agreement for one in chosen if one.agreement is not None]
    rest = [one.agreement for one in ratings if one not in chosen and one.agreement is not None]
    found = []
    if overall:
        mean = sum(overall) / len(overall)
        text = f"overall rating {mean:.2f} of 1"
        found.append(Evidence(2 * mean - 1, w.recommendation, text))
    if rest:
        mean = sum(rest) / len(rest)
        share = w.likert * len(rest) / (len(rest) + w.likert_full)
        text = f"agreement {mean:.2f} of 1 over {len(rest)} questions"
        found.append(Evidence(2 * mean - 1, share, text))
    return found


def _bounded(score: float) -> float:
    return min(max(score, -1.0), 1.0)


def _confidence(score: float, total: float, spread: float, w: StanceWeights) -> float:
    """More evidence, more agreement among it, farther from a cut: more confident."""
    full = w.recommendation + w.words + w.likert
    margin = min(abs(score - cut) for cut in w.cuts)
    found = 0.25 + 0.35 * min(total / full, 1.0) + 0.35 * min(margin / 0.15, 1.0) - 0.5 * spread
    return round(min(max(found, LEAST), MOST), 3)


def with_deeds(position: Position, state: UsageState) -> Position:
    """The same stance; deeds that agree or contradict change the confidence and are marked.

    Not using it is no opposition, and heavy use is no praise: only a friendly word without any use
    and a refusal beside heavy use are contradictions. A judgement on a tool that was never opened
    is marked as one.
    """
    friendly = position.stance in (Stance.SUPPORTER, Stance.CHAMPION)
    if friendly and state in (UsageState.NEVER_OPENED, UsageState.GAVE_UP):
        return _marked(position, -0.15, f"contradiction: speaks for it, use: {state}")
    if state is UsageState.NEVER_OPENED:
        return _marked(position, -0.1, "judges what the files show as never opened")
    if position.stance is Stance.ANTAGONIST and state is UsageState.HEAVY:
        return _marked(position, -0.15, "contradiction: speaks against it, uses it heavily")
    if friendly and state is UsageState.HEAVY:
        return _marked(position, 0.05, "deeds agree: uses it heavily")
    return position


def with_parts_unused(position: Position, own: Sequence[str], known: Known) -> Position:
    """The same stance; statements on a part that the files show as never used are marked.

    `own` are the person's statement ids. Each says what was heard, not met, so the confidence falls
    with their share, by PART_UNUSED at the most.
    """
    signals = known.given.signals
    unused = {
        key: one.sentence for key in own for one in signals.get(key, ()) if one.name == NEVER_USED
    }
    if not unused:
        return position
    cited = "; ".join(f"{key}: {sentence}" for key, sentence in sorted(unused.items())[:SHOWN_IDS])
    share = len(unused) / len(own)
    return _marked(position, -PART_UNUSED * share, f"judges a part never used ({cited})")


def _marked(position: Position, change: float, note: str) -> Position:
    return replace(
        position,
        confidence=round(min(max(position.confidence + change, LEAST), MOST), 3),
        reasons=(*position.reasons, note),
    )
