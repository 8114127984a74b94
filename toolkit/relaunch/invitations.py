"""Invitations to training units: text for attendees and trainer, counts for managers, iCalendar."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from toolkit.language.catalogue import Words as Saying
from toolkit.model.intake import Person
from toolkit.model.plan import TrainingUnit

_STARTS = time(9, 30)
"""Where nobody set a time: the organiser moves it in the calendar."""
_FOLD = 73
"""Octets of a line of an iCalendar file before it is folded (RFC 5545, 3.1: at most 75)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Invitation:
    """One letter, without formatting; `calendar` is "" where the unit has no date yet."""

    line_id: str
    to: tuple[str, ...]
    """Ids of people; a manager gets counts and no names."""
    what: str
    """"attendees", "trainer" or "managers"."""
    subject: str
    text: str
    calendar: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Inviting:
    """Who is who, for letters about units."""

    people: Mapping[str, Person]
    say: Saying
    made_at: datetime
    """UTC; the time stamp of the calendar files."""
    least: int = 5
    addresses: Mapping[str, tuple[str, str]] | None = None
    """Person id -> name and e-mail; None writes pseudonyms."""


def invitations_for(units: Sequence[TrainingUnit], given: Inviting) -> tuple[Invitation, ...]:
    """Per unit one to attendees, one to the trainer, and one per department to its managers.

    Managers are told how many of theirs are invited, and nothing where those are fewer than the
    smallest group; nobody is told who needs it.
    """
    found: list[Invitation] = []
    for unit in units:
        if not unit.attendee_ids:
            continue
        found.append(_to_attendees(unit, given))
        found.append(_to_trainer(unit, given))
        found.extend(_to_managers(unit, given))
    return tuple(found)


def _to_attendees(unit: TrainingUnit, given: Inviting) -> Invitation:
    say = given.say
    subject = say("Training: {what}, {n} minutes", what=unit.step, n=unit.minutes)
    lines = [
        say("You are invited to {n} minutes on one step: {what}.", n=unit.minutes, what=unit.step),
        _when(unit, say),
        say("We work on real cases that failed, without names; bring one of your own."),
    ]
    text = "\n".join(lines)
    calendar = calendar_of(unit, subject, text, given)
    return Invitation(
        line_id=unit.line_id,
        to=unit.attendee_ids,
        what="attendees",
        subject=subject,
        text=text,
        calendar=calendar,
    )


def _to_trainer(unit: TrainingUnit, given: Inviting) -> Invitation:
    say = given.say
    subject = say("To give: {what}, {n} minutes", what=unit.step, n=unit.minutes)
    lines = [
        say("{n} people are invited to {what}.", n=unit.people, what=unit.step),
        _when(unit, say),
        say("Helper on the spot: {who}.", who=unit.power_user),
        say("Exercises:"),
        *(f"- {one.text}" for one in unit.exercises),
        say("It has worked when this moves: {what}.", what=unit.signal),
    ]
    text = "\n".join(lines)
    return Invitation(
        line_id=unit.line_id,
        to=(unit.power_user_id,) if unit.power_user_id else (),
        what="trainer",
        subject=subject,
        text=text,
        calendar=calendar_of(unit, subject, text, given),
    )


def _to_managers(unit: TrainingUnit, given: Inviting) -> list[Invitation]:
    say = given.say
    invited = [given.people[one] for one in unit.attendee_ids if one in given.people]
    counts = Counter(one.manager_id for one in invited if one.manager_id)
    found = []
    for manager in sorted(counts, key=lambda one: (_rank(one, given), one)):
        if counts[manager] < given.least:
            continue
        text = "\n".join(
            [
                say(
                    "{n} of your people are invited to {m} minutes on {what}.",
                    n=counts[manager],
                    m=unit.minutes,
                    what=unit.step,
                ),
                _when(unit, say),
                say("Please keep the time free. Who is invited is between them and the trainer."),
            ]
        )
        found.append(
            Invitation(
                line_id=unit.line_id,
                to=(manager,),
                what="managers",
                subject=say("Training in your team: {n} people", n=counts[manager]),
                text=text,
            )
        )
    return found


def _rank(person_id: str, given: Inviting) -> int:
    person = given.people.get(person_id)
    return person.rank if person else 0


def _when(unit: TrainingUnit, say: Saying) -> str:
    if unit.hand.due is not None:
        return say("When: {day}.", day=say.day(unit.hand.due))
    if unit.hand.before_wave is not None:
        return say("When: before wave {n}; the date follows.", n=unit.hand.before_wave)
    return say("When: the date follows.")


def calendar_of(unit: TrainingUnit, subject: str, text: str, given: Inviting) -> str:
    """An iCalendar event (RFC 5545) in floating local time; "" where the unit has no date."""
    if unit.hand.due is None:
        return ""
    start = datetime.combine(unit.hand.due, _STARTS)
    key = hashlib.blake2b(f"{unit.line_id} {subject}".encode(), digest_size=8).hexdigest()
    guests = given.addresses or {}
    attendees = [
        f"ATTENDEE;CN={_parameter(guests[one][0])};ROLE=REQ-PARTICIPANT;RSVP=TRUE:"
        f"mailto:{_value(guests[one][1])}"
        for one in unit.attendee_ids
        if one in guests and guests[one][1]
    ]
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Relaunch//Training units//EN",
        "METHOD:PUBLISH",
        "BEGIN:VEVENT",
        f"UID:{key}@relaunch.example",
        f"DTSTAMP:{given.made_at:%Y%m%dT%H%M%SZ}",
        f"DTSTART:{start:%Y%m%dT%H%M%S}",
        f"DTEND:{start + timedelta(minutes=unit.minutes):%Y%m%dT%H%M%S}",
        f"SUMMARY:{_value(subject)}",
        f"DESCRIPTION:{_value(text)}",
        *attendees,
        "END:VEVENT",
        "END:VCALENDAR",
    ]
    return "".join(f"{folded}\r\n" for line in lines for folded in _fold(line))


def _value(text: str) -> str:
    """Text of a property: commas, semicolons, backslashes and line ends escaped, no controls."""
    plain = "".join(one for one in text if one == "\n" or one.isprintable())
    for mark in ("\\", ";", ","):
        plain = plain.replace(mark, f"\\{mark}")
    return plain.replace("\n", "\\n")


def _parameter(text: str) -> str:
    """A quoted parameter: no quotes, no line ends."""
    plain = "".join(one for one in text if one.isprintable() and one != '"')
    return f'"{plain}"'


def _fold(line: str) -> list[str]:
    """A line in pieces of at most 75 octets, never within a letter; later ones begin blank."""
    pieces, piece = [], ""
    for letter in line:
        if len((piece + letter).encode()) > _FOLD:
            pieces.append(piece)
            piece = f" {letter}"
        else:
            piece += letter
    return [*pieces, piece]


def first_day(units: Sequence[TrainingUnit]) -> date | None:
    """The first day of any unit; None where no unit has one."""
    return min((one.hand.due for one in units if one.hand.due), default=None)
