"""Whose word counts, and whom to choose so that most have somebody near."""

from __future__ import annotations

from collections.abc import Sequence

import networkx as nx
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.stakeholders.village import people_input, person, said, ties
from toolkit.model.intake import Tie
from toolkit.model.vocabulary import Influence, Level
from toolkit.stakeholders import choose_seeds, judge_people
from toolkit.stakeholders.influence import reports_of
from toolkit.stakeholders.mentions import find_mentions
from toolkit.stakeholders.nonresponse import rank_intervals
from toolkit.stakeholders.reach import namers, reach

pairs = st.tuples(st.sampled_from("abcdefgh"), st.sampled_from("abcdefgh"))


def test_cover_beats_a_second_star_of_the_same_crowd():
    crowd = [(who, star) for who in "abcd" for star in ("X", "Y")]
    given_ = ties(*crowd, ("e", "Z"), ("f", "Z"))
    assert choose_seeds(given_, 2) == ("X", "Z")


def test_equals_are_decided_by_rank_and_not_by_id():
    given_ = ties(("a", "X"), ("b", "Y"))
    assert choose_seeds(given_, 1, ranks={"Y": 0, "X": 1}) == ("Y",)


def test_naming_oneself_counts_for_nothing():
    assert namers(ties(("a", "a"), ("b", "a"))) == {"a": frozenset({"b"})}


@given(st.lists(pairs, max_size=40), st.integers(1, 4))
def test_seeds_depend_on_no_order_and_reach_at_least_the_most_named(found, n):
    given_ = ties(*found)
    assert choose_seeds(given_, n) == choose_seeds(tuple(reversed(given_)), n)
    most_named = sorted(namers(given_), key=lambda key: (-len(namers(given_)[key]), key))[:1]
    assert reach(choose_seeds(given_, 1), given_) >= reach(most_named, given_)


def test_on_random_networks_with_half_the_ties_hidden_cover_still_beats_in_degree():
    draws = np.random.default_rng(7)
    ours = theirs = 0
    for _ in range(30):
        popular = draws.pareto(1.3, 60) + 0.3
        chances = popular / popular.sum()
        found = ties(
            *sorted({(f"p{a}", f"p{b}") for a in range(60) for b in draws.choice(60, 3, p=chances)})
        )
        half = [found[i] for i in draws.permutation(len(found))[: len(found) // 2]]
        named = namers(half)
        degree = sorted(named, key=lambda key: (-len(named[key]), key))[:6]
        ours += reach(choose_seeds(half, 6), found)
        theirs += reach(degree, found)
    assert ours > theirs


def of_graph(graph: nx.Graph) -> list[tuple[str, str]]:
    """Everybody turns to everybody he or she is tied to."""
    pairs = ((str(a), str(b)) for a, b in graph.edges())
    return sorted({pair for a, b in pairs for pair in ((a, b), (b, a))})


def most_named(found: Sequence[Tie], n: int) -> list[str]:
    named = namers(found)
    return sorted(named, key=lambda key: (-len(named[key]), key))[:n]


@pytest.mark.parametrize(
    ("graph", "floor"),
    [
        (nx.karate_club_graph, 30),  # Zachary 1977: 34 members, in-degree reaches 28
        (nx.davis_southern_women_graph, 26),  # Davis et al. 1941: 32 nodes, in-degree reaches 18
        (nx.les_miserables_graph, 66),  # Knuth 1993: 77 figures, in-degree reaches 56
        (nx.florentine_families_graph, 9),  # Padgett 1994: 15 families, in-degree reaches 8
    ],
)
def test_on_well_known_networks_the_chosen_tenth_reaches_more_than_the_most_named(graph, floor):
    found = ties(*of_graph(graph()))
    tenth = max(2, round(graph().number_of_nodes() / 10))
    assert reach(choose_seeds(found, tenth), found) >= floor
    assert floor > reach(most_named(found, tenth), found)


@pytest.mark.parametrize(
    "graph", [nx.karate_club_graph, nx.davis_southern_women_graph, nx.les_miserables_graph]
)
def test_with_half_of_the_ties_of_a_well_known_network_hidden_cover_stays_above(graph):
    pairs = of_graph(graph())
    found, tenth = ties(*pairs), max(2, round(graph().number_of_nodes() / 10))
    draws = np.random.default_rng(0)
    ours = theirs = 0
    for _ in range(40):
        half = ties(*(pairs[i] for i in draws.permutation(len(pairs))[: len(pairs) // 2]))
        ours += reach(choose_seeds(half, tenth), found)
        theirs += reach(most_named(half, tenth), found)
    assert ours > theirs


def test_reports_are_counted_through_others_and_a_circle_ends():
    boss, middle, hand = person("A"), person("B", manager="A"), person("C", manager="B")
    assert reports_of([boss, middle, hand]) == {"A": 2, "B": 1, "C": 0}
    assert reports_of([person("A", manager="B"), person("B", manager="A")]) == {"A": 1, "B": 1}


def test_the_score_is_the_sum_of_its_parts_and_what_was_not_asked_counts_against_nobody():
    team = [
        person("A", 0, level=Level.EXECUTIVE),
        *(person(f"B{n}", n, manager="A") for n in (1, 2)),
    ]
    top = judge_people(people_input(team))[0]
    assert top.influence is Influence.HIGH
    assert sum(part.weight for part in top.influence_parts) == pytest.approx(1, abs=1e-3)
    assert top.influence_score == pytest.approx(
        sum(part.value * part.weight for part in top.influence_parts), abs=1e-3
    )


def test_somebody_to_whom_all_turn_has_influence_without_an_office():
    team = [person(key, n) for n, key in enumerate("ABCDE")]
    found = judge_people(people_input(team, nominations=ties(*((key, "E") for key in "ABCD"))))
    assert {one.person_id: one.influence for one in found}["E"] is Influence.HIGH


def test_silence_widens_the_interval_of_a_rank():
    given_ = ties(*((f"a{n}", "X") for n in range(6)), *((f"b{n}", "Y") for n in range(4)))
    assert rank_intervals(given_, missing=0.0)["X"] == (1, 1)
    assert rank_intervals(given_, missing=0.6)["X"][1] == 2


def test_only_a_name_that_one_person_has_and_no_word_is_a_mention():
    names = {"P1": ("Keller, Anna",), "P2": ("Grace Moor",), "P3": ("Anna Holm",)}
    found = find_mentions(
        [
            said("S1", "Ask Keller, she knows.", by="P2"),
            said("S2", "Anna said so.", by="P2"),
            said("S3", "Grace helps, with good grace.", by="P1"),
            said("S4", "Grace Moor's list is the best.", by="P1"),
        ],
        names,
    )
    assert found == {"S1": ("P1",), "S4": ("P2",)}
