"""What the company's own tickets teach the coder of words: how callers here describe each cause."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

import pandas as pd

from toolkit.facts.resolutions import Outcome
from toolkit.facts.ticket_outcomes import PROBABILITY
from toolkit.model.vocabulary import Cause

TAUGHT: Mapping[Outcome, Cause] = {
    Outcome.CONFIRMED_DEFECT: Cause.DEFECT,
    Outcome.FIXED: Cause.DEFECT,
    Outcome.SHOWN_HOW: Cause.TRAINING,
    Outcome.DATA_CORRECTED: Cause.DATA,
    Outcome.CHANGE_REQUEST: Cause.MISSING,
}
"""What an outcome says of the caller's trouble. 'Works as designed' leaves two causes open, and a
missing right is none of the ten: neither teaches anything."""
LEAST = 0.5
"""Tickets less likely than this to have ended so are no examples."""


class Lesson(NamedTuple):
    """A weak example for the coder."""

    row: int
    """The place of the ticket in `Facts.tickets`."""
    text: str
    """The caller's words: title and description."""
    cause: Cause
    weight: float
    """In (0, 1]: the chance that the ticket ended so, over the root of how many tickets tell of the
    same problem."""


def ticket_lessons(tickets: pd.DataFrame) -> tuple[Lesson, ...]:
    """The lessons of `Facts.tickets` by their words; tickets without words or a sure end give none.

    Copies of a ticket count once, as the surest; tickets under one problem record, which tell of
    one matter, count together as its square root. The order of the rows changes nothing.
    """
    found: dict[tuple[str, Cause], Lesson] = {}
    if tickets.empty:
        return ()
    for place, row in enumerate(tickets.to_dict("records")):
        text = ". ".join(filter(None, (_words(row["title"]), _words(row["description"]))))
        cause, sure = _taught(row)
        if not text or sure < LEAST or row["outcome"] == Outcome.DUPLICATE:
            continue
        weight = round(sure / max(int(row["problem_tickets"]), 1) ** 0.5, 4)
        lesson = Lesson(place, text, cause, min(weight, 1.0))
        if (text, cause) not in found or found[text, cause].weight < lesson.weight:
            found[text, cause] = lesson
    return tuple(found[key] for key in sorted(found))


def _taught(row: Mapping[object, object]) -> tuple[Cause, float]:
    likely = dict.fromkeys(TAUGHT.values(), 0.0)
    for outcome, cause in TAUGHT.items():
        likely[cause] += float(str(row[PROBABILITY + outcome.value]))
    best = max(likely, key=lambda cause: likely[cause])
    return best, likely[best]


def _words(value: object) -> str:
    text = "" if value is None or value != value else str(value)
    return " ".join(text.split()).rstrip(".")
