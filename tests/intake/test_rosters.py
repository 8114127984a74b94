from __future__ import annotations

from itertools import permutations

from toolkit.intake.raw import OrgReading
from toolkit.intake.rosters import everybody_listed, join_lists, strays
from toolkit.model.intake import FileReading, Person
from toolkit.model.vocabulary import FileKind

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


STAFF = [
    Person(
        person_id=f"00{number}",
        rank=0,
        name=name,
        department="Sales",
        role="Advisor",
        location="Ulm",
        manager_id="0071",
    )
    for number, name in ((71, "Ana Roth"), (72, "Ben Kaye"), (73, "Cat Iyer"))
]
ACCOUNTS = [
    Person(person_id=f"48{number}", rank=0, name=name, email=mail, department="Team A")
    for number, name, mail in (
        (11, "Roth Ana", "a.roth@firm.example"),
        (12, "Ben Kaye", "b.kaye@firm.example"),
        (13, "Cat Iyer", "c.iyer@firm.example"),
        (14, "Sync Robot", "sync@firm.example"),
    )
]


def test_a_longer_list_of_accounts_gives_the_staff_addresses_and_no_new_ids():
    joined = join_lists([ACCOUNTS, STAFF])
    assert sorted(joined) == ["0071", "0072", "0073"]
    assert joined["0071"].email == "a.roth@firm.example"
    assert "4811" in joined["0071"].other_names


def test_an_account_that_is_nobody_of_the_staff_is_told():
    assert strays([ACCOUNTS, STAFF]) == {"4814"}


def test_a_list_of_other_people_adds_them_even_where_it_tells_little():
    plant = [Person(person_id=str(n), rank=0, name=f"Eva Lund{n}") for n in (91, 92, 93)]
    assert {"91", "92", "93"} <= set(join_lists([STAFF, plant]))


def test_ids_with_and_without_leading_zeros_are_one_person():
    mails = [Person(person_id="71", rank=0, email="a.roth@firm.example")]
    joined = join_lists([STAFF, mails])
    assert sorted(joined) == ["0071", "0072", "0073"]
    assert joined["0071"].email == "a.roth@firm.example"


def test_two_systems_that_count_from_one_do_not_mix_up_people():
    others = [Person(person_id="71", rank=0, name="Ben Kaye", email="b.kaye@firm.example")]
    joined = join_lists([STAFF, others])
    assert (joined["0071"].email, joined["0072"].email) == ("", "b.kaye@firm.example")


def test_people_of_one_name_are_told_by_job_or_place():
    staff = [
        Person(person_id=key, rank=0, name="Tom Hall", role=role, department="Sales")
        for key, role in (("1", "Buyer"), ("2", "Clerk"))
    ]
    directory = [
        Person(person_id=mail, rank=0, name="Tom Hall", email=mail, role=role)
        for mail, role in (("t.hall2@firm.example", "Clerk"), ("t.hall@firm.example", "Buyer"))
    ]
    joined = join_lists([staff, directory])
    assert {key: one.email for key, one in joined.items()} == {
        "1": "t.hall@firm.example",
        "2": "t.hall2@firm.example",
    }


def test_a_manager_who_stands_in_another_list_is_found_there():
    def listed(*people: Person, **managers: tuple[str, ...]) -> OrgReading:
        reading = FileReading(file="x.csv", kind=FileKind.ORG, format="list")
        return OrgReading(reading=reading, people=people, managers=managers)

    boss = Person(person_id="a1", rank=0, name="Ana Roth", role="Head")
    ben = Person(person_id="b2", rank=0, name="Ben Kaye", role="Advisor")
    found = everybody_listed([listed(boss), listed(ben, b2=("Roth, Ana",))])
    assert found["b2"].manager_id == "a1"
