"""What systems recorded: usage, training and tickets, each by its own reader."""

from __future__ import annotations

from toolkit.errors import WrongSettings
from toolkit.intake.grids import head_of
from toolkit.intake.raw import ExtractReading, RawFile
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
    (FileKind.TICKETS, recognise_tickets),
    (FileKind.TRAINING, recognise_training),
    (FileKind.USAGE, recognise_usage),
)


def recognise(raw: RawFile) -> tuple[FileKind, str] | None:
    """Kind and format of an extract, None where the file is none, or not surely."""
    if raw.form != "table":
        return None
    top = head_of(raw)
    if is_event_log(top) and (form := recognise_usage(top)):
        return FileKind.USAGE, form
    for kind, look in _RECOGNISERS:
        if form := look(top):
            course = kind is FileKind.TICKETS and not tells_of_help(top) and recognise_training(top)
            return (FileKind.TRAINING, course) if course else (kind, form)
    return None


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
