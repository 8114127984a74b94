"""Rows that were set aside, read again from the folder as it was received."""

from __future__ import annotations

from pathlib import Path

import pytest

from toolkit.desk.aside_rows import MOST, rows_aside

TABLE = "Respondent ID,What gets in your way?\n1,Bookings vanish.\n2,\n3,test  entry\n"


@pytest.fixture
def raw(tmp_path: Path) -> Path:
    (tmp_path / "spring.csv").write_text(TABLE, encoding="utf-8")
    return tmp_path


def test_the_rows_that_a_place_names_are_read_cell_by_cell(raw: Path) -> None:
    found = rows_aside(raw, "spring.csv", "rows 3-4")
    assert [(one.row, one.says) for one in found] == [("3", ("2",)), ("4", ("3", "test entry"))]


def test_a_place_that_is_no_row_of_a_table_shows_nothing(raw: Path) -> None:
    assert rows_aside(raw, "spring.csv", "points 26-27") == ()
    assert rows_aside(raw, "spring.csv", "Sheet9, row 2") == ()
    assert rows_aside(raw, "spring.csv", "row 900") == ()


def test_a_file_that_is_gone_shows_nothing(raw: Path) -> None:
    (raw / "spring.csv").unlink()
    assert rows_aside(raw, "spring.csv", "row 2") == ()


def test_a_file_that_was_changed_is_read_anew(raw: Path) -> None:
    assert rows_aside(raw, "spring.csv", "row 2")[0].says == ("1", "Bookings vanish.")
    (raw / "spring.csv").write_text(TABLE.replace("vanish", "return"), encoding="utf-8")
    assert rows_aside(raw, "spring.csv", "row 2")[0].says == ("1", "Bookings return.")


def test_no_more_rows_are_shown_than_one_can_judge(tmp_path: Path) -> None:
    lines = "".join(f"{n},word\n" for n in range(60))
    (tmp_path / "long.csv").write_text(f"Respondent ID,Why?\n{lines}", encoding="utf-8")
    assert len(rows_aside(tmp_path, "long.csv", "rows 2-61")) == MOST
