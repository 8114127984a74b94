"""The usage extract as arrays: people by weeks, one array for each kind of measure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from toolkit.facts.periods import MONTH_DAYS, in_weeks
from toolkit.facts.stocks import looks_like_stock
from toolkit.model.vocabulary import MeasureKind

Days = NDArray[np.datetime64]
Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]

RECORDS = (MeasureKind.CREATED, MeasureKind.EDITED)
"""What counts as a record made or changed."""
USES = (*RECORDS, MeasureKind.VIEWED, MeasureKind.LOGIN, MeasureKind.OTHER)
"""What shows that somebody had the tool open at all."""
OPENINGS = (MeasureKind.VIEWED, MeasureKind.LOGIN, MeasureKind.OTHER)
"""What a file must count for 'never opened' to be told from 'never recorded anything'."""

_NO_COUNTS = (MeasureKind.BACKLOG, MeasureKind.DURATION)
"""What is not added up over weeks."""
MONTH = 365.25 / 12 / 7
"""Weeks in a month."""
AT_PART = "@"
"""Between a measure and the part of the tool in which it was counted."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Panel:
    """What n people did in w weeks.

    Counts of a week that the file does not hold for a person whom it does hold are 0; stocks
    (backlog) are NaN there.
    """

    people: tuple[str, ...]
    """n person ids, in the order of their real ids."""
    weeks: Days
    """(w,) Mondays, ascending. Where the file counts months each stands in its first Monday."""
    listed: Flags
    """(n,) whether the file has rows on the person."""
    counts: Mapping[MeasureKind, Floats] = field(default_factory=dict)
    """Kind -> (n, w) sums over the measures of this kind; only kinds that the file has."""
    counted: Mapping[MeasureKind, Flags] = field(default_factory=dict)
    """Kind -> (n,) whether the file has this kind for the person."""
    parts: Mapping[str, Floats] = field(default_factory=dict)
    """Part of the tool (module, else measure) -> (n,) total use; NaN where not recorded."""
    errors: Mapping[str, Floats] = field(default_factory=dict)
    """Error measure -> (n, w); NaN rows where not recorded. Of a measure that the file counts in
    several parts of the tool also `measure@part`, NaN for people who have nothing to do with it."""
    attempts: Mapping[str, Floats] = field(default_factory=dict)
    """Error measure of an action ("save ERR-7") -> (n,) how often the action ("save") was tried."""
    stocks: Mapping[str, Floats] = field(default_factory=dict)
    """Backlog measure -> (n, w) stock at the week's end; NaN where not recorded."""
    durations: Mapping[str, Floats] = field(default_factory=dict)
    """Measure of waiting -> (n,) mean over the person's weeks and parts; NaN where not recorded."""

    @property
    def weeks_each(self) -> float:
        """How many weeks each number stands for: 1, or those of a month or other longer period.

        Told by the smallest gap between two of them; 1 where there is but one.
        """
        if len(self.weeks) < 2:
            return 1.0
        days = float(np.diff(self.weeks).astype(int).min())
        return MONTH if days in MONTH_DAYS else days / 7

    @property
    def by_month(self) -> bool:
        """Whether the file counts months."""
        return self.weeks_each == MONTH

    def total(self, kinds: Sequence[MeasureKind]) -> Floats:
        """(n, w) sum over kinds; NaN for people for whom the file has none of them."""
        found = [kind for kind in kinds if kind in self.counts]
        shape = (len(self.people), len(self.weeks))
        if not found:
            return np.full(shape, np.nan)
        known = np.logical_or.reduce([self.counted[kind] for kind in found])
        return np.where(known[:, None], sum(self.counts[kind] for kind in found), np.nan)

    def holds(self, kinds: Sequence[MeasureKind]) -> bool:
        """Whether the file has one of these kinds for anybody."""
        return any(kind in self.counts for kind in kinds)


