"""Where persons split statements, from their decisions."""

from __future__ import annotations

from toolkit.model.decisions import Decisions
from toolkit.model.shapes import SPLIT_AT


def cuts_of(decisions: Decisions) -> dict[str, int]:
    """Statement id -> the place in its text where the second point begins."""
    return {
        row.subject.split(":", 1)[1]: int(row.decided)
        for row in decisions.in_force("statement")
        if row.field == SPLIT_AT and row.decided
    }
