"""What takes long to make, made anew behind the screen after each decision."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Final, Generic, TypeVar

from toolkit.desk.running import Work
from toolkit.desk.staying import made_to_stay

PROMPT: Final = 0.08
"""Seconds in which it is made for a small review: then nobody has to ask twice."""

LEAST_PAUSE: Final = 0.3
MOST_PAUSE: Final = 3.0
"""Seconds without a key before it is made."""

T = TypeVar("T")


class Anew(Generic[T]):
    """A value that is shown, and whether it is older than the last decision.

    What a decision changes by itself is shown at once (`show`). The rest waits for `rest`, which a
    screen calls again while this is `busy`: the whole is made anew in the background. What was made
    without the last decision is not taken over; it is made once more.
    """

    def __init__(self, make: Callable[[], T]) -> None:
        self._work = Work()
        self._stale = False
        self._took = 0.0
        self.value = self._timed(make)

    def __repr__(self) -> str:
        """Whether it is up to date; nobody's words."""
        return f"Anew({'busy' if self.busy else 'up to date'})"

    @property
    def busy(self) -> bool:
        """Whether the value is older than the last decision."""
        return self._stale or self.at_work

    @property
    def at_work(self) -> bool:
        """Whether it is being made."""
        return self._work.standing.name != ""

    @property
    def pause_ms(self) -> int:
        """So long nobody should have pressed anything before it is made: twice what it takes.

        While it is made, a key takes longer: those who go on working are not held up for it.
        """
        return round(1000 * min(max(2 * self._took, LEAST_PAUSE), MOST_PAUSE))

    def show(self, value: T) -> None:
        """Show this until the whole is made anew."""
        self.value = value
        self._stale = True

    def rest(self, make: Callable[[], T], *, begin: bool = True) -> bool:
        """Take over what was made, or begin to make it anew; True where the value changed.

        With `begin` off nothing new is begun: somebody who only asks whether it is there may be at
        work. It returns within PROMPT; `make` is called in a thread. Raises ToolkitError where it
        failed.
        """
        before = self.value
        self._work.look()
        if begin and self._stale and not self.at_work:
            self._begin(make)
            if self._took < PROMPT:
                self._work.wait(PROMPT)
        return self.value is not before

    def settle(self, make: Callable[[], T]) -> None:
        """Make it anew where that is due, and wait for it: for those who have no screen."""
        while self.busy:
            self.rest(make)
            self._work.wait()

    def _begin(self, make: Callable[[], T]) -> None:
        self._stale = False
        found: list[T] = []

        def work() -> None:
            with made_to_stay():
                found.append(self._timed(make))

        self._work.start("anew", lambda _: work(), lambda: self._take(found[0]))

    def _timed(self, make: Callable[[], T]) -> T:
        began = time.monotonic()
        value = make()
        self._took = time.monotonic() - began
        return value

    def _take(self, value: T) -> None:
        if not self._stale:
            self.value = value


class ShownAnew(Generic[T]):
    """What a sitting over an `Anew` tells its screen."""

    _anew: Anew[T]

    @property
    def planning(self) -> bool:
        """Whether some of what is shown is older than the last decision; `rest` makes it anew."""
        return self._anew.busy

    @property
    def at_work(self) -> bool:
        """Whether that is being done at this moment."""
        return self._anew.at_work

    @property
    def pause_ms(self) -> int:
        """So long nobody should have pressed anything before `rest` is called."""
        return self._anew.pause_ms
