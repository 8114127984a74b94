"""The nouns of the first room: files, people, and what they said, answered, did and reported."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

import pandas as pd

from toolkit.model.vocabulary import Channel, FileKind, Level, QuestionMeaning, Wave


@dataclass(frozen=True, slots=True, kw_only=True)
class SetAside:
    """Rows that were read but not kept, with the reason."""

    reason: str
    rows: int = 1
    where: str = ""
    """"Sheet1, row 12" or "rows 4-9"; rows are numbered as a spreadsheet shows them, from 1."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ColumnGuess:
    """What a column was taken for.

    `role` is one of the role words of `toolkit.intake.detect` ("person_id", "email", "name",
    "open", "rating", "likert", "choice", "checkbox", "nomination", "date", "ignored", ...).
    `detail` refines it (the meaning of an open question, the ends of a scale, "reversed").
    """

    name: str
    role: str
    detail: str = ""
    confidence: float = 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class FileReading:
    """What the gate made of one file. Always: rows_in == rows_kept + rows set aside."""

    file: str
    """Path relative to the raw folder, with forward slashes."""
    kind: FileKind
    format: str
    """For people: "Qualtrics CSV, three header rows"."""
    rows_in: int = 0
    rows_kept: int = 0
    set_aside: tuple[SetAside, ...] = ()
    columns: tuple[ColumnGuess, ...] = ()
    wave: Wave = Wave.UNKNOWN
    anonymous: bool = False
    first_on: date | None = None
    last_on: date | None = None
    problem: str = ""
    """The one clear error where the file, or a part of it, could not be read."""
    notes: tuple[str, ...] = ()
    """Remarks for the reviewer: "rating 3 looks reversed", "encoding guessed: Mac Roman"."""

    @property
    def unread(self) -> bool:
        """Whether nothing of the file could be read, though somebody meant it to be."""
        return bool(self.problem) and not self.rows_kept

    @property
    def rows_set_aside(self) -> int:
        """How many rows were set aside, over all reasons."""
        return sum(item.rows for item in self.set_aside)


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Somebody of the organisation's list, or somebody who spoke and is not on it (external).

    After the first door `person_id` is a pseudonym; `rank` orders people by their real id, so that
    no order ever depends on pseudonyms.
    """

    person_id: str
    rank: int
    name: str = ""
    email: str = ""
    other_names: tuple[str, ...] = ()
    department: str = ""
    role: str = ""
    level: Level = Level.CONTRIBUTOR
    location: str = ""
    manager_id: str = ""
    starts_on: date | None = None
    left_on: date | None = None
    in_org: bool = True
    """False for a speaker who is in no list of the organisation."""
    in_scope: bool = True
    """False for leavers, externals and whoever the org list marks as out of scope."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Respondent:
    """One kept row of a survey: who answered, when, how far."""

    respondent_id: str
    file: str
    person_id: str = ""
    complete: bool = True
    answered_on: date | None = None
    wave: Wave = Wave.UNKNOWN


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """One open answer, one turn of a conversation, or one note: the text that statements cut from.

    `source_id` comes from the export's own ids (response id and question, cue number), never from
    the file's name or the row's place, so that a re-export keeps every id.
    """

    source_id: str
    file: str
    channel: Channel
    text: str
    """As a reader sees it: cues joined by one blank, markup gone."""
    person_id: str = ""
    """Empty for anonymous sources."""
    respondent_id: str = ""
    question: str = ""
    meaning: QuestionMeaning = QuestionMeaning.OTHER
    before: str = ""
    """What was said just before by somebody else (the interviewer's turn); empty in surveys."""
    said_on: date | None = None
    wave: Wave = Wave.UNKNOWN
    position: int = 0
    """Order within the file as its own ids or times give it."""
    verbatim: bool = True
    """False for a consultant's notes."""
    off_record: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ClosedAnswer:
    """One ticked or rated answer of one respondent."""

    respondent_id: str
    file: str
    question: str
    value: str
    """The answer as it stands in the file."""
    scale: str
    """"rating" (a number), "likert" (ordered words), "choice" (one), "multi" (several)."""
    person_id: str = ""
    agreement: float | None = None
    """0-1, 1 = most favourable, reversed items turned round; None where there is no order."""
    recommendation: bool = False
    """True for the overall judgement of the tool (0-10 recommend, satisfaction)."""
    wave: Wave = Wave.UNKNOWN


