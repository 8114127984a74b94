"""Files that count months beside files that count weeks or days: each number in its own weeks."""

from __future__ import annotations

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from toolkit.model.vocabulary import MeasureKind

MONTH_DAYS = (28, 35)
"""So many days lie between the first Mondays of two months."""
_COUNTED_TWICE = frozenset(
    kind.value
    for kind in (
        MeasureKind.CREATED,
        MeasureKind.EDITED,
        MeasureKind.VIEWED,
        MeasureKind.LOGIN,
    )
)
"""What two files that have it of one person count of the same work."""
_STANDING = frozenset(kind.value for kind in (MeasureKind.BACKLOG, MeasureKind.DURATION))
_MONTH = np.timedelta64(MONTH_DAYS[1], "D")


def in_weeks(rows: pd.DataFrame) -> pd.DataFrame:
    """The rows with the numbers of monthly files in the weeks in which the work was done.

    `rows` have person, week (datetime64), kind, measure, part, value and file. Nothing changes
    where all files count months, or none does. Else a month's number is parted among its weeks as
    the finer files have that person using the tool in them, and stays in the month's first week
    where they have nothing. What a finer file counts of the same person (records made or changed,
    views, log-ins) is left out of the monthly one: it is the same work. Stocks and waits stay.
    """
    months = _monthly(rows)
    coarse = rows["file"].isin(months).to_numpy()
    if not coarse.any() or coarse.all():
        return rows
    fine = rows[~coarse]
    same = pd.MultiIndex.from_frame(fine[["person", "kind"]].drop_duplicates())
    known = pd.MultiIndex.from_frame(rows[["person", "kind"]]).isin(same)
    twice = coarse & known & rows["kind"].isin(_COUNTED_TWICE).to_numpy()
    flows = coarse & ~twice & ~rows["kind"].isin(_STANDING).to_numpy()
    parted = _parted(rows[flows], fine)
    kept = rows[~(flows | twice)]
    return pd.concat([kept, parted], ignore_index=True)[list(rows.columns)]


def _monthly(rows: pd.DataFrame) -> list[str]:
    """The files whose weeks lie a month apart."""
    found = []
    for file, weeks in rows.groupby("file")["week"]:
        days = np.diff(np.unique(weeks.to_numpy().astype("datetime64[D]"))).astype(int)
        if len(days) and days.min() >= MONTH_DAYS[0]:
            found.append(str(file))
    return found


def _parted(monthly: pd.DataFrame, fine: pd.DataFrame) -> pd.DataFrame:
    used = fine[(fine["value"] > 0) & ~fine["kind"].isin(_STANDING)]
    weekly = used.groupby(["person", "week"])["value"].sum().rename("use").reset_index()
    weekly = weekly.rename(columns={"week": "in_week"})
    rows = monthly.assign(row=np.arange(len(monthly)), until=_until(monthly))
    pairs = rows[["row", "person", "week", "until"]].merge(weekly, on="person")
    pairs = pairs[(pairs["in_week"] >= pairs["week"]) & (pairs["in_week"] < pairs["until"])]
    pairs = pairs.assign(share=pairs["use"] / pairs.groupby("row")["use"].transform("sum"))
    found = rows.merge(pairs[["row", "in_week", "share"]], on="row", how="left")
    found["week"] = found["in_week"].where(found["in_week"].notna(), found["week"])
    found["value"] = found["value"] * found["share"].fillna(1.0)
    return found.drop(columns=["row", "until", "in_week", "share"])


def _until(monthly: pd.DataFrame) -> NDArray[np.datetime64]:
    """The first Monday of the month after each row's."""
    weeks = monthly["week"].to_numpy().astype("datetime64[D]")
    first = (weeks + _MONTH).astype("datetime64[M]").astype("datetime64[D]")
    until: NDArray[np.datetime64] = first + -(first.astype("int64") - 4) % 7
    return until  # day 0 of the count was a Thursday
