"""The readers of usage, training and tickets, on files and on tables in sight."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pandas as pd

from toolkit.intake.extracts import read_extract
from toolkit.intake.gate import open_file
from toolkit.intake.raw import ExtractReading, RawFile, RawSheet
from toolkit.model.vocabulary import FileKind
from toolkit.settings import FileSettings

FILES = Path(__file__).parent / "files" / "extracts"
KINDS = {
    "jira.csv": FileKind.TICKETS,
    "servicenow.csv": FileKind.TICKETS,
    "tickets_fr.csv": FileKind.TICKETS,
    "training_lists_it.csv": FileKind.TRAINING,
    "training_platform_es.csv": FileKind.TRAINING,
    "training_sheet_de.csv": FileKind.TRAINING,
    "usage_days_en.csv": FileKind.USAGE,
    "usage_events_fr.csv": FileKind.USAGE,
    "usage_months_it.csv": FileKind.USAGE,
    "usage_weeks_de.csv": FileKind.USAGE,
}


def read(name: str, **mine: str) -> ExtractReading:
    raw = open_file(FILES, name)
    return read_extract(raw, KINDS[name], FileSettings(columns=mine))


def table_of(kind: FileKind, *rows: Sequence[str], file: str = "x.csv") -> ExtractReading:
    return read_extract(raw_of(*rows, file=file), kind, FileSettings())


def raw_of(*rows: Sequence[str], file: str = "x.csv") -> RawFile:
    sheet = RawSheet(name="x", rows=tuple(tuple(row) for row in rows))
    return RawFile(file=file, form="table", extension="csv", sheets=(sheet,))


def reasons(reading: ExtractReading) -> dict[str, int]:
    return {item.reason: item.rows for item in reading.reading.set_aside}


def values(table: pd.DataFrame, *columns: str) -> list[tuple[object, ...]]:
    return list(table[list(columns)].itertuples(index=False, name=None))
