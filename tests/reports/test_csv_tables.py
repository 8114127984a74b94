import csv

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests import world
from toolkit.errors import ToolkitError
from toolkit.reports import contract_tables, read_tables, write_confidential, write_tables
from toolkit.reports.csv_tables import shared_table_bytes, table_bytes


def test_tables_are_read_back_as_they_were_written(tmp_path):
    tables = contract_tables(world.findings())
    write_tables(tables, tmp_path)
    for name, table in read_tables(tmp_path).items():
        assert table.to_dict("list") == tables[name].to_dict("list")


cell = st.text(st.characters(exclude_categories=("Cs", "Cc")) | st.sampled_from('\n\r\t",;='))


@given(st.lists(cell, min_size=1, max_size=5))
def test_any_words_come_back_from_a_table(tmp_path_factory, words):
    folder = tmp_path_factory.mktemp("words")
    path = write_confidential(folder / "requests.csv", table_bytes(pd.DataFrame({"a": words})))
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file))
    assert [row[0] if row else "" for row in rows[1:]] == words


def test_a_contract_table_keeps_the_quote_and_a_shared_one_starts_no_formula():
    table = pd.DataFrame({"quote": ["=1+1", "-3", "- no list", "plain"]})
    assert table_bytes(table).decode() == "quote\n=1+1\n-3\n- no list\nplain\n"
    assert shared_table_bytes(table).decode() == "quote\n'=1+1\n-3\n'- no list\nplain\n"


def test_a_table_that_is_no_csv_is_one_clear_error(tmp_path):
    (tmp_path / "themes.csv").write_bytes(b"\xff\xfe\x00\x00")
    with pytest.raises(ToolkitError, match=r"themes\.csv: no table can be read"):
        read_tables(tmp_path)
