"""The agenda: topics ranked by heat, as many as the session holds, the rest placed elsewhere."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from toolkit.model.decisions import Decisions
from toolkit.model.findings import (
    Action,
    AgendaItem,
    Coding,
    FinalCause,
    Part,
    Stakeholder,
    Statement,
    Theme,
    Verdict,
)
from toolkit.model.intake import Person
from toolkit.model.vocabulary import DecidedBy, Kind, Place, Status, Wave
from toolkit.session import words
from toolkit.session.heat import heat_parts, speaker, total

NET_MINUTES = 20
"""A topic that is to end in an agreement takes so long."""
OPENING_MINUTES, CLOSING_MINUTES = 15, 10
"""Goal, shared win and rules at the start; recap at the end. They are counted with the first and
the last topic of the session, so that the minutes of the table add up to the session."""
LEAST_PEOPLE = 3
"""A topic of fewer people is parked, not dropped."""
SETTLED = 0.9
"""A verdict this sure, carried by facts, is settled before the session and only told there."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AgendaInput:
    """What the room is given."""

    themes: Sequence[Theme]
    verdicts: Mapping[str, Verdict]
    statements: Sequence[Statement]
    codings: Mapping[str, Coding]
    final_causes: Mapping[str, FinalCause]
    stakeholders: Sequence[Stakeholder]
    actions: Sequence[Action]
    people: Mapping[str, Person]
    shown: Mapping[str, str]
    """Statement id -> redacted words, "" where withheld."""
    minutes: int = 120
    least_people: int = 5
    """The smallest group of which anything is printed."""
    decisions: Decisions = field(default_factory=Decisions)


def draft_agenda(given: AgendaInput) -> tuple[AgendaItem, ...]:
    """Every theme once, in rank order; minutes of those in the session add up to its length."""
    by_id = {one.statement_id: one for one in given.statements}
    known = {one.person_id: one for one in given.stakeholders}
    said = {
        theme.theme_id: [
            by_id[one]
            for one in theme.statement_ids
            if one in by_id and by_id[one].source.wave is not Wave.BEFORE
        ]
        for theme in given.themes
    }
    most = max((len({speaker(one) for one in own}) for own in said.values()), default=0)
    ranked = sorted(
        (
            (heat_parts(said[theme.theme_id], given.codings, known, most), theme)
            for theme in given.themes
        ),
        key=lambda pair: (
            _wished_rank(pair[1], given),
            -round(total(pair[0]), 9),
            pair[1].theme_id,
        ),
    )
    items = [
        _item(rank, theme, parts, said[theme.theme_id], known, given)
        for rank, (parts, theme) in enumerate(ranked, start=1)
    ]
    return tuple(_placed(items, given))


def _wished_rank(theme: Theme, given: AgendaInput) -> int:
    said = given.decisions.value(f"agenda:{theme.theme_id}", "rank")
    return int(said) if said else 10_000


def _item(
    rank: int,
    theme: Theme,
    parts: tuple[Part, ...],
    said: Sequence[Statement],
    known: Mapping[str, Stakeholder],
    given: AgendaInput,
) -> AgendaItem:
    verdict = given.verdicts[theme.theme_id]
    actions = [one for one in given.actions if theme.theme_id in one.theme_ids]
    finals = {key: one.cause for key, one in given.final_causes.items()}
    return AgendaItem(
        rank=rank,
        theme_id=theme.theme_id,
        title=theme.title,
        place=Place.SESSION,
        minutes=0,
        goal=words.goal(theme, verdict, actions),
        fact=words.fact(verdict, given.least_people),
        opinion=words.opinion(theme, said, given.codings, given.shown),
        wiifm=words.wiifm(said, given.codings, given.people, actions, given.least_people),
        who_cares=words.who_cares(theme, said, given.codings, finals, given.people),
        who_should_be_heard=words.to_be_heard(said, given.codings, known, given.people),
        parts=parts,
    )


def _placed(items: Sequence[AgendaItem], given: AgendaInput) -> list[AgendaItem]:
    """Places by rank while there is time, a person's word first; then the minutes."""
    room = max((given.minutes - OPENING_MINUTES - CLOSING_MINUTES) // NET_MINUTES, 1)
    placed: list[AgendaItem] = []
    for item in items:
        said = given.decisions.value(f"agenda:{item.theme_id}", "place")
        taken = sum(one.place is Place.SESSION for one in placed)
        place = Place(said) if said else _place(item, given, is_room=taken < room)
        status = Status.CHANGED if said and said != Place.SESSION else Status.SUGGESTED
        title = given.decisions.value(f"agenda:{item.theme_id}", "title") or item.title
        placed.append(replace(item, place=place, status=status, title=title))
    return _timed(placed, given.minutes)


def _place(item: AgendaItem, given: AgendaInput, *, is_room: bool) -> Place:
    verdict = given.verdicts[item.theme_id]
    if verdict.people < LEAST_PEOPLE:
        return Place.PARKING_LOT
    by_facts = verdict.decided_by not in (DecidedBy.TEXT, DecidedBy.THEME)
    if is_room:
        return Place.SESSION
    if by_facts and verdict.confidence >= SETTLED:
        return Place.SETTLE_BEFORE
    theme = next(one for one in given.themes if one.theme_id == item.theme_id)
    disputed = any(
        given.codings[one].kind is Kind.PRAISE
        for one in theme.statement_ids
        if one in given.codings
    )
    return Place.PARKING_LOT if disputed else Place.CONFIRM


def _timed(items: Sequence[AgendaItem], minutes: int) -> list[AgendaItem]:
    """Minutes for the topics in the session: equal shares, opening and closing at the ends."""
    inside = [item.theme_id for item in items if item.place is Place.SESSION]
    if not inside:
        return [replace(item, minutes=0) for item in items]
    net = max(minutes - OPENING_MINUTES - CLOSING_MINUTES, len(inside))
    share, rest = divmod(net, len(inside))
    given = {key: share + (place < rest) for place, key in enumerate(inside)}
    given[inside[0]] += OPENING_MINUTES
    given[inside[-1]] += minutes - OPENING_MINUTES - net
    return [replace(item, minutes=given.get(item.theme_id, 0)) for item in items]
