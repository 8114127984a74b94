"""The session pack for the facilitator: guide, topics with fact cards, post-its, register."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from toolkit.model.session import FactCard, FactPoint, Session, Side, Topic
from toolkit.model.vocabulary import Place
from toolkit.reports.documents.author import Author
from toolkit.reports.documents.content import (
    Block,
    Bullets,
    Callout,
    Card,
    Cards,
    Document,
    Heading,
    Item,
    Key,
    Look,
    PageBreak,
    Paragraph,
    Room,
    said,
)
from toolkit.reports.documents.definitions import definitions
from toolkit.reports.documents.session_slides import session_slides
from toolkit.reports.documents.session_words import (
    care_items,
    fact_rows,
    fact_source,
    fact_told,
    gain_items,
)
from toolkit.reports.palette import UNTOLD
from toolkit.reports.summary_types import Summary

_POINTS = 3
_TONES = {"idea": "#2f6f5e", "question": "#b87818", "concern": "#5c223e", "proposal": "#1d4588"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Numbers:
    """Files by the numbers that stand in the place of their names."""

    of: Mapping[str, str]

    def named(self, files: Iterable[str]) -> str:
        """The numbers of files, sorted; a file without a number has no name here."""
        return ", ".join(sorted({self.of[one] for one in files if one in self.of}))


def session_pack(author: Author, session: Session, numbers: Mapping[str, str]) -> Document:
    """Pages and slides of one session; its texts are in the author's language already."""
    files = Numbers(of=numbers)
    say = author.say
    title = author.texts.text("session.headline", _headline(author, session))
    topics = [one for one in session.topics if one.item.place is Place.SESSION]
    blocks: list[Block] = [Heading(text=title, level=1, anchor="session")]
    blocks += _goal(author, session)
    blocks += _plan(author, session)
    blocks.append(definitions(author))
    blocks.append(author.heading("Guide", anchor="guide", fresh=True))
    blocks += _guide(author, session)
    net = {one.theme_id: one.minutes for one in session.slots if one.theme_id}
    for topic in topics:
        blocks += _topic(author, topic, net.get(topic.item.theme_id, 0), files)
    blocks += _elsewhere(author, session)
    blocks += _voice(author, session)
    blocks += _workshop(author, session)
    blocks += _ballot(author, session)
    blocks += _register(author, session)
    blocks += _post_its(author, session)
    return Document(
        key=Key.SESSION,
        title=say("Session pack"),
        subtitle=title,
        kicker=author.kicker,
        tongue=say.tongue,
        made_on=session.held_on or author.summary.made_on,
        blocks=tuple(blocks),
        contents=say("Contents"),
        stamp=author.stamp,
        foot=author.foot,
        labels=(say("Table"), say("Figure")),
        slides=session_slides(author, session, files.named),
        texts=tuple(author.texts.slots),
        forms=session.kit.form,
        introduction=(
            say("Fill in what came out of the session, and bring the file back to the review."),
            say("Keep the names of the sheets and the titles in their first rows."),
            *(f"{one.key}: {one.hint}" for one in session.kit.form),
        ),
    )


def _headline(author: Author, session: Session) -> str:
    topics = sum(one.item.place is Place.SESSION for one in session.topics)
    return author.say("{n} topics in {m} minutes, goal first", n=topics, m=session.minutes)


def _goal(author: Author, session: Session) -> Iterable[Block]:
    say = author.say
    yield author.label("Goal: changes of the system, and what each is worth")
    yield from author.table(
        say("What the session is for"),
        (("topic", 0.9), ("change", 5), ("worth", 3), ("people", -0.9)),
        [
            (one.theme_id, one.change, one.value or say("not quantified"), str(one.people))
            for one in session.goal
        ],
    )
    if session.win:
        title = author.texts.text("session.win", session.win.text)
        yield Callout(title=title, runs=said(session.win.why), tone="understanding")
    elif session.no_win:
        yield author.body(session.no_win)


