"""Tables as CSV: the contract's, whole and verbatim, and those that people open."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pandas as pd

from toolkit import frames
from toolkit.errors import ToolkitError
from toolkit.reports import cells
from toolkit.reports.writers import write_confidential


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
