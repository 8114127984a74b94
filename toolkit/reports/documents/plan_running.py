"""What keeps the plan going: shadow systems, managers, executives, risks, targets, pulse."""

from __future__ import annotations

from collections.abc import Iterable

from toolkit.model.plan import RelaunchPlan, Target
from toolkit.reports.documents.author import Author
from toolkit.reports.documents.content import (
    Block,
    Bullets,
    Chart,
    ChartKind,
    Heading,
    Item,
    Series,
)
from toolkit.reports.documents.content import said as words
from toolkit.reports.documents.plan_words import people_words
from toolkit.reports.palette import ACCENT, INK


def running(author: Author, plan: RelaunchPlan) -> Iterable[Block]:
    """All of it, in the order in which a team meets it."""
    yield from _shadows(author, plan)
    yield from _kit(author, plan)
    yield from _questions(author, plan)
    yield from _calendar(author, plan)
    yield from _ladder(author, plan)
    yield from _risks(author, plan)
    yield from _targets(author, plan)
    yield from _pulse(author, plan)
    yield from _effects(author, plan)


def _shadows(author: Author, plan: RelaunchPlan) -> Iterable[Block]:
    say, least = author.say, author.summary.min_group
    rows = [
        (
            one.line_id,
            one.name,
            people_words(say, one.people, least),
            "; ".join(one.why_it_lives) or "–",
            say.day(one.hand.due) if one.hand.due else one.retire,
        )
        for one in plan.shadows
    ]
    if rows:
        yield author.heading("Register of shadow systems", anchor="shadows")
        yield from author.table(
            say("Systems beside the tool, and when they are retired"),
            (
                ("id", 1.5),
                ("name", 2.2),
                ("people", -1.1),
                ("why it lives", 3),
                ("retired", 3),
            ),
            rows,
        )


def _kit(author: Author, plan: RelaunchPlan) -> Iterable[Block]:
    if not (plan.kit.lines or plan.kit.teams):
        return
    yield author.heading("Kit for line managers", anchor="kit")
    for one in plan.kit.lines:
        yield Heading(text=one.heading, level=3)
        yield author.body(one.text)
    for team in plan.kit.teams:
        if not team.topics or team.department in author.moved:
            continue
        yield Heading(text=team.department, level=3)
        yield Bullets(items=tuple(Item(runs=words(one)) for one in team.topics))


def _questions(author: Author, plan: RelaunchPlan) -> Iterable[Block]:
    rows = [
        (one.line_id, one.hand.owner, one.question, one.if_yes, one.if_no) for one in plan.questions
    ]
    if rows:
        yield author.heading("Questions to owners of processes")
        yield from author.table(
            author.say("Questions on processes"),
            (("id", 1.5), ("owner", 1.8), ("question", 4), ("if yes", 2.4), ("if no", 2.4)),
            rows,
        )


def _calendar(author: Author, plan: RelaunchPlan) -> Iterable[Block]:
    say = author.say
    rows = [
        (
            f"{one.week:+d}" + (f" {say('weekly')}" if one.repeats else ""),
            one.hand.owner,
            one.act,
            one.report,
            say(one.hand.state.value),
        )
        for one in sorted(plan.calendar, key=lambda one: (one.week, one.line_id))
    ]
    if rows:
        yield author.heading("Executive calendar", anchor="calendar")
        yield from author.table(
            say("Acts of executives, in weeks from the start of wave 1"),
            (("week", 1.1), ("who", 2), ("act", 4), ("reported as done", 3), ("state", 1.1)),
            rows,
            say("Executives report what they did; nobody reads their log-ins."),
        )


def _ladder(author: Author, plan: RelaunchPlan) -> Iterable[Block]:
    if not plan.ladder:
        return
    say = author.say
    yield author.heading("From motivation to incentive to mandate", anchor="ladder")
    for one in plan.ladder:
        mark = say("reached") if one.reached else say("not reached")
        yield Heading(text=f"{one.title} ({mark})", level=3)
        if one.means:
            yield Bullets(items=tuple(Item(runs=words(each)) for each in one.means))
        if one.open:
            yield author.label("To be done first")
            yield Bullets(items=tuple(Item(runs=words(each)) for each in one.open))
        if one.warnings:
            yield author.label("Warnings")
            yield Bullets(items=tuple(Item(runs=words(each.text)) for each in one.warnings))


