"""Actions: one per theme at least, an answer to every proposal, value from what people name."""

from __future__ import annotations

import pytest

from tests import world
from toolkit.model.intake import Person
from toolkit.model.vocabulary import ROUTE_OF, Kind, Level, Route
from toolkit.relaunch import ActionInput, draft_actions, stated_amounts
from toolkit.relaunch.amounts import minutes_in, money_in
from toolkit.relaunch.owners import owner_for


def actions():
    return draft_actions(
        ActionInput(
            themes=world.themes(),
            verdicts=world.verdicts(),
            statements=world.statements(),
            codings=world.codings(),
            final_causes=world.findings().final_causes,
            facts=world.facts(),
            people=world.people(),
        )
    )


def test_every_theme_has_an_action_on_its_verdicts_route():
    routes = {(one.theme_ids[0], one.route) for one in actions() if one.theme_ids}
    for theme_id, verdict in world.verdicts().items():
        assert (theme_id, ROUTE_OF[verdict.cause]) in routes


def test_every_proposal_ends_with_an_answer():
    answered = {key for one in actions() if one.answer for key in one.statement_ids}
    proposals = {
        one.statement_id
        for one in world.statements()
        if world.codings()[one.statement_id].kind is Kind.PROPOSAL
    }
    assert proposals
    assert proposals <= answered


def test_ids_run_without_a_gap():
    found = [one.action_id for one in actions()]
    assert found == [f"A{n:02d}" for n in range(1, len(found) + 1)]


def test_value_without_a_basis_says_whom_to_ask():
    for one in actions():
        assert one.value_basis != "none" or one.value.startswith("not quantified: ask ")


@pytest.mark.parametrize(
    ("words", "minutes"),
    [
        ("it takes 20 minutes per visit", [20]),
        ("das kostet mich eine halbe Stunde", [30]),
        ("ci vuole mezz'ora ogni volta", [30]),
        ("je perds 2 heures par semaine", [120]),
        ("pierdo 1,5 horas", [90]),
        ("we waited three weeks", []),
        ("in 2026 it was 40 days late", []),
    ],
)
def test_durations_are_read_in_five_languages(words, minutes):
    assert minutes_in(words) == minutes


@pytest.mark.parametrize(
    ("words", "sums"),
    [
        ("we lost €1.2m", [(1_200_000, "EUR")]),
        ("about 12.500 Euro", [(12_500, "EUR")]),
        ("£300k of orders", [(300_000, "GBP")]),
        ("twelve people left", []),
    ],
)
def test_sums_are_read_with_their_currency(words, sums):
    assert money_in(words) == sums


def test_each_speaker_counts_once_with_the_largest():
    found = stated_amounts([("a", "10 minutes"), ("a", "30 minutes"), ("b", "20 minutes")])
    assert (found["time"].n, found["time"].middle) == (2, 25)


def test_an_owner_is_a_title_of_the_list_where_one_fits():
    people = [Person(person_id="1", rank=1, role="Training Coordinator", level=Level.SUPPORT)]
    assert owner_for(Route.TRAIN, people) == "Training Coordinator"
    assert owner_for(Route.TRAIN, []) == "training lead"
