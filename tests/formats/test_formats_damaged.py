"""Damaged, renamed and hostile files: one clear error each, and the rest goes on."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from tests.formats.make_surveys import said
from tests.formats.make_tables import delimited, put, put_book, read, reading_of
from toolkit.intake import gate_limits
from toolkit.model.intake import FileReading
from toolkit.model.vocabulary import FileKind

STAFF = """ID,Name,Email,Department,Job title
1,Wilhelmina Ockham,w.ockham@razor-tools.example,Forge,Smith
2,Desmond Achterberg,d.achterberg@razor-tools.example,Forge,Head of Forge
3,Liesl Tanaka,l.tanaka@razor-tools.example,Sales,Clerk
"""
HEAD = ["Timestamp", "Email Address", "What hinders you?", "What works well?"]
ROWS = [
    ["3/14/2025 9:05:31", "w.ockham@razor-tools.example", "The list jumps to the top.", "Speed."],
    ["3/14/2025 9:15:31", "l.tanaka@razor-tools.example", "Prices are missing.", "The colours."],
    ["3/15/2025 7:00:00", "d.achterberg@razor-tools.example", "Too many screens.", "The chat."],
]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    put(tmp_path, "staff.csv", STAFF)
    put(tmp_path, "good.csv", delimited([HEAD, *ROWS]))
    return tmp_path


def problem_of(folder: Path, file: str) -> str:
    """The one clear error of a file, after the good file beside it was read as ever."""
    intake = read(folder)
    good = reading_of(intake, "good.csv")
    assert (good.kind, good.rows_kept) == (FileKind.SURVEY, 3)
    reading = reading_of(intake, file)
    assert_says_what_to_do(reading)
    return reading.problem


def assert_says_what_to_do(reading: FileReading) -> None:
    assert reading.rows_kept == 0
    assert reading.file in reading.problem
    assert len(reading.problem) > len(reading.file) + 30


def test_a_workbook_with_a_password(folder: Path):
    header = bytes.fromhex("d0cf11e0a1b11ae1") + bytes(504)
    name = "EncryptedPackage".encode("utf-16-le")
    (folder / "locked.xlsx").write_bytes(header + name + bytes(1024))
    assert "password" in problem_of(folder, "locked.xlsx").casefold()


def test_an_empty_file(folder: Path):
    (folder / "nothing.csv").write_bytes(b"")
    assert "empty" in problem_of(folder, "nothing.csv").casefold()


def test_a_login_page_that_is_called_csv(folder: Path):
    page = (
        "<!DOCTYPE html>\n<html><head><title>Sign in</title></head>\n"
        "<body><form action='/login'><input name=user></form></body></html>\n"
    )
    put(folder, "export.csv", page)
    text = problem_of(folder, "export.csv").casefold()
    assert "html" in text or "web page" in text


def test_a_workbook_that_unpacks_to_gigabytes(folder: Path):
    zeros = bytes(1 << 24)
    put_book(folder, "bomb.xlsx", {"A": [HEAD, *ROWS]})
    with zipfile.ZipFile(folder / "bomb.xlsx", "a", zipfile.ZIP_DEFLATED, compresslevel=9) as book:
        with book.open("xl/worksheets/sheet9.xml", "w", force_zip64=True) as part:
            for _ in range(gate_limits.MAX_UNPACKED // len(zeros) + 1):
                part.write(zeros)
    assert (folder / "bomb.xlsx").stat().st_size < 2_000_000
    assert "unpack" in problem_of(folder, "bomb.xlsx").casefold()


def test_a_file_over_the_limit_is_not_opened(folder: Path):
    with (folder / "huge.csv").open("wb") as file:
        file.truncate(gate_limits.MAX_BYTES + 1)  # all hole: it takes no room on the disk
    assert "MB" in problem_of(folder, "huge.csv")


def test_csv_that_is_called_xlsx_is_read_as_what_it_is(folder: Path):
    (folder / "good.csv").rename(folder / "survey.xlsx")
    intake = read(folder)
    reading = reading_of(intake, "survey.xlsx")
    assert (reading.kind, reading.rows_kept) == (FileKind.SURVEY, 3)
    assert said(intake, "jumps to the top").person_id == "1"


def test_a_workbook_that_is_called_csv_is_read_as_what_it_is(folder: Path):
    put_book(folder, "second.xlsx", {"Form Responses 1": [HEAD, *ROWS]})
    (folder / "good.csv").unlink()
    (folder / "second.xlsx").rename(folder / "second.csv")
    reading = reading_of(read(folder), "second.csv")
    assert (reading.kind, reading.rows_kept) == (FileKind.SURVEY, 3)


def test_an_unclosed_quote_costs_its_own_row(folder: Path):
    rows = [
        [f"3/{day}/2025 9:05:31", "", f"Screen {day} jumps.", "Nothing"] for day in range(1, 21)
    ]
    lines = delimited([HEAD, *rows]).splitlines(keepends=True)
    lines[7] = '3/7/2025 9:05:31,,"Screen 7 jumps.,Nothing\r\n'
    put(folder, "torn.csv", "".join(lines))
    intake = read(folder)
    reading = reading_of(intake, "torn.csv")
    assert reading.rows_in == 20
    assert reading.rows_kept >= 19
    found = " ".join(source.text for source in intake.sources)
    for day in [*range(1, 7), *range(8, 21)]:
        assert f"Screen {day} jumps." in found


def test_zero_bytes_inside_are_dropped(folder: Path):
    content = delimited([HEAD, *ROWS]).encode()
    (folder / "zeros.csv").write_bytes(content.replace(b"missing", b"miss\x00ing"))
    (folder / "good.csv").unlink()
    intake = read(folder)
    assert reading_of(intake, "zeros.csv").rows_kept == 3
    assert "\x00" not in "".join(source.text for source in intake.sources)
    assert said(intake, "Prices are").person_id == "3"


def test_bytes_that_are_no_utf_8_cost_no_row(folder: Path):
    content = delimited([HEAD, *ROWS]).encode()
    content = content.replace(b"colours", b"colo\xff\xfeurs").replace(b"Speed", "Tempo ü".encode())
    (folder / "bytes.csv").write_bytes(content)
    (folder / "good.csv").unlink()
    intake = read(folder)
    assert reading_of(intake, "bytes.csv").rows_kept == 3
    assert said(intake, "jumps to the top").person_id == "1"
    for source in intake.sources:
        source.text.encode("utf-8")


def test_half_a_workbook(folder: Path):
    put_book(folder, "half.xlsx", {"A": [HEAD, *ROWS]})
    content = (folder / "half.xlsx").read_bytes()
    (folder / "half.xlsx").write_bytes(content[: len(content) // 2])
    problem_of(folder, "half.xlsx")


def test_every_record_followed_by_an_empty_row(folder: Path):
    put(folder, "gaps.csv", delimited([HEAD, *ROWS], line_end="\r\r\n"))
    (folder / "good.csv").unlink()
    intake = read(folder)
    assert reading_of(intake, "gaps.csv").rows_kept == 3
    assert len(intake.respondents) == 3


def test_a_picture_beside_the_exports_is_named_and_skipped(folder: Path):
    (folder / "photo.png").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(200))
    intake = read(folder)
    reading = reading_of(intake, "photo.png")
    assert reading.kind is FileKind.OTHER
    assert reading.problem or reading.notes


def test_a_line_break_in_the_first_cell_is_no_damage(folder: Path):
    rows = [[f"Screen {number} jumps\nand jumps.", f"P{number}", "", "", ""] for number in range(9)]
    put(folder, "first.csv", delimited([["What hinders you?", "Team", "A", "B", "C"], *rows]))
    intake = read(folder)
    assert reading_of(intake, "first.csv").rows_kept == 9
    assert said(intake, "Screen 4").text.split() == ["Screen", "4", "jumps", "and", "jumps."]
