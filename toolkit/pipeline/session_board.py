"""What a person does with the session: each action becomes rows in the workspace, at one moment."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from uuid import uuid4

from toolkit.errors import UnknownSubject, WrongDecision
from toolkit.intake import gate
from toolkit.intake.dates import parse_date
from toolkit.model.decisions import Decision
from toolkit.model.findings import AgendaItem, Findings
from toolkit.model.session_record import NoteType
from toolkit.pipeline import deciding
from toolkit.pipeline.shaping import Draft, Who, write
from toolkit.session import TEXT_FIELDS, Line, lines_of, read_form, removal_of
from toolkit.workspace import Workspace

EDITS = ("rank", "place", "minutes", *TEXT_FIELDS)
"""What may be changed of a topic."""
_SHOWN_FAULTS = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class FormTaken:
    """What a form that came back brought."""

    entries: int
    """Filled rows that were read."""
    written: int
    """Rows of decisions that are new."""


def edit_topic(
    items: Sequence[AgendaItem], theme_id: str, field: str, value: str
) -> tuple[Draft, ...]:
    """A topic's order, place, minutes or words; `items` as suggested, in English.

    Raises UnknownSubject or WrongDecision.
    """
    item = next((one for one in items if one.theme_id == theme_id), None)
    if item is None:
        raise UnknownSubject(
            f"no topic is called {theme_id!r}.", what_to_do="Take an id from the agenda."
        )
    if field not in EDITS:
        raise WrongDecision(
            f"'{field}' is nothing of a topic.", what_to_do=f"Allowed: {', '.join(EDITS)}."
        )
    plain = " ".join(value.split())
    if not plain:
        raise WrongDecision("nothing was written.", what_to_do="Write something, or undo.")
    return (
        Draft(
            subject=f"agenda:{theme_id}",
            field=field,
            value=plain,
            suggested=str(getattr(item, field)),
        ),
    )


def new_entry(kind: str, fields: Mapping[str, str]) -> tuple[Draft, ...]:
    """A note, group, parked matter, answer, agreement or news item of its own.

    Raises WrongDecision where it has no text, or a type that there is not.
    """
    if not fields.get("text", "").strip():
        raise WrongDecision("it has no text.", what_to_do="Write what it is about.")
    if kind == "note" and fields.get("type") not in set(NoteType):
        raise WrongDecision(
            f"'{fields.get('type', '')}' is no sort of note.",
            what_to_do=f"Allowed: {', '.join(NoteType)}.",
        )
    return as_drafts(lines_of(f"{kind}-{uuid4().hex[:10]}", fields))


def change_entry(key: str, fields: Mapping[str, str]) -> tuple[Draft, ...]:
    """Some fields of an entry, or a topic's dots."""
    return as_drafts(lines_of(key, fields))


def leave_group(key: str) -> tuple[Draft, ...]:
    """A note stands alone again."""
    return (Draft(subject=f"agenda:{key}", field="group", value=""),)


def remove_entry(key: str) -> tuple[Draft, ...]:
    """An entry leaves the board; undo brings it back."""
    return as_drafts(removal_of(key))


def as_drafts(lines: Sequence[Line]) -> tuple[Draft, ...]:
    """Rows to write, as decisions that are not made yet."""
    return tuple(Draft(subject=one.subject, field=one.field, value=one.value) for one in lines)


def write_now(workspace: Workspace, drafts: Sequence[Draft], who: Who) -> tuple[Decision, ...]:
    """Write drafts, those alone that change something. Raises WrongDecision."""
    decisions = workspace.decisions()
    fresh = [one for one in drafts if decisions.value(one.subject, one.field) != one.value]
    return write(workspace, fresh, who)


def act(
    out: Path, drafts: Callable[[Findings], tuple[Draft, ...]], *, coder: str, memo: str = ""
) -> tuple[Decision, ...]:
    """One action on a review's session, on disk when this returns."""
    with deciding.open_workspace(out) as workspace:
        found = deciding.read_findings(workspace, out)
        who = Who(coder=coder, at=datetime.now(UTC), memo=memo)
        return write_now(workspace, drafts(found), who)


def take_form(out: Path, form: Path, who: Who) -> FormTaken:
    """Write down what a form that came back says; taken twice it adds nothing.

    The workbook goes through the gate as any file does. Raises UnreadableFile, or WrongDecision
    naming every wrong row: then nothing was taken.
    """
    raw = gate.open_file(form.parent, form.name)
    with deciding.open_workspace(out) as workspace:
        found = deciding.read_findings(workspace, out)
        topics = [one.theme_id for one in found.agenda]
        sheets = {sheet.name: sheet.rows for sheet in raw.sheets}
        reading = read_form(sheets, topics, parse_day)
        if reading.faults:
            more = len(reading.faults) - _SHOWN_FAULTS
            tail = f" And {more} more." if more > 0 else ""
            raise WrongDecision(
                f"nothing was taken in. {'; '.join(reading.faults[:_SHOWN_FAULTS])}.{tail}",
                where=form.name,
                what_to_do="Correct these rows and take the form again.",
            )
        written = write_now(workspace, as_drafts(reading.lines), who)
    return FormTaken(entries=reading.entries, written=len(written))


def parse_day(text: str) -> date | None:
    """The day that a cell means, or None."""
    return parse_date([text], day_first=True)[0]
