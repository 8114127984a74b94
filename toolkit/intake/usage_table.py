"""From lines of a usage file to one row per person, week and measure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd

from toolkit.intake.measures import measure_kind, read_numbers
from toolkit.intake.usage_events import events_as_measures, with_noughts
from toolkit.intake.weeks import Times, read_times
from toolkit.model.intake import USAGE_COLUMNS
from toolkit.model.vocabulary import MeasureKind

WHO = ["given_id", "email", "name"]
COLUMNS = [*WHO, *(column for column in USAGE_COLUMNS if column != "person_id")]
"""The contract's columns, with those of an identity in place of `person_id`."""
_KEYS = [*WHO, "week", "measure", "measure_kind", "module"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """One sheet's usage as a long table, and what a reviewer should know of it."""

    table: pd.DataFrame
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """A column of numbers."""

    place: int
    name: str
    kind: MeasureKind


def from_events(lines: pd.DataFrame, result: int | None, otherwise: str) -> Facts:
    """Events counted by person, week, action and module; `otherwise` names those without action.

    `result` is the place of the column that tells whether an event succeeded, if there is one. What
    a log of actions does not hold did not happen: see `with_noughts`.
    """
    events = events_as_measures(lines, result, otherwise)
    is_log = bool((lines["action"] != "").any())
    return _facts(with_noughts(events, WHO) if is_log else events, "")


def from_measures(lines: pd.DataFrame, measures: Sequence[Measure], note: str) -> Facts:
    """Columns of numbers, added up to weeks."""
    parts = [
        lines[[*WHO, "week", "day", "module", "row"]].assign(
            measure=measure.name,
            measure_kind=str(measure.kind),
            value=read_numbers(list(lines[measure.place])),
        )
        for measure in measures
    ]
    return _facts(pd.concat(parts) if parts else lines.iloc[:0], note)


def from_named_values(lines: pd.DataFrame, name_place: int, value_place: int, note: str) -> Facts:
    """A column that names the measure beside one with its value."""
    values = read_numbers(list(lines[value_place]))
    return _facts(lines.assign(measure=lines[name_place].str.strip(), value=values), note)


def from_columns_of_weeks(lines: pd.DataFrame, weeks: Times, measure: str | int) -> Facts:
    """A column for each week: every cell becomes a row, empty ones 0.

    `measure` is the name of what is counted, or the place of the column that names it.
    """
    names = lines[measure].str.strip() if isinstance(measure, int) else measure
    parts = [
        lines[[*WHO, "module", "row"]].assign(
            week=week, day=day, measure=names, value=read_numbers(list(lines[place]))
        )
        for place, (day, week) in enumerate(zip(weeks.days, weeks.weeks, strict=True))
        if week is not None
    ]
    return _facts(pd.concat(parts), weeks.note)


def from_last_login(lines: pd.DataFrame, place: int) -> Facts:
    """The last log-in: 1 in its week; who never logged in has 0 in the file's last week."""
    times = read_times(list(lines[place]), role="timestamp")
    last = max((week for week in times.weeks if week), default=None)
    if last is None:
        return Facts(table=lines.iloc[:0], notes=("no last log-in has a date",))
    weeks = [week or last for week in times.weeks]
    values = [float(week is not None) for week in times.weeks]
    dated = lines.assign(
        week=weeks,
        day=weeks,
        value=values,
        measure="last log-in",
        measure_kind=str(MeasureKind.LOGIN),
    )
    return _facts(dated, "only the last log-in is known")


def _facts(rows: pd.DataFrame, note: str) -> Facts:
    notes = (note,) if note else ()
    if not len(rows):
        return Facts(table=rows, notes=notes)
    if "measure_kind" not in rows:
        kinds = {name: str(measure_kind(name)) for name in rows["measure"].unique()}
        rows = rows.assign(measure_kind=rows["measure"].map(kinds))
    return Facts(table=_by_week(rows), notes=notes)


def _by_week(rows: pd.DataFrame) -> pd.DataFrame:
    """Added up by week; of a stock the last day's value counts, of a duration the mean."""
    stock = rows["measure_kind"] == str(MeasureKind.BACKLOG)
    waits = rows["measure_kind"] == str(MeasureKind.DURATION)
    flows = rows[~stock & ~waits].groupby(_KEYS, sort=False, as_index=False)
    means = rows[waits].groupby(_KEYS, sort=False, as_index=False)
    parts = [
        flows.agg(value=("value", "sum"), row=("row", "min")),
        means.agg(value=("value", "mean"), row=("row", "min")),
    ]
    if stock.any():
        latest = rows[stock].sort_values(["day", "value"], kind="stable")
        stocks = latest.groupby(_KEYS, sort=False, as_index=False)
        parts.append(stocks.agg(value=("value", "last"), row=("row", "min")))
    return pd.concat(part for part in parts if len(part))


def usage_frame(facts: Sequence[Facts], file: str) -> pd.DataFrame:
    """All sheets' usage in the contract's columns, in the order of person, week and measure."""
    tables = [fact.table for fact in facts if len(fact.table)]
    if not tables:
        return pd.DataFrame({column: pd.Series(dtype="object") for column in COLUMNS})
    joined = pd.concat(tables).assign(file=file)
    ordered = joined.sort_values([*_KEYS, "row"], kind="stable")
    return ordered[COLUMNS].reset_index(drop=True)
