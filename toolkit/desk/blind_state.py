"""Coding blind: a second person codes without any suggestion and without anybody else's code.

Everybody who codes blind gets the statements in the same order, drawn by the seed of the settings,
so that two people who each do the first hundred have coded the same hundred.
"""

from __future__ import annotations

from dataclasses import replace

from toolkit.coding.blind import BLIND
from toolkit.desk.card import Card, Code, Line, Tally
from toolkit.desk.kept import Kept
from toolkit.desk.progress import CODE_FIELDS, Progress, progress_of
from toolkit.desk.queue import Filter
from toolkit.desk.showing import Showing, code_of
from toolkit.desk.sitting import Sitting
from toolkit.desk.starting import Clock, now
from toolkit.errors import WrongDecision
from toolkit.model.decisions import Decision, Decisions
from toolkit.model.vocabulary import Cause, Kind
from toolkit.pipeline.blind_sheets import drawn_blind
from toolkit.reports.palette import CAUSE_SHORT
from toolkit.workspace import Workspace

_OWN = frozenset({*CODE_FIELDS, "memo", "postponed"})


class BlindState(Sitting):
    """A person at the desk who sees words and questions, and nothing of what others think."""

    blind = True

    def __init__(
        self,
        showing: Showing,
        workspace: Workspace,
        *,
        seed: int = 0,
        coder: str = "",
        clock: Clock = now,
        language: str = "en",
    ) -> None:
        super().__init__(workspace, coder=coder, clock=clock, language=language)
        self.coder = BLIND + self.coder.removeprefix(BLIND)
        self.filter = Filter()
        self.position = 0
        self._showing = showing
        self._window: int | None = None
        found = showing.findings
        self._every = tuple(
            one.statement_id for one in drawn_blind(found, seed, len(found.statements))
        )
        self._listed = self._every
        self._kept = Kept(workspace, self._every)
        self.read()
        self._to_first_open()

    def read(self) -> None:
        """Read what one coded oneself; what others did is not looked at."""
        self._kept.read()

    @property
    def current(self) -> str:
        """The id of the statement at hand; empty where nothing is listed."""
        return self._listed[self.position] if self._listed else ""

    @property
    def card(self) -> Card | None:
        """The statement at hand with its context and one's own code, and nothing else."""
        if not self.current:
            return None
        own = self._own(self.current)
        whole = self._showing.card(self.current, Decisions())
        code = self._code(self.current)
        return Card(
            statement_id=self.current,
            status=progress_of(self.current, own),
            context=whole.context,
            code=code,
            suggested=code_of("", "", None, ""),
            memo=own.value(f"statement:{self.current}", "memo") or "",
        )

    @property
    def tally(self) -> Tally:
        """How far one is oneself."""
        states = [self._status(one) for one in self._every]
        return Tally(
            done=sum(one in (Progress.CONFIRMED, Progress.CHANGED) for one in states),
            postponed=states.count(Progress.POSTPONED),
            of=len(states),
            listed=len(self._listed),
            position=self.position + 1 if self._listed else 0,
        )

    def lines(self, before: int = 20, count: int = 60) -> tuple[Line, ...]:
        """The rows of the list around the position, or where one scrolled to."""
        start = max(0, self.position - before if self._window is None else self._window)
        return tuple(
            self._line(place, one)
            for place, one in enumerate(self._listed[start : start + count], start)
        )

    # Moving about

    def next(self) -> None:
        """One on; stays at the end."""
        self.go(self.position + 1)

    def previous(self) -> None:
        """One back; stays at the beginning."""
        self.go(self.position - 1)

    def go(self, position: int) -> None:
        """To a place in the list; to its end or beginning where there is no such place."""
        self.position = max(0, min(position, len(self._listed) - 1))
        self._window = None

    def scroll(self, start: int) -> None:
        """Show the rows from this one on, until one moves again."""
        self._window = max(0, min(start, len(self._listed) - 1))

    def search(self, text: str) -> None:
        """List what holds these words as they are shown."""
        self.filter = replace(self.filter, words=text.strip())
        wanted = self.filter.words.casefold()
        self._listed = tuple(
            one for one in self._every if wanted in self._showing.words(one).casefold()
        )
        self.go(0)

    # Deciding

    def change(self, field: str, value: str) -> Decision | None:
        """Code it; stays at the statement. Raises WrongDecision for what is not coded here."""
        if field not in CODE_FIELDS:
            raise WrongDecision(
                f"'{field}' is not decided at the desk.",
                what_to_do=f"Decide one of {', '.join(CODE_FIELDS)}.",
            )
        return self._write(field, value) if self.current else None

    def accept(self) -> None:
        """There is nothing to accept: one goes on."""
        self.next()

    def postpone(self) -> Decision | None:
        """Leave it for later and go on."""
        row = self._write("postponed", "yes") if self.current else None
        self.next()
        return row

    def memo(self, text: str) -> Decision | None:
        """Keep a remark on the statement."""
        return self._write("memo", text.strip()) if self.current and text.strip() else None

    def undo(self) -> Decision:
        """Take back one's own last code. Raises WrongDecision where there is none."""
        last = self.own_standing(self._kept.rows, lambda row: row.field in _OWN)[-1]
        row = self.take_back([last])[0]
        self._kept.note(row)
        statement_id = last.subject.split(":", 1)[1]
        if statement_id in self._listed:
            self.go(self._listed.index(statement_id))
        return row

    # Inside

    def _write(self, field: str, value: str) -> Decision:
        row = self.workspace.decide(
            f"statement:{self.current}",
            field,
            value,
            coder=self.coder,
            at=self.clock(),
            suggested="",
        )
        self._kept.note(row)
        self.saved_at = row.at
        return row

    def _own(self, statement_id: str) -> Decisions:
        rows = self._kept.of(statement_id).history
        return Decisions(row for row in rows if row.coder == self.coder)

    def _code(self, statement_id: str) -> Code:
        own, subject = self._own(statement_id), f"statement:{statement_id}"
        return code_of(
            own.value(subject, "kind") or "", own.value(subject, "cause") or "", None, ""
        )

    def _status(self, statement_id: str) -> Progress:
        state = progress_of(statement_id, self._own(statement_id))
        return Progress.CONFIRMED if state is Progress.CHANGED else state

    def _line(self, position: int, statement_id: str) -> Line:
        code = self._code(statement_id)
        word = CAUSE_SHORT[Cause(code.cause)] if code.cause else ""
        return Line(
            position=position,
            statement_id=statement_id,
            excerpt=self._showing.excerpt(statement_id),
            word=word or (str(Kind(code.kind)) if code.kind else ""),
            family=code.family,
            status=self._status(statement_id),
        )

    def _to_first_open(self) -> None:
        states = (
            place for place, one in enumerate(self._listed) if self._status(one) is Progress.OPEN
        )
        self.go(next(states, 0))
