"""'Why this field': inputs whose purpose people do not see, who uses the answer, or drop it."""

from __future__ import annotations

from toolkit.model.plan import FieldPurpose
from toolkit.model.plan_parts import Words
from toolkit.model.vocabulary import Kind, Route
from toolkit.relaunch.edits import Draft, hand_of, line_id
from toolkit.relaunch.ground import Ground
from toolkit.relaunch.matters import owner_of
from toolkit.relaunch.named_things import Thing, group_things, own_words

SURE = 0.3
"""An input counts from this probability: precision and recall there are in the benchmark."""
_QUOTES = 2


def draft_fields(ground: Ground) -> tuple[FieldPurpose, ...]:
    """A line per input that somebody asks the purpose of, most people first.

    Who uses its answer is what the owner writes on the line; until then praise that names the
    input stands as a trace of somebody who does, and without either it is proposed to drop it.
    """
    asked = [pair for pair in ground.mentions if pair[0].why_field >= SURE and pair[0].thing]
    return tuple(_line(one, ground) for one in group_things(asked))


def _line(thing: Thing, ground: Ground) -> FieldPurpose:
    mention, _ = thing.mentions[0]
    key = "-".join(sorted(own_words(thing.name))) or mention.statement_id
    identity = line_id("field", key)
    owner = owner_of(Route.REDESIGN, ground)
    hand = hand_of(identity, Draft(owner=owner), ground.given.decisions)
    users = _users(thing, ground)
    return FieldPurpose(
        line_id=identity,
        field=thing.name,
        words=_quotes(thing, ground),
        used_by=hand.answer or _used_by(users, owner, ground),
        proposal=_proposal(hand.answer, users, thing, ground),
        evidence=ground.evidence([said for _, said in thing.mentions]),
        hand=hand,
    )


def _users(thing: Thing, ground: Ground) -> int:
    """How many people praise something and name the input while they do."""
    wanted = own_words(thing.name)
    praising = (
        one
        for one in ground.findings.statements
        if ground.findings.codings[one.statement_id].kind is Kind.PRAISE
    )
    return len(ground.speakers(one for one in praising if wanted and wanted <= own_words(one.text)))


def _used_by(users: int, owner: str, ground: Ground) -> str:
    if users:
        return ground.say("{n} people name it when they praise something: ask them", n=users)
    return ground.say("no evidence of anybody: {role} finds out", role=owner)


def _proposal(answer: str, users: int, thing: Thing, ground: Ground) -> str:
    if answer:
        return ground.say("tell those who asked who uses it, at the field itself")
    if users:
        return ground.say("show at the field itself who uses it")
    return ground.say(
        "drop it or make it optional, unless somebody shows its use; {n} asked",
        n=len(thing.people),
    )


def _quotes(thing: Thing, ground: Ground) -> tuple[Words, ...]:
    found: dict[str, Words] = {}
    for mention, said in thing.mentions:
        text = " ".join(ground.findings.redacted.get(said.statement_id, "").split())
        if text and said.speaker not in found and len(found) < _QUOTES:
            found[said.speaker] = Words(
                statement_id=mention.statement_id, text=text, language=said.language
            )
    return tuple(found.values())
