"""Where the labels of bubbles stand: beside their own bubble, on no other bubble and no label."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

_DIRECTIONS: Final = (
    ("right", 1.0, 0.0),
    ("left", -1.0, 0.0),
    ("above", 0.0, 1.0),
    ("below", 0.0, -1.0),
    ("right", 0.75, 0.75),
    ("left", -0.75, 0.75),
    ("right", 0.75, -0.75),
    ("left", -0.75, -0.75),
)
_STEPS: Final = (1.0, 2.2, 3.4, 4.6)
"""Distances from the bubble's edge, in heights of a label; far ones need a line to the bubble."""


@dataclass(frozen=True, slots=True)
class Dot:
    """A bubble on paper: middle and radius, and the width and height of its label; one unit."""

    x: float
    y: float
    radius: float
    wide: float
    high: float


@dataclass(frozen=True, slots=True)
class Spot:
    """The middle of a label, the side it stands on, and whether a line must lead to its bubble."""

    x: float
    y: float
    side: str
    far: bool


def label_spots(dots: Sequence[Dot], *, near_only: bool = False) -> list[Spot]:
    """A spot per dot, in their order: greedily the nearest one that covers nothing.

    Dots with most neighbours choose first. Where every spot covers something, the one that covers
    least is taken. With `near_only` labels stand right, left, above or below, as native charts can.
    """
    order = sorted(range(len(dots)), key=lambda one: (-_crowd(dots[one], dots), one))
    found: dict[int, Spot] = {}
    for place in order:
        spots = list(_spots(dots[place], near_only=near_only))
        taken = list(found.values())
        costs = [
            (round(_covered(spot, dots[place], dots, taken), 6), rank)
            for rank, spot in enumerate(spots)
        ]
        found[place] = spots[min(costs)[1]]
    return [found[place] for place in range(len(dots))]


def _crowd(dot: Dot, dots: Sequence[Dot]) -> int:
    reach = dot.radius + dot.wide + dot.high
    return sum(abs(one.x - dot.x) < reach and abs(one.y - dot.y) < reach for one in dots)


def _spots(dot: Dot, *, near_only: bool) -> list[Spot]:
    directions = _DIRECTIONS[:4] if near_only else _DIRECTIONS
    found = []
    for step in _STEPS[:1] if near_only else _STEPS:
        out = dot.radius + dot.high * (step - 0.5)
        found += [
            Spot(
                dot.x + dx * (out + dot.wide / 2),
                dot.y + dy * (out + dot.high / 4),
                side,
                step > 1,
            )
            for side, dx, dy in directions
        ]
    return found


def _covered(spot: Spot, own: Dot, dots: Sequence[Dot], taken: Sequence[Spot]) -> float:
    """How much of other bubbles and labels a label here would cover."""
    half_wide, half_high = own.wide / 2, own.high / 2
    bubbles = sum(
        _overlap(spot.x - one.x, half_wide + one.radius)
        * _overlap(spot.y - one.y, half_high + one.radius)
        for one in dots
    )
    labels = sum(
        _overlap(spot.x - one.x, own.wide) * _overlap(spot.y - one.y, own.high) for one in taken
    )
    return bubbles + 2 * labels


def _overlap(distance: float, room: float) -> float:
    return max(room - abs(distance), 0.0)
