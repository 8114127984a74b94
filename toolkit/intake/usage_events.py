"""Logs with a line for every event: what was done, and what was tried and failed."""

from __future__ import annotations

import re
from collections.abc import Sequence

import pandas as pd

from toolkit.intake.grids import Columns, Grid
from toolkit.intake.headers import share_of
from toolkit.intake.measures import event_kind
from toolkit.intake.names import fold
from toolkit.intake.phrases import folded
from toolkit.model.vocabulary import MeasureKind

DONE_FROM = 0.5
"""A column tells whether events succeeded if at least this share of its cells says so."""
MOST_ACTIONS = 0.2
"""An action column has few different words: at most this share of the lines, or 60."""
KNOWN_FROM = 0.3
"""Of so many events the words must tell what was done."""
KNOWN_TO = 0.03
"""Share of the people of a log, 0-1, of whom an action or error is told as 0 where it is missing:
what fewer met is a record's own name or a message with a time in it, and says nothing of others."""
EVENTS_EACH = 10
"""A log has at least so many lines for each person, with the time of day: courses are fewer."""
_CLOCK = re.compile(r"\d{1,2}[:.]\d{2}")
_STATUS = re.compile(r"[1-5]\d\d")


def events_as_measures(lines: pd.DataFrame, result: int | None, otherwise: str) -> pd.DataFrame:
    """The lines with `measure`, `measure_kind` and `value` 1.0, as every event counts once.

    `otherwise` names the events without an action. An event that did not succeed, by the column
    `result`, is an error and no use: its measure is the action with the result ("order.save ERR7").
    """
    action = lines["action"].where(lines["action"] != "", otherwise)
    lines = lines.assign(action=action)
    kinds = {name: str(event_kind(name)) for name in action.unique()}
    events = lines.assign(measure=action, measure_kind=action.map(kinds), value=1.0)
    if result is None:
        return events
    told = lines[result].str.strip()
    failed = ~told.map({cell: not cell or says_done(cell) for cell in told.unique()}).astype(bool)
    error = str(MeasureKind.ERROR)
    return events.assign(
        measure=events["measure"].where(~failed, action + " " + told),
        measure_kind=events["measure_kind"].where(~failed, error),
    )


def with_noughts(events: pd.DataFrame, who: list[str]) -> pd.DataFrame:
    """The events, and a line of 0 for what a log would hold of a person if it had happened.

    Everybody in the log gets 0 of every action never taken, and of every error of the actions that
    he or she took, if KNOWN_TO of the people met it; in the week of the first event. `who` are the
    columns that say whose it is.
    """
    keys = [*who, "measure", "module"]
    people = events.sort_values(["week", "row"], kind="stable").drop_duplicates(who)
    people = people[[*who, "week", "day", "row"]]
    met = events.drop_duplicates(keys).groupby(["measure", "module"])["row"].transform("size")
    common = events.loc[met.index[met >= KNOWN_TO * len(people)]]
    what = common[["measure", "measure_kind", "module", "action"]].drop_duplicates(
        ["measure", "module"]
    )
    failed = what["measure_kind"] == str(MeasureKind.ERROR)
    took = people.merge(events[[*who, "action"]].drop_duplicates(), on=who)
    noughts = pd.concat(
        [
            people.merge(what[~failed].drop(columns="action"), how="cross"),
            took.merge(what[failed], on="action").drop(columns="action"),
        ]
    )
    there = pd.MultiIndex.from_frame(events[keys])
    missing = ~pd.MultiIndex.from_frame(noughts[keys]).isin(there)
    return pd.concat([events, noughts[missing].drop_duplicates(keys).assign(value=0.0)])


def says_done(cell: str) -> bool:
    """Whether the result of an event says that it succeeded."""
    text = cell.strip()
    if _STATUS.fullmatch(text):
        return text[0] in "23"
    return fold(text) in folded("extracts", "results_of_events", "done")


def tells_results(values: Sequence[str]) -> bool:
    """Whether a column's cells say of events whether they succeeded."""
    return share_of(values, says_done) >= DONE_FROM


def has_actions(grid: Grid, columns: Columns) -> bool:
    """Whether a column holds few different actions, of which many are known."""
    place = columns.place("action")
    actions = [cell for cell in grid.column(place) if cell] if place is not None else []
    different = set(actions)
    few = len(different) <= max(60, MOST_ACTIONS * len(actions)) and len(actions) > len(different)
    known = share_of(actions[:2000], lambda one: event_kind(one) is not MeasureKind.OTHER)
    return few and known > KNOWN_FROM


def is_log(grid: Grid, columns: Columns) -> bool:
    """Whether the lines are surely a log of events, whatever else their columns could be."""
    time, who = columns.place("timestamp"), _who(columns)
    if time is None or who is None or not has_actions(grid, columns):
        return False
    people = {cell for cell in grid.column(who) if cell}
    timed = share_of(grid.column(time)[:500], lambda cell: bool(_CLOCK.search(cell)))
    return timed > DONE_FROM and len(grid.cells) >= EVENTS_EACH * len(people) > 0


def _who(columns: Columns) -> int | None:
    roles = ("person_id", "email", "name", "last_name")
    return next((at for role in roles if (at := columns.place(role)) is not None), None)
