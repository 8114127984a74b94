from __future__ import annotations

import random
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest

from toolkit.errors import UnknownSubject
from toolkit.language.encoders import SentenceEncoder
from toolkit.language.tfidf import TfidfEncoder
from toolkit.language.vectors import Vectors, encode, text_key

WORDS = "the search is slow nobody trained us export fails on Monday formazione keine Zeit".split()


def make_texts(n: int) -> list[str]:
    """Texts of 1 to 60 words, so that every length meets every other in a batch."""
    dice = random.Random(5)
    return [" ".join(dice.choices(WORDS, k=dice.randint(1, 60))) for _ in range(n)]


TEXTS = make_texts(150)


class Counting:
    """An encoder that counts letters and remembers what it was asked."""

    name = "letters"
    fingerprint = "letters.1"
    dim = 2
    notice = "counts letters"
    fitted = False

    def __init__(self) -> None:
        self.asked: list[str] = []

    def encode(self, texts: Sequence[str]) -> np.ndarray:
        self.asked += texts
        rows = np.array([[len(text), 1] for text in texts], dtype=np.float32)
        return rows / np.linalg.norm(rows, axis=1, keepdims=True)


@pytest.fixture(scope="module")
def vectors(sentence_encoder: SentenceEncoder) -> Vectors:
    return encode(TEXTS, sentence_encoder)


def test_another_order_gives_the_same_bits(
    vectors: Vectors, sentence_encoder: SentenceEncoder
) -> None:
    again = encode(TEXTS[::-1], sentence_encoder)
    np.testing.assert_array_equal(again.keys, vectors.keys)
    np.testing.assert_array_equal(again.array, vectors.array)


def test_a_text_alone_has_the_same_bits_as_in_company(
    vectors: Vectors, sentence_encoder: SentenceEncoder
) -> None:
    for text in TEXTS[::15]:
        alone = encode([text], sentence_encoder).rows([text])
        np.testing.assert_array_equal(alone, vectors.rows([text]))


def test_a_part_of_the_texts_has_the_same_bits_as_all(
    vectors: Vectors, sentence_encoder: SentenceEncoder
) -> None:
    part = encode(TEXTS[::3], sentence_encoder)
    np.testing.assert_array_equal(part.rows(TEXTS[::3]), vectors.rows(TEXTS)[::3])


def test_the_number_of_threads_changes_nothing(
    vectors: Vectors, sentence_encoder: SentenceEncoder
) -> None:
    from threadpoolctl import threadpool_limits

    with threadpool_limits(limits=2):
        np.testing.assert_array_equal(encode(TEXTS, sentence_encoder).array, vectors.array)


def test_rows_come_in_the_order_of_the_texts_with_length_one(vectors: Vectors) -> None:
    rows = vectors.rows([TEXTS[3], TEXTS[1], TEXTS[3]])
    np.testing.assert_array_equal(rows[0], rows[2])
    assert rows.dtype == np.float32
    np.testing.assert_allclose(np.linalg.norm(rows, axis=1), 1, atol=1e-6)


def test_the_first_and_the_second_run_with_a_cache_and_a_run_without_agree_to_the_bit(
    vectors: Vectors, sentence_encoder: SentenceEncoder, tmp_path: Path
) -> None:
    first = encode(TEXTS[:80], sentence_encoder, cache=tmp_path)
    second = encode(TEXTS, sentence_encoder, cache=tmp_path)
    third = encode(TEXTS, sentence_encoder, cache=tmp_path)
    np.testing.assert_array_equal(first.rows(TEXTS[:80]), vectors.rows(TEXTS[:80]))
    for again in (second, third):
        np.testing.assert_array_equal(again.keys, vectors.keys)
        np.testing.assert_array_equal(again.array, vectors.array)


def test_a_text_is_encoded_once_however_often_it_stands_there() -> None:
    encoder = Counting()
    vectors = encode(["slow", "bad", "slow", "slow"], encoder)
    assert sorted(encoder.asked) == ["bad", "slow"]
    assert len(vectors) == 2


def test_only_texts_that_are_not_stored_are_encoded(tmp_path: Path) -> None:
    encode(["slow", "bad"], Counting(), cache=tmp_path)
    encoder = Counting()
    vectors = encode(["slow", "new"], encoder, cache=tmp_path)
    assert encoder.asked == ["new"]
    assert sorted(vectors.keys) == sorted([text_key("slow"), text_key("new")])


def test_the_cache_is_mapped_when_it_holds_exactly_the_texts(tmp_path: Path) -> None:
    encode(["slow", "bad"], Counting(), cache=tmp_path)
    again = encode(["slow", "bad"], Counting(), cache=tmp_path)
    assert isinstance(again.array, np.memmap)
    np.testing.assert_allclose(again.rows(["slow"]), [[0.970, 0.243]], atol=1e-3)  # 4 : 1


def test_blank_texts_are_not_encoded_and_are_zeros() -> None:
    encoder = Counting()
    vectors = encode(["", " \n", "slow"], encoder)
    assert encoder.asked == ["slow"]
    assert not vectors.rows(["", " "]).any()


def test_no_texts_give_no_vectors() -> None:
    vectors = encode([], Counting())
    assert vectors.array.shape == (0, 2)
    assert vectors.rows([]).shape == (0, 2)
    assert vectors.rows([""]).shape == (1, 2)


def test_a_text_that_was_not_encoded_is_refused_without_being_repeated() -> None:
    vectors = encode(["slow"], Counting())
    with pytest.raises(UnknownSubject, match=r"1 of 2 texts") as refused:
        vectors.rows(["slow", "a secret"])
    assert "secret" not in str(refused.value)


def test_vectors_say_who_made_them() -> None:
    vectors = encode(["slow"], Counting())
    assert (vectors.fingerprint, vectors.encoder, vectors.notice) == (
        "letters.1",
        "letters",
        "counts letters",
    )


def test_a_fitted_encoder_leaves_no_cache(tmp_path: Path) -> None:
    texts = ["the search is slow", "nobody trained us"]
    encode(texts, TfidfEncoder(texts, notice="for a test"), cache=tmp_path)
    assert not list(tmp_path.iterdir())


def test_progress_is_told_up_to_the_number_of_texts_to_encode() -> None:
    told: list[tuple[int, int]] = []
    encode(
        [f"text {i}" for i in range(2500)],
        Counting(),
        on_progress=lambda done, of: told.append((done, of)),
    )
    assert told == [(1000, 2500), (2000, 2500), (2500, 2500)]


def test_an_interruption_keeps_what_is_done(tmp_path: Path) -> None:
    def interrupt(done: int, of: int) -> None:
        raise KeyboardInterrupt

    texts = [f"text {i}" for i in range(1500)]
    with pytest.raises(KeyboardInterrupt):
        encode(texts, Counting(), cache=tmp_path, on_progress=interrupt)
    encoder = Counting()
    encode(texts, encoder, cache=tmp_path)
    assert len(encoder.asked) == 500


def test_half_a_character_has_a_key() -> None:
    assert text_key("\ud83d") != text_key("\udc4d")
