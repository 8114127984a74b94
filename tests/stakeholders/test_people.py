"""People: everybody has a row, words and ratings decide, deeds and silence do not."""

from __future__ import annotations

from dataclasses import replace

from tests import world
from toolkit.model.intake import Person
from toolkit.model.vocabulary import Convertible, Stance
from toolkit.stakeholders import (
    PeopleInput,
    heard_in,
    invite,
    judge_people,
    measure_coverage,
    plan_waves,
)


def given_world(**changes) -> PeopleInput:
    found = world.findings()
    base = PeopleInput(
        intake=found.intake,
        statements=found.statements,
        codings=found.codings,
        final_causes=found.final_causes,
        themes=found.themes,
        verdicts=found.verdicts,
        facts=found.facts,
        settings=world.settings(),
    )
    return replace(base, **changes)


def test_everybody_of_the_list_has_a_row():
    judged = {one.person_id for one in judge_people(given_world())}
    assert {one.person_id for one in world.people() if one.in_org} <= judged


def test_who_neither_spoke_nor_rated_has_no_stance():
    silent = Person(person_id="P99", rank=99, department="Board", role="Adviser", location="Oban")
    given = given_world()
    more = replace(given.intake, people=(*given.intake.people, silent))
    found = {one.person_id: one for one in judge_people(replace(given, intake=more))}
    assert found["P99"].stance is None
    assert found["P99"].convertible is Convertible.NOT_ASKED


def test_a_silent_colleague_changes_nobody_elses_stance():
    given = given_world()
    silent = Person(person_id="P99", rank=99, department="Board", role="Adviser", location="Oban")
    more = replace(given, intake=replace(given.intake, people=(*given.intake.people, silent)))
    before = {one.person_id: one.stance for one in judge_people(given)}
    after = {one.person_id: one.stance for one in judge_people(more)}
    assert {key: after[key] for key in before} == before


def test_the_order_of_people_and_statements_changes_nothing():
    given = given_world()
    turned = replace(
        given,
        intake=replace(given.intake, people=tuple(reversed(given.intake.people))),
        statements=tuple(reversed(given.statements)),
    )
    by_id = {one.person_id: one for one in judge_people(given)}
    assert {one.person_id: one for one in judge_people(turned)} == by_id


def test_only_critics_are_asked_whether_they_could_be_won():
    for one in judge_people(given_world()):
        critic = one.stance in (Stance.ANTAGONIST, Stance.DETRACTOR, Stance.SCEPTIC)
        assert (one.convertibility is not None) == critic
        assert (one.convertible is Convertible.NOT_ASKED) == (not critic)


def test_individual_false_judges_nobody():
    settings = world.settings()
    privacy = settings.mine.privacy.model_copy(update={"individual": False})
    off = settings.model_copy(
        update={"mine": settings.mine.model_copy(update={"privacy": privacy})}
    )
    for one in judge_people(given_world(settings=off)):
        assert one.stance is None
        assert one.convertibility is None


def test_coverage_counts_people_and_never_more_heard_than_there_are():
    given = given_world()
    table = measure_coverage(given.intake.people, judge_people(given), heard_in(given))
    rows = table[table.dimension == "department"]
    assert (rows.heard.astype(float) <= rows.people.astype(float)).all()


def test_everybody_in_scope_has_one_wave_and_seats_are_given_once():
    given = given_world()
    judged = judge_people(given)
    waves = [one.person_id for one in plan_waves(given, judged)]
    assert sorted(waves) == sorted(
        one.person_id for one in given.intake.people if one.in_org and one.in_scope
    )
    seats = [one.person_id for one in invite(given, judged)]
    assert len(seats) == len(set(seats))