def _plan(author: Author, session: Session) -> Iterable[Block]:
    called = {one.start: one.heading for one in session.kit.guide}
    rows = [
        (
            _clock(one.start),
            str(one.minutes),
            one.theme_id or "–",
            one.title or called.get(one.start, ""),
        )
        for one in session.slots
    ]
    yield from author.table(
        author.say("Minutes"),
        (("from", 1), ("minutes", -1), ("topic", 1), ("what", 7)),
        rows,
        author.say("{n} minutes in all.", n=sum(one.minutes for one in session.slots)),
    )


def _clock(minutes: int) -> str:
    return f"{minutes // 60}:{minutes % 60:02d}"


def _guide(author: Author, session: Session) -> Iterable[Block]:
    for step in session.kit.guide:
        yield Heading(text=f"{_clock(step.start)} · {step.heading} ({step.minutes}')", level=3)
        if step.watch:
            watch = f"{author.say('Watch')}: {step.watch}"
            yield Paragraph(runs=said(watch), look=Look.SMALL, keep=True)
        if step.say:
            yield author.label("Say")
            yield Bullets(items=tuple(Item(runs=said(one)) for one in step.say))
        if step.do:
            yield author.label("Do")
            yield Bullets(items=tuple(Item(runs=said(one)) for one in step.do))


def _topic(author: Author, topic: Topic, net: int, files: Numbers) -> Iterable[Block]:
    say, item = author.say, topic.item
    title = author.texts.text(f"session.{item.theme_id}.title", item.title)
    yield Heading(
        text=f"{item.rank}. {title} ({net}')",
        level=1,
        anchor=item.theme_id,
        fresh=True,
    )
    yield Callout(
        title=author.texts.text(f"session.{item.theme_id}.goal", item.goal),
        runs=said(_ranked(author, topic)),
        tone=family_of_cause(author.summary, item.theme_id),
    )
    yield from _card(author, topic.card, files)
    yield from _quotes(author, topic)
    yield author.label("What is in it for whom")
    yield Bullets(items=gain_items(author, topic, ids=True))
    yield author.label("Who cares")
    yield Bullets(items=care_items(author, topic, ids=True))
    yield author.label("How")
    how = [f"{say(topic.technique.value.replace('_', ' '))}: {topic.technique_why}"]
    if topic.invite:
        how.append(say("Call first on: {roles}", roles=", ".join(topic.invite)))
    yield Bullets(items=tuple(Item(runs=said(one)) for one in how))


def _ranked(author: Author, topic: Topic) -> str:
    """Why it stands where it stands: the parts of its rank, each with its weight."""
    say, item = author.say, topic.item
    parts = "; ".join(
        f"{say(one.name)} {say.number(one.value, 2)} × {say.number(one.weight, 2)}"
        for one in item.parts
    )
    return say("Rank {n}: {parts}", n=item.rank, parts=parts)


def family_of_cause(summary: Summary, theme_id: str) -> str:
    """The family's name of a theme's verdict; "none" for none."""
    family = next((one.family for one in summary.themes if one.theme_id == theme_id), None)
    return family.value if family else "none"


def _card(author: Author, card: FactCard, files: Numbers) -> Iterable[Block]:
    say = author.say
    rows: list[tuple[str, ...]] = [
        (say("claim"), card.claim, str(card.people), say("their own words")),
        (say("verdict"), card.verdict, "", ""),
    ]
    rows += [_point(author, side, one, files) for side, one in fact_rows(author, card)]
    rows += [(say("unknown"), one, "", "") for one in card.unknown[:_POINTS]]
    note = ""
    if card.withheld:
        note = say("{n} facts about too few people are left out.", n=card.withheld)
    yield from author.table(
        say("Fact card"), (("", 1.4), ("fact", 5.6), ("n", -0.6), ("source", 2.4)), rows, note
    )


def _point(author: Author, side: str, one: FactPoint, files: Numbers) -> tuple[str, ...]:
    source = fact_source(author, one, files.named(one.sources))
    return (side, fact_told(author, one), str(one.of or one.n or ""), source)


def _quotes(author: Author, topic: Topic) -> Iterable[Block]:
    for side, english in (
        (Side.SAYS_SO, "In people's own words"),
        (Side.SEES_OTHERWISE, "Others see it differently"),
    ):
        found = [one for one in topic.quotes if one.side is side]
        if found:
            yield author.label(english)
        for one in found:
            yield author.words(one.statement_id, one.words, one.language)


