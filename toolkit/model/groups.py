"""Groups of people as the contract writes them: "department=Field Sales & location=Madrid"."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

DIMENSIONS: Final = ("department", "location", "role", "level")
"""The attributes of a person that make groups."""
_BETWEEN = re.compile(rf" & (?=(?:{'|'.join(DIMENSIONS)})\s*=)")
"""A value may hold " & " itself ("Research & Charter")."""


def group_text(pairs: Iterable[tuple[str, str]]) -> str:
    """The contract's way to write a group, its pairs in the order given; "" for none."""
    return " & ".join(f"{dimension}={value}" for dimension, value in pairs)


def group_pairs(text: str) -> tuple[tuple[str, str], ...]:
    """Pairs of dimension and value; none for a text without "=" ("", "all", "overall")."""
    parts = [part.partition("=") for part in _BETWEEN.split(text)]
    return tuple((dimension.strip(), value.strip()) for dimension, sign, value in parts if sign)
