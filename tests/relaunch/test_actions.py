"""Actions: one per theme at least, an answer to every proposal, value from what people name."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests import world
from tests.relaunch import plan_world
from toolkit.language import sentences
from toolkit.model.intake import Person
from toolkit.model.marks import Mark
from toolkit.model.vocabulary import ROUTE_OF, Kind, Level, Route
from toolkit.relaunch import ActionInput, draft_actions, stated_amounts
from toolkit.relaunch.actions import words_for
from toolkit.relaunch.amounts import minutes_in, money_in
from toolkit.relaunch.best_words import Chooser
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


def held(number: int, role: str, location: str = "", department: str = "") -> Person:
    return Person(
        person_id=str(number),
        rank=number,
        role=role,
        level=Level.SUPPORT,
        location=location,
        department=department,
    )


def test_an_owner_is_a_title_of_the_list_where_one_fits():
    people = [held(1, "Training Coordinator"), held(2, "Training Coordinator")]
    assert owner_for(Route.TRAIN, people) == "Training Coordinator"
    assert owner_for(Route.TRAIN, []) == "training lead"


def test_a_title_that_one_person_holds_is_not_printed():
    assert owner_for(Route.TRAIN, [held(1, "Training Coordinator")]) == "training lead"


def test_an_owner_is_held_where_those_concerned_are():
    people = [
        *(held(number, "Data Clerk", "Gaeta") for number in (1, 2)),
        *(held(number, "Fitter", "Trento") for number in (3, 4, 5)),
    ]
    assert owner_for(Route.CLEANSE, people, {"3", "4", "1"}) == "data steward"
    assert owner_for(Route.CLEANSE, people, {"3", "1", "2"}) == "Data Clerk"


def test_of_fitting_titles_the_one_in_the_departments_concerned_owns():
    people = [
        *(held(number, "Data Clerk", "Gaeta", "Ports") for number in (1, 2)),
        *(held(number, "Data Officer", "Gaeta", "Rail") for number in (3, 4)),
        *(held(number, "Fitter", "Gaeta", "Rail") for number in (5, 6)),
    ]
    assert owner_for(Route.CLEANSE, people, {"5", "6"}) == "Data Officer"


@pytest.mark.parametrize(
    ("route", "title"),
    [
        (Route.CLEANSE, "Gestionnaire de données"),
        (Route.CLEANSE, "Gestor de datos"),
        (Route.TRAIN, "Formador, Formación comercial"),
        (Route.TRAIN, "Addetto formazione"),
        (Route.EXPLAIN, "Chargée de communication"),
        (Route.FIX, "Informatico"),
        (Route.REASSURE, "Referentin Datenschutz"),
        (Route.SHOW_BENEFIT, "Responsable de zona"),
    ],
)
def test_titles_are_read_in_five_languages(route, title):
    assert owner_for(route, [held(1, title), held(2, title)]) == title


def _worth_of(words: str, people: int, least: int):
    """The first theme's action where so many of its people say these words."""
    theme = world.themes()[0]
    own = [one for one in world.statements() if one.statement_id in theme.statement_ids]
    loud = {one.statement_id for one in own[:people]}
    assert len({one.source.person_id for one in own[:people]}) == people
    statements = tuple(
        replace(one, text=words) if one.statement_id in loud else one for one in world.statements()
    )
    found = draft_actions(
        ActionInput(
            themes=world.themes(),
            verdicts=world.verdicts(),
            statements=statements,
            codings=world.codings(),
            final_causes=world.findings().final_causes,
            facts=world.facts(),
            people=world.people(),
            least_people=least,
        )
    )
    return next(one for one in found if one.theme_ids == (theme.theme_id,))


def test_a_sum_that_one_person_names_is_told_to_nobody():
    assert _worth_of("We lost £25k over it", 1, 3).value_basis != "amounts_named"
    assert _worth_of("We lost £25k over it", 3, 3).value == "3 people name sums of up to GBP 25,000"


def test_tickets_for_another_cause_are_no_worth_of_an_action():
    theme_id = "T01"
    base = plan_world.findings().verdicts[theme_id]
    found = draft_actions(
        ActionInput(
            themes=world.themes(),
            verdicts={**world.verdicts(), theme_id: base},
            statements=world.statements(),
            codings=world.codings(),
            final_causes=world.findings().final_causes,
            facts=world.facts(),
            least_people=99,
        )
    )
    own = {
        row
        for one in base.signals
        if one.cause is base.cause and one.weight > 0 and one.origin == "tickets"
        for row in one.rows
    }
    action = next(one for one in found if one.theme_ids == (theme_id,) and one.route is Route.FIX)
    assert own
    assert action.value == f"{len(own)} tickets on it"


def test_words_that_only_name_the_matter_again_stand_in_no_title_while_others_tell_more():
    said = world.statements()[:2]
    theme = replace(world.themes()[0], title="Tickets for coaches", exemplar_ids=(), keywords=())
    words = ("For the tickets for coaches.", "Coaches wait an hour at the gate.")
    shown = {one.statement_id: text for one, text in zip(said, words, strict=True)}
    codings = {one.statement_id: world.codings()[said[0].statement_id] for one in said}
    chosen = Chooser(codings, shown).choose(said, theme, tuple(Kind))
    assert chosen is not None
    assert chosen.text.startswith("Coaches wait")


def test_words_that_hardly_speak_of_the_matter_stand_in_no_title():
    theme = world.themes()[0]
    said = [one for one in world.statements() if one.statement_id in theme.statement_ids]
    shown = {one.statement_id: one.text for one in said}
    counted = {
        one.statement_id: Mark(near=0.1, sentences=(0.1,) * len(sentences(one.text, one.language)))
        for one in said
    }
    near = Chooser(world.codings(), shown)
    assert words_for(near, said, theme, Route.FIX) is not None
    assert words_for(Chooser(world.codings(), shown, 2, counted), said, theme, Route.FIX) is None
