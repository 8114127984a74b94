"""The nouns of the rooms after intake, and the whole review as one frozen value."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Final

import pandas as pd

from toolkit.model.intake import Intake, Source
from toolkit.model.labels import NO_LABELS, Labels
from toolkit.model.marks import Mark
from toolkit.model.plan_parts import PlanMaterial
from toolkit.model.vocabulary import (
    Bearing,
    Cause,
    Convertible,
    DecidedBy,
    Horizon,
    Influence,
    Kind,
    Path,
    Place,
    Route,
    Stance,
    Status,
    UsageState,
)

ANONYMOUS: Final = "anonymous "
"""How `Statement.speaker` begins where no person is known."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """One point of one person. Always: `source.text[start:end] == text`."""

    statement_id: str
    """From the source's id and the statement's own words."""
    source: Source
    start: int
    end: int
    text: str
    language: str
    empty: bool = False
    """A non-answer ("n/a", "nothing"): always kind `other`."""
    private: str = ""
    """Why these words are nobody else's business, as read by meaning; "" where nothing was."""

    @property
    def speaker(self) -> str:
        """Who is counted: the person, else the respondent, else the conversation it stands in.

        Begins with ANONYMOUS where no person is known. Those who cannot be told apart within one
        conversation or note count once.
        """
        source = self.source
        if source.person_id:
            return source.person_id
        voice = source.respondent_id or source.source_id.partition("/")[0]
        return f"{ANONYMOUS}{source.file} {voice}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Coding:
    """What one coder says of one statement; None where the coder abstains.

    `kinds` and `causes` are probabilities that add up to 1 (causes: the ten, without unclear).
    """

    statement_id: str
    coder: str
    kind: Kind | None
    cause: Cause | None
    kind_confidence: float = 0.0
    cause_confidence: float = 0.0
    """Calibrated probability in [0, 1] that `cause` is right."""
    kinds: Mapping[Kind, float] = field(default_factory=dict)
    causes: Mapping[Cause, float] = field(default_factory=dict)
    ticket_odds: Mapping[Cause, float] = field(default_factory=dict)
    """What the company's own tickets add to the log-odds of the causes when `cause` is read.
    `causes` is without it: verdicts meet the same tickets as facts, and would count them twice."""
    severity: int | None = None
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Theme:
    """Statements about one matter."""

    theme_id: str
    title: str
    statement_ids: tuple[str, ...]
    keywords: tuple[str, ...] = ()
    exemplar_ids: tuple[str, ...] = ()
    """The statements nearest to the centre, best first."""
    stability: float | None = None
    """0-1: mean Jaccard under resampling; None where too few to resample."""
    cohesion: float = 0.0
    """0-1: mean cosine of the members to their centre."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Signal:
    """One fact that bears on a cause of a statement or theme.

    `weight` is a log-odds (natural log) added to `cause` against the rest: > 0 supports, < 0
    contradicts, 0 silent.
    """

    name: str
    subject_id: str
    """A statement id or theme id."""
    origin: DecidedBy
    """usage, training or tickets (or theme, text)."""
    cause: Cause
    bearing: Bearing
    weight: float
    sentence: str
    """Readable, with its numbers; no names."""
    n: int = 0
    """People, rows or tickets behind it."""
    value: float | None = None
    people: tuple[str, ...] = ()
    """Whose facts these are: fewer than the smallest group is shown on the desk only."""
    rows: tuple[str, ...] = ()
    """"file:row" of the rows behind it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Lever:
    """Evidence that a file can bring for a cause, and what a speaker's own piece of it weighs."""

    cause: Cause
    origin: DecidedBy
    signal: str
    """Name of the signal that the evidence shows as."""
    evidence: str
    """Ends a sentence: "... tickets of theirs on it were closed by showing how it is done"."""
    weights: Mapping[Cause, float]
    """Log-weights (natural log) per cause, on words such as the theme's."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FinalCause:
    """The cause of a statement after facts and theme."""

    statement_id: str
    cause: Cause | None
    confidence: float
    decided_by: DecidedBy
    causes: Mapping[Cause, float] = field(default_factory=dict)
    signals: tuple[Signal, ...] = ()
    status: Status = Status.SUGGESTED


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What a theme's trouble is, by which evidence, and what would overturn it."""

    theme_id: str
    cause: Cause
    confidence: float
    decided_by: DecidedBy
    evidence: str
    would_overturn: str
    route: Route
    signals: tuple[Signal, ...] = ()
    people: int = 0
    """Distinct people (wave `before` not counted)."""
    causes: Mapping[Cause, float] = field(default_factory=dict)
    """Probabilities of the ten causes after words and facts; they add up to 1."""
    status: Status = Status.SUGGESTED


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """What somebody must be asked for, because it would decide a verdict."""

    request_id: str
    about: str
    question: str
    addressee_role: str
    data: str
    if_answer: str
    """"answer -> cause" pairs joined by "; "."""
    kind: str
    """"file", "question" or "interview"."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One named part of a score: the score is the sum of value times weight."""

    name: str
    value: float
    weight: float
    because: str = ""
    """Statement ids or signals behind it, in words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Standpoint:
    """Where the machine says that a person stands, whose word counts, and who could be won."""

    person_id: str
    stance: Stance | None
    stance_confidence: float | None
    stance_before: Stance | None
    usage_state: UsageState
    influence: Influence
    influence_score: float
    former_champion: bool
    convertible: Convertible
    convertibility: float | None
    influence_parts: tuple[Part, ...] = ()
    convertibility_parts: tuple[Part, ...] = ()
    stance_reasons: tuple[str, ...] = ()
    """Statement ids and ratings behind the stance, in words."""
    stance_from: date | None = None
    stance_until: date | None = None
    """First and last day of what the stance rests on; None where no file tells a day."""
    before_confidence: float | None = None
    before_reasons: tuple[str, ...] = ()
    before_from: date | None = None
    before_until: date | None = None
    """The same four for the stance before the launch."""
    former_because: str = ""
    """The statement or rating that says somebody worked or spoke for the launch; empty if none."""
    main_reason: str = ""
    path: Path | None = None
    offer: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Stakeholder(Standpoint):
    """The same with what people decided of that person."""

    status: Status = Status.SUGGESTED
    suggestion: Standpoint | None = None
    """What the machine says, where people decided something; None where nobody did."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AgendaItem:
    """One topic of the review session, or of the list of what is settled elsewhere."""

    rank: int
    theme_id: str
    title: str
    place: Place
    minutes: int
    goal: str
    fact: str
    opinion: str
    wiifm: str
    who_cares: str
    who_should_be_heard: tuple[str, ...] = ()
    """Person ids."""
    parts: tuple[Part, ...] = ()
    status: Status = Status.SUGGESTED


