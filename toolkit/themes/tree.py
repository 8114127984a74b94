"""One tree for every zoom, and how many themes it should be cut into."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.cluster.hierarchy import fcluster, linkage
from scipy.spatial.distance import squareform
from sklearn.metrics import silhouette_score

SAMPLE = 3_000
"""The tree is grown on so many statements at the most; the rest join the likeliest group."""
_FINEST = 3
"""A tree cut this many times finer is searched for groups enough."""
LEAST_MEMBERS = 3
"""A group of fewer statements is no theme: it joins the group it is likeliest to belong to."""


@dataclass(frozen=True, slots=True)
class KPoint:
    """One point of the curve: how well k groups are told apart (-1 to 1)."""

    k: int
    silhouette: float


def grow(odds: NDArray[Any]) -> NDArray[np.float64]:
    """The tree, shape (n - 1, 4) as scipy gives it, from (n, n) log-odds of belonging together.

    Two groups join at their mean log-odds (average linkage, UPGMA); needs two rows at least.
    """
    return np.asarray(linkage(squareform(distances_of(odds), checks=False), method="average"))


def distances_of(odds: NDArray[Any]) -> NDArray[np.float64]:
    """(n, n) distances >= 0, zero on the diagonal: how much less likely than the likeliest pair."""
    both = (odds + odds.T) / 2.0
    found = np.asarray(both.max() - both, dtype=np.float64)
    np.fill_diagonal(found, 0.0)
    return found


def grow_ward(space: NDArray[np.float64]) -> NDArray[np.float64]:
    """Ward's linkage of rows by their vectors; needs two rows at least."""
    return np.asarray(linkage(space, method="ward"))


def cut(tree: NDArray[np.float64], k: int) -> NDArray[np.int64]:
    """Group numbers from 0, shape (n,), of the tree cut into at most k groups."""
    return np.asarray(fcluster(tree, k, criterion="maxclust"), dtype=np.int64) - 1


def merge_small(
    odds: NDArray[Any], labels: NDArray[np.int64], least: int = LEAST_MEMBERS
) -> NDArray[np.int64]:
    """Labels in which every group has `least` members, if there are so many statements at all.

    The smallest group (the first of equals) joins the one with the highest mean log-odds to it.
    """
    found = labels.copy()
    while True:
        groups, sizes = np.unique(found, return_counts=True)
        small = int(np.lexsort((groups, sizes))[0])
        if sizes[small] >= least or len(groups) == 1:
            return found
        inside = found == groups[small]
        rest = [group for group in groups if group != groups[small]]
        means = [float(odds[np.ix_(inside, found == group)].mean()) for group in rest]
        found[inside] = rest[int(np.argmax(means))]


def part(tree: NDArray[np.float64], odds: NDArray[Any], k: int) -> NDArray[np.int64]:
    """K groups of `LEAST_MEMBERS` at least, or the next fewer that the tree allows.

    The tree is cut finer until so many groups are left once the small ones have joined others.
    """
    best = merge_small(odds, cut(tree, k))
    for finer in range(k + 1, _FINEST * k + 1):
        if len(np.unique(best)) >= k:
            break
        found = merge_small(odds, cut(tree, finer))
        if len(np.unique(best)) < len(np.unique(found)) <= k:
            best = found
    return best


def choose_k(
    tree: NDArray[np.float64], odds: NDArray[Any], candidates: Sequence[int]
) -> tuple[int, tuple[KPoint, ...]]:
    """The candidate with the best silhouette (the smallest of equals), and the curve.

    `odds` has shape (n, n), as the tree was grown on it.
    """
    distances = distances_of(odds)
    curve = []
    for k in candidates:
        labels = part(tree, odds, k)
        score = -1.0
        if 1 < len(set(labels.tolist())) < len(labels):
            score = float(silhouette_score(distances, labels, metric="precomputed"))
        curve.append(KPoint(k, round(score, 4)))
    best = max(curve, key=lambda point: (point.silhouette, -point.k))
    return best.k, tuple(curve)


def stability(
    odds: NDArray[Any], labels: NDArray[np.int64], resamples: int, seed: int
) -> dict[int, float]:
    """Group -> mean best Jaccard with the groups found in subsamples of 80 % (Hennig 2007)."""
    random = np.random.default_rng(seed)
    groups = sorted(set(labels.tolist()))
    found: dict[int, list[float]] = {group: [] for group in groups}
    n = len(labels)
    for _ in range(resamples):
        rows = np.sort(random.choice(n, size=max(int(0.8 * n), 2), replace=False))
        drawn = odds[np.ix_(rows, rows)]
        _, again = np.unique(part(grow(drawn), drawn, len(groups)), return_inverse=True)
        table = np.zeros((max(groups) + 1, again.max() + 1))
        np.add.at(table, (labels[rows], again), 1)
        sizes_old, sizes_new = table.sum(1), table.sum(0)
        jaccard = table / np.maximum(sizes_old[:, None] + sizes_new[None, :] - table, 1)
        for group in groups:
            if sizes_old[group]:
                found[group].append(float(jaccard[group].max()))
    return {group: float(np.mean(scores)) for group, scores in found.items() if scores}
