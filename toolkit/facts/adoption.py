"""Expected adoption against actual: who is in scope and who is active, by group and week."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from toolkit.facts.groups import EVERYBODY, find_groups, parse
from toolkit.facts.panel import RECORDS, Flags, Panel
from toolkit.model.intake import Person
from toolkit.model.vocabulary import MeasureKind
from toolkit.settings import Plan

ADOPTION_COLUMNS = ("group", "week", "in_scope", "active", "plan", "definition")
_MEASURES: tuple[tuple[tuple[MeasureKind, ...], str], ...] = (
    (RECORDS, "created or changed a record in the week"),
    ((MeasureKind.LOGIN,), "logged in during the week (the files hold no records)"),
    (
        (MeasureKind.VIEWED, MeasureKind.OTHER),
        "used the tool in the week in any way (the files hold neither records nor log-ins)",
    ),
)


def active_weeks(panel: Panel) -> tuple[NDArray[np.float64], str]:
    """(n, w) 1 active, 0 not, NaN not recorded; and what 'active' means.

    Active is who made or changed a record; log-ins count only where the file holds no records for
    anybody. The definition is "" where the file holds nothing that could tell.
    """
    for kinds, definition in _MEASURES:
        if panel.holds(kinds):
            total = panel.total(kinds)
            words = definition.replace("week", "month") if panel.by_month else definition
            return np.where(np.isnan(total), np.nan, (total > 0).astype(float)), words
    return np.full((len(panel.people), len(panel.weeks)), np.nan), ""


def measure_adoption(
    people: Sequence[Person], panel: Panel, scope: Flags, plans: Sequence[Plan]
) -> pd.DataFrame:
    """One row per group and week with somebody in scope; columns of ADOPTION_COLUMNS.

    Where the file counts months, a row per month, in the week of its first Monday.
    `week` is a `datetime.date` (Monday). `active` is a number of people, NaN where the file says
    nothing on anybody in the group. `plan` is a number of people too: the planned share of those
    in scope, from the week of the plan's date on, NaN before and where there is no plan; a plan
    for a group wins over the one for everybody, which holds for every group. Nothing is hidden
    here for small groups: that is done where figures leave the house.
    """
    active, definition = active_weeks(panel)
    if not definition or not scope.any():
        return pd.DataFrame(columns=pd.Index(ADOPTION_COLUMNS))
    active = _absent_as_inactive(active, panel, people)
    inside = scope.any(axis=1)
    names, members = find_groups([people[int(place)] for place in np.flatnonzero(inside)])
    scope, active = scope[inside], active[inside]
    in_scope = np.asarray(members @ scope.astype(float))
    known = np.asarray(members @ (scope & ~np.isnan(active)).astype(float))
    count = np.asarray(members @ (scope & (active == 1)).astype(float))
    group, week = np.nonzero(in_scope)
    days = [day.astype(date) for day in panel.weeks]
    words = _definitions(definition, (in_scope - known)[group, week])
    return pd.DataFrame(
        {
            "group": np.array(names, dtype=object)[group],
            "week": np.array(days, dtype=object)[week],
            "in_scope": in_scope[group, week].astype(int),
            "active": np.where(known > 0, count, np.nan)[group, week],
            "plan": _planned(names, days, in_scope, plans)[group, week],
            "definition": [text + _plan_words(plans) for text in words],
        }
    )


def _absent_as_inactive(
    active: NDArray[np.float64], panel: Panel, people: Sequence[Person]
) -> NDArray[np.float64]:
    """(n, w) with 0 in place of NaN for who is in another usage file, but not in the telling one.

    A report of records lists those who made any; a log of log-ins knows the others. Only at
    locations from which the report lists somebody: it may be that of one office.
    """
    told: Flags = np.asarray(~np.isnan(active).all(axis=1), dtype=bool)
    covered = {one.location for one, known in zip(people, told, strict=True) if known}
    there = np.array([one.location in covered for one in people], dtype=bool)
    absent = ~told & panel.listed & there
    return np.where(absent[:, None] & np.isnan(active), 0.0, active)


_NOT_FOUND = "of those in scope are not found in the usage file"


def _definitions(definition: str, missing: NDArray[np.float64]) -> list[str]:
    return [f"{definition}; {int(n)} {_NOT_FOUND}" if n else definition for n in missing]


def _plan_words(plans: Sequence[Plan]) -> str:
    other = sorted({plan.measure for plan in plans if plan.measure != "active"})
    return f"; the plan was made for another measure: {', '.join(other)}" if other else ""


def _planned(
    names: Sequence[str],
    days: Sequence[date],
    in_scope: NDArray[np.float64],
    plans: Sequence[Plan],
) -> NDArray[np.float64]:
    """(groups, w) planned people; the latest plan due wins among those for the same group."""
    share = np.full(in_scope.shape, np.nan)
    ordered = sorted(plans, key=lambda plan: (bool(parse(plan.group)), plan.by, plan.share))
    wanted = {name: frozenset(parse(name)) for name in names}
    for plan in ordered:
        group = frozenset(parse(plan.group))
        due = np.array([day >= _monday(plan.by) for day in days])
        for row, name in enumerate(names):
            if wanted[name] >= group or (not group and name == EVERYBODY):
                share[row, due] = plan.share
    return np.asarray(np.round(share * in_scope, 4))


def _monday(day: date) -> date:
    return date.fromordinal(day.toordinal() - day.weekday())
