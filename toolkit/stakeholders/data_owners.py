"""Sales administrators as owners of data sets: who could look after what is wrong in the data."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from toolkit.model.findings import Stakeholder, Theme
from toolkit.model.intake import Person
from toolkit.model.vocabulary import Cause, Level, Stance, UsageState
from toolkit.stakeholders.consenting import declined_by
from toolkit.stakeholders.people_input import Known

LEAST_PEOPLE = 2
"""A data set is worth an owner where at least two people complain of its data."""
LEAST_SHARE = 0.25
"""Fewer of a theme's people than a quarter complain of something beside it."""
MOST_SETS = 3
"""Nobody is suggested for more than three data sets."""
NEAREST = 3
AGAINST = (Stance.ANTAGONIST, Stance.DETRACTOR)
IN_USE = (UsageState.HEAVY, UsageState.STEADY)


@dataclass(frozen=True, slots=True, kw_only=True)
class DataSet:
    """One body of data that people find wrong, and who could own it."""

    theme_id: str
    title: str
    complainers: int
    departments: tuple[str, ...]
    """Where the complaints come from, most first."""
    statement_ids: tuple[str, ...]
    candidates: tuple[tuple[str, str], ...]
    """(person id, why), best first."""
    owner_id: str = ""
    """Whom a person named."""
    note: str = ""
    """What is missing where nobody is suggested."""


def find_data_sets(known: Known, judged: Sequence[Stakeholder]) -> tuple[DataSet, ...]:
    """A data set per theme in which enough people complain of data, after the facts.

    Enough are LEAST_PEOPLE, and LEAST_SHARE of those who speak of the theme. Candidates are
    administrators (level `support`), of the departments that complain before others, who use the
    tool before others, never somebody who is against it or does not agree to be approached, nor who
    has MOST_SETS already. A decision on `theme:ID`, field `data_owner`, names one.
    """
    by_id = {one.person_id: one for one in judged}
    declined = declined_by(known.given.decisions)
    admins = [
        one
        for one in known.people
        if one.level is Level.SUPPORT
        and one.in_org
        and one.in_scope
        and one.person_id not in declined
        and not _against(by_id.get(one.person_id))
    ]
    decisions = known.given.decisions
    named = {
        one.theme_id: decisions.value(f"theme:{one.theme_id}", "data_owner") or ""
        for one in known.given.themes
    }
    load = Counter(owner for owner in named.values() if owner)
    found = []
    for theme in sorted(known.given.themes, key=lambda one: one.theme_id):
        people, ids = _complainers(theme, known)
        if len(people) >= max(LEAST_PEOPLE, LEAST_SHARE * _speakers(theme, known)):
            ranked = _ranked(people, admins, by_id, load, known)
            owner = named[theme.theme_id]
            found.append(_data_set(theme, people, ids, ranked, owner))
            if not owner:
                load.update(key for key, _ in ranked[:1])
    return tuple(sorted(found, key=lambda one: -one.complainers))


def _against(one: Stakeholder | None) -> bool:
    return one is not None and one.stance in AGAINST


def _complainers(theme: Theme, known: Known) -> tuple[list[Person], list[str]]:
    said = {one.statement_id: one for own in known.said.values() for one in own}
    ids = [
        key
        for key in theme.statement_ids
        if key in said
        and (final := known.given.final_causes.get(key)) is not None
        and final.cause is Cause.DATA
    ]
    people = dict.fromkeys(said[key].source.person_id for key in ids)
    return [known.by_id[key] for key in people if key in known.by_id], ids


def _speakers(theme: Theme, known: Known) -> int:
    wanted = set(theme.statement_ids)
    return sum(any(one.statement_id in wanted for one in own) for own in known.said.values())


def _ranked(
    people: Sequence[Person],
    admins: Sequence[Person],
    judged: dict[str, Stakeholder],
    load: Counter[str],
    known: Known,
) -> list[tuple[str, str]]:
    free = [one for one in admins if load[one.person_id] < MOST_SETS]
    departments = Counter(one.department for one in people if one.department)
    locations = Counter(one.location for one in people if one.location)

    def uses(one: Person) -> bool:
        found = judged.get(one.person_id)
        joined = known.may_join(one.person_id)
        return found is not None and joined and found.usage_state in IN_USE

    def key(one: Person) -> tuple[object, ...]:
        near = (-departments[one.department], -locations[one.location])
        return *near, not uses(one), one.rank, one.person_id

    return [
        (one.person_id, _why(one, departments, uses(one)))
        for one in sorted(free, key=key)[:NEAREST]
    ]


def _why(one: Person, departments: Counter[str], uses: bool) -> str:
    near = (
        f"administrator in {one.department}, where complaints come from"
        if departments[one.department]
        else "administrator elsewhere"
    )
    return f"{near}; uses the tool" if uses else near


def _data_set(
    theme: Theme,
    people: Sequence[Person],
    ids: Sequence[str],
    ranked: Sequence[tuple[str, str]],
    owner: str,
) -> DataSet:
    counts = Counter(one.department for one in people if one.department)
    return DataSet(
        theme_id=theme.theme_id,
        title=theme.title,
        complainers=len(people),
        departments=tuple(sorted(counts, key=lambda name: (-counts[name], name))),
        statement_ids=tuple(ids),
        candidates=tuple(ranked),
        owner_id=owner,
        note=""
        if ranked or owner
        else "the list holds no administrator who could own it: name a role",
    )
