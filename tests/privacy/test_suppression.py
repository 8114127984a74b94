"""Hidden cells against somebody who subtracts."""

from __future__ import annotations

from itertools import product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.errors import WrongSettings
from toolkit.privacy import Group, group_of, hidden_in_tables


def tables(counts: dict[tuple[str, str], int]) -> dict[Group, int]:
    """Return a table of departments and locations with its margins and its total."""
    found: dict[Group, int] = {frozenset(): sum(counts.values())}
    for (department, location), size in counts.items():
        pair = (("department", department), ("location", location))
        found[frozenset(pair)] = size
        for one in pair:
            found[frozenset([one])] = found.get(frozenset([one]), 0) + size
    return found


def equations(sizes: dict[Group, int]) -> list[dict[Group, int]]:
    """Return what anybody knows: each margin is the sum of its cells, of either attribute."""
    rows = []
    for whole in sizes:
        used = {name for name, _ in whole}
        for name in {"department", "location"} - used:
            parts = [one for one in sizes if len(one) == len(whole) + 1 and whole < one]
            parts = [one for one in parts if any(key == name for key, _ in one - whole)]
            if parts:
                rows.append({whole: -1} | dict.fromkeys(parts, 1))
    return rows


def can_be_computed(sizes: dict[Group, int], hidden: frozenset[Group]) -> set[Group]:
    """Return the hidden groups that follow from the shown ones by adding and subtracting."""
    order = sorted(hidden, key=sorted)
    if not order:
        return set()
    matrix = np.array([[row.get(one, 0) for one in order] for row in equations(sizes)], dtype=float)
    matrix = matrix.reshape(-1, len(order))
    rank = np.linalg.matrix_rank(matrix) if matrix.size else 0
    known = set()
    for place, group in enumerate(order):
        unit = np.zeros(len(order))
        unit[place] = 1
        if rank and np.linalg.matrix_rank(np.vstack([matrix, unit])) == rank:
            known.add(group)
    return known


def test_groups_are_read_as_the_tables_write_them():
    assert group_of("overall") == frozenset()
    assert group_of("department=Field Sales & location=Madrid") == {
        ("department", "Field Sales"),
        ("location", "Madrid"),
    }


def test_an_and_sign_inside_a_name_does_not_cut_it():
    assert group_of("department=Tours & Charter") == {("department", "Tours & Charter")}
    assert group_of("department=Tours & Charter & location=Bath & Wells & level=support") == {
        ("department", "Tours & Charter"),
        ("location", "Bath & Wells"),
        ("level", "support"),
    }


def test_everybody_stays_when_leaving_out_a_table_is_enough():
    sizes = tables({("A", "y"): 2, ("B", "y"): 6, ("C", "z"): 8, ("C", "x"): 1})
    hidden = hidden_in_tables(sizes, 5)
    assert group_of("overall") not in hidden
    assert group_of("department=A") in hidden
    assert all(sizes[one] >= 5 for one in can_be_computed(sizes, hidden))


def test_of_one_attribute_alone_the_small_value_and_another_are_hidden():
    sizes = {frozenset(): 20} | {
        frozenset([("level", name)]): size for name, size in {"a": 4, "b": 7, "c": 9}.items()
    }
    assert hidden_in_tables(sizes, 5) == {group_of("level=a"), group_of("level=b")}


def test_one_small_cell_hides_a_rectangle():
    counts = {
        ("A", "x"): 2,
        ("A", "y"): 20,
        ("B", "x"): 20,
        ("B", "y"): 20,
        ("C", "x"): 9,
        ("C", "y"): 9,
    }
    sizes = tables(counts)
    hidden = hidden_in_tables(sizes, 5)
    assert group_of("department=A & location=x") in hidden
    assert len(hidden) == 4
    assert all(len(group) == 2 for group in hidden)


def test_a_small_margin_is_hidden_in_every_table_that_shares_it():
    sizes = tables(
        {("A", "x"): 2, ("A", "y"): 1, ("B", "x"): 30, ("B", "y"): 30, ("C", "x"): 8, ("C", "y"): 8}
    )
    sizes |= {
        frozenset([("role", "r")]): 40,
        frozenset([("role", "s")]): 39,
        frozenset([("department", "A"), ("role", "r")]): 3,
        frozenset([("department", "A"), ("role", "s")]): 0,
    }
    hidden = hidden_in_tables(sizes, 5)
    assert group_of("department=A") in hidden
    assert group_of("department=A & role=r") in hidden


def test_nothing_is_hidden_where_every_group_is_large_or_empty():
    assert hidden_in_tables(tables({("A", "x"): 5, ("A", "y"): 0, ("B", "x"): 9}), 5) == frozenset()


def test_a_whole_that_is_too_small_is_hidden_altogether():
    sizes = tables({("A", "x"): 1, ("A", "y"): 1, ("B", "x"): 1, ("B", "y"): 1})
    assert hidden_in_tables(sizes, 5) == frozenset(sizes)


def test_a_smallest_group_under_three_is_refused():
    with pytest.raises(WrongSettings):
        hidden_in_tables({}, 2)


CELLS = list(product("ABCD", "xyz"))
COUNTS = st.lists(st.integers(0, 12), min_size=len(CELLS), max_size=len(CELLS)).map(
    lambda sizes: dict(zip(CELLS, sizes, strict=True))
)


@given(COUNTS, st.integers(3, 7))
def test_no_small_group_can_be_had_by_subtraction(counts, least):
    sizes = {group: size for group, size in tables(counts).items() if size}
    hidden = hidden_in_tables(sizes, least)
    small = {group for group, size in sizes.items() if size < least}
    assert small <= hidden
    assert not can_be_computed(sizes, hidden) & small


@given(COUNTS, st.integers(3, 7))
def test_what_a_line_hides_is_no_small_group_either(counts, least):
    sizes = {group: size for group, size in tables(counts).items() if size}
    hidden = hidden_in_tables(sizes, least)
    for row in equations(sizes):
        (whole,) = (group for group, sign in row.items() if sign < 0)
        parts = [group for group in row if group != whole and group in hidden]
        if parts and whole not in hidden:
            assert sum(sizes[one] for one in parts) >= least


@given(COUNTS)
def test_the_order_of_the_groups_does_not_matter(counts):
    sizes = tables(counts)
    assert hidden_in_tables(dict(reversed(sizes.items())), 5) == hidden_in_tables(sizes, 5)
