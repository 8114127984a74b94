"""Who could speak, help, own data and be met next; and whose word counts."""

from __future__ import annotations

import pytest

from tests.stakeholders.village import (
    coded,
    decisions,
    facts,
    judged,
    of_data,
    people_input,
    person,
    said,
    theme,
    ties,
    verdict,
)
from toolkit.model.findings import Stakeholder
from toolkit.model.vocabulary import (
    Cause,
    Convertible,
    Influence,
    Kind,
    Level,
    Stance,
    UsageState,
)
from toolkit.stakeholders import whom_to_meet
from toolkit.stakeholders.conversations import plan_conversations
from toolkit.stakeholders.data_owners import find_data_sets
from toolkit.stakeholders.influence import NAMED, SPAN, Weight, weigh_influence
from toolkit.stakeholders.people_input import index_people
from toolkit.stakeholders.power_users import find_power_users

CRITIC = judged("X", Stance.DETRACTOR, convertible=Convertible.YES)


def peer(key: str, **more) -> Stakeholder:
    return judged(key, Stance.SUPPORTER, **({"influence": Influence.MEDIUM} | more))


def voices(*known: Stakeholder, turns_to: str = "", elsewhere: str = "") -> list[str]:
    """Ids of those who could talk with X, of whom A is the boss, best first."""
    people = [
        person(key, rank, department="Office" if key in elsewhere else "Sales")
        for rank, key in enumerate("ABCDE")
    ]
    given = people_input(
        [*people, person("X", 9, manager="A")],
        nominations=ties(*(("X", key) for key in turns_to)),
    )
    found = plan_conversations(given, [*known, CRITIC])
    return [key for key, _ in found[0].voices]


def test_whoever_changed_sides_speaks_before_other_peers():
    convert = peer("D", stance_before=Stance.SCEPTIC)
    assert voices(peer("B"), peer("C"), convert) == ["D", "B", "C"]
    assert voices(peer("B"), peer("C"), peer("D", stance_before=Stance.NEUTRAL)) == ["B", "C", "D"]


def test_whom_the_critic_turns_to_speaks_before_those_who_changed_sides():
    known = peer("B", stance_before=Stance.ANTAGONIST), peer("C"), peer("D")
    assert voices(*known, turns_to="D") == ["D", "B", "C"]
    assert voices(*known, turns_to="D", elsewhere="D") == ["D", "B", "C"]


def test_the_own_boss_is_no_voice_even_where_the_critic_turns_to_him_or_her():
    assert voices(peer("A"), peer("B"), turns_to="A") == ["B"]
    assert voices(peer("A", stance_before=Stance.SCEPTIC), peer("B")) == ["B"]


def test_no_more_than_three_are_named_to_speak():
    assert voices(*(peer(key) for key in "BCDE")) == ["B", "C", "D"]


def test_of_peers_to_whom_the_critic_does_not_turn_only_the_respected_of_the_department_speak():
    quiet = peer("B", influence=Influence.LOW)
    assert voices(quiet, peer("C"), peer("D"), elsewhere="C") == ["D"]
    assert voices(quiet, turns_to="B") == ["B"]


def test_nobody_who_is_not_for_it_is_a_voice():
    doubtful = judged("C", Stance.NEUTRAL, influence=Influence.HIGH)
    assert voices(peer("B"), doubtful, turns_to="C") == ["B"]


def test_two_people_of_whom_no_department_is_known_are_no_peers():
    people = [person("B", department=""), person("X", 9, department="")]
    convert = peer("B", stance_before=Stance.SCEPTIC)
    found = plan_conversations(people_input(people), [convert, CRITIC])
    assert found[0].voices == ()


def helpers(*rows: tuple[str, str, str], stances=(), elsewhere: str = "") -> list[str]:
    """All of A to H use it heavily and turn to each other."""
    keys, stances = "ABCDEFGH", dict(stances)
    people = [
        person(key, rank, department="Office" if key in elsewhere else "Sales")
        for rank, key in enumerate(keys)
    ]
    given = people_input(
        people,
        nominations=ties(*((one, other) for one in keys for other in keys)),
        facts=facts(**dict.fromkeys(keys, UsageState.HEAVY)),
        decisions=decisions(*rows),
    )
    known = [judged(key, stances.get(key), usage_state=UsageState.HEAVY) for key in keys]
    return [one.person_id for one in find_power_users(index_people(given, {}), known)]


def test_three_power_users_are_suggested_in_each_department():
    assert helpers() == ["A", "B", "C"]
    assert helpers(elsewhere="EFGH") == ["A", "B", "C", "E", "F", "G"]


def test_whoever_a_person_named_stays_however_many_there_are_and_leaves_less_room():
    assert helpers(("person:H", "helper", "yes")) == ["H", "A", "B"]
    named = [(f"person:{key}", "helper", "yes") for key in "DEFGH"]
    assert helpers(*named) == ["D", "E", "F", "G", "H"]


@pytest.mark.parametrize("stance", [Stance.ANTAGONIST, Stance.DETRACTOR])
def test_nobody_who_is_against_it_is_suggested_as_a_power_user(stance):
    assert helpers(stances={"A": stance, "C": stance}) == ["B", "D", "E"]
    assert helpers(stances={"A": Stance.SCEPTIC}) == ["A", "B", "C"]


