"""What stands in two files of a folder is taken once, and no two sources keep one id."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TypeVar

from toolkit.intake.folder import Readings
from toolkit.intake.raw import NotesReading, SurveyReading, TranscriptReading
from toolkit.intake.survey_sets import TELLING_TEXT, short_hash
from toolkit.model.intake import FileReading, SetAside

REPEATS = "repeats what stands in another file"
_MOSTLY = 0.5
"""Share of a survey's rows found in one other file from which on it is a copy of that file."""
_TOOLS_ID = re.compile(r"(?!h[0-9a-f]{16}$)(?=.*\d)\w[\w.-]{8,}")
"""An id that a tool gave: long, and no hash that stands in place of one (`survey_sets`)."""
_Row = tuple[object, ...]
_Reading = TypeVar("_Reading", SurveyReading, TranscriptReading, NotesReading)


def without_repeats(readings: Readings) -> Readings:
    """The readings, each answer, turn and note in the first of the files alone that hold it.

    What is equal in id and content is set aside and told in the later file's reading; what is equal
    in id alone keeps its content and gets a further id. Files without such ids stay as they are.
    """
    once = _Once()
    surveys = _by_file([once.survey(one) for one in _originals_first(readings.surveys)])
    talks = _by_file([once.talk(one) for one in _originals_first(readings.transcripts)])
    notes = _by_file([once.notes(one) for one in _originals_first(readings.notes)])
    read = [one.reading for one in surveys]
    read += [*(one.reading for one in talks), *(one.reading for one in notes)]
    told = {one.file: one for one in read}
    return replace(
        readings,
        files=tuple(told.get(one.file, one) for one in readings.files),
        surveys=tuple(surveys),
        transcripts=tuple(talks),
        notes=tuple(notes),
    )


def _originals_first(found: Sequence[_Reading]) -> list[_Reading]:
    """By name without its ending: "answers.csv" before "answers (1).csv"."""
    return sorted(found, key=lambda one: (_file_of(one).rpartition(".")[0], _file_of(one)))


def _by_file(found: Sequence[_Reading]) -> list[_Reading]:
    return sorted(found, key=_file_of)


def _file_of(one: SurveyReading | TranscriptReading | NotesReading) -> str:
    return one.reading.file


@dataclass(slots=True)
class _Once:
    """What the files so far hold."""

    rows: dict[_Row, str] = field(default_factory=dict)
    """Content of a survey's row -> the file that has it."""
    respondents: set[str] = field(default_factory=set)
    texts: dict[str, tuple[str, str]] = field(default_factory=dict)
    """Source or turn id -> its text and file."""

    def survey(self, one: SurveyReading) -> SurveyReading:
        """The survey without rows that an earlier file has, its ids unlike all before."""
        content = _contents(one)
        again = {row: self.rows[key] for row, key in content.items() if key in self.rows}
        named = _by_tools_id(one)
        again |= {row: self.rows[key] for row, key in named.items() if key in self.rows}
        copied = {file for file in set(again.values()) if _is_copy(one, again, file)}
        gone = {
            row: file for row, file in again.items() if file in copied or _is_telling(content[row])
        }
        kept = _renamed(_without_rows(one, gone), self.respondents)
        for row, key in (*content.items(), *named.items()):
            if row not in gone:
                self.rows.setdefault(key, one.reading.file)
        self.respondents |= {row.respondent_id for row in kept.respondents}
        self.texts |= {row.source_id: (row.text, row.file) for row in kept.sources}
        return kept

    def talk(self, one: TranscriptReading) -> TranscriptReading:
        """The conversation without turns that an earlier file has."""
        said = [(turn.turn_id, turn.text) for turn in one.turns]
        again = self._again(said)
        names = self._names(said, again, one.reading.file)
        turns = [
            replace(turn, turn_id=names[turn.turn_id])
            for turn in one.turns
            if turn.turn_id not in again
        ]
        reading = _told(one.reading, again, whole=not turns, unit="turns")
        return replace(one, turns=tuple(turns), reading=reading)

    def notes(self, one: NotesReading) -> NotesReading:
        """The notes without points that an earlier file has."""
        said = [(point.source_id, point.text) for point in one.sources]
        again = self._again(said)
        names = self._names(said, again, one.reading.file)
        sources = [
            replace(point, source_id=names[point.source_id])
            for point in one.sources
            if point.source_id not in again
        ]
        who = {names[key]: who for key, who in one.identities.items() if key not in again}
        reading = _set_aside(one.reading, again)
        return replace(one, sources=tuple(sources), identities=who, reading=reading)

    def _again(self, said: Sequence[tuple[str, str]]) -> dict[str, str]:
        """Id -> earlier file, of what is equal in id and text."""
        return {
            key: self.texts[key][1]
            for key, text in said
            if key in self.texts and self.texts[key][0] == text
        }

    def _names(
        self, said: Sequence[tuple[str, str]], again: Mapping[str, str], file: str
    ) -> dict[str, str]:
        """A new id for each that an earlier file has for something else."""
        names: dict[str, str] = {}
        for key, text in said:
            if key not in again:
                names[key] = _free(key, self.texts)
                self.texts[names[key]] = (text, file)
        return names


