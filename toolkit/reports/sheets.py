"""What stands on each sheet of the workbook: columns, widths, and rows as text."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

from toolkit.reports import cells
from toolkit.reports.summary_types import FileLine, Summary
from toolkit.reports.tables import Tables

DECISION = "your decision"


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One column; `source` is the table's column, "" for one that a person fills."""

    head: str
    source: str = ""
    width: float = 14
    number: bool = False
    choices: str = ""
    """Name of the list of allowed words, in a column that a person fills."""
    listed: str = ""
    """Name of such a list, in a column whose cells may be filled already."""
    open: bool = False
    """Empty, for free words."""
    hidden: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """A sheet with its rows; each row has a cell per column."""

    name: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[str, ...], ...]
    frozen: int = 1
    """Columns that stay when one scrolls to the right."""


def _text(name: str, width: float = 14) -> Column:
    return Column(head=name.replace("_", " "), source=name, width=width)


def _number(name: str, width: float = 10) -> Column:
    return Column(head=name.replace("_", " "), source=name, width=width, number=True)


def _decide(what: str, choices: str = "") -> Column:
    return Column(head=f"{DECISION}: {what}", width=18, choices=choices, open=not choices)


_STATEMENTS = (
    _text("statement_id", 16),
    _text("redacted", 70),
    _text("kind", 11),
    _decide("kind", "kind"),
    _text("final_cause", 15),
    _text("own_code", 22),
    _decide("cause", "cause"),
    _decide("why"),
    _text("status", 12),
    _text("theme_id", 10),
    _text("cause", 15),
    _number("cause_confidence", 12),
    _text("second_cause", 15),
    _text("decided_by", 12),
    _number("severity", 9),
    _text("channel", 12),
    _text("question", 36),
    _text("source_file", 9),
    _text("wave", 9),
    _text("said_on", 12),
    _text("language", 10),
)
_THEMES = (
    _text("theme_id", 10),
    _text("title", 40),
    _number("people"),
    _number("statements", 12),
    _text("verdict", 16),
    _text("called", 20),
    _decide("verdict", "cause"),
    _decide("title"),
    _text("status", 12),
    _text("family", 15),
    _number("confidence", 12),
    _text("decided_by", 12),
    _text("evidence", 70),
    _text("would_overturn", 60),
    _text("route", 18),
    _number("stability"),
)
_AGENDA = (
    _number("rank", 7),
    _text("title", 36),
    _text("place", 15),
    _decide("place", "place"),
    _number("minutes", 9),
    _text("goal", 46),
    _text("fact", 46),
    _text("opinion", 46),
    _text("wiifm", 40),
    _text("who_cares", 40),
    _text("who_should_be_heard", 22),
    _text("theme_id", 10),
    _text("status", 12),
)
_ACTIONS = (
    _text("action_id", 10),
    _text("title", 46),
    _text("route", 18),
    _text("horizon", 16),
    _number("people"),
    _text("owner_role", 24),
    _decide("owner"),
    _text("value", 40),
    _text("value_basis", 16),
    _text("effort", 14),
    _decide("effort"),
    _text("due", 12),
    _decide("due"),
    _text("before_wave", 12),
    _text("measure", 46),
    _text("answer", 40),
    _text("theme_ids", 12),
    _text("statement_ids", 30),
    _text("status", 12),
)
_REQUESTS = (
    _text("request_id", 10),
    _text("addressee_role", 24),
    _text("question", 60),
    _text("data", 40),
    _text("if_answer", 50),
    _text("kind", 11),
    _text("about", 14),
    _decide("answer"),
)
_ADOPTION = (
    _text("group", 46),
    _text("week", 12),
    _number("in_scope", 10),
    _number("active", 10),
    _number("plan", 10),
    _text("definition", 60),
)
_COVERAGE = (
    _text("dimension", 24),
    _text("value", 40),
    _number("people"),
    _number("heard"),
    _text("gap", 60),
)
_PEOPLE = (
    _text("person_id", 14),
    _text("department", 22),
    _text("role", 26),
    _text("level", 13),
    _text("location", 16),
    _text("stance", 13),
    _decide("stance", "stance"),
    _number("stance_confidence", 12),
    _text("stance_before", 13),
    _text("usage_state", 15),
    _text("influence", 11),
    _number("influence_score", 11),
    _text("former_champion", 12),
    _text("convertible", 12),
    _number("convertibility", 13),
    _text("main_reason", 46),
    _text("path", 15),
    _text("offer", 46),
    _text("parts", 50),
    _text("status", 12),
)
_TABLES: Mapping[str, tuple[Column, ...]] = {
    "statements": _STATEMENTS,
    "themes": _THEMES,
    "agenda": _AGENDA,
    "actions": _ACTIONS,
    "requests": _REQUESTS,
}


