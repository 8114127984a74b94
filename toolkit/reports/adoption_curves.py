"""Who uses the tool, week by week and group by group, against the plan."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from itertools import pairwise
from statistics import fmean

import pandas as pd

from toolkit.model.groups import group_pairs, group_text
from toolkit.model.vocabulary import Attendance, UsageState
from toolkit.privacy import Group, group_of
from toolkit.reports.lens import Lens
from toolkit.reports.summary_types import Adoption, AdoptionNow, Curve, Marker
from toolkit.reports.tables import as_day
from toolkit.settings import Plan

LAST_WEEKS = 4
"""Adoption "now" is the mean of so many weeks: one holiday week is no verdict."""
_LEAST_DAYS_OF_MONTHS = 28
"""Between the first Mondays of two months; the weeks of a file lie closer together."""
DIMENSIONS = ("department", "location", "role")


def adoption_of(lens: Lens) -> Adoption | None:
    """Curves of everybody and of each group that may be shown; None where use is not recorded."""
    table = lens.findings.facts.adoption
    if table.empty:
        return None
    curves = [_curve(name, rows) for name, rows in table.groupby("group", sort=True)]
    facts = lens.findings.facts
    return Adoption(
        curves=tuple(_gated([one for one in curves if _single(one)], lens)),
        markers=_markers(lens),
        definition=_definition(table),
        launch_on=facts.launch_on,
        launch_basis=lens.text(facts.launch_basis),
        states=_states(lens),
    )


def _definition(table: pd.DataFrame) -> str:
    """What "active" means, in the words that hold for everybody in the last week."""
    whole = table[~table["group"].astype(str).str.contains("=")]
    rows = (whole if len(whole) else table).sort_values("week", kind="stable")
    return str(rows["definition"].iloc[-1])


def _single(curve: Curve) -> bool:
    return curve.dimension in ("", *DIMENSIONS)


def _curve(name: object, rows: pd.DataFrame) -> Curve:
    rows = rows.sort_values("week", kind="stable")
    pairs = group_pairs(str(name)) or (("", "everybody"),)
    return Curve(
        dimension=pairs[0][0] if len(pairs) == 1 else group_text(pairs),
        group=pairs[0][1],
        weeks=tuple(date.fromisoformat(as_day(week)) for week in rows["week"]),
        in_scope=tuple(int(float(size)) for size in rows["in_scope"]),
        active=tuple(_float(one) for one in rows["active"]),
        plan=tuple(_float(one) for one in rows["plan"]),
    )


def _float(value: object) -> float | None:
    if value is None or value == "" or value != value:
        return None
    return float(str(value))


def hidden_in_adoption(lens: Lens) -> dict[str, str]:
    """Groups of the adoption table that may not be shown, each with the reason.

    A group counts with its size in the week in which it was smallest.
    """
    table = lens.findings.facts.adoption
    named: dict[str, Group] = {}
    sizes: dict[Group, int] = {}
    for name, size in zip(table["group"].astype(str), table["in_scope"], strict=True):
        group = named.setdefault(name, group_of(name))
        if (people := int(float(size))) > 0:
            sizes[group] = min(sizes.get(group, people), people)
    hidden = lens.hidden_in_tables(sizes)
    return {name: hidden[group] for name, group in named.items() if group in hidden}


def _gated(curves: Sequence[Curve], lens: Lens) -> list[Curve]:
    """Curves by dimension; a group that may not be shown is withheld whole, with the reason."""
    hidden = hidden_in_adoption(lens)
    found = []
    for curve in sorted(curves, key=lambda one: ("", *DIMENSIONS).index(one.dimension)):
        name = f"{curve.dimension}={curve.group}" if curve.dimension else ""
        reason = next((hidden[key] for key in hidden if group_of(key) == group_of(name)), "")
        if max(curve.in_scope) > 0:
            found.append(_withheld(curve, reason) if reason else curve)
    return found


def _withheld(curve: Curve, reason: str) -> Curve:
    nothing: tuple[float | None, ...] = (None,) * len(curve.weeks)
    return Curve(
        dimension=curve.dimension,
        group=curve.group,
        weeks=curve.weeks,
        in_scope=(0,) * len(curve.weeks),
        active=nothing,
        plan=nothing,
        withheld=reason,
    )


def _markers(lens: Lens) -> tuple[Marker, ...]:
    facts, project = lens.findings.facts, lens.settings.mine.project
    found = [Marker(on=facts.launch_on, kind="launch", name="launch")] if facts.launch_on else []
    found += [
        Marker(on=day, kind="launch", name=f"launch, {group}")
        for group, day in sorted(project.launch_by_group.items())
    ]
    found += [
        Marker(on=one.on, kind="release", name=lens.text(one.name)) for one in project.releases
    ]
    return tuple(sorted([*found, *_courses(lens)], key=lambda one: (one.on, one.kind, one.name)))


def _courses(lens: Lens) -> list[Marker]:
    """One marker per week in which courses were held, with their number."""
    table = lens.findings.intake.extracts.training
    off = (Attendance.CANCELLED.value,)
    held = {
        (str(row.session_id), date.fromisoformat(as_day(row.held_on)))
        for row in table.itertuples(index=False)
        if as_day(row.held_on) and str(row.status) not in off
    }
    weeks = Counter(day - timedelta(days=day.weekday()) for _, day in held)
    return [
        Marker(on=week, kind="course", name="course", count=count) for week, count in weeks.items()
    ]


def _states(lens: Lens) -> tuple[tuple[UsageState, int], ...]:
    """How many people are in each state; small states are withheld by leaving them out."""
    known = lens.findings.facts.usage_states
    count = Counter(known.get(one.person_id, UsageState.UNKNOWN) for one in lens.in_scope)
    if set(count) <= {UsageState.UNKNOWN}:
        return ()
    hidden = lens.hidden({state.value: size for state, size in count.items()})
    return tuple(
        (state, count[state]) for state in UsageState if count[state] and state.value not in hidden
    )


def adoption_now(adoption: Adoption | None, plans: Sequence[Plan]) -> AdoptionNow | None:
    """Where everybody stands; None where use is not recorded or everybody is too few."""
    curve = next((one for one in adoption.curves if not one.dimension), None) if adoption else None
    if adoption is None or curve is None or curve.withheld:
        return None
    last = _last(curve)
    if not last:
        return None
    plan = _final_plan(plans)
    size = curve.in_scope[last[-1]]
    return AdoptionNow(
        active=fmean(float(curve.active[place] or 0.0) for place in last),
        in_scope=size,
        weeks=len(last),
        last_week=curve.weeks[last[-1]],
        definition=adoption.definition,
        planned=round(plan.share * size) if plan else None,
        plan_by=plan.by if plan else None,
        plan_met=_met(curve, plan) if plan else None,
        by_month=_by_month(curve.weeks),
    )


def adoption_withheld(adoption: Adoption | None) -> bool:
    """Whether use is recorded and everybody's curve may not be shown."""
    return adoption is not None and any(not c.dimension and c.withheld for c in adoption.curves)


