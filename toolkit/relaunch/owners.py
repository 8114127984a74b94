"""Who could own an action: a title of the organisation's own list that fits the route."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from toolkit.model.intake import Person
from toolkit.model.vocabulary import Level, Route

_FITS: Mapping[Route, tuple[str, ...]] = {
    Route.FIX: ("product owner", r"\bcrm\b", "application", r"\bit\b", "technolog", "system"),
    Route.BUILD: ("product owner", r"\bcrm\b", "application", "digital", r"\bit\b"),
    Route.REDESIGN: ("product owner", r"\bcrm\b", "process", "digital"),
    Route.CLEANSE: ("data", "master", "daten", "sales op", "administrat", r"\bcrm\b"),
    Route.TRAIN: ("train", "schulung", "formaz", "formation", "enable", "learning"),
    Route.EXPLAIN: ("change", "communicat", "kommunikation", "project", "programm"),
    Route.CHANGE_PROCESS: ("process", "operations", "head of", "leiter", "director"),
    Route.SHOW_BENEFIT: ("sales op", "head of", "leiter", "manager", "enable"),
    Route.REASSURE: ("hr", "people", "personal", "privacy", "datenschutz", "legal", "compliance"),
}
"""Parts of job titles, most fitting first."""
_GENERIC: Mapping[Route, str] = {
    Route.FIX: "product owner with the vendor",
    Route.BUILD: "product owner",
    Route.REDESIGN: "product owner",
    Route.CLEANSE: "data steward",
    Route.TRAIN: "training lead",
    Route.EXPLAIN: "project lead",
    Route.CHANGE_PROCESS: "process owner",
    Route.SHOW_BENEFIT: "line managers",
    Route.REASSURE: "HR and data protection",
    Route.SPONSOR_ACTS: "sponsor",
    Route.FIND_OUT: "review team",
}


def owner_for(route: Route, people: Iterable[Person]) -> str:
    """A real title where the list has one that fits, else a role to be filled.

    A sponsor's act is owned by the highest level there is: no title is guessed for it.
    """
    titles = sorted(
        {one.role for one in people if one.in_org and one.role and one.level is not Level.EXECUTIVE}
    )
    for part in _FITS.get(route, ()):
        fitting = [title for title in titles if re.search(part, title.casefold())]
        if fitting:
            return min(fitting, key=lambda title: (len(title), title))
    return _GENERIC[route]
