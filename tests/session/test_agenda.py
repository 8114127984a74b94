"""The agenda: every theme once, minutes that add up, words chosen and never rewritten."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests import world
from tests.session.conftest import decided, given_world
from toolkit.model.decisions import Decisions
from toolkit.model.findings import Signal
from toolkit.model.marks import Mark
from toolkit.model.session import GainKind, Side, Technique, Topic
from toolkit.model.vocabulary import Bearing, Cause, DecidedBy, Place, Route
from toolkit.session import arrange, draft_agenda, draft_session
from toolkit.session.agenda import suggest_topics
from toolkit.session.given import Ground
from toolkit.session.heat import WEIGHTS, total
from toolkit.session.quotes import surface_edge

NO_EVIDENCE = "no evidence, ask in the round"


def topics_of(**changes) -> dict[str, Topic]:
    return {one.item.theme_id: one for one in draft_session(given_world(**changes)).topics}


BASE = suggest_topics(Ground(given_world()))


@settings(max_examples=200)
@given(
    minutes=st.integers(30, 480),
    fixed=st.dictionaries(st.sampled_from(["T01", "T02", "T03", "T04"]), st.integers(0, 300)),
    placed=st.dictionaries(st.sampled_from(["T01", "T05", "T06"]), st.sampled_from(list(Place))),
)
def test_minutes_add_up_to_the_session_whatever_was_decided(minutes, fixed, placed):
    rows = [(key, "minutes", str(value)) for key, value in fixed.items()]
    rows += [(key, "place", str(value)) for key, value in placed.items()]
    found = arrange(BASE, minutes, decided(*rows))
    inside = [one for one in found.topics if one.item.place is Place.SESSION]
    if inside:
        assert sum(one.item.minutes for one in found.topics) == minutes
    assert sum(one.minutes for one in found.slots) == minutes
    assert all(one.item.minutes == 0 for one in found.topics if one not in inside)


@settings(max_examples=100)
@given(ranks=st.dictionaries(st.sampled_from([f"T0{n}" for n in range(1, 7)]), st.integers(0, 9)))
def test_every_theme_stands_on_the_list_once_in_rank_order(ranks):
    rows = [(key, "rank", str(value)) for key, value in ranks.items()]
    found = [one.item for one in arrange(BASE, 120, decided(*rows)).topics]
    assert [one.rank for one in found] == list(range(1, len(found) + 1))
    assert sorted(one.theme_id for one in found) == sorted(t.theme_id for t in world.themes())


def test_minutes_wished_for_are_given_where_they_fit():
    found = arrange(BASE, 120, decided(("T01", "minutes", "35")))
    assert next(one.minutes for one in found.slots if one.theme_id == "T01") == 35


def test_a_session_opens_and_closes_around_its_topics():
    slots = draft_session(given_world()).slots
    assert (slots[0].kind, slots[0].minutes) == ("opening", 15)
    assert (slots[-1].kind, slots[-1].minutes) == ("closing", 10)
    assert [one.start for one in slots[1:]] == [one.start + one.minutes for one in slots[:-1]]


def test_one_topic_takes_twenty_minutes_net():
    session = draft_session(given_world(minutes=106))
    brief = [one for one in session.slots if one.kind == "confirm"]
    inside = [one for one in session.slots if one.theme_id]
    assert len(inside) == 4
    assert all(one.minutes >= 20 for one in inside)
    assert [one.minutes for one in brief] == [1]


def test_what_takes_a_sentence_has_its_own_minutes_and_is_listed_one_by_one():
    session = draft_session(given_world(minutes=60))
    brief = [
        one for one in session.topics if one.item.place in (Place.SETTLE_BEFORE, Place.CONFIRM)
    ]
    step = next(
        one
        for one, slot in zip(session.kit.guide, session.slots, strict=True)
        if slot.kind == "confirm"
    )
    assert step.minutes == -(-len(brief) // 2)
    assert len(step.do) == len(brief)
    assert all(any(one.item.title in line for line in step.do) for one in brief)


def test_a_topic_of_few_people_is_parked_not_dropped():
    assert world.verdicts()["T06"].people < 3
    assert topics_of()["T06"].item.place is Place.PARKING_LOT
    assert "Sunday fares" in topics_of()["T06"].place_why


def test_opinions_are_words_that_somebody_said():
    said = {one.statement_id: one.text for one in world.statements()}
    for topic in topics_of().values():
        for quote in topic.quotes:
            assert quote.words == said[quote.statement_id]


def test_both_sides_are_quoted_where_views_differ():
    sides = {one.side: one.words for one in topics_of()["T01"].quotes}
    assert sides[Side.SEES_OTHERWISE] == "Mine always saves, never lost one."
    assert set(sides) == set(Side)


def test_withheld_words_are_never_quoted():
    for topic in topics_of(shown={}).values():
        assert topic.quotes == ()
        assert topic.item.opinion == ""
        assert all(gain.words == "" for gain in topic.gains)


def test_a_harsh_quote_gives_way_to_a_calm_one():
    keys = world.themes()[0].statement_ids
    calm = {key: Mark(near=0.8) for key in keys}
    first = topics_of(marks=calm)["T01"].quotes[0].statement_id
    harsh = calm | {first: Mark(near=0.8, harsh=1.0)}
    assert topics_of(marks=harsh)["T01"].quotes[0].statement_id != first


def test_words_that_speak_least_of_their_matter_are_not_quoted():
    keys = world.themes()[0].statement_ids
    first = topics_of(marks=dict.fromkeys(keys, Mark(near=0.8)))["T01"].quotes[0].statement_id
    far = {key: Mark(near=0.8 if key == first else 0.2) for key in keys}
    assert [one.statement_id for one in topics_of(marks=far)["T01"].quotes] == [first]
    left = topics_of(marks=dict.fromkeys(keys, Mark(near=0.2)))["T01"].quotes
    assert all("signal" in one.words for one in left), "words of the title name the matter"


def test_an_answer_that_only_repeats_its_question_is_never_quoted():
    first = topics_of()["T01"].quotes[0].statement_id
    said = tuple(
        replace(one, source=replace(one.source, question=one.text))
        if one.statement_id == first
        else one
        for one in world.statements()
    )
    assert topics_of(statements=said)["T01"].quotes[0].statement_id != first


def test_a_cause_that_facts_show_is_told_with_its_action_and_date_and_never_called_settled():
    verdict = replace(world.verdicts()["T01"], confidence=0.95, decided_by=DecidedBy.TICKETS)
    decisions = decided(("T01", "place", "settle_before"))
    topic = topics_of(verdicts={**world.verdicts(), "T01": verdict}, decisions=decisions)["T01"]
    assert topic.known == (
        "a fault, known from the facts and not mended yet; to do: mend the fault, "
        "date still to be named"
    )
    assert "settled" not in topic.place_why


def test_a_cause_that_hardly_anybody_names_is_not_confirmed_in_a_sentence():
    base = world.verdicts()["T03"]
    verdict = replace(base, cause=Cause.DATA, route=Route.CLEANSE)
    topic = topics_of(verdicts={**world.verdicts(), "T03": verdict}, minutes=30)["T03"]
    assert topic.item.place is Place.PARKING_LOT
    assert topic.place_why == (
        "bad data, which nobody says in own words; parked until the others were asked"
    )


def test_a_department_stands_for_people_whose_role_has_too_few_for_words():
    ground = Ground(given_world(least_people=2, least_quoted=5))
    sizes = {**ground.roles, **ground.departments}
    for person in ground.in_scope:
        name, size = ground.group(person)
        if name in ground.departments:
            assert ground.roles[person.role] < 5 <= size or ground.roles[person.role] < 2
        assert not name or size == sizes.get(name, size)
    assert any(ground.group(one)[0] in ground.departments for one in ground.in_scope)


def test_nobody_is_quoted_more_often_than_allowed():
    session = draft_session(given_world(most_quotes=1))
    who = {one.statement_id: one.source.person_id for one in world.statements()}
    quoted = [who[q.statement_id] for topic in session.topics for q in topic.quotes]
    assert len(quoted) == len(set(quoted))


def test_no_quote_serves_two_topics():
    words = [q.words for topic in topics_of().values() for q in topic.quotes]
    assert len(words) == len(set(words))


def test_the_card_tells_for_and_against_with_source_and_date():
    card = topics_of()["T01"].card
    assert [one.sentence for one in card.supports] == ["9 tickets on it were confirmed as faults"]
    assert card.supports[0].as_of is not None
    assert card.supports[0].as_of.isoformat() == "2026-04-30"
    assert "a fault" in card.claim


def test_a_fact_that_only_speaks_against_another_cause_speaks_for_none():
    trained = next(one for one in world.signals()["T01"] if "were trained" in one.sentence)
    assert trained.weight < 0
    card = topics_of()["T01"].card
    assert trained.sentence not in [one.sentence for one in (*card.supports, *card.against)]


def test_a_fact_for_another_cause_speaks_against_the_claim():
    missed = replace(world.signals()["T02"][0], sentence="5 of 6 missed the course")
    verdict = replace(world.verdicts()["T01"], signals=(missed,))
    card = topics_of(verdicts={**world.verdicts(), "T01": verdict})["T01"].card
    assert [one.sentence for one in card.against] == ["5 of 6 missed the course"]


def test_one_fact_counted_for_two_causes_speaks_on_one_side_over_all_its_people():
    base = replace(world.signals()["T02"][0], name="course_on_it_attended", weight=-1.0)
    for_training = replace(
        base,
        sentence="course on it attended: 4 of 5 who say it",
        n=4,
        people=("P1", "P2", "P3", "P4"),
    )
    for_defect = replace(
        base,
        cause=Cause.DEFECT,
        weight=0.5,
        sentence="course on it attended: 3 of 5 who say it",
        n=3,
        people=("P1", "P2", "P3"),
    )
    verdict = replace(world.verdicts()["T02"], signals=(for_training, for_defect))
    card = topics_of(verdicts={**world.verdicts(), "T02": verdict})["T02"].card
    points = [*card.supports, *card.against]
    assert [one.sentence for one in points] == ["course on it attended: 4 of 5 who say it"]
    assert (points[0].n, points[0].of) == (4, 5)
    assert len(points[0].people) == 4


def test_the_card_says_what_the_verdict_is_beside_the_claim():
    assert topics_of()["T01"].card.verdict.startswith("words and facts together: a fault")


def test_a_fact_about_two_people_is_counted_and_not_printed():
    card = topics_of()["T01"].card
    assert card.withheld == 1
    assert "2 people meet errors" not in str((card.supports, card.against))


def test_facts_are_for_or_against_the_claim_and_not_the_verdict():
    verdict = replace(world.verdicts()["T02"], cause=world.verdicts()["T01"].cause)
    card = topics_of(verdicts={**world.verdicts(), "T02": verdict})["T02"].card
    assert "4 of 5 who say it missed the course" in [one.sentence for one in card.supports]


def test_sentences_that_differ_in_numbers_alone_stand_once():
    twin = replace(
        world.signals()["T02"][0], sentence="3 of 5 who say it missed the course", weight=0.4
    )
    signals: tuple[Signal, ...] = (*world.signals()["T02"], twin)
    verdict = replace(world.verdicts()["T02"], signals=signals)
    card = topics_of(verdicts={**world.verdicts(), "T02": verdict})["T02"].card
    assert len([one for one in card.supports if "missed" in one.sentence]) == 1


def test_where_there_is_nothing_the_topic_says_so():
    verdict = replace(world.verdicts()["T03"], signals=())
    topic = topics_of(verdicts={**world.verdicts(), "T03": verdict}, actions=())["T03"]
    assert topic.item.fact == NO_EVIDENCE
    assert topic.item.wiifm == NO_EVIDENCE
    assert topic.item.who_cares == NO_EVIDENCE


def closed_by_showing(cause: Cause) -> dict:
    """The world with one fact on T01, that tickets were closed by showing how, and this verdict."""
    fact = Signal(
        name="ticket how-to",
        subject_id="T01",
        origin=DecidedBy.TICKETS,
        cause=Cause.TRAINING,
        bearing=Bearing.SUPPORTS,
        weight=0.9,
        sentence="5 tickets were closed by showing how it is done",
        n=5,
    )
    first = replace(world.verdicts()["T01"], cause=cause, signals=(fact,))
    return {"verdicts": {**world.verdicts(), "T01": first}}


def test_what_speaks_against_the_verdict_is_no_fact_of_the_agenda():
    topic = topics_of(**closed_by_showing(Cause.LEADERSHIP))["T01"]
    assert topic.item.fact.startswith("the files point to another cause")
    assert [one.n for one in (*topic.card.supports, *topic.card.against)] == [5]


@pytest.mark.parametrize("cause", [Cause.TRAINING, Cause.UNCLEAR])
def test_what_speaks_for_the_verdict_or_where_there_is_none_is_a_fact_of_the_agenda(cause):
    topic = topics_of(**closed_by_showing(cause))["T01"]
    assert topic.item.fact.startswith("5 tickets were closed by showing how it is done")


def test_what_is_in_it_for_whom_leads_to_ids_and_an_action():
    gains = [one for topic in topics_of().values() for one in topic.gains]
    known = {one.statement_id for one in world.statements()}
    assert gains
    assert all(one.statement_ids and set(one.statement_ids) <= known for one in gains)
    assert all(one.action_id for one in gains if one.kind is not GainKind.PRAISE)


def test_no_group_under_the_smallest_is_named():
    for topic in topics_of(least_people=12).values():
        assert topic.gains == ()


def test_the_goal_of_a_topic_is_what_answers_its_verdict():
    actions = given_world().actions
    first = next(one for one in actions if one.theme_ids == ("T01",) and one.route is Route.FIX)
    shown = replace(first, action_id="A90", route=Route.TRAIN, title="Show how it is done")
    verdicts = {
        **world.verdicts(),
        "T01": replace(world.verdicts()["T01"], cause=Cause.TRAINING, route=Route.TRAIN),
    }
    topic = topics_of(actions=[*actions, shown], verdicts=verdicts)["T01"]
    assert topic.item.goal.startswith("Show how it is done")
    assert topics_of(actions=[shown, *actions])["T01"].item.goal.startswith("Fix")


def test_a_goal_named_at_the_top_is_shown_with_its_id():
    key = world.themes()[4].statement_ids[0]
    topic = topics_of(marks={key: Mark(goal=0.9)})["T05"]
    assert topic.cares.depends[0].statement_ids == (key,)
    assert key in topic.item.who_cares


def test_praise_asks_no_act_of_anybody():
    praise = world.themes()[0].statement_ids[6]
    assert topics_of(marks={praise: Mark(act=0.9)})["T01"].cares.act is None


def test_the_hottest_topic_comes_first_and_shows_its_parts():
    items = draft_agenda(given_world())
    heat = [total(one.parts) for one in items]
    assert heat == sorted(heat, reverse=True)
    assert sum(WEIGHTS.values()) == pytest.approx(1)
    assert all(0 <= part.value <= 1 and part.because for one in items for part in one.parts)


def test_who_says_it_ten_times_is_one_person():
    loud = next(one for one in world.statements() if one.source.person_id == "P03")
    more = [replace(loud, statement_id=f"S-loud-{n}") for n in range(10)]
    theme = world.themes()[2]
    grown = replace(theme, statement_ids=(*theme.statement_ids, *(m.statement_id for m in more)))
    themes = (*world.themes()[:2], grown, *world.themes()[3:])
    coding = world.codings()[loud.statement_id]
    given_ = given_world(
        themes=themes,
        statements=(*world.statements(), *more),
        codings=world.codings()
        | {m.statement_id: replace(coding, statement_id=m.statement_id) for m in more},
        final_causes=world.findings().final_causes,
    )
    order = [one.item.theme_id for one in suggest_topics(Ground(given_))]
    assert order[0] == "T01"


def test_what_nobody_likes_to_say_aloud_is_written():
    assert topics_of()["T04"].technique is Technique.SILENT
    assert "The Monday meeting" in topics_of()["T04"].technique_why


def test_nobody_is_called_on_where_nobody_may_be_judged_one_by_one():
    session = draft_session(given_world(individual=False))
    assert all(one.item.who_should_be_heard == () for one in session.topics)
    assert session.voice.people == ()


def test_speakers_of_an_anonymous_file_are_never_called_on():
    session = draft_session(given_world(anonymous=frozenset({world.SURVEY, world.TALK})))
    assert all(one.item.who_should_be_heard == () for one in session.topics)


def test_both_sides_are_called_on():
    heard = topics_of()["T01"].item.who_should_be_heard
    assert "P12" in heard
    assert len(heard) <= 5


def test_who_does_not_agree_to_be_approached_is_not_called_on():
    (row,) = decided(("P12", "may_approach", "no")).history
    asked = Decisions([replace(row, subject="person:P12")])
    assert "P12" not in topics_of(decisions=asked)["T01"].item.who_should_be_heard


def test_a_persons_rank_place_and_words_are_kept():
    rows = [("T05", "rank", "1"), ("T05", "place", "settle_before"), ("T05", "title", "The desk")]
    items = draft_agenda(given_world(decisions=decided(*rows)))
    assert (items[0].theme_id, items[0].title) == ("T05", "The desk")
    assert items[0].place is Place.SETTLE_BEFORE
    assert sum(one.minutes for one in items) == 120


def test_words_are_flagged_where_what_was_suggested_has_changed():
    rows = decided(("T01", "goal", "No booking is lost."))
    told = [replace(one, suggested="Fix it, for 5 people.") for one in rows.history]
    session = draft_session(given_world(decisions=type(rows)(told)))
    assert next(one for one in session.topics if one.item.theme_id == "T01").stale == ("goal",)


def test_shouting_has_more_edge_than_saying():
    assert surface_edge("You NEVER fix anything!!") > surface_edge("It has not been fixed yet.")


def test_the_order_of_statements_changes_nothing():
    backward = given_world(
        statements=tuple(reversed(world.statements())), themes=tuple(reversed(world.themes()))
    )
    assert draft_agenda(given_world()) == draft_agenda(backward)


@pytest.mark.parametrize("language", ["de", "it"])
def test_in_another_language_the_same_is_said_of_the_same(language):
    english, other = draft_session(given_world()), draft_session(given_world(language=language))
    assert [one.item.theme_id for one in english.topics] == [
        one.item.theme_id for one in other.topics
    ]
    assert [one.quotes for one in english.topics] == [one.quotes for one in other.topics]
    assert english.topics[0].card.claim != other.topics[0].card.claim
    assert english.kit.workshop[0].title != other.kit.workshop[0].title
