"""Pivot tables of usage and logs of events, as spreadsheets and audit trails write them."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd
import pytest

from toolkit.intake.detect import classify
from toolkit.intake.extracts import read_extract
from toolkit.intake.raw import ExtractReading, RawFile, RawSheet
from toolkit.model.vocabulary import FileKind
from toolkit.settings import FileSettings

CREW = ("Moreau, Alix", "Hanke, Birte", "Oduya, Chidi", "Rossi, Dario", "Vega, Elena")


def book(*rows: Sequence[str], name: str = "Logins") -> RawFile:
    sheet = RawSheet(name=name, rows=tuple(tuple(row) for row in rows))
    return RawFile(file="usage.xlsx", form="table", extension="xlsx", sheets=(sheet,))


def pivot(corner: str, weeks: Sequence[str], total: str, crew: Sequence[str] = CREW) -> RawFile:
    """Three log-ins each in every week, with the totals that a pivot table writes."""
    lines = [(who, "3", "", "3", "6") for who in crew]
    sums = str(3 * len(crew))
    title = ("Logins per week, January to March 2026", "", "", "", "")
    head = (corner, *weeks, total)
    return book(title, head, *lines, (total, sums, "0", sums, str(6 * len(crew))))


def read(raw: RawFile) -> ExtractReading:
    kind, _ = classify(raw, FileSettings())
    assert kind is FileKind.USAGE
    return read_extract(raw, kind, FileSettings())


def aside(reading: ExtractReading) -> dict[str, int]:
    return {item.reason: item.rows for item in reading.reading.set_aside}


PIVOTS = {
    "Row Labels": (("W 10", "W 11", "W 12"), "Grand Total"),
    "Zeilenbeschriftungen": (("KW. 10", "KW. 11", "KW. 12"), "Gesamtergebnis"),
    "Etichette di riga": (("Sett. 10", "Sett. 11", "Sett. 12"), "Totale complessivo"),
    "Étiquettes de lignes": (("Sem. 10", "Sem. 11", "Sem. 12"), "Total général"),
    "Etiquetas de fila": (("Jan. 2026", "Feb. 2026", "Mar. 2026"), "Total general"),
}


@pytest.mark.parametrize("corner", sorted(PIVOTS))
def test_a_pivot_of_weeks_is_usage_by_person_and_its_totals_are_nobody(corner: str):
    weeks, total = PIVOTS[corner]
    found = read(pivot(corner, weeks, total))
    assert sorted(set(found.table["name"])) == sorted(CREW)
    assert set(found.table["measure_kind"]) == {"login"}
    assert found.table["value"].sum() == 6 * len(CREW)
    assert aside(found) == {"total line": 1}


def test_the_only_column_of_names_beside_weeks_says_who_whatever_stands_over_it():
    found = read(pivot("Zaposleni", ("W 10", "W 11", "W 12"), "Ukupno"))
    assert sorted(set(found.table["name"])) == sorted(CREW)
    assert aside(found) == {"total line": 1}


def test_the_only_column_of_codes_beside_weeks_is_one_of_ids():
    codes = tuple(f"u{number}" for number in range(417, 423))
    found = read(pivot("Zaposleni", ("W 10", "W 11", "W 12"), "Ukupno", codes))
    assert sorted(set(found.table["given_id"])) == list(codes)


def test_a_column_of_words_that_could_be_no_people_is_nobody():
    parts = ("Orders", "Stock", "Returns", "Prices", "Letters")
    raw = pivot("Zaposleni", ("W 10", "W 11", "W 12"), "Ukupno", parts)
    assert classify(raw, FileSettings())[0] is not FileKind.USAGE


def test_a_last_line_that_is_no_sum_is_somebodys():
    rows = [(who, "3", "1", "3") for who in CREW]
    found = read(book(("Name", "W 10 2026", "W 11 2026", "W 12 2026"), *rows))
    assert aside(found) == {}
    assert len(set(found.table["name"])) == len(CREW)


def test_a_column_of_totals_beside_measures_is_no_measure():
    rows = [("2026-03-02", who, "2", "5", "7") for who in CREW]
    found = read(book(("Date", "User", "Logins", "Records created", "Grand Total"), *rows))
    assert set(found.table["measure"]) == {"Logins", "Records created"}


def test_abbreviations_with_words_in_a_survey_of_lime_stay_questions():
    head = ("id. Response ID", "G01Q01. What works?", "G01Q02. What does not?", "G02Q01. Else?")
    rows = [(str(at), f"It is quick {at}", f"The list {at} is long", "No") for at in range(1, 8)]
    assert classify(book(head, *rows), FileSettings())[0] is FileKind.SURVEY


# Logs of events


def log(*more: Sequence[str]) -> RawFile:
    head = ("Timestamp", "User", "Action", "Module", "Result")
    rows: list[Sequence[str]] = []
    for day in range(2, 14):
        for who in ("alix.moreau@hafen.example", "birte.hanke@hafen.example"):
            moment = f"2026-03-{day:02d}T09:{day:02d}:00"
            rows += [(moment, who, "case.open", "Cases", "OK")]
            rows += [(moment, who, "case.save", "Cases", "OK" if day % 2 else "ERR-7")]
    return book(head, *rows, *more, name="audit")


def kinds(table: pd.DataFrame) -> dict[str, tuple[str, float]]:
    found = table.groupby("measure").agg(kind=("measure_kind", "first"), n=("value", "sum"))
    return {str(name): (str(row["kind"]), float(row["n"])) for name, row in found.iterrows()}


def test_a_log_whose_results_say_ok_is_usage_and_no_attendance():
    assert read(log()).reading.format == "usage, one row per event"


def test_an_event_that_failed_is_an_error_and_no_use():
    assert kinds(read(log()).table) == {
        "case.open": ("viewed", 24.0),
        "case.save": ("edited", 12.0),
        "case.save ERR-7": ("error", 12.0),
    }


def test_what_a_log_does_not_hold_of_somebody_did_not_happen():
    line = ("2026-03-20T08:00:00", "chidi.oduya@hafen.example", "case.open", "Cases", "OK")
    other = ("2026-03-20T08:00:00", "chidi.oduya@hafen.example", "login", "Start", "OK")
    table = read(log(line, other)).table
    mine = table[table["email"] == "chidi.oduya@hafen.example"]
    assert dict(zip(mine["measure"], mine["value"], strict=True)) == {
        "case.open": 1.0,
        "case.save": 0.0,
        "login": 1.0,
    }
    line = ("2026-03-20T08:00:00", "chidi.oduya@hafen.example", "case.save", "Cases", "OK")
    table = read(log(line)).table
    mine = table[table["email"] == "chidi.oduya@hafen.example"]
    assert dict(zip(mine["measure"], mine["value"], strict=True))["case.save ERR-7"] == 0.0


def test_opening_something_is_no_stock_of_open_things():
    assert "backlog" not in set(read(log()).table["measure_kind"])


@pytest.mark.parametrize(("result", "failed"), [("200", False), ("304", False), ("401", True)])
def test_the_status_of_a_request_tells_whether_it_failed(result: str, failed: bool):
    line = ("2026-03-20T08:00:00", "birte.hanke@hafen.example", "case.view", "Cases", result)
    table = read(log(line)).table
    assert (kinds(table).get(f"case.view {result}") == ("error", 1.0)) is failed


def test_a_list_of_courses_stays_one_of_courses():
    head = ("Date", "User", "Activity", "Course", "Status")
    rows = [("2026-02-03", f"{who}", "Create offers", "Offers", "Completed") for who in CREW]
    assert classify(book(head, *rows), FileSettings())[0] is FileKind.TRAINING


def test_full_names_beside_log_ins_tell_the_names_and_the_log_ins_the_ids():
    names = ("Alix Moreau", "Birte Hanke", "Chidi Oduya", "Dario Rossi")
    lines = [(name.split()[1].lower()[:4], name, "3", "4", "1") for name in names]
    weeks = ("2026-W10", "2026-W11", "2026-W12")
    found = read(book(("User", "Full name", *weeks), *lines)).table
    people = set(found[["given_id", "name"]].itertuples(index=False, name=None))
    assert ("more", "Alix Moreau") in people
    assert len(people) == len(names)


def report(*names: str, weeks: int = 3) -> list[tuple[str, ...]]:
    """Lines of amounts by person and week; the last column is the sum of the first two."""
    lines = [("Owner", "Week", *names)]
    for n, who in enumerate(CREW):
        for week in range(weeks):
            one, two, three = 1 + n + week, 2 + (n * week) % 3, n % 2
            amounts = (one, two, three, one + two)
            lines.append((who, f"2026-W{10 + week}", *map(str, amounts)))
    return lines


@pytest.mark.parametrize(
    "prefix", ["Sum of ", "Summe von ", "Summe der ", "Somme de ", "Suma de ", "Somma di "]
)
def test_a_sum_of_records_in_a_report_is_those_records_and_no_total(prefix: str):
    names = ("Orders created", "Tours", "Notes")
    found = read(book(*report(*(f"{prefix}{name}" for name in names), "Other")))
    assert set(names) <= set(found.table["measure"])


def test_a_column_that_adds_up_others_counts_nothing_again():
    found = read(book(*report("Orders created", "Tours created", "Errors", "Record Count")))
    assert set(found.table["measure"]) == {"Orders created", "Tours created", "Errors"}


def test_in_few_lines_a_sum_may_be_chance_and_stays():
    found = read(
        book(*report("Orders created", "Tours created", "Errors", "Record Count", weeks=1))
    )
    assert "Record Count" in set(found.table["measure"])
