"""What people decided of a person: it takes the suggestion's place, and both are kept."""

from __future__ import annotations

from dataclasses import fields, replace

from toolkit.model.decisions import Decision, Decisions
from toolkit.model.findings import Stakeholder, Standpoint
from toolkit.model.vocabulary import Convertible, Influence, Path, Stance, Status, UsageState
from toolkit.settings import StakeholderSettings
from toolkit.stakeholders.convertibility import CRITICS
from toolkit.stakeholders.switching import switched

FIELDS = {
    "stance": lambda value: Stance(value) if value else None,
    "stance_before": lambda value: Stance(value) if value else None,
    "usage_state": UsageState,
    "influence": Influence,
    "influence_score": float,
    "former_champion": lambda value: value == "yes",
    "convertible": Convertible,
    "convertibility": float,
    "path": lambda value: Path(value) if value else None,
    "main_reason": str,
    "offer": str,
}
"""What may be decided of a person, and how a decided word becomes a value."""


def decided(
    one: Stakeholder, decisions: Decisions, settings: StakeholderSettings | None = None
) -> Stakeholder:
    """The stakeholder with what people decided; a suggestion never overwrites a decision.

    Given a stakeholder on whom decisions were applied before, it starts again from the machine's
    suggestion, which stays in `suggestion`. What was replaced is told in `stance_reasons`, with the
    coder and the memo. Parts that were switched off (`part_NAME` = off) count for nothing. Whoever
    is no critic by the stance in force is not asked about a chance, at once; a critic by a person's
    word whose chance no run has worked out yet is `unclear`.
    """
    machine = as_suggested(one)
    found = switched(machine, decisions, settings or StakeholderSettings())
    rows = [decisions.get(f"person:{one.person_id}", name) for name in FIELDS]
    for row in rows:
        if row is not None and row.decided is not None:
            found = _with(found, row)
    by_hand = decisions.get(f"person:{one.person_id}", "convertible") is not None
    found = found if by_hand and found.stance in CRITICS else _asked_only_critics(found)
    return found if found == machine else replace(found, suggestion=_standpoint(machine))


def _asked_only_critics(one: Stakeholder) -> Stakeholder:
    asked = one.convertible is not Convertible.NOT_ASKED
    if one.stance not in CRITICS and asked:
        return replace(
            one,
            convertible=Convertible.NOT_ASKED,
            convertibility=None,
            convertibility_parts=(),
            path=None,
            offer="",
        )
    if one.stance in CRITICS and not asked:
        return replace(one, convertible=Convertible.UNCLEAR)
    return one


def as_suggested(one: Stakeholder) -> Stakeholder:
    """The same person by the machine's word alone."""
    if one.suggestion is None:
        return one
    values = {name.name: getattr(one.suggestion, name.name) for name in fields(Standpoint)}
    return Stakeholder(**values)


def _standpoint(one: Stakeholder) -> Standpoint:
    return Standpoint(**{name.name: getattr(one, name.name) for name in fields(Standpoint)})


def _with(one: Stakeholder, row: Decision) -> Stakeholder:
    read = FIELDS[row.field]
    value = read(row.decided)  # type: ignore[operator]
    before = getattr(one, row.field)
    same = before == value
    status = Status.CONFIRMED if same and one.status is not Status.CHANGED else Status.CHANGED
    memo = f" ({row.memo})" if row.memo else ""
    note = (
        f"{row.field} confirmed by {row.coder}{memo}"
        if same
        else f"{row.field} changed by {row.coder} from {_word(before)} to {_word(value)}{memo}"
    )
    return replace(
        one, **{row.field: value}, status=status, stance_reasons=(*one.stance_reasons, note)
    )


def _word(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return "empty" if value is None or value == "" else str(value)
