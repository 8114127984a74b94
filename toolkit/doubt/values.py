"""The nouns of doubt."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from toolkit.model.findings import Coding, FinalCause, Part, Statement, Theme, Verdict


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class DoubtInput:
    """What the room is given, as it stands after the last answer."""

    statements: Sequence[Statement]
    codings: Mapping[str, Coding]
    final_causes: Mapping[str, FinalCause]
    themes: Sequence[Theme]
    verdicts: Mapping[str, Verdict]
    meaning: NDArray[np.float64] | None = None
    """Shape (n, r), a row per statement, as `principal_axes` makes it of their vectors; None where
    there are none: nothing is then known of what a statement would teach."""
    given: Mapping[str, str] = field(default_factory=dict)
    """Statement id -> the code that a person gave, for all that persons decided."""
    slips: Mapping[str, float] = field(default_factory=dict)
    """Statement id -> the chance that the code given is a slip, 0-1."""
    others: Mapping[str, Mapping[str, Coding]] = field(default_factory=dict)
    """Other coder's name -> its codings; it may abstain."""
    one_by_one: int = 40
    """So many places are filled one by one, each in the light of those before; the rest by what
    each would change alone."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Doubt:
    """One statement in the queue, and why it stands there."""

    statement_id: str
    rank: int
    """From 1."""
    gain: float
    """Statements that an answer is expected to set right: its own, and what it teaches others."""
    score: float
    """What it is worth a look: the sum of the parts. It orders the queue."""
    slip: float
    """The chance that a code already given is a slip, 0-1; 0 where nobody gave one."""
    parts: tuple[Part, ...]
    """`score` is the sum of their values times weights."""
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sureness:
    """How sure the diagnosis has become, and whether more answers pay."""

    decided: int
    """Statements that a person decided."""
    expected_accuracy: float | None
    """Expected share of concerns with the right cause, 0-1; None where there is no concern."""
    expected_verdicts: float | None
    """Expected share of themes with the right verdict, 0-1; None where there is no theme."""
    change: float | None
    """Of expected_accuracy over the last answers; None where too few were given."""
    moved: int
    """Verdicts that the last answers moved."""
    last: int
    """How many answers "the last" are."""
    gain: float
    """Statements that the next answer is expected to set right."""
    stop: bool
    sentence: str


@dataclass(frozen=True, slots=True, kw_only=True)
class InterviewQuestion:
    """One question for a person, why it is asked, and what each answer would mean."""

    about: str
    """A theme's id, or a statement's."""
    question: str
    why: str
    meanings: tuple[tuple[str, str], ...]
    """(what the answer may hold, the cause that it points to)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Interview:
    """At most six questions for the next talk with one person."""

    person_id: str
    questions: tuple[InterviewQuestion, ...]
    note: str = ""
    """Why there are no questions, where there are none."""

    def __str__(self) -> str:
        """For reading and printing."""
        if not self.questions:
            return f"{self.person_id}: {self.note}"
        lines = [f"Questions for {self.person_id} (confidential)"]
        for number, one in enumerate(self.questions, start=1):
            lines += ["", f"{number}. {one.question}", f"   Why: {one.why}"]
            lines += [f"   If {answer} -> {cause}" for answer, cause in one.meanings]
        return "\n".join(lines)

    __repr__ = __str__
