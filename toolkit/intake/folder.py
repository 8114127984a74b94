"""Every file of a folder through its reader; people are matched later (`assemble`)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from toolkit.errors import ToolkitError
from toolkit.intake import detect, extracts, gate, notes, org, surveys, transcripts
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
from toolkit.intake.said_on import day_near
from toolkit.model.intake import FileReading
from toolkit.model.vocabulary import FileKind
from toolkit.settings import FileSettings, Settings

RECORDED = (FileKind.USAGE, FileKind.TRAINING, FileKind.TICKETS)
"""What systems record, as opposed to what people say."""
NOT_READ = "not read"
"""The format of files that are left alone: hidden ones, and those that a person skips."""
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


def read_files(root: Path, settings: Settings, progress: Progress | None = None) -> Readings:
    """Every file of a folder through its reader, people not matched yet."""
    names = gate.list_files(root)
    skipped = [
        FileReading(file=name, kind=FileKind.OTHER, format=NOT_READ, notes=(reason,))
        for name, reason in gate.skipped_files(root)
    ]
    read: list[Reading | FileReading] = []
    for number, name in enumerate(names):
        if progress:
            progress("files", number, len(names))
        read.append(_read_one(root, name, settings.mine.files.get(name, FileSettings())))
    read = _with_days(read)
    files = [_reading(one) for one in read]
    return Readings(
        files=tuple(sorted([*files, *skipped], key=lambda one: one.file)),
        surveys=tuple(one for one in read if isinstance(one, SurveyReading)),
        transcripts=tuple(one for one in read if isinstance(one, TranscriptReading)),
        notes=tuple(one for one in read if isinstance(one, NotesReading)),
        orgs=tuple(one for one in read if isinstance(one, OrgReading)),
        extracts=tuple(one for one in read if isinstance(one, ExtractReading)),
    )


def _with_days(read: Sequence[Reading | FileReading]) -> list[Reading | FileReading]:
    """Conversations whose day has no year get the one nearest to the last day of the others."""
    last = max((day for one in read if (day := _reading(one).last_on)), default=None)
    if last is None:
        return list(read)
    return [_on_its_day(one, last) if isinstance(one, TranscriptReading) else one for one in read]


def _on_its_day(one: TranscriptReading, last: date) -> TranscriptReading:
    day = one.said_on or day_near(one.reading.file, (turn.text for turn in one.turns), last)
    return replace(one, said_on=day, reading=replace(one.reading, first_on=day, last_on=day))


def _reading(one: Reading | FileReading) -> FileReading:
    return one if isinstance(one, FileReading) else one.reading


def _read_one(root: Path, name: str, mine: FileSettings) -> Reading | FileReading:
    if mine.skip:
        return FileReading(
            file=name, kind=FileKind.OTHER, format=NOT_READ, notes=("skipped in review.toml",)
        )
    try:
        raw = gate.open_file(root, name)
        kind, form = detect.classify(raw, mine)
        return _by_kind(raw, kind, form, mine)
    except ToolkitError as error:
        return FileReading(file=name, kind=FileKind.OTHER, format="unreadable", problem=str(error))


def _by_kind(raw: RawFile, kind: FileKind, form: str, mine: FileSettings) -> Reading | FileReading:
    if kind in (FileKind.SURVEY, FileKind.COMMENT_SHEET):
        return surveys.read_survey(raw, mine)
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
        notes=(*raw.notes, "not recognised: say what it is under [mine.files] in review.toml"),
    )
