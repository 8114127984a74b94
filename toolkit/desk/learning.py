"""What the desk learns from each answer: other suggestions, another order, and the reasons."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from toolkit.doubt import Doubt, Standing
from toolkit.model.decisions import Decisions
from toolkit.model.findings import Findings
from toolkit.pipeline.doubting import Doubting


class Learning:
    """The queue and the suggestions as they follow from the answers so far."""

    def __init__(self, doubting: Doubting) -> None:
        self.findings: Findings = doubting.findings
        """As shown: what a person decided keeps beside it what was suggested then."""
        self.queue: tuple[Doubt, ...] = ()
        self.slips: Mapping[str, float] = {}
        """Statement id -> the chance that its code is a slip, for those in the queue."""
        self._doubting = doubting
        self._reasons: Mapping[str, tuple[str, ...]] = {}

    def look(self, decisions: Decisions) -> None:
        """Take note of all decisions, and look for slips among them: a second for 500."""
        self._take(self._doubting.standing(decisions))

    def answer(self, decisions: Decisions) -> bool:
        """Take note of one more decision, quickly; False where answers teach nothing here."""
        if self._doubting.learner is None:
            return False
        self._take(self._doubting.standing(decisions, self.slips))
        return True

    def reasons(self, statement_id: str) -> tuple[str, ...]:
        """Why it stands in the queue; empty where it stands in none."""
        return self._reasons.get(statement_id, ())

    def _take(self, standing: Standing) -> None:
        self.queue = self._doubting.queue(standing)
        self.slips = {one.statement_id: one.slip for one in self.queue if one.slip}
        self._reasons = {one.statement_id: one.reasons for one in self.queue}
        if self._doubting.learner is None:
            return
        shown = self.findings
        kept = {key: shown.codings[key] for key in standing.given if key in shown.codings}
        finals = {key: shown.final_causes[key] for key in kept if key in shown.final_causes}
        self.findings = replace(
            shown,
            codings={**standing.codings, **kept},
            final_causes={**standing.final_causes, **finals},
            verdicts=standing.verdicts,
        )
