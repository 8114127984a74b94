"""Monthly files beside weekly ones."""

from __future__ import annotations

from datetime import date, timedelta

import numpy as np
import pandas as pd

from toolkit.facts.panel import read_panel
from toolkit.model.intake import USAGE_COLUMNS
from toolkit.model.vocabulary import MeasureKind

MONTHS = (date(2026, 2, 2), date(2026, 3, 2), date(2026, 4, 6))
WEEKS = tuple(MONTHS[0] + timedelta(weeks=at) for at in range(9))


def usage(*rows: tuple[str, date, str, float, str]) -> pd.DataFrame:
    """(person, week, kind, value, file)."""
    lines = [
        (who, week, kind, kind, "", value, file, at)
        for at, (who, week, kind, value, file) in enumerate(rows, start=1)
    ]
    return pd.DataFrame(lines, columns=list(USAGE_COLUMNS))


VIEWS = [("ann", week, "viewed", 5.0, "pages.csv") for week in WEEKS[1:4]]
MADE = [("ann", month, "created", 30.0, "months.xlsx") for month in MONTHS]


def test_a_months_records_stand_in_the_weeks_in_which_the_tool_was_used():
    panel = read_panel(usage(*VIEWS, *MADE), ["ann"])
    made = panel.counts[MeasureKind.CREATED][0]
    by_week = dict(zip(panel.weeks.astype(object), made, strict=True))
    assert {week: by_week.get(week, 0.0) for week in WEEKS[:4]} == {
        WEEKS[0]: 0.0,
        WEEKS[1]: 10.0,
        WEEKS[2]: 10.0,
        WEEKS[3]: 10.0,
    }
    assert made.sum() == 90.0
    assert panel.weeks_each == 1.0


def test_what_both_files_count_of_one_person_is_counted_once():
    weekly = [("ann", week, "created", 4.0, "weeks.csv") for week in WEEKS]
    others = [("bob", month, "created", 30.0, "months.xlsx") for month in MONTHS]
    panel = read_panel(usage(*weekly, *MADE, *others), ["ann", "bob"])
    assert list(panel.counts[MeasureKind.CREATED].sum(axis=1)) == [36.0, 90.0]


def test_stocks_of_a_monthly_file_stay_where_they_were_told():
    stock = [("ann", month, "backlog", 7.0, "months.xlsx") for month in MONTHS]
    panel = read_panel(usage(*VIEWS, *stock), ["ann"])
    told = panel.stocks["backlog"][0]
    assert list(panel.weeks.astype(object)[~np.isnan(told)]) == list(MONTHS)


def test_months_alone_stay_months_in_any_order_of_rows():
    panel = read_panel(usage(*MADE), ["ann"])
    assert panel.by_month
    turned = read_panel(usage(*VIEWS, *MADE).iloc[::-1], ["ann"])
    plain = read_panel(usage(*VIEWS, *MADE), ["ann"])
    assert np.array_equal(turned.counts[MeasureKind.CREATED], plain.counts[MeasureKind.CREATED])
