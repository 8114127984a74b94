"""Everything that the extracts show, per person, group and ticket."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

import numpy as np
from numpy.typing import NDArray

from toolkit.facts.adoption import measure_adoption
from toolkit.facts.launch import find_launch, weeks_in_scope
from toolkit.facts.panel import read_panel
from toolkit.facts.person_facts import Measured, person_facts
from toolkit.facts.resolutions import Encode
from toolkit.facts.ticket_outcomes import find_ticket_outcomes
from toolkit.facts.usage_states import find_habits, find_usage_states
from toolkit.model.findings import Facts
from toolkit.model.intake import Intake
from toolkit.settings import EncoderSettings, Settings


def measure_facts(intake: Intake, settings: Settings, encode: Encode | None = None) -> Facts:
    """The facts of a review; empty tables and unknown states where a file is missing.

    `encode` turns texts into unit vectors (n, dim), the same for a text in any company; by default
    it is the encoder of the settings. With it the outcome of a ticket is read from meaning as well
    as from words; without it (no encoder installed, or TF-IDF asked for) from words alone, which
    is markedly worse (benchmarks/results/ticket_outcomes.json).
    """
    if encode is None and len(intake.extracts.tickets):
        encode = reader_of(settings.mine.encoder)
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
        releases={one.name: one.on for one in mine.project.releases},
        tool_names=tuple(filter(None, (*intake.product_names, mine.project.tool))),
        recorded=_recorded(intake),
    )


@cache
def reader_of(settings: EncoderSettings) -> Encode | None:
    """The encoder of the settings as a function; None where it would have to be fitted on texts.

    The same function for the same settings, so that what is fitted with it is fitted once. Raises
    EncoderRefused if the encoder's files are not ours.
    """
    from toolkit import language

    encoder = language.load_encoder(settings, ())
    if encoder.fitted:
        return None

    def read(texts: Sequence[str]) -> NDArray[np.floating]:
        return language.encode(texts, encoder).rows(texts)

    return read


def _recorded(intake: Intake) -> frozenset[str]:
    extracts = intake.extracts
    held = {
        "usage": len(extracts.usage) > 0,
        "training": len(extracts.training) > 0,
        "tickets": len(extracts.tickets) > 0,
        "org": any(person.in_org for person in intake.people),
    }
    return frozenset(name for name, there in held.items() if there)
