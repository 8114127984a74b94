"""How wide the columns of a table are: as asked for, but no word is broken where there is room."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from toolkit.reports.documents.content import Column, Table

LINE = 100.0
"""Characters in one line of a table across the page, at the size of its text."""
PADDING = 2.4
"""Left and right of a cell's words, in characters."""
_LONGEST = 18
"""A word longer than this may be broken."""
_PART = re.compile("[^ \\t\\n/-]+[/-]?")
"""What may stand alone on a line; a no-break space joins."""
_WHOLE = 20
"""Lines of text: a table of no more is not parted."""
_CAPITAL, _HEAD = 1.3, 1.12
"""A capital is wider than a small letter, a head's letters are bold."""


def fitted(columns: Sequence[Column], rows: Iterable[Sequence[str]]) -> tuple[Column, ...]:
    """The columns with shares that give each its longest word, taken from those that can spare.

    Shares are in characters afterwards and add up to `LINE`. Where the longest words of all do not
    fit beside one another, all columns shrink alike.
    """
    cells = list(zip(*rows, strict=True)) or [()] * len(columns)
    least = [
        _longest(column.head, found) + PADDING for column, found in zip(columns, cells, strict=True)
    ]
    whole = sum(column.share for column in columns)
    wanted = [LINE * column.share / whole for column in columns]
    spare = [max(want - low, 0.0) for want, low in zip(wanted, least, strict=True)]
    short = sum(max(low - want, 0.0) for want, low in zip(wanted, least, strict=True))
    kept = max(1 - short / sum(spare), 0.0) if sum(spare) else 1.0
    given = [low + one * kept if one else low for low, one in zip(least, spare, strict=True)]
    return tuple(
        replace(column, share=round(LINE * one / sum(given), 2))
        for column, one in zip(columns, given, strict=True)
    )


def stands_whole(table: Table) -> bool:
    """Whether a table is short enough to stand on one page: about a third of one."""
    whole = sum(column.share for column in table.columns)
    rooms = [max(LINE * column.share / whole - PADDING, 1.0) for column in table.columns]
    lines = sum(
        max(math.ceil(max(_width(cell), 1.0) / room) for cell, room in zip(row, rooms, strict=True))
        for row in table.rows
    )
    return lines <= _WHOLE


def _longest(head: str, found: Iterable[str]) -> float:
    words = [_width(word) * _HEAD for word in _PART.findall(head)]
    words += [_width(word) for text in found for word in _PART.findall(text)]
    return min(max(words, default=1.0), _LONGEST * _CAPITAL)


def _width(word: str) -> float:
    return len(word) + (_CAPITAL - 1) * sum(one.isupper() or one.isdigit() for one in word)