def not_recorded(weekly: Floats) -> Flags:
    """(n,) True where a row of (n, w) is NaN throughout, or there are no weeks."""
    return np.asarray(np.isnan(weekly).all(axis=1) | (weekly.shape[1] == 0), dtype=bool)


def read_panel(usage: pd.DataFrame, people: Sequence[str]) -> Panel:
    """The panel of an extract (columns of USAGE_COLUMNS) for `people`, in their order.

    Rows without a known person, week or number are left out here; intake has told of them. Files of
    months beside files of weeks: see `in_weeks`. A measure of records or of no known kind that
    moves like a stock is read as backlog.
    """
    if usage.empty:
        return Panel(
            people=tuple(people),
            weeks=np.array([], dtype="datetime64[D]"),
            listed=np.zeros(len(people), dtype=bool),
        )
    rows = _rows(usage, people)
    mondays = rows["week"].to_numpy().astype("datetime64[D]")
    weeks, week = np.unique(mondays, return_inverse=True)
    grid = _Grid(len(people), len(weeks), rows["person"].to_numpy(), week, rows["value"].to_numpy())
    rows["kind"] = _kinds(rows, grid)
    kinds = rows["kind"].to_numpy()
    by_kind = {kind: kinds == kind.value for kind in MeasureKind}
    by_kind = {kind: mask for kind, mask in by_kind.items() if mask.any()}
    flows = {k: m for k, m in by_kind.items() if k not in _NO_COUNTS}
    return Panel(
        people=tuple(people),
        weeks=weeks,
        listed=grid.touched(np.ones(len(rows), dtype=bool)),
        counts={kind: grid.sums(mask) for kind, mask in flows.items()},
        counted={kind: grid.touched(mask) for kind, mask in by_kind.items()},
        parts=_parts(rows, grid),
        errors=_flow_by_measure(rows, grid),
        attempts=_attempts(rows, grid),
        stocks=_stock_by_measure(rows, grid),
        durations=_mean_by_measure(rows, grid),
    )


@dataclass(frozen=True, slots=True)
class _Grid:
    n: int
    w: int
    person: NDArray[np.intp]
    week: NDArray[np.intp]
    value: Floats

    def sums(self, mask: Flags) -> Floats:
        """(n, w) sums, added up in an order that does not depend on the order of rows."""
        place = self.person[mask] * self.w + self.week[mask]
        value = self.value[mask]
        order = np.lexsort((value, place))
        flat = np.bincount(place[order], weights=value[order], minlength=self.n * self.w)
        return np.asarray(flat.reshape(self.n, self.w))

    def seen(self, mask: Flags) -> Flags:
        """(n, w) whether there is a row."""
        place = self.person[mask] * self.w + self.week[mask]
        return np.bincount(place, minlength=self.n * self.w).reshape(self.n, self.w) > 0

    def touched(self, mask: Flags) -> Flags:
        """(n,) whether there is a row."""
        return np.bincount(self.person[mask], minlength=self.n) > 0


def _rows(usage: pd.DataFrame, people: Sequence[str]) -> pd.DataFrame:
    codes, found = pd.factorize(usage["week"].to_numpy(dtype=object))
    days = pd.to_datetime(pd.Series(found, dtype=object), errors="coerce").to_numpy("datetime64[D]")
    mondays = days - (days.astype("int64") - 4) % 7  # day 0 of the count was a Thursday
    module = usage["module"].fillna("").astype(str).to_numpy(dtype=object)
    measure = usage["measure"].astype(str).to_numpy(dtype=object)
    rows = pd.DataFrame(
        {
            "person": pd.Index(people).get_indexer(pd.Index(usage["person_id"])),
            "week": np.where(codes >= 0, mondays[codes], np.datetime64("NaT")),
            "kind": _words(usage["measure_kind"]),
            "measure": measure,
            "part": np.where(module != "", module, measure),
            "value": pd.to_numeric(usage["value"], errors="coerce").to_numpy(float),
            "file": usage["file"].fillna("").astype(str).to_numpy(dtype=object),
        }
    )
    kept = (rows["person"] >= 0) & rows["week"].notna() & rows["value"].notna()
    return in_weeks(rows[kept].reset_index(drop=True))


