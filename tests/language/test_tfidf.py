from __future__ import annotations

import numpy as np
import pytest

from toolkit.language.tfidf import TfidfEncoder

TEXTS = [
    "The search is slow.",
    "The search is far too slow for us.",
    "Nobody trained us.",
    "We were never trained on it.",
    "My boss wants Excel.",
]


def fitted(texts: list[str]) -> TfidfEncoder:
    return TfidfEncoder(texts, notice="for a test")


def test_texts_that_share_words_are_near() -> None:
    rows = fitted(TEXTS).encode(TEXTS)
    likeness = rows @ rows.T
    assert likeness[0, 1] > 0.3 > likeness[0, 4]


def test_rows_have_length_one() -> None:
    rows = fitted(TEXTS).encode(TEXTS)
    np.testing.assert_allclose(np.linalg.norm(rows, axis=1), 1, atol=1e-6)


def test_neither_order_nor_repetition_changes_the_fit() -> None:
    one, other = fitted(TEXTS), fitted([*TEXTS[::-1], TEXTS[0]])
    assert one.fingerprint == other.fingerprint
    np.testing.assert_array_equal(one.encode(TEXTS), other.encode(TEXTS))


def test_other_texts_have_another_fingerprint() -> None:
    assert fitted(TEXTS).fingerprint != fitted(TEXTS[1:]).fingerprint


@pytest.mark.parametrize("texts", [["one"], ["one", "two"], ["a b", "a c", "a d"]])
def test_few_texts_are_enough(texts: list[str]) -> None:
    rows = fitted(texts).encode(texts)
    np.testing.assert_allclose(np.linalg.norm(rows, axis=1), 1, atol=1e-6)


@pytest.mark.parametrize("texts", [[], ["???", "!!"], [""]])
def test_texts_without_a_word_are_zeros_of_one_dimension(texts: list[str]) -> None:
    rows = fitted(texts).encode([*texts, "slow"])
    assert rows.shape == (len(texts) + 1, 1)
    assert not rows.any()


def test_an_unknown_text_is_zeros() -> None:
    assert not fitted(TEXTS).encode(["Ωψ", ""]).any()