def table_sheets(tables: Tables) -> list[Sheet]:
    """Statements, themes, agenda, actions and requests."""
    sheets = []
    for name, columns in _TABLES.items():
        given = _with_person(columns) if _names_people(tables[name]) else columns
        frozen = 2 if name != "requests" else 1
        sheets.append(
            Sheet(
                name=name.capitalize(),
                columns=given,
                rows=_rows(tables[name], given),
                frozen=frozen,
            )
        )
    return sheets


def _names_people(table: pd.DataFrame) -> bool:
    return "person_id" in table.columns and bool((table["person_id"] != "").any())


def _with_person(columns: Sequence[Column]) -> tuple[Column, ...]:
    return (*columns[:2], _text("person_id", 14), *columns[2:])


def adoption_sheet(tables: Tables) -> Sheet:
    """Use by group and week."""
    return Sheet(name="Adoption", columns=_ADOPTION, rows=_rows(tables["adoption"], _ADOPTION))


def coverage_sheet(tables: Tables) -> Sheet:
    """Who was heard."""
    return Sheet(name="Heard", columns=_COVERAGE, rows=_rows(tables["coverage"], _COVERAGE))


def people_sheet(tables: Tables) -> Sheet:
    """A row per person, under pseudonyms."""
    return Sheet(name="People", columns=_PEOPLE, rows=_rows(tables["stakeholders"], _PEOPLE))


def _rows(table: pd.DataFrame, columns: Sequence[Column]) -> tuple[tuple[str, ...], ...]:
    found = table.to_dict(orient="list")
    values = [found[one.source] if one.source else [""] * len(table) for one in columns]
    return tuple(tuple(map(str, row)) for row in zip(*values, strict=True))


_NUMBERS = (
    Column(head="number", width=44),
    Column(head="counted", width=70),
    Column(head="statement_id", width=18),
)


def number_sheet(summary: Summary) -> Sheet:
    """For each number of page one what was counted, and a row per statement that it rests on."""
    rows = [
        (one.says, one.counted, statement_id)
        for one in summary.traces
        for statement_id in one.ids or ("",)
    ]
    return Sheet(name="Numbers", columns=_NUMBERS, rows=tuple(rows))


_FILES = (
    Column(head="file", width=9),
    Column(head="taken for", width=16),
    Column(head="format", width=36),
    Column(head="wave", width=10),
    Column(head="rows in", width=10, number=True),
    Column(head="rows kept", width=10, number=True),
    Column(head="rows set aside", width=12, number=True),
    Column(head="set aside because", width=46),
    Column(head="problem", width=50),
    Column(head="remarks", width=50),
    Column(head="promise", width=60),
)


def file_sheet(summary: Summary) -> Sheet:
    """Files with their row equation and promise."""
    return Sheet(name="Files", columns=_FILES, rows=tuple(map(_file_row, summary.files)))


def _file_row(one: FileLine) -> tuple[str, ...]:
    return (
        one.source,
        one.kind.value.replace("_", " "),
        one.format,
        one.wave.value,
        str(one.rows_in),
        str(one.rows_kept),
        str(sum(n for _, n in one.set_aside)),
        cells.joined(f"{n} {reason}" for reason, n in one.set_aside),
        one.problem,
        cells.joined(one.notes),
        promise_words(one),
    )


def promise_words(one: FileLine) -> str:
    """The promise to those who spoke in the file; "" for files in which nobody speaks."""
    if one.kind.value not in ("survey", "comment_sheet", "transcript", "notes"):
        return ""
    promise = one.promise
    words = [
        promise.attribution,
        f"quotes {promise.quotes}",
        "joined with use" if promise.join_usage else "not joined with use",
        f"groups of {promise.smallest_group} ({promise.smallest_group_quotes} for quotes)",
    ]
    words += [f"deleted by {cells.day(promise.delete_by)}"] if promise.delete_by else []
    words += ["assumed, please confirm"] if promise.assumed else []
    return ", ".join(words)
