"""Which critics can be won: a sum of named parts that a reader can follow and switch off."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.stakeholders import village
from tests.stakeholders.village import coded, people_input, person, rated, said, theme, verdict
from toolkit.model.decisions import Decisions
from toolkit.model.findings import Action
from toolkit.model.vocabulary import (
    Cause,
    Convertible,
    Horizon,
    Kind,
    Path,
    Route,
    Stance,
    UsageState,
    Wave,
)
from toolkit.settings import (
    ConvertibilityWeights,
    FileSettings,
    Mine,
    Promise,
    Settings,
    StakeholderSettings,
)
from toolkit.stakeholders import judge_people
from toolkit.stakeholders.conversations import plan_conversations
from toolkit.stakeholders.convertibility import answer_of
from toolkit.stakeholders.deciding import decided

CONSTRUCTIVE = (
    "It loses the second address when you copy an order, and only then; I have written down four "
    "cases and can show them.",
    "Put the delivery date on the first page, that one change would save us the Tuesday list.",
)
REFUSAL = (
    "I don't need a system and I won't use it, however well it is built.",
    "The whole idea is wrong: my customers are mine and I will not share them.",
)


def settings(**weights: float) -> Settings:
    chosen = StakeholderSettings(weights=ConvertibilityWeights(**weights))
    return Settings(mine=Mine(stakeholders=chosen))


def critic(texts=CONSTRUCTIVE, cause=Cause.DEFECT, state=UsageState.HEAVY, **more):
    statements = [said(f"S-{n}", text, by="P") for n, text in enumerate(texts)]
    codings = [
        coded("S-0", Kind.CONCERN, cause, 3),
        coded("S-1", Kind.PROPOSAL if texts is CONSTRUCTIVE else Kind.CONCERN, cause, 2),
    ]
    return people_input(
        [person("P"), person("Q", 1)],
        statements,
        codings,
        closed=[rated("P", 3)],
        facts=village.facts(P=state),
        **more,
    )


def judged(given_):
    return judge_people(given_)[0]


def part(one, name: str) -> float:
    return next(each.value for each in one.convertibility_parts if each.name == name)


def test_a_constructive_user_of_a_broken_tool_can_be_won_and_a_refuser_cannot():
    assert judged(critic()).convertible is Convertible.YES
    refuser = judged(critic(REFUSAL, Cause.VALUE, UsageState.NEVER_OPENED))
    assert refuser.convertible is Convertible.NO


def test_nobody_but_critics_is_asked():
    content = people_input([person("P")], closed=[rated("P", 9)])
    one = judged(content)
    assert (one.convertible, one.convertibility, one.convertibility_parts) == (
        Convertible.NOT_ASKED,
        None,
        (),
    )


def test_the_score_is_the_sum_of_its_parts():
    one = judged(critic())
    total = sum(each.value * each.weight for each in one.convertibility_parts)
    assert one.convertibility == pytest.approx(total, abs=1e-3)


@pytest.mark.parametrize("name", list(ConvertibilityWeights.model_fields))
def test_each_part_can_be_switched_off(name):
    one = judged(replace(critic(REFUSAL, Cause.VALUE), settings=settings(**{name: 0.0})))
    assert next(each.weight for each in one.convertibility_parts if each.name == name) == 0
    others = sum(each.value * each.weight for each in one.convertibility_parts if each.name != name)
    assert one.convertibility == pytest.approx(max(others, 0), abs=1e-3)


def test_facts_that_turn_a_cause_turn_the_part():
    from toolkit.model.findings import FinalCause
    from toolkit.model.vocabulary import DecidedBy

    final = {
        f"S-{n}": FinalCause(
            statement_id=f"S-{n}",
            cause=Cause.VALUE,
            confidence=1.0,
            decided_by=DecidedBy.USAGE,
            causes={Cause.VALUE: 1.0},
        )
        for n in range(2)
    }
    words_alone = judged(critic())
    with_facts = judged(critic(final_causes=final))
    assert part(with_facts, "answered_by_action") < part(words_alone, "answered_by_action")


def test_use_is_not_read_beside_words_where_that_was_not_promised():
    promise = FileSettings(promise=Promise(join_usage=False))
    closed_off = Settings(mine=Mine(files={village.FILE: promise}))
    heavy = judged(critic(state=UsageState.HEAVY, settings=closed_off))
    never = judged(critic(state=UsageState.NEVER_OPENED, settings=closed_off))
    assert part(heavy, "still_uses") == part(never, "still_uses")
    assert heavy.stance_confidence == never.stance_confidence


def test_who_was_a_champion_before_the_launch_is_a_former_champion():
    given_ = critic()
    before = rated("P", 10, wave=Wave.BEFORE)
    one = judged(replace(given_, intake=replace(given_.intake, closed=(rated("P", 3), before))))
    assert one.former_champion
    assert part(one, "former_champion") == 1
    assert not judged(given_).former_champion


def test_peers_who_praise_raise_what_one_stands_to_gain():
    given_ = critic()
    praise = said("S-9", "It saves me an hour.", by="Q")
    happy = replace(
        given_,
        statements=(*given_.statements, praise),
        codings={**given_.codings, "S-9": coded("S-9", Kind.PRAISE)},
    )
    assert part(judged(happy), "stands_to_gain") > part(judged(given_), "stands_to_gain")


def planned(*ids: str, route: Route = Route.FIX, answer: str = "") -> Action:
    return Action(
        action_id="A07",
        route=route,
        title="Keep the second address",
        horizon=Horizon.BEFORE_RELAUNCH,
        theme_ids=("T01",),
        statement_ids=ids,
        people=1,
        value="",
        value_basis="none",
        owner_role="product owner",
        measure="",
        answer=answer,
    )


def because(one, name: str) -> str:
    return next(each.because for each in one.convertibility_parts if each.name == name)


def test_without_a_planned_action_no_complaint_is_removed_whatever_the_verdict():
    themes = (theme("T01", "Second address lost", "S-0"),)
    one = judged(critic(themes=themes, verdicts={"T01": verdict("T01", Cause.DEFECT)}))
    assert part(one, "stands_to_gain") == 0
    assert because(one, "stands_to_gain").startswith(
        "0 of 1 complaints could be acted on (none planned)"
    )


@pytest.mark.parametrize(
    ("action", "value"),
    [
        (planned("S-0"), 0.5),
        (planned("S-0", route=Route.TRAIN), 0.5),
        (planned("S-0", route=Route.SHOW_BENEFIT), 0.0),
        (planned("S-0", answer="no: too dear"), 0.0),
        (planned("S-0", answer="later: after the summer"), 0.5),
        (planned("S-9"), 0.0),
    ],
    ids=["fix", "course", "no cure", "turned down", "later", "another statement"],
)
def test_one_stands_to_gain_where_a_planned_action_would_take_the_complaint_away(action, value):
    one = judged(critic(actions=(action,)))
    assert part(one, "stands_to_gain") == value
    assert ("(A07)" in because(one, "stands_to_gain")) is (value > 0)


def test_the_part_of_a_former_champion_says_what_shows_it():
    given_ = critic()
    before = rated("P", 10, wave=Wave.BEFORE)
    one = judged(replace(given_, intake=replace(given_.intake, closed=(rated("P", 3), before))))
    assert because(one, "former_champion") == "ratings before the launch 1.00 of 1"
    assert one.former_because == because(one, "former_champion")
    assert because(judged(given_), "former_champion") == ""


def test_whoever_is_no_critic_by_a_persons_word_is_not_asked_at_once():
    plain = judged(critic())
    assert plain.convertible is Convertible.YES
    rows = village.decisions(("person:P", "stance", "champion"))
    now = decided(plain, rows)
    assert (now.convertible, now.convertibility, now.offer) == (Convertible.NOT_ASKED, None, "")
    assert now.suggestion.convertible is Convertible.YES
    given_ = critic(decisions=rows)
    assert plan_conversations(given_, (now,)) == ()
    assert decided(now, Decisions()) == plain


def test_a_run_with_the_decision_keeps_the_chance_for_the_day_it_is_taken_back():
    rows = village.decisions(("person:P", "stance", "champion"))
    rerun = judged(critic(decisions=rows))
    assert rerun.convertible is Convertible.NOT_ASKED
    assert decided(rerun, Decisions()).convertible is Convertible.YES


def test_a_critic_by_a_persons_word_is_unclear_until_a_run_has_worked_out_the_chance():
    friend = judged(people_input([person("P")], closed=[rated("P", 9)]))
    rows = village.decisions(("person:P", "stance", "detractor"))
    assert decided(friend, rows).convertible is Convertible.UNCLEAR


def test_the_offer_is_the_own_proposal_by_its_id():
    one = judged(critic(shown={"S-1": "Put the delivery date on the first page."}))
    assert "own proposal" in one.offer
    assert "S-1" in one.offer
    assert "delivery date" in one.offer


def test_without_a_proposal_the_offer_is_the_topic_described_most_exactly():
    themes = (theme("T01", "Second address lost", "S-0"), theme("T02", "Slow", "S-1"))
    given_ = critic(themes=themes, verdicts={"T01": verdict("T01", Cause.DEFECT)})
    no_proposal = {**given_.codings, "S-1": coded("S-1", Kind.CONCERN, Cause.DEFECT, 1)}
    slow = (given_.statements[0], said("S-1", "It is slow.", by="P"))
    one = judged(replace(given_, codings=no_proposal, statements=slow))
    assert "Second address lost" in one.offer
    assert "S-0" in one.offer


def test_words_off_the_record_are_never_an_offer():
    given_ = critic(shown={"S-1": "Put the delivery date on the first page."})
    quiet = tuple(
        replace(one, source=replace(one.source, off_record=True)) for one in given_.statements
    )
    one = judged(replace(given_, statements=quiet))
    assert one.offer == ""
    assert "delivery date" not in one.main_reason


def test_paths_are_a_voice_heard_or_a_value_shown():
    assert judged(critic()).path is Path.VOICE_HEARD
    assert judged(critic(REFUSAL, Cause.VALUE)).path is Path.PROCESS_VALUE


def test_a_band_around_the_border_is_unclear():
    assert [answer_of(score, 0.5, 0.08) for score in (0.41, 0.42, 0.57, 0.58)] == [
        Convertible.NO,
        Convertible.UNCLEAR,
        Convertible.UNCLEAR,
        Convertible.YES,
    ]


@given(st.floats(0, 1), st.floats(0, 1))
def test_a_greater_weight_of_a_part_for_never_lowers_the_score(low, high):
    low, high = sorted((low, high))
    scores = [
        judged(replace(critic(), settings=settings(constructive=weight))).convertibility
        for weight in (low, high)
    ]
    assert scores[0] <= scores[1]


def test_a_persons_word_wins_and_the_suggestion_is_kept_beside_it():
    rows = village.decisions(("person:P", "convertible", "no"), ("person:P", "influence", "high"))
    one = judged(critic(decisions=rows))
    assert (one.influence, one.convertible, one.status) == ("high", Convertible.NO, "changed")
    assert any("from yes to no" in why for why in one.stance_reasons)
    assert any("Ada" in why and "spoke with them" in why for why in one.stance_reasons)


def test_whom_a_person_calls_a_supporter_is_not_asked_and_whom_a_critic_is():
    supporter = judged(critic(decisions=village.decisions(("person:P", "stance", "supporter"))))
    assert (supporter.convertible, supporter.convertibility) == (Convertible.NOT_ASKED, None)
    content = people_input(
        [person("P")],
        closed=[rated("P", 9)],
        decisions=village.decisions(("person:P", "stance", "detractor")),
    )
    assert judged(content).stance is Stance.DETRACTOR
    assert judged(content).convertibility is not None


def test_a_confirmed_suggestion_is_confirmed():
    rows = village.decisions(("person:P", "convertible", "yes"))
    assert judged(critic(decisions=rows)).status == "confirmed"
