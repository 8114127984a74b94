"""Power users: at home in the tool, early, asked for help; and whom each of them would help."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from toolkit.model.findings import Part, Stakeholder
from toolkit.model.intake import Person
from toolkit.model.vocabulary import Cause, Kind, Stance, UsageState
from toolkit.stakeholders.people_input import Known
from toolkit.stakeholders.reach import namers

USES, EARLY, ASKED, CLEAN = "uses_it", "early", "asked_for_help", "few_errors"
WEIGHTS: Mapping[str, float] = {USES: 0.4, EARLY: 0.15, ASKED: 0.3, CLEAN: 0.15}
"""At home in the tool weighs most; a team player is somebody whom others turn to."""
USE: Mapping[UsageState, float] = {UsageState.HEAVY: 1.0, UsageState.STEADY: 0.6}
LEAST = 0.6
"""Heavy use and one more strength, or steady use and nearly all of them."""
MOST_HERE = 3
"""So many are suggested in one department: a helper is somebody whom all there know as one."""
ENOUGH_ASKED = 3
"""So many who turn to somebody are as good as ten."""
MOST_HELPED = 5
"""Nobody helps more than five others beside the own work."""
AGAINST = (Stance.ANTAGONIST, Stance.DETRACTOR)
NEED: Mapping[UsageState, float] = {
    UsageState.NEVER_OPENED: 1.0,
    UsageState.GAVE_UP: 1.0,
    UsageState.MOTIONS: 0.6,
}
"""How far a state of use asks for help from a colleague."""
GAP = 0.8
"""Need of somebody whose own words show a training gap, whatever the use."""
LEAST_NEED = 0.6


@dataclass(frozen=True, slots=True, kw_only=True)
class PowerUser:
    """Somebody who could help peers where no trainer can be."""

    person_id: str
    score: float
    """0-1, the sum of the parts."""
    parts: tuple[Part, ...]
    named: bool = False
    """A person has made him or her a helper."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pairing:
    """One power user and those to help, neediest first."""

    helper_id: str
    helped: tuple[tuple[str, str], ...]
    """(person id, why)."""


def find_power_users(known: Known, judged: Sequence[Stakeholder]) -> tuple[PowerUser, ...]:
    """Power users of all departments, best first; () where no use is recorded or nobody is judged.

    Nobody who is against it is suggested, nobody whom no one asks where that is known, and nobody
    whose words were promised not to be read beside the usage. A decision on `person:ID`, field
    `helper`, adds or removes somebody.
    """
    turned = namers(known.given.intake.ties)
    early = _first_weeks(known)
    found = []
    for one in judged:
        person = known.by_id.get(one.person_id)
        wish = known.given.decisions.value(f"person:{one.person_id}", "helper")
        if person is None or not person.in_org or not person.in_scope or wish == "no":
            continue
        parts = _parts(one, known, turned, early)
        score = round(sum(part.value * part.weight for part in parts), 4)
        uses = one.usage_state in USE and known.may_join(one.person_id)
        asked = bool(turned.get(one.person_id)) or not turned
        fits = uses and asked and one.stance not in AGAINST and score >= LEAST
        if fits or wish == "yes":
            found.append(
                PowerUser(person_id=one.person_id, score=score, parts=parts, named=wish == "yes")
            )
    found.sort(key=lambda one: (not one.named, -one.score, known.by_id[one.person_id].rank))
    return tuple(_few_of_each(found, known))


def _few_of_each(found: Sequence[PowerUser], known: Known) -> Iterator[PowerUser]:
    held: Counter[str] = Counter()
    for one in found:
        department = known.by_id[one.person_id].department
        held[department] += 1
        if one.named or held[department] <= MOST_HERE:
            yield one


def _parts(
    one: Stakeholder,
    known: Known,
    turned: Mapping[str, frozenset[str]],
    early: Mapping[str, float],
) -> tuple[Part, ...]:
    asked = len(turned.get(one.person_id, ()))
    rate = _error_rate(known.given.facts.people, one.person_id)
    values = {
        USES: (USE.get(one.usage_state, 0.0), f"use: {one.usage_state}"),
        EARLY: (early.get(one.person_id, 0.0), "records since the first weeks"),
        ASKED: (min(asked / ENOUGH_ASKED, 1.0), f"{asked} turn to this person"),
        CLEAN: (0.0 if rate is None else float(rate <= 1.0), "no more errors than peers"),
    }
    return tuple(
        Part(name=name, value=round(value, 4), weight=WEIGHTS[name], because=why if value else "")
        for name, (value, why) in values.items()
    )


