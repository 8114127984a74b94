"""[found] of review.toml: what the machine took every file and column for."""

from __future__ import annotations

from pathlib import Path

import tomlkit
from tomlkit.items import Table

from toolkit.model.findings import Findings
from toolkit.model.intake import FileReading
from toolkit.reports import write_text_confidential

_INTRODUCTION = """\
What Relaunch took each file and column for. [found] is written anew in every run.
To correct something, write it under [mine] (the same keys) and run again; [mine] wins and is
never touched. For example:

  [mine.project]
  launch_on = 2026-01-19
  session_on = 2026-06-02
  plan = [{ share = 0.8, by = 2026-03-31 }]

  [mine.files."survey.csv"]
  columns = { "Q7" = "open:what hinders" }
  promise = { attribution = "confidential", quotes = "redacted" }
"""


def found_of(findings: Findings) -> Table:
    """The [found] table: per file its kind, format, wave, columns and the promise in force."""
    table = tomlkit.table()
    facts = findings.facts
    if facts.launch_on:
        table.add("launch_on", facts.launch_on)
        table.add("launch_basis", facts.launch_basis)
    files = tomlkit.table()
    for file in findings.intake.files:
        files.add(file.file, _file(file))
    table.add("files", files)
    return table


def _file(file: FileReading) -> Table:
    table = tomlkit.table()
    table.add("kind", str(file.kind))
    table.add("format", file.format)
    if file.wave:
        table.add("wave", str(file.wave))
    if file.columns:
        columns = tomlkit.table()
        for column in file.columns:
            role = f"{column.role}:{column.detail}" if column.detail else column.role
            if column.name not in columns:
                columns.add(column.name, role)
        table.add("columns", columns)
    return table


def write_review_toml(path: Path, found: Table) -> None:
    """Replace [found]; everything else in the file stays to the letter.

    Raises ToolkitError if the folder cannot be written to.
    """
    if path.exists():
        document = tomlkit.parse(path.read_text(encoding="utf-8"))
    else:
        document = tomlkit.document()
        for line in _INTRODUCTION.splitlines():
            document.add(tomlkit.comment(line) if line else tomlkit.nl())
    document["found"] = found
    write_text_confidential(path, tomlkit.dumps(document))
