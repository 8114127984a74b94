"""A small invented hotel chain's statements with codes and vectors made by hand."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta

import numpy as np
from numpy.typing import NDArray

from toolkit.model.decisions import Decision, Decisions
from toolkit.model.findings import Coding, FinalCause, Statement, Theme, Verdict
from toolkit.model.intake import Source
from toolkit.model.vocabulary import (
    CAUSES,
    ROUTE_OF,
    Cause,
    Channel,
    DecidedBy,
    Kind,
    Wave,
)

AT = datetime(2026, 5, 4, 9, 0, tzinfo=UTC)


def statement(key: str, text: str = "", person: str = "", wave: Wave = Wave.AFTER) -> Statement:
    words = text or f"Point {key}."
    source = Source(
        source_id=f"a-{key}",
        file="answers.csv",
        channel=Channel.SURVEY,
        text=words,
        person_id=person or f"P-{key}",
        wave=wave,
    )
    return Statement(
        statement_id=key, source=source, start=0, end=len(words), text=words, language="en"
    )


def coding(key: str, likely: Mapping[Cause, float], kind: Kind = Kind.CONCERN) -> Coding:
    rest = (1.0 - sum(likely.values())) / (len(CAUSES) - len(likely))
    causes = {cause: likely.get(cause, rest) for cause in CAUSES}
    best = max(causes, key=lambda one: causes[one])
    causal = kind not in (Kind.PRAISE, Kind.OTHER)
    kinds = {one: 0.9 if one is kind else 0.025 for one in Kind}
    return Coding(
        statement_id=key,
        coder="learned",
        kind=kind,
        cause=best if causal else None,
        kind_confidence=0.9,
        cause_confidence=causes[best] if causal else 0.0,
        kinds=kinds,
        causes=causes,
        severity=2 if kind is Kind.CONCERN else None,
    )


def final(one: Coding) -> FinalCause:
    return FinalCause(
        statement_id=one.statement_id,
        cause=one.cause,
        confidence=one.cause_confidence,
        decided_by=DecidedBy.TEXT,
        causes=one.causes,
    )


def verdict(
    theme_id: str, likely: Mapping[Cause, float], people: int, overturn: str = ""
) -> Verdict:
    causes = coding(theme_id, likely).causes
    best = max(causes, key=lambda one: causes[one])
    return Verdict(
        theme_id=theme_id,
        cause=best,
        confidence=causes[best],
        decided_by=DecidedBy.TEXT,
        evidence="",
        would_overturn=overturn,
        route=ROUTE_OF[best],
        people=people,
        causes=causes,
    )


def theme(theme_id: str, ids: Sequence[str], title: str = "Night audit") -> Theme:
    return Theme(
        theme_id=theme_id, title=title, statement_ids=tuple(ids), keywords=("night", "audit")
    )


def unit(*rows: Sequence[float]) -> NDArray[np.float32]:
    array = np.asarray(rows, dtype=np.float32)
    return array / np.linalg.norm(array, axis=1, keepdims=True)


def decisions(*said: tuple[str, str, str]) -> Decisions:
    """(statement id, field, value), in the order in which they were made."""
    return Decisions(
        Decision(
            decision_id=number,
            subject=f"statement:{key}",
            field=field,
            suggested="",
            confidence=None,
            decided=value,
            coder="Ann",
            at=AT + timedelta(minutes=number),
        )
        for number, (key, field, value) in enumerate(said, start=1)
    )
