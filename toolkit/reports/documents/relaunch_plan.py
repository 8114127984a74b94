"""The relaunch plan for the team: options first, then what is changed, taught and told, by when."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from toolkit.model.plan import Argument, Option, RelaunchPlan
from toolkit.model.plan_parts import Evidence, Words
from toolkit.reports.documents.author import Author
from toolkit.reports.documents.charts import report_charts
from toolkit.reports.documents.content import (
    Block,
    Bullets,
    Callout,
    Chart,
    Document,
    Figure,
    Heading,
    Item,
    Key,
    Look,
    Quotation,
    said,
)
from toolkit.reports.documents.definitions import definitions
from toolkit.reports.documents.plan_people import explaining, training
from toolkit.reports.documents.plan_running import running
from toolkit.reports.documents.plan_sheets import jira_rows, plan_sheets
from toolkit.reports.documents.plan_words import due_words, short_title

_QUOTES, _FACTS = 2, 3


def relaunch_plan(author: Author, plan: RelaunchPlan) -> Document:
    """The whole plan; its texts are in the author's language already."""
    say = author.say
    parts: tuple[Callable[[Author, RelaunchPlan], Iterable[Block]], ...] = (
        _options,
        _changes,
        training,
        explaining,
        running,
        _missing,
    )
    blocks = tuple(block for part in parts for block in part(author, plan))
    return Document(
        key=Key.PLAN,
        title=say("Relaunch plan"),
        subtitle=author.texts.text("plan.headline", _headline(author, plan)),
        kicker=author.kicker,
        tongue=say.tongue,
        made_on=plan.made_on,
        blocks=blocks,
        contents=say("Contents"),
        contents_apart=False,
        stamp=author.stamp,
        foot=author.foot,
        labels=(say("Table"), say("Figure")),
        texts=tuple(author.texts.slots),
        more_charts=tuple(_other_charts(author, blocks)),
        sheets=plan_sheets(say, plan, author.summary.min_group, author.moved),
        introduction=(
            say(
                "The relaunch plan as tables to sort and filter; made on {day}.",
                day=say.day(plan.made_on),
            ),
            say(
                "Owners, dates and states are entered on the plan screen or with `relaunch decide`."
            ),
            author.foot,
        ),
        tasks=jira_rows(say, plan),
    )


def _other_charts(author: Author, blocks: Sequence[Block]) -> Iterable[Chart]:
    """Charts of the review that the plan's pages do not show."""
    shown = {one.chart.key for one in blocks if isinstance(one, Figure)}
    for key, chart in report_charts(author.summary, author.say).items():
        if key not in shown:
            yield chart


def _headline(author: Author, plan: RelaunchPlan) -> str:
    say = author.say
    chosen = next((one.title for one in plan.options if one.chosen), "")
    if chosen:
        return say("Chosen: {option}", option=chosen)
    return say("Three ways on; a person chooses")


def _options(author: Author, plan: RelaunchPlan) -> Iterable[Block]:
    say = author.say
    yield Heading(
        text=author.texts.text("plan.headline", _headline(author, plan)), anchor="options"
    )
    lead = say(
        "{n} changes, {m} training units and {k} explain sheets follow from the evidence. Each "
        "line leads back to its statements.",
        n=len(plan.changes),
        m=len(plan.units),
        k=len(plan.sheets),
    )
    yield author.body(author.texts.text("plan.lead", lead), Look.LEAD)
    for option in plan.options:
        yield from _option(author, option)
    if plan.goals:
        yield author.heading("What it is for", 2)
        yield Bullets(items=tuple(Item(runs=said(one)) for one in plan.goals))
    yield definitions(author)


def _option(author: Author, option: Option) -> Iterable[Block]:
    yield Heading(text=option.title, level=2, anchor=option.name.value)
    if option.chosen:
        yield Callout(title=author.say("Chosen"), runs=said(option.reason), tone="tool")
    yield from _arguments(author, "For it", option.arguments_for)
    yield from _arguments(author, "Against it", option.arguments_against)


