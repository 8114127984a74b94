"""The recap as a document: for one audience, in the order in which that audience needs it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date

from toolkit.language.catalogue import Words
from toolkit.model.session_record import Audience, Recap
from toolkit.reports.documents.author import Author
from toolkit.reports.documents.content import (
    Block,
    Bullets,
    Document,
    Heading,
    Item,
    Key,
    Look,
    said,
)

_Part = Callable[[Author, Recap], Iterable[Block]]


def session_recap(author: Author, recap: Recap) -> Document:
    """What one audience is told; the recap's texts are in the author's language already.

    Made on the summary's day. Sponsors read first what waits for them, all others what is done.
    """
    say = author.say
    title = author.texts.text(f"recap.{recap.audience}.headline", recap.subject)
    opening = author.texts.text(f"recap.{recap.audience}.opening", recap.opening)
    blocks: list[Block] = [
        Heading(text=title, level=1, anchor="recap"),
        author.body(opening, Look.LEAD),
    ]
    for part in _ORDER[recap.audience]:
        blocks += part(author, recap)
    return Document(
        key=Key.RECAP,
        title=say("Recap"),
        subtitle=title,
        kicker=author.kicker,
        tongue=say.tongue,
        made_on=author.summary.made_on,
        blocks=tuple(blocks),
        stamp=_stamp(say, recap.audience),
        foot=_foot(author, recap.audience),
        labels=(say("Table"), say("Figure")),
        texts=tuple(author.texts.slots),
        mail=recap.mail,
    )


def _stamp(say: Words, audience: Audience) -> str:
    """Whose it is; a recap for everybody needs none."""
    if audience is Audience.PARTICIPANTS:
        return say("For those who took part")
    return say("For the sponsors") if audience is Audience.SPONSORS else ""


def _foot(author: Author, audience: Audience) -> str:
    """What goes to everybody is redacted; what stays among few says whose words the names are."""
    return author.foot if audience is Audience.EVERYBODY else author.say("Owners as written down.")


def _waiting(author: Author, recap: Recap) -> Iterable[Block]:
    concerns = [one.concern for one in recap.open_answers]
    yield from _listed(author, "Waiting for an answer", concerns)


def _actions(author: Author, recap: Recap) -> Iterable[Block]:
    """Everybody is told what and by when, not who."""
    if not recap.actions:
        return
    say = author.say
    yield author.heading("Who does what by when", 2)
    if recap.audience is Audience.EVERYBODY:
        short = [(one.text, _day(say, one.due)) for one in recap.actions]
        yield from author.table(say("What was agreed"), (("action", 7), ("due", 3)), short)
        return
    rows = [(one.text, _owner(say, one.owner), _day(say, one.due)) for one in recap.actions]
    columns = (("action", 6), ("owner", 2.4), ("due", 2))
    yield from author.table(say("What was agreed"), columns, rows)


def _decisions(author: Author, recap: Recap) -> Iterable[Block]:
    yield from _listed(author, "Decided", [one.text for one in recap.decisions])


def _answers(author: Author, recap: Recap) -> Iterable[Block]:
    if not recap.answers:
        return
    yield author.heading("Answers of the decision makers", 2)
    rows = [
        (one.concern, " ".join(filter(None, (one.answer, f"({one.by})" if one.by else ""))))
        for one in recap.answers
    ]
    caption = author.say("What was asked, and what was answered")
    yield from author.table(caption, (("concern", 5), ("answer", 5)), rows)


def _parked(author: Author, recap: Recap) -> Iterable[Block]:
    if not recap.parked:
        return
    say = author.say
    yield author.heading("Parked, not lost", 2)
    rows = [(one.text, _owner(say, one.owner), _day(say, one.return_on)) for one in recap.parked]
    columns = (("matter", 6), ("owner", 2.4), ("comes back", 2))
    yield from author.table(say("Who brings it back, and when"), columns, rows)


def _news(author: Author, recap: Recap) -> Iterable[Block]:
    if not recap.news:
        return
    say = author.say
    yield author.heading("Who has waited too long for news", 2)
    rows = [
        (
            one.group,
            str(one.people),
            say.day(one.last_on) if one.last_on else say("never"),
            say.day(one.next_on),
        )
        for one in recap.news
    ]
    columns = (("group", 4), ("people", -1.2), ("last news", 2.4), ("due", 2.4))
    yield from author.table(say("Groups without news, longest silence first"), columns, rows)


def _next(author: Author, recap: Recap) -> Iterable[Block]:
    yield from _listed(author, "Next steps", recap.next_steps)


def _listed(author: Author, heading: str, lines: Iterable[str]) -> Iterable[Block]:
    found = tuple(Item(runs=said(one)) for one in lines)
    if found:
        yield author.heading(heading, 2)
        yield Bullets(items=found)


def _owner(say: Words, owner: str) -> str:
    return owner or say("owner still to be named")


def _day(say: Words, on: date | None) -> str:
    return say.day(on) if on else say("date still to be named")


_DONE: tuple[_Part, ...] = (_actions, _decisions, _answers, _parked)
_ORDER: Mapping[Audience, tuple[_Part, ...]] = {
    Audience.PARTICIPANTS: (*_DONE, _waiting, _next),
    Audience.SPONSORS: (_waiting, *_DONE, _news, _next),
    Audience.EVERYBODY: (*_DONE, _waiting, _next),
}
