"""The rooms that judge people and plan what is done, joined."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from toolkit.facts import find_part_users
from toolkit.model.decisions import Decisions
from toolkit.model.findings import (
    Action,
    Coding,
    Facts,
    FinalCause,
    Placement,
    Signal,
    Stakeholder,
    Statement,
    Theme,
    Verdict,
)
from toolkit.model.intake import Intake
from toolkit.model.marks import Mark
from toolkit.pipeline.session_marks import Said, mark_statements
from toolkit.privacy import promises_in_force
from toolkit.relaunch import ActionInput, draft_actions
from toolkit.settings import Settings
from toolkit.stakeholders import (
    PeopleInput,
    heard_in,
    invite,
    judge_people,
    measure_coverage,
    plan_waves,
)

Encode = Callable[[Sequence[str]], NDArray[np.float32]]
"""Unit rows for texts of any language."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What the rooms below have found."""

    intake: Intake
    statements: tuple[Statement, ...]
    codings: Mapping[str, Coding]
    facts: Facts
    signals: Mapping[str, tuple[Signal, ...]]
    themes: tuple[Theme, ...]
    verdicts: Mapping[str, Verdict]
    final_causes: Mapping[str, FinalCause]
    shown: Mapping[str, str]
    settings: Settings
    decisions: Decisions
    encode: Encode | None
    mentions: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Statement id -> who is named in it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class People:
    """Room 7's result, the actions that it rests on, and the marks that these rest on."""

    stakeholders: tuple[Stakeholder, ...]
    coverage: pd.DataFrame
    invitations: tuple[Placement, ...]
    waves: tuple[Placement, ...]
    actions: tuple[Action, ...]
    marks: Mapping[str, Mark]


def judge_stakeholders(known: Known) -> People:
    """Where everybody stands, who was heard, whom to invite, who starts when.

    What is planned comes first: whether a critic's complaints would go rests on it.
    """
    said = Said(
        themes=known.themes,
        statements=known.statements,
        codings=known.codings,
        shown=known.shown,
    )
    marks = mark_statements(said, known.encode)
    actions = plan_actions(known, marks)
    given = PeopleInput(
        intake=known.intake,
        statements=known.statements,
        codings=known.codings,
        final_causes=known.final_causes,
        themes=known.themes,
        verdicts=known.verdicts,
        signals=known.signals,
        facts=known.facts,
        settings=known.settings,
        decisions=known.decisions,
        shown=known.shown,
        encode=known.encode,
        mentions=known.mentions,
        actions=actions,
        part_users=find_part_users(known.themes, known.statements, known.facts),
    )
    judged = judge_people(given)
    return People(
        stakeholders=judged,
        coverage=measure_coverage(known.intake.people, judged, heard_in(given)),
        invitations=invite(given, judged),
        waves=plan_waves(given, judged),
        actions=actions,
        marks=marks,
    )


def plan_actions(known: Known, marks: Mapping[str, Mark]) -> tuple[Action, ...]:
    """What is to be done; `marks` say which words speak of what matter."""
    promises = promises_in_force(known.settings, known.intake.files)
    privacy = known.settings.mine.privacy
    return draft_actions(
        ActionInput(
            themes=known.themes,
            verdicts=known.verdicts,
            statements=known.statements,
            codings=known.codings,
            final_causes=known.final_causes,
            facts=known.facts,
            people=known.intake.people,
            decisions=known.decisions,
            shown=known.shown,
            most_quotes=privacy.max_quotes_per_person,
            least_people=max(
                privacy.min_group, *(one.smallest_group for one in promises.values()), 0
            ),
            marks=marks,
        )
    )
