"""Where it all comes from: files and their rows, promises, who was heard, and how sure it is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

import pandas as pd

from toolkit.model.findings import ANONYMOUS
from toolkit.model.intake import FileReading
from toolkit.model.vocabulary import Cause, Status
from toolkit.privacy import Group, group_of
from toolkit.reports import cells
from toolkit.reports.counting import share_of
from toolkit.reports.lens import Lens
from toolkit.reports.summary_types import (
    CoverageLine,
    FileLine,
    GroupFigure,
    PersonLine,
    Reviewed,
    Scale,
    Sureness,
)
from toolkit.reports.tables import as_number, final_cause

_FILE_COLUMNS = [
    "source",
    "source_file",
    "kind",
    "format",
    "wave",
    "rows_in",
    "rows_kept",
    "set_aside",
    "problem",
]
RESPONSE_BY = ("department", "location", "role", "level")
"""Response rates are compared along the first of these that has groups to show."""


def file_lines(lens: Lens) -> tuple[FileLine, ...]:
    """Every file of the folder with its row equation and its promise."""
    return tuple(
        _file_line(one, lens) for one in sorted(lens.findings.intake.files, key=lambda f: f.file)
    )


def _file_line(file: FileReading, lens: Lens) -> FileLine:
    aside: Counter[str] = Counter()
    for one in file.set_aside:
        aside[lens.text(one.reason)] += one.rows
    return FileLine(
        source=lens.numbers[file.file],
        kind=file.kind,
        format=lens.text(file.format),
        wave=file.wave,
        anonymous=file.anonymous,
        rows_in=file.rows_in,
        rows_kept=file.rows_kept,
        set_aside=tuple(sorted(aside.items(), key=lambda item: (-item[1], item[0]))),
        first_on=file.first_on,
        last_on=file.last_on,
        problem=lens.text(file.problem),
        notes=tuple(map(lens.text, file.notes)),
        promise=lens.settings.promise(file.file, anonymous=file.anonymous),
    )


def file_table(lens: Lens) -> pd.DataFrame:
    """Number and name of every file with its row equation: for confidential/ alone."""
    names = {number: name for name, number in lens.numbers.items()}
    rows = [
        {
            "source": one.source,
            "source_file": names[one.source],
            "kind": one.kind.value,
            "format": one.format,
            "wave": one.wave.value,
            "rows_in": str(one.rows_in),
            "rows_kept": str(one.rows_kept),
            "set_aside": cells.joined(f"{n} {reason}" for reason, n in one.set_aside),
            "problem": one.problem,
        }
        for one in file_lines(lens)
    ]
    return pd.DataFrame(rows, columns=_FILE_COLUMNS, dtype=str)


def coverage_lines(lens: Lens) -> tuple[CoverageLine, ...]:
    """Who was heard, by group; groups that are too small are named and not counted."""
    table = lens.findings.coverage
    if table.empty:
        return ()
    rows = [
        (
            str(row.dimension),
            str(row.value),
            _whole(row.people),
            _whole(row.heard),
            row.gap if isinstance(row.gap, str) else "",
        )
        for row in table.itertuples(index=False)
        if str(row.value)
    ]
    sizes = {_group(row): row[2] for row in rows if row[2] is not None}
    hidden = lens.hidden_in_tables(sizes)
    return tuple(_coverage_line(row, hidden.get(_group(row), "")) for row in rows)


_Row = tuple[str, str, int | None, int | None, str]


def _group(row: _Row) -> Group:
    """The group of a row: its value may name two attributes ("department=X & location=Y")."""
    return group_of(row[1]) or frozenset({(row[0], row[1])})


def _coverage_line(row: _Row, reason: str) -> CoverageLine:
    dimension, value, people, heard, gap = row
    return CoverageLine(
        dimension=dimension,
        group=value,
        people=None if reason else people,
        heard=None if reason else heard,
        gap="" if reason else gap,
        withheld=reason,
    )


def _whole(value: object) -> int | None:
    text = as_number(value)
    return int(float(text)) if text else None


def reviewed(statuses: Iterable[Status]) -> Reviewed:
    """How many of these a person has looked at."""
    count = Counter(statuses)
    return Reviewed(
        suggested=count[Status.SUGGESTED],
        confirmed=count[Status.CONFIRMED],
        changed=count[Status.CHANGED],
    )


def sureness(lens: Lens, coverage: Iterable[CoverageLine]) -> Sureness:
    """Response, the coder's own expected error, and what people have confirmed."""
    findings = lens.findings
    spoke = {one.speaker for one in lens.spoke_after()}
    known = {one.person_id for one in lens.in_scope}
    answered = {one.person_id for one in findings.intake.respondents if one.person_id}
    named = {one.source.person_id for one in lens.spoke_after()} | answered
    seen = reviewed(
        findings.statuses.get(one.statement_id, Status.SUGGESTED)
        for one in findings.statements
        if not one.empty
    )
    dimension, rates = _rates(coverage)
    return Sureness(
        in_scope=len(known) or None,
        heard=len(named & known) if known else len(spoke),
        spoke=len(spoke),
        unnamed=sum(one.startswith(ANONYMOUS) for one in spoke),
        lowest=rates[0] if rates else None,
        highest=rates[-1] if len(rates) > 1 else None,
        dimension=dimension,
        expected_wrong=expected_wrong(lens),
        overruled=share_of(seen.changed, seen.seen),
        reviewed=seen,
        unread=sum(one.unread for one in findings.intake.files),
        flawed=sum(bool(one.problem) and not one.unread for one in findings.intake.files),
    )


