"""What the desk shows about one statement, as plain values: no widget, no markup, no decision."""

from __future__ import annotations

from dataclasses import dataclass

from toolkit.desk.progress import Progress


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A piece of the whole answer."""

    text: str
    marked: bool = False
    """True for the statement itself."""
    withheld: bool = False
    """True where the words may not be shown; `text` then says so."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """Where a statement stands: who, when, asked what, and the whole answer around it."""

    pieces: tuple[Piece, ...]
    asked: str = ""
    """The question of a survey, or what was said just before in a conversation."""
    speaker: str = ""
    """A pseudonym, or "anonymous"."""
    attributes: tuple[str, ...] = ()
    """Role and location, as far as enough people share them."""
    channel: str = ""
    said_on: str = ""
    wave: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Code:
    """A kind and cause as they stand now, with the words and family for the eye."""

    kind: str
    cause: str
    cause_word: str
    family: str
    """tool, understanding, commitment, or empty."""
    confidence: float | None
    """0-1; None where a person decided."""
    decided_by: str
    """What settled it: text, theme, usage, training, tickets, several, person."""
    own: str = ""
    """The own code that was given, which counts as `cause` and is named by `cause_word`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Likely:
    """One cause with its probability in [0, 1]."""

    cause: str
    word: str
    family: str
    share: float


@dataclass(frozen=True, slots=True, kw_only=True)
class FactRow:
    """One row of a file, or a run of them, that a fact was read from."""

    file: str
    row: str
    """"12", or "4-9" for a run; as a spreadsheet numbers them."""
    says: tuple[str, ...] = ()
    """What stands there, part by part, without whose row it is; empty where nothing may be said."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """One thing that the files show, and the causes that it speaks for or against."""

    sentence: str
    supports: tuple[str, ...] = ()
    """Causes, in words."""
    contradicts: tuple[str, ...] = ()
    rows: tuple[FactRow, ...] = ()
    """The rows that it was read from."""
    more: int = 0
    """How many rows, or runs of rows, are not listed, for want of room."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ThemeNote:
    """The theme of a statement and what was judged of it."""

    theme_id: str
    title: str
    people: int
    statements: int
    word: str
    family: str
    confidence: float
    evidence: str
    would_overturn: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """An earlier decision on this statement, for reading."""

    field: str
    value: str
    coder: str
    at: str
    memo: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Severity:
    """How grave a statement is: 1 nuisance, 2 costs time or money, 3 stops the work."""

    value: str
    """1, 2 or 3; empty where nothing says it."""
    decided: bool
    """Whether a person said so."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """Everything the desk shows about one statement."""

    statement_id: str
    status: Progress
    context: Context
    code: Code
    """As suggested, or as decided where a person has decided."""
    suggested: Code
    likely: tuple[Likely, ...] = ()
    """The three likeliest causes, best first."""
    reasons: tuple[str, ...] = ()
    facts: tuple[Fact, ...] = ()
    theme: ThemeNote | None = None
    decisions: tuple[Said, ...] = ()
    differs: tuple[Said, ...] = ()
    """What others said and still say otherwise than what is in force: the last word counts, and
    both are shown."""
    severity: Severity | None = None
    """None where there is nothing that could be grave: praise, and what says nothing."""
    memo: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One row of the list beside the card."""

    position: int
    statement_id: str
    excerpt: str
    word: str
    family: str
    status: Progress


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """How far one is."""

    done: int
    postponed: int
    of: int
    listed: int
    position: int
    """Of the listed ones, from 1; 0 where nothing is listed."""
