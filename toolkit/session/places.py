"""Where a topic goes that finds no seat in the session, and why, from that topic's own evidence."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from toolkit.model.findings import Action, Statement, Theme, Verdict
from toolkit.model.plan_parts import State, action_line
from toolkit.model.vocabulary import DecidedBy, Horizon, Place, Route
from toolkit.session.given import Ground
from toolkit.session.heat import other_side
from toolkit.session.phrases import drafted, say

LEAST_PEOPLE = 3
"""A topic of fewer people is parked, not dropped."""
KNOWN = 0.9
"""A cause this sure, carried by facts, is told in the session and not debated there."""
NAMED = 1 / 3
"""From this share of people who name a cause in their own words on, it can be confirmed."""
DISPUTED = 0.15
"""From this share of people who see it otherwise on, a topic is too disputed to be confirmed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Spot:
    """Where a topic goes that finds no seat, and whether it may have one."""

    place: Place
    why: str
    fits: bool = True


def spot_of(theme: Theme, verdict: Verdict, said: Sequence[Statement], ground: Ground) -> Spot:
    """The place of a topic without a seat."""
    language, title = ground.given.language, theme.title
    people, other = ground.people(said), other_side(said, ground)
    if people < LEAST_PEOPLE:
        why = say(language, "spot_few", title=title, n=people)
        return Spot(place=Place.PARKING_LOT, why=why, fits=False)
    known = known_text(theme, verdict, ground)
    if known:
        return Spot(place=Place.SETTLE_BEFORE, why=known)
    if verdict.route is Route.FIND_OUT:
        return Spot(place=Place.PARKING_LOT, why=say(language, "spot_untold", title=title))
    if other >= DISPUTED:
        why = say(language, "spot_disputed", title=title, share=round(100 * other))
        return Spot(place=Place.PARKING_LOT, why=why)
    return _to_confirm(verdict, said, ground)


def _to_confirm(verdict: Verdict, said: Sequence[Statement], ground: Ground) -> Spot:
    """What the group is asked to confirm: the cause, how many name it by their words, the cure.

    A cause that hardly anybody names is no matter of a sentence: those concerned are asked first.
    """
    language, people = ground.given.language, ground.people(said)
    naming = ground.people(one for one in said if ground.coding(one).cause is verdict.cause)
    cause = ground.cause(verdict.cause)
    if naming < NAMED * people:
        why = say(
            language,
            "spot_unnamed" if naming else "spot_unsaid",
            cause=cause,
            n=naming,
            of=people,
        )
        return Spot(place=Place.PARKING_LOT, why=why)
    action = _first(verdict, ground)
    done = short(action, ground) if action else say(language, "no_action")
    why = say(language, "spot_confirm", cause=cause, n=naming, of=people, action=done)
    return Spot(place=Place.CONFIRM, why=why)


def known_text(theme: Theme, verdict: Verdict, ground: Ground) -> str:
    """What is told and not debated: a cause that facts show, or an act that can begin at once.

    With what is done about it and by when: that a cause is known mends nothing yet. "" for a topic
    that is no such one.
    """
    by_facts = verdict.decided_by not in (DecidedBy.TEXT, DecidedBy.THEME)
    language, cause = ground.given.language, ground.cause(verdict.cause)
    if by_facts and verdict.confidence >= KNOWN:
        action, key = _first(verdict, ground), "known_open"
        if action is None:
            return say(language, "known_bare", cause=cause)
    else:
        action, key = quick_act(theme, ground), "act_open"
        if action is None:
            return ""
    return say(
        language,
        "known_done" if is_done(action, ground) else key,
        cause=cause,
        action=short(action, ground),
        when=_when(action, ground),
    )


def _when(action: Action, ground: Ground) -> str:
    language = ground.given.language
    if action.due is not None:
        return say(language, "by_when", day=ground.day(action.due))
    if action.before_wave is not None:
        return say(language, "before_wave", n=action.before_wave)
    return say(language, "no_date")


def _first(verdict: Verdict, ground: Ground) -> Action | None:
    """The action on a theme that answers its verdict."""
    own = ground.actions.get(verdict.theme_id, [])
    return next((one for one in own if one.route is verdict.route), None)


def is_done(action: Action, ground: Ground) -> bool:
    """Whether a person marked the action's line as done."""
    line = f"text:{action_line(action.route, action.theme_ids[0])}"
    return ground.given.decisions.value(line, "state") == State.DONE


def short(action: Action, ground: Ground) -> str:
    """An action in a few words, for where its topic stands beside it; a person's title as it is."""
    language, bare = ground.given.language, action.title.partition(": “")[0]
    topics = (ground.themes[one].title for one in action.theme_ids if one in ground.themes)
    if any(bare.endswith(f"“{title}”") for title in topics):
        return say(language, f"deed_{action.route.name.lower()}")
    return drafted(language, bare)


def quick_act(theme: Theme, ground: Ground) -> Action | None:
    """An act of the sponsor on the theme that needs no session; None where there is none."""
    own = ground.actions.get(theme.theme_id, [])
    quick = [
        one for one in own if one.horizon is Horizon.QUICK_WIN and one.route is Route.SPONSOR_ACTS
    ]
    return min(quick, key=lambda one: one.action_id, default=None)
