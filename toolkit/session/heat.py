"""How hot a topic is, in named parts: whom it touches, what it costs them, who speaks, how loud."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from toolkit.model.findings import Part, Statement
from toolkit.model.vocabulary import Kind
from toolkit.session.given import Ground, family_of
from toolkit.session.phrases import say

WEIGHTS: Mapping[str, float] = {
    "people": 0.20,
    "severity": 0.35,
    "influence": 0.25,
    "heat": 0.20,
}
"""What a topic costs people together counts most, then whose word carries, then heads and quarrel.
Chosen on the sample case and on its severities blurred (docs/session.md), not on any other."""
POINTS_PER_PERSON = 2
"""The two gravest points of a person count: who says a thing ten times is one person still."""
PRIOR = 4
"""Shares and means are drawn to the review's own by so many average voices: three people who are
all angry say less than thirty."""
LOUD = 3
"""The severity that stops the work or drives people away."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Usual:
    """The review's own averages, and its largest topic."""

    most_people: int
    most_cost: float
    loud: float
    influence: float


def usual_of(ground: Ground) -> Usual:
    """Over all topics; 0 where nothing was rated or nobody's influence is known."""
    rated = [value for said in ground.said.values() for value in _severities(said, ground)]
    known = [one.influence_score for one in ground.stakeholders.values()]
    return Usual(
        most_people=max((ground.people(said) for said in ground.said.values()), default=0),
        most_cost=max((_cost(said, ground) for said in ground.said.values()), default=0.0),
        loud=_mean([float(value == LOUD) for value in rated]),
        influence=_mean(known),
    )


def heat_parts(said: Sequence[Statement], ground: Ground, usual: Usual) -> tuple[Part, ...]:
    """The four parts, each value in [0, 1]."""
    heads, cost = ground.people(said), _cost(said, ground)
    rated = _severities(said, ground)
    loud, other = sum(value == LOUD for value in rated), _other_side(said, ground)
    scores = _influence(said, ground)
    influence = (sum(scores) + PRIOR * usual.influence) / (len(scores) + PRIOR)
    language = ground.given.language
    return (
        _part("people", heads / max(usual.most_people, 1), say(language, "heads", n=heads)),
        _part(
            "severity",
            cost / max(usual.most_cost, 1e-9),
            say(language, "rated", points=len(rated), grave=loud),
        ),
        _part("influence", influence, say(language, "known", n=len(scores))),
        _part(
            "heat",
            0.6 * (loud + PRIOR * usual.loud) / (len(rated) + PRIOR) + 0.4 * _parted(said, ground),
            say(language, "parted", loud=loud, other=other),
        ),
    )


def total(parts: Sequence[Part]) -> float:
    """The sum of value times weight, in [0, 1]."""
    return sum(part.value * part.weight for part in parts)


def other_side(said: Sequence[Statement], ground: Ground) -> float:
    """Share of a topic's people who praise what the others complain of, in [0, 1]."""
    return _other_side(said, ground) / max(ground.people(said), 1)


def _other_side(said: Sequence[Statement], ground: Ground) -> int:
    return ground.people(one for one in said if ground.coding(one).kind is Kind.PRAISE)


def _severities(said: Sequence[Statement], ground: Ground) -> list[int]:
    return [value for one in said if (value := ground.coding(one).severity)]


def _cost(said: Sequence[Statement], ground: Ground) -> float:
    """Severities added up, of each person the gravest ones."""
    of_person: dict[str, list[int]] = defaultdict(list)
    for one in said:
        of_person[one.speaker].append(ground.coding(one).severity or 0)
    return float(sum(sum(sorted(own)[-POINTS_PER_PERSON:]) for own in of_person.values()))


def _influence(said: Sequence[Statement], ground: Ground) -> list[float]:
    people = sorted({one.person_id for said_ in said if (one := ground.person(said_))})
    known = ground.stakeholders
    return [known[person].influence_score for person in people if person in known]


def _parted(said: Sequence[Statement], ground: Ground) -> float:
    """1 where views are split in halves, 0 where all agree: 1 - sum of squares, rescaled.

    A view is a family of causes, or praise; each person has one, that of most of his or her points
    (Gini-Simpson index over the four views that there can be).
    """
    views: dict[str, Counter[str]] = defaultdict(Counter)
    for one in said:
        coding = ground.coding(one)
        family = family_of(coding)
        view = "praise" if coding.kind is Kind.PRAISE else str(family or "")
        if view:
            views[one.speaker][view] += 1
    held = Counter(min(own, key=lambda view: (-own[view], view)) for own in views.values())
    of = sum(held.values())
    if not of:
        return 0.0
    return (1 - sum((n / of) ** 2 for n in held.values())) / 0.75


def _mean(values: Sequence[float]) -> float:
    return sum(values) / len(values) if values else 0.0


def _part(name: str, value: float, because: str) -> Part:
    return Part(
        name=name, value=round(min(max(value, 0.0), 1.0), 4), weight=WEIGHTS[name], because=because
    )
