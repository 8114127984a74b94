"""What the intake screen shows, as plain values."""

from __future__ import annotations

from dataclasses import dataclass

from toolkit.desk.card import FactRow


@dataclass(frozen=True, slots=True, kw_only=True)
class FileLine:
    """One row of the list of files."""

    file: str
    kind: str
    format: str
    rows_in: int
    kept: int
    set_aside: int
    problem: bool
    mine: bool
    """A person corrected what it was taken for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """What a column was taken for."""

    name: str
    role: str
    """With its detail after a colon, as review.toml has it."""
    confidence: float
    mine: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Aside:
    """Rows that were read and not kept."""

    reason: str
    rows: int
    where: str
    read: tuple[FactRow, ...] = ()
    """What stands in them, while names are shown."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FileCard:
    """Everything about one file."""

    line: FileLine
    wave: str
    skip: bool
    speaks: bool
    """People speak in it: it carries a promise."""
    attribution: str
    quotes: str
    assumed: bool
    problem: str
    notes: tuple[str, ...]
    set_aside: tuple[Aside, ...]
    columns: tuple[Column, ...]
    roles: tuple[str, ...]
    """What a column of this file may be."""
    days: str
    """From when to when, empty where unknown."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """Somebody who may be meant."""

    person_id: str
    label: str
    """Pseudonym (the name where unlocked), role, department, place."""
    likeness: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Doubtful:
    """A name in a file that waits for a person's word."""

    match_id: str
    file: str
    said: str
    """As the file gives it where names are unlocked; else empty."""
    candidates: tuple[Candidate, ...]
    decided: str | None
    """The person that was chosen, "" for nobody, None where it waits."""


@dataclass(frozen=True, slots=True, kw_only=True)
class IntakeTally:
    """The sums over all files: read = kept + set aside."""

    files: int
    problems: int
    rows_in: int
    kept: int
    set_aside: int
