"""Tickets that cite one problem record, read together."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from toolkit.facts.linked import LEAST_TICKETS
from toolkit.facts.resolutions import OUTCOMES, Outcome

PROBLEM_BONUS = 1.0
"""Log-weight for a fault where several tickets cite one problem record: that they have one cause in
the tool is what such a record says, but now and then it is a wish or a rule."""
POOLING = 1.0
"""Tickets that cite one problem are believed together: the mean of what their texts say, weighted
by how much each one says, is added to each one's own."""
DISSENT = 0.98
"""A ticket whose own words tell something else than the others on its problem with so much
certainty, or that was sent to a course so surely, is not read together with them."""
LEAST_TELLING = 0.1
"""Words that tell less than this leave it to others."""
_SAY_NOTHING = (Outcome.DUPLICATE, Outcome.OTHER, Outcome.OPEN, Outcome.SENT_TO_COURSE)
_FAULTS = (Outcome.CONFIRMED_DEFECT, Outcome.FIXED)
CONFIRMED, FIXED = (OUTCOMES.index(kind) for kind in _FAULTS)
TELLING = np.array([kind not in _SAY_NOTHING for kind in OUTCOMES])
"""Which outcomes say something of a cause."""
_ONE_FAULT = TELLING & (np.arange(len(OUTCOMES)) != FIXED)
_BONUS = PROBLEM_BONUS * np.array([kind in _FAULTS for kind in OUTCOMES], dtype=float)


def telling_of(found: NDArray[np.float64]) -> NDArray[np.float64]:
    """(rows,) 0-1: how much mass lies on outcomes that say something, times how sure they are."""
    mass = found[:, TELLING]
    whole = mass.sum(axis=1)
    shares = mass / np.clip(whole, 1e-9, None)[:, None]
    unsure = -(shares * np.log(np.clip(shares, 1e-9, 1.0))).sum(axis=1) / np.log(sum(TELLING))
    return np.asarray(whole * (1 - unsure))


def read_together(
    own: NDArray[np.float64], problems: Mapping[str, NDArray[np.intp]]
) -> NDArray[np.float64]:
    """(tickets, outcomes): what tickets say where those on one problem are believed together.

    A fault is one thing in this, whether it is known or fixed; which of the two is told by each
    ticket's own words where they tell of a fault, else by those of all.
    """
    found = own.copy()
    for members in problems.values():
        found[members] = _joined(own[members])
    return found


def agreeing(
    own: NDArray[np.float64], problems: Mapping[str, NDArray[np.intp]]
) -> dict[str, NDArray[np.intp]]:
    """The problems without the tickets that clearly tell something else: see DISSENT."""
    kept = {name: members[_agree(own[members])] for name, members in problems.items()}
    return {name: members for name, members in kept.items() if len(members) >= LEAST_TICKETS}


def _agree(own: NDArray[np.float64]) -> NDArray[np.bool_]:
    """Which tickets on one problem are read together: those that do not clearly tell otherwise."""
    mass, says = _one_fault(own), telling_of(own)
    away = own[:, OUTCOMES.index(Outcome.SENT_TO_COURSE)] >= DISSENT
    together = says @ _logs(mass) / max(float(says.sum()), 1e-6) + _BONUS
    other = mass.argmax(axis=1) != int(np.where(TELLING, together, -np.inf).argmax())
    return np.asarray(~away & ~(other & (mass.max(axis=1) >= DISSENT)))


def _joined(own: NDArray[np.float64]) -> NDArray[np.float64]:
    mass, says = _one_fault(own), telling_of(own)[:, None]
    logs = _logs(mass)[:, _ONE_FAULT]
    together = (says * logs).sum(axis=0) / max(float(says.sum()), 1e-6)
    found = np.zeros_like(own)
    bonus = _BONUS[_ONE_FAULT]
    found[:, _ONE_FAULT] = _normal(says * logs + POOLING * together + bonus)
    return _split_faults(found, own, says[:, 0])


def _one_fault(own: NDArray[np.float64]) -> NDArray[np.float64]:
    """Probabilities of the outcomes that tell, with all of a fault's on CONFIRMED_DEFECT."""
    mass = own * TELLING
    mass[:, CONFIRMED] += mass[:, FIXED]
    mass[:, FIXED] = 0.0
    return np.asarray(mass)


def _logs(mass: NDArray[np.float64]) -> NDArray[np.float64]:
    whole = np.clip(mass.sum(axis=1, keepdims=True), 1e-6, None)
    return np.asarray(np.log(np.clip(mass / whole, 1e-3, 1.0)))


def _split_faults(
    found: NDArray[np.float64], own: NDArray[np.float64], says: NDArray[np.float64]
) -> NDArray[np.float64]:
    """A fault's probability dealt to known and fixed: by own words, or by those of all."""
    fault = own[:, [CONFIRMED, FIXED]]
    tells = says * fault.sum(axis=1)
    all_fixed = float(says @ fault[:, 1]) / max(float(says @ fault.sum(axis=1)), 1e-6)
    alone = fault[:, 1] / np.clip(fault.sum(axis=1), 1e-9, None)
    share = np.where(tells >= LEAST_TELLING, alone, all_fixed)
    found = found.copy()
    found[:, FIXED] = share * found[:, CONFIRMED]
    found[:, CONFIRMED] *= 1 - share
    return found


def recurs(table: pd.DataFrame, problems: Iterable[NDArray[np.intp]]) -> NDArray[np.bool_]:
    """Which tickets were closed before the last one on their problem was opened.

    What people still meet was not fixed, whatever its first ticket's words promised.
    """
    opened, closed = (
        pd.to_datetime(table[name], errors="coerce").to_numpy("datetime64[ns]")
        for name in ("opened_on", "closed_on")
    )
    found = np.zeros(len(table), dtype=bool)
    for members in problems:
        known = opened[members][~np.isnat(opened[members])]
        if len(known):
            found[members] = closed[members] < known.max()
    return found


def faults_known(found: NDArray[np.float64], rows: NDArray[np.bool_]) -> NDArray[np.float64]:
    """Probabilities where in some rows a fault counts as known and not as fixed."""
    found = found.copy()
    found[rows, CONFIRMED] += found[rows, FIXED]
    found[rows, FIXED] = 0.0
    return found


def _normal(logs: NDArray[np.float64]) -> NDArray[np.float64]:
    raised = np.exp(logs - logs.max(axis=1, keepdims=True))
    return np.asarray(raised / raised.sum(axis=1, keepdims=True))
