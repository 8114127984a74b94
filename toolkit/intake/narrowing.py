"""What tells between several people whom a name or an address may mean."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from toolkit.intake.names import marks_of


def unlike(said: str, equal: Sequence[str], names: Mapping[str, Sequence[str]]) -> frozenset[str]:
    """Those of several people of one name whom the list writes otherwise than it was said.

    "Ana Roth" is not "Ana Roth [C]". Nobody where the marks in brackets tell no single one.
    """
    same = [key for key in equal if _marks(names[key]) == marks_of(said)]
    return frozenset(equal) - frozenset(same) if len(same) == 1 else frozenset()


def _marks(names: Sequence[str]) -> tuple[str, ...]:
    return next((marks for name in names if (marks := marks_of(name))), ())


def without_address(
    scores: Mapping[str, float], address: str, emails: Mapping[str, Sequence[str]]
) -> dict[str, float]:
    """Whom an address may be made of, where the list has an address for none of them.

    `emails` are those of the list, with their owners; the address is at a domain of one of them.
    """
    domain = _domain(address)
    if not any(_domain(known) == domain for known in emails):
        return {}
    addressed = {key for owners in emails.values() for key in owners}
    return {} if addressed & scores.keys() else dict(scores)


def _domain(address: str) -> str:
    return address.casefold().partition("@")[2].strip("<> ")
