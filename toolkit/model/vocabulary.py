"""The words of the tables contract, each a closed list."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import Final


class Kind(StrEnum):
    """What a statement does."""

    CONCERN = "concern"
    PROPOSAL = "proposal"
    QUESTION = "question"
    PRAISE = "praise"
    OTHER = "other"


class Cause(StrEnum):
    """Why somebody complains; `UNCLEAR` says that text and facts cannot tell."""

    DEFECT = "defect"
    MISSING = "missing"
    FRICTION = "friction"
    DATA = "data"
    TRAINING = "training"
    COMMUNICATION = "communication"
    WAY_OF_WORKING = "way_of_working"
    VALUE = "value"
    TRUST = "trust"
    LEADERSHIP = "leadership"
    UNCLEAR = "unclear"


class Family(StrEnum):
    """Wrong tool, not understood, or not wanted."""

    TOOL = "tool"
    UNDERSTANDING = "understanding"
    COMMITMENT = "commitment"


class Route(StrEnum):
    """What is done about a cause."""

    FIX = "fix"
    BUILD = "build"
    REDESIGN = "redesign"
    CLEANSE = "cleanse"
    TRAIN = "train"
    EXPLAIN = "explain"
    CHANGE_PROCESS = "change the process"
    SHOW_BENEFIT = "show the benefit"
    REASSURE = "reassure"
    SPONSOR_ACTS = "sponsor acts"
    FIND_OUT = "find out"


SYSTEM_ROUTES = (Route.FIX, Route.BUILD, Route.REDESIGN, Route.CLEANSE)
"""What changes the system itself; the others change what people know, are told, or do."""

CAUSES: tuple[Cause, ...] = tuple(cause for cause in Cause if cause is not Cause.UNCLEAR)
"""The ten causes, in the contract's order."""

FAMILY_OF: dict[Cause, Family] = {
    Cause.DEFECT: Family.TOOL,
    Cause.MISSING: Family.TOOL,
    Cause.FRICTION: Family.TOOL,
    Cause.DATA: Family.TOOL,
    Cause.TRAINING: Family.UNDERSTANDING,
    Cause.COMMUNICATION: Family.UNDERSTANDING,
    Cause.WAY_OF_WORKING: Family.COMMITMENT,
    Cause.VALUE: Family.COMMITMENT,
    Cause.TRUST: Family.COMMITMENT,
    Cause.LEADERSHIP: Family.COMMITMENT,
}

CAUSE_WORDS: Final[Mapping[Cause, str]] = {
    Cause.DEFECT: "a fault of the tool",
    Cause.MISSING: "something the tool cannot do",
    Cause.FRICTION: "a step that costs too much effort",
    Cause.DATA: "bad data",
    Cause.TRAINING: "a training gap",
    Cause.COMMUNICATION: "something not told, or told wrongly",
    Cause.WAY_OF_WORKING: "a process that does not fit the job",
    Cause.VALUE: "no benefit for those who enter",
    Cause.TRUST: "a fear of exposure",
    Cause.LEADERSHIP: "managers' own conduct",
    Cause.UNCLEAR: "not clear",
}
"""Each cause as half a sentence."""

CAUSE_SHORT: Final[Mapping[Cause, str]] = {
    Cause.DEFECT: "tool fault",
    Cause.MISSING: "missing feature",
    Cause.FRICTION: "too much effort",
    Cause.DATA: "bad data",
    Cause.TRAINING: "training gap",
    Cause.COMMUNICATION: "poorly explained",
    Cause.WAY_OF_WORKING: "process misfit",
    Cause.VALUE: "no benefit seen",
    Cause.TRUST: "fear of exposure",
    Cause.LEADERSHIP: "managers' own conduct",
    Cause.UNCLEAR: "not clear",
}
"""Each cause in one to three words."""

ROUTE_OF: dict[Cause, Route] = {
    Cause.DEFECT: Route.FIX,
    Cause.MISSING: Route.BUILD,
    Cause.FRICTION: Route.REDESIGN,
    Cause.DATA: Route.CLEANSE,
    Cause.TRAINING: Route.TRAIN,
    Cause.COMMUNICATION: Route.EXPLAIN,
    Cause.WAY_OF_WORKING: Route.CHANGE_PROCESS,
    Cause.VALUE: Route.SHOW_BENEFIT,
    Cause.TRUST: Route.REASSURE,
    Cause.LEADERSHIP: Route.SPONSOR_ACTS,
    Cause.UNCLEAR: Route.FIND_OUT,
}


class Stance(StrEnum):
    """Where a person stands on the change, in order from against to for."""

    ANTAGONIST = "antagonist"
    DETRACTOR = "detractor"
    SCEPTIC = "sceptic"
    NEUTRAL = "neutral"
    SUPPORTER = "supporter"
    CHAMPION = "champion"


SHOWN_STANCE: dict[Stance, str] = {
    Stance.ANTAGONIST: "opposes",
    Stance.DETRACTOR: "critical",
    Stance.SCEPTIC: "doubtful",
    Stance.NEUTRAL: "neutral",
    Stance.SUPPORTER: "supports",
    Stance.CHAMPION: "advocates",
}
"""The neutral words in which a stance is shown."""


