"""How each ticket ended: what its resolution says, and what tickets on one problem say together."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from toolkit.facts.linked import Links, find_links
from toolkit.facts.resolutions import OUTCOMES, Encode, Outcome, Resolution, shipped_model

LEAST_SURE_WORDS = 0.65
LEAST_SURE_VECTORS = 0.5
"""Below this the outcome is not told (`other`, confidence 0); chosen so that, each industry left
out in turn, at least nine in ten of those told are right (benchmarks)."""
PROBLEM_BONUS = 1.0
"""Log-weight for a fault where several tickets cite one problem record: that they have one cause in
the tool is what such a record says, but now and then it is a wish or a rule."""
POOLING = 1.0
"""Tickets that cite one problem are believed together: their mean log-probability counts once more
for each of them, weighted by how much each one's own text says."""
PROBABILITY = "p:"
_FAULTS = (Outcome.CONFIRMED_DEFECT, Outcome.FIXED)
_BLANK = frozenset({"", "nan", "nat", "none"})


def find_ticket_outcomes(tickets: pd.DataFrame, encode: Encode | None = None) -> pd.DataFrame:
    """The extract's table with what came of each ticket, in the order of file and row.

    Added columns: outcome (an Outcome), outcome_confidence (0-1; 0 where it is not told), a column
    `p:OUTCOME` with the probability of each, problem ("" or the id that several tickets cite),
    problem_tickets (how many cite it). A duplicate of a ticket of the file has that ticket's
    probabilities, and keeps the outcome `duplicate`.
    """
    table = _ordered(tickets)
    if table.empty:
        extra = ["outcome", "outcome_confidence", "problem", "problem_tickets"]
        extra += [PROBABILITY + kind.value for kind in OUTCOMES]
        return table.reindex(columns=[*table.columns, *extra])
    given = [_resolution(row) for row in table.itertuples(index=False)]
    own = shipped_model(encode).probabilities(given)
    own = _without_end(table, given, own)
    links = find_links(table)
    found = _with_originals(_with_problems(own, links), links)
    least = LEAST_SURE_WORDS if encode is None else LEAST_SURE_VECTORS
    return _described(table, found, links, least)


def _ordered(tickets: pd.DataFrame) -> pd.DataFrame:
    row = pd.to_numeric(tickets["row"], errors="coerce").fillna(0)
    keys = pd.DataFrame({"file": tickets["file"].astype(str), "row": row, "id": tickets["ticket_id"]})
    order = keys.sort_values(["file", "row", "id"], kind="stable").index
    return tickets.loc[order].reset_index(drop=True)


def _text(value: object) -> str:
    text = str(value).strip()
    return "" if text.casefold() in _BLANK else text


def _resolution(row: object) -> Resolution:
    def cell(name: str) -> str:
        return _text(getattr(row, name))

    return Resolution(
        text=cell("resolution"),
        code=cell("resolution_code") or cell("status"),
        category=f"{cell('category')} {cell('kind')}".strip(),
    )


def _without_end(
    table: pd.DataFrame, given: Sequence[Resolution], found: NDArray[np.float64]
) -> NDArray[np.float64]:
    """Not closed and nothing said of it: open, for certain (in files that tell closing dates)."""
    closed = np.array([_text(value) != "" for value in table["closed_on"]])
    silent = np.array([not one.text for one in given])
    coded = np.array([_text(value) != "" for value in table["resolution_code"]])
    still_open = closed.any() & ~closed & silent & ~coded
    found = found.copy()
    found[still_open] = np.eye(len(OUTCOMES))[OUTCOMES.index(Outcome.OPEN)]
    return found


def _with_problems(own: NDArray[np.float64], links: Links) -> NDArray[np.float64]:
    found = own.copy()
    logs = np.log(np.clip(own, 1e-6, 1.0))
    says = 1 + (own * logs).sum(axis=1) / np.log(len(OUTCOMES))
    bonus = np.array([PROBLEM_BONUS * (kind in _FAULTS) for kind in OUTCOMES])
    for members in links.problems.values():
        weights = np.clip(says[members], 0.05, None)
        together = (weights[:, None] * logs[members]).sum(axis=0) / weights.sum()
        joined = logs[members] * says[members, None] + POOLING * len(members) ** 0.5 * together
        found[members] = _normal(joined + bonus)
    return found


def _with_originals(found: NDArray[np.float64], links: Links) -> NDArray[np.float64]:
    mended = found.copy()
    for copy, original in links.originals.items():
        mended[copy] = found[original]
    return mended


def _normal(logs: NDArray[np.float64]) -> NDArray[np.float64]:
    raised = np.exp(logs - logs.max(axis=1, keepdims=True))
    return np.asarray(raised / raised.sum(axis=1, keepdims=True))


def _described(
    table: pd.DataFrame, found: NDArray[np.float64], links: Links, least: float
) -> pd.DataFrame:
    best, sure = found.argmax(axis=1), found.max(axis=1)
    told = sure >= least
    outcome = [OUTCOMES[place].value if ok else "other" for place, ok in zip(best, told, strict=True)]
    for copy in links.originals:
        outcome[copy] = Outcome.DUPLICATE.value
    problem = np.full(len(table), "", dtype=object)
    size = np.zeros(len(table), dtype=int)
    for name, members in links.problems.items():
        problem[members], size[members] = name, len(members)
    columns = {PROBABILITY + kind.value: found[:, place] for place, kind in enumerate(OUTCOMES)}
    return table.assign(
        outcome=pd.Series(outcome, index=table.index, dtype=object),
        outcome_confidence=np.where(told, sure, 0.0),
        problem=problem,
        problem_tickets=size,
        **columns,
    )
