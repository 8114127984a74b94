"""No shared file prints a combination of attributes that fewer than five people have."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

from tests import world
from toolkit.pipeline.people_anonymity import find_small_groups
from toolkit.reports import write_reports

PEOPLE = world.people()


def found_in(folder: Path, name: str, text: str, **more) -> list[tuple[str, int]]:
    (folder / name).write_text(text, encoding="utf-8")
    return [(one.combination, one.people) for one in find_small_groups(folder, PEOPLE, 5, **more)]


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.csv", "group,active\ndepartment=Freight Sales & location=Mallaig,2\n"),
        ("a.csv", "department,location,heard\nFreight Sales,Mallaig,2\n"),
        ("a.html", "<table><tr><td>Freight Sales · Mallaig</td><td>2</td></tr></table>"),
        ("a.html", "<blockquote>Lost it.</blockquote><p>— Freight Sales, Mallaig</p>"),
    ],
)
def test_three_people_who_share_department_and_place_are_found(tmp_path, name, text):
    assert found_in(tmp_path, name, text) == [("department=Freight Sales & location=Mallaig", 3)]


def test_a_workbooks_rows_are_read(tmp_path):
    book = openpyxl.Workbook()
    book.active.append(["department=Freight Sales & location=Mallaig", 2])
    book.save(tmp_path / "a.xlsx")
    assert [one.people for one in find_small_groups(tmp_path, PEOPLE, 5)] == [3]


def test_a_group_of_seven_a_withheld_row_and_prose_are_not(tmp_path):
    rows = (
        "group,active\ndepartment=Freight Sales,4\n"
        "department=Board,withheld: fewer than 5 people\n"
        "In Mallaig they wait for the tide, and " + "so does Freight Sales " * 8 + ",1\n"
    )
    assert found_in(tmp_path, "a.csv", rows) == []


def test_a_title_that_owns_an_action_says_nothing_of_people(tmp_path):
    row = "A01,Fix it,Managing Director\n"
    assert found_in(tmp_path, "a.csv", row) == [("role=Managing Director", 1)]
    assert found_in(tmp_path, "a.csv", row, owners=["Managing Director"]) == []
    counted = "role,Managing Director,1\n"
    assert found_in(tmp_path, "a.csv", counted, owners=["Managing Director"])


def test_nothing_in_share_points_at_fewer_than_five(tmp_path):
    findings = world.findings()
    write_reports(findings, world.settings(), tmp_path, now=world.MADE_AT, roster=[])
    owners = {one.owner_role for one in findings.actions}
    owners |= {one.addressee_role for one in findings.requests}
    assert list((tmp_path / "share").rglob("*.csv"))
    assert find_small_groups(tmp_path / "share", findings.intake.people, 5, owners) == ()
