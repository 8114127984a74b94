"""Sheets of the plan that hold text more than numbers: options, roles, kit, questions, ladder."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from toolkit.language.catalogue import Words
from toolkit.model.plan import RelaunchPlan
from toolkit.model.plan_parts import Evidence
from toolkit.reports import cells
from toolkit.reports.sheets import Column, Sheet

_Heads = tuple[tuple[str, float, bool], ...]
_Row = Sequence[str]
_OPTIONS: _Heads = (
    ("option", 40, False),
    ("chosen", 10, False),
    ("side", 10, False),
    ("argument", 70, False),
    ("statements", 12, True),
    ("evidence", 40, False),
)
_ROLES: _Heads = (("role", 30, False), ("people", 10, True), ("what changes", 90, False))
_KIT: _Heads = (("for", 26, False), ("heading", 40, False), ("text", 90, False))
_QUESTIONS: _Heads = (
    ("id", 10, False),
    ("owner", 26, False),
    ("question", 60, False),
    ("if yes", 40, False),
    ("if no", 40, False),
    ("due", 14, False),
    ("state", 10, False),
    ("evidence", 40, False),
)
_LADDER: _Heads = (
    ("rung", 40, False),
    ("state", 14, False),
    ("what", 18, False),
    ("text", 80, False),
)


def more_sheets(say: Words, plan: RelaunchPlan, moved: frozenset[str]) -> tuple[Sheet, ...]:
    """The five sheets; one without lines is left out by the caller.

    `moved` are groups of which nothing may be told any more.
    """
    return (
        _sheet(say, "Options", _OPTIONS, _options(say, plan)),
        _sheet(say, "Roles", _ROLES, _roles(plan, moved)),
        _sheet(say, "Kit", _KIT, _kit(say, plan, moved)),
        _sheet(say, "Questions", _QUESTIONS, _questions(plan)),
        _sheet(say, "Ladder", _LADDER, _ladder(say, plan)),
    )


def _sheet(say: Words, english: str, heads: _Heads, rows: Iterable[_Row]) -> Sheet:
    columns = tuple(
        Column(head=say(head), source=head, width=width, number=number)
        for head, width, number in heads
    )
    return Sheet(name=say(english), columns=columns, rows=tuple(tuple(row) for row in rows))


def _ids(evidence: Evidence) -> str:
    return cells.joined(evidence.statement_ids)


def _options(say: Words, plan: RelaunchPlan) -> Iterable[_Row]:
    for option in plan.options:
        sides = (("for", option.arguments_for), ("against", option.arguments_against))
        for side, arguments in sides:
            for one in arguments:
                yield (
                    option.title,
                    say("yes") if option.chosen else say("no"),
                    say(side),
                    one.text,
                    str(len(one.evidence.statement_ids)),
                    _ids(one.evidence),
                )


def _roles(plan: RelaunchPlan, moved: frozenset[str]) -> Iterable[_Row]:
    for one in plan.roles:
        if one.role not in moved:
            yield one.role, str(one.people), one.text


def _kit(say: Words, plan: RelaunchPlan, moved: frozenset[str]) -> Iterable[_Row]:
    for line in plan.kit.lines:
        yield say("everybody"), line.heading, line.text
    for team in plan.kit.teams:
        if team.department not in moved:
            for topic in team.topics:
                yield team.department, say("topic"), topic


def _questions(plan: RelaunchPlan) -> Iterable[_Row]:
    for one in plan.questions:
        yield (
            one.line_id,
            one.hand.owner,
            one.question,
            one.if_yes,
            one.if_no,
            cells.day(one.hand.due),
            one.hand.state.value,
            _ids(one.evidence),
        )


def _ladder(say: Words, plan: RelaunchPlan) -> Iterable[_Row]:
    for rung in plan.ladder:
        state = say("reached") if rung.reached else say("not reached")
        parts = (
            ("Means", rung.means),
            ("To be done first", rung.open),
            ("Warnings", tuple(each.text for each in rung.warnings)),
        )
        for what, texts in parts:
            for text in texts:
                yield rung.title, state, say(what), text
