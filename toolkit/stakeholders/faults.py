"""Which themes are faults, who says so, and whom a fault touches."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from toolkit.model.findings import Theme
from toolkit.model.vocabulary import Cause, DecidedBy, Status
from toolkit.stakeholders.convertibility import complaint
from toolkit.stakeholders.people_input import Known

BY_FACTS: Mapping[DecidedBy, str] = {
    DecidedBy.TICKETS: "by tickets, no person has confirmed it yet",
    DecidedBy.USAGE: "by usage, no person has confirmed it yet",
    DecidedBy.SEVERAL: "by several kinds of facts, no person has confirmed it yet",
}
"""What says that a theme's trouble is a fault; words alone do not."""
CONFIRMED = "a person confirmed it"
FIXED = "fixed_on"
IS_COMPLAINT = 0.5
_NONE = Theme(theme_id="", title="", statement_ids=())


@dataclass(frozen=True, slots=True, kw_only=True)
class Complained:
    """A theme that somebody complains of."""

    theme: Theme
    severity: int
    """The greatest of this person's complaints on it, 0 where none is told."""


def complaints_of(person_id: str, known: Known) -> dict[str, Complained]:
    """Theme id -> what a person complains of since the launch.

    Praise, ideas and questions in a theme are no complaint of it.
    """
    found: dict[str, Complained] = {}
    for one in known.words(person_id, before=False):
        theme = known.theme_of.get(one.statement_id)
        coding = known.given.codings.get(one.statement_id)
        if theme is None or one.empty or complaint(coding) < IS_COMPLAINT:
            continue
        severity = (coding.severity if coding else None) or 0
        before = found.get(theme.theme_id)
        most = max(severity, before.severity if before else 0)
        found[theme.theme_id] = Complained(theme=theme, severity=most)
    return found


def cause_in_force(theme_id: str, known: Known) -> Cause | None:
    """What a theme's trouble is: a person's verdict counts from the moment it is given."""
    decided = known.given.decisions.value(f"theme:{theme_id}", "verdict")
    verdict = known.given.verdicts.get(theme_id)
    if decided:
        return Cause(decided)
    return verdict.cause if verdict else None


def fault_basis(theme_id: str, known: Known) -> str:
    """What says that a theme is a fault, in words; "" where it is none, or by words alone."""
    if cause_in_force(theme_id, known) is not Cause.DEFECT:
        return ""
    verdict = known.given.verdicts.get(theme_id)
    decided = known.given.decisions.value(f"theme:{theme_id}", "verdict")
    if decided or verdict is None or verdict.status is not Status.SUGGESTED:
        return CONFIRMED
    return (
        CONFIRMED
        if verdict.decided_by is DecidedBy.PERSON
        else BY_FACTS.get(verdict.decided_by, "")
    )


def open_fault(theme_id: str, known: Known) -> str:
    """The basis of a fault that nobody has called fixed (a decision on the theme, `fixed_on`)."""
    fixed = known.given.decisions.value(f"theme:{theme_id}", FIXED)
    return "" if fixed else fault_basis(theme_id, known)


def silent_peers(theme_id: str, known: Known) -> frozenset[str]:
    """Who would meet a fault without having spoken of it.

    Somebody of the same role as a complainer, whom the files show using the part that the theme is
    about; nobody where no file shows the use of parts, or roles are not known.
    """
    users = known.given.part_users.get(theme_id, frozenset())
    if not users:
        return frozenset()
    spoke = {
        key
        for key, own in known.said.items()
        if any(known.theme_of.get(one.statement_id, _NONE).theme_id == theme_id for one in own)
    }
    roles = {_role(key, known) for key in spoke if theme_id in complaints_of(key, known)} - {""}
    return frozenset(key for key in users - spoke if _role(key, known) in roles)


def _role(person_id: str, known: Known) -> str:
    person = known.by_id.get(person_id)
    return person.role if person else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class FaultBook:
    """Every open fault of a review, by theme id."""

    bases: Mapping[str, str]
    """What says so, in words."""
    titles: Mapping[str, str]
    severities: Mapping[str, int]
    """The greatest severity that anybody complains of."""
    peers: Mapping[str, frozenset[str]]
    """Who said nothing and would meet it."""


def open_faults(known: Known) -> FaultBook:
    """The open faults with those who would meet them, worked out once for all waves."""
    themes = {one.theme_id: one for one in known.given.themes}
    bases = {key: basis for key in sorted(themes) if (basis := open_fault(key, known))}
    worst: dict[str, int] = {}
    for person_id in known.said:
        for key, one in complaints_of(person_id, known).items():
            worst[key] = max(worst.get(key, 0), one.severity)
    return FaultBook(
        bases=bases,
        titles={key: themes[key].title for key in bases},
        severities={key: worst.get(key, 0) for key in bases},
        peers={key: silent_peers(key, known) for key in bases},
    )
