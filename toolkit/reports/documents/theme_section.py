"""One theme in a document: claim, evidence of both sides, words of both sides, what to do."""

from __future__ import annotations

from collections.abc import Sequence

from toolkit.language.catalogue import Words
from toolkit.reports import captions
from toolkit.reports.documents.author import Author
from toolkit.reports.documents.content import (
    Block,
    Bullets,
    Callout,
    Chart,
    ChartKind,
    Heading,
    Item,
    Look,
    Series,
    said,
)
from toolkit.reports.palette import FAMILY_TONE, UNTOLD
from toolkit.reports.summary_types import Fact, ThemePage

_QUOTES, _OTHERS, _FACTS = 3, 2, 3


def theme_section(page: ThemePage, author: Author) -> tuple[Block, ...]:
    """The section, with a heading of level 2."""
    say, texts = author.say, author.texts
    title = texts.text(f"report.{page.theme_id}.title", page.title)
    blocks: list[Block] = [
        Heading(text=f"{page.theme_id} · {title}", level=2, anchor=page.theme_id),
        Callout(
            title=texts.text(f"report.{page.theme_id}.claim", captions.claim(page, say)),
            runs=said(_basis(page, author)),
            tone=page.family.value if page.family else "none",
        ),
    ]
    blocks += _facts("What speaks for it", page.facts_for, author)
    blocks += _facts("What speaks against it", page.facts_against, author)
    blocks += _words(page, author)
    blocks += author.figure(_contrast(page, author))
    blocks += _next(page, author)
    return tuple(blocks)


def _basis(page: ThemePage, author: Author) -> str:
    say = author.say
    parts = [
        say.count(page.statements, "{n} statement", "{n} statements") + _graveness(page, say),
        say(
            "Sureness {p}, {status}.",
            p=say.percent(page.confidence),
            status=author.status(page.status),
        ),
    ]
    if page.stability is not None:
        parts.append(say("Stability {n} of 1.", n=say.number(page.stability, 2)))
    return " ".join(parts)


def _graveness(page: ThemePage, say: Words) -> str:
    """How grave those are that name a trouble; the rest wish, ask or praise."""
    nuisance, costs, stops = page.severities
    parts = [
        say.count(n, one, many)
        for n, one, many in (
            (stops, "{n} stops the work", "{n} stop the work"),
            (costs, "{n} costs time or money", "{n} cost time or money"),
            (nuisance, "{n} is a nuisance", "{n} are a nuisance"),
        )
        if n
    ]
    if not parts:
        return "."
    graded = say.count(
        sum(page.severities), ", {n} of them names a trouble", ", {n} of them name a trouble"
    )
    return f"{graded}: {', '.join(parts)}."


def _facts(english: str, facts: Sequence[Fact], author: Author) -> list[Block]:
    if not facts:
        return []
    say = author.say
    items = tuple(
        Item(runs=said(captions.fact_with_share(say.drafted(one.sentence), one.n, one.of, say)))
        for one in facts[:_FACTS]
    )
    return [author.label(english), Bullets(items=items)]


def _words(page: ThemePage, author: Author) -> list[Block]:
    blocks: list[Block] = []
    if page.quotes:
        blocks.append(author.label("In people's own words"))
        blocks += [author.quotation(one) for one in page.quotes[:_QUOTES]]
    if page.other_side:
        blocks.append(author.label("Others see it differently"))
        blocks += [author.quotation(one) for one in page.other_side[:_OTHERS]]
    if page.withheld_quotes:
        blocks.append(
            author.body(
                author.say.count(
                    page.withheld_quotes,
                    "{n} statement counts and is not quoted.",
                    "{n} statements count and are not quoted.",
                ),
                Look.SMALL,
            )
        )
    return blocks


def _contrast(page: ThemePage, author: Author) -> Chart | None:
    """Shares by the first dimension along which a group stands out."""
    for dimension in dict.fromkeys(one.dimension for one in page.contrast):
        figures = [one for one in page.contrast if one.dimension == dimension]
        if captions.stands_out(figures):
            break
    else:
        return None
    shown = [(one.group, one.estimate) for one in figures if one.estimate]
    shown.sort(key=lambda item: (-item[1].value, item[0]))
    tone = FAMILY_TONE[page.family] if page.family else UNTOLD
    return Chart(
        key=f"contrast-{page.theme_id}",
        kind=ChartKind.RANGES,
        title=captions.contrast_caption(figures, dimension, author.say),
        categories=tuple(name for name, _ in shown),
        series=(
            Series(
                name=author.say("share of those heard"),
                values=tuple(one.value for _, one in shown),
                lows=tuple(one.low for _, one in shown),
                highs=tuple(one.high for _, one in shown),
                marks=tuple(f"{one.count}/{one.n}" for _, one in shown),
                tone=tone.light,
            ),
        ),
        percent=True,
        axis=author.say("share of those heard"),
        source=author.say("Intervals 95 % (Wilson); n beside each group."),
    )


def _next(page: ThemePage, author: Author) -> list[Block]:
    say = author.say
    blocks: list[Block] = []
    if page.actions:
        items = tuple(
            Item(
                runs=said(
                    f"{say.drafted(one.title)} – {say.drafted(one.owner_role)}", one.action_id
                )
            )
            for one in page.actions
        )
        blocks += [author.label("What to do"), Bullets(items=items)]
    if page.would_overturn:
        parts = say.drafted(page.would_overturn).rstrip(".").split("; ")
        items = tuple(Item(runs=said(f"{one[:1].upper()}{one[1:]}.")) for one in parts)
        blocks += [author.label("What would change this verdict"), Bullets(items=items)]
    return blocks
