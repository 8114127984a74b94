"""The rows behind a fact: where they stand, what they say, and never whose they are."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pandas as pd
import pytest

from tests.desk.conftest import save
from tests.desk.pressing import Browser
from toolkit.desk.card import FactRow
from toolkit.desk.fact_rows import FactRows
from toolkit.desk.theme_board import ThemeBoard, theme_board
from toolkit.model.findings import Findings
from toolkit.model.intake import TRAINING_COLUMNS, USAGE_COLUMNS, Extracts
from toolkit.model.plan_parts import PlanMaterial, TicketText

USED, TAUGHT, ASKED = "in/use.csv", "in/courses.xlsx", "in/desk.csv"
WEEKS = (date(2026, 3, 2), date(2026, 3, 9))


def with_rows(findings: Findings) -> Findings:
    """P04 with two weeks of use, a course and a ticket; and the fact of T01 that rests on them."""
    usage = [
        ("P04", week, measure, "uses", "", value, USED, row)
        for row, week in zip((4, 5), WEEKS, strict=True)
        for measure, value in (("bookings", 6.0), ("errors", 1.0))
    ]
    course = ("P04", "C1", "Cabins with Isla Grant", WEEKS[0], "", "", "no_show", 40.0, "no")
    extracts = Extracts(
        usage=pd.DataFrame(usage, columns=list(USAGE_COLUMNS)),
        training=pd.DataFrame([(*course, TAUGHT, 7)], columns=list(TRAINING_COLUMNS)),
    )
    tickets = pd.DataFrame(
        {
            "title": ["Isla Grant's cabin is gone", "Another of Isla Grant"],
            "person_id": ["P04", "P04"],
            "opened_on": [date(2026, 3, 4), None],
            "outcome": ["confirmed_defect", "works_as_designed"],
            "file": [ASKED, ASKED],
            "row": [9, 10],
        }
    )
    seen = TicketText(row=f"{ASKED}:9", title="[a person]'s cabin is gone", asked="", answered="ok")
    verdict = findings.verdicts["T01"]
    first = verdict.signals[0]
    behind = tuple(f"{ASKED}:{row}" for row in (10, 9, *range(20, 40)))
    signals = (replace(first, rows=behind), *verdict.signals[1:])
    return replace(
        findings,
        intake=replace(findings.intake, extracts=extracts),
        facts=replace(findings.facts, tickets=tickets),
        material=PlanMaterial(tickets=(seen,)),
        verdicts={**findings.verdicts, "T01": replace(verdict, signals=signals)},
    )


@pytest.fixture
def rows(findings: Findings) -> FactRows:
    return FactRows(with_rows(findings), None)


def only(rows: FactRows, key: str) -> FactRow:
    (found,), more = rows.of([key], 5)
    assert more == 0
    return found


def test_a_run_of_usage_rows_says_its_weeks_and_their_sums(rows: FactRows) -> None:
    said = ("2026-03-02 – 2026-03-09", "bookings: 12", "errors: 2")
    assert only(rows, f"{USED}:4-5") == FactRow(file=USED, row="4-5", says=said)
    assert only(rows, f"{USED}:5").says == ("2026-03-09", "bookings: 6", "errors: 1")


def test_a_course_says_its_day_and_who_came_without_a_result_or_a_name(rows: FactRows) -> None:
    assert only(rows, f"{TAUGHT}:7").says == ("2026-03-02", "no show")


def test_a_ticket_says_what_was_cleared_of_names_and_no_more(rows: FactRows) -> None:
    known = ("2026-03-04", "[a person]'s cabin is gone", "ok", "confirmed defect")
    assert only(rows, f"{ASKED}:9").says == known
    assert only(rows, f"{ASKED}:10").says == ("works as designed",)


def test_a_row_of_another_file_is_named_and_says_nothing(rows: FactRows) -> None:
    assert only(rows, "in/a:b.csv:3") == FactRow(file="in/a:b.csv", row="3")


def test_a_ticket_table_without_days_or_titles_says_what_it_holds(findings: Findings) -> None:
    bare = pd.DataFrame({"outcome": ["duplicate"], "file": [ASKED], "row": [3]})
    found = replace(findings, facts=replace(findings.facts, tickets=bare))
    assert only(FactRows(found, None), f"{ASKED}:3").says == ("duplicate",)


def test_rows_come_by_file_and_number_whatever_their_order_and_the_rest_is_counted(
    rows: FactRows,
) -> None:
    keys = [f"{ASKED}:10", f"{ASKED}:9", f"{USED}:4", f"{ASKED}:9"]
    found, more = rows.of(keys, 2)
    assert ([(one.file, one.row) for one in found], more) == ([(ASKED, "9"), (ASKED, "10")], 1)
    assert rows.of(reversed(keys), 2) == (found, more)


@pytest.fixture
def board(tmp_path: Path, findings: Findings) -> Iterator[ThemeBoard]:
    made = theme_board(save(tmp_path / "out", with_rows(findings)), coder="Ann")
    yield made
    made.state.close()


def test_the_board_shows_the_rows_of_every_fact_of_a_theme(
    board: ThemeBoard, monkeypatch: pytest.MonkeyPatch
) -> None:
    view = Browser(board, monkeypatch).press("go", theme="T01")
    fact = next(one for one in view["card"]["facts"] if "tickets" in one["sentence"])
    assert (fact["rows"][0]["file"], fact["rows"][0]["row"]) == (ASKED, "9")
    assert "confirmed defect" in fact["rows"][0]["says"]
    assert (len(fact["rows"]), fact["more"]) == (12, 10)
    assert "P04" not in str(fact["rows"])
