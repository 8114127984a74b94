"""Everything that a run leaves to be read: tables and reports, for sharing and for the reviewer."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import lru_cache
from pathlib import Path

from toolkit.model.findings import Findings
from toolkit.privacy import Guard, Redactor, ReleaseLedger, RosterEntry, release
from toolkit.reports.closed_questions import figures_shown
from toolkit.reports.csv_tables import shared_table_bytes, table_bytes, write_tables
from toolkit.reports.html import report_html
from toolkit.reports.lens import Lens
from toolkit.reports.provenance import file_table
from toolkit.reports.sharing import share_tables
from toolkit.reports.summary import Edition, summarise_through
from toolkit.reports.tables import Tables, contract_tables
from toolkit.reports.workbook import workbook_bytes
from toolkit.reports.writers import write_confidential, write_shared
from toolkit.settings import Settings

REPORT, WORKBOOK, TABLES = "report.html", "review.xlsx", "tables"
_CACHED = 50_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """Where everything lies."""

    shared: tuple[Path, ...]
    confidential: tuple[Path, ...]
    ledger: ReleaseLedger = field(default_factory=ReleaseLedger)
    """What has been passed on so far, this time included."""

    @property
    def all(self) -> tuple[Path, ...]:
        """Every file, shared ones first."""
        return (*self.shared, *self.confidential)


def write_reports(
    findings: Findings,
    settings: Settings,
    out: Path,
    *,
    now: datetime,
    roster: Sequence[RosterEntry] = (),
    draft: bool = False,
    ledger: ReleaseLedger | None = None,
) -> Written:
    """Write OUT/share and OUT/confidential: report.html, review.xlsx and the contract's tables.

    `roster` is everybody whose name, address or id must not be seen in either; `now` is the passed
    clock; `ledger` is what earlier reports passed on: figures that differ from theirs by fewer
    people than the smallest group are withheld. Raises WithheldByPromise if somebody could be known
    from a file of share/ (none of them is then written), TableInvalid if a table breaks the
    contract, ToolkitError if a place cannot be written to.
    """
    redact = redaction(findings, settings, roster)
    confidential = _confidential(
        Lens.of(findings, settings, Edition.CONFIDENTIAL, redact), out / "confidential", now, draft
    )
    lens = Lens.of(findings, settings, Edition.SHARE, redact, ledger)
    shared = _shared(lens, out / "share", now, draft)
    guard = Guard(roster)
    released = [
        (path, release(data, guard, name=path.relative_to(out / "share").as_posix()))
        for path, data in shared
    ]
    return Written(
        shared=tuple(write_shared(path, data) for path, data in released),
        confidential=tuple(confidential),
        ledger=with_release(lens, now.date()),
    )


def with_release(lens: Lens, on: date) -> ReleaseLedger:
    """The ledger with what this edition tells of whom: closed questions and figures by group."""
    return lens.ledger.with_release((*figures_shown(lens), *lens.group_figures()), on)


def redaction(
    findings: Findings, settings: Settings, roster: Sequence[RosterEntry]
) -> Callable[[str], str]:
    """What is done to every sentence that was drafted: names out, the product's own name stays."""
    redactor = Redactor(
        roster,
        product_names=(
            *findings.intake.product_names,
            *filter(None, (settings.mine.project.tool,)),
            *settings.mine.privacy.not_redacted,
        ),
        also=settings.mine.privacy.redact_also,
    )

    @lru_cache(maxsize=_CACHED)
    def redact(text: str) -> str:
        return redactor.redact(text).text

    return redact


def _confidential(lens: Lens, folder: Path, now: datetime, draft: bool) -> list[Path]:
    tables = contract_tables(lens.findings)
    summary = summarise_through(lens, now, draft=draft)
    book = workbook_bytes(summary, confidential_tables(lens), now)
    return [
        write_confidential(folder / REPORT, report_html(summary).encode("utf-8")),
        write_confidential(folder / WORKBOOK, book),
        *write_tables(tables, folder / TABLES),
        write_confidential(folder / TABLES / "files.csv", table_bytes(file_table(lens))),
    ]


def confidential_tables(lens: Lens) -> Tables:
    """The contract's tables without verbatim quotes and names of files or people.

    For the workbook: it is easily passed on, and the whole words are in the CSV tables.
    """
    tables = contract_tables(lens.findings)
    statements = tables["statements"]
    words = {one.statement_id: lens.words(one) for one in lens.findings.statements}
    shown = statements["statement_id"].map(words)
    found = {
        name: table.map(lens.text) if name != "statements" else table
        for name, table in tables.items()
    }
    return found | {
        "statements": statements.assign(
            quote=shown,
            redacted=shown,
            source_file=statements["source_file"].map(dict(lens.numbers)),
            question=statements["question"].map(lens.text),
        )
    }


def _shared(lens: Lens, folder: Path, now: datetime, draft: bool) -> list[tuple[Path, bytes]]:
    tables = share_tables(lens)
    summary = summarise_through(lens, now, draft=draft)
    return [
        (folder / REPORT, report_html(summary).encode("utf-8")),
        (folder / WORKBOOK, workbook_bytes(summary, tables, now)),
        *((folder / TABLES / f"{name}.csv", shared_table_bytes(tables[name])) for name in tables),
    ]
