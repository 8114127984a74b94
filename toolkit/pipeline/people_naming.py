"""From what a reviewer types to one person of the review."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from pathlib import Path

from toolkit.errors import KeyMissing, UnknownSubject
from toolkit.intake import pseudonyms
from toolkit.model.decisions import Decisions
from toolkit.model.findings import Statement
from toolkit.model.forgotten import forgotten_in
from toolkit.pipeline.places import Places
from toolkit.stakeholders import find_mentions


def find_person(person: str, known: Collection[str], places: Places, key: Path | None) -> str:
    """The pseudonym of somebody named by pseudonym, by the list's own id, by address or by name.

    All but the pseudonym need the key. Raises UnknownSubject for somebody who is not in the review,
    and for a name that several people have.
    """
    plain = person.removeprefix("person:").strip()
    if plain in known:
        return plain
    unknown = UnknownSubject(
        f"nobody in the review is called {plain!r}.",
        what_to_do="Take a pseudonym from stakeholders.csv, or an id of the organisation's list "
        "on the machine that holds the key.",
    )
    try:
        entries = pseudonyms.load(key or pseudonyms.key_path(places.out)).entries()
    except KeyMissing:
        raise unknown from None
    wanted = plain.casefold()
    found = [
        one.pseudonym
        for one in entries
        if one.pseudonym in known
        and (one.real_id == plain or wanted in (one.email.casefold(), one.name.casefold()))
        and wanted
    ]
    if len(found) > 1:
        raise UnknownSubject(
            f"{len(found)} people are called {plain!r}.", what_to_do="Name one by its id."
        )
    if not found:
        raise unknown
    return found[0]


def mentioned(
    statements: Sequence[Statement], key: pseudonyms.Key, decisions: Decisions
) -> dict[str, tuple[str, ...]]:
    """Statement id -> pseudonyms of those whom it names; nobody who is to be forgotten."""
    gone = forgotten_in(decisions)
    names = {
        one.pseudonym: (one.name, *one.other_names)
        for one in key.entries()
        if one.name and one.pseudonym not in gone
    }
    return find_mentions(statements, names)
