"""How far a person is with a statement, and how sure the machine is of it."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from toolkit.coding.blind import OWN_CODE
from toolkit.errors import WrongDecision
from toolkit.model.decisions import Decision, Decisions
from toolkit.model.findings import Findings
from toolkit.model.labels import Labels

CODE_FIELDS = ("kind", "cause", "final_cause", "severity", OWN_CODE)
"""The fields of a statement that a person's word settles."""


SETTLING = tuple(one for one in CODE_FIELDS if one != "severity")
"""Those that make a statement decided: how grave it is leaves open what it is."""


class Progress(StrEnum):
    """How far a person is with one statement."""

    OPEN = "open"
    POSTPONED = "postponed"
    CONFIRMED = "confirmed"
    CHANGED = "changed"


def field_of_code(field: str, value: str, labels: Labels) -> str:
    """The field that a code goes to: `code` where a cause is one of the users' own codes.

    Raises WrongDecision for what is not coded at the desk, and for a code that there is not.
    """
    if field not in CODE_FIELDS:
        raise WrongDecision(
            f"'{field}' is not decided at the desk.",
            what_to_do=f"Decide one of {', '.join(CODE_FIELDS)}.",
        )
    if field in ("cause", OWN_CODE) and value in labels.own:
        return OWN_CODE
    if field == OWN_CODE:
        raise WrongDecision(
            f"'{value}' is no code of your codebook.",
            what_to_do="`relaunch codebook` shows and makes them.",
        )
    return field


def progress_of(statement_id: str, decisions: Decisions) -> Progress:
    """How far a person is with a statement, by the decisions in force."""
    subject = f"statement:{statement_id}"
    rows = [row for name in SETTLING if (row := decisions.get(subject, name))]
    if rows:
        same = all(_same(row) for row in rows)
        return Progress.CONFIRMED if same else Progress.CHANGED
    if decisions.value(subject, "postponed") == "yes":
        return Progress.POSTPONED
    return Progress.OPEN


def _same(row: Decision) -> bool:
    return row.decided == row.suggested


def themes_of(findings: Findings) -> Mapping[str, str]:
    """Statement id -> its theme's id; statements without a theme are missing."""
    return {key: theme.theme_id for theme in findings.themes for key in theme.statement_ids}


def confidence_of(statement_id: str, findings: Findings) -> float:
    """How sure the machine is of what it shows, 0-1: of the cause, or of the kind without one."""
    final = findings.final_causes.get(statement_id)
    if final is not None and final.cause is not None:
        return final.confidence
    coding = findings.codings.get(statement_id)
    return coding.kind_confidence if coding else 0.0
