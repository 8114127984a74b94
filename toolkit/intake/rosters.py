"""Several lists of one organisation become one: who stands in two of them is one person."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace

from toolkit.intake.names import tokens
from toolkit.model.intake import Person

_FILLED = ("name", "email", "department", "role", "location", "manager_id", "starts_on", "left_on")


def join_lists(lists: Iterable[Sequence[Person]]) -> dict[str, Person]:
    """Everybody of the lists by id; the longest list is believed first, others fill what it lacks.

    People are the same by id, by e-mail address, or, where one of the two has no address, by a name
    that each list has once. A second id is kept among `other_names`, so that files which use it
    still find the person.
    """
    known: dict[str, Person] = {}
    same: dict[str, str] = {}
    for people in sorted(lists, key=lambda one: (-len(one), [p.person_id for p in one])):
        emails = {one.email.casefold(): key for key, one in known.items() if one.email}
        names = _once(known.values())
        ours = _once(people)
        for person in people:
            key = _key_of(person, known, emails, names if ours.get(_name(person)) else {})
            if key and key != person.person_id:
                same[person.person_id] = key
            known[key or person.person_id] = _filled(known.get(key), person) if key else person
    return {
        key: replace(one, manager_id=same.get(one.manager_id, one.manager_id))
        for key, one in known.items()
    }


def _key_of(
    person: Person, known: dict[str, Person], emails: dict[str, str], names: dict[str, str]
) -> str:
    """The id under which a person is known already; "" if not."""
    if person.person_id in known:
        return person.person_id
    if person.email:
        found = emails.get(person.email.casefold(), "")
        if found:
            return found
    key = names.get(_name(person), "")
    return key if key and not (person.email and known[key].email) else ""


def _once(people: Iterable[Person]) -> dict[str, str]:
    """Folded names that only one person has -> that person's id."""
    listed = [(_name(person), person.person_id) for person in people]
    times = Counter(name for name, _ in listed)
    return {name: key for name, key in listed if name and times[name] == 1}


def _name(person: Person) -> str:
    return " ".join(sorted(tokens(person.name)))


def _filled(before: Person | None, person: Person) -> Person:
    if before is None:
        return person
    lacking = {
        field: getattr(person, field) for field in _FILLED if not getattr(before, field, None)
    }
    others = [*before.other_names, *person.other_names]
    is_other = person.person_id not in {before.person_id, before.email, person.email}
    others += [person.person_id] if is_other else []
    others += [person.name] if person.name not in {before.name, ""} else []
    return replace(before, **lacking, other_names=tuple(dict.fromkeys(others)))
