"""Tickets that belong together: duplicates of one another, and several on one problem record."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from toolkit.facts.mentions import OwnIds, denies, taken_back

_ARTICLE = re.compile(r"(?:KBA?|FAQ|WIKI|HOWTO)[-_ #]?\d")
_ANY_ID = re.compile(r"\b[A-Z]{2,8}[-_ #]?[A-Z]?\d{2,}(?:[-.]\d+)*\b")
_ID = re.compile(rf"(?<!\w)(?!{_ARTICLE.pattern}){_ANY_ID.pattern}")
"""What ids of problem records, bugs and tickets look like in tools of every make; not articles."""
_TAUGHT = re.compile(
    r"\b(?:links?|kurs\w*|cours|cors[oi]|cursos?|courses?|classe?s?|modules?|modulen?|modul[oi]|m[óo]dulo"
    r"|lessons?|lektion|le[çc]on|lezione|lecci[óo]n|trainings?|schulung\w*|formation|formazione"
    r"|formaci[óo]n|e-?learnings?|videos?|articles?|artikel|articolo|art[íi]culo|guides?|guida|gu[íi]a"
    r"|anleitung|handbuch|manuals?|manuel|manuale|wiki|knowledge(?: base)?|how-?to|tutorial)\b"
    r"\W{0,3}(?:(?:zu|zum|to|for|su|sur|sul|a|von|of|di|de|nr|no|n)\b\W{0,3})?$",
    re.IGNORECASE,
)
"""What stands before the code of a course or an article, which is no record of a problem."""
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
    corrections: Mapping[int, int] = field(default_factory=dict)
    """Place of a ticket that was closed wrongly -> place of the later ticket that says so."""


def find_links(tickets: pd.DataFrame, repeats: Sequence[bool]) -> Links:
    """The links of a table of tickets (columns of TICKET_COLUMNS, index 0..n-1).

    An id is cited in the column of links, in the resolution or in the category (where tags
    stand); what any ticket calls a course or an article is none. Tickets of another file are
    cited in all words: a help desk and its developers know a problem by each other's numbers. A
    ticket that cites another ticket of the file is its duplicate where `repeats` says, for each
    row, that it only repeats another: to cite is not yet to repeat ("see the wish in ..."), and
    to name an id as what it is not is not to cite it. Chains lead to their end, and tickets that
    cite one another are no duplicates. A resolution that says that an earlier ticket was closed
    wrongly corrects it.
    """
    own = [str(one) for one in tickets["ticket_id"]]
    ids = OwnIds(own)
    place_of = {one: place for place, one in enumerate(own)}
    said, tags = (tickets[name].fillna("").astype(str) for name in ("resolution", "category"))
    titles, asked = (tickets[name].fillna("").astype(str) for name in ("title", "description"))
    told = zip(titles, said, strict=True)
    wrong = _corrections(tickets, [taken_back(f"{one}\n{two}", ids) for one, two in told], place_of)
    taught = frozenset[str]().union(*map(_taught, said))
    linked = [
        _cited(_links(value), text, ids)
        for value, text in zip(tickets["linked_id"], said, strict=True)
    ]
    cited = [
        {_own_spelled(one, ids) for one in {*links} | find_ids(text) | find_ids(tag)}
        - {mine, *taught}
        for links, text, tag, mine in zip(linked, said, tags, own, strict=True)
    ]
    files = [str(one) for one in tickets["file"]]
    words = [" \n".join(parts) for parts in zip(titles, asked, said, strict=True)]
    named = [
        {*_named(text, ids), *links} & place_of.keys()
        for text, links in zip(words, linked, strict=True)
    ]
    across = _across(named, place_of, files)
    originals = {
        place: places[0]
        for place, links in enumerate(linked)
        if repeats[place]
        and (places := [at for link in links if (at := place_of.get(link, place)) != place])
        and wrong.get(places[0]) != place
    }
    return Links(
        problems=_problems(cited, across, place_of),
        originals=_ends(originals),
        corrections=_ends(wrong),
    )


def _taught(text: str) -> set[str]:
    """The ids of courses and articles that a text sends somebody to."""
    return {_spelled(one[0]) for one in _ID.finditer(text) if _TAUGHT.search(text[: one.start()])}


def _own_spelled(cited: str, ids: OwnIds) -> str:
    """A cited id as the file of tickets spells it, where it is one of theirs ("AB#12" is 12)."""
    found = ids.find(cited)
    whole = len(found) == 1 and (found[0].start, found[0].end) == (0, len(cited))
    return found[0].ticket_id if whole else cited


def _named(text: str, ids: OwnIds) -> set[str]:
    """The tickets that a text names, less those that it says it is not."""
    return {one.ticket_id for one in ids.find(text) if not denies(text, one.start)}


def _across(
    named: Sequence[set[str]], place_of: Mapping[str, int], files: Sequence[str]
) -> list[set[str]]:
    """For each ticket the tickets of other files that it names or that name it, and itself."""
    ids = {place: one for one, place in place_of.items()}
    found: list[set[str]] = [set() for _ in named]
    for place, others in enumerate(named):
        for other in (place_of[one] for one in others):
            if files[other] != files[place] and place in ids:
                found[place] |= {ids[other], ids[place]}
                found[other] |= {ids[other], ids[place]}
    return found


def _cited(links: Sequence[str], text: str, ids: OwnIds) -> list[str]:
    """The linked ids and the tickets that a text names, less those that it says it is not."""
    found = ids.find(text)
    shown = find_ids(text) | {one.ticket_id for one in found if not denies(text, one.start)}
    named = {one.ticket_id for one in found} | _all_ids(text)
    own = [one.ticket_id for part in links for one in ids.find(part)[:1]]
    several = [*links, *own, *(one.ticket_id for one in found)]
    return list(dict.fromkeys(one for one in several if one in shown or one not in named))


def _corrections(
    tickets: pd.DataFrame, wrong: Sequence[frozenset[str]], place_of: Mapping[str, int]
) -> dict[int, int]:
    """Place of a corrected ticket -> place of the last that corrects it; both known to be in order.

    A ticket without an opening day corrects none and is corrected by none.
    """
    days = list(pd.to_datetime(tickets["opened_on"], errors="coerce"))
    found: dict[int, int] = {}
    for place in sorted(range(len(days)), key=lambda at: (str(days[at]), at)):
        earlier = (place_of[one] for one in wrong[place])
        found |= {at: place for at in earlier if at != place and days[at] <= days[place]}
    return found


def _links(value: object) -> list[str]:
    """The ids of a cell of links, in the cell's order."""
    text = "" if value is None or value != value else str(value)
    parts = (part.strip() for part in text.split(";"))
    return [part for part in parts if part and not _ARTICLE.match(part)]


