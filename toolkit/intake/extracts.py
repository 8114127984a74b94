"""What systems recorded: usage, training and tickets, each by its own reader."""

from __future__ import annotations

from collections.abc import Mapping

from toolkit.errors import WrongSettings
from toolkit.intake.grids import head_of
from toolkit.intake.listed_columns import share_listed, told_by_list
from toolkit.intake.raw import ExtractReading, RawFile
from toolkit.intake.survey_listed import Beside
from toolkit.intake.tickets import read_tickets, recognise_tickets, tells_of_help
from toolkit.intake.training import read_training, recognise_training
from toolkit.intake.usage import is_event_log, read_usage, recognise_usage
from toolkit.model.vocabulary import FileKind
from toolkit.settings import FileSettings

_READERS = {
    FileKind.USAGE: read_usage,
    FileKind.TRAINING: read_training,
    FileKind.TICKETS: read_tickets,
}
_RECOGNISERS = (
    (FileKind.TICKETS, lambda raw, _: recognise_tickets(raw)),
    (FileKind.TRAINING, recognise_training),
    (FileKind.USAGE, recognise_usage),
)
_LISTED_FROM = 0.3
"""Of so many people of an extract the list must know, or another column is looked for."""


def recognise(raw: RawFile, told: Mapping[str, str] | None = None) -> tuple[FileKind, str] | None:
    """Kind and format of an extract, None where the file is none, or not surely.

    `told` are roles of columns that something else than their header tells.
    """
    if not raw.sheets:
        return None
    top = head_of(raw)
    if is_event_log(top, told) and (form := recognise_usage(top, told)):
        return FileKind.USAGE, form
    for kind, look in _RECOGNISERS:
        if form := look(top, told):
            course = kind is FileKind.TICKETS and not tells_of_help(top)
            form_of_course = recognise_training(top, told) if course else None
            return (FileKind.TRAINING, form_of_course) if form_of_course else (kind, form)
    return None


def read_recorded(
    raw: RawFile, kind: FileKind, mine: FileSettings, beside: Beside
) -> ExtractReading | None:
    """A table of a system, its people looked for in the list too; None where it is none.

    Where no header tells whose the lines are, or where those it tells are nobody in the list, the
    column that holds people of the list does.
    """
    read = read_extract(raw, kind, mine) if kind in _READERS else None
    if mine.kind and read is None:
        return None
    if read is not None and _known(read, beside) >= _LISTED_FROM:
        return read
    told = told_by_list(raw, beside.listed, beside.names)
    columns = {**told, **mine.columns}
    found = (kind, "") if kind in _READERS else recognise(raw, columns)
    if found is None or (read is not None and not told):
        return read
    again = read_extract(raw, found[0], mine.model_copy(update={"columns": columns}))
    better = read is None or _known(again, beside) > _known(read, beside)
    return again if better else read


def _known(read: ExtractReading, beside: Beside) -> float:
    """Share of the people of an extract whom the list knows, 0-1; 1.0 for one without people."""
    who = read.table[["given_id", "email", "name"]].drop_duplicates()
    lines = [cells for cells in who.itertuples(index=False, name=None) if any(cells)]
    known = sum(bool(share_listed(cells, beside.listed, beside.names)) for cells in lines)
    return known / len(lines) if lines else 1.0


def read_extract(raw: RawFile, kind: FileKind, mine: FileSettings) -> ExtractReading:
    """One extract, its people still as given_id, email and name.

    Raises WrongSettings for any kind that is no extract.
    """
    reader = _READERS.get(kind)
    if reader is None:
        raise WrongSettings(
            f"{kind} is no extract.",
            where=raw.file,
            what_to_do="Write kind = usage, training or tickets for it in review.toml.",
        )
    return reader(raw, mine)
