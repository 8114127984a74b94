"""How each person uses the tool: never opened, gave up, through the motions, steady or heavy."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from toolkit.facts.panel import OPENINGS, RECORDS, USES, Flags, Floats, Panel, not_recorded
from toolkit.facts.peers import peer_groups, quantile_of_peers
from toolkit.model.intake import Person
from toolkit.model.vocabulary import MeasureKind, UsageState
from toolkit.settings import UsageSettings

WORK_IS_RECORDING = 0.5
"""Where fewer than half of the peers ever make a record (readers of reports), use counts."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Habits:
    """What n people's weeks add up to; NaN where not recorded."""

    groups: NDArray[np.object_]
    """(n,) peer group, "" for people who are not comparable."""
    weeks_in_scope: Floats
    weeks_active: Floats
    """Weeks in scope with a record; with any use where the work of the peers is not recording."""
    amount: Floats
    """Records (or uses) over all weeks in scope."""
    used: Floats
    """Anything at all that the file counts as use, over all weeks in scope."""
    weeks_since: Floats
    """Weeks in scope after the last active one; all of them for somebody who was never active."""
    weeks_since_use: Floats
    logins_per_active_week: Floats
    weeks_each: float = 1.0
    """What a week is above and below: 1, or the weeks of a longer period that the file counts."""

    @property
    def per_active_week(self) -> Floats:
        """Amount per active week; NaN for somebody who never was."""
        return _ratio(self.amount, self.weeks_active)


def find_habits(people: Sequence[Person], panel: Panel, scope: Flags) -> Habits:
    """The habits of all people, in their order."""
    groups = peer_groups(people, panel.listed & scope.any(axis=1))
    records = _inside(panel.total(RECORDS), scope)
    uses = _inside(panel.total(USES), scope)
    ever = np.where(not_recorded(records), np.nan, np.nansum(records, axis=1) > 0)
    recorders = quantile_of_peers(ever.astype(float), groups, 1 - WORK_IS_RECORDING)
    work = np.where((recorders > 0)[:, None], records, uses)
    active = np.nan_to_num(work) > 0
    known = ~not_recorded(uses)
    logins = _inside(panel.total((MeasureKind.LOGIN,)), scope)
    return Habits(
        groups=groups,
        weeks_in_scope=scope.sum(axis=1).astype(float),
        weeks_active=_known(known, active.sum(axis=1)),
        amount=_known(known, np.nansum(work, axis=1)),
        used=_known(known, np.nansum(uses, axis=1)),
        weeks_since=_known(known, _weeks_after(active, scope)),
        weeks_since_use=_known(known, _weeks_after(np.nan_to_num(uses) > 0, scope)),
        logins_per_active_week=_ratio(
            np.where(active, logins, 0.0).sum(axis=1), active.sum(axis=1).astype(float)
        ),
        weeks_each=panel.weeks_each,
    )


def find_usage_states(
    people: Sequence[Person], panel: Panel, habits: Habits, settings: UsageSettings
) -> dict[str, UsageState]:
    """Person id -> state, for everybody. Where the file counts months, weeks are turned into them.

    - never_opened: not one use of any kind (only where the file counts log-ins or views);
    - gave_up: was active, and in the last `gave_up_weeks` weeks in scope not once;
    - motions: active in at least `active_share_for_motions` of the weeks, and in the lowest
      `motions_quantile` of the active peers in records per active week (and at most
      `motions_of_median` of their median), or at most `motions_of_best` of what both the upper
      quartile of the peers and the median of everybody make, or entering in one weekly burst (seen
      from one log-in a week);
    - heavy: as often active, and in the top quarter (`heavy_quantile`) of the active peers in
      records per week in scope (and at least `heavy_of_median` of their median);
    - steady: everybody else who is active;
    - unknown: not in the file, fewer than `least_weeks` weeks in scope, nothing there to tell by,
      or opens the tool to this day and was not active once: none of the above.
    """
    share = _ratio(habits.weeks_active, habits.weeks_in_scope)
    often = share >= settings.active_share_for_motions
    gave_up = _periods(settings.gave_up_weeks, habits)
    silent = np.minimum(habits.weeks_since, habits.weeks_in_scope) >= gave_up
    gone = habits.weeks_since_use >= gave_up
    was_active = habits.weeks_active > 0
    rules: list[tuple[Flags, UsageState]] = [
        (_cannot_tell(panel, habits, settings), UsageState.UNKNOWN),
        ((habits.used == 0), UsageState.NEVER_OPENED),
        (~was_active & gone, UsageState.GAVE_UP),
        (~was_active, UsageState.UNKNOWN),
        (silent, UsageState.GAVE_UP),
        (often & (_lowest(habits, settings) | _bursts(habits, settings)), UsageState.MOTIONS),
        (often & _highest(habits, settings), UsageState.HEAVY),
    ]
    states = np.select([rule for rule, _ in rules], [s.value for _, s in rules], UsageState.STEADY)
    return {
        person.person_id: UsageState(str(state))
        for person, state in zip(people, states, strict=True)
    }


