"""Columns and letters that fit: no word broken where there is room, nothing beyond its box."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.reports.documents import pack_of, plan_of, report_of
from toolkit.reports.documents.columns import LINE, PADDING, fitted, stands_whole
from toolkit.reports.documents.content import Column, Table
from toolkit.reports.formats.fitting import (
    SIZES,
    lines_of,
    row_height,
    row_heights,
    size_of_table,
    size_of_words,
)

TEXT = st.text("abcdefgh ", min_size=1, max_size=200)


def columns(*shares: float) -> list[Column]:
    return [Column(head="x", share=one) for one in shares]


def test_a_long_word_gets_its_room_from_columns_that_can_spare_it():
    wide, narrow = fitted(columns(9, 1), [("a few words", "communication")])
    assert narrow.share >= len("communication")
    assert wide.share + narrow.share == pytest.approx(LINE, abs=0.1)


def test_where_all_words_fit_the_shares_stay_as_asked():
    assert [one.share for one in fitted(columns(3, 1), [("a", "b")])] == [75, 25]


def test_a_table_of_no_rows_keeps_room_for_its_heads():
    first, _ = fitted([Column(head="sureness", share=1), Column(head="b", share=99)], [])
    assert first.share >= len("sureness") + PADDING


@pytest.mark.parametrize("document", [report_of(), pack_of(), plan_of()], ids=lambda one: one.key)
def test_every_column_of_the_documents_holds_its_longest_word(document):
    for table in (one for one in document.blocks if isinstance(one, Table)):
        for place, column in enumerate(table.columns):
            texts = [column.head, *(row[place] for row in table.rows)]
            words = [word for text in texts for word in text.replace("-", " ").split()]
            longest = max((len(word) for word in words if len(word) < 16), default=0)
            assert column.share >= longest, (table.caption, column.head)


@given(texts=st.lists(TEXT, min_size=1, max_size=12))
def test_words_stay_in_their_box_down_to_the_smallest_size(texts):
    size = size_of_words(texts, (6.0, 4.0))
    lines = sum(lines_of(text, size, 6.0) for text in texts)
    assert size == SIZES[-1] or lines * size * 1.2 / 72 <= 4.0


@given(texts=st.lists(TEXT, min_size=1, max_size=8))
def test_more_words_are_never_set_larger(texts):
    box = (6.0, 4.0)
    assert size_of_words([*texts, *texts], box) <= size_of_words(texts, box)


def test_few_words_are_set_large_and_many_small():
    assert size_of_words(["Mend it."], (11.0, 4.6)) == SIZES[0]
    assert size_of_words(["words and words " * 30] * 6, (5.0, 4.6)) < 14


def test_a_few_rows_fill_the_slide_and_many_keep_to_what_they_need():
    row, widths = ("for", "a fact", "6"), (1.5, 9.0, 1.0)
    few, many = (row_heights([row] * n, widths, 20, 4.2) for n in (5, 40))
    assert sum(few) > 0.8 * 4.2
    assert many == (row_height(row, widths, 20),) * 40


def test_a_long_table_is_set_smaller_than_a_short_one():
    row = ("for", "a fact of some length that takes a line", "6")
    widths = (1.5, 9.0, 1.0)
    assert size_of_table([row] * 4, widths, 4.2) > size_of_table([row] * 14, widths, 4.2)


@pytest.mark.parametrize(("rows", "whole"), [(5, True), (40, False)])
def test_a_short_table_is_not_parted_and_a_long_one_is(rows, whole):
    table = Table(caption="x", columns=tuple(columns(1, 6)), rows=(("a", "few words"),) * rows)
    assert stands_whole(table) is whole


def test_long_texts_part_a_table_of_few_rows():
    table = Table(caption="x", columns=tuple(columns(1, 1)), rows=(("a", "word " * 200),) * 3)
    assert not stands_whole(table)
