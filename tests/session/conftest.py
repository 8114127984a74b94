"""What the tests of the session share: the ferry company as the room is given it."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

from tests import world
from toolkit.model.decisions import Decision, Decisions
from toolkit.relaunch import ActionInput, draft_actions
from toolkit.session import AgendaInput

AT = datetime(2026, 5, 20, 9, 0, tzinfo=UTC)


def given_world(**changes) -> AgendaInput:
    themes, verdicts = world.themes(), world.verdicts()
    finals = world.findings().final_causes
    actions = draft_actions(
        ActionInput(
            themes=themes,
            verdicts=verdicts,
            statements=world.statements(),
            codings=world.codings(),
            final_causes=finals,
            facts=world.facts(),
            people=world.people(),
        )
    )
    base = AgendaInput(
        themes=themes,
        verdicts=verdicts,
        statements=world.statements(),
        codings=world.codings(),
        final_causes=finals,
        stakeholders=world.stakeholders(),
        actions=actions,
        people={one.person_id: one for one in world.people()},
        shown={one.statement_id: one.text for one in world.statements()},
        least_people=3,
        least_quoted=5,
        as_of={"tickets": date(2026, 4, 30), "training": date(2026, 1, 9)},
    )
    return replace(base, **changes)


def decided(*rows: tuple[str, str, str], minutes: int = 0) -> Decisions:
    """Decisions of Ann: subject without "agenda:", field, value; each so many minutes later."""
    return Decisions(
        Decision(
            decision_id=number,
            subject=f"agenda:{key}",
            field=field,
            suggested="",
            confidence=None,
            decided=value,
            coder="ann",
            at=AT.replace(minute=number * minutes % 60, hour=9 + number * minutes // 60),
            uuid=f"{number:04d}",
        )
        for number, (key, field, value) in enumerate(rows)
    )