def _kinds(rows: pd.DataFrame, grid: _Grid) -> NDArray[np.object_]:
    """The kinds as given, but for columns that move like a stock: those are backlog."""
    kinds = rows["kind"].to_numpy(dtype=object).copy()
    for kind in (*RECORDS, MeasureKind.OTHER):
        for mask in _measures(rows, kind).values():
            touched = grid.touched(mask)
            if looks_like_stock(grid.sums(mask)[touched]):
                kinds[mask] = MeasureKind.BACKLOG.value
    return kinds


def _words(column: pd.Series) -> NDArray[np.object_]:
    """Each cell's plain word, also where it is a member of an enum."""
    codes, found = pd.factorize(column.to_numpy(dtype=object))
    words = np.array([str(getattr(one, "value", one)) for one in found], dtype=object)
    return np.asarray(words[codes])


def _parts(rows: pd.DataFrame, grid: _Grid) -> dict[str, Floats]:
    used = {str(kind) for kind in USES if kind is not MeasureKind.LOGIN}
    use = rows["kind"].isin(used).to_numpy()
    part = rows["part"].to_numpy()
    found = {}
    for name in sorted(set(part[use])):
        mask = use & (part == name)
        found[name] = np.where(grid.touched(mask), grid.sums(mask).sum(axis=1), np.nan)
    return found


def _measures(rows: pd.DataFrame, kind: MeasureKind) -> dict[str, Flags]:
    is_kind = (rows["kind"] == kind.value).to_numpy()
    measure = rows["measure"].to_numpy()
    return {name: is_kind & (measure == name) for name in sorted(set(measure[is_kind]))}


def _flow_by_measure(rows: pd.DataFrame, grid: _Grid) -> dict[str, Floats]:
    found = _measures(rows, MeasureKind.ERROR)
    part = rows["part"].to_numpy()
    for name, mask in list(found.items()):
        parts = sorted(set(part[mask]))
        if len(parts) > 1:
            found |= {f"{name}{AT_PART}{one}": mask & (part == one) for one in parts}
    return {
        name: np.where(grid.touched(mask)[:, None], grid.sums(mask), np.nan)
        for name, mask in found.items()
    }


def _attempts(rows: pd.DataFrame, grid: _Grid) -> dict[str, Floats]:
    """Errors are named after their action, as intake names those of a log of events."""
    measure = rows["measure"].to_numpy()
    errors = set(measure[(rows["kind"] == MeasureKind.ERROR.value).to_numpy()])
    actions = sorted(set(measure) - errors, key=len)
    found = {}
    for name in sorted(errors):
        action = [one for one in actions if name.startswith(f"{one} ")]
        if action:
            same = [one for one in errors if one.startswith(f"{action[-1]} ")]
            mask = np.isin(measure.astype(str), [action[-1], *same])
            found[name] = np.where(grid.touched(mask), grid.sums(mask).sum(axis=1), np.nan)
    return found


def _stock_by_measure(rows: pd.DataFrame, grid: _Grid) -> dict[str, Floats]:
    found = _measures(rows, MeasureKind.BACKLOG)
    return {
        name: np.where(grid.seen(mask), grid.sums(mask), np.nan) for name, mask in found.items()
    }


def _mean_by_measure(rows: pd.DataFrame, grid: _Grid) -> dict[str, Floats]:
    """Cells of 0 are weeks without any use, not waits of no length."""
    found = {}
    waited = rows["value"].to_numpy() > 0
    for name, mask in _measures(rows, MeasureKind.DURATION).items():
        told = mask & waited
        times = np.bincount(grid.person[told], minlength=grid.n).astype(float)
        total = grid.sums(told).sum(axis=1)
        found[name] = np.divide(total, times, out=np.full(grid.n, np.nan), where=times > 0)
    return found
