"""Where persons coded differently: their codes side by side, and an adjudicator who decides.

What an adjudicator decides counts in the review like any decision; it changes neither the codes of
the others nor the figures of their agreement.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from toolkit.coding.agreement import Resampling
from toolkit.coding.blind import ADJUDICATOR, adjudicated, person_coders
from toolkit.coding.codebook import Codebook
from toolkit.coding.compare import Comparison, Disagreement, Statistic, Variable, compare
from toolkit.desk.card import Context, Said
from toolkit.desk.opening import Opened
from toolkit.desk.showing import Showing, family_of
from toolkit.desk.sitting import ListSitting
from toolkit.desk.starting import Clock, login, now
from toolkit.errors import WrongDecision
from toolkit.model.decisions import Decision
from toolkit.model.findings import Coding
from toolkit.model.vocabulary import Cause
from toolkit.pipeline.codebooks import counted_as_parents
from toolkit.reports.palette import CAUSE_SHORT
from toolkit.workspace import Workspace

FIELDS: Final = ("kind", "cause", "severity")


@dataclass(frozen=True, slots=True, kw_only=True)
class Sided:
    """One coder's code of a statement."""

    coder: str
    kind: str
    cause: str
    """In two words; empty for none."""
    family: str
    severity: str
    blind: bool
    """Coded without seeing any suggestion."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Dispute:
    """One row of the list."""

    statement_id: str
    excerpt: str
    difference: str
    """family, complaint or none, cause, kind, severity."""
    settled: str
    """The adjudicator's code in words; empty where the matter is open."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DisputeCard:
    """A statement with everybody's code."""

    line: Dispute
    context: Context
    sides: tuple[Sided, ...]
    settled: Sided | None
    decisions: tuple[Said, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreed:
    """One figure of agreement among persons."""

    of: str
    """kind, cause, family or severity."""
    statistic: str
    """kappa (two coders) or alpha (more)."""
    coders: tuple[str, ...]
    value: float | None
    low: float | None
    high: float | None
    n: int
    why: str


class AdjudicationState(ListSitting):
    """An adjudicator with the statements on which persons differ, the gravest difference first."""

    def __init__(
        self,
        showing: Showing,
        workspace: Workspace,
        codebook: Codebook,
        *,
        coder: str = "",
        clock: Clock = now,
        language: str = "en",
    ) -> None:
        name = ADJUDICATOR + (coder or login()).removeprefix(ADJUDICATOR)
        super().__init__(workspace, coder=name, clock=clock, language=language)
        self._showing = showing
        self._codebook = codebook
        self._compared: tuple[object, Comparison | None] = (None, None)
        self.read()

    @classmethod
    def open(
        cls, out: str | Path, *, key: Path | None = None, coder: str = "", clock: Clock = now
    ) -> AdjudicationState:
        """The disagreements of a review. Raises ToolkitError where there is no review."""
        opened = Opened(out, key=key)
        return cls(opened.showing, opened.workspace(), opened.codebook, coder=coder, clock=clock)

    def __repr__(self) -> str:
        """How many disagreements; nobody's words."""
        return f"AdjudicationState({len(self._disputes)} disagreements)"

    # What is shown

    @property
    def listed(self) -> Sequence[str]:
        """The statements on which persons differ, settled ones too."""
        return tuple(self._disputes)

    @property
    def lines(self) -> tuple[Dispute, ...]:
        """The list."""
        return tuple(self._line(one) for one in self._disputes.values())

    @property
    def card(self) -> DisputeCard | None:
        """The statement at hand; None where nobody differs."""
        if not self.current:
            return None
        dispute = self._disputes[self.current]
        settled = self._settled.get(self.current)
        card = self._showing.card(self.current, self._decisions)
        return DisputeCard(
            line=self._line(dispute),
            context=card.context,
            sides=tuple(
                _sided(name, coding, self.current in self._persons[name].blind)
                for name, coding in dispute.codings.items()
            ),
            settled=_sided(self.coder, settled, False) if settled else None,
            decisions=card.decisions,
        )

    @property
    def coders(self) -> Mapping[str, int]:
        """Person -> how many statements he or she coded."""
        return {name: len(one.codings) for name, one in self._persons.items()}

    @property
    def agreed(self) -> tuple[Agreed, ...]:
        """How far persons agree beyond chance, on kinds and on causes; nothing for one person."""
        found = self._comparison.figures if self._comparison else ()
        return tuple(
            Agreed(
                of=str(one.variable),
                statistic=str(one.statistic),
                coders=one.coders,
                value=one.figure.value,
                low=one.figure.low,
                high=one.figure.high,
                n=one.figure.n,
                why=one.figure.why,
            )
            for one in found
            if not one.code
            and one.variable in (Variable.KIND, Variable.CAUSE)
            and (one.statistic is Statistic.KAPPA or len(one.coders) > 2)
        )

    # Deciding

    def take(self, coder: str) -> tuple[Decision, ...]:
        """Settle the statement as this person coded it, in all on which persons differ.

        Raises WrongDecision for a person who did not code it, Overtaken where another adjudicator
        settled it since one was shown the statement.
        """
        self._look_first()
        dispute = self._disputes.get(self.current)
        coding = dispute.codings.get(coder) if dispute else None
        if dispute is None or coding is None:
            raise WrongDecision(
                f"{coder} has not coded this statement.", what_to_do="Take somebody else's code."
            )
        every = [_values(one) for one in dispute.codings.values()]
        mine = _values(coding)
        differing = [name for name in FIELDS if len({one[name] for one in every}) > 1]
        return self._write([(name, mine[name]) for name in differing if mine[name]])

    def _look_first(self) -> None:
        if self.current:
            self.look_first(*((f"statement:{self.current}", name) for name in FIELDS))

    def decide(self, field: str, value: str) -> tuple[Decision, ...]:
        """Settle it otherwise than anybody. Raises WrongDecision for a value out of vocabulary."""
        if field not in FIELDS:
            raise WrongDecision(
                f"'{field}' is not decided here.", what_to_do=f"Decide {', '.join(FIELDS)}."
            )
        return self._write([(field, value)]) if self.current else ()

    def undo(self) -> tuple[Decision, ...]:
        """Take back one's own last adjudication, all of it, and go to its statement.

        Raises WrongDecision where there is none.
        """
        own = self.own_standing(self.workspace.history(), lambda _: True)
        last = own[-1]
        batch = [row for row in own if (row.subject, row.at) == (last.subject, last.at)]
        rows = self.take_back(batch[::-1])
        self.read()
        self.go(last.subject.split(":", 1)[1])
        return rows

    def read(self) -> None:
        """Read what everybody decided up to now."""
        self._decisions = counted_as_parents(self.workspace.decisions(), self._codebook)
        self._persons = person_coders(self._decisions)
        self._settled = adjudicated(self._decisions)
        self._comparison = self._compare()
        known = set(self._showing.findings.codings)
        found = self._comparison.disagreements if self._comparison else ()
        self._disputes = {one.statement_id: one for one in found if one.statement_id in known}
        self.stay_or_first()

    # Inside

    def _compare(self) -> Comparison | None:
        """The comparison of persons; the same one as long as nobody coded anything."""
        if len(self._persons) < 2:
            return None
        if self._compared[0] != self._persons:
            sheet = {name: one.codings for name, one in self._persons.items()}
            self._compared = (self._persons, compare(sheet, tuple(sheet), Resampling()))
        return self._compared[1]

    def _line(self, dispute: Disagreement) -> Dispute:
        settled = self._settled.get(dispute.statement_id)
        return Dispute(
            statement_id=dispute.statement_id,
            excerpt=self._showing.excerpt(dispute.statement_id),
            difference=str(dispute.difference),
            settled=_words(settled) if settled else "",
        )

    def _write(self, values: Sequence[tuple[str, str]]) -> tuple[Decision, ...]:
        at = self.clock()
        rows = tuple(
            self.workspace.decide(f"statement:{self.current}", name, value, coder=self.coder, at=at)
            for name, value in values
        )
        self.saved_at = at
        self.read()
        return rows


def _values(coding: Coding) -> dict[str, str]:
    return {
        "kind": str(coding.kind or ""),
        "cause": str(coding.cause or ""),
        "severity": str(coding.severity or ""),
    }


def _sided(coder: str, coding: Coding, blind: bool) -> Sided:
    cause = Cause(coding.cause) if coding.cause else None
    return Sided(
        coder=coder,
        kind=str(coding.kind or ""),
        cause=CAUSE_SHORT[cause] if cause else "",
        family=family_of(cause) if cause else "",
        severity=str(coding.severity or ""),
        blind=blind,
    )


def _words(coding: Coding) -> str:
    parts = [coding.kind, CAUSE_SHORT[coding.cause] if coding.cause else "", coding.severity]
    return ", ".join(str(part) for part in parts if part)
