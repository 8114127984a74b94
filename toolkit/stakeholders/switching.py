"""Parts of a score that a person switched off: they stay in sight and count for nothing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from toolkit.model.decisions import Decision, Decisions
from toolkit.model.findings import Part, Stakeholder
from toolkit.model.vocabulary import Convertible, Status
from toolkit.settings import StakeholderSettings
from toolkit.stakeholders.convertibility import answer_of
from toolkit.stakeholders.influence import step_of


def switched(one: Stakeholder, decisions: Decisions, settings: StakeholderSettings) -> Stakeholder:
    """The stakeholder with the parts out that a person switched off, and the scores made anew.

    Influence: the weights of the other parts are raised to add up to what they did before, as for a
    part that was never asked for; 0 where none is left. Convertibility: the part is left out.
    """
    influence = _off(one.influence_parts, one.person_id, decisions)
    chance = _off(one.convertibility_parts, one.person_id, decisions)
    if influence == one.influence_parts and chance == one.convertibility_parts:
        return one
    found = replace(
        one, influence_parts=influence, convertibility_parts=chance, status=Status.CHANGED
    )
    if influence != one.influence_parts:
        score = _mean(influence, sum(part.weight for part in one.influence_parts))
        found = replace(found, influence_score=score, influence=step_of(score))
    asked = one.convertible is not Convertible.NOT_ASKED
    if chance != one.convertibility_parts and asked:
        score = round(min(max(sum(part.value * part.weight for part in chance), 0.0), 1.0), 4)
        answer = answer_of(score, settings.convertible_at, settings.unclear_band)
        found = replace(found, convertibility=score, convertible=answer)
    return found


def _off(parts: Sequence[Part], person_id: str, decisions: Decisions) -> tuple[Part, ...]:
    found = []
    for part in parts:
        row = decisions.get(f"person:{person_id}", f"part_{part.name}")
        off = row is not None and row.decided == "off"
        found.append(_silent(part, row) if row is not None and off else part)
    return tuple(found)


def _silent(part: Part, row: Decision) -> Part:
    why = f": {row.memo}" if row.memo else ""
    return replace(part, weight=0.0, because=f"switched off by {row.coder}{why}")


def _mean(parts: Sequence[Part], total: float) -> float:
    left = sum(part.weight for part in parts)
    if not left:
        return 0.0
    return round(min(sum(part.value * part.weight for part in parts) * total / left, 1.0), 4)
