"""Everything that is planned with people, in one value: made from findings and decisions alone."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from toolkit.model.decisions import Decisions
from toolkit.model.findings import Action, Placement, Stakeholder
from toolkit.stakeholders.adoption_groups import AdoptionGroup, group_adoption
from toolkit.stakeholders.consenting import (
    declined_by,
    first_users_of,
    meetings_with,
    talks_with,
)
from toolkit.stakeholders.conversations import Conversation, plan_conversations
from toolkit.stakeholders.coverage import Cell, Meeting, measure_grid
from toolkit.stakeholders.data_owners import DataSet, find_data_sets
from toolkit.stakeholders.first_users import FirstUsers
from toolkit.stakeholders.gates import GateInput, Rival, WaveGate, judge_gates
from toolkit.stakeholders.invitations import Invitations, balance_invitations
from toolkit.stakeholders.ledger import LedgerLine, told_anew, untold, you_said_we_did
from toolkit.stakeholders.people_input import Known, PeopleInput, heard_in, index_people
from toolkit.stakeholders.power_users import Pairing, PowerUser, find_power_users, pair_up
from toolkit.stakeholders.promising import Alarm, Promised, all_promises, overdue
from toolkit.stakeholders.saturation import (
    Conversed,
    is_saturated,
    measure_saturation,
    themes_saturated,
)
from toolkit.stakeholders.silence import SilentEffect, effect_of_silence
from toolkit.stakeholders.wave_reach import ReachCurve, compare_reach
from toolkit.stakeholders.waves import plan_waves, starts_of


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanGiven:
    """What the plan needs from other rooms; `today` is the passed clock."""

    today: date
    actions: Sequence[Action] = ()
    rivals: Sequence[Rival] = ()
    """Lists kept beside the tool, from the register of shadow systems."""
    owners: Mapping[str, str] = field(default_factory=dict)
    """Theme id -> role that owns what is done about it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PeoplePlan:
    """Whom to meet, to win, to invite and to start with, and what must be so first.

    Where single people are not to be judged, `conversations`, `first_users`, `power_users`,
    `pairings` and `silence` are empty; waves, gates, ledger and groups stay.
    """

    waves: tuple[Placement, ...]
    starts: Mapping[int, date | None]
    gates: tuple[WaveGate, ...]
    reach: tuple[ReachCurve, ...]
    conversations: tuple[Conversation, ...]
    promises: tuple[Promised, ...]
    ledger: tuple[LedgerLine, ...]
    alarms: tuple[Alarm, ...]
    """Promises and releases of which somebody has heard nothing, latest first."""
    first_users: tuple[FirstUsers, ...]
    power_users: tuple[PowerUser, ...]
    pairings: tuple[Pairing, ...]
    data_sets: tuple[DataSet, ...]
    adoption: tuple[AdoptionGroup, ...]
    grid: tuple[Cell, ...]
    """Role by department, location and level with stances; silent cells first."""
    meetings: tuple[Meeting, ...]
    talks: tuple[Conversed, ...]
    saturated: bool
    """The last talks brought no new cause."""
    themes_saturated: bool
    invitations: Invitations
    declined: tuple[str, ...]
    """Ids of those who do not agree to be approached: marked, and asked for nothing."""
    silence: SilentEffect | None
    known: Known = field(repr=False, compare=False)
    """What it was made from."""


def plan_people(given: PeopleInput, judged: Sequence[Stakeholder], more: PlanGiven) -> PeoplePlan:
    """The plan for the people of a review; `judged` with the decisions that are in force."""
    known = index_people(given, {})
    settings = given.settings.mine.stakeholders
    waves = plan_waves(given, judged)
    starts = starts_of(max((one.wave for one in waves), default=0), settings, given.decisions)
    promises = all_promises(given.decisions)
    ledger = you_said_we_did(known, more.actions)
    declined = declined_by(given.decisions)
    willing = [one for one in judged if one.person_id not in declined]
    helpers = find_power_users(known, willing)
    talks = measure_saturation(given)
    return PeoplePlan(
        waves=waves,
        starts=starts,
        gates=judge_gates(_gate_input(known, judged, more, waves, starts)),
        reach=compare_reach(given, waves, judged, seed=given.settings.mine.seed),
        conversations=talks_with(plan_conversations(given, judged), declined),
        promises=promises,
        ledger=ledger,
        alarms=_alarms(promises, ledger, known, more.today),
        first_users=first_users_of(given, judged),
        power_users=helpers,
        pairings=pair_up(known, judged, helpers),
        data_sets=find_data_sets(known, judged),
        adoption=group_adoption(
            given.intake.people,
            given.facts,
            given.settings,
            {key for one in more.rivals for key in one.people},
        ),
        grid=measure_grid(given.intake.people, judged, heard_in(given)),
        meetings=meetings_with(given.intake.people, judged, heard_in(given), declined),
        talks=talks,
        saturated=is_saturated(talks),
        themes_saturated=themes_saturated(talks),
        invitations=balance_invitations(given, judged),
        declined=tuple(sorted(declined)),
        silence=effect_of_silence(known) if judged else None,
        known=known,
    )


def told_at_once(
    plan: PeoplePlan,
    judged: Sequence[Stakeholder],
    more: PlanGiven,
    decisions: Decisions,
    subjects: Collection[str],
) -> PeoplePlan:
    """The plan with what follows at once from decisions on these subjects ("person:ID", ...).

    Promises, points of the ledger, alarms and the go lists of the waves decided on are as
    `plan_people` would make them of this plan's waves; all else stands as it was planned before.
    """
    known = replace(plan.known, given=replace(plan.known.given, decisions=decisions))
    promises = all_promises(decisions)
    ledger = told_anew(plan.ledger, known, more.actions, _of_kind("statement", subjects))
    waves = [int(one) for one in _of_kind("wave", subjects) if one.isdecimal()]
    of_waves = _gate_input(known, judged, more, plan.waves, plan.starts) if waves else None
    anew = {one.wave: one for one in (judge_gates(of_waves, waves) if of_waves else ())}
    return replace(
        plan,
        promises=promises,
        ledger=ledger,
        alarms=_alarms(promises, ledger, known, more.today),
        gates=tuple(anew.get(one.wave, one) for one in plan.gates),
        declined=tuple(sorted(declined_by(decisions))),
        known=known,
    )


def _of_kind(kind: str, subjects: Collection[str]) -> frozenset[str]:
    """The ids of the subjects of a kind."""
    parts = (one.partition(":") for one in subjects)
    return frozenset(name for found, _, name in parts if found == kind)


def _alarms(
    promises: Sequence[Promised], ledger: Sequence[LedgerLine], known: Known, today: date
) -> tuple[Alarm, ...]:
    settings = known.given.settings.mine.stakeholders.waves
    late = (
        *overdue(promises, settings, today),
        *untold(ledger, settings.tell_within_days, today),
    )
    return tuple(sorted(late, key=lambda one: (-one.days, one.person_id, one.sentence)))


def _gate_input(
    known: Known,
    judged: Sequence[Stakeholder],
    more: PlanGiven,
    waves: Sequence[Placement],
    starts: Mapping[int, date | None],
) -> GateInput:
    return GateInput(
        known=known,
        judged=judged,
        waves=waves,
        starts=starts,
        today=more.today,
        promises=all_promises(known.given.decisions),
        rivals=more.rivals,
        owners=more.owners,
    )