def find_ids(text: str) -> set[str]:
    """The ids that a text cites, in one spelling; not those that it says it is not about."""
    return {_spelled(one[0]) for one in _shown_ids(text) if not denies(text, one.start())}


def _all_ids(text: str) -> set[str]:
    """The ids that a text names, also to say that they are not the matter."""
    return {_spelled(one[0]) for one in _shown_ids(text)}


def _shown_ids(text: str) -> list[re.Match[str]]:
    shown = {one["code"].strip(".") for one in _ERROR_CODE.finditer(text)}
    return [one for one in _ID.finditer(text) if one[0] not in shown]


def _spelled(found: str) -> str:
    return re.sub(r"[-_ ]", "-", found)


def without_ids(text: str) -> str:
    """The text with its ids left out."""
    shown = {one["code"].strip(".") for one in _ERROR_CODE.finditer(text)}
    kept = _ANY_ID.sub(lambda found: found[0] if found[0] in shown else " ", text)
    return " ".join(kept.split())


def _problems(
    cited: Sequence[set[str]], across: Sequence[set[str]], place_of: Mapping[str, int]
) -> dict[str, NDArray[np.intp]]:
    outside = [ids - place_of.keys() | others for ids, others in zip(cited, across, strict=True)]
    tally = Counter(one for ids in outside for one in ids)
    series = Counter(_series(one) for one in tally)
    members: dict[str, list[int]] = defaultdict(list)
    for place, ids in enumerate(outside):
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
