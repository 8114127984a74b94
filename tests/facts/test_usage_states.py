from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

import pandas as pd
import pytest

from tests.facts.clinic import LAUNCH, facts, logins_and_records, people, person, usage
from toolkit.facts import measure_facts
from toolkit.model.intake import Extracts, Intake, Person
from toolkit.model.vocabulary import Level, MeasureKind, UsageState
from toolkit.settings import Mine, Project, Settings, UsageSettings

STEADY = ([5] * 12, [10] * 12)


def states(
    others: dict[str, tuple[Sequence[float], Sequence[float]]],
    crew: tuple[Person, ...] | None = None,
) -> dict[str, UsageState]:
    """P02 to P08 work steadily unless said otherwise; P01 is their manager."""
    who = crew or people(8)
    table = usage(
        row
        for one in who
        for row in logins_and_records(one.person_id, *others.get(one.person_id, STEADY))
    )
    return dict(facts(Extracts(usage=table), who).usage_states)


@pytest.mark.parametrize(
    ("logins", "records", "state"),
    [
        ([0] * 12, [0] * 12, UsageState.NEVER_OPENED),
        ([5] * 6 + [0] * 6, [8] * 6 + [0] * 6, UsageState.GAVE_UP),
        ([5] * 12, [8] * 6 + [0] * 6, UsageState.GAVE_UP),
        ([2, 1] + [0] * 10, [0] * 12, UsageState.GAVE_UP),
        ([5] * 7 + [0] * 5, [8] * 7 + [0] * 5, UsageState.STEADY),
        ([2] * 12, [1] * 12, UsageState.MOTIONS),
        ([4] * 12, [0] * 12, UsageState.UNKNOWN),
        ([1] * 12, [10] * 12, UsageState.MOTIONS),
        ([5] * 12, [10] * 12, UsageState.STEADY),
        ([5] * 12, [9] * 12, UsageState.STEADY),
        ([9] * 12, [30] * 12, UsageState.HEAVY),
        ([3, 0, 0, 0] * 3, [1, 0, 0, 0] * 3, UsageState.STEADY),
    ],
    ids=[
        "not one use",
        "nothing in the last six weeks",
        "looks, but has recorded nothing in six weeks",
        "looked twice, early",
        "five weeks are a holiday",
        "one record a week where peers make ten",
        "opens it and records nothing: not active in one week, so no motions",
        "one log-in a week with all records at once",
        "like the peers",
        "a little less than the peers is no going through the motions",
        "three times the peers",
        "seldom, but still",
    ],
)
def test_states(logins: list[float], records: list[float], state: UsageState):
    assert states({"P08": (logins, records)})["P08"] is state


def test_somebody_who_is_not_in_the_file_is_unknown_and_not_never():
    who = people(8)
    table = usage(row for one in who[:-1] for row in logins_and_records(one.person_id, *STEADY))
    assert facts(Extracts(usage=table), who).usage_states["P08"] is UsageState.UNKNOWN


def test_without_a_file_everybody_is_unknown():
    assert set(facts(Extracts()).usage_states.values()) == {UsageState.UNKNOWN}


def test_a_file_of_records_alone_cannot_show_that_somebody_never_opened_the_tool():
    who = people(8)
    table = usage(
        (
            one.person_id,
            "charts_saved",
            MeasureKind.CREATED,
            [0] * 12 if one.rank == 8 else [4] * 12,
        )
        for one in who
    )
    assert facts(Extracts(usage=table), who).usage_states["P08"] is UsageState.UNKNOWN


def test_three_weeks_in_scope_show_no_habit_yet():
    who = people(8)
    newcomer = person(9, starts_on=pd.Timestamp("2026-04-06").date())
    assert states({}, (*who, newcomer))["P09"] is UsageState.UNKNOWN


def test_readers_of_reports_are_judged_by_use_where_their_peers_record_nothing():
    readers = tuple(
        person(number, "Director", level=Level.EXECUTIVE, department="Board")
        for number in range(20, 26)
    )
    who = (*people(8), *readers)
    habits = {one.person_id: ([4] * 12, [0] * 12) for one in readers}
    found = states(habits, who)
    assert {found[one.person_id] for one in readers} == {UsageState.STEADY}


def test_the_same_work_is_another_amount_in_another_role():
    porters = tuple(person(number, "Receptionist", department="Desk") for number in range(20, 26))
    who = (*people(8), *porters)
    found = states({one.person_id: ([5] * 12, [2] * 12) for one in porters}, who)
    assert {found[one.person_id] for one in porters} == {UsageState.STEADY}


