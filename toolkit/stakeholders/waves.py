"""Who gets the tool when: the order of people cut into waves, with what each wave waits for."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from math import ceil
from typing import Final

from toolkit.model.decisions import Decisions
from toolkit.model.findings import Placement, Stakeholder
from toolkit.model.intake import Person
from toolkit.model.vocabulary import Influence, WavePart
from toolkit.settings import StakeholderSettings
from toolkit.stakeholders.faults import complaints_of, open_fault
from toolkit.stakeholders.people_input import Known, PeopleInput, index_people
from toolkit.stakeholders.wave_order import OFFICE, Turn, order_people, weights_in_force

FIELD = "wave"
LEAST_SIZE: Final = 20
"""A wave of fewer is not worth its preparation, unless the settings say so."""
MOST_WAVES: Final = 10
"""So many are planned unless the settings say how large each is: a year's work at a common pace."""


def plan_waves(given: PeopleInput, judged: Sequence[Stakeholder]) -> tuple[Placement, ...]:
    """Everybody in scope in a wave from 1, no wave with more people than its size.

    The order is that of `order_people`: managers at least one wave before their teams (unless their
    weight is 0 or below), then in each department and
    level those with a positive attitude and the respect of peers, then those whose peers report
    most benefit; people who changed their mind come early as voices. `gate` says what must be fixed
    before a person's wave: each fault, by facts or a person's word, that an opinion former of it
    complained of. A decision on
    `person:ID`, field `wave`, wins; on `wave:N`, field `size`, it changes the wave's size.
    """
    known = index_people(given, {})
    turns = order_people(given, judged)
    waves = _fill(turns, given)
    gates = _gates([one.person for one in turns], {one.person_id: one for one in judged}, known)
    return tuple(
        Placement(
            person_id=turn.person.person_id,
            reason=turn.reason,
            wave=waves[turn.person.person_id],
            gate=gates.get(turn.person.person_id, ""),
        )
        for turn in sorted(turns, key=lambda one: (waves[one.person.person_id], one.person.rank))
    )


def size_of(wave: int, settings: StakeholderSettings, decisions: Decisions, in_scope: int) -> int:
    """How many people a wave (from 1) may hold, at least 1.

    Where neither a decision nor the settings say it, a tenth of those in scope, at least 20.
    """
    decided = decisions.value(f"wave:{wave}", "size")
    if decided:
        return max(int(decided), 1)
    sizes = settings.waves.sizes
    if wave <= len(sizes):
        return max(sizes[wave - 1], 1)
    return settings.wave_size or max(ceil(in_scope / MOST_WAVES), LEAST_SIZE)


def starts_of(
    last: int, settings: StakeholderSettings, decisions: Decisions
) -> dict[int, date | None]:
    """When waves 1 to `last` start: as decided, else so many weeks after the one before, else None.

    A decision on `wave:N`, field `starts_on`, moves all waves after it too.
    """
    found: dict[int, date | None] = {}
    day = settings.waves.first_on
    for wave in range(1, last + 1):
        decided = decisions.value(f"wave:{wave}", "starts_on")
        day = date.fromisoformat(decided) if decided else day
        found[wave] = day
        day = day + timedelta(weeks=settings.waves.weeks_apart) if day else None
    return found


def _fill(turns: Sequence[Turn], given: PeopleInput) -> dict[str, int]:
    """Person id -> wave; nobody starts with or before a manager who starts to lead by use."""
    settings, decisions = given.settings.mine.stakeholders, given.decisions
    people = {turn.person.person_id: turn.person for turn in turns}
    found: dict[str, int] = {}
    for key in people:
        decided = decisions.value(f"person:{key}", FIELD)
        if decided and int(decided) >= 1:
            found[key] = int(decided)
    held = Counter(found.values())
    led = weights_in_force(settings.waves.weights, decisions)[WavePart.MANAGERS] > 0
    for turn in turns:
        for one in _with_managers(turn.person, people, found) if led else [turn.person]:
            if one.person_id in found:
                continue
            wave = 1 + (found.get(one.manager_id, 0) if led and _is_led(one) else 0)
            while held[wave] >= size_of(wave, settings, decisions, len(people)):
                wave += 1
            found[one.person_id] = wave
            held[wave] += 1
    return _without_holes(found, decisions)


def _is_led(person: Person) -> bool:
    return not OFFICE[person.level]


def _with_managers(
    person: Person, people: Mapping[str, Person], placed: Mapping[str, int]
) -> list[Person]:
    """Those whom somebody waits for and who have no wave yet, from the top, then the person.

    Whatever the weights say of a manager's own turn, the team's turn brings the manager's forward.
    A circle of managers ends where it began.
    """
    line = [person]
    while _is_led(line[-1]):
        boss = people.get(line[-1].manager_id)
        if boss is None or boss in line or boss.person_id in placed:
            break
        line.append(boss)
    return line[::-1]


def _without_holes(waves: Mapping[str, int], decisions: Decisions) -> dict[str, int]:
    """Waves numbered without a gap, as long as nobody was put into one by its number."""
    if any(decisions.value(f"person:{key}", FIELD) for key in waves):
        return dict(waves)
    numbers = {wave: place for place, wave in enumerate(sorted(set(waves.values())), start=1)}
    return {key: numbers[wave] for key, wave in waves.items()}


def _gates(
    pool: Sequence[Person], judged: Mapping[str, Stakeholder], known: Known
) -> dict[str, str]:
    """Person id -> what must be fixed first: faults that this opinion former complains of."""
    found: dict[str, str] = {}
    for person in pool:
        one = judged.get(person.person_id)
        if one is None or one.influence is not Influence.HIGH:
            continue
        named = complaints_of(person.person_id, known)
        faults = [
            f"{key} {named[key].theme.title}: {basis}"
            for key in sorted(named)
            if (basis := open_fault(key, known))
        ]
        if faults:
            texts = "; ".join(faults)
            found[person.person_id] = (
                f"to be fixed before this wave (named by an opinion former): {texts}"
            )
    return found
