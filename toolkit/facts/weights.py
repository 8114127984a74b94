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
"""No single fact but a ticket moves a cause by more than this (odds times 4.5)."""
LEAST = 0.05
"""Weights below this are not worth a signal."""

TICKET: Mapping[Outcome, Mapping[Cause, float]] = {
    # Somebody who can know says that the tool is wrong. Where such a ticket is on the very matter,
    # about nineteen complaints in twenty are taken to stem from the fault: log 19 is 2.9.
    Outcome.CONFIRMED_DEFECT: {
        Cause.DEFECT: 3.0,
        Cause.TRAINING: -1.5,
        Cause.FRICTION: -0.9,
        Cause.COMMUNICATION: -0.9,
        Cause.DATA: -0.5,
    },
    # The same, but the trouble may be gone by the time of the complaint.
    Outcome.FIXED: {
        Cause.DEFECT: 2.7,
        Cause.TRAINING: -1.3,
        Cause.FRICTION: -0.8,
        Cause.COMMUNICATION: -0.8,
    },
    # No fault: somebody decided it so. What that leaves is weighed by AS_DESIGNED.
    Outcome.WORKS_AS_DESIGNED: {Cause.DEFECT: -2.4, Cause.DATA: -1.0},
    # It can be done and was done once shown: knowledge was missing. A little less sure than a
    # confirmed fault: service desks also show the way round a bad design.
    Outcome.SHOWN_HOW: {
        Cause.TRAINING: 2.7,
        Cause.DEFECT: -2.0,
        Cause.MISSING: -1.2,
        Cause.DATA: -0.6,
    },
    Outcome.DATA_CORRECTED: {Cause.DATA: 3.0, Cause.DEFECT: -1.0, Cause.TRAINING: -0.6},
    # It cannot be done today; a wish for a function may answer a step that costs too much.
    Outcome.CHANGE_REQUEST: {
        Cause.MISSING: 2.7,
        Cause.FRICTION: 0.5,
        Cause.TRAINING: -1.2,
        Cause.DEFECT: -1.2,
    },
    # The desk itself has nothing to tell: no fault and no gap, but silence of those who decide.
    Outcome.NOT_TOLD: {
        Cause.COMMUNICATION: 2.4,
        Cause.DEFECT: -1.2,
        Cause.TRAINING: -0.9,
        Cause.MISSING: -0.6,
        Cause.DATA: -0.6,
    },
    # A right or password was missing: no fault of the tool, and of nothing else either.
    Outcome.ACCESS: {Cause.DEFECT: -0.6},
}
"""What an outcome says of the cause of complaints on its matter, if it is the only one and sure."""
FIXED_BEFORE = 0.5
"""A fix from before the words were said counts for so much: who complains all the same may have
the older release, or speak of something else. One that came later was a fault when it was said."""
AS_DESIGNED = 2.1
"""'Works as designed' leaves two readings, and the words tell which: who speaks of something
broken, lost or lacking was not told that it was decided so (communication), who speaks of toil
finds that it costs too much (friction, and at half the weight the way of working)."""
OWN_TICKET = 3.0
"""The speaker's own ticket on the matter counts as three of others: two people can use the same
words for a fault and for a gap, and only their own cases tell them apart."""
TEAM_TICKET = 1.5
"""And one from the same department and location as one and a half: rights, devices, data and
teaching differ by team."""
SHARPNESS = 0.5
"""How outcomes are mixed: at 1 their likelihoods, so that a tenth of a chance of a confirmed fault
takes back all that the other nine say against it; near 0 their log-weights, so that a fault and a
gap behind the same words cancel out to nothing. The chances are estimates: half way."""
MANY_TICKETS = 1.5
"""Tickets beyond the first add with the square root of their number, up to this factor."""

ERRORS_IF_DEFECT = 0.6
"""Of people who complain of a fault, so many are assumed to have far more errors than their peers;
the rest meets faults that show no error."""
FEW_ERRORS = -0.7
"""People with hardly an error are taken to be half as common among those whose complaint stems from
a fault: log 0.5."""
HIGH_RATIO, HIGH_LEAST = 2.0, 3.0
"""'Far more': twice what the peers' rate gives (after shrinkage), and at least three errors."""
SPLIT_RATIO, SPLIT_LEAST, SPLIT_SHARE = 1.5, 6.0, 1 / 3
"""Where a fault meets half of those who do the same, twice the others' rate cannot be reached: of
one error, half as much again and six errors do, if at least a third of the others meet hardly any.
"""
LOW_RATIO = 0.6
"""'Far fewer': reached, for example, with no error where two were to be expected."""
STOCK_IF_TRAINING = 0.5
"""Of people who do not know the last step of their work, so many are assumed to leave a growing
stock of unfinished records."""
STOCK_LEAST = 3.0
NEVER_OPENED_DEFECT, NEVER_OPENED_FRICTION = -0.7, -0.5
PART_UNUSED_DEFECT, PART_UNUSED_FRICTION = -0.4, -0.3
"""Who never opened the tool, or the part spoken of, reports what others told: it is an opinion
worth having, but no sighting of a fault. Parts are found by words, which may err: less weight."""
NOT_NAMED = 0.5
"""Errors and stocks of a measure that the words do not name, where the file has several, may belong
to another matter: they count half."""
IDLE_IF_LEADERSHIP = 0.6
"""Where managers' conduct is the trouble, so many complaints are assumed to come from people whose
own managers do not use the tool."""

AVOIDS = {
    Cause.WAY_OF_WORKING: 0.6,
    Cause.FRICTION: 0.4,
    Cause.TRAINING: -0.5,
    Cause.DEFECT: -0.3,
}
"""Trained in time, in daily use, no more errors than others, and yet hardly any use of the part
spoken of: it is gone round, not unknown. Round guesses, and small: the part is found by words."""
AVOIDED_BELOW = 0.25
"""'Hardly any': under a quarter of what the median user of the part does."""
MOTIONS_IF_UNCONVINCED = 0.5
"""Where the way of working, the benefit, fear or the managers are the trouble, so many are assumed
to enter only what must be seen: going through the motions."""
MOTIONS_SHARE = 0.2
"""It counts for so much: a tool that fails or is not understood is used half-heartedly as well."""

PRAISED_DEFECT = -0.4
"""Several steady users praise the very matter: for them it works, so a fault that meets everybody,
or a function that is not there, is a little less likely. Nearness in meaning may err: little."""

GAP_IF_TRAINING = 0.85
"""Of people who lack knowledge of a matter, so many are assumed to have missed the course on it;
the others were taught badly."""
ANY_GAP_IF_TRAINING = 0.7
"""The same of courses that the words do not name."""
ANY_GAP_SHARE = 0.3
"""A gap in such courses counts so little: who stays away from courses also complains of much else.
"""
PRACTISED_SUPPORT = 0.35
"""Trained in time, uses the tool steadily, and still complains: the tool or its design is a little
more likely than before."""
LOW_SCORE_IF_TRAINING = 0.4
FAILED_IF_TRAINING = 0.4
"""Of people who lack knowledge, so many are assumed to have failed the test of their course, where
there was one: tests ask for what was said rather than for what is needed."""
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
