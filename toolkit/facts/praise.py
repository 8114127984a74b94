"""Other people's statements: who praises the very matter that others complain of."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from toolkit.facts import weights
from toolkit.facts.contrasts import share
from toolkit.facts.subjects import Finding
from toolkit.facts.usage_signals import IN_USE
from toolkit.model.findings import Coding, Statement
from toolkit.model.vocabulary import Cause, DecidedBy, Kind, UsageState, Wave

LEAST = 3
"""So many other people who praise it: one contented voice is no evidence."""


def praise_finding(
    members: Sequence[int],
    statements: Sequence[Statement],
    codings: Mapping[str, Coding],
    vectors: NDArray[np.floating],
    states: Mapping[str, UsageState],
) -> Finding | None:
    """Steady users who complain of nothing here and praise the matter: contradicts a fault.

    `members` are the places of the theme's statements, `vectors` (n, d) unit rows. A praise is on
    the matter if it is nearer to the theme's centre than half of its own statements are, after what
    all statements share is taken out. None with fewer than LEAST such people.
    """
    centred = vectors - vectors.mean(axis=0)
    norms = np.linalg.norm(centred, axis=1, keepdims=True)
    unit = np.divide(centred, norms, out=np.zeros_like(centred), where=norms > 1e-9)
    centre = unit[list(members)].mean(axis=0)
    near = unit @ centre
    least = float(np.median(near[list(members)]))
    critics = {statements[place].source.person_id for place in members}
    fans = {
        one.source.person_id
        for place, one in enumerate(statements)
        if near[place] >= least and _praises(one, codings)
    } - {*critics, ""}
    steady = sorted(who for who in fans if states.get(who) in IN_USE)
    if len(steady) < LEAST:
        return None
    users = [who for who in {*critics, *steady} if states.get(who) in IN_USE]
    return Finding(
        name="steady_users_praise_it",
        origin=DecidedBy.THEME,
        weights={Cause.DEFECT: weights.PRAISED_DEFECT, Cause.MISSING: weights.PRAISED_DEFECT},
        sentence=f"of the steady users who speak of it {share(len(steady), len(users))} praise it "
        "and complain of nothing here",
        n=len(steady),
        people=tuple(steady),
    )


def _praises(statement: Statement, codings: Mapping[str, Coding]) -> bool:
    coding = codings.get(statement.statement_id)
    late = statement.source.wave is not Wave.BEFORE
    return coding is not None and coding.kind is Kind.PRAISE and late
