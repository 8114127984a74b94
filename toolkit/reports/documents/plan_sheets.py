"""The relaunch plan as sheets, and its actions as rows that Jira imports."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from toolkit.language.catalogue import Words
from toolkit.model.plan import Change, ExplainSheet, RelaunchPlan, ShadowSystem, TrainingUnit
from toolkit.model.plan_parts import Evidence, Hand, State
from toolkit.reports import cells
from toolkit.reports.documents.plan_more_sheets import more_sheets
from toolkit.reports.documents.plan_words import due_words, people_words
from toolkit.reports.sheets import Column, Sheet

JIRA = (
    "Summary",
    "Issue Type",
    "Description",
    "Priority",
    "Labels",
    "Due Date",
    "External ID",
)
"""Column titles that Jira's CSV import knows by themselves."""
_LONGEST_SUMMARY = 250
"""Jira refuses summaries of 255 characters and more."""
_WIDE, _MIDDLE, _ID, _NARROW = 60, 26, 20, 10


def plan_sheets(
    say: Words, plan: RelaunchPlan, least: int, moved: frozenset[str] = frozenset()
) -> tuple[Sheet, ...]:
    """A sheet per part that has lines; nothing of groups that have `moved`."""
    found = (
        _sheet(say, "Changes", _CHANGES, _changes(say, plan)),
        _sheet(say, "Training", _TRAINING, _training(say, plan)),
        _sheet(say, "Explain", _EXPLAIN, _explain(say, plan, least)),
        _sheet(say, "Shadow systems", _SHADOWS, _shadows(say, plan, least)),
        _sheet(say, "Executives", _CALENDAR, _calendar(say, plan)),
        _sheet(say, "Risks", _RISKS, _risks(plan)),
        _sheet(say, "Targets", _TARGETS, _targets(plan, least)),
        _sheet(say, "Pulse", _PULSE, _pulse(plan)),
        *more_sheets(say, plan, moved),
    )
    return tuple(one for one in found if one.rows)


_Heads = tuple[tuple[str, float, bool], ...]
"""English title, width, whether it is a number."""
_HAND: _Heads = (("owner", 24, False), ("due", 14, False), ("wave", 8, True), ("state", 10, False))
_CHANGES: _Heads = (
    ("id", _ID, False),
    ("change", _WIDE, False),
    ("route", 14, False),
    ("people", _NARROW, True),
    ("value", _MIDDLE, False),
    ("why before the wave", 40, False),
    *_HAND,
    ("effort", 14, False),
    ("answer", 40, False),
    ("moves", 40, False),
    ("evidence", 40, False),
)
_TRAINING: _Heads = (
    ("id", _ID, False),
    ("unit", _WIDE, False),
    ("minutes", _NARROW, True),
    ("people", _NARROW, True),
    ("power user", _MIDDLE, False),
    *_HAND,
    ("must move afterwards", 40, False),
    ("evidence", 40, False),
)
_EXPLAIN: _Heads = (
    ("id", _ID, False),
    ("sheet", _WIDE, False),
    ("what is true", _WIDE, False),
    ("channel", _MIDDLE, False),
    ("people", _NARROW, True),
    ("hear it first", 14, False),
    *_HAND,
    ("evidence", 40, False),
)
_SHADOWS: _Heads = (
    ("id", _ID, False),
    ("name", 40, False),
    ("owner of it", _MIDDLE, False),
    ("people", 14, False),
    ("why it lives", _WIDE, False),
    ("must work first", _MIDDLE, False),
    ("retired", _MIDDLE, False),
    *_HAND,
    ("evidence", 40, False),
)
_CALENDAR: _Heads = (
    ("id", _ID, False),
    ("week", _NARROW, True),
    ("weekly", _NARROW, False),
    ("act", _WIDE, False),
    ("reported as done", 40, False),
    *_HAND,
)
_RISKS: _Heads = (
    ("id", _ID, False),
    ("risk", _WIDE, False),
    ("raised by", _WIDE, False),
    ("touches", _NARROW, True),
    ("answer", 40, False),
    *_HAND,
)
_TARGETS: _Heads = (
    ("group", 30, False),
    ("people", _NARROW, True),
    ("now", _NARROW, True),
    ("low", _NARROW, True),
    ("high", _NARROW, True),
    ("after 6 weeks", 14, True),
    ("after 12 weeks", 14, True),
    ("basis", _WIDE, False),
)
_PULSE: _Heads = (
    ("id", _ID, False),
    ("question", _WIDE, False),
    ("scale", 14, False),
    ("now", 30, False),
    ("for", _NARROW, False),
)


def _sheet(say: Words, english: str, heads: _Heads, rows: Iterable[Sequence[str]]) -> Sheet:
    columns = tuple(
        Column(head=say(head), source=head, width=width, number=number)
        for head, width, number in heads
    )
    return Sheet(name=say(english), columns=columns, rows=tuple(tuple(row) for row in rows))


def _hand(hand: Hand) -> tuple[str, str, str, str]:
    wave = str(hand.before_wave) if hand.before_wave else ""
    return hand.owner, cells.day(hand.due), wave, hand.state.value


