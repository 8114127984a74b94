"""The report as a value: everything that it says, without a word of layout."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING

from toolkit.model.findings import Action, AgendaItem, Request, Share
from toolkit.model.labels import NO_LABELS, Labels
from toolkit.model.vocabulary import (
    Bearing,
    Cause,
    Channel,
    DecidedBy,
    Family,
    FileKind,
    Influence,
    Kind,
    Place,
    Route,
    Stance,
    Status,
    UsageState,
    Wave,
)
from toolkit.reports.adoption_types import Adoption as Adoption
from toolkit.reports.adoption_types import AdoptionNow as AdoptionNow
from toolkit.reports.adoption_types import Curve as Curve
from toolkit.reports.adoption_types import Marker as Marker
from toolkit.settings import Promise

if TYPE_CHECKING:
    from toolkit.reports.picture_types import Pictures


class Edition(StrEnum):
    """Who may read it."""

    SHARE = "share"
    CONFIDENTIAL = "confidential"


@dataclass(frozen=True, slots=True, kw_only=True)
class Estimate:
    """A share (0-1) or a mean with its 95 % interval; `n` is what it rests on."""

    value: float
    low: float
    high: float
    n: int
    count: int | None = None
    """How many of n, for a share; None for a mean."""


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupFigure:
    """A figure for one group; None with the reason where it may not be shown."""

    dimension: str
    group: str
    people: int | None
    """Everybody in scope who shares the attribute; None where that is withheld too or unknown."""
    estimate: Estimate | None
    withheld: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reviewed:
    """How far people have looked at what the machine suggests."""

    suggested: int
    confirmed: int
    changed: int

    @property
    def all(self) -> int:
        """How many there are."""
        return self.suggested + self.confirmed + self.changed

    @property
    def seen(self) -> int:
        """How many a person has looked at."""
        return self.confirmed + self.changed


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote:
    """Words of one person as they may be shown."""

    statement_id: str
    words: str
    language: str
    who: str
    """Attributes that may stand beside it; "" where none fits."""
    kind: Kind
    channel: Channel
    status: Status


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """One fact for or against a verdict."""

    sentence: str
    origin: DecidedBy
    cause: Cause
    bearing: Bearing
    weight: float
    """Log-odds, summed over the statements it bears on."""
    people: int
    """Whose facts it is made of; 0 where it is about no people."""
    statements: int
    n: int
    """People, rows or tickets behind it, as the fact itself counts."""
    of: int = 0
    """Of how many people it is a share; 0 where it is none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ThemePage:
    """All that is said of one theme."""

    theme_id: str
    title: str
    cause: Cause
    family: Family | None
    route: Route
    confidence: float
    decided_by: DecidedBy
    status: Status
    people: int
    share: Estimate | None
    """Of the people who spoke after launch; None where nobody did."""
    statements: int
    severities: tuple[int, int, int]
    """How many statements are a nuisance, cost time or money, stop the work."""
    by_channel: tuple[tuple[Channel, int], ...]
    quotes: tuple[Quote, ...]
    """Those who raise it."""
    other_side: tuple[Quote, ...]
    """Praise of the same matter, and wishes."""
    withheld_quotes: int
    facts_for: tuple[Fact, ...]
    facts_against: tuple[Fact, ...]
    facts_on_desk: int
    """Facts about too few people to be printed in this edition."""
    evidence: str
    would_overturn: str
    stability: float | None
    place: Place | None
    """Where the agenda puts it; None where it has no agenda item."""
    actions: tuple[Action, ...]
    requests: tuple[Request, ...]
    contrast: tuple[GroupFigure, ...]
    statement_ids: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CauseLine:
    """One of the weightiest causes."""

    theme_id: str
    title: str
    cause: Cause
    family: Family | None
    people: int
    fact: str
    """The weightiest fact that may be shown; "" where only words speak."""
    origin: DecidedBy | None
    """Which file the fact is from."""
    fact_n: int
    """People, rows or tickets behind it."""
    confidence: float
    status: Status


