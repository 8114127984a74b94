"""Usage files of Torvald & Finch, an invented maker of sheds, as five systems export them."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pandas as pd
import pytest

from tests.formats.make_tables import delimited, put, put_book, read, reading_of, unmatched
from toolkit.model.intake import Intake
from toolkit.model.vocabulary import FileKind, MeasureKind

STAFF = """Employee ID,Name,Email,Department,Job title
4101,Oda Lindqvist,o.lindqvist@torvald-finch.example,Sales,Sales Representative
4102,Bram Okafor,b.okafor@torvald-finch.example,Sales,Sales Representative
4103,Ines Carvalho,i.carvalho@torvald-finch.example,Works,Planner
4104,Rhys Penhallow,r.penhallow@torvald-finch.example,Works,Head of Works
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    put(tmp_path, "staff.csv", STAFF)
    return tmp_path


def value(intake: Intake, person: str, week: date, measure: str) -> float:
    table = intake.extracts.usage
    found = table[
        (table["person_id"] == person) & (table["week"] == week) & (table["measure"] == measure)
    ]
    return float(found["value"].sum())


def kind_of(table: pd.DataFrame, measure: str) -> str:
    kinds = set(table.loc[table["measure"] == measure, "measure_kind"])
    assert len(kinds) == 1
    return str(kinds.pop())


def test_one_row_per_event_is_counted_per_person_and_week(folder: Path):
    put(
        folder,
        "audit log.csv",
        "timestamp,user,event,module\n"
        "2025-03-31T07:12:09Z,o.lindqvist@torvald-finch.example,login,\n"
        "2025-03-31T07:15:44Z,o.lindqvist@torvald-finch.example,quote_created,Quotes\n"
        "2025-04-02T10:01:00Z,o.lindqvist@torvald-finch.example,quote_created,Quotes\n"
        "2025-04-07T08:30:00Z,o.lindqvist@torvald-finch.example,login,\n"
        "2025-04-02T09:00:00Z,b.okafor@torvald-finch.example,login,\n"
        "2025-04-02T09:03:00Z,b.okafor@torvald-finch.example,save_failed,Quotes\n"
        "2025-04-03T16:20:31Z,i.carvalho@torvald-finch.example,report_viewed,Reports\n",
    )
    intake = read(folder)
    reading = reading_of(intake, "audit log.csv")
    assert reading.kind is FileKind.USAGE
    assert (reading.rows_in, reading.rows_kept) == (7, 7)
    assert value(intake, "4101", date(2025, 3, 31), "quote_created") == 2
    assert value(intake, "4101", date(2025, 4, 7), "login") == 1
    usage = intake.extracts.usage
    assert kind_of(usage, "login") == MeasureKind.LOGIN
    assert kind_of(usage, "quote_created") == MeasureKind.CREATED
    assert kind_of(usage, "save_failed") == MeasureKind.ERROR
    assert kind_of(usage, "report_viewed") == MeasureKind.VIEWED
    assert set(usage.loc[usage["measure"] == "quote_created", "module"]) == {"Quotes"}


def test_iso_weeks_and_one_column_per_measure(folder: Path):
    put(
        folder,
        "usage_weekly.csv",
        "iso_week,user_email,logins,orders_created,orders_edited,sync_errors\n"
        "2025-W01,o.lindqvist@torvald-finch.example,4,7,2,0\n"
        "2025-W01,b.okafor@torvald-finch.example,1,0,0,1\n"
        "2025-W02,o.lindqvist@torvald-finch.example,5,9,3,0\n"
        "2025-W02,b.okafor@torvald-finch.example,0,0,0,0\n",
    )
    intake = read(folder)
    reading = reading_of(intake, "usage_weekly.csv")
    assert reading.kind is FileKind.USAGE
    assert (reading.rows_in, reading.rows_kept) == (4, 4)
    assert value(intake, "4101", date(2024, 12, 30), "orders_created") == 7
    assert value(intake, "4102", date(2024, 12, 30), "sync_errors") == 1
    weeks = intake.extracts.usage.query("person_id == '4102'")["week"]
    assert set(weeks) == {date(2024, 12, 30), date(2025, 1, 6)}


def test_one_column_per_week_in_a_workbook(folder: Path):
    put_book(
        folder,
        "Logins per week.xlsx",
        {
            "Logins": [
                ["Personnel no.", "Name", "2025-W14", "2025-W15", "2025-W16"],
                [4101, "Lindqvist, Oda", 5, 4, 6],
                [4102, "Okafor, Bram", 1, None, 0],
                [4103, "Carvalho, Ines", 3, 3, 2],
            ]
        },
    )
    intake = read(folder)
    reading = reading_of(intake, "Logins per week.xlsx")
    assert reading.kind is FileKind.USAGE
    assert (reading.rows_in, reading.rows_kept) == (3, 3)
    table = intake.extracts.usage
    assert set(table["measure_kind"]) == {MeasureKind.LOGIN}
    ours = table[(table["person_id"] == "4101") & (table["week"] == date(2025, 4, 14))]
    assert list(ours["value"]) == [6.0]
    assert set(table["week"]) == {date(2025, 3, 31), date(2025, 4, 7), date(2025, 4, 14)}


