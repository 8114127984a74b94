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
_BEYOND_TICKETS: Mapping[Cause, str] = {
    **_SHOWS,
    Cause.DEFECT: "a wrong result or an error where somebody trained does it as shown",
}
"""The same where it is known that tickets alone would not do."""
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
    likely: Mapping[Cause, float]
    """Shares of the causes by words and files together."""
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
    half = told.labels.half
    likely = pool.shares(told.words)
    first = pool.ranked(likely)[0]
    said = _count(len(told.members), "statement", "statements")
    text = (
        f"{_count(told.people, 'person', 'people')} in {said}; "
        f"their words alone say {half(first)} ({likely[first]:.0%})"
    )
    text += "".join(f"; {part}" for part in _facts(told))
    return "; ".join([text, *_left_open(told), *_coded(told)]) + "."


def _facts(told: Told) -> list[str]:
    """The weightiest facts for and against the cause.

    Where none speaks for it, those against what the words say or against its rival: they lift it.
    """
    (chosen, rival), half = told.rivals, told.labels.half
    for_it = _weightiest([s for s in told.signals if s.cause is chosen and s.weight > 0])
    against = _weightiest([s for s in told.signals if s.cause is chosen and s.weight < 0])
    parts = []
    if for_it:
        parts.append(f"what speaks for {half(chosen)}: {'; '.join(for_it)}")
    if against:
        parts.append(f"what speaks against it: {'; '.join(against)}")
    others = dict.fromkeys((pool.ranked(told.words)[0], rival)) if not for_it else ()
    for cause in others:
        lowered = [s for s in told.signals if s.cause is cause and s.weight < 0]
        if cause is not chosen and lowered:
            parts.append(f"what speaks against {half(cause)}: {'; '.join(_weightiest(lowered))}")
    return parts or ["no file speaks for or against it"]


def _left_open(told: Told) -> list[str]:
    """The two closest causes, where words and files together leave it open."""
    (chosen, rival), half = told.rivals, told.labels.half
    if pool.ranked(told.likely)[0] is not chosen or told.likely[chosen] >= pool.UNSURE:
        return []
    first, second = f"{told.likely[chosen]:.0%}", f"{told.likely[rival]:.0%}"
    return [f"all together leave it open: {half(chosen)} {first}, {half(rival)} {second}"]


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
    if turn is None:
        return (
            f"It would be {half(rival)} instead if there were {_BEYOND_TICKETS[rival]}; "
            f"no number of tickets alone would turn it from {half(chosen)}."
        )
    cause = turn.lever.cause
    said = (
        f"It would be {half(cause)} instead if {_asked(turn.pieces, told.people)} "
        f"had a ticket of their own on it that was {turn.lever.evidence}; "
    )
    said += _there(turn, told.facts)
    if rival is not cause and rival not in _BY_TICKET:
        said += f" It could also be {half(rival)}: that would take {_SHOWS[rival]}."
    return said


def _asked(pieces: int, people: int) -> str:
    if pieces < people:
        return f"{pieces} of the {people} who raise it"
    return f"each of the {people} who raise it" if people > 1 else "the 1 person who raises it"


def standing_sentence(told: Told, share: float) -> str:
    """What would bear out a person's verdict, and what the one that words and files come to.

    The person's cause stands first of `told.rivals`; `share` is that of the other, 0-1.
    """
    (said, found), half = told.rivals, told.labels.half
    return (
        f"A person decided on {half(said)}; words and files alone come to {half(found)} "
        f"({share:.0%}). What would bear it out: {_SHOWS[said]}. "
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
