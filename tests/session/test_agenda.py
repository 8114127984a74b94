"""The agenda: every theme once, minutes that add up, words chosen and never rewritten."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests import world
from toolkit.model.decisions import Decision, Decisions
from toolkit.model.vocabulary import Place
from toolkit.relaunch import ActionInput, draft_actions
from toolkit.session import AgendaInput, draft_agenda
from toolkit.session.heat import WEIGHTS
from toolkit.session.quotes import surface_edge as edge


def given_world(**changes) -> AgendaInput:
    themes, verdicts = world.themes(), world.verdicts()
    finals = world.findings().final_causes
    actions = draft_actions(
        ActionInput(
            themes=themes,
            verdicts=verdicts,
            statements=world.statements(),
            codings=world.codings(),
            final_causes=finals,
            facts=world.facts(),
            people=world.people(),
        )
    )
    base = AgendaInput(
        themes=themes,
        verdicts=verdicts,
        statements=world.statements(),
        codings=world.codings(),
        final_causes=finals,
        stakeholders=world.stakeholders(),
        actions=actions,
        people={one.person_id: one for one in world.people()},
        shown={one.statement_id: one.text for one in world.statements()},
        least_people=3,
    )
    return replace(base, **changes)


@given(minutes=st.integers(30, 480))
def test_minutes_of_the_topics_in_the_session_add_up_to_it(minutes):
    items = draft_agenda(given_world(minutes=minutes))
    inside = [one.minutes for one in items if one.place is Place.SESSION]
    assert sum(inside) == minutes
    assert all(one.minutes == 0 for one in items if one.place is not Place.SESSION)


def test_every_theme_stands_on_the_list_once_in_rank_order():
    items = draft_agenda(given_world())
    assert [one.rank for one in items] == list(range(1, len(items) + 1))
    assert sorted(one.theme_id for one in items) == sorted(t.theme_id for t in world.themes())


def test_a_topic_of_few_people_is_parked_not_dropped():
    items = {one.theme_id: one for one in draft_agenda(given_world())}
    assert world.verdicts()["T06"].people < 3
    assert items["T06"].place is Place.PARKING_LOT


def test_opinions_are_words_that_somebody_said():
    shown = {one.text for one in world.statements()}
    for item in draft_agenda(given_world()):
        for quote in item.opinion.split(" / "):
            assert quote.strip("“”") in shown | {""}


def test_withheld_words_are_never_quoted():
    items = draft_agenda(given_world(shown={}))
    assert all(one.opinion == "" for one in items)


def test_facts_about_fewer_than_the_smallest_group_are_not_printed():
    few = draft_agenda(given_world(least_people=1000))
    about = {t: v.signals for t, v in world.verdicts().items()}
    for item in few:
        if all(signal.people for signal in about[item.theme_id]):
            assert item.fact == "no evidence, ask in the round"


def test_the_hottest_topic_comes_first_and_shows_its_parts():
    items = draft_agenda(given_world())
    heat = [sum(p.value * p.weight for p in one.parts) for one in items]
    assert heat == sorted(heat, reverse=True)
    assert sum(WEIGHTS.values()) == pytest.approx(1)
    assert all(0 <= part.value <= 1 for one in items for part in one.parts)


def test_a_persons_rank_and_place_are_kept():
    rows = [
        Decision(
            decision_id=n,
            subject="agenda:T05",
            field=field,
            suggested="",
            confidence=None,
            decided=value,
            coder="ana",
            at=datetime(2026, 1, 1, tzinfo=UTC),
        )
        for n, (field, value) in enumerate([("rank", "1"), ("place", "settle_before")])
    ]
    items = draft_agenda(given_world(decisions=Decisions(rows)))
    assert items[0].theme_id == "T05"
    assert items[0].place is Place.SETTLE_BEFORE
    assert sum(one.minutes for one in items) == 120


def test_shouting_has_more_edge_than_saying():
    assert edge("You NEVER fix anything!!") > edge("It has not been fixed yet.")


def test_the_order_of_statements_changes_nothing():
    backward = given_world(statements=tuple(reversed(world.statements())))
    assert draft_agenda(given_world()) == draft_agenda(backward)
