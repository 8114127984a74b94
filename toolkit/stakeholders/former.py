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


def former_champion(person_id: str, known: Known, earlier: Position | None) -> str:
    """What says that somebody worked or spoke for the launch, in words; "" where nothing does.

    Own words that say so, or words and ratings before the launch that were a champion's.
    """
    said = {
        one.statement_id: known.attitudes.get(one.statement_id, NOTHING).backed
        for one in known.said.get(person_id, ())
    }
    best = max(said, key=lambda key: (said[key], key), default="")
    if best and said[best] >= SAYS_SO:
        return f"says so ({said[best]:.0%}, machine): {best}"
    hopes = [one.agreement or 0.0 for one in known.ratings(person_id, before=True)]
    if hopes and sum(hopes) / len(hopes) >= BEFORE_FROM:
        return f"ratings before the launch {sum(hopes) / len(hopes):.2f} of 1"
    if earlier is not None and earlier.stance is Stance.CHAMPION:
        return "the words and ratings before the launch were those of a champion"
    return ""
