"""Shares of people, with intervals: who complains of the tool, of understanding, of commitment."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

import numpy as np

from toolkit.model.findings import Coding, FinalCause, Share, Statement
from toolkit.model.vocabulary import CAUSES, FAMILY_OF, Cause, Family, Kind, Wave
from toolkit.verdicts.pool import speaker

_RESAMPLES = 1_000
CANNOT_TELL = "cannot tell"
SURE = 0.5
"""A complaint whose final cause is less likely than this cannot be told."""


def estimate_shares(
    statements: Sequence[Statement],
    codings: Mapping[str, Coding],
    finals: Mapping[str, FinalCause],
    seed: int = 0,
) -> tuple[Share, ...]:
    """People by family of cause among all who spoke after launch, and those who cannot be told.

    A person counts for a family with the probability that at least one of his or her concerns has a
    cause of it (calibrated probabilities, taken as independent): so the coder's known uncertainty
    is in the share. Interval: 95 % percentile bootstrap over people. `people` counts those for whom
    the family is more likely than not. Nobody spoke: no shares.
    """
    spoken = [one for one in statements if one.source.wave is not Wave.BEFORE and not one.empty]
    people = sorted({speaker(one) for one in spoken})
    if not people:
        return ()
    place = {person: row for row, person in enumerate(people)}
    columns = [*Family, CANNOT_TELL]
    miss = np.ones((len(people), len(columns)))
    told: dict[str, bool] = defaultdict(bool)
    complained: set[str] = set()
    for one in spoken:
        if codings[one.statement_id].kind is not Kind.CONCERN:
            continue
        person, final = speaker(one), finals[one.statement_id]
        complained.add(person)
        told[person] |= final.confidence >= SURE and final.cause not in (None, Cause.UNCLEAR)
        for column, family in enumerate(Family):
            miss[place[person], column] *= 1.0 - _mass(final, family)
    for person in complained:
        miss[place[person], -1] = float(told[person])
    return _with_intervals(1.0 - miss, [str(c) for c in columns], seed)


def _mass(final: FinalCause, family: Family) -> float:
    return min(
        sum(final.causes.get(cause, 0.0) for cause in CAUSES if FAMILY_OF[cause] is family), 1.0
    )


def _with_intervals(
    chances: np.ndarray[tuple[int, int], np.dtype[np.float64]], labels: Sequence[str], seed: int
) -> tuple[Share, ...]:
    n = len(chances)
    draws = np.random.default_rng(seed).integers(0, n, size=(_RESAMPLES, n))
    means = chances[draws].mean(axis=1)
    low, high = np.percentile(means, [2.5, 97.5], axis=0)
    return tuple(
        Share(
            label=label,
            people=int((chances[:, column] >= 0.5).sum()),
            of=n,
            low=round(float(low[column]), 4),
            high=round(float(high[column]), 4),
            share=round(float(chances[:, column].mean()), 4),
            corrected=True,
        )
        for column, label in enumerate(labels)
    )
