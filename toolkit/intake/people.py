"""Matching: who of the organisation's list is meant by an id, an address or a name in a file."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from rapidfuzz import process
from rapidfuzz.fuzz import token_sort_ratio

from toolkit.intake.joint import ways_to_part
from toolkit.intake.likeness import INITIAL, likeness
from toolkit.intake.logins import logins_of, with_bare_login
from toolkit.intake.names import (
    fold,
    nicknames_of,
    only_initials,
    sound,
    tokens,
)
from toolkit.intake.narrowing import unlike, without_address
from toolkit.intake.raw import Identity
from toolkit.model.intake import Match, Person

CERTAIN = 0.88
"""From here on a name is taken for the person, if the margin to the runner-up is kept."""
DOUBTFUL = 0.7
"""From here on a person is listed as a candidate; below nobody is meant."""
MARGIN = 0.06
"""How far the best must stand above the second, except where it alone is exactly equal."""
CONTRADICTS = 0.5
"""An id or address whose owner's name is less like the name beside it than this is doubtful."""
SAME_LOCAL_PART = 0.8
"""Likeness of an address with the same local part at another domain: always doubtful."""
FROM_LOGIN = 0.9
"""Likeness of a login made from a name ("akeller"), if only one person can have it."""
NEAR_ENOUGH = 75
"""token_sort_ratio from which a name is compared word by word, in [0, 100]."""
SINGLE_MARGIN = 0.015
"""The margin for a name of one word: "Elena" before whom the list of nicknames calls so."""
LEFT_LOSS = 0.02
"""What it costs, for a name of one word, to have left: the one who stayed is likelier meant."""
MOST_CANDIDATES = 5
_HOW_DECIDED = "decided"
SEVERAL = "several"
"""How a label is matched that names several people of the list: nobody alone is meant."""
_Scores = dict[str, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Roster:
    """The list of people with its indices; make it once for many matches with `Roster.of`."""

    people: Mapping[str, Person]
    ids: Mapping[str, tuple[str, ...]]
    emails: Mapping[str, tuple[str, ...]]
    local_parts: Mapping[str, tuple[str, ...]]
    logins: Mapping[str, tuple[str, ...]]
    words: Mapping[str, tuple[str, ...]]
    """Folded word of a name, its sound, its nicknames and its first letters -> person ids."""
    names: Mapping[str, tuple[str, ...]]
    """person id -> all names, the given one first."""
    spelt: Mapping[str, tuple[str, ...]]
    """Folded name with sorted words -> person ids."""

    @staticmethod
    def of(people: Iterable[Person]) -> Roster:
        """The roster of these people; their order does not matter."""
        known = {person.person_id: person for person in sorted(people, key=_rank)}
        names = {key: _names(person) for key, person in known.items()}
        return Roster(
            people=known,
            ids=_index(known, _ids),
            emails=_index(known, _addresses),
            local_parts=_index(known, lambda person: [_local(a) for a in _addresses(person)]),
            logins=_index(known, lambda person: logins_of(names[person.person_id])),
            words=_index(known, lambda person: _name_words(names[person.person_id])),
            names=names,
            spelt=_index(known, lambda person: map(_sorted_words, names[person.person_id])),
        )


def _rank(person: Person) -> tuple[int, str]:
    return person.rank, person.person_id


def _index(
    people: Mapping[str, Person], keys: Callable[[Person], Iterable[str]]
) -> Mapping[str, tuple[str, ...]]:
    found: dict[str, dict[str, None]] = {}
    for person in people.values():
        for key in keys(person):
            if key:
                found.setdefault(key, {})[person.person_id] = None
    return {key: tuple(ids) for key, ids in found.items()}


def keys_of(people: Iterable[Person]) -> frozenset[str]:
    """Every id, address, local part and log-in by which files may name somebody, as compared."""
    return frozenset(
        key
        for person in people
        for address in [_addresses(person)]
        for key in (*_ids(person), *address, *map(_local, address), *logins_of(_names(person)))
        if key
    )


def id_key(given_id: str) -> str:
    """An id as it is compared: no capitals, blanks, leading zeros or ".0" of a spreadsheet."""
    key = "".join(given_id.split()).casefold().removesuffix(".0")
    return key.lstrip("0") or key


def _addresses(person: Person) -> list[str]:
    given = [person.email, *person.other_names, person.person_id]
    return [email_key(address) for address in given if "@" in address]


def email_key(address: str) -> str:
    """An address as it is compared: no capitals, brackets, "mailto:" or "+tag"."""
    plain = address.strip().strip("<>").casefold().removeprefix("mailto:")
    local, at, domain = plain.partition("@")
    return f"{local.partition('+')[0]}{at}{domain}"


def _local(address: str) -> str:
    return address.partition("@")[0]


def _ids(person: Person) -> list[str]:
    """The id, and those that other lists have for the same person."""
    return [id_key(one) for one in (person.person_id, *filter(_is_code, person.other_names))]


def _is_code(text: str) -> bool:
    """Whether another way to call a person is an id, or a log-in, kept in small letters."""
    plain = " " not in text and "@" not in text
    return plain and (any(map(str.isdigit, text)) or text == text.lower())


def _names(person: Person) -> tuple[str, ...]:
    given = (person.name, *person.other_names)
    return tuple(name for name in given if name and "@" not in name and not _is_code(name))


def _name_words(names: Iterable[str]) -> list[str]:
    return [key for name in names for word in tokens(name) for key in _word_keys(word)]


def _word_keys(word: str) -> list[str]:
    return [word, sound(word), f"{word[:3]}*", *sorted(nicknames_of(word))]


def match_id(identity: Identity) -> str:
    """The id of a match: from what was said alone, so that one answer serves all files."""
    said = "\x1f".join((id_key(identity.given_id), email_key(identity.email), _said_name(identity)))
    return "M-" + hashlib.blake2b(said.encode(), digest_size=5).hexdigest()


def _said_name(identity: Identity) -> str:
    return _sorted_words(identity.name) or fold(identity.name)


def _sorted_words(name: str) -> str:
    return " ".join(sorted(tokens(name)))


def match(
    identity: Identity,
    people: Roster | Sequence[Person],
    decisions: Mapping[str, str] | None = None,
    *,
    file: str = "",
    context: frozenset[str] = frozenset(),
) -> Match:
    """Who is meant: a certain match, a doubtful one with its candidates, or nobody.

    `decisions` maps match ids to the person somebody chose ("" = nobody of the list) and wins.
    Ids and addresses decide before names; a name that contradicts them makes the match doubtful.
    Doubtful matches keep `person_id` empty; their candidates are listed best first, those in
    `context` (people who occur in the same file for certain) before others as likely.
    """
    roster = people if isinstance(people, Roster) else Roster.of(people)
    found = Match(match_id=match_id(identity), file=file, said=said(identity))
    if decisions and found.match_id in decisions:
        chosen = decisions[found.match_id]
        return replace(found, person_id=chosen, how=_HOW_DECIDED)
    identity = with_bare_login(identity)
    if identity.name and not (identity.given_id or identity.email) and _several(identity, roster):
        return replace(found, how=SEVERAL)
    by_name = _by_name(identity, roster)
    for how, owners in (("id", _by_id(identity, roster)), ("email", _by_email(identity, roster))):
        if len(owners) == 1 and not _contradicts(identity, owners[0], by_name, roster):
            return replace(found, person_id=owners[0], candidates=((owners[0], 1.0),), how=how)
        if owners:
            by_name.update({owner: max(1.0, by_name.get(owner, 0.0)) for owner in owners})
            return _listed(found, by_name, context)
    if disagree(identity, roster):
        return _listed(found, {_owner_of_address(identity, roster): 1.0, **by_name}, context)
    return _settle(
        found, _Named(by_name, _merely_near(identity, roster), _margin(identity)), context
    )


def _several(identity: Identity, roster: Roster) -> bool:
    """Whether the name is those of several people of the list, each of them for certain."""
    if roster.spelt.get(_sorted_words(identity.name)):
        return False
    for parts in ways_to_part(identity.name):
        best = [_ordered(_name_scores(part, roster), frozenset()) for part in parts]
        if all(scores and _is_certain(scores, MARGIN) for scores in best):
            return len({scores[0][0] for scores in best}) > 1
    return False


def said(identity: Identity) -> str:
    """The identity as a person reads it."""
    parts = (identity.name, identity.email, identity.given_id)
    return " · ".join(dict.fromkeys(part for part in parts if part))


def _by_id(identity: Identity, roster: Roster) -> tuple[str, ...]:
    given = identity.given_id or _login_as_name(identity, roster)
    return roster.ids.get(id_key(given), ()) if given else ()


def _login_as_name(identity: Identity, roster: Roster) -> str:
    """The one word in the place of a name that is a word of nobody's name; "" for a name."""
    name = identity.name.strip()
    return "" if not name or " " in name or "@" in name or _is_name(name, roster) else name


def _by_email(identity: Identity, roster: Roster) -> tuple[str, ...]:
    for address in (identity.email, identity.given_id, identity.name):
        if "@" in address and (owners := roster.emails.get(email_key(address))):
            return owners
    given = identity.given_id or _login_as_name(identity, roster)
    return roster.local_parts.get(given.strip().casefold(), ()) if "@" not in given else ()


def _contradicts(identity: Identity, owner: str, by_name: _Scores, roster: Roster) -> bool:
    """Whether the name beside an id or address is surely somebody else's."""
    others = [score for key, score in by_name.items() if key != owner]
    if not identity.name or max(others, default=0.0) < CERTAIN:
        return False
    return _best_likeness(identity.name, owner, roster) < CONTRADICTS


def disagree(identity: Identity, roster: Roster) -> bool:
    """Whether the name and the address point to two different people of the list."""
    owner = _owner_of_address(identity, roster)
    if not owner or not identity.name:
        return False
    best = _ordered(_name_scores(identity.name, roster), frozenset())
    if not best or not _is_certain(best, _margin(identity)) or best[0][0] == owner:
        return False
    return _best_likeness(identity.name, owner, roster) < CONTRADICTS


def _owner_of_address(identity: Identity, roster: Roster) -> str:
    """Who has the address, or else the one whose name it is made from; "" for nobody."""
    if "@" not in identity.email:
        return ""
    owners = roster.emails.get(email_key(identity.email), ())
    if owners:
        return owners[0] if len(owners) == 1 else ""
    best = _ordered(_scores_of(_local(email_key(identity.email)), roster), frozenset())
    return best[0][0] if best and _is_certain(best, MARGIN) else ""


def _best_likeness(name: str, key: str, roster: Roster) -> float:
    return max((likeness(name, known) for known in roster.names[key]), default=0.0)


def _by_name(identity: Identity, roster: Roster) -> _Scores:
    """Likeness by person, of the name or else of a name read from the address or login."""
    for name in (identity.name, identity.email, identity.given_id):
        text = _local(email_key(name)) if "@" in name else name
        scores = _scores_of(text, roster) if text else {}
        if "@" in name and roster.emails:
            scores = without_address(scores, name, roster.emails)
        if scores:
            equal = [key for key in scores if scores[key] == max(scores.values()) >= CERTAIN]
            others = unlike(text, equal, roster.names)
            return {key: score - MARGIN * (key in others) for key, score in scores.items()}
    return {}


def _scores_of(text: str, roster: Roster) -> _Scores:
    """Likeness by person of a name or log-in; one word that is nobody's name is a log-in first."""
    owners = _login_owners(text, roster)
    if owners and " " not in text.strip() and not _is_name(text, roster):
        return dict.fromkeys(owners, FROM_LOGIN)
    return _name_scores(_spaced(text), roster) or dict.fromkeys(owners, FROM_LOGIN)


def _is_name(word: str, roster: Roster) -> bool:
    """Whether one word stands in the name of somebody in the list."""
    plain = fold(word)
    near = roster.words.get(plain, ())
    return any(plain in tokens(name) for key in near for name in roster.names[key])


def _spaced(text: str) -> str:
    if " " in text.strip() or not any(sign in text for sign in "._"):
        return text
    return " ".join("".join(" " if c in "._" or c.isdigit() else c for c in text).split())


def _login_owners(text: str, roster: Roster) -> tuple[str, ...]:
    return roster.logins.get(fold("".join(c for c in text if c.isalpha())), ())


def _name_scores(name: str, roster: Roster) -> _Scores:
    words, folded = tokens(name), _sorted_words(name)
    if len(words) > 1 and len(owners := roster.spelt.get(folded, ())) == 1:
        return {owners[0]: 1.0}
    if letters := only_initials(name):
        return {key: INITIAL for key in roster.people if letters in _initials_of(key, roster)}
    near = {
        key for word in words for part in _word_keys(word) for key in roster.words.get(part, ())
    }
    if len(words) > 1:
        hits = process.extract(
            folded, roster.spelt.keys(), scorer=token_sort_ratio, score_cutoff=NEAR_ENOUGH, limit=20
        )
        near |= {key for hit, _, _ in hits for key in roster.spelt[str(hit)]}
    scores = {key: _best_likeness(name, key, roster) for key in near}
    if len(words) == 1:
        scores = {
            key: score - LEFT_LOSS * (roster.people[key].left_on is not None)
            for key, score in scores.items()
        }
    return {key: score for key, score in scores.items() if score >= DOUBTFUL}


def _initials_of(key: str, roster: Roster) -> set[str]:
    return {"".join(word[0] for word in tokens(name)) for name in roster.names[key]}


def _merely_near(identity: Identity, roster: Roster) -> _Scores:
    """People whose address has the same local part at another domain."""
    if "@" not in identity.email:
        return {}
    local = _local(email_key(identity.email))
    near = dict.fromkeys(roster.local_parts.get(local, ()), SAME_LOCAL_PART)
    if roster.emails and not near and not identity.name:
        scores = _name_scores(_spaced(local), roster) if "." in local or "_" in local else {}
        near = {key: min(score, SAME_LOCAL_PART) for key, score in scores.items()}
    return near


@dataclass(frozen=True, slots=True)
class _Named:
    """What names alone say: likeness by name and by address, and the margin that is asked for."""

    by_name: _Scores
    near: _Scores
    margin: float


def _margin(identity: Identity) -> float:
    return SINGLE_MARGIN if len(tokens(identity.name)) == 1 else MARGIN


def _settle(found: Match, named: _Named, context: frozenset[str]) -> Match:
    best = _ordered(named.by_name, frozenset())
    if best and _is_certain(best, named.margin):
        return replace(found, person_id=best[0][0], candidates=tuple(best[:1]), how="name")
    joined = dict(named.near)
    for key, score in named.by_name.items():
        joined[key] = max(score, joined.get(key, 0.0))
    return _listed(found, joined, context)


def _is_certain(best: list[tuple[str, float]], margin: float) -> bool:
    score, second = best[0][1], best[1][1] if len(best) > 1 else 0.0
    return score >= CERTAIN and (round(score - second, 4) >= margin or score == 1.0 > second)


def _listed(found: Match, scores: _Scores, context: frozenset[str]) -> Match:
    """Doubtful with its candidates, or nobody if there are none."""
    best = _ordered(scores, context)[:MOST_CANDIDATES]
    return replace(found, candidates=tuple(best), doubtful=bool(best))


def _ordered(scores: _Scores, context: frozenset[str]) -> list[tuple[str, float]]:
    rounded = [(key, round(score, 4)) for key, score in scores.items()]
    return sorted(rounded, key=lambda item: (-item[1], item[0] not in context, item[0]))
