"""Days of talks and notes written without a year, by the days of the folder's other files."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from toolkit.intake.raw import NotesReading, TranscriptReading
from toolkit.intake.said_on import day_near, in_year_near
from toolkit.model.intake import Source


def talk_on_its_day(one: TranscriptReading, last: date) -> TranscriptReading:
    """The conversation with its day, if need be in the year nearest to another file's last day."""
    day = one.said_on
    if day is None:
        day = day_near(one.reading.file, (turn.text for turn in one.turns), last)
    elif one.year_guessed:
        day = in_year_near(day, last)
    return replace(one, said_on=day, reading=replace(one.reading, first_on=day, last_on=day))


def notes_on_their_days(one: NotesReading, last: date) -> NotesReading:
    """The notes; days whose year was that of the file's last change in the year nearest to `last`.

    A document made from a template carries the template's date.
    """
    if not one.year_guessed:
        return one

    def moved(day: date | None) -> date | None:
        return in_year_near(day, last) if day else None

    sources: tuple[Source, ...] = tuple(
        replace(source, said_on=moved(source.said_on)) for source in one.sources
    )
    days = [source.said_on for source in sources if source.said_on]
    reading = replace(
        one.reading,
        first_on=min(days, default=moved(one.reading.first_on)),
        last_on=max(days, default=moved(one.reading.last_on)),
    )
    return replace(one, sources=sources, reading=reading)
