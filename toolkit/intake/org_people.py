"""From the lines of a list to people: one each, with id, manager, level and whether in scope."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from toolkit.intake.grids import Tally
from toolkit.intake.headers import looks_like_email
from toolkit.intake.levels import Judgement, Post, judge_levels
from toolkit.intake.names import parse_name, tokens
from toolkit.intake.org_lines import Entry, Lines, Standing, Vacancy
from toolkit.intake.org_names import without_leader
from toolkit.intake.people import MARGIN, Roster, email_key, id_key, match
from toolkit.intake.raw import Identity
from toolkit.model.intake import Person
from toolkit.model.vocabulary import Level

LIKELY = 0.8
"""Likeness (0-1) from which a name in a manager's cell is taken for the only one it may mean."""
_LEADING = (Level.EXECUTIVE, Level.MANAGER)
_DOUBLE = "second line of the same person"


@dataclass(frozen=True, slots=True, kw_only=True)
class Roll:
    """The people of a list and what a reviewer should know of it."""

    people: tuple[Person, ...]
    levels: Mapping[str, Judgement]
    """person id -> why this level."""
    managers: Mapping[str, tuple[str, ...]]
    """person id -> the cells on a manager who is not in the list."""
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class _Known:
    person_id: str
    entry: Entry


def make_people(lines: Lines, as_of: date | None, tally: Tally) -> Roll:
    """One person for each somebody of the lines; further lines of the same are set aside.

    `as_of` is the day of the list, where known: a leaving date after it is still to come.
    """
    known = _named(_merged(lines.entries, tally))
    when = max([day for day in (as_of, *_starts(known)) if day], default=None)
    times = Counter(_name_key(one.entry) for one in known)
    people = [_person(one, when, times) for one in known]
    people, unclear = _with_managers(people, known, lines.vacancies)
    levels = _levels(people, known)
    names = frozenset(" ".join(sorted(tokens(person.name))) for person in people)
    people = [replace(one, department=without_leader(one.department, names)) for one in people]
    ordered = sorted(people, key=lambda person: person.person_id)
    ranked = tuple(
        replace(person, rank=rank, level=levels[person.person_id].level)
        for rank, person in enumerate(ordered, start=1)
    )
    without = {person.person_id for person in ranked if not person.manager_id}
    open_lines = {k.person_id: k.entry.managers for k in known if k.person_id in without}
    return Roll(
        people=ranked,
        levels=levels,
        managers={key: cells for key, cells in open_lines.items() if cells},
        notes=_notes(ranked, known, levels, unclear),
    )


def left_by(people: Iterable[Person], day: date) -> tuple[Person, ...]:
    """The same people, those out of scope who had left by a day that other files tell."""
    return tuple(
        replace(one, in_scope=one.in_scope and not _gone(one.starts_on, one.left_on, day))
        for one in people
    )


def _gone(starts_on: date | None, left_on: date | None, day: date | None) -> bool:
    if left_on is None or (starts_on and starts_on > left_on):
        return False  # still there, or came back
    return day is None or left_on <= day


def _starts(known: Iterable[_Known]) -> list[date | None]:
    return [one.entry.starts_on for one in known]


def _merged(entries: Sequence[Entry], tally: Tally) -> list[Entry]:
    """Each person once, by id, else address, else name; a line that is no leaver's leads."""
    leading: dict[str, Entry] = {}
    ordered = sorted(entries, key=_leading)
    for entry in ordered:
        keys = _keys(entry)
        first = next((leading[key] for key in keys if key in leading), None)
        if first is not None and _same_name(first, entry):
            tally.add(_DOUBLE, entry.sheet, entry.row)
            entry, first = _joined(first, entry), None
            keys = [*keys, *_keys(entry)]
        leading.update(dict.fromkeys(keys if first is None else keys[1:] or [_own(entry)], entry))
    unique = {(entry.sheet, entry.row): entry for entry in leading.values()}
    return [unique[key] for key in sorted(unique)]


def _leading(entry: Entry) -> tuple[bool, str, str, str, str, int]:
    """Order by content, so that the order of the file's rows decides nothing but true doubles."""
    content = (_name_key(entry), entry.role, entry.department, entry.location)
    return (entry.among_leavers, *content, entry.row)


