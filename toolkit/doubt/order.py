"""The order in which a person looks at statements: what an answer is expected to change."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from toolkit.doubt.reasons import reasons_of
from toolkit.doubt.values import Doubt, DoubtInput
from toolkit.model.findings import Part
from toolkit.model.vocabulary import Kind

DIMENSIONS: Final = 64
"""Principal components of the vectors in which teaching is counted."""
PRIOR: Final = 8.0
"""Variance of a statement's score before anybody answered: the coder's MEANING."""
NOISE: Final = 4.0
"""Variance of one answer as a lesson about its neighbours (that of a logit at even odds)."""
WISH: Final = 0.25
"""A wrong cause of a proposal or question counts as so much of a concern's: it moves less."""
ITSELF: Final = "set right itself"
TAUGHT: Final = "taught to others"
SHOWS: Final = {ITSELF: 1.0, TAUGHT: 0.15}
"""How much of a part shows as statements set right: of what teaching could do at best, about a
seventh (benchmarks/doubt.py). In the order it counts in full: it also teaches the runs to come."""
DISAGREEMENT: Final = 0.15
"""What it adds that all other coders give another cause."""
VERDICT: Final = 0.15
"""What the first answer in a theme adds whose verdict is a mere guess and touches everybody."""
HALF_THE_PEOPLE: Final = 10.0
"""A theme of so many people weighs half as much as one of all."""
SLIP_LEAST: Final = 0.02
"""Codes given with a smaller chance of being a slip are not shown again."""
_EVERY: Final = 3
"""Every third place goes to a likely slip, as long as there are any: wrong codes also mislead."""
_CANDIDATES: Final = 1000

Column = NDArray[np.float64]


@dataclass(slots=True, eq=False)
class _Table:
    """The input as arrays, rows in the order of statement ids."""

    ids: list[str]
    wrong: Column
    """Chance that the final cause is wrong, times how much that matters."""
    open_rows: NDArray[np.bool_]
    differ: Column
    """Share of the other coders that give another cause."""
    theme: NDArray[np.int64]
    """Number of the theme, -1 without one."""
    stake: Column
    """Per theme: how open its verdict is, times its people."""
    asked: Column
    """Per theme: statements decided already."""
    axes: Column
    """(n, r): principal components."""


def order_doubts(given: DoubtInput) -> tuple[Doubt, ...]:
    """Every undecided statement, and likely slips among the decided ones, most worthwhile first.

    The score of an answer adds up what it sets right (chance of being wrong), what it teaches about
    like statements (the expected fall of their variance, weighted by their own chance of being
    wrong: Cohn, Ghahramani and Jordan, 1996; Seo et al., 2000), disagreement among coders, and
    what it may do to a verdict that is still open. The first places are filled one by one: what
    has a place already lowers what its likes would add, so near duplicates do not follow one
    another. Ties go by id; the order of the input plays no part.
    """
    table = _table(given)
    picked = _greedy(table, given.one_by_one)
    slips = sorted(
        (one for one, chance in given.slips.items() if chance >= SLIP_LEAST and one in given.given),
        key=lambda one: (-given.slips[one], one),
    )
    row_of = {one: row for row, one in enumerate(table.ids)}
    home = {one: theme.theme_id for theme in given.themes for one in theme.statement_ids}
    queue = _interleaved(picked, [row_of[one] for one in slips if one in row_of])
    return tuple(
        Doubt(
            statement_id=table.ids[row],
            rank=rank,
            gain=round(sum(part.value * SHOWS.get(part.name, 0.0) for part in parts), 4),
            score=round(sum(part.value * part.weight for part in parts), 4),
            slip=round(given.slips.get(table.ids[row], 0.0), 4) if not parts else 0.0,
            parts=parts,
            reasons=_reasons(given, table.ids[row], home, parts) if rank <= _EXPLAINED else (),
        )
        for rank, (row, parts) in enumerate(queue, start=1)
    )


_EXPLAINED: Final = 200
"""Reasons are worded for so many places."""


def _reasons(
    given: DoubtInput, statement_id: str, home: Mapping[str, str], parts: tuple[Part, ...]
) -> tuple[str, ...]:
    return reasons_of(given, statement_id, home.get(statement_id, ""), parts)


