"""Pseudonyms at the first door, and the key that leads back, which lies outside what is written.

A pseudonym is a keyed hash of the real id. Names and addresses leave the data here and stay in the
key's file alone.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import re
import secrets
import tempfile
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import pandas as pd
import platformdirs

from toolkit.errors import KeyMissing, UnknownSubject, WrongSettings
from toolkit.intake.names import tokens
from toolkit.model.intake import Extracts, Intake, Match, Person

ELSEWHERE = "RELAUNCH_KEY"
"""The environment variable that names another place of the key."""
_ALPHABET = "23456789abcdefghjkmnpqrstuvwxyz"
_LENGTH = 5
_VERSION = 1
_EMAIL = re.compile(r"[^\s@<>;,/]+@[^\s@<>;,/]+\.[^\s@<>;,./]{2,}")


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyEntry:
    """One person as only the key knows them."""

    pseudonym: str
    real_id: str
    """The organisation's id, an address, `ext-N`, or "" for an external of an earlier run."""
    name: str = ""
    email: str = ""
    other_names: tuple[str, ...] = ()


@dataclass(slots=True)
class Key:
    """The secret and who is who. `add` writes the file at once and whole, with mode 0600."""

    path: Path
    secret: bytes
    _by_pseudonym: dict[str, KeyEntry] = field(default_factory=dict)
    _by_real: dict[str, str] = field(default_factory=dict)
    _said: dict[str, str] = field(default_factory=dict)
    asking: tuple[str, ...] = ()
    """Names of who interviewed or wrote notes: nobody of the review, and not to be seen either."""

    def __repr__(self) -> str:
        """Without the secret."""
        return f"Key({self.path.name}, {len(self._by_pseudonym)} people)"

    def pseudonym(self, real_id: str) -> str:
        """The pseudonym of a real id, "" for ""; the same in every run with this key."""
        if not real_id:
            return ""
        return self._by_real.get(real_id) or self._free_pseudonym(f"id\x1f{real_id}", real_id)

    def real(self, pseudonym: str) -> str:
        """The real id behind a pseudonym, "" for "". Raises UnknownSubject for any other text."""
        if not pseudonym:
            return ""
        return self.entry(pseudonym).real_id

    def entry(self, pseudonym: str) -> KeyEntry:
        """Everything about one person. Raises UnknownSubject."""
        try:
            return self._by_pseudonym[pseudonym]
        except KeyError:
            raise UnknownSubject(
                f"no person {pseudonym} in this key.",
                where=self.path.name,
                what_to_do="Use the key of the run that made this pseudonym (--key FILE).",
            ) from None

    def entries(self) -> tuple[KeyEntry, ...]:
        """Everybody, in the order of their real ids."""
        found = self._by_pseudonym.values()
        return tuple(sorted(found, key=lambda entry: (entry.real_id, entry.pseudonym)))

    def said(self, match_id: str) -> str:
        """The name or address that a match is about, as the file gives it; "" if unknown."""
        return self._said.get(match_id, "")

    def add(
        self,
        people: Iterable[Person],
        matches: Iterable[Match] = (),
        asking: Iterable[str] = (),
    ) -> None:
        """Take these people, matches and names of interviewers into the key and write it.

        Externals are known by their name, for their numbers change as others join: what an earlier
        run called `ext-3` keeps its pseudonym and gets its new number.
        """
        self._forget_external_numbers()
        for person in sorted(people, key=lambda person: (person.rank, person.person_id)):
            pseudonym = self._pseudonym_of(person)
            self._by_real[person.person_id] = pseudonym
            self._by_pseudonym[pseudonym] = KeyEntry(
                pseudonym=pseudonym,
                real_id=person.person_id,
                name=person.name,
                email=person.email,
                other_names=person.other_names,
            )
        self._said.update({one.match_id: one.said for one in matches if one.said})
        self.asking = tuple(sorted({*self.asking, *asking}))
        self.save()

    def save(self) -> None:
        """Write the key: a temporary file beside it, synced, then put in its place."""
        content = {
            "version": _VERSION,
            "secret": self.secret.hex(),
            "people": {
                entry.pseudonym: {
                    "id": entry.real_id,
                    "name": entry.name,
                    "email": entry.email,
                    "other_names": list(entry.other_names),
                }
                for entry in self.entries()
            },
            "matches": dict(sorted(self._said.items())),
            "asking": list(self.asking),
        }
        _write_private(self.path, json.dumps(content, ensure_ascii=False, indent=1))

    def _pseudonym_of(self, person: Person) -> str:
        if person.in_org:
            return self.pseudonym(person.person_id)
        called = " ".join(sorted(tokens(person.name))) or person.email or person.person_id
        seed = f"external\x1f{called}"
        for pseudonym in self._candidates(seed):
            entry = self._by_pseudonym.get(pseudonym)
            if entry is None or (not entry.real_id and entry.name == person.name):
                return pseudonym
        raise AssertionError("candidates never end")

    def _free_pseudonym(self, seed: str, real_id: str) -> str:
        for pseudonym in self._candidates(seed):
            entry = self._by_pseudonym.get(pseudonym)
            if entry is None or entry.real_id == real_id:
                self._by_pseudonym[pseudonym] = KeyEntry(pseudonym=pseudonym, real_id=real_id)
                self._by_real[real_id] = pseudonym
                return pseudonym
        raise AssertionError("candidates never end")

    def _candidates(self, seed: str) -> Iterable[str]:
        """Pseudonyms for a seed; a second one is needed only where two people collide."""
        number = 0
        while True:
            text = f"{seed}\x1f{number}".encode()
            digest = hashlib.blake2b(text, key=self.secret, digest_size=16).digest()
            yield "P-" + _letters(int.from_bytes(digest, "big"))
            number += 1

    def _forget_external_numbers(self) -> None:
        for pseudonym, entry in self._by_pseudonym.items():
            if re.fullmatch(r"ext-\d+", entry.real_id):
                self._by_real.pop(entry.real_id, None)
                self._by_pseudonym[pseudonym] = replace(entry, real_id="")


