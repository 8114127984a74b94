"""What a file is, by its content: a tool's own marks first, then what its columns hold."""

from __future__ import annotations

from toolkit.intake import extracts, messages, notes, org, survey_signs, transcripts
from toolkit.intake.grids import head_of
from toolkit.intake.org_signs import surely_people
from toolkit.intake.raw import RawFile
from toolkit.intake.survey_roles import COLUMN_ROLES
from toolkit.intake.tabled import recognise_tabled
from toolkit.intake.tickets import surely_tickets
from toolkit.intake.training import keeps_days, surely_training
from toolkit.model.vocabulary import FileKind
from toolkit.settings import FileSettings

__all__ = ["COLUMN_ROLES", "classify"]


def classify(raw: RawFile, settings: FileSettings) -> tuple[FileKind, str]:
    """(kind, format for people); a kind that a person wrote wins, OTHER where nothing is sure.

    Where a table fits several readers, the order is: a survey tool's export or a table with
    questions in its header, a list that surely is of the organisation and nothing else, an extract
    of a system, any other list of the organisation, comments.
    """
    if settings.kind:
        return settings.kind, settings.format or _format_as(raw, settings.kind)
    found = _of_table(raw) if raw.form == "table" else _of_words(raw)
    kind, form = found or (FileKind.OTHER, "")
    return kind, settings.format or form


def _of_words(raw: RawFile) -> tuple[FileKind, str] | None:
    form = transcripts.recognise(raw)
    if form:
        return FileKind.TRANSCRIPT, form
    form = notes.recognise(raw)
    if form:
        return FileKind.NOTES, form
    form = org.recognise(raw) if raw.sheets else None
    return (FileKind.ORG, form) if form else None


def _of_table(raw: RawFile) -> tuple[FileKind, str] | None:
    if form := messages.recognise(raw):
        return FileKind.COMMENT_SHEET, form
    if form := messages.recognise_users(raw):
        return FileKind.OTHER, form
    if form := recognise_tabled(raw):
        return FileKind.TRANSCRIPT, form
    survey = survey_signs.recognise(raw)
    top = head_of(raw)
    if survey and survey.sure and not (surely_tickets(top) or _is_course(survey, top)):
        return survey.kind, survey.format
    if surely_people(top) and (form := org.recognise(raw)):
        return FileKind.ORG, form
    extract = extracts.recognise(raw)
    if extract:
        return extract
    form = org.recognise(raw)
    if form:
        return FileKind.ORG, form
    return (survey.kind, survey.format) if survey and not keeps_days(head_of(raw)) else None


def _is_course(survey: survey_signs.Recognised, top: RawFile) -> bool:
    return surely_training(top) and not survey.each_row


def _format_as(raw: RawFile, kind: FileKind) -> str:
    """The format's name among files of a kind that a person settled; "" if none fits."""
    if kind in {FileKind.SURVEY, FileKind.COMMENT_SHEET}:
        survey = survey_signs.recognise(raw)
        return survey.format if survey else ""
    if kind is FileKind.ORG:
        return org.recognise(raw) or ""
    if kind is FileKind.TRANSCRIPT:
        return transcripts.recognise(raw) or ""
    if kind is FileKind.NOTES:
        return notes.recognise(raw) or ""
    extract = extracts.recognise(raw)
    return extract[1] if extract and extract[0] is kind else ""
