"""The tables of the contract: one pandera schema each, checked at the doors.

Every cell is a string (empty for unknown), so that what is checked is what is written.
"""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum

import pandas as pd
import pandera.pandas as pa
from pandera.errors import SchemaErrors

from toolkit.errors import TableInvalid
from toolkit.model import vocabulary as words


def _one_of(values: Iterable[str], *, empty: bool = False) -> pa.Column:
    allowed = [str(value) for value in values] + ([""] if empty else [])
    return pa.Column(str, pa.Check.isin(allowed))


def _text(*, filled: bool = False) -> pa.Column:
    return pa.Column(str, pa.Check.str_length(min_value=1) if filled else None)


def _number(low: float, high: float | None = None, *, empty: bool = True) -> pa.Column:
    def inside(value: str) -> bool:
        if value == "":
            return empty
        number = float(value)
        return number >= low and (high is None or number <= high)

    return pa.Column(str, pa.Check(inside, element_wise=True, name=f"number in [{low}, {high}]"))


def _id() -> pa.Column:
    return pa.Column(str, pa.Check.str_length(min_value=1), unique=True)


def _date() -> pa.Column:
    return pa.Column(str, pa.Check.str_matches(r"^(\d{4}-\d{2}-\d{2})?$"))


def _yes_no(*, empty: bool = False) -> pa.Column:
    return _one_of(("yes", "no"), empty=empty)


def _vocabulary(enum: type[StrEnum], *, empty: bool = False) -> pa.Column:
    return _one_of([member.value for member in enum], empty=empty)


