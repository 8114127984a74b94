"""For everybody who could be won: the talk to have, who could have it, what was promised."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
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
    return tuple(_conversation(one, by_id, known) for one in wanted)


def _conversation(one: Stakeholder, by_id: Mapping[str, Stakeholder], known: Known) -> Conversation:
    decisions, subject = known.given.decisions, f"person:{one.person_id}"
    return Conversation(
        person_id=one.person_id,
        topic=one.main_reason,
        path=one.path,
        offer=one.offer,
        voices=_voices(known.by_id[one.person_id], by_id, known),
        fix_first=_fix_first(one.person_id, known),
        owner=decisions.value(subject, "talk_owner") or "",
        due=as_day(decisions.value(subject, "talk_due")),
        held_on=as_day(decisions.value(subject, "talk_on")),
        promises=promises_of(one.person_id, decisions),
        consent=consent_of(one.person_id, decisions),
    )


def _voices(
    critic: Person, judged: Mapping[str, Stakeholder], known: Known
) -> tuple[tuple[str, str], ...]:
    """Positive people, never the own boss: named by the critic, converts, peers, in this order."""
    turns_to = {tie.to_id for tie in known.given.intake.ties if tie.from_id == critic.person_id}
    found: dict[int, list[str]] = defaultdict(list)
    why = {
        0: "this person turns to them",
        1: "changed sides, same department",
        2: "same department, respected and positive",
    }
    for person in known.people:
        other = judged.get(person.person_id)
        if other is None or other.stance not in POSITIVE or person is critic:
            continue
        if person.person_id == critic.manager_id or _declined(person.person_id, known):
            continue
        place = _nearness(critic, person, other, turns_to)
        if place is not None:
            found[place].append(person.person_id)
    ranked = [(key, why[place]) for place in sorted(found) for key in found[place]]
    return tuple(ranked[:MOST_VOICES])


def _declined(person_id: str, known: Known) -> bool:
    """Whether somebody said that he or she is not to be asked for this."""
    return consent_of(person_id, known.given.decisions).approach is False


def _nearness(critic: Person, person: Person, other: Stakeholder, turns_to: set[str]) -> int | None:
    if person.person_id in turns_to:
        return 0
    if not critic.department or person.department != critic.department:
        return None
    if other.stance_before in (Stance.ANTAGONIST, Stance.DETRACTOR, Stance.SCEPTIC):
        return 1
    return 2 if other.influence is not Influence.LOW else None


def _fix_first(person_id: str, known: Known) -> tuple[str, ...]:
    return tuple(key for key in sorted(complaints_of(person_id, known)) if open_fault(key, known))
