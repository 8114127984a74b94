"""A verdict's evidence and what would overturn it, as sentences with their numbers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from toolkit.model.findings import Facts, Signal, Statement, Theme
from toolkit.model.vocabulary import CAUSE_WORDS, Cause
from toolkit.verdicts import pool
from toolkit.verdicts.gather import without_repeats
from toolkit.verdicts.overturn import Turn

_SHOWN_FACTS = 2
_SHOWS: Mapping[Cause, str] = {
    Cause.DEFECT: "tickets on it confirmed as a fault, or errors among people who were trained",
    Cause.MISSING: "the vendor's word that no setting does it",
    Cause.FRICTION: "trained, active users who say that the step works and takes too long",
    Cause.DATA: "records found wrong when a sample is checked against the source",
    Cause.TRAINING: "people who were shown the step and no longer complain, while others do",
    Cause.COMMUNICATION: "an announcement that people did not get, or that says the opposite",
    Cause.WAY_OF_WORKING: "people who know the step, meet no error, and still work around it",
    Cause.VALUE: "people who enter and say, when asked, that nothing comes back to them",
    Cause.TRUST: "people who say, when asked one to one, whom they fear reads it",
    Cause.LEADERSHIP: "managers who do not use it themselves while their teams are asked to",
}
"""What speaks for each cause, as the end of a sentence."""
_BY_TICKET = frozenset(
    {Cause.DEFECT, Cause.MISSING, Cause.DATA, Cause.TRAINING, Cause.COMMUNICATION, Cause.FRICTION}
)


def evidence_sentence(
    theme: Theme,
    members: Sequence[Statement],
    people: int,
    words: Mapping[Cause, float],
    signals: Sequence[Signal],
    chosen: Cause,
) -> str:
    """Who says it, what their words point to, and the weightiest facts for and against."""
    likely = pool.shares(words)
    first = pool.ranked(likely)[0]
    said = _count(len(members), "statement", "statements")
    text = (
        f"{_count(people, 'person', 'people')} in {said}; "
        f"their words alone say {CAUSE_WORDS[first]} ({likely[first]:.0%})"
    )
    for_it = _weightiest([s for s in signals if s.cause is chosen and s.weight > 0])
    against = _weightiest([s for s in signals if s.cause is chosen and s.weight < 0])
    if for_it:
        text += f"; for {CAUSE_WORDS[chosen]}: {'; '.join(for_it)}"
    if against:
        text += f"; against it: {'; '.join(against)}"
    if not for_it and not against:
        text += "; no file speaks for or against it"
    return text + "."


def overturning_sentence(
    theme: Theme, turn: Turn | None, rivals: tuple[Cause, Cause], people: int, facts: Facts
) -> str:
    """The evidence that would turn the verdict, with its number, and what there is of it now.

    `rivals` are the verdict's cause and its closest rival. Where no file alone could turn it
    (`turn` is None), what people would have to say or show.
    """
    chosen, rival = rivals
    about = ", ".join(theme.keywords[:2]) or theme.title
    if turn is None:
        return (
            f"It would be {CAUSE_WORDS[rival]} instead if, on {about}, there were {_SHOWS[rival]}; "
            f"no file alone would turn it from {CAUSE_WORDS[chosen]}."
        )
    cause = turn.lever.cause
    said = (
        f"It would be {CAUSE_WORDS[cause]} instead if {turn.pieces} of the {people} who raise it "
        f"had a ticket of their own on {about} that was {turn.lever.evidence}; "
    )
    said += _there(turn, facts)
    if rival is not cause and rival not in _BY_TICKET:
        said += f" It could also be {CAUSE_WORDS[rival]}: that would take {_SHOWS[rival]}."
    return said


def _there(turn: Turn, facts: Facts) -> str:
    if turn.lever.origin.value not in facts.recorded:
        return f"no {turn.lever.origin.value} file came with the folder."
    if not turn.there:
        return "so far there is none."
    return f"so far {_count(turn.there, 'ticket', 'tickets')} on it ended so, whoever opened them."


def _weightiest(signals: Sequence[Signal]) -> list[str]:
    return [one.sentence.rstrip(".") for one in without_repeats(signals)[:_SHOWN_FACTS]]


def _count(n: int, one: str, many: str) -> str:
    return f"{n} {one if n == 1 else many}"
