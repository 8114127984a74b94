"""The one gate through which files leave: whole or not at all, and for the right eyes.

Nothing else in the toolkit opens a report or a table for writing.
"""

from __future__ import annotations

import os
import secrets
from collections.abc import Mapping
from pathlib import Path

import pandas as pd

from toolkit import frames
from toolkit.errors import ToolkitError
from toolkit.privacy import Released
from toolkit.reports import cells

OWNER_FILE, OWNER_FOLDER, SHARED_FILE = 0o600, 0o700, 0o644


def write_confidential(path: Path, data: bytes) -> Path:
    """Write a file for the owner alone, in a folder for the owner alone.

    Raises ToolkitError if the place cannot be written to; an older file is then still whole.
    """
    _folder(path.parent, OWNER_FOLDER)
    return _replace(path, data, OWNER_FILE)


def write_text_confidential(path: Path, text: str) -> Path:
    """Write text as UTF-8 for the owner alone; what UTF-8 cannot hold becomes U+FFFD."""
    return write_confidential(path, cells.plain(text).encode("utf-8"))


def write_shared(path: Path, released: Released[bytes]) -> Path:
    """Write what the privacy package released; nothing else can be given.

    Raises TypeError for a value that was not released, ToolkitError if the place cannot be written.
    """
    if not isinstance(released, Released):
        raise TypeError(f"only released values leave for share/, not {type(released).__name__}.")
    path.parent.mkdir(parents=True, exist_ok=True)
    return _replace(path, released.value, SHARED_FILE)


def table_bytes(table: pd.DataFrame) -> bytes:
    """A table as UTF-8 CSV with a header: cells verbatim, quoted where they must be."""
    text = table.map(cells.plain).to_csv(index=False, lineterminator="\n")
    return text.encode("utf-8")


def shared_table_bytes(table: pd.DataFrame) -> bytes:
    """The same for people who open it with a spreadsheet: no cell can start a formula."""
    return table_bytes(table.map(no_formula))


_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def no_formula(cell: str) -> str:
    """The cell as text for whoever opens it with a spreadsheet; numbers stay numbers."""
    return f"'{cell}" if cell.startswith(_FORMULA) and not _is_number(cell) else cell


def _is_number(cell: str) -> bool:
    try:
        float(cell)
    except ValueError:
        return False
    return True


def write_tables(tables: Mapping[str, pd.DataFrame], folder: Path) -> tuple[Path, ...]:
    """Write the contract's tables for the owner alone, quotes verbatim; return their paths."""
    return tuple(
        write_confidential(folder / f"{name}.csv", table_bytes(table))
        for name, table in tables.items()
    )


def read_tables(folder: Path) -> dict[str, pd.DataFrame]:
    """The contract's tables that a folder holds, every cell as text; unchecked.

    Raises ToolkitError for a file that is no CSV.
    """
    found: dict[str, pd.DataFrame] = {}
    for name in frames.SCHEMAS:
        path = folder / f"{name}.csv"
        if path.exists():
            found[name] = _read_table(path)
    return found


def _read_table(path: Path) -> pd.DataFrame:
    try:
        return pd.read_csv(path, dtype=str, keep_default_na=False, encoding="utf-8")
    except (ValueError, OSError) as error:
        raise ToolkitError(
            f"no table can be read ({error}).",
            where=path.name,
            what_to_do="Run the review again: it writes its tables anew.",
        ) from error


def _folder(folder: Path, mode: int) -> None:
    fresh = not folder.exists()
    folder.mkdir(parents=True, exist_ok=True)
    if fresh:
        folder.chmod(mode)


def _replace(path: Path, data: bytes, mode: int) -> Path:
    """Temporary file beside it, fsync, replace: a reader sees the old file or the new one."""
    fresh = path.with_name(f".{path.name}.{secrets.token_hex(4)}.part")
    try:
        descriptor = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode)
        with os.fdopen(descriptor, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        fresh.chmod(mode)
        os.replace(fresh, path)
    except OSError as error:
        fresh.unlink(missing_ok=True)
        raise ToolkitError(
            f"cannot be written ({error.strerror or error}).",
            where=path.name,
            what_to_do="Close the file where it is open, make room, and run again.",
        ) from error
    return path
