"""Several lists of one organisation become one: who stands in two of them is one person."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from toolkit.intake.headers import looks_like_email
from toolkit.intake.names import fold, tokens
from toolkit.intake.org_people import boss_of
from toolkit.intake.people import Roster, email_key, id_key
from toolkit.intake.raw import OrgReading
from toolkit.model.intake import Person

_FILLED = ("name", "email", "department", "role", "location", "manager_id", "starts_on", "left_on")
_OF_POSTS = ("department", "role", "location", "manager_id", "starts_on")
"""What a list of the staff tells of people, and a system's list of its accounts hardly does."""
_SAME_PEOPLE = 0.5
"""From this share of common names on, two lists are of the same people, whatever their mails."""
_MOSTLY = 0.5
"""A list of accounts: so many of its people are known, and it tells so little against the first."""
_LITTLE = 0.5
_MADE_UP = "n-"


def join_lists(lists: Iterable[Sequence[Person]]) -> dict[str, Person]:
    """Everybody of the lists by id; the list that tells most is believed first, others fill in.

    Lists with ids of their own come before those without, then the one that tells most of each
    person, then the longest: a system's list of accounts does not give the staff new ids. People
    are the same by id, by e-mail address, or by a name that each list has once, where one of the
    two has no address or the lists are of the same people anyway. A second id is kept among
    `other_names`, so that files which use it still find the person. A further list of mostly the
    same people that tells little of them is one of accounts: whoever stands in it alone is nobody
    of the organisation, as is a line without any post (`strays`).
    """
    return _joined(lists).everybody()


def everybody_listed(lists: Sequence[OrgReading]) -> dict[str, Person]:
    """Everybody of the lists by id (see `join_lists`), with managers who stand in another list."""
    joining = _joined(one.people for one in lists)
    known = joining.everybody()
    roster = Roster.of(known.values())
    for one in lists:
        for person_id, cells in sorted(one.managers.items()):
            key = joining.same.get(person_id, person_id)
            boss = boss_of(cells, roster)
            if boss and key in known and boss != key and not known[key].manager_id:
                known[key] = replace(known[key], manager_id=boss)
    return known


def strays(lists: Iterable[Sequence[Person]]) -> frozenset[str]:
    """Ids of those who stand in no list but one of accounts."""
    return frozenset(_joined(lists).strays)


def _joined(lists: Iterable[Sequence[Person]]) -> _Joining:
    joining = _Joining()
    for people in sorted(lists, key=_order):
        joining.add(people)
    return joining


def _order(people: Sequence[Person]) -> tuple[bool, float, int, list[str]]:
    own_ids = sum(not _is_made(person.person_id) for person in people)
    without_ids = bool(people) and own_ids < len(people) / 2
    told = round(2 * _told(people)) / 2
    return without_ids, -told, -len(people), [person.person_id for person in people]


def _told(people: Sequence[Person]) -> float:
    """How much a list tells of each person's post, 0 to the number of such facts."""
    posts = sum(bool(getattr(one, field)) for one in people for field in _OF_POSTS)
    return posts / max(1, len(people))


def _is_made(person_id: str) -> bool:
    """Whether an id is made from the name or the address, or is one of them."""
    is_name = " " in person_id and not any(map(str.isdigit, person_id))
    return is_name or person_id.startswith(_MADE_UP) or looks_like_email(person_id)