def _keys(entry: Entry) -> list[str]:
    found = []
    if entry.given_id:
        found.append(f"id {id_key(entry.given_id)}")
    if entry.email:
        found.append(f"mail {email_key(entry.email)}")
    if not entry.given_id and not entry.email:
        found.append(f"name {' '.join(tokens(entry.name.display))}")
    return found


def _own(entry: Entry) -> str:
    return f"line {entry.sheet} {entry.row}"


def _name_key(entry: Entry) -> str:
    return " ".join(sorted(tokens(entry.name.display)))


def _same_name(one: Entry, other: Entry) -> bool:
    first, second = set(_name_key(one).split()), set(_name_key(other).split())
    return not first or not second or bool(first & second)


def _joined(first: Entry, second: Entry) -> Entry:
    """The first line with what only the second knows (address, leaving date, nickname)."""
    return replace(
        first,
        given_id=first.given_id or second.given_id,
        logins=tuple(dict.fromkeys((*first.logins, *second.logins))),
        email=first.email or second.email,
        department=first.department or second.department,
        role=first.role or second.role,
        level=first.level or second.level,
        location=first.location or second.location,
        managers=first.managers or second.managers,
        starts_on=first.starts_on or second.starts_on,
        left_on=first.left_on or second.left_on,
        standing=first.standing or second.standing,
    )


def _named(entries: Sequence[Entry]) -> list[_Known]:
    """Every entry with its real id: employee number, else address, else made from the name."""
    used: set[str] = set()
    found: list[_Known] = []
    for entry in sorted(entries, key=lambda entry: (not entry.given_id, *_leading(entry))):
        person_id = next(key for key in _possible_ids(entry) if key not in used)
        used.add(person_id)
        found.append(_Known(person_id=person_id, entry=entry))
    return found


def _possible_ids(entry: Entry) -> Iterable[str]:
    if entry.given_id:
        yield entry.given_id
    if entry.email:
        yield email_key(entry.email)
    yield _made_id(_name_key(entry))
    yield _made_id(_name_key(entry), entry.department, entry.role)
    number = 2
    while True:
        yield _made_id(_name_key(entry), entry.department, entry.role, str(number))
        number += 1


def _made_id(*parts: str) -> str:
    return "n-" + hashlib.blake2b("\x1f".join(parts).encode(), digest_size=5).hexdigest()


def _person(one: _Known, when: date | None, times: Mapping[str, int]) -> Person:
    entry = one.entry
    label = [entry.label] if entry.label and times[_name_key(entry)] > 1 else []
    left = _has_left(entry, when)
    away = entry.standing in {Standing.LEAVE, Standing.EXTERNAL}
    return Person(
        person_id=one.person_id,
        rank=0,
        name=entry.name.display,
        email=entry.email,
        other_names=(*entry.name.others, *label, *_other_ids(one)),
        department=entry.department,
        role=entry.role,
        location=entry.location,
        starts_on=entry.starts_on,
        left_on=entry.left_on,
        in_scope=not left and not away and entry.scope is not False,
    )


def _other_ids(one: _Known) -> list[str]:
    """Log-ins by which files may know the person, if they are no word of the name."""
    own = {id_key(one.person_id), *tokens(one.entry.name.display)}
    return [login for login in one.entry.logins if id_key(login) not in own]


def _has_left(entry: Entry, when: date | None) -> bool:
    if entry.among_leavers or entry.standing is Standing.LEFT:
        return True
    return _gone(entry.starts_on, entry.left_on, when)


