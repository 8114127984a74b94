"""A person before a queue of statements: a list, one of them at hand, and codes that are kept.

What the desk and coding blind have in common. What is listed, in which order, and what of others
one sees, each of them says itself.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from toolkit.desk.card import Card, Code, Line, Tally
from toolkit.desk.kept import Kept
from toolkit.desk.progress import Progress, field_of_code
from toolkit.desk.queue import Filter
from toolkit.desk.showing import Showing, word_of
from toolkit.desk.sitting import Sitting
from toolkit.model.decisions import Decision

_NEXT_SEVERITY: Final = {"1": "2", "2": "3"}
DONE = (Progress.CONFIRMED, Progress.CHANGED)


class QueueSitting(Sitting):
    """A sitting over statements. A subclass sets `_showing`, `_kept` and what is listed."""

    _showing: Showing
    _kept: Kept
    _filter = Filter()
    _position = 0
    _window: int | None = None
    _listed: tuple[str, ...] = ()

    # What is shown

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
        """The statement at hand with what one may see of it; None where nothing is listed."""
        raise NotImplementedError

    @property
    def tally(self) -> Tally:
        """How far one is, over the whole review and in the list."""
        progress = list(self._kept.progress.values())
        return Tally(
            done=sum(one in DONE for one in progress),
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

    def go_to(self, statement_id: str) -> None:
        """To a statement, where it is listed; what is planned stays planned."""
        if statement_id in self._listed:
            self.go(self._listed.index(statement_id))

    def scroll(self, start: int) -> None:
        """Show the rows from this one on, until one moves again."""
        self._window = max(0, min(start, len(self._listed) - 1))

    # What others do

    def concerns(self, row: Decision) -> bool:
        """Rows on the statements of the review; for those who code blind their own alone."""
        return self._kept.wants(row)

    def hear(self, rows: Sequence[Decision]) -> None:
        """Take in what others decided; the list and the place in it stay."""
        self._kept.hear(rows)

    # Deciding

    def change(self, field: str, value: str) -> Decision | None:
        """Decide the kind, the cause or own code, or severity; stays at the statement.

        Raises WrongDecision for a field that is not decided here or a value out of vocabulary.
        """
        field = field_of_code(field, value, self._showing.findings.labels)
        return self._write(field, value) if self.current else None

    def graver(self) -> Decision | None:
        """Decide that the statement is one step graver: 1 after nothing, and again after 3.

        None where nothing can be grave about it: praise, and what says nothing.
        """
        card = self.card
        if card is None or card.severity is None:
            return None
        return self.change("severity", _NEXT_SEVERITY.get(card.severity.value, "1"))

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

    # What a subclass says

    def _code(self, statement_id: str) -> Code:
        """The code that one sees of a statement."""
        raise NotImplementedError

    def _suggestion(self, field: str) -> tuple[str, float | None]:
        """What the person saw as suggested when deciding: it is kept beside the decision."""
        raise NotImplementedError

    def _status(self, statement_id: str) -> Progress:
        """How far one is with a statement, as one sees it."""
        return self._kept.progress[statement_id]

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
        self._kept.note(row)
        self.saved_at = row.at
        return row

    def _line(self, position: int, statement_id: str) -> Line:
        code = self._code(statement_id)
        return Line(
            position=position,
            statement_id=statement_id,
            excerpt=self._showing.excerpt(statement_id),
            word=word_of(code),
            family=code.family,
            status=self._status(statement_id),
        )
