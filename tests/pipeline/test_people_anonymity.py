"""No shared file prints a combination of attributes that fewer than five people have."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest
import typst
from docx import Document
from pptx import Presentation

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


HEADED = "<h2>Freight Sales</h2><table><tr><td>Mallaig</td><td>2</td></tr></table>"
CAPTIONED = "<table><caption>Freight Sales</caption><tr><td>Mallaig</td><td>2</td></tr></table>"
CROSSED = (
    "<table><tr><th></th><th>Mallaig</th></tr><tr><td>Freight Sales</td><td>2</td></tr></table>"
)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.html", HEADED),
        ("a.html", CAPTIONED),
        ("a.html", CROSSED),
        ("a.html", "<p>In Freight Sales at Mallaig 2 of them stopped.</p>"),
        ("a.csv", "group,Mallaig,Kiel\nFreight Sales,2,\n"),
        ("a.md", "## Freight Sales\n\n| place | heard |\n| --- | --- |\n| Mallaig | 2 |\n"),
        ("a.md", "“Lost it.”\n\n- Freight Sales, Mallaig\n"),
        ("a.txt", "“Lost it.” (Freight Sales, Mallaig)\n"),
        ("a.json", '{"Freight Sales": {"Mallaig": 2}}'),
        ("a.json", '[{"department": "Freight Sales", "location": "Mallaig", "heard": 2}]'),
    ],
)
def test_headings_captions_columns_and_prose_are_read_with_what_they_stand_over(
    tmp_path, name, text
):
    assert found_in(tmp_path, name, text) == [("department=Freight Sales & location=Mallaig", 3)]


@pytest.mark.parametrize(
    "text",
    [
        "<h2>Freight Sales</h2><table><tr><td>Mallaig</td><td>withheld: too few</td></tr></table>",
        "<h2>Freight Sales</h2><h2>All</h2><table><tr><td>Lost orders</td><td>2</td></tr></table>",
        "<p>Freight Sales say that Mallaig waits 2 hours.</p>",
        "<p>– Freight Sales, which is where most of those are who ask in Mallaig</p>",
    ],
)
def test_what_is_withheld_under_another_heading_or_no_group_is_not_found(tmp_path, text):
    assert found_in(tmp_path, "a.html", text) == []


def test_paragraphs_and_tables_of_a_word_document_are_read_under_their_headings(tmp_path):
    made = Document()
    made.add_heading("Freight Sales", 2)
    made.add_table(1, 2).rows[0].cells[0].text = "Mallaig"
    made.tables[0].rows[0].cells[1].text = "2"
    made.save(tmp_path / "table.docx")
    signed = Document()
    signed.add_paragraph("“Lost it.”")
    signed.add_paragraph("- Freight Sales, Mallaig")
    signed.save(tmp_path / "signed.docx")
    found = find_small_groups(tmp_path, PEOPLE, 5)
    assert [one.file for one in found] == ["signed.docx", "table.docx"]
    assert {one.combination for one in found} == {"department=Freight Sales & location=Mallaig"}


def test_a_slides_title_stands_over_its_table(tmp_path):
    made = Presentation()
    slide = made.slides.add_slide(made.slide_layouts[5])
    slide.shapes.title.text = "Freight Sales"
    table = slide.shapes.add_table(1, 2, 0, 0, 100, 100).table
    table.cell(0, 0).text, table.cell(0, 1).text = "Mallaig", "2"
    made.save(tmp_path / "a.pptx")
    assert [one.people for one in find_small_groups(tmp_path, PEOPLE, 5)] == [3]


def test_the_lines_of_a_pdf_are_read(tmp_path):
    line = b"Freight Sales, Mallaig: 2 of 3 stopped"
    (tmp_path / "a.pdf").write_bytes(typst.compile(line, format="pdf"))
    assert [one.people for one in find_small_groups(tmp_path, PEOPLE, 5)] == [3]


def test_a_column_of_owners_says_who_acts_and_nothing_of_people(tmp_path):
    text = "risk,{head},people\nPort fees,Managing Director,9\n"
    assert found_in(tmp_path, "a.csv", text.format(head="Owner")) == []
    assert found_in(tmp_path, "a.csv", text.format(head="heard")) == [("role=Managing Director", 1)]


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
