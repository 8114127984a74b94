"""What each person said of each statement, side by side, from one append-only log of decisions.

A coder's name may say in which role a person decided: "blind:ana" coded on a sheet that shows no
suggestion and nobody else's code; "adjudicator:ana" settled what others coded differently; a plain
"ana" decided at the desk, where suggestions are seen. An adjudicator's word counts in the review
like any decision, and is no code in figures of agreement.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from toolkit.coding.coders import KeptCoder
from toolkit.model.decisions import Decision, Decisions
from toolkit.model.findings import Coding
from toolkit.model.vocabulary import CAUSES, Cause, Kind

BLIND = "blind:"
ADJUDICATOR = "adjudicator:"
OWN_CODE = "code"
"""The field of a decision for one of the user's own codes."""
FIELDS = ("kind", "cause", "severity")
_SUBJECT = "statement:"
_WITHOUT_CAUSE = (Kind.PRAISE, Kind.OTHER)


@dataclass(slots=True)
class _Said:
    """What a person decided about one statement: field -> value, of one role."""

    blind: dict[str, str] = field(default_factory=dict)
    open: dict[str, str] = field(default_factory=dict)

    @property
    def best(self) -> Mapping[str, str]:
        """The blind codes where there are any: what was said later was not said unseen."""
        return self.blind or self.open


def person_of(coder: str) -> str:
    """The person behind a coder's name, whatever the role."""
    return coder.removeprefix(BLIND).removeprefix(ADJUDICATOR)


def person_coders(decisions: Decisions) -> dict[str, KeptCoder]:
    """Person -> what he or she coded and nobody took back, without what was adjudicated.

    Of several decisions of one person on one matter the last one stands. Nothing of one person
    hides anything of another. People without a code for a statement are not in the result.
    """
    said: dict[str, dict[str, _Said]] = {}
    for row in _standing(decisions):
        if not row.coder.startswith(ADJUDICATOR):
            one = said.setdefault(person_of(row.coder), {}).setdefault(_id(row), _Said())
            place = one.blind if row.coder.startswith(BLIND) else one.open
            place[row.field] = row.decided or ""
    return {person: _coder(person, found) for person, found in sorted(said.items())}


def adjudicated(decisions: Decisions) -> dict[str, Coding]:
    """Statement id -> the last word of adjudicators, where one was spoken."""
    said: dict[str, dict[str, str]] = {}
    for row in _standing(decisions):
        if row.coder.startswith(ADJUDICATOR):
            said.setdefault(_id(row), {})[row.field] = row.decided or ""
    return {key: _coding(key, ADJUDICATOR, values) for key, values in sorted(said.items())}


def with_parents(decisions: Decisions, parents: Mapping[str, Cause]) -> Decisions:
    """The decisions with own codes as the causes that they count as.

    A row on the field `code` becomes one on `cause`, so that the later of both is in force. A code
    that the codebook no longer holds stays a row on `code`, which changes nothing.
    """
    rows = decisions.history
    if not any(row.field == OWN_CODE for row in rows):
        return decisions
    return Decisions(_as_cause(row, parents) for row in rows)


def unknown_codes(decisions: Decisions, parents: Mapping[str, Cause]) -> tuple[str, ...]:
    """Own codes that somebody gave and the codebook no longer holds, sorted."""
    given = {row.decided or "" for row in _standing(decisions) if row.field == OWN_CODE}
    return tuple(sorted(given - parents.keys()))


def own_code(statement_id: str, decisions: Decisions, parents: Mapping[str, Cause]) -> str:
    """The own code in force on a statement; "" where there is none or a cause was given after it.

    `parents` are the codebook's own codes with their causes; `decisions` are as they were made.
    """
    subject = f"{_SUBJECT}{statement_id}"
    row, cause = decisions.get(subject, OWN_CODE), decisions.get(subject, "cause")
    if row is None or row.decided is None or row.decided not in parents:
        return ""
    return "" if cause is not None and _when(cause) > _when(row) else row.decided


def own_codes(decisions: Decisions, parents: Mapping[str, Cause]) -> dict[str, str]:
    """Statement id -> its own code in force; see `own_code`."""
    given = (_id(row) for row in decisions.in_force("statement") if row.field == OWN_CODE)
    return {one: code for one in given if (code := own_code(one, decisions, parents))}


def _when(row: Decision) -> tuple[str, int]:
    return row.uuid, row.decision_id


def _as_cause(row: Decision, parents: Mapping[str, Cause]) -> Decision:
    if row.field != OWN_CODE or not row.subject.startswith(_SUBJECT):
        return row
    parent = parents.get(row.decided or "")
    if parent is None and row.undoes is None:
        return row
    return replace(row, field="cause", decided=str(parent) if parent else row.decided)


def _standing(decisions: Decisions) -> Iterable[Decision]:
    """All rows on statements' codes that nobody took back, in the order in which they count."""
    matters = {
        (row.subject, row.field)
        for row in decisions.history
        if row.subject.startswith(_SUBJECT) and row.field in (*FIELDS, OWN_CODE)
    }
    rows = [row for matter in matters for row in decisions.standing(*matter)]
    return sorted(rows, key=lambda row: (row.uuid, row.decision_id))


def _id(row: Decision) -> str:
    return row.subject.removeprefix(_SUBJECT)


def _coder(person: str, said: Mapping[str, _Said]) -> KeptCoder:
    return KeptCoder(
        name=person,
        codings={key: _coding(key, person, one.best) for key, one in sorted(said.items())},
        blind=frozenset(key for key, one in said.items() if one.blind),
    )


def _coding(statement_id: str, coder: str, said: Mapping[str, str]) -> Coding:
    kind = Kind(said["kind"]) if said.get("kind") else None
    cause = Cause(said["cause"]) if said.get("cause") else None
    if kind in _WITHOUT_CAUSE:
        cause = None
    return Coding(
        statement_id=statement_id,
        coder=coder,
        kind=kind,
        cause=cause,
        kind_confidence=1.0 if kind else 0.0,
        cause_confidence=1.0 if cause else 0.0,
        kinds={kind: 1.0} if kind else {},
        causes={cause: 1.0} if cause in CAUSES else {},
        severity=int(said["severity"])
        if said.get("severity") and kind not in _WITHOUT_CAUSE
        else None,
    )