def data_sets(complaining: int, speaking: int, *, sets: int = 1, admins: str = "XY", owners=()):
    """Themes on data, each with so many complainers of so many who speak of it."""
    people = [person(f"P{n}", n) for n in range(speaking)]
    people += [person(key, 50 + n, level=Level.SUPPORT) for n, key in enumerate(admins)]
    ids = [[f"S-{of}-{n}" for n in range(speaking)] for of in range(sets)]
    words = [said(key, "Old addresses.", by=f"P{n}") for own in ids for n, key in enumerate(own)]
    given = people_input(
        people,
        words,
        [coded(one.statement_id, Kind.CONCERN, Cause.DATA) for one in words],
        themes=[theme(f"T{of}", "Old addresses", *own) for of, own in enumerate(ids)],
        verdicts={f"T{of}": verdict(f"T{of}", Cause.DATA) for of in range(sets)},
        final_causes=of_data(*(key for own in ids for key in own[:complaining])),
        decisions=decisions(
            *((f"theme:T{of}", "data_owner", key) for of, key in enumerate(owners))
        ),
    )
    return find_data_sets(index_people(given, {}), ())


@pytest.mark.parametrize(
    ("complaining", "speaking", "found"), [(1, 1, 0), (2, 2, 1), (2, 8, 1), (2, 9, 0), (3, 9, 1)]
)
def test_a_data_set_needs_two_people_and_a_quarter_of_those_who_speak_of_the_theme(
    complaining, speaking, found
):
    assert [one.complainers for one in data_sets(complaining, speaking)] == [complaining] * found


def test_a_fourth_data_set_goes_to_the_next_administrator():
    found = data_sets(2, 2, sets=4)
    assert [one.candidates[0][0] for one in found] == ["X", "X", "X", "Y"]


def test_nobody_is_suggested_for_a_fourth_and_a_role_is_asked_for_instead():
    found = data_sets(2, 2, sets=4, admins="X")
    assert [[key for key, _ in one.candidates] for one in found] == [["X"], ["X"], ["X"], []]
    assert "name a role" in found[3].note


def test_whom_a_person_made_owner_of_three_is_suggested_for_no_fourth():
    found = data_sets(2, 2, sets=4, owners="XXX")
    assert [one.owner_id for one in found] == ["X", "X", "X", ""]
    assert [key for key, _ in found[3].candidates] == ["Y"]


def test_where_a_person_named_the_owner_nobody_else_is_taken_up_by_the_set():
    assert data_sets(2, 2, sets=4, owners=["P0"] * 3)[3].candidates[0][0] == "X"


def test_no_role_is_asked_for_where_somebody_could_own_the_data_or_does():
    assert data_sets(2, 2)[0].note == ""
    assert data_sets(2, 2, admins="", owners=["P0"])[0].note == ""
    assert "name a role" in data_sets(2, 2, admins="")[0].note


def weights(people, statements=(), **more) -> dict[str, Weight]:
    return weigh_influence(index_people(people_input(people, statements, **more), {}))


def part(weight: Weight, name: str) -> float:
    return next(one.value for one in weight.parts if one.name == name)


def test_whoever_has_more_people_below_directly_or_through_others_has_more_influence():
    top, middle = person("A"), person("B", 1, manager="A")
    found = weights([top, middle, *(person(key, 2, manager="B") for key in "CDE")])
    assert 1.0 == part(found["A"], SPAN) > part(found["B"], SPAN) > part(found["C"], SPAN) == 0.0
    assert found["A"].score > found["B"].score > found["C"].score == 0.0
    assert found["A"].parts[0].because == "4 report to this person"


def test_reports_who_are_of_no_list_give_no_influence():
    outside = [person(key, 1, manager="A", in_org=False) for key in "BC"]
    assert weights([person("A"), *outside])["A"].parts == ()


def test_whoever_others_name_in_their_feedback_has_more_influence():
    words = [said("S-1", "Ask C.", by="A"), said("S-2", "C helps.", by="B")]
    words += [said("S-3", "B helps.", by="A"), said("S-4", "Ask B, ask B.", by="A")]
    named = {"S-1": ("C",), "S-2": ("C",), "S-3": ("B",), "S-4": ("B",)}
    people = [person(key, rank) for rank, key in enumerate("ABC")]
    found = weights(people, words, mentions=named)
    assert 1.0 == part(found["C"], NAMED) > part(found["B"], NAMED) > part(found["A"], NAMED) == 0.0
    assert found["C"].parts[0].because == "named in others' words: 2"


def test_naming_oneself_gives_no_influence():
    words = [said("S-1", "I, A, said so.", by="A"), said("S-2", "Ask C.", by="B")]
    people = [person(key, rank) for rank, key in enumerate("ABC")]
    found = weights(people, words, mentions={"S-1": ("A",), "S-2": ("C",)})
    assert (found["A"].score, found["C"].score) == (0.0, 1.0)


def test_between_equals_the_more_influential_is_met_first():
    people = [person(key, rank) for rank, key in enumerate("ABC")]
    known = [judged("B", influence_score=0.2), judged("C", influence_score=0.9)]
    assert [one.person_id for one in whom_to_meet(people, known, ())] == ["C", "B", "A"]
    assert [one.person_id for one in whom_to_meet(people, (), ())] == ["A", "B", "C"]


def test_influence_goes_before_no_hole_that_another_closes():
    people = [person("A"), person("B", 1), person("C", 2, location="Bergen")]
    known = [judged("B", influence=Influence.HIGH, influence_score=0.9)]
    first, second = whom_to_meet(people, known, {"A"})
    assert (first.person_id, second.person_id) == ("C", "B")
    assert second.reason == "others turn to this person, who has not been heard"


def test_a_role_of_several_whom_nobody_heard_is_a_hole_and_a_title_of_one_is_none():
    people = [
        person("A"),
        person("B", 1, role="Poet"),
        person("C", 2, role="Clerk"),
        person("D", 3, role="Clerk"),
    ]
    found = [(one.person_id, one.reason) for one in whom_to_meet(people, (), {"A"})]
    assert found == [
        ("C", "nobody heard in role Clerk"),
        ("B", "not heard yet"),
        ("D", "not heard yet"),
    ]