def _periods(weeks: int, habits: Habits) -> int:
    """The periods of the file that make up at least so many weeks."""
    return math.ceil(weeks / habits.weeks_each)


def _cannot_tell(panel: Panel, habits: Habits, settings: UsageSettings) -> Flags:
    too_short = habits.weeks_in_scope < _periods(settings.least_weeks, habits)
    unseen = np.isnan(habits.used) | ~panel.listed
    blind = (habits.used == 0) & (not panel.holds(OPENINGS))
    return np.asarray(too_short | unseen | blind)


def _lowest(habits: Habits, settings: UsageSettings) -> Flags:
    each = habits.per_active_week
    quarter = quantile_of_peers(each, habits.groups, settings.motions_quantile)
    median = quantile_of_peers(each, habits.groups, 0.5)
    few = (each <= quarter) & (each <= settings.motions_of_median * median)
    return np.asarray(few | _far_below(each, habits, settings))


def _far_below(each: Floats, habits: Habits, settings: UsageSettings) -> Flags:
    """Where half of the peers are no better, far below the best of them and below everybody."""
    everybody = np.where(habits.groups == "", "", "all").astype(object)
    best = quantile_of_peers(each, habits.groups, 1 - settings.motions_quantile)
    own = quantile_of_peers(each, habits.groups, 0.5)
    median = quantile_of_peers(each, everybody, 0.5)
    far = each <= settings.motions_of_best * np.minimum(best, median)
    return np.asarray(far & (own <= settings.motions_of_median * best))


def _highest(habits: Habits, settings: UsageSettings) -> Flags:
    each = _ratio(habits.amount, habits.weeks_in_scope)
    each = np.where(habits.weeks_active > 0, each, np.nan)
    quarter = quantile_of_peers(each, habits.groups, settings.heavy_quantile)
    median = quantile_of_peers(each, habits.groups, 0.5)
    return np.asarray((each >= quarter) & (each >= settings.heavy_of_median * median))


def _bursts(habits: Habits, settings: UsageSettings) -> Flags:
    usual = quantile_of_peers(habits.logins_per_active_week, habits.groups, 0.5)
    once = (habits.logins_per_active_week <= 1) & (habits.weeks_each == 1)
    many = habits.per_active_week >= settings.burst_records
    return np.asarray(once & many & (usual >= settings.burst_peer_logins))


def _inside(values: Floats, scope: Flags) -> Floats:
    """Values in weeks in scope, 0 outside; a row of NaN for people without any."""
    inside = np.where(scope, np.nan_to_num(values), 0.0)
    return np.where(not_recorded(values)[:, None], np.nan, inside)


def _weeks_after(active: Flags, scope: Flags) -> Floats:
    """(n,) weeks in scope after the last active week."""
    later = np.cumsum(active[:, ::-1], axis=1)[:, ::-1] > 0
    return np.asarray((scope & ~later).sum(axis=1).astype(float))


def _known(known: Flags, values: NDArray[np.generic]) -> Floats:
    return np.where(known, values.astype(float), np.nan)


def _ratio(above: Floats, below: Floats) -> Floats:
    return np.asarray(np.divide(above, below, out=np.full(len(above), np.nan), where=below > 0))
