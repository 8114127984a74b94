"""A person's codes teach the others: the coder's words shifted where people decided otherwise.

Kernel logistic regression with the coder's log-probabilities as offset (Zhu and Hastie, 2005,
"Kernel logistic regression and the import vector machine"; the same as the mode of a Gaussian
process classifier with that mean, Rasmussen and Williams, 2006, section 3.5). For statement i and
label c the score is  log p(i, c) + sum over decided j of k(i, j) a(j, c),  with the a's found by
penalised likelihood, so that without decisions nothing changes and far from them little does.
k(i, j) = MEANING times the cosine of the vectors, less their language's mean (of each network that
read the statements), + SPEAKER where the same person speaks.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

import numpy as np
from numpy.typing import NDArray
from scipy.linalg import solve_triangular
from scipy.optimize import minimize

from toolkit.coding.apply import apply_decisions
from toolkit.coding.learned import cause_for
from toolkit.model.decisions import Decisions
from toolkit.model.findings import Coding, Statement
from toolkit.model.vocabulary import CAUSES, Cause, Kind, Status

MEANING: Final = 8.0
SPEAKER: Final = 2.0
"""Chosen on invented cases, each left out in turn; half and double of both lose less than 0.01 of
accuracy."""
KIND_SHARE: Final = 0.2
"""Kinds are known better than causes from words alone: the same kernel, times this."""
SLIPS: Final = 0.05
"""Of a hundred codes that people give, about so many are slips (Northcutt et al., 2021)."""
_FOLDS: Final = 5
_FLOOR: Final = 1e-4
_JITTER: Final = 1e-6
_SAID_FROM: Final = 0.1
"""A shift of a share by so much is said among the reasons."""
_LEAST_OF_LANGUAGE: Final = 10
_DIGITS: Final = 6
_KINDS: Final = tuple(Kind)
_CAUSAL: Final = (Kind.CONCERN, Kind.PROPOSAL, Kind.QUESTION)

Matrix = NDArray[np.float64]
Rows = NDArray[np.int64]


@dataclass(frozen=True, slots=True, eq=False)
class Likeness:
    """How much a code of one statement says about another.

    `vectors` (n, d) are centred unit rows, one network's beside the other's; `speakers` (n,).
    """

    vectors: NDArray[np.float32]
    speakers: Rows

    def kernel(self, rows: Rows) -> Matrix:
        """Array with shape (len(rows), len(rows)): k of each two of these rows."""
        cosines = (self.vectors[rows] @ self.vectors[rows].T).astype(np.float64)
        same = self.speakers[rows][:, np.newaxis] == self.speakers[rows]
        return np.asarray(MEANING * cosines + SPEAKER * same)

    def votes(self, rows: Rows, others: Rows, weights: Matrix) -> Matrix:
        """Shape (len(rows), k): the sum over others j of k(i, j) times weights[j].

        Both kernels are products, so the sum is taken first: no matrix of rows by others is made.
        """
        meaning = self.vectors[others].T.astype(np.float64) @ weights
        by_speaker = np.zeros((len(self.speakers), weights.shape[1]))
        np.add.at(by_speaker, self.speakers[others], weights)
        near = self.vectors[rows] @ meaning.astype(np.float32)
        return np.asarray(
            MEANING * near.astype(np.float64) + SPEAKER * by_speaker[self.speakers[rows]]
        )


@dataclass(frozen=True, slots=True, eq=False)
class Taught:
    """Rows that people decided, each with the column of its label."""

    rows: Rows
    labels: Rows


@dataclass(frozen=True, slots=True, eq=False)
class Learner:
    """Statements in the order of their ids, with what the coder says of each.

    `suggested` are codings without any decision. Build it with `learner_of`.
    """

    ids: tuple[str, ...]
    suggested: Mapping[str, Coding]
    likeness: Likeness
    kinds: Matrix
    """Log-probabilities, shape (n, 5), in the order of Kind."""
    causes: Matrix
    """Log-probabilities, shape (n, 10), in the contract's order."""
    open_rows: NDArray[np.bool_]
    """False for statements that say nothing: they neither learn nor teach."""

    def codings(self, decisions: Decisions) -> tuple[dict[str, Coding], dict[str, Status]]:
        """Codings with persons' words, and all others as those words teach them; and statuses.

        As `apply_decisions` where nothing was decided. Takes about 0.3 s for 10,000 statements and
        500 decisions.
        """
        decided, statuses = apply_decisions(self.suggested, decisions)
        kinds, causes = self.shares(decisions)
        if kinds is None and causes is None:
            return decided, statuses
        own_kinds, own_causes = _decided_ids(decisions, "kind"), _decided_ids(decisions, "cause")
        for row, one in enumerate(self.ids):
            own_kind = kinds is None or one in own_kinds
            own_cause = causes is None or one in own_causes or not self.suggested[one].causes
            if self.open_rows[row] and not (own_kind and own_cause):
                decided[one] = _taught(
                    decided[one],
                    None if own_kind or kinds is None else kinds[row],
                    None if own_cause or causes is None else causes[row],
                )
        return decided, statuses

    def shares(self, decisions: Decisions) -> tuple[Matrix | None, Matrix | None]:
        """Taught probabilities of kinds (n, 5) and causes (n, 10); None where nobody taught."""
        everybody = np.arange(len(self.ids))
        found: list[Matrix | None] = []
        for offset, taught, share in self._lessons(decisions):
            if len(taught.rows):
                scores = offset + self._shift(offset, taught, everybody, share)
                found.append(np.round(_shares(scores), _DIGITS))
            else:
                found.append(None)
        return found[0], found[1]

    def slips(self, decisions: Decisions) -> dict[str, float]:
        """Statement id -> the chance that the code that a person gave is a slip, 0-1.

        Confident learning (Northcutt, Jiang and Chuang, 2021): the share q of the given code is
        taken from a fit that has not seen it (5 folds), and  P(slip) = e(1 - q) / (e(1 - q) +
        (1 - e) q (K - 1))  by Bayes' rule, where a slip, of chance e, falls on any other of the K
        labels alike. Kind and cause together: one minus the product of being right. A code given
        twice is no slip.
        """
        right: dict[str, float] = {}
        for (offset, taught, share), fields in zip(
            self._lessons(decisions), (("kind",), ("final_cause", "cause")), strict=True
        ):
            for row, q in zip(taught.rows, self._unseen(offset, taught, share), strict=True):
                one = self.ids[row]
                if not any(_given_twice(f"statement:{one}", name, decisions) for name in fields):
                    right[one] = right.get(one, 1.0) * (1.0 - _slip(float(q), offset.shape[1]))
        return {one: round(1.0 - chance, 4) for one, chance in sorted(right.items())}

    def _lessons(self, decisions: Decisions) -> tuple[tuple[Matrix, Taught, float], ...]:
        kinds: list[tuple[int, int]] = []
        causes: list[tuple[int, int]] = []
        subjects = decisions.subjects
        for row in np.flatnonzero(self.open_rows):
            subject = f"statement:{self.ids[row]}"
            if subject not in subjects:
                continue
            cause = decided_cause(subject, decisions)
            kind = decided_kind(subject, self.suggested[self.ids[row]], decisions)
            if kind is not None:
                kinds.append((int(row), _KINDS.index(kind)))
            if cause is not None:
                causes.append((int(row), CAUSES.index(cause)))
        return (
            (self.kinds, _taught_rows(kinds), KIND_SHARE),
            (self.causes, _taught_rows(causes), 1.0),
        )

    def _shift(self, offset: Matrix, taught: Taught, rows: Rows, share: float) -> Matrix:
        """Array with shape (len(rows), k): what is added to the log-probabilities of these rows."""
        kernel = share * self.likeness.kernel(taught.rows)
        weights = fit_votes(kernel, offset[taught.rows], taught.labels)
        return share * self.likeness.votes(rows, taught.rows, weights)

    def _unseen(self, offset: Matrix, taught: Taught, share: float) -> Matrix:
        """Shape (m,): the share of each given label in a fit that has not seen it."""
        found = np.zeros(len(taught.rows))
        fold = np.arange(len(taught.rows)) % _FOLDS
        for one in range(_FOLDS):
            seen, left = fold != one, fold == one
            if not left.any():
                continue
            scores = offset[taught.rows[left]]
            if seen.any():
                others = Taught(taught.rows[seen], taught.labels[seen])
                scores = scores + self._shift(offset, others, taught.rows[left], share)
            found[left] = _shares(scores)[np.arange(int(left.sum())), taught.labels[left]]
        return found


