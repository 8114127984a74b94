"""What a speaker's own usage, and that of his or her managers, says of a statement's cause."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import numpy as np

from toolkit.facts import weights
from toolkit.facts.naming import named_in
from toolkit.facts.person_facts import PART, STOCK, STOCK_PEAK, STOCK_SLOPE
from toolkit.facts.rows import split_rows
from toolkit.facts.subjects import Finding, SignalInput, Subject
from toolkit.facts.training import Trained
from toolkit.facts.usage_scene import LEAST_PEOPLE, Rates, Scene, errors_of
from toolkit.model.findings import Signal
from toolkit.model.intake import Person
from toolkit.model.vocabulary import Cause, DecidedBy, UsageState

WORKS_OR_KNOWS = frozenset({Cause.DEFECT, Cause.TRAINING, Cause.DATA, Cause.MISSING})
"""Words about something that fails or cannot be found: what usage can tell about."""
GONE_ROUND = WORKS_OR_KNOWS | {Cause.FRICTION, Cause.WAY_OF_WORKING}
UNCONVINCED = frozenset({Cause.WAY_OF_WORKING, Cause.VALUE, Cause.TRUST, Cause.LEADERSHIP})
"""Words of people who could use it and do not want to."""
AVOIDED = "works_around_it"
IDLE = frozenset({UsageState.NEVER_OPENED, UsageState.GAVE_UP})
IN_USE = frozenset({UsageState.STEADY, UsageState.HEAVY})
_MORE_THAN_LOGINS = 0.5
"""A manager works in the tool who does something in it, on average, in every second active week."""
_MANAGERS_UP = 2
"""The line manager and that manager's own."""


def usage_signals(given: SignalInput, subjects: Sequence[Subject]) -> list[Signal]:
    """Signals from usage; none for anonymous statements and for people not in the file.

    - errors_far_above_peers: supports defect for words about something that fails;
    - errors_not_above_peers: the same words, and hardly an error: contradicts defect;
    - unfinished_work_piles_up: no errors, and a growing stock of unfinished records: supports
      training (the last step of the work is not known), contradicts defect;
    - works_around_it: trained, practised, no errors, and hardly any use of the part named: supports
      way_of_working and friction;
    - goes_through_the_motions: for words about work, benefit, fear or managers: supports these;
    - judges_a_part_never_used: the tool, or the part named, was never used by the speaker;
    - managers_do_not_use_it, managers_use_it: for words about leadership.
    """
    if "usage" not in given.facts.recorded:
        return []
    scene = Scene.of(given)
    rates = Rates.of(scene)
    signals: list[Signal] = []
    for subject in subjects:
        if subject.person_id not in scene.table.rows:
            continue
        for finding, causes in _findings(subject, scene, rates):
            factor = subject.relevance(causes)
            signals += finding.signals(subject.statement.statement_id, factor)
    return signals


def praise_remarks(given: SignalInput, praise: Sequence[Subject]) -> list[Signal]:
    """`judges_a_part_never_used` of praise: it weighs nothing, for praise has no cause."""
    if "usage" not in given.facts.recorded:
        return []
    scene = Scene.of(given)
    known = (one for one in praise if one.person_id in scene.table.rows)
    found = ((one.statement.statement_id, unused_finding(one, scene)) for one in known)
    return [finding.silent(key, Cause.DEFECT) for key, finding in found if finding]


def _findings(
    subject: Subject, scene: Scene, rates: Rates
) -> Iterable[tuple[Finding, frozenset[Cause]]]:
    for found in (
        errors_finding(subject, scene, rates),
        stock_finding(subject, scene, rates),
        avoided_finding(subject, scene) or unused_finding(subject, scene),
    ):
        if found is not None:
            yield found, GONE_ROUND if found.name == AVOIDED else WORKS_OR_KNOWS
    tired = motions_finding(subject, scene)
    if tired is not None:
        yield tired, UNCONVINCED
    led = managers_finding(subject, scene)
    if led is not None:
        yield led, frozenset({Cause.LEADERSHIP})


