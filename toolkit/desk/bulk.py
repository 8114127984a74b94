"""Accepting many suggestions at once: which ones, and what it would mean, before it is done."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from toolkit.desk.card import Code
from toolkit.model.decisions import Decision
from toolkit.workspace import Workspace

TOGETHER: Final = "accepted together"
"""The memo of such decisions, by which they are taken back together too."""
SHOWN_LEAST_SURE: Final = 5
STEPS: Final = (0.95, 0.9, 0.8, 0.7, 0.6)
"""From how sure on suggestions may be accepted together."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Suggestion:
    """An open statement with what is suggested for it."""

    statement_id: str
    excerpt: str
    code: Code


@dataclass(frozen=True, slots=True, kw_only=True)
class Together:
    """What accepting everything from `least` on would do; nothing is done before it is confirmed.

    `wrong` is how many of them are expected to be wrong: the sum of one minus their confidences.
    """

    least: float
    suggestions: tuple[Suggestion, ...]
    wrong: float
    by_code: tuple[tuple[str, str, int], ...]
    """(word, family, how many), most first."""
    least_sure: tuple[Suggestion, ...]

    def coded(self, word: str) -> tuple[str, ...]:
        """The ids of what would get this code, by its word in `by_code`; all for an empty word."""
        return tuple(
            one.statement_id for one in self.suggestions if word in ("", _word_of(one.code))
        )

    def without(self, statement_id: str) -> Together:
        """The same without a statement that somebody decided since."""
        kept = (one for one in self.suggestions if one.statement_id != statement_id)
        return plan_together(kept, self.least)


@dataclass(frozen=True, slots=True)
class Accepting:
    """A person who accepts many suggestions at one moment."""

    workspace: Workspace
    coder: str
    at: datetime

    def accept(self, one: Suggestion) -> Decision:
        """One row: the suggested cause is confirmed, or the kind where there is no cause."""
        code = one.code
        name = "cause" if code.cause else "kind"
        return self.workspace.decide(
            f"statement:{one.statement_id}",
            name,
            getattr(code, name),
            coder=self.coder,
            at=self.at,
            memo=TOGETHER,
            suggested=getattr(code, name),
            confidence=code.confidence,
        )


def plan_together(open_ones: Iterable[Suggestion], least: float) -> Together:
    """What would be accepted: suggestions with a confidence of at least `least`, in [0, 1]."""
    sure = [one for one in open_ones if (one.code.confidence or 0.0) >= least]
    counted = Counter((_word_of(one.code), one.code.family) for one in sure)
    ranked = sorted(sure, key=lambda one: (one.code.confidence or 0.0, one.statement_id))
    return Together(
        least=least,
        suggestions=tuple(sure),
        wrong=round(sum(1.0 - (one.code.confidence or 0.0) for one in sure), 1),
        by_code=tuple(
            (word, family, n)
            for (word, family), n in sorted(counted.items(), key=lambda one: (-one[1], one[0]))
        ),
        least_sure=tuple(ranked[:SHOWN_LEAST_SURE]),
    )


def _word_of(code: Code) -> str:
    return code.cause_word or code.kind