class Influence(StrEnum):
    """How much a person's word counts for others."""

    LOW = "low"
    MEDIUM = "medium"
    HIGH = "high"


class Level(StrEnum):
    """Place in the organisation."""

    EXECUTIVE = "executive"
    MANAGER = "manager"
    CONTRIBUTOR = "contributor"
    SUPPORT = "support"


class Status(StrEnum):
    """Whether a person has looked at what the machine says."""

    SUGGESTED = "suggested"
    CONFIRMED = "confirmed"
    CHANGED = "changed"


class Channel(StrEnum):
    """How somebody's words reached the review."""

    SURVEY = "survey"
    INTERVIEW = "interview"
    NOTES = "notes"
    COMMENT_SHEET = "comment_sheet"


class Wave(StrEnum):
    """Before or after the launch; empty where nothing shows which."""

    BEFORE = "before"
    AFTER = "after"
    UNKNOWN = ""


class QuestionMeaning(StrEnum):
    """What an open question asks for: it colours every answer to it."""

    WORKS = "what works"
    HINDERS = "what hinders"
    CHANGE = "what should change"
    WHY_SCORE = "why this score"
    ANYTHING = "anything else"
    OTHER = ""


class DecidedBy(StrEnum):
    """What settled a cause or a verdict."""

    TEXT = "text"
    THEME = "theme"
    USAGE = "usage"
    TRAINING = "training"
    TICKETS = "tickets"
    SEVERAL = "several"
    PERSON = "person"


class UsageState(StrEnum):
    """How a person uses the tool; `MOTIONS` is going through the motions."""

    NEVER_OPENED = "never_opened"
    GAVE_UP = "gave_up"
    MOTIONS = "motions"
    STEADY = "steady"
    HEAVY = "heavy"
    UNKNOWN = "unknown"


class Convertible(StrEnum):
    """Whether a critic could become a champion; `NOT_ASKED` for everybody who is no critic."""

    YES = "yes"
    NO = "no"
    UNCLEAR = "unclear"
    NOT_ASKED = "n/a"


class Path(StrEnum):
    """The two ways from critic to champion."""

    VOICE_HEARD = "voice_heard"
    PROCESS_VALUE = "process_value"


class ScorePart(StrEnum):
    """The named parts of influence and convertibility, each of which a person can switch off."""

    NOMINATED = "nominated"
    REACH = "reach"
    SPAN = "reports"
    OFFICE = "office"
    NAMED = "named"
    ANSWERED = "answered_by_action"
    CONSTRUCTIVE = "constructive"
    USES = "still_uses"
    FORMER = "former_champion"
    GAIN = "stands_to_gain"
    OBJECTS = "objects_to_the_idea"


class WavePart(StrEnum):
    """What brings somebody into an earlier or a later wave."""

    MANAGERS = "managers"
    FIRST_USER = "first_user"
    GAIN = "gain"
    RESPECT = "respect"
    COVER = "cover"
    CHANGED = "changed_sides"
    CRITIC = "critic"


class GoItemName(StrEnum):
    """What must be so before a wave starts."""

    DEFECTS = "defects"
    COURSES = "courses"
    MANAGERS = "managers_live"
    PROMISES = "promises"
    RIVALS = "rival_reports"
    HELPERS = "helpers"


class GoState(StrEnum):
    """Whether a wave, or one item of its list, may go."""

    GREEN = "green"
    RED = "red"
    UNKNOWN = "unknown"
    """The files and dates cannot tell; it does not count as green."""
    OVERRULED = "overruled"
    """Red, and a person decided to go all the same, with a reason."""


class Bearing(StrEnum):
    """What a signal says about a cause."""

    SUPPORTS = "supports"
    CONTRADICTS = "contradicts"
    SILENT = "silent"


class Place(StrEnum):
    """Where a topic is dealt with."""

    SESSION = "session"
    SETTLE_BEFORE = "settle_before"
    CONFIRM = "confirm"
    PARKING_LOT = "parking_lot"


class Horizon(StrEnum):
    """When an action bears fruit."""

    QUICK_WIN = "quick_win"
    BEFORE_RELAUNCH = "before_relaunch"
    LATER = "later"


class FileKind(StrEnum):
    """What a file of the raw folder is."""

    SURVEY = "survey"
    COMMENT_SHEET = "comment_sheet"
    TRANSCRIPT = "transcript"
    NOTES = "notes"
    ORG = "org"
    USAGE = "usage"
    TRAINING = "training"
    TICKETS = "tickets"
    OTHER = "other"


class MeasureKind(StrEnum):
    """What a column of the usage file counts."""

    LOGIN = "login"
    CREATED = "created"
    EDITED = "edited"
    VIEWED = "viewed"
    ERROR = "error"
    BACKLOG = "backlog"
    DURATION = "duration"
    """How long the tool lets people wait: averaged, and no use."""
    OTHER = "other"


class Attendance(StrEnum):
    """How somebody took part in a course."""

    ATTENDED = "attended"
    LEFT_EARLY = "left_early"
    NO_SHOW = "no_show"
    CANCELLED = "cancelled"
    INVITED = "invited"
    UNKNOWN = "unknown"
