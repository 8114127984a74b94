"""What the files were taken for, without running the other rooms."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from toolkit.intake.folder import read_files
from toolkit.model.intake import FileReading
from toolkit.settings import Settings


def readings_of(raw: Path) -> tuple[FileReading, ...]:
    """The account of every file of a folder, or of one file."""
    if raw.is_file():
        found = read_files(raw.parent, Settings()).files
        return tuple(one for one in found if one.file == raw.name)
    return read_files(raw, Settings()).files


def account_of(files: Sequence[FileReading]) -> str:
    """Rows in = kept + set aside, per file, with reasons and what each column was taken for."""
    return "\n\n".join(_one(file) for file in files)


def _one(file: FileReading) -> str:
    lines = [f"{file.file}: {file.kind}, {file.format}"]
    if file.problem:
        lines.append(f"  PROBLEM  {file.problem}")
    lines.append(
        f"  rows in {file.rows_in} = kept {file.rows_kept} + set aside {file.rows_set_aside}"
    )
    lines += [
        f"    {item.rows:5d}  {item.reason}" + (f" ({item.where})" if item.where else "")
        for item in file.set_aside
    ]
    lines += [
        f"  {_short(column.name):50s} {column.role}"
        + (f": {column.detail}" if column.detail else "")
        for column in file.columns
    ]
    return "\n".join([*lines, *(f"  note: {note}" for note in file.notes)])


def _short(text: str) -> str:
    plain = " ".join(text.split())
    return plain if len(plain) <= 48 else plain[:47] + "…"
