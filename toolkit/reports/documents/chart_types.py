"""A chart as data: what a format needs to draw it, natively or as a picture."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class ChartKind(StrEnum):
    """How values become shapes."""

    BARS = "bars"
    """Lying bars, one per category and series."""
    STACKED = "stacked"
    """Lying bars, series after one another."""
    LINES = "lines"
    RANGES = "ranges"
    """A dot with its interval, per category and series."""
    BUBBLES = "bubbles"


@dataclass(frozen=True, slots=True, kw_only=True)
class Series:
    """Values in the order of the categories; None where there is none."""

    name: str
    values: tuple[float | None, ...]
    tone: str
    """#rrggbb."""
    lows: tuple[float | None, ...] = ()
    highs: tuple[float | None, ...] = ()
    sizes: tuple[float | None, ...] = ()
    """Of bubbles; their x is `across`."""
    across: tuple[float | None, ...] = ()
    dashed: bool = False
    marks: tuple[str, ...] = ()
    """What stands beside each value, such as "12 of 31"."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Chart:
    """A chart as data. Its title states what it shows."""

    key: str
    kind: ChartKind
    title: str
    categories: tuple[str, ...]
    series: tuple[Series, ...]
    percent: bool = False
    """Values are shares, 0-1."""
    axis: str = ""
    across: str = ""
    """What bubbles' x is."""
    one_line: bool = False
    """Of ranges: the series of a category stand on one line, not below one another."""
    source: str = ""
    """Where the numbers come from, with n."""

    @property
    def note(self) -> str:
        """What stands below it: the source, and for bubbles what their marks stand for."""
        marks = "; ".join(self.categories) if self.kind is ChartKind.BUBBLES else ""
        return " ".join(filter(None, (self.source, marks)))

    @property
    def described(self) -> str:
        """The chart in words, for those who cannot see it."""
        parts = []
        for one in self.series:
            said = [
                f"{name} {self._said(value)}"
                for name, value in zip(self.categories, one.values, strict=True)
                if value is not None
            ]
            parts.append(f"{one.name}: {', '.join(said[:_TOLD])}")
        return f"{self.title} {'; '.join(parts)}"[:_LONGEST]

    def _said(self, value: float) -> str:
        return f"{value * 100:.0f} %" if self.percent else f"{value:g}"


_TOLD, _LONGEST = 12, 900