def _contents(one: SurveyReading) -> dict[str, _Row]:
    """Respondent id -> who it is, the day, and all that stands in the row.

    The id itself counts only where there are few words: other formats give rows other ids.
    """
    said: dict[str, list[tuple[str, str]]] = {row.respondent_id: [] for row in one.respondents}
    for source in one.sources:
        said[source.respondent_id].append((source.question, source.text))
    for answer in one.closed:
        said[answer.respondent_id].append((answer.question, answer.value))
    for named in one.nominations:
        said[named.respondent_id].append((named.question, named.text))
    wordy = {row.respondent_id for row in one.sources if len(row.text) >= TELLING_TEXT}
    return {
        row.respondent_id: (
            one.identities.get(row.respondent_id),
            row.answered_on,
            tuple(sorted(said[row.respondent_id])),
            "" if row.respondent_id in wordy else row.respondent_id,
        )
        for row in one.respondents
    }


def _by_tools_id(one: SurveyReading) -> dict[str, _Row]:
    """Respondent id -> the tool's own id, the day and the answers in words.

    So the labels of an export and its numbers, in two files, are one and the same answers.
    """
    said: dict[str, list[str]] = {row.respondent_id: [] for row in one.respondents}
    for source in one.sources:
        said[source.respondent_id].append(source.text)
    return {
        row.respondent_id: (
            "tool",
            row.respondent_id,
            row.answered_on,
            tuple(sorted(said[row.respondent_id])),
        )
        for row in one.respondents
        if _TOOLS_ID.fullmatch(row.respondent_id)
    }


def _is_copy(one: SurveyReading, again: Mapping[str, str], file: str) -> bool:
    return sum(other == file for other in again.values()) >= _MOSTLY * len(one.respondents)


def _is_telling(content: _Row) -> bool:
    """Whether an equal row is surely the same one: somebody's, of a day, or with words enough."""
    who, day, _, few_words = content
    return bool(who or day or not few_words)


def _without_rows(one: SurveyReading, gone: Mapping[str, str]) -> SurveyReading:
    if not gone:
        return one
    return replace(
        one,
        reading=_set_aside(one.reading, gone),
        respondents=tuple(row for row in one.respondents if row.respondent_id not in gone),
        identities={row: who for row, who in one.identities.items() if row not in gone},
        sources=tuple(row for row in one.sources if row.respondent_id not in gone),
        closed=tuple(row for row in one.closed if row.respondent_id not in gone),
        nominations=tuple(row for row in one.nominations if row.respondent_id not in gone),
    )


def _renamed(one: SurveyReading, respondents: set[str]) -> SurveyReading:
    """The survey with further ids for rows and answers whose ids are taken."""
    names = {row.respondent_id: _free(row.respondent_id, respondents) for row in one.respondents}
    if all(old == new for old, new in names.items()):
        return one

    def source_id(row: str, name: str) -> str:
        return name if names[row] == row else short_hash(f"{names[row]}\x1f{name}")

    return replace(
        one,
        respondents=tuple(
            replace(row, respondent_id=names[row.respondent_id]) for row in one.respondents
        ),
        identities={names[row]: who for row, who in one.identities.items()},
        sources=tuple(
            replace(
                row,
                source_id=source_id(row.respondent_id, row.source_id),
                respondent_id=names[row.respondent_id],
            )
            for row in one.sources
        ),
        closed=tuple(replace(row, respondent_id=names[row.respondent_id]) for row in one.closed),
        nominations=tuple(
            replace(row, respondent_id=names[row.respondent_id]) for row in one.nominations
        ),
    )


def _free(name: str, taken: Mapping[str, object] | set[str]) -> str:
    """The id, or with the first number behind it that no earlier file uses."""
    number, free = 1, name
    while free in taken:
        number += 1
        free = f"{name}-{number}"
    return free


def _set_aside(reading: FileReading, again: Mapping[str, str]) -> FileReading:
    """The reading with repeated rows moved from those kept to those set aside, by earlier file."""
    files = sorted(set(again.values()))
    asides = [
        SetAside(reason=REPEATS, rows=sum(one == file for one in again.values()), where=file)
        for file in files
    ]
    return replace(
        reading,
        rows_kept=reading.rows_kept - len(again),
        set_aside=(*reading.set_aside, *asides),
    )


def _told(reading: FileReading, again: Mapping[str, str], *, whole: bool, unit: str) -> FileReading:
    """A conversation's rows are not its turns: all are set aside, or the turns are told."""
    if not again:
        return reading
    if whole:
        aside = SetAside(reason=REPEATS, rows=reading.rows_kept, where=min(again.values()))
        return replace(reading, rows_kept=0, set_aside=(*reading.set_aside, aside))
    note = f"{len(again)} {unit} stand in another file as well and are taken once"
    return replace(reading, notes=(*reading.notes, note))
