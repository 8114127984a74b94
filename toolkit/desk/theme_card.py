"""What the board of themes shows, as plain values: no widget, no markup, no decision."""

from __future__ import annotations

from dataclasses import dataclass

from toolkit.desk.card import Fact, Likely, Said
from toolkit.reports.summary_types import Estimate


@dataclass(frozen=True, slots=True, kw_only=True)
class ThemeLine:
    """One row of the list of themes."""

    theme_id: str
    title: str
    people: int
    statements: int
    word: str
    """The verdict in two words."""
    family: str
    """tool, understanding, commitment, or empty."""
    confidence: float | None
    """0-1; None where a person decided, or where the next run will judge."""
    status: str
    """suggested, confirmed, changed: a person's verdict; "new" where there is none yet."""
    fragile: bool
    """Its statements come apart when some answers are left out."""
    pinned: bool
    reshaped: bool
    """Its members are others than in the last run."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ThemeStatement:
    """A statement as the board lists it."""

    statement_id: str
    words: str
    """As they may be shown."""
    speaker: str
    """A pseudonym, or "anonymous"."""
    kind: str
    cause: str
    """By the words alone, in two words; empty for none."""
    final: str
    """After facts and theme."""
    family: str
    """Of the final cause."""
    decided_by: str
    facts: tuple[Fact, ...] = ()
    moved: bool = False
    """A person put it here."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """A verdict: the machine's, or a person's."""

    word: str
    """Half a sentence."""
    family: str
    confidence: float | None
    by: str
    """What settled it, or who."""
    route: str
    memo: str = ""
    at: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ThemeCard:
    """Everything the board shows about one theme."""

    line: ThemeLine
    machine: Judged | None
    """None for a theme that the next run will judge."""
    person: Judged | None
    share: Estimate | None
    """Of the people who said anything at all; None where nobody did."""
    evidence: str
    would_overturn: str
    stability: float | None
    """0-1 under resampling; None where too few were there to try."""
    cohesion: float
    likely: tuple[Likely, ...]
    facts: tuple[Fact, ...]
    statements: tuple[ThemeStatement, ...]
    more: int
    """How many statements are not listed, for want of room."""
    decisions: tuple[Said, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Effect:
    """What becomes of one theme; 0 statements before is new, after is gone."""

    theme_id: str
    title: str
    statements_before: int
    statements_after: int
    people_before: int
    people_after: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What an action would change; nothing is done before it is confirmed."""

    action: str
    """merge, split, rename, pin, unpin, move, verdict."""
    sentence: str
    effects: tuple[Effect, ...] = ()
    apart: tuple[ThemeStatement, ...] = ()
    """Of a split: what leaves the theme."""
    stay: tuple[ThemeStatement, ...] = ()
    """Of a split: what remains."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BoardTally:
    """How far one is."""

    judged: int
    """Themes with a person's verdict."""
    of: int
    listed: int
    waiting: int
    """Decisions on themes since the last run: they reach the reports with the next one."""
