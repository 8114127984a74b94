"""Who could own an action: a title of the organisation's own list that fits the route."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence

from toolkit.model.intake import Person
from toolkit.model.vocabulary import Level, Route

_LEAST_NEAR = 0.5
"""The share of those concerned at whose places an owner's title is held."""
_TOOL = ("product owner", r"\bcrm\b", "appli[ck]a", "anwendung", "aplicaci")
_TECHNICAL = (r"\bit\b", "technolog", "informati[ckq]", r"informática", "sistem", "syst[eè]m")
_DIGITAL = ("digital", "num[eé]ri")
_PROCESS = ("pro[cz]e[sß]", "processus", "proceso")
_HEADS = (
    "head of",
    "leiter",
    "leitung",
    "director",
    "direktor",
    "direttor",
    "directeur",
    "directrice",
)
_LEADING = ("manager", "responsabil", "responsable", r"\bjef[ae]\b")
_FITS: Mapping[Route, tuple[str, ...]] = {
    Route.FIX: (*_TOOL, *_TECHNICAL),
    Route.BUILD: (*_TOOL, *_DIGITAL, *_TECHNICAL),
    Route.REDESIGN: (*_TOOL, *_PROCESS, *_DIGITAL),
    Route.CLEANSE: (
        *(r"\bdata\b", "daten", r"\bdati\b", r"\bdatos\b", "donn[eé]es", "anagrafi"),
        *("sales op", "administra", "amministra", "verwaltung", r"\bcrm\b"),
    ),
    Route.TRAIN: (
        *("train", "schulung", "weiterbildung", "formaz", "formation", "formaci", "formateur"),
        *("capacitaci", "addestra", "enable", "learning"),
    ),
    Route.EXPLAIN: (
        *("change", "comm?unica", "kommunikation", "project", "projekt", "progett"),
        *("projet", "proyecto", "program"),
    ),
    Route.CHANGE_PROCESS: (
        *_PROCESS,
        *("operation", "betriebs", "operazioni", "op[eé]ration", "operacion"),
        *_HEADS,
    ),
    Route.SHOW_BENEFIT: ("sales op", *_HEADS, *_LEADING, "enable"),
    Route.REASSURE: (
        *(r"\bhr\b", r"\bpeople\b", "personalabteil", "personalwesen", "personalleit"),
        *("human resources", "risorse umane", "ressources humaines", "recursos humanos", r"\brh\b"),
        *("privacy", "datenschutz", "protection des donn", r"protecci[oó]n de datos"),
        *("legal", r"\brecht\b", "juridi", "giuridic", "compliance", "betriebsrat"),
    ),
}
"""Parts of job titles in five languages, most fitting first."""
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


def owner_for(route: Route, people: Iterable[Person], concerned: Collection[str] = ()) -> str:
    """A title of the list that several people hold, where they are, else a role to be filled.

    `concerned` are the ids of those whose trouble it is: a title counts only where it is held at
    the places of half of them at least, and held in more of their departments it comes first. A
    title that one person holds is that person's name, and a sponsor's act is owned by the highest
    level there is: both are left to a role.
    """
    listed = [one for one in people if one.in_org]
    who = [one for one in listed if one.person_id in set(concerned)]
    holders: dict[str, list[Person]] = defaultdict(list)
    for one in listed:
        if one.role and one.level is not Level.EXECUTIVE:
            holders[one.role].append(one)
    near = {
        title: _nearness(held, who)
        for title, held in holders.items()
        if len(held) > 1 and _shared("location", held, who) >= _LEAST_NEAR
    }
    for part in _FITS.get(route, ()):
        fitting = [title for title in near if re.search(part, title.casefold())]
        if fitting:
            return min(fitting, key=lambda title: (-near[title], len(title), title))
    return _GENERIC[route]


def _nearness(held: Sequence[Person], who: Sequence[Person]) -> float:
    return round(_shared("department", held, who) + _shared("location", held, who), 6)


def _shared(attribute: str, held: Sequence[Person], who: Sequence[Person]) -> float:
    """Of those concerned whose attribute is known, the share whose value a holder has; else 1."""
    values = [value for one in who if (value := getattr(one, attribute))]
    there = {getattr(one, attribute) for one in held}
    return sum(value in there for value in values) / len(values) if values else 1.0
