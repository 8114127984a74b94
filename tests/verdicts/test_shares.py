"""Shares of people: corrected for the coder, honest about the silent."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from toolkit.model.findings import Coding, Confusion, FinalCause, Share, Statement
from toolkit.model.intake import Person, Source
from toolkit.model.vocabulary import CAUSES, Cause, Channel, DecidedBy, Kind, UsageState, Wave
from toolkit.verdicts import Asked, ShareInput, estimate_shares
from toolkit.verdicts.mix import meaning_of_labels, measured

PERFECT = Confusion(counts=tuple(tuple(map(float, row)) for row in 1000 * np.eye(10)))


def lossy(from_: Cause, to: Cause, share: float) -> Confusion:
    """A coder that takes one cause for another in so many cases, and is right in all others."""
    counts = 1000 * np.eye(10)
    row, column = CAUSES.index(from_), CAUSES.index(to)
    counts[row, row], counts[row, column] = 1000 * (1 - share), 1000 * share
    return Confusion(counts=tuple(map(tuple, counts.tolist())))


def statement(who: str, number: int = 0, file: str = "survey.csv") -> Statement:
    text = f"It hurts, point {number}."
    source = Source(
        source_id=f"{who}{number}",
        file=file,
        channel=Channel.SURVEY,
        text=text,
        person_id=who,
        respondent_id=f"r{number}",
        wave=Wave.AFTER,
    )
    return Statement(
        statement_id=f"S-{who}-{number}",
        source=source,
        start=0,
        end=len(text),
        text=text,
        language="en",
    )


def given(said: dict[str, Cause | None], **more) -> ShareInput:
    """One statement of each person: a concern of the cause, or praise (None)."""
    statements = [statement(who, number) for number, who in enumerate(sorted(said))]
    codings, finals = {}, {}
    for one in statements:
        cause = said[one.source.person_id]
        kind = Kind.CONCERN if cause else Kind.PRAISE
        causes = {cause: 1.0} if cause else {}
        codings[one.statement_id] = Coding(
            statement_id=one.statement_id,
            coder="made",
            kind=kind,
            cause=cause,
            kinds={kind: 1.0},
            causes=causes,
        )
        finals[one.statement_id] = FinalCause(
            statement_id=one.statement_id,
            cause=cause,
            confidence=float(cause is not None),
            decided_by=DecidedBy.TEXT,
            causes=causes,
        )
    return ShareInput(statements=statements, codings=codings, finals=finals, **more)


def people(n: int, cause: Cause | None, start: int = 0) -> dict[str, Cause | None]:
    return {f"P{number:03d}": cause for number in range(start, start + n)}


def share_of(found: tuple[Share, ...], label: str, group: str = "") -> Share:
    return next(one for one in found if (one.label, one.group) == (label, group))


def listed(n: int) -> dict[str, Person]:
    return {f"P{k:03d}": Person(person_id=f"P{k:03d}", rank=k) for k in range(n)}


def test_without_a_known_confusion_the_shares_are_the_probabilities_and_say_so():
    found = estimate_shares(given(people(6, Cause.DEFECT) | people(14, None, 6)))
    assert share_of(found, "defect").share == pytest.approx(0.3)
    assert not any(one.corrected for one in found)


def test_a_coder_that_takes_half_of_the_training_for_defects_is_corrected():
    said = people(60, Cause.DEFECT) | people(20, Cause.TRAINING, 60)
    half = lossy(Cause.TRAINING, Cause.DEFECT, 0.5)
    counted = estimate_shares(given(said))
    found = estimate_shares(given(said, confusion=half))
    assert share_of(counted, "training").share == pytest.approx(0.25)
    assert 0.3 < share_of(found, "training").share < 0.5
    assert share_of(found, "defect").share < share_of(counted, "defect").share
    assert share_of(found, "training").corrected


def test_what_the_coder_does_not_confuse_is_hardly_moved():
    said = people(20, Cause.TRUST) | people(20, Cause.DATA, 20)
    found = estimate_shares(given(said, confusion=PERFECT))
    assert share_of(found, "trust").share == pytest.approx(0.5, abs=0.05)


def test_the_uncertainty_of_the_confusion_widens_the_interval():
    said = people(30, Cause.DEFECT) | people(30, Cause.TRAINING, 30)
    known = share_of(estimate_shares(given(said)), "training")
    vague = lossy(Cause.TRAINING, Cause.DEFECT, 0.5)
    unsure = share_of(estimate_shares(given(said, confusion=vague)), "training")
    assert unsure.high - unsure.low > known.high - known.low


def test_a_persons_word_is_not_corrected():
    said = people(20, Cause.DEFECT)
    base = given(said, confusion=lossy(Cause.TRAINING, Cause.DEFECT, 0.5))
    sure = {key: replace(one, decided_by=DecidedBy.PERSON) for key, one in base.finals.items()}
    found = estimate_shares(replace(base, finals=sure))
    assert share_of(found, "defect").share == pytest.approx(1.0, abs=1e-6)


def test_facts_keep_their_weight_through_the_correction():
    said = people(20, Cause.DEFECT)
    base = given(said, confusion=lossy(Cause.TRAINING, Cause.DEFECT, 0.5))
    turned = {
        key: replace(one, cause=Cause.TRAINING, causes={Cause.TRAINING: 0.95, Cause.DEFECT: 0.05})
        for key, one in base.finals.items()
    }
    found = estimate_shares(replace(base, finals=turned))
    assert share_of(found, "training").share > 0.9


def test_with_a_list_of_people_the_bounds_hold_whatever_the_silent_think():
    asked = Asked(people=listed(40))
    found = share_of(
        estimate_shares(given(people(10, Cause.DEFECT) | people(10, None, 10), asked=asked)), "tool"
    )
    assert (found.answered, found.in_scope, found.response_rate) == (20, 40, 0.5)
    # 10 of 40 say so; if the 20 who are silent say so too it is 30 of 40.
    assert (found.if_silent_disagree, found.if_silent_agree) == (0.25, 0.75)


def test_without_a_list_of_people_the_response_is_not_known():
    found = estimate_shares(given(people(10, Cause.DEFECT)))
    assert {one.response_rate for one in found} == {None}
    assert {one.if_silent_agree for one in found} == {None}


def usage(n_using: int, n: int) -> dict[str, UsageState]:
    return {
        f"P{k:03d}": UsageState.STEADY if k < n_using else UsageState.NEVER_OPENED for k in range(n)
    }


def test_where_non_users_answered_less_both_stand_apart():
    said = people(10, Cause.DEFECT) | people(6, Cause.VALUE, 20)
    asked = Asked(people=listed(40), states=usage(20, 40))
    found = estimate_shares(given(said, asked=asked))
    users, idle = share_of(found, "tool", "users"), share_of(found, "tool", "non-users")
    assert (users.answered, users.in_scope, users.share) == (10, 20, 1.0)
    assert (idle.answered, idle.in_scope, idle.share) == (6, 20, 0.0)


@pytest.mark.parametrize(
    ("idle", "unjoined"),
    [
        (people(10, Cause.VALUE, 20), frozenset()),  # they answered as often as users
        (people(4, Cause.VALUE, 20), frozenset()),  # too few to be shown
        (people(6, Cause.VALUE, 20), frozenset(people(16, None))),  # promised not to be joined
    ],
)
def test_users_and_non_users_stand_together_else(idle, unjoined):
    asked = Asked(people=listed(40), states=usage(20, 40), unjoined=unjoined)
    found = estimate_shares(given(people(10, Cause.DEFECT) | idle, asked=asked))
    assert {one.group for one in found} == {""}


def test_nobody_spoke_no_shares():
    assert estimate_shares(ShareInput(statements=(), codings={}, finals={})) == ()


def test_the_order_of_statements_changes_nothing_and_the_seed_only_the_interval():
    base = given(
        people(9, Cause.DEFECT) | people(9, Cause.TRAINING, 9),
        confusion=lossy(Cause.TRAINING, Cause.DEFECT, 0.3),
    )
    turned = replace(base, statements=tuple(reversed(base.statements)))
    assert estimate_shares(base) == estimate_shares(turned)
    other = estimate_shares(replace(base, seed=7))
    assert [one.share for one in other] == [one.share for one in estimate_shares(base)]


def test_the_same_people_under_other_pseudonyms_have_the_same_shares_and_intervals():
    base = given(
        people(9, Cause.DEFECT) | people(9, Cause.TRAINING, 9),
        confusion=lossy(Cause.TRAINING, Cause.DEFECT, 0.3),
    )
    renamed = tuple(
        replace(one, source=replace(one.source, person_id=f"P{17 * number % 18}"))
        for number, one in enumerate(base.statements)
    )
    assert estimate_shares(base) == estimate_shares(replace(base, statements=renamed))


def test_the_meaning_of_a_label_follows_the_mix_of_the_company():
    half = measured(lossy(Cause.TRAINING, Cause.DEFECT, 0.5))
    defect, training = CAUSES.index(Cause.DEFECT), CAUSES.index(Cause.TRAINING)

    def chance(defects: float, trainings: float) -> float:
        labelled = np.zeros((1, 10))
        labelled[0, defect], labelled[0, training] = defects, trainings
        table = meaning_of_labels(half.rates[None], half.usual[None], labelled)
        assert table.sum(axis=2) == pytest.approx(np.ones((1, 10)))
        return float(table[0, defect, training])

    # Many labels 'training' beside few 'defect' mean that the defects are training gaps as well.
    assert chance(100, 100) > chance(190, 10)
