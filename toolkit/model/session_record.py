"""What comes out of the review session, and what is told of it afterwards.

Nothing here names a person, except owners and those who answered, as somebody typed them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum


class NoteType(StrEnum):
    """The four sorts of post-its."""

    IDEA = "idea"
    QUESTION = "question"
    CONCERN = "concern"
    PROPOSAL = "proposal"


class Audience(StrEnum):
    """For whom a recap is written."""

    PARTICIPANTS = "participants"
    SPONSORS = "sponsors"
    EVERYBODY = "everybody"


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What a decision maker answers to a concern."""

    answer_id: str
    theme_id: str
    concern: str
    answer: str = ""
    by: str = ""
    on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class BoardNote:
    """A post-it that somebody wrote in the session."""

    note_id: str
    type: NoteType
    words: str
    group_id: str = ""
    theme_id: str = ""
    votes: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class BoardGroup:
    """Post-its that belong together, as the group sorted them."""

    group_id: str
    title: str
    votes: int = 0
    note_ids: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Parked:
    """What is outside the mission: nothing parked is lost."""

    parked_id: str
    text: str
    owner: str = ""
    return_on: date | None = None
    theme_id: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreed:
    """What was decided, or who does what by when."""

    agreed_id: str
    text: str
    is_action: bool
    owner: str = ""
    due: date | None = None
    theme_id: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """News that went to a group."""

    told_id: str
    group: str
    """"everybody", or the name of a department."""
    on: date
    text: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """What came out of the session, as decided up to now."""

    notes: tuple[BoardNote, ...] = ()
    groups: tuple[BoardGroup, ...] = ()
    votes: Mapping[str, int] = field(default_factory=dict)
    """Theme id -> dots."""
    parked: tuple[Parked, ...] = ()
    answers: tuple[Answer, ...] = ()
    agreed: tuple[Agreed, ...] = ()
    told: tuple[Told, ...] = ()
    heard: Mapping[str, int] = field(default_factory=dict)
    """Role -> times that somebody of it spoke in the room."""
    began_at: datetime | None = None
    ended_at: datetime | None = None
    topic: str = ""
    """Theme id at hand while the session runs; "opening" or "closing" around them."""
    topic_since: datetime | None = None
    spent: Mapping[str, float] = field(default_factory=dict)
    """Theme id, "opening" or "closing" -> minutes spent on it, the running stretch not counted."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NewsLine:
    """When a group last heard something, and whether it is too long ago."""

    group: str
    people: int
    last_on: date | None
    days: int | None
    """Since then; None where it never heard anything."""
    next_on: date
    alarm: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Recap:
    """What one audience is told after the session."""

    audience: Audience
    language: str
    subject: str
    opening: str
    actions: tuple[Agreed, ...]
    decisions: tuple[Agreed, ...]
    answers: tuple[Answer, ...]
    open_answers: tuple[Answer, ...]
    """Concerns that wait for a decision maker's answer."""
    parked: tuple[Parked, ...]
    next_steps: tuple[str, ...]
    news: tuple[NewsLine, ...]
    """For the sponsors and the team only; empty for the others."""
    mail: str
    """The same as plain text."""
