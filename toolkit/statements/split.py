"""Cutting sources into statements, with offsets into the source's text."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

from toolkit import language
from toolkit.model.findings import Statement
from toolkit.model.intake import Source
from toolkit.model.vocabulary import Channel
from toolkit.statements.boundary_model import BoundaryModel, shipped_model
from toolkit.statements.junctions import Junction, Meaning, Unit, find_units

Spans = list[tuple[int, int]]


def split_sources(
    sources: Iterable[Source],
    *,
    default_language: str = "en",
    encoder: language.Encoder | None = None,
) -> tuple[Statement, ...]:
    """One statement per point, in the order of the sources.

    Every source with text gives at least one statement; white space alone gives none. A whole
    answer that says nothing ("n/a") gives one with `empty=True`. With the default encoder the
    meaning of both sides of a place to cut is weighed; without (None, or one fitted on the texts)
    words alone decide.
    """
    spoken = [source for source in sources if source.text.strip()]
    codes = [language.identify_language(one.text, default_language).code for one in spoken]
    units = [find_units(one.text, code) for one, code in zip(spoken, codes, strict=True)]
    usable = encoder if encoder is not None and not encoder.fitted else None
    vectors = _unit_vectors(spoken, units, usable)
    model = shipped_model(with_meaning=usable is not None)
    return tuple(
        statement
        for place, source in enumerate(spoken)
        for statement in _statements(
            source,
            codes[place],
            split_units(source.text, units[place], source.channel, model, vectors[place]),
        )
    )


def split_units(
    text: str,
    units: Sequence[Unit],
    channel: Channel,
    model: BoundaryModel,
    vectors: NDArray[np.float32] | None = None,
) -> Spans:
    """Spans [start, end) of the points of a text, in order, without white space at the ends.

    `vectors` has shape (units, d), or is None where words alone decide.
    """
    points: Spans = []
    first = 0
    for number, unit in enumerate(units):
        if number:
            before = units[number - 1]
            junction = Junction(
                point=text[points[-1][0] : points[-1][1]],
                left=text[before.start : before.end],
                right=text[unit.start : unit.end],
                joint=unit.joint,
                channel=channel,
                units=len(units),
                meaning=None if vectors is None else meaning_at(vectors, first, number),
            )
            if not model.starts_new_point(junction):
                points[-1] = (points[-1][0], unit.end)
                continue
        points.append((unit.start, unit.end))
        first = number
    return points


def meaning_at(vectors: NDArray[np.float32], first: int, number: int) -> Meaning:
    """The vectors around unit `number`; the point so far is the mean of units first..number - 1."""
    mean = vectors[first:number].mean(axis=0)
    length = float(np.linalg.norm(mean))
    return Meaning(mean / length if length else mean, vectors[number - 1], vectors[number])


def _unit_vectors(
    sources: Sequence[Source],
    units: Sequence[Sequence[Unit]],
    encoder: language.Encoder | None,
) -> list[NDArray[np.float32] | None]:
    """A row per unit for texts of two units and more; one call of the encoder for all."""
    if encoder is None:
        return [None] * len(sources)
    texts = [
        [source.text[unit.start : unit.end] for unit in found] if len(found) > 1 else []
        for source, found in zip(sources, units, strict=True)
    ]
    vectors = language.encode([text for found in texts for text in found], encoder)
    return [vectors.rows(found) if found else None for found in texts]


def _statements(source: Source, code: str, spans: Spans) -> list[Statement]:
    text = source.text
    if language.is_empty_answer(text):
        start = len(text) - len(text.lstrip())
        return [_statement(source, (start, len(text.rstrip())), code, 0, empty=True)]
    seen: Counter[str] = Counter()
    statements = []
    for start, end in spans:
        words = text[start:end]
        own = language.identify_language(words, code).code
        empty = language.is_empty_answer(words)
        statements.append(_statement(source, (start, end), own, seen[words], empty=empty))
        seen[words] += 1
    return statements


def statement_id_of(source_id: str, place: str, words: str) -> str:
    """A statement's id: from its source's id, its own words, and which of equal ones it is."""
    named = f"{source_id}\n{place}\n{words}".encode("utf-8", errors="surrogatepass")
    return f"S-{hashlib.blake2b(named, digest_size=6).hexdigest()}"


def _statement(
    source: Source, span: tuple[int, int], code: str, ordinal: int, *, empty: bool
) -> Statement:
    words = source.text[span[0] : span[1]]
    return Statement(
        statement_id=statement_id_of(source.source_id, str(ordinal), words),
        source=source,
        start=span[0],
        end=span[1],
        text=words,
        language=code,
        empty=empty,
    )
