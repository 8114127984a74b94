"""Who comes before whom in the roll-out: a sum of named parts, and what each newcomer reaches."""

from __future__ import annotations

import heapq
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from toolkit.model.decisions import Decisions
from toolkit.model.findings import Part, Stakeholder
from toolkit.model.intake import Person
from toolkit.model.vocabulary import Level, Stance, WavePart
from toolkit.settings import WaveWeights
from toolkit.stakeholders.consenting import declined_by, first_users_of
from toolkit.stakeholders.convertibility import CRITICS
from toolkit.stakeholders.first_users import FirstUsers
from toolkit.stakeholders.people_input import Known, PeopleInput, index_people
from toolkit.stakeholders.reach import namers

POSITIVE = (Stance.SUPPORTER, Stance.CHAMPION)
OFFICE: Mapping[Level, float] = {
    Level.EXECUTIVE: 1.0,
    Level.MANAGER: 0.8,
    Level.CONTRIBUTOR: 0.0,
    Level.SUPPORT: 0.0,
}
"""Executives before managers, managers before their teams."""
ALL_WAVES = "wave:all"
"""Subject of the decisions on weights: they concern every wave."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """A person's place in the order, with what brought him or her there."""

    person: Person
    parts: tuple[Part, ...]
    reason: str

    @property
    def score(self) -> float:
        """The sum of the parts."""
        return sum(part.value * part.weight for part in self.parts)


def weights_in_force(weights: WaveWeights, decisions: Decisions) -> dict[WavePart, float]:
    """The weights of the settings, with those that a person moved since."""
    found = {}
    for part in WavePart:
        moved = decisions.value(ALL_WAVES, f"weight_{part}")
        found[part] = float(moved) if moved else float(getattr(weights, part.value))
    return found


def order_people(
    given: PeopleInput,
    judged: Sequence[Stakeholder],
    weights: Mapping[WavePart, float] | None = None,
) -> tuple[Turn, ...]:
    """Everybody in scope, first to last, by the weights in force (or by others, to compare).

    One after the other is taken, always the one with the greatest sum; `cover` is the share of
    people (against the greatest) who turn to this person and to nobody taken before, so it shrinks
    as others are taken (greedy cover, Nemhauser, Wolsey and Fisher 1978). Between equals the rank
    decides, then the id.
    """
    known = index_people(given, {})
    pool = [one for one in known.people if one.in_org and one.in_scope]
    own = given.settings.mine.stakeholders.waves.weights
    weights = weights or weights_in_force(own, given.decisions)
    drafts = _Drafts(
        known=known,
        judged={one.person_id: one for one in judged},
        first=_firsts(first_users_of(given, judged)),
        declined=declined_by(given.decisions),
        weights=weights,
    )
    turned = namers(given.intake.ties) if judged else {}
    return _greedy([drafts.of(one) for one in pool], turned, weights[WavePart.COVER])


def _firsts(users: Sequence[FirstUsers]) -> dict[str, str]:
    return {key: f"{one.department}, {one.level}" for one in users for key in one.chosen}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Drafts:
    """Makes everybody's parts, but for the cover, which depends on who was taken before."""

    known: Known
    judged: Mapping[str, Stakeholder]
    first: Mapping[str, str]
    declined: frozenset[str]
    """Nobody is sent ahead as a voice who does not agree to be approached."""
    weights: Mapping[WavePart, float]

    def of(self, person: Person) -> Turn:
        one = self.judged.get(person.person_id)
        gain, peers = self.known.peers.share_content(person)
        willing = person.person_id not in self.declined
        friend = willing and one is not None and one.stance in POSITIVE
        changed = friend and one is not None and one.stance_before in CRITICS
        critic = one is not None and one.stance in CRITICS
        values = {
            WavePart.MANAGERS: OFFICE[person.level],
            WavePart.FIRST_USER: float(person.person_id in self.first),
            WavePart.GAIN: gain if peers else 0.0,
            WavePart.RESPECT: one.influence_score if one is not None and friend else 0.0,
            WavePart.CHANGED: float(changed),
            WavePart.CRITIC: float(critic),
        }
        parts = tuple(
            Part(name=str(name), value=round(value, 4), weight=self.weights[name])
            for name, value in values.items()
        )
        reason = self._reason(person, changed=changed, critic=critic)
        return Turn(person=person, parts=parts, reason=reason)

    def _reason(self, person: Person, *, changed: bool, critic: bool) -> str:
        if OFFICE[person.level] and self.weights[WavePart.MANAGERS] > 0:
            return "managers first: seen using it before their teams start"
        if person.person_id in self.first:
            return f"first user of {self.first[person.person_id]}: positive and respected by peers"
        share, n = self.known.peers.share_content(person)
        benefit = f"{share:.0%} of {n} peers heard report a benefit" if n else ""
        benefit = benefit or "no peers heard: gain not known"
        if changed:
            return f"changed sides, a convincing voice; {benefit}"
        return f"after colleagues who can tell of good days; {benefit}" if critic else benefit


def _greedy(
    drafts: Sequence[Turn], turned: Mapping[str, frozenset[str]], weight: float
) -> tuple[Turn, ...]:
    """Lazy greedy: what a person adds to the cover never grows, so an old sum is a bound."""
    most = max((len(who) for who in turned.values()), default=0) or 1
    covered: set[str] = set()

    def gain(turn: Turn) -> float:
        return len(turned.get(turn.person.person_id, frozenset()) - covered) / most

    def key(turn: Turn, of: float) -> tuple[float, int, str]:
        return -round(turn.score + weight * of, 9), turn.person.rank, turn.person.person_id

    by_id = {one.person.person_id: one for one in drafts}
    gains = {one.person.person_id: gain(one) for one in drafts}
    waiting = [key(one, gains[one.person.person_id]) for one in drafts]
    heapq.heapify(waiting)
    found: list[Turn] = []
    while waiting:
        top = heapq.heappop(waiting)
        turn = by_id[top[2]]
        now = key(turn, gain(turn)) if weight > 0 else top
        if now != top and waiting and now > waiting[0]:
            heapq.heappush(waiting, now)
            continue
        found.append(_with_cover(turn, gain(turn), weight))
        covered |= turned.get(turn.person.person_id, frozenset()) | {turn.person.person_id}
    return tuple(found)


def _with_cover(turn: Turn, gain: float, weight: float) -> Turn:
    part = Part(name=str(WavePart.COVER), value=round(gain, 4), weight=weight)
    return Turn(person=turn.person, parts=(*turn.parts, part), reason=turn.reason)
