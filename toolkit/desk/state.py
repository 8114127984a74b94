"""The review desk without its widget: the queue, the statement at hand, and what a person does.

Every action of a person is one row in the workspace, on disk when the method returns.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from toolkit.desk.card import Card, Line, Tally
from toolkit.desk.learning import Learning
from toolkit.desk.opening import Opened
from toolkit.desk.queue import CODE_FIELDS, Filter, Progress, Row, in_order, passing, progress_of
from toolkit.desk.showing import Showing
from toolkit.desk.sitting import Sitting
from toolkit.desk.starting import Clock, now
from toolkit.errors import WrongDecision
from toolkit.model.decisions import Decision, Decisions
from toolkit.model.vocabulary import FAMILY_OF, Cause, Kind
from toolkit.pipeline.doubting import CODES, Doubting
from toolkit.reports.palette import CAUSE_SHORT
from toolkit.settings import Settings
from toolkit.workspace import Workspace

_DONE = (Progress.CONFIRMED, Progress.CHANGED)
_CHANGED_HERE = frozenset({*CODE_FIELDS, "postponed", "memo"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Chosen:
    """A theme or kind that the queue may be narrowed to."""

    value: str
    label: str


class DeskState(Sitting):
    """A person at the desk: one queue, one position in it, and the archive underneath.

    What is listed, and its order up to the statement at hand, stay as they are while one works, so
    that nothing jumps under the hand; what comes after is ordered anew by what each answer taught.
    The list is made anew by `search`, `narrow` and the next `open`.
    """

    def __init__(
        self,
        showing: Showing,
        workspace: Workspace,
        *,
        coder: str = "",
        clock: Clock = now,
        language: str = "en",
        doubting: Doubting | None = None,
    ) -> None:
        super().__init__(workspace, coder=coder, clock=clock, language=language)
        given = doubting or Doubting(findings=showing.findings, settings=Settings())
        self._learning = Learning(given)
        self._showing = showing
        self._filter = Filter()
        self._position = 0
        self._window: int | None = None
        self._listed: tuple[str, ...] = ()
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

        `unlocked` shows words in full and needs the key to the pseudonyms. Raises ToolkitError
        where there is no review, KeyMissing where it is to be unlocked without the key.
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
    def position(self) -> int:
        """The place in the list, from 0."""
        return self._position

    @property
    def listed(self) -> Sequence[str]:
        """The ids of the statements that are listed, in the order of the queue."""
        return self._listed

    @property
    def filter(self) -> Filter:
        """What the list is narrowed to."""
        return self._filter

    @property
    def current(self) -> str:
        """The id of the statement at hand; empty where nothing is listed."""
        return self._listed[self._position] if self._listed else ""

    @property
    def card(self) -> Card | None:
        """The statement at hand with its context, suggestion, facts, theme and decisions."""
        if not self.current:
            return None
        card = self._showing.card(self.current, self._of(self.current))
        why = self._learning.reasons(self.current)
        return replace(card, reasons=(*why, *card.reasons)) if why else card

    @property
    def tally(self) -> Tally:
        """How far one is, over the whole review and in the list."""
        progress = list(self._progress.values())
        return Tally(
            done=sum(one in _DONE for one in progress),
            postponed=progress.count(Progress.POSTPONED),
            of=len(progress),
            listed=len(self._listed),
            position=self._position + 1 if self._listed else 0,
        )

    def lines(self, before: int = 20, count: int = 60) -> tuple[Line, ...]:
        """The rows of the list around the position, or where one scrolled to: never all."""
        start = max(0, self._position - before if self._window is None else self._window)
        ids = self._listed[start : start + count]
        return tuple(self._line(place, one) for place, one in enumerate(ids, start))

    def scroll(self, start: int) -> None:
        """Show the rows from this one on, until one moves again."""
        self._window = max(0, min(start, len(self._listed) - 1))

    @property
    def themes(self) -> tuple[Chosen, ...]:
        """The themes one may narrow the queue to, most people first."""
        found = self._showing.findings
        ranked = sorted(
            found.themes, key=lambda one: (-found.verdicts[one.theme_id].people, one.theme_id)
        )
        return tuple(
            Chosen(value=one.theme_id, label=f"{one.theme_id}  {one.title}") for one in ranked
        )

    # Moving about

    def next(self) -> None:
        """One on; stays at the end."""
        self.go(self._position + 1)

    def previous(self) -> None:
        """One back; stays at the beginning."""
        self.go(self._position - 1)

    def go(self, position: int) -> None:
        """To a place in the list; to its end or beginning where there is no such place."""
        self._position = max(0, min(position, len(self._listed) - 1))
        self._window = None

    def search(self, text: str) -> None:
        """List what holds these words as they are shown; an empty text lists all again."""
        self.narrow(replace(self._filter, words=text.strip()))

    def narrow(self, given: Filter) -> None:
        """List what passes, the open ones first, and go to the first."""
        self._filter = given
        self._list_anew()

    # Deciding

    def accept(self) -> Decision | None:
        """Confirm what is suggested and go on; only go on where a person has decided already."""
        card = self.card
        row = None
        if card is not None and card.status not in _DONE:
            name = "cause" if card.suggested.cause else "kind"
            row = self._write(name, getattr(card.suggested, name))
        elif self.current in self._learning.slips:
            row = self._confirm()
        self.next()
        return row

    def _confirm(self) -> Decision | None:
        """Say again what was decided here: what is said twice is no slip."""
        decided = self._of(self.current)
        for name in reversed(CODES):
            value = decided.value(f"statement:{self.current}", name)
            if value is not None:
                return self._write(name, value)
        return None

    def change(self, field: str, value: str) -> Decision | None:
        """Decide the kind or cause (or severity) otherwise; stays at the statement.

        Raises WrongDecision for a field that is not decided here or a value out of vocabulary.
        """
        if field not in CODE_FIELDS:
            raise WrongDecision(
                f"'{field}' is not decided at the desk.",
                what_to_do=f"Decide one of {', '.join(CODE_FIELDS)}.",
            )
        return self._write(field, value) if self.current else None

    def postpone(self) -> Decision | None:
        """Put the statement behind the open ones (from the next listing on) and go on."""
        row = self._write("postponed", "yes") if self.current else None
        self.next()
        return row

    def memo(self, text: str) -> Decision | None:
        """Keep a remark on the statement; a later one takes its place, and both stay in history."""
        if not self.current or not text.strip():
            return None
        return self._write("memo", text.strip())

    def undo(self) -> Decision:
        """Take back one's own last action at the desk and go to its statement.

        Raises WrongDecision where there is none, or where somebody decided after it.
        """
        row = self.workspace.undo(self._last_own(), coder=self.coder, at=self.clock())
        self._wrote(row)
        if (statement_id := row.subject.split(":", 1)[1]) in self._listed:
            self._position = self._listed.index(statement_id)
        return row

    # Inside

    def _write(self, field: str, value: str) -> Decision:
        suggested, confidence = self._suggestion(field)
        row = self.workspace.decide(
            f"statement:{self.current}",
            field,
            value,
            coder=self.coder,
            at=self.clock(),
            suggested=suggested,
            confidence=confidence,
        )
        self._wrote(row)
        return row

    def _suggestion(self, field: str) -> tuple[str, float | None]:
        """What the person saw as suggested when deciding: it is kept beside the decision."""
        suggested = self._showing.card(self.current, Decisions()).suggested
        if field == "kind":
            coding = self._showing.findings.codings[self.current]
            return suggested.kind, coding.kind_confidence
        if field in ("cause", "final_cause"):
            return suggested.cause, suggested.confidence if suggested.cause else None
        return "", None

    def _wrote(self, row: Decision) -> None:
        self._rows[row.subject] = self.workspace.history(row.subject)
        statement_id = row.subject.split(":", 1)[1]
        self._progress[statement_id] = progress_of(statement_id, self._of(statement_id))
        self.saved_at = row.at
        if row.field in CODES:
            self._learn()

    def _learn(self) -> None:
        """Order and suggest anew what comes after the statement at hand; nothing moves before."""
        kept = [row for rows in self._rows.values() for row in rows]
        if not self._learning.answer(Decisions(kept)):
            return
        self._showing.findings = self._learning.findings
        ordered = in_order(
            self._learning.findings, self._progress.__getitem__, self._learning.queue
        )
        rank = {one: place for place, one in enumerate(ordered)}
        here = self._position + 1
        rest = sorted(self._listed[here:], key=lambda one: rank[one])
        self._listed = (*self._listed[:here], *rest)

    def _of(self, statement_id: str) -> Decisions:
        return Decisions(self._rows.get(f"statement:{statement_id}", ()))

    def _last_own(self) -> int:
        """The number of the coder's last row that was made at a desk and still stands."""
        rows = (row for kept in self._rows.values() for row in kept)
        own = self.own_standing(rows, lambda row: row.field in _CHANGED_HERE)
        return max(row.decision_id for row in own)

    def _list_anew(self) -> None:
        """Read what everybody decided, and list the queue by it."""
        findings = self._showing.findings
        known = {f"statement:{one.statement_id}": one.statement_id for one in findings.statements}
        self._rows: dict[str, tuple[Decision, ...]] = {}
        history = [row for row in self.workspace.history() if row.subject in known]
        for row in history:
            self._rows[row.subject] = (*self._rows.get(row.subject, ()), row)
        decisions = Decisions(history)
        self._progress = {one: progress_of(one, decisions) for one in known.values()}
        self._learning.look(decisions)
        self._showing.findings = findings = self._learning.findings
        ordered = in_order(findings, self._progress.__getitem__, self._learning.queue)
        self._listed = passing((self._row(one) for one in ordered), self._filter)
        self._position = 0

    def _row(self, statement_id: str) -> Row:
        return Row(
            statement_id=statement_id,
            theme=self._showing.theme_of(statement_id),
            kind=self._showing.code(statement_id, self._of(statement_id)).kind,
            status=self._progress[statement_id],
            shown=self._showing.words(statement_id),
        )

    def _line(self, position: int, statement_id: str) -> Line:
        code = self._showing.code(statement_id, self._of(statement_id))
        cause = Cause(code.cause) if code.cause else None
        return Line(
            position=position,
            statement_id=statement_id,
            excerpt=self._showing.excerpt(statement_id),
            word=CAUSE_SHORT[cause] if cause else str(Kind(code.kind)) if code.kind else "",
            family=str(FAMILY_OF.get(cause, "")) if cause else "",
            status=self._progress[statement_id],
        )
