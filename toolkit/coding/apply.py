"""A person's word over the machine's: decisions on statements."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from toolkit.model.decisions import Decisions
from toolkit.model.findings import Coding
from toolkit.model.vocabulary import Cause, DecidedBy, Kind, Status


def apply_decisions(
    codings: Mapping[str, Coding], decisions: Decisions
) -> tuple[dict[str, Coding], dict[str, Status]]:
    """Codings with persons' kinds, causes and severities, and the status of every statement.

    A confirmed suggestion keeps its probabilities; a changed one is certain.
    """
    decided = dict(codings)
    statuses = dict.fromkeys(codings, Status.SUGGESTED)
    for subject in sorted(decisions.subjects):
        kind, _, statement_id = subject.partition(":")
        if kind == "statement" and statement_id in codings:
            found = _decide(codings[statement_id], decisions)
            decided[statement_id], statuses[statement_id] = found
    return decided, statuses


def _decide(coding: Coding, decisions: Decisions) -> tuple[Coding, Status]:
    subject = f"statement:{coding.statement_id}"
    kind = decisions.value(subject, "kind")
    cause = decisions.value(subject, "cause")
    severity = decisions.value(subject, "severity")
    if kind is None and cause is None and severity is None:
        return coding, Status.SUGGESTED
    changed = coding
    if kind is not None:
        changed = replace(changed, kind=Kind(kind), kind_confidence=1.0, kinds={Kind(kind): 1.0})
        if changed.kind in (Kind.PRAISE, Kind.OTHER):
            changed = replace(changed, cause=None, cause_confidence=0.0, severity=None)
    if cause is not None:
        said = Cause(cause) if cause else None
        shares: Mapping[Cause, float] = coding.causes
        if said and said is not Cause.UNCLEAR:
            shares = {said: 1.0}
        changed = replace(changed, cause=said, cause_confidence=1.0, causes=shares)
    if severity is not None:
        changed = replace(changed, severity=int(severity) if severity else None)
    same = (changed.kind, changed.cause, changed.severity) == (
        coding.kind,
        coding.cause,
        coding.severity,
    )
    return replace(changed, coder=DecidedBy.PERSON), Status.CONFIRMED if same else Status.CHANGED
