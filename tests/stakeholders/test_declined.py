"""Whoever does not agree to be approached is counted on by nothing that is planned."""

from __future__ import annotations

import pytest

from tests.stakeholders.village import (
    coded,
    decisions,
    gates_of,
    judged,
    of_data,
    people_input,
    person,
    placed,
    refused,
    said,
    theme,
    ties,
    verdict,
)
from toolkit.model.vocabulary import (
    Cause,
    GoItemName,
    GoState,
    Kind,
    Level,
    Stance,
)
from toolkit.stakeholders.data_owners import find_data_sets
from toolkit.stakeholders.people_input import index_people
from toolkit.stakeholders.wave_order import order_people
from toolkit.stakeholders.wave_reach import compare_reach


def old_addresses(*rows: tuple[str, str, str]):
    """Two advisers complain of the data; two administrators of their department look after it."""
    people = [
        *(person(key, rank) for rank, key in enumerate("AB")),
        *(person(key, rank, level=Level.SUPPORT) for rank, key in enumerate("DE", start=2)),
    ]
    words = [said(f"S-{key}", "Half of the addresses are old.", by=key) for key in "AB"]
    given = people_input(
        people,
        words,
        [coded(one.statement_id, Kind.CONCERN, Cause.DATA) for one in words],
        themes=(theme("T1", "Old addresses", "S-A", "S-B"),),
        verdicts={"T1": verdict("T1", Cause.DATA)},
        final_causes=of_data("S-A", "S-B"),
        decisions=decisions(*rows),
    )
    return find_data_sets(index_people(given, {}), ())[0]


def test_an_administrator_who_declines_is_no_candidate_as_owner_of_data():
    assert [key for key, _ in old_addresses().candidates] == ["D", "E"]
    assert [key for key, _ in old_addresses(refused("D")).candidates] == ["E"]


def test_without_anybody_who_agrees_a_role_is_to_be_named():
    nobody = old_addresses(refused("D"), refused("E"))
    assert nobody.candidates == ()
    assert "name a role" in nobody.note


def test_an_owner_whom_a_person_named_stays_the_owner_though_declining():
    found = old_addresses(refused("D"), ("theme:T1", "data_owner", "D"))
    assert found.owner_id == "D"
    assert [key for key, _ in found.candidates] == ["E"]


def star(*rows: tuple[str, str, str]):
    """Everybody of one department turns to C, who is for it and was against it."""
    people = [person(key, rank) for rank, key in enumerate("ABCD")]
    return people_input(
        people, nominations=ties(("A", "C"), ("B", "C"), ("D", "C")), decisions=decisions(*rows)
    )


CONVERT = judged("C", Stance.SUPPORTER, stance_before=Stance.DETRACTOR, influence_score=0.8)


def turn_of(person_id: str, given):
    found = order_people(given, [CONVERT])
    return next(one for one in found if one.person.person_id == person_id)


@pytest.mark.parametrize(
    ("part", "worth"), [("first_user", 1.0), ("changed_sides", 1.0), ("respect", 0.8)]
)
def test_whoever_declines_is_not_sent_ahead_as_a_voice(part, worth):
    def value(given):
        return next(one.value for one in turn_of("C", given).parts if one.name == part)

    assert value(star()) == worth
    assert value(star(refused("C"))) == 0.0


def test_the_reason_for_the_wave_of_whoever_declines_speaks_of_no_first_user_nor_voice():
    assert turn_of("C", star()).reason.startswith("first user of Sales")
    assert turn_of("C", star(refused("C"))).reason == "no peers heard: gain not known"


def test_the_reason_of_whoever_changed_sides_says_so_only_of_those_who_agree():
    alone = people_input([person("C")])
    assert turn_of("C", alone).reason.startswith("changed sides, a convincing voice")
    declining = people_input([person("C")], decisions=decisions(refused("C")))
    assert "changed sides" not in turn_of("C", declining).reason


def test_whoever_declines_is_live_like_everybody_and_nobodys_first_user():
    waves = placed(("C", 1), ("A", 2), ("B", 2), ("D", 2))

    def near(given):
        return compare_reach(given, waves, [CONVERT])[0].waves[0].near

    assert near(star()) == 3
    assert near(star(refused("C"))) == 0


def helpers_of(*rows: tuple[str, str, str]) -> GoState:
    given = people_input([person("A"), person("B", 1)], decisions=decisions(*rows))
    found = gates_of(given, ("A", 1), ("B", 1))
    return next(one.state for one in found[0].items if one.name is GoItemName.HELPERS)


def test_a_helper_who_declines_helps_no_department_and_its_wave_stays_red():
    named = ("person:A", "helper", "yes")
    assert helpers_of(named) is GoState.GREEN
    assert helpers_of(named, refused("A")) is GoState.RED


def test_beside_a_helper_who_declines_another_one_is_enough():
    named = [(f"person:{key}", "helper", "yes") for key in "AB"]
    assert helpers_of(*named, refused("A")) is GoState.GREEN
