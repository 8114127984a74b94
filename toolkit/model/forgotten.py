"""People whose words, ties and judgements were removed at their request."""

from __future__ import annotations

from typing import Final

from toolkit.model.decisions import Decisions

FORGOTTEN: Final = "forgotten"
"""Field of the decision on `person:ID`."""


def forgotten_in(decisions: Decisions) -> frozenset[str]:
    """Ids of everybody who was ever to be forgotten: that is not undone by a later row."""
    return frozenset(
        row.subject.split(":", 1)[1]
        for row in decisions.history
        if row.field == FORGOTTEN and row.decided == "yes" and row.subject.startswith("person:")
    )
