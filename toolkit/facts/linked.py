"""Tickets that belong together: duplicates of one another, and several on one problem record."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
import pandas as pd
from numpy.typing import NDArray

_ID = re.compile(r"\b[A-Z]{2,8}[-_ ]?[A-Z]?\d{2,}(?:[-.]\d+)*\b")
"""What ids of problem records, bugs and tickets look like in tools of every make."""
_ERROR_CODE = re.compile(
    r"\b(?:error code|error number|fehlercode|fehlernummer|fehler-?nr|codice (?:di )?errore"
    r"|code (?:d['’]|de )?erreur|c[oó]digo (?:de )?error)\b[\s:.#]*(?P<code>[\w.-]+)",
    re.IGNORECASE,
)
"""A code that the tool shows: what happened, not the record of a problem."""
LEAST_TICKETS = 2
"""So many tickets that cite one id make it a problem that several people have."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Links:
    """Places (row numbers) of tickets that belong together."""

    problems: Mapping[str, NDArray[np.intp]] = field(default_factory=dict)
    """Id that several tickets cite -> their places; each ticket stands under one id at most."""
    originals: Mapping[int, int] = field(default_factory=dict)
    """Place of a duplicate -> place of the ticket that it repeats."""


def find_links(tickets: pd.DataFrame, repeats: Sequence[bool]) -> Links:
    """The links of a table of tickets (columns of TICKET_COLUMNS, index 0..n-1).

    An id is cited in the column of links, in the resolution or in the category (where tags stand).
    A ticket that cites another ticket of the file is its duplicate where `repeats` says, for each
    row, that it only repeats another: to cite is not yet to repeat ("see the wish in ..."). Chains
    lead to their end, and tickets that cite one another are no duplicates.
    """
    place_of = {str(one): place for place, one in enumerate(tickets["ticket_id"])}
    linked = [_links(value) for value in tickets["linked_id"]]
    texts = (
        tickets["resolution"].fillna("").astype(str),
        tickets["category"].fillna("").astype(str),
    )
    said = [find_ids(first) | find_ids(second) for first, second in zip(*texts, strict=True)]
    own = [str(one) for one in tickets["ticket_id"]]
    cited = [({*links} | ids) - {mine} for links, ids, mine in zip(linked, said, own, strict=True)]
    originals = {
        place: places[0]
        for place, links in enumerate(linked)
        if repeats[place]
        and (places := [at for link in links if (at := place_of.get(link, place)) != place])
    }
    return Links(problems=_problems(cited, place_of), originals=_ends(originals))


def _links(value: object) -> list[str]:
    """The ids of a cell of links, in the cell's order."""
    text = "" if value is None or value != value else str(value)
    return [part.strip() for part in text.split(";") if part.strip()]


def find_ids(text: str) -> set[str]:
    """The ids that a text cites, in one spelling."""
    shown = {one["code"].strip(".") for one in _ERROR_CODE.finditer(text)}
    return {re.sub(r"[-_ ]", "-", found) for found in _ID.findall(text) if found not in shown}


def without_ids(text: str) -> str:
    """The text with its ids left out."""
    shown = {one["code"].strip(".") for one in _ERROR_CODE.finditer(text)}
    kept = _ID.sub(lambda found: found[0] if found[0] in shown else " ", text)
    return " ".join(kept.split())


def _problems(cited: list[set[str]], place_of: Mapping[str, int]) -> dict[str, NDArray[np.intp]]:
    tally = Counter(one for ids in cited for one in ids if one not in place_of)
    series = Counter(_series(one) for one in tally)
    members: dict[str, list[int]] = defaultdict(list)
    for place, ids in enumerate(cited):
        shared = sorted(one for one in ids if tally[one] >= LEAST_TICKETS)
        if shared:
            members[max(shared, key=lambda one: (tally[one], series[_series(one)], one))].append(
                place
            )
    return {
        name: np.array(places, dtype=np.intp)
        for name, places in sorted(members.items())
        if len(places) >= LEAST_TICKETS
    }


def _series(name: str) -> str:
    """What an id begins with: records stand in long series, codes of errors hardly do."""
    return re.split(r"[-\d]", name, maxsplit=1)[0]


def _ends(originals: Mapping[int, int]) -> dict[int, int]:
    found = {}
    for start in originals:
        seen, place = {start}, originals[start]
        while place in originals and place not in seen:
            seen.add(place)
            place = originals[place]
        if place not in seen:
            found[start] = place
    return found
