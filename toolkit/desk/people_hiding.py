"""Which cells of a shared picture say no number: small ones, and what would give them away."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, TypeVar

from toolkit.privacy.suppression import Group, hidden_in_tables

WITHHELD: Final = "·"
"""Stands for a number of few people, and for one from which such a number could be had."""
Row = TypeVar("Row", bound=str)
Column = TypeVar("Column", bound=str)


def withheld_note(least: int) -> str:
    """What the sign means."""
    return f"{WITHHELD} = fewer than {least} people, or a number that would tell of so few."


def hidden_cells(
    counts: Mapping[tuple[Row, Column], int], least: int
) -> frozenset[tuple[Row, Column]]:
    """The cells (row, column) of a table whose counts are not to be said.

    Sums of rows and columns are taken as known: other files may print them.
    """
    sizes: dict[Group, int] = {frozenset(): sum(counts.values())}
    for (row, column), n in counts.items():
        whole: tuple[Group, ...] = (frozenset({("row", row)}), frozenset({("column", column)}))
        for margin in whole:
            sizes[margin] = sizes.get(margin, 0) + n
        sizes[whole[0] | whole[1]] = n
    hidden = hidden_in_tables(sizes, least)
    return frozenset(
        (row, column)
        for row, column in counts
        if frozenset({("row", row), ("column", column)}) in hidden
    )
