"""The tables that may be passed on: no row per person, no source's name, no small group."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from toolkit.model.findings import Statement
from toolkit.reports import cells
from toolkit.reports.adoption_curves import hidden_in_adoption
from toolkit.reports.drafts import shown_actions, shown_agenda, shown_requests
from toolkit.reports.lens import Lens, evidence_shown
from toolkit.reports.provenance import coverage_lines
from toolkit.reports.tables import (
    Tables,
    action_row,
    adoption_rows,
    agenda_row,
    checked,
    request_row,
    statement_rows,
    theme_rows,
)

Row = dict[str, str]


def share_tables(lens: Lens) -> Tables:
    """The contract's tables as they may be passed on; the lens must be that of the shared edition.

    `quote` equals `redacted`, `person_id` is empty, files are S01, S02, … and sources S01-0001, …;
    statements stand in an order that keeps no person's answers together. A day or language that few
    people share is left empty. Groups that are too small, and those by which a small one could be
    had by subtraction, have no row in `adoption` and no number in `coverage`.
    """
    actions = sorted(shown_actions(lens), key=lambda one: one.action_id)
    rows: dict[str, list[Row]] = {
        "statements": _statements(lens),
        "themes": _themes(lens),
        "agenda": [agenda_row(one) for one in shown_agenda(lens)],
        "actions": [action_row(one) for one in actions],
        "requests": [request_row(one) for one in shown_requests(lens)],
        "adoption": _adoption(lens),
        "coverage": _coverage(lens),
    }
    return {name: checked(name, found) for name, found in rows.items()}


def _statements(lens: Lens) -> list[Row]:
    by_id = {one.statement_id: one for one in lens.findings.statements}
    numbers = _source_numbers(by_id.values(), lens)
    days = _many(by_id.values(), lens, lambda one: cells.day(one.source.said_on))
    tongues = _many(by_id.values(), lens, lambda one: one.language)
    rows = []
    for row in statement_rows(lens.findings):
        one = by_id[row["statement_id"]]
        words = lens.words(one)
        rows.append(
            row
            | {
                "source_file": lens.numbers[one.source.file],
                "source_id": numbers[one.source.file, one.source.source_id],
                "person_id": "",
                "question": lens.text(row["question"]),
                "quote": words,
                "redacted": words,
                "said_on": row["said_on"] if row["said_on"] in days else "",
                "language": row["language"] if row["language"] in tongues else "",
            }
        )
    return sorted(rows, key=lambda row: (row["source_file"], row["source_id"], int(row["start"])))


def _source_numbers(statements: Iterable[Statement], lens: Lens) -> Mapping[tuple[str, str], str]:
    """Sources numbered within their file by their statements' ids, which follow no person."""
    first: dict[tuple[str, str], str] = {}
    for one in statements:
        key = (one.source.file, one.source.source_id)
        first[key] = min(first.get(key, one.statement_id), one.statement_id)
    ordered = sorted(first, key=lambda key: (key[0], first[key]))
    count: dict[str, int] = defaultdict(int)
    found = {}
    for file, source in ordered:
        count[file] += 1
        found[file, source] = f"{lens.numbers[file]}-{count[file]:04d}"
    return found


def _many(statements: Iterable[Statement], lens: Lens, value: object) -> set[str]:
    """Values that at least the smallest group of people share."""
    people: dict[str, set[str]] = defaultdict(set)
    for one in statements:
        if callable(value):
            people[str(value(one))].add(one.speaker)
    return {name for name, found in people.items() if len(found) >= lens.least}


def _themes(lens: Lens) -> list[Row]:
    verdicts = lens.findings.verdicts
    return [
        row
        | {
            "title": lens.text(row["title"]),
            "evidence": evidence_shown(row["evidence"], verdicts[row["theme_id"]].signals, lens),
            "would_overturn": lens.text(row["would_overturn"]),
        }
        for row in theme_rows(lens.findings)
    ]


def _adoption(lens: Lens) -> list[Row]:
    hidden = hidden_in_adoption(lens) if not lens.findings.facts.adoption.empty else {}
    rows = adoption_rows(lens.findings.facts.adoption)
    return [row for row in rows if row["group"] not in hidden]


def _coverage(lens: Lens) -> list[Row]:
    return [
        {
            "dimension": one.dimension,
            "value": one.group,
            "people": "" if one.people is None else str(one.people),
            "heard": "" if one.heard is None else str(one.heard),
            "gap": one.withheld or lens.text(one.gap),
        }
        for one in coverage_lines(lens)
    ]
