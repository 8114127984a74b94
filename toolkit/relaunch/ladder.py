"""Motivation, then incentive, then mandate: rung by rung, with the risk of gaming named."""

from __future__ import annotations

from collections.abc import Sequence

from toolkit.errors import WrongDecision
from toolkit.model.plan import Argument, Rung
from toolkit.model.plan_parts import Evidence, Hand, RungName, State
from toolkit.model.vocabulary import Cause, Route, UsageState
from toolkit.relaunch.edits import LADDER, RUNG
from toolkit.relaunch.ground import Ground
from toolkit.relaunch.matters import Matter, hand_for, titled

_SETTLED = (State.DONE, State.DROPPED)
_SHOWN = 5
_OWN_SAKE = (Route.SHOW_BENEFIT, Route.REASSURE)
Line = tuple[str, str, Hand]
"""Id, title and hand of a line of the plan."""


def draft_ladder(
    matters: Sequence[Matter], lines: Sequence[Line], ground: Ground
) -> tuple[Rung, ...]:
    """The three rungs; `lines` are those that must be done before a wave.

    Nobody stands on incentives while such a line is open, nor on a mandate before incentives were
    tried. No rung ever holds a list of people.
    """
    standing = standing_on(ground)
    open_lines = [title for _, title, hand in lines if hand.state not in _SETTLED]
    first = _first(open_lines, ground)
    tried = (
        () if standing is not RungName.MOTIVATION else (ground.say("incentives were not tried"),)
    )
    return (
        Rung(
            name=RungName.MOTIVATION,
            title=ground.say("Motivation: what is in it for them, shown"),
            means=_benefits(matters, ground),
            open=(),
            warnings=(),
            reached=not _undone(matters, ground),
        ),
        Rung(
            name=RungName.INCENTIVE,
            title=ground.say("Incentive: for teams, on results and not on entries"),
            means=(),
            open=first,
            warnings=_gaming(matters, ground),
            reached=standing is not RungName.MOTIVATION,
        ),
        Rung(
            name=RungName.MANDATE,
            title=ground.say("Mandate: reports and forecasts come out of the tool only"),
            means=(),
            open=(*_below(first, ground), *tried),
            warnings=(),
            reached=standing is RungName.MANDATE,
        ),
    )


def standing_on(ground: Ground) -> RungName:
    """The rung that a person climbed to; motivation until then."""
    said = ground.given.decisions.value(LADDER, RUNG)
    return RungName(said) if said else RungName.MOTIVATION


def check_climb(ladder: Sequence[Rung], wanted: RungName) -> None:
    """Raise WrongDecision where a rung would be skipped or something is open below it."""
    rung = next(one for one in ladder if one.name is wanted)
    if rung.open:
        raise WrongDecision(
            f"the ladder cannot be climbed to '{wanted}' yet: {'; '.join(rung.open)}.",
            where=LADDER,
            what_to_do="Do these first, or drop them on their lines with a reason.",
        )


def _first(open_lines: Sequence[str], ground: Ground) -> tuple[str, ...]:
    shown = tuple(open_lines[:_SHOWN])
    if len(open_lines) > _SHOWN:
        more = ground.say("and {n} more lines of the plan", n=len(open_lines) - _SHOWN)
        return (*shown, more)
    return shown


def _below(first: Sequence[str], ground: Ground) -> tuple[str, ...]:
    """The mandate needs all that the incentive needs: said once, not listed again."""
    return (ground.say("all that the rung before needs"),) if first else ()


def _undone(matters: Sequence[Matter], ground: Ground) -> list[str]:
    """Titles of what is to be shown or reassured and is not done yet."""
    return [
        titled(one, ground)
        for one in matters
        if one.route in _OWN_SAKE and hand_for(one, ground).state not in _SETTLED
    ]


def _benefits(matters: Sequence[Matter], ground: Ground) -> tuple[str, ...]:
    """What is shown, reassured or mended for people's own sake."""
    return tuple(titled(one, ground) for one in matters if one.route in _OWN_SAKE)


def _gaming(matters: Sequence[Matter], ground: Ground) -> tuple[Argument, ...]:
    states = ground.findings.facts.usage_states
    inside = {one.person_id for one in ground.in_scope}
    motions = sum(state is UsageState.MOTIONS for key, state in states.items() if key in inside)
    found = []
    if motions >= ground.least:
        text = ground.say(
            "gaming: {n} people already enter the minimum only; a contest on numbers pays for that",
            n=motions,
        )
        usage = ground.say("usage of everybody in scope")
        found.append(Argument(text=text, evidence=Evidence(facts=(usage,), people=motions)))
    afraid = [one for matter in matters if matter.cause is Cause.TRUST for one in matter.said]
    if afraid:
        text = ground.say(
            "gaming: {n} of {m} who spoke fear being measured; a contest between persons feeds it",
            n=len(ground.speakers(afraid)),
            m=len(ground.heard),
        )
        found.append(Argument(text=text, evidence=ground.evidence(afraid)))
    if not found:
        text = ground.say(
            "gaming: a contest rewards entries and not honest data; this review holds no sign of "
            "it so far"
        )
        found.append(Argument(text=text, evidence=Evidence()))
    return tuple(found)
