"""How much a fact weighs for or against a cause, and why: every number in one place.

A weight is a log-odds (natural logarithm) added to a cause against the rest. Where the files
themselves show how common a fact is, the weight is a likelihood ratio: how often the fact is
assumed to be seen where the cause is at work, against how often it is seen in this company at all
(`from_base_rate`). So 'was never trained' says much where nearly everybody was, and next to nothing
where nobody was. The assumed shares are round guesses of practitioners, not measurements; each is
capped, because each file can mislead.
"""

from __future__ import annotations

import math
from collections.abc import Mapping

from toolkit.facts.resolutions import Outcome
from toolkit.model.vocabulary import Cause

CAP = 1.5
"""No single fact moves a cause by more than this (odds times 4.5)."""
LEAST = 0.05
"""Weights below this are not worth a signal."""

TICKET: Mapping[Outcome, Mapping[Cause, float]] = {
    # Somebody who can know says that the tool is wrong. People also complain of other things about
    # a function that has a fault, so training is only made less likely, not ruled out.
    Outcome.CONFIRMED_DEFECT: {
        Cause.DEFECT: 2.0,
        Cause.TRAINING: -1.0,
        Cause.FRICTION: -0.6,
        Cause.COMMUNICATION: -0.6,
        Cause.DATA: -0.3,
    },
    # The same, but the trouble may be gone by the time of the complaint.
    Outcome.FIXED: {
        Cause.DEFECT: 1.7,
        Cause.TRAINING: -0.8,
        Cause.FRICTION: -0.5,
        Cause.COMMUNICATION: -0.5,
    },
    # No fault: somebody decided it so. Either it costs too much (friction, way of working), or
    # people were not told that it was decided (communication).
    Outcome.WORKS_AS_DESIGNED: {
        Cause.COMMUNICATION: 1.0,
        Cause.FRICTION: 0.8,
        Cause.WAY_OF_WORKING: 0.6,
        Cause.DEFECT: -1.6,
        Cause.DATA: -0.6,
    },
    # It can be done and was done once shown: knowledge was missing.
    Outcome.SHOWN_HOW: {
        Cause.TRAINING: 1.8,
        Cause.DEFECT: -1.3,
        Cause.MISSING: -0.8,
        Cause.DATA: -0.4,
    },
    Outcome.DATA_CORRECTED: {Cause.DATA: 2.0, Cause.DEFECT: -0.6, Cause.TRAINING: -0.4},
    # It cannot be done today; a wish for a function may answer a step that costs too much.
    Outcome.CHANGE_REQUEST: {
        Cause.MISSING: 1.8,
        Cause.FRICTION: 0.3,
        Cause.TRAINING: -0.8,
        Cause.DEFECT: -0.8,
    },
    # A right or password was missing: no fault of the tool, and of nothing else either.
    Outcome.ACCESS: {Cause.DEFECT: -0.4},
}
"""What an outcome says of the cause of complaints on its matter, if it is the only one and sure."""
OWN_TICKET = 3.0
"""The speaker's own ticket on the matter counts as three of others: two people can use the same
words for a fault and for a gap, and only their own cases tell them apart."""
MANY_TICKETS = 1.5
"""Tickets beyond the first add with the square root of their number, up to this factor."""

ERRORS_IF_DEFECT = 0.6
"""Of people who complain of a fault, so many are assumed to have far more errors than their peers;
the rest meets faults that show no error."""
FEW_ERRORS_IF_DEFECT = 0.2
HIGH_RATIO, HIGH_LEAST = 2.0, 3.0
"""'Far more': twice what the peers' rate gives (after shrinkage), and at least three errors."""
LOW_RATIO = 0.6
"""'Far fewer': reached, for example, with no error where two were to be expected."""
STOCK_IF_TRAINING = 0.5
"""Of people who do not know the last step of their work, so many are assumed to leave a growing
stock of unfinished records."""
STOCK_LEAST = 3.0
UNUSED_DEFECT, UNUSED_FRICTION = -0.7, -0.5
"""Who never opened the tool, or the part spoken of, reports what others told: it is an opinion
worth having, but no sighting of a fault."""
IDLE_IF_LEADERSHIP = 0.6
"""Where managers' conduct is the trouble, so many complaints are assumed to come from people whose
own managers do not use the tool."""

GAP_IF_TRAINING = 0.7
"""Of people who lack knowledge, so many are assumed to have missed a fitting course; the others
were taught badly."""
PRACTISED_SUPPORT = 0.35
"""Trained in time, uses the tool steadily, and still complains: the tool or its design is a little
more likely than before."""
LOW_SCORE_IF_TRAINING = 0.4
NOT_LISTED_SHARE = 0.5
"""'In no attendance list' counts half of 'did not attend': lists get lost."""

CONTRAST_SHARE = 0.7
"""Contrasts between groups are not experiments: a log odds ratio, after shrinkage by its own
uncertainty, counts for so much."""


def from_base_rate(share_if_so: float, base: float) -> float:
    """Capped log-likelihood ratio: `share_if_so` under the cause against `base` at large."""
    return max(-CAP, min(CAP, math.log(share_if_so / min(max(base, 0.01), 0.99))))


def base_rate(having: int, of: int) -> float:
    """A share, pulled to one half by one in two (Laplace), so that few people prove nothing."""
    return (having + 1) / (of + 2)