STATEMENTS = pa.DataFrameSchema(
    {
        "statement_id": _id(),
        "source_file": _text(filled=True),
        "person_id": _text(),
        "channel": _vocabulary(words.Channel),
        "question": _text(),
        "quote": _text(),
        "redacted": _text(),
        "kind": _vocabulary(words.Kind),
        "cause": _vocabulary(words.Cause, empty=True),
        "cause_confidence": _number(0, 1),
        "second_cause": _vocabulary(words.Cause, empty=True),
        "final_cause": _vocabulary(words.Cause, empty=True),
        "decided_by": _vocabulary(words.DecidedBy, empty=True),
        "severity": _one_of(("1", "2", "3"), empty=True),
        "theme_id": _text(),
        "status": _vocabulary(words.Status),
        "source_id": _text(filled=True),
        "start": _number(0, empty=False),
        "end": _number(0, empty=False),
        "said_on": _date(),
        "wave": _vocabulary(words.Wave),
        "language": _text(),
        "own_code": _text(),
    }
)
THEMES = pa.DataFrameSchema(
    {
        "theme_id": _id(),
        "title": _text(filled=True),
        "people": _number(0, empty=False),
        "statements": _number(1, empty=False),
        "verdict": _vocabulary(words.Cause),
        "family": _vocabulary(words.Family, empty=True),
        "confidence": _number(0, 1, empty=False),
        "decided_by": _vocabulary(words.DecidedBy),
        "evidence": _text(filled=True),
        "would_overturn": _text(filled=True),
        "route": _vocabulary(words.Route),
        "stability": _number(0, 1),
        "status": _vocabulary(words.Status),
        "called": _text(filled=True),
    }
)
STAKEHOLDERS = pa.DataFrameSchema(
    {
        "person_id": _id(),
        "department": _text(),
        "role": _text(),
        "level": _vocabulary(words.Level),
        "location": _text(),
        "stance": _vocabulary(words.Stance, empty=True),
        "stance_confidence": _number(0, 1),
        "stance_before": _vocabulary(words.Stance, empty=True),
        "usage_state": _vocabulary(words.UsageState),
        "influence": _vocabulary(words.Influence, empty=True),
        "influence_score": _number(0, 1),
        "former_champion": _yes_no(empty=True),
        "convertible": _vocabulary(words.Convertible, empty=True),
        "convertibility": _number(0, 1),
        "parts": _text(),
        "main_reason": _text(),
        "path": _vocabulary(words.Path, empty=True),
        "offer": _text(),
        "status": _vocabulary(words.Status),
    }
)
AGENDA = pa.DataFrameSchema(
    {
        "rank": pa.Column(str, pa.Check.str_matches(r"^[1-9]\d*$"), unique=True),
        "theme_id": _text(filled=True),
        "title": _text(filled=True),
        "place": _vocabulary(words.Place),
        "minutes": _number(0, empty=False),
        "goal": _text(filled=True),
        "fact": _text(filled=True),
        "opinion": _text(),
        "wiifm": _text(filled=True),
        "who_cares": _text(filled=True),
        "who_should_be_heard": _text(),
        "status": _vocabulary(words.Status),
    }
)
ACTIONS = pa.DataFrameSchema(
    {
        "action_id": _id(),
        "route": _vocabulary(words.Route),
        "title": _text(filled=True),
        "horizon": _vocabulary(words.Horizon),
        "theme_ids": _text(),
        "statement_ids": _text(),
        "people": _number(0, empty=False),
        "value": _text(filled=True),
        "value_basis": _one_of(
            ("time_stated", "tickets", "errors", "amounts_named", "duplicate_reports", "none")
        ),
        "effort": _text(),
        "owner_role": _text(),
        "due": _date(),
        "before_wave": _text(),
        "measure": _text(filled=True),
        "answer": _text(),
        "status": _vocabulary(words.Status),
    }
)
REQUESTS = pa.DataFrameSchema(
    {
        "request_id": _id(),
        "about": _text(filled=True),
        "question": _text(filled=True),
        "addressee_role": _text(filled=True),
        "data": _text(),
        "if_answer": _text(filled=True),
        "kind": _one_of(("file", "question", "interview")),
    }
)
ADOPTION = pa.DataFrameSchema(
    {
        "group": _text(filled=True),
        "week": _date(),
        "in_scope": _number(0, empty=False),
        "active": _number(0),
        "plan": _number(0),
        "definition": _text(filled=True),
    }
)
WAVES = pa.DataFrameSchema(
    {
        "wave": _number(1, empty=False),
        "person_id": _id(),
        "reason": _text(filled=True),
        "gate": _text(),
    }
)
INVITATIONS = pa.DataFrameSchema(
    {"person_id": _id(), "reason": _text(filled=True), "seat": _number(1, empty=False)}
)
COVERAGE = pa.DataFrameSchema(
    {
        "dimension": _text(filled=True),
        "value": _text(filled=True),
        "people": _number(0),
        "heard": _number(0),
        "gap": _text(),
    }
)

SCHEMAS: dict[str, pa.DataFrameSchema] = {
    "statements": STATEMENTS,
    "themes": THEMES,
    "stakeholders": STAKEHOLDERS,
    "agenda": AGENDA,
    "actions": ACTIONS,
    "requests": REQUESTS,
    "adoption": ADOPTION,
    "waves": WAVES,
    "invitations": INVITATIONS,
    "coverage": COVERAGE,
}
PERSON_TABLES = frozenset({"stakeholders", "waves", "invitations"})
"""Tables with a row per person: never in share/."""


def check(name: str, table: pd.DataFrame) -> pd.DataFrame:
    """The table itself, if it keeps the contract.

    Raises TableInvalid naming every bad column and row at once.
    """
    try:
        return SCHEMAS[name].validate(table, lazy=True)
    except SchemaErrors as error:
        cases = error.failure_cases.head(20)
        faults = "; ".join(
            f"{case.column}[{case.index}]: {case.failure_case!r} breaks {case.check}"
            for case in cases.itertuples()
        )
        raise TableInvalid(
            f"the table breaks the contract: {faults}.",
            where=f"{name}.csv",
            what_to_do="This is a fault of the toolkit: please report it.",
        ) from error


def empty(name: str) -> pd.DataFrame:
    """The table with its columns and no rows."""
    return pd.DataFrame({column: pd.Series(dtype=str) for column in SCHEMAS[name].columns})