def _table(given: DoubtInput) -> _Table:
    places = sorted(
        (place for place, one in enumerate(given.statements) if not one.empty),
        key=lambda place: given.statements[place].statement_id,
    )
    ids = [given.statements[place].statement_id for place in places]
    number = {theme.theme_id: row for row, theme in enumerate(given.themes)}
    theme_of = {
        one: number[theme.theme_id] for theme in given.themes for one in theme.statement_ids
    }
    theme = np.array([theme_of.get(one, -1) for one in ids], dtype=np.int64)
    is_open = np.array([one not in given.given for one in ids], dtype=np.bool_)
    sure = np.array([_sure(given, one) for one in ids])
    matters = np.array([_matters(given, one) for one in ids])
    decided_themes = theme[~is_open & (theme >= 0)]
    return _Table(
        ids=ids,
        wrong=np.where(is_open, (1.0 - sure) * matters, 0.0),
        open_rows=is_open,
        differ=np.array([_differ(given, one) for one in ids]),
        theme=theme,
        stake=np.array([_stake(given, one.theme_id) for one in given.themes]),
        asked=np.bincount(decided_themes, minlength=len(given.themes)).astype(np.float64),
        axes=_axes(given.meaning, places),
    )


def _sure(given: DoubtInput, statement_id: str) -> float:
    """How likely the cause shown is, or would be the best one where none is shown."""
    final = given.final_causes.get(statement_id)
    if final is not None and final.cause is not None:
        return final.confidence
    return max(given.codings[statement_id].causes.values(), default=0.0)


def _matters(given: DoubtInput, statement_id: str) -> float:
    coding = given.codings[statement_id]
    kinds = coding.kinds or ({coding.kind: 1.0} if coding.kind else {})
    return kinds.get(Kind.CONCERN, 0.0) + WISH * (
        kinds.get(Kind.PROPOSAL, 0.0) + kinds.get(Kind.QUESTION, 0.0)
    )


def _differ(given: DoubtInput, statement_id: str) -> float:
    """Share of the other coders that give a cause, and another one; 0 where none speaks."""
    mine = given.codings[statement_id].cause
    said = [
        coding.cause
        for codings in given.others.values()
        if (coding := codings.get(statement_id)) is not None and coding.cause is not None
    ]
    return sum(cause is not mine for cause in said) / len(said) if said and mine else 0.0


def _stake(given: DoubtInput, theme_id: str) -> float:
    verdict = given.verdicts.get(theme_id)
    if verdict is None:
        return 0.0
    return (1.0 - verdict.confidence) * verdict.people / (verdict.people + HALF_THE_PEOPLE)


def principal_axes(vectors: NDArray[np.float32]) -> Column:
    """Array with shape (n, 64 at most): principal components of unit rows (n, d).

    Scaled so that a row's squared length is the variance of its score before anybody answered.
    """
    if len(vectors) < _LEAST_ROWS:
        return np.zeros((len(vectors), 0))
    centred = np.asarray(vectors, dtype=np.float64) - vectors.mean(axis=0, dtype=np.float64)
    norms = np.linalg.norm(centred, axis=1, keepdims=True)
    centred = np.divide(centred, norms, out=np.zeros_like(centred), where=norms > _NO_LENGTH)
    values, axes = np.linalg.eigh(centred.T @ centred)
    kept = axes[:, np.argsort(-values, kind="stable")[:DIMENSIONS]]
    return np.asarray(np.sqrt(PRIOR) * centred @ kept)


_LEAST_ROWS: Final = 2
_NO_LENGTH: Final = 1e-6


def _axes(meaning: Column | None, places: list[int]) -> Column:
    return np.zeros((len(places), 0)) if meaning is None else meaning[places]


