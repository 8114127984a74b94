"""Long work behind a screen: one thread, a bar that can be read at any time, and a way to stop.

The work leaves a whole workspace wherever it is stopped; what it said is read by the screen, which
asks again every half second while there is something to say.
"""

from __future__ import annotations

import sys
import threading
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from toolkit.errors import ToolkitError

if TYPE_CHECKING:
    from toolkit.pipeline.rooms import Progress

NOTHING: Final = ""
SHORT_TURN: Final = 0.0005
"""Seconds after which a thread at work lets the screen's go on. A key takes a dozen turns, and with
Python's own 5 ms it waits for as many. It stays so: where no thread is at work, none waits."""


class Stopped(Exception):
    """A person stopped the work."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """How far the work is."""

    name: str = NOTHING
    """What is being done; empty where nothing is."""
    room: str = ""
    text: str = ""
    """The part of the room that is being done."""
    share: float = 0.0
    """0-1."""


class Work:
    """At most one long piece of work at a time. It is the `Progress` that the work is given."""

    def __init__(self) -> None:
        self.standing = Standing()
        self._stop = threading.Event()
        self._thread: threading.Thread | None = None
        self._after: Callable[[], None] | None = None
        self._rooms = 0
        self._trouble: Exception | None = None

    @property
    def goes_on(self) -> bool:
        """Whether something is being done."""
        return self._thread is not None and self._thread.is_alive()

    def start(self, name: str, do: Callable[[Progress], object], after: Callable[[], None]) -> None:
        """Do it in a thread; `after` is called by `look` once it came to its end.

        Raises ToolkitError where something is being done already.
        """
        if self._thread is not None:
            raise ToolkitError("something is being done already.", what_to_do="Wait, or stop it.")
        self._stop.clear()
        self._rooms, self._trouble, self._after = 0, None, after
        self.standing = Standing(name=name)
        sys.setswitchinterval(SHORT_TURN)
        self._thread = threading.Thread(target=self._do, args=[do], daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """Stop at the next step; what was written stays whole."""
        self._stop.set()

    def look(self) -> None:
        """Take note of an end. Raises what went wrong, in plain words; not where one stopped it."""
        if self._thread is None or self.goes_on:
            return
        trouble, after = self._trouble, self._after
        self._thread, self._after, self.standing = None, None, Standing()
        if isinstance(trouble, ToolkitError):
            raise trouble
        if trouble is not None and not isinstance(trouble, Stopped):
            raise ToolkitError(
                f"this stopped where it should not ({type(trouble).__name__}: {trouble}).",
                what_to_do="Nothing decided is lost. Try again; if it stops again, report it.",
            )
        if trouble is None and after:
            after()

    def wait(self, seconds: float | None = None) -> None:
        """Wait for the end, at most so long; for as long as it takes where nothing is said."""
        if self._thread is not None:
            self._thread.join(seconds)
        self.look()

    # What the work calls

    def room(self, name: str, of: int) -> None:
        """A room is entered."""
        self._check()
        self.standing = Standing(name=self.standing.name, room=name, share=self._rooms / max(1, of))
        self._rooms += 1

    def step(self, text: str, done: int, of: int) -> None:
        """A part of the room is done."""
        self._check()
        before = self.standing
        part = f"{text} {done}/{of}" if of else text
        self.standing = Standing(name=before.name, room=before.room, text=part, share=before.share)

    def close(self) -> None:
        """Nothing more to show."""

    def _check(self) -> None:
        if self._stop.is_set():
            raise Stopped

    def _do(self, do: Callable[[Progress], object]) -> None:
        try:
            do(self)
        except Exception as error:  # handed on by `look`, on the thread of the screen
            self._trouble = error
