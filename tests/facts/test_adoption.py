from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pandas as pd

from tests.facts.clinic import LAUNCH, facts, logins_and_records, people, person, usage
from toolkit.facts import measure_facts
from toolkit.model.intake import Extracts, Intake
from toolkit.model.vocabulary import MeasureKind
from toolkit.settings import Mine, Plan, Project, Settings


def active(adoption: pd.DataFrame, group: str = "all") -> list[float]:
    return adoption.loc[adoption["group"] == group, "active"].tolist()


def test_active_is_who_made_or_changed_a_record_and_not_who_logged_in():
    table = usage(
        [
            *logins_and_records("P01", [5, 5], [1, 0]),
            *logins_and_records("P02", [5, 5], [2, 4]),
            ("P02", "charts_changed", MeasureKind.EDITED, [0, 0]),
            ("P03", "charts_changed", MeasureKind.EDITED, [1, 1]),
            *logins_and_records("P04", [9, 9], [0, 0]),
        ]
    )
    adoption = facts(Extracts(usage=table), people(4)).adoption
    assert active(adoption) == [3, 2]
    assert set(adoption["in_scope"][adoption["group"] == "all"]) == {4}
    assert adoption["definition"][0] == "created or changed a record in the week"
    assert adoption["week"].tolist()[:2] == [LAUNCH, LAUNCH + timedelta(weeks=1)]


def test_log_ins_count_only_where_the_file_holds_no_records_and_then_it_says_so():
    table = usage(
        [("P01", "logins", MeasureKind.LOGIN, [1]), ("P02", "logins", MeasureKind.LOGIN, [0])]
    )
    adoption = facts(Extracts(usage=table), people(2)).adoption
    assert active(adoption) == [1]
    assert "no records" in adoption["definition"][0]


def test_people_who_are_not_in_the_file_are_counted_in_scope_and_said_to_be_missing():
    table = usage(logins_and_records("P01", [1], [1]))
    adoption = facts(Extracts(usage=table), people(3)).adoption
    assert adoption["in_scope"][0] == 3
    assert active(adoption) == [1]
    assert "2 of those in scope are not found in the usage file" in adoption["definition"][0]


def test_who_logs_in_and_is_in_no_list_of_records_made_none():
    table = usage(
        [
            *logins_and_records("P01", [1], [1]),
            ("P02", "logins", MeasureKind.LOGIN, [4]),
            ("P03", "logins", MeasureKind.LOGIN, [4]),
        ]
    )
    crew = [
        replace(one, location="Gent" if one.person_id != "P03" else "Lier") for one in people(4)
    ]
    adoption = facts(Extracts(usage=table), crew).adoption
    assert active(adoption, "location=Gent") == [1]
    assert pd.isna(active(adoption, "location=Lier")[0])
    told = adoption.loc[adoption["group"] == "location=Gent", "definition"].item()
    assert "1 of those in scope are not found in the usage file" in told


def test_a_group_of_which_the_file_says_nothing_has_no_number_of_active_people():
    table = usage(logins_and_records("P01", [1], [1]))
    adoption = facts(Extracts(usage=table), people(3)).adoption
    assert pd.isna(active(adoption, "role=Dental nurse")[0])


def test_groups_are_one_attribute_or_two():
    table = usage(row for one in people(4) for row in logins_and_records(one.person_id, [1], [1]))
    groups = facts(Extracts(usage=table), people(4)).adoption["group"].tolist()
    assert groups[0] == "all"
    assert "department=Surgery" in groups
    assert "department=Surgery & location=Gent" in groups
    assert "role=Dental nurse & level=contributor" in groups
    assert not any(group.count("=") > 2 for group in groups)
    assert len(groups) == len(set(groups))


def test_people_are_in_scope_from_their_first_working_day_to_their_last():
    crew = (
        person(1),
        person(2, starts_on=LAUNCH + timedelta(days=8)),
        person(3, left_on=LAUNCH + timedelta(days=3)),
        person(4, in_scope=False),
        person(5, in_org=False, in_scope=False),
    )
    table = usage(row for one in crew for row in logins_and_records(one.person_id, [1, 1], [1, 1]))
    adoption = facts(Extracts(usage=table), crew).adoption
    everybody = adoption[adoption["group"] == "all"]
    assert everybody["in_scope"].tolist() == [2, 2]
    assert everybody["active"].tolist() == [2, 2]


def test_who_starts_on_a_saturday_is_in_scope_from_the_next_week_on():
    crew = (person(1), person(2, starts_on=LAUNCH + timedelta(days=5)))
    table = usage(row for one in crew for row in logins_and_records(one.person_id, [1, 1], [1, 1]))
    adoption = facts(Extracts(usage=table), crew).adoption
    assert adoption[adoption["group"] == "all"]["in_scope"].tolist() == [1, 2]


def test_the_plan_stands_from_its_date_on_and_the_plan_for_a_group_wins():
    table = usage(
        row for one in people(4) for row in logins_and_records(one.person_id, [1] * 3, [1] * 3)
    )
    plans = (
        Plan(share=0.5, by=LAUNCH + timedelta(weeks=1)),
        Plan(share=1.0, by=LAUNCH + timedelta(weeks=2), group="location=Gent"),
    )
    adoption = facts(Extracts(usage=table), people(4), plan=plans).adoption
    plan = {group: rows["plan"].tolist() for group, rows in adoption.groupby("group")}
    assert pd.isna(plan["all"][0])
    assert plan["all"][1:] == [2, 2]
    assert plan["location=Gent"][1:] == [1, 2]
    assert plan["location=Leuven"][1:] == [1, 1]


def test_a_plan_for_another_measure_is_said_to_be_one():
    table = usage(logins_and_records("P01", [1], [1]))
    plans = (Plan(share=0.5, by=LAUNCH, measure="three log-ins a week"),)
    definition = facts(Extracts(usage=table), people(1), plan=plans).adoption["definition"][0]
    assert definition.endswith("the plan was made for another measure: three log-ins a week")


def test_a_group_that_started_later_is_in_scope_from_its_own_launch_on():
    table = usage(
        row for one in people(4) for row in logins_and_records(one.person_id, [1, 1], [1, 1])
    )
    later = {"location=Gent": LAUNCH + timedelta(weeks=1)}
    adoption = facts(Extracts(usage=table), people(4), launch_by_group=later).adoption
    assert adoption[adoption["group"] == "all"]["in_scope"].tolist() == [2, 4]


def test_the_launch_is_what_a_person_wrote_else_the_first_week_of_use_by_more_than_a_tester():
    first = LAUNCH
    table = usage(
        row
        for number, one in enumerate(people(12))
        for row in logins_and_records(one.person_id, [int(number == 0), 0, 4, 4], [0, 0, 2, 2])
    )
    given = Intake(people=people(12), extracts=Extracts(usage=table))
    found = measure_facts(given, Settings())
    assert found.launch_on == first + timedelta(weeks=2)
    assert found.launch_basis == "first week of usage"
    written = Settings(mine=Mine(project=Project(launch_on=date(2026, 1, 5))))
    assert measure_facts(given, written).launch_on == date(2026, 1, 5)
    assert measure_facts(given, written).launch_basis == "review.toml"


def test_without_a_usage_file_the_table_is_empty_and_the_launch_unknown():
    found = measure_facts(Intake(people=people(3)), Settings())
    assert found.adoption.empty
    assert found.adoption.columns.tolist() == [
        "group",
        "week",
        "in_scope",
        "active",
        "plan",
        "definition",
    ]
    assert found.launch_on is None
    assert found.recorded == {"org"}
