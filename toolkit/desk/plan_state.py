"""The plan screen without its widget: choose the way on, climb, edit the lines, and undo.

Every edit is one decision on `text:LINE_ID`, on disk when the method returns, and shown at once.
The plan is drafted again from the last run with all decisions made since.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from typing import Final

from toolkit.desk.anew import Anew, ShownAnew
from toolkit.desk.plan_showing import DIRECTION, SECTIONS, ShownLine, lines_of
from toolkit.desk.sitting import ListSitting
from toolkit.desk.starting import Clock, now
from toolkit.errors import WrongDecision
from toolkit.language.catalogue import words_of
from toolkit.model.decisions import Decision, Decisions
from toolkit.model.findings import Findings
from toolkit.model.plan import RelaunchPlan
from toolkit.model.plan_parts import OptionName, RungName, State
from toolkit.pipeline.planning import plan_of
from toolkit.relaunch.edits import CHOICE, FIELDS, LADDER, OPTION, RUNG, hand_now, written
from toolkit.relaunch.ladder import check_climb
from toolkit.settings import Settings
from toolkit.workspace import Workspace

_SETTLED: Final = (State.DONE, State.DROPPED)
_STARTS: Final = "starts_on"


@dataclass(frozen=True, slots=True, kw_only=True)
class SectionTab:
    """A section of the plan and how many of its lines are open."""

    key: str
    title: str
    lines: int
    owned: int
    """Lines that somebody has to do."""
    open: int


@dataclass(frozen=True, slots=True, kw_only=True)
class EditedBy:
    """Who decided what on a line, newest first."""

    decision_id: int
    field: str
    value: str
    coder: str
    at: str
    memo: str


class PlanState(ShownAnew[RelaunchPlan], ListSitting):
    """A person at the plan: a section, its lines, one of them at hand.

    With `drafts_at_once` off, what an edit changes in other lines waits for `rest` and is drafted
    in the background; a new direction is drafted at once in any case.
    """

    def __init__(
        self,
        findings: Findings,
        settings: Settings,
        workspace: Workspace,
        *,
        coder: str = "",
        clock: Clock = now,
        language: str = "en",
        drafts_at_once: bool = True,
    ) -> None:
        super().__init__(workspace, coder=coder, clock=clock, language=language)
        self.findings = findings
        self.settings = settings
        self.section = DIRECTION
        self.decisions = workspace.decisions()
        self._drafts_at_once = drafts_at_once
        self._anew = Anew(self._draft())
        self._list_anew()

    def __repr__(self) -> str:
        """Where one is; nobody's words."""
        return f"PlanState({self.section}, {len(self.listed)} lines)"

    @property
    def plan(self) -> RelaunchPlan:
        """As it was drafted last."""
        return self._anew.value

    @property
    def listed(self) -> Sequence[str]:
        """The ids of the section's lines."""
        return [one.line_id for one in self.lines]

    @property
    def line(self) -> ShownLine | None:
        """The line at hand."""
        return next((one for one in self.lines if one.line_id == self.current), None)

    @property
    def tabs(self) -> tuple[SectionTab, ...]:
        """All sections that have lines, the direction first."""
        say = words_of(self.language)
        chosen = int(self.plan.chosen is None)
        found = [
            SectionTab(
                key=DIRECTION,
                title=self.say("Direction"),
                lines=len(self.plan.options),
                owned=1,
                open=chosen,
            )
        ]
        for key, (title, _) in SECTIONS.items():
            lines = self._lines(key)
            if lines:
                found.append(
                    SectionTab(
                        key=key,
                        title=say(title),
                        lines=len(lines),
                        owned=sum(one.hand is not None for one in lines),
                        open=sum(map(_is_open, lines)),
                    )
                )
        return tuple(found)

    @property
    def edits(self) -> tuple[EditedBy, ...]:
        """What people decided on the line at hand, newest first."""
        if self.line is None or self.line.hand is None:
            return ()
        rows = [row for row in self.decisions.history if row.subject == f"text:{self._key}"]
        return tuple(
            EditedBy(
                decision_id=row.decision_id,
                field=row.field,
                value=row.decided or "",
                coder=row.coder,
                at=f"{row.at.astimezone():%Y-%m-%d %H:%M}",
                memo=row.memo,
            )
            for row in reversed(rows)
        )

    def concerns(self, row: Decision) -> bool:
        """What was decided on the plan."""
        return _is_of_plan(row)

    def read(self) -> None:
        """Draft the plan again with what everybody decided."""
        self.decisions = self.workspace.decisions()
        self._anew.show(self.plan)
        if self._drafts_at_once:
            self._anew.settle(self._draft())
        self._list_anew()

    def rest(self, *, begin: bool = True) -> None:
        """Draft with the decisions so far, or take over what was drafted; it returns at once.

        `begin` off only takes over.
        """
        if self._anew.rest(self._draft(), begin=begin):
            self._list_anew()

    def show(self, section: str) -> None:
        """Go to a section; stays where there is no such one."""
        if section == DIRECTION or section in SECTIONS:
            self.section = section
            self._list_anew()

    def edit(self, field: str, value: str, memo: str = "") -> None:
        """A person's word on a field of the line at hand.

        Raises WrongDecision where nothing can be edited, or where the value cannot be meant.
        """
        if self.line is None or self.line.hand is None or field not in FIELDS:
            raise WrongDecision(
                "there is nothing to edit here.", what_to_do="Choose a line that somebody owns."
            )
        value = value.strip()
        before = written(self.line.hand)[field]
        if value == before:
            return
        suggested = self.line.hand.suggested.get(field, before)
        self._decide(f"text:{self._key}", field, value, memo, suggested)

    def choose(self, option: str, memo: str = "") -> None:
        """Choose one of the three ways on. Raises WrongDecision for another word."""
        if option not in set(OptionName):
            raise WrongDecision(
                f"'{option}' is none of the options.",
                what_to_do=f"Choose one of {', '.join(OptionName)}.",
            )
        self._decide(OPTION, CHOICE, option, memo)
        self._settle()

    def climb(self, rung: str, memo: str = "") -> None:
        """Step on the next rung. Raises WrongDecision where one would be skipped."""
        if rung not in set(RungName):
            raise WrongDecision(
                f"'{rung}' is no rung of the ladder.",
                what_to_do=f"Choose one of {', '.join(RungName)}.",
            )
        check_climb(self.plan.ladder, RungName(rung))
        self._decide(LADDER, RUNG, rung, memo)
        self._settle()

    def start(self, wave: int, day: str) -> None:
        """Set the day on which a wave starts; empty takes it away."""
        self._decide(f"wave:{wave}", _STARTS, day, "")
        self._settle()

    def undo(self) -> None:
        """Take back one's own last decision on the plan."""
        self.decisions = self.workspace.decisions()
        own = self.own_standing(self.decisions.history, _is_of_plan)
        self.take_back(own[-1:])
        self.read()

    @property
    def _key(self) -> str:
        """The id under which the line at hand is decided on."""
        return _key_of(self.line) if self.line else ""

    def _decide(
        self, subject: str, field: str, value: str, memo: str, suggested: str = ""
    ) -> Decision:
        row = self.workspace.decide(
            subject,
            field,
            value,
            coder=self.coder,
            at=self.clock(),
            memo=memo.strip(),
            suggested=suggested,
        )
        self.saved_at = row.at
        self.read()
        return row

    def _draft(self) -> Callable[[], RelaunchPlan]:
        """How the plan is drafted with what is decided by now."""
        given = (self.findings, self.settings, self.decisions, self._today())
        return partial(plan_of, *given, self.language)

    def _settle(self) -> None:
        self._anew.settle(self._draft())
        self._list_anew()

    def _list_anew(self) -> None:
        self.lines = self._lines(self.section)
        self.stay_or_first()

    def _lines(self, section: str) -> tuple[ShownLine, ...]:
        """The lines of a section, with what was decided since they were drafted."""
        titles = {one.theme_id: one.title for one in self.findings.themes}
        lines = lines_of(self.plan, section, words_of(self.language), titles)
        return tuple(_decided(one, self.decisions) for one in lines)

    def _today(self) -> date:
        return self.clock().date()


def _is_open(line: ShownLine) -> bool:
    return line.hand is not None and line.hand.state not in _SETTLED


def _key_of(line: ShownLine) -> str:
    """The id under which a line is decided on."""
    if line.line_id.startswith("target-"):
        return "-".join(line.line_id.replace("=", " ").split())
    return line.line_id


def _decided(line: ShownLine, decisions: Decisions) -> ShownLine:
    if line.hand is None:
        return line
    hand = hand_now(_key_of(line), line.hand, decisions)
    return replace(line, hand=hand, title=hand.title or line.title)


def _is_of_plan(row: Decision) -> bool:
    if row.subject in (OPTION, LADDER):
        return True
    kind = row.subject.split(":", 1)[0]
    return (kind == "text" and row.field in FIELDS) or (kind == "wave" and row.field == _STARTS)
