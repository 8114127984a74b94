"""The people's plan for reading in a terminal, and as plain values for other programs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import fields, is_dataclass
from datetime import date
from enum import StrEnum

from toolkit.model.vocabulary import GoState, UsageState
from toolkit.pipeline.people_planning import Standing
from toolkit.stakeholders.gates import WaveGate
from toolkit.stakeholders.late_entry import LateEntry
from toolkit.stakeholders.plan import PeoplePlan
from toolkit.stakeholders.promising import Consent, Promised
from toolkit.stakeholders.silence import Ranked, SilentEffect
from toolkit.stakeholders.wave_reach import ReachCurve, reach_note

MOST = 8
_SIGN: Mapping[GoState, str] = {
    GoState.GREEN: "✓",
    GoState.RED: "✗",
    GoState.UNKNOWN: "?",
    GoState.OVERRULED: "!",
}


def late_text(late: LateEntry) -> str:
    """What the files show of deals entered late, or what to ask for."""
    if not late.measures:
        return f"Late entry: {late.note}"
    columns = ", ".join(late.measures)
    told = f"{late.people} people entered {late.records:.0f} records late"
    return f"Late entry: {told}, by the columns {columns}"


def silence_text(effect: SilentEffect) -> str:
    """What those who named nobody could still change, in one sentence."""
    n, sure = len(effect.ranked), effect.sure
    return (
        f"{effect.silent * 100:.0f}% of the people in scope named nobody; had they answered, "
        f"{sure} of these {n} would be among the most named in nine of ten cases"
    )


def rank_text(one: Ranked) -> str:
    """Somebody's place by nominations, and where it could lie."""
    if one.best == one.worst:
        return f"named by {one.named_by}, place {one.rank} in nine of ten cases"
    return f"named by {one.named_by}, place {one.rank}; between {one.best} and {one.worst}"


def plan_json(plan: PeoplePlan | LateEntry) -> object:
    """The plan as lists, dictionaries and texts; confidential: it has rows per person."""
    return _plain(plan)


def _plain(value: object) -> object:
    if is_dataclass(value) and not isinstance(value, type):
        found = {one.name: _plain(getattr(value, one.name)) for one in fields(value)}
        state = getattr(value, "state", None)
        return found if state is None else {**found, "state": str(state)}
    if isinstance(value, Mapping):
        return {str(key): _plain(one) for key, one in value.items()}
    if isinstance(value, StrEnum | date):
        return str(value)
    if isinstance(value, list | tuple | frozenset):
        return [_plain(one) for one in value]
    return value


def plan_text(standing: Standing) -> str:
    """The plan on about one page; pseudonyms only."""
    plan = standing.plan
    lines = [
        *_waves(plan),
        *_reach(plan.reach),
        *_silent(plan),
        *_talks(plan),
        *_alarms(plan),
        *_invited(plan),
        *_firsts(plan),
        *_helpers(plan),
        *_named(plan),
        *_use(plan),
    ]
    return "\n".join(lines)


def _waves(plan: PeoplePlan) -> Iterator[str]:
    yield "Waves"
    for gate in plan.gates:
        when = f", starts {gate.starts_on.isoformat()}" if gate.starts_on else ""
        yield f"  {gate.wave}: {len(gate.people)} people{when}, {_state(gate)}"
        for one in gate.items:
            owner = f"  (owner: {one.owner})" if one.state is not GoState.GREEN else ""
            yield f"     {_SIGN[one.state]} {one.name.replace('_', ' ')}: {one.sentence}{owner}"


def _state(gate: WaveGate) -> str:
    if gate.state is GoState.OVERRULED:
        return f"goes all the same, says {gate.overruled_by}: {gate.because}"
    return str(gate.state)


def _reach(curves: Sequence[ReachCurve]) -> Iterator[str]:
    if not curves:
        return
    yield ""
    whom = "a live first user" if curves[0].by_first_users else "somebody live"
    yield f"Waiting people with {whom} whom they turn to, after each wave (with two or more)"
    for curve in curves:
        row = "  ".join(f"{one.near:5.1f} ({one.with_two:.1f})" for one in curve.waves)
        yield f"  {curve.name:22s} {row}"
    if note := reach_note(curves):
        yield f"  {note}"


def _silent(plan: PeoplePlan) -> Iterator[str]:
    silent = [one for one in plan.grid if not one.heard][:MOST]
    more = "brought no new cause" if plan.saturated else "still bring new causes"
    yield ""
    yield f"Not heard at all; the last talks {more}" if silent else f"The last talks {more}"
    for one in silent:
        place = ", ".join(part for part in (one.role, one.department, one.location) if part)
        yield f"  {one.people} × {place or one.level}"
    if silent:
        met = ", ".join(f"{one.person_id} ({one.reason})" for one in plan.meetings[:3])
        yield f"  meet next: {met}"