def test_german_headers_semicolons_and_weeks_as_kw(folder: Path):
    put(
        folder,
        "Nutzung.csv",
        delimited(
            [
                ["Benutzer", "Kalenderwoche", "Anmeldungen", "Angelegt", "Geändert", "Fehler"],
                ["o.lindqvist@torvald-finch.example", "KW 14/2025", "3", "2", "1", "0"],
                ["r.penhallow@torvald-finch.example", "KW 14/2025", "1", "0", "0", "2"],
                ["o.lindqvist@torvald-finch.example", "KW 15/2025", "4", "1", "0", "0"],
                ["r.penhallow@torvald-finch.example", "KW 15/2025", "0", "0", "0", "0"],
            ],
            delimiter=";",
        ),
        "cp1252",
    )
    intake = read(folder)
    reading = reading_of(intake, "Nutzung.csv")
    assert reading.kind is FileKind.USAGE
    assert (reading.rows_in, reading.rows_kept) == (4, 4)
    table = intake.extracts.usage
    assert kind_of(table, "Anmeldungen") == MeasureKind.LOGIN
    assert kind_of(table, "Angelegt") == MeasureKind.CREATED
    assert kind_of(table, "Geändert") == MeasureKind.EDITED
    assert kind_of(table, "Fehler") == MeasureKind.ERROR
    assert value(intake, "4104", date(2025, 3, 31), "Fehler") == 2


def test_a_column_called_login_that_holds_addresses_says_who(folder: Path):
    put(
        folder,
        "shedbook_usage.csv",
        "week_commencing,login,logins,quotes_saved\n"
        "07/04/2025,o.lindqvist@torvald-finch.example,4,3\n"
        "07/04/2025,b.okafor@torvald-finch.example,2,0\n"
        "14/04/2025,o.lindqvist@torvald-finch.example,6,5\n"
        "14/04/2025,b.okafor@torvald-finch.example,0,0\n",
    )
    intake = read(folder)
    reading = reading_of(intake, "shedbook_usage.csv")
    assert reading.kind is FileKind.USAGE
    assert (reading.rows_in, reading.rows_kept) == (4, 4)
    assert set(intake.extracts.usage["measure"]) == {"logins", "quotes_saved"}
    assert value(intake, "4101", date(2025, 4, 14), "quotes_saved") == 5
    assert value(intake, "4102", date(2025, 4, 7), "logins") == 2


def test_a_column_called_login_that_holds_numbers_counts(folder: Path):
    put(
        folder,
        "shedbook_usage.csv",
        "Week starting,User,Login,Saved\n"
        "2025-04-07,o.lindqvist@torvald-finch.example,4,3\n"
        "2025-04-07,b.okafor@torvald-finch.example,2,0\n"
        "2025-04-14,o.lindqvist@torvald-finch.example,6,5\n",
    )
    intake = read(folder)
    assert reading_of(intake, "shedbook_usage.csv").kind is FileKind.USAGE
    assert kind_of(intake.extracts.usage, "Login") == MeasureKind.LOGIN
    assert value(intake, "4101", date(2025, 4, 14), "Login") == 6


def test_login_names_that_are_no_addresses_find_their_people(folder: Path):
    put(
        folder,
        "access.csv",
        "login,week,logins,orders created\n"
        "o.lindqvist,2025-04-07,4,3\n"
        "b.okafor,2025-04-07,2,0\n"
        "i.carvalho,2025-04-07,2,1\n"
        "o.lindqvist,2025-04-14,6,5\n",
    )
    intake = read(folder)
    reading = reading_of(intake, "access.csv")
    assert reading.kind is FileKind.USAGE
    assert (reading.rows_in, reading.rows_kept) == (4, 4)
    assert set(intake.extracts.usage["person_id"]) == {"4101", "4102", "4103"}


def test_an_account_that_is_in_no_list_is_kept_and_reported(folder: Path):
    put(
        folder,
        "usage.csv",
        "week,email,logins\n"
        "2025-04-07,o.lindqvist@torvald-finch.example,4\n"
        "2025-04-07,svc.backup@torvald-finch.example,168\n",
    )
    intake = read(folder)
    assert reading_of(intake, "usage.csv").rows_kept == 2
    assert unmatched(intake) == ["svc.backup@torvald-finch.example"]
