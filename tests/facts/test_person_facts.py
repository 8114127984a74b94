from __future__ import annotations

import time
from collections.abc import Sequence
from datetime import date, timedelta

import numpy as np
import pandas as pd
import pytest

from tests.facts.clinic import (
    LAUNCH,
    course,
    courses,
    facts,
    logins_and_records,
    people,
    ticket,
    tickets,
    usage,
)
from toolkit.facts import measure_facts
from toolkit.facts.error_rates import error_rate_against_peers
from toolkit.facts.rows import join_rows, split_rows
from toolkit.facts.stocks import growth_per_week, looks_like_stock
from toolkit.model.intake import Extracts, Intake, Person
from toolkit.model.vocabulary import Attendance, MeasureKind
from toolkit.settings import Release, Settings


def test_records_and_weeks_are_counted_in_scope_only():
    table = usage(
        row for one in people(3) for row in logins_and_records(one.person_id, [1, 1, 1], [4, 0, 2])
    )
    row = facts(Extracts(usage=table), people(3)).people.loc["P02"]
    assert (row["weeks_in_scope"], row["weeks_active"], row["records"]) == (3, 2, 6)
    assert row["records_per_active_week"] == 3
    assert row["last_active_week"] == LAUNCH + timedelta(weeks=2)
    assert row["usage_rows"]


def test_what_is_not_recorded_is_not_zero():
    table = usage(logins_and_records("P02", [1] * 3, [4] * 3))
    found = facts(Extracts(usage=table), people(3)).people
    assert np.isnan(found.loc["P02", "errors"])
    assert np.isnan(found.loc["P02", "courses_attended"])
    assert np.isnan(found.loc["P02", "tickets"])
    for column in ("records", "weeks_active", "weeks_in_scope", "backlog"):
        assert np.isnan(found.loc["P03", column])
    assert found.loc["P03", "last_active_week"] is None


def test_errors_are_compared_with_peers_who_do_the_same_amount_of_work():
    # Ten people with 100 records; all have 5 errors, the last 20, and one with twice the work 10.
    errors = np.array([5.0] * 8 + [10.0, 20.0])
    work = np.array([100.0] * 8 + [200.0, 100.0])
    ratio = error_rate_against_peers(errors, work, np.full(10, "nurse", dtype=object))
    # Expected of the last: 50 errors of the others on 1,000 records, so 5; (20 + 3) / (5 + 3).
    assert ratio[-1] == pytest.approx(23 / 8)
    assert ratio[0] < 1
    assert ratio[8] == pytest.approx(ratio[0], rel=0.2)


def test_two_errors_where_one_was_expected_are_nothing():
    errors = np.array([2.0] + [1.0] * 9)
    ratio = error_rate_against_peers(errors, np.full(10, 50.0), np.full(10, "nurse", dtype=object))
    assert ratio[0] == pytest.approx(1.25)


def test_somebody_who_can_save_nothing_and_only_meets_errors_stands_out():
    errors, work = np.array([12.0] + [1.0] * 9), np.array([0.0] + [50.0] * 9)
    ratio = error_rate_against_peers(errors, work, np.full(10, "nurse", dtype=object))
    assert ratio[0] == pytest.approx(5.0)


def test_a_stock_has_a_last_value_and_a_slope():
    table = usage(
        [
            ("P02", "drafts", MeasureKind.BACKLOG, [1, 3, 5, 7]),
            ("P03", "drafts", MeasureKind.BACKLOG, [4, 4, 4, 4]),
        ]
    )
    found = facts(Extracts(usage=table), people(3)).people
    assert found.loc["P02", "backlog"] == 7
    assert found.loc["P02", "backlog_slope"] == pytest.approx(2)
    assert found.loc["P03", "backlog_slope"] == pytest.approx(0)
    assert np.isnan(found.loc["P01", "backlog"])


def test_the_slope_is_over_the_weeks_that_were_recorded():
    assert growth_per_week(np.array([[1.0, np.nan, 5.0, 7.0]]))[0] == pytest.approx(2)
    assert np.isnan(growth_per_week(np.array([[1.0, np.nan, 5.0]]))[0])


@pytest.mark.parametrize(
    ("stock", "grows"),
    [
        ([2, 5, 8, 11, 14, 17, 1, 2, 3, 5, 6, 8], True),
        ([9, 8, 8, 7, 6, 6, 5, 4, 4, 3, 3, 2], False),
        ([3, 9, 0, 4, 8, 1, 5, 9, 0, 6, 0, 4], False),
        ([20, 19, 18, 17, 4, 4, 3, 3, 2, 2, 1, 1], False),
    ],
    ids=["cleared and filling again", "worked off", "cleared as a habit", "cleared and low since"],
)
def test_a_stock_that_was_cleared_and_fills_again_grows(stock: list[float], grows: bool):
    assert bool(growth_per_week(np.array([stock], dtype=float))[0] > 0.2) is grows


