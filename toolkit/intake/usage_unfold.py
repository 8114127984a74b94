"""Tables with a line of months or weeks over a line of measures, told line by line."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from toolkit.intake.grids import Grid, filled_down
from toolkit.intake.raw import RawSheet
from toolkit.intake.weeks import Span, header_times

PERIODS = {Span.MONTH: "Month", Span.WEEK: "Week", Span.DAY: "Date"}
"""The header of the column that the line of periods becomes."""
_LEAST_PERIODS = 2
_ANY_YEAR = 2000


def unfolded(sheet: RawSheet, grid: Grid) -> Grid:
    """The table with a line for each person and period; the same where no periods stand over it.

    Such a table has the same measures under each period, whose name stands over the first of them.
    """
    over = _over(sheet, grid)
    places = [at for at, period in enumerate(over) if period and grid.headers[at]]
    periods = list(dict.fromkeys(over[at] for at in places))
    measures = list(dict.fromkeys(grid.headers[at] for at in places))
    if len(periods) < _LEAST_PERIODS or len(places) != len(periods) * len(measures):
        return grid
    times = header_times(_at_least_three(periods), year=_ANY_YEAR)
    if times is None:
        return grid
    whose = [at for at in range(len(grid.headers)) if at not in places]
    place_of = {(over[at], grid.headers[at]): at for at in places}
    if len(place_of) != len(places):
        return grid
    lines = [
        (
            number,
            (*(line[at] for at in whose), period, *(line[place_of[period, m]] for m in measures)),
        )
        for number, line in zip(grid.numbers, grid.cells, strict=True)
        for period in periods
    ]
    return replace(
        grid,
        headers=(*(grid.headers[at] for at in whose), PERIODS[times.span], *measures),
        numbers=tuple(number for number, _ in lines),
        cells=tuple(cells for _, cells in lines),
        above=grid.above[:-1],
    )


def _over(sheet: RawSheet, grid: Grid) -> list[str]:
    """The period over each column: the nearest cell to the left in the line over the header."""
    width = len(grid.headers)
    at = grid.header_row - 2
    row = list(filled_down(sheet)[at]) if at >= 0 else []
    found: list[str] = []
    for place in range(width):
        cell = row[place] if place < len(row) else ""
        found.append(cell or (found[-1] if found else ""))
    return found


def _at_least_three(periods: Sequence[str]) -> list[str]:
    """The periods, repeated: three columns and more are looked at as times."""
    return [*periods, *periods]
