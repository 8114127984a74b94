"""What the signals are about: complaining statements with who said them and how words lean."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from toolkit.facts.weights import LEAST
from toolkit.model.findings import Coding, Facts, Signal, Statement
from toolkit.model.intake import Person
from toolkit.model.vocabulary import CAUSES, Bearing, Cause, DecidedBy, Kind, Wave

COMPLAINING = (Kind.CONCERN, Kind.PROPOSAL, Kind.QUESTION)
FULLY_RELEVANT = 0.5
"""From this probability on that the words are about one of a fact's causes, the fact counts fully:
whether somebody was trained says nothing about a complaint of the boss."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class SignalInput:
    """What the signals are found from."""

    statements: Sequence[Statement]
    codings: Mapping[str, Coding]
    facts: Facts
    statement_vectors: NDArray[np.floating]
    """(n, d) unit rows, in the order of `statements`."""
    ticket_vectors: NDArray[np.floating]
    """(m, d) unit rows, in the order of `facts.tickets`."""
    people: Mapping[str, Person]
    exposures: Mapping[str, frozenset[str]] = field(default_factory=dict)
    """What people ticked: "QUESTION: ANSWER" -> ids of the people (see `ticked_answers`)."""
    unjoined_files: frozenset[str] = frozenset()
    """Files whose speakers were promised that their words are not joined with usage, courses or
    tickets of theirs: their statements meet tickets by meaning alone."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """A statement made after launch: mostly one that complains, asks or proposes."""

    statement: Statement
    coding: Coding
    place: int
    """Row of its vector."""
    joined: bool = True
    """False where it was promised not to join words and records of a person."""

    @property
    def person_id(self) -> str:
        """Empty where the source is anonymous or unjoined: then nothing is joined to a person."""
        return self.statement.source.person_id if self.joined else ""

    def relevance(self, causes: Iterable[Cause]) -> float:
        """0-1: how far the words are about one of these causes."""
        return relevance(self.coding.causes, causes)


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """A fact before it is written as signals: one weight per cause."""

    name: str
    origin: DecidedBy
    weights: Mapping[Cause, float]
    sentence: str
    n: int = 0
    value: float | None = None
    people: tuple[str, ...] = ()
    rows: tuple[str, ...] = ()

    def signals(self, subject_id: str, factor: float = 1.0) -> list[Signal]:
        """One signal per cause; those that weigh too little are left out."""
        return [
            Signal(
                name=self.name,
                subject_id=subject_id,
                origin=self.origin,
                cause=cause,
                bearing=Bearing.SUPPORTS if weight > 0 else Bearing.CONTRADICTS,
                weight=round(weight * factor, 4),
                sentence=self.sentence,
                n=self.n,
                value=None if self.value is None else round(self.value, 4),
                people=self.people,
                rows=self.rows,
            )
            for cause, weight in self.weights.items()
            if abs(weight * factor) >= LEAST
        ]

    def silent(self, subject_id: str, cause: Cause) -> Signal:
        """The fact as a remark: it weighs nothing."""
        return Signal(
            name=self.name,
            subject_id=subject_id,
            origin=self.origin,
            cause=cause,
            bearing=Bearing.SILENT,
            weight=0.0,
            sentence=self.sentence,
            n=self.n,
            value=None if self.value is None else round(self.value, 4),
            people=self.people,
            rows=self.rows,
        )


@dataclass(frozen=True, slots=True, eq=False)
class Table:
    """`Facts.people` with quick look-up."""

    frame: pd.DataFrame
    rows: Mapping[str, Mapping[str, object]] = field(default_factory=dict)

    @staticmethod
    def of(frame: pd.DataFrame) -> Table:
        """The table of a frame."""
        records = frame.to_dict("records")
        names = [str(one) for one in frame.index]
        return Table(
            frame,
            {
                name: {str(key): value for key, value in row.items()}
                for name, row in zip(names, records, strict=True)
            },
        )

    def number(self, person_id: str, column: str) -> float:
        """NaN where not recorded."""
        value = self.rows.get(person_id, {}).get(column)
        return float(value) if isinstance(value, int | float) else float("nan")

    def text(self, person_id: str, column: str) -> str:
        """Empty where not recorded."""
        value = self.rows.get(person_id, {}).get(column)
        return value if isinstance(value, str) else ""

    def column(self, name: str) -> NDArray[np.float64]:
        """(n,) numbers; all NaN where there is no such column."""
        if name not in self.frame:
            return np.full(len(self.frame), np.nan)
        return pd.to_numeric(self.frame[name], errors="coerce").to_numpy(float)

    def names(self, prefix: str) -> list[str]:
        """What follows a prefix in the names of columns, sorted."""
        columns = [str(one) for one in self.frame.columns]
        return sorted(one.removeprefix(prefix) for one in columns if one.startswith(prefix))


def relevance(causes: Mapping[Cause, float], wanted: Iterable[Cause]) -> float:
    """0-1 from probabilities of causes; where there are none, all ten are alike."""
    found = sum(causes.get(one, 0.0) if causes else 1 / len(CAUSES) for one in set(wanted))
    return min(1.0, found / FULLY_RELEVANT)


def find_subjects(given: SignalInput, kinds: Collection[Kind] = COMPLAINING) -> list[Subject]:
    """Statements of these kinds that do not stem from before the launch, by id."""
    found = [
        Subject(
            statement=one,
            coding=given.codings[one.statement_id],
            place=place,
            joined=one.source.file not in given.unjoined_files,
        )
        for place, one in enumerate(given.statements)
        if one.statement_id in given.codings
        and given.codings[one.statement_id].kind in kinds
        and one.source.wave is not Wave.BEFORE
        and not one.empty
    ]
    return sorted(found, key=lambda one: one.statement.statement_id)


def spoken_languages(statements: Iterable[Statement]) -> dict[str, str]:
    """Person id -> the language of most of his or her words."""
    words: dict[str, Counter[str]] = {}
    for one in statements:
        if one.source.person_id and one.language:
            words.setdefault(one.source.person_id, Counter())[one.language] += len(one.text)
    return {
        person: max(tally, key=lambda code: (tally[code], code)) for person, tally in words.items()
    }
