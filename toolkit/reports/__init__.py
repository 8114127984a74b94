"""Room 10: describe first, render last. Tables, summary, HTML, workbook, and the one writer gate.

The names are loaded when they are first used: importing this package is free.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from toolkit.reports.csv_tables import read_tables, write_tables
    from toolkit.reports.door import Written, write_reports
    from toolkit.reports.html import report_html
    from toolkit.reports.identified import identified_tables
    from toolkit.reports.lens import Lens
    from toolkit.reports.sharing import share_tables
    from toolkit.reports.summary import summarise, summarise_through
    from toolkit.reports.summary_types import Edition, Summary
    from toolkit.reports.tables import contract_tables
    from toolkit.reports.wording import page_one_text
    from toolkit.reports.workbook import workbook_bytes
    from toolkit.reports.writers import (
        write_confidential,
        write_shared,
        write_text_confidential,
    )

__all__ = [
    "Edition",
    "Lens",
    "Summary",
    "Written",
    "contract_tables",
    "identified_tables",
    "page_one_text",
    "read_tables",
    "report_html",
    "share_tables",
    "summarise",
    "summarise_through",
    "workbook_bytes",
    "write_confidential",
    "write_reports",
    "write_shared",
    "write_tables",
    "write_text_confidential",
]

_HOME = {
    "Edition": "summary_types",
    "Lens": "lens",
    "Summary": "summary_types",
    "Written": "door",
    "contract_tables": "tables",
    "identified_tables": "identified",
    "page_one_text": "wording",
    "read_tables": "csv_tables",
    "report_html": "html",
    "share_tables": "sharing",
    "summarise": "summary",
    "summarise_through": "summary",
    "workbook_bytes": "workbook",
    "write_confidential": "writers",
    "write_reports": "door",
    "write_shared": "writers",
    "write_tables": "csv_tables",
    "write_text_confidential": "writers",
}


def __getattr__(name: str) -> object:
    """Load a public name's module when the name is first used."""
    if name not in _HOME:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    found = getattr(import_module(f"{__name__}.{_HOME[name]}"), name)
    globals()[name] = found
    return found
