"""The risk register: each risk with what in the evidence raises it; no risk without any."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from toolkit.model.findings import Statement
from toolkit.model.plan import Argument, Risk
from toolkit.model.plan_parts import Evidence
from toolkit.model.vocabulary import Cause, DecidedBy, Route, Stance, UsageState
from toolkit.relaunch.edits import Draft, hand_of, line_id
from toolkit.relaunch.ground import Ground
from toolkit.relaunch.matters import Matter, owner_of
from toolkit.relaunch.shadow_systems import works_beside

_UNSURE = 0.6
_WORDS_ONLY = (DecidedBy.TEXT, DecidedBy.THEME)


def draft_risks(matters: Sequence[Matter], ground: Ground) -> tuple[Risk, ...]:
    """Risks by weight: the share of those heard, in scope or of the groups whom each touches."""
    maker = _Risks(matters, ground)
    found = [
        maker.faults_return(),
        maker.named_by_opinion_formers(),
        maker.work_beside(),
        maker.managers_unseen(),
        maker.motions(),
        maker.told_wrongly(),
        maker.unheard(),
        maker.no_supporter(),
        maker.unsure(),
        maker.words_only(),
    ]
    kept = [one for one in found if one is not None]
    return tuple(sorted(kept, key=lambda one: (-one.weight, one.line_id)))


class _Risks:
    def __init__(self, matters: Sequence[Matter], ground: Ground) -> None:
        self.matters, self.ground, self.say = matters, ground, ground.say

    def faults_return(self) -> Risk | None:
        """Faults that files confirm and nobody has mended."""
        said = [
            one
            for matter in self.matters
            if matter.cause is Cause.DEFECT
            and self.ground.evidence((), matter.theme, Cause.DEFECT).facts
            for one in matter.said
        ]
        return self._of_words(
            "faults-return",
            "the relaunch starts with the faults of the launch",
            said,
            "{n} of {m} who spoke name faults that files confirm",
            "no wave starts before its lines of the change list are done",
            Route.FIX,
        )

    def named_by_opinion_formers(self) -> Risk | None:
        """Gates: defects that opinion formers named."""
        gates = [one for one in self.ground.findings.waves if one.gate]
        if not gates:
            return None
        n = len(gates)
        facts: tuple[str, ...] = ()
        if n >= self.ground.least:
            facts = (self.say("{n} opinion formers named a fault that is open", n=n),)
        else:
            facts = (self.say("opinion formers named a fault that is open"),)
        return self._risk(
            "opinion-formers",
            "an opinion former meets the same fault again, and others hear of it",
            facts,
            n / max(len(self.ground.in_scope), 1),
            "what they named is mended before they see the tool again",
            Route.FIX,
        )

    def work_beside(self) -> Risk | None:
        """Shadow systems."""
        said = [one for _, one in works_beside(self.ground)]
        return self._of_words(
            "work-beside",
            "work goes on beside the tool",
            said,
            "{n} of {m} who spoke say that work goes on in another system",
            "each system of the register has an owner, what must work first and a date",
            Route.CHANGE_PROCESS,
        )

    def managers_unseen(self) -> Risk | None:
        """Managers' conduct."""
        return self._of_words(
            "managers-unseen",
            "managers are not seen using it",
            self._of(Cause.LEADERSHIP),
            "{n} of {m} who spoke name managers' own conduct",
            "the acts of the executive calendar come before wave 1",
            Route.SPONSOR_ACTS,
        )

    def motions(self) -> Risk | None:
        """Going through the motions."""
        states = self.ground.findings.facts.usage_states
        inside = {one.person_id for one in self.ground.in_scope}
        known = [state for key, state in states.items() if key in inside]
        n = sum(state is UsageState.MOTIONS for state in known)
        if n < self.ground.least:
            return None
        return self._risk(
            "motions",
            "people comply and enter the minimum",
            (self.say("{n} of {m} enter the minimum only", n=n, m=len(known)),),
            n / len(known),
            "targets count results and not entries; the ladder starts with what comes back",
            Route.SHOW_BENEFIT,
        )

    def told_wrongly(self) -> Risk | None:
        """What people believe and what is true."""
        return self._of_words(
            "told-wrongly",
            "the second launch is explained as badly as the first",
            self._of(Cause.COMMUNICATION),
            "{n} of {m} who spoke were told nothing or something wrong",
            "every explain sheet has its truth, its voice and its day before wave 1",
            Route.EXPLAIN,
        )

    def unheard(self) -> Risk | None:
        """Groups of which too few were heard."""
        table = self.ground.findings.coverage
        if table.empty:
            return None
        sizes = pd.to_numeric(table["people"], errors="coerce")
        rows = table[(table["gap"].fillna("").astype(str) != "") & (sizes >= self.ground.least)]
        if rows.empty:
            return None
        names = [f"{row.dimension}={row.value}" for row in rows.itertuples(index=False)]
        people = int(sizes[rows.index].max())
        return self._risk(
            "unheard",
            "groups that nobody heard find their trouble unsolved",
            tuple(self.say("too few heard of {group}", group=name) for name in names[:5]),
            min(people / max(len(self.ground.in_scope), 1), 1.0),
            "meet them before the session",
            Route.FIND_OUT,
        )

    def no_supporter(self) -> Risk | None:
        """Departments without anybody who stands behind it."""
        if not self.ground.individual:
            return None
        for_it = {
            self.ground.people[one.person_id].department
            for one in self.ground.findings.stakeholders
            if one.stance in (Stance.SUPPORTER, Stance.CHAMPION)
        }
        sizes = self.ground.departments(one.person_id for one in self.ground.in_scope)
        without = sorted(
            name for name, n in sizes.items() if name not in for_it and n >= self.ground.least
        )
        if not without:
            return None
        people = sum(sizes[name] for name in without)
        return self._risk(
            "no-supporter",
            "a department starts with nobody who stands behind it",
            tuple(self.say("nobody known in {group}", group=name) for name in without),
            people / max(len(self.ground.in_scope), 1),
            "win a respected colleague there first, or start it later",
            Route.SHOW_BENEFIT,
        )

    def unsure(self) -> Risk | None:
        """Verdicts that may be wrong."""
        said = [
            one
            for matter in self.matters
            if matter.verdict.confidence < _UNSURE
            for one in matter.said
        ]
        return self._of_words(
            "unsure",
            "effort goes into the wrong cure",
            said,
            "what {n} of {m} who spoke name has no sure cause yet",
            "ask what the list of requests says before effort is spent",
            Route.FIND_OUT,
        )

    def words_only(self) -> Risk | None:
        """Large matters that no file speaks of."""
        said = [
            one
            for matter in self.matters
            if matter.verdict.decided_by in _WORDS_ONLY and matter.verdict.confidence >= _UNSURE
            for one in matter.said
        ]
        return self._of_words(
            "words-only",
            "a cause rests on words alone",
            said,
            "what {n} of {m} who spoke name is judged by their words, without a file",
            "confirm it in the session before it becomes a line of the plan",
            Route.FIND_OUT,
        )

    def _of(self, cause: Cause) -> list[Statement]:
        return [one for matter in self.matters if matter.cause is cause for one in matter.said]

    def _of_words(
        self,
        key: str,
        title: str,
        said: Sequence[Statement],
        pattern: str,
        answer: str,
        route: Route,
    ) -> Risk | None:
        found = list({one.statement_id: one for one in said}.values())
        people = len(self.ground.speakers(found))
        if not people:
            return None
        heard = max(len(self.ground.heard), 1)
        text = self.say(pattern, n=people, m=heard)
        argument = Argument(text=text, evidence=self.ground.evidence(found))
        return self._made(key, title, (argument,), people / heard, answer, route)

    def _risk(
        self,
        key: str,
        title: str,
        facts: Sequence[str],
        weight: float,
        answer: str,
        route: Route,
    ) -> Risk:
        arguments = tuple(Argument(text=one, evidence=Evidence(facts=(one,))) for one in facts)
        return self._made(key, title, arguments, weight, answer, route)

    def _made(
        self,
        key: str,
        title: str,
        raised_by: tuple[Argument, ...],
        weight: float,
        answer: str,
        route: Route,
    ) -> Risk:
        identity = line_id("risk", key)
        draft = Draft(owner=owner_of(route, self.ground))
        return Risk(
            line_id=identity,
            title=self.say(title),
            raised_by=raised_by,
            weight=round(min(weight, 1.0), 4),
            answer=self.say(answer),
            hand=hand_of(identity, draft, self.ground.given.decisions),
        )
