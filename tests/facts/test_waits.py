"""How long the tool lets people wait, where they say that it is slow."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from tests.facts.clinic import facts, people, usage
from toolkit.facts.subjects import Table
from toolkit.facts.waits import wait_findings
from toolkit.intake.measures import measure_kind
from toolkit.model.intake import Extracts
from toolkit.model.vocabulary import Cause, MeasureKind

SLOW = ("It is so slow here.", "I wait a minute for each x-ray.", "The list is long.")
OTHER = ("The letters are ugly.", "I miss a button.", "Nobody asked us.")


def known(waits: dict[str, float]) -> Table:
    """Everybody's mean wait; 2 seconds, more or less, but for what `waits` says."""
    rows: list[tuple[str, str, MeasureKind, Sequence[float]]] = []
    for one in people():
        mean = waits.get(one.person_id, 2.0 + one.rank / 20)
        rows.append((one.person_id, "wait_s", MeasureKind.DURATION, [mean, 0, mean]))
        rows.append((one.person_id, "saved", MeasureKind.CREATED, [5, 0, 5]))
    return Table.of(facts(Extracts(usage=usage(rows))).people)


FAR = {"P02": 9.0, "P03": 10.0, "P04": 11.0, "P05": 9.5}
HEARD = {f"P{n:02d}" for n in range(6, 13)}


def test_those_who_call_it_slow_and_wait_longer_support_a_defect():
    (found,) = wait_findings(SLOW, FAR, HEARD, known(FAR))
    assert found.weights[Cause.DEFECT] > 0.5
    assert "9.9 against 2.5" in found.sentence


def test_a_slow_office_says_nothing_of_its_other_complaints():
    assert wait_findings(OTHER, FAR, HEARD, known(FAR)) == []


def test_who_calls_it_slow_and_waits_as_long_as_others_finds_nothing():
    assert wait_findings(SLOW, FAR, HEARD, known({})) == []


def test_a_wait_is_no_use_and_weeks_without_use_are_no_wait_of_nought():
    table = known(FAR)
    assert table.number("P02", "wait:wait_s") == 9.0
    assert table.names("part:") == ["saved"]


@pytest.mark.parametrize(
    "name",
    [
        "Response time (ms)",
        "Avg load time",
        "Mittlere Ladezeit in Sek.",
        "Tempo di risposta medio",
        "Temps de chargement",
        "Tiempo de espera",
    ],
)
def test_waiting_is_known_by_its_name(name: str):
    assert measure_kind(name) is MeasureKind.DURATION


@pytest.mark.parametrize("name", ["Waiting orders", "Time in the tool", "Sessions"])
def test_what_waits_and_how_long_one_works_is_none(name: str):
    assert measure_kind(name) is not MeasureKind.DURATION
