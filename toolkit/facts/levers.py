"""Which evidence could turn a verdict: what a ticket of each outcome would weigh."""

from __future__ import annotations

from collections.abc import Mapping

from toolkit.facts.resolutions import Outcome
from toolkit.facts.ticket_signals import GROUPS, as_designed, ticket_strength
from toolkit.facts.weights import TICKET
from toolkit.model.findings import Lever
from toolkit.model.vocabulary import Cause, DecidedBy

_MEANT = {
    Cause.DEFECT: Outcome.CONFIRMED_DEFECT,
    Cause.TRAINING: Outcome.SHOWN_HOW,
    Cause.DATA: Outcome.DATA_CORRECTED,
    Cause.MISSING: Outcome.CHANGE_REQUEST,
    Cause.COMMUNICATION: Outcome.WORKS_AS_DESIGNED,
    Cause.FRICTION: Outcome.WORKS_AS_DESIGNED,
}
"""The outcome of a ticket that speaks for each cause; the other causes no ticket can show."""


def find_levers(words: Mapping[Cause, float]) -> tuple[Lever, ...]:
    """The evidence that tickets can bring, one for each cause that tickets can show.

    `words` are the causes' shares as a theme's words tell them: they say how much a ticket bears on
    it, and what 'works as designed' leaves (see AS_DESIGNED), just as for the signals; of its two
    readings only the one that the words lean to is a lever.
    """
    strength = ticket_strength(words)
    found = []
    for cause, outcome in _MEANT.items():
        name = next(name for name, (outcomes, _) in GROUPS.items() if outcome in outcomes)
        meant = as_designed(words) if outcome is Outcome.WORKS_AS_DESIGNED else {}
        if meant and cause is not max((Cause.COMMUNICATION, Cause.FRICTION), key=meant.__getitem__):
            continue
        weights = {**TICKET[outcome], **meant}
        found.append(
            Lever(
                cause=cause,
                origin=DecidedBy.TICKETS,
                signal=name,
                evidence=GROUPS[name][1],
                weights={one: weight * strength for one, weight in weights.items()},
            )
        )
    return tuple(found)
