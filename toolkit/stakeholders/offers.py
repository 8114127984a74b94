"""What a critic's trouble is in words, and what this person could own."""

from __future__ import annotations

from toolkit.model.findings import Statement
from toolkit.model.vocabulary import Kind
from toolkit.stakeholders.attitudes import NOTHING, AttitudeLabel
from toolkit.stakeholders.convertibility import complaint
from toolkit.stakeholders.people_input import Known

SURE_REFUSAL = 0.8
"""From this probability nearly every statement read as a refusal is one."""
MOST_WORDS = 140
"""So many characters of somebody's words are quoted in a table's cell."""


def main_reason(person_id: str, known: Known) -> str:
    """The topic that weighs most for this person, in words; "" without words."""
    own = [one for one in known.words(person_id, before=False) if not one.empty]
    if not own:
        return ""
    refusal = max(own, key=lambda one: (_objects(one, known), one.statement_id))
    if _objects(refusal, known) >= SURE_REFUSAL:
        return f"refuses the idea itself: {cite(refusal, known)}"
    heat: dict[str, float] = {}
    for one in own:
        matter = _topic(one, known) or one.statement_id
        heat[matter] = heat.get(matter, 0.0) + _heat(one, known)
    matter = max(heat, key=lambda key: (round(heat[key], 6), key))
    about = [one for one in own if matter in (_topic(one, known), one.statement_id)]
    first = max(about, key=lambda one: (round(_heat(one, known), 6), one.statement_id))
    topic = _topic(first, known)
    more = f"; {len(about)} points on it" if len(about) > 1 else ""
    return f"{topic}: {cite(first, known)}{more}" if topic else cite(first, known)


def offer(person_id: str, known: Known) -> str:
    """The own proposal, else the topic described most exactly, by statement id; "" if neither."""
    own = [
        one
        for one in known.words(person_id, before=False)
        if not one.empty and not one.source.off_record
    ]
    if not own:
        return ""
    best = max(own, key=lambda one: (_owned(one, known), len(one.text), one.statement_id))
    if _owned(best, known) >= 0.5:
        return f"own proposal: {cite(best, known)}"
    exact = max(own, key=lambda one: (_exact(one, known), one.statement_id))
    topic = _topic(exact, known)
    return f"look after {topic or 'what this person describes'}: {cite(exact, known)}"


def cite(one: Statement, known: Known) -> str:
    """A statement as it may stand in a table: its redacted words, if known, and its id."""
    words = "" if one.source.off_record else known.given.shown.get(one.statement_id, "")
    if not words:
        return f"[{one.statement_id}]"
    short = words if len(words) <= MOST_WORDS else words[: MOST_WORDS - 1].rstrip() + "…"
    return f"“{short}” [{one.statement_id}]"


def _topic(one: Statement, known: Known) -> str:
    theme = known.theme_of.get(one.statement_id)
    return theme.title if theme else ""


def _objects(one: Statement, known: Known) -> float:
    return known.attitudes.get(one.statement_id, NOTHING)[AttitudeLabel.OBJECTS]


def _heat(one: Statement, known: Known) -> float:
    coding = known.given.codings.get(one.statement_id)
    severity = (coding.severity if coding else None) or 1
    return complaint(coding) * severity + 0.01


def _owned(one: Statement, known: Known) -> float:
    coding = known.given.codings.get(one.statement_id)
    proposal = coding.kinds.get(Kind.PROPOSAL, float(coding.kind is Kind.PROPOSAL)) if coding else 0
    return proposal * (1 - _objects(one, known))


def _exact(one: Statement, known: Known) -> float:
    attitude = known.attitudes.get(one.statement_id, NOTHING)
    length = min(len(one.text.split()) / 30, 1.0)
    return attitude[AttitudeLabel.CONSTRUCTIVE] + 0.5 * length + 0.1 * _heat(one, known)
