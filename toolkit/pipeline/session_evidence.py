"""What was written in the review session is evidence: its notes are read with everything else."""

from __future__ import annotations

from dataclasses import replace

from toolkit.model.decisions import Decisions
from toolkit.model.intake import FileReading, Intake, Source
from toolkit.model.vocabulary import Channel, FileKind, Wave
from toolkit.session import read_record

SESSION_FILE = "review session"
"""Stands where a file's name stands: the notes lie in the workspace, in no file of the folder."""


def with_session_notes(intake: Intake, decisions: Decisions) -> Intake:
    """The intake with the session's notes as sources of nobody; unchanged where there are none.

    All notes of a session are one voice: who wrote them was heard before, or is one of a group, and
    people are counted, not slips of paper. They are anonymous, joined with nothing.
    """
    notes = read_record(decisions).notes
    if not notes:
        return intake
    days = {
        row.subject.split(":", 1)[1]: row.at.date()
        for row in decisions.in_force("agenda")
        if row.field == "text"
    }
    sources = tuple(
        Source(
            source_id=f"session-{one.note_id}",
            file=SESSION_FILE,
            channel=Channel.NOTES,
            text=one.words,
            respondent_id=SESSION_FILE,
            said_on=days.get(one.note_id),
            wave=Wave.AFTER,
            position=place,
        )
        for place, one in enumerate(notes)
    )
    reading = FileReading(
        file=SESSION_FILE,
        kind=FileKind.NOTES,
        format="notes written in the review session",
        rows_in=len(notes),
        rows_kept=len(notes),
        wave=Wave.AFTER,
        anonymous=True,
        first_on=min(days.values(), default=None),
        last_on=max(days.values(), default=None),
    )
    return replace(intake, files=(*intake.files, reading), sources=(*intake.sources, *sources))