def errors_finding(subject: Subject, scene: Scene, rates: Rates) -> Finding | None:
    """Errors against peers: of the measure or part that the words name, else of all.

    Where the peers have as many, because a fault meets them all, everybody's rate is the measure:
    it supports a defect at half the weight, and few errors against peers say nothing. So it is
    where most people have no error at all: there whoever has more than everybody stands out, and
    who has none although everybody's rate gives some speaks against a defect at half the weight.
    """
    met = errors_of(subject, scene, rates)
    if met is None:
        return None
    having, of = met.seen
    about = (
        f"{met.errors:.0f} {met.name or 'errors'} were shown to the speaker, {met.ratio:.1f} times "
        f"what {met.others}"
    )
    factor = met.share if met.name or scene.error_measures <= 1 else met.share * weights.NOT_NAMED
    if met.high:
        weight = weights.from_base_rate(weights.ERRORS_IF_DEFECT, weights.base_rate(having, of))
        sentence = f"{about} ({having} of {of} people have far more than expected)"
        found = {Cause.DEFECT: max(weight, 0.0) * factor}
        return _usage("errors_far_above_peers", found, sentence, subject, scene, met.ratio)
    if met.ratio > weights.LOW_RATIO:
        return None
    found = {Cause.DEFECT: weights.FEW_ERRORS * factor}
    return _usage("errors_not_above_peers", found, about, subject, scene, met.ratio)


def stock_finding(subject: Subject, scene: Scene, rates: Rates) -> Finding | None:
    """A stock of unfinished records that grows while no errors are shown."""
    named = named_in(subject.statement.text, scene.stocks)
    who = subject.person_id
    if scene.table.number(who, "error_rate_against_peers") >= weights.HIGH_RATIO:
        return None
    for name in named or list(scene.stocks):
        stock = scene.table.number(who, STOCK_PEAK + name)
        last = scene.table.number(who, STOCK + name)
        high = max(rates.quarter[name], weights.STOCK_LEAST)
        if stock >= high and scene.table.number(who, STOCK_SLOPE + name) > 0:
            having, of = rates.climbing[name]
            weight = weights.from_base_rate(
                weights.STOCK_IF_TRAINING, weights.base_rate(having, of)
            )
            weight = max(weight, 0.0) * (1.0 if named else weights.NOT_NAMED)
            stand, grows = "stand", "grows"
            if last < stock:
                stand, grows = "stood", f"grew, until {last:.0f} were left"
            sentence = (
                f"{stock:.0f} records of the speaker {stand} in '{name}' and their number {grows}, "
                f"while errors are not above those of peers ({having} of {of} people are like this)"
            )
            found = {Cause.TRAINING: weight, Cause.DEFECT: -weight / 2}
            return _usage("unfinished_work_piles_up", found, sentence, subject, scene, stock)
    return None


def unused_finding(subject: Subject, scene: Scene) -> Finding | None:
    """The speaker never opened the tool, or never used the part that the words name."""
    if scene.states.get(subject.person_id) is UsageState.NEVER_OPENED:
        against = {
            Cause.DEFECT: weights.NEVER_OPENED_DEFECT,
            Cause.FRICTION: weights.NEVER_OPENED_FRICTION,
        }
        sentence = "the speaker never opened the tool: this tells what was heard, not met"
        return _usage("judges_a_part_never_used", against, sentence, subject, scene, 0.0)
    against = {
        Cause.DEFECT: weights.PART_UNUSED_DEFECT,
        Cause.FRICTION: weights.PART_UNUSED_FRICTION,
    }
    for name in named_in(subject.statement.text, scene.parts):
        everybody = scene.table.column(PART + name)
        users = int((np.nan_to_num(everybody) > 0).sum())
        if scene.table.number(subject.person_id, PART + name) == 0 and users >= LEAST_PEOPLE:
            sentence = f"the speaker never used '{name}', which {users} people did"
            return _usage("judges_a_part_never_used", against, sentence, subject, scene, 0.0)
    return None


def avoided_finding(subject: Subject, scene: Scene) -> Finding | None:
    """The speaker was taught, works in the tool, meets no more errors, and goes round the part."""
    who = subject.person_id
    taught = scene.table.text(who, "trained") == Trained.IN_TIME
    troubled = scene.table.number(who, "error_rate_against_peers") >= weights.HIGH_RATIO
    if scene.states.get(who) not in IN_USE or not taught or troubled:
        return None
    for name in named_in(subject.statement.text, scene.parts):
        use = scene.table.column(PART + name)
        users = use[np.nan_to_num(use) > 0]
        own = scene.table.number(who, PART + name)
        if len(users) >= LEAST_PEOPLE and own < weights.AVOIDED_BELOW * float(np.median(users)):
            sentence = (
                f"the speaker was trained and works in the tool, and used '{name}' {own:.0f} times "
                f"where the median of {len(users)} users did {np.median(users):.0f} times"
            )
            return _usage(AVOIDED, weights.AVOIDS, sentence, subject, scene, own)
    return None


