"""Facts about single statements, gathered into facts about a theme."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence, Set

from toolkit.model.fact_words import people_fact, ticket_end
from toolkit.model.findings import Signal, Statement
from toolkit.model.vocabulary import Bearing, Cause, DecidedBy
from toolkit.verdicts.pool import PERSON_GAIN

_Key = tuple[DecidedBy, str, Cause]


def gather_signals(
    theme_id: str,
    members: Sequence[Statement],
    signals: Mapping[str, tuple[Signal, ...]],
) -> tuple[Signal, ...]:
    """One signal per kind of fact and cause, over all who speak of the theme.

    Weight: the mean over all speakers (who shows nothing counts 0) times k ** 0.5, where k is the
    number of speakers, or of tickets for facts from tickets: one ticket that many recall is one.
    """
    people = {one.speaker for one in members}
    by_key: dict[_Key, dict[str, list[Signal]]] = defaultdict(lambda: defaultdict(list))
    for one in members:
        for signal in signals.get(one.statement_id, ()):
            by_key[(signal.origin, signal.name, signal.cause)][one.speaker].append(signal)
    gathered = [
        _gathered(theme_id, key, found, len(people)) for key, found in sorted(by_key.items())
    ]
    return (*signals.get(theme_id, ()), *gathered)


def _gathered(
    theme_id: str, key: _Key, found: Mapping[str, Sequence[Signal]], people: int
) -> Signal:
    origin, name, cause = key
    rows = tuple(sorted({row for own in found.values() for one in own for row in one.rows}))
    per_person = [sum(one.weight for one in own) / len(own) for own in found.values()]
    counted = len(rows) if origin is DecidedBy.TICKETS else people
    weight = sum(per_person) / people * min(max(counted, 1), people) ** PERSON_GAIN
    about: Set[str] = {person for own in found.values() for one in own for person in one.people}
    if origin is DecidedBy.TICKETS:
        about = _fewer(about, found.keys())
    return Signal(
        name=name,
        subject_id=theme_id,
        origin=origin,
        cause=cause,
        bearing=_bearing(weight),
        weight=round(weight, 4),
        sentence=_sentence(name, origin, len(found), people, len(rows)),
        n=len(rows) if origin is DecidedBy.TICKETS else len(found),
        people=tuple(sorted(about)),
        rows=rows,
    )


def _fewer(callers: Set[str], sayers: Set[str]) -> Set[str]:
    """Of whom a sentence on tickets tells: it counts those who say the matter too.

    Callers whom nobody in the list matches are people as well, so no caller known is not nobody.
    """
    return callers if callers and len(callers) <= len(sayers) else sayers


def _bearing(weight: float) -> Bearing:
    if weight == 0:
        return Bearing.SILENT
    return Bearing.SUPPORTS if weight > 0 else Bearing.CONTRADICTS


def _sentence(name: str, origin: DecidedBy, having: int, people: int, rows: int) -> str:
    if origin is DecidedBy.TICKETS:
        count = "1 ticket" if rows == 1 else f"{rows} tickets"
        end = ticket_end(name, rows) or name.removeprefix("tickets_").replace("_", " ")
        return f"{count} on what {having} of {people} say {end}"
    shown = people_fact(name, having)
    if shown:
        return shown.format(n=having, m=people)
    return f"{name.replace('_', ' ')}: {having} of {people} who say it"


def without_repeats(signals: Iterable[Signal]) -> list[Signal]:
    """Signals, each sentence once, weightiest first."""
    seen: dict[str, Signal] = {}
    for one in sorted(signals, key=lambda s: (-abs(s.weight), s.sentence)):
        seen.setdefault(one.sentence, one)
    return list(seen.values())
