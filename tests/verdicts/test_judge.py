"""Verdicts: words and facts add up, and the facts can turn what the words say."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests import world
from toolkit.language.catalogue import words_of
from toolkit.model.decisions import Decision, Decisions
from toolkit.model.fact_words import FACTS
from toolkit.model.findings import Signal, Theme
from toolkit.model.vocabulary import CAUSE_WORDS, CAUSES, Bearing, Cause, DecidedBy, Status
from toolkit.verdicts import (
    JudgeInput,
    ShareInput,
    draft_requests,
    estimate_shares,
    judge_themes,
    split_two_causes,
)
from toolkit.verdicts.gather import gather_signals
from toolkit.verdicts.pool import rival_of, shares, who_decided


def given_world(**changes) -> JudgeInput:
    base = JudgeInput(
        themes=world.themes(),
        statements=world.statements(),
        codings=world.codings(),
        signals={},
        facts=world.facts(),
    )
    return replace(base, **changes)


def fact(statement_id: str, cause: Cause, weight: float, row: str) -> Signal:
    return Signal(
        name="tickets_confirmed_defect" if cause is Cause.DEFECT else "tickets_shown_how",
        subject_id=statement_id,
        origin=DecidedBy.TICKETS,
        cause=cause,
        bearing=Bearing.SUPPORTS if weight > 0 else Bearing.CONTRADICTS,
        weight=weight,
        sentence="a ticket says so",
        n=1,
        rows=(row,),
    )


def facts_on(theme_id: str, cause: Cause) -> dict[str, tuple[Signal, ...]]:
    theme = next(one for one in world.themes() if one.theme_id == theme_id)
    rival = Cause.TRAINING if cause is Cause.DEFECT else Cause.DEFECT
    return {
        key: (fact(key, cause, 2.5, f"t:{n}"), fact(key, rival, -2.0, f"t:{n}"))
        for n, key in enumerate(theme.statement_ids)
    }


def test_exchanging_the_facts_of_two_themes_exchanges_their_verdicts():
    right = facts_on("T01", Cause.DEFECT) | facts_on("T02", Cause.TRAINING)
    wrong = facts_on("T01", Cause.TRAINING) | facts_on("T02", Cause.DEFECT)
    first = judge_themes(given_world(signals=right)).verdicts
    second = judge_themes(given_world(signals=wrong)).verdicts
    assert (first["T01"].cause, first["T02"].cause) == (Cause.DEFECT, Cause.TRAINING)
    assert (second["T01"].cause, second["T02"].cause) == (Cause.TRAINING, Cause.DEFECT)


def test_facts_that_agree_make_a_verdict_surer_and_are_named_in_it():
    alone = judge_themes(given_world()).verdicts["T01"]
    backed = judge_themes(given_world(signals=facts_on("T01", Cause.DEFECT))).verdicts["T01"]
    assert backed.confidence > alone.confidence
    assert "ticket" in backed.evidence
    assert "no file speaks" in alone.evidence


def test_a_statement_is_told_less_surely_than_its_added_weights_say():
    finals = judge_themes(given_world(signals=facts_on("T01", Cause.DEFECT))).final_causes
    added = [one for one in finals.values() if one.decided_by is DecidedBy.TICKETS]
    assert added
    for one in added:
        assert one.cause is max(one.causes, key=one.causes.__getitem__)
        assert 1 / len(one.causes) < one.confidence < one.causes[one.cause]


def test_facts_that_turn_the_words_decide():
    turned = judge_themes(given_world(signals=facts_on("T01", Cause.TRAINING))).verdicts["T01"]
    assert turned.decided_by is DecidedBy.TICKETS


def test_one_ticket_that_many_recall_counts_once():
    members = [
        one for one in world.statements() if one.statement_id in world.themes()[0].statement_ids
    ]
    same = {
        one.statement_id: (fact(one.statement_id, Cause.DEFECT, 1.0, "t:1"),) for one in members
    }
    apart = {
        one.statement_id: (fact(one.statement_id, Cause.DEFECT, 1.0, f"t:{n}"),)
        for n, one in enumerate(members)
    }
    (one_ticket,) = gather_signals("T01", members, same)
    (many,) = gather_signals("T01", members, apart)
    assert one_ticket.weight < many.weight
    assert (one_ticket.n, many.n) == (1, len(members))


def test_what_a_person_coded_counts_as_several_voices_of_the_machine():
    one, *_ = world.themes()[0].statement_ids
    codings = world.codings()
    trust = {cause: 0.91 if cause is Cause.TRUST else 0.01 for cause in CAUSES}
    shares = [
        judge_themes(
            given_world(codings=codings | {one: replace(codings[one], causes=trust, coder=coder)})
        )
        .verdicts["T01"]
        .causes[Cause.TRUST]
        for coder in ("learned", DecidedBy.PERSON)
    ]
    assert shares[1] > 1.5 * shares[0]


def test_a_persons_verdict_wins_and_is_marked():
    row = Decision(
        decision_id=1,
        subject="theme:T01",
        field="verdict",
        suggested="defect",
        confidence=0.9,
        decided="data",
        coder="ana",
        at=datetime(2026, 1, 1, tzinfo=UTC),
    )
    judged = judge_themes(given_world(decisions=Decisions([row])))
    verdict = judged.verdicts["T01"]
    assert (verdict.cause, verdict.status) == (Cause.DATA, Status.CHANGED)
    assert verdict.decided_by is DecidedBy.PERSON
    found = judge_themes(given_world()).verdicts["T01"]
    machine, person = CAUSE_WORDS[found.cause], CAUSE_WORDS[Cause.DATA]
    assert f"decided on {person}; words and files alone come to {machine}" in verdict.would_overturn
    assert f"what speaks for {machine}" not in verdict.evidence


def spoken_by(cause: Cause, weight: float) -> Signal:
    """What the files show of everybody who speaks of T01."""
    return replace(fact("T01", cause, weight, "t:1"), sentence=f"told of {cause}.")


UNSURE = {c: 0.4 if c in (Cause.DEFECT, Cause.TRAINING) else 0.025 for c in CAUSES}


def unsure_world(**changes) -> JudgeInput:
    """Words that leave open whether it is a fault or a gap."""
    codings = {key: replace(one, causes=UNSURE) for key, one in world.codings().items()}
    return given_world(codings=codings, **changes)


def test_facts_that_lift_a_verdict_by_speaking_against_its_rival_are_named():
    against = {"T01": (spoken_by(Cause.DEFECT, -1.0),)}
    verdict = judge_themes(unsure_world(signals=against)).verdicts["T01"]
    assert verdict.cause is Cause.TRAINING
    assert "what speaks against a fault of the tool: told of defect" in verdict.evidence
    assert "no file speaks" not in verdict.evidence


def test_a_verdict_that_stays_open_names_both_causes_with_their_shares():
    verdict = judge_themes(unsure_world()).verdicts["T01"]
    shares = ", ".join(
        f"{CAUSE_WORDS[one]} {verdict.causes[one]:.0%}" for one in (Cause.DEFECT, Cause.TRAINING)
    )
    assert f"all together leave it open: {shares}" in verdict.evidence
    sure = judge_themes(given_world(signals=facts_on("T01", Cause.DEFECT))).verdicts["T01"]
    assert "leave it open" not in sure.evidence


def test_a_verdict_says_nothing_by_keywords():
    themes = [replace(one, keywords=("zzq", "qqz")) for one in world.themes()]
    judged = judge_themes(given_world(themes=themes)).verdicts
    asked = draft_requests(themes, judged, world.facts())
    said = [one.evidence + one.would_overturn for one in judged.values()]
    said += [one.question + one.data + one.if_answer for one in asked]
    assert not [one for one in said if "zzq" in one]


@pytest.mark.parametrize("name", FACTS)
@pytest.mark.parametrize("tongue", ["de", "it"])
def test_what_is_counted_over_a_theme_is_said_in_every_language(name, tongue):
    members = [
        one for one in world.statements() if one.statement_id in world.themes()[0].statement_ids
    ]
    origin = DecidedBy.TICKETS if name.startswith("tickets") else DecidedBy.TRAINING
    for few in (members[:1], members):
        told = {
            one.statement_id: (
                replace(
                    fact(one.statement_id, Cause.DEFECT, 1.0, f"t:{n}"), name=name, origin=origin
                ),
            )
            for n, one in enumerate(few)
        }
        (signal,) = gather_signals("T01", members, told)
        assert "_" not in signal.sentence
        assert words_of(tongue).whole(signal.sentence) != signal.sentence


def test_every_verdict_says_what_would_overturn_it():
    for verdict in judge_themes(given_world()).verdicts.values():
        assert verdict.would_overturn.startswith("It would be ")


def test_the_order_of_statements_changes_nothing():
    forward = judge_themes(given_world())
    backward = judge_themes(given_world(statements=tuple(reversed(world.statements()))))
    assert forward.verdicts == backward.verdicts


def split_first_theme(**told: Sequence[str]) -> tuple[Theme, ...]:
    """The world's first theme as it is split where these statements have facts for these causes."""
    signals = {
        key: tuple(
            fact(key, cause, 4.0 if cause == name else -4.0, f"t:{key}")
            for cause in (Cause.DEFECT, Cause.TRAINING)
        )
        for name, keys in told.items()
        for key in keys
    }
    by_id = {one.statement_id: one for one in world.statements()}
    once = split_two_causes(world.themes()[:1], by_id, world.codings(), signals)
    assert split_two_causes(once, by_id, world.codings(), signals) == once
    return once


