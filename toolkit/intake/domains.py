"""Addresses the list lacks: at other domains, beside names in other files, and nobody's."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace

from toolkit.intake.folder import Readings
from toolkit.intake.people import Roster, email_key, id_key
from toolkit.intake.raw import ExtractReading
from toolkit.intake.survey_listed import name_key
from toolkit.model.intake import FileReading

LEAST_ADDRESSES = 5
"""From fewer addresses nothing is concluded about their domain."""
NEARLY_ALL = 0.9
"""Share of a domain's addresses whose local part is that of one person of the list."""
LEAST_MISSING = 3
"""So many answers from addresses of the organisation that its list does not have are told."""


def with_domains(roster: Roster, addresses: Mapping[str, Iterable[str]]) -> Roster:
    """The roster, its people also known by the domains that stand for the list's own.

    `addresses` are those of each file. Such a domain is one of the list with more behind it
    ("firm.example.crm", as tools make log-ins unique), or one of which a file has at least
    LEAST_ADDRESSES addresses, nearly all with the local part of one person of the list.
    """
    more = {
        address: owners
        for file in sorted(addresses)
        for address, owners in _others(roster, addresses[file]).items()
    }
    return replace(roster, emails={**more, **roster.emails}) if more else roster


def with_pairs(roster: Roster, extracts: Iterable[ExtractReading]) -> Roster:
    """The roster with the addresses and ids that systems' files set beside names of the list.

    Only for full names of one person, and addresses and ids that are nobody's else.
    """
    emails: dict[str, set[str]] = defaultdict(set)
    ids: dict[str, set[str]] = defaultdict(set)
    for one in extracts:
        pairs = one.table[["given_id", "email", "name"]].drop_duplicates()
        for given_id, email, name in pairs.itertuples(index=False, name=None):
            owners = roster.spelt.get(name_key(name), ()) if name else ()
            owner = owners[0] if len(owners) == 1 else ""
            if email and owner:
                emails[email_key(email)].add(owner)
            if given_id and "@" not in given_id:
                ids[id_key(given_id)] |= {owner} if owner else set(owners)
    taught = _of_one(emails, roster.emails)
    locals_ = {address.partition("@")[0]: owners for address, owners in taught.items()}
    return replace(
        roster,
        emails={**roster.emails, **taught},
        ids={**roster.ids, **_of_one(ids, roster.ids)},
        local_parts={**locals_, **roster.local_parts},
    )


def _of_one(
    found: Mapping[str, set[str]], known: Mapping[str, tuple[str, ...]]
) -> dict[str, tuple[str, ...]]:
    """What belongs to one person and is not known yet."""
    return {
        key: tuple(owners)
        for key, owners in sorted(found.items())
        if len(owners) == 1 and key not in known
    }


def tell_domains(readings: Readings, listed: Roster, known: Roster) -> tuple[FileReading, ...]:
    """The files with a note on addresses at another domain and on those the list should have.

    `listed` is the roster as it was, `known` the one of `with_domains`.
    """
    other = known.emails.keys() - listed.emails.keys()
    people = Counter(_domain(address) for address in listed.emails)
    own = {domain for domain, n in people.items() if n >= LEAST_ADDRESSES}
    surveys = {survey.reading.file for survey in readings.surveys if readings.orgs}
    given = addresses_by_file(readings)
    told = []
    for one in readings.files:
        found = set(map(email_key, given.get(one.file, ())))
        missing = {text for text in found - known.emails.keys() if _domain(text) in own}
        counts = {
            "addresses at another domain, taken for those of the list": len(found & other),
            "people who answered from an address of the organisation and are not in its list"
            ": is a part of the list missing?": len(missing)
            if one.file in surveys and len(missing) >= LEAST_MISSING
            else 0,
        }
        notes = tuple(f"{n} {what}" for what, n in counts.items() if n)
        told.append(replace(one, notes=(*one.notes, *notes)) if notes else one)
    return tuple(told)


def addresses_by_file(readings: Readings) -> dict[str, list[str]]:
    """The e-mail addresses with which each survey and extract names people."""
    known: dict[str, list[str]] = defaultdict(list)
    for survey in readings.surveys:
        for who in survey.identities.values():
            known[survey.reading.file] += [who.email, who.given_id, who.name]
    for extract in readings.extracts:
        for column in ("email", "given_id", "name"):
            known[extract.reading.file] += extract.table[column].unique().tolist()
    return {file: [text for text in texts if "@" in text] for file, texts in known.items()}


def _others(roster: Roster, addresses: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """Addresses of the list's people at the further domains of one file."""
    own = {_domain(address) for address in roster.emails}
    found: dict[str, tuple[str, ...]] = {}
    for domain, local_parts in sorted(_by_domain(addresses).items()):
        begins = [one for one in sorted(own) if domain.startswith(f"{one}.")]
        if domain in own or not domain:
            continue
        if begins:
            found |= _renamed(roster, max(begins, key=len), domain)
            continue
        owners = {local: roster.local_parts.get(local, ()) for local in sorted(local_parts)}
        theirs = {f"{local}@{domain}": one for local, one in owners.items() if len(one) == 1}
        if len(owners) >= LEAST_ADDRESSES and len(theirs) >= NEARLY_ALL * len(owners):
            found |= theirs
    return found


def _by_domain(addresses: Iterable[str]) -> Mapping[str, set[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for address in map(email_key, addresses):
        found[_domain(address)].add(address.partition("@")[0])
    return found


def _domain(address: str) -> str:
    return address.partition("@")[2]


def _renamed(roster: Roster, own: str, domain: str) -> dict[str, tuple[str, ...]]:
    return {
        f"{address.partition('@')[0]}@{domain}": owners
        for address, owners in roster.emails.items()
        if _domain(address) == own
    }
