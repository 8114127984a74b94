"""Statements that a person split: two points that had been taken for one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from toolkit import language
from toolkit.model.findings import Statement
from toolkit.statements.split import statement_id_of


def cut_statements(
    statements: Iterable[Statement], cuts: Mapping[str, int]
) -> tuple[Statement, ...]:
    """The statements, those in `cuts` as two each; `source.text[start:end] == text` as ever.

    `cuts` maps a statement's id to the place in its text, from 0, where the second point begins. A
    part may be cut again under its own id. A place outside the text, or with nothing but white
    space on one side, cuts nothing.
    """
    return tuple(part for one in statements for part in _parts(one, cuts))


def _parts(one: Statement, cuts: Mapping[str, int]) -> Iterator[Statement]:
    place = cuts.get(one.statement_id)
    if place is None:
        yield one
        return
    before, after = one.text[:place], one.text[place:]
    if place <= 0 or not before.strip() or not after.strip():
        yield one
        return
    start = one.start + place + (len(after) - len(after.lstrip()))
    yield from _parts(_part(one, one.start, one.start + len(before.rstrip())), cuts)
    yield from _parts(_part(one, start, one.end), cuts)


def _part(one: Statement, start: int, end: int) -> Statement:
    words = one.source.text[start:end]
    # Named by its place too: the same words may stand elsewhere in the answer.
    return replace(
        one,
        statement_id=statement_id_of(one.source.source_id, f"cut {start}", words),
        start=start,
        end=end,
        text=words,
        empty=language.is_empty_answer(words),
    )
