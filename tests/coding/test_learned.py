"""The learned coder: suggestions with calibrated shares, and a person's word over them."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import numpy as np
import pytest

from toolkit import language
from toolkit.coding import (
    Views,
    apply_decisions,
    beside,
    doubtful,
    favour_of,
    pair_encoder,
    suggest_codings,
    tuned_encoder,
)
from toolkit.coding.exemplars import read_exemplars
from toolkit.coding.expected import expected_kinds, with_expectation
from toolkit.coding.heads import cool, read_heads, write_heads
from toolkit.coding.learned import cause_for, second_cause, shipped_heads
from toolkit.model.decisions import Decision, Decisions
from toolkit.model.findings import Coding, Statement
from toolkit.model.intake import ClosedAnswer, Person, Source
from toolkit.model.vocabulary import (
    CAUSES,
    Cause,
    Channel,
    Kind,
    Level,
    QuestionMeaning,
    Status,
)
from toolkit.settings import EncoderSettings


def statement(text: str, *, empty: bool = False, meaning: QuestionMeaning | None = None):
    source = Source(
        source_id="s",
        file="f.csv",
        channel=Channel.SURVEY,
        text=text,
        meaning=meaning or QuestionMeaning.OTHER,
    )
    return Statement(
        statement_id=f"S-{text[:8]}",
        source=source,
        start=0,
        end=len(text),
        text=text,
        language="en",
        empty=empty,
    )


def code(text: str, **more) -> Coding:
    (found,) = suggest_codings([statement(text, **more)], {}, None).values()
    return found


def test_shares_of_kinds_and_causes_add_up_to_one():
    found = code("The totals in the report are wrong since the update.")
    assert sum(found.kinds.values()) == pytest.approx(1)
    assert sum(found.causes.values()) == pytest.approx(1)
    assert set(found.causes) == set(CAUSES)


def test_a_non_answer_is_other_and_has_no_cause():
    found = code("n/a", empty=True)
    assert (found.kind, found.cause) == (Kind.OTHER, None)


def views_of(one: Statement, question: str, *, paired: bool = True) -> Views:
    """As a run reads it."""
    encoder = language.load_encoder(EncoderSettings(), [])
    tuned = tuned_encoder(encoder)
    assert tuned is not None
    blank = np.zeros((1, 512), dtype=np.float32)
    asked = language.encode([question], encoder).rows([question])
    words = language.encode([one.text], tuned).rows([one.text])
    both = [language.after(question, one.text)]
    pairs = language.encode(both, pair_encoder()).rows(both)
    return Views(words, asked, blank, pairs if paired else np.zeros_like(pairs))


def read(one: Statement, question: str = "Anything else?", *, paired: bool = True) -> Coding:
    """With the encoders, as a run codes it."""
    views = views_of(one, question, paired=paired)
    return suggest_codings([one], {}, views)[one.statement_id]


def test_the_question_asked_tips_short_answers():
    named = ("The customer overview.", "Reports", "Route planning", "The mobile app")
    praised = [
        read(statement(one, meaning=QuestionMeaning.WORKS), "What works well for you?")
        for one in named
    ]
    blamed = [
        read(statement(one, meaning=QuestionMeaning.HINDERS), "What gets in your way?")
        for one in named
    ]
    assert [one.kind for one in praised] == [Kind.PRAISE] * 4
    assert sum(one.kind is Kind.CONCERN for one in blamed) >= 2
    for good, bad in zip(praised, blamed, strict=True):
        assert bad.kinds[Kind.CONCERN] > 3 * good.kinds[Kind.CONCERN]


@pytest.mark.parametrize(
    ("text", "cause"),
    [
        ("It crashes whenever I save a visit, and everything I typed is lost.", Cause.DEFECT),
        ("Stürzt bei jedem Speichern ab, alles weg was ich eingegeben habe.", Cause.DEFECT),
        (
            "My manager never opens it and wants the Excel list every Friday.",
            Cause.LEADERSHIP,
        ),
        ("Half of the customers are in there twice, with old addresses.", Cause.DATA),
    ],
)
def test_plain_complaints_get_their_cause(text, cause):
    found = read(statement(text))
    assert (found.kind, found.cause) == (Kind.CONCERN, cause)


def test_what_the_second_network_has_not_read_is_coded_without_it():
    one = statement("Half of the customers are in there twice, with old addresses.")
    found = read(one, paired=False)
    assert (found.kind, found.cause) == (Kind.CONCERN, Cause.DATA)
    assert found.causes != read(one).causes


def row(seed: int, width: int = 512) -> np.ndarray:
    """A unit row, as of some text."""
    found = np.random.default_rng(seed).normal(size=(1, width)).astype(np.float32)
    return found / np.linalg.norm(found)


def seen(paired: bool, *, beside: int = 3, **speaker) -> Coding:
    """One statement with other neighbours, or of another speaker."""
    one = statement("Not what we hoped.")
    one = replace(one, source=replace(one.source, person_id="P1"))
    who = {"P1": Person(person_id="P1", rank=1, **speaker)} if speaker else {}
    pairs = row(4, 384) if paired else np.zeros((1, 384), dtype=np.float32)
    views = Views(row(1), row(2), row(beside), pairs)
    return suggest_codings([one], who, views)[one.statement_id]


@pytest.mark.parametrize("paired", [True, False], ids=["twice", "once"])
def test_the_level_of_who_speaks_tips_the_shares(paired):
    levels = [seen(paired, level=level) for level in Level]
    for shares in ("kinds", "causes"):
        assert len({tuple(getattr(one, shares).values()) for one in levels}) == len(Level)
    outsider = seen(paired, level=Level.EXECUTIVE, in_org=False)
    assert outsider.causes == seen(paired).causes


@pytest.mark.parametrize("paired", [True, False], ids=["twice", "once"])
def test_what_is_said_right_before_and_after_tips_the_shares(paired):
    one, other = seen(paired), seen(paired, beside=5)
    assert one.kinds != other.kinds
    assert one.causes != other.causes


def test_the_neighbours_of_a_statement_are_those_of_its_own_source():
    words = ("First.", "Second.", "Third.")
    talk = [replace(statement(one), start=10 * n) for n, one in enumerate(words)]
    alone = replace(statement("Alone."), source=replace(talk[0].source, source_id="another"))
    found = beside([talk[2], alone, talk[0], talk[1]])
    assert found == ["Second.", "", "Second.", "First. Third."]


def test_the_least_sure_statements_are_read_twice():
    plain = statement("It crashes whenever I save a visit, and everything I typed is lost.")
    vague = statement("Not what we hoped.")
    nothing = statement("n/a", empty=True)
    parts = [views_of(one, "", paired=False) for one in (plain, nothing, vague)]
    views = Views(
        *(
            np.vstack([getattr(one, name) for one in parts])
            for name in ("words", "asked", "beside", "pairs")
        )
    )
    assert doubtful([plain, nothing, vague], views, most=5) == [0, 2]
    assert doubtful([plain, nothing, vague], views, most=1) == [2]


def test_a_model_survives_its_file():
    heads = shipped_heads()
    again = read_heads(write_heads(heads))
    texts = ["The list is empty.", "Perché nessuno ce lo ha detto?"]
    for label, head in heads.items():
        assert again[label].labels == head.labels
        assert again[label].probabilities(texts, None) == pytest.approx(
            head.probabilities(texts, None)
        )


def test_praise_and_small_talk_get_no_cause():
    assert cause_for(Kind.PRAISE, {Cause.DEFECT: 0.9}) == (None, 0.0)


def test_a_flat_guess_is_unclear():
    assert cause_for(Kind.CONCERN, dict.fromkeys(CAUSES, 0.1))[0] is Cause.UNCLEAR


def test_a_second_cause_is_named_only_where_it_is_likely():
    base = code("The totals in the report are wrong since the update.")
    near = Coding(
        statement_id="x",
        coder="t",
        kind=Kind.CONCERN,
        cause=Cause.DEFECT,
        causes={Cause.DEFECT: 0.6, Cause.TRAINING: 0.3},
    )
    assert second_cause(near) is Cause.TRAINING
    assert second_cause(code("n/a", empty=True)) is None
    assert base.cause is not second_cause(base)


def test_expectations_add_up_and_never_rule_a_kind_out():
    for meaning in QuestionMeaning:
        shares = expected_kinds(meaning)
        assert sum(shares.values()) == pytest.approx(1)
        assert min(shares.values()) > 0
    asked = statement("Fine.", meaning=QuestionMeaning.WORKS).source
    flat = with_expectation(dict.fromkeys(Kind, 0.2), asked, "Fine.", {})
    assert max(flat, key=lambda kind: flat[kind]) is Kind.PRAISE


def rated(value: float | None, question: str = "Score", *, overall: bool = False) -> ClosedAnswer:
    return ClosedAnswer(
        respondent_id="r",
        file="f.csv",
        question=question,
        value=str(value),
        scale="rating",
        agreement=value,
        recommendation=overall,
    )


def test_why_a_score_was_given_is_read_in_the_light_of_the_score():
    one = statement("Now one list. Two fleets.", meaning=QuestionMeaning.WHY_SCORE)
    one = replace(one, source=replace(one.source, respondent_id="r"))
    for score, kind in ((0.9, Kind.PRAISE), (0.1, Kind.CONCERN)):
        favour = favour_of([rated(score, overall=True)])
        (found,) = suggest_codings([one], {}, None, favour).values()
        assert found.kind is kind
        assert sum(found.kinds.values()) == pytest.approx(1)


def test_a_score_says_nothing_where_the_question_already_asks_for_one_side():
    flat = dict.fromkeys(Kind, 0.2)
    asked = replace(statement("x", meaning=QuestionMeaning.HINDERS).source, respondent_id="r")
    high = with_expectation(flat, asked, "x", favour_of([rated(1.0)]))
    assert high == with_expectation(flat, asked, "x", {})


def test_the_overall_judgement_stands_before_the_mean_of_all_ratings():
    favour = favour_of([rated(0.9, overall=True), rated(0.1, "Speed"), rated(None, "Site")])
    assert favour == {("f.csv", "r"): 0.9}
    assert favour_of([rated(0.2, "a"), rated(0.4, "b")]) == {("f.csv", "r"): pytest.approx(0.3)}
    assert favour_of([replace(rated(0.9), respondent_id="")]) == {}


def test_cooling_keeps_the_order_and_makes_modest():
    import numpy as np

    hot = np.array([[0.9, 0.1]])
    modest = cool(hot, 2.0)
    assert 0.5 < modest[0, 0] < 0.9
    assert modest.sum() == pytest.approx(1)


def decided(field: str, value: str) -> Decisions:
    row = Decision(
        decision_id=1,
        subject="statement:S-The tota",
        field=field,
        suggested="",
        confidence=None,
        decided=value,
        coder="ana",
        at=datetime(2026, 1, 1, tzinfo=UTC),
    )
    return Decisions([row])


def test_a_persons_cause_wins_and_is_certain():
    found = {"S-The tota": code("The totals are wrong since the update.")}
    codings, statuses = apply_decisions(found, decided("cause", "trust"))
    assert codings["S-The tota"].cause is Cause.TRUST
    assert codings["S-The tota"].cause_confidence == 1.0
    assert statuses["S-The tota"] is Status.CHANGED


def test_confirming_the_suggestion_is_confirmed_not_changed():
    found = {"S-The tota": code("The totals are wrong since the update.")}
    same = str(found["S-The tota"].kind)
    _, statuses = apply_decisions(found, decided("kind", same))
    assert statuses["S-The tota"] is Status.CONFIRMED


def test_exemplars_are_unique_and_praise_has_no_cause():
    rows = read_exemplars()
    long = [one.text for one in rows if len(one.text.split()) > 10]
    assert len(set(long)) > 0.995 * len(long)
    asked = [(one.industry, one.question, one.text) for one in rows if one.kind is not Kind.OTHER]
    assert len(set(asked)) == len(asked)
    assert len({one.exemplar_id for one in rows}) == len(rows)
    assert all(one.cause is None for one in rows if one.kind in (Kind.PRAISE, Kind.OTHER))
    assert len({one.industry for one in rows}) >= 20
