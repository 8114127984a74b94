"""What was promised to whom, what may be done with whose name, and who has heard nothing since."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from toolkit.model.decisions import Decision, Decisions
from toolkit.settings import WaveSettings


@dataclass(frozen=True, slots=True, kw_only=True)
class Consent:
    """What a person agreed to; None where nobody asked."""

    approach: bool | None = None
    quote: bool | None = None
    name: bool | None = None


NOT_ASKED = Consent()
OF_PROMISE = "#"
"""Stands between a field and the promise that it is of."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Promised:
    """One promise to one person."""

    promise_id: str
    """Uuid of the decision that made it, the same in every copy of a review."""
    person_id: str
    words: str
    owner: str
    """Who keeps it: a role or a pseudonym; "" where nobody was named."""
    due: date | None
    made_on: date
    kept_on: date | None = None
    told_on: date | None = None

    @property
    def is_open(self) -> bool:
        """Neither kept nor answered."""
        return self.kept_on is None and self.told_on is None


def consent_of(person_id: str, decisions: Decisions) -> Consent:
    """What was decided on `may_approach`, `may_quote` and `may_name` of a person."""

    def asked(field: str) -> bool | None:
        value = decisions.value(f"person:{person_id}", field)
        return None if not value else value == "yes"

    return Consent(approach=asked("may_approach"), quote=asked("may_quote"), name=asked("may_name"))


def promises_of(person_id: str, decisions: Decisions) -> tuple[Promised, ...]:
    """Every promise made to a person that nobody took back, oldest first.

    `promise_owner`, `promise_due`, `promise_kept_on` and `told_on` belong to the promise whose id
    stands behind them (`promise_due#ID`); without one, to the promise that was in force when they
    were written. `promise#ID` words a promise anew, or withdraws it where it is empty.
    """
    subject = f"person:{person_id}"
    made = [row for row in decisions.standing(subject, "promise") if row.decided]
    found = (
        _Making(decisions, row, made[place + 1] if place + 1 < len(made) else None)
        for place, row in enumerate(made)
    )
    return tuple(one.promise(person_id) for one in found if one.words)


def promise_field(field: str, promise_id: str) -> str:
    """The name of a field of one promise."""
    return f"{field}{OF_PROMISE}{promise_id}" if promise_id else field


@dataclass(frozen=True, slots=True)
class _Making:
    """One promise as it was made, and the next to the same person."""

    decisions: Decisions
    row: Decision
    after: Decision | None

    @property
    def words(self) -> str:
        anew = self._own("promise")
        return (self.row.decided or "") if anew is None else anew

    def promise(self, person_id: str) -> Promised:
        return Promised(
            promise_id=self.row.uuid or str(self.row.decision_id),
            person_id=person_id,
            words=self.words,
            owner=self._of("promise_owner"),
            due=as_day(self._of("promise_due")),
            made_on=self.row.at.date(),
            kept_on=as_day(self._of("promise_kept_on")),
            told_on=as_day(self._of("told_on")),
        )

    def _of(self, field: str) -> str:
        own = self._own(field)
        return self._in_its_time(field) if own is None else own

    def _own(self, field: str) -> str | None:
        """What was written on this promise by its id; None where nothing was."""
        for promise_id in filter(None, (self.row.uuid, str(self.row.decision_id))):
            value = self.decisions.value(self.row.subject, promise_field(field, promise_id))
            if value is not None:
                return value
        return None

    def _in_its_time(self, field: str) -> str:
        rows = [
            one
            for one in self.decisions.standing(self.row.subject, field)
            if one.at >= self.row.at and (self.after is None or one.at < self.after.at)
        ]
        return (rows[-1].decided or "") if rows else ""


def all_promises(decisions: Decisions) -> tuple[Promised, ...]:
    """Every promise of the review, by person id."""
    people = sorted(
        {row.subject[7:] for row in decisions.in_force("person") if row.field == "promise"}
    )
    return tuple(one for person_id in people for one in promises_of(person_id, decisions))


@dataclass(frozen=True, slots=True, kw_only=True)
class Alarm:
    """Somebody who was promised something, or asked for something that came, and heard nothing."""

    person_id: str
    sentence: str
    owner: str
    days: int
    """How long over time."""


def overdue(promises: Sequence[Promised], settings: WaveSettings, today: date) -> tuple[Alarm, ...]:
    """An alarm for each open promise that is past its day, or of which nothing was heard for long.

    A promise without a day is late after `silence_days`.
    """
    return tuple(
        sorted(_late(promises, settings, today), key=lambda one: (-one.days, one.person_id))
    )


def _late(promises: Sequence[Promised], settings: WaveSettings, today: date) -> Iterator[Alarm]:
    for one in promises:
        if not one.is_open:
            continue
        until = one.due or one.made_on + timedelta(days=settings.silence_days)
        if today > until:
            days = (today - until).days
            when = f"due {one.due.isoformat()}" if one.due else f"made {one.made_on.isoformat()}"
            yield Alarm(
                person_id=one.person_id,
                sentence=f"was promised “{one.words}” ({when}) and has heard nothing since",
                owner=one.owner,
                days=days,
            )


def as_day(value: str | None) -> date | None:
    """A date from its ISO text; None for none."""
    return date.fromisoformat(value) if value else None
