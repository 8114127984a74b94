"""The lines over a register that tell its course, day and language: "Course:", "Basics"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from toolkit.intake.dates import looks_like_date, parse_date
from toolkit.intake.grids import IGNORED, exact_roles

_IN_ONE_CELL = re.compile(r"\s*([^:]{2,40}?)\s*:\s*(\S.*)", re.DOTALL)
_ROLES = ("title", "held_on", "session_id", "language", "format", IGNORED)
TELLING = frozenset({"title", "held_on", "session_id"})
"""Labels with which the head of a session begins."""
_OTHER = ""
_LEAST_LABELS = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """What the labelled lines over the people of one session tell; "" where they do not."""

    title: str = ""
    day: str = ""
    language: str = ""

    @property
    def text(self) -> str:
        """Title and day as one text, without the time of day."""
        held = parse_date([self.day])[0]
        return f"{self.title} {held.isoformat() if held else self.day}".strip()


def labelled(row: Sequence[str]) -> tuple[tuple[str, str], ...]:
    """(role, value) of a line that holds labels with their values, () for any other line.

    A label and its value share a cell ("Course: Basics") or stand beside one another, with a colon
    or, where the line holds nothing else, without ("Date", "02/12/2025"). Labels are the headers of
    training files; one with a colon may be any other, its role is then "".
    """
    filled = [cell.strip() for cell in row if cell.strip()]
    if len(filled) == 1:
        return _alone(filled[0])
    if len(filled) == 2 and _role(filled[0]) and _role(filled[1]) is None:
        return (_told(filled[0], filled[1]),)
    return _beside(filled) if filled and filled[0].endswith(":") else ()


def read_head(lines: Iterable[Sequence[str]]) -> Head:
    """What these lines tell; of several titles or days the first."""
    found: dict[str, str] = {}
    rows = list(lines)
    pairs = [pair for row in rows for pair in labelled(row)]
    pairs += [pair for above, below in pairwise(rows) for pair in _over_values(above, below)]
    for role, value in pairs:
        if value:
            found.setdefault(role, value)
    return Head(
        title=found.get("title", found.get("session_id", "")),
        day=found.get("held_on", ""),
        language=found.get("language", ""),
    )


def _over_values(above: Sequence[str], below: Sequence[str]) -> list[tuple[str, str]]:
    """The values under a line of labels ("Topic | Meeting ID | Start Time")."""
    roles = [_role(cell) if cell else None for cell in above]
    if sum(map(bool, above)) < _LEAST_LABELS or not {"title", "held_on"} & set(roles):
        return []
    return [(role, cell) for role, cell in zip(roles, below, strict=False) if role and cell]


def _alone(cell: str) -> tuple[tuple[str, str], ...]:
    match = _IN_ONE_CELL.fullmatch(cell)
    if match is None:
        role = _role(cell) if cell.endswith(":") else None
        return ((role, ""),) if role else ()
    return (_told(match[1], match[2]),) if _role(match[1]) else ()


def _beside(filled: Sequence[str]) -> tuple[tuple[str, str], ...]:
    """Pairs of a label with a colon and the cells up to the next."""
    pairs: list[tuple[str, list[str]]] = []
    for cell in filled:
        if cell.endswith(":"):
            pairs.append((cell, []))
        else:
            pairs[-1][1].append(cell)
    return tuple(_told(label, " ".join(values)) for label, values in pairs)


def _told(label: str, value: str) -> tuple[str, str]:
    """A value that is a date tells the day, whatever the label is."""
    role = _role(label) or _OTHER
    return ("held_on" if role in TELLING and looks_like_date(value) else role), value


def _role(label: str) -> str | None:
    roles = exact_roles(label.rstrip(" :"), "training")
    return next((role for role in _ROLES if role in roles), None)