def _arguments(author: Author, english: str, found: Sequence[Argument]) -> Iterable[Block]:
    yield author.label(english)
    if not found:
        yield author.body(author.say("No evidence."))
        return
    yield Bullets(
        items=tuple(
            Item(runs=said(f"{one.text} {people_said(author, one.evidence)}".strip()))
            for one in found
        )
    )


def people_said(author: Author, evidence: Evidence) -> str:
    """How many statements and people a line rests on, in brackets."""
    if evidence.missing:
        return f"({author.say('no evidence')})"
    parts = []
    if evidence.statement_ids:
        count = len(evidence.statement_ids)
        parts.append(author.say.count(count, "{n} statement", "{n} statements"))
    parts += [author.say.count(n, *_ROWS[kind]) for kind, n in evidence.rows_of if kind in _ROWS]
    return f"({', '.join(parts)})" if parts else ""


_ROWS = {
    "tickets": ("{n} ticket", "{n} tickets"),
    "training": ("{n} entry of the attendance lists", "{n} entries of the attendance lists"),
    "usage": ("{n} row of the usage records", "{n} rows of the usage records"),
}
"""What a row of each file is called; a line's rows are counted file by file."""


def _changes(author: Author, plan: RelaunchPlan) -> Iterable[Block]:
    say = author.say
    if not plan.changes:
        return
    yield author.heading("Changes of the system", anchor="changes", fresh=True)
    yield from author.table(
        say("Change list: fix, build, redesign, cleanse"),
        (
            ("id", 1.3),
            ("change", 4),
            ("people", -1),
            ("value", 2.2),
            ("owner", 1.8),
            ("by when", 1.7),
        ),
        [
            (
                one.line_id,
                one.hand.title or one.title,
                str(one.people),
                one.value,
                one.hand.owner,
                due_words(author.say, one.hand),
            )
            for one in plan.changes
        ],
    )
    for one in plan.changes:
        yield Heading(text=f"{one.line_id} · {short_title(one.hand, one.title)}", level=3)
        yield from _lines(
            author,
            (
                ("Must be done before a wave", one.why_before_wave or ""),
                ("Moves", one.measure),
                ("Answer", one.hand.answer),
                ("Effort", one.hand.effort),
            ),
        )
        yield from quotes(author, (one.best,) if one.best else ())
        yield from evidence_lines(author, one.evidence)
    yield from author.figure(report_charts(author.summary, say).get("routing"))
    yield from author.figure(report_charts(author.summary, say).get("waves"))


def _lines(author: Author, pairs: Sequence[tuple[str, str]]) -> Iterable[Block]:
    items = tuple(
        Item(runs=said(f"{author.say(head)}: {text}")) for head, text in pairs if text.strip()
    )
    if items:
        yield Bullets(items=items)


def quotes(author: Author, found: Sequence[Words]) -> Iterable[Quotation]:
    """Up to two quotes, verbatim."""
    for one in found[:_QUOTES]:
        yield author.words(one.statement_id, one.text, one.language)


def evidence_lines(author: Author, evidence: Evidence) -> Iterable[Block]:
    """Facts with what they rest on, and the ids."""
    if evidence.facts:
        yield Bullets(items=tuple(Item(runs=said(one)) for one in evidence.facts[:_FACTS]))
    text = people_said(author, evidence).strip("()")
    if evidence.statement_ids:
        text = f"{text}: {author.ids(evidence.statement_ids[:_IDS])}"
        more = len(evidence.statement_ids) - _IDS
        text += author.say(" and {n} more", n=more) if more > 0 else ""
    if text:
        yield author.body(text, Look.SMALL)


_IDS = 8


def _missing(author: Author, plan: RelaunchPlan) -> Iterable[Block]:
    if plan.missing:
        yield author.heading("What could not be planned", anchor="missing")
        yield Bullets(items=tuple(Item(runs=said(one)) for one in plan.missing))
