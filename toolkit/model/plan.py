"""The relaunch plan as one frozen value, without formatting.

Every line has a `line_id` that stays from run to run, its `evidence`, and, where somebody has to do
it, a `hand`. Sentences are drafted in one language (English, German or Italian); people's words
stay in their own. Ids of people are for the desk and for confidential files alone.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from toolkit.model.plan_parts import (
    Evidence,
    Exercise,
    GroupNeed,
    Hand,
    OptionName,
    RungName,
    ShadowKind,
    Words,
)
from toolkit.model.vocabulary import Route


@dataclass(frozen=True, slots=True, kw_only=True)
class Argument:
    """One piece of evidence for or against an option."""

    text: str
    evidence: Evidence


@dataclass(frozen=True, slots=True, kw_only=True)
class Option:
    """One of the three ways on. The machine recommends none."""

    name: OptionName
    title: str
    arguments_for: tuple[Argument, ...]
    arguments_against: tuple[Argument, ...]
    chosen: bool = False
    reason: str = ""
    """The person's memo on choosing it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """A change of the system: fix, build, redesign or cleanse."""

    line_id: str
    action_id: str
    theme_ids: tuple[str, ...]
    route: Route
    title: str
    value: str
    value_basis: str
    people: int
    severities: tuple[int, int, int]
    """Statements that are a nuisance, cost time or money, stop the work."""
    best: Words | None
    measure: str
    why_before_wave: str | None
    """Why it must be done before `hand.before_wave`; None where it may come later."""
    evidence: Evidence
    hand: Hand
    heard_first_ids: tuple[str, ...] = ()
    """People whose ticket on it was closed as if they had done it wrong."""
    heard_first: int | None = None
    """Their number; None where it is too small to be told, 0 for nobody."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TrainingUnit:
    """One short session on one step, for those who lack it."""

    line_id: str
    theme_ids: tuple[str, ...]
    step: str
    exercises: tuple[Exercise, ...]
    minutes: int
    """At most 45."""
    needs: tuple[GroupNeed, ...]
    people: int
    attendee_ids: tuple[str, ...]
    power_user_id: str
    """"" where nobody fits."""
    power_user: str
    signal: str
    """What must move afterwards, from what to what."""
    evidence: Evidence
    """Of missing knowledge."""
    hand: Hand


@dataclass(frozen=True, slots=True, kw_only=True)
class NoUnit:
    """A complaint that sounds like training and gets no unit, with the reason."""

    theme_ids: tuple[str, ...]
    reason: str
    evidence: Evidence


@dataclass(frozen=True, slots=True, kw_only=True)
class Truth:
    """What is true of a matter, with source and date; to be written where no file says it."""

    text: str
    source: str
    on: date | None
    row: str = ""
    to_be_written: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ExplainSheet:
    """One thing to be told: what people believe, what is true, who says it and to whom first."""

    line_id: str
    theme_ids: tuple[str, ...]
    title: str
    believed: tuple[Words, ...]
    truths: tuple[Truth, ...]
    channel: str
    people: int
    wronged_ids: tuple[str, ...]
    wronged: int | None
    """People who got an answer that explained nothing; None where too few to be told."""
    evidence: Evidence
    hand: Hand


@dataclass(frozen=True, slots=True, kw_only=True)
class RoleChange:
    """What the plan changes for one role, told before it changes."""

    role: str
    people: int
    change_ids: tuple[str, ...]
    """Line ids of changes, units and sheets that answer complaints and wishes of this role."""
    text: str
    evidence: Evidence


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldPurpose:
    """'Why this field': an input whose purpose people do not see."""

    line_id: str
    field: str
    words: tuple[Words, ...]
    used_by: str
    proposal: str
    evidence: Evidence
    hand: Hand


@dataclass(frozen=True, slots=True, kw_only=True)
class ShadowSystem:
    """A private or old system in which work goes on."""

    line_id: str
    name: str
    kind: ShadowKind
    owner: str
    people: int | None
    """People who say that they or theirs use it; None where too few to be told."""
    departments: tuple[str, ...]
    why_it_lives: tuple[str, ...]
    must_work_first: tuple[str, ...]
    """Line ids of the plan."""
    retire: str
    words: tuple[Words, ...]
    sureness: float
    """0-1: the highest probability among its mentions that somebody works in it."""
    evidence: Evidence
    hand: Hand
    speaker_ids: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class KitLine:
    """One line of the line managers' kit."""

    line_id: str
    heading: str
    text: str
    evidence: Evidence


