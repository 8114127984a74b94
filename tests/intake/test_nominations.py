from __future__ import annotations

import pytest

from toolkit.intake.nominations import find_names, read_nominations
from toolkit.intake.people import Roster, match_id
from toolkit.intake.raw import Identity, Nomination
from toolkit.model.intake import Person, Tie

NAMES = {
    "1": "Anna Keller",
    "2": "Robert Marsh",
    "3": "Eva von der Heide",
    "4": "Jan Huber",
    "5": "Jan Lang",
    "6": "María de la Cruz",
    "7": "Greta Stern",
}
ROSTER = Roster.of(
    Person(person_id=key, rank=int(key), name=name, manager_id="7" if key != "7" else "")
    for key, name in NAMES.items()
)
WHO = {"r1": "1", "r2": "2", "r9": ""}


def nominate(text: str, respondent: str = "r2"):
    given = Nomination(respondent_id=respondent, text=text, question="Who helps you?")
    return read_nominations([given], WHO, ROSTER, file="s.csv")


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Anna, or Robert from IT; sometimes nobody", ("Anna", "Robert")),
        ("Keller, Anna", ("Keller Anna",)),
        ("1) Anna Keller 2) Eva von der Heide", ("Anna Keller", "Eva von der Heide")),
        ("anna keller", ("anna keller",)),
        ("Meistens Eva von der Heide aus dem Innendienst", ("Eva von der Heide",)),
        ("Di solito Anna Keller o Zeno Bianchi", ("Anna Keller", "Zeno Bianchi")),
        ("Normalmente María de la Cruz, del departamento", ("María de la Cruz",)),
        ("A. Keller / R. Marsh", ("A. Keller", "R. Marsh")),
        ("I usually ask Anna for prices.", ("Anna",)),
        ("nobody", ()),
        ("Google", ()),
        ("the helpdesk", ()),
        ("niemanden", ()),
        ("n/a", ()),
        ("-", ()),
    ],
)
def test_names_are_found_in_free_text(text: str, names: tuple[str, ...]):
    assert find_names(text, ROSTER).names == names


def test_a_certain_name_becomes_a_tie_from_whoever_answered():
    found = nominate("Anna Keller")
    assert found.ties == (Tie(from_id="2", to_id="1", file="s.csv", question="Who helps you?"),)


def test_a_doubtful_name_gives_candidates_and_no_tie():
    found = nominate("Jan")
    assert found.ties == ()
    assert found.matches[0].doubtful
    assert {key for key, _ in found.matches[0].candidates} == {"4", "5"}


def test_a_decision_on_a_doubtful_name_makes_the_tie():
    given = Nomination(respondent_id="r2", text="Jan", question="Q")
    decided = {match_id(Identity(name="Jan")): "5"}
    found = read_nominations([given], WHO, ROSTER, decided)
    assert [tie.to_id for tie in found.ties] == ["5"]


def test_my_boss_is_the_manager_of_the_list():
    assert [tie.to_id for tie in nominate("my manager").ties] == ["7"]
    assert [tie.to_id for tie in nominate("mein Chef oder Anna Keller").ties] == ["1", "7"]


def test_naming_oneself_or_somebody_twice_gives_no_further_tie():
    assert nominate("Robert Marsh, Anna Keller, Anna").ties == nominate("Anna Keller").ties


def test_an_answer_of_nobody_known_gives_no_tie():
    assert nominate("Anna Keller", respondent="r9").ties == ()


def test_answers_that_name_nobody_are_counted():
    given = [
        Nomination(respondent_id="r1", text=text, question="Q")
        for text in ("nobody", "Google", "the helpdesk", "Anna Keller", "", "Sales")
    ]
    counts = read_nominations(given, WHO, ROSTER).counts
    assert counts == {"answers": 5, "names": 1, "nobody": 3, "not understood": 1}
