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
LEAST_MEMBERS, LEAST_PEOPLE = 3, 2
"""A group of fewer statements or people is no theme: it joins the one it likeliest belongs to."""
STEADY = 0.01
"""Silhouettes nearer than this tell two numbers of themes not apart: about what one more or one
less changes on the invented cases."""
_DIGITS = 6
"""Means that differ by less are equal: the first of equals is taken on every machine."""
_CROWD = 6
"""Where fewer people speak at all, one person's matter is a theme."""


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


def cut(tree: NDArray[np.float64], k: int) -> NDArray[np.int64]:
    """Group numbers from 0, shape (n,), of the tree cut into at most k groups."""
    return np.asarray(fcluster(tree, k, criterion="maxclust"), dtype=np.int64) - 1


@dataclass(frozen=True, slots=True, eq=False)
class Pairs:
    """What is known of statements two by two, and who says them."""

    odds: NDArray[Any]
    """(n, n) log-odds of being about one matter."""
    speakers: NDArray[np.int64]
    """(n,) a number for each person."""

    def of(self, rows: NDArray[np.int64]) -> Pairs:
        """Only these rows."""
        return Pairs(self.odds[np.ix_(rows, rows)], self.speakers[rows])


@dataclass(frozen=True, slots=True, eq=False)
class _Blocks:
    """Statements taken together: what joining groups of them needs to know."""

    sums: NDArray[np.float64]
    """(b, b) log-odds between the statements of two blocks, added up."""
    sizes: NDArray[np.int64]
    speakers: tuple[frozenset[int], ...]
    least_people: int


def _blocks(pairs: Pairs, labels: NDArray[np.int64]) -> _Blocks:
    """One block for each label from 0; every label has a statement."""
    inside = np.eye(int(labels.max()) + 1, dtype=pairs.odds.dtype)[labels]
    who = pairs.speakers
    return _Blocks(
        sums=np.asarray(inside.T @ (pairs.odds @ inside), dtype=np.float64),
        sizes=np.bincount(labels),
        speakers=tuple(frozenset(who[labels == one].tolist()) for one in range(inside.shape[1])),
        least_people=LEAST_PEOPLE if len(np.unique(who)) >= _CROWD else 1,
    )


def merge_small(pairs: Pairs, labels: NDArray[np.int64]) -> NDArray[np.int64]:
    """Labels in which every group has members and people enough, if there are so many at all.

    The smallest group that has not (the first of equals) joins the one with the highest mean
    log-odds to it.
    """
    names, block = np.unique(labels, return_inverse=True)
    return np.asarray(names[_joined(_blocks(pairs, block), np.arange(len(names)))[block]])


def _joined(blocks: _Blocks, labels: NDArray[np.int64]) -> NDArray[np.int64]:
    """The label of every block, small groups merged; see `merge_small`."""
    found = labels.copy()
    groups = np.unique(found).tolist()
    inside = np.eye(int(found.max()) + 1)[found]
    sums, sizes = inside.T @ blocks.sums @ inside, inside.T @ blocks.sizes
    people = {
        group: frozenset().union(*(blocks.speakers[one] for one in np.flatnonzero(found == group)))
        for group in groups
    }
    while len(groups) > 1:
        lacking = [
            group
            for group in groups
            if sizes[group] < LEAST_MEMBERS or len(people[group]) < blocks.least_people
        ]
        if not lacking:
            break
        small = min(lacking, key=lambda group: (sizes[group], group))
        groups.remove(small)
        into = groups[int(np.argmax(np.round(sums[small, groups] / sizes[groups], _DIGITS)))]
        found[found == small] = into
        sums[into] += sums[small]
        sums[:, into] += sums[:, small]
        sizes[into] += sizes[small]
        people[into] |= people[small]
    return found


def part(tree: NDArray[np.float64], pairs: Pairs, k: int) -> NDArray[np.int64]:
    """K groups with members enough, or the next fewer that the tree allows.

    The tree is cut finer until so many groups are left once the small ones have joined others.
    """
    finest = cut(tree, _FINEST * k)
    blocks = _blocks(pairs, finest)
    first = np.unique(finest, return_index=True)[1]
    best = _joined(blocks, cut(tree, k)[first])
    for finer in range(k + 1, _FINEST * k + 1):
        if len(np.unique(best)) >= k:
            break
        found = _joined(blocks, cut(tree, finer)[first])
        if len(np.unique(best)) < len(np.unique(found)) <= k:
            best = found
    return best[finest]


def choose_k(
    tree: NDArray[np.float64], pairs: Pairs, candidates: Sequence[int], before: int = 0
) -> tuple[int, tuple[KPoint, ...]]:
    """The candidate with the best silhouette, and the curve.

    Of candidates within STEADY of the best the largest: two themes are joined by a key, and what is
    mixed in one is hard to see. The tree was grown on the odds of `pairs`. The candidate nearest to
    `before`, the number of themes that people know already, stays unless another one is better by
    STEADY.
    """
    distances = distances_of(pairs.odds)
    curve, found = [], {}
    for k in candidates:
        labels = part(tree, pairs, k)
        found[k] = len(set(labels.tolist()))
        score = -1.0
        if 1 < found[k] < len(labels):
            score = float(silhouette_score(distances, labels, metric="precomputed"))
        curve.append(KPoint(k, round(score, 4)))
    highest = max(point.silhouette for point in curve)
    good = [point for point in curve if point.silhouette >= highest - STEADY]
    best = max(good, key=lambda point: (found[point.k], -point.k))
    if before:
        known = min(curve, key=lambda point: (abs(point.k - before), point.k))
        best = known if known in good else best
    return best.k, tuple(curve)


def stability(
    pairs: Pairs, labels: NDArray[np.int64], resamples: int, seed: int
) -> dict[int, float]:
    """Group -> mean best Jaccard with the groups found in subsamples of 80 % (Hennig 2007)."""
    random = np.random.default_rng(seed)
    groups = sorted(set(labels.tolist()))
    found: dict[int, list[float]] = {group: [] for group in groups}
    n = len(labels)
    for _ in range(resamples):
        rows = np.sort(random.choice(n, size=max(int(0.8 * n), 2), replace=False))
        drawn = pairs.of(rows)
        _, again = np.unique(part(grow(drawn.odds), drawn, len(groups)), return_inverse=True)
        table = np.zeros((max(groups) + 1, again.max() + 1))
        np.add.at(table, (labels[rows], again), 1)
        sizes_old, sizes_new = table.sum(1), table.sum(0)
        jaccard = table / np.maximum(sizes_old[:, None] + sizes_new[None, :] - table, 1)
        for group in groups:
            if sizes_old[group]:
                found[group].append(float(jaccard[group].max()))
    return {group: float(np.mean(scores)) for group, scores in found.items() if scores}
