"""How much the gate reads of one file, and how it says that it cannot."""

from __future__ import annotations

from collections.abc import Sequence

from toolkit.errors import UnreadableFile

MAX_BYTES = 200_000_000
"""Of the file itself: twenty times the largest survey export seen in practice."""
MAX_UNPACKED = 500_000_000
"""Of everything in a zip container together; an honest workbook of 50 MB stays below."""
MAX_WORDS = 100_000_000
"""Of everything unpacked from a Word document, whose pages are held in memory as a tree."""
MAX_PAGE_BYTES = 8_000_000
"""Of one PDF page's drawing instructions."""
MAX_ROWS = 1_048_576
"""Rows of one table, as in Excel."""
MAX_COLUMNS = 2_000
"""Twice the widest export seen (955)."""
MAX_CELLS = 25_000_000
"""Of one table, filled or empty: what fits into 1 GB of memory."""
MAX_CELL_SIGNS = 100_000
"""Of one cell; Excel holds 32,767."""
MAX_TEXT_SIGNS = 20_000_000
"""Of one transcript or note."""
MAX_PAGES = 2_000
"""Of one PDF."""


def unreadable(what: str, file: str, what_to_do: str) -> UnreadableFile:
    """The one clear error about a file."""
    return UnreadableFile(what, where=file, what_to_do=what_to_do)


def shown_rows(numbers: Sequence[int]) -> str:
    """Row numbers for people: "row 7", "rows 4-9, 12"; at most 30 stretches."""
    stretches: list[list[int]] = []
    for number in sorted(numbers):
        if stretches and number == stretches[-1][-1] + 1:
            stretches[-1][1:] = [number]
        else:
            stretches.append([number])
    shown = ["-".join(map(str, stretch)) for stretch in stretches[:30]]
    more = ", ..." if len(stretches) > len(shown) else ""
    return f"{'row' if len(numbers) == 1 else 'rows'} {', '.join(shown)}{more}"