def _risks(author: Author, plan: RelaunchPlan) -> Iterable[Block]:
    rows = [
        (
            one.line_id,
            one.title,
            "; ".join(each.text for each in one.raised_by) or "–",
            author.say.percent(one.weight),
            one.answer,
            one.hand.owner,
        )
        for one in plan.risks
    ]
    if rows:
        yield author.heading("Risk register", anchor="risks")
        yield from author.table(
            author.say("Risks, with what in the evidence raises them"),
            (
                ("id", 1.5),
                ("risk", 2.4),
                ("raised by", 3),
                ("touches", -1),
                ("answer", 2.6),
                ("owner", 1.6),
            ),
            rows,
        )


def _targets(author: Author, plan: RelaunchPlan) -> Iterable[Block]:
    say = author.say
    shown = _told(author, plan)
    if not shown:
        return
    yield author.heading("Targets per group", anchor="targets")
    chart = _target_chart(author, plan)
    yield from author.figure(chart)
    yield from author.table(
        say("Targets from each group's own baseline"),
        (
            ("group", 3.4),
            ("people", -1),
            ("now (95 %)", -2),
            ("after 6 weeks", -1.6),
            ("after 12 weeks", -1.6),
            ("basis", 4),
        ),
        [
            (
                _group(author, one.group),
                str(one.people),
                f"{say.percent(one.baseline)}\N{NO-BREAK SPACE}"
                f"({one.low * 100:.0f}–{one.high * 100:.0f})",
                say.percent(one.after_six_weeks),
                say.percent(one.after_twelve_weeks),
                one.basis,
            )
            for one in shown
        ],
    )


def _told(author: Author, plan: RelaunchPlan) -> list[Target]:
    """Targets of groups that may be told."""
    large = [one for one in plan.targets if one.people >= author.summary.min_group]
    return [one for one in large if one.group.partition("=")[2] not in author.moved]


def _group(author: Author, name: str) -> str:
    return author.say("everybody") if name == "all" else name.partition("=")[2] or name


_MOST_TARGETS = 14


def _target_chart(author: Author, plan: RelaunchPlan) -> Chart | None:
    say = author.say
    shown = _told(author, plan)[:_MOST_TARGETS]
    if len(shown) < 2:
        return None
    low = min(shown, key=lambda one: (one.baseline - one.after_twelve_weeks, one.group))
    none: tuple[float | None, ...] = tuple(None for _ in shown)
    return Chart(
        key="targets",
        kind=ChartKind.RANGES,
        title=say(
            "{group} has furthest to go: {n} now, {m} after twelve weeks.",
            group=_group(author, low.group),
            n=say.percent(low.baseline),
            m=say.percent(low.after_twelve_weeks),
        ),
        categories=tuple(_group(author, one.group) for one in shown),
        series=(
            Series(
                name=say("now"),
                values=tuple(one.baseline for one in shown),
                lows=tuple(one.low for one in shown),
                highs=tuple(one.high for one in shown),
                tone=INK.light,
            ),
            Series(
                name=say("after 12 weeks"),
                values=tuple(one.after_twelve_weeks for one in shown),
                lows=none,
                highs=none,
                tone=ACCENT.light,
            ),
        ),
        percent=True,
        one_line=True,
        axis=say("share active in a week"),
        source=say("n beside each group in the table; intervals 95 %."),
    )


def _pulse(author: Author, plan: RelaunchPlan) -> Iterable[Block]:
    rows = [(one.line_id, one.text, one.baseline, one.of_line) for one in plan.pulse]
    if rows:
        yield author.heading("Pulse survey", anchor="pulse")
        yield from author.table(
            author.say("Questions, each made from a line whose signal must move"),
            (("id", 1.5), ("question", 5), ("now", 2.4), ("for", 1)),
            rows,
        )


def _effects(author: Author, plan: RelaunchPlan) -> Iterable[Block]:
    if plan.effects:
        yield author.heading("Effect of the waves so far", anchor="effects")
        yield Bullets(
            items=tuple(
                Item(runs=words(f"{author.say('Wave {n}', n=one.wave)}: {one.answer}"))
                for one in plan.effects
            )
        )
        yield author.body(
            author.say("Before and after, beside groups still waiting; no causal claim.")
        )