def _ids(evidence: Evidence) -> str:
    return cells.joined(evidence.statement_ids)


def _changes(say: Words, plan: RelaunchPlan) -> Iterable[Sequence[str]]:
    for one in plan.changes:
        yield (
            one.line_id,
            one.hand.title or one.title,
            say(one.route.value),
            str(one.people),
            one.value,
            one.why_before_wave or "",
            *_hand(one.hand),
            one.hand.effort,
            one.hand.answer,
            one.measure,
            _ids(one.evidence),
        )


def _training(say: Words, plan: RelaunchPlan) -> Iterable[Sequence[str]]:
    for one in plan.units:
        yield (
            one.line_id,
            one.hand.title or one.step,
            str(one.minutes),
            str(one.people),
            one.power_user,
            *_hand(one.hand),
            one.signal,
            _ids(one.evidence),
        )


def _explain(say: Words, plan: RelaunchPlan, least: int) -> Iterable[Sequence[str]]:
    for one in plan.sheets:
        yield (
            one.line_id,
            one.hand.title or one.title,
            "\n".join(truth.text or say("To be written by the owner.") for truth in one.truths),
            one.channel,
            str(one.people),
            people_words(say, one.wronged, least),
            *_hand(one.hand),
            _ids(one.evidence),
        )


def _shadows(say: Words, plan: RelaunchPlan, least: int) -> Iterable[Sequence[str]]:
    for one in plan.shadows:
        yield (
            one.line_id,
            one.name,
            one.owner,
            people_words(say, one.people, least),
            "\n".join(one.why_it_lives),
            cells.joined(one.must_work_first),
            cells.day(one.hand.due) or one.retire,
            *_hand(one.hand),
            _ids(one.evidence),
        )


def _calendar(say: Words, plan: RelaunchPlan) -> Iterable[Sequence[str]]:
    for one in sorted(plan.calendar, key=lambda one: (one.week, one.line_id)):
        weekly = say("yes") if one.repeats else say("no")
        yield (one.line_id, str(one.week), weekly, one.act, one.report, *_hand(one.hand))


def _risks(plan: RelaunchPlan) -> Iterable[Sequence[str]]:
    for one in plan.risks:
        raised = "\n".join(each.text for each in one.raised_by)
        yield (
            one.line_id,
            one.title,
            raised,
            cells.number(one.weight),
            one.answer,
            *_hand(one.hand),
        )


def _targets(plan: RelaunchPlan, least: int) -> Iterable[Sequence[str]]:
    for one in plan.targets:
        if one.people < least:
            continue
        numbers = (one.baseline, one.low, one.high, one.after_six_weeks, one.after_twelve_weeks)
        yield (one.group, str(one.people), *map(cells.number, numbers), one.basis)


def _pulse(plan: RelaunchPlan) -> Iterable[Sequence[str]]:
    for one in plan.pulse:
        yield (one.line_id, one.text, one.scale, one.baseline, one.of_line)


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """Something of the plan that somebody has to do."""

    line_id: str
    title: str
    label: str
    told: str
    """What moves, or how it is said."""
    hand: Hand
    evidence: Evidence


def tasks_of(plan: RelaunchPlan) -> tuple[Task, ...]:
    """What is neither done nor dropped: changes, units, sheets, shadow systems."""
    found = [
        *(_task(one, "change", one.title, one.measure) for one in plan.changes),
        *(_task(one, "training", one.step, one.signal) for one in plan.units),
        *(_task(one, "explain", one.title, one.channel) for one in plan.sheets),
        *(_task(one, "shadow-system", one.name, one.retire) for one in plan.shadows),
    ]
    return tuple(one for one in found if one.hand.state not in (State.DONE, State.DROPPED))


_Line = Change | TrainingUnit | ExplainSheet | ShadowSystem


def _task(line: _Line, label: str, title: str, told: str) -> Task:
    return Task(
        line_id=line.line_id,
        title=line.hand.title or title,
        label=label,
        told=told,
        hand=line.hand,
        evidence=line.evidence,
    )


def jira_rows(say: Words, plan: RelaunchPlan) -> tuple[dict[str, str], ...]:
    """The tasks as Jira imports them, with the columns of JIRA."""
    return tuple(_jira(say, one) for one in tasks_of(plan))


def _jira(say: Words, task: Task) -> dict[str, str]:
    owner, due = task.hand.owner, due_words(say, task.hand)
    told = [
        task.told,
        say("Owner: {owner}; {due}.", owner=owner, due=due),
        say("Statements: {ids}", ids=cells.joined(task.evidence.statement_ids) or "–"),
    ]
    wave = task.hand.before_wave
    labels = ["relaunch", task.label, *([f"wave-{wave}"] if wave else [])]
    summary = " ".join(cells.one_direction(task.title).split())
    values = (
        summary[:_LONGEST_SUMMARY],
        "Task",
        "\n".join(filter(None, told)),
        "High" if wave == 1 else "Medium",
        " ".join(labels),
        cells.day(task.hand.due),
        task.line_id,
    )
    return dict(zip(JIRA, values, strict=True))
