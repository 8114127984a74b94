"""A person at the people of a review: what is written there is saved, shown, and planned with."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path
from typing import Final

from toolkit.desk.anew import Anew, ShownAnew
from toolkit.desk.own_settings import OwnSettings
from toolkit.desk.people_names import Names
from toolkit.desk.people_showing import PeopleShowing
from toolkit.desk.showing import Showing
from toolkit.desk.sitting import ListSitting
from toolkit.desk.starting import Clock, now
from toolkit.errors import WrongDecision
from toolkit.model.decisions import Decision, Decisions
from toolkit.pipeline.own_settings import Typed
from toolkit.pipeline.people_planning import Standing, at_once, stand_anew, standing_of
from toolkit.settings import Settings
from toolkit.stakeholders.consenting import unnamed_by
from toolkit.workspace import Workspace

LEDGER_FIELDS: Final = ("change", "release", "told_on")
_OWN: Final = ("person", "wave")


class PeopleSitting(ShownAnew[Standing], ListSitting):
    """The people as they stand, with every decision made so far.

    With `plans_at_once` off, what needs everybody (waves, seats) waits for `rest` after a decision,
    and is planned in the background, so that a key never waits for it.
    """

    def __init__(
        self,
        showing: Showing,
        settings: Settings,
        workspace: Workspace,
        *,
        coder: str = "",
        clock: Clock = now,
        language: str = "en",
        key: Path | None = None,
        own: OwnSettings | None = None,
        plans_at_once: bool = True,
    ) -> None:
        super().__init__(workspace, coder=coder, clock=clock, language=language)
        self.names = Names(key, clock)
        self.key = key
        self.own = own
        """What of review.toml is filled in here; None where it is not known where it lies."""
        self._base = showing
        self._settings = settings
        self._plans_at_once = plans_at_once
        given = (showing.findings, settings, workspace.decisions(), self._today)
        self._anew = Anew(partial(standing_of, *given))
        self._show()

    @property
    def waits_for_plan(self) -> bool:
        """Whether the person looks at what is planned with everybody."""
        return False

    def rest(self, *, begin: bool = True) -> None:
        """Plan with the decisions so far, or take over what was planned; it returns at once.

        `begin` off only takes over, unless the plan itself is in front.
        """
        if self._anew.rest(self._planned(), begin=begin or self.waits_for_plan):
            self._show()

    def read(self) -> None:
        """Take in what everybody decided since."""
        known = {row.decision_id for row in self._standing.decisions.history}
        decisions = self.workspace.decisions()
        rows = [row for row in decisions.history if row.decision_id not in known]
        if rows or self._today != self._standing.more.today:
            self._take(rows, decisions)

    def concerns(self, row: Decision) -> bool:
        """What was decided on people, waves and the ledger."""
        return _is_here(row)

    def undo(self) -> tuple[Decision, ...]:
        """Take back one's own last action here. Raises WrongDecision where there is none."""
        last = self.own_standing(self._standing.decisions.history, _is_here)[-1]
        rows = self.take_back([last])
        self._take(rows)
        kind, _, name = last.subject.partition(":")
        if kind == "person":
            self.go(name)
        return rows

    def fill_in(self, key: str, typed: Typed) -> None:
        """Write a field of a page into review.toml; it counts here at once.

        Raises WrongSettings where it cannot be meant.
        """
        if self.own is None:
            raise WrongDecision("there is no such field.", what_to_do="Use the form.")
        self.own.save(key, typed, self.say)
        self.saved_at = self.clock()
        self._settings = self.own.settings
        self._show_at_once(replace(self._standing, settings=self._settings))

    # Inside

    @property
    def _standing(self) -> Standing:
        return self._anew.value

    @property
    def _today(self) -> date:
        return self.clock().date()

    def _at_hand(self) -> str:
        if not self.current:
            raise WrongDecision("nobody is chosen.", what_to_do="Choose somebody from the list.")
        return self.current

    def _machine_stance(self) -> str:
        one = self._shown.by_id[self._at_hand()]
        return str((one.suggestion or one).stance or "")

    def _write(self, subject: str, field: str, value: str, memo: str = "") -> Decision:
        suggested = self._machine_stance() if field == "stance" else ""
        row = self.workspace.decide(
            subject,
            field,
            value.strip(),
            coder=self.coder,
            at=self.clock(),
            memo=memo.strip(),
            suggested=suggested,
        )
        self.saved_at = row.at
        self._take([row])
        return row

    def _take(self, rows: Sequence[Decision], decisions: Decisions | None = None) -> None:
        """Show what these rows change; all that follows from them at once too, or at `rest`."""
        subjects = {row.subject for row in rows}
        decided = decisions or self.workspace.decisions()
        self._show_at_once(at_once(self._standing, decided, subjects))

    def _show_at_once(self, standing: Standing) -> None:
        self._anew.show(standing)
        if self._plans_at_once:
            self._anew.settle(self._planned())
        elif self.waits_for_plan:
            self._anew.rest(self._planned())
        self._show()

    def _planned(self) -> Callable[[], Standing]:
        """How everybody is planned with what is decided by now."""
        return partial(stand_anew, self._standing, self._today)

    def _show(self) -> None:
        self.names.unnamed = unnamed_by(self._standing.decisions)
        self._shown = PeopleShowing(self._standing, self._base, self.language)
        self._list_anew()

    def _list_anew(self) -> None:
        """List whom the person wants to see, after what is shown has changed."""
        raise NotImplementedError


def _is_here(row: Decision) -> bool:
    kind = row.subject.split(":", 1)[0]
    fields = {"statement": LEDGER_FIELDS, "theme": ("data_owner",)}.get(kind, ())
    return kind in _OWN or row.field in fields
