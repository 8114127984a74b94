"""The company's own tickets teach the coder its words: how callers here describe each cause.

Kernel logistic regression (Zhu and Hastie, 2005), as for persons' codes in `adapt`, on the callers'
words and what each ticket turned out to be. The offset is how common each cause is among the
tickets, so that what teaches is what tells them apart and not that most tickets are faults.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

import numpy as np
from numpy.typing import NDArray

from toolkit.coding.adapt import MEANING, fit_votes
from toolkit.coding.learned import cause_for
from toolkit.model.findings import Coding, Statement
from toolkit.model.vocabulary import CAUSES, Cause

WEIGHT: Final = 0.5
"""How much of what the tickets teach is added to a statement's log-odds: half, because a caller
speaks to a service desk of what can be mended, and a colleague in a survey of the rest as well."""
LEAST: Final = 8
"""Fewer lessons, or lessons of one cause alone, tell nothing apart."""
_DIGITS: Final = 4

Matrix = NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class TicketLessons:
    """What tickets turned out to be: `vectors` (m, d) of the callers' words, cause and weight."""

    vectors: NDArray[np.float32]
    causes: Sequence[Cause]
    weights: Sequence[float]
    """In (0, 1] each."""

    @property
    def tell_apart(self) -> bool:
        """Whether there are lessons enough, of two causes at least."""
        return len(self.causes) >= LEAST and len(set(self.causes)) > 1


def taught_by_tickets(
    statements: Sequence[Statement],
    codings: Mapping[str, Coding],
    vectors: NDArray[np.float32],
    lessons: TicketLessons,
) -> Mapping[str, Coding]:
    """The codings with causes read as the company's tickets shift them; the same where none tell.

    `vectors` (n, d) in the order of `statements`; both kinds of vectors are taken without their own
    mean: without the tool's common words, and without how one writes to a service desk. Kinds stay,
    and so do the shares of the causes (see `Coding.ticket_odds`).
    """
    if not lessons.tell_apart:
        return codings
    taught = sorted(set(lessons.causes), key=CAUSES.index)
    inside = _centred(lessons.vectors)
    odds = WEIGHT * MEANING * (_centred(vectors) @ inside.T) @ _votes(inside, lessons, taught)
    return dict(codings) | {
        one.statement_id: _read_anew(codings[one.statement_id], taught, row)
        for one, row in zip(statements, odds, strict=True)
        if codings[one.statement_id].causes
    }


def _centred(rows: NDArray[np.float32]) -> Matrix:
    less = rows.astype(np.float64) - rows.mean(axis=0)
    norms = np.linalg.norm(less, axis=1, keepdims=True)
    return np.asarray(np.divide(less, norms, out=np.zeros_like(less), where=norms > 1e-9))


def _votes(inside: Matrix, lessons: TicketLessons, taught: Sequence[Cause]) -> Matrix:
    """Array with shape (m, k): what each lesson says for the causes that any of them is of."""
    labels = np.array([taught.index(one) for one in lessons.causes], dtype=np.int64)
    weights = np.asarray(lessons.weights, dtype=np.float64)
    common = np.bincount(labels, weights=weights, minlength=len(taught)) + 0.5
    offset = np.tile(np.log(common / common.sum()), (len(labels), 1))
    return fit_votes(MEANING * inside @ inside.T, offset, labels, weights)


def _read_anew(coding: Coding, taught: Sequence[Cause], row: Matrix) -> Coding:
    odds = {one: round(float(odd), _DIGITS) for one, odd in zip(taught, row, strict=True)}
    if coding.kind is None:
        return replace(coding, ticket_odds=odds)
    cause, sure = cause_for(coding.kind, coding.causes, odds)
    moved = cause is not coding.cause and coding.cause is not None
    why = (f"the company's own tickets speak for {cause} rather than {coding.cause}",)
    return replace(
        coding,
        cause=cause,
        cause_confidence=sure,
        ticket_odds=odds,
        reasons=(*coding.reasons, *(why if moved else ())),
    )
