from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.errors import WrongSettings
from toolkit.model.intake import Person
from toolkit.privacy import attributes_that_fit, group_size, hidden_groups, shown_by_group

ORDER = ("department", "role", "location")


def people(*groups: tuple[str, str, str, int]) -> list[Person]:
    """Return so many people of each department, role and location."""
    rows = [group[:3] for group in groups for _ in range(group[3])]
    return [
        Person(person_id=f"P{n}", rank=n, department=row[0], role=row[1], location=row[2])
        for n, row in enumerate(rows)
    ]


def test_attributes_are_dropped_from_the_last_until_the_group_is_large_enough():
    everybody = people(
        ("Sales", "Rep", "Oslo", 3), ("Sales", "Rep", "Bergen", 4), ("IT", "", "", 9)
    )
    assert attributes_that_fit(everybody[0], everybody, ORDER, 5) == ("department", "role")
    assert attributes_that_fit(everybody[0], everybody, ORDER, 3) == ORDER
    assert attributes_that_fit(everybody[0], everybody, ORDER, 8) == ()


def test_a_group_is_everybody_who_shares_the_attributes_and_not_those_who_spoke():
    everybody = people(("Sales", "Rep", "Oslo", 6), ("Sales", "Lead", "Oslo", 1))
    assert group_size(everybody[0], everybody, ["department", "role"]) == 6
    assert group_size(everybody[-1], everybody, ["department"]) == 7


def test_people_out_of_scope_make_no_group_larger():
    everybody = people(("Sales", "Rep", "Oslo", 4))
    leaver = Person(person_id="L", rank=9, department="Sales", in_scope=False)
    external = Person(person_id="E", rank=10, department="Sales", in_org=False)
    assert group_size(everybody[0], [*everybody, leaver, external], ["department"]) == 4


def test_empty_attributes_are_never_printed():
    everybody = people(("Sales", "", "Oslo", 9))
    assert attributes_that_fit(everybody[0], everybody, ORDER, 5) == ("department", "location")


@pytest.mark.parametrize("least", [2, 1, 0, -1])
def test_a_smallest_group_under_three_is_refused(least):
    with pytest.raises(WrongSettings, match="never be under 3"):
        attributes_that_fit(people(("Sales", "", "", 3))[0], [], ORDER, least)
    with pytest.raises(WrongSettings):
        hidden_groups({}, least)
    with pytest.raises(WrongSettings):
        shown_by_group({}, {}, least)


def test_one_small_group_hides_the_next_larger_one_too():
    assert hidden_groups({"A": 20, "B": 7, "C": 3, "D": 9}, 5) == {"B", "C"}


def test_small_groups_that_are_few_together_hide_one_more():
    assert hidden_groups({"A": 20, "B": 7, "C": 2, "D": 2}, 5) == {"B", "C", "D"}
    assert hidden_groups({"A": 20, "B": 7, "C": 3, "D": 2}, 5) == {"C", "D"}


def test_where_no_group_is_small_or_only_empty_nothing_is_hidden():
    assert hidden_groups({"A": 5, "B": 0, "C": 12}, 5) == frozenset()


@given(st.dictionaries(st.sampled_from("ABCDEFG"), st.integers(0, 12)), st.integers(3, 8))
def test_the_total_minus_the_shown_groups_never_tells_of_few_people(sizes, least):
    hidden = hidden_groups(sizes, least)
    assert all(name in hidden for name, size in sizes.items() if 0 < size < least)
    left = sum(sizes.values()) - sum(size for name, size in sizes.items() if name not in hidden)
    everything = sum(sizes.values())
    assert left == 0 or left >= least or left == everything
    assert len(hidden) != 1 or len([size for size in sizes.values() if size]) == 1


def test_each_groups_figure_is_shown_or_says_why_not():
    members = {
        "A": ["p1", "p2", "p2"],
        "B": [f"b{n}" for n in range(9)],
        "C": [f"c{n}" for n in range(6)],
    }
    shown = shown_by_group({"A": 0.5, "B": 0.25, "C": 1.0}, members, 5)
    assert list(shown) == ["A", "B", "C"]
    assert shown["A"].value is None
    assert shown["A"].reason == "fewer than 5 people"
    assert shown["C"].reason == "would tell of a smaller group by subtraction"
    assert shown["B"].value == 0.25
    assert not shown["B"].withheld