def _error_rate(people: pd.DataFrame, person_id: str) -> float | None:
    if "error_rate_against_peers" not in people or person_id not in people.index:
        return None
    rate = float(str(people.loc[person_id, "error_rate_against_peers"]))
    return None if np.isnan(rate) else rate


def _first_weeks(known: Known) -> dict[str, float]:
    """Person id -> 1 for whoever made a record in the first quarter of the weeks, else 0."""
    usage = known.given.intake.extracts.usage
    made = usage[usage["measure_kind"].isin(["created", "edited"]) & (usage["value"] > 0)]
    if made.empty:
        return {}
    weeks = sorted(usage["week"].unique())
    until = weeks[max(len(weeks) // 4 - 1, 0)]
    first = made.groupby("person_id")["week"].min()
    return {str(key): float(week <= until) for key, week in first.items()}


def pair_up(
    known: Known, judged: Sequence[Stakeholder], helpers: Sequence[PowerUser]
) -> tuple[Pairing, ...]:
    """Whom each helper would help: at most MOST_HELPED, of the same department or who turn there.

    The neediest are placed first, each with the nearest helper who has room: one whom he or she
    turns to, then one of the same role, then of the same location, then the better one. Helpers are
    not themselves among the helped.
    """
    need = _needs(known, judged)
    turns_to = {
        (tie.from_id, tie.to_id) for tie in known.given.intake.ties if tie.from_id != tie.to_id
    }
    places = {one.person_id: place for place, one in enumerate(helpers)}
    load: Counter[str] = Counter()
    helped: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for person_id, (_, why) in need.items():
        if person_id in places:
            continue
        me = known.by_id[person_id]
        near = [
            (_distance(me, known.by_id[key], turns_to), places[key], key)
            for key in places
            if key != person_id and load[key] < MOST_HELPED
        ]
        near = [one for one in near if one[0][0] < 2]
        if near:
            helper = min(near)[2]
            load[helper] += 1
            asks = "turns to this helper; " if (person_id, helper) in turns_to else ""
            helped[helper].append((person_id, asks + why))
    return tuple(Pairing(helper_id=key, helped=tuple(helped[key])) for key in places if helped[key])


def _distance(me: Person, helper: Person, turns_to: set[tuple[str, str]]) -> tuple[int, bool, bool]:
    if (me.person_id, helper.person_id) in turns_to:
        nearness = 0
    else:
        nearness = 1 if me.department and me.department == helper.department else 2
    return nearness, me.role != helper.role, me.location != helper.location


def _needs(known: Known, judged: Sequence[Stakeholder]) -> dict[str, tuple[float, str]]:
    """Person id -> how much help is needed (0-1) and why; the neediest first."""
    found: dict[str, tuple[float, str]] = {}
    for one in judged:
        person = known.by_id.get(one.person_id)
        if person is None or not person.in_org or not person.in_scope:
            continue
        gaps = _training_gaps(one.person_id, known)
        joined = known.may_join(one.person_id)
        by_use = NEED.get(one.usage_state, 0.0) if joined else 0.0
        need = max(by_use, GAP if gaps else 0.0)
        if need >= LEAST_NEED:
            why = [f"use: {one.usage_state}"] if by_use else []
            why += [f"misses knowledge on {', '.join(gaps)}"] if gaps else []
            found[one.person_id] = (need, "; ".join(why))
    order = sorted(found, key=lambda key: (-found[key][0], known.by_id[key].rank, key))
    return {key: found[key] for key in order}


def _training_gaps(person_id: str, known: Known) -> list[str]:
    """Themes (or statements outside them) on which this person misses knowledge."""
    gaps = []
    for one in known.words(person_id, before=False):
        final = known.given.final_causes.get(one.statement_id)
        coding = known.given.codings.get(one.statement_id)
        asks = coding is not None and coding.kind in (Kind.CONCERN, Kind.QUESTION)
        if asks and final is not None and final.cause is Cause.TRAINING:
            theme = known.theme_of.get(one.statement_id)
            gaps.append(theme.theme_id if theme else one.statement_id)
    return sorted(set(gaps))
