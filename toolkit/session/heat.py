"""How hot a topic is, in named parts: whom it touches, how badly, how views part, who speaks."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

from toolkit.model.findings import Coding, Part, Stakeholder, Statement
from toolkit.model.vocabulary import Kind

WEIGHTS: Mapping[str, float] = {
    "people": 0.40,
    "severity": 0.25,
    "influence": 0.20,
    "heat": 0.15,
}
"""People count most (practice: people are counted, not words); then how badly it hurts; then whose
word carries; opinions that part, and loudly, come last: a quarrel is no measure of damage."""
NO_EVIDENCE = "no evidence, ask in the round"


def speaker(statement: Statement) -> str:
    """Who is counted: the person, else the respondent."""
    return statement.source.person_id or f"anonymous {statement.source.respondent_id}"


def heat_parts(
    said: Sequence[Statement],
    codings: Mapping[str, Coding],
    stakeholders: Mapping[str, Stakeholder],
    most_people: int,
) -> tuple[Part, ...]:
    """The four parts, each value in [0, 1]; `most_people` is the largest topic's head count."""
    people = {speaker(one) for one in said}
    severities = [codings[one.statement_id].severity or 0 for one in said]
    graver = [value for value in severities if value]
    influence = [stakeholders[p].influence_score for p in sorted(people) if p in stakeholders]
    loud = [value == 3 for value in severities]
    return (
        _part("people", math.sqrt(len(people) / max(most_people, 1)), f"{len(people)} people"),
        _part(
            "severity",
            (sum(graver) / len(graver) - 1) / 2 if graver else 0.0,
            f"{len(graver)} rated concerns",
        ),
        _part(
            "influence",
            sum(influence) / len(influence) if influence else 0.0,
            f"{len(influence)} people known",
        ),
        _part("heat", _heat(said, codings, loud), "views that part, and how loudly"),
    )


def _heat(said: Sequence[Statement], codings: Mapping[str, Coding], loud: Sequence[bool]) -> float:
    """Half for how evenly causes part (normalised entropy), half for the share of the gravest."""
    causes = [
        codings[one.statement_id].cause
        for one in said
        if codings[one.statement_id].kind is Kind.CONCERN
    ]
    shares = (
        [causes.count(cause) / len(causes) for cause in dict.fromkeys(causes)] if causes else []
    )
    entropy = -sum(share * math.log(share) for share in shares)
    parted = entropy / math.log(len(shares)) if len(shares) > 1 else 0.0
    return 0.5 * parted + 0.5 * (sum(loud) / len(loud) if loud else 0.0)


def _part(name: str, value: float, because: str) -> Part:
    return Part(
        name=name, value=round(min(max(value, 0.0), 1.0), 4), weight=WEIGHTS[name], because=because
    )


def total(parts: Sequence[Part]) -> float:
    """The sum of value times weight, in [0, 1]."""
    return sum(part.value * part.weight for part in parts)
