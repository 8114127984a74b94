"""Which statements are not for others to read, by what their sentences mean."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

from toolkit import language
from toolkit.model.findings import Statement
from toolkit.model.intake import Source
from toolkit.privacy.private_matters import REASONS
from toolkit.privacy.private_reading import Encode, Matter, read_private

CLAUSE_WORDS: Final = 5
"""Words from which a clause is read by itself."""
_CLAUSE: Final = re.compile(r"[,;:–—]\s+")
SHORT_PLEA: Final = 15
"""Words up to which "I'd rather that stayed here" may mean what was said a turn before."""


def mark_private(
    statements: Sequence[Statement], encoder: language.Encoder, cache: Path
) -> tuple[Statement, ...]:
    """The same statements; sources with a plea for silence off the record, private ones marked.

    A plea covers all that was said in the same breath (its source), a short one at the start of a
    turn also that person's turn before, an interviewer's ("anything we should not write down?") the
    answer. Nothing is marked with an encoder that was fitted on
    these texts: then the lists of words stand alone.
    """
    if encoder.fitted:
        return tuple(statements)

    def encode(texts: Sequence[str]) -> NDArray[np.float32]:
        return language.encode(texts, encoder, cache=cache).rows(texts)

    return marked(statements, encode)


def marked(statements: Sequence[Statement], encode: Encode) -> tuple[Statement, ...]:
    """The same with any encoder."""
    pieces = {
        one.statement_id: pieces_of(one.text, one.language) for one in statements if not one.empty
    }
    asked = {one.source.source_id: _asked(one) for one in statements if one.source.before}
    texts = sorted({text for own in pieces.values() for text in own} | {*asked.values()})
    known = dict(zip(texts, read_private(texts, encode), strict=True))
    found = {key: {known[text] for text in own} for key, own in pieces.items()}
    invited = {key for key, text in asked.items() if known[text] is Matter.OFF_RECORD}
    silent = _silent(statements, found) | invited
    return tuple(_marked(one, found.get(one.statement_id, set()), silent) for one in statements)


def _asked(one: Statement) -> str:
    """The last sentence of what was said just before, as an interviewer's question is."""
    spans = language.sentences(one.source.before, one.language)
    return one.source.before[spans[-1].start : spans[-1].end] if spans else ""


def pieces_of(text: str, code: str) -> tuple[str, ...]:
    """The text, its sentences and their longer clauses: each is read by itself.

    A plea often hangs on another thought ("That's nonsense, and I don't want it in a report").
    """
    spans = language.sentences(text, code)
    sentences = [text[span.start : span.end] for span in spans]
    clauses = [part.strip() for one in sentences for part in _CLAUSE.split(one)]
    long = [one for one in clauses if len(one.split()) >= CLAUSE_WORDS]
    return tuple(dict.fromkeys([text, *sentences, *long]))


def _marked(one: Statement, read_as: set[Matter], silent: frozenset[str]) -> Statement:
    reasons = [REASONS[matter] for matter in sorted(read_as) if matter in REASONS]
    if reasons:
        one = replace(one, private=reasons[0])
    if one.source.source_id in silent and not one.source.off_record:
        one = replace(one, source=replace(one.source, off_record=True))
    return one


def _silent(statements: Iterable[Statement], found: Mapping[str, set[Matter]]) -> frozenset[str]:
    """Ids of the sources that somebody asks not to pass on."""
    pleas = [one for one in statements if Matter.OFF_RECORD in found.get(one.statement_id, ())]
    asked = {one.source.source_id for one in pleas}
    short = [one for one in pleas if one.start == 0 and len(one.text.split()) <= SHORT_PLEA]
    if not short:
        return frozenset(asked)
    before = _turn_before(statements)
    return frozenset(asked | {before.get(one.source.source_id, "") for one in short} - {""})


def _turn_before(statements: Iterable[Statement]) -> dict[str, str]:
    """Source id -> id of what the same person said just before in the same conversation."""
    sources = {one.source.source_id: one.source for one in statements if one.source.before}
    turns: dict[tuple[str, str], list[Source]] = {}
    for source in sources.values():
        if source.person_id:
            turns.setdefault((source.file, source.person_id), []).append(source)
    found: dict[str, str] = {}
    for own in turns.values():
        own.sort(key=lambda one: (one.position, one.source_id))
        pairs = itertools.pairwise(own)
        found |= {after.source_id: first.source_id for first, after in pairs}
    return found
