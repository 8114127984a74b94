"""The relaunch plan as plain text, for a terminal."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from toolkit.language.catalogue import Words as Saying
from toolkit.language.catalogue import words_of
from toolkit.model.plan import Argument, RelaunchPlan
from toolkit.model.plan_parts import Evidence, Hand, Words

_CITED = 3


def plan_text(plan: RelaunchPlan, language: str = "en") -> str:
    """Every part of the plan that has lines, under its heading."""
    say = words_of(language)
    parts = (
        ("Three ways on", _options(plan, say)),
        ("Goals", (f"- {one}" for one in plan.goals)),
        ("Changes", _changes(plan, say)),
        ("Training units", _units(plan, say)),
        ("Explain sheets", _sheets(plan, say)),
        ("What changes for each role", (f"- {one.role}: {one.text}" for one in plan.roles)),
        ("Why this field", (f"- {one.field}: {one.proposal}" for one in plan.fields)),
        ("Shadow systems", _shadows(plan, say)),
        ("Line managers' kit", (f"- {one.heading}: {one.text}" for one in plan.kit.lines)),
        ("Questions on processes", _questions(plan, say)),
        ("Executive calendar", _calendar(plan, say)),
        ("Ladder", _ladder(plan, say)),
        ("Risks", _risks(plan, say)),
        ("Targets", _targets(plan, say)),
        ("Pulse survey", (f"- {one.text} ({one.baseline})" for one in plan.pulse)),
        ("Effect of waves", (f"- {one.wave}: {one.answer}" for one in plan.effects)),
        ("Before each wave", _needs(plan, say)),
        ("What is missing", (f"- {one}" for one in plan.missing)),
    )
    lines: list[str] = []
    for heading, body in parts:
        rows = list(body)
        if rows:
            lines += [say(heading), "", *rows, ""]
    return "\n".join(lines)


def _options(plan: RelaunchPlan, say: Saying) -> Iterator[str]:
    for one in plan.options:
        chosen = say("chosen") if one.chosen else say("not chosen")
        yield f"- {one.title} [{chosen}{f': {one.reason}' if one.reason else ''}]"
        yield from _arguments(say("for"), one.arguments_for, say)
        yield from _arguments(say("against"), one.arguments_against, say)


def _arguments(name: str, found: Sequence[Argument], say: Saying) -> Iterator[str]:
    if not found:
        yield f"    {name}: {say('nothing in this review')}"
    for one in found:
        yield f"    {name}: {one.text}{_cited(one.evidence)}"


def _changes(plan: RelaunchPlan, say: Saying) -> Iterator[str]:
    for one in plan.changes:
        yield f"- {one.line_id}: {one.hand.title or one.title}{_by(one.hand, say)}"
        yield f"    {say.people(one.people)}; {one.value}; {one.measure}"
        if one.why_before_wave:
            yield f"    {one.why_before_wave}"
        yield from _facts(one.evidence)


def _units(plan: RelaunchPlan, say: Saying) -> Iterator[str]:
    for one in plan.units:
        yield f"- {one.line_id}: {one.hand.title or one.step}{_by(one.hand, say)}"
        yield f"    {say('{n} minutes', n=one.minutes)}; {say.people(one.people)}; {one.signal}"
        yield from (f"    {say('exercise')}: {case.text}" for case in one.exercises)
        yield from _facts(one.evidence)
    yield from (f"- {say('no unit')}: {one.reason}" for one in plan.no_units)


def _sheets(plan: RelaunchPlan, say: Saying) -> Iterator[str]:
    for one in plan.sheets:
        yield f"- {one.line_id}: {one.hand.title or one.title}{_by(one.hand, say)}"
        yield from (f"    {say('people believe')}: {_quoted(words)}" for words in one.believed)
        for truth in one.truths:
            on = f", {say.day(truth.on)}" if truth.on else ""
            yield f"    {say('true is')}: {truth.text} ({truth.source}{on})"
        yield f"    {one.channel}"


def _shadows(plan: RelaunchPlan, say: Saying) -> Iterator[str]:
    for one in plan.shadows:
        who = say("few people") if one.people is None else say.people(one.people)
        yield f"- {one.line_id}: {one.name} ({who}); {one.hand.owner}; {one.retire}"
        yield from (f"    {_quoted(words)}" for words in one.words)


def _questions(plan: RelaunchPlan, say: Saying) -> Iterator[str]:
    for one in plan.questions:
        yield f"- {one.line_id}: {one.question}{_by(one.hand, say)}"


def _calendar(plan: RelaunchPlan, say: Saying) -> Iterator[str]:
    for one in plan.calendar:
        week = say("week {n}", n=f"{one.week:+d}" if one.week else "0")
        often = f", {say('every week')}" if one.repeats else ""
        yield f"- {week}{often}: {one.act} [{one.hand.state}]{_cited(one.evidence)}"


def _ladder(plan: RelaunchPlan, say: Saying) -> Iterator[str]:
    for one in plan.ladder:
        where = say("reached") if one.reached else say("not yet")
        yield f"- {one.title} [{where}]"
        yield from (f"    {say('first')}: {text}" for text in one.open)
        yield from (f"    {argument.text}" for argument in one.warnings)


def _risks(plan: RelaunchPlan, say: Saying) -> Iterator[str]:
    for one in plan.risks:
        yield f"- {one.line_id}: {one.title} ({say.percent(one.weight)})"
        yield from (f"    {argument.text}" for argument in one.raised_by)
        yield f"    {one.answer}"


def _targets(plan: RelaunchPlan, say: Saying) -> Iterator[str]:
    for one in plan.targets:
        shares = (one.baseline, one.after_six_weeks, one.after_twelve_weeks)
        now, six, twelve = map(say.percent, shares)
        yield f"- {one.group} ({say.people(one.people)}): {now} → {six} → {twelve} ({one.basis})"


def _needs(plan: RelaunchPlan, say: Saying) -> Iterator[str]:
    for one in plan.needs:
        wave = say("wave {n}", n=one.wave)
        day = f", {say.day(one.starts_on)}" if one.starts_on else ""
        left = say("{n} of {m} lines open", n=len(one.open_ids), m=len(one.line_ids))
        yield f"- {wave}{day}: {left}"


def _by(hand: Hand, say: Saying) -> str:
    """Who, and by when."""
    when = ""
    if hand.due is not None:
        when = f", {say.day(hand.due)}"
    elif hand.before_wave is not None:
        when = f", {say('before wave {n}', n=hand.before_wave)}"
    return f" ({hand.owner}{when}) [{hand.state}]"


def _facts(evidence: Evidence) -> Iterable[str]:
    return (f"    {one}" for one in evidence.facts[:_CITED])


def _quoted(words: Words) -> str:
    return f"“{words.text}” [{words.statement_id}]"


def _cited(evidence: Evidence) -> str:
    ids = evidence.statement_ids
    if not ids:
        return ""
    more = " …" if len(ids) > _CITED else ""
    return f" [{', '.join(ids[:_CITED])}{more}]"