def motions_finding(subject: Subject, scene: Scene) -> Finding | None:
    """The speaker goes through the motions: enters what must be seen and no more."""
    if scene.states.get(subject.person_id) is not UsageState.MOTIONS:
        return None
    known = [one for one in scene.states.values() if one is not UsageState.UNKNOWN]
    having = sum(one is UsageState.MOTIONS for one in known)
    if len(known) < LEAST_PEOPLE:
        return None
    base = weights.base_rate(having, len(known))
    weight = max(weights.from_base_rate(weights.MOTIONS_IF_UNCONVINCED, base), 0.0)
    weight *= weights.MOTIONS_SHARE
    sentence = (
        f"the speaker goes through the motions, as {having} of {len(known)} people do: far fewer "
        "records than peers with the same work, or all of them in one burst a week"
    )
    found = dict.fromkeys(sorted(UNCONVINCED), weight)
    return _usage("goes_through_the_motions", found, sentence, subject, scene, 1.0)


def managers_finding(subject: Subject, scene: Scene) -> Finding | None:
    """Whether the speaker's own line of managers uses the tool.

    One who does not speaks for leadership; nothing speaks against it unless all are known to work
    in the tool, which log-ins alone do not show.
    """
    chain = line_of_managers(subject.person_id, scene.people)
    known = [one for one in chain if _state(one, scene) is not UsageState.UNKNOWN]
    seen = [state for state in scene.states.values() if state is not UsageState.UNKNOWN]
    if not known or len(seen) < LEAST_PEOPLE:
        return None
    base = weights.base_rate(sum(state in IDLE for state in seen), len(seen))
    idle = [one for one in known if scene.states[one] in IDLE]
    if idle:
        weight = max(weights.from_base_rate(weights.IDLE_IF_LEADERSHIP, base), 0.0)
        sentence = f"{len(idle)} of {len(known)} managers above the speaker do not use the tool"
        return _of_managers(
            "managers_do_not_use_it", {Cause.LEADERSHIP: weight}, sentence, idle, scene
        )
    if len(known) == len(chain) and all(_works_in_it(one, scene) for one in chain):
        weight = min(weights.from_base_rate(1 - weights.IDLE_IF_LEADERSHIP, 1 - base), 0.0)
        sentence = f"{len(known)} of {len(known)} managers above the speaker use the tool steadily"
        return _of_managers("managers_use_it", {Cause.LEADERSHIP: weight}, sentence, known, scene)
    return None


def _state(person_id: str, scene: Scene) -> UsageState:
    return scene.states.get(person_id, UsageState.UNKNOWN)


def _works_in_it(person_id: str, scene: Scene) -> bool:
    """Whether somebody uses the tool steadily, and does more than log in where the file tells."""
    if scene.states[person_id] not in IN_USE:
        return False
    if not scene.parts:
        return True
    done = sum(np.nan_to_num(scene.table.number(person_id, PART + name)) for name in scene.parts)
    weeks = scene.table.number(person_id, "weeks_active")
    return bool(done >= _MORE_THAN_LOGINS * weeks)


def line_of_managers(person_id: str, people: Mapping[str, Person]) -> tuple[str, ...]:
    """The person's manager, and that one's own; no further."""
    chain: list[str] = []
    place = people.get(person_id)
    while place is not None and place.manager_id and len(chain) < _MANAGERS_UP:
        if place.manager_id in chain or place.manager_id == person_id:
            break
        chain.append(place.manager_id)
        place = people.get(place.manager_id)
    return tuple(chain)


def _usage(
    name: str,
    found: Mapping[Cause, float],
    sentence: str,
    subject: Subject,
    scene: Scene,
    value: float,
) -> Finding:
    who = subject.person_id
    return Finding(
        name=name,
        origin=DecidedBy.USAGE,
        weights=found,
        sentence=sentence,
        n=1,
        value=value,
        people=(who,),
        rows=split_rows(scene.table.text(who, "usage_rows")),
    )


def _of_managers(
    name: str, found: Mapping[Cause, float], sentence: str, who: Sequence[str], scene: Scene
) -> Finding:
    rows = [row for one in who for row in split_rows(scene.table.text(one, "usage_rows"))]
    return Finding(
        name=name,
        origin=DecidedBy.USAGE,
        weights=found,
        sentence=sentence,
        n=len(who),
        people=tuple(sorted(who)),
        rows=tuple(sorted(rows)),
    )
