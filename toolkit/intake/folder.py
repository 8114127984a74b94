"""Every file of a folder through its reader; people are matched later (`assemble`)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from toolkit.errors import ToolkitError, UnreadableFile
from toolkit.intake import detect, extracts, gate, messages, notes, org, surveys, transcripts
from toolkit.intake.aliases import read_aliases
from toolkit.intake.codebooks import Codebook, book_of, books_of, read_codebook, used, with_words
from toolkit.intake.cues import lines_of
from toolkit.intake.days_near import notes_on_their_days, talk_on_its_day
from toolkit.intake.listed_columns import told_by_list
from toolkit.intake.org_people import left_by
from toolkit.intake.people import Roster, keys_of
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
from toolkit.intake.rosters import join_lists, strays
from toolkit.intake.speaker_keys import SpeakerKey, read_speaker_key
from toolkit.intake.speakers import named_by_keys, settle_speaker
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
    kind: FileKind


@dataclass(frozen=True, slots=True, kw_only=True)
class _Recorded:
    """A table of a system, or one that nobody knows, read once the people are known."""

    raw: RawFile
    mine: FileSettings
    kind: FileKind
    form: str


@dataclass(frozen=True, slots=True, kw_only=True)
class _Keyed:
    """A list of speakers, as it seems; it is one if the labels of a conversation are its own."""

    raw: RawFile
    mine: FileSettings
    key: SpeakerKey


_Understood = Reading | FileReading | Codebook | _Later | _Recorded
_Opened = _Understood | _Keyed
_NOBODYS_WORDS = (FileKind.OTHER, FileKind.COMMENT_SHEET)
"""Kinds that a table is given which only tells other ids of people."""


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
    read = _with_strays_told(_with_days(_with_speakers(_with_surveys(_with_keys(opened)))))
    files = [_reading(one) for one in read]
    return Readings(
        files=tuple(sorted([*files, *skipped], key=lambda one: one.file)),
        surveys=tuple(one for one in read if isinstance(one, SurveyReading)),
        transcripts=tuple(one for one in read if isinstance(one, TranscriptReading)),
        notes=tuple(one for one in read if isinstance(one, NotesReading)),
        orgs=tuple(one for one in read if isinstance(one, OrgReading)),
        extracts=tuple(one for one in read if isinstance(one, ExtractReading)),
    )


def _with_keys(opened: Sequence[_Opened]) -> list[_Understood]:
    """Conversations with the names that lists of speakers give, these lists read as such.

    A list that is of no conversation is whatever else it can be.
    """
    lists = [one for one in opened if isinstance(one, _Keyed)]
    talks = [one for one in opened if isinstance(one, TranscriptReading)]
    named, keys = named_by_keys(talks, [one.key for one in lists])
    by_file = {one.reading.file: one for one in named}
    read: list[_Understood] = []
    for one in opened:
        if isinstance(one, _Keyed):
            read.append(_as_key(one, keys[one.raw.file]))
        elif isinstance(one, TranscriptReading):
            read.append(by_file[one.reading.file])
        else:
            read.append(one)
    return read


def _as_key(one: _Keyed, reading: FileReading) -> _Understood:
    if not reading.problem:
        return reading
    instead = _classified(one.raw, one.mine)
    nothing = isinstance(instead, TranscriptReading | NotesReading) or (
        isinstance(instead, _Recorded)
        and instead.kind is FileKind.OTHER
        and instead.raw.form != "table"
    )
    return reading if nothing else instead


def _with_speakers(read: Sequence[Reading | FileReading]) -> list[Reading | FileReading]:
    people = join_lists([one.people for one in read if isinstance(one, OrgReading)]).values()
    roster = Roster.of(people)
    return [
        settle_speaker(one, roster) if isinstance(one, TranscriptReading) else one for one in read
    ]


def _with_surveys(opened: Sequence[_Understood]) -> list[Reading | FileReading]:
    """What was opened, surveys read by what the other files tell."""
    books = [one for one in opened if isinstance(one, Codebook)]
    opened = _with_aliases(opened)
    people = join_lists([one.people for one in opened if isinstance(one, OrgReading)]).values()
    names = frozenset(key for one in people if (key := name_key(one.name)))
    beside = Beside(listed=keys_of(people), names=names, books=tuple(books))
    needed = {
        book.reading.file
        for one in opened
        if isinstance(one, _Later)
        for book in books_of(one.raw, books)
    }
    read: list[Reading | FileReading] = []
    for one in opened:
        if isinstance(one, Codebook):
            read.append((used(one) if one.reading.file in needed else one).reading)
        else:
            read.append(_read_later(one, beside))
    return read


def _read_later(
    one: Reading | FileReading | _Later | _Recorded, beside: Beside
) -> Reading | FileReading:
    if isinstance(one, _Recorded):
        return _recorded(one, beside)
    return _survey(one, beside) if isinstance(one, _Later) else one


def _with_aliases(opened: Sequence[_Understood]) -> list[_Understood]:
    """The same, tables that only tell other ids of the list's people read as such."""
    lists = [one.people for one in opened if isinstance(one, OrgReading)]
    roster = Roster.of(join_lists(lists).values())
    if not roster.people:
        return list(opened)
    return [
        (_is_nobodys(one) and read_aliases(one.raw, roster)) or one
        if isinstance(one, _Later | _Recorded)
        else one
        for one in opened
    ]


