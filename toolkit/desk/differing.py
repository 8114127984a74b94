"""Where people said different things of one statement: the last word counts, and all are shown."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from toolkit.coding.blind import BLIND, OWN_CODE, person_of
from toolkit.desk.card import Said
from toolkit.desk.meanwhile import word_of_row
from toolkit.model.decisions import Decision, Decisions
from toolkit.model.labels import Labels

_MATTERS: Final = (("kind",), ("cause", "final_cause", OWN_CODE), ("severity",))
"""Fields that say the same thing: the latest of them is in force."""


def differing(statement_id: str, decisions: Decisions, labels: Labels) -> tuple[Said, ...]:
    """What others than the one whose word is in force said last, where it says something else.

    Nothing of what was coded blind: that is compared under Disagreements. By coder within a matter.
    """
    found = (_others(f"statement:{statement_id}", fields, decisions) for fields in _MATTERS)
    return tuple(_said(row, labels) for rows in found for row in rows)


def _others(subject: str, fields: tuple[str, ...], decisions: Decisions) -> Iterator[Decision]:
    rows = sorted(
        (row for field in fields for row in decisions.standing(subject, field)),
        key=lambda row: (row.uuid, row.decision_id),
    )
    if not rows:
        return
    now = rows[-1]
    last = {person_of(row.coder): row for row in rows if not row.coder.startswith(BLIND)}
    for person, row in sorted(last.items()):
        if person != person_of(now.coder) and row.decided != now.decided:
            yield row


def _said(row: Decision, labels: Labels) -> Said:
    text = row.decided or ""
    own = row.field == OWN_CODE and text in labels.own
    return Said(
        field=row.field.replace("_", " "),
        value=labels.of_own(text) if own else word_of_row(row, "en"),
        coder=row.coder,
        at=f"{row.at.astimezone():%Y-%m-%d %H:%M}",
        memo=row.memo,
    )
