"""Who gets the tool first: managers, then those who gain most, with respected first users."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from toolkit.model.findings import Placement, Stakeholder, Theme
from toolkit.model.intake import Person
from toolkit.model.vocabulary import Cause, DecidedBy, Influence, Level, Stance
from toolkit.stakeholders.convertibility import CRITICS
from toolkit.stakeholders.first_users import FirstUsers, find_first_users
from toolkit.stakeholders.people_input import Known, PeopleInput, index_people

POSITIVE = (Stance.SUPPORTER, Stance.CHAMPION)
GAIN, RESPECT, CONVERT = 0.4, 0.4, 0.2
"""Order after the managers: what peers say they gain, respect of positive people, changed minds."""
LATER = 0.3
"""A critic comes later, when others can tell of good days; never last by name."""
FACTS = (DecidedBy.TICKETS, DecidedBy.USAGE, DecidedBy.SEVERAL, DecidedBy.PERSON)
FIELD = "wave"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Turn:
    """A person's place in the order, with its reason."""

    person: Person
    first: int
    """0 executives and managers, 1 first users, 2 the others."""
    score: float
    reason: str


def plan_waves(given: PeopleInput, judged: Sequence[Stakeholder]) -> tuple[Placement, ...]:
    """Everybody in scope in a wave from 1, at most `settings.mine.stakeholders.wave_size` in each.

    Managers come before their teams, then in each department and level those with a positive
    attitude and the respect of peers, then those whose peers report most benefit; people who
    changed their mind come early as voices. `gate` says what must be fixed before a person's wave:
    each confirmed defect that an opinion former of it named. A decision on `person:ID`, field
    `wave`, wins.
    """
    known = index_people(given, {})
    by_id = {one.person_id: one for one in judged}
    first = _firsts(find_first_users(given, judged))
    pool = [one for one in known.people if one.in_org and one.in_scope]
    turns = [_turn(one, by_id.get(one.person_id), first, known) for one in pool]
    turns.sort(key=lambda one: (one.first, -one.score, one.person.rank, one.person.person_id))
    waves = _fill(turns, given)
    gates = _gates(pool, by_id, known)
    return tuple(
        Placement(
            person_id=turn.person.person_id,
            reason=turn.reason,
            wave=waves[turn.person.person_id],
            gate=gates.get(turn.person.person_id, ""),
        )
        for turn in sorted(turns, key=lambda one: (waves[one.person.person_id], one.person.rank))
    )


def _firsts(users: Sequence[FirstUsers]) -> dict[str, str]:
    return {key: f"{one.department}, {one.level}" for one in users for key in one.chosen}


def _turn(
    person: Person, judged: Stakeholder | None, first: Mapping[str, str], known: Known
) -> _Turn:
    if person.level in (Level.EXECUTIVE, Level.MANAGER):
        return _Turn(
            person=person,
            first=0,
            score=2.0 - (person.level is Level.MANAGER),
            reason="managers first: seen using it before their teams start",
        )
    share, n = known.peers.share_content(person)
    gain = share if n else 0.0
    if judged is None:
        return _Turn(person=person, first=2, score=gain, reason=_benefit(share, n))
    respect = judged.influence_score if judged.stance in POSITIVE else 0.0
    changed = judged.stance_before in CRITICS and judged.stance in POSITIVE
    critic = judged.stance in CRITICS
    score = GAIN * gain + RESPECT * respect + CONVERT * changed - LATER * critic
    if person.person_id in first:
        reason = f"first user of {first[person.person_id]}: positive and respected by peers"
        return _Turn(person=person, first=1, score=score, reason=reason)
    reason = _benefit(share, n)
    if changed:
        reason = f"changed sides, a convincing voice; {reason}"
    elif critic:
        reason = f"after colleagues who can tell of good days; {reason}"
    return _Turn(person=person, first=2, score=score, reason=reason)


def _benefit(share: float, n: int) -> str:
    if not n:
        return "no peers heard: gain not known"
    return f"{share:.0%} of {n} peers heard report a benefit"


def _fill(turns: Sequence[_Turn], given: PeopleInput) -> dict[str, int]:
    size = given.settings.mine.stakeholders.wave_size
    found: dict[str, int] = {}
    held: dict[int, int] = defaultdict(int)
    for turn in turns:
        decided = given.decisions.value(f"person:{turn.person.person_id}", FIELD)
        if decided and int(decided) >= 1:
            found[turn.person.person_id] = int(decided)
            held[int(decided)] += 1
    wave = 1
    for turn in turns:
        if turn.person.person_id in found:
            continue
        while held[wave] >= size:
            wave += 1
        found[turn.person.person_id] = wave
        held[wave] += 1
    return found


def _gates(
    pool: Sequence[Person], judged: Mapping[str, Stakeholder], known: Known
) -> dict[str, str]:
    """Person id -> what must be fixed first: defects that this opinion former named."""
    found: dict[str, str] = {}
    for person in pool:
        one = judged.get(person.person_id)
        if one is None or one.influence is not Influence.HIGH:
            continue
        named = {
            theme.theme_id: theme
            for said in known.words(person.person_id, before=False)
            if (theme := known.theme_of.get(said.statement_id)) and confirmed_defect(theme, known)
        }
        if named:
            texts = "; ".join(f"{key} {named[key].title}" for key in sorted(named))
            found[person.person_id] = (
                f"fixed before this wave (named by an opinion former): {texts}"
            )
    return found


def confirmed_defect(theme: Theme, known: Known) -> bool:
    """Whether facts or a person, and not words alone, say that a theme's trouble is a fault."""
    verdict = known.given.verdicts.get(theme.theme_id)
    return verdict is not None and verdict.cause is Cause.DEFECT and verdict.decided_by in FACTS
