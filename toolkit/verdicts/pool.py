"""Adding up words and facts as log-odds, so that each part of a verdict can be named."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from toolkit.model.findings import Coding, Signal, Statement
from toolkit.model.vocabulary import CAUSES, Cause, DecidedBy, Kind

Odds = dict[Cause, float]
"""Log-weights (natural log) per cause; only differences between causes mean anything."""

PERSON_GAIN = 0.5
"""The words of n people count as n ** 0.5 people: they read one another's mails and say alike."""
WORDS_CAP = 1.5
"""However many say it, the coder errs alike on like words: pooled words count as this many voices
at the most, so that facts can turn what everybody repeats."""
PERSON_VOICE = 3.0
"""A statement whose code a person gave counts as so many that were coded by machine: about half of
the machine's causes are right. Of 1, 3 and 6 the sample case told none apart; pharma's figures were
seen before 3 was kept."""
THEME_WEIGHT = 1.5
"""How much of a theme's verdict flows back to a statement, times the theme's cohesion: on invented
cases left out it gains 0.02 of accuracy; more gains nothing."""
FACT_CAP = 6.0
"""No origin of facts moves a cause by more than this log-weight: every file can mislead."""
LEAST_CLEAR = 0.3
"""A verdict less likely than this is 'unclear': about three times a guess among ten."""
UNSURE = 0.6
"""A verdict less likely than this is open still: the evidence that would decide it is asked for."""
CALM = 0.6
"""Log-weights of one statement are told times this as its confidence: words, facts and theme are
added as if they were independent, and they are not. On ten invented cases 0.6 has the smallest log
loss of whole tenths, with facts and without: 0.72 told, 0.71 right, calibration error 0.02 (0.06
with 0.7; `calibrations` in `benchmarks/unseen.py`). A theme's verdict needs none (0.77 told, 0.80
right; of those told 0.95 or more 63 of 64)."""
_FLOOR = 0.02
_CAUSAL = (Kind.CONCERN, Kind.PROPOSAL, Kind.QUESTION)


def word_odds(coding: Coding) -> Odds:
    """Log-probabilities of the causes from a statement's words; flat where it has none."""
    if coding.kind not in _CAUSAL or not coding.causes:
        return dict.fromkeys(CAUSES, 0.0)
    return {cause: math.log(max(coding.causes.get(cause, 0.0), _FLOOR)) for cause in CAUSES}


def pooled_words(statements: Sequence[Statement], codings: Mapping[str, Coding]) -> Odds:
    """Log of the mean probability over people, times n ** 0.5 but WORDS_CAP at most.

    See `mean_words`. A linear pool: one sure voice among many moves it by its share and no more.
    Flat where nobody's words tell.
    """
    mean, people = mean_words(statements, codings)
    if not people:
        return dict.fromkeys(CAUSES, 0.0)
    gain = min(people**PERSON_GAIN, WORDS_CAP)
    return {cause: math.log(max(share, _FLOOR)) * gain for cause, share in mean.items()}


def mean_words(
    statements: Sequence[Statement], codings: Mapping[str, Coding]
) -> tuple[dict[Cause, float], int]:
    """Mean probability of each cause over people, and how many people that is.

    Each person's statements are averaged first. Concerns count fully, proposals and questions
    half: a wish says less of what is wrong; what a person coded counts PERSON_VOICE times. {} and
    0 where nobody's words tell.
    """
    by_person: dict[str, list[tuple[float, Mapping[Cause, float]]]] = defaultdict(list)
    for one in statements:
        coding = codings[one.statement_id]
        if coding.kind in _CAUSAL and coding.causes:
            weight = 1.0 if coding.kind is Kind.CONCERN else 0.5
            weight *= PERSON_VOICE if coding.coder == DecidedBy.PERSON else 1.0
            by_person[one.speaker].append((weight, coding.causes))
    if not by_person:
        return {}, 0
    total: Odds = dict.fromkeys(CAUSES, 0.0)
    weights = 0.0
    for said in by_person.values():
        if len(said) == 1:
            ((strength, likely),) = said
            weights += strength
            for cause in CAUSES:
                total[cause] += strength * likely.get(cause, 0.0)
            continue
        mass = sum(weight for weight, _ in said)
        strength = max(weight for weight, _ in said)
        weights += strength
        for cause in CAUSES:
            total[cause] += strength * sum(w * p.get(cause, 0.0) for w, p in said) / mass
    return {cause: value / weights for cause, value in total.items()}, len(by_person)


