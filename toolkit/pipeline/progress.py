"""A bar over everything that takes longer than two seconds, in a terminal or notebook."""

from __future__ import annotations

from typing import Any

from tqdm.auto import tqdm


class Bar:
    """One bar over the rooms, with the part of the room that is being done beside it."""

    def __init__(self) -> None:
        self._bar: Any = None

    def room(self, name: str, of: int) -> None:
        """A room is entered."""
        if self._bar is None:
            self._bar = tqdm(
                total=of, unit="room", leave=False, bar_format="{l_bar}{bar}| {n}/{total} {postfix}"
            )
        else:
            self._bar.update(1)
        self._bar.set_description(name)
        self._bar.set_postfix_str("")

    def step(self, text: str, done: int, of: int) -> None:
        """A part of the room is done."""
        if self._bar is not None:
            self._bar.set_postfix_str(f"{text} {done}/{of}" if of else text)

    def close(self) -> None:
        """Take the bar away."""
        if self._bar is not None:
            self._bar.close()
            self._bar = None
