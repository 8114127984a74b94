"""How the themes of a run hang together: why so many of them, and where each could be parted."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class CurvePoint:
    """How well k groups are told apart, -1 to 1 (mean silhouette)."""

    k: int
    silhouette: float


@dataclass(frozen=True, slots=True, kw_only=True)
class ThemeTree:
    """The tree over the statements of one theme.

    `merges` joins nodes as scipy's linkage does: node i < n is statement i, and row j makes node
    n + j of the two that it names; nearer ones first.
    """

    theme_id: str
    statement_ids: tuple[str, ...]
    merges: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ThemeMap:
    """What the screens show beside the themes of the last run."""

    curve: tuple[CurvePoint, ...] = ()
    """By ascending k; empty where there was too little to group."""
    chosen: int = 0
    """How many groups the run chose, before persons' word and before themes with two causes were
    parted; 0 where there were none."""
    trees: tuple[ThemeTree, ...] = ()
