"""Whatever stands in a table, a reader gives a reading whose rows add up, and never fails."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from toolkit.intake import extracts, org
from toolkit.intake.headers import vocabulary
from toolkit.intake.raw import RawFile, RawSheet
from toolkit.model.vocabulary import FileKind
from toolkit.settings import FileSettings

TABLES = ("org", "usage", "training", "tickets")
HEADERS = sorted({w for table in TABLES for words in vocabulary(table).values() for w in words})
CELLS = [
    "", "x", "Anna Keller", "Keller, Anna", "anna@firm.example", "E12", "0012", "3", "0,5", "-1",
    "2025-03-10", "10.03.2025", "2025-W10", "KW 10", "März 2025", "9999-99-99", "Total: 3", "N.N.",
    "attended", "entsch.", "=cmd()", "{code}", "(", "\u200f", "🙂", "a" * 300, "20/Dec/22 11:05 PM",
    "Schulung 12.03.2025", "INC0010001", "login", "17/0", "1.2.3.4", "…",
]  # fmt: skip
SHEETS = st.builds(
    lambda header, rows, merged: RawSheet(
        name="Sheet1", rows=(tuple(header), *map(tuple, rows)), merged=tuple(merged)
    ),
    st.lists(st.sampled_from(HEADERS), min_size=1, max_size=7),
    st.lists(st.lists(st.sampled_from(CELLS) | st.text(max_size=12), max_size=8), max_size=12),
    st.lists(st.tuples(*[st.integers(0, 9)] * 4), max_size=2),
)
FILES = st.builds(
    lambda sheets: RawFile(file="x.xlsx", form="table", extension="xlsx", sheets=tuple(sheets)),
    st.lists(SHEETS, max_size=2),
)


@given(FILES)
def test_an_org_list_of_any_cells_adds_up(raw: RawFile):
    org.recognise(raw)
    found = org.read_org(raw, FileSettings())
    assert found.reading.rows_in == found.reading.rows_kept + found.reading.rows_set_aside
    assert len({person.person_id for person in found.people}) == len(found.people)
    ids = {person.person_id for person in found.people}
    assert all(person.manager_id in {"", *ids} for person in found.people)


@given(FILES, st.sampled_from([FileKind.USAGE, FileKind.TRAINING, FileKind.TICKETS]))
def test_an_extract_of_any_cells_adds_up(raw: RawFile, kind: FileKind):
    extracts.recognise(raw)
    found = extracts.read_extract(raw, kind, FileSettings())
    assert found.reading.rows_in == found.reading.rows_kept + found.reading.rows_set_aside
    assert found.reading.problem or len(found.table)
    assert {"given_id", "email", "name", "file", "row"} <= set(found.table.columns)