def errors_by_part(parts: dict[str, Sequence[float]]) -> pd.DataFrame:
    """Twelve people; each works alike in two parts, and P05 to P07 meet errors in one of them."""
    tables = []
    for part, weekly in parts.items():
        rows: list[tuple[str, str, MeasureKind, Sequence[float]]] = []
        for one in people():
            hit = one.person_id in {"P05", "P06", "P07"}
            errors = weekly if hit else [0.0] * len(weekly)
            rows.append((one.person_id, "faults", MeasureKind.ERROR, errors))
            rows.append((one.person_id, "saved", MeasureKind.CREATED, [10] * len(weekly)))
        tables.append(usage(rows).assign(module=part))
    return facts(Extracts(usage=pd.concat(tables, ignore_index=True))).people


def test_errors_are_counted_by_part_of_the_tool_too():
    found = errors_by_part({"letters": [2] * 12, "x-rays": [0] * 12})
    assert found.loc["P05", "errors:faults@letters"] == 24
    assert found.loc["P05", "errors:faults@x-rays"] == 0
    assert found.loc["P05", "errors:faults"] == 24
    assert found.loc["P05", "error_ratio:faults@letters"] > 2
    assert found.loc["P02", "error_ratio:faults@letters"] < 1


def test_the_errors_of_an_action_are_compared_per_try_of_that_action():
    rows: list[tuple[str, str, MeasureKind, Sequence[float]]] = []
    for one in people():
        often = one.person_id in {"P05", "P06"}
        rows.append((one.person_id, "save", MeasureKind.EDITED, [20 if often else 2] * 6))
        rows.append((one.person_id, "look", MeasureKind.VIEWED, [2 if often else 20] * 6))
        rows.append((one.person_id, "save E7", MeasureKind.ERROR, [8 if often else 1] * 6))
    found = facts(Extracts(usage=usage(rows))).people
    assert found.loc["P05", "error_ratio:save E7"] == pytest.approx(1, abs=0.3)


def test_errors_of_one_part_alone_have_no_second_name():
    table = usage([("P02", "faults", MeasureKind.ERROR, [1, 1, 1])])
    found = facts(Extracts(usage=table), people(3)).people
    assert [name for name in found if name.startswith("errors:")] == ["errors:faults"]


def test_a_column_that_moves_like_a_stock_is_read_as_one_whatever_it_is_called():
    piles = [2, 3, 5, 8, 10, 11, 14, 16, 18, 21, 23, 25]
    counts = [7, 2, 9, 4, 0, 6, 8, 1, 5, 9, 3, 7]
    table = usage(
        row
        for one in people(6)
        for row in (
            (one.person_id, "letters_in_tray", MeasureKind.OTHER, piles),
            (one.person_id, "printed", MeasureKind.OTHER, counts[one.rank :] + counts[: one.rank]),
        )
    )
    found = facts(Extracts(usage=table), people(6)).people
    assert found["backlog:letters_in_tray"].tolist() == [25] * 6
    assert "part:printed" in found
    assert "part:letters_in_tray" not in found


def test_counts_that_fade_as_people_give_up_are_no_stock():
    fading = np.tile(np.array([12.0, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1]), (8, 1))
    assert not looks_like_stock(fading)
    assert looks_like_stock(fading[:, ::-1])


def test_errors_are_compared_before_and_after_a_release():
    release = Release(name="2.1", on=LAUNCH + timedelta(weeks=2))
    table = usage([("P02", "errors", MeasureKind.ERROR, [1, 1, 4, 6])])
    found = facts(Extracts(usage=table), people(2), releases=(release,)).people
    assert found.loc["P02", "errors_before:2.1"] == 1
    assert found.loc["P02", "errors_after:2.1"] == 5


