"""Where a theme would be parted in two: the topmost fork of the tree over its statements."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from toolkit.model.findings import Theme
from toolkit.model.theme_map import ThemeTree
from toolkit.themes.tree import grow_ward

LEAST_PART = 2
"""A part of one statement is no theme: such outliers stay with the larger part."""
MOST = 2_000
"""Statements of one theme in its tree: nobody parts by hand what is larger."""


def grow_trees(
    themes: Sequence[Theme], rows: Mapping[str, int], vectors: NDArray[np.float32]
) -> tuple[ThemeTree, ...]:
    """Ward's tree of every theme's statements; `rows` names their rows in `vectors`, (n, d)."""
    return tuple(_tree(theme, rows, vectors) for theme in themes if len(theme.statement_ids) > 1)


def halve(
    trees: Sequence[ThemeTree], members: Sequence[str]
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The larger and the smaller part of these statements, each sorted.

    Statements of several trees (of merged themes) are parted by their trees; those of none stay
    with the larger part. The smaller part is empty where there is no fork.
    """
    wanted = set(members)
    inside = [wanted.intersection(tree.statement_ids) for tree in trees]
    most = sorted(filter(None, inside), key=lambda one: (-len(one), sorted(one)))
    if not most:
        return tuple(sorted(wanted)), ()
    if len(most) > 1:
        smaller = set().union(*most[1:])
    else:
        smaller = _fork(next(t for t in trees if wanted & set(t.statement_ids)), wanted)
    larger = wanted - smaller
    if len(smaller) > len(larger):
        larger, smaller = smaller, larger
    return tuple(sorted(larger)), tuple(sorted(smaller))


def _tree(theme: Theme, rows: Mapping[str, int], vectors: NDArray[np.float32]) -> ThemeTree:
    keys = sorted(key for key in theme.statement_ids if key in rows)[:MOST]
    merges = grow_ward(np.asarray(vectors[[rows[key] for key in keys]], dtype=np.float64))
    return ThemeTree(
        theme_id=theme.theme_id,
        statement_ids=tuple(keys),
        merges=tuple((int(a), int(b)) for a, b in merges[:, :2]),
    )


def _fork(tree: ThemeTree, wanted: set[str]) -> set[str]:
    """The smaller side of the topmost fork with enough of the wanted on both; empty for none."""
    sides = [{key} & wanted for key in tree.statement_ids]
    for left, right in tree.merges:
        sides.append(sides[left] | sides[right])
    node = len(sides) - 1
    while node >= len(tree.statement_ids):
        left, right = tree.merges[node - len(tree.statement_ids)]
        if min(len(sides[left]), len(sides[right])) >= LEAST_PART:
            return min(sides[right], sides[left], key=len)
        node = left if len(sides[left]) >= len(sides[right]) else right
    return set()
