"""When the tool went live, and who was in scope in which week."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np

from toolkit.facts.groups import belongs
from toolkit.facts.panel import USES, Days, Flags, Panel
from toolkit.model.intake import Person
from toolkit.settings import Project

FROM_SETTINGS = "review.toml"
FROM_USAGE = "first week of usage"
LEAST_OF_PEAK = 0.1
"""The first week of usage is the first in which a tenth of the later peak of people used the tool:
a tester who logged in months before is no launch."""
_WORKING_DAYS = 4
"""From Monday to Friday: who starts on a Saturday is in scope from the next week on."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Launch:
    """The day of the launch, and where the date comes from ("" where nothing tells it)."""

    on: date | None
    basis: str


def find_launch(panel: Panel, project: Project) -> Launch:
    """The date a person wrote, else the Monday of the first week with use, else unknown."""
    if project.launch_on is not None:
        return Launch(on=project.launch_on, basis=FROM_SETTINGS)
    used = np.nan_to_num(panel.total(USES)) > 0
    people = used.sum(axis=0)
    if not people.any():
        return Launch(on=None, basis="")
    enough = max(1.0, LEAST_OF_PEAK * float(people.max()))
    first = int(np.argmax(people >= enough))
    return Launch(on=panel.weeks[first].astype(date), basis=FROM_USAGE)


def weeks_in_scope(
    people: Sequence[Person], weeks: Days, project: Project, launch: Launch
) -> Flags:
    """(n, w) who of the people was in scope in which of the weeks (Mondays).

    In scope is whom the organisation's list holds as such, from the week of the first working day
    to the week of the last, and from the week of the launch for this person's group on. Leavers
    and externals count in no week.
    """
    scope = np.zeros((len(people), len(weeks)), dtype=bool)
    for place, person in enumerate(people):
        if not (person.in_org and person.in_scope):
            continue
        start = _latest(person.starts_on, _launch_for(person, project, launch))
        scope[place] = True
        if start is not None:
            scope[place] &= weeks + _WORKING_DAYS >= np.datetime64(start)
        if person.left_on is not None:
            scope[place] &= weeks <= np.datetime64(person.left_on)
    return scope


def _launch_for(person: Person, project: Project, launch: Launch) -> date | None:
    own = [day for group, day in project.launch_by_group.items() if belongs(person, group)]
    return max(own) if own else launch.on


def _latest(*days: date | None) -> date | None:
    known = [day for day in days if day is not None]
    return max(known) if known else None
