"""The review session: what is carried into the room.

Values without formatting. Texts are plain, redacted and in the language that was asked for; quotes
stay in their own language. Nothing here names a person, except `PersonVoice` and the pseudonyms of
`AgendaItem.who_should_be_heard` (confidential).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from toolkit.model.findings import AgendaItem
from toolkit.model.session_record import Answer, NoteType


class Technique(StrEnum):
    """How a topic is dealt with in the room."""

    ROUND = "round"
    SILENT = "silent_notes"
    PAIRS = "pairs"
    VOTE = "vote"


class Side(StrEnum):
    """On which side of a topic a quote stands."""

    SAYS_SO = "says_so"
    SEES_OTHERWISE = "sees_otherwise"


class GainKind(StrEnum):
    """What makes a topic worth somebody's while."""

    PRAISE = "praise"
    RELIEF = "relief"
    """A complaint of theirs that an action removes."""
    WISH = "wish"
    """A wish of theirs that an action takes up."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FactPoint:
    """One fact on a card."""

    sentence: str
    origin: str
    """usage, training, tickets, theme or text."""
    n: int
    """People, rows or tickets behind it."""
    of: int = 0
    """The people of whom `n` are a share; 0 where it is no share."""
    as_of: date | None
    """The last day that its source covers; None where the source has no dates."""
    sources: tuple[str, ...] = ()
    """Files behind it, as the raw folder names them: number them before passing on."""
    people: tuple[str, ...] = ()
    """Whose facts these are; empty where they are about nobody in particular."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FactCard:
    """What buffers a topic: the claim, what speaks for and against it, and what nobody knows."""

    theme_id: str
    claim: str
    """What most people's own words say: for and against are meant of this."""
    verdict: str = ""
    """What words and facts together say: another side than the claim's may weigh more."""
    claim_ids: tuple[str, ...]
    people: int
    supports: tuple[FactPoint, ...]
    against: tuple[FactPoint, ...]
    unknown: tuple[str, ...]
    as_of: date | None
    """The last day of the newest source, words included."""
    sources: tuple[str, ...]
    withheld: int = 0
    """Facts about fewer people than the smallest group: on the desk only."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ChosenQuote:
    """Somebody's words, chosen and never rewritten."""

    statement_id: str
    words: str
    language: str
    side: Side
    edge: float
    """0-1: how abrasive, measured; 0 is calm."""
    near: float
    """0-1: how representative of the topic."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RoleGain:
    """What is in it for a group of people, from their own words."""

    group: str
    in_scope: int
    """People who share the group's name."""
    kind: GainKind
    words: str
    """One quote of theirs; empty where none may stand beside the group's name."""
    statement_ids: tuple[str, ...]
    """The first of them."""
    statements: int = 0
    """How many there are."""
    action_id: str = ""
    action: str = ""
    """What the action that answers it does, in a few words; empty for praise."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Stake:
    """A goal or report that depends on a topic, or an act that somebody names for it."""

    words: str
    statement_ids: tuple[str, ...]
    from_above: bool
    """Said by somebody who leads people."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WhoCares:
    """Why the topic matters at the top, and what can be done there this week."""

    depends: tuple[Stake, ...] = ()
    act: Stake | None = None
    action_id: str = ""
    """An action that somebody at the top owns, where one exists."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Topic:
    """One topic with everything that is carried into the room for it."""

    item: AgendaItem
    card: FactCard
    quotes: tuple[ChosenQuote, ...]
    gains: tuple[RoleGain, ...]
    cares: WhoCares
    technique: Technique
    technique_why: str
    place_why: str
    invite: tuple[str, ...]
    """Roles to be called on first: affected and not heard so far, else affected."""
    people: int
    statement_ids: tuple[str, ...]
    fits: bool = True
    """Whether it takes a seat in the session while there are some; too thin ones do not."""
    known: str = ""
    """Cause, action and date of a topic that is told and not debated; empty for the others."""
    answers: tuple[Answer, ...] = ()
    votes: int = 0
    edited: tuple[str, ...] = ()
    """Fields that a person wrote."""
    stale: tuple[str, ...] = ()
    """Of these, those whose suggested text has changed since."""


@dataclass(frozen=True, slots=True, kw_only=True)
class GoalLine:
    """A change of the system or of how it is run, and what it is worth."""

    theme_id: str
    action_id: str
    change: str
    value: str
    """Empty where nobody put a figure on it."""
    people: int
    statement_ids: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SharedWin:
    """Something that can be announced on the spot."""

    action_id: str
    theme_ids: tuple[str, ...]
    text: str
    why: str
    people: int
    statement_ids: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Slot:
    """A stretch of the session; minutes from its start."""

    kind: str
    """opening, confirm (what is told, and what is confirmed in a sentence), topic or closing."""
    theme_id: str
    title: str
    start: int
    minutes: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonVoice:
    """How much of what was said one person said (confidential)."""

    person_id: str
    statements: int
    words: int
    statement_share: float
    word_share: float


@dataclass(frozen=True, slots=True, kw_only=True)
class RoleVoice:
    """How much of what was said a role said, and what it would be if people were counted."""

    role: str
    in_scope: int
    heard: int
    """Distinct people."""
    word_share: float
    people_share: float
    """Share of the people heard."""
    is_unheard: bool
    """Nobody, or under a third, of this role was heard."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Round:
    """How one topic's round goes."""

    theme_id: str
    technique: Technique
    first: tuple[str, ...]
    """Roles that begin, those least heard first."""
    how: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Voice:
    """Who was heard so far, and how the session balances it."""

    people: tuple[PersonVoice, ...]
    """Most words first; empty where nobody may be judged one by one."""
    roles: tuple[RoleVoice, ...]
    speakers: int
    loudest_tenth: float
    """Share of all words that the most talkative tenth of the speakers said."""
    rounds: tuple[Round, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PostIt:
    """One point on a slip of paper."""

    post_id: str
    type: NoteType
    words: str
    language: str
    theme_id: str
    statement_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Ballot:
    """A sheet for dot votes."""

    question: str
    dots: int
    options: tuple[tuple[str, str], ...]
    """Theme id and title."""


@dataclass(frozen=True, slots=True, kw_only=True)
class GuideStep:
    """One step of the facilitator's guide."""

    start: int
    minutes: int
    heading: str
    say: tuple[str, ...]
    do: tuple[str, ...]
    watch: str = ""
    theme_id: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkshopStage:
    """One of the three stages of the one-day workshop."""

    number: int
    title: str
    minutes: int
    aim: str
    steps: tuple[str, ...]
    material: tuple[str, ...]
    outcome: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FormColumn:
    """One column of the form that comes back."""

    key: str
    title: str
    choices: tuple[str, ...] = ()
    """Allowed values; empty for free text."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FormSheet:
    """One sheet of the form that comes back."""

    key: str
    """topics, notes, groups, answers, agreed or parked: also the sheet's name in the workbook."""
    title: str
    hint: str
    columns: tuple[FormColumn, ...]
    rows: tuple[tuple[str, ...], ...]
    """Prefilled."""
    empty_rows: int = 0
    """To be filled in by hand."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Kit:
    """What the facilitator takes along."""

    guide: tuple[GuideStep, ...]
    notes: tuple[PostIt, ...]
    ballot: Ballot
    workshop: tuple[WorkshopStage, ...]
    register: tuple[Answer, ...]
    """The main concerns, for the decision makers' answers."""
    form: tuple[FormSheet, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Session:
    """The whole session: goal first."""

    language: str
    minutes: int
    goal: tuple[GoalLine, ...]
    win: SharedWin | None
    topics: tuple[Topic, ...]
    """All of them, in rank order; those in the session first by place."""
    slots: tuple[Slot, ...]
    voice: Voice
    kit: Kit
    held_on: date | None = None
    """The day of the session, where the settings name it."""
    no_win: str = ""
    """Why nothing can be announced; empty where something can."""
