"""What is planned with people: from findings and the decisions of this moment, without a run."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from toolkit import language
from toolkit.facts import find_part_users
from toolkit.language.catalogue import ENGLISH
from toolkit.model.decisions import Decisions
from toolkit.model.findings import Findings, Stakeholder
from toolkit.model.plan_parts import State
from toolkit.pipeline import deciding
from toolkit.pipeline.places import Places
from toolkit.settings import Settings, read_settings
from toolkit.stakeholders import PeopleInput
from toolkit.stakeholders.attitudes import Encode
from toolkit.stakeholders.deciding import decided
from toolkit.stakeholders.gates import Rival
from toolkit.stakeholders.late_entry import LateEntry, find_late_entry
from toolkit.stakeholders.plan import PeoplePlan, PlanGiven, plan_people, told_at_once


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """Everybody as they stand now, and what is planned with them."""

    findings: Findings
    settings: Settings
    decisions: Decisions
    stakeholders: tuple[Stakeholder, ...]
    """With the decisions in force; `suggestion` holds the machine's word."""
    plan: PeoplePlan
    given: PeopleInput = field(repr=False)
    more: PlanGiven = field(repr=False)
    """What the plan rests on beside the people."""


def standing_of(
    findings: Findings, settings: Settings, decisions: Decisions, today: date
) -> Standing:
    """The people of a review with every decision made so far; today is the passed clock."""
    part_users = find_part_users(findings.themes, findings.statements, findings.facts)
    return _stand(_given(findings, settings, decisions, part_users), findings, today)


def stand_anew(before: Standing, today: date) -> Standing:
    """As `standing_of` with what a standing was made from; quicker by what no decision moves."""
    parts = before.given.part_users
    given = _given(before.findings, before.settings, before.decisions, parts)
    return _stand(given, before.findings, today)


def _stand(given: PeopleInput, findings: Findings, today: date) -> Standing:
    settings, decisions = given.settings, given.decisions
    stakeholders = stand_now(findings, settings, decisions)
    more = PlanGiven(
        today=today,
        actions=findings.actions,
        rivals=rivals_of(findings, settings, decisions, today),
        owners=_owners(findings),
    )
    return Standing(
        findings=findings,
        settings=settings,
        decisions=decisions,
        stakeholders=stakeholders,
        plan=plan_people(given, stakeholders, more),
        given=given,
        more=more,
    )


def at_once(before: Standing, decisions: Decisions, subjects: Collection[str]) -> Standing:
    """What follows at once from decisions on these subjects ("person:ID", ...), quickly.

    Waves, seats and all that needs everybody stay as they were planned: `standing_of` plans anew.
    """
    own = before.settings.mine.stakeholders
    stakeholders = tuple(
        decided(one, decisions, own) if f"person:{one.person_id}" in subjects else one
        for one in before.stakeholders
    )
    plan = told_at_once(before.plan, stakeholders, before.more, decisions, subjects)
    return replace(
        before,
        decisions=decisions,
        stakeholders=stakeholders,
        plan=plan,
        given=plan.known.given,
    )


def open_people(out: Path, today: date) -> Standing:
    """The people of the review in a folder. Raises ToolkitError if there is none."""
    places = Places(out.resolve())
    with deciding.open_workspace(places.out) as workspace:
        findings = deciding.read_findings(workspace, places.out)
        decisions = workspace.decisions()
    return standing_of(findings, read_settings(places.settings), decisions, today)


def stand_now(
    findings: Findings, settings: Settings, decisions: Decisions
) -> tuple[Stakeholder, ...]:
    """Everybody with the decisions of this moment; a changed stance's chance comes with a run."""
    own = settings.mine.stakeholders
    return tuple(decided(one, decisions, own) for one in findings.stakeholders)


def late_entry_of(findings: Findings, settings: Settings) -> LateEntry:
    """Whether the files show deals entered late; reads column names with the encoder."""
    encode, individual = _encoder_of(findings, settings), settings.mine.privacy.individual
    return find_late_entry(findings.intake.extracts.usage, encode, individual=individual)


def rivals_of(
    findings: Findings, settings: Settings, decisions: Decisions, today: date
) -> tuple[Rival, ...]:
    """Lists kept beside the tool: the register of shadow systems, with who uses each."""
    from toolkit.relaunch.ground import Ground, PlanInput
    from toolkit.relaunch.matters import find_matters
    from toolkit.relaunch.shadow_systems import draft_register

    ground = Ground(
        given=PlanInput(
            findings=findings, settings=settings, decisions=decisions, today=today, say=ENGLISH
        )
    )
    return tuple(
        Rival(
            rival_id=one.line_id,
            name=one.hand.title or one.name,
            people=one.speaker_ids,
            owner=one.hand.owner,
            retired=one.hand.state is State.DONE,
        )
        for one in draft_register(find_matters(ground), ground)
    )


def _owners(findings: Findings) -> dict[str, str]:
    """Theme id -> owner of the first action on it."""
    found: dict[str, str] = {}
    for action in findings.actions:
        for theme_id in action.theme_ids:
            found.setdefault(theme_id, action.owner_role)
    return found


def _given(
    findings: Findings,
    settings: Settings,
    decisions: Decisions,
    part_users: Mapping[str, frozenset[str]],
) -> PeopleInput:
    return PeopleInput(
        intake=findings.intake,
        statements=findings.statements,
        codings=findings.codings,
        final_causes=findings.final_causes,
        themes=findings.themes,
        verdicts=findings.verdicts,
        facts=findings.facts,
        settings=settings,
        decisions=decisions,
        shown=findings.redacted,
        actions=findings.actions,
        part_users=part_users,
    )


def _encoder_of(findings: Findings, settings: Settings) -> Encode:
    """Loads the encoder of the settings when something is first read with it."""

    def encode(texts: Sequence[str]) -> NDArray[np.float32]:
        sources = [one.text for one in findings.intake.sources]
        encoder = language.load_encoder(settings.mine.encoder, sources)
        return language.encode(texts, encoder).rows(list(texts))

    return encode
