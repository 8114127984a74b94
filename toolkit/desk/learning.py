"""What the desk learns from each answer: other suggestions, another order, and the reasons."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace

from toolkit.desk.staying import made_to_stay
from toolkit.doubt import Doubt, Standing, Sureness
from toolkit.model.decisions import Decisions
from toolkit.model.findings import Findings
from toolkit.pipeline.doubting import Doubting


@dataclass(frozen=True, slots=True, kw_only=True)
class Lesson:
    """What all answers up to a moment teach."""

    standing: Standing
    queue: tuple[Doubt, ...]
    sureness: Sureness
    """How sure one may be after them."""


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
        with made_to_stay():
            standing = self._doubting.standing(decisions)
            self._take(standing, self._doubting.queue(standing), standing.given)

    def study(self, decisions: Decisions) -> Lesson:
        """What these decisions teach, slips looked for anew. Nothing here changes by it."""
        with made_to_stay():
            standing = self._doubting.standing(decisions)
            queue = self._doubting.queue(standing)
            return Lesson(
                standing=standing,
                queue=queue,
                sureness=self._doubting.sureness(decisions, standing, queue),
            )

    def take(self, lesson: Lesson, decided: Collection[str]) -> bool:
        """Take over what was studied; False where answers teach nothing here.

        `decided` are the ids of all statements decided by now: they keep what was suggested then.
        """
        if self._doubting.learner is None:
            return False
        self._take(lesson.standing, lesson.queue, decided)
        return True

    def answer(self, decisions: Decisions) -> bool:
        """Take note of one more decision, quickly; False where answers teach nothing here."""
        if self._doubting.learner is None:
            return False
        standing = self._doubting.standing(decisions, self.slips)
        self._take(standing, self._doubting.queue(standing), standing.given)
        return True

    def reasons(self, statement_id: str) -> tuple[str, ...]:
        """Why it stands in the queue; empty where it stands in none."""
        return self._reasons.get(statement_id, ())

    def _take(self, standing: Standing, queue: tuple[Doubt, ...], decided: Collection[str]) -> None:
        self.queue = queue
        self.slips = {one.statement_id: one.slip for one in self.queue if one.slip}
        self._reasons = {one.statement_id: one.reasons for one in self.queue}
        if self._doubting.learner is None:
            return
        shown = self.findings
        kept = {key: shown.codings[key] for key in decided if key in shown.codings}
        finals = {key: shown.final_causes[key] for key in kept if key in shown.final_causes}
        self.findings = replace(
            shown,
            codings={**standing.codings, **kept},
            final_causes={**standing.final_causes, **finals},
            verdicts=standing.verdicts,
        )
