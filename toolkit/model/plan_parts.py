"""What the lines of the relaunch plan share: evidence, words, edits by hand, groups in need."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from toolkit.model.vocabulary import Route, Status


class State(StrEnum):
    """How far a line of the plan has come; only a person says so."""

    OPEN = "open"
    DOING = "doing"
    DONE = "done"
    DROPPED = "dropped"


class OptionName(StrEnum):
    """The three ways on."""

    MEND = "mend_in_place"
    WAVES = "relaunch_in_waves"
    STOP = "stop_or_replace"


class RungName(StrEnum):
    """The ladder, in its order."""

    MOTIVATION = "motivation"
    INCENTIVE = "incentive"
    MANDATE = "mandate"


class ShadowKind(StrEnum):
    """What a shadow system is made of."""

    SPREADSHEET = "spreadsheet"
    PAPER = "paper"
    MESSENGER = "messenger"
    MAIL = "mail"
    DOCUMENT = "document"
    OLD_SYSTEM = "old_system"
    OTHER = "other"


def line_id(what: str, key: str) -> str:
    """The id of a line: what it is, and the theme or thing it is about; the same in every run."""
    slug = "-".join(str(what).split())
    return f"{slug}-{key}"


def action_line(route: Route, theme_id: str) -> str:
    """The id of the line that an action stands on; what people wrote on it is `text:LINE_ID`."""
    return line_id(route.value, theme_id)


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """What a line rests on; all empty where there is nothing, and then the line says so."""

    statement_ids: tuple[str, ...] = ()
    rows: tuple[str, ...] = ()
    """"file:row" of tickets and other extracts."""
    rows_of: tuple[tuple[str, int], ...] = ()
    """How many of the rows are which: usage, training, tickets; sorted by name."""
    facts: tuple[str, ...] = ()
    """Counted facts that may be shown, weightiest first."""
    facts_on_desk: int = 0
    """Facts about too few people to be printed."""
    people: int = 0
    """Distinct people who say it."""

    @property
    def missing(self) -> bool:
        """Whether there is none."""
        return not (self.statement_ids or self.rows or self.facts)


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """One person's words as they may be shown, chosen and not rewritten."""

    statement_id: str
    text: str
    language: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Hand:
    """What people keep of a line: who, by when, how far; nothing here is known by the machine.

    A person's word is a decision on `text:LINE_ID`, in the fields owner_role, due, before_wave,
    effort, state, answer and title.
    """

    owner: str
    due: date | None = None
    before_wave: int | None = None
    effort: str = ""
    state: State = State.OPEN
    answer: str = ""
    title: str = ""
    """A person's title in the place of the drafted one."""
    status: Status = Status.SUGGESTED
    suggested: Mapping[str, str] = field(default_factory=dict)
    """Field -> what stood there before a person's word (empty where nothing did)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupNeed:
    """How many of a group need something; `people` is None where they are too few to be told."""

    department: str
    language: str
    """Code of the language they write in, or ""."""
    earlier: str
    """Their earlier course: a Trained value of the facts ("in_time", "missed", ... or "")."""
    people: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """What was read in one statement beyond its cause; probabilities in [0, 1]."""

    statement_id: str
    shadow: float
    why_field: float
    replace: float
    thing: str
    """What it is about, as it may be shown."""
    kind: ShadowKind


@dataclass(frozen=True, slots=True, kw_only=True)
class TicketText:
    """A ticket's words as they may be shown; `row` is "file:row"."""

    row: str
    title: str
    asked: str
    answered: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanMaterial:
    """What a run reads and redacts for the plan, so that it can be drafted again in any language.

    `mentions` hold the statements in which something was read, by id; `tickets` those that bear on
    a theme.
    """

    mentions: tuple[Mention, ...] = ()
    tickets: tuple[TicketText, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Exercise:
    """A real case that failed, as an exercise."""

    text: str
    language: str
    statement_id: str = ""
    """Where it is somebody's statement,"""
    row: str = ""
    """or the ticket's "file:row"."""
