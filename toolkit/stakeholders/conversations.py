"""For everybody who could be won: the talk to have, who could have it, what was promised."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from toolkit.model.findings import Stakeholder
from toolkit.model.intake import Person
from toolkit.model.vocabulary import Convertible, Influence, Path, Stance
from toolkit.stakeholders.faults import complaints_of, open_fault
from toolkit.stakeholders.people_input import Known, PeopleInput, index_people
from toolkit.stakeholders.promising import (
    NOT_ASKED,
    Consent,
    Promised,
    as_day,
    consent_of,
    promises_of,
)

POSITIVE = (Stance.SUPPORTER, Stance.CHAMPION)
MOST_VOICES = 3
_WHY = {
    0: "this person turns to them",
    1: "changed sides, same department",
    2: "same department, respected and positive",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Conversation:
    """One conversation to have, one to one."""

    person_id: str
    topic: str
    """The main reason in words."""
    path: Path | None
    offer: str
    voices: tuple[tuple[str, str], ...] = ()
    """(person id, why this person would be heard), best first; () where nobody suits."""
    fix_first: tuple[str, ...] = ()
    """Ids of open faults, by facts or a person, that this person complains of."""
    owner: str = ""
    """Who has the conversation, as a person wrote it; "" where nobody did."""
    due: date | None = None
    held_on: date | None = None
    promises: tuple[Promised, ...] = ()
    """What this person was promised, oldest first."""
    consent: Consent = NOT_ASKED


def plan_conversations(
    given: PeopleInput, judged: Sequence[Stakeholder]
) -> tuple[Conversation, ...]:
    """One for each critic who could or may be won, most influential first."""
    known = index_people(given, {})
    by_id = {one.person_id: one for one in judged}
    wanted = [one for one in judged if one.convertible in (Convertible.YES, Convertible.UNCLEAR)]
    wanted = [one for one in wanted if one.person_id in known.by_id]
    wanted.sort(
        key=lambda one: (
            one.convertible is Convertible.UNCLEAR,
            -one.influence_score,
            known.by_id[one.person_id].rank,
        )
    )
    speakers = _Speakers.of(by_id, known)
    return tuple(_conversation(one, speakers, known) for one in wanted)


def _conversation(one: Stakeholder, speakers: _Speakers, known: Known) -> Conversation:
    decisions, subject = known.given.decisions, f"person:{one.person_id}"
    return Conversation(
        person_id=one.person_id,
        topic=one.main_reason,
        path=one.path,
        offer=one.offer,
        voices=speakers.voices_for(known.by_id[one.person_id]),
        fix_first=_fix_first(one.person_id, known),
        owner=decisions.value(subject, "talk_owner") or "",
        due=as_day(decisions.value(subject, "talk_due")),
        held_on=as_day(decisions.value(subject, "talk_on")),
        promises=promises_of(one.person_id, decisions),
        consent=consent_of(one.person_id, decisions),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Speakers:
    """Positive people who have not declined to be asked, in the order of all people."""

    people: Mapping[str, tuple[Person, Stakeholder]]
    by_department: Mapping[str, frozenset[str]]
    turns_to: Mapping[str, frozenset[str]]

    @staticmethod
    def of(judged: Mapping[str, Stakeholder], known: Known) -> _Speakers:
        people = {
            person.person_id: (person, judged[person.person_id])
            for person in known.people
            if person.person_id in judged
            and judged[person.person_id].stance in POSITIVE
            and not _declined(person.person_id, known)
        }
        departments: dict[str, set[str]] = defaultdict(set)
        for key, (person, _) in people.items():
            departments[person.department].add(key)
        ties: dict[str, set[str]] = defaultdict(set)
        for tie in known.given.intake.ties:
            if tie.to_id in people:
                ties[tie.from_id].add(tie.to_id)
        return _Speakers(
            people=people,
            by_department={key: frozenset(own) for key, own in departments.items()},
            turns_to={key: frozenset(own) for key, own in ties.items()},
        )

    def voices_for(self, critic: Person) -> tuple[tuple[str, str], ...]:
        """Never the own boss: who is named by the critic, converts, peers, in this order."""
        turns_to = self.turns_to.get(critic.person_id, frozenset())
        near = turns_to | self.by_department.get(critic.department, frozenset())
        found: dict[int, list[str]] = defaultdict(list)
        for key in (key for key in self.people if key in near):
            person, other = self.people[key]
            if key in (critic.person_id, critic.manager_id):
                continue
            place = _nearness(critic, person, other, turns_to)
            if place is not None:
                found[place].append(key)
        ranked = [(key, _WHY[place]) for place in sorted(found) for key in found[place]]
        return tuple(ranked[:MOST_VOICES])


def _declined(person_id: str, known: Known) -> bool:
    """Whether somebody said that he or she is not to be asked for this."""
    return consent_of(person_id, known.given.decisions).approach is False


def _nearness(
    critic: Person, person: Person, other: Stakeholder, turns_to: Collection[str]
) -> int | None:
    if person.person_id in turns_to:
        return 0
    if not critic.department or person.department != critic.department:
        return None
    if other.stance_before in (Stance.ANTAGONIST, Stance.DETRACTOR, Stance.SCEPTIC):
        return 1
    return 2 if other.influence is not Influence.LOW else None


def _fix_first(person_id: str, known: Known) -> tuple[str, ...]:
    return tuple(key for key in sorted(complaints_of(person_id, known)) if open_fault(key, known))