def test_a_theme_with_two_causes_behind_the_same_words_is_split_and_only_once():
    theme = world.themes()[0]
    *keys, untold = theme.statement_ids
    larger, smaller = split_first_theme(defect=keys[:4], training=keys[4:])
    assert (larger.theme_id, smaller.theme_id) == ("T01", "T01b")
    assert larger.statement_ids == tuple(sorted([*keys[:4], untold]))
    assert smaller.statement_ids == tuple(sorted(keys[4:]))
    assert larger.exemplar_ids == theme.exemplar_ids
    assert set(smaller.exemplar_ids) <= set(smaller.statement_ids)


def test_a_second_cause_that_two_people_alone_have_facts_for_splits_nothing():
    keys = world.themes()[0].statement_ids
    assert split_first_theme(defect=keys[:4], training=keys[4:6]) == world.themes()[:1]


def test_without_facts_no_theme_is_split():
    by_id = {one.statement_id: one for one in world.statements()}
    assert split_two_causes(world.themes(), by_id, world.codings(), {}) == world.themes()


def test_shares_lie_in_their_intervals_and_count_people():
    judged = judge_themes(given_world())
    for share in estimate_shares(
        ShareInput(
            statements=world.statements(), codings=world.codings(), finals=judged.final_causes
        )
    ):
        assert 0 <= share.low <= share.share <= share.high <= 1
        assert share.people <= share.of


