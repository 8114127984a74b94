"""Steady news until the relaunch: when each group last heard something, and who waits too long."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from toolkit.model.intake import Person
from toolkit.model.session_record import NewsLine, Told

CADENCE_DAYS = 14
"""Everybody hears something every two weeks until the relaunch, if only what is still open."""
ALARM_DAYS = 21
"""A group that heard nothing for a round and a half is told before anybody else."""
EVERYBODY = frozenset({"everybody", "alle", "tutti"})
"""What somebody types for all groups, in the languages of the screens and forms."""


def news_lines(
    people: Iterable[Person],
    told: Sequence[Told],
    today: date,
    least_people: int,
    alarm_days: int = ALARM_DAYS,
) -> tuple[NewsLine, ...]:
    """One line per department of at least so many people; longest silence first.

    What went to everybody went to each group. A group that never heard anything is an alarm.
    """
    sizes = Counter(one.department for one in people if one.in_org and one.in_scope)
    groups = [name for name, size in sizes.items() if name and size >= least_people]
    lines = [_line((name, sizes[name]), told, today, alarm_days) for name in groups]
    return tuple(sorted(lines, key=lambda one: (one.last_on or date.min, -one.people, one.group)))


def _line(named: tuple[str, int], told: Sequence[Told], today: date, alarm_days: int) -> NewsLine:
    group, people = named
    wanted = EVERYBODY | {group.casefold()}
    heard = [one.on for one in told if one.group.casefold() in wanted and one.on <= today]
    last = max(heard, default=None)
    days = (today - last).days if last else None
    due = last + timedelta(days=CADENCE_DAYS) if last else today
    return NewsLine(
        group=group,
        people=people,
        last_on=last,
        days=days,
        next_on=max(due, today),
        alarm=days is None or days > alarm_days,
    )
