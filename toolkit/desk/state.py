"""The review desk without its widget: the queue, the statement at hand, and what a person does.

Every action of a person is one row in the workspace, on disk when the method returns.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Final

from toolkit.coding.blind import OWN_CODE, own_code
from toolkit.desk.bulk import TOGETHER, Accepting, Suggestion, Together, plan_together
from toolkit.desk.card import Card, Code
from toolkit.desk.cutting import place_in_text
from toolkit.desk.kept import Kept
from toolkit.desk.learning import Learning, Lesson
from toolkit.desk.opening import Opened
from toolkit.desk.progress import CODE_FIELDS, SETTLING, Progress
from toolkit.desk.queue import Chosen, Filter, Row, in_order, passing, themes_to_choose
from toolkit.desk.queue_sitting import DONE, QueueSitting
from toolkit.desk.running import Work
from toolkit.desk.showing import Showing, plainly
from toolkit.desk.starting import Clock, now
from toolkit.desk.strings import count
from toolkit.doubt import Sureness
from toolkit.errors import Overtaken, WrongDecision
from toolkit.model.decisions import Decision, Decisions
from toolkit.model.shapes import SPLIT_AT
from toolkit.pipeline.doubting import CODES, Doubting
from toolkit.settings import Settings
from toolkit.workspace import Workspace

_TAKEN_ONE: Final = "{n} of them was decided by somebody else meanwhile, and is left out now."
_TAKEN_MORE: Final = "{n} of them were decided by others meanwhile, and are left out now."
_CHANGED_HERE = frozenset({*CODE_FIELDS, "postponed", "memo", SPLIT_AT})


class DeskState(QueueSitting):
    """A person at the desk: one queue, one position in it, and the archive underneath.

    What is listed, and its order up to the statement at hand, stay as they are while one works, so
    that nothing jumps under the hand; what comes after is ordered anew by what each answer taught.
    The list is made anew by `search`, `narrow` and the next `open`. With `learns_at_once` off, what
    an answer teaches waits for `rest`, which a screen calls when nobody presses anything, and is
    studied in the background, so that a key never waits for it.
    """

    blind = False

    def __init__(
        self,
        showing: Showing,
        workspace: Workspace,
        *,
        coder: str = "",
        clock: Clock = now,
        language: str = "en",
        doubting: Doubting | None = None,
        learns_at_once: bool = True,
    ) -> None:
        super().__init__(workspace, coder=coder, clock=clock, language=language)
        given = doubting or Doubting(findings=showing.findings, settings=Settings())
        self._doubting = given
        self._learning = Learning(given)
        self._learns_at_once = learns_at_once
        self._to_learn = False
        self._study = Work()
        self.sureness: Sureness | None = None
        """How sure the diagnosis has become, as `rest` found it last."""
        self.together: Together | None = None
        """What is planned to be accepted together; None where nothing is."""
        self._showing = showing
        self._kept = Kept(workspace, (one.statement_id for one in showing.findings.statements))
        self._list_anew()

    @classmethod
    def open(
        cls,
        out: str | Path,
        *,
        key: Path | None = None,
        coder: str = "",
        unlocked: bool = False,
        clock: Clock = now,
    ) -> DeskState:
        """The desk of a review, at its first open statement.

        Raises ToolkitError where there is no review, KeyMissing where it is to be `unlocked` (words
        shown in full) without the key to the pseudonyms.
        """
        opened = Opened(out, key=key, unlocked=unlocked)
        workspace = opened.workspace()
        doubting = opened.doubting(workspace)
        return cls(opened.showing, workspace, coder=coder, clock=clock, doubting=doubting)

    def __repr__(self) -> str:
        """How far one is; nobody's words."""
        now = self.tally
        return f"DeskState({now.done} of {now.of} reviewed, at {now.position} of {now.listed})"

    # What is shown

    @property
    def unlocked(self) -> bool:
        """Whether words are shown in full."""
        return self._showing.unlocked

    @property
    def card(self) -> Card | None:
        """The statement at hand with its context, suggestion, facts, theme and decisions."""
        if not self.current:
            return None
        card = self._showing.card(self.current, self._kept.of(self.current))
        why = map(plainly, self._learning.reasons(self.current))
        return replace(card, reasons=(*why, *card.reasons))

    @property
    def themes(self) -> tuple[Chosen, ...]:
        """The themes one may narrow the queue to, most people first."""
        return themes_to_choose(self._showing.findings)

    # Moving about

    def search(self, text: str) -> None:
        """List what holds these words as they are shown; an empty text lists all again."""
        self.narrow(replace(self._filter, words=text.strip()))

    def narrow(self, given: Filter) -> None:
        """List what passes, the open ones first, and go to the first."""
        self._filter = given
        self._list()

    def look_at(self, statement_ids: Sequence[str]) -> None:
        """List these statements alone, whatever the list was narrowed to; go to the first."""
        self.narrow(Filter(only=tuple(statement_ids)))

    def read(self) -> None:
        """Take note of what others decided; the list and the place in it stay."""
        self._kept.read()
        self._to_learn = True

    def hear(self, rows: Sequence[Decision]) -> None:
        """Take in what others decided; what it teaches waits for `rest`."""
        super().hear(rows)
        self._to_learn = True

    @property
    def at_work(self) -> bool:
        """Whether something is being learned in the background; `rest` takes it over."""
        return self._study.standing.name != ""

    def rest(self, *, begin: bool = True) -> None:
        """Begin to learn from the answers so far, and to find how sure one may be; or take it over.

        For moments when nobody presses a key. It returns at once: call it again while `at_work`.
        `begin` off only takes over.
        """
        self._study.look()
        if not begin or self.at_work or not (self._to_learn or self.sureness is None):
            return
        self._to_learn = False
        decisions, found = self._kept.all, list[Lesson]()
        self._study.start(
            "learn",
            lambda _: found.append(self._learning.study(decisions)),
            lambda: self._studied(found[0]),
        )

    def settle(self) -> None:
        """Learn from the answers so far, and wait for it: for those who have no screen."""
        self.rest()
        self._study.wait()

    # Deciding

    def accept(self) -> Decision | None:
        """Confirm what is suggested and go on; only go on where a person has decided already.

        Raises Overtaken where somebody else decided since one was shown the statement.
        """
        self.look_first(*((f"statement:{self.current}", name) for name in SETTLING))
        card = self.card
        row = None
        if card is not None and card.status not in DONE:
            name = "cause" if card.suggested.cause else "kind"
            row = self._write(name, getattr(card.suggested, name))
        elif self.current in self._learning.slips:
            row = self._confirm()
        self.next()
        return row

    def _confirm(self) -> Decision | None:
        """Say again what was decided here: what is said twice is no slip."""
        decided = self._kept.of(self.current)
        own = own_code(self.current, decided, self._showing.findings.labels.own)
        if own:
            return self._write(OWN_CODE, own)
        for name in reversed(CODES):
            value = decided.value(f"statement:{self.current}", name)
            if value is not None:
                return self._write(name, value)
        return None

    def plan_together(self, least: float) -> Together:
        """What accepting all listed open suggestions from this confidence on would do."""
        found = (
            Suggestion(
                statement_id=one,
                excerpt=self._showing.excerpt(one),
                code=self._showing.code(one, Decisions()),
            )
            for one in self._listed
            if self._is_open(one)
        )
        self.together = plan_together(found, least)
        return self.together

    def look_at_planned(self, word: str = "") -> None:
        """List what is planned to be accepted: all of it, or what gets one code, by its word.

        What is planned is left by it. Raises WrongDecision where nothing is planned.
        """
        planned = self.together.coded(word) if self.together else ()
        if not planned:
            raise WrongDecision("nothing is planned.", what_to_do="Choose how sure they must be.")
        self.look_at(planned)

    def accept_together(self, least: float) -> tuple[Decision, ...]:
        """Do what is planned: one row for each statement, taken back together by `undo`.

        `least` is what the person saw planned, so that a key pressed too early does nothing else.
        Raises WrongDecision where nothing is planned, or something else.
        """
        plan = self.together
        if plan is None or not plan.suggestions:
            raise WrongDecision("nothing is planned.", what_to_do="Choose how sure they must be.")
        if plan.least != least:
            raise WrongDecision("the plan has changed.", what_to_do="Read it once more.")
        self._leave_out_taken(plan)
        self.together = None
        at = self.clock()
        who = Accepting(self.workspace, self.coder, at)
        open_still = [one for one in plan.suggestions if self._is_open(one.statement_id)]
        rows = tuple(who.accept(one) for one in open_still)
        self._kept.read()
        self.saved_at = at
        self._taught()
        return rows

    def _leave_out_taken(self, plan: Together) -> None:
        """Raises Overtaken, with the plan made anew, where others decided some of it meanwhile."""
        self.catch_up()
        taken = sum(not self._is_open(one.statement_id) for one in plan.suggestions)
        if not taken:
            return
        self.plan_together(plan.least)
        what = count(self.language, taken, _TAKEN_ONE, _TAKEN_MORE)
        raise Overtaken(what, what_to_do=self.say("Look once more."))

    def split(self, at: int) -> Decision:
        """Cut the statement in two at this place of the words as shown, from the next run on.

        Raises WrongDecision where no words would stand on one side.
        """
        shown = self._showing.words(self.current) if self.current else ""
        if not shown[:at].strip() or not shown[at:].strip() or at < 0:
            raise WrongDecision("this leaves one part empty.", what_to_do="Cut between two words.")
        place = place_in_text(shown, at, self._showing.said(self.current))
        row = self._write(SPLIT_AT, str(place))
        self.next()
        return row

    def undo(self) -> Decision:
        """Take back one's own last action at the desk and go to its statement.

        Raises WrongDecision where there is none, or where somebody decided after it.
        """
        row = self._take_back(self._last_own())
        self.go_to(row.subject.split(":", 1)[1])
        return row

    # Inside

    def _is_open(self, statement_id: str) -> bool:
        return self._kept.progress[statement_id] is Progress.OPEN

    def _take_back(self, batch: list[Decision]) -> Decision:
        undone = self.take_back(batch)
        for row in undone:
            self._kept.note(row)
        self._taught()
        return undone[-1]

    def _suggestion(self, field: str) -> tuple[str, float | None]:
        """What the person saw as suggested when deciding: it is kept beside the decision."""
        suggested = self._showing.code(self.current, Decisions())
        if field == "kind":
            coding = self._showing.findings.codings[self.current]
            return suggested.kind, coding.kind_confidence
        if field in ("cause", "final_cause", OWN_CODE):
            return suggested.cause, suggested.confidence if suggested.cause else None
        if field == "severity":
            severity = self._showing.findings.codings[self.current].severity
            return str(severity or ""), None
        return "", None

    def _write(self, field: str, value: str) -> Decision:
        row = super()._write(field, value)
        if row.field in (*CODES, OWN_CODE):
            self._taught()
        if self.together and row.field in CODE_FIELDS:
            self.together = self.together.without(self.current)
        return row

    def _taught(self) -> None:
        if self._learns_at_once:
            self._learn()
        else:
            self._to_learn = True

    def _learn(self) -> None:
        if self._learning.answer(self._kept.all):
            self._order_anew()

    def _studied(self, lesson: Lesson) -> None:
        self.sureness = lesson.sureness
        decided = {one for one, state in self._kept.progress.items() if state in DONE}
        if self._learning.take(lesson, decided):
            self._order_anew()

    def _order_anew(self) -> None:
        """Order and suggest anew what comes after the statement at hand; nothing moves before."""
        self._showing.findings = self._learning.findings
        ordered = in_order(
            self._learning.findings, self._kept.progress.__getitem__, self._learning.queue
        )
        rank = {one: place for place, one in enumerate(ordered)}
        here = self._position + 1
        rest = sorted(self._listed[here:], key=lambda one: rank[one])
        self._listed = (*self._listed[:here], *rest)

    def _last_own(self) -> list[Decision]:
        """The coder's last action at a desk that still stands: one row, or those made together."""
        own = self.own_standing(self._kept.rows, lambda row: row.field in _CHANGED_HERE)
        last = max(own, key=lambda row: row.decision_id)
        if last.memo != TOGETHER:
            return [last]
        return [row for row in own if (row.memo, row.at) == (last.memo, last.at)]

    def _list_anew(self) -> None:
        """Read what everybody decided, and list the queue by it."""
        self._kept.read()
        self._learning.look(self._kept.all)
        self._showing.findings = self._learning.findings
        self._list()

    def _list(self) -> None:
        """List what passes the filter, in the order of the queue as it is known now."""
        ordered = in_order(
            self._learning.findings, self._kept.progress.__getitem__, self._learning.queue
        )
        self._listed = passing((self._row(one) for one in ordered), self._filter)
        self._position, self._window, self.together = 0, None, None

    def _code(self, statement_id: str) -> Code:
        return self._showing.code(statement_id, self._kept.of(statement_id))

    def _row(self, statement_id: str) -> Row:
        return Row(
            statement_id=statement_id,
            theme=self._showing.theme_of(statement_id),
            kind=lambda: self._code(statement_id).kind,
            status=self._kept.progress[statement_id],
            shown=self._showing.words(statement_id),
        )
