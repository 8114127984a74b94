"""Pairs of texts cut into the pieces of a vocabulary."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.language.pair_tokens import PairTokens

PIECES = (
    "<s> </s> <unk> \u2581 \u2581the \u2581export \u2581ex port s fi \u2581Caf\u00e9 ! t".split()
)
SCORES = [0.0, 0.0, 0.0, -4.0, -2.0, -3.0, -4.0, -5.0, -3.0, -6.0, -5.0, -2.0, -7.0]
TOKENS = PairTokens(PIECES, SCORES)


def pieces(text: str) -> list[str]:
    return [PIECES[number].replace("\u2581", "_") for number in TOKENS.numbers(text)]


@pytest.mark.parametrize(
    ("text", "cut"),
    [
        ("the exports", ["_the", "_export", "s"]),
        ("Caf\u00e9!", ["_Caf\u00e9", "!"]),
        ("Cafe\u0301", ["_Caf\u00e9"]),
        ("the\u00a0\t\nexport", ["_the", "_export"]),
        ("\ufb01", ["_", "fi"]),
        ("the \u6587", ["_the", "_", "<unk>"]),
        ("exsport", ["_ex", "s", "port"]),
        ("", []),
        (" \n", []),
    ],
)
def test_words_become_their_likeliest_pieces(text, cut):
    assert pieces(text) == cut


def test_the_marks_cannot_be_typed():
    assert not {0, 1} & set(TOKENS.numbers("<s> </s>"))


def test_of_a_pair_the_end_of_the_first_and_the_start_of_the_second_are_kept():
    numbers, start = TOKENS.pair("the export the", "ports export", (2, 2))
    assert [PIECES[n] for n in numbers] == [
        "<s>",
        "\u2581export",
        "\u2581the",
        "</s>",
        "\u2581",
        "port",
        "</s>",
    ]
    assert start == 4


@given(st.text())
def test_any_text_can_be_cut(text):
    assert all(0 <= number < len(PIECES) for number in TOKENS.numbers(text))
