"""The rooms that judge people and plan what is done, joined."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
import pandas as pd
from numpy.typing import NDArray

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
    """Room 7's result."""

    stakeholders: tuple[Stakeholder, ...]
    coverage: pd.DataFrame
    invitations: tuple[Placement, ...]
    waves: tuple[Placement, ...]


def judge_stakeholders(known: Known) -> People:
    """Where everybody stands, who was heard, whom to invite, who starts when."""
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
    )
    judged = judge_people(given)
    return People(
        stakeholders=judged,
        coverage=measure_coverage(known.intake.people, judged, heard_in(given)),
        invitations=invite(given, judged),
        waves=plan_waves(given, judged),
    )


def plan_actions(known: Known) -> tuple[Action, ...]:
    """What is to be done."""
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
            most_quotes=known.settings.mine.privacy.max_quotes_per_person,
        )
    )
