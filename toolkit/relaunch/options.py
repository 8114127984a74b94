"""Three ways on, each with the evidence for and against it. The machine recommends none."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from toolkit.model.findings import Share, Statement
from toolkit.model.plan import Argument, Option
from toolkit.model.plan_parts import Evidence, OptionName
from toolkit.model.vocabulary import FAMILY_OF, Cause, Family, Kind, Stance, UsageState
from toolkit.relaunch.baselines import all_weeks, baseline_of
from toolkit.relaunch.edits import CHOICE, OPTION
from toolkit.relaunch.ground import Ground
from toolkit.relaunch.matters import Matter

_REPLACE_SURE = 0.3
_TITLES = {
    OptionName.MEND: "Mend in place: no second launch; repair what is broken and tell people",
    OptionName.WAVES: "Relaunch in waves: mend, train and explain, then start group by group",
    OptionName.STOP: "Stop or replace: end the use of this tool, in whole or in part",
}
_USING = (UsageState.STEADY, UsageState.HEAVY)
_IDLE = (UsageState.NEVER_OPENED, UsageState.GAVE_UP)
_Pair = tuple[Argument | None, Argument | None]


def draft_options(matters: Sequence[Matter], ground: Ground) -> tuple[Option, ...]:
    """Mend in place, relaunch in waves, stop or replace; a decision chooses one, with its memo."""
    row = ground.given.decisions.get(OPTION, CHOICE)
    chosen = OptionName(row.decided) if row and row.decided else None
    arguments = _Arguments(matters, ground)
    found = {
        OptionName.MEND: arguments.mend(),
        OptionName.WAVES: arguments.waves(),
        OptionName.STOP: arguments.stop(),
    }
    return tuple(
        Option(
            name=name,
            title=ground.say(_TITLES[name]),
            arguments_for=_kept(found[name][0]),
            arguments_against=_kept(found[name][1]),
            chosen=name is chosen,
            reason=row.memo if row and name is chosen else "",
        )
        for name in OptionName
    )


def _kept(found: Iterable[Argument | None]) -> tuple[Argument, ...]:
    return tuple(one for one in found if one is not None)


class _Arguments:
    """What the review holds for and against each way; None where it holds nothing."""

    def __init__(self, matters: Sequence[Matter], ground: Ground) -> None:
        self.matters, self.ground, self.say = matters, ground, ground.say

    def mend(self) -> tuple[list[Argument | None], list[Argument | None]]:
        """For: use is near its best, or the tool alone is named. Against: the launch is named."""
        return (
            [self._use_holds(), self._family(Family.TOOL), self._mended()],
            [self._use_fell(), self._launch_families(), self._rivals()],
        )

    def waves(self) -> tuple[list[Argument | None], list[Argument | None]]:
        """For: the launch is named, and some stand behind it. Against: open faults, few behind."""
        return (
            [self._launch_families(), self._supporters(), self._pleased()],
            [self._open_faults(), self._doubtful(), self._unsure()],
        )

    def stop(self) -> tuple[list[Argument | None], list[Argument | None]]:
        """For: people ask for it, what is missing cannot be mended. Against: use and praise."""
        return (
            [self._wish_to_stop(), self._cannot(), self._idle()],
            [self._in_use(), self._pleased(), self._curable()],
        )

    def _use_holds(self) -> Argument | None:
        found = baseline_of("all", self.ground)
        if found is None or found.mean < 0.9 * found.best:
            return None
        return self._figure("use holds at {p} of those in scope, near its best of {q}", found)

    def _use_fell(self) -> Argument | None:
        found = baseline_of("all", self.ground)
        if found is None or found.mean >= 0.9 * found.best:
            return None
        return self._figure("use fell from {q} of those in scope to {p}", found)

    def _figure(self, pattern: str, found: object) -> Argument:
        from toolkit.relaunch.baselines import Baseline

        assert isinstance(found, Baseline)
        text = self.say(pattern, p=self.say.percent(found.mean), q=self.say.percent(found.best))
        weeks = self.say("weekly use, {n} weeks", n=len(all_weeks("all", self.ground)))
        return Argument(text=text, evidence=Evidence(facts=(weeks,), people=found.people))

    def _family(self, family: Family) -> Argument | None:
        share = self._share(family.value)
        if share is None or not share.people:
            return None
        return Argument(
            text=self.say(
                "{n} of {m} who spoke name the tool itself (estimated {p}, "
                "interval {low} to {high})",
                n=share.people,
                m=share.of,
                p=self.say.percent(share.share),
                low=self.say.percent(share.low),
                high=self.say.percent(share.high),
            ),
            evidence=self._of_causes(family),
        )

    def _launch_families(self) -> Argument | None:
        said = [
            one
            for matter in self.matters
            for one in matter.said
            if FAMILY_OF.get(matter.cause) in (Family.UNDERSTANDING, Family.COMMITMENT)
        ]
        return self._people(
            said, "{n} of {m} who spoke name what was told, taught or led, not the tool"
        )

    def _mended(self) -> Argument | None:
        said = [
            one
            for matter in self.matters
            if matter.action and matter.action.horizon == "quick_win"
            for one in matter.said
        ]
        return self._people(
            said, "what {n} of {m} who spoke name can be answered without a release"
        )

    def _rivals(self) -> Argument | None:
        from toolkit.relaunch.shadow_systems import works_beside

        said = [one for _, one in works_beside(self.ground)]
        return self._people(said, "{n} of {m} who spoke say that work goes on in another system")

    def _supporters(self) -> Argument | None:
        return self._stances(
            (Stance.SUPPORTER, Stance.CHAMPION),
            "{n} of the {m} whose stance is known stand behind it",
        )

    def _doubtful(self) -> Argument | None:
        return self._stances(
            (Stance.ANTAGONIST, Stance.DETRACTOR),
            "{n} of the {m} whose stance is known are critical or against it",
        )

    def _stances(self, stances: tuple[Stance, ...], pattern: str) -> Argument | None:
        if not self.ground.individual:
            return None
        known = [one for one in self.ground.findings.stakeholders if one.stance is not None]
        n = sum(one.stance in stances for one in known)
        if n < self.ground.least:
            return None
        text = self.say(pattern, n=n, m=len(known))
        suggested = self.say("stances as suggested from people's own words")
        return Argument(text=text, evidence=Evidence(facts=(suggested,), people=n))

    def _pleased(self) -> Argument | None:
        codings = self.ground.findings.codings
        said = self.ground.said(
            key for key, one in sorted(codings.items()) if one.kind is Kind.PRAISE
        )
        return self._people(said, "{n} of {m} who spoke are content with it or with a part of it")

    def _open_faults(self) -> Argument | None:
        said = [
            one
            for matter in self.matters
            if matter.cause is Cause.DEFECT
            and self.ground.evidence((), matter.theme, Cause.DEFECT).facts
            for one in matter.said
        ]
        return self._people(
            said,
            "{n} of {m} who spoke name faults that files confirm",
        )

    def _unsure(self) -> Argument | None:
        unsure = [one for one in self.matters if one.verdict.confidence < 0.6]
        said = [one for matter in unsure for one in matter.said]
        return self._people(said, "what {n} of {m} who spoke name has no sure cause yet")

    def _wish_to_stop(self) -> Argument | None:
        said = [one for mention, one in self.ground.mentions if mention.replace >= _REPLACE_SURE]
        return self._people(
            said, "{n} of {m} who spoke ask to stop it, to replace it or for the old one"
        )

    def _cannot(self) -> Argument | None:
        said = [
            one for matter in self.matters if matter.cause is Cause.MISSING for one in matter.said
        ]
        return self._people(said, "{n} of {m} who spoke name something that it cannot do")

    def _curable(self) -> Argument | None:
        said = [
            one
            for matter in self.matters
            if matter.cause not in (Cause.MISSING, Cause.UNCLEAR)
            for one in matter.said
        ]
        return self._people(
            said,
            "what {n} of {m} who spoke name can be mended, or would stay with another tool",
        )

    def _in_use(self) -> Argument | None:
        return self._states(_USING, "{n} of {m} use it steadily")

    def _idle(self) -> Argument | None:
        return self._states(_IDLE, "{n} of {m} never opened it or gave up")

    def _states(self, states: tuple[UsageState, ...], pattern: str) -> Argument | None:
        found = self.ground.findings.facts.usage_states
        inside = {one.person_id for one in self.ground.in_scope}
        known = [
            state
            for key, state in found.items()
            if key in inside and state is not UsageState.UNKNOWN
        ]
        n = sum(one in states for one in known)
        if n < self.ground.least:
            return None
        usage = self.say("usage of everybody in scope")
        return Argument(
            text=self.say(pattern, n=n, m=len(known)), evidence=Evidence(facts=(usage,), people=n)
        )

    def _people(self, said: Iterable[Statement], pattern: str) -> Argument | None:
        found = list({one.statement_id: one for one in said}.values())
        people = len(self.ground.speakers(found))
        if not people:
            return None
        text = self.say(pattern, n=people, m=len(self.ground.heard))
        return Argument(text=text, evidence=self.ground.evidence(found))

    def _share(self, label: str) -> Share | None:
        return next(
            (one for one in self.ground.findings.shares if one.label == label and not one.group),
            None,
        )

    def _of_causes(self, family: Family) -> Evidence:
        said = [
            one
            for matter in self.matters
            if FAMILY_OF.get(matter.cause) is family
            for one in matter.said
        ]
        return self.ground.evidence(said)