def _rates(coverage: Iterable[CoverageLine]) -> tuple[str, list[GroupFigure]]:
    """Response rates along one dimension, lowest first."""
    shown = [one for one in coverage if one.people and one.heard is not None]
    for dimension in RESPONSE_BY:
        rates = [
            GroupFigure(
                dimension=dimension,
                group=one.group,
                people=one.people,
                estimate=share_of(min(one.heard or 0, one.people or 0), one.people or 0),
            )
            for one in shown
            if one.dimension == dimension
        ]
        if len(rates) > 1:
            rates.sort(key=lambda one: (one.estimate.value if one.estimate else 0.0, one.group))
            return dimension, rates
    return "", []


def expected_wrong(lens: Lens) -> float | None:
    """Mean of 1 - confidence over the suggested causes, in [0, 1]: confidences are calibrated.

    None where no cause is suggested.
    """
    findings = lens.findings
    doubts = [
        1.0 - final.confidence
        for one in findings.statements
        if (final := findings.final_causes.get(one.statement_id))
        and final.status is Status.SUGGESTED
        and final_cause(findings, one.statement_id) not in (None, Cause.UNCLEAR)
    ]
    return sum(sorted(doubts)) / len(doubts) if doubts else None


def scale_of(lens: Lens) -> Scale:
    """How much came in, and from when to when people spoke."""
    intake = lens.findings.intake
    days = [one.source.said_on for one in lens.findings.statements if one.source.said_on]
    return Scale(
        files=len(intake.files),
        statements=sum(not one.empty for one in lens.findings.statements),
        empty=sum(one.empty for one in lens.findings.statements),
        people_heard=len({one.speaker for one in lens.findings.statements if not one.empty}),
        tickets=len(lens.findings.facts.tickets),
        first_on=min(days, default=None),
        last_on=max(days, default=None),
    )


def person_lines(lens: Lens) -> tuple[PersonLine, ...]:
    """A line per person, by the order of their own ids; nothing in an edition to be shared."""
    if lens.shared or not lens.settings.mine.privacy.individual:
        return ()
    order = {one.person_id: one for one in lens.findings.intake.people}
    found = sorted(
        lens.findings.stakeholders, key=lambda one: (order[one.person_id].rank, one.person_id)
    )
    return tuple(
        PersonLine(
            person_id=one.person_id,
            department=order[one.person_id].department,
            role=order[one.person_id].role,
            location=order[one.person_id].location,
            stance=one.stance,
            stance_before=one.stance_before,
            usage_state=one.usage_state,
            influence=one.influence,
            influence_score=one.influence_score,
            convertible=one.convertible.value,
            convertibility=one.convertibility,
            parts=cells.parts((*one.influence_parts, *one.convertibility_parts)),
            main_reason=lens.text(one.main_reason),
            path=one.path.value if one.path else "",
            offer=lens.text(one.offer),
            status=one.status,
        )
        for one in found
    )
