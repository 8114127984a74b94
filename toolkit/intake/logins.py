"""Log-ins: those that are made from names, and what systems write around them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from toolkit.intake.names import fold, parse_name
from toolkit.intake.raw import Identity

_BEFORE = ("\\", "|")


def logins_of(names: Iterable[str]) -> list[str]:
    """The log-ins that somebody of these names may have: "avoss", "vossa", "adavoss", "adav"."""
    found: list[str] = []
    for name in names:
        parsed = parse_name(name)
        first, last = (fold(part).replace(" ", "") for part in (parsed.first, parsed.last))
        if first and last:
            found += [first[0] + last, last + first[0], first + last, last + first, first + last[0]]
            found += [first[:2] + last, last + first[:2]]
    return [fold(login) for login in found]


def bare_login(text: str) -> str:
    r"""A log-in or address without its domain or claim: `DAIRY\avoss`, `i:0#.f|membership|a@b`."""
    for sign in _BEFORE:
        text = text.rpartition(sign)[2]
    return text


def with_bare_login(identity: Identity) -> Identity:
    """The identity with a bare log-in and a bare address; names stay as they are."""
    return replace(
        identity, given_id=bare_login(identity.given_id), email=bare_login(identity.email)
    )