@dataclass(frozen=True, slots=True, kw_only=True)
class TeamPage:
    """What a department's managers talk about first, one to one."""

    department: str
    people: int
    topics: tuple[str, ...]
    evidence: Evidence


@dataclass(frozen=True, slots=True, kw_only=True)
class ManagersKit:
    """What line managers take along."""

    lines: tuple[KitLine, ...]
    teams: tuple[TeamPage, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ProcessQuestion:
    """A question on a process, for whoever owns it."""

    line_id: str
    theme_ids: tuple[str, ...]
    question: str
    words: tuple[Words, ...]
    if_yes: str
    if_no: str
    evidence: Evidence
    hand: Hand


@dataclass(frozen=True, slots=True, kw_only=True)
class ExecutiveAct:
    """One act of an executive, and what is reported as done."""

    line_id: str
    week: int
    """Weeks from the start of wave 1; negative is before."""
    repeats: bool
    act: str
    report: str
    evidence: Evidence
    hand: Hand


@dataclass(frozen=True, slots=True, kw_only=True)
class Rung:
    """One rung of the ladder."""

    name: RungName
    title: str
    means: tuple[str, ...]
    open: tuple[str, ...]
    """What must be done before one may stand on it; empty where nothing is left."""
    warnings: tuple[Argument, ...]
    reached: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Risk:
    """A risk with what in the evidence raises it."""

    line_id: str
    title: str
    raised_by: tuple[Argument, ...]
    weight: float
    """0-1: the share of those heard, or of the groups, whom it touches."""
    answer: str
    hand: Hand


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """Where one group is to stand, from where it stands; shares of its people per week."""

    group: str
    """As in adoption.csv: "all", "department=Field Sales"."""
    people: int
    baseline: float
    low: float
    high: float
    """95 % interval of the baseline."""
    weeks: int
    best: float
    """The group's own best four weeks since the launch."""
    after_six_weeks: float
    after_twelve_weeks: float
    basis: str
    hand: Hand


@dataclass(frozen=True, slots=True, kw_only=True)
class PulseQuestion:
    """One question of the pulse survey, made from a line whose signal must move."""

    line_id: str
    of_line: str
    text: str
    scale: str
    """"agreement" or "open"."""
    turned: bool
    """True where agreement is bad."""
    baseline: str
    evidence: Evidence


@dataclass(frozen=True, slots=True, kw_only=True)
class WaveEffect:
    """Before and after the start of a wave, beside groups still waiting. No causal claim."""

    wave: int
    started_on: date | None
    groups_started: int
    groups_waiting: int
    change_started: float | None
    change_waiting: float | None
    difference: float | None
    low: float | None
    high: float | None
    p_value: float | None
    answer: str
    """In words; "too few groups" is an answer."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WaveNeeds:
    """What must be done before a wave starts."""

    wave: int
    people: int
    starts_on: date | None
    line_ids: tuple[str, ...]
    open_ids: tuple[str, ...]
    """Of these, those not done and not dropped."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RelaunchPlan:
    """Everything a change team carries out of the room."""

    made_on: date
    options: tuple[Option, ...]
    goals: tuple[str, ...]
    changes: tuple[Change, ...]
    units: tuple[TrainingUnit, ...]
    no_units: tuple[NoUnit, ...]
    sheets: tuple[ExplainSheet, ...]
    roles: tuple[RoleChange, ...]
    fields: tuple[FieldPurpose, ...]
    shadows: tuple[ShadowSystem, ...]
    kit: ManagersKit
    questions: tuple[ProcessQuestion, ...]
    calendar: tuple[ExecutiveAct, ...]
    ladder: tuple[Rung, ...]
    risks: tuple[Risk, ...]
    targets: tuple[Target, ...]
    pulse: tuple[PulseQuestion, ...]
    effects: tuple[WaveEffect, ...]
    needs: tuple[WaveNeeds, ...]
    missing: tuple[str, ...]
    """What could not be planned, and what is needed for it."""

    @property
    def chosen(self) -> OptionName | None:
        """The option that a person chose."""
        return next((one.name for one in self.options if one.chosen), None)
