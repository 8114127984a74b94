from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.intake.markup import plain_text
from toolkit.intake.measures import read_numbers
from toolkit.intake.weeks import Span, first_monday, header_times, monday, read_times


@given(st.dates(min_value=date(1990, 1, 1), max_value=date(2090, 1, 1)))
def test_a_monday_is_a_monday_of_the_same_week(day: date):
    found = monday(day)
    assert found.weekday() == 0
    assert 0 <= (day - found).days < 7


@given(st.integers(1990, 2090), st.integers(1, 12))
def test_the_first_monday_of_a_month_lies_in_it(year: int, month: int):
    found = first_monday(year, month)
    assert (found.weekday(), found.year, found.month) == (0, year, month)
    assert found.day <= 7


def test_dates_all_on_the_first_are_months():
    times = read_times(["2025-03-01", "2025-04-01"], role="date")
    assert times.span is Span.MONTH
    assert times.weeks == (date(2025, 3, 3), date(2025, 4, 7))


def test_weeks_that_start_on_sunday_count_for_the_next_monday_and_it_says_so():
    times = read_times(["2025-03-02", "2025-03-09"], role="week")
    assert times.weeks == (date(2025, 3, 3), date(2025, 3, 10))
    assert "Sunday" in times.note


def test_a_plain_week_number_takes_its_year_from_the_column_beside_it():
    times = read_times(["10", "10"], role="week", years=["2024", "2025"])
    assert times.weeks == (date(2024, 3, 4), date(2025, 3, 3))


def test_a_plain_week_number_without_any_year_is_unread():
    assert read_times(["10"], role="week").weeks == (None,)


def test_a_cell_that_is_no_time_is_unread_and_costs_no_other():
    times = read_times(["2025-03-03", "soon", "2025-03-10"], role="week")
    assert times.weeks == (date(2025, 3, 3), None, date(2025, 3, 10))


@pytest.mark.parametrize(
    "headers",
    [
        ["Name", "Q1", "Q2", "Q3"],
        ["Name", "logins", "errors", "orders"],
        ["1", "2", "3", "4"],
    ],
)
def test_headers_that_are_no_times_are_not_taken_for_weeks(headers: list[str]):
    assert header_times(headers) is None


@pytest.mark.parametrize(
    ("cells", "numbers"),
    [
        (["1.234,5", "2"], [1234.5, 2.0]),
        (["1,234.5", "2"], [1234.5, 2.0]),
        (["1.204", "980"], [1204.0, 980.0]),
        (["0,5", "1,25"], [0.5, 1.25]),
        (["0.5", ""], [0.5, 0.0]),
        (["1 204", "12 %"], [1204.0, 12.0]),
    ],
)
def test_decimal_signs_are_settled_by_the_column(cells: list[str], numbers: list[float]):
    assert read_numbers(cells) == numbers


@pytest.mark.parametrize(
    ("marked", "plain"),
    [
        ("h2. Steps\n# open\n# *save*", "Steps\nopen\nsave"),
        ("{code:java}x = 1{code}", "x = 1"),
        ("see [the guide|https://help.example] _now_", "see the guide now"),
        ("!shot.png|width=200!", ""),
        ("||Field||Value||\n|Total|12|", "Field Value\nTotal 12"),
        ("<p>a &amp; b</p><script>steal()</script>", "a & b"),
        ("5 * 3 * 2 and snake_case_name", "5 * 3 * 2 and snake_case_name"),
        ("a < b and b > c", "a < b and b > c"),
        ("[~jhuber] please look", "please look"),
    ],
)
def test_mark_up_is_reduced_to_what_a_reader_sees(marked: str, plain: str):
    assert plain_text(marked) == plain


@given(st.text(max_size=200))
def test_any_text_survives_the_reduction(text: str):
    assert plain_text(plain_text(text)) is not None