@pytest.mark.parametrize(
    ("rows", "trained"),
    [
        ([course("P02", Attendance.ATTENDED, LAUNCH - timedelta(days=10))], "in_time"),
        ([course("P02", Attendance.ATTENDED, LAUNCH + timedelta(days=10))], "in_time"),
        ([course("P02", Attendance.ATTENDED, LAUNCH - timedelta(days=80))], "too_early"),
        ([course("P02", Attendance.LEFT_EARLY, LAUNCH)], "left_early"),
        ([course("P02", Attendance.CANCELLED, LAUNCH)], "cancelled"),
        ([course("P02", Attendance.NO_SHOW, LAUNCH)], "missed"),
        ([course("P02", Attendance.INVITED, LAUNCH)], ""),
        ([course("P03", Attendance.ATTENDED, LAUNCH)], ""),
        (
            [
                course("P02", Attendance.INVITED, LAUNCH),
                course("P03", Attendance.ATTENDED, LAUNCH + timedelta(days=9)),
            ],
            "missed",
        ),
        (
            [
                course("P02", Attendance.INVITED, LAUNCH + timedelta(days=9)),
                course("P03", Attendance.ATTENDED, LAUNCH),
            ],
            "",
        ),
        (
            [
                course("P02", Attendance.ATTENDED, LAUNCH),
                course("P02", Attendance.INVITED, LAUNCH, title="X-rays"),
            ],
            "in_part",
        ),
        (
            [
                course("P02", Attendance.ATTENDED, LAUNCH - timedelta(days=80)),
                course("P02", Attendance.ATTENDED, LAUNCH - timedelta(days=7)),
                course("P02", Attendance.NO_SHOW, LAUNCH),
            ],
            "in_time",
        ),
    ],
)
def test_training_is_told_by_the_date_relative_to_the_launch(
    rows: list[dict[str, object]], trained: str
):
    found = facts(Extracts(training=courses(rows)), people(3)).people
    assert found.loc["P02", "trained"] == trained


def test_courses_are_counted_with_their_dates_languages_and_scores():
    rows = [
        course("P02", Attendance.ATTENDED, date(2026, 1, 26), language="NL", score=60.0),
        course("P02", Attendance.ATTENDED, date(2026, 1, 12), language="EN", score=80.0),
        course("P02", Attendance.NO_SHOW, date(2026, 1, 5), title="X-rays"),
        course("P03", Attendance.INVITED, date(2026, 1, 5)),
    ]
    found = facts(Extracts(training=courses(rows)), people(4)).people
    row = found.loc["P02"]
    assert (row["courses_attended"], row["courses_missed"]) == (2, 1)
    assert row["last_course_on"] == date(2026, 1, 26)
    assert row["weeks_from_course_to_launch"] == pytest.approx(1)
    assert row["course_languages"] == "en; nl"
    assert row["course_score"] == 80
    assert row["course:X-rays"] == "no_show"
    assert row["training_rows"] == "courses.csv:3"
    assert found.loc["P03", "courses_attended"] == 0
    assert np.isnan(found.loc["P04", "courses_attended"])


def test_tickets_are_counted_by_who_opened_them():
    table = tickets([ticket(1, "P02", "A", ""), ticket(2, "P02", "B", ""), ticket(3, "", "C", "")])
    found = facts(Extracts(tickets=table), people(3)).people
    assert found["tickets"].tolist() == [0, 2, 0]


def test_rows_are_joined_in_runs_and_split_again():
    table = pd.DataFrame(
        {"person_id": ["a", "a", "b", "a"], "file": ["x"] * 4, "row": [5, 3, 9, 4]}
    )
    joined = join_rows(table, ["a", "b", "c"])
    assert joined.tolist() == ["x:3-5", "x:9", ""]
    assert split_rows("x:3-5; y:9") == ("x:3-5", "y:9")
    assert split_rows(None) == ()


def test_everybody_has_a_row_in_the_order_of_the_real_ids():
    found = facts(Extracts(), tuple(reversed(people(5)))).people
    assert found.index.tolist() == ["P01", "P02", "P03", "P04", "P05"]


def test_two_thousand_people_thirty_weeks_and_eight_measures_take_less_than_five_seconds():
    kinds = [
        *((f"made{n}", MeasureKind.CREATED) for n in range(3)),
        ("logins", MeasureKind.LOGIN),
        ("views", MeasureKind.VIEWED),
        ("errors", MeasureKind.ERROR),
        ("drafts", MeasureKind.BACKLOG),
        ("other", MeasureKind.OTHER),
    ]
    n, w, m = 2000, 30, len(kinds)
    who = tuple(
        Person(
            person_id=f"Q{i:04d}",
            rank=i,
            department=f"D{i % 12}",
            role=f"R{i % 40}",
            location=f"L{i % 20}",
        )
        for i in range(n)
    )
    weeks = np.array([LAUNCH + timedelta(weeks=i) for i in range(w)], dtype=object)
    table = pd.DataFrame(
        {
            "person_id": np.repeat([one.person_id for one in who], w * m),
            "week": np.tile(np.repeat(weeks, m), n),
            "measure": np.tile(np.array([name for name, _ in kinds], dtype=object), n * w),
            "measure_kind": np.tile(np.array([kind for _, kind in kinds], dtype=object), n * w),
            "module": "",
            "value": np.random.default_rng(7).poisson(3, n * w * m).astype(float),
            "file": "use.csv",
            "row": np.repeat(np.arange(n * w), m) + 2,
        }
    )
    begun = time.process_time()
    found = measure_facts(Intake(people=who, extracts=Extracts(usage=table)), Settings())
    assert time.process_time() - begun < 5
    assert len(found.people) == n
