"""All coders of a review side by side: persons from the log of decisions, machines from runs."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from toolkit.coding.agreement import Resampling
from toolkit.coding.blind import adjudicated, person_coders
from toolkit.coding.coders import Coder, KeptCoder
from toolkit.coding.compare import Comparison, Disagreement, Measured, compare
from toolkit.coding.learned import CODER as LEARNED
from toolkit.coding.rules import RulesCoder
from toolkit.errors import WrongDecision
from toolkit.model.findings import Coding, Findings, Statement
from toolkit.pipeline import deciding
from toolkit.pipeline.codebooks import codebook_of, counted_as_parents
from toolkit.pipeline.hearing import SNAPSHOT as LANGUAGE_MODEL
from toolkit.pipeline.places import Places
from toolkit.reports import cells
from toolkit.reports.csv_tables import shared_table_bytes
from toolkit.reports.writers import write_confidential
from toolkit.settings import read_settings
from toolkit.workspace import Workspace

FOLDER = "agreement"


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreement:
    """The comparison, with what a reader needs beside it."""

    comparison: Comparison
    persons: Mapping[str, int]
    """Person -> statements coded without seeing any suggestion."""
    settled: Mapping[str, Coding]
    """Statement id -> the adjudicator's word; no part of any figure."""
    words: Mapping[str, str]
    """Statement id -> the words as they may be shown; "" where they are withheld."""

    @property
    def open_disagreements(self) -> tuple[Disagreement, ...]:
        """Those that no adjudicator has settled, the most consequential first."""
        found = self.comparison.disagreements
        return tuple(one for one in found if one.statement_id not in self.settled)


def agree(out: Path, coders: Sequence[str] = ()) -> Agreement:
    """How far all coders of a review agree, or those that are named.

    Non-answers are left out: nobody can disagree on them. Raises WrongDecision for a coder there is
    not, ToolkitError for a review that was never finished, WrongSettings for a faulty codebook.
    """
    places = Places(out)
    settings = read_settings(places.settings)
    codebook = codebook_of(places, settings)
    with deciding.open_workspace(out) as workspace:
        findings = deciding.read_findings(workspace, out)
        decisions = counted_as_parents(workspace.decisions(), codebook)
        kept = _kept(workspace)
    persons = person_coders(decisions)
    everybody: list[Coder] = [*persons.values(), *kept, RulesCoder(codebook)]
    statements = [one for one in findings.statements if not one.empty]
    sheet = {one.name: _codings(one, statements) for one in _chosen(everybody, coders)}
    return Agreement(
        comparison=compare(sheet, tuple(persons), Resampling(seed=settings.mine.seed)),
        persons={name: len(one.blind) for name, one in persons.items() if name in sheet},
        settled=adjudicated(decisions),
        words=_words(findings),
    )


def _kept(workspace: Workspace) -> list[KeptCoder]:
    """The learned coder and the language models, as the last run left them."""
    learned = workspace.load_snapshot("coding", dict[str, Coding]) or {}
    models: dict[str, dict[str, Coding]] = {}
    for key, one in (workspace.load_snapshot(LANGUAGE_MODEL, dict[str, Coding]) or {}).items():
        models.setdefault(one.coder, {})[key] = one
    return [
        *([KeptCoder(name=LEARNED, codings=learned)] if learned else []),
        *(KeptCoder(name=name, codings=found) for name, found in sorted(models.items())),
    ]


def _codings(coder: Coder, statements: Sequence[Statement]) -> Mapping[str, Coding]:
    """A person's codes count even where a statement's words have left the files since."""
    found = dict(coder.code(statements))
    if isinstance(coder, KeptCoder) and coder.name != LEARNED:
        found = {**coder.codings, **found}
    return found


def _chosen(everybody: Iterable[Coder], names: Sequence[str]) -> list[Coder]:
    coders = {one.name: one for one in everybody}
    unknown = [name for name in names if name not in coders]
    if unknown:
        raise WrongDecision(
            f"no coder is called {', '.join(unknown)}.",
            what_to_do=f"Here code {', '.join(coders)}.",
        )
    return [coders[name] for name in names] if names else list(coders.values())


def _words(findings: Findings) -> dict[str, str]:
    return {
        one.statement_id: cells.one_direction(findings.redacted.get(one.statement_id, ""))
        for one in findings.statements
    }


def write_agreement(out: Path, found: Agreement) -> tuple[Path, ...]:
    """Three tables for the owner alone: figures, confusions, disagreements."""
    folder = Places(out).confidential / FOLDER
    tables = {
        "agreement": _figures(found.comparison.figures),
        "confusion": _confusions(found.comparison),
        "disagreements": _disagreements(found),
    }
    return tuple(
        write_confidential(folder / f"{name}.csv", shared_table_bytes(table))
        for name, table in tables.items()
    )


def _figures(figures: Iterable[Measured]) -> pd.DataFrame:
    columns = ("of", "statistic", "coders", "code", "value", "low", "high", "statements", "why")
    rows = [
        (
            str(one.variable),
            str(one.statistic),
            cells.joined(one.coders),
            one.code,
            cells.number(one.figure.value),
            cells.number(one.figure.low),
            cells.number(one.figure.high),
            str(one.figure.n),
            one.figure.why,
        )
        for one in figures
    ]
    return pd.DataFrame(rows, columns=columns, dtype=str)


def _confusions(comparison: Comparison) -> pd.DataFrame:
    rows = [
        (*pair, *causes, str(n))
        for pair, found in comparison.confusions.items()
        for causes, n in found.items()
    ]
    columns = ("first_coder", "second_coder", "first_cause", "second_cause", "statements")
    return pd.DataFrame(rows, columns=columns, dtype=str)


def _disagreements(found: Agreement) -> pd.DataFrame:
    coders = found.comparison.coders
    columns = ("rank", "statement_id", "differs", "settled", "words", *coders)
    rows = [
        (
            str(rank),
            one.statement_id,
            str(one.difference),
            said(found.settled.get(one.statement_id)),
            found.words.get(one.statement_id, ""),
            *(said(one.codings.get(coder)) for coder in coders),
        )
        for rank, one in enumerate(found.comparison.disagreements, 1)
    ]
    return pd.DataFrame(rows, columns=columns, dtype=str)


def said(coding: Coding | None) -> str:
    """A coding in a few words: "concern, defect, 2"; empty for none."""
    if coding is None:
        return ""
    parts = (coding.kind, coding.cause, coding.severity)
    return ", ".join(str(part) for part in parts if part is not None)
