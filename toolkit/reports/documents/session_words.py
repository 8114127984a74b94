"""Why a topic matters to whom, in lines; a person's wording wins over them."""

from __future__ import annotations

from collections.abc import Iterator

from toolkit.model.session import FactCard, FactPoint, GainKind, RoleGain, Topic
from toolkit.reports.captions import fact_with_share
from toolkit.reports.documents.author import Author
from toolkit.reports.documents.content import Item, said

_MOST = 3


def gain_items(author: Author, topic: Topic, *, ids: bool) -> tuple[Item, ...]:
    """What is in it for whom: a group's own words, counted; ids where there is room for them."""
    if "wiifm" in topic.edited or not topic.gains:
        return (Item(runs=said(topic.item.wiifm)),)
    items: list[Item] = []
    for one in topic.gains[:_MOST]:
        lead = _gain(author, one)
        words = f" “{one.words}”" if one.words and (ids or not items) else ""
        items.append(Item(runs=said(f"{lead}{words}{_behind(author, one, ids=ids)}")))
    return tuple(items)


def _gain(author: Author, one: RoleGain) -> str:
    say, (single, many) = author.say, _GAINS[one.kind]
    return say(
        single if one.statements == 1 else many, group=one.group, n=one.statements, deed=one.action
    )


_GAINS = {
    GainKind.PRAISE: (
        "{group}: works for one of them already.",
        "{group}: works for some of them already.",
    ),
    GainKind.RELIEF: (
        "{group}: one complaint of theirs goes away ({deed}).",
        "{group}: {n} complaints of theirs go away ({deed}).",
    ),
    GainKind.WISH: (
        "{group}: one wish of theirs is taken up ({deed}).",
        "{group}: {n} wishes of theirs are taken up ({deed}).",
    ),
}
"""How many statements say so is how many complaints or wishes there are."""


def _behind(author: Author, one: RoleGain, *, ids: bool) -> str:
    """The ids, where there is room for them; praise is counted, as its sentence does not."""
    if ids or one.kind is GainKind.PRAISE:
        return _rest(author, one.statement_ids, ids=ids)
    return ""


def fact_rows(author: Author, card: FactCard) -> Iterator[tuple[str, FactPoint]]:
    """A card's points with the side on which each stands: of the claim, not of the verdict."""
    for side, points in (("for the claim", card.supports), ("against the claim", card.against)):
        yield from ((author.say(side), one) for one in points[:_MOST])


def fact_told(author: Author, one: FactPoint) -> str:
    """A fact; a share with its per cent and its 95 % interval."""
    return fact_with_share(one.sentence, one.n, one.of, author.say)


def fact_source(author: Author, one: FactPoint, files: str) -> str:
    """Where a fact comes from, by kind and number of the files, and up to which day it covers."""
    say = author.say
    name = " ".join(filter(None, (say(_ORIGINS.get(one.origin, one.origin)), files)))
    return f"{name}, {say('as of {day}', day=say.day(one.as_of))}" if one.as_of else name


_ORIGINS = {
    "usage": "usage records",
    "training": "training records",
    "theme": "what others say of the same matter",
    "text": "words",
    "several": "several sources",
    "person": "a person",
}


def care_items(author: Author, topic: Topic, *, ids: bool) -> tuple[Item, ...]:
    """What depends on it at the top, and one act within reach this week."""
    cares = topic.cares
    if "who_cares" in topic.edited or not (cares.depends or cares.act):
        return (Item(runs=said(topic.item.who_cares)),)
    items = [
        author.say("Depends on it:") + f" “{one.words}”{_rest(author, one.statement_ids, ids=ids)}"
        for one in cares.depends[:_MOST]
    ]
    if cares.act:
        rest = _rest(author, cares.act.statement_ids, ids=ids)
        items.append(author.say("This week:") + f" “{cares.act.words}”{rest}")
    return tuple(Item(runs=said(one)) for one in items)


def _rest(author: Author, statement_ids: tuple[str, ...], *, ids: bool) -> str:
    if not statement_ids:
        return ""
    if ids:
        return f" ({author.ids(statement_ids[:_MOST_IDS])})"
    return f" ({author.say.count(len(statement_ids), '{n} statement', '{n} statements')})"


_MOST_IDS = 4
