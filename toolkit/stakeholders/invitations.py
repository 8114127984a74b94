"""Whom to invite to the review session: a balanced list, as an integer programme."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import csr_matrix

from toolkit.model.decisions import Decisions
from toolkit.model.findings import Placement, Stakeholder
from toolkit.model.intake import Person
from toolkit.model.vocabulary import Convertible, Influence, Stance
from toolkit.stakeholders.people_input import PeopleInput, heard_in
from toolkit.stakeholders.promising import consent_of

CRITICS = frozenset({Stance.ANTAGONIST, Stance.DETRACTOR, Stance.SCEPTIC})
FRIENDS = frozenset({Stance.SUPPORTER, Stance.CHAMPION})
CRITIC_SHARE, FRIEND_SHARE, UNHEARD_SHARE = 0.25, 0.25, 0.125
"""At least a quarter of the seats for critics and for friends, an eighth for people not heard."""
HOLE = 100.0
"""Price of a department, location or level without anybody: as much as five people too few."""
SHORT = 20.0
"""Price of one critic, friend or unheard person too few, and of a person alone with the boss."""
FIELD, PIN, EXCLUDE = "seat", "in", "out"


@dataclass(frozen=True, slots=True, kw_only=True)
class Invitations:
    """The list, and what it could not keep."""

    placements: tuple[Placement, ...]
    trade_offs: tuple[str, ...] = ()


@dataclass(slots=True)
class _Programme:
    """Rows of `low <= A x <= high`: people first, then counts and slacks, each with its price."""

    n: int
    rows: list[dict[int, float]] = field(default_factory=list)
    low: list[float] = field(default_factory=list)
    high: list[float] = field(default_factory=list)
    prices: list[float] = field(default_factory=list)
    names: list[str] = field(default_factory=list)
    most: list[float] = field(default_factory=list)

    def variable(self, most: float, price: float = 0.0, name: str = "") -> int:
        """A further variable from 0 to `most`; returns its place."""
        self.prices.append(price)
        self.names.append(name)
        self.most.append(most)
        return self.n + len(self.prices) - 1

    def exactly(self, row: Mapping[int, float], value: float) -> None:
        self._add(dict(row), value, value)

    def at_least(self, row: Mapping[int, float], value: float, price: float, name: str) -> None:
        if value <= 0 and all(weight > 0 for weight in row.values()):
            return
        slack = self.variable(max(value, 1.0), price, name)
        self._add({**row, slack: 1.0}, value, np.inf)

    def broken(self, extra: NDArray[np.float64]) -> list[str]:
        """Names of the soft rows that the solution does not keep."""
        pairs = zip(self.names, extra, strict=True)
        return list(dict.fromkeys(name for name, missing in pairs if name and missing > 0.5))

    def _add(self, row: dict[int, float], low: float, high: float) -> None:
        self.rows.append(row)
        self.low.append(low)
        self.high.append(high)

    def matrix(self) -> csr_matrix:
        entries = [(r, c, v) for r, row in enumerate(self.rows) for c, v in sorted(row.items())]
        rows, columns, values = zip(*entries, strict=True)
        shape = (len(self.rows), self.n + len(self.prices))
        return csr_matrix((values, (rows, columns)), shape=shape)


def invite(given: PeopleInput, judged: Sequence[Stakeholder]) -> tuple[Placement, ...]:
    """The list of those to invite, seats from 1; see `balance_invitations` for its trade-offs."""
    return balance_invitations(given, judged).placements


def balance_invitations(given: PeopleInput, judged: Sequence[Stakeholder]) -> Invitations:
    """As many people as `settings.mine.stakeholders.invitations`, chosen by scipy's HiGHS.

    Wanted: every department, location and level; a quarter critics and a quarter friends; an eighth
    who have not been heard; nobody who sits there with the own boss alone. Where nobody is judged,
    seats go to departments and levels as there are people instead. Where not all can be
    kept, the list breaks the cheapest and `trade_offs` says which. A decision on `person:ID`,
    field `seat`, value "in" or "out", is kept, but nobody is invited who does not agree to be
    approached.
    """
    pool = [one for one in given.intake.people if one.in_org and one.in_scope]
    pool = sorted(pool, key=lambda one: (one.rank, one.person_id))
    if not pool:
        return Invitations(placements=())
    size = min(given.settings.mine.stakeholders.invitations, len(pool))
    room = _Room(
        pool=pool,
        judged={one.person_id: one for one in judged},
        heard=heard_in(given),
        size=size,
        decisions=given.decisions,
    )
    chosen, broken = _solve(room)
    reasons = _Reasons(room, chosen)
    return Invitations(
        placements=tuple(
            Placement(person_id=one.person_id, reason=reasons.of(one), seat=seat)
            for seat, one in enumerate(chosen, start=1)
        ),
        trade_offs=tuple(broken),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Room:
    pool: Sequence[Person]
    judged: Mapping[str, Stakeholder]
    heard: frozenset[str]
    size: int
    decisions: Decisions

    def stance(self, one: Person) -> Stance | None:
        found = self.judged.get(one.person_id)
        return found.stance if found else None

    def wish(self, one: Person) -> str:
        """As a person wishes it; whoever does not agree to be approached is not invited."""
        if consent_of(one.person_id, self.decisions).approach is False:
            return EXCLUDE
        return self.decisions.value(f"person:{one.person_id}", FIELD) or ""

    def worth(self, one: Person) -> float:
        """0-2: whose word counts, and who could be won, is worth a seat."""
        found = self.judged.get(one.person_id)
        if found is None:
            return 0.0
        winnable = {Convertible.YES: 0.6, Convertible.UNCLEAR: 0.3}.get(found.convertible, 0.0)
        champion = 0.3 if found.stance is Stance.CHAMPION else 0.0
        return found.influence_score + winnable + champion


def _solve(room: _Room) -> tuple[list[Person], list[str]]:
    programme = _Programme(len(room.pool))
    pinned = [i for i, one in enumerate(room.pool) if room.wish(one) == PIN]
    free = [i for i, one in enumerate(room.pool) if room.wish(one) != EXCLUDE]
    size = min(max(room.size, len(pinned)), len(free))
    programme.exactly(dict.fromkeys(range(len(room.pool)), 1.0), size)
    _every_group(programme, room)
    _quotas(programme, room, size)
    if not room.judged:
        _in_proportion(programme, room, size)
    _bosses(programme, room)
    low = np.zeros(len(room.pool))
    low[pinned] = 1.0
    high = np.zeros(len(room.pool))
    high[free] = 1.0
    values, slacks = _run(programme, room, low, high)
    chosen = [one for one, taken in zip(room.pool, values, strict=True) if taken]
    return chosen, programme.broken(slacks)


def _run(
    programme: _Programme, room: _Room, low: NDArray[np.float64], high: NDArray[np.float64]
) -> tuple[NDArray[np.bool_], NDArray[np.float64]]:
    n, extra = programme.n, len(programme.prices)
    # the rank's crumb decides between equals, so that the solver's path never does
    crumbs = 1e-4 * np.arange(n) / max(n, 1)
    cost = np.concatenate(
        [crumbs - np.array([room.worth(one) for one in room.pool]), np.array(programme.prices)]
    )
    found = milp(
        cost,
        constraints=LinearConstraint(programme.matrix(), programme.low, programme.high),
        bounds=Bounds(
            np.concatenate([low, np.zeros(extra)]), np.concatenate([high, programme.most])
        ),
        integrality=np.concatenate([np.ones(n), np.zeros(extra)]),
        options={"mip_rel_gap": 0.0},
    )
    return found.x[:n] > 0.5, found.x[n:]


def _every_group(programme: _Programme, room: _Room) -> None:
    for name, of in (
        ("department", _department),
        ("location", _location),
        ("level", _level),
    ):
        groups: dict[str, list[int]] = defaultdict(list)
        for i, one in enumerate(room.pool):
            if of(one):
                groups[of(one)].append(i)
        for value in sorted(groups):
            row = dict.fromkeys(groups[value], 1.0)
            programme.at_least(row, 1.0, HOLE, f"nobody from {name} {value}")


def _department(one: Person) -> str:
    return one.department


def _location(one: Person) -> str:
    return one.location


def _level(one: Person) -> str:
    return one.level.value


def _quotas(programme: _Programme, room: _Room, size: int) -> None:
    kinds = (
        ("critics", CRITIC_SHARE, [room.stance(one) in CRITICS for one in room.pool]),
        ("friends", FRIEND_SHARE, [room.stance(one) in FRIENDS for one in room.pool]),
        ("people not heard yet", UNHEARD_SHARE, [_silent(one, room) for one in room.pool]),
    )
    for name, share, flags in kinds:
        row = {i: 1.0 for i, flag in enumerate(flags) if flag}
        wanted = float(min(round(share * size), len(row)))
        programme.at_least(row, wanted, SHORT, f"fewer than {wanted:.0f} {name}")


def _in_proportion(programme: _Programme, room: _Room, size: int) -> None:
    """Seats by department and level as there are people: nothing else is known of anybody."""
    for name, of in (("department", _department), ("level", _level)):
        places: dict[str, list[int]] = defaultdict(list)
        for i, one in enumerate(room.pool):
            if of(one):
                places[of(one)].append(i)
        for value, members in sorted(places.items()):
            seats = float(size * len(members) // len(room.pool))
            row = dict.fromkeys(members, 1.0)
            programme.at_least(row, seats, SHORT, f"fewer than {seats:.0f} from {name} {value}")


def _silent(one: Person, room: _Room) -> bool:
    return one.person_id not in room.heard


def _bosses(programme: _Programme, room: _Room) -> None:
    """If somebody and the own boss are in, then somebody else of the same department is too.

    A variable per department holds its seats, so that each row has four entries and not a
    department's worth.
    """
    place = {one.person_id: i for i, one in enumerate(room.pool)}
    seats: dict[str, int] = {}
    for name, team in sorted(_teams(room.pool).items()):
        seats[name] = programme.variable(float(len(team)))
        programme.exactly({**dict.fromkeys(team, -1.0), seats[name]: 1.0}, 0.0)
    for i, one in enumerate(room.pool):
        boss = place.get(one.manager_id)
        if boss is None or boss == i:
            continue
        same = float(room.pool[boss].department == one.department)
        row = {seats[one.department]: 1.0, i: -2.0, boss: -1.0 - same}
        programme.at_least(row, -1.0, SHORT, "somebody sits there with the own boss alone")


def _teams(pool: Sequence[Person]) -> dict[str, list[int]]:
    found: dict[str, list[int]] = defaultdict(list)
    for i, one in enumerate(pool):
        found[one.department].append(i)
    return found


@dataclass(slots=True)
class _Reasons:
    room: _Room
    chosen: Sequence[Person]

    def of(self, one: Person) -> str:
        if self.room.wish(one) == PIN:
            return "wished by the reviewer"
        found = [*self._only(one), *self._judged(one)]
        if one.person_id not in self.room.heard:
            found.append("has not been heard yet")
        return "; ".join(found) or "keeps the list balanced"

    def _only(self, one: Person) -> list[str]:
        found = []
        for name, value in (
            ("department", one.department),
            ("location", one.location),
            ("level", one.level.value),
        ):
            same = [other for other in self.chosen if getattr(other, name) == getattr(one, name)]
            if value and len(same) == 1:
                found.append(f"speaks for {name} {value}")
        return found

    def _judged(self, one: Person) -> list[str]:
        judged = self.room.judged.get(one.person_id)
        if judged is None:
            return []
        found = []
        if judged.stance in CRITICS:
            winnable = judged.convertible is Convertible.YES
            found.append("critic who could be won" if winnable else "critic")
        if judged.stance in FRIENDS:
            found.append("speaks for it")
        if judged.influence is Influence.HIGH:
            found.append("others turn to this person")
        return found
