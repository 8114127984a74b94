"""What a person's codes teach: nothing without codes, most to what is like them."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.doubt.hotel import coding, decisions, statement, unit
from toolkit.coding import apply_decisions, learner_of
from toolkit.coding.adapt import Learner
from toolkit.model.decisions import Decisions
from toolkit.model.findings import Statement
from toolkit.model.vocabulary import Cause, Kind, Status

# Two on the printer, two on the rota; the coder is torn between two causes.
TORN = {Cause.DEFECT: 0.45, Cause.TRAINING: 0.4}
KEYS = ("s1", "s2", "s3", "s4")
VECTORS = unit((1, 0.1, 0), (1, 0, 0.1), (0.1, 1, 0), (0, 1, 0.1))


def hotel(order: tuple[int, ...] = (0, 1, 2, 3)) -> Learner:
    statements = [statement(KEYS[place]) for place in order]
    return learner_of(statements, {key: coding(key, TORN) for key in KEYS}, VECTORS[list(order)])


def test_without_decisions_nothing_changes():
    learner = hotel()
    codings, statuses = learner.codings(Decisions())
    assert codings == learner.suggested
    assert set(statuses.values()) == {Status.SUGGESTED}


def test_a_decided_cause_moves_what_is_like_it_and_not_what_is_unlike_it():
    codings, _ = hotel().codings(decisions(("s1", "cause", "training")))
    assert codings["s2"].cause is Cause.TRAINING
    assert codings["s2"].causes[Cause.TRAINING] > 0.6
    assert codings["s3"].causes[Cause.TRAINING] < 0.45


def test_a_final_cause_teaches_the_others_and_leaves_the_words_code_to_the_words():
    codings, statuses = hotel().codings(decisions(("s1", "final_cause", "training")))
    assert codings["s2"].cause is Cause.TRAINING
    assert codings["s1"].causes[Cause.TRAINING] < 1.0
    assert statuses["s1"] is Status.SUGGESTED


def test_what_is_decided_stays_as_decided():
    said = decisions(("s1", "cause", "trust"), ("s2", "kind", "praise"))
    learner = hotel()
    plain, _ = apply_decisions(learner.suggested, said)
    codings, statuses = learner.codings(said)
    assert (codings["s1"].cause, codings["s1"].causes) == (Cause.TRUST, plain["s1"].causes)
    assert (codings["s2"].kind, codings["s2"].cause) == (Kind.PRAISE, None)
    assert statuses["s1"] is Status.CHANGED


def test_the_same_speaker_counts_as_likeness():
    statements = [statement("s1", person="P-a"), statement("s2", person="P-a"), statement("s3")]
    vectors = unit((1, 0, 0), (0, 1, 0), (0, 0, 1))
    learner = learner_of(statements, {key: coding(key, TORN) for key in KEYS[:3]}, vectors)
    codings, _ = learner.codings(decisions(("s1", "cause", "training")))
    assert codings["s2"].causes[Cause.TRAINING] > codings["s3"].causes[Cause.TRAINING] + 0.05


def test_respondents_of_one_number_in_two_files_are_two_speakers():
    def anonymous(key: str, file: str) -> Statement:
        one = statement(key)
        source = replace(one.source, person_id="", respondent_id="7", file=file)
        return replace(one, source=source)

    statements = [
        anonymous("s1", "may.csv"),
        anonymous("s2", "may.csv"),
        anonymous("s3", "june.csv"),
    ]
    vectors = unit((1, 0, 0), (0, 1, 0), (0, 0, 1))
    learner = learner_of(statements, {key: coding(key, TORN) for key in KEYS[:3]}, vectors)
    codings, _ = learner.codings(decisions(("s1", "cause", "training")))
    assert codings["s2"].causes[Cause.TRAINING] > codings["s3"].causes[Cause.TRAINING] + 0.05


def test_what_the_second_network_finds_alike_is_taught_too_and_what_it_did_not_read_is_not():
    pairs = unit((1, 0), (0, 1), (1, 0.1), (0, 1))
    pairs[3] = 0.0
    suggested = {key: coding(key, TORN) for key in KEYS}
    statements = [statement(key) for key in KEYS]
    said = decisions(("s1", "cause", "training"))
    one, two = (
        learner_of(statements, suggested, VECTORS, more).codings(said)[0] for more in (None, pairs)
    )
    assert two["s3"].causes[Cause.TRAINING] > one["s3"].causes[Cause.TRAINING] + 0.1
    assert two["s4"].causes[Cause.TRAINING] < two["s3"].causes[Cause.TRAINING] - 0.1


def test_kinds_are_taught_too():
    suggested = {key: coding(key, TORN) for key in KEYS}
    suggested["s2"] = replace(
        suggested["s2"],
        kinds={Kind.CONCERN: 0.5, Kind.PROPOSAL: 0.45, Kind.QUESTION: 0.05},
        kind_confidence=0.5,
    )
    learner = learner_of([statement(key) for key in KEYS], suggested, VECTORS)
    codings, _ = learner.codings(decisions(("s1", "kind", "proposal")))
    assert codings["s2"].kind is Kind.PROPOSAL
    assert codings["s2"].severity is None


def test_a_non_answer_neither_learns_nor_teaches():
    statements = [replace(statement("s1"), empty=True), *(statement(key) for key in KEYS[1:])]
    learner = learner_of(statements, {key: coding(key, TORN) for key in KEYS}, VECTORS)
    codings, _ = learner.codings(decisions(("s1", "cause", "training")))
    assert codings["s2"] == learner.suggested["s2"]


def test_the_reason_says_what_was_taught():
    codings, _ = hotel().codings(decisions(("s1", "cause", "training")))
    assert any("like statements moves training from 40%" in one for one in codings["s2"].reasons)


@settings(max_examples=20, deadline=None)
@given(st.permutations(range(4)))
def test_the_order_of_the_statements_plays_no_part(order: list[int]):
    said = decisions(("s1", "cause", "training"), ("s3", "cause", "trust"))
    assert hotel(tuple(order)).codings(said)[0] == hotel().codings(said)[0]


def test_shares_add_up_to_one():
    kinds, causes = hotel().shares(decisions(("s1", "cause", "training"), ("s4", "kind", "other")))
    assert kinds is not None
    assert causes is not None
    assert np.allclose(kinds.sum(axis=1), 1.0, atol=1e-5)
    assert np.allclose(causes.sum(axis=1), 1.0, atol=1e-5)


def test_a_code_against_its_words_and_its_likes_is_the_likeliest_slip():
    keys = [f"s{number:02d}" for number in range(12)]
    vectors = unit(*[(1, 0.02 * n, 0) if n % 2 else (0, 1, 0.02 * n) for n in range(12)])
    causes = [Cause.DEFECT if n % 2 else Cause.TRUST for n in range(12)]
    suggested = {key: coding(key, {one: 0.6}) for key, one in zip(keys, causes, strict=True)}
    given_codes = [(key, "cause", str(one)) for key, one in zip(keys, causes, strict=True)]
    given_codes[4] = ("s04", "cause", "missing")
    learner = learner_of([statement(key) for key in keys], suggested, vectors)
    slips = learner.slips(decisions(*given_codes))
    assert max(slips, key=lambda one: slips[one]) == "s04"
    assert slips["s04"] > 10 * max(chance for key, chance in slips.items() if key != "s04")


def test_what_was_said_twice_is_no_slip():
    learner = hotel()
    once = decisions(("s1", "cause", "value"), ("s2", "cause", "defect"))
    twice = decisions(("s1", "cause", "value"), ("s2", "cause", "defect"), ("s1", "cause", "value"))
    assert learner.slips(twice)["s1"] < learner.slips(once)["s1"]


@pytest.mark.parametrize("value", ["", "unclear"])
def test_what_has_no_cause_teaches_none(value: str):
    learner = hotel()
    codings, _ = learner.codings(decisions(("s1", "final_cause", value)))
    assert codings == learner.suggested
