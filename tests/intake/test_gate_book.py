from __future__ import annotations

import datetime as dt
import subprocess
from pathlib import Path

import openpyxl
import pytest

from tests.intake.made_files import write_book, write_zip
from toolkit.errors import UnreadableFile
from toolkit.intake.gate import open_file
from toolkit.intake.gate_book import shown, shown_number
from toolkit.intake.raw import RawFile


def saved(folder: Path, book: openpyxl.Workbook) -> RawFile:
    book.save(folder / "a.xlsx")
    return open_file(folder, "a.xlsx")


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (7.0, "7"),
        (0.1 + 0.2, "0.3"),
        (11280740320.0, "11280740320"),
        (float("nan"), ""),
        (True, "TRUE"),
        (False, "FALSE"),
        (dt.datetime(2026, 4, 13), "2026-04-13"),
        (dt.datetime(2026, 4, 13, 9, 30), "2026-04-13 09:30:00"),
        (dt.datetime(2026, 4, 13, 9, 29, 59, 999_600), "2026-04-13 09:30:00"),
        (dt.date(2026, 4, 13), "2026-04-13"),
        (dt.time(9, 30), "09:30:00"),
        (" two\r\nlines\u00a0", "two\nlines"),
    ],
)
def test_values_are_shown_as_people_read_them(value: object, text: str):
    assert shown(value) == text


def test_numbers_are_as_short_as_they_go():
    assert [shown_number(value) for value in (0.5, 1e15, -3.0, 2.50)] == [
        "0.5", "1000000000000000", "-3", "2.5",
    ]  # fmt: skip


def test_all_sheets_are_read_and_rows_keep_their_numbers(tmp_path: Path):
    write_book(tmp_path, "a.xlsx", {"One": [[], [], [None, "x"]], "Two": [["y"]]})
    raw = open_file(tmp_path, "a.xlsx")
    assert [sheet.name for sheet in raw.sheets] == ["One", "Two"]
    assert raw.sheets[0].rows == (("", ""), ("", ""), ("", "x"))


def test_merged_cells_hold_their_value_once_and_are_told(tmp_path: Path):
    book = openpyxl.Workbook()
    book.active["A1"] = "Title"
    book.active.merge_cells("A1:C1")
    book.active["A2"], book.active["C2"] = "x", "y"
    sheet = saved(tmp_path, book).sheets[0]
    assert sheet.rows == (("Title", "", ""), ("x", "", "y"))
    assert sheet.merged == ((0, 0, 0, 2),)


def test_a_hidden_sheet_is_read_and_said(tmp_path: Path):
    book = openpyxl.Workbook()
    book.active["A1"] = "x"
    hidden = book.create_sheet("Codes")
    hidden["A1"] = "y"
    hidden.sheet_state = "hidden"
    raw = saved(tmp_path, book)
    assert len(raw.sheets) == 2
    assert raw.notes == ("sheet 'Codes' is hidden",)


def test_a_formula_is_its_cached_value(tmp_path: Path):
    book = openpyxl.Workbook()
    book.active.append(["=1+1", "x"])
    assert saved(tmp_path, book).sheets[0].rows == (("", "x"),)


def test_formatted_rows_below_the_last_words_are_no_rows(tmp_path: Path):
    book = openpyxl.Workbook()
    book.active["A1"] = "x"
    book.active["C900"].font = openpyxl.styles.Font(bold=True)
    assert saved(tmp_path, book).sheets[0].rows == (("x",),)


def test_a_stray_cell_at_the_far_end_costs_its_sheet_alone(tmp_path: Path):
    book = openpyxl.Workbook()
    book.active.title = "Wide"
    book.active["A1"], book.active["XFD1048576"] = "x", "y"
    book.create_sheet("Fine")["A1"] = "z"
    raw = saved(tmp_path, book)
    assert [sheet.name for sheet in raw.sheets] == ["Fine"]
    assert "sheet 'Wide' left out" in raw.notes[0]


def test_a_workbook_without_a_filled_cell_is_refused(tmp_path: Path):
    write_book(tmp_path, "a.xlsx", {"One": [], "Two": []})
    with pytest.raises(UnreadableFile, match="no sheet holds a filled cell"):
        open_file(tmp_path, "a.xlsx")


def test_a_workbook_that_is_none_inside_is_refused(tmp_path: Path):
    write_zip(tmp_path, "a.xlsx", {"xl/workbook.xml": b"no workbook", "x": b""})
    with pytest.raises(UnreadableFile):
        open_file(tmp_path, "a.xlsx")


def test_the_day_of_the_last_change_comes_from_inside(tmp_path: Path):
    book = openpyxl.Workbook()
    book.active["A1"] = "x"
    raw = saved(tmp_path, book)
    assert raw.modified_on == book.properties.modified.date()


def test_a_damaged_workbook_says_nothing_on_the_terminal(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
):
    ole = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\xff" * 600 + "Workbook".encode("utf-16-le")
    (tmp_path / "a.xls").write_bytes(ole)
    with pytest.raises(UnreadableFile):
        open_file(tmp_path, "a.xls")
    assert capfd.readouterr() == ("", "")


def test_an_opendocument_table_is_read_and_its_repeats_are_bounded(tmp_path: Path):
    table = (
        b'<?xml version="1.0"?><office:document-content'
        b' xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"'
        b' xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"'
        b' xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:body>'
        b'<office:spreadsheet><table:table table:name="S"><table:table-row>'
        b'<table:table-cell office:value-type="string"%b><text:p>x</text:p></table:table-cell>'
        b"</table:table-row></table:table></office:spreadsheet></office:body>"
        b"</office:document-content>"
    )
    kind = {"mimetype": b"application/vnd.oasis.opendocument.spreadsheet"}
    manifest = {"META-INF/manifest.xml": b"<manifest/>"}
    write_zip(tmp_path, "a.ods", {**kind, "content.xml": table % b"", **manifest})
    assert open_file(tmp_path, "a.ods").sheets[0].rows == (("x",),)
    many = table % b' table:number-columns-repeated="90000000"'
    write_zip(tmp_path, "b.ods", {**kind, "content.xml": many, **manifest})
    with pytest.raises(UnreadableFile, match="repeats one cell"):
        open_file(tmp_path, "b.ods")


@pytest.mark.office
@pytest.mark.parametrize("form", ["xls", "ods"])
def test_the_same_table_in_other_forms_reads_the_same(tmp_path: Path, soffice: str, form: str):
    write_book(
        tmp_path,
        "a.xlsx",
        {
            "One": [
                ["Id", "When", "Word"],
                [1, dt.datetime(2026, 4, 13, 9, 30), "größer"],
                [2, "", "x"],
            ]
        },
    )
    command = [soffice, f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}", "--headless"]
    command += ["--convert-to", form, "--outdir", str(tmp_path), str(tmp_path / "a.xlsx")]
    subprocess.run(command, check=True, capture_output=True, timeout=600)
    assert open_file(tmp_path, f"a.{form}").sheets == open_file(tmp_path, "a.xlsx").sheets
