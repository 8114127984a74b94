"""Every file of a folder through its reader; people are matched later (`assemble`)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from toolkit.errors import ToolkitError, UnreadableFile
from toolkit.intake import detect, extracts, gate, notes, org, surveys, transcripts
from toolkit.intake.codebooks import Codebook, book_of, read_codebook, used, with_words
from toolkit.intake.cues import lines_of
from toolkit.intake.org_people import left_by
from toolkit.intake.people import keys_of
from toolkit.intake.raw import (
    ExtractReading,
    NotesReading,
    OrgReading,
    RawFile,
    Reading,
    SurveyReading,
    TranscriptReading,
    with_damage,
)
from toolkit.intake.rosters import join_lists
from toolkit.intake.said_on import day_near
from toolkit.intake.speech import word_count
from toolkit.intake.survey_listed import Beside, name_key
from toolkit.model.intake import FileReading
from toolkit.model.vocabulary import FileKind
from toolkit.settings import FileSettings, Settings

RECORDED = (FileKind.USAGE, FileKind.TRAINING, FileKind.TICKETS)
"""What systems record, as opposed to what people say."""
_HAPPENED = frozenset(FileKind) - {FileKind.ORG, FileKind.TRAINING, FileKind.OTHER}
"""What is said or done by its last day; courses may be planned for later."""
NOT_READ = "not read"
"""The format of files that are left alone: hidden ones, and those that a person skips."""
_WORTH_HEARING = 80
"""Words of a text that is not recognised, from which on somebody is told."""
Progress = Callable[[str, int, int], None]
"""Called with what is counted, how many are done and how many there are; no file is named."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Readings:
    """All files as their readers understood them, in the files' order."""

    files: tuple[FileReading, ...]
    surveys: tuple[SurveyReading, ...] = ()
    transcripts: tuple[TranscriptReading, ...] = ()
    notes: tuple[NotesReading, ...] = ()
    orgs: tuple[OrgReading, ...] = ()
    extracts: tuple[ExtractReading, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class _Later:
    """A survey's table, read once the lists of people and the codebooks are known."""

    raw: RawFile
    mine: FileSettings


_Opened = Reading | FileReading | Codebook | _Later


def read_files(root: Path, settings: Settings, progress: Progress | None = None) -> Readings:
    """Every file of a folder through its reader, people not matched yet.

    Surveys come last: the organisation's list says which column holds people, and a codebook what
    codes stand for.
    """
    names = gate.list_files(root)
    skipped = [
        FileReading(file=name, kind=FileKind.OTHER, format=NOT_READ, notes=(reason,))
        for name, reason in gate.skipped_files(root)
    ]
    opened: list[_Opened] = []
    for number, name in enumerate(names):
        if progress:
            progress("files", number, len(names))
        opened.append(_read_one(root, name, settings.mine.files.get(name, FileSettings())))
    read = _with_days(_with_surveys(opened))
    files = [_reading(one) for one in read]
    return Readings(
        files=tuple(sorted([*files, *skipped], key=lambda one: one.file)),
        surveys=tuple(one for one in read if isinstance(one, SurveyReading)),
        transcripts=tuple(one for one in read if isinstance(one, TranscriptReading)),
        notes=tuple(one for one in read if isinstance(one, NotesReading)),
        orgs=tuple(one for one in read if isinstance(one, OrgReading)),
        extracts=tuple(one for one in read if isinstance(one, ExtractReading)),
    )


def _with_surveys(opened: Sequence[_Opened]) -> list[Reading | FileReading]:
    """What was opened, surveys read by what the other files tell."""
    books = [one for one in opened if isinstance(one, Codebook)]
    lists = [one.people for one in opened if isinstance(one, OrgReading)]
    people = join_lists(lists).values()
    names = frozenset(key for one in people if (key := name_key(one.name)))
    beside = Beside(listed=keys_of(people), names=names, books=tuple(books))
    needed = {
        book.reading.file
        for one in opened
        if isinstance(one, _Later) and (book := book_of(one.raw, books))
    }
    read: list[Reading | FileReading] = []
    for one in opened:
        if isinstance(one, Codebook):
            read.append((used(one) if one.reading.file in needed else one).reading)
        else:
            read.append(_survey(one, beside) if isinstance(one, _Later) else one)
    return read


def _survey(one: _Later, beside: Beside) -> Reading | FileReading:
    try:
        book = book_of(one.raw, beside.books)
        raw = with_words(one.raw, book) if book else one.raw
        return surveys.read_survey(raw, one.mine, beside)
    except ToolkitError as error:
        return _unreadable(one.raw.file, error)


def _unreadable(name: str, error: ToolkitError) -> FileReading:
    return FileReading(file=name, kind=FileKind.OTHER, format="unreadable", problem=str(error))


def _with_days(read: Sequence[Reading | FileReading]) -> list[Reading | FileReading]:
    """What a file cannot tell alone, by the last day of the others.

    Conversations whose day has no year get the nearest one; whoever had left a list of people by
    the last day on which something was said or done is out of scope.
    """
    last = max((day for one in read if (day := _reading(one).last_on)), default=None)
    if last is None:
        return list(read)
    dated = [_on_its_day(one, last) if isinstance(one, TranscriptReading) else one for one in read]
    heard = [_reading(one).last_on for one in dated if _reading(one).kind in _HAPPENED]
    today = max((day for day in heard if day), default=None)
    return [_without_leavers(one, today) if isinstance(one, OrgReading) else one for one in dated]


def _without_leavers(one: OrgReading, today: date | None) -> OrgReading:
    return replace(one, people=left_by(one.people, today)) if today else one


def _on_its_day(one: TranscriptReading, last: date) -> TranscriptReading:
    day = one.said_on or day_near(one.reading.file, (turn.text for turn in one.turns), last)
    return replace(one, said_on=day, reading=replace(one.reading, first_on=day, last_on=day))


def _reading(one: Reading | FileReading) -> FileReading:
    return one if isinstance(one, FileReading) else one.reading


def _read_one(root: Path, name: str, mine: FileSettings) -> _Opened:
    if mine.skip:
        return FileReading(
            file=name, kind=FileKind.OTHER, format=NOT_READ, notes=("skipped in review.toml",)
        )
    try:
        raw = gate.open_file(root, name)
        if not mine.kind and (book := read_codebook(raw)):
            return book
        kind, form = detect.classify(raw, mine)
        return _by_kind(raw, kind, form, mine)
    except ToolkitError as error:
        return _unreadable(name, error)


def _by_kind(raw: RawFile, kind: FileKind, form: str, mine: FileSettings) -> _Opened:
    if kind in (FileKind.SURVEY, FileKind.COMMENT_SHEET):
        return _Later(raw=raw, mine=mine)
    if kind is FileKind.TRANSCRIPT:
        return transcripts.read_transcript(raw, mine)
    if kind is FileKind.NOTES:
        return notes.read_notes(raw, mine)
    if kind is FileKind.ORG:
        people = org.read_org(raw, mine)
        return replace(people, reading=with_damage(people.reading, raw))
    if kind in RECORDED:
        found = extracts.read_extract(raw, kind, mine)
        return replace(found, reading=with_damage(found.reading, raw))
    return FileReading(
        file=raw.file,
        kind=FileKind.OTHER,
        format=form or "not recognised",
        problem="" if mine.kind else _unheard(raw),
        notes=(*raw.notes, "not recognised: say what it is under [mine.files] in review.toml"),
    )


def _unheard(raw: RawFile) -> str:
    """What is wrong with a text that somebody may have meant to be heard; "" for any other file.

    A table that nobody knows, a few words, a README or a manual lack nobody's words.
    """
    words = sum(word_count(line.text) for line in lines_of(raw)) if raw.form != "table" else 0
    if words < _WORTH_HEARING or notes.is_handbook(raw):
        return ""
    why = transcripts.why_not(raw)
    return str(
        UnreadableFile(
            f"it holds {words} words and is taken for neither interview nor notes: {why}.",
            where=raw.file,
            what_to_do="Write 'Name: ' before each turn, or say what it is under [mine.files] "
            "in review.toml.",
        )
    )
