"""The slides of the session: every title states the finding, every source is in the notes."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace

from toolkit.model.session import Session, Side, Topic
from toolkit.model.vocabulary import Place
from toolkit.reports.documents.author import Author
from toolkit.reports.documents.charts import report_charts
from toolkit.reports.documents.content import Chart, Column, Item, Slide, Table, said
from toolkit.reports.documents.session_words import (
    care_items,
    fact_rows,
    fact_source,
    fact_told,
    gain_items,
)
from toolkit.reports.wording import Run, cut

Named = Callable[[Iterable[str]], str]
_POINTS, _QUOTES, _GOALS, _TITLE = 3, 2, 8, 22


def session_slides(author: Author, session: Session, named: Named) -> tuple[Slide, ...]:
    """Goal, shared win, charts, facts and words of each topic, the end, and charts behind it."""
    return (
        *_opening(author, session),
        _minutes(author, session),
        *(_chart_slide(author, one) for one in _charts(author, _SHOWN)),
        *_topics(author, session, named),
        _closing(author, session),
        *(
            replace(_chart_slide(author, one), kicker=author.say("If somebody asks"))
            for one in _charts(author, _BEHIND)
        ),
    )


_SHOWN, _BEHIND = ("adoption", "causes", "themes", "routing"), ("stances", "waves")
"""Who stands where is nothing to open a session with, but somebody may ask."""


def _charts(author: Author, keys: Sequence[str]) -> Iterator[Chart]:
    charts = report_charts(author.summary, author.say)
    yield from (charts[key] for key in keys if key in charts)


def _opening(author: Author, session: Session) -> Iterator[Slide]:
    say = author.say
    topics = sum(one.item.place is Place.SESSION for one in session.topics)
    title = author.texts.text(
        "session.goal",
        say("{n} changes are on the table, each with what it is worth", n=len(session.goal)),
    )
    yield Slide(
        title=title,
        kicker=say("Goal"),
        table=Table(
            caption=say("What the session is for"),
            columns=(
                Column(head=say("change"), share=6),
                Column(head=say("worth"), share=3),
                Column(head=say("people"), share=1, right=True),
            ),
            rows=tuple(
                (_bare(one.change), one.value or say("not quantified"), str(one.people))
                for one in session.goal[:_GOALS]
            ),
        ),
        notes=(
            say("{n} topics in {m} minutes, goal first", n=topics, m=session.minutes),
            *(f"{one.theme_id}: {author.ids(one.statement_ids[:_IDS])}" for one in session.goal),
        ),
    )
    if session.win:
        yield Slide(
            title=session.win.text,
            kicker=say("Can be announced today"),
            points=(Item(runs=said(session.win.why)),),
            notes=(
                say(
                    "{people}; statements: {ids}",
                    people=say.people(session.win.people),
                    ids=author.ids(session.win.statement_ids[:_IDS]),
                ),
            ),
        )


_IDS = 12
_WORDS = re.compile(r": [“„«].*?[”“»]\.?(?=;|$)")
"""Somebody's words at the end of a title: they stand below it, not in it."""


def _bare(title: str) -> str:
    """A title of an action without the words that it quotes."""
    return cut(_WORDS.sub("", title, count=1), _TITLE)


def _minutes(author: Author, session: Session) -> Slide:
    """What happens when."""
    say = author.say
    called = {one.start: one.heading for one in session.kit.guide}
    rows = tuple(
        (
            f"{one.start // 60}:{one.start % 60:02d}",
            str(one.minutes),
            one.title or called.get(one.start, ""),
        )
        for one in session.slots
    )
    topics = [one.minutes for one in session.slots if one.theme_id]
    return Slide(
        title=say(
            "{n} topics get {k} of the {m} minutes",
            n=len(topics),
            k=sum(topics),
            m=sum(one.minutes for one in session.slots),
        ),
        kicker=say("Minutes"),
        table=Table(
            caption=say("Minutes"),
            columns=(
                Column(head=say("from"), share=1),
                Column(head=say("minutes"), share=1, right=True),
                Column(head=say("what"), share=8),
            ),
            rows=rows,
        ),
        notes=(say("Review the agenda with the group and agree on it before the first topic."),),
    )


