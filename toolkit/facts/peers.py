"""With whom a person is compared: those who do the same work, as far as there are enough."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from toolkit.facts.panel import Flags, Floats
from toolkit.model.intake import Person
from toolkit.model.vocabulary import Level

LEAST_PEERS = 5
"""A quarter of fewer than five people is nobody."""


def peer_groups(people: Sequence[Person], comparable: Flags) -> NDArray[np.object_]:
    """(n,) label of each person's peer group.

    Same role, else same department and level, else all contributors (for everybody else: the
    same level), else everybody; the first of these with LEAST_PEERS people who are `comparable`
    (n,): in scope, and in the file. People who are not comparable get "".
    """
    table = pd.DataFrame(
        {
            "role": [f"role={person.role}" if person.role else "" for person in people],
            "team": [
                f"department={person.department} & level={person.level.value}"
                if person.department
                else ""
                for person in people
            ],
            "level": [f"level={_level(person)}" for person in people],
            "all": ["all" for _ in people],
        },
        dtype=object,
    )
    chosen = np.full(len(people), "", dtype=object)
    open_ = comparable.copy()
    for name in ("role", "team", "level", "all"):
        labels = table[name].to_numpy()
        sizes = pd.Series(labels[comparable]).value_counts()
        big = set(sizes[sizes >= LEAST_PEERS].index) - {""}
        fits = open_ & (np.isin(labels, list(big)) if name != "all" else True)
        chosen[fits] = labels[fits]
        open_ &= ~fits
    return chosen


def _level(person: Person) -> str:
    return person.level.value if person.level is not Level.EXECUTIVE else Level.MANAGER.value


def quantile_of_peers(values: Floats, groups: NDArray[np.object_], share: float) -> Floats:
    """(n,) the quantile of the finite `values` in each person's group; NaN without any."""
    finite = pd.Series(np.where(np.isfinite(values), values, np.nan))
    found = finite.groupby(pd.Series(groups)).transform(lambda one: one.quantile(share))
    return np.asarray(np.where(groups == "", np.nan, found.to_numpy(float)))


def sum_of_peers(values: Floats, groups: NDArray[np.object_]) -> Floats:
    """(n,) sum of the finite `values` over the others in each person's group."""
    finite = np.where(np.isfinite(values), values, 0.0)
    total = pd.Series(finite).groupby(pd.Series(groups)).transform("sum").to_numpy(float)
    return np.asarray(np.where(groups == "", 0.0, total - finite))
