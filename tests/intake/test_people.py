from __future__ import annotations

import random

import pytest

from toolkit.intake.outsiders import externals
from toolkit.intake.people import Roster, disagree, match, match_id
from toolkit.intake.raw import Identity
from toolkit.model.intake import Person

PEOPLE = tuple(
    Person(person_id=key, rank=rank, name=name, email=email, other_names=others)
    for rank, (key, name, email, others) in enumerate(
        [
            ("0101", "Anna Keller", "anna.keller@firm.example", ()),
            ("0102", "Martin Keller", "m.keller@firm.example", ("martin@old.example",)),
            ("0103", "William Marsh", "w.marsh@firm.example", ("Bill Marsh",)),
            ("0104", "José García Ruiz", "jose.garcia@firm.example", ("José García",)),
            ("0105", "Anna Huber", "anna.huber@firm.example", ()),
            ("0106", "Luigi Ferrari", "l.ferrari@firm.example", ()),
        ],
        start=1,
    )
)
ROSTER = Roster.of(PEOPLE)


def who(**given: str) -> str:
    return match(Identity(**given), ROSTER).person_id


def test_an_id_decides_whatever_its_zeros_and_capitals():
    assert who(given_id="101") == "0101"
    assert match(Identity(given_id="0101"), ROSTER).how == "id"


def test_an_address_decides_whatever_its_capitals_tags_and_aliases():
    assert who(email="Anna.Keller+crm@Firm.example") == "0101"
    assert who(email="martin@old.example") == "0102"
    assert match(Identity(email="anna.keller@firm.example"), ROSTER).how == "email"


def test_the_same_local_part_at_another_domain_is_doubtful():
    found = match(Identity(email="anna.keller@partner.example"), ROSTER)
    assert found.person_id == ""
    assert found.doubtful
    assert found.candidates[0][0] == "0101"


@pytest.mark.parametrize(
    ("name", "person_id"),
    [
        ("Keller, Anna", "0101"),
        ("Dr. Anna KELLER", "0101"),
        ("M. Keller", "0102"),
        ("Keller M.", "0102"),
        ("Bill Marsh", "0103"),
        ("Pepe Garcia", "0104"),
        ("Jose Garcia", "0104"),
        ("Luigy Ferrari", "0106"),
        ("anna.huber@firm.example", "0105"),
    ],
)
def test_names_are_matched_as_people_write_them(name: str, person_id: str):
    assert who(name=name) == person_id


def test_a_first_name_of_two_people_is_doubtful_and_lists_both():
    found = match(Identity(name="Anna"), ROSTER)
    assert found.person_id == ""
    assert found.doubtful
    assert {key for key, _ in found.candidates} == {"0101", "0105"}


def test_a_first_name_that_only_one_has_is_certain():
    assert who(name="Luigi") == "0106"


def test_among_equals_those_of_the_same_file_are_listed_first():
    found = match(Identity(name="Anna"), ROSTER, context=frozenset({"0105"}))
    assert found.candidates[0][0] == "0105"
    assert found.person_id == ""


def test_an_id_whose_name_is_somebody_elses_is_doubtful():
    found = match(Identity(given_id="0101", name="William Marsh"), ROSTER)
    assert found.doubtful
    assert {key for key, _ in found.candidates} == {"0101", "0103"}


def test_a_stranger_is_nobody_and_not_doubtful():
    found = match(Identity(name="Eleonore Winter"), ROSTER)
    assert (found.person_id, found.doubtful, found.candidates) == ("", False, ())


def test_a_login_made_from_a_name_is_matched_where_the_list_has_no_addresses():
    people = [Person(person_id=p.person_id, rank=p.rank, name=p.name) for p in PEOPLE]
    roster = Roster.of(people)
    assert match(Identity(given_id="mkeller"), roster).person_id == "0102"
    assert match(Identity(email="luigi.ferrari@firm.example"), roster).person_id == "0106"
    assert match(Identity(email="huber.a@firm.example"), roster).person_id == "0105"


def test_a_decision_wins_over_everything():
    identity = Identity(name="Anna")
    chosen = match(identity, ROSTER, {match_id(identity): "0105"})
    assert (chosen.person_id, chosen.how, chosen.doubtful) == ("0105", "decided", False)
    nobody = match(identity, ROSTER, {match_id(identity): ""})
    assert (nobody.person_id, nobody.how) == ("", "decided")


def test_a_match_keeps_its_id_in_every_file_and_spelling_of_order():
    one = match(Identity(name="Keller, Anna"), ROSTER, file="a.csv")
    other = match(Identity(name="Anna Keller"), ROSTER, file="b.csv")
    assert one.match_id == other.match_id
    assert one.match_id != match_id(Identity(name="Anna Huber"))


def test_the_order_of_the_list_changes_nothing():
    shuffled = list(PEOPLE)
    random.Random(3).shuffle(shuffled)
    for name in ("Anna", "M. Keller", "Pepe Garcia", "Keller"):
        assert match(Identity(name=name), shuffled) == match(Identity(name=name), PEOPLE)


