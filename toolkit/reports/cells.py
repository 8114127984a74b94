"""One cell of a table: every value as the contract writes it."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable
from datetime import date

from toolkit.model.findings import Part

DIGITS = 4
"""Numbers are rounded to so many digits after the point: equal across machines."""
_UNSPEAKABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
_DIRECTION = re.compile("[\u202a-\u202e\u2066-\u2069]")


def number(value: float | None) -> str:
    """A number with at most four digits after the point; empty for None and nan."""
    if value is None or math.isnan(value):
        return ""
    text = f"{value:.{DIGITS}f}".rstrip("0").rstrip(".")
    return "0" if text in {"-0", ""} else text


def joined(values: Iterable[str]) -> str:
    """A list in one cell."""
    return "; ".join(values)


def day(value: date | None) -> str:
    """An ISO date; empty for None."""
    return value.isoformat() if value else ""


def yes_no(value: bool) -> str:
    """As the contract writes a truth."""
    return "yes" if value else "no"


def parts(values: Iterable[Part]) -> str:
    """`name=value×weight; …`, a sum in the order in which it was made."""
    return joined(f"{one.name}={number(one.value)}×{number(one.weight)}" for one in values)


def plain(text: str) -> str:
    """The text without what no file format can hold: control characters and lone surrogates.

    Each is replaced by U+FFFD, visibly, so that lengths stay and nothing vanishes in silence. Line
    breaks and tabs stay.
    """
    return _UNSPEAKABLE.sub("\ufffd", text)


def one_direction(text: str) -> str:
    """`plain` text without the marks that turn the direction of what follows them."""
    return _DIRECTION.sub("", plain(text))
