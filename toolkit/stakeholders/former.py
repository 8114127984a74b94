"""Who worked or spoke for this launch before it or at its start."""

from __future__ import annotations

from toolkit.model.vocabulary import Stance
from toolkit.stakeholders.attitudes import NOTHING
from toolkit.stakeholders.people_input import Known
from toolkit.stakeholders.stance import Position

SAYS_SO = 0.5
"""From this probability on a statement is read as 'I worked or spoke for it'."""


def is_former_champion(person_id: str, known: Known, earlier: Position | None) -> bool:
    """Whether the own words say so, or words and ratings of before the launch were an advocate's."""
    if earlier is not None and earlier.stance is Stance.CHAMPION:
        return True
    return any(
        known.attitudes.get(one.statement_id, NOTHING).backed >= SAYS_SO
        for one in known.said.get(person_id, ())
    )
