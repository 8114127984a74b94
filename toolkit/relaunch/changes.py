"""The change list: what is fixed, built, redesigned or cleansed, and what must not wait."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from toolkit.model.plan import Change
from toolkit.model.vocabulary import SYSTEM_ROUTES, Cause, Kind
from toolkit.relaunch.ground import Ground
from toolkit.relaunch.matters import (
    Matter,
    callers,
    cited_tickets,
    complaining,
    hand_for,
    titled,
)

GRAVE = 3
_GRAVE_PEOPLE = 3
"""So many people whose work it stops, and it is mended before anybody starts again."""
_WAVE_SHARE = 0.2
"""Done before the first wave that holds this share of those who raise it."""
_DAYS = 14


def draft_changes(matters: Sequence[Matter], ground: Ground) -> tuple[Change, ...]:
    """A change per matter on one of the four routes, those before an early wave first.

    `before_wave` is set where an opinion former of that wave named it, where it stops the work of
    three people or more (before wave 1), or where facts confirm it (before the first wave that
    holds a fifth of those who raise it); else the change may come later.
    """
    found = [_change(one, ground) for one in matters if one.route in SYSTEM_ROUTES]
    return tuple(
        sorted(
            found,
            key=lambda one: (one.hand.before_wave or 99, -one.people, one.line_id),
        )
    )


def _change(matter: Matter, ground: Ground) -> Change:
    said = complaining(matter, ground)
    wave, why = _before(matter, ground)
    action = matter.action
    wronged = _wronged(matter, ground)
    return Change(
        line_id=matter.line,
        action_id=action.action_id if action else "",
        theme_ids=(matter.theme.theme_id,),
        route=matter.route,
        title=titled(matter, ground),
        value=ground.say.drafted(action.value) if action else "",
        value_basis=action.value_basis if action else "none",
        people=len(ground.speakers(said)),
        severities=_severities(matter, ground),
        best=matter.words,
        measure=measure_of(matter, ground),
        why_before_wave=why,
        evidence=ground.evidence(said, matter.theme, matter.cause),
        hand=hand_for(matter, ground, before_wave=wave, days_before=_DAYS),
        heard_first_ids=ground.named(wronged),
        heard_first=ground.count(wronged),
    )


def _severities(matter: Matter, ground: Ground) -> tuple[int, int, int]:
    codings = ground.findings.codings
    counts = Counter(codings[one.statement_id].severity for one in matter.said)
    return counts[1], counts[2], counts[3]


def _before(matter: Matter, ground: Ground) -> tuple[int | None, str | None]:
    named = [
        one.wave
        for one in ground.findings.waves
        if f"{matter.theme.theme_id} " in f"{one.gate} " and one.wave
    ]
    if named:
        return min(named), ground.say("an opinion former of wave {n} named it", n=min(named))
    codings = ground.findings.codings
    grave = ground.speakers(
        one for one in matter.said if codings[one.statement_id].severity == GRAVE
    )
    if len(grave) >= _GRAVE_PEOPLE:
        return 1, ground.say("it stops the work of {n} people", n=len(grave))
    if matter.cause is Cause.DEFECT and ground.evidence((), matter.theme, matter.cause).facts:
        return _first_wave_hit(matter, ground)
    return None, None


def _first_wave_hit(matter: Matter, ground: Ground) -> tuple[int, str]:
    who = ground.known(matter.said)
    counts = Counter(ground.wave_of[one] for one in who if one in ground.wave_of)
    for wave in sorted(counts):
        if counts[wave] >= _WAVE_SHARE * len(who):
            return wave, ground.say("files confirm it, and wave {n} holds many who met it", n=wave)
    return 1, ground.say("files confirm it")


def _wronged(matter: Matter, ground: Ground) -> frozenset[str]:
    """Whose ticket on a confirmed fault was closed by showing how, or as designed."""
    if matter.cause is not Cause.DEFECT:
        return frozenset()
    if not cited_tickets(matter, "tickets_confirmed_defect", ground):
        return frozenset()
    rows = [
        row
        for name in ("tickets_shown_how", "tickets_works_as_designed")
        for row in cited_tickets(matter, name, ground)
    ]
    return callers(rows, ground)


def measure_of(matter: Matter, ground: Ground) -> str:
    """The signal that must move: tickets on it where there are some, else those who name it."""
    signals = ground.signals(matter.theme, matter.cause)
    for name, pattern in (
        ("tickets_confirmed_defect", "confirmed faults on it: from {n} since the launch to none"),
        ("tickets_shown_how", "tickets closed by showing how: from {n} since the launch to none"),
        ("tickets_data_corrected", "corrections of data on it: from {n} since the launch to none"),
    ):
        n = max((one.n for one in signals if one.name == name), default=0)
        if n:
            return ground.say(pattern, n=n)
    people = len(ground.speakers(complaining(matter, ground)))
    return ground.say(
        "people who name it in the pulse survey: from {n} to under {m}",
        n=people,
        m=max(people // 2, 1),
    )


def praised(matter: Matter, ground: Ground) -> int:
    """How many people are content with the matter."""
    codings = ground.findings.codings
    return len(
        ground.speakers(one for one in matter.said if codings[one.statement_id].kind is Kind.PRAISE)
    )
