"""Facts about single statements become facts about a theme, and say of whom they tell."""

from __future__ import annotations

from collections.abc import Sequence

from tests import world
from toolkit.model.findings import Signal, Statement
from toolkit.model.vocabulary import Bearing, Cause, DecidedBy
from toolkit.verdicts.gather import gather_signals


def by_different_people(count: int) -> list[Statement]:
    found = {one.speaker: one for one in world.statements()}
    return [found[speaker] for speaker in sorted(found)[:count]]


def told_of(members: Sequence[Statement], *callers: str) -> tuple[str, ...]:
    """The people of the theme's fact; each statement's tickets have these callers."""
    signals = {
        one.statement_id: (
            Signal(
                name="tickets_confirmed_defect",
                subject_id=one.statement_id,
                origin=DecidedBy.TICKETS,
                cause=Cause.DEFECT,
                bearing=Bearing.SUPPORTS,
                weight=1.0,
                sentence="a ticket says so",
                n=1,
                people=callers,
                rows=(f"t:{one.statement_id}",),
            ),
        )
        for one in members
    }
    (found,) = gather_signals("T01", members, signals)
    return found.people


def test_tickets_of_callers_whom_nobody_knows_tell_of_those_who_say_the_matter():
    members = by_different_people(3)
    assert told_of(members) == tuple(sorted(one.speaker for one in members))


def test_tickets_of_many_callers_on_what_few_say_tell_of_the_few():
    members = by_different_people(2)
    assert told_of(members, *"ABCDEF") == tuple(sorted(one.speaker for one in members))


def test_tickets_of_few_callers_on_what_many_say_tell_of_the_callers():
    assert told_of(by_different_people(3), "A", "B") == ("A", "B")
