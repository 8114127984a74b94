"""One Ward tree for every zoom, and how many themes it should be cut into."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.cluster.hierarchy import fcluster, linkage
from scipy.spatial.distance import pdist, squareform
from sklearn.metrics import silhouette_score

SAMPLE = 8_000
"""The tree is grown on so many rows at the most; the rest go to the nearest centre."""
_SILHOUETTE_SAMPLE = 3_000


@dataclass(frozen=True, slots=True)
class KPoint:
    """One point of the curve: how well k groups are told apart (-1 to 1)."""

    k: int
    silhouette: float


def grow(space: NDArray[np.float64]) -> NDArray[np.float64]:
    """Ward's linkage of the rows, shape (n - 1, 4) as scipy gives it; needs two rows at least."""
    return np.asarray(linkage(space, method="ward"))


def cut(tree: NDArray[np.float64], k: int) -> NDArray[np.int64]:
    """Group numbers from 0, shape (n,), of the tree cut into at most k groups."""
    return np.asarray(fcluster(tree, k, criterion="maxclust"), dtype=np.int64) - 1


def choose_k(
    tree: NDArray[np.float64], space: NDArray[np.float64], candidates: Sequence[int]
) -> tuple[int, tuple[KPoint, ...]]:
    """The candidate with the best silhouette (the smallest of equals), and the curve."""
    rows = np.arange(len(space))
    if len(rows) > _SILHOUETTE_SAMPLE:
        rows = np.linspace(0, len(space) - 1, _SILHOUETTE_SAMPLE).astype(int)
    distances = squareform(pdist(space[rows]))
    curve = []
    for k in candidates:
        labels = cut(tree, k)[rows]
        score = -1.0
        if 1 < len(set(labels.tolist())) < len(rows):
            score = float(silhouette_score(distances, labels, metric="precomputed"))
        curve.append(KPoint(k, round(score, 4)))
    best = max(curve, key=lambda point: (point.silhouette, -point.k))
    return best.k, tuple(curve)


def stability(
    space: NDArray[np.float64], labels: NDArray[np.int64], resamples: int, seed: int
) -> dict[int, float]:
    """Group -> mean best Jaccard with the groups found in subsamples of 80 % (Hennig 2007)."""
    random = np.random.default_rng(seed)
    groups = sorted(set(labels.tolist()))
    found: dict[int, list[float]] = {group: [] for group in groups}
    n = len(labels)
    for _ in range(resamples):
        rows = np.sort(random.choice(n, size=max(int(0.8 * n), 2), replace=False))
        again = cut(grow(space[rows]), len(groups))
        table = np.zeros((max(groups) + 1, again.max() + 1))
        np.add.at(table, (labels[rows], again), 1)
        sizes_old, sizes_new = table.sum(1), table.sum(0)
        jaccard = table / np.maximum(sizes_old[:, None] + sizes_new[None, :] - table, 1)
        for group in groups:
            if sizes_old[group]:
                found[group].append(float(jaccard[group].max()))
    return {group: float(np.mean(scores)) for group, scores in found.items() if scores}
