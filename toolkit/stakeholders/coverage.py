"""Who has been heard and who has not: per role, department, location, level and stance."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

from toolkit.model.findings import Stakeholder
from toolkit.model.intake import Person
from toolkit.model.vocabulary import SHOWN_STANCE, Influence

COLUMNS = ("dimension", "value", "people", "heard", "gap")
THIN = 0.25
"""Fewer heard than this share of a group: its voice rests on few."""
_PLAIN: Mapping[str, Callable[[Person], str]] = {
    "role": lambda one: one.role,
    "department": lambda one: one.department,
    "location": lambda one: one.location,
    "level": lambda one: one.level.value,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """Everybody in scope with one role, department, location and level."""

    role: str
    department: str
    location: str
    level: str
    people: int
    heard: int
    stances: Mapping[str, int]
    """Shown word -> people; those not known are left out."""


def measure_grid(
    people: Sequence[Person], stakeholders: Sequence[Stakeholder], heard: Collection[str]
) -> tuple[Cell, ...]:
    """The cells in which somebody is, the largest silent ones first; for the desk alone."""
    stance = {one.person_id: one.stance for one in stakeholders}
    groups: dict[tuple[str, str, str, str], list[str]] = defaultdict(list)
    for one in people:
        if one.in_org and one.in_scope:
            groups[one.role, one.department, one.location, one.level.value].append(one.person_id)
    cells = [
        Cell(
            role=role,
            department=department,
            location=location,
            level=level,
            people=len(who),
            heard=sum(key in heard for key in who),
            stances=Counter(SHOWN_STANCE[s] for key in who if (s := stance.get(key)) is not None),
        )
        for (role, department, location, level), who in sorted(groups.items())
    ]
    return tuple(sorted(cells, key=lambda one: (one.heard > 0, -one.people)))


@dataclass(frozen=True, slots=True, kw_only=True)
class Meeting:
    """Somebody to meet next, and why."""

    person_id: str
    reason: str


def measure_coverage(
    people: Sequence[Person], stakeholders: Sequence[Stakeholder], heard: Collection[str]
) -> pd.DataFrame:
    """One row per value of role, department, location, level, stance, and department & location.

    `people` counts those in scope, `heard` those of them who spoke or rated; `gap` is "" where a
    group is well heard, else "nobody heard" or "thin". Stance rows count heard people only, and are
    left out where nobody is judged.
    """
    ours = [one for one in people if one.in_org and one.in_scope]
    rows = []
    for dimension, of in _PLAIN.items():
        rows += _rows(dimension, _groups(ours, of), heard)
    rows += _rows("department & location", _groups(ours, _cell), heard)
    rows += _stances(ours, stakeholders, heard)
    return pd.DataFrame(rows, columns=list(COLUMNS))


def whom_to_meet(
    people: Sequence[Person],
    stakeholders: Sequence[Stakeholder],
    heard: Collection[str],
    n: int = 10,
) -> tuple[Meeting, ...]:
    """The n people whose word would close most holes, one after the other.

    Each choice closes holes (a role of several people, a department, location, level or cell where
    nobody was heard) for those after it; between equals the more influential comes first, then the
    lower rank.
    """
    ours = [one for one in people if one.in_org and one.in_scope]
    weight = {one.person_id: one.influence_score for one in stakeholders}
    met = set(heard)
    found: list[Meeting] = []
    left = [one for one in ours if one.person_id not in met]
    while left and len(found) < n:
        holes = _holes(ours, met)
        best = min(
            left,
            key=lambda one: (
                -len(holes[one.person_id]),
                -weight.get(one.person_id, 0.0),
                one.rank,
                one.person_id,
            ),
        )
        found.append(Meeting(person_id=best.person_id, reason=_why(best, holes, stakeholders)))
        met.add(best.person_id)
        left = [one for one in left if one is not best]
    return tuple(found)


def _why(
    best: Person, holes: Mapping[str, Sequence[str]], stakeholders: Sequence[Stakeholder]
) -> str:
    reasons = [f"nobody heard in {hole}" for hole in holes[best.person_id]]
    high = {one.person_id for one in stakeholders if one.influence is Influence.HIGH}
    if best.person_id in high:
        reasons.append("others turn to this person, who has not been heard")
    return "; ".join(reasons) or "not heard yet"


def _holes(ours: Sequence[Person], met: Collection[str]) -> dict[str, list[str]]:
    """Person id -> own groups in which nobody was met; a title that one person has is no group."""
    titles = Counter(one.role for one in ours)
    found: dict[str, list[str]] = {one.person_id: [] for one in ours}
    for dimension, of in (*_PLAIN.items(), ("department & location", _cell)):
        heard = {of(one) for one in ours if one.person_id in met}
        for one in ours:
            value = of(one)
            if value and value not in heard and (dimension != "role" or titles[value] > 1):
                found[one.person_id].append(f"{dimension} {value}")
    return found


def _cell(one: Person) -> str:
    if not one.department or not one.location:
        return ""
    return f"department={one.department} & location={one.location}"


def _groups(ours: Sequence[Person], of: Callable[[Person], str]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    for one in ours:
        if of(one):
            found[of(one)].append(one.person_id)
    return found


def _rows(
    dimension: str, groups: Mapping[str, Sequence[str]], heard: Collection[str]
) -> list[dict[str, object]]:
    return [
        _row(dimension, value, len(groups[value]), sum(key in heard for key in groups[value]))
        for value in sorted(groups)
    ]


def _row(dimension: str, value: str, people: int, heard: int) -> dict[str, object]:
    gap = "nobody heard" if not heard else "thin" if heard < THIN * people else ""
    return {"dimension": dimension, "value": value, "people": people, "heard": heard, "gap": gap}


def _stances(
    ours: Sequence[Person], stakeholders: Sequence[Stakeholder], heard: Collection[str]
) -> list[dict[str, object]]:
    if not stakeholders:
        return []
    mine = {one.person_id for one in ours}
    known = [one for one in stakeholders if one.person_id in mine]
    rows = []
    for stance, word in SHOWN_STANCE.items():
        who = [one.person_id for one in known if one.stance is stance]
        gap = "" if who else "nobody heard who stands there"
        rows.append(
            {
                "dimension": "stance",
                "value": word,
                "people": len(who),
                "heard": sum(key in heard for key in who),
                "gap": gap,
            }
        )
    silent = sum(one.stance is None for one in known)
    rows.append(
        {
            "dimension": "stance",
            "value": "not known",
            "people": silent,
            "heard": 0,
            "gap": "nobody heard" if silent else "",
        }
    )
    return rows