def learner_of(
    statements: Sequence[Statement],
    suggested: Mapping[str, Coding],
    vectors: NDArray[np.float32],
    pairs: NDArray[np.float32] | None = None,
) -> Learner:
    """What can be taught about these statements; `vectors` (n, d), rows in their order.

    `pairs` (n, e) are rows of the second network, which tell causes apart. `suggested` holds a
    coding without decisions for each of them.
    """
    order = sorted(range(len(statements)), key=lambda place: statements[place].statement_id)
    ordered = [statements[place] for place in order]
    ids = tuple(one.statement_id for one in ordered)
    codings = [suggested[one] for one in ids]
    speakers = [one.speaker for one in ordered]
    names = {name: number for number, name in enumerate(sorted(set(speakers)))}
    languages = [one.language for one in ordered]
    views = [vectors] if pairs is None else [vectors, pairs]
    centred = [_centred(view[order] if order else view[:0], languages) for view in views]
    return Learner(
        ids=ids,
        suggested=suggested,
        likeness=Likeness(
            vectors=np.hstack(centred),
            speakers=np.array([names[name] for name in speakers], dtype=np.int64),
        ),
        kinds=_logs([[one.kinds.get(kind, 0.0) for kind in _KINDS] for one in codings], 5),
        causes=_logs([[one.causes.get(cause, 0.0) for cause in CAUSES] for one in codings], 10),
        open_rows=np.array(
            [not one.empty and bool(suggested[one.statement_id].kinds) for one in ordered],
            dtype=np.bool_,
        ),
    )