def _with_managers(
    people: Sequence[Person], known: Sequence[_Known], vacancies: Sequence[Vacancy]
) -> tuple[list[Person], int]:
    """The people with their managers; and how many name one who may be one of several people."""
    roster = Roster.of(replace(person, rank=at) for at, person in enumerate(people))
    bosses = {one.person_id: boss_of(one.entry.managers, roster) for one in known}
    posts = {id_key(vacancy.given_id): vacancy for vacancy in vacancies if vacancy.given_id}
    for one in known:
        seen: set[str] = set()
        managers = one.entry.managers
        while not bosses[one.person_id] and managers:
            post = next((id_key(cell) for cell in managers if id_key(cell) in posts), "")
            if not post or post in seen:
                break
            seen.add(post)
            managers = posts[post].managers
            bosses[one.person_id] = boss_of(managers, roster)
    sure = _under(people, bosses)
    likely = _likely_bosses(sure, known, roster)
    unclear = sum(boss == "" for boss in likely.values())
    return _under(sure, bosses | {key: boss for key, boss in likely.items() if boss}), unclear


def _under(people: Sequence[Person], bosses: Mapping[str, str]) -> list[Person]:
    return [
        replace(
            person,
            manager_id=boss if (boss := bosses[person.person_id]) != person.person_id else "",
        )
        for person in people
    ]


def _likely_bosses(
    people: Sequence[Person], known: Sequence[_Known], roster: Roster
) -> dict[str, str]:
    """Person id -> the likely manager where none is certain; "" where several may be meant.

    A manager leads: of people with one surname and initial it is the only one who does.
    """
    levels = _levels(people, known)
    leads = {key for key, found in levels.items() if found.level in _LEADING}
    without = {person.person_id for person in people if not person.manager_id}
    found: dict[str, str] = {}
    for one in known:
        near = _near(one.entry.managers, roster) if one.person_id in without else []
        able = near if len(near) == 1 else [key for key in near if key in leads]
        able = [key for key in able if key != one.person_id]
        if set(near) - {one.person_id}:
            found[one.person_id] = able[0] if len(able) == 1 else ""
    return found


def _near(managers: Sequence[str], roster: Roster) -> list[str]:
    """Whom the first manager cell with candidates may mean: those no less like it than the best."""
    for cell in managers:
        likes = match(Identity(name=cell), roster).candidates
        best = max((like for _, like in likes), default=0.0)
        if best >= LIKELY:
            return [key for key, like in likes if like >= best - MARGIN]
    return []


def boss_of(managers: Sequence[str], roster: Roster) -> str:
    """The one person whom a line's manager cells name for certain, else ""."""
    for cell in managers:
        logins = parse_name(cell).logins
        for given in (cell, *logins):
            if len(owners := roster.ids.get(id_key(given), ())) == 1:
                return owners[0]
        is_address = looks_like_email(cell)
        identity = Identity(email=cell) if is_address else Identity(name=cell)
        found = match(identity, roster)
        if found.person_id:
            return found.person_id
    return ""


def _levels(people: Sequence[Person], known: Sequence[_Known]) -> Mapping[str, Judgement]:
    levels = {one.person_id: one.entry.level for one in known}
    return judge_levels(
        [
            Post(
                person_id=person.person_id,
                title=person.role,
                level=levels[person.person_id],
                department=person.department,
                manager_id=person.manager_id,
            )
            for person in people
        ]
    )


def _notes(
    people: Sequence[Person],
    known: Sequence[_Known],
    levels: Mapping[str, Judgement],
    unclear: int,
) -> tuple[str, ...]:
    entries = [one.entry for one in known]
    from_column = sum("level column" in found.reason for found in levels.values())
    managers = {person.person_id: person.manager_id for person in people}
    unfound = sum(bool(one.entry.managers) and not managers[one.person_id] for one in known)
    counts = {
        "left": sum(_has_left(entry, None) for entry in entries),
        "on long leave, out of scope": sum(e.standing is Standing.LEAVE for e in entries),
        "external, out of scope": sum(e.standing is Standing.EXTERNAL for e in entries),
        "marked out of scope": sum(e.scope is False for e in entries),
        "with a manager who may be one of several in the list": unclear,
        "with a manager who is not in the list": unfound - unclear,
    }
    notes = [f"{count} {what}" for what, count in counts.items() if count]
    shown = Counter(str(person.level) for person in people)
    basis = "from the level column" if from_column > len(people) / 2 else "from titles and lines"
    tally = ", ".join(f"{count} {level}" for level, count in sorted(shown.items()))
    return (*notes, f"levels {basis}: {tally}") if people else tuple(notes)