@dataclass(slots=True)
class _Joining:
    """The people so far, and under which id those of further lists are known."""

    known: dict[str, Person] = field(default_factory=dict)
    same: dict[str, str] = field(default_factory=dict)
    strays: list[str] = field(default_factory=list)
    told: float = 0.0
    """How much the first list tells of each person."""

    def add(self, people: Sequence[Person]) -> None:
        """One more list."""
        index = _Index.of(self.known, people)
        keys = [index.key_of(person, self.known) for person in people]
        self.told = self.told or _told(people)
        poor = _told(people) <= _LITTLE * self.told
        same = 0 < _MOSTLY * len(people) <= sum(map(bool, keys))
        for person, key in zip(people, keys, strict=True):
            if key:
                self.same |= {person.person_id: key} if key != person.person_id else {}
                self.known[key] = _filled(self.known[key], person)
            elif same and (poor or not _told([person])):
                self.strays.append(person.person_id)
            else:
                self.known[self._free(person)] = person

    def _free(self, person: Person) -> str:
        """The person's id, or the address where another person has that id already."""
        return person.email if person.person_id in self.known and person.email else person.person_id

    def everybody(self) -> dict[str, Person]:
        """The people by id, their managers under the ids that were kept."""
        return {
            key: replace(
                one, person_id=key, manager_id=self.same.get(one.manager_id, one.manager_id)
            )
            for key, one in self.known.items()
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class _Index:
    """By what the people of one more list may be known."""

    known_ids: Mapping[str, str]
    emails: Mapping[str, str]
    names: Mapping[str, str]
    """What only one person has: the name, and the name with the job, department or place."""
    ours: Mapping[str, str]
    same_people: bool

    @staticmethod
    def of(known: Mapping[str, Person], people: Sequence[Person]) -> _Index:
        names, ours = _once(known.values()), _once(people)
        common = len({ours[name] for name in names.keys() & ours.keys()})
        return _Index(
            known_ids={id_key(key): key for key in known},
            emails={email_key(one.email): key for key, one in known.items() if one.email},
            names=names,
            ours=ours,
            same_people=common > _SAME_PEOPLE * min(len(known), len(people)),
        )

    def key_of(self, person: Person, known: Mapping[str, Person]) -> str:
        """The id under which a person is known already; "" if not."""
        by_id = next((k for one in _ids_of(person) if (k := self.known_ids.get(id_key(one)))), "")
        if by_id and _may_be_one(person, known[by_id]):
            return by_id
        if found := self.emails.get(email_key(person.email)) if person.email else None:
            return found
        called = (name for name in _calls(person) if name in self.ours)
        key = next((k for name in called if (k := self.names.get(name))), "")
        apart = bool(key and person.email and known[key].email) and not self.same_people
        return "" if apart else key


def _ids_of(person: Person) -> tuple[str, ...]:
    """The id, and the further ones of a line that pairs them; names and log-ins do no harm."""
    return (person.person_id, *(one for one in person.other_names if " " not in one))


def _may_be_one(person: Person, other: Person) -> bool:
    """Whether two people of one id can be one: systems count from 1 too."""
    if person.email and other.email and email_key(person.email) == email_key(other.email):
        return True
    one, two = set(tokens(person.name)), set(tokens(other.name))
    return not one or not two or bool(one & two)


def _once(people: Iterable[Person]) -> dict[str, str]:
    """What only one person is called -> that person's id."""
    listed = [(name, person.person_id) for person in people for name in _calls(person)]
    times = Counter(name for name, _ in listed)
    return {name: key for name, key in listed if times[name] == 1}


def _calls(person: Person) -> list[str]:
    """The folded name; then, for people of one name, with the job, department and place."""
    name = " ".join(sorted(tokens(person.name)))
    beside = (person.role, person.department, person.location)
    told = [f"{name} · {at} {fold(text)}" for at, text in enumerate(beside) if text]
    return [name, *told] if name else []


def _filled(before: Person, person: Person) -> Person:
    lacking = {
        field: getattr(person, field) for field in _FILLED if not getattr(before, field, None)
    }
    others = [*before.other_names, *person.other_names]
    said = {before.person_id, id_key(before.person_id), before.email, person.email}
    others += [person.person_id] if id_key(person.person_id) not in said | {""} else []
    others += [person.email] if before.email and person.email not in {before.email, ""} else []
    others += [person.name] if person.name not in {before.name, ""} else []
    own = (one for one in others if id_key(one) != id_key(before.person_id))
    return replace(before, **lacking, other_names=tuple(dict.fromkeys(own)))
