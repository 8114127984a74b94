"""What people are taught and told: training units, explain sheets, roles, fields."""

from __future__ import annotations

from collections.abc import Iterable

from toolkit.model.plan import ExplainSheet, RelaunchPlan, TrainingUnit, Truth
from toolkit.model.plan_parts import GroupNeed
from toolkit.reports.documents.author import LANGUAGE_WORD, Author
from toolkit.reports.documents.content import Block, Bullets, Heading, Item, Look, Paragraph, said
from toolkit.reports.documents.plan_words import due_words, people_words, short_title

_QUOTES = 3


def training(author: Author, plan: RelaunchPlan) -> Iterable[Block]:
    """Training units, and why others get none."""
    if not (plan.units or plan.no_units):
        return
    yield author.heading("Training units", anchor="training")
    yield author.body(
        author.say(
            "No unit without evidence of missing knowledge. Invitations go to attendees and "
            "trainer, counts to managers."
        )
    )
    for one in plan.units:
        yield from _unit(author, one)
    if plan.no_units:
        yield author.heading("Sounds like training, and is not", 2)
        yield Bullets(
            items=tuple(
                Item(runs=said(f"{', '.join(one.theme_ids)}: {one.reason}"))
                for one in plan.no_units
            )
        )


def _unit(author: Author, one: TrainingUnit) -> Iterable[Block]:
    say = author.say
    title = short_title(one.hand, one.step)
    yield Heading(text=f"{one.line_id} · {title}", level=2, anchor=one.line_id)
    yield from _needs(author, one)
    yield author.label("The real failing case, as its exercise")
    for case in one.exercises[:_QUOTES]:
        if case.statement_id or case.row:
            yield author.words(case.statement_id or say("ticket"), case.text, case.language)
        else:
            yield author.body(f"{case.text[:1].upper()}{case.text[1:]}.")
    yield Bullets(
        items=(Item(runs=said(say("Must move afterwards: {signal}", signal=one.signal))),)
    )


def _needs(author: Author, one: TrainingUnit) -> Iterable[Block]:
    """A table by group; one line where no group is large enough to be told."""
    say = author.say
    how = say(
        "{minutes} minutes; power user: {who}; {due}; owner: {owner}.",
        minutes=one.minutes,
        who=one.power_user,
        due=due_words(say, one.hand),
        owner=one.hand.owner,
    )
    told = [need for need in one.needs if need.department or need.language or need.earlier]
    if told:
        yield from author.table(
            say("Who needs it"),
            (("department", 3), ("language", 1.5), ("earlier course", 2), ("people", -1)),
            [_need(author, need) for need in one.needs],
            how,
        )
        return
    least = author.summary.min_group
    for need in one.needs:
        people = people_words(say, need.people, least)
        few = say("Who needs it: {n} people; by group they are too few to be told.", n=people)
        yield Paragraph(runs=said(few), keep=True)
    yield Paragraph(runs=said(how), look=Look.SMALL, keep=True)


def _need(author: Author, need: GroupNeed) -> tuple[str, ...]:
    say = author.say
    language = LANGUAGE_WORD.get(need.language, need.language)
    return (
        need.department or say("departments too small to be named"),
        say(language) if language else "–",
        say(need.earlier.replace("_", " ")) if need.earlier else "–",
        people_words(say, need.people, author.summary.min_group),
    )


def explaining(author: Author, plan: RelaunchPlan) -> Iterable[Block]:
    """Explain sheets, what changes for each role, why this field."""
    if plan.sheets:
        yield author.heading("Explain sheets", anchor="explain")
    for one in plan.sheets:
        yield from _sheet(author, one)
    yield from _roles(author, plan)
    yield from _fields(author, plan)


def _sheet(author: Author, one: ExplainSheet) -> Iterable[Block]:
    say = author.say
    yield Heading(text=f"{one.line_id} · {short_title(one.hand, one.title)}", level=2)
    if one.believed:
        yield author.label("What people believe")
        for words in one.believed[:_QUOTES]:
            yield author.words(words.statement_id, words.text, words.language)
    yield author.label("What is true")
    yield Bullets(items=tuple(Item(runs=said(_truth(author, each))) for each in one.truths))
    told = f"{one.channel}; {due_words(say, one.hand)}."
    items = [Item(runs=said(told))]
    if one.wronged != 0:
        wronged = say(
            "Heard first by those whom the old answer wronged: {n}.",
            n=people_words(say, one.wronged, author.summary.min_group),
        )
        items.append(Item(runs=said(wronged)))
    yield Bullets(items=tuple(items))


def _truth(author: Author, one: Truth) -> str:
    if one.to_be_written:
        text = one.text or author.say("To be written by the owner.")
        return f"{text[:1].upper()}{text[1:]}"
    when = f", {author.say.day(one.on)}" if one.on else ""
    source = f" ({one.source}{when})" if one.source else ""
    return f"{one.text}{source}"


def _roles(author: Author, plan: RelaunchPlan) -> Iterable[Block]:
    told = [one for one in plan.roles if one.role not in author.moved]
    rows = [(one.role, str(one.people), one.text) for one in told]
    if rows:
        yield author.heading("What changes for each role")
        yield from author.table(
            author.say("Told before it changes"),
            (("role", 2.2), ("people", -0.9), ("what changes", 6)),
            rows,
        )


def _fields(author: Author, plan: RelaunchPlan) -> Iterable[Block]:
    rows = [
        (one.line_id, one.field, one.used_by, one.proposal, one.hand.owner) for one in plan.fields
    ]
    if rows:
        yield author.heading("Why this field")
        yield from author.table(
            author.say("Inputs whose purpose people do not see"),
            (("id", 1.5), ("input", 2), ("who uses it", 3), ("proposal", 3), ("owner", 1.8)),
            rows,
        )
