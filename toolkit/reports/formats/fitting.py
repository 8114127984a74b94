"""The largest size at which words fit a box: large where little is said, never too large."""

from __future__ import annotations

import math
from collections.abc import Sequence

SIZES = (24, 20, 18, 16, 14, 12, 11, 10)
"""Points, largest first; the last one is taken where nothing fits."""
_POINT = 1 / 72
_WIDE, _HIGH = 0.53, 1.24
"""A letter's mean width and a line's height, in sizes; a little more than Arial has."""
_BREAKS = 1.06
"""Words are not broken: lines are a little shorter than the box."""


def lines_of(text: str, size: int, inches: float) -> int:
    """How many lines a text needs at a size in so many inches; at least one."""
    letters = max(inches / (_WIDE * _POINT * size) / _BREAKS, 1.0)
    return sum(max(math.ceil(len(part) / letters), 1) for part in text.split("\n") or [""])


def size_of_words(texts: Sequence[str], inches: tuple[float, float], gap: float = 10.0) -> int:
    """The largest size for paragraphs in a box (width, height) with so many points between them."""
    wide, high = inches
    for size in SIZES:
        lines = sum(lines_of(text, size, wide) for text in texts)
        if (lines * _HIGH * size + len(texts) * gap) * _POINT <= high:
            return size
    return SIZES[-1]


def size_of_table(
    rows: Sequence[Sequence[str]], widths: Sequence[float], high: float, most: int = 20
) -> int:
    """The largest size for a table's rows in columns so wide and a height, all in inches."""
    for size in (one for one in SIZES if one <= most):
        if sum(row_height(row, widths, size) for row in rows) <= high:
            return size
    return SIZES[-1]


def row_height(row: Sequence[str], widths: Sequence[float], size: int) -> float:
    """Inches that a row needs."""
    inner = [max(wide - 2 * _INSET, 0.2) for wide in widths]
    lines = max(lines_of(text, size, wide) for text, wide in zip(row, inner, strict=True))
    return lines * _HIGH * size * _POINT + 2 * _PAD


def row_heights(
    rows: Sequence[Sequence[str]], widths: Sequence[float], size: int, high: float
) -> tuple[float, ...]:
    """Inches of each row: what it needs, and an equal part of what is free, up to `_AIR`."""
    needed = [row_height(row, widths, size) for row in rows]
    air = max(high - sum(needed), 0.0) / len(needed) if needed else 0.0
    return tuple(one + min(air, _AIR) for one in needed)


_INSET, _PAD = 0.1, 0.06
_AIR = 0.35
"""Inches added to a row at most: a few rows fill the page and do not drift apart."""