def _decided_ids(decisions: Decisions, field: str) -> frozenset[str]:
    rows = (row for row in decisions.in_force("statement") if row.field == field)
    return frozenset(row.subject.split(":", 1)[1] for row in rows)


def decided_cause(subject: str, decisions: Decisions) -> Cause | None:
    """The cause that a person gave: the final one, else the one from words; None without one."""
    said = decisions.value(subject, "final_cause") or decisions.value(subject, "cause")
    return Cause(said) if said in CAUSES else None


def decided_kind(subject: str, suggested: Coding, decisions: Decisions) -> Kind | None:
    """The kind that a person gave, or let stand when giving a cause; None without either."""
    said = decisions.value(subject, "kind")
    if said in _KINDS:
        return Kind(said)
    has_cause = decided_cause(subject, decisions) is not None
    return suggested.kind if has_cause and suggested.kind in _CAUSAL else None


def _given_twice(subject: str, field: str, decisions: Decisions) -> bool:
    values = [row.decided for row in decisions.standing(subject, field)]
    return len(values) > 1 and values[-1] == values[-2]


def _slip(given: float, labels: int) -> float:
    wrong = SLIPS * (1.0 - given) / (labels - 1)
    return wrong / (wrong + (1.0 - SLIPS) * given) if given < 1.0 else 0.0


def _taught_rows(pairs: Sequence[tuple[int, int]]) -> Taught:
    array = np.array(pairs, dtype=np.int64).reshape(-1, 2)
    return Taught(array[:, 0], array[:, 1])


def _centred(vectors: NDArray[np.float32], languages: Sequence[str]) -> NDArray[np.float32]:
    """Unit rows without what a language's statements have in common; few keep the whole's mean.

    Rows of zeros were not read: they stay zeros and belong to no mean.
    """
    read: NDArray[np.bool_] = np.asarray(vectors.any(axis=1))
    if not read.any():
        return vectors
    means = np.repeat(vectors[read].mean(axis=0, keepdims=True), len(vectors), axis=0)
    codes = np.array(languages)
    for code in sorted(set(languages)):
        rows = read & (codes == code)
        if rows.sum() >= _LEAST_OF_LANGUAGE:
            means[rows] = vectors[rows].mean(axis=0)
    centred = np.where(read[:, np.newaxis], vectors - means, 0.0).astype(np.float32)
    norms = np.linalg.norm(centred, axis=1, keepdims=True)
    unit: NDArray[np.float32] = np.divide(
        centred, norms, out=np.zeros_like(centred), where=norms > 1e-6
    )
    return unit


