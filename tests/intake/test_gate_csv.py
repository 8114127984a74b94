from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.intake.made_files import csv_text
from toolkit.intake import gate_csv
from toolkit.intake.gate_csv import Grid, read_delimited
from toolkit.intake.gate_dialect import find_dialect, split_mended

HEAD = ["Id", "Date", "Team", "Score", "Comment"]
BODY = [
    [f"R{number:03}", f"2026-05-{number + 1:02}", "North", str(number % 11), f"It is {word}."]
    for number, word in enumerate(("slow", "fine, mostly", 'a "mess"', "late\nagain", "ok") * 5)
]


def grid(text: str) -> Grid:
    return read_delimited(text.replace("\r\n", "\n"))


def survey(delimiter: str = ",") -> str:
    return csv_text([HEAD, *BODY], delimiter, line_end="\n")


def lost(text: str) -> int:
    """How many of the original rows are no longer among those read."""
    rows = {row[: len(HEAD)] for row in grid(text).rows}
    return sum(tuple(row) not in rows for row in BODY)


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_the_delimiter_is_found(delimiter: str):
    assert find_dialect(survey(delimiter)).delimiter == delimiter
    assert [list(row) for row in grid(survey(delimiter)).rows] == [HEAD, *BODY]


def test_semicolons_win_over_decimal_commas():
    text = "Name;Hours;Share\nA;1,5;0,25\nB;2,5;0,75\nC;3,5;0,10\n"
    assert grid(text).rows[1] == ("A", "1,5", "0,25")


def test_a_hint_for_excel_is_no_row():
    assert grid("sep=;\nA;B,C\n1;2\n").rows == (("A", "B,C"), ("1", "2"))


def test_a_text_without_delimiter_is_one_column():
    text = 'Comment\nToo slow, really.\n"It crashed, twice"\n"two\nlines"\nok\n'
    assert [row[0] for row in grid(text).rows] == [
        "Comment", "Too slow, really.", "It crashed, twice", "two\nlines", "ok",
    ]  # fmt: skip


def test_line_breaks_inside_quotes_do_not_end_a_row():
    assert grid('A,B\n1,"one\ntwo\n\nthree"\n2,x\n').rows[1] == ("1", "one\ntwo\n\nthree")


def test_rows_are_padded_to_one_width():
    assert grid("A,B,C\n1\n1,2\n1,2,3\n").rows == (
        ("A", "B", "C"), ("1", "", ""), ("1", "2", ""), ("1", "2", "3"),
    )  # fmt: skip


def test_an_empty_line_is_an_empty_row_so_that_numbers_stay():
    assert grid("A,B\n1,2\n\n3,4\n").rows[2:] == (("", ""), ("3", "4"))


def test_tabs_without_quoting_keep_lonely_quotes():
    text = "A\tB\tC\n" + '1\t5" screen\tx\n2\t"yes" she said\ty\n3\t"\tz\n' * 5
    assert grid(text).rows[1:4] == (
        ("1", '5" screen', "x"), ("2", '"yes" she said', "y"), ("3", '"', "z"),
    )  # fmt: skip


@pytest.mark.parametrize("place", range(0, len(survey()), 7))
def test_a_quote_too_many_costs_at_most_one_row(place: int):
    text = survey()
    assert lost(text[:place] + '"' + text[place:]) <= 1


@pytest.mark.parametrize("place", [i for i, sign in enumerate(survey()) if sign == '"'])
def test_a_quote_too_few_costs_at_most_one_row(place: int):
    text = survey()
    assert lost(text[:place] + text[place + 1 :]) <= 1


@pytest.mark.parametrize("place", [i for i, sign in enumerate(survey()) if sign == ","])
def test_a_delimiter_lost_costs_at_most_one_row(place: int):
    text = survey()
    assert lost(text[:place] + text[place + 1 :]) <= 1


