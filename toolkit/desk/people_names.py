"""Real names on the screen: an explicit act shows them, and they go by themselves."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import datetime, timedelta
from pathlib import Path
from typing import Final

from toolkit.desk.starting import Clock
from toolkit.errors import KeyMissing
from toolkit.intake import pseudonyms

SHOWN_FOR: Final = timedelta(minutes=10)
"""Long enough to look up whom to ring, too short to be forgotten on a beamer."""


class Names:
    """The key to the pseudonyms, locked until somebody asks, and again after SHOWN_FOR."""

    def __init__(self, key: Path | None, clock: Clock) -> None:
        self.unnamed: Collection[str] = ()
        """Pseudonyms of those who do not agree to be named."""
        self._key = key
        self._clock = clock
        self._until: datetime | None = None

    def __repr__(self) -> str:
        """Whether it is open; nothing about anybody."""
        return f"Names({'unlocked' if self.seconds_left else 'locked'})"

    def unlock(self) -> None:
        """Show names from now on, for a while. Raises KeyMissing where the key is not here."""
        if self._key is None:
            raise KeyMissing(
                "the key to the pseudonyms is not known here.",
                what_to_do="Open the review on the machine that made it.",
            )
        pseudonyms.load(self._key)
        self._until = self._clock() + SHOWN_FOR

    def lock(self) -> None:
        """Show pseudonyms alone."""
        self._until = None

    @property
    def seconds_left(self) -> int:
        """How long names are still shown; 0 where they are not."""
        if self._until is None:
            return 0
        return max(0, int((self._until - self._clock()).total_seconds()))

    def shown(self) -> Mapping[str, str]:
        """Pseudonym -> name, without those who do not agree to it; empty while locked."""
        if self._key is None or not self.seconds_left:
            return {}
        entries = pseudonyms.load(self._key).entries()
        return {
            one.pseudonym: one.name or one.email
            for one in entries
            if (one.name or one.email) and one.pseudonym not in self.unnamed
        }
