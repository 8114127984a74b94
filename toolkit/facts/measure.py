"""Everything that the extracts show, per person, group and ticket."""

from __future__ import annotations

from toolkit.facts.adoption import measure_adoption
from toolkit.facts.launch import find_launch, weeks_in_scope
from toolkit.facts.panel import read_panel
from toolkit.facts.person_facts import Measured, person_facts
from toolkit.facts.resolutions import Encode
from toolkit.facts.ticket_outcomes import find_ticket_outcomes
from toolkit.facts.usage_states import find_habits, find_usage_states
from toolkit.model.findings import Facts
from toolkit.model.intake import Intake
from toolkit.settings import Settings


def measure_facts(intake: Intake, settings: Settings, encode: Encode | None = None) -> Facts:
    """The facts of a review; empty tables and unknown states where a file is missing.

    `encode` turns texts into unit vectors (n, dim), the same for a text in any company; with it
    the outcome of a ticket is read from meaning as well as from words (how much that adds stands
    in benchmarks/ticket_outcomes.json).
    """
    people = sorted(intake.people, key=lambda person: (person.rank, person.person_id))
    ids = tuple(person.person_id for person in people)
    mine, extracts = settings.mine, intake.extracts
    panel = read_panel(extracts.usage, ids)
    launch = find_launch(panel, mine.project)
    scope = weeks_in_scope(people, panel.weeks, mine.project, launch)
    habits = find_habits(people, panel, scope)
    measured = Measured(
        panel=panel,
        scope=scope,
        habits=habits,
        extracts=extracts,
        launch_on=launch.on,
        releases=mine.project.releases,
    )
    return Facts(
        adoption=measure_adoption(people, panel, scope, mine.project.plan),
        people=person_facts(measured),
        tickets=find_ticket_outcomes(extracts.tickets, encode),
        usage_states=find_usage_states(people, panel, habits, mine.usage),
        launch_on=launch.on,
        launch_basis=launch.basis,
        recorded=_recorded(intake),
    )


def _recorded(intake: Intake) -> frozenset[str]:
    extracts = intake.extracts
    held = {
        "usage": len(extracts.usage) > 0,
        "training": len(extracts.training) > 0,
        "tickets": len(extracts.tickets) > 0,
        "org": any(person.in_org for person in intake.people),
    }
    return frozenset(name for name, there in held.items() if there)
