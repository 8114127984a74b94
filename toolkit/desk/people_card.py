"""What the screen of people shows, as plain values: no widget, no markup, no decision."""

from __future__ import annotations

from dataclasses import dataclass

from toolkit.desk.card import Said


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonLine:
    """One row of the list."""

    person_id: str
    who: str
    """Role, department, location."""
    stance: str
    """Value of the stance, empty where it is not known."""
    word: str
    sign: str
    status: str
    influence: str
    convertible: str
    late: bool
    """Promised something, and heard nothing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonStatement:
    """One thing that a person said, as it may be shown."""

    statement_id: str
    words: str
    theme: str
    cause: str
    family: str
    when: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RatingRow:
    """One rating of a person's, and what was said with it."""

    question: str
    value: str
    statement_ids: tuple[str, ...]
    """Of the same answer to the same questionnaire."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PartRow:
    """One part of a score, with its switch."""

    name: str
    label: str
    value: float
    weight: float
    because: str
    on: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class PromiseRow:
    """One promise as it stands."""

    promise_id: str
    is_open: bool
    kept_on: str
    told_on: str
    words: str
    owner: str
    due: str
    state: str
    late: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonCard:
    """Everything about one person."""

    line: PersonLine
    level: str
    stance_before: str
    confidence: float | None
    suggested: str
    """The machine's stance, where a person decided another or the same; else empty."""
    reasons: tuple[str, ...]
    days: str
    """First and last day of what the stance rests on; "" where no file tells a day."""
    before_confidence: float | None
    before_reasons: tuple[str, ...]
    before_days: str
    """The same three for the stance before the launch."""
    former: str
    """What says that this person worked or spoke for the launch; "" where nothing does."""
    statements: tuple[PersonStatement, ...]
    more: int
    ratings: tuple[RatingRow, ...]
    usage: str
    influence_score: float
    influence_parts: tuple[PartRow, ...]
    convertibility: float | None
    convertibility_parts: tuple[PartRow, ...]
    main_reason: str
    path: str
    offer: str
    voices: tuple[tuple[str, str], ...]
    fix_first: tuple[str, ...]
    helps: tuple[str, ...]
    """Whom this person could help, where he or she is a power user."""
    is_power_user: bool
    wave: int
    wave_reason: str
    gate: str
    fields: dict[str, str]
    """What people wrote: talk, promise, consent, helper, wave."""
    promises: tuple[PromiseRow, ...]
    decisions: tuple[Said, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemRow:
    """One item of a go list."""

    name: str
    label: str
    state: str
    sentence: str
    owner: str
    people: tuple[str, ...]
    decided_by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class WaveRow:
    """One wave with its go list."""

    wave: int
    state: str
    people: tuple[str, ...]
    size: int
    starts_on: str
    items: tuple[ItemRow, ...]
    overruled_by: str
    because: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LedgerRow:
    """One point in the ledger: you said, we did."""

    statement_id: str
    person_id: str
    theme: str
    words: str
    stage: str
    change: str
    suggested: bool
    release: str
    told_on: str
