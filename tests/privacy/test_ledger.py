from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.errors import WorkspaceBroken
from toolkit.privacy import Figure, ReleaseLedger, check_against

MARCH, APRIL, MAY = date(2026, 3, 1), date(2026, 4, 1), date(2026, 5, 1)
EIGHT = frozenset("abcdefgh")


def figure(people: frozenset[str] = frozenset(), count: int = 0, value: str = "8") -> Figure:
    return Figure(
        name="people behind T03", group="department=Sales", value=value, people=people, count=count
    )


def shown(ledger: ReleaseLedger, one: Figure, least: int = 5):
    return check_against(ledger, [one], least)[one.key]


def test_a_figure_that_never_left_is_shown():
    assert shown(ReleaseLedger(), figure(EIGHT)).value == "8"


def test_the_same_group_again_is_shown():
    ledger = ReleaseLedger().with_release([figure(EIGHT)], MARCH)
    assert shown(ledger, figure(EIGHT, value="7")).value == "7"


@pytest.mark.parametrize("people", [EIGHT | {"x"}, EIGHT - {"a", "b"}, (EIGHT - {"a"}) | {"x"}])
def test_a_group_that_differs_by_few_people_is_withheld_with_the_day(people):
    ledger = ReleaseLedger().with_release([figure(EIGHT)], MARCH)
    found = shown(ledger, figure(people))
    assert found.value is None
    assert "2026-03-01" in found.reason


def test_a_group_that_differs_by_many_people_is_shown():
    ledger = ReleaseLedger().with_release([figure(EIGHT)], MARCH)
    assert not shown(ledger, figure(EIGHT | set("vwxyz"))).withheld


def test_every_earlier_release_counts_and_not_only_the_last():
    ledger = (
        ReleaseLedger()
        .with_release([figure(EIGHT)], MARCH)
        .with_release([figure(EIGHT | set("stuvwxyz"))], APRIL)
    )
    assert "2026-03-01" in shown(ledger, figure(EIGHT | {"s"})).reason
    assert "2026-04-01" in shown(ledger, figure(EIGHT | set("stuvwxy"))).reason


def test_groups_whose_members_are_unknown_are_compared_by_their_counts():
    ledger = ReleaseLedger().with_release([figure(count=20)], MARCH)
    assert shown(ledger, figure(count=22)).withheld
    assert not shown(ledger, figure(count=20)).withheld
    assert not shown(ledger, figure(count=25)).withheld


def test_other_figures_and_other_groups_are_not_compared():
    ledger = ReleaseLedger().with_release([figure(EIGHT)], MARCH)
    other = Figure(name="people behind T04", group="department=Sales", value="9", count=9)
    assert not shown(ledger, other).withheld


def test_a_release_gives_a_new_ledger_and_leaves_the_old_one():
    old = ReleaseLedger()
    new = old.with_release([figure(EIGHT)], MARCH)
    assert old.released == ()
    assert len(new.with_release([figure(EIGHT)], MARCH).released) == 1


FIGURES = st.builds(
    Figure,
    name=st.text(max_size=8),
    group=st.text(max_size=8),
    value=st.text(max_size=5),
    people=st.frozensets(st.text(min_size=1, max_size=4), max_size=5),
    count=st.integers(0, 99),
)


@given(st.lists(st.tuples(st.dates(), FIGURES), max_size=5))
def test_a_ledger_comes_back_from_its_text_as_it_was(rows):
    ledger = ReleaseLedger()
    for day, one in rows:
        ledger = ledger.with_release([one], day)
    assert ReleaseLedger.from_json(ledger.to_json()) == ledger


def test_an_empty_text_is_an_empty_ledger():
    assert ReleaseLedger.from_json("") == ReleaseLedger()


@pytest.mark.parametrize("text", ["{", "[]", '{"version": 9}', '{"version": 1, "released": [{}]}'])
def test_a_damaged_ledger_is_refused(text):
    with pytest.raises(WorkspaceBroken, match="Restore it"):
        ReleaseLedger.from_json(text)
