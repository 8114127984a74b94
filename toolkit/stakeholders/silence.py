"""How far the ranking of influence rests on who answered: what the silent could still change."""

from __future__ import annotations

from dataclasses import dataclass

from toolkit.stakeholders.influence import silent_share
from toolkit.stakeholders.nonresponse import rank_intervals
from toolkit.stakeholders.people_input import Known
from toolkit.stakeholders.reach import namers


@dataclass(frozen=True, slots=True, kw_only=True)
class Ranked:
    """One person's place by nominations, and where it would lie had others answered."""

    person_id: str
    named_by: int
    rank: int
    best: int
    worst: int
    """Within these two lie nine of ten resamples."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SilentEffect:
    """What the silence of some does to the ranking."""

    silent: float
    """Share (0-1) of the people in scope who answered no question on whom they turn to."""
    ranked: tuple[Ranked, ...]
    """The most named, best first."""
    sure: int
    """So many of them would stay in this list in nine of ten resamples."""


def effect_of_silence(known: Known, most: int = 10) -> SilentEffect | None:
    """The `most` people whom most turn to, with their intervals; None where nobody was asked."""
    turned = namers(known.given.intake.ties)
    turned = {key: who for key, who in turned.items() if key in known.by_id}
    if not turned:
        return None
    silent = silent_share(known)
    intervals = rank_intervals(known.given.intake.ties, missing=silent)
    order = sorted(turned, key=lambda key: (-len(turned[key]), known.by_id[key].rank, key))
    counts = sorted((len(who) for who in turned.values()), reverse=True)
    ranked = tuple(
        Ranked(
            person_id=key,
            named_by=len(turned[key]),
            rank=counts.index(len(turned[key])) + 1,
            best=intervals[key][0],
            worst=intervals[key][1],
        )
        for key in order[:most]
    )
    return SilentEffect(
        silent=round(silent, 4),
        ranked=ranked,
        sure=sum(one.worst <= len(ranked) for one in ranked),
    )
