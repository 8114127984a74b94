"""How use is told: where it stands, its curves, and what is marked in them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from toolkit.model.vocabulary import UsageState


@dataclass(frozen=True, slots=True, kw_only=True)
class AdoptionNow:
    """Where adoption stands: the mean of the last weeks."""

    active: float
    in_scope: int
    weeks: int
    last_week: date
    definition: str
    planned: int | None
    """People who were to be active by now; None where no plan was given."""
    plan_by: date | None
    plan_met: date | None
    """First week at or over the final plan; None where never or without a plan."""
    by_month: bool = False
    """The file counts months: `weeks` is their number, `last_week` the last one's first Monday."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Marker:
    """A day that a curve shows: launch, release, course."""

    on: date
    kind: str
    """"launch", "release", "course"."""
    name: str
    count: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Curve:
    """Weekly adoption of one group; `active` is None in weeks that may not be shown."""

    dimension: str
    """"" for everybody."""
    group: str
    weeks: tuple[date, ...]
    in_scope: tuple[int, ...]
    active: tuple[float | None, ...]
    plan: tuple[float | None, ...]
    withheld: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Adoption:
    """All curves, with what is marked in them."""

    curves: tuple[Curve, ...]
    markers: tuple[Marker, ...]
    definition: str
    """What "active" means."""
    launch_on: date | None
    launch_basis: str
    states: tuple[tuple[UsageState, int], ...]
    """How people use it, everybody in scope; empty where that is not recorded."""
