"""Two coders' words: each counts by what persons decided."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.coding.combine import DEFAULT_WEIGHTS, LEAST, combine_codings
from toolkit.model.decisions import Decision, Decisions
from toolkit.model.findings import Coding
from toolkit.model.vocabulary import CAUSES, Cause, Kind

KINDS = {kind: 0.8 if kind is Kind.CONCERN else 0.05 for kind in Kind}


def coding(key: str, coder: str, cause: Cause | None, share: float, **more) -> Coding:
    others = (1 - share) / (len(CAUSES) - 1)
    causes = {one: share if one is cause else others for one in CAUSES} if cause else {}
    fields = {"kind": Kind.CONCERN, "kinds": KINDS, "cause": cause, "causes": causes, **more}
    return Coding(statement_id=key, coder=coder, **fields)


def decided(truth: dict[str, Cause]) -> Decisions:
    at = datetime(2026, 5, 4, tzinfo=UTC)
    return Decisions(
        Decision(decision_id=n, subject=f"statement:{key}", field="cause", suggested="",
                 confidence=None, decided=str(cause), coder="ana", at=at)
        for n, (key, cause) in enumerate(truth.items(), start=1)
    )  # fmt: skip


def company(n: int, right_first: float, right_second: float, seed: int = 3):
    """True causes and two coders who are right so often, each by itself."""
    chance = np.random.default_rng(seed)
    truth = {f"S-{i:04d}": CAUSES[chance.integers(10)] for i in range(n)}

    def says(coder: str, right: float, share: float) -> dict[str, Coding]:
        found = {}
        for key, cause in truth.items():
            wrong = [one for one in CAUSES if one is not cause]
            said = cause if chance.random() < right else wrong[chance.integers(9)]
            found[key] = coding(key, coder, said, share)
        return found

    return truth, says("learned", right_first, 0.4), says("llm:m", right_second, 0.8)


def accuracy(codings, truth, keys) -> float:
    return float(np.mean([codings[key].cause is truth[key] for key in keys]))


def test_without_decisions_the_second_word_counts_modestly():
    first = {"a": coding("a", "learned", Cause.DEFECT, 0.5)}
    second = {"a": coding("a", "llm:m", Cause.TRAINING, 0.9)}
    found = combine_codings(first, second, Decisions())
    shares = found.codings["a"].causes
    assert first["a"].causes[Cause.TRAINING] < shares[Cause.TRAINING] < 0.6
    assert not found.cause.is_measured
    assert found.cause.weights == DEFAULT_WEIGHTS
    assert found.cause.agreement is None


def test_what_is_sure_is_not_overruled_by_a_coder_whom_nobody_measured():
    first = {"a": coding("a", "learned", Cause.DEFECT, 0.9)}
    second = {"a": coding("a", "llm:m", Cause.TRAINING, 0.98)}
    assert combine_codings(first, second, Decisions()).codings["a"].cause is Cause.DEFECT


def test_agreement_makes_a_cause_surer():
    first = {"a": coding("a", "learned", Cause.DEFECT, 0.5)}
    second = {"a": coding("a", "llm:m", Cause.DEFECT, 0.9)}
    found = combine_codings(first, second, Decisions()).codings["a"]
    assert found.cause_confidence > 0.8
    assert found.coder == "learned + llm:m"


def test_a_coder_who_agrees_with_persons_gains_and_one_who_does_not_loses():
    truth, first, good = company(300, 0.4, 0.85)
    _, _, random = company(300, 0.4, 0.1)
    keys = sorted(truth)
    known = decided({key: truth[key] for key in keys[:60]})
    trusted = combine_codings(first, good, known)
    ignored = combine_codings(first, random, known)
    assert trusted.cause.n == 60
    assert trusted.cause.agreement == pytest.approx(accuracy(good, truth, keys[:60]))
    assert accuracy(trusted.codings, truth, keys[60:]) >= accuracy(good, truth, keys[60:])
    assert accuracy(ignored.codings, truth, keys[60:]) >= accuracy(first, truth, keys[60:]) - 0.02


def test_a_steady_confusion_is_turned_to_use():
    truth, first, _ = company(300, 0.3, 0.9)
    swapped = {Cause.DEFECT: Cause.TRAINING, Cause.TRAINING: Cause.DEFECT}
    second = {k: coding(k, "llm:m", swapped.get(c, c), 0.8) for k, c in truth.items()}
    keys = sorted(truth)
    known = decided({key: truth[key] for key in keys[:150]})
    found = combine_codings(first, second, known).codings
    tricky = [key for key in keys[150:] if truth[key] in swapped]
    assert accuracy(second, truth, tricky) == 0
    assert accuracy(found, truth, tricky) > 0.7


def test_with_too_few_decisions_the_default_holds_and_with_enough_it_is_measured():
    truth, first, second = company(40, 0.4, 0.9)
    few = decided(dict(list(truth.items())[: LEAST - 1]))
    enough = decided(dict(list(truth.items())[:LEAST]))
    base = combine_codings(first, second, Decisions())
    assert combine_codings(first, second, few).cause.confusion == base.cause.confusion
    assert combine_codings(first, second, enough).cause.confusion != base.cause.confusion


@pytest.mark.parametrize("word", [None, Cause.UNCLEAR])
def test_where_the_second_says_no_cause_the_first_stands(word):
    first = {"a": coding("a", "learned", Cause.DEFECT, 0.5)}
    second = {"a": replace(coding("a", "llm:m", None, 0.0), cause=word)}
    assert combine_codings(first, second, Decisions()).codings["a"].causes == first["a"].causes


def test_an_abstention_changes_nothing():
    first = {"a": coding("a", "learned", Cause.DEFECT, 0.5)}
    silent = Coding(statement_id="a", coder="llm:m", kind=None, cause=None)
    assert combine_codings(first, {"a": silent}, Decisions()).codings == first
    assert combine_codings(first, {}, Decisions()).codings == first


def test_a_non_answer_stays_one():
    empty = Coding(statement_id="a", coder="learned", kind=Kind.OTHER, cause=None,
                   kind_confidence=1.0, kinds={Kind.OTHER: 1.0})  # fmt: skip
    second = {"a": coding("a", "llm:m", Cause.DEFECT, 0.9)}
    assert combine_codings({"a": empty}, second, Decisions()).codings["a"] == empty


def test_what_only_the_second_coded_is_left_out():
    assert (
        combine_codings({}, {"a": coding("a", "llm:m", Cause.DATA, 0.9)}, Decisions()).codings == {}
    )


@pytest.mark.parametrize(
    ("first", "second", "both"), [(None, 3, 3), (2, None, 2), (2, 3, 2), (1, 3, 2), (3, 3, 3)]
)
def test_severities_meet_in_the_middle(first, second, both):
    one = {"a": coding("a", "learned", Cause.DATA, 0.5, severity=first)}
    two = {"a": coding("a", "llm:m", Cause.DATA, 0.5, severity=second)}
    assert combine_codings(one, two, Decisions()).codings["a"].severity == both


@given(st.integers(0, 2**31), st.integers(0, 40))
def test_shares_add_up_to_one_and_no_order_matters(seed, n_decided):
    truth, first, second = company(45, 0.4, 0.6, seed)
    known = decided(dict(list(truth.items())[:n_decided]))
    found = combine_codings(first, second, known)
    turned = combine_codings(dict(reversed(first.items())), dict(reversed(second.items())), known)
    assert found.cause == turned.cause
    for key, one in found.codings.items():
        assert one == turned.codings[key]
        assert sum(one.causes.values()) == pytest.approx(1)
        assert sum(one.kinds.values()) == pytest.approx(1)
    assert np.asarray(found.cause.confusion).sum(axis=1) == pytest.approx(np.ones(10))
