"""Where a figure comes from: "file:row" of the rows behind it, per person."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

SEPARATOR = "; "


def join_rows(table: pd.DataFrame, people: Sequence[str]) -> pd.Series:
    """Person id -> "file:4-9; file:12", runs of rows joined by a dash; "" without rows."""
    index = pd.Index(people)
    if not len(table):
        return pd.Series("", index=index, dtype=object)
    kept = pd.DataFrame(
        {
            "person": table["person_id"].to_numpy(dtype=object),
            "file": table["file"].astype(str).to_numpy(dtype=object),
            "row": pd.to_numeric(table["row"], errors="coerce").fillna(0).astype(int).to_numpy(),
        }
    ).drop_duplicates()
    kept = kept.sort_values(["person", "file", "row"], kind="stable").reset_index(drop=True)
    fresh = (kept[["person", "file"]] != kept[["person", "file"]].shift()).any(axis=1)
    run = (fresh | (kept["row"].diff() != 1)).cumsum()
    runs = kept.groupby(run.to_numpy()).agg(
        person=("person", "first"),
        file=("file", "first"),
        low=("row", "first"),
        high=("row", "last"),
    )
    low, high = runs["low"].astype(str), runs["high"].astype(str)
    span = np.where(runs["low"] == runs["high"], low, low + "-" + high)
    parts: dict[str, list[str]] = {}
    for person, file, rows in zip(runs["person"], runs["file"], span, strict=True):
        parts.setdefault(str(person), []).append(f"{file}:{rows}")
    return pd.Series(
        [SEPARATOR.join(parts.get(str(one), ())) for one in people], index, dtype=object
    )


def split_rows(joined: object) -> tuple[str, ...]:
    """The parts of a cell of `join_rows`."""
    text = joined if isinstance(joined, str) else ""
    return tuple(part for part in text.split(SEPARATOR) if part)
