"""The board of themes without its widget: merge, split, rename, pin, move, judge, and undo.

An action is planned first, so that one sees what would change; confirmed, it is one row in the
workspace (one per statement where statements move), on disk when the method returns.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Final

from toolkit.desk.opening import Opened
from toolkit.desk.own_settings import OwnSettings
from toolkit.desk.showing import Showing
from toolkit.desk.sitting import ListSitting
from toolkit.desk.starting import Clock, now
from toolkit.desk.theme_card import BoardTally, Plan, ThemeCard, ThemeLine
from toolkit.desk.theme_showing import SHOWN_STATEMENTS, ThemeShowing
from toolkit.desk.theme_words import sentence_of
from toolkit.errors import WrongDecision
from toolkit.model.decisions import Decision, Decisions
from toolkit.model.shapes import MOVE, SHAPES
from toolkit.model.theme_map import ThemeMap
from toolkit.pipeline.own_settings import Typed
from toolkit.pipeline.shaping import Draft, Shaping, Who, read_shaping, write
from toolkit.workspace import Workspace

_OWN_FIELDS: Final = frozenset({*SHAPES, "title", "verdict"})


class ThemeState(ListSitting):
    """A person at the board: a list of themes, one of them at hand, and at most one plan.

    The list is in the order of people when it is made anew (`search`, `open`, and after every
    action that changes members).
    """

    def __init__(
        self,
        showing: Showing,
        workspace: Workspace,
        *,
        coder: str = "",
        clock: Clock = now,
        language: str = "en",
        own: OwnSettings | None = None,
    ) -> None:
        super().__init__(workspace, coder=coder, clock=clock, language=language)
        self.own = own
        """What of review.toml is filled in here; None where it is not known where it lies."""
        self.words = ""
        self.plan: Plan | None = None
        self._drafts: tuple[Draft, ...] = ()
        self._base = showing
        self._more: tuple[str, int] = ("", 0)
        self._ran = read_shaping(workspace, showing.findings)
        """As it stood when the board was opened: what only a run changes is read once."""
        self._ran_at = workspace.runs()[-1].started_at
        self.read()

    @classmethod
    def open(cls, out: str | Path, *, coder: str = "", clock: Clock = now) -> ThemeState:
        """The board of a review. Raises ToolkitError where there is none.

        Words are shown as they may be passed on; the key to the pseudonyms is not needed.
        """
        opened = Opened(out)
        return cls(opened.showing, opened.workspace(), coder=coder, clock=clock)

    def __repr__(self) -> str:
        """How many themes; nobody's words."""
        return f"ThemeState({len(self._shown.themes)} themes, at {self.current or 'none'})"

    # What is shown

    @property
    def listed(self) -> Sequence[str]:
        """The ids of the themes that are listed."""
        return self._listed

    @property
    def lines(self) -> tuple[ThemeLine, ...]:
        """The list, most people first."""
        return tuple(self._shown.line(one) for one in self._listed)

    @property
    def every(self) -> tuple[ThemeLine, ...]:
        """All themes, whatever is searched for: where things may go."""
        return tuple(self._shown.line(one.theme_id) for one in self._shown.themes)

    @property
    def card(self) -> ThemeCard | None:
        """The theme at hand; None where nothing is listed."""
        if not self.current:
            return None
        theme_id, more = self._more
        return self._shown.card(self.current, more if theme_id == self.current else 0)

    @property
    def statement_ids(self) -> tuple[str, ...]:
        """All statements of the theme at hand."""
        return self._shown.statement_ids(self.current) if self.current else ()

    @property
    def map(self) -> ThemeMap:
        """The k curve of the last run and the chosen k."""
        return self._shown.shaping.drawn

    @property
    def tally(self) -> BoardTally:
        """How far one is."""
        lines = self.every
        return BoardTally(
            judged=sum(one.status in ("confirmed", "changed") for one in lines),
            of=len(lines),
            listed=len(self._listed),
            waiting=self._waiting,
        )

    # Moving about

    def go(self, item_id: str) -> None:
        """To a theme of the list; stays where there is no such one."""
        if item_id in self._listed:
            self.current = item_id
            self.cancel()

    def search(self, words: str) -> None:
        """List the themes whose title or statements hold the words; all for none."""
        self.words = words.strip()
        self.cancel()
        self._list_anew()

    def show_more(self) -> None:
        """Show so many statements more of the theme at hand."""
        theme_id, more = self._more
        before = more if theme_id == self.current else 0
        self._more = (self.current, before + SHOWN_STATEMENTS)

    def fill_in(self, key: str, typed: Typed) -> None:
        """Write a field of the board into review.toml. Raises WrongSettings."""
        if self.own is None:
            raise WrongDecision("there is no such field.", what_to_do="Use the form.")
        self.own.save(key, typed, self.say)
        self.saved_at = self.clock()

    def look_at(self, statement_ids: Sequence[str]) -> None:
        """Go to the theme that holds most of these statements, whatever is searched for."""
        wanted = set(statement_ids)
        held = {one.theme_id: len(wanted & set(one.statement_ids)) for one in self._shown.themes}
        if best := max(held, key=lambda one: (held[one], one), default=""):
            self.search("")
            self.go(best)

    # Planning

    def merge(self, into: str, theme_id: str = "") -> Plan:
        """What it would mean to put the theme at hand (or this one, then at hand) into another."""
        self.go(theme_id)
        return self._make("merge", self._shaping.merge(self.current, into))

    def split(self, apart: Sequence[str] = ()) -> Plan:
        """What it would mean to split it: along its tree, or with these statements apart."""
        return self._make("split", self._shaping.split(self.current, apart))

    def rename(self, title: str) -> Plan:
        """What it would mean to call it otherwise."""
        return self._make("rename", self._shaping.rename(self.current, title))

    def pin(self) -> Plan:
        """What it would mean to keep its statements together, or to let them go again."""
        if self._shaping.is_pinned(self.current):
            return self._make("unpin", self._shaping.unpin(self.current))
        return self._make("pin", self._shaping.pin(self.current))

    def move(self, statement_ids: Sequence[str], theme_id: str) -> Plan:
        """What it would mean to put statements into another theme ("": into none)."""
        if not statement_ids:
            raise WrongDecision("no statement is chosen.", what_to_do="Tick some, then move them.")
        return self._make("move", self._shaping.move(statement_ids, theme_id))

    def judge(self, cause: str) -> Plan:
        """What it would mean to give one's own verdict."""
        return self._make("verdict", self._shaping.judge(self.current, cause))

    def cancel(self) -> None:
        """Leave the plan; nothing was done."""
        self.plan = None
        self._drafts = ()

    # Doing

    def confirm(self, memo: str = "") -> tuple[Decision, ...]:
        """Do what is planned, with a remark on why.

        Raises WrongDecision where nothing is planned, Overtaken where somebody else just decided on
        the same.
        """
        if self.plan is None:
            raise WrongDecision("nothing is planned.", what_to_do="Choose an action first.")
        self.look_first(*((one.subject, one.field) for one in self._drafts))
        who = Who(coder=self.coder, at=self.clock(), memo=memo.strip())
        rows = write(self.workspace, self._drafts, who)
        follow = _where_next(self.plan, self._drafts, self.current)
        self._wrote(rows[-1], follow)
        return rows

    def undo(self) -> tuple[Decision, ...]:
        """Take back one's own last action at the board and go to its theme.

        Raises WrongDecision where there is none, or where somebody decided after it.
        """
        batch = self._last_own()
        rows = self.take_back(batch)
        theme_id = batch[0].subject.split(":", 1)[1]
        self._wrote(rows[-1], batch[0].suggested if batch[0].field == MOVE else theme_id)
        return rows

    def concerns(self, row: Decision) -> bool:
        """What was decided on themes, and where statements went."""
        return _is_of_board(row)

    def read(self) -> None:
        """Read what everybody decided, and list the themes by it."""
        self._show(self.workspace.decisions())

    # Inside

    def _show(self, decisions: Decisions) -> None:
        now = replace(self._ran, findings=self._base.findings, decisions=decisions)
        self._shown = ThemeShowing(now, self._base)
        self._waiting = _waiting(decisions, self._ran_at)
        self._list_anew()

    @property
    def _shaping(self) -> Shaping:
        """The themes at this moment: somebody else may have decided since."""
        if not self.current:
            raise WrongDecision("no theme is chosen.", what_to_do="Choose one from the list.")
        decisions = self.workspace.decisions()
        if decisions.history != self._shown.shaping.decisions.history:
            self._show(decisions)
        return self._shown.shaping

    def _make(self, action: str, drafts: tuple[Draft, ...]) -> Plan:
        if not drafts:
            raise WrongDecision("this is so already.", what_to_do="Choose something else.")
        after = self._shown.shaping.after(drafts)
        plan = Plan(action=action, sentence="", effects=self._shown.effects(after))
        if action == "split":
            new = drafts[0].subject.split(":", 1)[1]
            parts = {one.theme_id: one.statement_ids for one in after}
            plan = replace(
                plan,
                apart=self._shown.rows(parts[new]),
                stay=self._shown.rows(parts[self.current]),
            )
        self.plan = replace(plan, sentence=sentence_of(plan, drafts, self._shown))
        self._drafts = drafts
        return self.plan

    def _wrote(self, row: Decision, theme_id: str) -> None:
        self.saved_at = row.at
        self.cancel()
        self.read()
        if theme_id in self._listed:
            self.current = theme_id

    def _list_anew(self) -> None:
        lines = (self._shown.line(one.theme_id) for one in self._shown.themes)
        self._listed = [
            one.theme_id
            for one in sorted(lines, key=lambda one: (-one.people, one.theme_id))
            if self._shown.matches(one.theme_id, self.words)
        ]
        self.stay_or_first()

    def _last_own(self) -> list[Decision]:
        """The coder's last action that still stands, its last row first."""
        own = self.own_standing(self._shown.shaping.decisions.history, _is_of_board)
        last = own[-1]
        return [row for row in reversed(own) if _is_one_action(row, last)]


def _waiting(decisions: Decisions, since: datetime) -> int:
    """How many matters of the board stand otherwise than when the last run began."""
    before = Decisions(row for row in decisions.history if row.at <= since)
    matters = {(row.subject, row.field) for row in decisions.history if _is_of_board(row)}
    return sum(decisions.value(*one) != before.value(*one) for one in matters)


def _is_of_board(row: Decision) -> bool:
    kind = row.subject.split(":", 1)[0]
    return (kind == "theme" and row.field in _OWN_FIELDS) or (
        kind == "statement" and row.field == MOVE
    )


def _is_one_action(row: Decision, last: Decision) -> bool:
    """Statements that were moved together were moved at one moment."""
    if row.decision_id == last.decision_id:
        return True
    same = (row.field, row.at, row.decided) == (last.field, last.at, last.decided)
    return same and row.field == MOVE


def _where_next(plan: Plan, drafts: Sequence[Draft], current: str) -> str:
    """The theme to look at afterwards: of a merge the one that took it in."""
    if plan.action == "merge":
        return drafts[0].value.partition("=")[0]
    return current
