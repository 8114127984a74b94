"""What a person's word on the members of a theme looks like inside a decision.

A theme is found anew in every run, so a decision on its members names them: "T01=S-1 S-2; T02=S-3"
are theme ids, each with the ids of its statements at the moment of the decision.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

from toolkit.errors import WrongDecision

MERGE: Final = "merge_ids"
"""`theme:B`: B goes into the first theme named; both are named with their statements."""
SPLIT: Final = "split_ids"
"""`theme:NEW`: NEW, the first theme named, was taken out of the second."""
PIN: Final = "pin_ids"
"""`theme:A`: these statements stay A's; an empty value lets them go."""
MOVE: Final = "theme_id"
"""`statement:S`: the theme that S belongs to; empty for none."""
SPLIT_AT: Final = "split_at"
"""`statement:S`: where in its text, from 0, a second point begins; from the next run on."""
SHAPES: Final = (MERGE, SPLIT, PIN)
"""Fields of a theme that decide its members."""

Members = Mapping[str, tuple[str, ...]]
"""Theme id -> statement ids, in the order in which they are named."""


def write_members(members: Mapping[str, Iterable[str]]) -> str:
    """The value of a decision: themes in their order, each with its statements sorted."""
    return "; ".join(f"{theme}={' '.join(sorted(set(ids)))}" for theme, ids in members.items())


def read_members(value: str) -> dict[str, tuple[str, ...]]:
    """The themes and statements of a decision's value; empty for an empty one.

    Raises WrongDecision for a value that `write_members` would not write.
    """
    found: dict[str, tuple[str, ...]] = {}
    for part in filter(str.strip, value.split(";")):
        theme, sign, ids = part.strip().partition("=")
        if not sign or not theme or theme.split() != [theme]:
            raise WrongDecision(
                f"'{part.strip()}' names no theme with its statements.",
                what_to_do="Write T01=S-1 S-2; T02=S-3, or let the desk write it.",
            )
        found[theme] = tuple(ids.split())
    return found
