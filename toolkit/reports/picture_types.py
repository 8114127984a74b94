"""Figures that charts alone show: families by department, stances then and now, waves."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from toolkit.reports.summary_types import GroupFigure


@dataclass(frozen=True, slots=True, kw_only=True)
class FamilyFigures:
    """Of those heard in each group, how many have a concern with a cause of one family."""

    family: str
    """A family's name, or "cannot tell"."""
    figures: tuple[GroupFigure, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class StanceShift:
    """Where those stand whose stance is known before and now; people per step of three."""

    steps: tuple[str, ...]
    before: tuple[int, ...]
    now: tuple[int, ...]
    n: int
    withheld: str = ""
    """Why there are no numbers; "" where there are."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WaveSize:
    """How many start in a wave; None where too few to be told."""

    wave: int
    people: int | None
    starts_on: date | None = None
    still_open: int = 0
    """Lines of the plan that must be done first and are not."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pictures:
    """All of them."""

    dimension: str
    families: tuple[FamilyFigures, ...]
    stances: StanceShift | None
    waves: tuple[WaveSize, ...]