@dataclass(frozen=True, slots=True, kw_only=True)
class Sureness:
    """How much the whole can be relied on."""

    in_scope: int | None
    """People asked; None without a list of the organisation."""
    heard: int
    """Of those in scope, how many are known to have answered or spoken after launch."""
    spoke: int
    """Everybody whose words of after the launch count, those without an identity included."""
    unnamed: int
    """Of those who spoke, how many carry no identity."""
    lowest: GroupFigure | None
    highest: GroupFigure | None
    dimension: str
    """What `lowest` and `highest` compare."""
    expected_wrong: float | None
    """Share of causes that the coder itself expects to have wrong; None where it coded none."""
    overruled: Estimate | None
    """Of what people looked at, the share that they changed; None where they looked at nothing."""
    reviewed: Reviewed
    unread: int = 0
    flawed: int = 0
    """Files that were read and have a problem: a survey whose answers are nobody's."""
    """Files that came and could not be read: what they hold is missing everywhere."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """How many of each nobody has looked at."""

    themes: int
    actions: int
    statements: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PageOne:
    """The seven parts of page one."""

    adoption: AdoptionNow | None
    families: tuple[Share, ...]
    spoke: int
    only_tool: int
    """People whose concerns have causes of the tool alone, by the likeliest final cause."""
    only_launch: int
    """The same for understanding and commitment: the launch."""
    both: int
    causes: tuple[CauseLine, ...]
    quick_wins: tuple[Action, ...]
    to_mend: tuple[Action, ...]
    to_explain: tuple[Action, ...]
    executive: tuple[Action, ...]
    unknowns: tuple[Request, ...]
    sure: Sureness
    waiting: Waiting | None = None
    """What the edition leaves out as no person has reviewed it; None where it leaves nothing."""
    unmatched: int = 0
    """Accounts of the usage files that match nobody, where so many are that use is not told."""
    use_withheld: bool = False
    """Use is recorded, and may not be told: a smaller group could be had from it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ClosedQuestion:
    """One closed question in one wave."""

    question: str
    scale: str
    wave: Wave
    source: str
    """S07."""
    n: int
    answers: tuple[tuple[str, int], ...]
    """Answer -> people, in the order of the scale, else by count."""
    mean: Estimate | None
    """Of the agreement, 0-1; None where the answers have no order."""
    by_group: tuple[GroupFigure, ...]
    change: Estimate | None
    """Mean of this wave minus that of the wave before launch, of the people who answered both."""
    change_all: Estimate | None
    """The same between all who answered, where too few answered both."""
    withheld: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class FileLine:
    """One file of the folder. rows_in == rows_kept + rows set aside."""

    source: str
    """S07: the number in the place of its name."""
    kind: FileKind
    format: str
    wave: Wave
    anonymous: bool
    rows_in: int
    rows_kept: int
    set_aside: tuple[tuple[str, int], ...]
    """Reason -> rows."""
    first_on: date | None
    last_on: date | None
    problem: str
    notes: tuple[str, ...]
    promise: Promise


@dataclass(frozen=True, slots=True, kw_only=True)
class CoverageLine:
    """Who was heard of a group."""

    dimension: str
    group: str
    people: int | None
    heard: int | None
    gap: str
    withheld: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonLine:
    """One person, under a pseudonym; only in the confidential edition."""

    person_id: str
    department: str
    role: str
    location: str
    stance: Stance | None
    stance_before: Stance | None
    usage_state: UsageState
    influence: Influence
    influence_score: float
    convertible: str
    convertibility: float | None
    parts: str
    main_reason: str
    path: str
    offer: str
    status: Status


@dataclass(frozen=True, slots=True, kw_only=True)
class Trace:
    """Where a number of page one comes from."""

    anchor: str
    says: str
    counted: str
    """What was counted and how, in words."""
    ids: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Scale:
    """How much came in."""

    files: int
    statements: int
    """With content; empty answers are counted apart."""
    empty: int
    people_heard: int
    """Before the launch or after it."""
    tickets: int
    first_on: date | None
    last_on: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Summary:
    """A whole report."""

    edition: Edition
    draft: bool
    company: str
    tool: str
    made_on: date
    sponsor_belief: str
    scale: Scale
    reviewed: Reviewed
    page_one: PageOne
    themes: tuple[ThemePage, ...]
    adoption: Adoption | None
    praise: tuple[Quote, ...]
    wishes: tuple[Quote, ...]
    closed: tuple[ClosedQuestion, ...]
    agenda: tuple[AgendaItem, ...]
    session_minutes: int
    actions: tuple[Action, ...]
    requests: tuple[Request, ...]
    coverage: tuple[CoverageLine, ...]
    files: tuple[FileLine, ...]
    doubtful_matches: int
    people: tuple[PersonLine, ...]
    notes: tuple[str, ...]
    traces: tuple[Trace, ...]
    min_group: int
    min_group_quotes: int
    pictures: Pictures | None = None
    labels: Labels = NO_LABELS
