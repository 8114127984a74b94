"""Explain sheets: what people believe, what is true by which source, who says it to whom first."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from toolkit.model.plan import ExplainSheet, Truth
from toolkit.model.plan_parts import Hand
from toolkit.model.vocabulary import Kind, Route
from toolkit.relaunch.ground import Ground
from toolkit.relaunch.matters import (
    Matter,
    callers,
    cited_tickets,
    complaining,
    first_wave_of,
    hand_for,
    titled,
)

_BELIEFS, _TRUTHS = 3, 3
_LEAST_ANSWER = 5
"""Words of a ticket's answer from which it explains something."""
_MOSTLY = 0.6
"""One department's head says it where so many of those who ask are there."""
_DAYS = 14


def draft_sheets(matters: Sequence[Matter], ground: Ground) -> tuple[ExplainSheet, ...]:
    """A sheet per matter that must be explained, most people first.

    True is what resolved tickets on it answered, or what the owner wrote on the line; where there
    is neither, it is to be written.
    """
    found = [_sheet(one, ground) for one in matters if one.route is Route.EXPLAIN]
    return tuple(sorted(found, key=lambda one: (-one.people, one.line_id)))


def _sheet(matter: Matter, ground: Ground) -> ExplainSheet:
    said = complaining(matter, ground)
    asked = ground.known(said)
    hand = hand_for(matter, ground, before_wave=first_wave_of(asked, ground), days_before=_DAYS)
    designed = cited_tickets(matter, "tickets_works_as_designed", ground)
    shown = cited_tickets(matter, "tickets_shown_how", ground)
    rows = designed or shown
    wronged = callers(_wrong_answers([*designed, *shown], matter, ground), ground)
    return ExplainSheet(
        line_id=matter.line,
        theme_ids=(matter.theme.theme_id,),
        title=titled(matter, ground),
        believed=ground.quotes(
            said, matter.theme, (Kind.QUESTION, Kind.CONCERN, Kind.PROPOSAL), _BELIEFS
        ),
        truths=_truths(rows, hand, matter, ground),
        channel=_channel(asked, hand, ground),
        people=len(ground.speakers(said)),
        wronged_ids=ground.named(wronged),
        wronged=ground.count(wronged),
        evidence=ground.evidence(said, matter.theme, matter.cause),
        hand=hand,
    )


def _wrong_answers(rows: Sequence[str], matter: Matter, ground: Ground) -> list[str]:
    """Tickets whose answer explained nothing, or was given before a fault was confirmed in it.

    Whoever was told "as designed" on a matter in which a ticket was confirmed as a fault later was
    answered wrongly.
    """
    faults = [
        day
        for row in cited_tickets(matter, "tickets_confirmed_defect", ground)
        if (day := _day(ground.tickets[row].get("closed_on"))) is not None
    ]
    last = max(faults, default=None)
    found = []
    for row in rows:
        closed = _day(ground.tickets[row].get("closed_on"))
        overtaken = last is not None and closed is not None and closed <= last
        if overtaken or not _explains(row, ground):
            found.append(row)
    return found


def _explains(row: str, ground: Ground) -> bool:
    text = ground.ticket_texts.get(row)
    return text is not None and len(text.answered.split()) >= _LEAST_ANSWER


def _truths(rows: Sequence[str], hand: Hand, matter: Matter, ground: Ground) -> tuple[Truth, ...]:
    written = _written(hand, matter, ground)
    found: dict[str, Truth] = {}
    for row in rows:
        if _explains(row, ground):
            answer = ground.ticket_texts[row].answered
            closed = _day(ground.tickets[row].get("closed_on"))
            source = ground.say("answer of the service desk to a ticket")
            found.setdefault(
                answer.casefold(), Truth(text=answer, source=source, on=closed, row=row)
            )
    if written or found:
        return (*written, *list(found.values())[:_TRUTHS])
    return (
        Truth(
            text=ground.say("to be written by {role}", role=hand.owner),
            source=ground.say("no file says what is true"),
            on=None,
            to_be_written=True,
        ),
    )


def _written(hand: Hand, matter: Matter, ground: Ground) -> tuple[Truth, ...]:
    if not hand.answer:
        return ()
    row = ground.given.decisions.get(f"text:{matter.line}", "answer")
    on = row.at.date() if row else None
    return (Truth(text=hand.answer, source=ground.say("written by a person"), on=on),)


def _channel(asked: frozenset[str], hand: Hand, ground: Ground) -> str:
    """Where it is said, by where those are who ask."""
    counts = ground.departments(asked)
    if counts:
        most = min(counts, key=lambda name: (-counts[name], name))
        if counts[most] >= max(_MOSTLY * len(asked), ground.least):
            return ground.say(
                "{role}, in the team meeting of {group}, where most of those are who ask",
                role=ground.head_of(most),
                group=most,
            )
        if len(counts) > 1:
            return ground.say(
                "{role}, in writing to everybody in scope; the managers of {n} departments "
                "repeat it",
                role=hand.owner,
                n=len(counts),
            )
    return ground.say("{role}, in writing to everybody in scope", role=hand.owner)


def _day(value: object) -> date | None:
    if isinstance(value, datetime):
        return value.date() if value == value else None
    return value if isinstance(value, date) else None