def _elsewhere(author: Author, session: Session) -> Iterable[Block]:
    say = author.say
    rows = [
        (
            str(one.item.rank),
            one.item.theme_id,
            one.item.title,
            say(_PLACE[one.item.place]),
            one.place_why,
        )
        for one in session.topics
        if one.item.place is not Place.SESSION
    ]
    if rows:
        yield author.heading("Not in the session", anchor="elsewhere", fresh=True)
        yield from author.table(
            say("The other topics in rank order"),
            (("rank", -0.8), ("topic", 0.8), ("title", 3.4), ("place", 1.6), ("why", 5)),
            rows,
        )


_PLACE = {
    Place.SESSION: "in the session",
    Place.SETTLE_BEFORE: "cause known",
    Place.CONFIRM: "confirm quickly",
    Place.PARKING_LOT: "parking lot",
}


def _voice(author: Author, session: Session) -> Iterable[Block]:
    say, least = author.say, author.summary.min_group
    large = [one for one in session.voice.roles if one.in_scope >= least]
    roles = [one for one in large if one.role not in author.moved]
    rows = [
        (
            one.role,
            str(one.in_scope),
            str(one.heard),
            say.percent(one.word_share),
            say.percent(one.people_share),
            say("invite") if one.is_unheard else "",
        )
        for one in roles
    ]
    if rows:
        yield author.heading("Who was heard so far", anchor="voice")
        lead = say(
            "The most talkative tenth of {n} speakers said {m} of all words; people are counted, "
            "not words.",
            n=session.voice.speakers,
            m=say.percent(session.voice.loudest_tenth),
        )
        yield Paragraph(runs=said(lead), keep=True)
        yield from author.table(
            say("Voice by role"),
            (
                ("role", 3.4),
                ("people", -1.1),
                ("heard", -1),
                ("of the words", -1.4),
                ("of the people", -1.5),
                ("", 1),
            ),
            rows,
        )


def _workshop(author: Author, session: Session) -> Iterable[Block]:
    if not session.kit.workshop:
        return
    yield author.heading("The one-day workshop", anchor="workshop")
    for stage in session.kit.workshop:
        yield Heading(text=f"{stage.number}. {stage.title} ({stage.minutes}')", level=2)
        yield author.body(stage.aim)
        yield Bullets(items=tuple(Item(runs=said(one)) for one in stage.steps))
        material = ", ".join(stage.material)
        yield author.body(f"{author.say('Material')}: {material}", Look.SMALL)
        yield author.body(f"{author.say('Outcome')}: {stage.outcome}", Look.SMALL)


def _ballot(author: Author, session: Session) -> Iterable[Block]:
    ballot = session.kit.ballot
    if ballot.options:
        yield author.heading("Voting sheet", anchor="ballot", fresh=True)
        yield author.body(ballot.question, Look.LEAD)
        rows = [(key, title, "") for key, title in ballot.options]
        for table in author.table(
            author.say("{n} dots for each", n=ballot.dots),
            (("topic", 0.9), ("title", 6), ("dots", 3)),
            rows,
        ):
            yield replace(table, roomy=True)


def _register(author: Author, session: Session) -> Iterable[Block]:
    if session.kit.register:
        yield author.heading("Answers of decision makers", anchor="register", fresh=True)
    for one in session.kit.register:
        yield Heading(text=f"{one.theme_id} · {one.concern}", level=3)
        if one.answer:
            yield author.body(one.answer)
        else:
            yield Room(lines=3)


def _post_its(author: Author, session: Session) -> Iterable[Block]:
    cards = tuple(
        Card(
            kind=author.say(one.type.value),
            words=one.words,
            foot=" · ".join(filter(None, (one.theme_id, one.statement_id))),
            tone=_TONES.get(one.type.value, UNTOLD.light),
        )
        for one in session.kit.notes
    )
    if cards:
        yield PageBreak()
        yield author.heading("Post-its to print and cut out", anchor="post-its", fresh=True)
        yield Cards(cards=cards)
