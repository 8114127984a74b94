"""A verdict's evidence and what would overturn it, as sentences with their numbers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from toolkit.model.findings import Facts, Signal, Statement, Theme
from toolkit.model.labels import NO_LABELS, Labels
from toolkit.model.vocabulary import Cause
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What a verdict's sentences tell of."""

    theme: Theme
    members: Sequence[Statement]
    people: int
    words: Mapping[Cause, float]
    """Log-weights of the causes by the words alone."""
    signals: Sequence[Signal]
    rivals: tuple[Cause, Cause]
    """The verdict's cause and its closest rival."""
    turn: Turn | None
    """The evidence of a file that would turn it; None where no file alone would."""
    facts: Facts
    labels: Labels = NO_LABELS
    own_codes: Mapping[str, str] = field(default_factory=dict)
    """Statement id -> the own code that a person gave it."""


def evidence_sentence(told: Told) -> str:
    """Who says it, what their words point to, the weightiest facts for and against, own codes."""
    chosen, half = told.rivals[0], told.labels.half
    likely = pool.shares(told.words)
    first = pool.ranked(likely)[0]
    said = _count(len(told.members), "statement", "statements")
    text = (
        f"{_count(told.people, 'person', 'people')} in {said}; "
        f"their words alone say {half(first)} ({likely[first]:.0%})"
    )
    for_it = _weightiest([s for s in told.signals if s.cause is chosen and s.weight > 0])
    against = _weightiest([s for s in told.signals if s.cause is chosen and s.weight < 0])
    if for_it:
        text += f"; what speaks for {half(chosen)}: {'; '.join(for_it)}"
    if against:
        text += f"; what speaks against it: {'; '.join(against)}"
    if not for_it and not against:
        text += "; no file speaks for or against it"
    return "; ".join([text, *_coded(told)]) + "."


def _coded(told: Told) -> list[str]:
    """How many statements people gave each own code, most first."""
    given = Counter(
        told.own_codes[one.statement_id]
        for one in told.members
        if one.statement_id in told.own_codes
    )
    ranked = sorted(given.items(), key=lambda one: (-one[1], one[0]))
    name = told.labels.of_own
    return [f"{n} of the statements coded as “{name(code)}”" for code, n in ranked]


def overturning_sentence(told: Told) -> str:
    """The evidence that would turn the verdict, with its number, and what there is of it now.

    Where no file alone could turn it, what people would have to say or show.
    """
    (chosen, rival), turn, half = told.rivals, told.turn, told.labels.half
    about = ", ".join(told.theme.keywords[:2]) or told.theme.title
    if turn is None:
        return (
            f"It would be {half(rival)} instead if, on {about}, there were {_SHOWS[rival]}; "
            f"no file alone would turn it from {half(chosen)}."
        )
    cause = turn.lever.cause
    said = (
        f"It would be {half(cause)} instead if {turn.pieces} of the {told.people} who raise it "
        f"had a ticket of their own on {about} that was {turn.lever.evidence}; "
    )
    said += _there(turn, told.facts)
    if rival is not cause and rival not in _BY_TICKET:
        said += f" It could also be {half(rival)}: that would take {_SHOWS[rival]}."
    return said


def standing_sentence(told: Told, share: float) -> str:
    """What would bear out a person's verdict, and what the one that words and files come to.

    The person's cause stands first of `told.rivals`; `share` is that of the other, 0-1.
    """
    (said, found), half = told.rivals, told.labels.half
    about = ", ".join(told.theme.keywords[:2]) or told.theme.title
    return (
        f"A person decided on {half(said)}; words and files alone come to {half(found)} "
        f"({share:.0%}). What would bear it out, on {about}: {_SHOWS[said]}. "
        f"What would speak for {half(found)}: {_SHOWS[found]}."
    )


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
