"""Where a theme would be parted in two: the topmost fork of the tree over its statements."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from toolkit.model.findings import Theme
from toolkit.model.theme_map import ThemeTree
from toolkit.themes.likeness import Matters
from toolkit.themes.tree import grow

LEAST_PART = 2
"""A part of one statement is no theme: such outliers stay with the larger part."""
MOST = 2_000
"""Statements of one theme in its tree: nobody parts by hand what is larger."""


def grow_trees(themes: Sequence[Theme], matters: Matters) -> tuple[ThemeTree, ...]:
    """The tree of every theme's statements, as the tree of all themes is grown.

    Statements that `matters` does not know are in no tree.
    """
    known = ((one, _known(one.statement_ids, matters)) for one in themes)
    return tuple(_tree(one, keys, matters) for one, keys in known if len(keys) > 1)


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


def _known(statement_ids: Collection[str], matters: Matters) -> list[str]:
    return sorted(key for key in statement_ids if key in matters.rows)[:MOST]


def _tree(theme: Theme, keys: Sequence[str], matters: Matters) -> ThemeTree:
    return ThemeTree(
        theme_id=theme.theme_id,
        statement_ids=tuple(keys),
        merges=tuple((int(a), int(b)) for a, b in grow(matters.odds(keys))[:, :2]),
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
