"""Cutting sources into statements, with offsets into the source's text."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable

from toolkit import language
from toolkit.model.findings import Statement
from toolkit.model.intake import Source
from toolkit.model.vocabulary import Channel
from toolkit.statements.boundary_model import BoundaryModel, shipped_model
from toolkit.statements.junctions import Junction, Unit, find_units


def split_sources(
    sources: Iterable[Source], *, default_language: str = "en", model: BoundaryModel | None = None
) -> tuple[Statement, ...]:
    """One statement per point, in the order of the sources.

    Every source with text gives at least one statement; white space alone gives none. A whole
    answer that says nothing ("n/a") gives one with `empty=True`.
    """
    model = model or shipped_model()
    return tuple(
        statement
        for source in sources
        for statement in _split_source(source, default_language, model)
    )


def split_text(
    text: str, code: str, channel: Channel, model: BoundaryModel
) -> list[tuple[int, int]]:
    """Spans [start, end) of the points of a text, in order, without white space at the ends."""
    units = find_units(text, code)
    points: list[tuple[int, int]] = []
    for number, unit in enumerate(units):
        if number and not model.starts_new_point(_junction(text, units, number, points, channel)):
            points[-1] = (points[-1][0], unit.end)
        else:
            points.append((unit.start, unit.end))
    return points


def _junction(
    text: str,
    units: tuple[Unit, ...],
    number: int,
    points: list[tuple[int, int]],
    channel: Channel,
) -> Junction:
    before, after = units[number - 1], units[number]
    return Junction(
        point=text[points[-1][0] : points[-1][1]],
        left=text[before.start : before.end],
        right=text[after.start : after.end],
        joint=after.joint,
        channel=channel,
        units=len(units),
    )


def _split_source(source: Source, default: str, model: BoundaryModel) -> list[Statement]:
    text = source.text
    if not text.strip():
        return []
    whole = language.identify_language(text, default).code
    if language.is_empty_answer(text):
        start = len(text) - len(text.lstrip())
        return [_statement(source, (start, len(text.rstrip())), whole, 0, empty=True)]
    seen: Counter[str] = Counter()
    statements = []
    for start, end in split_text(text, whole, source.channel, model):
        words = text[start:end]
        code = language.identify_language(words, whole).code
        statements.append(
            _statement(
                source, (start, end), code, seen[words], empty=language.is_empty_answer(words)
            )
        )
        seen[words] += 1
    return statements


def _statement(
    source: Source, span: tuple[int, int], code: str, ordinal: int, *, empty: bool
) -> Statement:
    words = source.text[span[0] : span[1]]
    digest = hashlib.blake2b(
        f"{source.source_id}\n{ordinal}\n{words}".encode(), digest_size=6
    ).hexdigest()
    return Statement(
        statement_id=f"S-{digest}",
        source=source,
        start=span[0],
        end=span[1],
        text=words,
        language=code,
        empty=empty,
    )