@dataclass(frozen=True, slots=True, kw_only=True)
class Tie:
    """`from_id` named `to_id` when asked whom he or she turns to."""

    from_id: str
    to_id: str
    file: str
    question: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """How a name or address in a file was matched to the org list.

    `person_id` is empty where nobody was close enough. `doubtful` ones are listed for a person and
    left unmatched until decided.
    """

    match_id: str
    file: str
    said: str
    """The name or address as the file gives it (confidential)."""
    person_id: str = ""
    candidates: tuple[tuple[str, float], ...] = ()
    """(person_id, likeness 0-1), best first."""
    how: str = ""
    """"id", "email", "name", "decided", "several" (two people under one label) or ""."""
    doubtful: bool = False


USAGE_COLUMNS = ("person_id", "week", "measure", "measure_kind", "module", "value", "file", "row")
TRAINING_COLUMNS = (
    "person_id",
    "session_id",
    "title",
    "held_on",
    "format",
    "language",
    "status",
    "score",
    "passed",
    "file",
    "row",
)
TICKET_COLUMNS = (
    "ticket_id",
    "opened_on",
    "person_id",
    "title",
    "description",
    "category",
    "kind",
    "status",
    "closed_on",
    "resolution_code",
    "resolution",
    "linked_id",
    "file",
    "row",
)


def _empty(columns: tuple[str, ...]) -> pd.DataFrame:
    return pd.DataFrame({column: pd.Series(dtype="object") for column in columns})


@dataclass(frozen=True, slots=True, kw_only=True)
class Extracts:
    """What the systems recorded, as long tables; each is empty where no such file came.

    usage: one row per person, week (the Monday, a `datetime.date`) and measure; `measure` is the
    file's own column or event name, `measure_kind` a MeasureKind, `value` a float, `module` ""
    where the file does not say. People of the file who did nothing have rows with 0.
    training: `held_on` a date or None, `status` an Attendance, `score` a float in 0-100 or NaN,
    `passed` "yes" or "no" of a test at its end, "" where not recorded.
    tickets: texts as given; `person_id` "" where the caller is not matched.
    """

    usage: pd.DataFrame = field(default_factory=lambda: _empty(USAGE_COLUMNS))
    training: pd.DataFrame = field(default_factory=lambda: _empty(TRAINING_COLUMNS))
    tickets: pd.DataFrame = field(default_factory=lambda: _empty(TICKET_COLUMNS))


@dataclass(frozen=True, slots=True, kw_only=True)
class Intake:
    """Everything that came through the gate."""

    files: tuple[FileReading, ...] = ()
    people: tuple[Person, ...] = ()
    respondents: tuple[Respondent, ...] = ()
    sources: tuple[Source, ...] = ()
    closed: tuple[ClosedAnswer, ...] = ()
    ties: tuple[Tie, ...] = ()
    matches: tuple[Match, ...] = ()
    extracts: Extracts = field(default_factory=Extracts)
    product_names: tuple[str, ...] = ()
    """The tool's own names as the files show them (from question texts)."""
    asking: tuple[str, ...] = ()
    """Names of interviewers and of who wrote notes; they leave with all names at the first door."""

    def person(self, person_id: str) -> Person | None:
        """The person with this id, or None."""
        return self.by_id().get(person_id)

    def by_id(self) -> Mapping[str, Person]:
        """People by id."""
        return {person.person_id: person for person in self.people}
