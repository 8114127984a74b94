"""A language model's answers as codings, like those of every other coder."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, TypeVar

from toolkit.llm.answers import Answer
from toolkit.model.findings import Coding
from toolkit.model.vocabulary import CAUSES, Cause, Kind

Label = TypeVar("Label", Kind, Cause)
_SUREST: Final = 0.98
_SECOND_SHARE: Final = 0.6
"""Of what the model's confidence leaves, so much goes to the second cause that it names."""


def coding_of(statement_id: str, coder: str, answer: Answer) -> Coding:
    """The answer as a coding. Its shares are the model's own words: stated, not calibrated."""
    kinds = _spread(tuple(Kind), {answer.kind: max(answer.confidence, 0.5)})
    causes: Mapping[Cause, float] = {}
    if answer.cause is not None and answer.cause is not Cause.UNCLEAR:
        causes = _spread(CAUSES, _stated(answer, answer.cause))
    return Coding(
        statement_id=statement_id,
        coder=coder,
        kind=answer.kind,
        cause=answer.cause,
        kind_confidence=kinds[answer.kind],
        cause_confidence=answer.confidence if answer.cause is not None else 0.0,
        kinds=kinds,
        causes=causes,
        severity=answer.severity,
        reasons=(_said(answer),),
    )


def abstained(statement_id: str, coder: str, why: str) -> Coding:
    """No code, with the reason."""
    return Coding(
        statement_id=statement_id, coder=coder, kind=None, cause=None, reasons=(f"no code: {why}",)
    )


def _stated(answer: Answer, cause: Cause) -> dict[Cause, float]:
    sure = max(answer.confidence, 1 / len(CAUSES))
    stated = {cause: sure}
    if answer.second_cause is not None:
        stated[answer.second_cause] = min(_SECOND_SHARE * (1 - sure), sure)
    return stated


def _spread(labels: tuple[Label, ...], stated: Mapping[Label, float]) -> dict[Label, float]:
    """Shares that add up to 1: the stated ones, and what they leave evenly over the others."""
    named = {label: min(share, _SUREST) for label, share in stated.items()}
    others = [label for label in labels if label not in named]
    left = max(1.0 - sum(named.values()), 0.0) / len(others)
    shares = {label: named.get(label, left) for label in labels}
    total = sum(shares.values())
    return {label: share / total for label, share in shares.items()}


def _said(answer: Answer) -> str:
    cause = f", {answer.cause}" if answer.cause else ""
    second = f", then {answer.second_cause}" if answer.second_cause else ""
    return f"says {answer.kind}{cause}{second}, {answer.confidence:.0%} sure by its own word"
