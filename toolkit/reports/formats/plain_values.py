"""A document as plain values: what templates of pages are given. Every word is clean text."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Mapping
from typing import Any

from toolkit.reports import cells, palette
from toolkit.reports.documents.columns import stands_whole
from toolkit.reports.documents.content import (
    Bullets,
    Callout,
    Cards,
    Document,
    Figure,
    Heading,
    Item,
    PageBreak,
    Paragraph,
    Quotation,
    Room,
    Rows,
    Table,
)
from toolkit.reports.formats.pictures import chart_svg
from toolkit.reports.wording import Run

Value = dict[str, Any]
_SECOND = 2
_LONG_CARD, _LONGER_CARD = 110, 190
"""Characters of a post-it beyond which its words are set smaller."""
_LANGUAGE = re.compile(r"[a-z]{2,3}")


def document_value(document: Document) -> Value:
    """The whole document: strings, numbers, lists and mappings alone."""
    on = document.made_on
    return {
        "title": _safe(document.title),
        "kicker": _safe(f"{document.title}  ·  {document.kicker}"),
        "tongue": document.tongue,
        "day": [on.year, on.month, on.day],
        "stamp": document.stamp,
        "foot": _safe(document.foot),
        "contents": document.contents,
        "contents_apart": document.contents_apart,
        "table": document.labels[0],
        "figure": document.labels[1],
        "ink": palette.INK.light,
        "muted": palette.MUTED.light,
        "rule": palette.RULE.light,
        "accent": palette.ACCENT.light,
        "anchors": sorted({_name(one.anchor) for one in document.headings if one.anchor}),
        "blocks": _blocks(document),
    }


def _blocks(document: Document) -> list[Value]:
    found, chapters, above, seen = [], 0, 0, set[str]()
    numbers: Counter[type] = Counter()
    for block in document.blocks:
        if type(block) not in _KINDS:
            continue
        made: Value = _KINDS[type(block)](block)
        numbers[type(block)] += 1
        made["number"] = numbers[type(block)]
        if isinstance(block, Heading):
            chapters += block.level == 1
            first = block.level == 1 and chapters == _SECOND
            made["contents"] = bool(document.contents) and first
            made["level"] = above = min(block.level, above + 1)
            made["anchor"] = "" if made["anchor"] in seen else made["anchor"]
            seen.add(made["anchor"])
        found.append(made)
    return found


def _heading(block: Heading) -> Value:
    return {
        "kind": "heading",
        "text": _safe(block.text),
        "level": block.level,
        "look": block.level,
        "anchor": _name(block.anchor),
        "fresh": block.fresh,
    }


def _runs(runs: tuple[Run, ...]) -> list[Value]:
    return [
        {"text": _safe(one.text), "anchor": _name(one.anchor), "strong": one.strong} for one in runs
    ]


def _paragraph(block: Paragraph) -> Value:
    return {
        "kind": "paragraph",
        "runs": _runs(block.runs),
        "look": block.look.value,
        "keep": block.keep,
    }


def _bullets(block: Bullets) -> Value:
    return {"kind": "bullets", "items": [_item(one) for one in block.items]}


def _item(one: Item) -> Value:
    sign, colour = palette.sign_of(one.tone)
    return {
        "runs": _runs(one.runs),
        "sign": sign,
        "colour": colour,
        "mark": palette.STATUS_SIGN[one.status] if one.status else "",
    }


def _quotation(block: Quotation) -> Value:
    return {
        "kind": "quotation",
        "words": _safe(block.words),
        "language": block.language if _LANGUAGE.fullmatch(block.language) else "en",
        "translation": _safe(block.translation),
        "beside": _safe(block.beside),
    }


def _callout(block: Callout) -> Value:
    return {
        "kind": "callout",
        "title": _safe(block.title),
        "runs": _runs(block.runs),
        "colour": palette.sign_of(block.tone)[1],
    }


def _figure(block: Figure) -> Value:
    chart = block.chart
    return {
        "kind": "figure",
        "svg": chart_svg(chart),
        "title": _safe(chart.title),
        "alt": _safe(chart.described),
        "note": _safe(chart.source),
    }


def _table(block: Table) -> Value:
    return {
        "kind": "table",
        "caption": _safe(block.caption),
        "columns": [
            {"head": _safe(one.head), "share": one.share, "right": one.right}
            for one in block.columns
        ],
        "rows": [[_safe(cell) for cell in row] for row in block.rows],
        "note": _safe(block.note),
        "roomy": block.roomy,
        "whole": stands_whole(block),
    }


def _rows(block: Rows) -> Value:
    rows = [
        {
            "label": _safe(row.label),
            "blocks": [
                _paragraph(one) if isinstance(one, Paragraph) else _bullets(one)
                for one in row.blocks
            ],
        }
        for row in block.rows
    ]
    return {"kind": "rows", "rows": rows}


def _cards(block: Cards) -> Value:
    found = [
        {
            "kind": _safe(one.kind),
            "words": _safe(one.words),
            "foot": _safe(one.foot),
            "tone": one.tone,
            "size": _card_size(one.words),
        }
        for one in block.cards
    ]
    return {"kind": "cards", "cards": found}


def _card_size(words: str) -> float:
    if len(words) > _LONGER_CARD:
        return 8.5
    return 10.5 if len(words) > _LONG_CARD else 13.0


def _room(block: Room) -> Value:
    return {"kind": "room", "lines": block.lines}


def _break(block: PageBreak) -> Value:
    return {"kind": "break"}


_KINDS: Mapping[type, Callable[[Any], Value]] = {
    Heading: _heading,
    Paragraph: _paragraph,
    Bullets: _bullets,
    Quotation: _quotation,
    Callout: _callout,
    Figure: _figure,
    Table: _table,
    Rows: _rows,
    Cards: _cards,
    Room: _room,
    PageBreak: _break,
}


def _safe(text: str) -> str:
    return cells.one_direction(text).replace("\r\n", "\n").replace("\r", "\n")


def _name(anchor: str) -> str:
    return re.sub(r"[^A-Za-z0-9_-]", "-", anchor)
