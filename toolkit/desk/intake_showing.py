"""From the account of a file to what the intake screen shows of it."""

from __future__ import annotations

from typing import Final

from toolkit.desk.intake_card import Aside, Column, FileCard, FileLine
from toolkit.model.intake import FileReading
from toolkit.model.vocabulary import FileKind, QuestionMeaning
from toolkit.privacy.promises import SPOKEN
from toolkit.settings import FileSettings, Settings

IGNORED: Final = "ignored"
_TABLES_OF_ANSWERS: Final = (FileKind.SURVEY, FileKind.COMMENT_SHEET)
_TABLES_OF_FACTS: Final = (FileKind.ORG, FileKind.USAGE, FileKind.TRAINING, FileKind.TICKETS)


def line_of(one: FileReading, mine: FileSettings | None) -> FileLine:
    """One row of the list."""
    return FileLine(
        file=one.file,
        kind=str(one.kind),
        format=one.format,
        rows_in=one.rows_in,
        kept=one.rows_kept,
        set_aside=one.rows_set_aside,
        problem=bool(one.problem),
        mine=mine is not None and mine != FileSettings(),
    )


def card_of(one: FileReading, settings: Settings) -> FileCard:
    """Everything about one file."""
    mine = settings.mine.files.get(one.file) or FileSettings()
    promise = settings.promise(one.file, anonymous=one.anonymous)
    return FileCard(
        line=line_of(one, mine),
        wave=str(one.wave),
        skip=mine.skip,
        speaks=one.kind in SPOKEN,
        attribution=promise.attribution,
        quotes=promise.quotes,
        assumed=promise.assumed,
        problem=one.problem,
        notes=one.notes,
        set_aside=tuple(
            Aside(reason=item.reason, rows=item.rows, where=item.where) for item in one.set_aside
        ),
        columns=tuple(
            Column(
                name=column.name,
                role=f"{column.role}:{column.detail}" if column.detail else column.role,
                confidence=column.confidence,
                mine=column.name in mine.columns,
            )
            for column in one.columns
        ),
        roles=_roles(one),
        days=_days(one),
    )


def _roles(one: FileReading) -> tuple[str, ...]:
    """What a column of such a file may be."""
    if one.kind in _TABLES_OF_ANSWERS:
        from toolkit.intake.survey_roles import COLUMN_ROLES

        details = [f"open:{one}" for one in QuestionMeaning if one]
        turned = ["rating:reversed", "likert:reversed", "rating:recommendation"]
        return (*COLUMN_ROLES, *details, *turned)
    if one.kind in _TABLES_OF_FACTS:
        from toolkit.intake.headers import vocabulary

        found = (column.role for column in one.columns if column.role)
        return tuple(dict.fromkeys((*found, *vocabulary(str(one.kind)), IGNORED)))
    return ()


def _days(one: FileReading) -> str:
    days = [day.isoformat() for day in (one.first_on, one.last_on) if day]
    return " – ".join(dict.fromkeys(days))
