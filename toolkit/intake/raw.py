"""What the gate hands to the readers, and they hand on: files before anybody is matched.

Readers take a `RawFile` and give a reading whose people are still `Identity`s, as the file names
them; `toolkit.intake.assemble` matches them to the org list and makes the `Intake`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date

import pandas as pd

from toolkit.model.intake import ClosedAnswer, FileReading, Person, Respondent, SetAside, Source


@dataclass(frozen=True, slots=True, kw_only=True)
class RawSheet:
    """A table as a grid of cleaned strings: `rows[i]` is row i + 1 of the file; "" = empty cell.

    Dates are ISO ("2026-04-13" or "2026-04-13 09:30:00"), numbers as short as they go ("7",
    "0.5"), merged cells hold their value in the first cell only (`merged` tells the ranges).
    """

    name: str
    rows: tuple[tuple[str, ...], ...]
    merged: tuple[tuple[int, int, int, int], ...] = ()
    """(first row, first column, last row, last column), from 0."""
    labels: Mapping[str, str] = field(default_factory=dict)
    """SPSS: variable name -> label (the question's text)."""
    value_labels: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    """SPSS: variable name -> value -> label."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RawParagraph:
    """One paragraph of a DOCX, PDF or Markdown file."""

    text: str
    style: str = ""
    """"heading", "bullet" or ""."""
    bold_prefix: str = ""
    """Leading words set in bold, as Teams and typists mark the speaker."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RawFile:
    """One file after the gate: opened, decoded, cleaned, not yet understood."""

    file: str
    """Path relative to the raw folder, with forward slashes."""
    form: str
    """"table", "text" or "paragraphs": which of the three below is filled."""
    extension: str
    """What the content is, whatever the name says: csv, tsv, json, xlsx, xls, ods, sav, txt, vtt,
    srt, md, docx, odt, rtf, pdf."""
    sheets: tuple[RawSheet, ...] = ()
    text: str = ""
    """Line ends are LF."""
    paragraphs: tuple[RawParagraph, ...] = ()
    encoding: str = ""
    modified_on: date | None = None
    """From inside the file (document properties), never from the file system."""
    notes: tuple[str, ...] = ()
    damaged: tuple[SetAside, ...] = ()
    """Rows of a table that could not be read; each stands in `rows` as one row of empty cells.
    `with_damage` counts them after a reader has counted the rest."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Identity:
    """Somebody as a file names them; any of the three may be empty."""

    given_id: str = ""
    email: str = ""
    name: str = ""

    def __bool__(self) -> bool:
        """Whether anything is known."""
        return bool(self.given_id or self.email or self.name)


@dataclass(frozen=True, slots=True, kw_only=True)
class Nomination:
    """The names somebody gave when asked whom they turn to, still as typed."""

    respondent_id: str
    text: str
    question: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SurveyReading:
    """One survey or comment sheet. `person_id` is empty everywhere until matched."""

    reading: FileReading
    respondents: tuple[Respondent, ...] = ()
    identities: Mapping[str, Identity] = field(default_factory=dict)
    """respondent_id -> who, where the file tells."""
    sources: tuple[Source, ...] = ()
    closed: tuple[ClosedAnswer, ...] = ()
    nominations: tuple[Nomination, ...] = ()
    product_names: tuple[str, ...] = ()
    likely_identity: str = ""
    """The column that names people of the list and was not taken for who answered; "" for none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """One stretch of one speaker: consecutive cues of the same speaker joined by one blank."""

    turn_id: str
    """From the export's own cue ids or times."""
    speaker: str
    """The label as the file gives it, roles in brackets removed; "" if unknown."""
    text: str
    start_seconds: float | None = None
    is_question_like: bool = False
    """Ends with a question mark, or reads as one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TranscriptReading:
    """One conversation. Who interviews is settled when speakers are matched."""

    reading: FileReading
    turns: tuple[Turn, ...] = ()
    speakers: Mapping[str, Identity] = field(default_factory=dict)
    interviewers: frozenset[str] = frozenset()
    """Labels that are interviewers for certain ("Interviewer 1", or named so by a person)."""
    said_on: date | None = None
    by_file_name: str = ""
    """The label whose name is only guessed from the file's name; "" for none."""
    year_guessed: bool = False
    """Whether the day's year is that of the file's last change, which may be a template's."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NotesReading:
    """A consultant's notes: each source is one bullet or paragraph, `verbatim=False`."""

    reading: FileReading
    sources: tuple[Source, ...] = ()
    identities: Mapping[str, Identity] = field(default_factory=dict)
    """source_id -> whose point it is, where the notes tell."""
    authors: tuple[str, ...] = ()
    """Who wrote them, where they tell."""
    year_guessed: bool = False
    """Whether the year of the days is that of the file's last change."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OrgReading:
    """The organisation's list. `person_id` is the real id (employee number, else e-mail)."""

    reading: FileReading
    people: tuple[Person, ...] = ()
    managers: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """person_id -> what the list says of a manager whom it does not have: another list may."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ExtractReading:
    """Usage, training or tickets: a table of the contract's columns.

    In place of `person_id` it has the columns given_id, email and name.
    """

    reading: FileReading
    table: pd.DataFrame


Reading = SurveyReading | TranscriptReading | NotesReading | OrgReading | ExtractReading


def with_problem(reading: FileReading, problem: str) -> FileReading:
    """The same reading with the one clear error that a person sees."""
    return replace(reading, problem=problem)


def with_damage(reading: FileReading, raw: RawFile) -> FileReading:
    """The same reading with the rows that the gate could not read counted and set aside, once."""
    if set(raw.damaged) <= set(reading.set_aside):
        return reading
    return replace(
        reading,
        rows_in=reading.rows_in + sum(item.rows for item in raw.damaged),
        set_aside=(*reading.set_aside, *raw.damaged),
    )
