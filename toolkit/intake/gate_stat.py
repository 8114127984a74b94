"""SPSS files to grids: values as stored, their labels beside them."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

import pyreadstat

from toolkit.intake.gate_book import shown_moment, shown_number, squared
from toolkit.intake.gate_limits import MAX_COLUMNS, MAX_ROWS, unreadable
from toolkit.intake.gate_text import clean_value
from toolkit.intake.raw import RawFile, RawSheet


def read_sav(path: Path, file: str) -> RawFile:
    """The one table of a .sav or .zsav file: row 1 holds the variables' names.

    Raises UnreadableFile where it is damaged or holds no row.
    """
    try:
        data, facts = pyreadstat.read_sav(
            str(path), row_limit=MAX_ROWS, apply_value_formats=False, output_format="dict"
        )
    except (pyreadstat.ReadstatError, pyreadstat.PyreadstatError, ValueError, OSError) as error:
        raise unreadable(
            f"it is a damaged SPSS file ({error}).", file, "Export it again as SAV or CSV."
        ) from error
    names = list(data)[:MAX_COLUMNS]
    columns = [[_shown(value) for value in data[name]] for name in names]
    if not columns or not columns[0]:
        raise unreadable("it holds no rows.", file, "Export it again.")
    rows = [tuple(map(clean_value, names)), *zip(*columns, strict=True)]
    labels = dict(zip(facts.column_names, facts.column_labels, strict=False))
    return RawFile(
        file=file,
        form="table",
        extension="sav",
        sheets=(
            RawSheet(
                name=path.stem,
                rows=squared(rows),
                labels={name: clean_value(text) for name, text in labels.items() if text},
                value_labels={
                    name: {_shown(value): clean_value(str(text)) for value, text in ties.items()}
                    for name, ties in facts.variable_value_labels.items()
                },
            ),
        ),
        encoding=str(facts.file_encoding or ""),
        notes=(f"cut after {MAX_COLUMNS} columns",) if len(data) > MAX_COLUMNS else (),
    )


def _shown(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, datetime):
        return shown_moment(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float | int):
        return shown_number(float(value))
    return clean_value(str(value))
