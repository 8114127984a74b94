"""Who was heard, whom to meet next, and whom to invite: plain values for the screen of people."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Final

import pandas as pd

from toolkit.desk.people_showing import PeopleShowing
from toolkit.model.decisions import Decisions
from toolkit.model.vocabulary import SHOWN_STANCE, Stance
from toolkit.stakeholders.adoption_groups import DIMENSIONS
from toolkit.stakeholders.consenting import DECLINED
from toolkit.stakeholders.coverage import Cell, measure_coverage
from toolkit.stakeholders.invitations import EXCLUDE, FIELD, PIN, Invitations, balance_invitations
from toolkit.stakeholders.people_input import heard_in

OPEN_SEAT: Final = ""
"""Nobody wished this person in or out."""
SHOWN_CELLS: Final = 60
WISHES: Final = (OPEN_SEAT, PIN, EXCLUDE)


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupRow:
    """One group of the list: how many there are and how many of them were heard."""

    dimension: str
    value: str
    people: int
    heard: int
    gap: str
    members: tuple[str, ...]
    spoke: tuple[str, ...]
    """Those of them who were heard."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CellRow:
    """Everybody with one role, department, location and level."""

    who: str
    people: int
    heard: int
    stances: str
    members: tuple[str, ...]
    spoke: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedRow:
    """Somebody, and why he or she stands here."""

    person_id: str
    who: str
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TalkRow:
    """One conversation, and how much of it was new."""

    name: str
    """The file's own, which may name a person; "" while names are locked."""
    on: str
    causes: int
    new: int
    """Causes that no earlier talk had brought."""
    themes: int
    new_themes: int


@dataclass(frozen=True, slots=True, kw_only=True)
class HeardPage:
    """Who was heard and who was not."""

    groups: tuple[GroupRow, ...]
    cells: tuple[CellRow, ...]
    """Those nobody was heard of first."""
    more_cells: int
    meetings: tuple[NamedRow, ...]
    talks: tuple[TalkRow, ...]
    saturated: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class SeatRow:
    """Somebody at the table, or kept away from it by hand."""

    person_id: str
    who: str
    seat: int
    """0 for those who are kept out."""
    why: str
    wish: str
    stance: str
    sign: str


@dataclass(frozen=True, slots=True, kw_only=True)
class InvitedPage:
    """The list for the review session."""

    seats: tuple[SeatRow, ...]
    out: tuple[SeatRow, ...]
    broken: tuple[str, ...]
    """What the list could not keep."""
    instead: tuple[str, ...]
    """Who would sit there without the wishes by hand, and no longer does."""
    price: tuple[str, ...]
    """What could be kept without the wishes by hand."""


def heard_page(shown: PeopleShowing, *, named: bool) -> HeardPage:
    """Coverage by group, silent cells, whom to meet next, and whether talks bring anything new.

    `named`: files are shown by their own names, which often hold a person's.
    """
    standing = shown.standing
    people = standing.findings.intake.people
    heard = heard_in(standing.given)
    table = measure_coverage(people, standing.stakeholders, heard)
    behind = Behind(shown, heard)
    cells = standing.plan.grid
    return HeardPage(
        groups=tuple(_groups(table, behind)),
        cells=tuple(
            CellRow(
                who=" · ".join(
                    dict.fromkeys(o for o in (one.role, one.department, one.location) if o)
                )
                or one.level,
                people=one.people,
                heard=one.heard,
                stances=", ".join(f"{n} {shown.say(word)}" for word, n in one.stances.items()),
                members=(alike := behind.alike(one)),
                spoke=behind.heard_of(alike),
            )
            for one in cells[:SHOWN_CELLS]
        ),
        more_cells=max(len(cells) - SHOWN_CELLS, 0),
        meetings=tuple(
            NamedRow(
                person_id=one.person_id, who=shown.who(one.person_id), why=shown.say(one.reason)
            )
            for one in standing.plan.meetings
        ),
        talks=tuple(
            TalkRow(
                name=one.file.rsplit("/", 1)[-1] if named else "",
                on=one.said_on.isoformat() if one.said_on else "",
                causes=one.causes,
                new=len(one.new_causes),
                themes=one.themes,
                new_themes=len(one.new_themes),
            )
            for one in standing.plan.talks
        ),
        saturated=standing.plan.saturated,
    )