def _logs(shares: Sequence[Sequence[float]], columns: int) -> Matrix:
    array = np.asarray(shares, dtype=np.float64).reshape(len(shares), columns)
    return np.asarray(np.log(np.maximum(array, _FLOOR)))


def fit_votes(
    kernel: Matrix, offset: Matrix, labels: Rows, weights: Matrix | None = None
) -> Matrix:
    """Array with shape (m, k): the votes a that maximise the penalised likelihood.

    `kernel` (m, m), `offset` (m, k) log-probabilities, `labels` and `weights` (m,); weights are 1
    unless given. With kernel = L L' the penalty 0.5 tr(a' K a) is 0.5 |w|^2 for w = L' a: smooth
    and convex.
    """
    m, k = offset.shape
    lower = np.linalg.cholesky(kernel + _JITTER * np.trace(kernel) / m * np.eye(m))
    truth = np.zeros((m, k))
    truth[np.arange(m), labels] = 1.0
    counts = np.ones(m) if weights is None else weights

    def loss(flat: Matrix) -> tuple[float, Matrix]:
        slopes = flat.reshape(m, k)
        shares = _shares(offset + lower @ slopes)
        likely = float(counts @ np.log(np.maximum(shares[truth > 0], 1e-300)))
        gradient = lower.T @ (counts[:, np.newaxis] * (shares - truth)) + slopes
        return 0.5 * float(flat @ flat) - likely, gradient.ravel()

    found = minimize(
        loss, np.zeros(m * k), jac=True, method="L-BFGS-B", options={"maxiter": 200, "gtol": 1e-4}
    )
    return np.asarray(solve_triangular(lower.T, found.x.reshape(m, k), lower=False))


def _shares(scores: Matrix) -> Matrix:
    raised = np.exp(scores - scores.max(axis=1, keepdims=True))
    return np.asarray(raised / raised.sum(axis=1, keepdims=True))


def _taught(coding: Coding, kinds: Matrix | None, causes: Matrix | None) -> Coding:
    """A coding with new shares of kinds, of causes, or of both."""
    by_kind = dict(coding.kinds)
    if kinds is not None:
        by_kind = dict(zip(_KINDS, map(float, kinds), strict=True))
    by_cause = dict(coding.causes)
    if causes is not None:
        by_cause = dict(zip(CAUSES, map(float, causes), strict=True))
    kind = max(by_kind, key=lambda one: by_kind[one]) if by_kind else coding.kind
    if kind is None:
        return coding
    cause, sure = coding.cause, coding.cause_confidence
    if causes is not None or (cause is None) is (kind in _CAUSAL):
        cause, sure = cause_for(kind, by_cause, coding.ticket_odds)
    return replace(
        coding,
        kind=kind,
        kind_confidence=by_kind.get(kind, coding.kind_confidence),
        kinds=by_kind,
        cause=cause,
        cause_confidence=sure,
        causes=by_cause,
        severity=(coding.severity or _MIDDLE) if kind is Kind.CONCERN else None,
        reasons=(*coding.reasons, *_said(coding, by_cause)),
    )


_MIDDLE: Final = 2
"""The severity of what nobody took for a concern before."""


def _said(coding: Coding, causes: Mapping[Cause, float]) -> tuple[str, ...]:
    best = max(causes, key=lambda one: causes[one], default=None)
    if best is None or abs(causes[best] - coding.causes.get(best, 0.0)) < _SAID_FROM:
        return ()
    return (
        f"what people decided on like statements moves {best} from "
        f"{coding.causes.get(best, 0.0):.0%} to {causes[best]:.0%}",
    )