def _talks(plan: PeoplePlan) -> Iterator[str]:
    if not plan.conversations:
        return
    yield ""
    yield "Talks to have, most influential first"
    for one in plan.conversations[:MOST]:
        voices = ", ".join(key for key, _ in one.voices) or "nobody suits"
        held = f", held {one.held_on.isoformat()}" if one.held_on else ""
        yield f"  {one.person_id}{held}: {one.topic}"
        yield f"     offer: {one.offer or 'none yet'}; could talk: {voices}"
        path = str(one.path).replace("_", " ") if one.path else "not known"
        owner = one.owner or "nobody yet"
        due = f", until {one.due.isoformat()}" if one.due else ""
        yield f"     path: {path}; has the talk: {owner}{due}; {_consent(one.consent)}"
        yield from (f"     {_promise(each)}" for each in one.promises)
        if one.fix_first:
            yield f"     fixed first: {', '.join(one.fix_first)}"


def _consent(consent: Consent) -> str:
    """What somebody agreed to, in one line."""
    if consent.approach is False:
        return "DECLINED: does not agree to be approached"
    asked = {"approached": consent.approach, "quoted": consent.quote, "named": consent.name}
    said = {True: "yes", False: "no", None: "not asked"}
    return "may be " + ", ".join(f"{what}: {said[answer]}" for what, answer in asked.items())


def _promise(one: Promised) -> str:
    due = f", due {one.due.isoformat()}" if one.due else ""
    kept = f"kept {one.kept_on.isoformat()}" if one.kept_on else ""
    told = f"told {one.told_on.isoformat()}" if one.told_on else ""
    state = kept or told or "open"
    return f"promised: “{one.words}” (kept by {one.owner or 'nobody yet'}{due}): {state}"


def _invited(plan: PeoplePlan) -> Iterator[str]:
    yield ""
    yield "Invited to the review session"
    for one in plan.invitations.placements:
        yield f"  {one.seat or '–'}: {one.person_id} ({one.reason})"
    yield from (f"  could not be kept: {one}" for one in plan.invitations.trade_offs)
    if plan.declined:
        yield f"  not asked, for they do not agree to be approached: {', '.join(plan.declined)}"


def _firsts(plan: PeoplePlan) -> Iterator[str]:
    if not plan.first_users:
        return
    yield ""
    yield "First users of each department and level"
    for one in plan.first_users:
        who = ", ".join(one.chosen)
        near = "; ".join(f"{key}: {why}" for key, why in one.nearest)
        nearest = f" (nearest: {near})" if near and not who else f" ({near})" if near else ""
        yield f"  {one.department}, {one.level}: {who or 'nobody has both'}{nearest}"


def _named(plan: PeoplePlan) -> Iterator[str]:
    if plan.silence is None:
        return
    yield ""
    yield "Whom people turn to, and what silence leaves open"
    yield f"  {silence_text(plan.silence)}"
    for one in plan.silence.ranked[:MOST]:
        yield f"  {one.person_id}: {rank_text(one)}"


def _helpers(plan: PeoplePlan) -> Iterator[str]:
    if plan.power_users:
        helped = {one.helper_id: [key for key, _ in one.helped] for one in plan.pairings}
        yield ""
        yield "Power users, and whom each would help"
        for one in plan.power_users[:MOST]:
            whom = ", ".join(helped.get(one.person_id, [])) or "nobody near needs it"
            named = " (named)" if one.named else ""
            yield f"  {one.person_id}{named}: {whom}"
    if plan.data_sets:
        yield ""
        yield "Data sets that want an owner"
        for data in plan.data_sets[:MOST]:
            who = data.owner_id or ", ".join(key for key, _ in data.candidates) or data.note
            yield f"  {data.theme_id} {data.title} ({data.complainers} people): {who}"


def _alarms(plan: PeoplePlan) -> Iterator[str]:
    stages = [str(one.stage) for one in plan.ledger]
    counts = ", ".join(f"{stages.count(name)} {name}" for name in dict.fromkeys(stages))
    yield ""
    yield f"You said, we did: {counts or 'nothing was asked for'}"
    for one in plan.alarms[:MOST]:
        yield f"  ! {one.person_id} {one.sentence}, {one.days} days late"


def _use(plan: PeoplePlan) -> Iterator[str]:
    yield ""
    yield "Use by department"
    for one in plan.adoption:
        if one.dimension in ("", "department"):
            states = ", ".join(
                f"{one.states[state]} {state.replace('_', ' ')}"
                for state in UsageState
                if one.states[state]
            )
            cost = (
                f"; licences never opened: {one.unused_cost_per_year:,.0f} {one.currency} a year"
                if one.unused_cost_per_year
                else ""
            )
            yield f"  {one.value} ({one.people}): {states}{cost}"
