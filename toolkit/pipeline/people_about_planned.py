"""What is planned with one person, as lines that this person may read."""

from __future__ import annotations

from collections.abc import Iterator

from toolkit.language.catalogue import Words
from toolkit.stakeholders.plan import PeoplePlan
from toolkit.stakeholders.promising import Promised


def planned_lines(person_id: str, plan: PeoplePlan, say: Words) -> Iterator[str]:
    """Consent, wave, invitation, talks, help and promises; other people by pseudonym alone."""
    if person_id in plan.declined:
        yield say("You do not agree to be approached: nobody asks you for any of this.")
    yield from _start(person_id, plan, say)
    yield from _meeting(person_id, plan, say)
    yield from _talks(person_id, plan, say)
    yield from _help(person_id, plan, say)
    yield from (_promise(one, say) for one in plan.promises if one.person_id == person_id)


def _start(person_id: str, plan: PeoplePlan, say: Words) -> Iterator[str]:
    for one in plan.waves:
        if one.person_id == person_id:
            words = say.drafted(one.reason)
            yield say("You would get the tool in wave {n}: {words}", n=one.wave, words=words)
            if one.gate:
                yield say("First to be mended for you: {words}", words=say.drafted(one.gate))
    if any(person_id in one.chosen for one in plan.first_users):
        yield say("Your department could start with you")


def _meeting(person_id: str, plan: PeoplePlan, say: Words) -> Iterator[str]:
    for seat in plan.invitations.placements:
        if seat.person_id == person_id:
            words = say.drafted(seat.reason)
            yield say("You would be invited to the review session: {words}", words=words)
    for one in plan.meetings:
        if one.person_id == person_id and person_id not in plan.declined:
            words = say.drafted(one.reason)
            yield say("Somebody would ask you for a talk: {words}", words=words)


def _talks(person_id: str, plan: PeoplePlan, say: Words) -> Iterator[str]:
    for one in plan.conversations:
        if one.person_id == person_id and person_id not in plan.declined:
            who = ", ".join(key for key, _ in one.voices) or "–"
            yield say(
                "A talk with you would be had one to one; who could have it, by pseudonym: {who}",
                who=who,
            )
    n = sum(person_id in (key for key, _ in one.voices) for one in plan.conversations)
    if n:
        yield say("You could talk with colleagues who have doubts: {n}", n=n)


def _help(person_id: str, plan: PeoplePlan, say: Words) -> Iterator[str]:
    helped = {one.helper_id: [key for key, _ in one.helped] for one in plan.pairings}
    if any(one.person_id == person_id for one in plan.power_users):
        n = len(helped.get(person_id, ()))
        yield say("You could help colleagues with the tool: {n}", n=n)
    who = sorted(key for key, own in helped.items() if person_id in own)
    if who:
        yield say("Somebody could help you with the tool, by pseudonym: {who}", who=", ".join(who))


def _promise(one: Promised, say: Words) -> str:
    made = say(
        "Promised to you: “{words}”, made on {day}", words=one.words, day=say.day(one.made_on)
    )
    found = [
        made,
        say("kept by {who}", who=one.owner) if one.owner else "",
        say("due on {day}", day=say.day(one.due)) if one.due else "",
        say("kept on {day}", day=say.day(one.kept_on)) if one.kept_on else "",
        say("told on {day}", day=say.day(one.told_on)) if one.told_on else "",
        say("still open") if one.is_open else "",
    ]
    return "; ".join(part for part in found if part)
