"""The small transformer: against a plain reference, and independent of order and company."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.language.transformer import HEADS, Transformer

DIM, TOKENS = 2 * HEADS, 20


def arrays() -> dict[str, np.ndarray]:
    random = np.random.default_rng(5)
    found = {"word": random.normal(size=(TOKENS, DIM)), "position": random.normal(size=(32, DIM))}
    found |= {"norm": random.normal(1, 0.1, DIM)}
    found["norm.bias"] = random.normal(0, 0.1, DIM)
    for layer in range(2):
        for part, shape in {"f1": (4 * DIM, DIM), "f2": (DIM, 4 * DIM)}.items():
            found[f"{layer}.{part}"] = random.normal(0, 0.2, shape)
            found[f"{layer}.{part}.bias"] = random.normal(0, 0.1, shape[0])
        for part in "qkvo":
            found[f"{layer}.{part}"] = random.normal(0, 0.2, (DIM, DIM))
            found[f"{layer}.{part}.bias"] = random.normal(0, 0.1, DIM)
        for part in ("n1", "n2"):
            found[f"{layer}.{part}"] = random.normal(1, 0.1, DIM)
            found[f"{layer}.{part}.bias"] = random.normal(0, 0.1, DIM)
    return found


ARRAYS = arrays()
NETWORK = Transformer(ARRAYS)
TEXTS = st.lists(st.integers(0, TOKENS - 1), min_size=4, max_size=24).map(lambda t: (t, 2))


def normal(row, name):
    spread = math.sqrt(float(np.var(row)) + 1e-12)
    return (row - row.mean()) / spread * ARRAYS[name] + ARRAYS[f"{name}.bias"]


def linear(row, name):
    return ARRAYS[name] @ row + ARRAYS[f"{name}.bias"]


def reference(pair):
    """Token by token and head by head, in double precision."""
    tokens, start = pair
    seen = [
        normal(ARRAYS["word"][token] + ARRAYS["position"][place], "norm")
        for place, token in enumerate(tokens)
    ]
    for layer in range(2):
        q, k, v = ([linear(row, f"{layer}.{part}") for row in seen] for part in "qkv")
        after = []
        for i, row in enumerate(seen):
            told = np.zeros(DIM)
            for head in range(HEADS):
                own = slice(head * DIM // HEADS, (head + 1) * DIM // HEADS)
                scores = np.array([q[i][own] @ k[j][own] for j in range(len(seen))])
                scores = np.exp(scores / math.sqrt(DIM / HEADS))
                told[own] = sum(s * v[j][own] for j, s in enumerate(scores / scores.sum()))
            row = normal(row + linear(told, f"{layer}.o"), f"{layer}.n1")
            inner = linear(row, f"{layer}.f1")
            bend = [math.sqrt(2 / math.pi) * (x + 0.044715 * x**3) for x in inner]
            inner = np.array(
                [x * 0.5 * (1 + math.tanh(y)) for x, y in zip(inner, bend, strict=True)]
            )
            after.append(normal(row + linear(inner, f"{layer}.f2"), f"{layer}.n2"))
        seen = after
    mean = np.sum(seen[start : len(tokens) - 1], axis=0)
    return mean / np.linalg.norm(mean)


def test_it_computes_what_the_plain_reference_computes():
    pairs = [([1, 5, 2, 7, 9, 2], 3), ([1, 2, 3, 2], 2)]
    found = NETWORK.vectors(pairs)
    for row, pair in zip(found, pairs, strict=True):
        assert row == pytest.approx(reference(pair), abs=1e-5)


@given(st.lists(TEXTS, min_size=1, max_size=12), st.randoms(use_true_random=False))
def test_the_order_of_texts_changes_nothing(pairs, random):
    order = list(range(len(pairs)))
    random.shuffle(order)
    shuffled = NETWORK.vectors([pairs[place] for place in order])
    assert np.array_equal(shuffled, NETWORK.vectors(pairs)[order])


@given(st.lists(TEXTS, min_size=2, max_size=12))
def test_the_company_of_other_texts_changes_next_to_nothing(pairs):
    alone = np.vstack([NETWORK.vectors([pair]) for pair in pairs])
    assert np.abs(NETWORK.vectors(pairs) - alone).max() < 1e-5
