"""Where the people of a network stand on paper: those who turn to one another near each other."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

ROUNDS = 200
MARGIN = 28.0


def spread_out(
    keys: Sequence[str], pairs: Sequence[tuple[str, str]], size: tuple[float, float]
) -> dict[str, tuple[float, float]]:
    """Key -> (x, y) within `size`, by the method of Fruchterman and Reingold (1991).

    Starts on a spiral in the given order and draws no chance, so the same people always stand where
    they stood.
    """
    n = len(keys)
    if not n:
        return {}
    place = {key: i for i, key in enumerate(keys)}
    turn = np.arange(n) * 2.399963  # the golden angle
    at = (np.sqrt((np.arange(n) + 0.5) / n) * np.array([np.cos(turn), np.sin(turn)])).T
    links = np.array([(place[a], place[b]) for a, b in pairs], dtype=int).reshape(-1, 2)
    near = 1.4 / np.sqrt(n)
    for step in range(ROUNDS):
        apart = at[:, None, :] - at[None, :, :]
        far = np.maximum(np.linalg.norm(apart, axis=2), 1e-3)
        push = (apart * (near**2 / far**2)[:, :, None]).sum(axis=1)
        if len(links):
            along = at[links[:, 0]] - at[links[:, 1]]
            pull = along * (np.linalg.norm(along, axis=1) / near)[:, None]
            np.subtract.at(push, links[:, 0], pull)
            np.add.at(push, links[:, 1], pull)
        push -= at * near * 2
        length = np.maximum(np.linalg.norm(push, axis=1), 1e-9)
        most = 0.12 * (1 - step / ROUNDS) + 0.002
        at = at + push * (np.minimum(length, most) / length)[:, None]
    low, high = at.min(axis=0), at.max(axis=0)
    room = np.array(size) - 2 * MARGIN
    scaled = MARGIN + (at - low) / np.maximum(high - low, 1e-9) * room
    return {
        key: (round(float(x), 1), round(float(y), 1))
        for key, (x, y) in zip(keys, scaled, strict=True)
    }
