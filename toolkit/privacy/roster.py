"""Who must not be seen."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class RosterEntry:
    """One person whose name, address and id must not be shown; every text but the first may be ""."""

    pseudonym: str
    name: str = ""
    """"Anna Keller" or "Keller, Anna"."""
    email: str = ""
    other_names: tuple[str, ...] = ()
    """Nicknames and former names: "Steve", "Anna Huber"."""
    given_id: str = ""
    """The organisation's own id."""
