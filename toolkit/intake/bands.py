"""Lists that stand side by side on one sheet, each with a header of its own."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import pairwise

from toolkit.intake.grids import HEADER_WITHIN, exact_roles
from toolkit.intake.raw import RawSheet

_NAMES = frozenset({"name", "first_name", "last_name", "either_name"})
_LEAST_HEADERS = 2


@dataclass(frozen=True, slots=True)
class Band:
    """Some columns of a sheet; `place` tells them from the others ("columns G-K"), else ""."""

    sheet: RawSheet
    of: str
    """Name of the sheet itself."""
    place: str = ""


def bands_of(sheet: RawSheet, table: str) -> tuple[Band, ...]:
    """The lists of a sheet from left to right: the sheet as it is where there is only one.

    Two lists are parted by a column that is empty in every row from the first header on, and each
    has a header with people's names. Rows keep their numbers; a band's sheet is named after its
    columns too, as no two bands of one file may share a row.
    """
    first = _first_header(sheet, table)
    parts = _parts(sheet, first) if first >= 0 else []
    starts = [start for start, end in parts if _has_list(sheet, (start, end), table)]
    if len(starts) < _LEAST_HEADERS:
        return (Band(sheet, sheet.name),)
    width = max(end for _, end in parts)
    cuts = [0, *starts[1:], width]
    return tuple(_band(sheet, a, b) for a, b in pairwise(cuts))


def _first_header(sheet: RawSheet, table: str) -> int:
    """The first row with two known headers, a name among them; -1 if there is none."""
    for at, row in enumerate(sheet.rows[: 2 * HEADER_WITHIN]):
        if _is_header(row, table):
            return at
    return -1


def _is_header(row: tuple[str, ...], table: str) -> bool:
    roles = [set(exact_roles(cell, table)) for cell in row if cell]
    return sum(map(bool, roles)) >= _LEAST_HEADERS and any(one & _NAMES for one in roles)


def _parts(sheet: RawSheet, first: int) -> list[tuple[int, int]]:
    """(first column, column after the last) of the runs of columns between empty ones."""
    width = max(map(len, sheet.rows))
    filled = [any(at < len(row) and row[at] for row in sheet.rows[first:]) for at in range(width)]
    starts = [at for at in range(width) if filled[at] and not (at and filled[at - 1])]
    ends = [at + 1 for at in range(width) if filled[at] and not filled[at + 1 : at + 2] == [True]]
    return list(zip(starts, ends, strict=True))


def _has_list(sheet: RawSheet, part: tuple[int, int], table: str) -> bool:
    start, end = part
    return any(_is_header(row[start:end], table) for row in sheet.rows[: 2 * HEADER_WITHIN])


def _band(sheet: RawSheet, start: int, end: int) -> Band:
    rows = [row[start:end] for row in sheet.rows]
    last = start + max(at for row in rows for at, cell in enumerate(row) if cell)
    place = f"columns {_letters(start)}-{_letters(last)}"
    own = replace(
        sheet,
        name=f"{sheet.name}, {place}" if sheet.name else place,
        rows=tuple(rows),
        merged=tuple(
            (top, left - start, bottom, min(right, end - 1) - start)
            for top, left, bottom, right in sheet.merged
            if start <= left < end
        ),
    )
    return Band(own, sheet.name, place)


def _letters(place: int) -> str:
    """A column as a spreadsheet calls it: 0 is A, 26 is AA."""
    head, rest = divmod(place, 26)
    return (_letters(head - 1) if head else "") + chr(ord("A") + rest)