def _chart_slide(author: Author, chart: Chart) -> Slide:
    return Slide(title=chart.title, chart=chart, notes=(chart.note,))


def _topics(author: Author, session: Session, named: Named) -> Iterator[Slide]:
    inside = [one for one in session.topics if one.item.place is Place.SESSION]
    net = {one.theme_id: one.minutes for one in session.slots if one.theme_id}
    for topic in inside:
        yield _facts(author, topic, named)
        yield _words(author, topic, net.get(topic.item.theme_id, 0))


def _facts(author: Author, topic: Topic, named: Named) -> Slide:
    say, card = author.say, topic.card
    rows = [
        (say("verdict"), card.verdict, ""),
        *(
            (side, fact_told(author, one), str(one.of or one.n or ""))
            for side, one in fact_rows(author, card)
        ),
        *((say("unknown"), one, "") for one in card.unknown[:_POINTS]),
    ]
    sources = dict.fromkeys(
        fact_source(author, one, named(one.sources)) for _, one in fact_rows(author, card)
    )
    return Slide(
        title=card.claim,
        kicker=f"{topic.item.rank} · {topic.item.title}",
        table=Table(
            caption=say("Fact card"),
            columns=(
                Column(head="", share=1.7),
                Column(head=say("fact"), share=7),
                Column(head="n", share=0.8, right=True),
            ),
            rows=tuple(rows),
        )
        if rows
        else None,
        points=() if rows else (Item(runs=said(say("No fact speaks for or against it."))),),
        notes=(
            say("Sources: {files}.", files="; ".join(sources) or "–"),
            say(
                "n = {n} people; statements: {ids}",
                n=card.people,
                ids=author.ids(card.claim_ids[:_IDS]),
            ),
        ),
    )


def _words(author: Author, topic: Topic, net: int) -> Slide:
    say, item = author.say, topic.item
    sides = [
        one
        for side in Side
        for one in [quote for quote in topic.quotes if quote.side is side][:_QUOTES]
    ]
    points = (
        Item(runs=(Run(text=say("What is in it for whom"), strong=True),)),
        *gain_items(author, topic, ids=False),
        Item(runs=(Run(text=say("Who cares"), strong=True),)),
        *care_items(author, topic, ids=False),
    )
    goal, _, rest = _WORDS.sub("", item.goal, count=1).partition("; ")
    return Slide(
        title=item.goal if "goal" in topic.edited else goal.rstrip("."),
        kicker=f"{item.rank} · {item.title} · {net}'",
        points=(*(() if "goal" in topic.edited else _rest(rest)), *points),
        quotes=tuple(author.words(one.statement_id, one.words, one.language) for one in sides),
        notes=(
            f"{say(topic.technique.value.replace('_', ' '))}: {topic.technique_why}",
            say("Call first on: {roles}", roles=", ".join(topic.invite) or "–"),
            say(
                "n = {n} people; statements: {ids}",
                n=topic.people,
                ids=author.ids(topic.statement_ids[:_IDS]),
            ),
        ),
    )


def _rest(text: str) -> tuple[Item, ...]:
    """Who owns it and what it is worth."""
    return (Item(runs=said(f"{text[:1].upper()}{text[1:]}")),) if text else ()


def _closing(author: Author, session: Session) -> Slide:
    say = author.say
    parked = [one for one in session.topics if one.item.place is Place.PARKING_LOT]
    points = [
        say("What was agreed: who does what by when"),
        say("Parking lot: owner and day of return for each"),
        say("Recap within two days; news until the relaunch"),
    ]
    if parked:
        titles = "; ".join(one.item.title for one in parked[:_GOALS])
        points.append(say("Parked so far: {titles}", titles=titles))
    return Slide(
        title=say("Nothing leaves this room without an owner and a day"),
        kicker=say("Closing"),
        points=tuple(Item(runs=said(one)) for one in points),
        notes=(say("Read the list aloud and ask whether it is right."),),
    )
