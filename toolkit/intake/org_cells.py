"""Cells of lists of people that systems write their own way: open ends, names in a directory."""

from __future__ import annotations

import re

_OPEN_END = re.compile(r"(?:9999|2999|4712)\D?\d\d\D?\d\d.*|\d\d?\D\d\d?\D(?:9999|2999|4712)")
"""The end of an employment that has none: "31.12.9999"."""
_IN_DIRECTORY = re.compile(
    r"(?:CN|UID)=(?P<name>(?:\\.|[^,\\])+)(?:,\s*(?:OU|DC|CN|O|C)=.*)?", re.IGNORECASE | re.DOTALL
)


def is_open_end(cell: str) -> bool:
    """Whether a date is the far one that systems write where there is no end."""
    return _OPEN_END.fullmatch(cell.strip()) is not None


def name_in_directory(cell: str) -> str:
    """The name in a directory's path ("CN=Ana Roth,OU=Users,DC=..."); "" where it is none."""
    found = _IN_DIRECTORY.fullmatch(cell.strip())
    return found["name"].replace("\\", "").strip() if found else ""
