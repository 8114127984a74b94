"""What stands in the rows of a table that were set aside, so that a person can judge the reason.

Nobody promised anything for these rows and nothing in them was cleared of names: they are read from
the folder as it was received, and shown only while names are.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import Final

from toolkit.desk.card import FactRow
from toolkit.errors import ToolkitError

MOST: Final = 20
"""So many rows of one reason are shown."""
_LONG: Final = 160
_PLACES: Final = re.compile(r"^(?:(?P<sheet>.+), )?rows? (?P<rows>\d[\d, -]*)")


def rows_aside(folder: Path, file: str, where: str) -> tuple[FactRow, ...]:
    """The rows that `where` names ("rows 4-9, 12", "Sheet1, row 7"), at most MOST, cell by cell.

    () for what is no row of a table (points of notes, cues), and where the file can no longer be
    read.
    """
    named = _PLACES.match(where)
    if named is None:
        return ()
    try:
        sheets = _sheets(folder, file, _changed(folder / file))
    except (ToolkitError, OSError):
        return ()
    sheet = named["sheet"]
    tables = [rows for name, rows in sheets if sheet in (None, name)]
    if len(tables) != 1:
        return ()
    numbers = (n for n in _numbers(named["rows"]) if n <= len(tables[0]))
    return tuple(
        FactRow(file=file, row=str(n), says=_cells(tables[0][n - 1]))
        for _, n in zip(range(MOST), numbers, strict=False)
    )


def _changed(path: Path) -> int:
    return path.stat().st_mtime_ns


@lru_cache(maxsize=2)
def _sheets(
    folder: Path, file: str, changed: int
) -> tuple[tuple[str, tuple[tuple[str, ...], ...]], ...]:
    """The tables of a file by their names; `changed` forgets a file that was changed since."""
    from toolkit.intake.gate import open_file

    return tuple((one.name, one.rows) for one in open_file(folder, file).sheets)


def _numbers(rows: str) -> Iterator[int]:
    for stretch in rows.split(","):
        first, _, last = stretch.strip().partition("-")
        if first.isdigit() and int(first):
            yield from range(int(first), int(last if last.isdigit() else first) + 1)


def _cells(row: tuple[str, ...]) -> tuple[str, ...]:
    said = (" ".join(cell.split()) for cell in row)
    return tuple(one if len(one) <= _LONG else f"{one[: _LONG - 1]}…" for one in said if one)