def test_a_damaged_row_is_named_and_leaves_its_place_empty():
    text = survey().replace("R010,2026-05-11,North", "R010,2026-05-11")
    found = grid(text)
    assert found.damaged == {"damaged: 4 cells in place of 5": (12,)}
    assert found.rows[11] == ("",) * 5
    assert found.rows[12][0] == "R011"


def test_a_cut_last_row_is_damage_and_no_row():
    text = survey()[:-20]
    assert list(grid(text).damaged.values()) == [(26,)]


def test_bare_quotes_inside_a_quoted_cell_are_mended():
    text = survey().replace('"It is a ""mess""."', '"It is a "mess"."')
    found = grid(text)
    assert lost(text) == 0
    assert not found.damaged
    assert "mended in row" in found.notes[0]


def test_a_line_break_without_quotes_is_mended():
    text = survey().replace("R004,2026-05-05,North", "R004,2026-05-05,No\nrth")
    assert grid(text).rows[5] == ("R004", "2026-05-05", "No\nrth", "4", "It is ok.")


def test_a_typed_comma_in_the_last_cell_is_mended():
    rows = "".join(f"{n},Sales,fine\n" for n in range(20))
    assert grid(f"No,Team,Comment\n{rows}99,Sales,good, but slow\n").rows[-1] == (
        "99", "Sales", "good, but slow",
    )  # fmt: skip


def test_lines_below_a_table_stay():
    assert grid(survey() + "Source: intranet\n").rows[-1][0] == "Source: intranet"


def test_a_mended_cell_may_hold_the_delimiter():
    assert split_mended('1,"she said "no" twice, slowly",2', ",") == [
        "1", 'she said "no" twice, slowly', "2",
    ]  # fmt: skip


def test_columns_over_the_limit_are_cut_and_said():
    text = "\n".join(",".join(map(str, range(2_500))) for _ in range(3))
    assert len(grid(text).rows[0]) == 2_000
    assert grid(text).notes == ("cut after 2000 columns",)


@pytest.mark.parametrize(
    "junk", ['a,"b\n' * 30_000, '"\n' * 30_000, 'x,""",y\n' * 20_000, '"' * 300_001, "," * 300_000]
)
def test_hostile_text_takes_no_long_time(junk: str):
    start = time.process_time()
    read_delimited(survey() + junk)
    assert time.process_time() - start < 10


CELLS = st.text(
    st.characters(exclude_categories=["Cc", "Cf", "Cs", "Zl", "Zp", "Zs", "Co", "Cn"]), max_size=12
)
TABLES = st.integers(2, 6).flatmap(
    lambda width: st.lists(st.lists(CELLS, min_size=width, max_size=width), min_size=1, max_size=8)
)


@given(TABLES, st.sampled_from([",", ";", "\t"]))
def test_what_was_written_is_read(table: list[list[str]], delimiter: str):
    head = [f"Column {number}" for number in range(len(table[0]))]
    rows = [head, *([str(place), *row[1:]] for place, row in enumerate(table, start=1))]
    assert [list(row) for row in grid(csv_text(rows, delimiter, "\n")).rows] == rows


@given(st.text(max_size=400))
def test_no_text_breaks_the_reader(text: str):
    found = read_delimited(text)
    assert len({len(row) for row in found.rows}) <= 1
    assert all(0 < row <= len(found.rows) for rows in found.damaged.values() for row in rows)


@given(
    st.integers(0, len(survey()) - 1), st.integers(1, 30), st.sampled_from(["cut out", "double"])
)
def test_a_piece_lost_or_doubled_costs_its_own_rows(start: int, size: int, what: str):
    text = survey()
    piece = text[start : start + size]
    changed = text[:start] + (piece * 2 if what == "double" else "") + text[start + size :]
    touched = piece.count("\n") + 1
    assert lost(changed) <= touched + (piece[-1:] == "\n")


def test_rows_over_the_limit_are_cut_and_said(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(gate_csv, "MAX_ROWS", 10)
    found = grid(survey())
    assert len(found.rows) == 10
    assert found.notes == ("cut after 10 rows",)
