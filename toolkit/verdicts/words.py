"""A verdict's evidence and what would overturn it, as sentences with their numbers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from toolkit.model.findings import Facts, Signal, Statement, Theme
from toolkit.model.vocabulary import Cause, DecidedBy
from toolkit.verdicts import pool
from toolkit.verdicts.gather import without_repeats

PLAIN: Mapping[Cause, str] = {
    Cause.DEFECT: "a fault of the tool",
    Cause.MISSING: "something the tool cannot do",
    Cause.FRICTION: "a step that works but costs too much",
    Cause.DATA: "bad data",
    Cause.TRAINING: "a training gap",
    Cause.COMMUNICATION: "something not told, or told wrongly",
    Cause.WAY_OF_WORKING: "a process that does not fit the job",
    Cause.VALUE: "no benefit for those who enter",
    Cause.TRUST: "a fear of exposure",
    Cause.LEADERSHIP: "managers' own conduct",
    Cause.UNCLEAR: "not clear",
}
"""Each cause as half a sentence."""
_SHOWN_FACTS = 2
_SPEAKS: Mapping[Cause, tuple[DecidedBy, str]] = {
    Cause.DEFECT: (
        DecidedBy.TICKETS,
        "a ticket on it confirmed as a fault, or errors among people who were trained",
    ),
    Cause.MISSING: (DecidedBy.TICKETS, "the vendor's word that no setting does it"),
    Cause.FRICTION: (
        DecidedBy.USAGE,
        "trained, active users who need as long as everybody else for the step",
    ),
    Cause.DATA: (
        DecidedBy.TICKETS,
        "records found wrong when a sample is checked against the source",
    ),
    Cause.TRAINING: (
        DecidedBy.TRAINING,
        "people who were shown the step and no longer complain, while the untrained do",
    ),
    Cause.COMMUNICATION: (
        DecidedBy.TRAINING,
        "an announcement that people did not get, or that says the opposite",
    ),
    Cause.WAY_OF_WORKING: (
        DecidedBy.USAGE,
        "people who know the step, meet no error, and still work around it",
    ),
    Cause.VALUE: (DecidedBy.USAGE, "people who enter and never open what they get back"),
    Cause.TRUST: (DecidedBy.TEXT, "people who say whom they fear reads it, when asked one to one"),
    Cause.LEADERSHIP: (DecidedBy.USAGE, "managers' own use next to that of their teams"),
}


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
        f"their words alone say {PLAIN[first]} ({likely[first]:.0%})"
    )
    for_it = _weightiest([s for s in signals if s.cause is chosen and s.weight > 0])
    against = _weightiest([s for s in signals if s.cause is chosen and s.weight < 0])
    if for_it:
        text += f"; for {PLAIN[chosen]}: {'; '.join(for_it)}"
    if against:
        text += f"; against it: {'; '.join(against)}"
    if not for_it and not against:
        text += "; no file speaks for or against it"
    return text + "."


def overturning_sentence(
    theme: Theme, chosen: Cause, rival: Cause, signals: Sequence[Signal], facts: Facts
) -> str:
    """The evidence that would turn the verdict to its closest rival, and where it was sought."""
    origin, what = _SPEAKS[rival]
    about = ", ".join(theme.keywords[:2]) or theme.title
    heard = {signal.origin for signal in signals}
    if origin.value in ("usage", "training", "tickets") and origin.value not in facts.recorded:
        state = f"no {origin.value} file came with the folder"
    elif origin in heard:
        state = f"the {origin.value} file has been heard and does not show it so far"
    else:
        state = "nothing on it stands in the files"
    return f"It would be {PLAIN[rival]} instead if, on {about}, there were {what}; {state}."


def _weightiest(signals: Sequence[Signal]) -> list[str]:
    return [one.sentence.rstrip(".") for one in without_repeats(signals)[:_SHOWN_FACTS]]


def _count(n: int, one: str, many: str) -> str:
    return f"{n} {one if n == 1 else many}"
