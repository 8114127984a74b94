from __future__ import annotations

from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.intake.dates import looks_like_date, parse_date, parse_moment


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("2019-11-04 02:43:24", datetime(2019, 11, 4, 2, 43, 24)),
        ("2018-12-06T17:05:14Z", datetime(2018, 12, 6, 17, 5, 14)),
        ("2026-04-13T09:15:32.123+02:00", datetime(2026, 4, 13, 9, 15, 32)),
        ("07/31/2021 07:40:47 PM", datetime(2021, 7, 31, 19, 40, 47)),
        ("20/Dec/22 11:05 PM", datetime(2022, 12, 20, 23, 5)),
        ("2019/11/04 2:43:24 pm GMT+1", datetime(2019, 11, 4, 14, 43, 24)),
        ("13.04.2026 09:15", datetime(2026, 4, 13, 9, 15)),
        ("13. April 2026", datetime(2026, 4, 13)),
        ("Montag, 13. April 2026", datetime(2026, 4, 13)),
        ("13 aprile 2026", datetime(2026, 4, 13)),
        ("13 de abril de 2026", datetime(2026, 4, 13)),
        ("1er février 2026", datetime(2026, 2, 1)),
        ("April 13, 2026 at 9:15 AM", datetime(2026, 4, 13, 9, 15)),
        ("12:05 AM", None),
        ("12/31/2021 12:05 AM", datetime(2021, 12, 31, 0, 5)),
    ],
)
def test_dates_of_many_tools_are_read(text: str, moment: datetime | None):
    assert parse_moment([text]) == [moment]


@pytest.mark.parametrize(
    "text", ["", "4", "10.5", "3/10", "10-49", "31/31/2026", "A1", "n/a", "1/0/20"]
)
def test_what_is_no_date_is_none(text: str):
    assert not looks_like_date(text)


def test_one_cell_settles_the_order_for_the_column():
    assert parse_date(["03/04/2026", "25/04/2026"]) == [date(2026, 4, 3), date(2026, 4, 25)]
    assert parse_date(["03/04/2026", "04/25/2026"]) == [date(2026, 3, 4), date(2026, 4, 25)]


def test_without_proof_the_shorter_time_is_taken():
    assert parse_date(["03/04/2026", "03/05/2026", "03/06/2026"]) == [
        date(2026, 3, 4), date(2026, 3, 5), date(2026, 3, 6),
    ]  # fmt: skip


def test_dots_mean_that_the_day_comes_first():
    assert parse_date(["03.04.2026", "03.05.2026", "03.06.2026"])[1] == date(2026, 5, 3)


def test_hours_am_and_pm_mean_that_the_month_comes_first():
    assert parse_date(["3/4/2026 9:00 AM"]) == [date(2026, 3, 4)]
    assert parse_date(["3/4/2026 9:00"]) == [date(2026, 4, 3)]


def test_a_given_order_wins():
    assert parse_date(["3/4/2026"], day_first=False) == [date(2026, 3, 4)]


@given(st.lists(st.dates(date(1999, 1, 1), date(2069, 1, 1)), min_size=1), st.booleans())
def test_the_order_of_the_cells_never_matters(days: list[date], day_first: bool):
    form = "%d/%m/%Y" if day_first else "%m/%d/%Y"
    cells = [day.strftime(form) for day in days]
    assert parse_date(cells[::-1]) == parse_date(cells)[::-1]


@given(st.text(max_size=60))
def test_no_text_breaks_it(text: str):
    assert len(parse_date([text])) == 1


def test_where_years_lie_between_them_all_fall_on_the_first_of_a_month():
    hired = ["04/01/2009", "09/01/2014", "11/01/2021"]
    assert [one and (one.month, one.day) for one in parse_date(hired)] == [(4, 1), (9, 1), (11, 1)]
    turned = ["01/04/2009", "01/09/2014", "01/11/2021"]
    assert [one and (one.month, one.day) for one in parse_date(turned)] == [(4, 1), (9, 1), (11, 1)]


def test_days_of_one_january_stay_days():
    answered = ["05/01/2026", "08/01/2026", "12/01/2026"]
    assert [one and (one.month, one.day) for one in parse_date(answered)] == [
        (1, 5),
        (1, 8),
        (1, 12),
    ]
