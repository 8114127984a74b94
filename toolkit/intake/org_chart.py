"""Organisation charts in a sheet: names in steps, each column one level below the one before."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from toolkit.intake.headers import looks_like_name, share_of
from toolkit.intake.raw import RawSheet

_HEADER_WITHIN = 20
_MOST_LEVELS = 9
_FEWEST = 4
"""Of fewer people no steps are read."""
_NAMES = 0.7
_STEPS = 0.9
"""Share of the lines that hold one name in one of the steps, at most one below the line before."""
_NAME, _MANAGER = "Name", "Manager"


def unfolded(sheet: RawSheet) -> RawSheet:
    """The sheet with a column of names and one of managers in place of the steps of a chart.

    Rows keep their numbers; a sheet without steps stays as it is.
    """
    heads = [at for at, row in enumerate(sheet.rows[:_HEADER_WITHIN]) if sum(map(bool, row)) > 1]
    for at, row in ((at, sheet.rows[at]) for at in heads):
        below = [line for line in sheet.rows[at + 1 :] if any(line)]
        steps = _steps(row, below)
        if steps:
            return replace(sheet, rows=_with_managers(sheet.rows, at, steps), merged=())
    return sheet


def _steps(header: Sequence[str], below: Sequence[Sequence[str]]) -> range | None:
    """The columns that are steps, the widest run of them; None where there are none."""
    if len(below) < _FEWEST:
        return None
    width = len(header)
    filled = [
        sum(place < len(line) and bool(line[place]) for line in below) for place in range(width)
    ]
    runs = (
        range(start, end)
        for start in range(width)
        for end in range(min(width, start + _MOST_LEVELS), start + 1, -1)
    )
    once = (run for run in runs if sum(filled[at] for at in run) <= len(below))
    return next((run for run in once if _are_steps(below, run)), None)


def _are_steps(below: Sequence[Sequence[str]], run: range) -> bool:
    if _depth(below[0], run) != 0:
        return False
    depths = [_depth(line, run) for line in below]
    named = [line[run[depth]] for line, depth in zip(below, depths, strict=True) if depth >= 0]
    if len(named) < _STEPS * len(below) or share_of(named, looks_like_name) < _NAMES:
        return False
    known = [depth for depth in depths if depth >= 0]
    if set(known) != set(range(len(run))):
        return False
    fit = sum(after <= before + 1 for before, after in pairwise(known))
    return fit >= _STEPS * (len(known) - 1)


def _depth(line: Sequence[str], run: range) -> int:
    """In which of the steps the line has its one name; -1 for none or several."""
    filled = [place for place in run if place < len(line) and line[place]]
    return filled[0] - run[0] if len(filled) == 1 else -1


def _with_managers(
    rows: Sequence[tuple[str, ...]], header_at: int, run: range
) -> tuple[tuple[str, ...], ...]:
    made: list[tuple[str, ...]] = []
    above: dict[int, str] = {}
    for at, row in enumerate(rows):
        rest = tuple(cell for place, cell in enumerate(row) if place not in run)
        depth = _depth(row, run) if at > header_at else -1
        if at == header_at:
            made.append((_NAME, _MANAGER, *rest))
        elif depth < 0:
            made.append((next((row[place] for place in run if row[place]), ""), "", *rest))
        else:
            above[depth] = row[run[depth]]
            made.append((above[depth], above.get(depth - 1, ""), *rest))
    return tuple(made)
