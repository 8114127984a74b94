"""Words cut into the pieces of a vocabulary."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.language.bert_tokens import BertTokens

PIECES = "[PAD] [UNK] [CLS] [SEP] the export ex ##port ##s cafe ! ' don t \u6587".split()
NUMBER = {piece: number for number, piece in enumerate(PIECES)}
TOKENS = BertTokens(NUMBER)


def pieces(text: str) -> list[str]:
    return [PIECES[number] for number in TOKENS.numbers(text)]


@pytest.mark.parametrize(
    ("text", "cut"),
    [
        ("The exports", ["the", "export", "##s"]),
        ("Café!", ["cafe", "!"]),
        ("don't", ["don", "'", "t"]),
        ("\u6587\u6587", ["\u6587", "\u6587"]),
        ("exporting", ["[UNK]"]),
        ("x" * 101, ["[UNK]"]),
        ("the\u200b\texport", ["the", "export"]),
        ("", []),
        (" \n", []),
    ],
)
def test_words_become_their_longest_pieces(text, cut):
    assert pieces(text) == cut


def test_of_a_pair_the_end_of_the_first_and_the_start_of_the_second_are_kept():
    numbers, start = TOKENS.pair("the export the", "don don export", (2, 2))
    assert [PIECES[n] for n in numbers] == "[CLS] export the [SEP] don don [SEP]".split()
    assert start == 4


@given(st.text())
def test_any_text_can_be_cut(text):
    assert all(0 <= number < len(PIECES) for number in TOKENS.numbers(text))