def test_a_missing_file_is_asked_for_and_an_unsure_verdict_gets_a_question():
    facts = replace(world.facts(), recorded=frozenset({"org"}))
    judged = judge_themes(given_world(facts=facts))
    asked = draft_requests(world.themes(), judged.verdicts, facts)
    assert {one.question for one in asked if one.kind == "file"} == {
        "Please send the usage file.",
        "Please send the training file.",
        "Please send the tickets file.",
    }
    unsure = {key for key, one in judged.verdicts.items() if one.confidence < 0.6}
    questions = [one for one in asked if one.kind == "question"]
    assert sorted(key for one in questions for key in one.about.split("; ")) == sorted(unsure)


def unsure_between(*pairs):
    """Themes of the world, each with a verdict between two causes."""
    themes = world.themes()[: len(pairs)]
    sure = judge_themes(given_world()).verdicts
    verdicts = {
        theme.theme_id: replace(
            sure[theme.theme_id],
            cause=best,
            confidence=0.5,
            decided_by=DecidedBy.TEXT,
            causes=dict.fromkeys(CAUSES, 0.0) | {best: 0.5, rival: 0.4},
        )
        for theme, (best, rival) in zip(themes, pairs, strict=True)
    }
    return draft_requests(themes, verdicts, world.facts())


@pytest.mark.parametrize("best", CAUSES)
def test_each_answer_leads_to_the_cause_that_it_shows(best):
    rival = next(cause for cause in CAUSES if cause is not best)
    (asked,) = unsure_between((best, rival))
    first, second = asked.if_answer.split("; ")
    assert f"-> {best} (" in first
    assert f"-> {rival} (" in second
    assert not asked.if_answer.startswith("yes")


def test_having_shown_a_step_speaks_against_a_training_gap():
    (asked,) = unsure_between((Cause.TRAINING, Cause.DEFECT))
    assert "shown and done, which leaves -> defect" in asked.if_answer
    assert "not shown, or never done by themselves -> training" in asked.if_answer


def test_a_request_names_fields_period_and_people():
    (asked,) = unsure_between((Cause.TRAINING, Cause.DEFECT))
    assert "per person: date, language" in asked.data
    assert "since 2" in asked.data
    assert "people raise it" in asked.data


def test_what_one_answer_decides_for_two_themes_is_asked_once():
    same = unsure_between((Cause.TRAINING, Cause.DEFECT), (Cause.TRAINING, Cause.DEFECT))
    assert len(same) == 1
    assert len(same[0].about.split("; ")) == 2
    apart = unsure_between((Cause.TRAINING, Cause.DEFECT), (Cause.VALUE, Cause.DEFECT))
    assert len(apart) == 2


@given(st.dictionaries(st.sampled_from(CAUSES), st.floats(-20, 20), min_size=1))
def test_shares_add_up_to_one(odds):
    assert sum(shares(odds).values()) == pytest.approx(1)


def test_a_tie_names_the_rival_of_the_trade():
    likely = {Cause.DEFECT: 0.91} | {c: 0.01 for c in CAUSES if c is not Cause.DEFECT}
    assert rival_of(Cause.DEFECT, likely) is Cause.TRAINING


def test_two_files_with_a_fifth_each_are_several():
    odds = {
        DecidedBy.TEXT: {Cause.DEFECT: 1.0, Cause.TRAINING: 0.0},
        DecidedBy.USAGE: {Cause.DEFECT: 1.0, Cause.TRAINING: 0.0},
        DecidedBy.TICKETS: {Cause.DEFECT: 1.0, Cause.TRAINING: 0.0},
    }
    assert who_decided(odds, Cause.DEFECT, Cause.TRAINING) is DecidedBy.SEVERAL
