"""What people usually answer to what they were asked: the prior of a kind, given the question.

The coder sees the question, but half of its exemplars put every kind under every question, so it
trusts it too little. The shares are those of the sample case's own answers, rounded, with a little
left for every kind; the strengths are the best on exemplars left out.
"""

from __future__ import annotations

from collections.abc import Mapping

from toolkit.model.vocabulary import Kind, QuestionMeaning

STRENGTH, SHORT_STRENGTH = 0.35, 0.5
"""Exponent of the prior: 1 would trust the question as much as the words, 0 not at all."""
SHORT = 3
"""An answer of so few words ("the customer overview") says what it means by its question: with the
greater strength 0.82 of such exemplars get their kind, without the prior 0.66."""

_ORDER = (Kind.CONCERN, Kind.PROPOSAL, Kind.QUESTION, Kind.PRAISE, Kind.OTHER)
_SHARES: Mapping[QuestionMeaning, tuple[float, ...]] = {
    QuestionMeaning.HINDERS: (0.88, 0.03, 0.02, 0.03, 0.04),
    QuestionMeaning.WORKS: (0.10, 0.02, 0.01, 0.80, 0.07),
    QuestionMeaning.CHANGE: (0.20, 0.70, 0.03, 0.03, 0.04),
    QuestionMeaning.WHY_SCORE: (0.50, 0.05, 0.02, 0.38, 0.05),
    QuestionMeaning.ANYTHING: (0.50, 0.15, 0.05, 0.12, 0.18),
    QuestionMeaning.OTHER: (0.58, 0.17, 0.03, 0.15, 0.07),
}


def expected_kinds(meaning: QuestionMeaning) -> dict[Kind, float]:
    """Shares of kinds among answers to a question of this meaning; they add up to 1."""
    return dict(zip(_ORDER, _SHARES[meaning], strict=True))


def with_expectation(
    kinds: Mapping[Kind, float], meaning: QuestionMeaning, text: str
) -> dict[Kind, float]:
    """Probabilities from words (equal priors) times the expectation, made to add up to 1."""
    expected = expected_kinds(meaning)
    strength = SHORT_STRENGTH if len(text.split()) <= SHORT else STRENGTH
    raised = {kind: share * expected[kind] ** strength for kind, share in kinds.items()}
    total = sum(raised.values())
    return {kind: share / total for kind, share in raised.items()}