def test_two_people_of_one_name_are_doubtful():
    twins = [
        Person(person_id="1", rank=1, name="Jan Huber"),
        Person(person_id="2", rank=2, name="Jan Huber"),
    ]
    found = match(Identity(name="Jan Huber"), twins)
    assert found.doubtful
    assert [key for key, _ in found.candidates] == ["1", "2"]


def test_an_exact_name_wins_over_one_that_is_nearly_the_same():
    people = [
        Person(person_id="1", rank=1, name="Anna Keller"),
        Person(person_id="2", rank=2, name="Anna Kellner"),
    ]
    assert match(Identity(name="Anna Kellner"), people).person_id == "2"


def test_externals_are_numbered_by_their_names_and_spellings_are_joined():
    voss, turned, lind = (
        Identity(name="Eleanor Voss"),
        Identity(name="Voss, Eleanor"),
        Identity(name="Mateo Lind"),
    )
    found = externals([voss, lind, turned], first_rank=7)
    assert [(p.person_id, p.name, p.rank) for p in found.people] == [
        ("ext-1", "Eleanor Voss", 7),
        ("ext-2", "Mateo Lind", 8),
    ]
    assert found.by_match[match_id(turned)] == "ext-1"
    assert not found.people[0].in_org
    assert externals([turned, voss, lind], first_rank=7) == found


@pytest.mark.parametrize(
    ("login", "name"),
    [
        ("HAGENBRUCHN", "Nele Hagenbruch"),
        ("groesslk", "Kai Größl"),
        ("marcoe", "Edda Marco"),
        ("nehagenbruch", "Nele Hagenbruch"),
    ],
)
def test_a_log_in_made_from_a_name_is_read_before_names_like_it(login: str, name: str):
    names = ["Nele Hagenbruch", "Kai Größl", "Edda Marco", "Ute Hagenbrucher"]
    roster = Roster.of(
        Person(person_id=str(at), rank=at, name=one) for at, one in enumerate(names, start=1)
    )
    found = match(Identity(given_id=login), roster)
    assert found.person_id == str(names.index(name) + 1)


def test_a_surname_alone_is_a_name_before_it_is_a_log_in():
    roster = Roster.of(
        Person(person_id=str(at), rank=at, name=one)
        for at, one in enumerate(["Anna Keller", "Ben Akeller"], start=1)
    )
    assert match(Identity(name="Akeller"), roster).person_id == "2"


def test_a_further_log_in_of_the_list_is_an_id():
    roster = Roster.of([Person(person_id="7", rank=1, name="Nele Brand", other_names=("xnb",))])
    assert match(Identity(given_id="XNB"), roster).how == "id"
    assert roster.names["7"] == ("Nele Brand",)


def test_a_name_beside_somebody_elses_address_is_doubtful_also_without_addresses_in_the_list():
    plain = [Person(person_id=one.person_id, rank=one.rank, name=one.name) for one in PEOPLE]
    roster = Roster.of(plain)
    torn = Identity(name="Luigi Ferrari", email="anna.huber@firm.example")
    found = match(torn, roster)
    assert found.doubtful
    assert {key for key, _ in found.candidates} == {"0105", "0106"}
    assert disagree(torn, roster)
    own = Identity(name="Luigi Ferrari", email="luigi.ferrari@firm.example")
    assert match(own, roster).person_id == "0106"
    assert not disagree(own, roster)


def test_a_log_in_in_the_place_of_a_name_is_that_of_the_list_also_when_it_is_cut():
    people = [
        Person(person_id="7", rank=1, name="Nele Brandstetter", other_names=("nbrandste",)),
        Person(person_id="8", rank=2, name="Nele Brandis", other_names=("nele",)),
    ]
    roster = Roster.of(people)
    assert match(Identity(name="nbrandste"), roster).person_id == "7"
    assert match(Identity(name="NBRANDSTE"), roster).person_id == "7"
    assert match(Identity(name="Nele"), roster).person_id == ""


def test_a_first_name_with_a_hyphen_that_only_one_has_is_certain():
    people = [
        Person(person_id="7", rank=1, name="Hans-Peter Roth"),
        Person(person_id="8", rank=2, name="Hans Peter Kessel"),
    ]
    assert match(Identity(name="Hans-Peter"), people[:1]).person_id == "7"
    assert match(Identity(name="Hans-Peter"), people).person_id == ""


def test_an_address_of_the_own_domain_is_read_as_a_name_where_the_list_lacks_that_of_the_person():
    people = (
        Person(person_id="1", rank=0, name="Ana Roth", email="ana.roth@firm.example"),
        Person(person_id="2", rank=1, name="Ben Kaye"),
    )
    roster = Roster.of(people)
    assert match(Identity(email="ben.kaye@firm.example"), roster).person_id == "2"
    assert match(Identity(email="ben.kaye@elsewhere.example"), roster).person_id == ""
    assert match(Identity(email="a.roth@firm.example"), roster).person_id == ""
