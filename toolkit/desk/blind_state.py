"""Coding blind: a second person codes without any suggestion and without anybody else's code.

Everybody who codes blind gets the statements in the same order, drawn by the seed of the settings,
so that two people who each do the first hundred have coded the same hundred.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from toolkit.coding.blind import BLIND
from toolkit.desk.card import Card, Code, Severity
from toolkit.desk.kept import Kept
from toolkit.desk.progress import CODE_FIELDS, Progress, progress_of
from toolkit.desk.queue_sitting import QueueSitting
from toolkit.desk.showing import NO_CAUSE, Showing, code_of
from toolkit.desk.starting import Clock, now
from toolkit.model.decisions import Decision, Decisions
from toolkit.pipeline.blind_sheets import drawn_blind
from toolkit.workspace import Workspace

_OWN = frozenset({*CODE_FIELDS, "memo", "postponed"})


class BlindState(QueueSitting):
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
        self._showing = showing
        found = showing.findings
        self._every = tuple(
            one.statement_id for one in drawn_blind(found, seed, len(found.statements))
        )
        self._listed = self._every
        self._kept = Kept(workspace, self._every, only=self.coder)
        self.read()
        self._to_first_open()

    def read(self) -> None:
        """Read what one coded oneself; what others did is not looked at."""
        self._kept.read()

    @property
    def card(self) -> Card | None:
        """The statement at hand with its context and one's own code, and nothing else."""
        if not self.current:
            return None
        own = self._kept.of(self.current)
        whole = self._showing.card(self.current, Decisions())
        code = self._code(self.current)
        said = own.value(f"statement:{self.current}", "severity") or ""
        return Card(
            statement_id=self.current,
            status=progress_of(self.current, own),
            context=whole.context,
            code=code,
            suggested=code_of("", "", None, ""),
            severity=None if code.kind in NO_CAUSE else Severity(value=said, decided=bool(said)),
            memo=own.value(f"statement:{self.current}", "memo") or "",
        )

    # Moving about

    def search(self, text: str) -> None:
        """List what holds these words as they are shown."""
        self._filter = replace(self._filter, words=text.strip())
        wanted = self._filter.words.casefold()
        self._listed = tuple(
            one for one in self._every if wanted in self._showing.words(one).casefold()
        )
        self.go(0)

    def look_at(self, statement_ids: Sequence[str]) -> None:
        """Go to the first of these statements; the order of blind coding stays."""
        self.search("")
        self.go_to(statement_ids[0])

    # Deciding

    def accept(self) -> None:
        """There is nothing to accept: one goes on."""
        self.next()

    def undo(self) -> Decision:
        """Take back one's own last code. Raises WrongDecision where there is none."""
        last = self.own_standing(self._kept.rows, lambda row: row.field in _OWN)[-1]
        row = self.take_back([last])[0]
        self._kept.note(row)
        self.go_to(last.subject.split(":", 1)[1])
        return row

    # Inside

    def _suggestion(self, field: str) -> tuple[str, float | None]:
        return "", None

    def _code(self, statement_id: str) -> Code:
        own, subject = self._kept.of(statement_id), f"statement:{statement_id}"
        kind, cause = own.value(subject, "kind") or "", own.value(subject, "cause") or ""
        return self._showing.with_own_code(code_of(kind, cause, None, ""), statement_id, own)

    def _status(self, statement_id: str) -> Progress:
        state = super()._status(statement_id)
        return Progress.CONFIRMED if state is Progress.CHANGED else state

    def _to_first_open(self) -> None:
        states = (
            place for place, one in enumerate(self._listed) if self._status(one) is Progress.OPEN
        )
        self.go(next(states, 0))
