"""Who worked or spoke for this launch before it or at its start."""

from __future__ import annotations

from toolkit.model.vocabulary import Stance
from toolkit.stakeholders.attitudes import NOTHING
from toolkit.stakeholders.people_input import Known
from toolkit.stakeholders.stance import Position

SAYS_SO = 0.6
"""From this probability on a statement is read as 'I worked or spoke for it'."""
BEFORE_FROM = 0.85
"""Nine or ten of ten before the launch: somebody who looked forward to it aloud."""


def is_former_champion(person_id: str, known: Known, earlier: Position | None) -> bool:
    """Whether own words say so, or words and ratings before the launch were a champion's."""
    if earlier is not None and earlier.stance is Stance.CHAMPION:
        return True
    hopes = [one.agreement or 0.0 for one in known.ratings(person_id, before=True)]
    if hopes and sum(hopes) / len(hopes) >= BEFORE_FROM:
        return True
    return any(
        known.attitudes.get(one.statement_id, NOTHING).backed >= SAYS_SO
        for one in known.said.get(person_id, ())
    )
