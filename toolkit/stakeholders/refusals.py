"""Which statements read like a refusal of the idea itself, and how sure the machine is."""

from __future__ import annotations

from toolkit.model.findings import Statement
from toolkit.model.vocabulary import Kind
from toolkit.stakeholders.attitudes import NOTHING, AttitudeLabel
from toolkit.stakeholders.people_input import Known

PLAIN_FROM = 0.8
"""From this probability on a sentence counts as a refusal (or as speaking up). Of those read with
0.8 or more nearly all are (0.94 on trades left out); between one half and 0.8 most are complaints
of a part, of a boss, or of another matter."""
NO_REFUSAL = frozenset({Kind.OTHER, Kind.QUESTION})
"""Whoever asks, or tells something without a judgement, says no in no words."""


def may_refuse(one: Statement, known: Known) -> bool:
    """Whether a statement is of a kind that can refuse anything."""
    coding = known.given.codings.get(one.statement_id)
    return not one.empty and (coding is None or coding.kind not in NO_REFUSAL)


def objection(one: Statement, known: Known) -> float:
    """Probability (0-1) that a statement refuses the idea itself; 0 for kinds that cannot."""
    if not may_refuse(one, known):
        return 0.0
    return known.attitudes.get(one.statement_id, NOTHING)[AttitudeLabel.OBJECTS]


def in_words(share: float) -> str:
    """How a refusal is told: as the machine's reading of one sentence, and no fact."""
    return f"reads like a refusal ({share:.0%}, machine)"
