"""A statement in the light of those that are likely about the same matter.

Softer than its theme's verdict: a statement at the border of two themes, or in a theme of two
matters, is told by its own neighbours. On invented cases and the sample case this gains more than
the verdict of the theme (docs/how-good-is-it.md).
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Final, TypeAlias

from toolkit.model.vocabulary import CAUSES, Cause

Near: TypeAlias = Mapping[str, Sequence[tuple[str, float]]]
"""Statement id -> other statements and the probability, 0-1, that both are about one matter."""

PRIOR: Final = 0.3
"""What is usual in the case counts as much as this part of a sure neighbour."""
WEIGHT: Final = 1.5
"""How much the neighbours' word counts beside a statement's own words and facts."""
_FLOOR: Final = 0.001


def told_by_near(
    likely: Mapping[str, Mapping[Cause, float]], near: Near
) -> dict[str, dict[Cause, float]]:
    """Statement id -> log-weights of the causes; only for those with a neighbour that tells.

    `likely` holds what each statement comes to by itself, adding up to 1, or {} where it has no
    cause. The mean of the neighbours, weighted by how surely they are about the same matter and
    drawn to the mean of all, is set against the mean of all.
    """
    telling = {key: shares for key, shares in likely.items() if shares}
    if not telling:
        return {}
    usual = {
        cause: sum(one.get(cause, 0.0) for one in telling.values()) / len(telling)
        for cause in CAUSES
    }
    found = {}
    for key in telling:
        others = [(telling[other], sure) for other, sure in near.get(key, ()) if other in telling]
        mass = sum(sure for _, sure in others)
        if mass > 0:
            found[key] = {
                cause: WEIGHT
                * _log_ratio(
                    sum(sure * one.get(cause, 0.0) for one, sure in others) + PRIOR * usual[cause],
                    (mass + PRIOR) * usual[cause],
                )
                for cause in CAUSES
            }
    return found


def _log_ratio(value: float, usual: float) -> float:
    return math.log(max(value, _FLOOR)) - math.log(max(usual, _FLOOR))
