"""What a critic's trouble is in words, and what this person could own."""

from __future__ import annotations

from toolkit.model.findings import Statement
from toolkit.model.vocabulary import Kind
from toolkit.stakeholders.attitudes import NOTHING, Attitude, AttitudeLabel
from toolkit.stakeholders.convertibility import complaint
from toolkit.stakeholders.people_input import Known
from toolkit.stakeholders.refusals import in_words, objection

MAIN_FROM = 0.9
"""From this probability on a refusal is told as somebody's main reason: there it stands alone."""
MEANT_FROM = 0.45
"""From this on a proposal is offered back; below it stand shrugs, demands and mockery, and also
some short proposals: then the topic is offered, which does no harm."""
OF_LENGTH = 0.25
PROPOSAL_WORDS, REPORT_WORDS = 20, 30
"""So many words say enough to be specific; more add nothing."""
HARSH = (AttitudeLabel.OBJECTS, AttitudeLabel.LET_DOWN, AttitudeLabel.RESIGNED)
MOST_WORDS = 140
"""So many characters of somebody's words are quoted in a table's cell."""


def main_reason(person_id: str, known: Known) -> str:
    """The topic that weighs most for this person, in words; "" without words."""
    own = [one for one in known.words(person_id, before=False) if not one.empty]
    if not own:
        return ""
    refusal = max(own, key=lambda one: (objection(one, known), one.statement_id))
    if objection(refusal, known) >= MAIN_FROM:
        return f"{in_words(objection(refusal, known))}: {cite(refusal, known)}"
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
    """The own proposal, else the topic described most exactly, by statement id; "" if neither.

    A proposal is offered back only where it reads as meant: constructive or a condition, specific,
    and without writing off, giving up or refusing. Nobody is made the owner of a sneer.
    """
    own = [
        one
        for one in known.words(person_id, before=False)
        if not one.empty and not one.source.off_record
    ]
    if not own:
        return ""
    best = max(own, key=lambda one: (round(_meant(one, known), 6), one.statement_id))
    if _meant(best, known) >= MEANT_FROM:
        return f"own proposal: {cite(best, known)}"
    exact = max(own, key=lambda one: (round(_exact(one, known), 6), one.statement_id))
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


def _heat(one: Statement, known: Known) -> float:
    coding = known.given.codings.get(one.statement_id)
    severity = (coding.severity if coding else None) or 1
    return complaint(coding) * severity + 0.01


def _meant(one: Statement, known: Known) -> float:
    """How far a statement is a proposal that its speaker means, 0-1."""
    coding = known.given.codings.get(one.statement_id)
    proposal = coding.kinds.get(Kind.PROPOSAL, float(coding.kind is Kind.PROPOSAL)) if coding else 0
    attitude = known.attitudes.get(one.statement_id, NOTHING)
    shown = attitude[AttitudeLabel.CONSTRUCTIVE] + attitude[AttitudeLabel.CONDITIONAL]
    good = (1 - OF_LENGTH) * shown + OF_LENGTH * _length(one, PROPOSAL_WORDS)
    return proposal * good * (1 - _harsh(attitude))


def _exact(one: Statement, known: Known) -> float:
    """How exactly a statement describes something that could be looked after."""
    attitude = known.attitudes.get(one.statement_id, NOTHING)
    told = attitude[AttitudeLabel.CONSTRUCTIVE] + 0.5 * _length(one, REPORT_WORDS)
    return (told + 0.1 * _heat(one, known)) * (1 - _harsh(attitude))


def _harsh(attitude: Attitude) -> float:
    """Probability that the words refuse, write off or give up."""
    return sum(attitude[label] for label in HARSH)


def _length(one: Statement, full: int) -> float:
    return min(len(one.text.split()) / full, 1.0)