class Behind:
    """Who stands behind the numbers of a group; in the order of the organisation's list."""

    def __init__(self, shown: PeopleShowing, heard: Collection[str]) -> None:
        people = shown.standing.findings.intake.people
        self._ours = [one for one in people if one.in_org and one.in_scope]
        self._stance = {one.person_id: one.stance for one in shown.standing.stakeholders}
        self._heard = heard
        self._cells: defaultdict[tuple[str, ...], list[str]] = defaultdict(list)
        for one in self._ours:
            cell = (one.role, one.department, one.location, str(one.level))
            self._cells[cell].append(one.person_id)

    def of(self, dimension: str, value: str) -> tuple[str, ...]:
        """Everybody in scope with this value; "" is everybody."""
        if dimension == "stance":
            words = {key: _word(stance) for key, stance in self._stance.items()}
            return tuple(o.person_id for o in self._ours if words.get(o.person_id) == value)
        told = DIMENSIONS[dimension]
        return tuple(o.person_id for o in self._ours if not dimension or told(o) == value)

    def alike(self, cell: Cell) -> tuple[str, ...]:
        """Everybody in scope with one role, department, location and level."""
        return tuple(self._cells[cell.role, cell.department, cell.location, cell.level])

    def heard_of(self, members: Sequence[str]) -> tuple[str, ...]:
        """Those of them who were heard."""
        return tuple(one for one in members if one in self._heard)


def _word(stance: Stance | None) -> str:
    return SHOWN_STANCE[stance] if stance else "not known"


def _groups(table: pd.DataFrame, behind: Behind) -> Iterable[GroupRow]:
    rows = table[table["dimension"] != "department & location"]
    for row in rows.to_dict("records"):
        members = behind.of(str(row["dimension"]), str(row["value"]))
        yield GroupRow(
            dimension=str(row["dimension"]),
            value=str(row["value"]),
            people=int(row["people"]),
            heard=int(row["heard"]),
            gap=str(row["gap"]),
            members=members,
            spoke=behind.heard_of(members) if row["heard"] else (),
        )


def invited_page(shown: PeopleShowing) -> InvitedPage:
    """The balanced list with the wishes by hand, and what these cost."""
    plan, wished = shown.standing.plan.invitations, _wished(shown)
    taken = {one.person_id for one in plan.placements}
    free = _without_wishes(shown) if wished else plan
    left = [one.person_id for one in free.placements if one.person_id not in taken]
    return InvitedPage(
        seats=tuple(
            _seat(shown, one.person_id, (one.seat or 0, one.reason), wished)
            for one in plan.placements
        ),
        out=tuple(
            _seat(shown, key, (0, why), wished)
            for key, why in sorted(_kept_out(shown, wished).items())
        ),
        broken=tuple(map(shown.say, plan.trade_offs)),
        instead=tuple(key for key in left if wished.get(key) != EXCLUDE),
        price=tuple(shown.say(one) for one in plan.trade_offs if one not in free.trade_offs),
    )


def _kept_out(shown: PeopleShowing, wished: dict[str, str]) -> dict[str, str]:
    by_hand = {key: "kept out by the reviewer" for key, wish in wished.items() if wish == EXCLUDE}
    return {**by_hand, **dict.fromkeys(shown.standing.plan.declined, DECLINED)}


def _wished(shown: PeopleShowing) -> dict[str, str]:
    decisions = shown.standing.decisions
    found = {key: decisions.value(f"person:{key}", FIELD) or "" for key in shown.people}
    return {key: wish for key, wish in found.items() if wish in (PIN, EXCLUDE)}


def _without_wishes(shown: PeopleShowing) -> Invitations:
    standing = shown.standing
    others = Decisions(row for row in standing.decisions.history if row.field != FIELD)
    return balance_invitations(replace(standing.given, decisions=others), standing.stakeholders)


def _seat(
    shown: PeopleShowing, person_id: str, place: tuple[int, str], wished: dict[str, str]
) -> SeatRow:
    line = shown.line(person_id) if person_id in shown.by_id else None
    return SeatRow(
        person_id=person_id,
        who=shown.who(person_id),
        seat=place[0],
        why=shown.say(place[1]),
        wish=wished.get(person_id, OPEN_SEAT),
        stance=line.stance if line else "",
        sign=line.sign if line else "",
    )
