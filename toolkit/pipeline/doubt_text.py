"""The queue for reading and for a spreadsheet."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from dataclasses import asdict, dataclass, fields
from typing import TextIO

from toolkit.doubt import Doubt, Standing, Sureness
from toolkit.model.findings import Findings
from toolkit.reports.cells import one_direction

WITHHELD = "[withheld]"
_EXCERPT = 110


@dataclass(frozen=True, slots=True, kw_only=True)
class QueueRow:
    """One place of the queue, as printed."""

    rank: int
    statement_id: str
    theme_id: str
    kind: str
    cause: str
    confidence: float | None
    """None where nothing is suggested."""
    gain: float
    """Statements that an answer is expected to set right."""
    slip: float
    """The chance that the code already given is a slip; 0 where nobody gave one."""
    reasons: str
    words: str
    """As they may be shown."""


def queue_rows(
    queue: Sequence[Doubt], standing: Standing, findings: Findings
) -> tuple[QueueRow, ...]:
    """The places of the queue with the words and codes that they are about."""
    theme_of = {one: theme.theme_id for theme in findings.themes for one in theme.statement_ids}
    return tuple(_row(one, theme_of.get(one.statement_id, ""), standing, findings) for one in queue)


def _row(one: Doubt, theme_id: str, standing: Standing, findings: Findings) -> QueueRow:
    key = one.statement_id
    final = standing.final_causes.get(key)
    return QueueRow(
        rank=one.rank,
        statement_id=key,
        theme_id=theme_id,
        kind=str(standing.codings[key].kind or ""),
        cause=str(final.cause or "") if final else "",
        confidence=round(final.confidence, 3) if final and final.cause else None,
        gain=one.gain,
        slip=one.slip,
        reasons="; ".join(one.reasons),
        words=findings.redacted.get(key, "") or WITHHELD,
    )


def queue_text(rows: Sequence[QueueRow], sureness: Sureness) -> str:
    """Sureness in one sentence, then each place with its words and reasons."""
    lines = [sureness.sentence]
    for row in rows:
        words = " ".join(row.words.split())
        shown = words if len(words) <= _EXCERPT else words[: _EXCERPT - 1].rstrip() + "…"
        code = " ".join(part for part in (row.kind, row.cause) if part)
        worth = f"slip {row.slip:.0%}" if row.slip else f"gain {row.gain:.2f}"
        lines += [
            "",
            f"{row.rank:3d}. {row.statement_id}  {row.theme_id}  {code}  ({worth})".rstrip(),
            f"     {shown}",
        ]
        lines += [f"     {row.reasons}"] if row.reasons else []
    if rows:
        lines += ["", "Decide: relaunch decide OUT statement:ID final_cause CAUSE, or at the desk."]
    return "\n".join(lines)


def write_csv(rows: Sequence[QueueRow], stream: TextIO) -> None:
    """The rows with a header; no cell can be taken for a formula."""
    writer = csv.writer(stream)
    writer.writerow([one.name for one in fields(QueueRow)])
    for row in rows:
        writer.writerow([_cell(value) for value in asdict(row).values()])


def _cell(value: object) -> str:
    text = one_direction("" if value is None else str(value))
    return f"'{text}" if text[:1] in _FORMULA else text


_FORMULA = frozenset("=+-@\t\r")
