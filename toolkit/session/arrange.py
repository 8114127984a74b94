"""Order, places and minutes: the suggestion, and a person's word on it; minutes always add up."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from math import ceil

from toolkit.model.decisions import Decision, Decisions
from toolkit.model.findings import AgendaItem
from toolkit.model.session import Slot, Topic
from toolkit.model.vocabulary import Place, Status

NET_MINUTES = 20
"""A topic that is to end in an agreement takes so long."""
OPENING_MINUTES, CLOSING_MINUTES = 15, 10
"""Goal, shared win and rules at the start; recap at the end. In the table they are counted with the
first and the last topic of the session, so that its minutes add up to the session."""
SENTENCE_MINUTES = 0.5
"""What is told, or confirmed in a sentence, takes so long; together they have a slot of their own,
which the table counts with the first topic."""
TEXT_FIELDS = ("title", "goal", "fact", "opinion", "wiifm", "who_cares")
"""What a person may reword; the words are kept, and flagged where the suggestion has changed."""
OPENING, CONFIRM, CLOSING = "opening", "confirm", "closing"
_IN_A_SENTENCE = (Place.SETTLE_BEFORE, Place.CONFIRM)


@dataclass(frozen=True, slots=True, kw_only=True)
class Arranged:
    """Topics in rank order with their places, minutes and wording, and the course of the day."""

    topics: tuple[Topic, ...]
    slots: tuple[Slot, ...]


def seats(minutes: int) -> int:
    """How many topics a session of so many minutes holds, at least one."""
    return max((minutes - OPENING_MINUTES - CLOSING_MINUTES) // NET_MINUTES, 1)


def arrange(
    topics: Sequence[Topic],
    minutes: int,
    decisions: Decisions,
    english: Mapping[str, AgendaItem] | None = None,
) -> Arranged:
    """The topics with order, places, minutes and words as suggested and decided.

    In what is given, `item.place` is where a topic goes that finds no seat. Decided may be `rank`,
    `place`, `minutes` (net, without opening and closing) and the texts. `english` holds the items
    as suggested in English where the topics are in another language: what a person reworded is
    compared with these.
    """
    ranked = _ranked(topics, decisions)
    placed = _seated(ranked, minutes, decisions)
    brief = confirm_minutes(placed)
    inside = [one.item.theme_id for one in placed if one.item.place is Place.SESSION]
    net = _net_minutes(inside, minutes - brief, decisions)
    slots = _slots(placed, net, minutes)
    table = _table_minutes(inside, net, minutes, brief)
    return Arranged(
        topics=tuple(
            _worded(replace(one, item=_numbered(one.item, rank, table)), decisions, english or {})
            for rank, one in enumerate(placed, start=1)
        ),
        slots=slots,
    )


def _numbered(item: AgendaItem, rank: int, minutes: Mapping[str, int]) -> AgendaItem:
    return replace(item, rank=rank, minutes=minutes.get(item.theme_id, 0))


def _row(theme_id: str, field: str, decisions: Decisions) -> Decision | None:
    return decisions.get(f"agenda:{theme_id}", field)


def _value(theme_id: str, field: str, decisions: Decisions) -> str:
    return decisions.value(f"agenda:{theme_id}", field) or ""


def _ranked(topics: Sequence[Topic], decisions: Decisions) -> list[Topic]:
    """The suggested order; topics with a wished rank go to that place, later decisions last."""
    wished = [(row, one) for one in topics if (row := _row(one.item.theme_id, "rank", decisions))]
    free = [one for one in topics if not _value(one.item.theme_id, "rank", decisions)]
    for row, one in sorted(wished, key=lambda pair: (int(pair[0].decided or 0), pair[0].uuid)):
        free.insert(max(int(row.decided or 1) - 1, 0), one)
    return free


def _placed(topics: Sequence[Topic], room: int, decisions: Decisions) -> list[Topic]:
    """Seats by rank while there are some, a person's word first; the rest where it belongs."""
    decided = {one.item.theme_id: _value(one.item.theme_id, "place", decisions) for one in topics}
    taken = sum(place == Place.SESSION for place in decided.values())
    found = []
    for one in topics:
        place = decided[one.item.theme_id]
        if not place and one.fits and taken < room:
            place, taken = Place.SESSION, taken + 1
        found.append(replace(one, item=replace(one.item, place=Place(place or one.item.place))))
    return found


