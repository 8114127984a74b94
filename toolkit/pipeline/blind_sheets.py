"""Sheets to code on without seeing a suggestion, and what stands in them when they come back."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import pandas as pd

from toolkit.coding.blind import BLIND, FIELDS, OWN_CODE
from toolkit.coding.codebook import Codebook
from toolkit.errors import WrongDecision
from toolkit.intake import gate
from toolkit.model.decisions import Decisions
from toolkit.model.findings import Findings, Statement
from toolkit.model.vocabulary import Kind
from toolkit.pipeline import deciding
from toolkit.pipeline.codebooks import codebook_of
from toolkit.pipeline.places import Places
from toolkit.reports import cells
from toolkit.reports.csv_tables import shared_table_bytes
from toolkit.reports.writers import write_confidential
from toolkit.settings import read_settings
from toolkit.workspace import Workspace

COLUMNS = ("statement_id", "question", "words", *FIELDS, "memo")
_SHOWN_FAULTS = 10
_SEVERITIES = ("1", "2", "3")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Cell:
    """One code that a person wrote into a sheet."""

    statement_id: str
    field: str
    value: str
    memo: str


def write_sheet(out: Path, coder: str, size: int) -> Path:
    """A sheet for one coder in confidential/: ids, questions and redacted words, codes left empty.

    All coders get the same statements: those `size` that come first in an order shuffled by the
    seed of the settings. Non-answers and withheld words are left out. A sheet that is there already
    is not written over. Raises WrongDecision for that, and for a name that no file can have.
    """
    places = Places(out)
    _check_name(coder)
    path = places.confidential / "sheets" / f"{coder}.csv"
    if path.exists():
        raise WrongDecision(
            "this sheet is there already.",
            where=path.name,
            what_to_do=f"Take it in with `relaunch blind OUT --coder {coder} --take "
            "FILE`, or move it away.",
        )
    with deciding.open_workspace(out) as workspace:
        findings = deciding.read_findings(workspace, out)
    seed = read_settings(places.settings).mine.seed
    rows = [_row(one, findings) for one in drawn_blind(findings, seed, size)]
    table = pd.DataFrame(rows, columns=COLUMNS, dtype=str)
    return write_confidential(path, shared_table_bytes(table))


def take_sheet(out: Path, coder: str, sheet: Path, at: datetime) -> int:
    """Write down what a sheet says, as decisions of "blind:CODER"; returns how many are new.

    Empty cells say nothing; what the coder said before and says again is not written twice. CSV or
    a workbook. Raises WrongDecision naming every wrong row: then nothing was taken.
    """
    _check_name(coder)
    codebook = codebook_of(Places(out))
    name = f"{BLIND}{coder}"
    with deciding.open_workspace(out) as workspace:
        findings = deciding.read_findings(workspace, out)
        known = {one.statement_id for one in findings.statements}
        found = _read(sheet, known, codebook)
        decisions = workspace.decisions()
        fresh = [one for one in found if _said(decisions, name, one) != one.value]
        for one in fresh:
            _write(workspace, name, one, at)
    return len(fresh)


def _check_name(coder: str) -> None:
    plain = coder.strip() and coder.isprintable() and not coder.startswith(".")
    if not plain or any(sign in coder for sign in '/\\:*?"<>|'):
        raise WrongDecision(
            f"'{coder}' is no name for a coder with a sheet of one's own.",
            what_to_do="Use letters, digits, - and _: the name alone, without a role.",
        )


def drawn_blind(findings: Findings, seed: int, size: int) -> list[Statement]:
    """The statements that all who code blind get, in an order shuffled by the seed.

    Non-answers and withheld words are left out.
    """

    def place(one: Statement) -> tuple[str, str]:
        text = f"{seed} {one.statement_id}".encode()
        return hashlib.blake2b(text, digest_size=8).hexdigest(), one.statement_id

    shown = (one for one in findings.statements if not one.empty)
    shown = (one for one in shown if findings.redacted.get(one.statement_id))
    return sorted(shown, key=place)[:size]


def _row(one: Statement, findings: Findings) -> tuple[str, ...]:
    words = cells.one_direction(findings.redacted[one.statement_id])
    question = cells.one_direction(one.source.question)
    return (one.statement_id, question, words, *("" for _ in FIELDS), "")


def _read(sheet: Path, known: set[str], codebook: Codebook) -> list[_Cell]:
    raw = gate.open_file(sheet.parent, sheet.name)
    rows = [row for table in raw.sheets[:1] for row in table.rows]
    header = [cell.strip().casefold() for cell in rows[0]] if rows else []
    if not {"statement_id", "kind", "cause"} <= set(header):
        raise WrongDecision(
            "this is no sheet of `relaunch blind`: it has no columns statement_id, kind and cause.",
            where=sheet.name,
            what_to_do="Give the sheet as it was written, with the codes filled in.",
        )
    found: list[_Cell] = []
    faults: list[str] = []
    for number, row in enumerate(rows[1:], 2):
        filled = dict(zip(header, map(str.strip, row), strict=False))
        if any(filled.get(field) for field in FIELDS):
            faults += [f"row {number}: {fault}" for fault in _faults(filled, known, codebook)]
            found += _cells(filled, codebook)
    if faults:
        more = f" And {len(faults) - _SHOWN_FAULTS} more." if len(faults) > _SHOWN_FAULTS else ""
        raise WrongDecision(
            f"nothing was taken in. {'; '.join(faults[:_SHOWN_FAULTS])}.{more}",
            where=sheet.name,
            what_to_do="Correct these rows and take the sheet again.",
        )
    return found


def _faults(row: Mapping[str, str], known: set[str], codebook: Codebook) -> Iterator[str]:
    if row["statement_id"] not in known:
        yield f"'{row['statement_id']}' is no statement of this review"
    kind, cause, severity = (row.get(field, "") for field in FIELDS)
    if kind and kind not in set(Kind):
        yield f"'{kind}' is no kind ({', '.join(Kind)})"
    if cause and codebook.cause_of(cause) is None:
        yield f"'{cause}' is no cause ({', '.join([*codebook.causes, *codebook.own])})"
    if severity and severity not in _SEVERITIES:
        yield f"'{severity}' is no severity (1, 2, 3)"


def _cells(row: Mapping[str, str], codebook: Codebook) -> Iterator[_Cell]:
    for field in FIELDS:
        value = row.get(field, "")
        if value:
            own = field == "cause" and value in codebook.own
            yield _Cell(
                statement_id=row["statement_id"],
                field=OWN_CODE if own else field,
                value=value,
                memo=row.get("memo", ""),
            )


def _said(decisions: Decisions, coder: str, cell: _Cell) -> str:
    standing = decisions.standing(f"statement:{cell.statement_id}", cell.field)
    return next((row.decided or "" for row in reversed(standing) if row.coder == coder), "")


def _write(workspace: Workspace, coder: str, cell: _Cell, at: datetime) -> None:
    workspace.decide(
        f"statement:{cell.statement_id}",
        cell.field,
        cell.value,
        coder=coder,
        memo=cell.memo,
        at=at,
    )


def where_to_go(path: Path, coder: str, kinds: Sequence[str] = tuple(Kind)) -> str:
    """What the coder does next."""
    return (
        f"{path}\nFill in kind ({', '.join(kinds)}), cause and severity (1, 2, 3) from the words "
        f"alone, then: relaunch blind OUT --coder {coder} --take FILE"
    )