def test_the_thresholds_are_those_of_the_settings():
    who = people(8)
    table = usage(
        row
        for one in who
        for row in logins_and_records(
            one.person_id, *(([5] * 12, [8] * 9 + [0] * 3) if one.rank == 8 else STEADY)
        )
    )
    given = Intake(people=who, extracts=Extracts(usage=table))
    quick = Settings(
        mine=Mine(usage=UsageSettings(gave_up_weeks=3), project=Project(launch_on="2026-02-02"))
    )
    assert measure_facts(given, quick).usage_states["P08"] is UsageState.GAVE_UP
    assert measure_facts(given, Settings()).usage_states["P08"] is UsageState.STEADY


@pytest.mark.parametrize(
    ("changed", "logins", "records", "state"),
    [
        ({"motions_of_median": 0.05}, [2] * 12, [1] * 12, UsageState.STEADY),
        ({"heavy_of_median": 4.0}, [9] * 12, [30] * 12, UsageState.STEADY),
        ({"burst_records": 11.0}, [1] * 12, [10] * 12, UsageState.STEADY),
        ({"burst_peer_logins": 6.0}, [1] * 12, [10] * 12, UsageState.STEADY),
        ({"least_weeks": 13}, [5] * 12, [10] * 12, UsageState.UNKNOWN),
    ],
    ids=["motions", "heavy", "records of a burst", "peers of a burst", "least weeks"],
)
def test_the_thresholds_stand_in_the_settings(changed, logins, records, state):
    own = Mine(usage=UsageSettings(**changed), project=Project(launch_on=LAUNCH))
    who = people(8)
    table = usage(
        row
        for one in who
        for row in logins_and_records(
            one.person_id, *((logins, records) if one.person_id == "P08" else STEADY)
        )
    )
    found = measure_facts(
        Intake(people=who, extracts=Extracts(usage=table)), Settings(mine=own)
    ).usage_states
    assert found["P08"] is state


def monthly(table: pd.DataFrame) -> pd.DataFrame:
    """The same rows, each week's number in the first Monday of a month."""
    mondays = [date(2026, 2, 2), date(2026, 3, 2), date(2026, 4, 6), date(2026, 5, 4)]
    mondays += [date(2026, 6, 1), date(2026, 7, 6)]
    months = {LAUNCH + timedelta(weeks=at): day for at, day in enumerate(mondays)}
    return table.assign(week=table["week"].map(months))


@pytest.mark.parametrize(
    ("records", "state"),
    [
        ([9, 8, 9, 8, 0, 0], UsageState.GAVE_UP),
        ([9, 8, 9, 8, 9, 0], UsageState.STEADY),
        ([9, 8, 9, 8, 9, 8], UsageState.STEADY),
    ],
)
def test_two_silent_months_are_more_than_six_weeks_and_one_is_less(
    records: list[float], state: UsageState
):
    who = people(8)
    others = {one.person_id: [9] * 6 for one in who} | {"P08": records}
    rows = (row for one, made in others.items() for row in logins_and_records(one, made, made))
    found = facts(Extracts(usage=monthly(usage(rows))), who)
    assert found.usage_states["P08"] is state
    assert found.people.loc["P02", "weeks_in_scope"] == 26
    assert "in the month" in found.adoption["definition"].iloc[0]


def test_half_of_a_group_that_goes_through_the_motions_does_not_hide_itself():
    few, many = ([3] * 12, [1] * 12), ([5] * 12, [20] * 12)
    crew = tuple(
        person(n, "Nurse" if n <= 6 else "Clerk", manager_id="", department="")
        for n in range(1, 13)
    )
    habits = {one.person_id: few if one.rank in (1, 2, 3, 4) else many for one in crew}
    found = states(habits, crew)
    assert [found[f"P{n:02d}"] for n in (1, 2, 3, 4)] == [UsageState.MOTIONS] * 4


def test_a_group_whose_work_is_a_record_a_week_is_steady():
    crew = tuple(
        person(n, "Nurse" if n <= 6 else "Clerk", manager_id="", department="")
        for n in range(1, 13)
    )
    few, many = ([3] * 12, [1] * 12), ([5] * 12, [20] * 12)
    found = states({one.person_id: few if one.rank <= 6 else many for one in crew}, crew)
    assert {found[f"P{n:02d}"] for n in range(1, 7)} == {UsageState.STEADY}