def _final_plan(plans: Sequence[Plan]) -> Plan | None:
    whole = [one for one in plans if not one.group]
    return max(whole, key=lambda one: (one.by, one.share)) if whole else None


def _met(curve: Curve, plan: Plan) -> date | None:
    for week, size, active in zip(curve.weeks, curve.in_scope, curve.active, strict=True):
        if active is not None and size and active / size >= plan.share:
            return week
    return None


def gaps_of(adoption: Adoption) -> Mapping[str, list[tuple[str, float, int]]]:
    """Dimension -> (group, share active in the last weeks, in scope), lowest first."""
    found: dict[str, list[tuple[str, float, int]]] = {}
    for curve in adoption.curves:
        last = _last(curve)
        if not curve.dimension or curve.withheld or not last:
            continue
        size = curve.in_scope[last[-1]]
        active = fmean(float(curve.active[place] or 0.0) for place in last)
        if size:
            found.setdefault(curve.dimension, []).append((curve.group, active / size, size))
    return {name: sorted(rows, key=lambda row: (row[1], row[0])) for name, rows in found.items()}


def _last(curve: Curve) -> list[int]:
    """Places of the last weeks that may be shown; of the last month where the file has months."""
    wanted = 1 if _by_month(curve.weeks) else LAST_WEEKS
    return [place for place, active in enumerate(curve.active) if active is not None][-wanted:]


def _by_month(weeks: Sequence[date]) -> bool:
    gaps = [(later - week).days for week, later in pairwise(weeks)]
    return bool(gaps) and min(gaps) >= _LEAST_DAYS_OF_MONTHS
