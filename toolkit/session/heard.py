"""Who should be heard on a topic, by name and by role, and with which technique."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from toolkit.model.findings import Statement, Theme
from toolkit.model.intake import Person
from toolkit.model.session import Technique
from toolkit.model.vocabulary import Cause, Kind
from toolkit.session.given import Ground
from toolkit.session.heat import other_side
from toolkit.session.phrases import say
from toolkit.session.quotes import QuoteChooser

MOST_CALLED = 5
_MOST_ROLES = 4
UNHEARD_SHARE = 1 / 3
"""A role of which fewer than so many were heard counts as unheard."""
_CLOSED = frozenset({Cause.TRUST, Cause.LEADERSHIP})
"""On these nobody likes to speak first before the others: they are written, not said."""
_PROPOSALS = 3
_READ_OUT = 2
"""Proposals that are named beside their number."""
_PARTED = 0.15
"""From this share of people who see it otherwise on, two sides talk before all do."""


def to_be_heard(said: Sequence[Statement], ground: Ground) -> tuple[str, ...]:
    """Whom to call on: constructive, both sides, all places; not who speaks most.

    Person ids; people outside the list, anonymous ones, those who do not agree to be approached,
    and everybody where nobody may be judged one by one, cannot be called on.
    """
    if not ground.given.individual:
        return ()
    declined = ground.given.decisions.of_whom("person", "may_approach", "no")
    by_person: dict[str, list[Statement]] = defaultdict(list)
    for one in said:
        person = ground.person(one)
        if person and person.in_scope and person.in_org and person.person_id not in declined:
            by_person[person.person_id].append(one)
    worth = {key: _worth(key, own, ground) for key, own in by_person.items()}
    side = {key: _praises(own, ground) for key, own in by_person.items()}
    chosen: list[str] = []
    places: set[tuple[str, str]] = set()
    sides: set[bool] = set()
    while worth and len(chosen) < MOST_CALLED:
        best = max(
            worth,
            key=lambda key: (
                worth[key]
                + 0.5 * (_place(ground.given.people[key]) not in places)
                + 0.7 * (side[key] not in sides),
                -ground.given.people[key].rank,
            ),
        )
        chosen.append(best)
        places.add(_place(ground.given.people[best]))
        sides.add(side[best])
        del worth[best]
    return tuple(chosen)


def _worth(key: str, said: Sequence[Statement], ground: Ground) -> float:
    """Proposes, is hit hard, is listened to; how often somebody speaks does not count."""
    proposes = any(ground.coding(one).kind is Kind.PROPOSAL for one in said)
    gravest = max(ground.coding(one).severity or 1 for one in said) / 3
    known = ground.stakeholders.get(key)
    return 0.6 * proposes + 0.4 * gravest + (known.influence_score if known else 0.0)


def _praises(said: Sequence[Statement], ground: Ground) -> bool:
    return any(ground.coding(one).kind is Kind.PRAISE for one in said)


def _place(person: Person) -> tuple[str, str]:
    return person.department, person.location


def unheard_roles(ground: Ground) -> frozenset[str]:
    """Roles of which nobody, or under a third, was heard; roles too small to be named are none."""
    heard: dict[str, set[str]] = defaultdict(set)
    for one in ground.by_id.values():
        person = ground.person(one)
        if person and person.role and not one.empty:
            heard[person.role].add(person.person_id)
    return frozenset(
        role
        for role, size in ground.roles.items()
        if size >= ground.given.least_people and len(heard[role]) < UNHEARD_SHARE * size
    )


def roles_to_invite(said: Sequence[Statement], ground: Ground) -> tuple[str, ...]:
    """Roles that begin on a topic, at most four.

    Unheard ones that share a department with those concerned, then those concerned, the least
    talkative first.
    """
    people = [person for one in said if (person := ground.person(one)) and person.in_scope]
    departments = {one.department for one in people if one.department}
    unheard = unheard_roles(ground)
    near = [
        one.role for one in ground.in_scope if one.role in unheard and one.department in departments
    ]
    words: Counter[str] = Counter()
    for one in said:
        person = ground.person(one)
        if person and ground.roles[person.role] >= ground.given.least_people:
            words[person.role] += len(one.text.split())
    concerned = sorted(words, key=lambda role: (words[role], role))
    return tuple(dict.fromkeys([*sorted(set(near)), *concerned]))[:_MOST_ROLES]


@dataclass(frozen=True, slots=True, kw_only=True)
class Way:
    """How a topic is dealt with, and why so."""

    technique: Technique
    why: str


def technique_for(theme: Theme, said: Sequence[Statement], chooser: QuoteChooser) -> Way:
    """The technique that the evidence asks for, with the numbers that say so."""
    ground = chooser.ground
    language, title = ground.given.language, theme.title
    cause = ground.given.verdicts[theme.theme_id].cause
    proposals = [one for one in said if ground.coding(one).kind is Kind.PROPOSAL]
    shy = [one for one in said if ground.coding(one).cause in _CLOSED]
    people = ground.people(said)
    if cause in _CLOSED or 2 * ground.people(shy) > people:
        why = say(language, "why_silent", title=title, n=ground.people(shy), of=people)
        return Way(technique=Technique.SILENT, why=why)
    if other_side(said, ground) >= _PARTED:
        praise = ground.people(one for one in said if ground.coding(one).kind is Kind.PRAISE)
        why = say(language, "why_pairs", title=title, n=praise, of=people)
        return Way(technique=Technique.PAIRS, why=why)
    if len({one.speaker for one in proposals}) >= _PROPOSALS:
        return Way(technique=Technique.VOTE, why=_vote(theme, proposals, chooser))
    return Way(technique=Technique.ROUND, why=say(language, "why_round", title=title, n=people))


def _vote(theme: Theme, proposals: Sequence[Statement], chooser: QuoteChooser) -> str:
    """How many propose what, with the proposals that say most of the matter."""
    language, left, words = chooser.ground.given.language, list(proposals), list[str]()
    while len(words) < _READ_OUT and (best := chooser.best(left, theme)) is not None:
        left.remove(best)
        words.append(f"“{chooser.take(best)}”")
    key = "why_vote" if words else "why_vote_bare"
    return say(
        language,
        key,
        n=len({one.speaker for one in proposals}),
        m=len(proposals),
        words=", ".join(words),
    )
