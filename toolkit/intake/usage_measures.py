"""Which columns of a usage file are measures, what they count, and which only add up others."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from toolkit.intake.grids import Columns, Grid
from toolkit.intake.headers import header_key, share_of
from toolkit.intake.measures import is_amount, measure_kind, read_numbers
from toolkit.intake.usage_lines import is_total
from toolkit.intake.usage_table import Measure
from toolkit.intake.weeks import is_epoch
from toolkit.model.vocabulary import MeasureKind

NUMBERS_FROM = 0.9
"""A column is a measure if this share of its filled cells are numbers."""
LONGEST_MEASURE = 60
"""Longer headers are questions, not measures."""
MEASURE = "measure:"
"""How a person's role for a column begins that says what it counts."""
_SUM_OF = re.compile(
    r"(?:sum|summe|somme|suma|soma|somma)\s+(?:(?:of|von|der|de|des|du|di|dei|delle|do|da)\s+|d['’])(?=\S)",
    re.IGNORECASE,
)
_CODES = frozenset(
    {"code", "codes", "codice", "codigo", "id", "ids", "nr", "no", "number", "nummer", "numero"}
    | {"type", "typ", "tipo", "art", "kennung", "plz", "zip", "cap", "telefon", "phone"}
)
"""Last words of headers over numbers that count nothing."""
_SAMPLE = 2000
_ALL = 1.0
_LEAST_LINES = 8
"""In fewer lines with anything one column may be the sum of two others by chance."""
_LEAST_PART = 3
_LEAST_PARTS = 2
_MOST_PARTS = 8
"""Among more columns only the sum of all is looked for."""


def measures_of(grid: Grid, columns: Columns, mine: Mapping[str, str]) -> tuple[Measure, ...]:
    """The columns of numbers that are nothing else, with what they count.

    "Sum of visits", as reports write it, is the visits of the line. Totals are left out where there
    is anything else: by their name, or because they are the sum of other columns in every line.
    """
    wanted = {
        name: role.removeprefix(MEASURE) for name, role in mine.items() if role.startswith(MEASURE)
    }
    taken = {
        place for role, places in columns.places.items() if role != "value" for place in places
    }
    if "measure" in columns:
        return ()
    found: list[Measure] = []
    for place, header in enumerate(grid.headers):
        kind = measure_kind(header)
        if header in wanted:
            said = wanted[header]
            kind = MeasureKind(said) if said in list(MeasureKind) else kind
        elif place in taken or not header or not _is_measure(grid, place):
            continue
        found.append(Measure(place=place, name=_SUM_OF.sub("", header, count=1), kind=kind))
    parts = [one for one in found if one.kind is not MeasureKind.OTHER or not is_total(one.name)]
    sums = _sums_of_others(grid, [one for one in parts if grid.headers[one.place] not in wanted])
    return tuple([one for one in parts if one.place not in sums] or found)


def _is_measure(grid: Grid, place: int) -> bool:
    values = [cell for cell in grid.column(place) if cell]
    header = grid.headers[place]
    if not values or len(header) > LONGEST_MEASURE or not header_key(header):
        return False
    if header_key(header).split()[-1] in _CODES or share_of(values[:_SAMPLE], is_epoch) >= _ALL:
        return False
    return share_of(values[:_SAMPLE], is_amount) >= NUMBERS_FROM


def _sums_of_others(grid: Grid, measures: Sequence[Measure]) -> set[int]:
    """Places of the columns that are two or more others, added up, in every line."""
    values = {
        one.place: np.array(read_numbers(grid.column(one.place)[:_SAMPLE])) for one in measures
    }
    filled = {
        place: column for place, column in values.items() if np.count_nonzero(column) >= _LEAST_PART
    }
    return {place for place in filled if _is_sum(place, filled)}


def _is_sum(place: int, values: Mapping[int, NDArray[np.float64]]) -> bool:
    whole = values[place]
    parts = [
        column for other, column in values.items() if other != place and (column <= whole).all()
    ]
    if np.count_nonzero(whole) < _LEAST_LINES or len(parts) < _LEAST_PARTS:
        return False
    sizes = range(_LEAST_PARTS, len(parts) + 1) if len(parts) <= _MOST_PARTS else [len(parts)]
    return any(
        np.array_equal(sum(some), whole) for size in sizes for some in combinations(parts, size)
    )