def fact_odds(signals: Iterable[Signal]) -> dict[DecidedBy, Odds]:
    """Per origin the log-weights that its signals add up to, capped."""
    return {origin: capped(odds) for origin, odds in uncapped_odds(signals).items()}


def uncapped_odds(signals: Iterable[Signal]) -> dict[DecidedBy, Odds]:
    """Per origin the log-weights that its signals add up to."""
    by_origin: dict[DecidedBy, Odds] = {}
    for signal in sorted(signals, key=lambda one: (one.origin, one.cause, one.name, one.weight)):
        odds = by_origin.setdefault(signal.origin, dict.fromkeys(CAUSES, 0.0))
        odds[signal.cause] += signal.weight
    return by_origin


def capped(odds: Mapping[Cause, float]) -> Odds:
    """Log-weights of one origin, FACT_CAP at most either way."""
    return {cause: max(min(weight, FACT_CAP), -FACT_CAP) for cause, weight in odds.items()}


def add(*parts: Mapping[Cause, float]) -> Odds:
    """The sum of log-weights."""
    return {cause: sum(part.get(cause, 0.0) for part in parts) for cause in CAUSES}


def scaled(odds: Mapping[Cause, float], factor: float) -> Odds:
    """Log-weights times a factor."""
    return {cause: value * factor for cause, value in odds.items()}


def shares(odds: Mapping[Cause, float]) -> dict[Cause, float]:
    """Probabilities from log-weights; they add up to 1."""
    top = max(odds.values())
    raised = {cause: math.exp(value - top) for cause, value in odds.items()}
    total = sum(raised.values())
    return {cause: value / total for cause, value in raised.items()}


def ranked(likely: Mapping[Cause, float]) -> list[Cause]:
    """Causes, most likely first; equals in the contract's order."""
    return sorted(
        CAUSES, key=lambda cause: (-round(likely.get(cause, 0.0), 9), CAUSES.index(cause))
    )


CONFUSED_WITH: Mapping[Cause, Cause] = {
    Cause.DEFECT: Cause.TRAINING,
    Cause.MISSING: Cause.TRAINING,
    Cause.FRICTION: Cause.WAY_OF_WORKING,
    Cause.DATA: Cause.DEFECT,
    Cause.TRAINING: Cause.DEFECT,
    Cause.COMMUNICATION: Cause.TRAINING,
    Cause.WAY_OF_WORKING: Cause.FRICTION,
    Cause.VALUE: Cause.COMMUNICATION,
    Cause.TRUST: Cause.COMMUNICATION,
    Cause.LEADERSHIP: Cause.WAY_OF_WORKING,
}
"""What each cause is most often mistaken for: the rival where the numbers name none."""
_RIVAL_LEAST = 0.05


def rival_of(chosen: Cause, likely: Mapping[Cause, float]) -> Cause:
    """The closest rival of a cause: the runner-up if it has 5 %, else what it is mistaken for."""
    best = next(cause for cause in ranked(likely) if cause is not chosen)
    return best if likely[best] >= _RIVAL_LEAST else CONFUSED_WITH[chosen]


def log_shares(likely: Mapping[Cause, float]) -> Odds:
    """Log-weights from probabilities, floored so that no cause is ruled out."""
    return {cause: math.log(max(likely.get(cause, 0.0), _FLOOR)) for cause in CAUSES}


def who_decided(parts: Mapping[DecidedBy, Odds], chosen: Cause, rival: Cause) -> DecidedBy:
    """Which origin carries the lead of the chosen cause over its rival.

    One origin with at least half of all that speaks for it decides; facts of two origins with a
    fifth each, and no half, are 'several'.
    """
    lead = {origin: odds[chosen] - odds[rival] for origin, odds in parts.items()}
    positive = {origin: value for origin, value in lead.items() if value > 1e-9}
    total = sum(positive.values())
    if not total:
        return DecidedBy.TEXT
    order = sorted(positive, key=lambda origin: (-positive[origin], origin))
    facts = [o for o in order if o not in (DecidedBy.TEXT, DecidedBy.THEME)]
    strong = [origin for origin in facts if positive[origin] >= 0.2 * total]
    if len(strong) >= 2:
        return DecidedBy.SEVERAL
    return order[0] if positive[order[0]] >= 0.5 * total or not strong else strong[0]
