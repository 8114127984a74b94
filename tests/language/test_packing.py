"""Weights in bytes and in halves of bytes."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from toolkit.language.packing import BLOCK, packed, rows_of, unpacked

MATRICES = arrays(np.float32, (3, 2 * BLOCK), elements=st.floats(-100, 100, width=32))


def halves(codes: np.ndarray) -> np.ndarray:
    """Codes 0-15, (rows, columns), two to a byte: the first half of each block is low."""
    blocks = codes.reshape(len(codes), -1, 2, BLOCK // 2)
    return (blocks[:, :, 0] | blocks[:, :, 1] << 4).reshape(len(codes), -1).astype(np.uint8)


@given(MATRICES)
def test_bytes_keep_every_number_within_half_a_step(matrix):
    again = unpacked(packed({"q": matrix, "q.bias": matrix[0]}))
    assert set(again) == {"q", "q.bias"}
    step = np.abs(matrix).max(axis=1, keepdims=True) / 127
    assert (np.abs(again["q"] - matrix) <= 0.51 * step + 1e-6).all()
    assert np.array_equal(again["q.bias"], matrix[0])


def test_halves_are_read_as_they_were_written():
    codes = np.arange(2 * 2 * BLOCK).reshape(2, -1) * 7 % 16
    scales = np.array([[0.5, 2.0], [1.0, 0.25]], dtype=np.float16)
    stored = {"q": halves(codes), "q.scale": scales}
    expected = (codes - 8.0) * np.repeat(scales, BLOCK, axis=1)
    assert np.array_equal(unpacked(stored)["q"], expected)
    assert np.array_equal(rows_of("q", stored, np.array([1, 0, 1])), expected[[1, 0, 1]])


@given(MATRICES)
def test_some_rows_are_those_of_the_whole(matrix):
    stored = packed({"word": matrix})
    assert np.array_equal(
        rows_of("word", stored, np.array([2, 0])), unpacked(stored)["word"][[2, 0]]
    )
    assert np.array_equal(rows_of("word", {"word": matrix}, np.array([1])), matrix[[1]])
