"""The executive calendar: visible use, comments on wins, measures, answers; each from evidence."""

from __future__ import annotations

from collections.abc import Sequence

from toolkit.model.findings import Statement, Theme
from toolkit.model.plan import ExecutiveAct
from toolkit.model.plan_parts import Words
from toolkit.model.vocabulary import Cause, Kind
from toolkit.relaunch.edits import Draft, hand_of, line_id
from toolkit.relaunch.ground import Ground
from toolkit.relaunch.matters import Matter, cited_tickets, complaining, date_before
from toolkit.relaunch.named_things import group_things
from toolkit.relaunch.shadow_systems import works_beside

_MOST = 3
"""Acts of one sort: a calendar that nobody can keep is no calendar."""


def draft_calendar(matters: Sequence[Matter], ground: Ground) -> tuple[ExecutiveAct, ...]:
    """Acts in the order of their weeks from the start of wave 1; none without evidence for it."""
    maker = _Acts(matters, ground)
    acts = [
        *maker.measures(),
        *maker.lead(),
        *maker.ask_for_nothing_else(),
        *maker.discuss(),
        *maker.wins(),
        *maker.support(),
    ]
    return tuple(sorted(acts, key=lambda one: (one.week, one.line_id)))


class _Acts:
    def __init__(self, matters: Sequence[Matter], ground: Ground) -> None:
        self.matters, self.ground, self.say = matters, ground, ground.say

    def measures(self) -> list[ExecutiveAct]:
        """Fear of being measured: say which number counts, and drop the others."""
        return [
            self._act(
                "measure",
                matter,
                "decide which number counts and say who sees it, for “{title}”",
                "the number that counts, and which list was dropped",
                week=-4,
            )
            for matter in self._of(Cause.TRUST)
        ]

    def lead(self) -> list[ExecutiveAct]:
        """Managers' own conduct: the meeting runs from the screen."""
        return [
            self._act(
                "lead",
                matter,
                "use it where people look: “{title}”",
                "which meeting ran from the screen, and on which day",
                week=-2,
                repeats=True,
            )
            for matter in self._of(Cause.LEADERSHIP)
        ]

    def ask_for_nothing_else(self) -> list[ExecutiveAct]:
        """Reports beside the tool that are said to be asked for: stop asking."""
        led = {one.statement_id for matter in self._of(Cause.LEADERSHIP) for one in matter.said}
        asked = [
            pair
            for pair in works_beside(self.ground)
            if pair[0].thing and pair[0].statement_id in led
        ]
        return [
            self._made(
                line_id("stop-asking", one.mentions[0][0].statement_id),
                self.say(
                    "ask for “{name}” no longer; look at the same on the screen", name=one.name
                ),
                self.say("since which day it was not asked for"),
                [said for _, said in one.mentions],
                week=-2,
            )
            for one in group_things(asked)[:_MOST]
        ]

    def discuss(self) -> list[ExecutiveAct]:
        """What was told wrongly is answered in person, once."""
        return [
            self._act(
                "answer",
                matter,
                "answer in an open round what people ask about “{title}”",
                "how many came, and what was answered",
                week=-2,
            )
            for matter in self._of(Cause.COMMUNICATION)
        ]

    def wins(self) -> list[ExecutiveAct]:
        """Comments on wins, from praise that may be quoted."""
        codings = self.ground.findings.codings
        praise = self.ground.said(
            sorted(key for key, one in codings.items() if one.kind is Kind.PRAISE)
        )
        if not praise:
            return []
        words = self._praised(praise)
        if words is None:
            text = self.say("comment on one success of the week, in the tool")
        else:
            text = self.say(
                "comment on one success of the week, in the tool; a first one: “{words}”",
                words=words.text,
            )
        report = self.say("on which record, and on which day")
        return [self._made("comment-on-wins", text, report, praise, week=0, repeats=True)]

    def support(self) -> list[ExecutiveAct]:
        """Confirmed faults: one answer a week in the support stream."""
        faults = [
            matter
            for matter in self._of(Cause.DEFECT)
            if cited_tickets(matter, "tickets_confirmed_defect", self.ground)
        ]
        return [
            self._act(
                "support",
                matter,
                "answer one ticket in the support stream and say when it is mended: “{title}”",
                "which ticket, and which date was named",
                week=0,
            )
            for matter in faults[:1]
        ]

    def _praised(self, praise: Sequence[Statement]) -> Words | None:
        theme = self.ground.theme_of.get(praise[0].statement_id)
        theme = theme or Theme(theme_id="", title="", statement_ids=())
        return self.ground.chooser.choose(praise, theme, (Kind.PRAISE,))

    def _of(self, cause: Cause) -> list[Matter]:
        own = [one for one in self.matters if one.cause is cause]
        own.sort(key=lambda one: (-len(self.ground.speakers(one.said)), one.line))
        return own[:_MOST]

    def _act(
        self,
        what: str,
        matter: Matter,
        pattern: str,
        report: str,
        *,
        week: int,
        repeats: bool = False,
    ) -> ExecutiveAct:
        act = self.say(pattern, title=matter.theme.title)
        said = complaining(matter, self.ground) or list(matter.said)
        identity = line_id(what, matter.theme.theme_id)
        return self._made(identity, act, self.say(report), said, week=week, repeats=repeats)

    def _made(
        self,
        identity: str,
        act: str,
        report: str,
        said: Sequence[Statement],
        *,
        week: int,
        repeats: bool = False,
    ) -> ExecutiveAct:
        draft = Draft(owner=self.say("sponsor"), due=date_before(1, -7 * week, self.ground))
        return ExecutiveAct(
            line_id=identity,
            week=week,
            repeats=repeats,
            act=act,
            report=report,
            evidence=self.ground.evidence(said),
            hand=hand_of(identity, draft, self.ground.given.decisions),
        )
