"""What must be so before a wave starts, who owns what is not, and going all the same."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence, Sized
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from functools import cached_property

from toolkit.model.decisions import Decisions
from toolkit.model.findings import Placement, Stakeholder
from toolkit.model.vocabulary import Cause, GoItemName, GoState, Influence, Level
from toolkit.stakeholders.consenting import declined_by
from toolkit.stakeholders.faults import (
    Complained,
    FaultBook,
    cause_in_force,
    complaints_of,
    open_faults,
)
from toolkit.stakeholders.lessons_had import taught_since
from toolkit.stakeholders.people_input import Known
from toolkit.stakeholders.promising import Promised

GRAVE = 3
"""A severity at which work stops or people leave."""
SHOWN = 4
OVERRULED = "overruled"
DEFAULT_OWNER: Mapping[GoItemName, str] = {
    GoItemName.DEFECTS: "product owner with the vendor",
    GoItemName.COURSES: "training lead",
    GoItemName.MANAGERS: "sponsor",
    GoItemName.PROMISES: "project lead",
    GoItemName.RIVALS: "sponsor",
    GoItemName.HELPERS: "head of department",
}
"""Roles that own a red item where nobody else is known to."""
OF_WORDS = (GoItemName.DEFECTS, GoItemName.COURSES, GoItemName.RIVALS)
"""Items that are known from what single people said: counted only, where nobody is judged."""


@dataclass(frozen=True, slots=True, kw_only=True)
class GoItem:
    """One item of a wave's go list."""

    name: GoItemName
    state: GoState
    """Green, red or unknown."""
    sentence: str
    """What it rests on, in counts; no names."""
    owner: str
    """Who has to make it green."""
    people: tuple[str, ...] = ()
    """Whom of the wave it concerns; () for OF_WORDS where single people are not to be judged."""
    evidence: tuple[str, ...] = ()
    """Ids of themes and rival reports."""
    decided_by: str = ""
    """Who said so; "" where the files say it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WaveGate:
    """A wave with its people, its start, and its go list."""

    wave: int
    people: tuple[str, ...]
    starts_on: date | None
    items: tuple[GoItem, ...]
    overruled_by: str = ""
    because: str = ""
    """The reason for going all the same."""

    @property
    def state(self) -> GoState:
        """Green where every item is; else overruled, red, or unknown."""
        states = {one.state for one in self.items}
        if states <= {GoState.GREEN}:
            return GoState.GREEN
        if self.overruled_by:
            return GoState.OVERRULED
        return GoState.RED if GoState.RED in states else GoState.UNKNOWN


@dataclass(frozen=True, slots=True, kw_only=True)
class Rival:
    """A report or list that lives beside the tool and must go before the tool counts."""

    rival_id: str
    name: str
    people: tuple[str, ...]
    """Who uses it."""
    owner: str = ""
    retired: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class GateInput:
    """What the gates are judged from; `known` as `index_people` gives it."""

    known: Known
    judged: Sequence[Stakeholder]
    waves: Sequence[Placement]
    starts: Mapping[int, date | None]
    today: date
    promises: Sequence[Promised] = ()
    rivals: Sequence[Rival] = ()
    owners: Mapping[str, str] = field(default_factory=dict)
    """Theme id -> who owns what is done about it."""


def judge_gates(given: GateInput, only: Collection[int] = ()) -> tuple[WaveGate, ...]:
    """A gate per wave, in order, or of some waves only.

    A decision on `wave:N` by an item's name wins over the files. `wave:N` `overruled` = yes lets a
    wave go in spite of red items; its memo is the reason.
    """
    numbers = sorted({one.wave for one in given.waves if not only or one.wave in only})
    book = open_faults(given.known)
    return tuple(_Gatekeeper(given, number, book).gate() for number in numbers)


@dataclass(frozen=True)
class _Gatekeeper:
    given: GateInput
    wave: int
    book: FaultBook

    def gate(self) -> WaveGate:
        row = self.decisions.get(f"wave:{self.wave}", OVERRULED)
        over = row is not None and row.decided == "yes"
        return WaveGate(
            wave=self.wave,
            people=self.people,
            starts_on=self.given.starts.get(self.wave),
            items=tuple(
                self._as_decided(one)
                for one in (
                    self._defects(),
                    self._courses(),
                    self._managers(),
                    self._promises(),
                    self._rivals(),
                    self._helpers(),
                )
            ),
            overruled_by=row.coder if row is not None and over else "",
            because=row.memo if row is not None and over else "",
        )

    @property
    def decisions(self) -> Decisions:
        return self.given.known.given.decisions

    @cached_property
    def people(self) -> tuple[str, ...]:
        return tuple(one.person_id for one in self.given.waves if one.wave == self.wave)

    def _as_decided(self, item: GoItem) -> GoItem:
        if item.name in OF_WORDS and not self.given.known.given.settings.mine.privacy.individual:
            item = replace(item, people=())
        subject = f"wave:{self.wave}"
        owner = self.decisions.value(subject, f"{item.name}_owner") or item.owner
        row = self.decisions.get(subject, item.name)
        state = GoState(row.decided) if row is not None and row.decided else item.state
        said = row.coder if row is not None and row.decided else ""
        memo = f" — {row.memo}" if row is not None and said and row.memo else ""
        return replace(
            item, state=state, sentence=item.sentence + memo, owner=owner, decided_by=said
        )

    def _item(
        self, name: GoItemName, red: str, green: str, people: Sequence[str], evidence: Sequence[str]
    ) -> GoItem:
        """Red with its sentence where there is anything, else green."""
        owners = Counter(self.given.owners[key] for key in evidence if self.given.owners.get(key))
        common = min(owners, key=lambda one: (-owners[one], one)) if owners else ""
        return GoItem(
            name=name,
            state=GoState.RED if red else GoState.GREEN,
            sentence=red or green,
            owner=common or DEFAULT_OWNER[name],
            people=tuple(people),
            evidence=tuple(evidence),
        )

    @cached_property
    def _complaints(self) -> dict[str, dict[str, Complained]]:
        """Person of the wave -> theme id -> what that person complains of."""
        return {key: complaints_of(key, self.given.known) for key in self.people}

    def _complainers(self, theme_id: str) -> list[str]:
        return [key for key in self.people if theme_id in self._complaints[key]]

    def _defects(self) -> GoItem:
        bad: dict[str, str] = {}
        who: list[str] = []
        silent = 0
        for key, basis in self.book.bases.items():
            peers = [one for one in self.people if one in self.book.peers[key]]
            why = self._grave(key, peers)
            if why:
                bad[key] = f"{key} {self.book.titles[key]} ({why}): {basis}"
                silent += len(peers)
                who.extend(one for one in [*self._complainers(key), *peers] if one not in who)
        red = f"{_n(bad, 'fault')} open: {_some(list(bad.values()), '; ')}" if bad else ""
        if silent:
            red += f"; {_n(range(silent), 'silent colleague')} of the same role at that part"
        green = "no open fault, by facts or a person, touches its people"
        return self._item(GoItemName.DEFECTS, red, green, who, list(bad))

    def _grave(self, theme_id: str, peers: Sequence[str]) -> str:
        """Why a fault stops this wave; "" where it does not."""
        own = [mine[theme_id] for mine in self._complaints.values() if theme_id in mine]
        worst = max((one.severity for one in own), default=0)
        met = self.book.severities[theme_id] if peers else 0
        if max(worst, met) >= GRAVE:
            return f"severity {max(worst, met)}"
        return "named by an opinion former" if self._of_formers(theme_id) else ""

    def _of_formers(self, theme_id: str) -> bool:
        formers = {one.person_id for one in self.given.judged if one.influence is Influence.HIGH}
        return not formers.isdisjoint(self._complainers(theme_id))

    def _courses(self) -> GoItem:
        """Courses are held where everybody who misses knowledge had one since saying so."""
        known = self.given.known
        named = sorted({key for own in self._complaints.values() for key in own})
        gaps = {
            key: self._complainers(key)
            for key in named
            if cause_in_force(key, known) is Cause.TRAINING
        }
        who = sorted({one for people in gaps.values() for one in people}, key=self._rank)
        since = {one for one in who if taught_since(one, known)}
        waiting = [one for one in who if one not in since]
        told = (
            f"; {_n(since, 'other')} had a course since: on what is to be checked" if since else ""
        )
        if waiting or not who:
            red = (
                f"{len(waiting)} of {len(self.people)} people miss knowledge on "
                f"{_some(list(gaps))}: the course is to be held, or marked as held{told}"
                if waiting
                else ""
            )
            green = "no training gap was found among its people"
            return self._item(GoItemName.COURSES, red, green, waiting, list(gaps))
        item = self._item(GoItemName.COURSES, "", "", who, list(gaps))
        told = (
            f"all {len(who)} who miss knowledge on {_some(list(gaps))} had a course since they "
            "said so: whether it was on this is to be checked"
        )
        return replace(item, state=GoState.UNKNOWN, sentence=told)

    def _managers(self) -> GoItem:
        known, live = self.given.known, {one.person_id: one.wave for one in self.given.waves}
        led = {
            key: boss
            for key in self.people
            if (boss := known.by_id[key].manager_id) in live
            and known.by_id[key].level in (Level.CONTRIBUTOR, Level.SUPPORT)
        }
        late = sorted({boss for boss in led.values() if live[boss] >= self.wave}, key=self._rank)
        if late:
            red = f"{_n(late, 'manager')} of its people start with this wave or after it"
            return self._item(GoItemName.MANAGERS, red, "", late, [])
        return self._live_for_long({boss: live[boss] for boss in led.values()})

    def _live_for_long(self, bosses: Mapping[str, int]) -> GoItem:
        """Whether managers who start in these waves are live long enough before this one starts."""
        days = self.given.known.given.settings.mine.stakeholders.waves.managers_live_days
        starts, mine = self.given.starts, self.given.starts.get(self.wave)
        since = {boss: starts.get(wave) for boss, wave in bosses.items()}
        short = [
            boss
            for boss, day in since.items()
            if day and mine and day + timedelta(days=days) > mine
        ]
        red = f"{_n(short, 'manager')} will be live for less than {days} days" if short else ""
        green = f"managers are live for {days} days by then"
        item = self._item(GoItemName.MANAGERS, red, green, short, [])
        if not bosses:
            return replace(item, sentence="nobody in it has a manager to wait for")
        if red or (mine and all(since.values())):
            return item
        told = "managers start before, but without start dates nobody can tell for how long"
        return replace(item, state=GoState.UNKNOWN, sentence=told)

    def _promises(self) -> GoItem:
        until = self.given.starts.get(self.wave) or self.given.today
        mine = [one for one in self.given.promises if one.person_id in self.people]
        due = [one for one in mine if not one.kept_on and one.due and one.due <= until]
        who = sorted({one.person_id for one in due}, key=self._rank)
        owners = Counter(one.owner for one in due if one.owner)
        red = f"{_n(due, 'promise')} due and not kept, to {len(who)} of its people" if due else ""
        item = self._item(GoItemName.PROMISES, red, "no promise is due and unkept", who, [])
        first = min(owners, key=lambda one: (-owners[one], one)) if owners else item.owner
        return replace(item, owner=first)

    def _rivals(self) -> GoItem:
        mine = set(self.people)
        live = [one for one in self.given.rivals if not one.retired and mine & set(one.people)]
        who = sorted({p for one in live for p in one.people if p in mine}, key=self._rank)
        names = _some([one.name for one in live])
        red = f"{_n(live, 'rival list')} still in use by {len(who)} of its people: {names}"
        item = self._item(
            GoItemName.RIVALS,
            red if live else "",
            "none of its people speaks of a report or list kept beside the tool",
            who,
            [one.rival_id for one in live],
        )
        unsaid = [one for one in self.given.rivals if not one.retired and not one.people]
        if unsaid and not live:
            told = f"{_n(unsaid, 'rival list')} in use beside the tool; by whom is not told"
            return replace(item, state=GoState.UNKNOWN, sentence=told)
        owners = sorted({one.owner for one in live if one.owner})
        return replace(item, owner=owners[0]) if owners else item

    def _helpers(self) -> GoItem:
        known = self.given.known
        declined = declined_by(self.decisions)
        live = {one.person_id for one in self.given.waves if one.wave <= self.wave} - declined
        helpers = {
            known.by_id[key].department
            for key in live
            if self.decisions.value(f"person:{key}", "helper") == "yes"
        }
        departments = {known.by_id[key].department for key in self.people} - {""}
        without = sorted(departments - helpers)
        who = [key for key in self.people if known.by_id[key].department in without]
        red = f"no helper is named yet in {_some(without)}" if without else ""
        return self._item(
            GoItemName.HELPERS, red, "every department in it has a named helper", who, []
        )

    def _rank(self, person_id: str) -> tuple[int, str]:
        return self.given.known.by_id[person_id].rank, person_id


def _n(things: Sized, word: str) -> str:
    return f"{len(things)} {word}{'' if len(things) == 1 else 's'}"


def _some(names: Sequence[str], mark: str = ", ") -> str:
    more = f" and {len(names) - SHOWN} more" if len(names) > SHOWN else ""
    return mark.join(names[:SHOWN]) + more
