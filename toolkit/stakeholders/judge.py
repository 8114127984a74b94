"""The room's main door: everybody, with stance, influence, convertibility and their evidence."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from toolkit.model.findings import Stakeholder, Statement
from toolkit.model.forgotten import forgotten_in
from toolkit.model.vocabulary import Convertible, Influence, Stance, UsageState
from toolkit.stakeholders.attitude_model import read_attitudes
from toolkit.stakeholders.attitudes import NOTHING, Attitude
from toolkit.stakeholders.convertibility import CRITICS, judge_convertibility
from toolkit.stakeholders.deciding import decided
from toolkit.stakeholders.former import former_champion
from toolkit.stakeholders.influence import Weight, weigh_influence
from toolkit.stakeholders.offers import main_reason, offer
from toolkit.stakeholders.people_input import Known, PeopleInput, index_people
from toolkit.stakeholders.person_reading import read_persons
from toolkit.stakeholders.stance import Position, judge_stance, with_deeds, with_parts_unused


def judge_people(given: PeopleInput) -> tuple[Stakeholder, ...]:
    """Everybody of the organisation's list and every external speaker, in the order of their ranks.

    Empty where `settings.mine.privacy.individual` is False: then nobody is judged at all.
    """
    if not given.settings.mine.privacy.individual:
        return ()
    known = read_people(given)
    influence = weigh_influence(known)
    gone = forgotten_in(given.decisions)
    return tuple(
        _nobody(person.person_id)
        if person.person_id in gone
        else decided(
            _judge(person.person_id, known, influence[person.person_id]),
            given.decisions,
            given.settings.mine.stakeholders,
        )
        for person in known.people
    )


def _nobody(person_id: str) -> Stakeholder:
    """Somebody who is to be forgotten: on the list, and nothing is said of him or her."""
    return Stakeholder(
        person_id=person_id,
        stance=None,
        stance_confidence=None,
        stance_before=None,
        usage_state=UsageState.UNKNOWN,
        influence=Influence.LOW,
        influence_score=0.0,
        former_champion=False,
        convertible=Convertible.NOT_ASKED,
        convertibility=None,
    )


def read_people(given: PeopleInput) -> Known:
    """The input indexed, with every statement's attitude and every person's words read once."""
    spoken = [one for one in given.statements if one.source.person_id]
    known = index_people(given, _attitudes(spoken, given))
    named = [one for own in known.said.values() for one in own]
    return replace(known, readings=read_persons(named, given.encode))


def _attitudes(spoken: list[Statement], given: PeopleInput) -> Mapping[str, Attitude]:
    full = [one for one in spoken if not one.empty]
    read = read_attitudes([one.text for one in full], given.encode)
    found = {one.statement_id: NOTHING for one in spoken}
    found.update({one.statement_id: how for one, how in zip(full, read, strict=True)})
    return found


def _judge(person_id: str, known: Known, influence: Weight) -> Stakeholder:
    state = known.given.facts.usage_states.get(person_id, UsageState.UNKNOWN)
    earlier = judge_stance(person_id, known, before=True)
    now = judge_stance(person_id, known, before=False)
    if now is not None and known.may_join(person_id):
        now = with_deeds(now, state)
        if state is not UsageState.NEVER_OPENED:
            own = [one.statement_id for one in known.words(person_id, before=False)]
            now = with_parts_unused(now, own, known)
    former = former_champion(person_id, known, earlier)
    stance = _asked_as(person_id, known, now)
    chance = judge_convertibility(person_id, known, stance, state, former)
    asked = chance.convertible is not Convertible.NOT_ASKED
    return Stakeholder(
        person_id=person_id,
        stance=now.stance if now else None,
        stance_confidence=now.confidence if now else None,
        stance_before=earlier.stance if earlier else None,
        usage_state=state,
        influence=influence.step,
        influence_score=influence.score,
        former_champion=bool(former),
        former_because=former,
        convertible=chance.convertible,
        convertibility=chance.score,
        influence_parts=influence.parts,
        convertibility_parts=chance.parts,
        stance_reasons=now.reasons if now else (),
        stance_from=now.first_on if now else None,
        stance_until=now.last_on if now else None,
        before_confidence=earlier.confidence if earlier else None,
        before_reasons=earlier.reasons if earlier else (),
        before_from=earlier.first_on if earlier else None,
        before_until=earlier.last_on if earlier else None,
        main_reason=main_reason(person_id, known),
        path=chance.path,
        offer=offer(person_id, known) if asked else "",
    )


def _asked_as(person_id: str, known: Known, now: Position | None) -> Stance | None:
    """The stance by which somebody is asked whether he or she could be won.

    A critic by the machine's word or by a person's: which of the two holds may change at any
    moment, and the chance is then there.
    """
    row = known.given.decisions.value(f"person:{person_id}", "stance")
    if row and Stance(row) in CRITICS:
        return Stance(row)
    return now.stance if now else None