@dataclass(slots=True, eq=False)
class _Teaching:
    """The variance left in the scores after the answers so far, and where it matters."""

    left: Column
    """(r, r): posterior covariance of the weights of the axes."""
    where: Column
    """(r, r): second moments of the axes, weighted by each statement's chance of being wrong."""
    whole: float
    """The weighted variance before anybody answers."""
    wrong: float

    @classmethod
    def of(cls, table: _Table) -> _Teaching:
        axes, decided = table.axes, table.axes[~table.open_rows]
        inverse = np.linalg.inv(np.eye(axes.shape[1]) + decided.T @ decided / NOISE)
        left = np.asarray(inverse, dtype=np.float64)
        where = (axes * table.wrong[:, np.newaxis]).T @ axes
        return cls(left, where, float(np.trace(left @ where)), float(table.wrong.sum()))

    def gains(self, axes: Column, wrong: Column) -> Column:
        """Per row: statements expected to be set right elsewhere; its own fall is not counted."""
        if not axes.shape[1] or self.whole <= 0:
            return np.zeros(len(axes))
        seen = axes @ self.left
        own = (seen * axes).sum(axis=1)
        everywhere = ((seen @ self.where) * seen).sum(axis=1)
        fall = np.maximum(everywhere - wrong * own**2, 0.0) / (NOISE + own)
        return np.asarray(fall / self.whole * self.wrong)

    def answer(self, row: Column) -> None:
        """Take note that this row will be known."""
        if len(row):
            seen = self.left @ row
            self.left = self.left - np.outer(seen, seen) / (NOISE + float(row @ seen))


_Parts = tuple[Part, ...]


def _greedy(table: _Table, one_by_one: int) -> list[tuple[int, _Parts]]:
    """Open rows with their parts; the first ones each in the light of those before."""
    teaching, asked = _Teaching.of(table), table.asked.copy()
    alone = _columns(table, teaching, asked, np.arange(len(table.ids)))
    rows = [row for row in _by_gain(alone) if table.open_rows[row]]
    candidates = np.array(rows[:_CANDIDATES], dtype=np.int64)
    found: list[tuple[int, _Parts]] = []
    for _ in range(min(one_by_one, len(candidates))):
        columns = _columns(table, teaching, asked, candidates)
        best = int(np.argmax(np.round(columns.sum(axis=1), 9)))
        row = int(candidates[best])
        found.append((row, _parts(columns[best])))
        teaching.answer(table.axes[row])
        if table.theme[row] >= 0:
            asked[table.theme[row]] += 1
        candidates = np.delete(candidates, best)
    taken = {row for row, _ in found}
    rest = [row for row in rows if row not in taken]
    found += [(row, _parts(alone[row])) for row in rest[:_EXPLAINED]]
    found += [(row, _two_parts(alone[row])) for row in rest[_EXPLAINED:]]
    return found


def _columns(table: _Table, teaching: _Teaching, asked: Column, rows: NDArray[np.int64]) -> Column:
    """Array with shape (len(rows), 4): the parts of the gain, in the order of PART_NAMES."""
    theme = table.theme[rows]
    matter = np.where(table.wrong[rows] > 0, 1.0, 0.0)
    verdict = np.zeros(len(rows))
    inside = theme >= 0
    verdict[inside] = table.stake[theme[inside]] / (1.0 + asked[theme[inside]])
    return np.column_stack(
        [
            table.wrong[rows],
            teaching.gains(table.axes[rows], table.wrong[rows]) * matter,
            DISAGREEMENT * table.differ[rows] * matter,
            VERDICT * verdict * matter,
        ]
    )


PART_NAMES: Final = (ITSELF, TAUGHT, "coders differ", "verdict open")


def _parts(row: Column) -> _Parts:
    return tuple(
        Part(name=name, value=round(float(value), 4), weight=1.0)
        for name, value in zip(PART_NAMES, row, strict=True)
    )


def _two_parts(row: Column) -> _Parts:
    """What is far down the queue is told shorter: its own part, and all others together."""
    own, rest = float(row[0]), float(row[1:].sum())
    return (
        Part(name=ITSELF, value=round(own, 4), weight=1.0),
        Part(name="all else", value=round(rest, 4), weight=1.0),
    )


def _by_gain(columns: Column) -> list[int]:
    gains = np.round(columns.sum(axis=1), 9)
    return [int(row) for row in np.lexsort((np.arange(len(gains)), -gains))]


def _interleaved(open_rows: list[tuple[int, _Parts]], slips: list[int]) -> list[tuple[int, _Parts]]:
    """Every third place a likely slip, until one kind is used up."""
    found: list[tuple[int, _Parts]] = []
    left, doubted = list(reversed(open_rows)), list(reversed(slips))
    while left or doubted:
        due = not left or (len(found) + 1) % _EVERY == 0
        if due and doubted:
            found.append((doubted.pop(), ()))
        else:
            found.append(left.pop())
    return found
