"""The effect of a wave: before and after its start, beside groups that still wait.

A difference of changes, with a bootstrap interval over groups (Efron 1979) and a permutation test
(Fisher 1935). No causal claim: who starts first was chosen, not drawn.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import combinations
from math import comb

import numpy as np
from numpy.typing import NDArray

from toolkit.model.plan import WaveEffect
from toolkit.model.vocabulary import MeasureKind
from toolkit.relaunch.ground import Ground
from toolkit.relaunch.matters import start_of

LEAST_GROUPS = 3
"""On either side; with fewer a difference is an anecdote."""
LEAST_PEOPLE = 3
BEFORE_WEEKS, AFTER_WEEKS = 6, 2
"""Weeks compared before the start, and recorded weeks that it takes after it."""
_DRAWS, _EXACT = 4000, 6000
_RECORDS = (MeasureKind.CREATED, MeasureKind.EDITED)


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupChange:
    """Mean share of active people per week of one group, before and after a day."""

    group: str
    people: int
    before: float
    after: float

    @property
    def change(self) -> float:
        """After minus before, in shares."""
        return self.after - self.before


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """What the groups that started changed more than those that wait."""

    started: float
    waiting: float
    difference: float
    low: float
    high: float
    p_value: float


def compare(
    started: Sequence[GroupChange], waiting: Sequence[GroupChange], seed: int = 0
) -> Difference | None:
    """The difference of mean changes, groups weighted by people; None with too few groups.

    The interval is the 2.5 and 97.5 percentile of bootstraps over groups; p is the share of
    labellings with at least so large a difference, all of them where they are at most 6,000.
    """
    if min(len(started), len(waiting)) < LEAST_GROUPS:
        return None
    ordered = sorted(started, key=lambda one: one.group) + sorted(
        waiting, key=lambda one: one.group
    )
    changes = np.array([one.change for one in ordered])
    weights = np.array([float(one.people) for one in ordered])
    inside = np.arange(len(ordered)) < len(started)
    draw = np.random.default_rng(seed)
    seen = _difference(changes, weights, inside)
    low, high = np.percentile(_bootstraps(changes, weights, inside, draw), [2.5, 97.5])
    return Difference(
        started=float(np.average(changes[inside], weights=weights[inside])),
        waiting=float(np.average(changes[~inside], weights=weights[~inside])),
        difference=seen,
        low=float(low),
        high=float(high),
        p_value=_p_value(changes, weights, inside, draw),
    )


def _difference(
    changes: NDArray[np.float64], weights: NDArray[np.float64], inside: NDArray[np.bool_]
) -> float:
    one = np.average(changes[inside], weights=weights[inside])
    other = np.average(changes[~inside], weights=weights[~inside])
    return float(one - other)


def _bootstraps(
    changes: NDArray[np.float64],
    weights: NDArray[np.float64],
    inside: NDArray[np.bool_],
    draw: np.random.Generator,
) -> NDArray[np.float64]:
    first, second = np.flatnonzero(inside), np.flatnonzero(~inside)
    found = np.empty(_DRAWS)
    for place in range(_DRAWS):
        one, other = draw.choice(first, len(first)), draw.choice(second, len(second))
        found[place] = np.average(changes[one], weights=weights[one]) - np.average(
            changes[other], weights=weights[other]
        )
    return found


def _p_value(
    changes: NDArray[np.float64],
    weights: NDArray[np.float64],
    inside: NDArray[np.bool_],
    draw: np.random.Generator,
) -> float:
    seen = abs(_difference(changes, weights, inside)) - 1e-12
    n, k = len(changes), int(inside.sum())
    if comb(n, k) <= _EXACT:
        labels = [np.isin(np.arange(n), chosen) for chosen in combinations(range(n), k)]
        extra = 0
    else:
        labels = [draw.permutation(inside) for _ in range(_DRAWS)]
        extra = 1
    hits = sum(abs(_difference(changes, weights, one)) >= seen for one in labels)
    return float((hits + extra) / (len(labels) + extra))


def draft_effects(ground: Ground) -> tuple[WaveEffect, ...]:
    """An answer per wave that has started by today; "too few groups" is an answer."""
    waves = sorted({one.wave for one in ground.findings.waves if one.wave})
    starts = {wave: start_of(wave, ground) for wave in waves}
    activity = _activity(ground)
    return tuple(
        _effect(wave, starts, activity, ground)
        for wave in waves
        if (start := starts[wave]) is not None and start <= ground.given.today
    )


def _effect(
    wave: int,
    starts: Mapping[int, date | None],
    activity: Mapping[str, Mapping[date, bool]],
    ground: Ground,
) -> WaveEffect:
    start = starts[wave]
    assert start is not None
    weeks = sorted({week for own in activity.values() for week in own})
    before = [week for week in weeks if start - timedelta(weeks=BEFORE_WEEKS) <= week < start]
    after = [week for week in weeks if week >= start]
    late = {one for one, on in starts.items() if on is None or (after and on > after[-1])}
    groups = _changes(activity, before, after, ground) if len(after) >= AFTER_WEEKS else []
    begun = [one for number, one in groups if number == wave]
    waiting = [one for number, one in groups if number in late]
    found = compare(begun, waiting, ground.given.settings.mine.seed) if before else None
    return WaveEffect(
        wave=wave,
        started_on=start,
        groups_started=len(begun),
        groups_waiting=len(waiting),
        change_started=found.started if found else None,
        change_waiting=found.waiting if found else None,
        difference=found.difference if found else None,
        low=found.low if found else None,
        high=found.high if found else None,
        p_value=found.p_value if found else None,
        answer=_answer(found, len(after), ground),
    )


def _answer(found: Difference | None, weeks_after: int, ground: Ground) -> str:
    if weeks_after < AFTER_WEEKS:
        return ground.say("too early: fewer than {n} recorded weeks since the start", n=AFTER_WEEKS)
    if found is None:
        return ground.say(
            "too few groups: fewer than {n} that started, or fewer than {m} that wait",
            n=LEAST_GROUPS,
            m=LEAST_GROUPS,
        )
    return ground.say(
        "use changed by {p} points where it started and by {q} where people wait; difference "
        "{diff}, interval {low} to {high}; who starts first was chosen, so this proves no cause",
        p=_points(found.started),
        q=_points(found.waiting),
        diff=_points(found.difference),
        low=_points(found.low),
        high=_points(found.high),
    )


def _points(share: float) -> str:
    return f"{share * 100:+.0f}"


def _activity(ground: Ground) -> dict[str, dict[date, bool]]:
    """Person id -> week -> whether a record was made or changed."""
    table = ground.findings.intake.extracts.usage
    found: dict[str, dict[date, bool]] = defaultdict(dict)
    if table.empty:
        return found
    rows = table[table["measure_kind"].isin(_RECORDS)]
    for who, week, value in zip(rows["person_id"], rows["week"], rows["value"], strict=True):
        own = found[str(who)]
        own[week] = own.get(week, False) or float(value) > 0
    return found


def _changes(
    activity: Mapping[str, Mapping[date, bool]],
    before: Sequence[date],
    after: Sequence[date],
    ground: Ground,
) -> list[tuple[int, GroupChange]]:
    """(wave, change) of the people of each wave in each department."""
    members: dict[tuple[int, str], list[str]] = defaultdict(list)
    for one in ground.in_scope:
        wave = ground.wave_of.get(one.person_id)
        if wave and one.person_id in activity:
            members[wave, one.department].append(one.person_id)
    found = []
    for (wave, department), people in sorted(members.items()):
        if len(people) >= LEAST_PEOPLE:
            change = GroupChange(
                group=f"{department} {wave}",
                people=len(people),
                before=_share(people, before, activity),
                after=_share(people, after, activity),
            )
            found.append((wave, change))
    return found


def _share(
    people: Sequence[str], weeks: Sequence[date], activity: Mapping[str, Mapping[date, bool]]
) -> float:
    seen = [activity[one][week] for one in people for week in weeks if week in activity[one]]
    return sum(seen) / len(seen) if seen else 0.0
