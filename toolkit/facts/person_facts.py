"""What the files record of each person, side by side: the frame `Facts.people`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from toolkit.facts.error_rates import error_rate_against_peers, latest
from toolkit.facts.panel import AT_PART, RECORDS, USES, Flags, Floats, Panel, not_recorded
from toolkit.facts.rows import join_rows
from toolkit.facts.stocks import before_clearing, growth_per_week
from toolkit.facts.training import training_columns
from toolkit.facts.usage_states import Habits
from toolkit.model.intake import Extracts
from toolkit.model.vocabulary import MeasureKind
from toolkit.settings import Release

RELEASE_WEEKS = 8
"""Errors are compared over so many weeks before and after a release."""

ERRORS = "errors:"
ERROR_RATIO = "error_ratio:"
ERROR_RATIO_ALL = "error_rate_against_all"
STOCK = "backlog:"
STOCK_PEAK = "backlog_peak:"
STOCK_SLOPE = "backlog_slope:"
PART = "part:"
WAIT = "wait:"
ERRORS_BEFORE = "errors_before:"
ERRORS_AFTER = "errors_after:"


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Measured:
    """What the frame is made of."""

    panel: Panel
    scope: Flags
    habits: Habits
    extracts: Extracts
    launch_on: date | None
    releases: Sequence[Release] = ()


def person_facts(given: Measured) -> pd.DataFrame:
    """One row per person (index person_id); NaN, None or "" where not recorded.

    Weeks are weeks, and rates are per week, also where the file counts months.

    From usage: peers (the group compared with), weeks_in_scope, weeks_active, records,
    records_per_active_week, errors, error_rate_against_peers (1 = like them), errors_before:NAME
    and errors_after:NAME per week around each release, backlog (last stock, all stocks summed),
    backlog_slope (per week), last_active_week (a Monday); error_rate_against_all (1 = like
    everybody in scope); per measure, and per measure and part (`NAME@PART`), `errors:NAME`,
    `error_ratio:NAME`, `backlog:NAME`, `backlog_peak:NAME` (the highest before it was cleared, else
    the last), `backlog_slope:NAME`, per part of the tool `part:NAME` (total use), per measure of
    waiting `wait:NAME` (mean); usage_rows. From training: see `training_columns`. From tickets:
    tickets (opened by the person; 0 for everybody else where there is a ticket file).
    """
    people = given.panel.people
    parts = [_usage(given), training_columns(given.extracts.training, people, given.launch_on)]
    table = pd.concat([*parts, _tickets(given.extracts.tickets, people)], axis=1)
    table.index.name = "person_id"
    return table


def _usage(given: Measured) -> pd.DataFrame:
    panel, scope, habits = given.panel, given.scope, given.habits
    records = _total(panel.total(RECORDS), scope)
    errors = _total(panel.total((MeasureKind.ERROR,)), scope)
    backlog = _all_stocks(panel)
    listed, each = panel.listed, panel.weeks_each
    columns: dict[str, object] = {
        "listed": listed,
        "peers": habits.groups,
        "weeks_in_scope": np.where(listed, np.round(habits.weeks_in_scope * each), np.nan),
        "weeks_active": np.round(habits.weeks_active * each),
        "records": records,
        "records_per_active_week": habits.per_active_week / each,
        "errors": errors,
        "error_rate_against_peers": _against_peers(errors, records, habits),
        ERROR_RATIO_ALL: _against_all(errors, records, habits),
        "backlog": latest(backlog),
        "backlog_slope": growth_per_week(backlog) / each,
        "last_active_week": _last_active(panel, scope, habits),
    }
    columns |= _by_measure(given, records)
    columns |= {PART + name: np.where(listed, total, np.nan) for name, total in panel.parts.items()}
    columns |= {
        WAIT + name: np.where(listed, mean, np.nan) for name, mean in panel.durations.items()
    }
    for release in given.releases:
        columns |= _around(release, panel, scope)
    table = pd.DataFrame(columns, index=pd.Index(panel.people))
    table["usage_rows"] = join_rows(given.extracts.usage, panel.people)
    return table


def _by_measure(given: Measured, records: Floats) -> dict[str, Floats]:
    found: dict[str, Floats] = {}
    for name, weekly in given.panel.errors.items():
        total = _total(weekly, given.scope)
        found[ERRORS + name] = total
        found[ERROR_RATIO + name] = _ratio_of(name, total, records, given)
    for name, stock in given.panel.stocks.items():
        found[STOCK + name] = latest(stock)
        found[STOCK_PEAK + name] = before_clearing(stock)
        found[STOCK_SLOPE + name] = growth_per_week(stock) / given.panel.weeks_each
    return found


def _ratio_of(name: str, errors: Floats, records: Floats, given: Measured) -> Floats:
    """Errors of one part or action are compared with those of all who use it, per use of it."""
    part = name.rpartition(AT_PART)[2] if AT_PART in name else ""
    use = given.panel.parts.get(part, given.panel.attempts.get(name))
    if use is None:
        return _against_peers(errors, records, given.habits)
    return error_rate_against_peers(errors, use, _everybody(given.habits))


def _against_all(errors: Floats, records: Floats, habits: Habits) -> Floats:
    """As `_against_peers`, with everybody in scope as the peers."""
    return _against_peers(errors, records, replace(habits, groups=_everybody(habits)))


def _everybody(habits: Habits) -> NDArray[np.object_]:
    return np.where(habits.groups == "", "", "all").astype(object)


def _against_peers(errors: Floats, records: Floats, habits: Habits) -> Floats:
    """Per record where there are records at all, else per use."""
    work = records if np.nansum(records) > 0 else habits.used
    return error_rate_against_peers(errors, work, habits.groups)


def _all_stocks(panel: Panel) -> Floats:
    """(n, w) sum over stocks; NaN in weeks without any."""
    shape = (len(panel.people), len(panel.weeks))
    total, seen = np.zeros(shape), np.zeros(shape, dtype=bool)
    for stock in panel.stocks.values():
        total += np.nan_to_num(stock)
        seen |= np.isfinite(stock)
    return np.where(seen, total, np.nan)


def _total(weekly: Floats, scope: Flags) -> Floats:
    """(n,) sum over weeks in scope; over all weeks for people who are out of scope (leavers)."""
    outside = ~np.asarray(scope.any(axis=1))
    counted = scope | outside[:, None]
    return np.where(
        not_recorded(weekly), np.nan, np.where(counted, np.nan_to_num(weekly), 0.0).sum(axis=1)
    )


def _last_active(panel: Panel, scope: Flags, habits: Habits) -> pd.Series:
    weekly = panel.total(RECORDS if panel.holds(RECORDS) else USES)
    active = (np.nan_to_num(weekly) > 0) & scope
    found: list[date | None] = [None] * len(panel.people)
    for place in np.flatnonzero(active.any(axis=1) & (habits.weeks_active > 0)):
        found[place] = panel.weeks[np.flatnonzero(active[place])[-1]].astype(date)
    return pd.Series(found, index=pd.Index(panel.people), dtype=object)


def _around(release: Release, panel: Panel, scope: Flags) -> Mapping[str, Floats]:
    """Errors per week in scope, before and after a release; NaN where there are no such weeks."""
    errors = panel.total((MeasureKind.ERROR,))
    day = np.datetime64(release.on, "D")
    span = np.timedelta64(7 * RELEASE_WEEKS, "D")
    whole = np.timedelta64(round(7 * panel.weeks_each) - 1, "D")
    before = (panel.weeks < day - whole) & (panel.weeks >= day - span)
    after = (panel.weeks >= day) & (panel.weeks < day + span)
    return {
        ERRORS_BEFORE + release.name: _per_week(errors, scope & before) / panel.weeks_each,
        ERRORS_AFTER + release.name: _per_week(errors, scope & after) / panel.weeks_each,
    }


def _per_week(weekly: Floats, chosen: Flags) -> Floats:
    weeks = chosen.sum(axis=1)
    total = np.where(chosen, weekly, 0.0).sum(axis=1)
    return np.asarray(np.divide(total, weeks, out=np.full(len(weekly), np.nan), where=weeks > 0))


def _tickets(tickets: pd.DataFrame, people: Sequence[str]) -> pd.DataFrame:
    index = pd.Index(people)
    if not len(tickets):
        return pd.DataFrame({"tickets": np.nan}, index=index)
    opened = tickets["person_id"].value_counts()
    return pd.DataFrame({"tickets": opened.reindex(index).fillna(0).astype(float)})