@dataclass(frozen=True, slots=True, kw_only=True)
class Action:
    """What is to be done about one or more themes."""

    action_id: str
    route: Route
    title: str
    horizon: Horizon
    theme_ids: tuple[str, ...]
    statement_ids: tuple[str, ...]
    people: int
    value: str
    value_basis: str
    owner_role: str
    measure: str
    effort: str = ""
    due: date | None = None
    before_wave: int | None = None
    answer: str = ""
    status: Status = Status.SUGGESTED
    line: str = ""
    """Id of the line of the plan that it stands on: decisions are on `text:LINE`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Confusion:
    """How often a coder takes one cause for another, counted on industries that it never saw."""

    counts: tuple[tuple[float, ...], ...]
    """Ten rows (true cause) of ten columns (the coder's), both in the contract's order."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """A share of the people who spoke with its 95 % interval; all shares lie in [0, 1]."""

    label: str
    people: int
    """For how many of them it is likelier than not."""
    of: int
    low: float
    high: float
    share: float
    corrected: bool = False
    """Whether the coder's known confusion is taken out, and its uncertainty put in."""
    group: str = ""
    """"" for everybody, "users" or "non-users" where these answered less."""
    answered: int | None = None
    """People in scope who spoke, of `in_scope`; None where no list says who is in scope."""
    in_scope: int | None = None
    if_silent_disagree: float | None = None
    """Share of everybody in scope if nobody who is silent would say so; None as above."""
    if_silent_agree: float | None = None
    """The same if everybody who is silent would (Manski 1990)."""

    @property
    def response_rate(self) -> float | None:
        """None where no list says who is in scope, or nobody is."""
        if self.answered is None or not self.in_scope:
            return None
        return self.answered / self.in_scope


@dataclass(frozen=True, slots=True, kw_only=True)
class Placement:
    """A person's seat in a roll-out wave or in the review session."""

    person_id: str
    reason: str
    wave: int = 0
    gate: str = ""
    seat: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What the extracts show, per person and group.

    adoption: columns of adoption.csv. people: index person_id, columns weeks_in_scope,
    weeks_active, records, records_per_active_week, errors, error_rate_against_peers, backlog,
    last_active_week, courses_attended, courses_missed, tickets (NaN where not recorded). tickets:
    the extract's table with a column `outcome` (confirmed_defect, fixed, works_as_designed,
    shown_how, data_corrected, change_request, access, not_told, sent_to_course, duplicate, other,
    open) and `outcome_confidence`.
    """

    adoption: pd.DataFrame
    people: pd.DataFrame
    tickets: pd.DataFrame
    usage_states: Mapping[str, UsageState] = field(default_factory=dict)
    launch_on: date | None = None
    launch_basis: str = ""
    """Where the launch date comes from: "review.toml", "first week of usage", "" if unknown."""
    releases: Mapping[str, date] = field(default_factory=dict)
    """Releases of the tool, as the settings name them, with their days."""
    tool_names: tuple[str, ...] = ()
    """What the tool is called: no part of it and no course is known by this."""
    recorded: frozenset[str] = frozenset()
    """Which of "usage", "training", "tickets", "org" the folder held."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Findings:
    """A whole review: every room's result."""

    intake: Intake
    statements: tuple[Statement, ...]
    codings: Mapping[str, Coding]
    """Statement id -> the suggestion (persons' decisions already applied to `kind` and `cause`)."""
    statuses: Mapping[str, Status]
    facts: Facts
    themes: tuple[Theme, ...]
    verdicts: Mapping[str, Verdict]
    """Theme id -> verdict."""
    final_causes: Mapping[str, FinalCause]
    shares: tuple[Share, ...]
    requests: tuple[Request, ...]
    stakeholders: tuple[Stakeholder, ...]
    coverage: pd.DataFrame
    invitations: tuple[Placement, ...]
    waves: tuple[Placement, ...]
    agenda: tuple[AgendaItem, ...]
    actions: tuple[Action, ...]
    redacted: Mapping[str, str] = field(default_factory=dict)
    """Statement id -> the quote as it may be shown; "" where it is withheld."""
    marks: Mapping[str, Mark] = field(default_factory=dict)
    """Statement id -> what is measured of it to choose words by."""
    material: PlanMaterial = field(default_factory=PlanMaterial)
    """What the run read and redacted for the relaunch plan."""
    notes: tuple[str, ...] = ()
    """What could not be told, and why (encoder fallback, missing files)."""
    labels: Labels = NO_LABELS
    """What the users call kinds and causes, and their own codes."""
    own_codes: Mapping[str, str] = field(default_factory=dict)
    """Statement id -> the own code that a person gave it."""
