from __future__ import annotations

from itertools import permutations

from toolkit.intake.rosters import join_lists
from toolkit.model.intake import Person

ANA = Person(person_id="7", rank=0, name="Ana Roth", email="a.roth@firm.example", department="Ops")
BEN = Person(person_id="8", rank=0, name="Ben Kaye", department="Ops", manager_id="7")
CAT = Person(person_id="9", rank=0, name="Cat Iyer", email="c.iyer@firm.example")
USER = Person(
    person_id="U70", rank=0, name="Roth, Ana", email="A.Roth@firm.example", location="Porto"
)
BY_NAME = Person(person_id="ben kaye", rank=0, name="Ben Kaye", role="Buyer", manager_id="U70")


def test_one_address_is_one_person_and_lists_fill_each_other():
    joined = join_lists([[ANA, BEN, CAT], [USER]])
    assert list(joined) == ["7", "8", "9"]
    assert (joined["7"].department, joined["7"].location) == ("Ops", "Porto")
    assert "U70" in joined["7"].other_names


def test_without_an_address_a_name_that_each_list_has_once_will_do():
    joined = join_lists([[ANA, BEN, CAT], [BY_NAME]])
    assert joined["8"].role == "Buyer"
    assert "ben kaye" not in joined


def test_a_name_that_stands_twice_joins_nobody():
    twin = Person(person_id="10", rank=0, name="Ben Kaye")
    assert "ben kaye" in join_lists([[ANA, BEN, CAT, twin], [BY_NAME]])


def test_managers_are_known_under_the_id_that_was_kept():
    boss = Person(person_id="new", rank=0, name="Dov Lund", manager_id="U70")
    assert join_lists([[ANA, BEN, CAT], [USER, boss]])["new"].manager_id == "7"


def test_the_order_of_the_lists_does_not_matter():
    lists = [[ANA, BEN, CAT], [USER, BY_NAME]]
    results = [sorted(join_lists(order).items()) for order in permutations(lists)]
    assert all(result == results[0] for result in results)
