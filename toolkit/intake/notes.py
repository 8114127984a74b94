"""Consultants' notes: every bullet or paragraph is a source, dated and sourced, not verbatim."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date
from hashlib import blake2b

from toolkit.intake.cues import set_aside_rows
from toolkit.intake.note_lines import authors_in, talked_with
from toolkit.intake.note_rows import Point, Section, note_lines_of, points_of
from toolkit.intake.raw import Identity, NotesReading, RawFile
from toolkit.intake.said_on import date_in_name, year_near
from toolkit.intake.speech import fold, words_of
from toolkit.intake.transcripts import recognise as recognise_transcript
from toolkit.intake.turns import conversation_key, unique
from toolkit.model.intake import FileReading, Source
from toolkit.model.vocabulary import Channel, FileKind, Wave
from toolkit.privacy.off_record import said_off_record
from toolkit.settings import FileSettings

_FEWEST_ROWS = 2
_FEWEST_VOICES = 3
_LEAST_VOICES = 0.3
"""Without a line that says who was met, so many points must name somebody."""
_NOTHING = "no bullet or paragraph with somebody's point was found; is this file notes of talks?"


def recognise(raw: RawFile) -> str | None:
    """The format's name where lines say who was met or whose the points are, else None."""
    if raw.form == "table" or raw.extension in {"vtt", "srt"} or is_handbook(raw):
        return None
    if recognise_transcript(raw):
        return None
    rows, sections = points_of(raw, None)
    if len(rows) < _FEWEST_ROWS:
        return None
    if any(section.names for section in sections) or _talks(sections):
        return "consultant's notes"
    named = sum(bool(row.name) and not row.aside for row in rows)
    said_so = _called_notes(raw.file) and (named or any(section.day for section in sections))
    many = named >= _FEWEST_VOICES and named >= _LEAST_VOICES * len(rows)
    return "consultant's notes" if said_so or many else None


def _talks(sections: Iterable[Section]) -> bool:
    return any(talked_with(section.title) is not None for section in sections)


def _called_notes(file: str) -> bool:
    stem = fold(re.sub(r"\.\w{1,5}$", "", file.rsplit("/", 1)[-1]))
    return bool(
        set(re.split(r"[\W\d_]+", stem)) & set(words_of("note_words", "topics", "file_words"))
    )


def is_handbook(raw: RawFile) -> bool:
    """A README, a manual or a page with code."""
    handbook = words_of("note_words", "topics", "handbook")
    if any(word in fold(raw.file.rsplit("/", 1)[-1]) for word in handbook[:1]):
        return True
    headings = [
        fold(line.text).strip(" :") for line in note_lines_of(raw) if line.style == "heading"
    ]
    return "```" in raw.text or any(heading in handbook for heading in headings)


def read_notes(raw: RawFile, mine: FileSettings) -> NotesReading:
    """One file of notes. Rows are bullets and paragraphs; headings and lead lines are no rows.

    A point's identity is what the line says ("AB: ..."), else whom the section names; initials are
    resolved within the file where one name fits, else they stay as said.
    """
    rows, sections = points_of(raw, mine.said_on)
    day = mine.said_on or _day_of_file(raw, sections)
    kept = [row for row in rows if not row.aside]
    ids = _ids(kept)
    sources = tuple(
        _source(row, source_id, raw.file, mine, row.day or row.section.day or day)
        for row, source_id in zip(kept, ids, strict=True)
    )
    days = [source.said_on for source in sources if source.said_on]
    return NotesReading(
        reading=FileReading(
            file=raw.file,
            kind=FileKind.NOTES,
            format="consultant's notes",
            rows_in=len(rows),
            rows_kept=len(kept),
            set_aside=set_aside_rows(((r.number, r.aside) for r in rows if r.aside), "point"),
            wave=mine.wave or Wave.UNKNOWN,
            first_on=min(days, default=day),
            last_on=max(days, default=day),
            problem="" if kept else _NOTHING,
            notes=raw.notes,
        ),
        sources=sources,
        identities={
            source_id: Identity(name=row.name)
            for row, source_id in zip(kept, ids, strict=True)
            if row.name
        },
        authors=_authors(raw),
        year_guessed=not mine.said_on
        and year_near(raw.file, (line.text for line in note_lines_of(raw)), None) is None,
    )


def _authors(raw: RawFile) -> tuple[str, ...]:
    return tuple(sorted({name for line in note_lines_of(raw) for name in authors_in(line.text)}))


def _source(row: Point, source_id: str, file: str, mine: FileSettings, day: date | None) -> Source:
    return Source(
        source_id=source_id,
        file=file,
        channel=Channel.NOTES,
        text=row.text,
        before=row.question or row.section.title,
        said_on=day,
        wave=mine.wave or Wave.UNKNOWN,
        position=row.number,
        verbatim=False,
        off_record=row.section.off_record or said_off_record(row.text),
    )


def _ids(rows: Sequence[Point]) -> list[str]:
    key = conversation_key([row.text for row in rows])
    return unique(
        f"{key}/{blake2b(f'{row.section.title} {row.text}'.encode(), digest_size=5).hexdigest()}"
        for row in rows
    )


def _day_of_file(raw: RawFile, sections: Sequence[Section]) -> date | None:
    """The one date that the notes give, else the one in the file's name."""
    days = {section.day for section in sections if section.day}
    return days.pop() if len(days) == 1 else date_in_name(raw.file)