def confirm_minutes(topics: Sequence[Topic]) -> int:
    """Minutes for all that is told or confirmed in a sentence; 0 where there is nothing."""
    return ceil(SENTENCE_MINUTES * sum(one.item.place in _IN_A_SENTENCE for one in topics))


def _seated(topics: Sequence[Topic], minutes: int, decisions: Decisions) -> list[Topic]:
    """As many seats as leave each topic its time beside what is confirmed in a sentence."""
    frame = OPENING_MINUTES + CLOSING_MINUTES
    for room in range(seats(minutes), 0, -1):
        placed = _placed(topics, room, decisions)
        if room == 1 or minutes - frame - confirm_minutes(placed) >= NET_MINUTES * room:
            break
    return placed


def _net_minutes(inside: Sequence[str], minutes: int, decisions: Decisions) -> dict[str, int]:
    """Net minutes per topic: a person's where they fit, the rest shared evenly; they add up."""
    net = max(min(max(minutes - OPENING_MINUTES - CLOSING_MINUTES, len(inside)), minutes), 0)
    fixed = {
        key: max(int(said), 1) for key in inside if (said := _value(key, "minutes", decisions))
    }
    free = [key for key in inside if key not in fixed]
    left = net - sum(fixed.values())
    if left < len(free) or (not free and left):
        return _scaled(inside, fixed, net)
    share, rest = divmod(left, len(free)) if free else (0, 0)
    shared = {key: share + (place < rest) for place, key in enumerate(free)}
    return {key: fixed.get(key, shared.get(key, 0)) for key in inside}


def _scaled(inside: Sequence[str], fixed: Mapping[str, int], net: int) -> dict[str, int]:
    """Wishes that do not fit, in proportion; each topic keeps a minute (largest remainders)."""
    if net <= len(inside):
        return {key: int(place < net) for place, key in enumerate(inside)}
    wish = {key: fixed.get(key, 1) for key in inside}
    spare, of = net - len(inside), max(sum(wish.values()), 1)
    exact = {key: spare * wish[key] / of for key in inside}
    found = {key: 1 + int(exact[key]) for key in inside}
    missing = net - sum(found.values())
    order = sorted(inside, key=lambda key: (-(exact[key] % 1), inside.index(key)))
    for key in order[:missing]:
        found[key] += 1
    return found


def _table_minutes(
    inside: Sequence[str], net: Mapping[str, int], minutes: int, brief: int
) -> dict[str, int]:
    """The contract's minutes: opening and sentences with the first topic, closing with the last."""
    found = dict(net)
    if inside:
        found[inside[0]] += min(OPENING_MINUTES + brief, minutes - sum(net.values()))
        found[inside[-1]] += minutes - sum(found.values())
    return found


def _slots(topics: Sequence[Topic], net: Mapping[str, int], minutes: int) -> tuple[Slot, ...]:
    """Opening, what takes a sentence, topics in order, closing; together they are the session."""
    spare = minutes - sum(net.values())
    opening = min(OPENING_MINUTES, spare)
    brief = min(confirm_minutes(topics), spare - opening)
    lengths = [(OPENING, "", "", opening)]
    if brief:
        lengths.append((CONFIRM, "", "", brief))
    lengths += [
        ("topic", one.item.theme_id, one.item.title, net[one.item.theme_id])
        for one in topics
        if one.item.theme_id in net
    ]
    lengths.append((CLOSING, "", "", spare - opening - brief))
    found, start = [], 0
    for kind, theme_id, title, length in lengths:
        found.append(Slot(kind=kind, theme_id=theme_id, title=title, start=start, minutes=length))
        start += length
    return tuple(found)


def _worded(topic: Topic, decisions: Decisions, english: Mapping[str, AgendaItem]) -> Topic:
    """With a person's words; `stale` where what was suggested then is not what is suggested now."""
    item = topic.item
    rows = {name: row for name in TEXT_FIELDS if (row := _row(item.theme_id, name, decisions))}
    texts = {name: row.decided for name, row in rows.items() if row.decided}
    order = [name for name in ("rank", "place", "minutes") if _row(item.theme_id, name, decisions)]
    edited = (*order, *texts)
    if not edited:
        return topic
    said = english.get(item.theme_id, item)
    stale = tuple(
        name
        for name in texts
        if rows[name].suggested and rows[name].suggested != getattr(said, name)
    )
    changed = replace(item, status=Status.CHANGED, **texts)  # type: ignore[arg-type]
    return replace(topic, item=changed, edited=edited, stale=stale)
