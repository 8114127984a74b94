"""The relaunch plan as the screen lists it: sections, lines, and what stands behind a line."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Final

from toolkit.language.catalogue import Words as Saying
from toolkit.model.groups import group_pairs
from toolkit.model.plan import RelaunchPlan
from toolkit.model.plan_parts import Evidence, Hand, Words


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownLine:
    """One line with everything that is behind it; `hand` is None where nobody has to do it."""

    line_id: str
    title: str
    under: str = ""
    hand: Hand | None = None
    rows: tuple[tuple[str, str], ...] = ()
    """(what, text) in order."""
    quotes: tuple[Words, ...] = ()
    evidence: Evidence = field(default_factory=Evidence)


Shower = Callable[[RelaunchPlan, Saying], Iterator[ShownLine]]


def _changes(plan: RelaunchPlan, say: Saying) -> Iterator[ShownLine]:
    for one in plan.changes:
        first = one.heard_first
        wronged = say("few people") if first is None else say.people(first) if first else ""
        yield ShownLine(
            line_id=one.line_id,
            title=one.hand.title or one.title,
            under=say.people(one.people),
            hand=one.hand,
            rows=_rows(
                ("Value", one.value),
                ("Must move", one.measure),
                ("Must not wait", one.why_before_wave or ""),
                ("Hears of it first", wronged),
            ),
            quotes=(one.best,) if one.best else (),
            evidence=one.evidence,
        )


def _units(plan: RelaunchPlan, say: Saying) -> Iterator[ShownLine]:
    for one in plan.units:
        cases = (("Exercise", case.text) for case in one.exercises)
        yield ShownLine(
            line_id=one.line_id,
            title=one.hand.title or one.step,
            under=f"{say('{n} minutes', n=one.minutes)}, {say.people(one.people)}",
            hand=one.hand,
            rows=_rows(*cases, ("Power user", one.power_user), ("Must move", one.signal)),
            evidence=one.evidence,
        )
    for none in plan.no_units:
        yield ShownLine(
            line_id=f"none-{none.theme_ids[0]}",
            title=say("no unit"),
            under=none.reason,
            rows=(("Reason", none.reason),),
            evidence=none.evidence,
        )


def _sheets(plan: RelaunchPlan, say: Saying) -> Iterator[ShownLine]:
    for one in plan.sheets:
        truths = (
            (
                "True is",
                f"{truth.text} ({truth.source}{f', {say.day(truth.on)}' if truth.on else ''})",
            )
            for truth in one.truths
        )
        wronged = say("few people") if one.wronged is None else str(one.wronged or "")
        yield ShownLine(
            line_id=one.line_id,
            title=one.hand.title or one.title,
            under=say.people(one.people),
            hand=one.hand,
            rows=_rows(*truths, ("Who says it", one.channel), ("Hears of it first", wronged)),
            quotes=one.believed,
            evidence=one.evidence,
        )


def _questions(plan: RelaunchPlan, say: Saying) -> Iterator[ShownLine]:
    for one in plan.questions:
        yield ShownLine(
            line_id=one.line_id,
            title=one.hand.title or one.question,
            under=say.people(one.evidence.people),
            hand=one.hand,
            rows=_rows(("If yes", one.if_yes), ("If no", one.if_no)),
            quotes=one.words,
            evidence=one.evidence,
        )


def _shadows(plan: RelaunchPlan, say: Saying) -> Iterator[ShownLine]:
    for one in plan.shadows:
        yield ShownLine(
            line_id=one.line_id,
            title=one.hand.title or one.name,
            under=say("few people") if one.people is None else say.people(one.people),
            hand=one.hand,
            rows=_rows(
                *(("Why it lives", why) for why in one.why_it_lives),
                ("Must work first", "; ".join(one.must_work_first)),
                ("Retires", one.retire),
                ("Sureness", say.percent(one.sureness)),
            ),
            quotes=one.words,
            evidence=one.evidence,
        )


def _fields(plan: RelaunchPlan, say: Saying) -> Iterator[ShownLine]:
    for one in plan.fields:
        yield ShownLine(
            line_id=one.line_id,
            title=one.hand.title or one.field,
            under=say.people(one.evidence.people),
            hand=one.hand,
            rows=_rows(("Used by", one.used_by), ("Proposal", one.proposal)),
            quotes=one.words,
            evidence=one.evidence,
        )


def _roles(plan: RelaunchPlan, say: Saying) -> Iterator[ShownLine]:
    for one in plan.roles:
        yield ShownLine(
            line_id=f"role-{one.role}",
            title=one.role,
            under=say.people(one.people),
            rows=_rows(("What changes", one.text), ("Lines", "; ".join(one.change_ids))),
            evidence=one.evidence,
        )


def _kit(plan: RelaunchPlan, say: Saying) -> Iterator[ShownLine]:
    for one in plan.kit.lines:
        yield ShownLine(
            line_id=one.line_id,
            title=one.heading,
            under=one.text,
            rows=(("In the kit", one.text),),
            evidence=one.evidence,
        )
    for team in plan.kit.teams:
        yield ShownLine(
            line_id=f"team-{team.department}",
            title=team.department,
            under=say.people(team.people),
            rows=tuple(("Topic", topic) for topic in team.topics),
            evidence=team.evidence,
        )


def _calendar(plan: RelaunchPlan, say: Saying) -> Iterator[ShownLine]:
    for one in plan.calendar:
        week = say("week {n}", n=f"{one.week:+d}".replace("-", "−") if one.week else "0")
        often = f", {say('every week')}" if one.repeats else ""
        yield ShownLine(
            line_id=one.line_id,
            title=one.hand.title or one.act,
            under=f"{week}{often}",
            hand=one.hand,
            rows=_rows(("Reports as done", one.report)),
            evidence=one.evidence,
        )


def _risks(plan: RelaunchPlan, say: Saying) -> Iterator[ShownLine]:
    for one in plan.risks:
        yield ShownLine(
            line_id=one.line_id,
            title=one.hand.title or one.title,
            under=say.percent(one.weight),
            hand=one.hand,
            rows=_rows(
                *(("Raised by", argument.text) for argument in one.raised_by),
                ("Answer", one.answer),
            ),
            evidence=one.raised_by[0].evidence if one.raised_by else Evidence(),
        )


def _targets(plan: RelaunchPlan, say: Saying) -> Iterator[ShownLine]:
    for one in plan.targets:
        now, six, twelve = map(
            say.percent, (one.baseline, one.after_six_weeks, one.after_twelve_weeks)
        )
        low, high = say.percent(one.low), say.percent(one.high)
        pairs = group_pairs(one.group)
        dimensions = "".join(f"{say(dimension)} · " for dimension, _ in pairs)
        yield ShownLine(
            line_id=f"target-{one.group}",
            title=", ".join(value for _, value in pairs) or say("everybody"),
            under=f"{dimensions}{now} → {twelve}",
            hand=one.hand,
            rows=_rows(
                ("Now", f"{now} ({low} – {high}), n = {one.people}"),
                ("After six weeks", six),
                ("After twelve weeks", twelve),
                ("Basis", one.basis),
            ),
        )


def _pulse(plan: RelaunchPlan, say: Saying) -> Iterator[ShownLine]:
    for one in plan.pulse:
        yield ShownLine(
            line_id=one.line_id,
            title=one.text,
            under=one.baseline,
            rows=_rows(("Baseline", one.baseline), ("Lines", one.of_line)),
            evidence=one.evidence,
        )


def _rows(*found: tuple[str, str]) -> tuple[tuple[str, str], ...]:
    return tuple((name, text) for name, text in found if text)


SECTIONS: Final[Mapping[str, tuple[str, Shower]]] = {
    "changes": ("Changes", _changes),
    "units": ("Training units", _units),
    "sheets": ("Explain sheets", _sheets),
    "questions": ("Questions on processes", _questions),
    "shadows": ("Shadow systems", _shadows),
    "fields": ("Why this field", _fields),
    "roles": ("What changes for each role", _roles),
    "kit": ("Line managers' kit", _kit),
    "calendar": ("Executive calendar", _calendar),
    "risks": ("Risks", _risks),
    "targets": ("Targets", _targets),
    "pulse": ("Pulse survey", _pulse),
}
"""Key -> title and what lists it; before them stand the options, the ladder and the waves."""
DIRECTION: Final = "direction"
"""The first section: the way on, the waves and the ladder."""


_POINTS: Final = frozenset({"Lines", "Must work first", "Retires"})
"""The rows that name other lines of the plan by their ids."""
_LINE = re.compile(r"\b([a-z]+(?:-[a-z]+)*)-(T\d+[a-z]?)\b")
"""A cure and a theme: "change-the-process-T08"."""


def lines_of(
    plan: RelaunchPlan, section: str, say: Saying, titles: Mapping[str, str]
) -> tuple[ShownLine, ...]:
    """The lines of a section; none for the first one.

    `titles` are those of the themes by id: a line that is named in another one's rows is named by
    its cure and its theme, and by its id where there is no such theme.
    """
    if section not in SECTIONS:
        return ()
    return tuple(_named(one, say, titles) for one in SECTIONS[section][1](plan, say))


def _named(line: ShownLine, say: Saying, titles: Mapping[str, str]) -> ShownLine:
    def name(found: re.Match[str]) -> str:
        cure, theme = found.groups()
        if theme not in titles:
            return found[0]
        return f"{say(cure.replace('-', ' '))} ({titles[theme]})"

    rows = ((key, _LINE.sub(name, text) if key in _POINTS else text) for key, text in line.rows)
    return replace(line, rows=tuple(rows))