def _letters(number: int) -> str:
    found = ""
    for _ in range(_LENGTH):
        number, place = divmod(number, len(_ALPHABET))
        found += _ALPHABET[place]
    return found


def key_path(out: Path) -> Path:
    """Where a review's key lies if nobody names another place: in the user's data folder.

    The environment variable RELAUNCH_KEY names another place, as `--key` does: by it the app tells
    the desk's kernel, and notebooks can be told.
    """
    if named := os.environ.get(ELSEWHERE):
        return Path(named)
    name = hashlib.blake2b(str(out.resolve()).encode(), digest_size=12).hexdigest()
    return platformdirs.user_data_path("relaunch", appauthor=False) / "keys" / f"{name}.json"


def outside(path: Path, out: Path) -> Path:
    """The path itself. Raises WrongSettings if the key would lie inside what is passed on."""
    if path.resolve().is_relative_to(out.resolve()):
        raise WrongSettings(
            "the key must not lie inside the folder that it unlocks.",
            where=str(path),
            what_to_do="Name a file in another folder with --key.",
        )
    return path


def load(path: Path) -> Key:
    """The key in this file.

    Raises KeyMissing where it is not there or damaged: without it nobody can be named.
    """
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
        return _key_of(path, content)
    except FileNotFoundError:
        raise KeyMissing(
            "the key from pseudonyms to people is not there.",
            where=str(path),
            what_to_do="Name it with --key FILE, or run the review again on this machine.",
        ) from None
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise KeyMissing(
            f"the key cannot be read ({type(error).__name__}).",
            where=str(path),
            what_to_do="Put a copy of it in place, or move it away and run again: everybody then "
            "gets a new pseudonym.",
        ) from error


def load_or_make(path: Path) -> Key:
    """The key in this file, or a new one written there. Raises KeyMissing where it is damaged."""
    if path.exists():
        return load(path)
    key = Key(path, secrets.token_bytes(32))
    key.save()
    return key


def _key_of(path: Path, content: Mapping[str, Any]) -> Key:
    if content["version"] != _VERSION:
        raise ValueError("a key of another version")
    people = {
        pseudonym: KeyEntry(
            pseudonym=pseudonym,
            real_id=str(entry["id"]),
            name=str(entry["name"]),
            email=str(entry["email"]),
            other_names=tuple(map(str, entry["other_names"])),
        )
        for pseudonym, entry in content["people"].items()
    }
    reals = {entry.real_id: entry.pseudonym for entry in people.values() if entry.real_id}
    said = {str(name): str(text) for name, text in content["matches"].items()}
    asking = tuple(map(str, content.get("asking", ())))
    return Key(path, bytes.fromhex(content["secret"]), people, reals, said, asking)


def _write_private(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")  # mode 0600
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        Path(name).replace(path)
    except BaseException:
        with contextlib.suppress(OSError):
            Path(name).unlink()
        raise


def pseudonymise(intake: Intake, key: Key) -> Intake:
    """The same intake with pseudonyms for all ids and without names and addresses.

    `rank` stays, so that no order depends on pseudonyms. What was said in a match moves to the key
    (`Key.said`). The words of sources and tickets are not touched: redaction is another matter.
    """
    key.add(intake.people, intake.matches, intake.asking)
    hide = key.pseudonym
    return replace(
        intake,
        asking=(),
        people=tuple(_hidden_person(person, key) for person in intake.people),
        respondents=tuple(
            replace(
                row,
                person_id=hide(row.person_id),
                respondent_id=_without_addresses(row.respondent_id, key),
            )
            for row in intake.respondents
        ),
        sources=tuple(
            replace(
                row,
                person_id=hide(row.person_id),
                source_id=_without_addresses(row.source_id, key),
                respondent_id=_without_addresses(row.respondent_id, key),
            )
            for row in intake.sources
        ),
        closed=tuple(
            replace(
                row,
                person_id=hide(row.person_id),
                respondent_id=_without_addresses(row.respondent_id, key),
            )
            for row in intake.closed
        ),
        ties=tuple(
            replace(tie, from_id=hide(tie.from_id), to_id=hide(tie.to_id)) for tie in intake.ties
        ),
        matches=tuple(_hidden_match(one, key) for one in intake.matches),
        extracts=Extracts(
            usage=_hidden_table(intake.extracts.usage, key),
            training=_hidden_table(intake.extracts.training, key),
            tickets=_hidden_table(intake.extracts.tickets, key),
        ),
    )


def _hidden_person(person: Person, key: Key) -> Person:
    return replace(
        person,
        person_id=key.pseudonym(person.person_id),
        manager_id=key.pseudonym(person.manager_id),
        name="",
        email="",
        other_names=(),
    )


def _hidden_match(one: Match, key: Key) -> Match:
    return replace(
        one,
        said="",
        person_id=key.pseudonym(one.person_id),
        candidates=tuple((key.pseudonym(found), alike) for found, alike in one.candidates),
    )


def _hidden_table(table: pd.DataFrame, key: Key) -> pd.DataFrame:
    known = {real: key.pseudonym(real) for real in table["person_id"].unique()}
    return table.assign(person_id=table["person_id"].map(known))


def _without_addresses(text: str, key: Key) -> str:
    """An id of an answer whose tool uses addresses as ids, with a keyed hash in their place."""
    if "@" not in text:
        return text
    return _EMAIL.sub(
        lambda found: next(iter(key._candidates(f"address\x1f{found.group()}"))), text
    )
