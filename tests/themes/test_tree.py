"""Groups of a tree: none without members and people enough."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from toolkit.themes.tree import (
    LEAST_MEMBERS,
    LEAST_PEOPLE,
    STEADY,
    Pairs,
    choose_k,
    grow,
    merge_small,
    part,
)


def blocks(sizes: list[int], speakers: list[int]) -> Pairs:
    """Statements of one block belong together, those of others do not."""
    labels = np.repeat(np.arange(len(sizes)), sizes)
    odds = np.where(labels[:, None] == labels[None], 2.0, -2.0)
    return Pairs(odds, np.array(speakers))


def test_what_one_person_alone_says_is_no_theme():
    pairs = blocks([4, 3, 4], [0, 1, 2, 3, 9, 9, 9, 4, 5, 6, 7])
    labels = np.repeat([0, 1, 2], [4, 3, 4])
    assert len(np.unique(merge_small(pairs, labels))) == 2


def test_where_few_speak_at_all_one_person_is_enough():
    pairs = blocks([3, 3], [0, 0, 0, 1, 1, 1])
    labels = np.repeat([0, 1], 3)
    assert merge_small(pairs, labels).tolist() == labels.tolist()


def test_two_statements_join_the_likeliest_group():
    pairs = blocks([3, 3, 2], list(range(8)))
    pairs.odds[6:, 3:6] = pairs.odds[3:6, 6:] = 0.0
    found = merge_small(pairs, np.repeat([0, 1, 2], [3, 3, 2]))
    assert found.tolist() == [0, 0, 0, 1, 1, 1, 1, 1]


@given(st.integers(2, 30), st.integers(1, 8), st.integers(0, 99))
def test_every_group_has_members_and_people_enough(n, k, seed):
    random = np.random.default_rng(seed)
    odds = random.normal(size=(n, n))
    pairs = Pairs(odds + odds.T, np.arange(n) % 7)
    labels = part(grow(pairs.odds), pairs, k)
    groups = np.unique(labels)
    assert len(groups) <= k
    if len(groups) > 1:
        for group in groups:
            inside = labels == group
            assert inside.sum() >= LEAST_MEMBERS
            assert len(np.unique(pairs.speakers[inside])) >= (LEAST_PEOPLE if n >= 6 else 1)


def test_the_number_that_people_know_stays_unless_another_is_clearly_better():
    random = np.random.default_rng(0)
    noise = random.normal(size=(60, 60))
    vague = Pairs(noise + noise.T, np.arange(60))
    tree = grow(vague.odds)
    best, curve = choose_k(tree, vague, [12, 13, 14])
    held = {one.k for one in curve if best_of(curve) - one.silhouette < STEADY}
    assert held > {best}
    for known in held:
        assert choose_k(tree, vague, [12, 13, 14], known)[0] == known
    clear = blocks([6, 6, 6], list(range(18)))
    assert choose_k(grow(clear.odds), clear, [2, 3, 6], 2)[0] == 3


def best_of(curve):
    return max(one.silhouette for one in curve)
