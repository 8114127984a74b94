"""How each ticket ended: what its resolution says, and what tickets on one problem say together."""

from __future__ import annotations

import re

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from toolkit.facts.linked import Links, find_ids, find_links, without_ids
from toolkit.facts.resolutions import OUTCOMES, Encode, Outcome, Resolution, shipped_model

LEAST_SURE_WORDS = 0.65
LEAST_SURE_VECTORS = 0.6
"""Below this the outcome is not told (`other`, confidence 0); chosen so that, each industry left
out in turn, at least nine in ten of those told are right (benchmarks)."""
PROBLEM_BONUS = 1.0
"""Log-weight for a fault where several tickets cite one problem record: that they have one cause in
the tool is what such a record says, but now and then it is a wish or a rule."""
POOLING = 1.0
"""Tickets that cite one problem are believed together: the mean of what their texts say, weighted
by how much each one says, is added to each one's own."""
LONGEST_CODE = 5
"""A resolution code of more words than this is a text in the wrong column."""
LEAST_WORDS = 3
"""Beside an id, fewer words than this say nothing of how it ended."""
PROBABILITY = "p:"
_SAY_NOTHING = (Outcome.DUPLICATE, Outcome.OTHER, Outcome.OPEN)
_FAULTS = (Outcome.CONFIRMED_DEFECT, Outcome.FIXED)
_WORDS = re.compile(r"\w+")
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
    links = find_links(table)
    own = shipped_model(encode).probabilities([_resolution(row) for row in table.itertuples()])
    own = _by_state(table, _where_silent(table, own))
    found = _with_originals(_with_problems(own, links), links)
    least = LEAST_SURE_WORDS if encode is None else LEAST_SURE_VECTORS
    return _described(table, found, links, least)


def _ordered(tickets: pd.DataFrame) -> pd.DataFrame:
    row = pd.to_numeric(tickets["row"], errors="coerce").fillna(0)
    keys = pd.DataFrame(
        {"file": tickets["file"].astype(str), "row": row, "id": tickets["ticket_id"]}
    )
    order = keys.sort_values(["file", "row", "id"], kind="stable").index
    return tickets.loc[order].reset_index(drop=True)


def _text(value: object) -> str:
    text = str(value).strip()
    return "" if text.casefold() in _BLANK else text


def _column(table: pd.DataFrame, name: str) -> list[str]:
    return [_text(value) for value in table[name]]


def _resolution(row: object) -> Resolution:
    def cell(name: str) -> str:
        return _text(getattr(row, name))

    code = cell("resolution_code")
    return Resolution(
        text=without_ids(said_of_end(cell("resolution"), code)),
        code=(code if _is_code(code) else "") or cell("status"),
        category=f"{cell('category')} {cell('kind')}".strip(),
    )


def said_of_end(resolution: str, code: str) -> str:
    """The words on how a ticket ended, also where they stand in the column of codes."""
    return resolution if not code or _is_code(code) else f"{resolution} {code}".strip()


def _is_code(text: str) -> bool:
    return 0 < len(text.split()) <= LONGEST_CODE


def _where_silent(table: pd.DataFrame, found: NDArray[np.float64]) -> NDArray[np.float64]:
    """A resolution that is hardly more than an id says nothing, unless a code does."""
    codes, texts = _column(table, "resolution_code"), _column(table, "resolution")
    said = [said_of_end(text, code) for text, code in zip(texts, codes, strict=True)]
    short = np.array([len(_WORDS.findall(without_ids(one))) < LEAST_WORDS for one in said])
    coded = np.array([_is_code(code) for code in codes])
    tags = zip(_column(table, "category"), said, strict=True)
    named = np.array([bool(find_ids(f"{tag} {one}")) for tag, one in tags])
    silent = short & ~coded & (named | np.array([not one for one in said]))
    return np.where(silent[:, None], 1 / len(OUTCOMES), found)


def _by_state(table: pd.DataFrame, found: NDArray[np.float64]) -> NDArray[np.float64]:
    """What is not closed is not fixed yet; with nothing said of it, it is open for certain.

    Only in files that tell closing dates.
    """
    closed = np.array([value != "" for value in _column(table, "closed_on")])
    if not closed.any():
        return found
    found = found.copy()
    fixed, confirmed = (OUTCOMES.index(kind) for kind in (Outcome.FIXED, Outcome.CONFIRMED_DEFECT))
    found[~closed, confirmed] += found[~closed, fixed]
    found[~closed, fixed] = 0.0
    ends = zip(_column(table, "resolution"), _column(table, "resolution_code"), strict=True)
    said = np.array([bool(text or code) for text, code in ends])
    found[~closed & ~said] = np.eye(len(OUTCOMES))[OUTCOMES.index(Outcome.OPEN)]
    return found


def _with_problems(own: NDArray[np.float64], links: Links) -> NDArray[np.float64]:
    """Tickets that cite one problem are read together: see POOLING and PROBLEM_BONUS."""
    found = own.copy()
    telling = np.array([kind not in _SAY_NOTHING for kind in OUTCOMES])
    bonus = np.array([PROBLEM_BONUS * (kind in _FAULTS) for kind in OUTCOMES])[telling]
    for members in links.problems.values():
        mass = own[members][:, telling]
        weights = mass.sum(axis=1, keepdims=True)
        logs = np.log(np.clip(mass / np.clip(weights, 1e-6, None), 1e-3, 1.0))
        says = weights * (
            1 + (np.exp(logs) * logs).sum(axis=1, keepdims=True) / np.log(sum(telling))
        )
        together = (says * logs).sum(axis=0) / max(float(says.sum()), 1e-6)
        joined = _normal(says * logs + POOLING * together + bonus)
        found[members] = 0.0
        found[np.ix_(members, np.flatnonzero(telling))] = joined
    closed_fix = own[:, OUTCOMES.index(Outcome.FIXED)] > 0
    return _unfixed(found, closed_fix)


def _unfixed(found: NDArray[np.float64], may_be_fixed: NDArray[np.bool_]) -> NDArray[np.float64]:
    fixed, confirmed = (OUTCOMES.index(kind) for kind in (Outcome.FIXED, Outcome.CONFIRMED_DEFECT))
    found[~may_be_fixed, confirmed] += found[~may_be_fixed, fixed]
    found[~may_be_fixed, fixed] = 0.0
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
    outcome = [
        OUTCOMES[place].value if ok else "other" for place, ok in zip(best, told, strict=True)
    ]
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