def _is_nobodys(one: _Later | _Recorded) -> bool:
    return not one.mine.kind and one.kind in _NOBODYS_WORDS and one.raw.form == "table"


def _recorded(one: _Recorded, beside: Beside) -> Reading | FileReading:
    try:
        found = extracts.read_recorded(one.raw, one.kind, one.mine, beside)
        if found is None:
            return _other(one, beside)
        return replace(found, reading=with_damage(found.reading, one.raw))
    except ToolkitError as error:
        return _unreadable(one.raw.file, error)


def _survey(one: _Later, beside: Beside) -> Reading | FileReading:
    try:
        if one.kind is FileKind.COMMENT_SHEET and not one.mine.kind:
            found = extracts.read_recorded(one.raw, FileKind.OTHER, one.mine, beside)
            if found and len(found.table):
                return replace(found, reading=with_damage(found.reading, one.raw))
        book = book_of(one.raw, beside.books)
        raw = with_words(one.raw, book) if book else one.raw
        return surveys.read_survey(raw, one.mine, beside)
    except ToolkitError as error:
        return _unreadable(one.raw.file, error)


def _unreadable(name: str, error: ToolkitError) -> FileReading:
    return FileReading(file=name, kind=FileKind.OTHER, format="unreadable", problem=str(error))


def _with_days(read: Sequence[Reading | FileReading]) -> list[Reading | FileReading]:
    """What a file cannot tell alone, by the last day of the others.

    Talks and notes whose day has no year get the nearest one; whoever had left a list of people by
    the last day on which something was said or done is out of scope.
    """
    days = [day for one in read if not _is_guessed(one) and (day := _reading(one).last_on)]
    if not days:
        return list(read)
    dated = [_on_its_day(one, max(days)) for one in read]
    heard = [_reading(one).last_on for one in dated if _reading(one).kind in _HAPPENED]
    today = max((day for day in heard if day), default=None)
    return [_without_leavers(one, today) if isinstance(one, OrgReading) else one for one in dated]


def _with_strays_told(read: Sequence[Reading | FileReading]) -> list[Reading | FileReading]:
    """The same, with a note on the accounts that a list has and no other list of people."""
    lost = strays([one.people for one in read if isinstance(one, OrgReading)])
    return [_told(one, lost) if isinstance(one, OrgReading) else one for one in read]


def _told(one: OrgReading, lost: frozenset[str]) -> OrgReading:
    count = sum(person.person_id in lost for person in one.people)
    note = f"{count} of its accounts are nobody of the other lists and were left out"
    notes = (*one.reading.notes, note) if count else one.reading.notes
    return replace(one, reading=replace(one.reading, notes=notes))


def _without_leavers(one: OrgReading, today: date | None) -> OrgReading:
    return replace(one, people=left_by(one.people, today)) if today else one


def _is_guessed(one: Reading | FileReading) -> bool:
    return isinstance(one, TranscriptReading | NotesReading) and one.year_guessed


def _on_its_day(one: Reading | FileReading, last: date) -> Reading | FileReading:
    if isinstance(one, TranscriptReading):
        return talk_on_its_day(one, last)
    return notes_on_their_days(one, last) if isinstance(one, NotesReading) else one


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
        if not mine.kind and (key := read_speaker_key(raw)):
            return _Keyed(raw=raw, mine=mine, key=key)
    except ToolkitError as error:
        return _unreadable(name, error)
    return _classified(raw, mine)


def _classified(raw: RawFile, mine: FileSettings) -> _Understood:
    try:
        kind, form = detect.classify(raw, mine)
        return _by_kind(raw, kind, form, mine)
    except ToolkitError as error:
        return _unreadable(raw.file, error)


def _by_kind(raw: RawFile, kind: FileKind, form: str, mine: FileSettings) -> _Understood:
    if kind is FileKind.COMMENT_SHEET and messages.recognise(raw):
        return messages.read_messages(raw, mine)
    if kind in (FileKind.SURVEY, FileKind.COMMENT_SHEET):
        return _Later(raw=raw, mine=mine, kind=kind)
    if kind is FileKind.TRANSCRIPT:
        return transcripts.read_transcript(raw, mine)
    if kind is FileKind.NOTES:
        return notes.read_notes(raw, mine)
    if kind is FileKind.ORG:
        people = org.read_org(raw, mine)
        return replace(people, reading=with_damage(people.reading, raw))
    return _Recorded(raw=raw, mine=mine, kind=kind, form=form)


def _other(one: _Recorded, beside: Beside) -> FileReading:
    problem = _unheard(one.raw) or _unread_people(one.raw, beside)
    return FileReading(
        file=one.raw.file,
        kind=FileKind.OTHER,
        format=one.form or "not recognised",
        problem="" if one.mine.kind else problem,
        notes=(*one.raw.notes, "not recognised: say what it is under [mine.files] in review.toml"),
    )


def _unread_people(raw: RawFile, beside: Beside) -> str:
    """What is wrong with a table of people of the list that nobody can read; "" for any other."""
    told = told_by_list(raw, beside.listed, beside.names) if raw.form == "table" else {}
    if not told:
        return ""
    what = "people of the organisation's list stand in"
    return str(
        UnreadableFile(
            f"{what} column '{', '.join(told)}', but what the table tells of them is not known.",
            where=raw.file,
            what_to_do="Say under [mine.files] in review.toml what it is (usage, training, "
            "tickets, survey, org), or skip = true.",
        )
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
